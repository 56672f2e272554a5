.class public Lcom/qingzhi/weather/WeatherApp;
.super Landroid/app/Application;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

.method public onCreate()V
    .registers 3
    invoke-super {p0}, Landroid/app/Application;->onCreate()V
    const-string v0, "60f0c1d2e3"
    const-string v1, "official"
    invoke-static {p0, v0, v1}, Lcom/umeng/commonsdk/UMConfigure;->preInit(Landroid/content/Context;Ljava/lang/String;Ljava/lang/String;)V
    invoke-static {p0}, Lcom/qingzhi/weather/Consent;->agreed(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :wait
    invoke-static {p0}, Lcom/qingzhi/weather/Sdks;->start(Landroid/content/Context;)V
    :wait
    return-void
.end method
