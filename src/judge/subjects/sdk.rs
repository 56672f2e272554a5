//! SDKs: embedded, listed by the policy, and what both say of information.

use std::collections::BTreeMap;

use crate::facts::{Area, Confidence};
use crate::judge::Case;
use crate::judge::calls::AttributedCall;
use crate::judge::condition::{Kind, Reason, Type, Value};
use crate::judge::consent::ConsentState;
use crate::judge::evidence::{both, calls, quoted, traces};
use crate::judge::naming;
use crate::judge::ownership::OwnerKind;
use crate::judge::sdks::EmbeddedSdk;
use crate::policy::{Coverage, SdkEntry, Span};
use crate::signatures::model::{Bilingual, Home, PiType, Sdk, SdkCategory};

use super::information::{IntoCow, itemised, word};
use super::{KEPT, NAMED, View, fields};

const CONFIDENCES: &[&str] = &["low", "medium", "high"];
const CATEGORIES: &[&str] = &[
    "analytics",
    "ads",
    "push",
    "login",
    "one-key-login",
    "share",
    "payment",
    "crash",
    "map",
    "im",
    "security",
    "identity",
    "customer-service",
    "live",
    "speech",
    "scan",
    "hotfix",
    "webview",
    "vendor-service",
    "device-id",
    "framework",
    "other",
];

const CONSENT: &[&str] = &[
    "unknown",
    "never-called",
    "starts-at-startup",
    "held-back",
    "called",
];

/// Position of each variant in [`CATEGORIES`].
fn category(category: SdkCategory) -> &'static str {
    let position = category as usize;
    CATEGORIES.get(position).copied().unwrap_or("other")
}

fn sdk<'v>(view: &'v View<'v>, index: usize) -> Option<(&'v EmbeddedSdk, &'v Sdk)> {
    let embedded = view.case.sdks.get(index)?;
    Some((embedded, view.case.set.sdks.get(embedded.index)?))
}

/// The sentence that names an SDK: its row, or else a mention.
fn words<'v>(view: &'v View<'v>, id: &str) -> Option<&'v Span> {
    let third = &view.declarations()?.third_party;
    let row = third
        .sdk_list
        .iter()
        .find(|row| row.sdk.as_deref() == Some(id))
        .map(|row| &row.evidence);
    row.or_else(|| {
        third
            .mentions
            .iter()
            .find(|m| m.sdk == id)
            .map(|m| &m.evidence)
    })
}

/// What to do with an SDK's consent switch: by name where the app misses it,
/// else what its vendor offers.
pub(super) fn switch<'v>(view: &'v View<'v>, id: &str) -> Option<&'v Bilingual> {
    let embedded = view.case.sdks.iter().find(|embedded| embedded.id == id);
    embedded
        .and_then(|embedded| embedded.consent.remedy.as_ref())
        .or_else(|| view.case.set.sdk(id)?.consent.as_ref())
}

/// Position of each variant in [`CONSENT`].
fn consent(state: ConsentState) -> &'static str {
    let position = state as usize;
    CONSENT.get(position).copied().unwrap_or("unknown")
}

/// SDKs in the package.
pub(super) static SDK: Kind = Kind {
    name: "sdk",
    about: (
        "安装包内有痕迹的第三方 SDK",
        "a third-party SDK of which the package shows traces",
    ),
    single: false,
    areas: &[Area::Code],
    fields: fields![sdk;
        "id", Type::Text, "编号（signatures/sdks）", "id (signatures/sdks)",
            |_, (e, _)| Value::Text(e.id.as_str().into());
        "name", Type::Name, "名称", "name",
            |_, (_, s)| Value::Name((&s.name).into_cow());
        "vendor", Type::Name, "提供方的法定名称", "the vendor's legal name",
            |_, (_, s)| Value::Name((&s.vendor).into_cow());
        "category", Type::Word(CATEGORIES), "用途", "what it is for",
            |_, (_, s)| Value::Word(category(s.category));
        "overseas", Type::Truth, "提供方在境外处理数据", "its vendor processes data abroad",
            |_, (_, s)| Value::Truth(s.home == Home::Overseas);
        "confidence", Type::Word(CONFIDENCES), "确为集成的把握；low 仅为痕迹（空壳、零星的类、域名）", "how sure it is that it is embedded; low is a mere trace: a stub, a stray class, a host",
            |_, (e, _)| Value::Word(match e.confidence {
                Confidence::Low => "low",
                Confidence::Medium => "medium",
                Confidence::High => "high",
            });
        "embedded", Type::Truth, "确为集成，不只是痕迹", "embedded, and not a mere trace",
            |_, (e, _)| Value::Truth(e.confidence > Confidence::Low);
        "bears_on_pi", Type::Truth, "其提供方称收集个人信息", "its vendor says that it collects personal information",
            |_, (_, s)| Value::Truth(!s.collects.is_empty());
        "collects", Type::Texts, "其提供方称收集的个人信息种类编号", "ids of the kinds that its vendor says it collects",
            |_, (_, s)| Value::Texts(s.collects.iter().map(String::as_str).collect());
        "in_policy", Type::Word(NAMED), "隐私政策是否列明：yes 在清单中逐项列明，broad 仅被提及，no 未提及", "whether the policy lists it: itemised, merely mentioned, or not",
            |view, (e, _)| view.named(e.in_policy);
        "switch", Type::Name, "其同意或延迟初始化开关；没有的不等于任何值", "its switch for consent or delayed initialisation; absent where it has none",
            |view, (e, _)| switch(view, &e.id).map_or(Value::Absent, |text| Value::Name(text.into_cow()));
        "consent", Type::Word(CONSENT), "其同意开关的状态：never-called 从未调用，starts-at-startup 启动即开启，held-back 启动时要求等待，called 有调用，unknown 无开关或读不到", "state of its consent switch: never called, started at start-up, told at start-up to wait, called, or none known",
            |_, (e, _)| Value::Word(consent(e.consent.state));
        "words", Type::Words, "政策提及该 SDK 的原文", "the policy's words on it",
            |view, (e, _)| words(view, &e.id).map_or(Value::Absent, Value::Words);
    ],
    count: |view| view.case.sdks.len(),
    key: |view, index| {
        sdk(view, index)
            .map(|(e, _)| e.id.clone())
            .unwrap_or_default()
    },
    label: |view, index| {
        sdk(view, index)
            .map(|(_, s)| s.name.clone())
            .unwrap_or_default()
    },
    evidence: |view, index| {
        sdk(view, index)
            .map(|(e, s)| traces(e, s))
            .unwrap_or_default()
    },
};

