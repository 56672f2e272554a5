.class public Lcom/xiaoyu/shizi/KidsApp;
.super Landroid/app/Application;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

.method public onCreate()V
    .registers 2
    invoke-super {p0}, Landroid/app/Application;->onCreate()V
    invoke-static {p0}, Lcom/xiaoyu/shizi/Consent;->agreed(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :wait
    invoke-static {p0}, Lcom/xiaoyu/shizi/KidsApp;->startSdks(Landroid/content/Context;)V
    :wait
    return-void
.end method

.method static startSdks(Landroid/content/Context;)V
    .registers 6
    const-string v0, "61aa90ce0f"
    const-string v1, "huawei"
    const/4 v2, 0x1
    const/4 v3, 0x0
    invoke-static {p0, v0, v1, v2, v3}, Lcom/umeng/commonsdk/UMConfigure;->init(Landroid/content/Context;Ljava/lang/String;Ljava/lang/String;ILjava/lang/String;)V
    const-string v0, "d0e1f2a3b4"
    const/4 v1, 0x0
    invoke-static {p0, v0, v1}, Lcom/tencent/bugly/crashreport/CrashReport;->initCrashReport(Landroid/content/Context;Ljava/lang/String;Z)V
    return-void
.end method
