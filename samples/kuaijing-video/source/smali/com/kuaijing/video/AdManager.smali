.class public final Lcom/kuaijing/video/AdManager;
.super Ljava/lang/Object;
.implements Lcom/bun/miitmdid/interfaces/IIdentifierListener;

.field private static oaid:Ljava/lang/String;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public static start(Landroid/content/Context;)V
    .registers 6
    const-string v0, "60c3d8e9aa"
    const-string v1, "kuaishou"
    const/4 v2, 0x1
    const/4 v3, 0x0
    invoke-static {p0, v0, v1, v2, v3}, Lcom/umeng/commonsdk/UMConfigure;->init(Landroid/content/Context;Ljava/lang/String;Ljava/lang/String;ILjava/lang/String;)V
    new-instance v0, Lcom/kuaijing/video/AdManager;
    invoke-direct {v0}, Lcom/kuaijing/video/AdManager;-><init>()V
    invoke-static {p0, v2, v0}, Lcom/bun/miitmdid/core/MdidSdkHelper;->InitSdk(Landroid/content/Context;ZLcom/bun/miitmdid/interfaces/IIdentifierListener;)I
    new-instance v0, Lcom/bytedance/sdk/openadsdk/TTAdConfig;
    const-string v1, "5198765"
    invoke-direct {v0, v1}, Lcom/bytedance/sdk/openadsdk/TTAdConfig;-><init>(Ljava/lang/String;)V
    invoke-static {p0, v0}, Lcom/bytedance/sdk/openadsdk/TTAdSdk;->init(Landroid/content/Context;Lcom/bytedance/sdk/openadsdk/TTAdConfig;)Z
    const-string v0, "520100012"
    invoke-static {p0, v0}, Lcom/kwad/sdk/api/KsAdSDK;->init(Landroid/content/Context;Ljava/lang/String;)Z
    const-string v0, "1200345678"
    invoke-static {p0, v0}, Lcom/qq/e/comm/managers/GDTAdSdk;->initWithoutStart(Landroid/content/Context;Ljava/lang/String;)V
    invoke-static {p0}, Lcom/qq/e/comm/managers/GDTAdSdk;->start(Landroid/content/Context;)V
    return-void
.end method

.method public onSupport(Lcom/bun/miitmdid/interfaces/IdSupplier;)V
    .registers 3
    invoke-interface {p1}, Lcom/bun/miitmdid/interfaces/IdSupplier;->getOAID()Ljava/lang/String;
    move-result-object v0
    sput-object v0, Lcom/kuaijing/video/AdManager;->oaid:Ljava/lang/String;
    return-void
.end method
