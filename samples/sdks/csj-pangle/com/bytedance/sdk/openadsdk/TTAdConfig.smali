.class public final Lcom/bytedance/sdk/openadsdk/TTAdConfig;
.super Ljava/lang/Object;

.field private final appId:Ljava/lang/String;
.field private personalised:Z

.method public constructor <init>(Ljava/lang/String;)V
    .registers 3
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/bytedance/sdk/openadsdk/TTAdConfig;->appId:Ljava/lang/String;
    const/4 v0, 0x1
    iput-boolean v0, p0, Lcom/bytedance/sdk/openadsdk/TTAdConfig;->personalised:Z
    return-void
.end method

.method public getAppId()Ljava/lang/String;
    .registers 2
    iget-object v0, p0, Lcom/bytedance/sdk/openadsdk/TTAdConfig;->appId:Ljava/lang/String;
    return-object v0
.end method

.method public setPersonalised(Z)V
    .registers 2
    iput-boolean p1, p0, Lcom/bytedance/sdk/openadsdk/TTAdConfig;->personalised:Z
    return-void
.end method
