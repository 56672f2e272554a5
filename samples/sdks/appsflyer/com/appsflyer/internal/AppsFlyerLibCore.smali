.class public final Lcom/appsflyer/internal/AppsFlyerLibCore;
.super Lcom/appsflyer/AppsFlyerLib;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Lcom/appsflyer/AppsFlyerLib;-><init>()V
    return-void
.end method

.method public start(Landroid/content/Context;Ljava/lang/String;)V
    .registers 6
    invoke-static {p1}, Lcom/appsflyer/internal/Identifiers;->androidId(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v0
    invoke-static {p1}, Lcom/appsflyer/internal/Identifiers;->operator(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v1
    invoke-virtual {v0, v1}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    const-string v1, "https://launches.appsflyersdk.com/api/v6.10/androidevent"
    invoke-static {v1, v0}, Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I
    return-void
.end method
