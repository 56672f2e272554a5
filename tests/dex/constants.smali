# case setting
# want android-id=android_id no
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/content/ContentResolver;)V
    .registers 3
    const-string v0, "android_id"
    invoke-static {p0, v0}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    return-void
.end method

# case setting-other-key
# none android-id
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/content/ContentResolver;)V
    .registers 3
    const-string v0, "android_id"
    const-string v0, "adb_enabled"
    invoke-static {p0, v0}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    return-void
.end method

# case setting-moved
# The constant passes a move, a branch and a cast.
# want android-id=android_id no
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/content/ContentResolver;I)V
    .registers 5
    const-string v0, "android_id"
    if-eqz p1, :skip
    const/4 v2, 0x1
    :skip
    move-object v1, v0
    check-cast v1, Ljava/lang/String;
    invoke-static/range {p0 .. p0}, L%/App;->nothing(Landroid/content/ContentResolver;)V
    invoke-static {p0, v1}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    return-void
.end method
.method public static nothing(Landroid/content/ContentResolver;)V
    .registers 1
    return-void
.end method

# case setting-two-ways
# Two constants meet: neither is told.
# none android-id
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/content/ContentResolver;I)V
    .registers 4
    const-string v0, "android_id"
    if-eqz p1, :skip
    const-string v0, "adb_enabled"
    :skip
    invoke-static {p0, v0}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    return-void
.end method

# case setting-after-handler
# A constant from before the try block still holds in its handler.
# want android-id no
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/content/ContentResolver;)V
    .registers 4
    const-string v0, "android_id"
    :try_start
    invoke-static {}, Lpi/Other;->x()V
    :try_end
    .catch Ljava/lang/Exception; {:try_start .. :try_end} :handler
    return-void
    :handler
    move-exception v1
    invoke-static {p0, v0}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    return-void
.end method

# case setting-in-loop
# want android-id no
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/content/ContentResolver;I)V
    .registers 4
    const-string v0, "android_id"
    :loop
    invoke-static {p0, v0}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    add-int/lit8 p1, p1, -0x1
    if-gtz p1, :loop
    return-void
.end method

# case setting-number
# want android-id no
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/content/ContentResolver;)V
    .registers 4
    const-string v0, "android_id"
    const/4 v1, 0x0
    invoke-static {p0, v0, v1}, Landroid/provider/Settings$System;->getInt(Landroid/content/ContentResolver;Ljava/lang/String;I)I
    return-void
.end method

# case uri
# The longest prefix is the API.
# want sms-inbox=content://sms/inbox no
# none sms
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 1
    const-string v0, "content://sms/inbox"
    invoke-static {v0}, Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;
    return-void
.end method

# case uri-other
# none sms
# none sms-inbox
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 1
    const-string v0, "https://sms/inbox"
    invoke-static {v0}, Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;
    return-void
.end method

# case uri-built
# What is appended is not known; the beginning decides.
# want sms=content://sms/ no
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Ljava/lang/String;)V
    .registers 3
    new-instance v0, Ljava/lang/StringBuilder;
    invoke-direct {v0}, Ljava/lang/StringBuilder;-><init>()V
    const-string v1, "content://"
    invoke-virtual {v0, v1}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    move-result-object v0
    const-string v1, "sms/"
    invoke-virtual {v0, v1}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    move-result-object v0
    invoke-virtual {v0, p0}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v0
    invoke-static {v0}, Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;
    return-void
.end method

# case uri-built-unknown-first
# none sms
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Ljava/lang/String;)V
    .registers 3
    new-instance v0, Ljava/lang/StringBuilder;
    invoke-direct {v0, p0}, Ljava/lang/StringBuilder;-><init>(Ljava/lang/String;)V
    const-string v1, "content://sms/"
    invoke-virtual {v0, v1}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v0
    invoke-static {v0}, Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;
    return-void
.end method

# case uri-field
# A field that an entry names is that entry; others go by the URI they hold.
# want contacts no sites=1
# want contacts-any no sites=1
# want sms-inbox no sites=1
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 1
    sget-object v0, Landroid/provider/ContactsContract$Contacts;->CONTENT_URI:Landroid/net/Uri;
    sget-object v0, Landroid/provider/ContactsContract$CommonDataKinds$Phone;->CONTENT_URI:Landroid/net/Uri;
    sget-object v0, Landroid/provider/Telephony$Sms$Inbox;->CONTENT_URI:Landroid/net/Uri;
    return-void
.end method

# case uri-field-other
# none contacts
# none contacts-any
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 1
    sget-object v0, Landroid/provider/ContactsContract$Contacts;->DISPLAY_NAME:Ljava/lang/String;
    return-void
.end method

# case command
# want pm-list=pm~list~packages~-3 no
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Ljava/lang/Runtime;)V
    .registers 2
    const-string v0, "pm list packages -3"
    invoke-virtual {p0, v0}, Ljava/lang/Runtime;->exec(Ljava/lang/String;)Ljava/lang/Process;
    return-void
