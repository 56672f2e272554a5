//! MIIT APP频繁自启动和关联启动: components that start the app, unexplained.

use crate::facts::{Component, ComponentKind};
use crate::judge::Case;
use crate::judge::ownership::{OwnerKind, Ownership};
use crate::judge::verdict::{Draft, EvidenceKind, Outcome, Verdict};
use crate::signatures::model::{StartAction, StartKind};

use super::support::{both, policy, quoted, seen, silent};

pub(super) fn unexplained(case: &Case) -> Outcome {
    let ownership = Ownership::new(case.facts, case.set);
    let mut drafts = Vec::new();
    for kind in [StartKind::SelfStart, StartKind::Association] {
        let starters: Vec<(&Component, Vec<&StartAction>)> = case
            .facts
            .manifest
            .components
            .iter()
            .filter(|c| c.enabled && starts_alone(c))
            .map(|c| (c, actions(case, c, kind)))
            .filter(|(_, actions)| !actions.is_empty())
            .collect();
        if !starters.is_empty() {
            drafts.extend(judge_kind(case, &ownership, kind, &starters));
        }
    }
    Outcome::Looked(drafts)
}

/// Receivers, and services that another app can start.
fn starts_alone(component: &Component) -> bool {
    match component.kind {
        ComponentKind::Receiver => true,
        ComponentKind::Service => component.is_exported(),
        _ => false,
    }
}

fn actions<'a>(case: &'a Case, component: &Component, kind: StartKind) -> Vec<&'a StartAction> {
    case.set
        .self_start
        .iter()
        .filter(|a| a.kind == kind && component.has_action(&a.name))
        .filter(
            |a| match (a.ends_at_target, case.facts.manifest.target_sdk) {
                (Some(end), Some(target)) => target < end,
                _ => true,
            },
        )
        .collect()
}

fn judge_kind(
    case: &Case,
    ownership: &Ownership,
    kind: StartKind,
    starters: &[(&Component, Vec<&StartAction>)],
) -> Option<Draft> {
    let (zh, en, subject) = match kind {
        StartKind::SelfStart => ("自启动", "self-start", "self"),
        StartKind::Association => ("关联启动", "association start", "association"),
    };
    let mut evidence = Vec::new();
    for (component, actions) in starters {
        let owner = ownership.of(&component.name, &[]);
        let (by_zh, by_en) = match owner.kind {
            OwnerKind::Sdk | OwnerKind::Library => (
                format!("（{}）", owner.name.zh),
                format!(" ({})", owner.name.en),
            ),
            OwnerKind::App | OwnerKind::Unknown => (String::new(), String::new()),
        };
        let (is_zh, is_en) = match component.kind {
            ComponentKind::Service => ("导出的服务", "exported service"),
            _ => ("静态注册的接收器", "receiver"),
        };
        let when_zh: Vec<&str> = actions.iter().map(|a| a.text.zh.as_str()).collect();
        let when_en: Vec<&str> = actions.iter().map(|a| a.text.en.as_str()).collect();
        evidence.push(seen(
            EvidenceKind::Component,
            both(
                format!(
                    "{is_zh} {}{by_zh} 响应：{}",
                    component.name,
                    when_zh.join("、")
                ),
                format!(
                    "{is_en} {}{by_en} in the manifest answers: {}",
                    component.name,
                    when_en.join(", ")
                ),
            ),
            "AndroidManifest.xml",
        ));
    }
    let what = both(
        "自启动、关联启动的场景和目的",
        "scene and purpose of self-start or association start",
    );
    match policy(case) {
        Ok(readable) => {
            let declared = &readable.declarations.self_start.declared;
            if declared.holds() {
                return None;
            }
            evidence.push(match declared.evidence.first() {
                Some(span) => quoted(
                    both("政策的表述与清单不一致", "the policy says otherwise"),
                    span,
                ),
                None => silent(&readable, &what, declared),
            });
        }
        Err(why) => evidence.push(crate::judge::verdict::Evidence {
            side: crate::judge::verdict::Side::Policy,
            ..seen(EvidenceKind::NoPolicy, why, case.facts.file.path.clone())
        }),
    }
    Some(Draft {
        verdict: Verdict::Suspected,
        subject: subject.into(),
        summary: both(
            format!("具备{zh}能力，未见隐私政策说明其场景和目的"),
            format!("able to {en}, with no word in the policy on scene and purpose"),
        ),
        evidence,
        remedy: None,
        severity: None,
    })
}
