//! Personal information that code reads: of the whole app, and at start-up.

use std::collections::BTreeMap;

use crate::facts::{Area, RootKind, Startup};
use crate::judge::Case;
use crate::judge::calls::{AttributedCall, Caller};
use crate::judge::condition::{Kind, Reason, Type, Value};
use crate::judge::evidence::{both, call as call_evidence, calls};
use crate::judge::naming;
use crate::judge::ownership::OwnerKind;
use crate::policy::{Coverage, Span};
use crate::signatures::model::{Bilingual, PiType};

use super::app::{OWNERS, owner};
use super::sdk::switch;
use super::{KEPT, NAMED, View, fields};

/// A kind of personal information, with the calls that read it.
pub(crate) struct Collected<'a> {
    pub pi: &'a PiType,
    /// Calls outside support libraries: those are read only if somebody
    /// triggers them.
    pub calls: Vec<&'a AttributedCall<'a>>,
    pub named: Coverage,
    pub words: Option<&'a Span>,
}

/// A kind of personal information that one owner's code reads at start-up.
pub(crate) struct Reached<'a> {
    pub pi: &'a PiType,
    /// Callers that start-up reaches, the shortest path first.
    pub callers: Vec<(&'a AttributedCall<'a>, &'a Caller<'a>)>,
}

/// A policy must name the kind by itself: naming a broader one is not enough.
pub(super) fn itemised(pi: &PiType) -> bool {
    !pi.named_by_parent || pi.sensitive
}

/// Kinds that code reads, by id; not those that it lacks every permission for.
pub(super) fn collected<'a>(case: &'a Case<'a>) -> Vec<Collected<'a>> {
    let mut by_pi: BTreeMap<&str, Vec<&AttributedCall>> = BTreeMap::new();
    for call in &case.calls {
        if let Some(pi) = call.pi_type
            && call.permitted
            && call.owner.kind != OwnerKind::Library
        {
            by_pi.entry(pi).or_default().push(call);
        }
    }
    by_pi
        .into_iter()
        .filter_map(|(pi, calls)| {
            let (named, words) = match &case.facts.policy.declarations {
                Some(declarations) => naming::named(case.set, declarations, pi),
                None => (Coverage::No, None),
            };
            Some(Collected {
                pi: case.set.pi_type(pi)?,
                calls,
                named,
                words,
            })
        })
        .collect()
}

/// Kinds that start-up reaches without a consent test, by owner and kind.
pub(super) fn reached<'a>(case: &'a Case<'a>) -> Vec<Reached<'a>> {
    let mut by_owner: BTreeMap<(&str, &str), Vec<(&AttributedCall, &Caller)>> = BTreeMap::new();
    for call in &case.calls {
        let Some(pi) = call.pi_type else { continue };
        for caller in call.callers.iter().filter(|c| c.startup == Startup::Yes) {
            by_owner
                .entry((&call.owner.id, pi))
                .or_default()
                .push((call, caller));
        }
    }
    by_owner
        .into_iter()
        .filter_map(|((_, pi), mut callers)| {
            callers.sort_by_key(|(_, caller)| caller.path.len());
            Some(Reached {
                pi: case.set.pi_type(pi)?,
                callers,
            })
        })
        .collect()
}

pub(super) fn word(coverage: Coverage) -> &'static str {
    match coverage {
        Coverage::Exact => "yes",
        Coverage::Broad => "broad",
        Coverage::No => "no",
    }
}

fn information<'v>(view: &'v View<'v>, index: usize) -> Option<&'v Collected<'v>> {
    view.information.get(index)
}

fn read_by<'v>(row: &Collected, kind: OwnerKind) -> Value<'v> {
    Value::Truth(row.calls.iter().any(|call| call.owner.kind == kind))
}

/// Kinds of personal information that code reads.
pub(crate) static INFORMATION: Kind = Kind {
    name: "information",
    about: (
        "代码读取的一种个人信息（不含支持库内部的调用）",
        "a kind of personal information that code reads, calls inside support libraries aside",
    ),
    single: false,
    areas: &[Area::Code],
    fields: fields![information;
        "pi", Type::Text, "种类编号（pi-types.toml）", "id of the kind (pi-types.toml)",
            |_, r| Value::Text(r.pi.id.as_str().into());
        "name", Type::Name, "规范名称", "its name in regulatory wording",
            |_, r| Value::Name((&r.pi.name).into_cow());
        "sensitive", Type::Truth, "敏感个人信息（个人信息保护法第二十八条）", "sensitive under PIPL art. 28",
            |_, r| Value::Truth(r.pi.sensitive);
        "itemised", Type::Truth, "政策须单独列明，上位概念不足以涵盖", "a policy must name it by itself; a broader word is not enough",
            |_, r| Value::Truth(itemised(r.pi));
        "in_policy", Type::Word(NAMED), "隐私政策是否列明：yes 列明，broad 仅有上位概念，no 未提及", "whether the policy names it: exactly, by a broader word, or not",
            |view, r| match (r.named, &view.policy) {
                (Coverage::Exact, _) => Value::Word("yes"),
                (_, Err(_)) => Value::Unknown(Reason::Policy),
                (named, Ok(_)) => Value::Word(word(named)),
            };
        "in_listing", Type::Word(NAMED), "应用商店的个人信息声明是否列明：yes、broad、no；没有声明的不等于任何值", "whether the store's declaration of personal information names it; absent where the listing declares nothing",
            |view, r| view.kind_in_listing(&r.pi.id);
        "read_by_app", Type::Truth, "App 自身代码读取", "the app's own code reads it",
            |_, r| read_by(r, OwnerKind::App);
        "read_by_sdk", Type::Truth, "已识别的 SDK 读取", "a known SDK reads it",
            |_, r| read_by(r, OwnerKind::Sdk);
        "words", Type::Words, "政策的相关原文", "the policy's words",
            |_, r| r.words.map_or(Value::Absent, Value::Words);
    ],
    count: |view| view.information.len(),
    key: |view, index| {
        information(view, index)
            .map(|r| r.pi.id.clone())
            .unwrap_or_default()
    },
    label: |view, index| {
        information(view, index)
            .map(|r| r.pi.name.clone())
            .unwrap_or_default()
    },
    evidence: |view, index| {
        information(view, index)
            .map(|row| calls(view.case, &row.calls, KEPT))
            .unwrap_or_default()
    },
};

