.class public Lcom/umeng/analytics/MobclickAgent;
.super Ljava/lang/Object;

.field private static lastPage:Ljava/lang/String;

.method public static onResume(Landroid/content/Context;)V
    .registers 3
    invoke-virtual {p0}, Ljava/lang/Object;->getClass()Ljava/lang/Class;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/Class;->getName()Ljava/lang/String;
    move-result-object v0
    sput-object v0, Lcom/umeng/analytics/MobclickAgent;->lastPage:Ljava/lang/String;
    return-void
.end method

.method public static onPause(Landroid/content/Context;)V
    .registers 3
    const/4 v0, 0x0
    sput-object v0, Lcom/umeng/analytics/MobclickAgent;->lastPage:Ljava/lang/String;
    return-void
.end method

.method public static onEvent(Landroid/content/Context;Ljava/lang/String;)V
    .registers 4
    invoke-static {p0}, Lcom/umeng/analytics/pro/a;->a(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v0
    invoke-virtual {v0, p1}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    const-string v1, "https://ulogs.umeng.com/event"
    invoke-static {v1, v0}, Lcom/umeng/commonsdk/statistics/common/DeviceConfig;->post(Ljava/lang/String;Ljava/lang/String;)V
    return-void
.end method
