# Stand-in written for these samples: the vendor's entry points, not the vendor's code.
.class public final Lcom/kwad/sdk/api/KsAdSDK;
.super Ljava/lang/Object;

.method public static init(Landroid/content/Context;Ljava/lang/String;)Z
    .registers 4
    new-instance v0, Lcom/kwad/sdk/utils/DeviceInfo;
    invoke-direct {v0, p0}, Lcom/kwad/sdk/utils/DeviceInfo;-><init>(Landroid/content/Context;)V
    new-instance v1, Ljava/lang/Thread;
    invoke-direct {v1, v0}, Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V
    invoke-virtual {v1}, Ljava/lang/Thread;->start()V
    const/4 v0, 0x1
    return v0
.end method

.method public static setPersonalRecommend(Z)V
    .registers 1
    sput-boolean p0, Lcom/kwad/sdk/utils/DeviceInfo;->personal:Z
    return-void
.end method
