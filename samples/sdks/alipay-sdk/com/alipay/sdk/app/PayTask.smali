# Stand-in written for these samples: the vendor's entry points, not the vendor's code.
.class public Lcom/alipay/sdk/app/PayTask;
.super Ljava/lang/Object;

.field private final activity:Landroid/app/Activity;

.method public constructor <init>(Landroid/app/Activity;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/alipay/sdk/app/PayTask;->activity:Landroid/app/Activity;
    return-void
.end method

.method public pay(Ljava/lang/String;Z)Ljava/lang/String;
    .registers 6
    iget-object v0, p0, Lcom/alipay/sdk/app/PayTask;->activity:Landroid/app/Activity;
    invoke-static {v0}, Lcom/alipay/sdk/util/DeviceFingerprint;->utdid(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v1
    new-instance v0, Landroid/content/Intent;
    iget-object v2, p0, Lcom/alipay/sdk/app/PayTask;->activity:Landroid/app/Activity;
    const-class p2, Lcom/alipay/sdk/app/H5PayActivity;
    invoke-direct {v0, v2, p2}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    const-string p2, "order"
    invoke-virtual {v0, p2, p1}, Landroid/content/Intent;->putExtra(Ljava/lang/String;Ljava/lang/String;)Landroid/content/Intent;
    invoke-virtual {v2, v0}, Landroid/app/Activity;->startActivity(Landroid/content/Intent;)V
    return-object v1
.end method
