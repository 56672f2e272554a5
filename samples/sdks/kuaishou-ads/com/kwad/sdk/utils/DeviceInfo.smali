.class public Lcom/kwad/sdk/utils/DeviceInfo;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;

.field public static personal:Z
.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/kwad/sdk/utils/DeviceInfo;->context:Landroid/content/Context;
    return-void
.end method

.method public run()V
    .registers 3
    iget-object v0, p0, Lcom/kwad/sdk/utils/DeviceInfo;->context:Landroid/content/Context;
    invoke-static {v0}, Lcom/kwad/sdk/utils/DeviceInfo;->androidId(Landroid/content/Context;)Ljava/lang/String;
    invoke-static {}, Lcom/kwad/sdk/utils/DeviceInfo;->oaidProperty()Ljava/lang/String;
    return-void
.end method

.method public static androidId(Landroid/content/Context;)Ljava/lang/String;
    .registers 3
    invoke-virtual {p0}, Landroid/content/Context;->getContentResolver()Landroid/content/ContentResolver;
    move-result-object v0
    const-string v1, "android_id"
    invoke-static {v0, v1}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

# A system property by a command.
.method private static oaidProperty()Ljava/lang/String;
    .registers 3
    :try_start
    invoke-static {}, Ljava/lang/Runtime;->getRuntime()Ljava/lang/Runtime;
    move-result-object v0
    const-string v1, "getprop ro.serialno"
    invoke-virtual {v0, v1}, Ljava/lang/Runtime;->exec(Ljava/lang/String;)Ljava/lang/Process;
    move-result-object v0
    new-instance v1, Ljava/util/Scanner;
    invoke-virtual {v0}, Ljava/lang/Process;->getInputStream()Ljava/io/InputStream;
    move-result-object v0
    invoke-direct {v1, v0}, Ljava/util/Scanner;-><init>(Ljava/io/InputStream;)V
    invoke-virtual {v1}, Ljava/util/Scanner;->next()Ljava/lang/String;
    move-result-object v0
    :try_end
    .catch Ljava/io/IOException; {:try_start .. :try_end} :failed
    return-object v0
    :failed
    move-exception v0
    const/4 v0, 0x0
    return-object v0
.end method
