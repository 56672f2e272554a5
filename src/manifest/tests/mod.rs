//! The same app in every encoding gives the same facts.

mod damage;
mod encodings;
mod icon;

use super::element::Attr;
use super::element::attr::*;
use super::fixtures::*;
use super::*;
use crate::facts::{ComponentKind, UsesPermissionKind};
use crate::limits::Limits;
use crate::package::fixtures::Zip;
use crate::package::from_bytes;

fn a(attribute: Attr, value: Val) -> (u32, &'static str, Val) {
    (attribute.id, attribute.name, value)
}

fn named(tag: &'static str, name: &'static str) -> Node {
    node(tag, &[a(NAME, Val::Str(name))], vec![])
}

const APP_NAME: u32 = 0x7f01_0000;
const KEY: u32 = 0x7f01_0001;
const ALIAS: u32 = 0x7f01_0002;
const VERSION: u32 = 0x7f02_0000;
const IS_ENABLED: u32 = 0x7f03_0000;
const PATHS: u32 = 0x7f04_0000;

const NAMES: [(u32, &str); 6] = [
    (APP_NAME, "string/app_name"),
    (KEY, "string/key"),
    (ALIAS, "string/alias"),
    (VERSION, "integer/version"),
    (IS_ENABLED, "bool/enabled"),
    (PATHS, "xml/paths"),
];

fn resources() -> Vec<Resource> {
    vec![
        (
            "string",
            "app_name",
            vec![
                ("en-GB", Val::Str("Notice GB")),
                ("zh-TW", Val::Str("通報")),
                ("zh", Val::Str("通报")),
                ("", Val::Str("Notice")),
                ("en", Val::Str("Notice en")),
            ],
        ),
        ("string", "key", vec![("", Val::Str("secret"))]),
        ("string", "alias", vec![("", Val::Ref(APP_NAME))]),
        ("integer", "version", vec![("", Val::Int(12_451_000))]),
        ("bool", "enabled", vec![("", Val::Bool(false))]),
        ("xml", "paths", vec![("", Val::Str("res/xml/paths.xml"))]),
        ("raw", "privacy", vec![("", Val::Str("r/a/b.html"))]),
    ]
}

