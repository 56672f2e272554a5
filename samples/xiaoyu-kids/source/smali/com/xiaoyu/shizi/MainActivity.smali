.class public Lcom/xiaoyu/shizi/MainActivity;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-static {p0}, Lcom/xiaoyu/shizi/Consent;->agreed(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :ask
    invoke-virtual {p0}, Lcom/xiaoyu/shizi/MainActivity;->start()V
    return-void
    :ask
    new-instance v0, Lcom/xiaoyu/shizi/ConsentDialog;
    invoke-direct {v0, p0}, Lcom/xiaoyu/shizi/ConsentDialog;-><init>(Lcom/xiaoyu/shizi/MainActivity;)V
    invoke-virtual {v0}, Lcom/xiaoyu/shizi/ConsentDialog;->show()V
    return-void
.end method

# Called once the parent has agreed.
.method public start()V
    .registers 3
    invoke-static {p0}, Lcom/xiaoyu/shizi/KidsApp;->startSdks(Landroid/content/Context;)V
    new-instance v0, Landroid/opengl/GLSurfaceView;
    invoke-direct {v0, p0}, Landroid/opengl/GLSurfaceView;-><init>(Landroid/content/Context;)V
    const/4 v1, 0x2
    invoke-virtual {v0, v1}, Landroid/opengl/GLSurfaceView;->setEGLContextClientVersion(I)V
    invoke-virtual {p0, v0}, Landroid/app/Activity;->setContentView(Landroid/view/View;)V
    return-void
.end method

.method protected onResume()V
    .registers 2
    invoke-super {p0}, Landroid/app/Activity;->onResume()V
    const-string v0, "lesson_open"
    invoke-static {p0, v0}, Lcom/umeng/analytics/MobclickAgent;->onEvent(Landroid/content/Context;Ljava/lang/String;)V
    return-void
.end method
