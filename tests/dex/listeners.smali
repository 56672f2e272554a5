# case location-listener
# root application App
# want imei yes App.onCreate L.onLocationChanged
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {v1, v0}, Landroid/location/LocationManager;->requestSingleUpdate(Landroid/location/LocationListener;)V
    return-void
.end method
.class public L%/L;
.super Ljava/lang/Object;
.implements Landroid/location/LocationListener;
.method public onLocationChanged(Landroid/location/Location;)V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case listener-not-registered
# root application App
# want imei no caller=L.onLocationChanged
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    return-void
.end method
.class public L%/L;
.super Ljava/lang/Object;
.implements Landroid/location/LocationListener;
.method public onLocationChanged(Landroid/location/Location;)V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case listener-registered-elsewhere
# The field's listener is meant, not one that exists elsewhere.
# root application App
# want imei yes App.onCreate App$1.onSensorChanged
# want imei no caller=Other.onSensorChanged
.class public L%/App;
.super Landroid/app/Application;
.field listener:Landroid/hardware/SensorEventListener;
.method public constructor <init>()V
    .registers 2
    new-instance v0, L%/App$1;
    iput-object v0, p0, L%/App;->listener:Landroid/hardware/SensorEventListener;
    return-void
.end method
.method public onCreate()V
    .registers 4
    iget-object v0, p0, L%/App;->listener:Landroid/hardware/SensorEventListener;
    const/4 v1, 0x0
    invoke-virtual {v1, v0}, Landroid/hardware/SensorManager;->registerListener(Landroid/hardware/SensorEventListener;)Z
    invoke-static {}, L%/Other;->make()V
    return-void
.end method
.class public L%/App$1;
.super Ljava/lang/Object;
.implements Landroid/hardware/SensorEventListener;
.method public onSensorChanged(Landroid/hardware/SensorEvent;)V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method
.class public L%/Other;
.super Ljava/lang/Object;
.implements Landroid/hardware/SensorEventListener;
.method public static make()V
    .registers 1
    new-instance v0, L%/Other;
    return-void
.end method
.method public onSensorChanged(Landroid/hardware/SensorEvent;)V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case listener-self
# root launcher Main
# want imei yes Main.onResume Main.onLocationChanged
.class public L%/Main;
.super Landroid/app/Activity;
.implements Landroid/location/LocationListener;
.method public onResume()V
    .registers 3
    const/4 v1, 0x0
    invoke-virtual {v1, p0}, Landroid/location/LocationManager;->requestSingleUpdate(Landroid/location/LocationListener;)V
    return-void
.end method
.method public onLocationChanged(Landroid/location/Location;)V
    .registers 3
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case listener-through-helper
# The listener is created by the caller of the method that registers it.
# root application App
# want imei yes App.onCreate Gps.start L.onLocationChanged
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    invoke-static {v0}, L%/Gps;->start(Landroid/location/LocationListener;)V
    return-void
.end method
.class public L%/L;
.super Ljava/lang/Object;
.implements Landroid/location/LocationListener;
.method public onLocationChanged(Landroid/location/Location;)V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method
.class public L%/Gps;
.super Ljava/lang/Object;
.method public static start(Landroid/location/LocationListener;)V
    .registers 2
    const/4 v0, 0x0
    invoke-virtual {v0, p0}, Landroid/location/LocationManager;->requestSingleUpdate(Landroid/location/LocationListener;)V
    return-void
.end method

# case lifecycle-callbacks
# root application App
# want imei yes App.onCreate L.onActivityResumed
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {p0, v0}, L%/App;->registerActivityLifecycleCallbacks(Landroid/app/Application$ActivityLifecycleCallbacks;)V
    return-void
.end method
.class public L%/L;
.super Ljava/lang/Object;
.implements Landroid/app/Application$ActivityLifecycleCallbacks;
.method public onActivityResumed(Landroid/app/Activity;)V
    .registers 5
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case receiver-in-code
# root application App
# want imei yes App.onCreate L.onReceive
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {p0, v0, v1}, L%/App;->registerReceiver(Landroid/content/BroadcastReceiver;Landroid/content/IntentFilter;)Landroid/content/Intent;
    return-void
