//! The language, by example.

use proptest::prelude::*;

use super::*;
use crate::facts::{AppFacts, DexFile, UsesPermission, UsesPermissionKind};
use crate::judge::subjects::{View, kind};
use crate::judge::{AppContext, identify};
use crate::signatures::Signatures;

fn asked(name: &str) -> UsesPermission {
    UsesPermission {
        name: name.into(),
        kind: UsesPermissionKind::UsesPermission,
        max_sdk: None,
        never_for_location: false,
    }
}

/// Two permissions, readable code if asked for, no policy but an address.
fn app(readable: bool) -> AppFacts {
    let mut facts = AppFacts::default();
    facts.manifest.label.default = Some("宝宝识字".into());
    facts.manifest.target_sdk = Some(30);
    facts.manifest.uses_permissions = vec![
        asked("android.permission.CAMERA"),
        asked("android.permission.INTERNET"),
    ];
    if readable {
        facts.code.dex_files = vec![DexFile::default()];
    }
    facts.policy.urls = vec![crate::facts::Located {
        value: "https://example.com/privacy".into(),
        location: "classes.dex".into(),
    }];
    facts
}

#[test]
fn conditions_come_out_in_three_ways() {
    let set = Signatures::builtin();
    let context = AppContext::default();
    let yes = Truth::Yes;
    let no = Truth::No;
    let (code, policy) = (Truth::Unknown(Reason::Code), Truth::Unknown(Reason::Policy));
    for (readable, condition, expected) in [
        (true, "app.target_sdk == 30", yes),
        (true, "30 <= app.target_sdk", yes),
        (true, "app.target_sdk in [29, 30]", yes),
        (true, "app.target_sdk not in [29, 30]", no),
        (true, "app.min_sdk < 99", no),
        (true, "app.min_sdk != 5", yes),
        (true, "app.label contains ['儿童', '宝宝']", yes),
        (true, "app.label contains '成人'", no),
        (true, "not not app.launcher or true and false", no),
        (
            true,
            "any(permission: permission.name == 'android.permission.CAMERA')",
            yes,
        ),
        (true, "all(permission: permission.must_be_told)", no),
        (
            true,
            "count(permission) == 2 and count(permission: permission.must_be_told) < 2",
            yes,
        ),
        (
            true,
            "any(permission: permission.protection == dangerous and any(component: component.launcher))",
            no,
        ),
        // Lists that rest on code are complete only where code could be read.
        (true, "any(sdk: sdk.embedded)", no),
        (false, "any(sdk: sdk.embedded)", code),
        (false, "count(sdk) > 2", code),
        (false, "all(sdk: sdk.embedded)", code),
        (false, "false and any(sdk)", no),
        (false, "true or any(sdk)", yes),
        // Silence means something only in a policy that could be read.
        (true, "policy.rights.delete", policy),
        (true, "not policy.rights.delete.denied", policy),
        (true, "policy.cross_border == transfers", policy),
        (true, "policy.complaint.response_days > 15", policy),
        (true, "policy.found", policy),
        (true, "policy.readable", no),
        (true, "any(permission: permission.in_policy == no)", policy),
        (
            true,
            "any(permission: permission.must_be_told and permission.in_policy == no and false)",
            no,
        ),
    ] {
        let facts = app(readable);
        let case = identify::identify(&facts, &set);
        let view = View::new(&case, &context);
        let node = compile(condition, kind("app").unwrap())
            .unwrap_or_else(|error| panic!("{condition}: {error}"));
        assert_eq!(Walk::new(&view).holds(&node, 0), expected, "{condition}");
    }
}

#[test]
fn faults_are_told_with_place_and_way_out() {
    for (condition, at, message, help) in [
        (
            "app.lable == 'x'",
            "app.lable",
            "no field `lable`",
            "app.label",
        ),
        (
            "sdk.embedded",
            "sdk.embedded",
            "no `sdk` here",
            "each = \"sdk\"",
        ),
        (
            "any(sdk: sdk.in_policy == nope)",
            "nope",
            "not one of its words",
            "did you mean `no`",
        ),
        (
            "any(sdk: sdk.in_policy == 'no')",
            "'no'",
            "cannot be compared",
            "without quotes",
        ),
        (
            "app.label > 3",
            "app.label",
            "only numbers have an order",
            "",
        ),
        (
            "app.target_sdk",
            "app.target_sdk",
            "no condition by itself",
            "compare it",
        ),
        (
            "app.target_sdk == 'x'",
            "'x'",
            "a number cannot be compared with a text",
            "",
        ),
        (
            "any(sdkk: true)",
            "sdkk",
            "no kind of subject",
            "did you mean `sdk`",
        ),
        ("any(app: true)", "app", "no kind of subject", ""),
        ("app.launcher and", "", "expected here", ""),
        ("(app.launcher", "", "`)` is expected", ""),
        (
            "app.launcher app.launcher",
            "app.launcher",
            "complete before this",
            "join",
        ),
        ("app.label == 'x", "'x", "no closing quote", ""),
        ("app.launcher & true", "&", "no meaning", ""),
        (
            "any(sdk: any(permission: any(call: true)))",
            "call",
            "not deeper",
            "",
        ),
        (
            "policy.rights.delet",
            "policy.rights.delet",
            "no field `rights.delet`",
            "rights.delete",
        ),
        ("app.label contains 3", "3", "a text is expected", ""),
        ("'x' in app.label", "app.label", "needs a list", ""),
    ] {
        let error = compile(condition, kind("app").unwrap()).expect_err(condition);
        assert!(error.message.contains(message), "{condition}: {error}");
        assert!(
            error.help.as_deref().unwrap_or_default().contains(help),
            "{condition}: {:?}",
            error.help
        );
        let place = condition.get(error.span.clone()).unwrap_or_default();
        assert_eq!(place, at, "{condition}: {:?}", error.span);
    }
}

#[test]
fn nesting_and_length_are_bounded() {
    let kind = kind("app").unwrap();
    let deep = format!("{}true{}", "(".repeat(5_000), ")".repeat(5_000));
    assert!(compile(&deep, kind).is_err());
    let deep = format!("{}true", "not ".repeat(400));
    assert!(compile(&deep, kind).is_err());
    let long = format!("true{}", " or true".repeat(10_000));
    assert!(compile(&long, kind).is_err());
}

#[test]
fn every_field_can_be_read_of_an_empty_app() {
    let set = Signatures::builtin();
    let facts = AppFacts::default();
    let context = AppContext::default();
    let case = identify::identify(&facts, &set);
    let view = View::new(&case, &context);
    for kind in crate::judge::subjects::KINDS {
        for field in kind.fields {
            // An index that exists, and one that does not.
            let _ = ((field.get)(&view, 0), (field.get)(&view, 9_999));
        }
        let _ = (
            (kind.key)(&view, 9_999),
            (kind.label)(&view, 9_999),
            (kind.evidence)(&view, 9_999),
        );
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[a-z_.()<>=!'\"\\[\\], :0-9 公-息]{0,80}") {
        if let Err(error) = compile(&text, kind("app").unwrap()) {
            prop_assert!(error.span.start <= error.span.end);
            prop_assert!(error.span.end <= text.len());
        }
    }
}
