# Stand-in written for these samples: the vendor's entry points, not the vendor's code.
.class public final Lcom/baidu/location/LocationClient;
.super Ljava/lang/Object;

.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/baidu/location/LocationClient;->context:Landroid/content/Context;
    return-void
.end method

.method public start()V
    .registers 9
    iget-object v0, p0, Lcom/baidu/location/LocationClient;->context:Landroid/content/Context;
    const-string v1, "location"
    invoke-virtual {v0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/location/LocationManager;
    const-string v1, "network"
    const-wide/16 v2, 0x3e8
    const/4 v4, 0x0
    new-instance v5, Lcom/baidu/location/b/e;
    invoke-direct {v5}, Lcom/baidu/location/b/e;-><init>()V
    invoke-virtual/range {v0 .. v5}, Landroid/location/LocationManager;->requestLocationUpdates(Ljava/lang/String;JFLandroid/location/LocationListener;)V
    return-void
.end method