.end method
.class public L%/L;
.super Landroid/content/BroadcastReceiver;
.method public onReceive(Landroid/content/Context;Landroid/content/Intent;)V
    .registers 5
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case sticky-broadcast-read
# root application App
# none imei yes caller=L.onReceive
# want imei no caller=L.onReceive
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    invoke-static {}, L%/Made;->elsewhere()V
    const/4 v0, 0x0
    new-instance v1, Landroid/content/IntentFilter;
    invoke-virtual {p0, v0, v1}, L%/App;->registerReceiver(Landroid/content/BroadcastReceiver;Landroid/content/IntentFilter;)Landroid/content/Intent;
    return-void
.end method
.class public L%/Made;
.super Ljava/lang/Object;
.method public static elsewhere()V
    .registers 1
    new-instance v0, L%/L;
    return-void
.end method
.class public L%/L;
.super Landroid/content/BroadcastReceiver;
.method public onReceive(Landroid/content/Context;Landroid/content/Intent;)V
    .registers 5
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case a-receiver-on-one-of-two-ways
# root application App
# want imei yes App.onCreate L.onReceive
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    invoke-static {}, L%/Made;->elsewhere()L%/L;
    move-result-object v0
    invoke-static {}, Ljava/lang/System;->nanoTime()J
    move-result-wide v1
    if-nez v1, :register
    const/4 v0, 0x0
    :register
    const/4 v1, 0x0
    invoke-virtual {p0, v0, v1}, L%/App;->registerReceiver(Landroid/content/BroadcastReceiver;Landroid/content/IntentFilter;)Landroid/content/Intent;
    return-void
.end method
.class public L%/Made;
.super Ljava/lang/Object;
.method public static elsewhere()L%/L;
    .registers 1
    new-instance v0, L%/L;
    return-object v0
.end method
.class public L%/L;
.super Landroid/content/BroadcastReceiver;
.method public onReceive(Landroid/content/Context;Landroid/content/Intent;)V
    .registers 5
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case a-broadcast-passed-on
# root application App
# want imei no caller=L.onReceive
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {v1, v1, v1}, Landroid/content/BroadcastReceiver;->onReceive(Landroid/content/Context;Landroid/content/Intent;)V
    return-void
.end method
.class public L%/L;
.super Landroid/content/BroadcastReceiver;
.method public onReceive(Landroid/content/Context;Landroid/content/Intent;)V
    .registers 5
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case service-connection
# root application App
# want imei yes App.onCreate L.onServiceConnected
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {p0, v1, v0, v1}, L%/App;->bindService(Landroid/content/Intent;Landroid/content/ServiceConnection;I)Z
    return-void
.end method
.class public L%/L;
.super Ljava/lang/Object;
.implements Landroid/content/ServiceConnection;
.method public onServiceConnected(Landroid/content/ComponentName;Landroid/os/IBinder;)V
    .registers 5
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case content-observer
# root application App
# want imei yes App.onCreate L.onChange
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {v1, v1, v1, v0}, Landroid/content/ContentResolver;->registerContentObserver(Landroid/net/Uri;ZLandroid/database/ContentObserver;)V
    return-void
.end method
.class public L%/L;
.super Landroid/database/ContentObserver;
.method public onChange(Z)V
    .registers 5
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case phone-state-listener
# root application App
# want imei yes App.onCreate L.onCellLocationChanged
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {v1, v0, v1}, Landroid/telephony/TelephonyManager;->listen(Landroid/telephony/PhoneStateListener;I)V
    return-void
.end method
.class public L%/L;
.super Landroid/telephony/PhoneStateListener;
.method public onCellLocationChanged(Landroid/telephony/CellLocation;)V
    .registers 5
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case network-callback
# root application App
# want imei yes App.onCreate L.onAvailable
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {v1, v1, v0}, Landroid/net/ConnectivityManager;->registerNetworkCallback(Landroid/net/NetworkRequest;Landroid/net/ConnectivityManager$NetworkCallback;)V
    return-void
.end method
.class public L%/L;
.super Landroid/net/ConnectivityManager$NetworkCallback;
.method public onAvailable(Landroid/net/Network;)V
    .registers 5
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case click-is-a-boundary
# root launcher Main
# want imei no caller=L.onClick
.class public L%/Main;
.super Landroid/app/Activity;
.method public onCreate(Landroid/os/Bundle;)V
    .registers 5
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {v1, v0}, Landroid/view/View;->setOnClickListener(Landroid/view/View$OnClickListener;)V
    return-void
