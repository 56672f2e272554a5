//! From facts to a [`Case`]: SDKs, owners, packers, permissions.

use crate::facts::{AppFacts, Area, Limitation, Located};
use crate::policy::is_of_sdk;
use crate::signatures::Signatures;

use super::calls::{self, Attributed};
use super::consent::Switches;
use super::ownership::{OwnerKind, Ownership};
use super::packers::FoundPacker;
use super::permissions::InPolicy;
use super::{Case, packers, permissions, sdks};

/// Identifies all that checks look at.
pub(super) fn identify<'a>(facts: &'a AppFacts, set: &'a Signatures) -> Case<'a> {
    let packers = packers::found(facts, set);
    let mut limitations = facts.limitations.clone();
    limitations.extend(packers.iter().map(FoundPacker::hides));
    let ownership = Ownership::new(facts, set);
    limitations.extend(loads_code(facts, &ownership));
    limitations.sort();
    limitations.dedup();
    let readable =
        !facts.code.dex_files.is_empty() && !limitations.iter().any(|l| l.area == Area::Code);
    let switches = Switches::new(facts, set, &ownership, readable);
    let Attributed { calls, incidental } = calls::attribute(facts, set, &ownership, &switches);
    let permissions = permissions::requested(facts, set, &calls, &ownership, readable);
    let mut sdks = sdks::embedded(facts, set, readable);
    for sdk in &mut sdks {
        sdk.consent = switches.consent(&sdk.id);
        // Its own name, or one that stands for it; the best of them counts.
        let stand_ins = &set.sdks[sdk.index].named_with;
        let names = stand_ins
            .iter()
            .map(String::as_str)
            .chain([sdk.id.as_str()]);
        sdk.in_policy = names
            .map(|id| in_policy(facts, id))
            .min()
            .unwrap_or(InPolicy::NoPolicy);
    }
    let policy_urls = facts.policy.urls.iter();
    let policy_urls = policy_urls
        .filter(|url| may_be_the_apps(url, set, &ownership))
        .collect();
    Case {
        facts,
        set,
        sdks,
        permissions,
        calls,
        incidental,
        packers,
        limitations,
        policy_urls,
    }
}

fn in_policy(facts: &AppFacts, id: &str) -> InPolicy {
    let Some(declarations) = &facts.policy.declarations else {
        return InPolicy::NoPolicy;
    };
    let third = &declarations.third_party;
    if third
        .sdk_list
        .iter()
        .any(|row| row.sdk.as_deref() == Some(id))
    {
        InPolicy::Yes
    } else if third.mentions.iter().any(|mention| mention.sdk == id) {
        InPolicy::Broad
    } else {
        InPolicy::No
    }
}

/// Whether the address of a policy may be that of the app's: what stands in an SDK's
/// code is its vendor's, and so is what leads to a vendor's host from code that is not
/// the app's own.
fn may_be_the_apps(url: &Located, set: &Signatures, ownership: &Ownership) -> bool {
    match ownership.at(&url.location) {
        None | Some(OwnerKind::App) => true,
        Some(OwnerKind::Unknown) => !is_of_sdk(&url.value, &set.sdk_index),
        Some(OwnerKind::Sdk | OwnerKind::Library) => false,
    }
}

