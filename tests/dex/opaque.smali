# case root-native
# A protector moved onCreate away: what starts is not known.
# root application App
# limit root-native
# want imei unknown caller=Other.f
.class public L%/App;
.super Landroid/app/Application;
.method public native onCreate()V
.end method
.class public L%/Other;
.super Ljava/lang/Object;
.method public static f()V
    .registers 0
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case root-with-native-helper
# root application App
# nolimit root-native
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 1
    invoke-static {}, L%/App;->helper()V
    return-void
.end method
.method public static native helper()V
.end method

# case components-missing
# root component A
# root component B
# root component C
# root component D
# limit components-missing
.class public L%/A;
.super Landroid/app/Activity;

# case components-present
# root component A
# root component B
# root component C
# root component D
# nolimit components-missing
.class public L%/A;
.super Landroid/app/Activity;
.class public L%/B;
.super Landroid/app/Activity;
.class public L%/C;
.super Landroid/app/Activity;
