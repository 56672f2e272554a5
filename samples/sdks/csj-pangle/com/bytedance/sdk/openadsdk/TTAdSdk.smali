# Stand-in written for these samples: the vendor's entry points, not the vendor's code.
.class public final Lcom/bytedance/sdk/openadsdk/TTAdSdk;
.super Ljava/lang/Object;

.field private static manager:Lcom/bytedance/sdk/openadsdk/core/DeviceHelper;

.method public static init(Landroid/content/Context;Lcom/bytedance/sdk/openadsdk/TTAdConfig;)Z
    .registers 5
    new-instance v0, Lcom/bytedance/sdk/openadsdk/core/DeviceHelper;
    invoke-virtual {p1}, Lcom/bytedance/sdk/openadsdk/TTAdConfig;->getAppId()Ljava/lang/String;
    move-result-object v1
    invoke-direct {v0, p0, v1}, Lcom/bytedance/sdk/openadsdk/core/DeviceHelper;-><init>(Landroid/content/Context;Ljava/lang/String;)V
    sput-object v0, Lcom/bytedance/sdk/openadsdk/TTAdSdk;->manager:Lcom/bytedance/sdk/openadsdk/core/DeviceHelper;
    invoke-static {}, Ljava/util/concurrent/Executors;->newSingleThreadExecutor()Ljava/util/concurrent/ExecutorService;
    move-result-object v1
    invoke-interface {v1, v0}, Ljava/util/concurrent/ExecutorService;->execute(Ljava/lang/Runnable;)V
    const/4 v0, 0x1
    return v0
.end method