/// The app's own code that loads DEX at run time. An
/// SDK that does (advertisements, hot fixes) hides its own plug-ins and leaves
/// the app's code in sight.
fn loads_code(facts: &AppFacts, ownership: &Ownership) -> Option<Limitation> {
    let loaders = &facts.code.opacity.dex_loaders;
    let own = loaders.iter().find(|loader| {
        let owner = ownership.of(&loader.class, &[]);
        matches!(owner.kind, OwnerKind::App)
    })?;
    Some(Limitation {
        area: Area::Code,
        code: "dynamic-loading".into(),
        location: format!("{}.{}", own.class, own.method),
        detail: "DexClassLoader".into(),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use serde_json::{Value, json};

    use super::*;
    use crate::facts::Startup;
    use crate::judge::{ConsentState, Used};

    static SET: LazyLock<Signatures> = LazyLock::new(Signatures::builtin);

    /// Facts of an app whose one DEX was read whole.
    fn facts(manifest: Value, code: Value) -> AppFacts {
        let mut facts = AppFacts {
            manifest: serde_json::from_value(manifest).unwrap(),
            code: serde_json::from_value(code).unwrap(),
            ..AppFacts::default()
        };
        facts.code.dex_files.push(crate::facts::DexFile::default());
        facts
    }

    fn method(class: &str, name: &str) -> Value {
        json!({ "class": class, "method": name, "descriptor": "()V" })
    }

    fn call(api: &str, class: &str, confidence: &str, neighbours: Value) -> Value {
        json!({
            "api": api, "constant": null, "caller": method(class, "f"), "dex": "classes.dex",
            "sites": 1, "confidence": confidence, "startup": "yes",
            "path": [{ "class": class, "method": "f", "descriptor": "()V", "edge": "root" }],
            "guard": null, "neighbours": neighbours,
        })
    }

    fn switch(sdk: &str, class: &str, name: &str, effect: &str, flag: Option<bool>) -> Value {
        json!({
            "sdk": sdk, "class": class, "name": name, "effect": effect, "flag": flag,
            "caller": method("com.example.app.App", "onCreate"), "dex": "classes.dex",
            "startup": "yes", "root": "application", "path": [], "guard": null,
        })
    }

    #[test]
    fn a_switch_holds_an_sdk_back() {
        const AUTH: &str = "cn.jiguang.api.utils.JCollectionAuth";
        const PUSH: &str = "cn.jpush.android.api.JPushInterface";
        let read = call(
            "settings.android-id",
            "cn.jpush.android.Reader",
            "high",
            json!([]),
        );
        let deny = switch(
            "jiguang-core",
            AUTH,
            "setAuth",
            "grants-or-denies",
            Some(false),
        );
        let agree = switch(
            "jiguang-core",
            AUTH,
            "setAuth",
            "grants-or-denies",
            Some(true),
        );
        let start = switch("jpush", PUSH, "init", "starts", None);
        for (switches, startup, state) in [
            (json!([]), Startup::Yes, ConsentState::NeverCalled),
            (json!([deny]), Startup::Guarded, ConsentState::HeldBack),
            (json!([agree]), Startup::Yes, ConsentState::StartsAtStartup),
            (
                json!([deny, start]),
                Startup::Yes,
                ConsentState::StartsAtStartup,
            ),
        ] {
            let packages = json!([{
                "name": "cn.jpush.android", "classes": 9, "substantial": 9, "dex": "classes.dex"
            }]);
            let code = json!({ "calls": [read], "switches": switches, "packages": packages });
            let facts = facts(json!({ "package": "com.example.app" }), code);
            let case = identify(&facts, &SET);
            let caller = &case.calls[0].callers[0];
            assert_eq!(caller.startup, startup, "{switches}");
            assert_eq!(caller.guard.is_some(), startup == Startup::Guarded);
            let sdk = case.sdks.iter().find(|sdk| sdk.id == "jpush").unwrap();
            assert_eq!(sdk.consent.state, state, "{switches}");
            let told = sdk.consent.remedy.is_some();
            assert_eq!(told, state != ConsentState::HeldBack);
        }
    }

    #[test]
    fn owners_of_renamed_code() {
        for (class, neighbours, owner, how) in [
            (
                "a.b.C",
                json!([["cn.jpush.android.a", 6]]),
                "jpush",
                "call-graph neighbourhood",
            ),
            (
                "a.b.C",
                json!([["androidx.core.app", 90], ["com.example.app.ui", 2]]),
                "com.example.app",
                "call-graph neighbourhood",
            ),
            ("a.b.C", json!([["androidx.core.app", 90]]), "a.b", "none"),
            (
                "com.example.app.C",
                json!([["cn.jpush.android.a", 6]]),
                "com.example.app",
                "package",
            ),
        ] {
            let read = call("settings.android-id", class, "high", neighbours.clone());
            let facts = facts(
                json!({ "package": "com.example.app" }),
                json!({ "calls": [read] }),
            );
            let case = identify(&facts, &SET);
            let found = &case.calls[0].owner;
            assert_eq!((found.id.as_str(), found.how), (owner, how), "{neighbours}");
        }
    }

    #[test]
    fn uses_of_permissions() {
        const BOOT: &str = "android.permission.RECEIVE_BOOT_COMPLETED";
        const BODY: &str = "android.permission.BODY_SENSORS";
        const LOCATION: &str = "android.permission.FOREGROUND_SERVICE_LOCATION";
        let receiver = |action: &str| {
            json!({
                "kind": "receiver", "name": "com.example.app.R", "enabled": true,
                "exported": null, "process": null, "permission": null, "target": null,
                "intent_filters": [{ "actions": [action] }],
            })
        };
        let service = |types: Value| {
            json!({
                "kind": "service", "name": "com.example.app.S", "enabled": true,
                "exported": null, "process": null, "permission": null, "target": null,
                "foreground_service_types": types,
            })
        };
        let heart = |confidence| {
            json!([call(
                "sensor.get-heart-sensor",
                "com.example.app.C",
                confidence,
                json!([])
            )])
        };
        for (name, component, calls, used) in [
            (
                BOOT,
                receiver("android.intent.action.BOOT_COMPLETED"),
                json!([]),
                Used::Yes,
            ),
            (BOOT, receiver("com.example.OTHER"), json!([]), Used::No),
            (LOCATION, service(json!(["location"])), json!([]), Used::Yes),
            (LOCATION, service(json!(["camera"])), json!([]), Used::No),
            (BODY, service(json!([])), heart("high"), Used::Yes),
            (BODY, service(json!([])), heart("low"), Used::Unknown),
            (BODY, service(json!([])), json!([]), Used::No),
        ] {
            let asked = json!([{ "name": name, "kind": "uses-permission", "max_sdk": null }]);
            let facts = facts(
                json!({
                    "package": "com.example.app",
                    "uses_permissions": asked,
                    "components": [component],
                }),
                json!({ "calls": calls }),
            );
            let case = identify(&facts, &SET);
            assert_eq!(case.permissions[0].used, used, "{name} {component} {calls}");
            let accuses = case.calls.iter().any(|call| call.pi_type.is_some());
            assert_eq!(accuses, calls == heart("high"));
        }
    }

    #[test]
    fn own_code_that_loads_dex_is_told() {
        for (class, want) in [
            ("com.example.app.Loader", true),
            ("com.tencent.tinker.loader.TinkerDexLoader", false),
        ] {
            let code = json!({ "opacity": { "dex_loaders": [method(class, "load")] } });
            let facts = facts(json!({ "package": "com.example.app" }), code);
            let case = identify(&facts, &SET);
            let told = case.limitations.iter().any(|l| l.code == "dynamic-loading");
            assert_eq!(told, want, "{class}");
        }
    }
}
