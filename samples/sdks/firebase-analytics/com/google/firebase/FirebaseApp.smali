.class public Lcom/google/firebase/FirebaseApp;
.super Ljava/lang/Object;

.field private final context:Landroid/content/Context;

.method private constructor <init>(Landroid/content/Context;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/google/firebase/FirebaseApp;->context:Landroid/content/Context;
    return-void
.end method

.method public static initializeApp(Landroid/content/Context;)Lcom/google/firebase/FirebaseApp;
    .registers 3
    new-instance v0, Lcom/google/firebase/FirebaseApp;
    invoke-direct {v0, p0}, Lcom/google/firebase/FirebaseApp;-><init>(Landroid/content/Context;)V
    invoke-static {p0}, Lcom/google/firebase/analytics/FirebaseAnalytics;->getInstance(Landroid/content/Context;)Lcom/google/firebase/analytics/FirebaseAnalytics;
    return-object v0
.end method
