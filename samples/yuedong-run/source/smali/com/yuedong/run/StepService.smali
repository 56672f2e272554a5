.class public Lcom/yuedong/run/StepService;
.super Landroid/app/Service;
.implements Landroid/hardware/SensorEventListener;

.field private steps:F

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Service;-><init>()V
    return-void
.end method

.method public onBind(Landroid/content/Intent;)Landroid/os/IBinder;
    .registers 3
    const/4 v0, 0x0
    return-object v0
.end method

.method public onStartCommand(Landroid/content/Intent;II)I
    .registers 8
    invoke-static {p0}, Lcom/yuedong/run/Consent;->agreed(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :refused
    const-string v0, "sensor"
    invoke-virtual {p0, v0}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/hardware/SensorManager;
    const/16 v1, 0x13
    invoke-virtual {v0, v1}, Landroid/hardware/SensorManager;->getDefaultSensor(I)Landroid/hardware/Sensor;
    move-result-object v1
    const/4 v2, 0x3
    invoke-virtual {v0, p0, v1, v2}, Landroid/hardware/SensorManager;->registerListener(Landroid/hardware/SensorEventListener;Landroid/hardware/Sensor;I)Z
    const/16 v1, 0x15
    invoke-virtual {v0, v1}, Landroid/hardware/SensorManager;->getDefaultSensor(I)Landroid/hardware/Sensor;
    move-result-object v1
    invoke-virtual {v0, p0, v1, v2}, Landroid/hardware/SensorManager;->registerListener(Landroid/hardware/SensorEventListener;Landroid/hardware/Sensor;I)Z
    :refused
    const/4 v0, 0x1
    return v0
.end method

.method public onSensorChanged(Landroid/hardware/SensorEvent;)V
    .registers 5
    iget-object v0, p1, Landroid/hardware/SensorEvent;->values:[F
    const/4 v1, 0x0
    aget v0, v0, v1
    iput v0, p0, Lcom/yuedong/run/StepService;->steps:F
    return-void
.end method

.method public onAccuracyChanged(Landroid/hardware/Sensor;I)V
    .registers 3
    return-void
.end method
