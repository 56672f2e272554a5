.class public Lcom/linlijishi/mall/ScanActivity;
.super Landroid/app/Activity;

.field private camera:Landroid/hardware/Camera;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onResume()V
    .registers 3
    invoke-super {p0}, Landroid/app/Activity;->onResume()V
    invoke-static {}, Landroid/hardware/Camera;->open()Landroid/hardware/Camera;
    move-result-object v0
    iput-object v0, p0, Lcom/linlijishi/mall/ScanActivity;->camera:Landroid/hardware/Camera;
    invoke-virtual {v0}, Landroid/hardware/Camera;->startPreview()V
    return-void
.end method

.method protected onPause()V
    .registers 2
    iget-object v0, p0, Lcom/linlijishi/mall/ScanActivity;->camera:Landroid/hardware/Camera;
    if-eqz v0, :closed
    invoke-virtual {v0}, Landroid/hardware/Camera;->release()V
    :closed
    invoke-super {p0}, Landroid/app/Activity;->onPause()V
    return-void
.end method
