.class public Lcom/bytedance/sdk/openadsdk/core/DeviceHelper;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;

.field private final appId:Ljava/lang/String;
.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;Ljava/lang/String;)V
    .registers 3
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/bytedance/sdk/openadsdk/core/DeviceHelper;->context:Landroid/content/Context;
    iput-object p2, p0, Lcom/bytedance/sdk/openadsdk/core/DeviceHelper;->appId:Ljava/lang/String;
    return-void
.end method

.method public run()V
    .registers 4
    iget-object v0, p0, Lcom/bytedance/sdk/openadsdk/core/DeviceHelper;->context:Landroid/content/Context;
    invoke-static {v0}, Lcom/bytedance/sdk/openadsdk/core/DeviceHelper;->imei(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v1
    invoke-static {v0}, Lcom/bytedance/sdk/openadsdk/core/DeviceHelper;->apps(Landroid/content/Context;)I
    move-result v0
    const-string v2, "https://is.snssdk.com/api/ad/union/sdk/settings/"
    invoke-static {v2, v1}, Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I
    return-void
.end method

.method private static imei(Landroid/content/Context;)Ljava/lang/String;
    .registers 3
    const-string v0, "phone"
    invoke-virtual {p0, v0}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/telephony/TelephonyManager;
    sget v1, Landroid/os/Build$VERSION;->SDK_INT:I
    const/16 p0, 0x1a
    if-lt v1, p0, :old
    invoke-virtual {v0}, Landroid/telephony/TelephonyManager;->getImei()Ljava/lang/String;
    move-result-object v0
    return-object v0
    :old
    invoke-virtual {v0}, Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method private static apps(Landroid/content/Context;)I
    .registers 3
    invoke-virtual {p0}, Landroid/content/Context;->getPackageManager()Landroid/content/pm/PackageManager;
    move-result-object v0
    const/4 v1, 0x0
    invoke-virtual {v0, v1}, Landroid/content/pm/PackageManager;->getInstalledPackages(I)Ljava/util/List;
    move-result-object v0
    invoke-interface {v0}, Ljava/util/List;->size()I
    move-result v0
    return v0
.end method
