.class public Lcom/jianyue/browser/MainActivity;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-static {p0}, Lcom/jianyue/browser/Consent;->agreed(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :ask
    invoke-virtual {p0}, Lcom/jianyue/browser/MainActivity;->start()V
    return-void
    :ask
    new-instance v0, Lcom/jianyue/browser/ConsentDialog;
    invoke-direct {v0, p0}, Lcom/jianyue/browser/ConsentDialog;-><init>(Lcom/jianyue/browser/MainActivity;)V
    invoke-virtual {v0}, Lcom/jianyue/browser/ConsentDialog;->show()V
    return-void
.end method

# Called once the user has agreed.
.method public start()V
    .registers 3
    const-string v0, "https://start.jianyue-browser.example/"
    invoke-virtual {p0, v0}, Lcom/jianyue/browser/MainActivity;->open(Ljava/lang/String;)V
    return-void
.end method

.method public open(Ljava/lang/String;)V
    .registers 4
    new-instance v0, Landroid/webkit/WebView;
    invoke-direct {v0, p0}, Landroid/webkit/WebView;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0, p1}, Landroid/webkit/WebView;->loadUrl(Ljava/lang/String;)V
    invoke-virtual {p0, v0}, Landroid/app/Activity;->setContentView(Landroid/view/View;)V
    return-void
.end method

# The policy is a web page; the package holds no copy of it.
.method public showPolicy()V
    .registers 2
    const-string v0, "https://www.jianyue-browser.example/legal/privacy.html"
    invoke-virtual {p0, v0}, Lcom/jianyue/browser/MainActivity;->open(Ljava/lang/String;)V
    return-void
.end method

.method public scanCode()Landroid/hardware/Camera;
    .registers 2
    invoke-static {}, Landroid/hardware/Camera;->open()Landroid/hardware/Camera;
    move-result-object v0
    return-object v0
.end method

.method public downloads()Ljava/io/File;
    .registers 2
    sget-object v0, Landroid/os/Environment;->DIRECTORY_DOWNLOADS:Ljava/lang/String;
    invoke-static {v0}, Landroid/os/Environment;->getExternalStoragePublicDirectory(Ljava/lang/String;)Ljava/io/File;
    move-result-object v0
    return-object v0
.end method
