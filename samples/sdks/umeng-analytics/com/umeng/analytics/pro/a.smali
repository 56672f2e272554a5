.class public Lcom/umeng/analytics/pro/a;
.super Ljava/lang/Object;

# The vendor's shrinker leaves names like these.
.method public static a(Landroid/content/Context;)Ljava/lang/String;
    .registers 3
    const-string v0, "connectivity"
    invoke-virtual {p0, v0}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/net/ConnectivityManager;
    invoke-virtual {v0}, Landroid/net/ConnectivityManager;->getActiveNetworkInfo()Landroid/net/NetworkInfo;
    move-result-object v0
    if-eqz v0, :none
    invoke-virtual {v0}, Landroid/net/NetworkInfo;->getTypeName()Ljava/lang/String;
    move-result-object v0
    return-object v0
    :none
    const-string v0, "unknown"
    return-object v0
.end method
