.class public Lio/agora/rtc/internal/RtcEngineImpl;
.super Lio/agora/rtc/RtcEngine;

.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;)V
    .registers 2
    invoke-direct {p0}, Lio/agora/rtc/RtcEngine;-><init>()V
    iput-object p1, p0, Lio/agora/rtc/internal/RtcEngineImpl;->context:Landroid/content/Context;
    return-void
.end method

.method public joinChannel(Ljava/lang/String;)I
    .registers 9
    new-instance v0, Landroid/media/AudioRecord;
    const/4 v1, 0x1
    const v2, 0xac44
    const/16 v3, 0x10
    const/4 v4, 0x2
    const/16 v5, 0x1000
    invoke-direct/range {v0 .. v5}, Landroid/media/AudioRecord;-><init>(IIIII)V
    invoke-virtual {v0}, Landroid/media/AudioRecord;->startRecording()V
    invoke-direct {p0, p1}, Lio/agora/rtc/internal/RtcEngineImpl;->nativeJoinChannel(Ljava/lang/String;)I
    move-result v0
    return v0
.end method

.method private native nativeJoinChannel(Ljava/lang/String;)I
.end method
