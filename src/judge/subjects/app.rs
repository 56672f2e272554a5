//! The app, its permissions and its components.

use crate::facts::{Component, ComponentKind, Manifest, Startup, is_seen};
use crate::judge::condition::{Kind, Reason, Type, Value};
use crate::judge::evidence::{both, request, seen};
use crate::judge::ownership::{OwnerKind, Ownership};
use crate::judge::permissions::{RequestedPermission, Used};
use crate::judge::unrelated_permissions;
use crate::judge::verdict::{Evidence, EvidenceKind};
use crate::signatures::model::{Bilingual, Protection};

use super::{KEPT, NAMED, View, fields};

const PROTECTIONS: &[&str] = &["normal", "dangerous", "special", "signature", "unknown"];
const USED: &[&str] = &["yes", "no", "unknown"];
const COMPONENTS: &[&str] = &[
    "activity",
    "activity-alias",
    "service",
    "receiver",
    "provider",
];
pub(super) const OWNERS: &[&str] = &["app", "sdk", "library", "unknown"];

pub(super) fn owner(kind: OwnerKind) -> &'static str {
    match kind {
        OwnerKind::App => "app",
        OwnerKind::Sdk => "sdk",
        OwnerKind::Library => "library",
        OwnerKind::Unknown => "unknown",
    }
}

fn one<'v>(view: &'v View<'v>, _: usize) -> Option<&'v Manifest> {
    Some(&view.facts().manifest)
}

/// The app as a whole.
pub(super) static APP: Kind = Kind {
    name: "app",
    about: ("应用本身", "the app as a whole"),
    single: true,
    areas: &[],
    fields: fields![one;
        "package", Type::Text, "包名", "application id",
            |_, m| Value::Text(m.package.as_str().into());
        "label", Type::Text, "应用名称（中文优先）", "label, Chinese first",
            |_, m| Value::text(m.label.best(true));
        "description", Type::Text, "清单中的应用说明（中文优先）", "description in the manifest, Chinese first",
            |_, m| Value::text(m.description.best(true));
        "version", Type::Text, "版本名称", "version name",
            |_, m| Value::text(m.version_name.as_deref());
        "target_sdk", Type::Number, "targetSdkVersion；未写明的不等于任何值", "targetSdkVersion; absent equals nothing",
            |_, m| Value::number(m.target_sdk);
        "min_sdk", Type::Number, "minSdkVersion", "minSdkVersion",
            |_, m| Value::number(m.min_sdk);
        "type", Type::Number, "国信办秘字〔2021〕14号的应用类型序号，1至39，由用户或上架资料告知；未告知的不等于任何值", "app type of 国信办秘字〔2021〕14号, 1 to 39, told by the user or the store's listing; absent where nobody told it",
            |view, _| Value::number(view.app_type.as_ref().filter(|t| t.told).map(|t| t.kind.number));
        "likely_type", Type::Name, "国信办秘字〔2021〕14号的应用类型名称：用户或上架资料告知的，或据名称、说明、商店分类、组件和 SDK 推断的；推断不出的不等于任何值", "name of its common type, told by the user or the listing, or inferred from name, description, the store's category, components and SDKs; absent where none can be inferred",
            |view, _| view.app_type.as_ref().map_or(Value::Absent, |t| Value::Name(std::borrow::Cow::Borrowed(&t.kind.name)));
        "launcher", Type::Truth, "有启用的桌面启动入口", "an enabled launcher entry exists",
            |_, m| Value::Truth(m.components.iter().any(|c| c.enabled && c.is_launcher()));
        "name_blank", Type::Truth, "应用名称为空白或仅含不可见字符", "the label is blank or invisible",
            |_, m| Value::Truth(m.label.best(true).is_some_and(|label| !is_seen(label)));
        "debuggable", Type::Truth, "可调试", "debuggable",
            |_, m| Value::Truth(m.application.debuggable == Some(true));
        "allow_backup", Type::Truth, "清单写明允许备份应用数据（allowBackup）", "allowBackup is set to true",
            |_, m| Value::Truth(m.application.allow_backup == Some(true));
        "cleartext", Type::Truth, "清单写明允许明文通信（usesCleartextTraffic）", "usesCleartextTraffic is set to true",
            |_, m| Value::Truth(m.application.cleartext_traffic == Some(true));
        "legacy_storage", Type::Truth, "要求旧版外部存储模式（requestLegacyExternalStorage）", "requestLegacyExternalStorage is set to true",
            |_, m| Value::Truth(m.application.legacy_external_storage == Some(true));
    ],
    count: |_| 1,
    key: |_, _| String::new(),
    label: |view, _| app_label(view),
    evidence: |view, _| {
        let label = app_label(view);
        let package = &view.facts().manifest.package;
        let named = match label.en.is_empty() {
            true => both(format!("应用 {package}"), format!("app {package}")),
            false => both(
                format!("应用“{}”（{package}）", label.zh),
                format!("app \"{}\" ({package})", label.en),
            ),
        };
        vec![seen(EvidenceKind::Component, named, "AndroidManifest.xml")]
    },
};

