.class public Lcom/liangliang/torch/MainActivity;
.super Landroid/app/Activity;
.implements Landroid/view/View$OnClickListener;

.field private on:Z

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Landroid/widget/Button;
    invoke-direct {v0, p0}, Landroid/widget/Button;-><init>(Landroid/content/Context;)V
    const-string v1, "打开手电"
    invoke-virtual {v0, v1}, Landroid/widget/Button;->setText(Ljava/lang/CharSequence;)V
    invoke-virtual {v0, p0}, Landroid/widget/Button;->setOnClickListener(Landroid/view/View$OnClickListener;)V
    invoke-virtual {p0, v0}, Landroid/app/Activity;->setContentView(Landroid/view/View;)V
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .registers 5
    iget-boolean v0, p0, Lcom/liangliang/torch/MainActivity;->on:Z
    xor-int/lit8 v0, v0, 0x1
    iput-boolean v0, p0, Lcom/liangliang/torch/MainActivity;->on:Z
    const-string v1, "camera"
    invoke-virtual {p0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v1
    check-cast v1, Landroid/hardware/camera2/CameraManager;
    :try_start
    const-string v2, "0"
    invoke-virtual {v1, v2, v0}, Landroid/hardware/camera2/CameraManager;->setTorchMode(Ljava/lang/String;Z)V
    :try_end
    .catch Landroid/hardware/camera2/CameraAccessException; {:try_start .. :try_end} :failed
    return-void
    :failed
    move-exception v1
    return-void
.end method