fn manifest() -> Node {
    let launcher = node(
        "intent-filter",
        &[a(PRIORITY, Val::Int(-5_i32 as u32))],
        vec![
            named("action", "android.intent.action.MAIN"),
            named("category", "android.intent.category.LAUNCHER"),
            node(
                "data",
                &[
                    a(HOST, Val::Str("example.com")),
                    a(SCHEME, Val::Str("https")),
                    a(PORT, Val::Str("8080")),
                ],
                vec![],
            ),
        ],
    );
    let meta = |name, value| node("meta-data", &[a(NAME, Val::Str(name)), value], vec![]);
    let application = node(
        "application",
        &[
            a(LABEL, Val::Ref(ALIAS)),
            a(NAME, Val::Str(".App")),
            a(DEBUGGABLE, Val::Bool(true)),
            a(ALLOW_BACKUP, Val::Bool(false)),
            a(PROCESS, Val::Str(":main")),
        ],
        vec![
            node(
                "activity",
                &[a(NAME, Val::Str("Main")), a(EXPORTED, Val::Bool(true))],
                vec![launcher.clone()],
            ),
            node(
                "activity-alias",
                &[
                    a(NAME, Val::Str("com.other.Alias")),
                    a(TARGET_ACTIVITY, Val::Str(".Main")),
                    a(ENABLED, Val::Ref(IS_ENABLED)),
                ],
                vec![],
            ),
            node(
                "service",
                &[
                    a(NAME, Val::Str(".Push")),
                    a(FOREGROUND_SERVICE_TYPE, Val::Hex(0x48)),
                    a(PERMISSION, Val::Str("a.b.P")),
                    a(PROCESS, Val::Str(":push")),
                ],
                vec![],
            ),
            node(
                "provider",
                &[
                    a(NAME, Val::Str(".Files")),
                    a(AUTHORITIES, Val::Str("a.b.files;a.b.other")),
                ],
                vec![meta("paths", a(RESOURCE, Val::Ref(PATHS)))],
            ),
            meta("key", a(VALUE, Val::Ref(KEY))),
            meta("version", a(VALUE, Val::Ref(VERSION))),
            meta("number", a(VALUE, Val::Int(7))),
            named("uses-library", "org.apache.http.legacy"),
        ],
    );
    let permission = |tag, name, more: &[(u32, &'static str, Val)]| {
        node(tag, &[&[a(NAME, Val::Str(name))], more].concat(), vec![])
    };
    node(
        "manifest",
        &[
            a(PACKAGE, Val::Str("com.example")),
            a(VERSION_CODE, Val::Int(3)),
            a(VERSION_CODE_MAJOR, Val::Int(1)),
            a(VERSION_NAME, Val::Str("1.0 & <beta>")),
            a(COMPILE_SDK_VERSION, Val::Int(34)),
        ],
        vec![
            node(
                "uses-sdk",
                &[
                    a(MIN_SDK_VERSION, Val::Int(21)),
                    a(TARGET_SDK_VERSION, Val::Int(33)),
                ],
                vec![],
            ),
            permission("uses-permission", "z.B", &[]),
            permission("uses-permission", "z.B", &[]),
            permission(
                "uses-permission",
                "z.A",
                &[
                    a(MAX_SDK_VERSION, Val::Int(28)),
                    a(USES_PERMISSION_FLAGS, Val::Hex(0x1_0000)),
                ],
            ),
            permission("uses-permission-sdk-23", "z.C", &[]),
            permission("uses-permission-sdk-m", "z.D", &[]),
            permission(
                "permission",
                "a.b.P",
                &[a(PROTECTION_LEVEL, Val::Hex(0x12))],
            ),
            permission(
                "uses-feature",
                "android.hardware.nfc",
                &[a(REQUIRED, Val::Bool(false))],
            ),
            node(
                "uses-feature",
                &[a(GL_ES_VERSION, Val::Hex(0x2_0000))],
                vec![],
            ),
            node(
                "queries",
                &[],
                vec![
                    named("package", "com.tencent.mm"),
                    node(
                        "intent",
                        &[],
                        vec![named("action", "android.intent.action.VIEW")],
                    ),
                    node("provider", &[a(AUTHORITIES, Val::Str("x.y"))], vec![]),
                ],
            ),
            application,
        ],
    )
}

fn read_zip(zip: &Zip) -> Result<(Manifest, Resources, Package), PackageError> {
    let package = from_bytes("a.apk", zip.build(), &Limits::default())?;
    let (manifest, resources) = read(&package)?;
    Ok((manifest, resources, package))
}

fn compiled(style: Style) -> Zip {
    let table = arsc(0x7f, &resources(), Packing::Plain, style.utf16);
    Zip::default()
        .deflated(MANIFEST, &axml(&manifest(), style))
        .stored("resources.arsc", &table)
}

#[test]
fn everything_that_a_manifest_says() {
    let (found, _, package) = read_zip(&compiled(Style::default())).unwrap();
    assert_eq!(found.package, "com.example");
    assert_eq!(found.version_code, Some(1 << 32 | 3));
    assert_eq!(found.version_name.as_deref(), Some("1.0 & <beta>"));
    assert_eq!(
        (found.min_sdk, found.target_sdk, found.compile_sdk),
        (Some(21), Some(33), Some(34))
    );
    assert_eq!(found.label.default.as_deref(), Some("Notice"));
    assert_eq!(found.label.zh.as_deref(), Some("通报"));
    assert_eq!(found.label.en.as_deref(), Some("Notice en"));

    let permissions: Vec<_> = found
        .uses_permissions
        .iter()
        .map(|p| (p.name.as_str(), p.kind, p.max_sdk, p.never_for_location))
        .collect();
    use UsesPermissionKind::*;
    assert_eq!(
        permissions,
        [
            ("z.A", UsesPermission, Some(28), true),
            ("z.B", UsesPermission, None, false),
            ("z.C", UsesPermissionSdk23, None, false),
            ("z.D", UsesPermissionSdkM, None, false),
        ]
    );
    assert_eq!(
        found.permissions[0].protection_level,
        "signature|privileged"
    );
    let features: Vec<_> = found
        .features
        .iter()
        .map(|f| (f.name.as_str(), f.required))
        .collect();
    assert_eq!(
        features,
        [
            ("android.hardware.nfc", false),
            ("glEsVersion 0x00020000", true)
        ]
    );
    assert_eq!(found.queries.packages, ["com.tencent.mm"]);
    assert_eq!(
        found.queries.intents[0].actions,
        ["android.intent.action.VIEW"]
    );
    assert_eq!(found.queries.providers, ["x.y"]);

    assert_eq!(found.application.class.as_deref(), Some("com.example.App"));
    assert_eq!(found.application.debuggable, Some(true));
    assert_eq!(found.application.allow_backup, Some(false));
    assert_eq!(found.application.cleartext_traffic, None);
    assert_eq!(found.application.process.as_deref(), Some(":main"));

    let [activity, alias, service, provider] = &found.components[..] else {
        panic!("{:?}", found.components);
    };
    assert_eq!(
        (activity.kind, activity.name.as_str()),
        (ComponentKind::Activity, "com.example.Main")
    );
    assert!(activity.is_launcher() && activity.exported == Some(true));
    assert_eq!(activity.intent_filters[0].priority, -5);
    assert_eq!(
        activity.intent_filters[0].data,
        ["scheme=https host=example.com port=8080"]
    );
    assert_eq!(
        (alias.enabled, alias.target.as_deref()),
        (false, Some("com.example.Main"))
    );
    assert_eq!(service.foreground_service_types, ["location", "camera"]);
    assert_eq!(service.permission.as_deref(), Some("a.b.P"));
    assert_eq!(provider.authorities, ["a.b.files", "a.b.other"]);
    assert_eq!(provider.meta_data[0].resource.as_deref(), Some("xml/paths"));

    let meta: Vec<_> = found
        .meta_data
        .iter()
        .map(|m| (m.name.as_str(), m.value.as_deref()))
        .collect();
    assert_eq!(
        meta,
        [
            ("key", Some("secret")),
            ("number", Some("7")),
            ("version", Some("12451000"))
        ]
    );
    assert_eq!(found.uses_libraries, ["org.apache.http.legacy"]);
    assert_eq!(
        (package.anomalies(), package.limitations()),
        (vec![], vec![])
    );
}
