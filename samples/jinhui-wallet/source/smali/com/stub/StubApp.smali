# Stand-in written for this sample: what a packer leaves of an app, not the packer.
.class public final Lcom/stub/StubApp;
.super Landroid/app/Application;

.field private static loader:Ljava/lang/ClassLoader;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

.method protected attachBaseContext(Landroid/content/Context;)V
    .registers 6
    invoke-super {p0, p1}, Landroid/app/Application;->attachBaseContext(Landroid/content/Context;)V
    const-string v0, "libjiagu_a64.so"
    invoke-static {p1, v0}, Lcom/qihoo/util/Extractor;->extract(Landroid/content/Context;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    invoke-static {v0}, Ljava/lang/System;->load(Ljava/lang/String;)V
    const-string v0, "jiagu_data.bin"
    invoke-static {p1, v0}, Lcom/qihoo/util/Extractor;->extract(Landroid/content/Context;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    invoke-virtual {p1}, Landroid/content/Context;->getCodeCacheDir()Ljava/io/File;
    move-result-object v1
    invoke-virtual {v1}, Ljava/io/File;->getPath()Ljava/lang/String;
    move-result-object v1
    new-instance v2, Ldalvik/system/DexClassLoader;
    const/4 v3, 0x0
    invoke-virtual {p1}, Landroid/content/Context;->getClassLoader()Ljava/lang/ClassLoader;
    move-result-object p1
    invoke-direct {v2, v0, v1, v3, p1}, Ldalvik/system/DexClassLoader;-><init>(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/ClassLoader;)V
    sput-object v2, Lcom/stub/StubApp;->loader:Ljava/lang/ClassLoader;
    invoke-static {v2}, Lcom/stub/StubApp;->interface5(Ljava/lang/ClassLoader;)V
    return-void
.end method

.method public onCreate()V
    .registers 1
    invoke-super {p0}, Landroid/app/Application;->onCreate()V
    invoke-static {p0}, Lcom/stub/StubApp;->interface21(Landroid/app/Application;)V
    return-void
.end method

.method public static native interface5(Ljava/lang/ClassLoader;)V
.end method

.method public static native interface21(Landroid/app/Application;)V
.end method
