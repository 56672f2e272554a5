# case whoever-answers
# want who-answers no confidence=high
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/content/pm/PackageManager;)V
    .registers 4
    new-instance v0, Landroid/content/Intent;
    const-string v1, "android.intent.action.MAIN"
    invoke-direct {v0, v1}, Landroid/content/Intent;-><init>(Ljava/lang/String;)V
    const/4 v1, 0x0
    invoke-virtual {p0, v0, v1}, Landroid/content/pm/PackageManager;->queryIntentActivities(Landroid/content/Intent;I)Ljava/util/List;
    return-void
.end method

# case of-one-package
# Whether a package, here the app's own, has such an activity.
# want who-answers no confidence=low
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/content/Context;Landroid/content/pm/PackageManager;Landroid/content/Intent;)V
    .registers 5
    invoke-virtual {p0}, Landroid/content/Context;->getPackageName()Ljava/lang/String;
    move-result-object v0
    invoke-virtual {p2, v0}, Landroid/content/Intent;->setPackage(Ljava/lang/String;)Landroid/content/Intent;
    const/4 v1, 0x0
    invoke-virtual {p1, p2, v1}, Landroid/content/pm/PackageManager;->queryIntentActivities(Landroid/content/Intent;I)Ljava/util/List;
    return-void
.end method

# case of-one-class
# want who-answers no confidence=low
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/content/Context;Landroid/content/pm/PackageManager;)V
    .registers 5
    new-instance v0, Landroid/content/Intent;
    const-class v1, L%/App;
    invoke-direct {v0, p0, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    const/4 v1, 0x0
    invoke-virtual {p1, v0, v1}, Landroid/content/pm/PackageManager;->queryIntentActivities(Landroid/content/Intent;I)Ljava/util/List;
    return-void
.end method

# case named-behind
# A launcher: it asks for all, and starts one of them.
# want who-answers no confidence=high
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/content/pm/PackageManager;Landroid/content/Intent;)V
    .registers 5
    const/4 v1, 0x0
    invoke-virtual {p0, p1, v1}, Landroid/content/pm/PackageManager;->queryIntentActivities(Landroid/content/Intent;I)Ljava/util/List;
    const-string v0, "com.example.app"
    invoke-virtual {p1, v0}, Landroid/content/Intent;->setPackage(Ljava/lang/String;)Landroid/content/Intent;
    return-void
.end method
