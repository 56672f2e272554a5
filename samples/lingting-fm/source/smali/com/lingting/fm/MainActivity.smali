.class public Lcom/lingting/fm/MainActivity;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-static {p0}, Lcom/lingting/fm/Consent;->agreed(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :ask
    invoke-virtual {p0}, Lcom/lingting/fm/MainActivity;->start()V
    return-void
    :ask
    new-instance v0, Lcom/lingting/fm/ConsentDialog;
    invoke-direct {v0, p0}, Lcom/lingting/fm/ConsentDialog;-><init>(Lcom/lingting/fm/MainActivity;)V
    invoke-virtual {v0}, Lcom/lingting/fm/ConsentDialog;->show()V
    return-void
.end method

# Called once the user has agreed.
.method public start()V
    .registers 3
    invoke-static {p0}, Lcn/jpush/android/api/JPushInterface;->init(Landroid/content/Context;)V
    new-instance v0, Landroid/content/Intent;
    const-class v1, Lcom/lingting/fm/PlayService;
    invoke-direct {v0, p0, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    invoke-virtual {p0, v0}, Landroid/content/Context;->startService(Landroid/content/Intent;)Landroid/content/ComponentName;
    return-void
.end method

.method public subscribe(Ljava/lang/String;)V
    .registers 4
    new-instance v0, Lcom/alipay/sdk/app/PayTask;
    invoke-direct {v0, p0}, Lcom/alipay/sdk/app/PayTask;-><init>(Landroid/app/Activity;)V
    const/4 v1, 0x1
    invoke-virtual {v0, p1, v1}, Lcom/alipay/sdk/app/PayTask;->pay(Ljava/lang/String;Z)Ljava/lang/String;
    return-void
.end method

# Where downloaded programmes go.
.method public downloads()Ljava/io/File;
    .registers 4
    invoke-static {}, Landroid/os/Environment;->getExternalStorageDirectory()Ljava/io/File;
    move-result-object v0
    new-instance v1, Ljava/io/File;
    const-string v2, "lingting/download"
    invoke-direct {v1, v0, v2}, Ljava/io/File;-><init>(Ljava/io/File;Ljava/lang/String;)V
    invoke-virtual {v1}, Ljava/io/File;->mkdirs()Z
    return-object v1
.end method
