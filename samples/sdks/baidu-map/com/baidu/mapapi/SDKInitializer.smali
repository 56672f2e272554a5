# Stand-in written for these samples: the vendor's entry points, not the vendor's code.
.class public Lcom/baidu/mapapi/SDKInitializer;
.super Ljava/lang/Object;

.field private static agreed:Z

.method public static setAgreePrivacy(Landroid/content/Context;Z)V
    .registers 2
    sput-boolean p1, Lcom/baidu/mapapi/SDKInitializer;->agreed:Z
    return-void
.end method

.method public static initialize(Landroid/content/Context;)V
    .registers 3
    sget-boolean v0, Lcom/baidu/mapapi/SDKInitializer;->agreed:Z
    if-eqz v0, :refused
    const-string v0, "BaiduMapSDK_map_v7_5_4"
    invoke-static {v0}, Ljava/lang/System;->loadLibrary(Ljava/lang/String;)V
    invoke-static {p0}, Lcom/baidu/mapsdkplatform/comapi/util/SysInfo;->cuid(Landroid/content/Context;)Ljava/lang/String;
    return-void
    :refused
    new-instance v0, Ljava/lang/IllegalStateException;
    const-string v1, "not agreed"
    invoke-direct {v0, v1}, Ljava/lang/IllegalStateException;-><init>(Ljava/lang/String;)V
    throw v0
.end method
