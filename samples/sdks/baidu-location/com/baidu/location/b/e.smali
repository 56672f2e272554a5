.class public Lcom/baidu/location/b/e;
.super Ljava/lang/Object;
.implements Landroid/location/LocationListener;

.field private last:Landroid/location/Location;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public onLocationChanged(Landroid/location/Location;)V
    .registers 2
    iput-object p1, p0, Lcom/baidu/location/b/e;->last:Landroid/location/Location;
    return-void
.end method

.method public onProviderDisabled(Ljava/lang/String;)V
    .registers 2
    return-void
.end method

.method public onProviderEnabled(Ljava/lang/String;)V
    .registers 2
    return-void
.end method

.method public onStatusChanged(Ljava/lang/String;ILandroid/os/Bundle;)V
    .registers 4
    return-void
.end method
