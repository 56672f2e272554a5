# The prompt at first run: agree, or leave.
.class public final Lcom/kuaijing/video/ConsentDialog;
.super Ljava/lang/Object;
.implements Landroid/content/DialogInterface$OnClickListener;

.field private final activity:Lcom/kuaijing/video/MainActivity;

.method public constructor <init>(Lcom/kuaijing/video/MainActivity;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/kuaijing/video/ConsentDialog;->activity:Lcom/kuaijing/video/MainActivity;
    return-void
.end method

.method public show()V
    .registers 4
    new-instance v0, Landroid/app/AlertDialog$Builder;
    iget-object v1, p0, Lcom/kuaijing/video/ConsentDialog;->activity:Lcom/kuaijing/video/MainActivity;
    invoke-direct {v0, v1}, Landroid/app/AlertDialog$Builder;-><init>(Landroid/content/Context;)V
    const-string v1, "个人信息保护指引"
    invoke-virtual {v0, v1}, Landroid/app/AlertDialog$Builder;->setTitle(Ljava/lang/CharSequence;)Landroid/app/AlertDialog$Builder;
    const-string v1, "请您阅读并同意《用户服务协议》和《隐私政策》。"
    invoke-virtual {v0, v1}, Landroid/app/AlertDialog$Builder;->setMessage(Ljava/lang/CharSequence;)Landroid/app/AlertDialog$Builder;
    const-string v1, "同意"
    invoke-virtual {v0, v1, p0}, Landroid/app/AlertDialog$Builder;->setPositiveButton(Ljava/lang/CharSequence;Landroid/content/DialogInterface$OnClickListener;)Landroid/app/AlertDialog$Builder;
    const-string v1, "不同意"
    invoke-virtual {v0, v1, p0}, Landroid/app/AlertDialog$Builder;->setNegativeButton(Ljava/lang/CharSequence;Landroid/content/DialogInterface$OnClickListener;)Landroid/app/AlertDialog$Builder;
    invoke-virtual {v0}, Landroid/app/AlertDialog$Builder;->show()Landroid/app/AlertDialog;
    return-void
.end method

.method public onClick(Landroid/content/DialogInterface;I)V
    .registers 5
    iget-object v0, p0, Lcom/kuaijing/video/ConsentDialog;->activity:Lcom/kuaijing/video/MainActivity;
    const/4 v1, -0x1
    if-ne p2, v1, :refused
    const/4 v1, 0x1
    invoke-static {v0, v1}, Lcom/kuaijing/video/Consent;->save(Landroid/content/Context;Z)V
    invoke-virtual {v0}, Lcom/kuaijing/video/MainActivity;->start()V
    return-void
    :refused
    invoke-virtual {v0}, Landroid/app/Activity;->finish()V
    return-void
.end method
