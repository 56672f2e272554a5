.class public Lcom/kuaijing/video/RecordActivity;
.super Landroid/app/Activity;

.field private camera:Landroid/hardware/Camera;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onResume()V
    .registers 4
    invoke-super {p0}, Landroid/app/Activity;->onResume()V
    const/4 v0, 0x1
    invoke-static {v0}, Landroid/hardware/Camera;->open(I)Landroid/hardware/Camera;
    move-result-object v1
    iput-object v1, p0, Lcom/kuaijing/video/RecordActivity;->camera:Landroid/hardware/Camera;
    new-instance v1, Landroid/media/MediaRecorder;
    invoke-direct {v1}, Landroid/media/MediaRecorder;-><init>()V
    invoke-virtual {v1, v0}, Landroid/media/MediaRecorder;->setAudioSource(I)V
    invoke-virtual {v1, v0}, Landroid/media/MediaRecorder;->setVideoSource(I)V
    return-void
.end method

.method public gallery()Landroid/database/Cursor;
    .registers 8
    invoke-virtual {p0}, Landroid/content/Context;->getContentResolver()Landroid/content/ContentResolver;
    move-result-object v0
    sget-object v1, Landroid/provider/MediaStore$Video$Media;->EXTERNAL_CONTENT_URI:Landroid/net/Uri;
    const/4 v2, 0x0
    const/4 v3, 0x0
    const/4 v4, 0x0
    const/4 v5, 0x0
    invoke-virtual/range {v0 .. v5}, Landroid/content/ContentResolver;->query(Landroid/net/Uri;[Ljava/lang/String;Ljava/lang/String;[Ljava/lang/String;Ljava/lang/String;)Landroid/database/Cursor;
    move-result-object v0
    return-object v0
.end method

.method public draft()Ljava/io/File;
    .registers 3
    new-instance v0, Ljava/io/File;
    invoke-static {}, Landroid/os/Environment;->getExternalStorageDirectory()Ljava/io/File;
    move-result-object v1
    const-string v2, "kuaijing/draft.mp4"
    invoke-direct {v0, v1, v2}, Ljava/io/File;-><init>(Ljava/io/File;Ljava/lang/String;)V
    return-object v0
.end method
