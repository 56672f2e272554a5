# case guard-around
# root application App
# want imei guarded:application App.onCreate guard=user_agree:high
.class public L%/App;
.super Landroid/app/Application;
.field sp:Landroid/content/SharedPreferences;
.method public onCreate()V
    .registers 4
    iget-object v0, p0, L%/App;->sp:Landroid/content/SharedPreferences;
    const-string v1, "user_agree"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    if-eqz v0, :end
    invoke-static {}, Lpi/Api;->imei()V
    :end
    return-void
.end method

# case guard-early-return
# root application App
# want imei guarded guard=user_agree:high
.class public L%/App;
.super Landroid/app/Application;
.field sp:Landroid/content/SharedPreferences;
.method public onCreate()V
    .registers 4
    iget-object v0, p0, L%/App;->sp:Landroid/content/SharedPreferences;
    const-string v1, "user_agree"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    if-nez v0, :go
    return-void
    :go
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case guard-other-side
# The call stands on the side of those who have not agreed.
# root application App
# want imei yes guard=user_agree:low
.class public L%/App;
.super Landroid/app/Application;
.field sp:Landroid/content/SharedPreferences;
.method public onCreate()V
    .registers 4
    iget-object v0, p0, L%/App;->sp:Landroid/content/SharedPreferences;
    const-string v1, "user_agree"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    if-nez v0, :end
    invoke-static {}, Lpi/Api;->imei()V
    :end
    return-void
.end method

# case guard-does-not-cover
# Both sides of the test come to the call.
# root application App
# want imei yes guard=user_agree:low
.class public L%/App;
.super Landroid/app/Application;
.field sp:Landroid/content/SharedPreferences;
.method public onCreate()V
    .registers 4
    iget-object v0, p0, L%/App;->sp:Landroid/content/SharedPreferences;
    const-string v1, "user_agree"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    if-nez v0, :end
    const/4 v1, 0x0
    :end
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case no-consent-flag
# A stored flag that speaks of something else.
# root application App
# want imei yes guard=none
.class public L%/App;
.super Landroid/app/Application;
.field sp:Landroid/content/SharedPreferences;
.method public onCreate()V
    .registers 4
    iget-object v0, p0, L%/App;->sp:Landroid/content/SharedPreferences;
    const-string v1, "night_mode"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    if-eqz v0, :end
    const-string v1, "privacy_url"
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    if-eqz v0, :end
    invoke-static {}, Lpi/Api;->imei()V
    :end
    return-void
.end method

# case guard-inverted-name
# A flag that is true before the person has agreed guards its false side.
# root application App
# want imei guarded guard=show_privacy:high
# want serial yes guard=show_privacy:low
.class public L%/App;
.super Landroid/app/Application;
.field sp:Landroid/content/SharedPreferences;
.method public onCreate()V
    .registers 4
    iget-object v0, p0, L%/App;->sp:Landroid/content/SharedPreferences;
    const-string v1, "show_privacy"
    const/4 v2, 0x1
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    if-eqz v0, :agreed
    sget-object v0, Landroid/os/Build;->SERIAL:Ljava/lang/String;
    return-void
    :agreed
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case guard-by-number
# root application App
# want imei guarded guard=同意:high
.class public L%/App;
.super Landroid/app/Application;
.field sp:Landroid/content/SharedPreferences;
.method public onCreate()V
    .registers 4
    iget-object v0, p0, L%/App;->sp:Landroid/content/SharedPreferences;
    const-string v1, "\u540c\u610f"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getInt(Ljava/lang/String;I)I
    move-result v0
    const/4 v1, 0x1
    if-ne v0, v1, :end
    invoke-static {}, Lpi/Api;->imei()V
    :end
    return-void
.end method

# case guard-negated
# root application App
# want imei guarded guard=agreed:high
.class public L%/App;
.super Landroid/app/Application;
.field agreed:Z
.method public onCreate()V
    .registers 4
    iget-boolean v0, p0, L%/App;->agreed:Z
    xor-int/lit8 v0, v0, 0x1
    if-nez v0, :end
    invoke-static {}, Lpi/Api;->imei()V
    :end
    return-void
.end method

