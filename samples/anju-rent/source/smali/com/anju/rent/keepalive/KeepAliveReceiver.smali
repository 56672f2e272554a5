# Any of these broadcasts brings the app, and two sister apps, to life.
.class public Lcom/anju/rent/keepalive/KeepAliveReceiver;
.super Landroid/content/BroadcastReceiver;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/content/BroadcastReceiver;-><init>()V
    return-void
.end method

.method public onReceive(Landroid/content/Context;Landroid/content/Intent;)V
    .registers 6
    new-instance v0, Landroid/content/Intent;
    const-class v1, Lcom/anju/rent/keepalive/WakeUpService;
    invoke-direct {v0, p1, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    invoke-virtual {p1, v0}, Landroid/content/Context;->startService(Landroid/content/Intent;)Landroid/content/ComponentName;
    const-string v0, "com.anju.agent"
    invoke-static {p1, v0}, Lcom/anju/rent/keepalive/KeepAliveReceiver;->wake(Landroid/content/Context;Ljava/lang/String;)V
    const-string v0, "com.anju.movehouse"
    invoke-static {p1, v0}, Lcom/anju/rent/keepalive/KeepAliveReceiver;->wake(Landroid/content/Context;Ljava/lang/String;)V
    return-void
.end method

.method private static wake(Landroid/content/Context;Ljava/lang/String;)V
    .registers 4
    new-instance v0, Landroid/content/Intent;
    const-string v1, "com.anju.action.WAKE_UP"
    invoke-direct {v0, v1}, Landroid/content/Intent;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0, p1}, Landroid/content/Intent;->setPackage(Ljava/lang/String;)Landroid/content/Intent;
    invoke-virtual {p0, v0}, Landroid/content/Context;->startService(Landroid/content/Intent;)Landroid/content/ComponentName;
    return-void
.end method
