# Stand-in written for these samples: the vendor's entry points, not the vendor's code.
.class public Lcom/tencent/mm/opensdk/openapi/WXAPIFactory;
.super Ljava/lang/Object;

.method public static createWXAPI(Landroid/content/Context;Ljava/lang/String;Z)Lcom/tencent/mm/opensdk/openapi/IWXAPI;
    .registers 4
    new-instance v0, Lcom/tencent/mm/opensdk/openapi/BaseWXApiImplV10;
    invoke-direct {v0, p0, p1}, Lcom/tencent/mm/opensdk/openapi/BaseWXApiImplV10;-><init>(Landroid/content/Context;Ljava/lang/String;)V
    return-object v0
.end method
