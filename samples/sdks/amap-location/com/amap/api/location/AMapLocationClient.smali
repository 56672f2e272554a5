# Stand-in written for these samples: the vendor's entry points, not the vendor's code.
.class public Lcom/amap/api/location/AMapLocationClient;
.super Ljava/lang/Object;

.field private static agreed:Z
.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/amap/api/location/AMapLocationClient;->context:Landroid/content/Context;
    return-void
.end method

.method public static updatePrivacyShow(Landroid/content/Context;ZZ)V
    .registers 4
    and-int v0, p1, p2
    invoke-static {v0}, Ljava/lang/String;->valueOf(Z)Ljava/lang/String;
    return-void
.end method

.method public static updatePrivacyAgree(Landroid/content/Context;Z)V
    .registers 2
    sput-boolean p1, Lcom/amap/api/location/AMapLocationClient;->agreed:Z
    return-void
.end method

.method public startLocation()V
    .registers 3
    iget-object v0, p0, Lcom/amap/api/location/AMapLocationClient;->context:Landroid/content/Context;
    invoke-static {v0}, Lcom/loc/fl;->a(Landroid/content/Context;)Landroid/location/Location;
    iget-object v0, p0, Lcom/amap/api/location/AMapLocationClient;->context:Landroid/content/Context;
    invoke-static {v0}, Lcom/loc/fl;->b(Landroid/content/Context;)Ljava/util/List;
    return-void
.end method

.method public stopLocation()V
    .registers 3
    const-string v0, "AMapLocationClient"
    const-string v1, "stopped"
    invoke-static {v0, v1}, Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I
    return-void
.end method
