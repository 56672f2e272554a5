# Stand-in written for these samples: the vendor's entry points, not the vendor's code.
.class public Lcom/umeng/commonsdk/UMConfigure;
.super Ljava/lang/Object;

.field private static appKey:Ljava/lang/String;
.field private static ready:Z

# Registers the key and the channel; collects nothing.
.method public static preInit(Landroid/content/Context;Ljava/lang/String;Ljava/lang/String;)V
    .registers 4
    sput-object p1, Lcom/umeng/commonsdk/UMConfigure;->appKey:Ljava/lang/String;
    return-void
.end method

# Starts collecting on a thread of its own.
.method public static init(Landroid/content/Context;Ljava/lang/String;Ljava/lang/String;ILjava/lang/String;)V
    .registers 8
    sget-boolean v0, Lcom/umeng/commonsdk/UMConfigure;->ready:Z
    if-nez v0, :done
    const/4 v0, 0x1
    sput-boolean v0, Lcom/umeng/commonsdk/UMConfigure;->ready:Z
    sput-object p1, Lcom/umeng/commonsdk/UMConfigure;->appKey:Ljava/lang/String;
    invoke-virtual {p0}, Landroid/content/Context;->getApplicationContext()Landroid/content/Context;
    move-result-object v1
    new-instance v0, Ljava/lang/Thread;
    new-instance v2, Lcom/umeng/commonsdk/framework/UMWorkDispatch;
    invoke-direct {v2, v1}, Lcom/umeng/commonsdk/framework/UMWorkDispatch;-><init>(Landroid/content/Context;)V
    invoke-direct {v0, v2}, Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V
    invoke-virtual {v0}, Ljava/lang/Thread;->start()V
    :done
    return-void
.end method

.method public static submitPolicyGrantResult(Landroid/content/Context;Z)V
    .registers 5
    const-string v0, "umeng_policy"
    const/4 v1, 0x0
    invoke-virtual {p0, v0, v1}, Landroid/content/Context;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    move-result-object v0
    invoke-interface {v0}, Landroid/content/SharedPreferences;->edit()Landroid/content/SharedPreferences$Editor;
    move-result-object v0
    const-string v1, "granted"
    invoke-interface {v0, v1, p1}, Landroid/content/SharedPreferences$Editor;->putBoolean(Ljava/lang/String;Z)Landroid/content/SharedPreferences$Editor;
    move-result-object v0
    invoke-interface {v0}, Landroid/content/SharedPreferences$Editor;->apply()V
    return-void
.end method
