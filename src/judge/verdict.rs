//! Verdicts, findings and their evidence.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::policy::Span;
use crate::signatures::model::{Assessable, Authority, Bilingual, Category, Severity};

use super::calls::OwnedFrame;
use super::rulebook::Outcome;
use super::subjects::View;

/// What static reading says of a category.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub enum Verdict {
    /// The package itself shows it.
    #[serde(rename = "indicated")]
    Indicated,
    /// Evidence that a person must confirm.
    #[serde(rename = "suspected")]
    Suspected,
    /// It could not be judged.
    #[serde(rename = "inconclusive")]
    Inconclusive,
    /// Looked for, and not there.
    #[serde(rename = "not found")]
    NotFound,
    /// Needs a running app, or a listing that was not given.
    #[serde(rename = "not statically assessable")]
    NotStaticallyAssessable,
}

/// A category's row for one app.
#[derive(Debug, Clone)]
pub struct CategoryVerdict<'a> {
    /// Id.
    pub id: &'a str,
    /// Authority.
    pub authority: Authority,
    /// Title.
    pub title: &'a Bilingual,
    /// Verdict.
    pub verdict: Verdict,
    /// Why it is inconclusive, or how to check by hand; absent otherwise.
    pub note: Option<Cow<'a, Bilingual>>,
}

/// A finding: one subject under one category.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Id of the category.
    pub category: String,
    /// Categories that name the same fact under another label or authority.
    pub also: Vec<String>,
    /// Authority.
    pub authority: Authority,
    /// Title of the category.
    pub title: Bilingual,
    /// What was found, in one sentence.
    pub summary: Bilingual,
    /// `indicated` or `suspected`.
    pub verdict: Verdict,
    /// Gravity.
    pub severity: Severity,
    /// Both sides.
    pub evidence: Vec<Evidence>,
    /// Way out.
    pub remedy: Bilingual,
    /// What it is about: a permission, an SDK, a PI type; empty for the app itself.
    pub subject: String,
    /// The rule that made it; ids of rules are those of their category.
    pub rule: String,
    /// Survives a rebuild: SHA-256 over package, category and subject, 16 hex digits.
    pub fingerprint: String,
    /// Why it does not count, where it does not.
    pub set_aside: Option<SetAside>,
}

/// Why a finding does not count, though it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum SetAside {
    /// By an entry of the configuration.
    Ignored {
        /// The entry's reason.
        reason: String,
        /// Last day on which the entry holds, `YYYY-MM-DD`.
        expires: Option<String>,
    },
    /// The baseline has it, with the same verdict or a graver one.
    Baseline,
}

/// A piece of evidence.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Kind.
    pub kind: EvidenceKind,
    /// Package or policy.
    pub side: Side,
    /// What was seen.
    pub text: Bilingual,
    /// Where: an entry of the package, a class, a document with characters.
    pub location: String,
    /// The policy's words, unaltered, and their place.
    pub span: Option<Span>,
    /// Headings of the policy's sections that were searched in vain; the whole
    /// text was searched besides.
    pub searched: Vec<String>,
    /// Path from a start-up root, root first.
    pub path: Vec<OwnedFrame>,
}

/// The side that a piece of evidence stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// What the package can do.
    Package,
    /// What the policy says or fails to say.
    Policy,
    /// What the store's listing says or fails to say.
    Listing,
}

/// Kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// A permission in the manifest.
    Permission,
    /// A component in the manifest.
    Component,
    /// A trace of an SDK.
    Sdk,
    /// A call in code.
    Call,
    /// An address.
    Url,
    /// A sentence of the policy.
    PolicyText,
    /// Sections searched in vain.
    PolicyAbsence,
    /// No document.
    NoPolicy,
    /// A line of the store's listing.
    Listing,
}

