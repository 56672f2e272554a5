.class public Lcom/tripledger/app/MainActivity;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-static {p0}, Lcom/tripledger/app/Consent;->agreed(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :ask
    invoke-virtual {p0}, Lcom/tripledger/app/MainActivity;->start()V
    return-void
    :ask
    new-instance v0, Lcom/tripledger/app/ConsentDialog;
    invoke-direct {v0, p0}, Lcom/tripledger/app/ConsentDialog;-><init>(Lcom/tripledger/app/MainActivity;)V
    invoke-virtual {v0}, Lcom/tripledger/app/ConsentDialog;->show()V
    return-void
.end method

.method public start()V
    .registers 3
    invoke-virtual {p0}, Landroid/app/Activity;->getApplication()Landroid/app/Application;
    move-result-object v0
    check-cast v0, Lcom/tripledger/app/LedgerApp;
    invoke-virtual {v0}, Lcom/tripledger/app/LedgerApp;->startSdks()V
    new-instance v0, Landroid/widget/TextView;
    invoke-direct {v0, p0}, Landroid/widget/TextView;-><init>(Landroid/content/Context;)V
    const-string v1, "No trips yet"
    invoke-virtual {v0, v1}, Landroid/widget/TextView;->setText(Ljava/lang/CharSequence;)V
    invoke-virtual {p0, v0}, Landroid/app/Activity;->setContentView(Landroid/view/View;)V
    return-void
.end method

# Tags an expense with the place where it was made.
.method public place()Landroid/location/Location;
    .registers 3
    const-string v0, "location"
    invoke-virtual {p0, v0}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/location/LocationManager;
    const-string v1, "gps"
    invoke-virtual {v0, v1}, Landroid/location/LocationManager;->getLastKnownLocation(Ljava/lang/String;)Landroid/location/Location;
    move-result-object v0
    return-object v0
.end method

# Photographs a receipt.
.method public receipt(Landroid/hardware/camera2/CameraManager;Landroid/hardware/camera2/CameraDevice$StateCallback;Landroid/os/Handler;)V
    .registers 6
    :try_start
    const-string v0, "0"
    invoke-virtual {p1, v0, p2, p3}, Landroid/hardware/camera2/CameraManager;->openCamera(Ljava/lang/String;Landroid/hardware/camera2/CameraDevice$StateCallback;Landroid/os/Handler;)V
    :try_end
    .catch Landroid/hardware/camera2/CameraAccessException; {:try_start .. :try_end} :failed
    return-void
    :failed
    move-exception v0
    return-void
.end method
