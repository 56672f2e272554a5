# Stand-in written for these samples: the vendor's entry points, not the vendor's code.
.class public Lcom/bun/miitmdid/core/MdidSdkHelper;
.super Ljava/lang/Object;

.method public static InitSdk(Landroid/content/Context;ZLcom/bun/miitmdid/interfaces/IIdentifierListener;)I
    .registers 5
    new-instance v0, Lcom/bun/miitmdid/core/ProviderSupplier;
    invoke-direct {v0, p0}, Lcom/bun/miitmdid/core/ProviderSupplier;-><init>(Landroid/content/Context;)V
    invoke-interface {p2, v0}, Lcom/bun/miitmdid/interfaces/IIdentifierListener;->onSupport(Lcom/bun/miitmdid/interfaces/IdSupplier;)V
    const/4 v0, 0x0
    return v0
.end method