.end method
.class public L%/L;
.super Ljava/lang/Object;
.implements Landroid/view/View$OnClickListener;
.method public onClick(Landroid/view/View;)V
    .registers 8
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case dialog-button-is-a-boundary
# root launcher Main
# want imei no caller=L.onClick
.class public L%/Main;
.super Landroid/app/Activity;
.method public onCreate(Landroid/os/Bundle;)V
    .registers 5
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {v1, v1, v0}, Landroid/app/AlertDialog$Builder;->setPositiveButton(ILandroid/content/DialogInterface$OnClickListener;)Landroid/app/AlertDialog$Builder;
    return-void
.end method
.class public L%/L;
.super Ljava/lang/Object;
.implements Landroid/content/DialogInterface$OnClickListener;
.method public onClick(Landroid/content/DialogInterface;I)V
    .registers 8
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case text-watcher-is-a-boundary
# root launcher Main
# want imei no caller=L.afterTextChanged
.class public L%/Main;
.super Landroid/app/Activity;
.method public onCreate(Landroid/os/Bundle;)V
    .registers 5
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {v1, v0}, Landroid/widget/TextView;->addTextChangedListener(Landroid/text/TextWatcher;)V
    return-void
.end method
.class public L%/L;
.super Ljava/lang/Object;
.implements Landroid/text/TextWatcher;
.method public afterTextChanged(Landroid/text/Editable;)V
    .registers 8
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case item-click-is-a-boundary
# root launcher Main
# want imei no caller=L.onItemClick
.class public L%/Main;
.super Landroid/app/Activity;
.method public onCreate(Landroid/os/Bundle;)V
    .registers 5
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-virtual {v1, v0}, Landroid/widget/ListView;->setOnItemClickListener(Landroid/widget/AdapterView$OnItemClickListener;)V
    return-void
.end method
.class public L%/L;
.super Ljava/lang/Object;
.implements Landroid/widget/AdapterView$OnItemClickListener;
.method public onItemClick(Landroid/widget/AdapterView;Landroid/view/View;IJ)V
    .registers 8
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case click-called-by-library
# Code that passes a click on is not the click.
# root launcher Main
# want imei no caller=L.onClick
.class public L%/Main;
.super Landroid/app/Activity;
.method public onCreate(Landroid/os/Bundle;)V
    .registers 5
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    const/4 v1, 0x0
    invoke-interface {v0, v1}, Landroid/view/View$OnClickListener;->onClick(Landroid/view/View;)V
    return-void
.end method
.class public L%/L;
.super Ljava/lang/Object;
.implements Landroid/view/View$OnClickListener;
.method public onClick(Landroid/view/View;)V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case menu-and-result-are-boundaries
# root launcher Main
# want imei no caller=Main.onOptionsItemSelected
# want serial no caller=Main.onActivityResult
# want member no caller=Main.onRequestPermissionsResult
.class public L%/Main;
.super Landroid/app/Activity;
.method public onCreate(Landroid/os/Bundle;)V
    .registers 5
    return-void
.end method
.method public onOptionsItemSelected(Landroid/view/MenuItem;)Z
    .registers 3
    invoke-static {}, Lpi/Api;->imei()V
    const/4 v0, 0x0
    return v0
.end method
.method public onActivityResult(IILandroid/content/Intent;)V
    .registers 5
    sget-object v0, Landroid/os/Build;->SERIAL:Ljava/lang/String;
    return-void
.end method
.method public onRequestPermissionsResult(I[Ljava/lang/String;[I)V
    .registers 5
    const/4 v0, 0x0
    iget-object v0, v0, Lpi/Holder;->value:Ljava/lang/String;
    return-void
.end method

# case runnable-of-a-click
# What only a click creates does not run at start-up.
# root launcher Main
# want imei no caller=Task.run
.class public L%/Main;
.super Landroid/app/Activity;
.method public onCreate(Landroid/os/Bundle;)V
    .registers 5
    new-instance v0, L%/L;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    return-void
.end method
.class public L%/L;
.super Ljava/lang/Object;
.implements Landroid/view/View$OnClickListener;
.method public onClick(Landroid/view/View;)V
    .registers 4
    new-instance v0, L%/Task;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
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

# case listener-unregistered
# Taking a listener back does not fire it.
# root application App
# want imei no caller=L.onLocationChanged
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    new-instance v0, L%/L;
    const/4 v1, 0x0
    invoke-virtual {v1, v0}, Landroid/location/LocationManager;->removeUpdates(Landroid/location/LocationListener;)V
    return-void
.end method
.class public L%/L;
.super Ljava/lang/Object;
.implements Landroid/location/LocationListener;
.method public onLocationChanged(Landroid/location/Location;)V
    .registers 4
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method