/// The icon. What could not be told is no finding: most icons are WebP, and
/// nearly all are seen.
pub(super) static ICON: Kind = Kind {
    name: "icon",
    about: (
        "应用图标：各启动入口的图标，没有入口的为应用的图标，含全部分辨率和配置",
        "the icon: those of all launcher entries, or the app's without any, in every configuration",
    ),
    single: true,
    areas: &[],
    fields: fields![one;
        "transparent", Type::Truth, "全部候选图标均为透明颜色、无可见像素的 PNG，或仅由透明颜色构成的图形；WebP、矢量图等未检查的为否", "every candidate is a transparent colour, a PNG without a visible pixel, or a shape of nothing else; false for what is not looked into, as WebP and vectors",
            |_, m| Value::Truth(m.unseen_icon.as_ref().is_some_and(|i| !i.adaptive));
        "layers_transparent", Type::Truth, "同上，但含自适应图标：各图层均透明，系统以黑色打底，只显示没有图案的色块", "the same with an adaptive icon among them: all layers are transparent, and the platform shows a black tile without a picture",
            |_, m| Value::Truth(m.unseen_icon.as_ref().is_some_and(|i| i.adaptive));
    ],
    count: |_| 1,
    key: |_, _| String::new(),
    label: |_, _| both("应用图标", "the icon"),
    evidence: |view, _| {
        let icon = view.facts().manifest.unseen_icon.as_ref();
        let drawn = icon.map_or(&[][..], |icon| &icon.drawn);
        drawn
            .iter()
            .take(KEPT)
            .map(|drawn| transparent(drawn))
            .collect()
    },
};

/// An entry of the package, or a colour that the manifest names.
fn transparent(drawn: &str) -> Evidence {
    let location = match drawn.starts_with(['#', '@']) {
        true => "AndroidManifest.xml",
        false => drawn,
    };
    seen(
        EvidenceKind::Component,
        both(
            format!("图标 {drawn} 没有可见像素"),
            format!("the icon {drawn} has no visible pixel"),
        ),
        location,
    )
}

fn app_label(view: &View) -> Bilingual {
    let label = &view.facts().manifest.label;
    both(
        label.best(true).unwrap_or_default(),
        label.best(false).unwrap_or_default(),
    )
}

fn permission<'v>(view: &'v View<'v>, index: usize) -> Option<&'v RequestedPermission<'v>> {
    view.case.permissions.get(index)
}

/// Permissions that the manifest asks for.
pub(super) static PERMISSION: Kind = Kind {
    name: "permission",
    about: ("清单申请的权限", "a permission that the manifest asks for"),
    single: false,
    areas: &[],
    fields: fields![permission;
        "name", Type::Text, "权限全名", "full name",
            |_, p| Value::Text(p.name.into());
        "label", Type::Name, "权限的通称", "what people call it",
            |_, p| match p.known {
                Some(known) => Value::Name(std::borrow::Cow::Borrowed(&known.label)),
                None => Value::Name(std::borrow::Cow::Owned(label(p))),
            };
        "protection", Type::Word(PROTECTIONS), "保护级别；dangerous 在运行时弹窗申请，special 在设置页授予", "protection; dangerous is asked for at run time, special on a settings page",
            |_, p| Value::Word(match p.known.map(|k| k.protection) {
                Some(Protection::Normal) => "normal",
                Some(Protection::Dangerous) => "dangerous",
                Some(Protection::Special) => "special",
                Some(Protection::Signature) => "signature",
                None => "unknown",
            });
        "must_be_told", Type::Truth, "可收集个人信息、须向用户明示的权限（GB/T 41391-2022 附录D 等）", "opens personal information, so that a policy must name it (GB/T 41391-2022 annex D and others)",
            |_, p| Value::Truth(p.must_be_told);
        "pi_types", Type::Texts, "可收集的个人信息种类（pi-types.toml 的编号）", "kinds of personal information that it opens (ids of pi-types.toml)",
            |_, p| Value::Texts(p.pi_types.iter().map(String::as_str).collect());
        "used", Type::Word(USED), "安装包内有无使用：yes、no；没有已知用法可供检索的为 unknown", "whether anything in the package uses it; unknown where no use of it is known to look for",
            |view, p| match p.used {
                Used::Yes => Value::Word("yes"),
                Used::No => Value::Word("no"),
                Used::Unknown => match view.limit(&[crate::facts::Area::Code]) {
                    Some(why) => Value::Unknown(why),
                    None => Value::Word("unknown"),
                },
            };
        "used_at_startup", Type::Truth, "使用该权限的调用在启动路径上可达，途中未见同意判断", "a call that needs it is reachable at start-up with no consent test seen on the way",
            |view, p| view.if_code(used_at_startup(view, p));
        "max_sdk", Type::Number, "maxSdkVersion", "maxSdkVersion",
            |_, p| Value::number(p.max_sdk);
        "in_policy", Type::Word(NAMED), "隐私政策是否提及：yes 写明该权限，broad 仅有上位或相关表述，no 未提及", "whether the policy names it: exactly, only in broader words, or not",
            |view, p| view.named(p.in_policy);
        "in_listing", Type::Word(NAMED), "应用商店的权限列表是否列出：yes 列出，broad 仅有上位表述，no 未列出", "whether the store's listing names it: exactly, only in broader words, or not",
            |view, p| view.permission_in_listing(p.name);
        "purpose_told", Type::Truth, "用途已说明：政策写明，或按 T/TAF 076-2020 在清单以 meta-data 声明", "its purpose is told, in the policy or as meta-data of the manifest (T/TAF 076-2020)",
            |view, p| match (p.purpose_told, &view.policy) {
                (false, Err(_)) => Value::Unknown(Reason::Policy),
                (told, _) => Value::Truth(told),
            };
        "unrelated_to_type", Type::Truth, "与应用类型（app.likely_type）的基本功能和常见扩展功能相关程度低；类型未知的无从判断", "neither the basic nor a usual further function of the app's type (app.likely_type) calls for it; not known where the type is not",
            |view, p| view.app_type.as_ref().map_or(Value::Unknown(Reason::AppType), |t| {
                Value::Truth(!unrelated_permissions(t.kind, std::iter::once(p.name)).is_empty())
            });
        "words", Type::Words, "政策的相关原文", "the policy's words",
            |_, p| p.span.as_ref().map_or(Value::Absent, Value::Words);
    ],
    count: |view| view.case.permissions.len(),
    key: |view, index| {
        permission(view, index)
            .map(|p| p.name.to_owned())
            .unwrap_or_default()
    },
    label: |view, index| permission(view, index).map(label).unwrap_or_default(),
    evidence: |view, index| permission(view, index).map(request).into_iter().collect(),
};

