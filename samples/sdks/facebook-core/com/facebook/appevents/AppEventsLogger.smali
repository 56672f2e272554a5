.class public Lcom/facebook/appevents/AppEventsLogger;
.super Ljava/lang/Object;

.field public static auto:Z

.method public static activateApp(Landroid/app/Application;)V
    .registers 3
    sget-boolean v0, Lcom/facebook/appevents/AppEventsLogger;->auto:Z
    if-eqz v0, :off
    invoke-static {p0}, Lcom/facebook/internal/AttributionIdentifiers;->getAttributionId(Landroid/content/Context;)Ljava/lang/String;
    :off
    return-void
.end method
