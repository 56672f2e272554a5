# case thread-subclass
# root application App
# want imei yes App.onCreate Worker.run
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Worker;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    invoke-virtual {v0}, L%/Worker;->start()V
    return-void
.end method
.class public L%/Worker;
.super Ljava/lang/Thread;
.method public run()V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case thread-not-created
# root application App
# want imei no caller=Worker.run
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    const/4 v0, 0x0
    invoke-virtual {v0}, Ljava/lang/Thread;->start()V
    return-void
.end method
.class public L%/Worker;
.super Ljava/lang/Thread;
.method public run()V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case thread-with-runnable
# root application App
# want imei yes App.onCreate Task.run
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Task;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    new-instance v1, Ljava/lang/Thread;
    invoke-direct {v1, v0}, Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V
    invoke-virtual {v1}, Ljava/lang/Thread;->start()V
    return-void
.end method
.class public L%/Task;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;
.method public run()V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case thread-of-self
# The activity is the Runnable itself.
# root launcher Main
# want imei yes:launcher Main.onCreate Main.run
.class public L%/Main;
.super Landroid/app/Activity;
.implements Ljava/lang/Runnable;
.method public onCreate(Landroid/os/Bundle;)V
    .registers 4
    new-instance v0, Ljava/lang/Thread;
    invoke-direct {v0, p0}, Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V
    return-void
.end method
.method public run()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case runnable-never-handed
# The activity is a Runnable and hands itself to nobody.
# root launcher Main
# want imei no caller=Main.run
.class public L%/Main;
.super Landroid/app/Activity;
.implements Ljava/lang/Runnable;
.method public onCreate(Landroid/os/Bundle;)V
    .registers 4
    return-void
.end method
.method public run()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case executor-callable
# root application App
# want imei yes App.onCreate Task.call
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Task;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-interface {v1, v0}, Ljava/util/concurrent/ExecutorService;->submit(Ljava/util/concurrent/Callable;)Ljava/util/concurrent/Future;
    return-void
.end method
.class public L%/Task;
.super Ljava/lang/Object;
.implements Ljava/util/concurrent/Callable;
.method public call()Ljava/lang/Object;
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-object p0
.end method

# case handler-post
# root application App
# want imei yes App.onCreate Task.run
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Task;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    const-wide/16 v2, 0x64
    invoke-virtual {v1, v0, v2, v3}, Landroid/os/Handler;->postDelayed(Ljava/lang/Runnable;J)Z
    return-void
.end method
.class public L%/Task;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;
.method public run()V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case timer
# root application App
# want imei yes App.onCreate Task.run
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Task;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    const-wide/16 v2, 0x64
    invoke-virtual {v1, v0, v2, v3}, Ljava/util/Timer;->schedule(Ljava/util/TimerTask;J)V
    return-void
