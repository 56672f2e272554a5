//! Components that start the app although the person did not open it.

use crate::facts::{Area, Component, ComponentKind};
use crate::judge::Case;
use crate::judge::condition::{Kind, Type, Value};
use crate::judge::evidence::{both, seen};
use crate::judge::ownership::{Owner, OwnerKind, Ownership};
use crate::judge::verdict::{Evidence, EvidenceKind};
use crate::signatures::model::{StartAction, StartKind};

use super::{View, fields};

const KINDS: &[&str] = &["self", "association"];

/// All components that answer one kind of start.
pub(crate) struct Starter<'a> {
    kind: StartKind,
    components: Vec<(&'a Component, Vec<&'a StartAction>, Owner)>,
}

/// The kinds of start that the app is able to.
pub(super) fn starters<'a>(case: &'a Case<'a>) -> Vec<Starter<'a>> {
    let ownership = Ownership::new(case.facts, case.set);
    [StartKind::SelfStart, StartKind::Association]
        .into_iter()
        .map(|kind| Starter {
            kind,
            components: case
                .facts
                .manifest
                .components
                .iter()
                .filter(|c| c.enabled && starts_alone(c))
                .map(|c| (c, actions(case, c, kind)))
                .filter(|(_, actions)| !actions.is_empty())
                .map(|(c, actions)| (c, actions, ownership.of(&c.name, &[])))
                .collect(),
        })
        .filter(|starter: &Starter| !starter.components.is_empty())
        .collect()
}

/// Receivers, and services that another app can start.
fn starts_alone(component: &Component) -> bool {
    match component.kind {
        ComponentKind::Receiver => true,
        ComponentKind::Service => component.is_exported(),
        _ => false,
    }
}

fn actions<'a>(case: &Case<'a>, component: &Component, kind: StartKind) -> Vec<&'a StartAction> {
    let manifest = &case.facts.manifest;
    let actions = case.set.self_start.iter();
    actions
        .filter(|a| a.kind == kind && component.has_action(&a.name) && a.reaches(manifest))
        .collect()
}

fn start<'v>(view: &'v View<'v>, index: usize) -> Option<&'v Starter<'v>> {
    view.starters.get(index)
}

fn word(kind: StartKind) -> &'static str {
    match kind {
        StartKind::SelfStart => "self",
        StartKind::Association => "association",
    }
}

/// Ways in which the app starts by itself.
pub(super) static START: Kind = Kind {
    name: "start",
    about: (
        "应用具备的一类自行启动能力：自启动，或关联启动",
        "a way in which the app can start by itself: self-start, or association start",
    ),
    single: false,
    areas: &[Area::Code],
    fields: fields![start;
        "kind", Type::Word(KINDS), "self 自启动（系统唤起），association 关联启动（其他应用或事件唤起）", "self: by the system; association: by other apps or events",
            |_, s| Value::Word(word(s.kind));
        "name", Type::Name, "中英文名称", "its name",
            |_, s| Value::Name(std::borrow::Cow::Owned(name(s.kind)));
        "components", Type::Number, "响应的组件数", "number of components that answer",
            |_, s| Value::count(s.components.len());
    ],
    count: |view| view.starters.len(),
    key: |view, index| {
        start(view, index)
            .map(|s| word(s.kind).to_string())
            .unwrap_or_default()
    },
    label: |view, index| start(view, index).map(|s| name(s.kind)).unwrap_or_default(),
    evidence: |view, index| {
        start(view, index)
            .map(|s| s.components.iter().map(answers).collect())
            .unwrap_or_default()
    },
};

fn name(kind: StartKind) -> crate::signatures::model::Bilingual {
    match kind {
        StartKind::SelfStart => both("自启动", "self-start"),
        StartKind::Association => both("关联启动", "association start"),
    }
}

fn answers((component, actions, owner): &(&Component, Vec<&StartAction>, Owner)) -> Evidence {
    let by = match owner.kind {
        OwnerKind::Sdk | OwnerKind::Library => both(
            format!("（{}）", owner.name.zh),
            format!(" ({})", owner.name.en),
        ),
        OwnerKind::App | OwnerKind::Unknown => both("", ""),
    };
    let is = match component.kind {
        ComponentKind::Service => both("导出的服务", "exported service"),
        _ => both("静态注册的接收器", "receiver"),
    };
    let zh: Vec<&str> = actions.iter().map(|a| a.text.zh.as_str()).collect();
    let en: Vec<&str> = actions.iter().map(|a| a.text.en.as_str()).collect();
    let name = &component.name;
    seen(
        EvidenceKind::Component,
        both(
            format!("{} {name}{} 响应：{}", is.zh, by.zh, zh.join("、")),
            format!(
                "{} {name}{} in the manifest answers: {}",
                is.en,
                by.en,
                en.join(", ")
            ),
        ),
        "AndroidManifest.xml",
    )
}
