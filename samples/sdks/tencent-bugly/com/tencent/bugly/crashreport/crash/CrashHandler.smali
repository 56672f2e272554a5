.class public Lcom/tencent/bugly/crashreport/crash/CrashHandler;
.super Ljava/lang/Object;
.implements Ljava/lang/Thread$UncaughtExceptionHandler;

.field private final appId:Ljava/lang/String;
.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;Ljava/lang/String;)V
    .registers 3
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/tencent/bugly/crashreport/crash/CrashHandler;->context:Landroid/content/Context;
    iput-object p2, p0, Lcom/tencent/bugly/crashreport/crash/CrashHandler;->appId:Ljava/lang/String;
    return-void
.end method

.method public uncaughtException(Ljava/lang/Thread;Ljava/lang/Throwable;)V
    .registers 5
    invoke-static {p2}, Lcom/tencent/bugly/crashreport/CrashReport;->postCatchedException(Ljava/lang/Throwable;)V
    iget-object v0, p0, Lcom/tencent/bugly/crashreport/crash/CrashHandler;->context:Landroid/content/Context;
    invoke-static {v0}, Lcom/tencent/bugly/proguard/a;->a(Landroid/content/Context;)Ljava/lang/String;
    invoke-static {}, Landroid/os/Process;->myPid()I
    move-result v0
    invoke-static {v0}, Landroid/os/Process;->killProcess(I)V
    return-void
.end method
