# Stand-in written for these samples: the vendor's entry points, not the vendor's code.
.class public Lcn/jpush/android/api/JPushInterface;
.super Ljava/lang/Object;

.method public static setDebugMode(Z)V
    .registers 1
    sput-boolean p0, Lcn/jiguang/api/JCoreInterface;->debug:Z
    return-void
.end method

.method public static init(Landroid/content/Context;)V
    .registers 3
    invoke-static {p0}, Lcn/jiguang/api/JCoreInterface;->register(Landroid/content/Context;)V
    new-instance v0, Landroid/content/Intent;
    const-class v1, Lcn/jpush/android/service/PushService;
    invoke-direct {v0, p0, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    invoke-virtual {p0, v0}, Landroid/content/Context;->startService(Landroid/content/Intent;)Landroid/content/ComponentName;
    return-void
.end method

.method public static getRegistrationID(Landroid/content/Context;)Ljava/lang/String;
    .registers 4
    const-string v0, "cn.jpush.preferences"
    const/4 v1, 0x0
    invoke-virtual {p0, v0, v1}, Landroid/content/Context;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    move-result-object v0
    const-string v1, "registration_id"
    const-string v2, ""
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getString(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method public static stopPush(Landroid/content/Context;)V
    .registers 3
    new-instance v0, Landroid/content/Intent;
    const-class v1, Lcn/jpush/android/service/PushService;
    invoke-direct {v0, p0, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    invoke-virtual {p0, v0}, Landroid/content/Context;->stopService(Landroid/content/Intent;)Z
    return-void
.end method
