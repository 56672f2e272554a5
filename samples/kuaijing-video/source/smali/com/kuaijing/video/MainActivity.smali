.class public Lcom/kuaijing/video/MainActivity;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-static {p0}, Lcom/kuaijing/video/Consent;->agreed(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :ask
    invoke-virtual {p0}, Lcom/kuaijing/video/MainActivity;->start()V
    return-void
    :ask
    new-instance v0, Lcom/kuaijing/video/ConsentDialog;
    invoke-direct {v0, p0}, Lcom/kuaijing/video/ConsentDialog;-><init>(Lcom/kuaijing/video/MainActivity;)V
    invoke-virtual {v0}, Lcom/kuaijing/video/ConsentDialog;->show()V
    return-void
.end method

# Called once the user has agreed.
.method public start()V
    .registers 4
    invoke-static {p0}, Lcom/kuaijing/video/AdManager;->start(Landroid/content/Context;)V
    new-instance v0, Landroid/widget/VideoView;
    invoke-direct {v0, p0}, Landroid/widget/VideoView;-><init>(Landroid/content/Context;)V
    const-string v1, "https://v.kuaijing-video.example/feed/1.m3u8"
    invoke-virtual {v0, v1}, Landroid/widget/VideoView;->setVideoPath(Ljava/lang/String;)V
    invoke-virtual {p0, v0}, Landroid/app/Activity;->setContentView(Landroid/view/View;)V
    return-void
.end method