# case guard-and
# `a && agreed`, as compilers write it.
# root application App
# want imei guarded guard=agreed:high
.class public L%/App;
.super Landroid/app/Application;
.field agreed:Z
.field other:Z
.method public onCreate()V
    .registers 4
    iget-boolean v0, p0, L%/App;->other:Z
    if-eqz v0, :no
    iget-boolean v0, p0, L%/App;->agreed:Z
    goto :test
    :no
    const/4 v0, 0x0
    :test
    if-eqz v0, :end
    invoke-static {}, Lpi/Api;->imei()V
    :end
    return-void
.end method

# case guard-or
# `debug || agreed` guards nothing.
# root application App
# want imei yes guard=agreed:low
.class public L%/App;
.super Landroid/app/Application;
.field agreed:Z
.field debug:Z
.method public onCreate()V
    .registers 4
    iget-boolean v0, p0, L%/App;->debug:Z
    if-nez v0, :go
    iget-boolean v0, p0, L%/App;->agreed:Z
    if-eqz v0, :end
    :go
    invoke-static {}, Lpi/Api;->imei()V
    :end
    return-void
.end method

# case guard-boxed
# root application App
# want imei guarded guard=privacy_agreed:high
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    const/4 v0, 0x0
    const-string v1, "privacy_agreed"
    invoke-virtual {v0, v1}, Lcom/tencent/mmkv/MMKV;->decodeBool(Ljava/lang/String;)Z
    move-result v0
    invoke-static {v0}, Ljava/lang/Boolean;->valueOf(Z)Ljava/lang/Boolean;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/Boolean;->booleanValue()Z
    move-result v0
    if-eqz v0, :end
    invoke-static {}, Lpi/Api;->imei()V
    :end
    return-void
.end method

# case guard-in-try
# root application App
# want imei guarded guard=agreed:high
# want serial yes guard=agreed:low
.class public L%/App;
.super Landroid/app/Application;
.field agreed:Z
.method public onCreate()V
    .registers 4
    iget-boolean v0, p0, L%/App;->agreed:Z
    :try_start
    if-eqz v0, :end
    invoke-static {}, Lpi/Api;->imei()V
    invoke-static {}, Lpi/Other;->x()V
    :try_end
    .catch Ljava/lang/Exception; {:try_start .. :try_end} :handler
    :end
    return-void
    :handler
    move-exception v1
    sget-object v0, Landroid/os/Build;->SERIAL:Ljava/lang/String;
    return-void
.end method

# case guard-getter
# Two getters, of which only the body speaks of consent.
# root application App
# want imei guarded App.onCreate guard=user_agree:high
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    invoke-static {}, L%/A;->a()Z
    move-result v0
    if-eqz v0, :end
    invoke-static {}, Lpi/Api;->imei()V
    :end
    return-void
.end method
.class public L%/A;
.super Ljava/lang/Object;
.field static sp:Landroid/content/SharedPreferences;
.method public static a()Z
    .registers 1
    invoke-static {}, L%/A;->b()Z
    move-result v0
    return v0
.end method
.method public static b()Z
    .registers 3
    sget-object v0, L%/A;->sp:Landroid/content/SharedPreferences;
    const-string v1, "user_agree"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v2
    if-eqz v2, :no
    const/4 v0, 0x1
    return v0
    :no
    const/4 v0, 0x0
    return v0
.end method

# case guard-getter-of-other
# A getter of another flag is no guard.
# root application App
# want imei yes guard=none
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    invoke-static {}, L%/A;->a()Z
    move-result v0
    if-eqz v0, :end
    invoke-static {}, Lpi/Api;->imei()V
    :end
    return-void
.end method
.class public L%/A;
.super Ljava/lang/Object;
.field static sp:Landroid/content/SharedPreferences;
.method public static a()Z
    .registers 3
    sget-object v0, L%/A;->sp:Landroid/content/SharedPreferences;
    const-string v1, "logged_in"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    return v0
.end method

