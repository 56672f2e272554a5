.class public Lcom/qq/e/ads/PortraitADActivity;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onResume()V
    .registers 2
    invoke-super {p0}, Landroid/app/Activity;->onResume()V
    const/4 v0, 0x1
    invoke-virtual {p0, v0}, Landroid/app/Activity;->setRequestedOrientation(I)V
    return-void
.end method
