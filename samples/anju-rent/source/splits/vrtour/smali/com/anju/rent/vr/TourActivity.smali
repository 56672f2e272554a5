# A guided tour by video call: the only code that needs camera and microphone.
.class public Lcom/anju/rent/vr/TourActivity;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onResume()V
    .registers 4
    invoke-super {p0}, Landroid/app/Activity;->onResume()V
    const-string v0, "8e1f4a7c2b9d4d0f"
    invoke-static {p0, v0}, Lio/agora/rtc/RtcEngine;->create(Landroid/content/Context;Ljava/lang/String;)Lio/agora/rtc/RtcEngine;
    move-result-object v0
    const-string v1, "tour"
    invoke-virtual {v0, v1}, Lio/agora/rtc/RtcEngine;->joinChannel(Ljava/lang/String;)I
    const/4 v0, 0x0
    invoke-static {v0}, Landroid/hardware/Camera;->open(I)Landroid/hardware/Camera;
    move-result-object v0
    invoke-virtual {v0}, Landroid/hardware/Camera;->startPreview()V
    return-void
.end method