.end method

# case command-words
# want pm-list=sh~-c~pm~list~packages no caller=App.f
# want pm-list=pm~list~packages no caller=App.g
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Ljava/lang/Runtime;)V
    .registers 5
    const/4 v0, 0x3
    new-array v0, v0, [Ljava/lang/String;
    const/4 v1, 0x0
    const-string v2, "sh"
    aput-object v2, v0, v1
    const/4 v1, 0x1
    const-string v2, "-c"
    aput-object v2, v0, v1
    const/4 v1, 0x2
    const-string v2, "pm list packages"
    aput-object v2, v0, v1
    invoke-virtual {p0, v0}, Ljava/lang/Runtime;->exec([Ljava/lang/String;)Ljava/lang/Process;
    return-void
.end method
.method public static g()V
    .registers 5
    const-string v0, "pm"
    const-string v1, "list"
    const-string v2, "packages"
    filled-new-array {v0, v1, v2}, [Ljava/lang/String;
    move-result-object v0
    new-instance v1, Ljava/lang/ProcessBuilder;
    invoke-direct {v1, v0}, Ljava/lang/ProcessBuilder;-><init>([Ljava/lang/String;)V
    return-void
.end method

# case command-other
# none pm-list
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Ljava/lang/Runtime;)V
    .registers 2
    const-string v0, "pm install x.apk"
    invoke-virtual {p0, v0}, Ljava/lang/Runtime;->exec(Ljava/lang/String;)Ljava/lang/Process;
    return-void
.end method

# case property
# want serialno=ro.serialno no confidence=high
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 1
    const-string v0, "ro.serialno"
    invoke-static {v0}, Landroid/os/SystemProperties;->get(Ljava/lang/String;)Ljava/lang/String;
    return-void
.end method

# case property-reflected
# want serialno=ro.serialno no confidence=medium
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 6
    const-string v0, "android.os.SystemProperties"
    invoke-static {v0}, Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;
    move-result-object v0
    const-string v1, "get"
    const/4 v2, 0x0
    invoke-virtual {v0, v1, v2}, Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
    move-result-object v1
    const/4 v3, 0x1
    new-array v3, v3, [Ljava/lang/Object;
    const/4 v4, 0x0
    const-string v5, "ro.serialno"
    aput-object v5, v3, v4
    invoke-virtual {v1, v0, v3}, Ljava/lang/reflect/Method;->invoke(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;
    return-void
.end method

# case property-other
# none serialno
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 1
    const-string v0, "ro.build.id"
    invoke-static {v0}, Landroid/os/SystemProperties;->get(Ljava/lang/String;)Ljava/lang/String;
    const-string v0, "ro.serialno"
    invoke-static {v0}, Ljava/lang/System;->getProperty(Ljava/lang/String;)Ljava/lang/String;
    return-void
.end method

# case file
# want mac-file=/sys/class/net/wlan0/address no caller=App.f
# want mac-file=/sys/class/net/eth0 no caller=App.g
# want mac-file no caller=App.h
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 2
    const-string v0, "/sys/class/net/wlan0/address"
    new-instance v1, Ljava/io/FileReader;
    invoke-direct {v1, v0}, Ljava/io/FileReader;-><init>(Ljava/lang/String;)V
    return-void
.end method
.method public static g()V
    .registers 3
    const-string v0, "/sys/class/net"
    const-string v2, "eth0"
    new-instance v1, Ljava/io/File;
    invoke-direct {v1, v0, v2}, Ljava/io/File;-><init>(Ljava/lang/String;Ljava/lang/String;)V
    return-void
.end method
.method public static h(Ljava/lang/Runtime;)V
    .registers 2
    const-string v0, "cat /sys/class/net/wlan0/address"
    invoke-virtual {p0, v0}, Ljava/lang/Runtime;->exec(Ljava/lang/String;)Ljava/lang/Process;
    return-void
.end method

# case file-other
# none mac-file
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 2
    const-string v0, "/sys/class/power/battery"
    new-instance v1, Ljava/io/File;
    invoke-direct {v1, v0}, Ljava/io/File;-><init>(Ljava/lang/String;)V
    return-void
.end method

# case action
# want package-added no
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/content/IntentFilter;)V
    .registers 2
    const-string v0, "android.intent.action.PACKAGE_ADDED"
    invoke-virtual {p0, v0}, Landroid/content/IntentFilter;->addAction(Ljava/lang/String;)V
    return-void
.end method

# case action-in-intent
# The same text in an intent is no registration.
# none package-added
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/content/Intent;)V
    .registers 2
    const-string v0, "android.intent.action.PACKAGE_ADDED"
    invoke-virtual {p0, v0}, Landroid/content/Intent;->setAction(Ljava/lang/String;)Landroid/content/Intent;
    return-void
.end method

# case intent
# want capture no caller=App.f
# want capture no caller=App.g
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 2
    const-string v0, "android.media.action.IMAGE_CAPTURE"
    new-instance v1, Landroid/content/Intent;
    invoke-direct {v1, v0}, Landroid/content/Intent;-><init>(Ljava/lang/String;)V
    return-void
.end method
.method public static g(Landroid/content/Intent;)V
    .registers 2
    const-string v0, "android.media.action.IMAGE_CAPTURE"
    invoke-virtual {p0, v0}, Landroid/content/Intent;->setAction(Ljava/lang/String;)Landroid/content/Intent;
    return-void
.end method

# case intent-other
# none capture
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 2
    const-string v0, "android.intent.action.VIEW"
    new-instance v1, Landroid/content/Intent;
    invoke-direct {v1, v0}, Landroid/content/Intent;-><init>(Ljava/lang/String;)V
    return-void
.end method

# case reflection
# want imei=pi.Api.imei no caller=App.f confidence=medium
# want imei=pi.Api.imei no caller=App.g confidence=medium
# want cell-location=getCellLocation no caller=App.h confidence=medium
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 3
    const-string v0, "pi.Api"
    invoke-static {v0}, Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;
    move-result-object v0
    const-string v1, "imei"
    const/4 v2, 0x0
    invoke-virtual {v0, v1, v2}, Ljava/lang/Class;->getDeclaredMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
    return-void
.end method
.method public static g()V
    .registers 3
    const-class v0, Lpi/Api;
    const-string v1, "imei"
    const/4 v2, 0x0
    invoke-virtual {v0, v1, v2}, Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
    return-void
.end method
.method public static h(Ljava/lang/Object;)V
    .registers 4
    invoke-virtual {p0}, Ljava/lang/Object;->getClass()Ljava/lang/Class;
    move-result-object v0
    const-string v1, "getCellLocation"
    const/4 v2, 0x0
    invoke-virtual {v0, v1, v2}, Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
    return-void
.end method

# case reflection-other
# A short name on a class that is not known says nothing.
# none imei
# none cell-location
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Ljava/lang/Class;)V
    .registers 4
    const-string v1, "imei"
    const/4 v2, 0x0
    invoke-virtual {p0, v1, v2}, Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
    const-class v0, Lpi/Other;
    const-string v1, "getCellLocation"
    invoke-virtual {v0, v1, v2}, Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
    return-void
.end method

# case argument
# want secret=secret no sites=1
.class public L%/App;
.super Ljava/lang/Object;
.method public static f()V
    .registers 1
    const-string v0, "secret"
    invoke-static {v0}, Lpi/Api;->take(Ljava/lang/String;)V
    const-string v0, "public"
    invoke-static {v0}, Lpi/Api;->take(Ljava/lang/String;)V
    return-void
.end method

# case argument-other
# none secret
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Ljava/lang/String;)V
    .registers 1
    invoke-static {p0}, Lpi/Api;->take(Ljava/lang/String;)V
    return-void
.end method

# case helper
# The helper makes the call, its caller gives the constant.
# want android-id=android_id no caller=Util.get via=App.f
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/content/ContentResolver;)V
    .registers 3
    const-string v0, "android_id"
    invoke-static {v0, p0}, L%/Util;->get(Ljava/lang/String;Landroid/content/ContentResolver;)Ljava/lang/String;
    return-void
