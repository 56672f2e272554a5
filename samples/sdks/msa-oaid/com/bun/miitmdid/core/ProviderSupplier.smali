.class public Lcom/bun/miitmdid/core/ProviderSupplier;
.super Ljava/lang/Object;
.implements Lcom/bun/miitmdid/interfaces/IdSupplier;

.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/bun/miitmdid/core/ProviderSupplier;->context:Landroid/content/Context;
    return-void
.end method

# One vendor's interface: a content provider of the system.
.method public getOAID()Ljava/lang/String;
    .registers 9
    iget-object v0, p0, Lcom/bun/miitmdid/core/ProviderSupplier;->context:Landroid/content/Context;
    invoke-virtual {v0}, Landroid/content/Context;->getContentResolver()Landroid/content/ContentResolver;
    move-result-object v0
    const-string v1, "content://com.vivo.vms.IdProvider/IdentifierId/OAID"
    invoke-static {v1}, Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;
    move-result-object v1
    const/4 v2, 0x0
    const/4 v3, 0x0
    const/4 v4, 0x0
    const/4 v5, 0x0
    invoke-virtual/range {v0 .. v5}, Landroid/content/ContentResolver;->query(Landroid/net/Uri;[Ljava/lang/String;Ljava/lang/String;[Ljava/lang/String;Ljava/lang/String;)Landroid/database/Cursor;
    move-result-object v6
    if-eqz v6, :none
    invoke-interface {v6}, Landroid/database/Cursor;->moveToNext()Z
    move-result v0
    if-eqz v0, :none
    const/4 v0, 0x0
    invoke-interface {v6, v0}, Landroid/database/Cursor;->getString(I)Ljava/lang/String;
    move-result-object v0
    return-object v0
    :none
    const-string v0, ""
    return-object v0
.end method
