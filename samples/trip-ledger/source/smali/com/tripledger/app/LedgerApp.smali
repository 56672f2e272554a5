.class public Lcom/tripledger/app/LedgerApp;
.super Landroid/app/Application;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

# Waits for consent here; Firebase's provider has not waited.
.method public onCreate()V
    .registers 2
    invoke-super {p0}, Landroid/app/Application;->onCreate()V
    invoke-static {p0}, Lcom/tripledger/app/Consent;->agreed(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :wait
    invoke-virtual {p0}, Lcom/tripledger/app/LedgerApp;->startSdks()V
    :wait
    return-void
.end method

.method public startSdks()V
    .registers 4
    const/4 v0, 0x1
    invoke-static {v0}, Lcom/facebook/FacebookSdk;->setAutoLogAppEventsEnabled(Z)V
    invoke-static {p0}, Lcom/facebook/FacebookSdk;->sdkInitialize(Landroid/content/Context;)V
    invoke-static {p0}, Lcom/facebook/appevents/AppEventsLogger;->activateApp(Landroid/app/Application;)V
    invoke-static {}, Lcom/appsflyer/AppsFlyerLib;->getInstance()Lcom/appsflyer/AppsFlyerLib;
    move-result-object v0
    const-string v1, "Kx9rPq2sTuVwXyZ1aBcDeF"
    invoke-virtual {v0, p0, v1}, Lcom/appsflyer/AppsFlyerLib;->start(Landroid/content/Context;Ljava/lang/String;)V
    return-void
.end method