.end method
.class public L%/Util;
.super Ljava/lang/Object;
.method public static get(Ljava/lang/String;Landroid/content/ContentResolver;)Ljava/lang/String;
    .registers 3
    invoke-static {p1, p0}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

# case helper-other-key
# none android-id
.class public L%/App;
.super Ljava/lang/Object;
.method public static f(Landroid/content/ContentResolver;)V
    .registers 3
    const-string v0, "adb_enabled"
    invoke-static {v0, p0}, L%/Util;->get(Ljava/lang/String;Landroid/content/ContentResolver;)Ljava/lang/String;
    return-void
.end method
.class public L%/Util;
.super Ljava/lang/Object;
.method public static get(Ljava/lang/String;Landroid/content/ContentResolver;)Ljava/lang/String;
    .registers 3
    invoke-static {p1, p0}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

# case helper-reachable
# The way to the call goes over the caller that gives the constant.
# root application App
# want serialno yes:application App.onCreate Props.get Props.read caller=Props.read via=App.onCreate
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 2
    const-string v0, "ro.serialno"
    invoke-static {v0}, L%/Props;->get(Ljava/lang/String;)Ljava/lang/String;
    return-void
.end method
.class public L%/Props;
.super Ljava/lang/Object;
.method public static get(Ljava/lang/String;)Ljava/lang/String;
    .registers 3
    const-string v0, ""
    invoke-static {p0, v0}, L%/Props;->read(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method
.method public static read(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
    .registers 3
    invoke-static {p0, p1}, Landroid/os/SystemProperties;->get(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method
