# What is left when a developer takes an SDK out and keeps his calls: names with
# nothing behind them. This is not the SDK.
.class public Lcom/umeng/analytics/MobclickAgent;
.super Ljava/lang/Object;

.method public static onResume(Landroid/content/Context;)V
    .registers 1
    return-void
.end method

.method public static onPause(Landroid/content/Context;)V
    .registers 1
    return-void
.end method