/// A finding before its category is known.
#[derive(Debug)]
pub(crate) struct Draft {
    pub rule: String,
    pub verdict: Verdict,
    pub subject: String,
    pub summary: Bilingual,
    pub evidence: Vec<Evidence>,
    /// A remedy more specific than the category's.
    pub remedy: Option<Bilingual>,
    /// Lower gravity than the category's, e.g. for a broad wording.
    pub severity: Option<Severity>,
}

/// A category's verdict, and what to say beside it.
#[derive(Debug)]
pub(crate) struct Row {
    pub verdict: Verdict,
    /// Why it could not be judged, wholly or in part.
    pub why: Option<Bilingual>,
    /// Indications for the manual check.
    pub hints: Vec<Bilingual>,
}

/// The verdict that an outcome amounts to.
pub(crate) fn decide(category: &Category, outcome: &Outcome, view: &View) -> Row {
    let lacking = outcome.unknown.is_some_and(|r| view.lacks_listing(r));
    let unknown = outcome.unknown.filter(|_| !lacking);
    let without_listing = category.assessable == Assessable::Listing && view.has_no_listing();
    let why = unknown.map(|reason| view.reason(reason));
    let verdict = match outcome.drafts.iter().map(|d| d.verdict).min() {
        _ if category.assessable == Assessable::No => Verdict::NotStaticallyAssessable,
        Some(worst) => worst,
        None if without_listing => Verdict::NotStaticallyAssessable,
        None if why.is_some() => Verdict::Inconclusive,
        None => Verdict::NotFound,
    };
    Row {
        verdict,
        why,
        hints: outcome.hints.clone(),
    }
}

/// The row of a category that repeats others: the worst of them.
pub(crate) fn repeated<'a>(rows: impl Iterator<Item = &'a Row>) -> Row {
    let worst = rows.min_by_key(|row| row.verdict);
    Row {
        verdict: worst.map_or(Verdict::NotStaticallyAssessable, |row| row.verdict),
        why: worst.and_then(|row| row.why.clone()),
        hints: worst.map(|row| row.hints.clone()).unwrap_or_default(),
    }
}

/// A category with its verdict, as reports list it.
pub(crate) fn row<'a>(category: &'a Category, row: &Row) -> CategoryVerdict<'a> {
    let note = match (row.verdict, row.hints.is_empty()) {
        (Verdict::NotStaticallyAssessable, true) => Some(Cow::Borrowed(&category.manual_check)),
        (Verdict::NotStaticallyAssessable, false) => {
            let hints = row.hints.iter().chain([&category.manual_check]);
            let (zh, en): (Vec<&str>, Vec<&str>) =
                hints.map(|h| (h.zh.as_str(), h.en.as_str())).unzip();
            Some(Cow::Owned(Bilingual {
                zh: zh.join(" "),
                en: en.join(" "),
            }))
        }
        _ => row.why.clone().map(Cow::Owned),
    };
    CategoryVerdict {
        id: &category.id,
        authority: category.authority,
        title: &category.title,
        verdict: row.verdict,
        note,
    }
}

/// The findings of a category.
pub(crate) fn findings(
    category: &Category,
    outcome: Outcome,
    package: &str,
    also: &[String],
) -> impl Iterator<Item = Finding> {
    outcome.drafts.into_iter().map(move |draft| Finding {
        category: category.id.clone(),
        also: also.to_vec(),
        authority: category.authority,
        title: category.title.clone(),
        verdict: draft.verdict,
        severity: draft.severity.unwrap_or(category.severity),
        remedy: draft.remedy.unwrap_or_else(|| category.remedy.clone()),
        fingerprint: fingerprint(package, &category.id, &draft.subject),
        rule: draft.rule,
        subject: draft.subject,
        summary: draft.summary,
        evidence: draft.evidence,
        set_aside: None,
    })
}

/// A name for a finding that survives a rebuild: it holds no version, offset,
/// path in the file system or wording.
fn fingerprint(package: &str, category: &str, subject: &str) -> String {
    let mut fingerprint = crate::sha256_hex(format!("{package}\0{category}\0{subject}").as_bytes());
    fingerprint.truncate(16);
    fingerprint
}
