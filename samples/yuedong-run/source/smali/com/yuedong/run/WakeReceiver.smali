# Starts the step counter at boot, at every unlocking and whenever a charger or
# a network appears.
.class public Lcom/yuedong/run/WakeReceiver;
.super Landroid/content/BroadcastReceiver;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/content/BroadcastReceiver;-><init>()V
    return-void
.end method

.method public onReceive(Landroid/content/Context;Landroid/content/Intent;)V
    .registers 5
    invoke-static {p1}, Lcom/yuedong/run/Consent;->agreed(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :wait
    new-instance v0, Landroid/content/Intent;
    const-class v1, Lcom/yuedong/run/StepService;
    invoke-direct {v0, p1, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    invoke-virtual {p1, v0}, Landroid/content/Context;->startService(Landroid/content/Intent;)Landroid/content/ComponentName;
    :wait
    return-void
.end method
