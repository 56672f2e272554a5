.class public Lcn/jiguang/internal/DeviceReport;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;

.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcn/jiguang/internal/DeviceReport;->context:Landroid/content/Context;
    return-void
.end method

.method public run()V
    .registers 2
    iget-object v0, p0, Lcn/jiguang/internal/DeviceReport;->context:Landroid/content/Context;
    invoke-static {v0}, Lcn/jiguang/internal/DeviceReport;->send(Landroid/content/Context;)V
    return-void
.end method

.method public static send(Landroid/content/Context;)V
    .registers 4
    invoke-static {p0}, Lcn/jiguang/internal/DeviceReport;->androidId(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v0
    invoke-static {p0}, Lcn/jiguang/internal/DeviceReport;->wifi(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v1
    invoke-virtual {v0, v1}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    const-string v1, "https://stats.jpush.cn/v3/report"
    :try_start
    new-instance v2, Ljava/net/URL;
    invoke-direct {v2, v1}, Ljava/net/URL;-><init>(Ljava/lang/String;)V
    invoke-virtual {v2}, Ljava/net/URL;->openConnection()Ljava/net/URLConnection;
    move-result-object v1
    const-string v2, "X-App-Key"
    invoke-virtual {v1, v2, v0}, Ljava/net/URLConnection;->setRequestProperty(Ljava/lang/String;Ljava/lang/String;)V
    invoke-virtual {v1}, Ljava/net/URLConnection;->connect()V
    :try_end
    .catch Ljava/io/IOException; {:try_start .. :try_end} :failed
    return-void
    :failed
    move-exception v0
    return-void
.end method

.method private static androidId(Landroid/content/Context;)Ljava/lang/String;
    .registers 3
    invoke-virtual {p0}, Landroid/content/Context;->getContentResolver()Landroid/content/ContentResolver;
    move-result-object v0
    const-string v1, "android_id"
    invoke-static {v0, v1}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method private static wifi(Landroid/content/Context;)Ljava/lang/String;
    .registers 2
    const-string v0, "wifi"
    invoke-virtual {p0, v0}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/net/wifi/WifiManager;
    invoke-virtual {v0}, Landroid/net/wifi/WifiManager;->getConnectionInfo()Landroid/net/wifi/WifiInfo;
    move-result-object v0
    invoke-virtual {v0}, Landroid/net/wifi/WifiInfo;->getBSSID()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method
