# Plans tomorrow's weather alert again after a restart of the phone.
.class public Lcom/qingzhi/weather/BootReceiver;
.super Landroid/content/BroadcastReceiver;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/content/BroadcastReceiver;-><init>()V
    return-void
.end method

.method public onReceive(Landroid/content/Context;Landroid/content/Intent;)V
    .registers 4
    invoke-static {p1}, Lcom/qingzhi/weather/Consent;->agreed(Landroid/content/Context;)Z
    move-result v0
    if-nez v0, :agreed
    return-void
    :agreed
    invoke-static {p1}, Lcom/qingzhi/weather/Sdks;->start(Landroid/content/Context;)V
    return-void
.end method
