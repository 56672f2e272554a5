# Stand-in written for these samples: the vendor's entry points, not the vendor's code.
.class public final Lcom/facebook/FacebookSdk;
.super Ljava/lang/Object;

.field private static applicationId:Ljava/lang/String;

.method public static sdkInitialize(Landroid/content/Context;)V
    .registers 3
    const-string v0, "230987654321"
    sput-object v0, Lcom/facebook/FacebookSdk;->applicationId:Ljava/lang/String;
    invoke-static {p0}, Lcom/facebook/internal/AttributionIdentifiers;->getAttributionId(Landroid/content/Context;)Ljava/lang/String;
    return-void
.end method

.method public static setAutoLogAppEventsEnabled(Z)V
    .registers 1
    sput-boolean p0, Lcom/facebook/appevents/AppEventsLogger;->auto:Z
    return-void
.end method
