# Stand-in written for these samples: the vendor's entry points, not the vendor's code.
.class public abstract Lio/agora/rtc/RtcEngine;
.super Ljava/lang/Object;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public static create(Landroid/content/Context;Ljava/lang/String;)Lio/agora/rtc/RtcEngine;
    .registers 3
    const-string v0, "agora-rtc-sdk"
    invoke-static {v0}, Ljava/lang/System;->loadLibrary(Ljava/lang/String;)V
    new-instance v0, Lio/agora/rtc/internal/RtcEngineImpl;
    invoke-direct {v0, p0}, Lio/agora/rtc/internal/RtcEngineImpl;-><init>(Landroid/content/Context;)V
    return-object v0
.end method

.method public abstract joinChannel(Ljava/lang/String;)I
.end method
