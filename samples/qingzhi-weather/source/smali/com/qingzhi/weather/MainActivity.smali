.class public Lcom/qingzhi/weather/MainActivity;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-static {p0}, Lcom/qingzhi/weather/Consent;->agreed(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :ask
    invoke-virtual {p0}, Lcom/qingzhi/weather/MainActivity;->start()V
    return-void
    :ask
    new-instance v0, Lcom/qingzhi/weather/ConsentDialog;
    invoke-direct {v0, p0}, Lcom/qingzhi/weather/ConsentDialog;-><init>(Lcom/qingzhi/weather/MainActivity;)V
    invoke-virtual {v0}, Lcom/qingzhi/weather/ConsentDialog;->show()V
    return-void
.end method

# Called once the user has agreed.
.method public start()V
    .registers 3
    invoke-static {p0}, Lcom/qingzhi/weather/Sdks;->start(Landroid/content/Context;)V
    new-instance v0, Lcom/amap/api/location/AMapLocationClient;
    invoke-direct {v0, p0}, Lcom/amap/api/location/AMapLocationClient;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0}, Lcom/amap/api/location/AMapLocationClient;->startLocation()V
    new-instance v0, Landroid/webkit/WebView;
    invoke-direct {v0, p0}, Landroid/webkit/WebView;-><init>(Landroid/content/Context;)V
    const-string v1, "https://h5.qingzhi-weather.example/today"
    invoke-virtual {v0, v1}, Landroid/webkit/WebView;->loadUrl(Ljava/lang/String;)V
    invoke-virtual {p0, v0}, Landroid/app/Activity;->setContentView(Landroid/view/View;)V
    return-void
.end method

# Saves the shared weather card to the album.
.method public saveCard([B)V
    .registers 5
    sget-object v0, Landroid/os/Environment;->DIRECTORY_PICTURES:Ljava/lang/String;
    invoke-static {v0}, Landroid/os/Environment;->getExternalStoragePublicDirectory(Ljava/lang/String;)Ljava/io/File;
    move-result-object v0
    :try_start
    new-instance v1, Ljava/io/File;
    const-string v2, "qingzhi-card.png"
    invoke-direct {v1, v0, v2}, Ljava/io/File;-><init>(Ljava/io/File;Ljava/lang/String;)V
    new-instance v2, Ljava/io/FileOutputStream;
    invoke-direct {v2, v1}, Ljava/io/FileOutputStream;-><init>(Ljava/io/File;)V
    invoke-virtual {v2, p1}, Ljava/io/FileOutputStream;->write([B)V
    invoke-virtual {v2}, Ljava/io/FileOutputStream;->close()V
    :try_end
    .catch Ljava/io/IOException; {:try_start .. :try_end} :failed
    return-void
    :failed
    move-exception v0
    return-void
.end method

.method public showPolicy()V
    .registers 3
    new-instance v0, Landroid/webkit/WebView;
    invoke-direct {v0, p0}, Landroid/webkit/WebView;-><init>(Landroid/content/Context;)V
    const-string v1, "file:///android_asset/agreement/privacy.html"
    invoke-virtual {v0, v1}, Landroid/webkit/WebView;->loadUrl(Ljava/lang/String;)V
    invoke-virtual {p0, v0}, Landroid/app/Activity;->setContentView(Landroid/view/View;)V
    return-void
.end method
