.class public final Lcom/google/firebase/analytics/FirebaseAnalytics;
.super Ljava/lang/Object;

.field private static instance:Lcom/google/firebase/analytics/FirebaseAnalytics;
.field private final id:Ljava/lang/String;

.method private constructor <init>(Ljava/lang/String;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/google/firebase/analytics/FirebaseAnalytics;->id:Ljava/lang/String;
    return-void
.end method

.method public static getInstance(Landroid/content/Context;)Lcom/google/firebase/analytics/FirebaseAnalytics;
    .registers 3
    sget-object v0, Lcom/google/firebase/analytics/FirebaseAnalytics;->instance:Lcom/google/firebase/analytics/FirebaseAnalytics;
    if-nez v0, :ready
    invoke-static {p0}, Lcom/google/android/gms/measurement/AppMeasurement;->instanceId(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v1
    new-instance v0, Lcom/google/firebase/analytics/FirebaseAnalytics;
    invoke-direct {v0, v1}, Lcom/google/firebase/analytics/FirebaseAnalytics;-><init>(Ljava/lang/String;)V
    sput-object v0, Lcom/google/firebase/analytics/FirebaseAnalytics;->instance:Lcom/google/firebase/analytics/FirebaseAnalytics;
    :ready
    return-object v0
.end method

.method public logEvent(Ljava/lang/String;Landroid/os/Bundle;)V
    .registers 5
    const-string v0, "app_instance_id"
    iget-object v1, p0, Lcom/google/firebase/analytics/FirebaseAnalytics;->id:Ljava/lang/String;
    invoke-virtual {p2, v0, v1}, Landroid/os/Bundle;->putString(Ljava/lang/String;Ljava/lang/String;)V
    return-void
.end method
