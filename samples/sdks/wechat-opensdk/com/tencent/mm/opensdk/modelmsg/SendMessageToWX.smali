.class public Lcom/tencent/mm/opensdk/modelmsg/SendMessageToWX;
.super Lcom/tencent/mm/opensdk/modelbase/BaseReq;

.field public scene:I

.method public constructor <init>()V
    .registers 3
    invoke-direct {p0}, Lcom/tencent/mm/opensdk/modelbase/BaseReq;-><init>()V
    invoke-static {}, Ljava/lang/System;->currentTimeMillis()J
    move-result-wide v0
    invoke-static {v0, v1}, Ljava/lang/String;->valueOf(J)Ljava/lang/String;
    move-result-object v0
    iput-object v0, p0, Lcom/tencent/mm/opensdk/modelmsg/SendMessageToWX;->transaction:Ljava/lang/String;
    return-void
.end method
