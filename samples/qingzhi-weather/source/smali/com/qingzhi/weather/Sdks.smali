# Everything that collects, in one place, so that it can wait for consent.
.class final Lcom/qingzhi/weather/Sdks;
.super Ljava/lang/Object;

.method static start(Landroid/content/Context;)V
    .registers 6
    const-string v0, "60f0c1d2e3"
    const-string v1, "official"
    const/4 v2, 0x1
    const-string v3, ""
    invoke-static {p0, v2}, Lcom/umeng/commonsdk/UMConfigure;->submitPolicyGrantResult(Landroid/content/Context;Z)V
    invoke-static {p0, v0, v1, v2, v3}, Lcom/umeng/commonsdk/UMConfigure;->init(Landroid/content/Context;Ljava/lang/String;Ljava/lang/String;ILjava/lang/String;)V
    const/4 v4, 0x0
    invoke-static {p0, v4}, Lcn/jiguang/api/JCoreInterface;->setWakeEnable(Landroid/content/Context;Z)V
    invoke-static {p0}, Lcn/jpush/android/api/JPushInterface;->init(Landroid/content/Context;)V
    invoke-static {p0, v2, v2}, Lcom/amap/api/location/AMapLocationClient;->updatePrivacyShow(Landroid/content/Context;ZZ)V
    invoke-static {p0, v2}, Lcom/amap/api/location/AMapLocationClient;->updatePrivacyAgree(Landroid/content/Context;Z)V
    return-void
.end method
