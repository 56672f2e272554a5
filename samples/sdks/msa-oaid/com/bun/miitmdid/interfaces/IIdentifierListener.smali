.class public interface abstract Lcom/bun/miitmdid/interfaces/IIdentifierListener;
.super Ljava/lang/Object;

.method public abstract onSupport(Lcom/bun/miitmdid/interfaces/IdSupplier;)V
.end method
