# Stand-in written for these samples: the vendor's entry points, not the vendor's code.
.class public abstract Lcom/appsflyer/AppsFlyerLib;
.super Ljava/lang/Object;

.field private static instance:Lcom/appsflyer/AppsFlyerLib;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public static getInstance()Lcom/appsflyer/AppsFlyerLib;
    .registers 1
    sget-object v0, Lcom/appsflyer/AppsFlyerLib;->instance:Lcom/appsflyer/AppsFlyerLib;
    if-nez v0, :ready
    new-instance v0, Lcom/appsflyer/internal/AppsFlyerLibCore;
    invoke-direct {v0}, Lcom/appsflyer/internal/AppsFlyerLibCore;-><init>()V
    sput-object v0, Lcom/appsflyer/AppsFlyerLib;->instance:Lcom/appsflyer/AppsFlyerLib;
    :ready
    return-object v0
.end method

.method public abstract start(Landroid/content/Context;Ljava/lang/String;)V
.end method
