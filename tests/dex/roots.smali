# case application-and-parents
# root application App
# want imei yes:application Base.attachBaseContext
# want serial yes:application App.<init> Base.<init>
# want member yes:application Base.onCreate
.class public L%/App;
.super L%/Base;
.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, L%/Base;-><init>()V
    return-void
.end method
.class public L%/Base;
.super Landroid/app/Application;
.method public constructor <init>()V
    .registers 2
    sget-object v0, Landroid/os/Build;->SERIAL:Ljava/lang/String;
    return-void
.end method
.method public attachBaseContext(Landroid/content/Context;)V
    .registers 2
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method
.method public onCreate()V
    .registers 2
    const/4 v0, 0x0
    iget-object v0, v0, Lpi/Holder;->value:Ljava/lang/String;
    return-void
.end method

# case application-static-initialiser
# root application App
# want imei yes:application App.<clinit>
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    return-void
.end method
.method static constructor <clinit>()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case component-factory
# root factory Factory
# want imei yes:application Factory.instantiateActivity
.class public L%/Factory;
.super Landroid/app/AppComponentFactory;
.method public instantiateActivity(Ljava/lang/ClassLoader;Ljava/lang/String;Landroid/content/Intent;)Landroid/app/Activity;
    .registers 5
    invoke-static {}, Lpi/Api;->imei()V
    return-object p1
.end method

# case provider
# root provider Files
# want imei yes:provider Files.onCreate
# want serial no caller=Files.query
.class public L%/Files;
.super Landroid/content/ContentProvider;
.method public onCreate()Z
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return p0
.end method
.method public query()V
    .registers 2
    sget-object v0, Landroid/os/Build;->SERIAL:Ljava/lang/String;
    return-void
.end method

# case startup-initialiser
# root startup Init
# want imei yes:startup Init.create
.class public L%/Init;
.super Ljava/lang/Object;
.implements Landroidx/startup/Initializer;
.method public create(Landroid/content/Context;)Ljava/lang/Object;
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-object p0
.end method

# case launcher
# root launcher Main
# want imei yes:launcher Main.onResume
# want serial yes:launcher Main.onWindowFocusChanged
# want member no caller=Main.onPause
.class public L%/Main;
.super Landroid/app/Activity;
.method public onResume()V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method
.method public onWindowFocusChanged(Z)V
    .registers 3
    sget-object v0, Landroid/os/Build;->SERIAL:Ljava/lang/String;
    return-void
.end method
.method public onPause()V
    .registers 2
    const/4 v0, 0x0
    iget-object v0, v0, Lpi/Holder;->value:Ljava/lang/String;
    return-void
.end method

# case activity-not-launcher
# root launcher Main
# want imei no caller=Second.onCreate
.class public L%/Main;
.super Landroid/app/Activity;
.method public onResume()V
    .registers 4
    return-void
.end method
.class public L%/Second;
.super Landroid/app/Activity;
.method public onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case boot
# root boot Boot
# want imei yes:boot Boot.onReceive
.class public L%/Boot;
.super Landroid/content/BroadcastReceiver;
.method public onReceive(Landroid/content/Context;Landroid/content/Intent;)V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case boot-and-application
# What opening the app reaches, too, is told from there.
# root boot Boot
# root application App
# want imei yes:application App.onCreate Shared.f
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    invoke-static {}, L%/Shared;->f()V
    return-void
.end method
.class public L%/Boot;
.super Landroid/content/BroadcastReceiver;
.method public onReceive(Landroid/content/Context;Landroid/content/Intent;)V
    .registers 4
    invoke-static {}, L%/Shared;->f()V
    return-void
.end method
.class public L%/Shared;
.super Ljava/lang/Object;
.method public static f()V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case missing-application
# A packed app: its real code is not in sight.
# root application Real
# want imei unknown caller=Other.f
.class public L%/Other;
.super Ljava/lang/Object;
.method public f()V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case tinker-hands-its-life-cycle-on
# root application App
# want imei yes:application Like.onCreate
# want serial yes:application Like.onBaseContextAttached
.class public L%/App;
.super Lcom/tencent/tinker/loader/app/TinkerApplication;
.method public constructor <init>()V
    .registers 1
    return-void
.end method
.class public L%/Like;
.super Lcom/tencent/tinker/entry/ApplicationLike;
.method public onBaseContextAttached(Landroid/content/Context;)V
    .registers 2
    sget-object v0, Landroid/os/Build;->SERIAL:Ljava/lang/String;
    return-void
.end method
.method public onCreate()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method