fn listed<'v>(view: &'v View<'v>, index: usize) -> Option<&'v SdkEntry> {
    view.declarations()?.third_party.sdk_list.get(index)
}

/// Any trace of the SDK, or of one that its name stands for too.
fn traced(view: &View, id: &str) -> bool {
    view.case.sdks.iter().any(|embedded| {
        embedded.id == id
            || view
                .case
                .set
                .sdks
                .get(embedded.index)
                .is_some_and(|sdk| sdk.named_with.iter().any(|other| other == id))
    })
}

/// Rows of the policy's list of SDKs.
pub(super) static LISTED: Kind = Kind {
    name: "listed",
    about: (
        "隐私政策第三方 SDK 清单中的一行",
        "a row of the policy's list of third-party SDKs",
    ),
    single: false,
    areas: &[Area::Policy],
    fields: fields![listed;
        "name", Type::Text, "政策所写名称", "name as the policy writes it",
            |_, row| Value::Text(row.name.as_str().into());
        "id", Type::Text, "识别出的 SDK 编号；未识别的不等于任何值", "id of the SDK that it is; absent where none is recognised",
            |_, row| Value::text(row.sdk.as_deref());
        "recognised", Type::Truth, "名称对应已知 SDK", "the name is a known SDK's",
            |_, row| Value::Truth(row.sdk.is_some());
        "traced", Type::Truth, "安装包内有该 SDK 的任何痕迹", "the package shows any trace of it",
            |view, row| match &row.sdk {
                Some(id) => view.if_code(traced(view, id)),
                None => Value::Absent,
            };
        "has_purpose", Type::Truth, "写明目的", "its purpose is told",
            |_, row| Value::Truth(row.purpose.is_some());
        "has_kinds", Type::Truth, "写明收集的个人信息种类", "kinds of information are told",
            |_, row| Value::Truth(!row.pi_types.is_empty());
        "has_vendor", Type::Truth, "写明提供方", "its vendor is told",
            |_, row| Value::Truth(row.vendor.is_some());
        "has_url", Type::Truth, "附其隐私政策链接", "its policy is linked",
            |_, row| Value::Truth(row.url.is_some());
        "kinds", Type::Texts, "写明的个人信息种类编号", "ids of the kinds that are told",
            |_, row| Value::Texts(row.pi_types.iter().map(String::as_str).collect());
    ],
    count: |view| {
        view.declarations()
            .map_or(0, |d| d.third_party.sdk_list.len())
    },
    key: |view, index| {
        listed(view, index)
            .map(|row| row.sdk.clone().unwrap_or_else(|| row.name.clone()))
            .unwrap_or_default()
    },
    label: |view, index| {
        listed(view, index)
            .map(|row| both(&*row.name, &*row.name))
            .unwrap_or_default()
    },
    evidence: |view, index| {
        listed(view, index)
            .map(|row| {
                let text = both(
                    format!("清单列有 {}", row.name),
                    format!("the list has {}", row.name),
                );
                vec![quoted(text, &row.evidence)]
            })
            .unwrap_or_default()
    },
};

/// A kind of information that an SDK's code reads, held against the SDK's row.
pub(crate) struct Disclosure<'a> {
    sdk: &'a Sdk,
    pi: &'a PiType,
    calls: Vec<&'a AttributedCall<'a>>,
    /// Rows of the SDK itself; a name that stands for several says nothing of
    /// what each collects.
    rows: Vec<&'a SdkEntry>,
    named: Coverage,
}

