//! Judging: a pure function of facts and signatures.
//!
//! [`judge`] does no I/O, reads no clock and depends on no order: the same
//! facts and signatures give the same [`Judgement`] on any machine. It first
//! identifies (SDKs, owners of code, packers, use of permissions), then runs
//! the rules of every category over what was identified. The rules are data:
//! conditions in a small language (`condition`) over subjects and their fields
//! (`subjects`), checked when signatures are loaded (`rulebook`).

mod app_type;
mod calls;
mod condition;
mod consent;
mod evidence;
mod identify;
mod naming;
mod ownership;
mod packers;
mod permissions;
mod rulebook;
mod sdks;
mod subjects;
mod template;
mod verdict;

pub use app_type::{JudgedType, TypeOfApp, app_type, unrelated_permissions};
pub use calls::{AttributedCall, Caller, OwnedFrame};
pub use condition::{ConditionError, Field, Kind, Type};
pub use consent::{ConsentState, SdkConsent};
pub use ownership::{Owner, OwnerKind, Ownership};
pub use packers::FoundPacker;
pub use permissions::{InPolicy, RequestedPermission, Used};
pub(crate) use rulebook::literals;
pub use rulebook::{RuleError, Rulebook};
pub use sdks::{EmbeddedSdk, SdkEvidence};
pub use verdict::{CategoryVerdict, Evidence, EvidenceKind, Finding, SetAside, Side, Verdict};

use crate::facts::{AppFacts, Area, Limitation, Located};
use crate::signatures::Signatures;

/// What is known of an app from outside its package.
#[derive(Debug, Clone, Default)]
pub struct AppContext {
    /// App type of 国信办秘字〔2021〕14号, 1 to 39, where the user told it.
    pub app_type: Option<u8>,
}

/// Everything that judging yields for one app.
#[derive(Debug, Clone)]
pub struct Judgement<'a> {
    /// Embedded SDKs, high confidence first, then by id.
    pub sdks: Vec<EmbeddedSdk>,
    /// Requested permissions, sorted by name.
    pub permissions: Vec<RequestedPermission<'a>>,
    /// Calls that give personal information, with owners.
    pub calls: Vec<AttributedCall<'a>>,
    /// One row per known category, in the order of the signature set.
    pub categories: Vec<CategoryVerdict<'a>>,
    /// Findings, by category, then subject.
    pub findings: Vec<Finding>,
    /// Packers that hide the code.
    pub packers: Vec<FoundPacker<'a>>,
    /// Limitations of the facts, and those that judging adds (packers).
    pub limitations: Vec<Limitation>,
    /// Which of the common types the app is of, told or inferred.
    pub app_type: Option<JudgedType>,
}

/// What checks look at: the facts and all that was identified in them.
pub(crate) struct Case<'a> {
    pub facts: &'a AppFacts,
    pub set: &'a Signatures,
    pub sdks: Vec<EmbeddedSdk>,
    pub permissions: Vec<RequestedPermission<'a>>,
    pub calls: Vec<AttributedCall<'a>>,
    /// Calls that are told and looked at by no rule.
    pub incidental: Vec<AttributedCall<'a>>,
    pub packers: Vec<FoundPacker<'a>>,
    pub limitations: Vec<Limitation>,
    /// Addresses of policies, those aside that an SDK's code carries: its vendor's.
    pub policy_urls: Vec<&'a Located>,
}

impl Case<'_> {
    /// Limitations of any of the given areas.
    pub fn limits<'s>(&'s self, areas: &'s [Area]) -> impl Iterator<Item = &'s Limitation> {
        self.limitations
            .iter()
            .filter(move |l| areas.contains(&l.area))
    }

    /// Whether the code can be read well enough for absence to mean something.
    pub fn code_is_readable(&self) -> bool {
        !self.facts.code.dex_files.is_empty() && self.limits(&[Area::Code]).next().is_none()
    }
}

/// Every kind of subject that rules can look at, with its fields.
pub fn kinds() -> &'static [&'static Kind] {
    subjects::KINDS
}

/// Judges one app.
///
/// Categories that name the same fact share their rules: it is looked at once,
/// its findings stand under the category that holds the rules and name the
/// others.
pub fn judge<'a>(facts: &'a AppFacts, set: &'a Signatures, context: &AppContext) -> Judgement<'a> {
    let case = identify::identify(facts, set);
    let view = subjects::View::new(&case, context);
    let mut findings = Vec::new();
    let book = &set.rulebook.categories;
    let decided: Vec<Option<verdict::Row>> = set
        .categories
        .iter()
        .zip(book)
        .map(|(category, rules)| {
            (!rules.is_empty()).then(|| {
                let outcome = rules.run(&view);
                let row = verdict::decide(category, &outcome, &view);
                let package = &facts.manifest.package;
                findings.extend(verdict::findings(category, outcome, package, &rules.also));
                row
            })
        })
        .collect();
    let categories = set
        .categories
        .iter()
        .zip(book)
        .zip(&decided)
        .map(|((category, rules), own)| match own {
            Some(row) => verdict::row(category, row),
            None => {
                let holders = rules.holders.iter();
                let rows = holders.filter_map(|&index| decided.get(index)?.as_ref());
                verdict::row(category, &verdict::repeated(rows))
            }
        })
        .collect();
    let app_type = view.app_type.as_ref().map(JudgedType::from);
    drop(view);
    let mut calls = case.calls;
    calls.extend(case.incidental);
    calls.sort_by(|a, b| {
        (a.api, a.owner.kind, &a.owner.id).cmp(&(b.api, b.owner.kind, &b.owner.id))
    });
    Judgement {
        app_type,
        sdks: case.sdks,
        permissions: case.permissions,
        calls,
        categories,
        findings,
        packers: case.packers,
        limitations: case.limitations,
    }
}

/// What the rules of one category make of an app: its verdict, and which rules
/// held for which subjects.
pub(crate) fn trial(
    facts: &AppFacts,
    set: &Signatures,
    context: &AppContext,
    index: usize,
) -> (Verdict, Vec<(String, String)>) {
    let case = identify::identify(facts, set);
    let view = subjects::View::new(&case, context);
    let (Some(category), Some(rules)) = (
        set.categories.get(index),
        set.rulebook.categories.get(index),
    ) else {
        return (Verdict::NotStaticallyAssessable, Vec::new());
    };
    let outcome = rules.run(&view);
    (
        verdict::decide(category, &outcome, &view).verdict,
        outcome.fired,
    )
}
