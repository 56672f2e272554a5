//! Judging: a pure function of facts and signatures.
//!
//! [`judge`] does no I/O, reads no clock and depends on no order: the same
//! facts and signatures give the same [`Judgement`] on any machine. It first
//! identifies (SDKs, owners of code, packers, use of permissions), then runs
//! one check per category over what was identified.

mod calls;
mod checks;
mod identify;
mod ownership;
mod permissions;
mod sdks;
mod verdict;

pub use calls::{AttributedCall, Caller, OwnedFrame};
pub use ownership::{Owner, OwnerKind, Ownership};
pub use permissions::{InPolicy, RequestedPermission, Used};
pub use sdks::{EmbeddedSdk, SdkEvidence};
pub use verdict::{CategoryVerdict, Evidence, EvidenceKind, Finding, SetAside, Side, Verdict};

use crate::facts::{AppFacts, Area, Limitation};
use crate::signatures::Signatures;

/// What is known of an app from outside its package.
#[derive(Debug, Clone, Default)]
pub struct AppContext {
    /// App type of 国信办秘字〔2021〕14号, 1 to 39, where the user told it.
    pub app_type: Option<u8>,
}

/// Everything that judging yields for one app.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// Embedded SDKs, high confidence first, then by id.
    pub sdks: Vec<EmbeddedSdk>,
    /// Requested permissions, sorted by name.
    pub permissions: Vec<RequestedPermission>,
    /// Calls that give personal information, with owners.
    pub calls: Vec<AttributedCall>,
    /// One row per known category, in the order of the signature set.
    pub categories: Vec<CategoryVerdict>,
    /// Findings, by category, then subject.
    pub findings: Vec<Finding>,
    /// Limitations of the facts, and those that judging adds (packers).
    pub limitations: Vec<Limitation>,
}

/// What checks look at: the facts and all that was identified in them.
pub(crate) struct Case<'a> {
    pub facts: &'a AppFacts,
    pub set: &'a Signatures,
    pub sdks: Vec<EmbeddedSdk>,
    pub permissions: Vec<RequestedPermission>,
    pub calls: Vec<AttributedCall>,
    pub limitations: Vec<Limitation>,
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

/// Judges one app.
///
/// Categories with the same check name the same fact: it is looked at once, its
/// findings stand under the first of them and name the others.
pub fn judge(facts: &AppFacts, set: &Signatures, _context: &AppContext) -> Judgement {
    let case = identify::identify(facts, set);
    let mut categories: Vec<CategoryVerdict> = Vec::with_capacity(set.categories.len());
    let mut findings = Vec::new();
    for (index, category) in set.categories.iter().enumerate() {
        let twin = set.categories[..index]
            .iter()
            .position(|earlier| category.check.is_some() && earlier.check == category.check);
        if let Some(twin) = twin {
            categories.push(verdict::echo(category, &categories[twin]));
            continue;
        }
        let outcome = category.check.map(|check| checks::run(check, &case));
        let also = set.categories[index + 1..]
            .iter()
            .filter(|later| category.check.is_some() && later.check == category.check)
            .map(|later| later.id.clone())
            .collect();
        let (row, mut found) = verdict::settle(category, outcome, facts, also);
        categories.push(row);
        findings.append(&mut found);
    }
    Judgement {
        sdks: case.sdks,
        permissions: case.permissions,
        calls: case.calls,
        categories,
        findings,
        limitations: case.limitations,
    }
}