/// What the code of each SDK reads, by SDK and kind.
pub(super) fn disclosures<'a>(case: &'a Case<'a>) -> Vec<Disclosure<'a>> {
    let mut read: BTreeMap<(&str, &str), Vec<&AttributedCall>> = BTreeMap::new();
    for call in &case.calls {
        if let Some(pi) = call.pi_type
            && call.permitted
            && call.owner.kind == OwnerKind::Sdk
            && call.owner.confidence >= Confidence::Medium
        {
            read.entry((&call.owner.id, pi)).or_default().push(call);
        }
    }
    let declarations = case.facts.policy.declarations.as_ref();
    let list = declarations.map_or(&[][..], |d| &d.third_party.sdk_list);
    read.into_iter()
        .filter_map(|((id, pi), calls)| {
            let sdk = case.set.sdk(id)?;
            let rows: Vec<&SdkEntry> = list
                .iter()
                .filter(|row| row.sdk.as_deref() == Some(id))
                .collect();
            let named = rows
                .iter()
                .flat_map(|row| &row.pi_types)
                .map(|declared| naming::covers(case.set, declared, pi))
                .fold(Coverage::No, |best, next| match (best, next) {
                    (Coverage::Exact, _) | (_, Coverage::Exact) => Coverage::Exact,
                    (Coverage::Broad, _) | (_, Coverage::Broad) => Coverage::Broad,
                    _ => Coverage::No,
                });
            Some(Disclosure {
                sdk,
                pi: case.set.pi_type(pi)?,
                calls,
                rows,
                named,
            })
        })
        .collect()
}

fn disclosure<'v>(view: &'v View<'v>, index: usize) -> Option<&'v Disclosure<'v>> {
    view.disclosures.get(index)
}

/// What an SDK's code reads against what its row in the policy says.
pub(super) static DISCLOSURE: Kind = Kind {
    name: "disclosure",
    about: (
        "某 SDK 的代码读取的一种个人信息，与政策清单中该 SDK 的一行对照",
        "a kind of information that an SDK's code reads, held against the SDK's row in the policy",
    ),
    single: false,
    areas: &[Area::Code],
    fields: fields![disclosure;
        "sdk", Type::Name, "SDK 名称", "the SDK's name",
            |_, r| Value::Name((&r.sdk.name).into_cow());
        "sdk_id", Type::Text, "SDK 编号", "the SDK's id",
            |_, r| Value::Text(r.sdk.id.as_str().into());
        "pi", Type::Text, "种类编号（pi-types.toml）", "id of the kind (pi-types.toml)",
            |_, r| Value::Text(r.pi.id.as_str().into());
        "name", Type::Name, "种类的规范名称", "the kind's name in regulatory wording",
            |_, r| Value::Name((&r.pi.name).into_cow());
        "itemised", Type::Truth, "政策须单独列明，上位概念不足以涵盖", "a policy must name it by itself; a broader word is not enough",
            |_, r| Value::Truth(itemised(r.pi));
        "sensitive", Type::Truth, "敏感个人信息（个人信息保护法第二十八条）", "sensitive under PIPL art. 28",
            |_, r| Value::Truth(r.pi.sensitive);
        "has_row", Type::Truth, "政策清单有该 SDK 的一行", "the policy's list has a row for the SDK",
            |view, r| match (&view.policy, r.rows.is_empty()) {
                (Err(_), true) => Value::Unknown(Reason::Policy),
                (_, empty) => Value::Truth(!empty),
            };
        "row_has_kinds", Type::Truth, "该行写明了收集的个人信息种类", "that row tells kinds of information",
            |_, r| Value::Truth(r.rows.iter().any(|row| !row.pi_types.is_empty()));
        "in_row", Type::Word(NAMED), "该行是否写明这一种类：yes 写明，broad 仅有上位概念，no 未写", "whether that row names the kind: exactly, by a broader word, or not",
            |view, r| match (r.named, &view.policy) {
                (Coverage::Exact, _) => Value::Word("yes"),
                (_, Err(_)) => Value::Unknown(Reason::Policy),
                (named, Ok(_)) => Value::Word(word(named)),
            };
        "words", Type::Words, "该行原文", "the row's words",
            |_, r| r.rows.first().map_or(Value::Absent, |row| Value::Words(&row.evidence));
    ],
    count: |view| view.disclosures.len(),
    key: |view, index| {
        disclosure(view, index)
            .map(|r| format!("{}/{}", r.sdk.id, r.pi.id))
            .unwrap_or_default()
    },
    label: |view, index| {
        disclosure(view, index)
            .map(|r| r.pi.name.clone())
            .unwrap_or_default()
    },
    evidence: |view, index| {
        disclosure(view, index)
            .map(|row| calls(view.case, &row.calls, KEPT))
            .unwrap_or_default()
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_in_the_order_of_the_type() {
        for name in CATEGORIES {
            let parsed: SdkCategory =
                serde_json::from_value(serde_json::Value::String((*name).into())).unwrap();
            assert_eq!(category(parsed), *name);
        }
    }

    #[test]
    fn states_of_consent_are_in_the_order_of_the_type() {
        for name in CONSENT {
            let parsed: ConsentState =
                serde_json::from_value(serde_json::Value::String((*name).into())).unwrap();
            assert_eq!(consent(parsed), *name);
        }
    }
}
