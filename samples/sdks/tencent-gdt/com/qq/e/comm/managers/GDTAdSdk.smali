# Stand-in written for these samples: the vendor's entry points, not the vendor's code.
.class public final Lcom/qq/e/comm/managers/GDTAdSdk;
.super Ljava/lang/Object;

.method public static initWithoutStart(Landroid/content/Context;Ljava/lang/String;)V
    .registers 2
    sput-object p1, Lcom/qq/e/comm/util/DeviceProbe;->appId:Ljava/lang/String;
    return-void
.end method

.method public static start(Landroid/content/Context;)V
    .registers 3
    invoke-static {p0}, Lcom/qq/e/comm/util/DeviceProbe;->androidId(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v0
    const-string v1, "GDT"
    invoke-static {v1, v0}, Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I
    return-void
.end method