# case guard-key-helper
# The usual SPUtils: the key is the helper's argument.
# root application App
# want imei guarded guard=is_agree:high
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    const-string v0, "is_agree"
    const/4 v1, 0x0
    invoke-static {v0, v1}, L%/SPUtils;->get(Ljava/lang/String;Z)Z
    move-result v0
    if-eqz v0, :end
    invoke-static {}, Lpi/Api;->imei()V
    :end
    return-void
.end method
.class public L%/SPUtils;
.super Ljava/lang/Object;
.field static sp:Landroid/content/SharedPreferences;
.method public static get(Ljava/lang/String;Z)Z
    .registers 4
    sget-object v0, L%/SPUtils;->sp:Landroid/content/SharedPreferences;
    invoke-interface {v0, p0, p1}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    return v0
.end method

# case guard-by-method-name
# root application App
# want imei guarded guard=isPrivacyAgreed:high
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    invoke-virtual {p0}, L%/App;->isPrivacyAgreed()Z
    move-result v0
    if-eqz v0, :end
    invoke-static {}, Lpi/Api;->imei()V
    :end
    return-void
.end method
.method public native isPrivacyAgreed()Z
.end method

# case guard-by-class-name
# Only the class speaks of consent: seen, and not taken for sure.
# root application App
# want imei yes guard=isOk:medium
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    invoke-static {}, L%/PrivacyManager;->isOk()Z
    move-result v0
    if-eqz v0, :end
    invoke-static {}, Lpi/Api;->imei()V
    :end
    return-void
.end method
.class public L%/PrivacyManager;
.super Ljava/lang/Object;
.method public static native isOk()Z
.end method

# case guard-on-the-way
# The test stands in the caller.
# root application App
# want imei guarded:application App.onCreate App.init Sdk.start guard=agreed:high
.class public L%/App;
.super Landroid/app/Application;
.field agreed:Z
.method public onCreate()V
    .registers 4
    iget-boolean v0, p0, L%/App;->agreed:Z
    if-nez v0, :go
    return-void
    :go
    invoke-direct {p0}, L%/App;->init()V
    return-void
.end method
.method private init()V
    .registers 1
    invoke-static {}, L%/Sdk;->start()V
    return-void
.end method
.class public L%/Sdk;
.super Ljava/lang/Object;
.method public static start()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case guard-bypassed
# One way is guarded, another is not.
# root application App
# root launcher Main
# want imei yes:launcher Main.onCreate Sdk.start guard=none
.class public L%/App;
.super Landroid/app/Application;
.field agreed:Z
.method public onCreate()V
    .registers 4
    iget-boolean v0, p0, L%/App;->agreed:Z
    if-nez v0, :go
    return-void
    :go
    invoke-static {}, L%/Sdk;->start()V
    return-void
.end method
.class public L%/Main;
.super Landroid/app/Activity;
.method public onCreate(Landroid/os/Bundle;)V
    .registers 2
    invoke-static {}, L%/Sdk;->start()V
    return-void
.end method
.class public L%/Sdk;
.super Ljava/lang/Object;
.method public static start()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case guard-over-thread
# The guarded code starts a thread.
# root application App
# want imei guarded App.onCreate Task.run guard=agreed:high
.class public L%/App;
.super Landroid/app/Application;
.field agreed:Z
.method public onCreate()V
    .registers 4
    iget-boolean v0, p0, L%/App;->agreed:Z
    if-eqz v0, :end
    new-instance v0, L%/Task;
    invoke-virtual {p0, v0}, L%/App;->post(Ljava/lang/Runnable;)V
    :end
    return-void
.end method
.method public native post(Ljava/lang/Runnable;)V
.end method
.class public L%/Task;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;
.method public run()V
    .registers 1
    invoke-static {}, Lpi/Api;->imei()V
    return-void
.end method

# case guard-in-loop
# The flag is overwritten inside the loop, so it guards nothing for sure.
# root application App
# want imei yes
.class public L%/App;
.super Landroid/app/Application;
.field agreed:Z
.method public onCreate()V
    .registers 4
    iget-boolean v0, p0, L%/App;->agreed:Z
    const/4 v1, 0x5
    :loop
    if-eqz v0, :next
    invoke-static {}, Lpi/Api;->imei()V
    :next
    const/4 v0, 0x1
    add-int/lit8 v1, v1, -0x1
    if-gtz v1, :loop
    return-void
