.class public Lcom/yuedong/run/MainActivity;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-static {p0}, Lcom/yuedong/run/Consent;->agreed(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :ask
    invoke-virtual {p0}, Lcom/yuedong/run/MainActivity;->start()V
    return-void
    :ask
    new-instance v0, Lcom/yuedong/run/ConsentDialog;
    invoke-direct {v0, p0}, Lcom/yuedong/run/ConsentDialog;-><init>(Lcom/yuedong/run/MainActivity;)V
    invoke-virtual {v0}, Lcom/yuedong/run/ConsentDialog;->show()V
    return-void
.end method

# Called once the user has agreed.
.method public start()V
    .registers 3
    new-instance v0, Lcom/amap/api/location/AMapLocationClient;
    invoke-direct {v0, p0}, Lcom/amap/api/location/AMapLocationClient;-><init>(Landroid/content/Context;)V
    const/4 v1, 0x1
    invoke-static {p0, v1, v1}, Lcom/amap/api/location/AMapLocationClient;->updatePrivacyShow(Landroid/content/Context;ZZ)V
    invoke-static {p0, v1}, Lcom/amap/api/location/AMapLocationClient;->updatePrivacyAgree(Landroid/content/Context;Z)V
    invoke-virtual {v0}, Lcom/amap/api/location/AMapLocationClient;->startLocation()V
    new-instance v0, Landroid/content/Intent;
    const-class v1, Lcom/yuedong/run/StepService;
    invoke-direct {v0, p0, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    invoke-virtual {p0, v0}, Landroid/content/Context;->startService(Landroid/content/Intent;)Landroid/content/ComponentName;
    return-void
.end method
