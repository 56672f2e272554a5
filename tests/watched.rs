//! The built-in signatures, held to code: what a call is taken for, and what
//! one that only looks like it is not.

mod support;

use tongbao::dex::{DexInput, EntryPoints, analyse};
use tongbao::facts::{Code, SwitchMeaning};
use tongbao::limits::Limits;
use tongbao::signatures::Signatures;

use support::assemble;

/// The code of one method for each body, named `m0`, `m1` and so on; `None` if
/// there is no assembler here.
fn code<'b>(bodies: impl Iterator<Item = &'b str>) -> Option<Code> {
    let mut class = String::from(".class public La/Calls;\n.super Ljava/lang/Object;\n");
    for (number, body) in bodies.enumerate() {
        class.push_str(&format!(
            ".method public static m{number}()V\n.registers 4\n{body}\nreturn-void\n.end method\n"
        ));
    }
    let input = DexInput {
        path: "classes.dex".into(),
        bytes: assemble([class].iter())?,
        loaded_by_android: true,
    };
    let (set, entry) = (Signatures::builtin(), EntryPoints::default());
    Some(analyse(vec![input], &entry, set.watch(), &Limits::default()).0)
}

#[test]
fn a_constant_decides_what_is_read() {
    const FILE: &str = "new-instance v1, Ljava/io/File;
        invoke-direct {v1, v0}, Ljava/io/File;-><init>(Ljava/lang/String;)V";
    const OPS: &str = "const/4 v1, 0x0
        invoke-virtual {v1, v0, v1, v0}, Landroid/app/AppOpsManager;->checkOpNoThrow(Ljava/lang/String;ILjava/lang/String;)I";
    const UNSAFE_OPS: &str = "const/4 v1, 0x0
        invoke-virtual {v1, v0, v1, v0}, Landroid/app/AppOpsManager;->unsafeCheckOpNoThrow(Ljava/lang/String;ILjava/lang/String;)I";
    // Constant, what is done with it, the APIs.
    let cases = [
        ("/sdcard/Android/data", FILE, &["file.android-data"][..]),
        (
            "/sdcard/Android/data/com.tencent.mm",
            FILE,
            &["file.android-data"],
        ),
        (
            "/sdcard/Android/data/.um/sysid.dat",
            FILE,
            &["file.android-data-hidden"],
        ),
        (
            "android:get_usage_stats",
            OPS,
            &["app-ops-usage.check-op-no-throw"],
        ),
        (
            "android:get_usage_stats",
            UNSAFE_OPS,
            &["app-ops-usage.unsafe-check-op-no-throw"],
        ),
        ("android:fine_location", OPS, &[]),
        ("android:system_alert_window", UNSAFE_OPS, &[]),
    ];
    let bodies =
        cases.map(|(constant, then, _)| format!("const-string v0, \"{constant}\"\n{then}"));
    let Some(code) = code(bodies.iter().map(String::as_str)) else {
        return;
    };
    let mut wrong = Vec::new();
    for (number, (constant, _, expected)) in cases.iter().enumerate() {
        let found: Vec<&str> = code
            .calls
            .iter()
            .filter(|call| call.caller.method == format!("m{number}"))
            .map(|call| call.api.as_str())
            .filter(|api| api.starts_with("file.") || api.starts_with("app-ops-usage."))
            .collect();
        if found != *expected {
            wrong.push((constant, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let set = Signatures::builtin();
    for (id, gives) in [
        ("file.android-data", "installed_apps"),
        ("file.android-data-hidden", "storage"),
    ] {
        let api = set.apis.iter().find(|api| api.id == id);
        assert_eq!(
            api.and_then(|api| api.pi_type.as_deref()),
            Some(gives),
            "{id}"
        );
    }
}

#[test]
fn starts_of_sdks_are_told() {
    use SwitchMeaning::{GrantsOrDenies, Starts};
    let cases = [
        (
            "tencent-bugly",
            "com/tencent/bugly/library/Bugly;->init(Ljava/lang/Object;)V",
            Starts,
            None,
        ),
        (
            "beizi",
            "com/beizi/fusion/BeiZis;->init(Ljava/lang/Object;)V",
            Starts,
            None,
        ),
        (
            "jd-ads",
            "com/jd/ad/sdk/JadYunSdk;->init(Ljava/lang/Object;)V",
            Starts,
            None,
        ),
        (
            "jd-ads",
            "com/jd/ad/sdk/bl/initsdk/JADYunSdk;->init(Ljava/lang/Object;)V",
            Starts,
            None,
        ),
        (
            "alimama-tanx",
            "com/alimm/tanx/ui/TanxSdk;->init(Ljava/lang/Object;)V",
            Starts,
            None,
        ),
        (
            "octopus-ads",
            "com/octopus/ad/Octopus;->init(Ljava/lang/Object;)V",
            Starts,
            None,
        ),
        (
            "sigmob",
            "com/windmill/sdk/WindMillAd;->startWithAppId(Ljava/lang/Object;)V",
            Starts,
            None,
        ),
        (
            "fly-verify",
            "cn/fly/FlySDK;->submitPolicyGrantResult(Z)V",
            GrantsOrDenies,
            Some(true),
        ),
        (
            "fly-verify",
            "cn/fly/FlySDK;->submitPolicyGrantResult(Ljava/lang/Object;Z)V",
            GrantsOrDenies,
            Some(true),
        ),
    ];
    let bodies = cases.map(|(_, call, ..)| {
        let registers = match call.contains("Object;Z") {
            true => "v0, v1",
            false if call.contains("(Z)") => "v1",
            false => "v0",
        };
        format!("const/4 v0, 0x0\nconst/4 v1, 0x1\ninvoke-static {{{registers}}}, L{call}")
    });
    let Some(code) = code(bodies.iter().map(String::as_str)) else {
        return;
    };
    let is_told = |number: usize, sdk, effect, flag| {
        code.switches.iter().any(|switch| {
            switch.caller.method == format!("m{number}")
                && (switch.sdk == sdk && switch.effect == effect && switch.flag == flag)
        })
    };
    let missing: Vec<&str> = cases
        .into_iter()
        .enumerate()
        .filter(|&(number, (sdk, _, effect, flag))| !is_told(number, sdk, effect, flag))
        .map(|(_, (_, call, ..))| call)
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
