.class public Lcom/umeng/commonsdk/framework/UMWorkDispatch;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;

.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/umeng/commonsdk/framework/UMWorkDispatch;->context:Landroid/content/Context;
    return-void
.end method

.method public run()V
    .registers 4
    iget-object v0, p0, Lcom/umeng/commonsdk/framework/UMWorkDispatch;->context:Landroid/content/Context;
    invoke-static {v0}, Lcom/umeng/commonsdk/statistics/common/DeviceConfig;->envelope(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v1
    const-string v2, "https://ulogs.umeng.com/unify_logs"
    invoke-static {v2, v1}, Lcom/umeng/commonsdk/statistics/common/DeviceConfig;->post(Ljava/lang/String;Ljava/lang/String;)V
    return-void
.end method
