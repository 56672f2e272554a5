.class public Lcom/anju/rent/MainActivity;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-static {p0}, Lcom/anju/rent/Consent;->agreed(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :ask
    invoke-virtual {p0}, Lcom/anju/rent/MainActivity;->start()V
    return-void
    :ask
    new-instance v0, Lcom/anju/rent/ConsentDialog;
    invoke-direct {v0, p0}, Lcom/anju/rent/ConsentDialog;-><init>(Lcom/anju/rent/MainActivity;)V
    invoke-virtual {v0}, Lcom/anju/rent/ConsentDialog;->show()V
    return-void
.end method

# Called once the user has agreed.
.method public start()V
    .registers 3
    invoke-static {p0}, Lcom/anju/rent/RentApp;->startSdks(Landroid/content/Context;)V
    new-instance v0, Lcom/baidu/mapapi/map/MapView;
    invoke-direct {v0, p0}, Lcom/baidu/mapapi/map/MapView;-><init>(Landroid/content/Context;)V
    invoke-virtual {p0, v0}, Landroid/app/Activity;->setContentView(Landroid/view/View;)V
    new-instance v0, Lcom/baidu/location/LocationClient;
    invoke-direct {v0, p0}, Lcom/baidu/location/LocationClient;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0}, Lcom/baidu/location/LocationClient;->start()V
    return-void
.end method

# Rings the landlord.
.method public call(Ljava/lang/String;)V
    .registers 5
    const-string v0, "tel:"
    invoke-virtual {v0, p1}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    invoke-static {v0}, Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;
    move-result-object v0
    new-instance v1, Landroid/content/Intent;
    const-string v2, "android.intent.action.CALL"
    invoke-direct {v1, v2, v0}, Landroid/content/Intent;-><init>(Ljava/lang/String;Landroid/net/Uri;)V
    invoke-virtual {p0, v1}, Landroid/app/Activity;->startActivity(Landroid/content/Intent;)V
    return-void
.end method