.end method
.class public L%/Task;
.super Ljava/util/TimerTask;
.method public run()V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case async-task
# root application App
# want imei yes App.onCreate Task.doInBackground
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Task;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {v0, v1}, L%/Task;->execute([Ljava/lang/Object;)Landroid/os/AsyncTask;
    return-void
.end method
.class public L%/Task;
.super Landroid/os/AsyncTask;
.method public doInBackground([Ljava/lang/Object;)Ljava/lang/Object;
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-object p0
.end method

# case handler-message
# root application App
# want imei yes App.onCreate Task.handleMessage
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Task;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {v0, v1}, L%/Task;->sendEmptyMessage(I)Z
    return-void
.end method
.class public L%/Task;
.super Landroid/os/Handler;
.method public handleMessage(Landroid/os/Message;)V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case handler-thread
# root application App
# want imei yes App.onCreate Task.onLooperPrepared
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Task;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    invoke-virtual {v0}, L%/Task;->start()V
    return-void
.end method
.class public L%/Task;
.super Landroid/os/HandlerThread;
.method public onLooperPrepared()V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case idle-handler
# root application App
# want imei yes App.onCreate Task.queueIdle
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Task;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {v1, v0}, Landroid/os/MessageQueue;->addIdleHandler(Landroid/os/MessageQueue$IdleHandler;)V
    return-void
.end method
.class public L%/Task;
.super Ljava/lang/Object;
.implements Landroid/os/MessageQueue$IdleHandler;
.method public queueIdle()Z
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return p0
.end method

# case rx-observable
# root application App
# want imei yes App.onCreate Task.subscribe
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Task;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    invoke-static {v0}, Lio/reactivex/Observable;->create(Lio/reactivex/ObservableOnSubscribe;)Lio/reactivex/Observable;
    return-void
.end method
.class public L%/Task;
.super Ljava/lang/Object;
.implements Lio/reactivex/ObservableOnSubscribe;
.method public subscribe(Lio/reactivex/ObservableEmitter;)V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case rx-consumer
# root application App
# want imei yes App.onCreate Task.accept
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Task;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {v1, v0}, Lio/reactivex/rxjava3/core/Observable;->subscribe(Lio/reactivex/rxjava3/functions/Consumer;)Lio/reactivex/rxjava3/disposables/Disposable;
    return-void
.end method
.class public L%/Task;
.super Ljava/lang/Object;
.implements Lio/reactivex/rxjava3/functions/Consumer;
.method public accept(Ljava/lang/Object;)V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case coroutine
# root application App
# want imei yes App.onCreate Task.invokeSuspend
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Task;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    invoke-static {v0}, Lkotlinx/coroutines/BuildersKt;->launch(Ljava/lang/Object;)V
    return-void
.end method
.class public L%/Task;
.super Lkotlin/coroutines/jvm/internal/SuspendLambda;
.method public invokeSuspend(Ljava/lang/Object;)Ljava/lang/Object;
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-object p0
.end method

# case future-task
# root application App
# want imei yes App.onCreate Task.call
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Task;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    new-instance v1, Ljava/util/concurrent/FutureTask;
    invoke-direct {v1, v0}, Ljava/util/concurrent/FutureTask;-><init>(Ljava/util/concurrent/Callable;)V
    return-void
.end method
.class public L%/Task;
.super Ljava/lang/Object;
.implements Ljava/util/concurrent/Callable;
.method public call()Ljava/lang/Object;
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-object p0
.end method

# case runnable-through-pool
# A pool of the app's own stands between.
# root application App
# want imei yes App.onCreate Task.run
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Task;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    invoke-static {v0}, L%/Pool;->go(Ljava/lang/Runnable;)V
    return-void
.end method
.class public L%/Task;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;
.method public run()V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method
.class public L%/Pool;
.super Ljava/lang/Object;
.field static pool:Ljava/util/concurrent/Executor;
.method public static go(Ljava/lang/Runnable;)V
    .registers 2
    sget-object v0, L%/Pool;->pool:Ljava/util/concurrent/Executor;
    invoke-interface {v0, p0}, Ljava/util/concurrent/Executor;->execute(Ljava/lang/Runnable;)V
    return-void
.end method

# case kotlin-thread
# root application App
# want imei yes App.onCreate Lambda.invoke
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Lambda;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    invoke-static {v0}, Lkotlin/concurrent/ThreadsKt;->thread(Lkotlin/jvm/functions/Function0;)V
    return-void
.end method
.class public L%/Lambda;
.super Ljava/lang/Object;
.implements Lkotlin/jvm/functions/Function0;
.method public invoke()Ljava/lang/Object;
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-object p0
.end method
.class public Lkotlin/concurrent/ThreadsKt;
.super Ljava/lang/Object;
.method public static thread(Lkotlin/jvm/functions/Function0;)V
    .registers 1
    return-void
.end method
.class public interface abstract Lkotlin/jvm/functions/Function0;
.super Ljava/lang/Object;
.implements Lkotlin/Function;
.class public interface abstract Lkotlin/Function;
.super Ljava/lang/Object;

# case kotlin-function-stored
# A function value that nobody is seen to call.
# root application App
# want imei no caller=Lambda.invoke
.class public L%/App;
.super Landroid/app/Application;
.method public static keep(Lkotlin/jvm/functions/Function0;)V
    .registers 1
    return-void
.end method
.method public onCreate()V
    .registers 4
    new-instance v0, L%/Lambda;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    invoke-static {v0}, L%/App;->keep(Lkotlin/jvm/functions/Function0;)V
    return-void
.end method
.class public L%/Lambda;
.super Ljava/lang/Object;
.implements Lkotlin/jvm/functions/Function0;
.method public invoke()Ljava/lang/Object;
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-object p0
.end method

# case worker
# root application App
# want imei yes App.onCreate Sync.doWork
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    const-class v0, L%/Sync;
    invoke-static {v0}, Landroidx/work/OneTimeWorkRequest;->from(Ljava/lang/Class;)Landroidx/work/OneTimeWorkRequest;
    return-void
.end method
.class public L%/Sync;
.super Landroidx/work/Worker;
.method public doWork()Landroidx/work/ListenableWorker$Result;
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-object p0
.end method
.class public Landroidx/work/Worker;
.super Landroidx/work/ListenableWorker;
.class public Landroidx/work/ListenableWorker;
.super Ljava/lang/Object;

# case worker-not-named
# root application App
# want imei no caller=Sync.doWork
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    return-void
.end method
.class public L%/Sync;
.super Landroidx/work/ListenableWorker;
.method public doWork()V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case start-service
# root application App
# want imei yes App.onCreate Target.onStartCommand
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, Landroid/content/Intent;
    const-class v1, L%/Target;
    invoke-direct {v0, p0, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    invoke-virtual {p0, v0}, L%/App;->startService(Landroid/content/Intent;)Landroid/content/ComponentName;
    return-void
.end method
.class public L%/Target;
.super Landroid/app/Service;
.method public onStartCommand(Landroid/content/Intent;II)I
    .registers 6
    invoke-static {}, Lpi/Api;->imei()V
    return p2
.end method

# case start-activity-of-own
# root launcher Splash
# want imei yes:launcher Splash.onCreate Target.onCreate
.class public L%/Splash;
.super Landroid/app/Activity;
.method public onCreate(Landroid/os/Bundle;)V
    .registers 4
    new-instance v0, Landroid/content/Intent;
    const-class v1, L%/Target;
    invoke-direct {v0, p0, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    invoke-virtual {p0, v0}, L%/Splash;->startActivity(Landroid/content/Intent;)V
    return-void
.end method
.class public L%/Target;
.super Landroid/app/Activity;
.method public onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case intent-not-started
# root application App
# want imei no caller=Target.onStartCommand
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, Landroid/content/Intent;
    const-class v1, L%/Target;
    invoke-direct {v0, p0, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    return-void
.end method
.class public L%/Target;
.super Landroid/app/Service;
.method public onStartCommand(Landroid/content/Intent;II)I
    .registers 6
    invoke-static {}, Lpi/Api;->imei()V
    return p2
.end method

# case fragment
# root launcher Main
# want imei yes Main.onCreate Page.onResume
.class public L%/Main;
.super Landroid/app/Activity;
.method public onCreate(Landroid/os/Bundle;)V
    .registers 4
    new-instance v0, L%/Page;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    return-void
.end method
.class public L%/Page;
.super Landroidx/fragment/app/Fragment;
.method public onResume()V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case started-component-is-constructed
# root application App
# want imei yes App.onCreate Target.<init>
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, Landroid/content/Intent;
    const-class v1, L%/Target;
    invoke-direct {v0, p0, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    invoke-virtual {p0, v0}, L%/App;->startService(Landroid/content/Intent;)Landroid/content/ComponentName;
    return-void
.end method
.class public L%/Target;
.super Landroid/app/Service;
.method public constructor <init>()V
    .registers 2
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method
