//! What is made of the package: verdicts, findings with their evidence, limitations.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::PathFrame;
use crate::facts::Area;
use crate::judge::{EvidenceKind, SetAside, Side, Verdict};
use crate::report::context::Context;
use crate::signatures::model::{Authority, Bilingual, Severity};

/// A category's row.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Category {
    /// Id.
    pub id: String,
    /// Authority.
    pub authority: Authority,
    /// Title in the language of the report.
    pub title: String,
    /// Titles.
    pub titles: Bilingual,
    /// Verdict.
    pub verdict: Verdict,
    /// Why it is inconclusive, or how to check by hand.
    pub note: Option<String>,
    /// Notes.
    pub notes: Option<Bilingual>,
}

/// A finding.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Category.
    pub category: String,
    /// Categories that name the same fact under another label or authority.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Authority.
    pub authority: Authority,
    /// Title of the category, in the language of the report.
    pub title: String,
    /// Titles.
    pub titles: Bilingual,
    /// What was found, in one sentence.
    pub summary: String,
    /// Summaries.
    pub summaries: Bilingual,
    /// The legal source.
    pub clause: String,
    /// Verdict.
    pub verdict: Verdict,
    /// Gravity.
    pub severity: Severity,
    /// Both sides.
    pub evidence: Vec<Evidence>,
    /// Way out.
    pub remedy: String,
    /// Ways out.
    pub remedies: Bilingual,
    /// A permission, SDK or PI type; empty for the app itself.
    pub subject: String,
    /// Survives a rebuild.
    pub fingerprint: String,
    /// Why it does not count, where it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<SetAside>,
}

/// A piece of evidence.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Kind.
    pub kind: EvidenceKind,
    /// Package or policy.
    pub side: Side,
    /// In the language of the report.
    pub text: String,
    /// Texts.
    pub texts: Bilingual,
    /// Where.
    pub location: String,
    /// The policy's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The words' place in the policy, with what stands around them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// Headings of the policy's sections that were searched in vain; the whole
    /// text was searched besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub searched: Vec<String>,
    /// Path from a start-up root, in Java notation, root first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<String>,
    /// The same path with owners.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frames: Vec<PathFrame>,
}

/// A limitation.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Limitation {
    /// What is affected.
    pub area: Area,
    /// Code.
    pub code: String,
    /// In the language of the report.
    pub text: String,
    /// Texts.
    pub texts: Bilingual,
    /// Where.
    pub location: String,
    /// The parser's words.
    pub detail: String,
}