fn startup<'v>(view: &'v View<'v>, index: usize) -> Option<&'v Reached<'v>> {
    view.startup.get(index)
}

fn first<'v>(row: &'v Reached<'v>) -> Option<&'v AttributedCall<'v>> {
    row.callers.first().map(|(call, _)| *call)
}

/// Personal information that start-up reaches.
pub(crate) static STARTUP: Kind = Kind {
    name: "startup",
    about: (
        "某一方代码读取的一种个人信息，其调用在启动路径上可达，途中未见同意判断",
        "a kind of personal information that one owner's code reads, the call being reachable at start-up with no consent test seen on the way",
    ),
    single: false,
    areas: &[Area::Code, Area::Graph],
    fields: fields![startup;
        "pi", Type::Text, "种类编号（pi-types.toml）", "id of the kind (pi-types.toml)",
            |_, r| Value::Text(r.pi.id.as_str().into());
        "name", Type::Name, "规范名称", "its name in regulatory wording",
            |_, r| Value::Name((&r.pi.name).into_cow());
        "sensitive", Type::Truth, "敏感个人信息（个人信息保护法第二十八条）", "sensitive under PIPL art. 28",
            |_, r| Value::Truth(r.pi.sensitive);
        "itemised", Type::Truth, "政策须单独列明，上位概念不足以涵盖", "a policy must name it by itself; a broader word is not enough",
            |_, r| Value::Truth(itemised(r.pi));
        "owner", Type::Name, "调用方名称", "the caller's name",
            |_, r| first(r).map_or(Value::Absent, |c| Value::Name((&c.owner.name).into_cow()));
        "owner_id", Type::Text, "调用方编号", "the caller's id",
            |_, r| Value::text(first(r).map(|c| c.owner.id.as_str()));
        "owner_kind", Type::Word(OWNERS), "调用方：app 自身代码，sdk，library 支持库，unknown 未识别", "whose code calls",
            |_, r| first(r).map_or(Value::Absent, |c| Value::Word(owner(c.owner.kind)));
        "where", Type::Name, "启动路径上；只由系统广播触发、无须打开 App 的，为系统广播触发的路径上", "at start-up; where only a broadcast of the system leads to it, so, which takes nobody to open the app",
            |_, r| Value::Name(std::borrow::Cow::Owned(place(r)));
        "permitted", Type::Truth, "清单申请了其中某个调用所需的权限，或有的调用无需权限；否则系统会拒绝", "the manifest asks for a permission that one of the calls needs, or one needs none; else the system refuses",
            |_, r| Value::Truth(r.callers.iter().any(|(call, _)| call.permitted));
        "switch", Type::Name, "该 SDK 的同意或延迟初始化开关；没有的不等于任何值", "the SDK's switch for consent or delayed initialisation; absent where it has none",
            |view, r| first(r)
                .and_then(|c| switch(view, &c.owner.id))
                .map_or(Value::Absent, |text| Value::Name(text.into_cow()));
    ],
    count: |view| view.startup.len(),
    key: |view, index| {
        startup(view, index)
            .and_then(|row| Some(format!("{}/{}", first(row)?.owner.id, row.pi.id)))
            .unwrap_or_default()
    },
    label: |view, index| {
        startup(view, index)
            .map(|r| r.pi.name.clone())
            .unwrap_or_else(|| both("", ""))
    },
    evidence: |view, index| {
        startup(view, index)
            .map(|row| {
                let callers = row.callers.iter().take(KEPT);
                callers
                    .map(|(call, caller)| call_evidence(view.case, call, caller))
                    .collect()
            })
            .unwrap_or_default()
    },
};

/// Where the calls are reachable, in words.
fn place(reached: &Reached) -> Bilingual {
    let mut callers = reached.callers.iter();
    if callers.all(|(_, caller)| caller.root == Some(RootKind::Boot)) {
        both(
            "系统广播触发的路径上（无须打开App）",
            "when the system sends a broadcast, though nobody opens the app",
        )
    } else {
        both("启动路径上", "at start-up")
    }
}

/// A borrowed text as a value.
pub(super) trait IntoCow<'a> {
    fn into_cow(self) -> std::borrow::Cow<'a, Bilingual>;
}

impl<'a> IntoCow<'a> for &'a Bilingual {
    fn into_cow(self) -> std::borrow::Cow<'a, Bilingual> {
        std::borrow::Cow::Borrowed(self)
    }
}
