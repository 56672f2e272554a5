.class public interface abstract Lcom/umeng/analytics/MobclickEvents;
.super Ljava/lang/Object;

.field public static final OPEN:Ljava/lang/String; = "open"
