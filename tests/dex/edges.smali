# case direct-calls
# root application App
# want imei yes:application App.onCreate App.a App.b Base.c
.class public L%/App;
.super L%/Base;
.method public onCreate()V
    .registers 1
    invoke-direct {p0}, L%/App;->a()V
    return-void
.end method
.method private a()V
    .registers 1
    invoke-static {}, L%/App;->b()V
    return-void
.end method
.method public static b()V
    .registers 1
    const/4 v0, 0x0
    invoke-super {v0}, L%/Base;->c()V
    return-void
.end method
.class public L%/Base;
.super Landroid/app/Application;
.method public c()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case not-called
# root application App
# want imei no caller=App.unused
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 1
    return-void
.end method
.method public unused()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case shortest-path
# root application App
# want imei yes App.onCreate App.b
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 1
    invoke-static {}, L%/App;->a()V
    invoke-static {}, L%/App;->b()V
    return-void
.end method
.method public static a()V
    .registers 1
    invoke-static {}, L%/App;->b()V
    return-void
.end method
.method public static b()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case virtual-override
# Only the override of a class that is created runs.
# root application App
# want imei yes App.onCreate Made.go
# want imei no caller=Unmade.go
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 2
    new-instance v0, L%/Made;
    invoke-virtual {v0}, L%/Base;->go()V
    return-void
.end method
.class public abstract L%/Base;
.super Ljava/lang/Object;
.method public abstract go()V
.end method
.class public L%/Made;
.super L%/Base;
.method public go()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method
.class public L%/Unmade;
.super L%/Base;
.method public go()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case created-later
# The class is created after the call was seen.
# root application App
# want imei yes App.onCreate Impl.go
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 2
    const/4 v0, 0x0
    invoke-interface {v0}, L%/Task;->go()V
    invoke-static {}, L%/App;->later()V
    return-void
.end method
.method public static later()V
    .registers 1
    new-instance v0, L%/Sub;
    return-void
.end method
.class public interface abstract L%/Task;
.super Ljava/lang/Object;
.method public abstract go()V
.end method
.class public L%/Impl;
.super Ljava/lang/Object;
.implements L%/Task;
.method public go()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method
.class public L%/Sub;
.super L%/Impl;

# case interface-not-implemented
# root application App
# want imei no caller=Other.go
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 2
    new-instance v0, L%/Other;
    invoke-interface {v0}, L%/Task;->go()V
    return-void
.end method
.class public interface abstract L%/Task;
.super Ljava/lang/Object;
.method public abstract go()V
.end method
.class public L%/Other;
.super Ljava/lang/Object;
.method public go()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case default-method
# root application App
# want imei yes App.onCreate Task.go
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 2
    new-instance v0, L%/Impl;
    invoke-virtual {v0}, L%/Impl;->go()V
    return-void
.end method
.class public interface abstract L%/Task;
.super Ljava/lang/Object;
.method public go()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method
.class public L%/Impl;
.super Ljava/lang/Object;
.implements L%/Task;

# case override-of-platform
# A call through the platform's class finds the app's override.
# root application App
# want imei yes App.onCreate Lock.lock
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 2
    new-instance v0, L%/Lock;
    invoke-interface {v0}, Ljava/util/concurrent/locks/Lock;->lock()V
    return-void
.end method
.class public L%/Lock;
.super Ljava/lang/Object;
.implements Ljava/util/concurrent/locks/Lock;
.method public lock()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case initialiser
# Creating, using a static field and calling a static method initialise.
# root application App
# want imei yes App.onCreate New.<clinit>
# want serial yes App.onCreate Get.<clinit>
# want member yes App.onCreate Call.<clinit>
# want start-activity yes App.onCreate Sub.<clinit> Super.<clinit>
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 2
    new-instance v0, L%/New;
    sget v0, L%/Get;->x:I
    invoke-static {}, L%/Call;->f()V
    new-instance v0, L%/Sub;
    return-void
.end method
.class public L%/New;
.super Ljava/lang/Object;
.method static constructor <clinit>()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method
.class public L%/Get;
.super Ljava/lang/Object;
.field public static x:I
.method static constructor <clinit>()V
    .registers 1
    sget-object v0, Landroid/os/Build;->SERIAL:Ljava/lang/String;
    return-void
.end method
.class public L%/Call;
.super Ljava/lang/Object;
.method static constructor <clinit>()V
    .registers 2
    const/4 v0, 0x0
    iget-object v0, v0, Lpi/Holder;->value:Ljava/lang/String;
    return-void
.end method
.method public static f()V
    .registers 1
    return-void
.end method
.class public L%/Super;
.super Ljava/lang/Object;
.method static constructor <clinit>()V
    .registers 2
    const/4 v0, 0x0
    invoke-virtual {v0, v0}, Landroid/content/Context;->startActivity(Landroid/content/Intent;)V
    return-void
.end method
.class public L%/Sub;
.super L%/Super;
.method static constructor <clinit>()V
    .registers 1
    return-void
.end method

# case class-object
# A class object does not initialise its class.
# root application App
# want imei no
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 2
    const-class v0, L%/Named;
    return-void
.end method
.class public L%/Named;
.super Ljava/lang/Object;
.method static constructor <clinit>()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case constructor
# root application App
# want imei yes App.onCreate Thing.<init>
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 2
    new-instance v0, L%/Thing;
    invoke-direct {v0}, L%/Thing;-><init>()V
    return-void
.end method
.class public L%/Thing;
.super Ljava/lang/Object;
.method public constructor <init>()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case lambda
# A lambda that was left as invoke-custom.
# root application App
# want imei yes App.onCreate App.body
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 2
    invoke-custom {}, call_site_lambda("run", ()Ljava/lang/Runnable;, ()V, invoke-static@L%/App;->body()V, ()V)@Ljava/lang/invoke/LambdaMetafactory;->metafactory(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;
    move-result-object v0
    return-void
.end method
.method public static body()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case reflected-call
# root application App
# want imei yes App.onCreate Plugin.start
# want serial yes App.onCreate Plugin.<clinit>
# want member yes App.onCreate Plugin.<init>
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 5
    const-string v0, "%.Plugin"
    invoke-static {v0}, Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/Class;->newInstance()Ljava/lang/Object;
    move-result-object v3
    const-string v1, "start"
    const/4 v2, 0x0
    invoke-virtual {v0, v1, v2}, Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
    return-void
.end method
.class public L%/Plugin;
.super Ljava/lang/Object;
.method static constructor <clinit>()V
    .registers 1
    sget-object v0, Landroid/os/Build;->SERIAL:Ljava/lang/String;
    return-void
.end method
.method public constructor <init>()V
    .registers 3
    const/4 v0, 0x0
    iget-object v0, v0, Lpi/Holder;->value:Ljava/lang/String;
    return-void
.end method
.method public start()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case reflected-other
# The name is not a constant.
# root application App
# want imei no caller=Plugin.start
.class public L%/App;
.super Landroid/app/Application;
.field name:Ljava/lang/String;
.method public onCreate()V
    .registers 5
    iget-object v0, p0, L%/App;->name:Ljava/lang/String;
    invoke-static {v0}, Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;
    move-result-object v0
    const-string v1, "start"
    const/4 v2, 0x0
    invoke-virtual {v0, v1, v2}, Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
    return-void
.end method
.class public L%/Plugin;
.super Ljava/lang/Object;
.method public start()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method
