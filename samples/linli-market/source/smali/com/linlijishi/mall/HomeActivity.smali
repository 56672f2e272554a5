.class public Lcom/linlijishi/mall/HomeActivity;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Landroid/webkit/WebView;
    invoke-direct {v0, p0}, Landroid/webkit/WebView;-><init>(Landroid/content/Context;)V
    const-string v1, "https://m.linlijishi.example/home"
    invoke-virtual {v0, v1}, Landroid/webkit/WebView;->loadUrl(Ljava/lang/String;)V
    invoke-virtual {p0, v0}, Landroid/app/Activity;->setContentView(Landroid/view/View;)V
    invoke-virtual {p0}, Lcom/linlijishi/mall/HomeActivity;->nearestGroup()Landroid/location/Location;
    return-void
.end method

# Finds the community group that is nearest.
.method public nearestGroup()Landroid/location/Location;
    .registers 4
    const-string v0, "location"
    invoke-virtual {p0, v0}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/location/LocationManager;
    const-string v1, "network"
    invoke-virtual {v0, v1}, Landroid/location/LocationManager;->getLastKnownLocation(Ljava/lang/String;)Landroid/location/Location;
    move-result-object v0
    return-object v0
.end method

.method public share(Ljava/lang/String;)V
    .registers 5
    const-string v0, "wx0a1b2c3d4e5f6071"
    const/4 v1, 0x1
    invoke-static {p0, v0, v1}, Lcom/tencent/mm/opensdk/openapi/WXAPIFactory;->createWXAPI(Landroid/content/Context;Ljava/lang/String;Z)Lcom/tencent/mm/opensdk/openapi/IWXAPI;
    move-result-object v0
    new-instance v1, Lcom/tencent/mm/opensdk/modelmsg/SendMessageToWX;
    invoke-direct {v1}, Lcom/tencent/mm/opensdk/modelmsg/SendMessageToWX;-><init>()V
    invoke-interface {v0, v1}, Lcom/tencent/mm/opensdk/openapi/IWXAPI;->sendReq(Lcom/tencent/mm/opensdk/modelbase/BaseReq;)Z
    return-void
.end method

.method public pay(Ljava/lang/String;)V
    .registers 4
    new-instance v0, Lcom/alipay/sdk/app/PayTask;
    invoke-direct {v0, p0}, Lcom/alipay/sdk/app/PayTask;-><init>(Landroid/app/Activity;)V
    const/4 v1, 0x1
    invoke-virtual {v0, p1, v1}, Lcom/alipay/sdk/app/PayTask;->pay(Ljava/lang/String;Z)Ljava/lang/String;
    return-void
.end method
