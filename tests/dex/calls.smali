# case method-call
# want imei no sites=2 caller=App.f confidence=high
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    invoke-static/range {}, Lpi/Api;->imei()V
    return-void
.end method

# case method-not-watched
# none imei
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 1
    invoke-static {}, Lpi/Api;->imeix()V
    invoke-static {}, Lpi/Other;->imei()V
    return-void
.end method

# case overload
# want overload no sites=1
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 1
    const/4 v0, 0x0
    invoke-static {v0}, Lpi/Api;->over(I)V
    invoke-static {}, Lpi/Api;->over()V
    return-void
.end method

# case overload-other
# none overload
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 2
    const-wide/16 v0, 0x0
    invoke-static {v0, v1}, Lpi/Api;->over(J)V
    return-void
.end method

# case any-method-of-class
# want any no sites=3
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 1
    new-instance v0, Lpi/Wild;
    invoke-direct {v0}, Lpi/Wild;-><init>()V
    invoke-virtual {v0}, Lpi/Wild;->one()V
    invoke-virtual {v0}, Lpi/Wild;->two()V
    return-void
.end method

# case inherited-from-platform
# An invoke names the app's own activity; the method is Context's.
# want start-activity no caller=Main.f sites=1
# want start-activity no caller=Main.g sites=1
.class public L%/Main;
.super L%/Base;
.method public f()V
    .registers 2
    const/4 v0, 0x0
    invoke-virtual {p0, v0}, L%/Main;->startActivity(Landroid/content/Intent;)V
    return-void
.end method
.method public g(Landroid/app/Activity;)V
    .registers 3
    const/4 v0, 0x0
    invoke-virtual {p1, v0}, Landroid/app/Activity;->startActivity(Landroid/content/Intent;)V
    return-void
.end method
.class public L%/Base;
.super Landroid/app/Activity;

# case overridden-in-app
# The override is the app's own code, and does not go on to the platform.
# none start-activity
.class public L%/Main;
.super Landroid/app/Activity;
.method public startActivity(Landroid/content/Intent;)V
    .registers 2
    return-void
.end method
.method public f()V
    .registers 2
    const/4 v0, 0x0
    invoke-virtual {p0, v0}, L%/Main;->startActivity(Landroid/content/Intent;)V
    return-void
.end method

# case static-field
# want serial no sites=1
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 1
    sget-object v0, Landroid/os/Build;->SERIAL:Ljava/lang/String;
    sget-object v0, Landroid/os/Build;->MODEL:Ljava/lang/String;
    return-void
.end method

# case field-put
# none serial
# none member
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Lpi/Holder;)V
    .registers 2
    const/4 v0, 0x0
    sput-object v0, Landroid/os/Build;->SERIAL:Ljava/lang/String;
    iput-object v0, p0, Lpi/Holder;->value:Ljava/lang/String;
    return-void
.end method

# case instance-field
# want member no
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Lpi/Holder;)V
    .registers 2
    iget-object v0, p0, Lpi/Holder;->value:Ljava/lang/String;
    return-void
.end method

# case payloads-in-between
# Data in the code stream must not be read as instructions.
# want imei no sites=2
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(I)V
    .registers 3
    const/4 v0, 0x3
    new-array v0, v0, [B
    fill-array-data v0, :data
    packed-switch p0, :switch
    :after
    sparse-switch p0, :sparse
    invoke-static {}, Lpi/Api;->imei()V
    return-void
    :data
    .array-data 1
        0x6e
        0x71
        0x22
    .end array-data
    :switch
    .packed-switch 0x0
        :after
        :other
    .end packed-switch
    :sparse
    .sparse-switch
        0x7 -> :other
    .end sparse-switch
    :other
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case polymorphic
# An invoke-polymorphic is wide; what follows must still be read.
# want imei no sites=1
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Ljava/lang/invoke/MethodHandle;)V
    .registers 2
    const/4 v0, 0x0
    invoke-polymorphic {p0, v0}, Ljava/lang/invoke/MethodHandle;->invoke([Ljava/lang/Object;)Ljava/lang/Object;, (I)V
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case neighbours
# want imei no near=com.vendor.push
.class public Lq/a;
.super Ljava/lang/Object;
.method public static a()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method
.class public Lcom/vendor/push/Client;
.super Ljava/lang/Object;
.method public static f()V
    .registers 1
    invoke-static {}, Lq/a;->a()V
    invoke-static {}, Lq/a;->a()V
    return-void
.end method
.class public Lcom/other/Client;
.super Ljava/lang/Object;
.method public static f()V
    .registers 1
    invoke-static {}, Lq/a;->a()V
    return-void
.end method