.end method

# case switches
# root application App
# switch vendor.init yes App.onCreate guard=none
# switch vendor.setAuth yes flag=false
# switch vendor.setAuth no flag=none caller=App.later
.class public L%/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 4
    const/4 v0, 0x0
    invoke-static {p0, v0}, Lvendor/Sdk;->setAuth(Landroid/content/Context;Z)V
    invoke-static {p0}, Lvendor/Sdk;->init(Landroid/content/Context;)V
    return-void
.end method
.method public static later(Z)V
    .registers 4
    const/4 v0, 0x0
    invoke-static {v0, p0}, Lvendor/Sdk;->setAuth(Landroid/content/Context;Z)V
    return-void
.end method

# case switch-guarded
# root application App
# switch vendor.init guarded guard=agreed:high
.class public L%/App;
.super Landroid/app/Application;
.field agreed:Z
.method public onCreate()V
    .registers 4
    iget-boolean v0, p0, L%/App;->agreed:Z
    if-eqz v0, :end
    invoke-static {p0}, Lvendor/Sdk;->init(Landroid/content/Context;)V
    :end
    return-void
.end method

# case guard-handed-over
# Every caller hands the flag, or a constant that means no.
# root application App
# want imei guarded App.onCreate Sdk.init guard=user_agree:high
.class public L%/App;
.super Landroid/app/Application;
.field sp:Landroid/content/SharedPreferences;
.method public onCreate()V
    .registers 4
    iget-object v0, p0, L%/App;->sp:Landroid/content/SharedPreferences;
    const-string v1, "user_agree"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    invoke-static {p0, v0}, L%/Sdk;->init(Landroid/content/Context;Z)V
    return-void
.end method
.method public static other()V
    .registers 2
    const/4 v0, 0x0
    invoke-static {v0, v0}, L%/Sdk;->init(Landroid/content/Context;Z)V
    return-void
.end method
.class public L%/Sdk;
.super Ljava/lang/Object;
.method public static init(Landroid/content/Context;Z)V
    .registers 3
    if-eqz p1, :end
    invoke-static {}, Lpi/Api;->imei()V
    :end
    return-void
.end method

# case guard-handed-over-or-not
# Another caller hands true.
# root application App
# want imei yes App.onCreate Sdk.init
.class public L%/App;
.super Landroid/app/Application;
.field agreed:Z
.method public onCreate()V
    .registers 4
    iget-boolean v0, p0, L%/App;->agreed:Z
    invoke-static {p0, v0}, L%/Sdk;->init(Landroid/content/Context;Z)V
    return-void
.end method
.method public static other()V
    .registers 2
    const/4 v0, 0x1
    invoke-static {v0, v0}, L%/Sdk;->init(Landroid/content/Context;Z)V
    return-void
.end method
.class public L%/Sdk;
.super Ljava/lang/Object;
.method public static init(Landroid/content/Context;Z)V
    .registers 3
    if-eqz p1, :end
    invoke-static {}, Lpi/Api;->imei()V
    :end
    return-void
.end method

# case guard-by-text
# A stored text, compared or not empty.
# root application App
# want imei guarded guard=agree_state:high
# want serial guarded guard=agree_time:high
.class public L%/App;
.super Landroid/app/Application;
.field sp:Landroid/content/SharedPreferences;
.method public onCreate()V
    .registers 5
    iget-object v0, p0, L%/App;->sp:Landroid/content/SharedPreferences;
    const-string v1, "agree_state"
    const-string v2, ""
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getString(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v1
    const-string v2, "1"
    invoke-virtual {v2, v1}, Ljava/lang/String;->equals(Ljava/lang/Object;)Z
    move-result v1
    if-eqz v1, :next
    invoke-static {}, Lpi/Api;->imei()V
    :next
    const-string v1, "agree_time"
    const-string v2, ""
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getString(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v1
    invoke-static {v1}, Landroid/text/TextUtils;->isEmpty(Ljava/lang/CharSequence;)Z
    move-result v1
    if-nez v1, :end
    sget-object v0, Landroid/os/Build;->SERIAL:Ljava/lang/String;
    :end
    return-void
.end method