fn label(asked: &RequestedPermission) -> Bilingual {
    match asked.known {
        Some(known) => known.label.clone(),
        None => both(asked.name, asked.name),
    }
}

fn used_at_startup(view: &View, asked: &RequestedPermission) -> bool {
    view.case
        .calls
        .iter()
        .filter(|call| call.permissions.iter().any(|name| name == asked.name))
        .any(|call| call.callers.iter().any(|c| c.startup == Startup::Yes))
}

fn component<'v>(view: &'v View<'v>, index: usize) -> Option<&'v Component> {
    view.facts().manifest.components.get(index)
}

/// Components of the manifest.
pub(super) static COMPONENT: Kind = Kind {
    name: "component",
    about: ("清单声明的组件", "a component of the manifest"),
    single: false,
    areas: &[],
    fields: fields![component;
        "name", Type::Text, "类名", "class name",
            |_, c| Value::Text(c.name.as_str().into());
        "kind", Type::Word(COMPONENTS), "组件类型", "kind",
            |_, c| Value::Word(match c.kind {
                ComponentKind::Activity => "activity",
                ComponentKind::ActivityAlias => "activity-alias",
                ComponentKind::Service => "service",
                ComponentKind::Receiver => "receiver",
                ComponentKind::Provider => "provider",
            });
        "enabled", Type::Truth, "已启用", "enabled",
            |_, c| Value::Truth(c.enabled);
        "exported", Type::Truth, "可被其他应用调用", "other apps can start it",
            |_, c| Value::Truth(c.is_exported());
        "launcher", Type::Truth, "桌面启动入口", "a launcher entry",
            |_, c| Value::Truth(c.is_launcher());
        "actions", Type::Texts, "响应的 Intent 动作", "intent actions that it answers",
            |_, c| Value::Texts(c.intent_filters.iter().flat_map(|f| &f.actions).map(String::as_str).collect());
        "service_types", Type::Texts, "foregroundServiceType，例如 location", "foregroundServiceType, e.g. location",
            |_, c| Value::Texts(c.foreground_service_types.iter().map(String::as_str).collect());
    ],
    count: |view| view.facts().manifest.components.len(),
    key: |view, index| {
        component(view, index)
            .map(|c| c.name.clone())
            .unwrap_or_default()
    },
    label: |view, index| {
        component(view, index)
            .map(|c| both(&*c.name, &*c.name))
            .unwrap_or_default()
    },
    evidence: |view, index| {
        component(view, index)
            .map(|c| declared(view, c))
            .into_iter()
            .collect()
    },
};

fn declared(view: &View, component: &Component) -> Evidence {
    let owner = Ownership::new(view.facts(), view.case.set).of(&component.name, &[]);
    let by = match owner.kind {
        OwnerKind::Sdk | OwnerKind::Library => both(
            format!("（{}）", owner.name.zh),
            format!(" ({})", owner.name.en),
        ),
        OwnerKind::App | OwnerKind::Unknown => Bilingual::default(),
    };
    seen(
        EvidenceKind::Component,
        both(
            format!("清单组件 {}{}", component.name, by.zh),
            format!("component {}{} in the manifest", component.name, by.en),
        ),
        "AndroidManifest.xml",
    )
}
