# Stand-in written for these samples: the vendor's entry points, not the vendor's code.
.class public Lcom/tencent/bugly/crashreport/CrashReport;
.super Ljava/lang/Object;

.method public static initCrashReport(Landroid/content/Context;Ljava/lang/String;Z)V
    .registers 5
    new-instance v0, Lcom/tencent/bugly/crashreport/crash/CrashHandler;
    invoke-direct {v0, p0, p1}, Lcom/tencent/bugly/crashreport/crash/CrashHandler;-><init>(Landroid/content/Context;Ljava/lang/String;)V
    invoke-static {v0}, Ljava/lang/Thread;->setDefaultUncaughtExceptionHandler(Ljava/lang/Thread$UncaughtExceptionHandler;)V
    invoke-static {p0}, Lcom/tencent/bugly/proguard/a;->a(Landroid/content/Context;)Ljava/lang/String;
    return-void
.end method

.method public static postCatchedException(Ljava/lang/Throwable;)V
    .registers 3
    const-string v0, "CrashReport"
    invoke-static {p0}, Landroid/util/Log;->getStackTraceString(Ljava/lang/Throwable;)Ljava/lang/String;
    move-result-object v1
    invoke-static {v0, v1}, Landroid/util/Log;->w(Ljava/lang/String;Ljava/lang/String;)I
    return-void
.end method

.method public static setUserId(Landroid/content/Context;Ljava/lang/String;)V
    .registers 4
    sput-object p1, Lcom/tencent/bugly/proguard/a;->b:Ljava/lang/String;
    return-void
.end method
