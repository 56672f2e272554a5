.class public Lcom/lingting/fm/PlayService;
.super Landroid/app/Service;

.field private player:Landroid/media/MediaPlayer;

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
    .registers 6
    new-instance v0, Landroid/media/MediaPlayer;
    invoke-direct {v0}, Landroid/media/MediaPlayer;-><init>()V
    iput-object v0, p0, Lcom/lingting/fm/PlayService;->player:Landroid/media/MediaPlayer;
    :try_start
    const-string v1, "https://live.lingting-fm.example/news.m3u8"
    invoke-virtual {v0, v1}, Landroid/media/MediaPlayer;->setDataSource(Ljava/lang/String;)V
    invoke-virtual {v0}, Landroid/media/MediaPlayer;->prepareAsync()V
    :try_end
    .catch Ljava/io/IOException; {:try_start .. :try_end} :failed
    :failed
    const/4 v0, 0x2
    return v0
.end method
