.class public Lcom/kwad/sdk/api/proxy/app/KsRewardVideoActivity;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onPause()V
    .registers 1
    invoke-super {p0}, Landroid/app/Activity;->onPause()V
    invoke-virtual {p0}, Landroid/app/Activity;->finish()V
    return-void
.end method
