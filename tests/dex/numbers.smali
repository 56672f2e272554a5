# case number
# want record-call=4 no confidence=high
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/media/MediaRecorder;)V
    .registers 2
    const/4 v0, 0x4
    invoke-virtual {p0, v0}, Landroid/media/MediaRecorder;->setAudioSource(I)V
    return-void
.end method

# case number-other
# The microphone is no call.
# none record-call
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/media/MediaRecorder;)V
    .registers 2
    const/4 v0, 0x1
    invoke-virtual {p0, v0}, Landroid/media/MediaRecorder;->setAudioSource(I)V
    return-void
.end method

# case number-unknown
# A hint, and no more.
# want record-call no confidence=low
.class public L%/App;
.super Ljava/lang/Object;
.field public static source:I
.method public static f(Landroid/media/MediaRecorder;)V
    .registers 2
    sget v0, L%/App;->source:I
    invoke-virtual {p0, v0}, Landroid/media/MediaRecorder;->setAudioSource(I)V
    return-void
.end method

# case number-through-helper
# want record-call=3 no caller=App.helper via=App.f confidence=high
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/media/MediaRecorder;)V
    .registers 2
    const/4 v0, 0x3
    invoke-static {p0, v0}, L%/App;->helper(Landroid/media/MediaRecorder;I)V
    return-void
.end method
.method public static helper(Landroid/media/MediaRecorder;I)V
    .registers 2
    invoke-virtual {p0, p1}, Landroid/media/MediaRecorder;->setAudioSource(I)V
    return-void
.end method

# case number-through-helper-other
# none record-call
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/media/MediaRecorder;)V
    .registers 2
    const/4 v0, 0x5
    invoke-static {p0, v0}, L%/App;->helper(Landroid/media/MediaRecorder;I)V
    return-void
.end method
.method public static helper(Landroid/media/MediaRecorder;I)V
    .registers 2
    invoke-virtual {p0, p1}, Landroid/media/MediaRecorder;->setAudioSource(I)V
    return-void
.end method

# case mask
# Two events at once.
# want listen-cell=48 no confidence=high
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/telephony/TelephonyManager;Landroid/telephony/PhoneStateListener;)V
    .registers 3
    const/16 v0, 0x30
    invoke-virtual {p0, p1, v0}, Landroid/telephony/TelephonyManager;->listen(Landroid/telephony/PhoneStateListener;I)V
    return-void
.end method

# case mask-other
# LISTEN_NONE, and the state of calls.
# none listen-cell
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/telephony/TelephonyManager;Landroid/telephony/PhoneStateListener;)V
    .registers 3
    const/4 v0, 0x0
    invoke-virtual {p0, p1, v0}, Landroid/telephony/TelephonyManager;->listen(Landroid/telephony/PhoneStateListener;I)V
    const/16 v0, 0x20
    invoke-virtual {p0, p1, v0}, Landroid/telephony/TelephonyManager;->listen(Landroid/telephony/PhoneStateListener;I)V
    return-void
.end method

# case number-among-others
# want overlay=2038 no confidence=high
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(II)V
    .registers 8
    new-instance v0, Landroid/view/WindowManager$LayoutParams;
    move v1, p0
    move v2, p1
    const/16 v3, 0x7f6
    const/16 v4, 0x8
    const/4 v5, -0x3
    invoke-direct/range {v0 .. v5}, Landroid/view/WindowManager$LayoutParams;-><init>(IIIII)V
    return-void
.end method

# case number-among-others-other
# A window of the app: what is known speaks against it.
# none overlay
.class public L%/App;
.super Ljava/lang/Object;
.field public static width:I
.method public static f()V
    .registers 8
    new-instance v0, Landroid/view/WindowManager$LayoutParams;
    sget v1, L%/App;->width:I
    move v2, v1
    const/16 v3, 0x3e8
    const/16 v4, 0x8
    const/4 v5, -0x3
    invoke-direct/range {v0 .. v5}, Landroid/view/WindowManager$LayoutParams;-><init>(IIIII)V
    return-void
.end method

# case number-behind-wide
# A long takes two registers.
# want wide=7 no confidence=high
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 4
    const-wide/16 v0, 0x1
    const/4 v2, 0x7
    invoke-static {v0, v1, v2}, Lplatform/Clock;->set(JI)V
    return-void
.end method

# case number-in-wide
# The same number as a long.
# none wide
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 4
    const-wide/16 v0, 0x7
    const/4 v2, 0x1
    invoke-static {v0, v1, v2}, Lplatform/Clock;->set(JI)V
    return-void
.end method

# case number-put
# want overlay-type=2038 no confidence=high sites=1
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/view/WindowManager$LayoutParams;)V
    .registers 2
    const/16 v0, 0x7f6
    iput v0, p0, Landroid/view/WindowManager$LayoutParams;->type:I
    return-void
.end method

# case number-put-other
# An ordinary window, another field, and a get.
# none overlay-type
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/view/WindowManager$LayoutParams;)V
    .registers 2
    const/16 v0, 0x3e8
    iput v0, p0, Landroid/view/WindowManager$LayoutParams;->type:I
    const/16 v0, 0x7f6
    iput v0, p0, Landroid/view/WindowManager$LayoutParams;->flags:I
    iget v0, p0, Landroid/view/WindowManager$LayoutParams;->type:I
    return-void
.end method
