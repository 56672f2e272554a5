.class public interface abstract Lcom/bun/miitmdid/interfaces/IdSupplier;
.super Ljava/lang/Object;

.method public abstract getOAID()Ljava/lang/String;
.end method
