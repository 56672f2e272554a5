//! `report.json`: the contract. Keys may grow, not change.
//!
//! Texts stand in the language of the run under the contract's key, and in both
//! languages beside it (`titles`, `texts`, `remedies`, …), so that a view made
//! later can show either.

mod fill;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::context::Context;
use super::{score, text};
use crate::facts::{
    Anomaly, Area, Certificate, Confidence, DocumentFormat, DocumentRole, EdgeKind, FormIssue,
    Guard, Language, Located, Manifest, PackageKind, RootKind, Startup, SwitchMeaning,
    UsesPermissionKind,
};
use crate::judge::{
    ConsentState, EvidenceKind, InPolicy, JudgedType, OwnerKind, SetAside, Side, Used, Verdict,
};
use crate::listing::ListingFacts;
use crate::policy::{Declarations, Span};
use crate::signatures::Signatures;
use crate::signatures::model::{Authority, Bilingual, Home, SdkCategory, Severity};

/// Version of the contract.
pub const SCHEMA_VERSION: &str = "1.0";

/// One app's report.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// [`SCHEMA_VERSION`].
    pub schema_version: String,
    /// Language of the plain texts: `zh` or `en`.
    pub language: String,
    /// The tool and its knowledge.
    pub tool: Tool,
    /// SHA-256 over what else shaped the report: bounds, scope, policies from
    /// outside. A batch resumes from reports whose settings are its own.
    pub settings_sha256: String,
    /// The app.
    pub app: App,
    /// Which of the 39 common types it is of, told by the user or inferred.
    #[serde(default)]
    pub app_type: Option<JudgedType>,
    /// Rank in a queue: the points of `score_parts` together.
    pub score: u32,
    /// What the score is made of, most points first.
    pub score_parts: Vec<score::Part>,
    /// Requested permissions.
    pub permissions: Vec<Permission>,
    /// SDKs with any trace.
    pub sdks: Vec<Sdk>,
    /// Calls that give personal information.
    pub api_calls: Vec<ApiCall>,
    /// Policies.
    pub policy: Policy,
    /// What the store shows of the app, without the policy's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing: Option<ListingFacts>,
    /// Every known category.
    pub categories: Vec<Category>,
    /// Findings.
    pub findings: Vec<Finding>,
    /// Categories over which the app fails `--fail-on`.
    #[serde(default)]
    pub fails: Vec<String>,
    /// What could not be read.
    pub limitations: Vec<Limitation>,
    /// Damage that was read as Android reads it.
    pub anomalies: Vec<Anomaly>,
    /// The manifest, references resolved (`facts::Manifest`).
    #[schemars(with = "serde_json::Value")]
    pub manifest: Manifest,
    /// Code in numbers.
    pub code: CodeSummary,
}

/// The tool and its knowledge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// `tongbao`.
    pub name: String,
    /// Version of the program.
    pub version: String,
    /// Version of the signature set.
    pub signatures_version: String,
    /// SHA-256 of the signature set.
    pub signatures_sha256: String,
}

/// The app.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct App {
    /// Path of the file as given.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// Kind of package.
    pub kind: PackageKind,
    /// Application id.
    pub package: String,
    /// Label in the language of the report.
    pub label: Option<String>,
    /// Labels by language.
    pub labels: crate::facts::Localized,
    /// Version name.
    pub version_name: Option<String>,
    /// Version code.
    pub version_code: Option<u64>,
    /// Lowest API level.
    pub min_sdk: Option<u32>,
    /// Target API level.
    pub target_sdk: Option<u32>,
    /// Signing certificates.
    pub certificates: Vec<Certificate>,
}

impl App {
    /// What a reader calls the app.
    pub fn name(&self) -> &str {
        text::name(self.label.as_deref(), &self.package, &self.file)
    }
}

/// A requested permission.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Permission {
    /// Full name.
    pub name: String,
    /// Label, both languages; absent for a permission that no signature knows.
    pub labels: Option<Bilingual>,
    /// Element that asks for it.
    pub kind: UsesPermissionKind,
    /// `maxSdkVersion`.
    pub max_sdk: Option<u32>,
    /// PI types that it opens.
    pub pi_types: Vec<String>,
    /// Whether anything uses it.
    pub used: Used,
    /// Who uses it.
    pub users: Vec<PermissionUser>,
    /// What the policy says of it.
    pub in_policy: InPolicy,
    /// The policy's words.
    pub policy_span: Option<Span>,
}

/// A use of a permission.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PermissionUser {
    /// API.
    pub api: String,
    /// Caller, `class.method`.
    pub caller: String,
    /// Owner.
    pub owner: Owner,
}

/// An SDK.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Sdk {
    /// Id.
    pub id: String,
    /// Name in the language of the report.
    pub name: String,
    /// Names.
    pub names: Bilingual,
    /// Vendor in the language of the report.
    pub vendor: String,
    /// Vendors.
    pub vendors: Bilingual,
    /// What it is for.
    pub category: SdkCategory,
    /// Where its vendor processes data; absent in reports of earlier versions.
    #[serde(default)]
    pub home: Option<Home>,
    /// How sure it is that it is embedded; `low` is a mere trace.
    pub confidence: Confidence,
    /// Traces.
    pub evidence: Vec<SdkTrace>,
    /// What the policy says of it.
    pub in_policy: InPolicy,
    /// What its vendor says it collects.
    pub collects: Vec<String>,
    /// What the app does with its vendor's consent switches.
    pub consent: SdkConsent,
}

/// What an app does with an SDK's consent switches.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SdkConsent {
    /// The sum of it.
    pub state: ConsentState,
    /// Calls from outside the SDK, those that start-up reaches first.
    pub calls: Vec<SwitchCall>,
    /// What to do, naming the switch, in the language of the report.
    pub remedy: Option<String>,
}

/// A call of a vendor's consent switch.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SwitchCall {
    /// The switch: dotted class and method.
    pub switch: String,
    /// What a call of it means.
    pub effect: SwitchMeaning,
    /// The boolean that is passed, where it is a constant.
    pub flag: Option<bool>,
    /// Dotted class of the caller.
    pub class: String,
    /// Method of the caller.
    pub method: String,
    /// Whether start-up reaches it.
    pub startup: Startup,
    /// Consent test on the way.
    pub guard: Option<Guard>,
}

/// A trace of an SDK.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SdkTrace {
    /// `package`, `component`, `library`, `meta-data`, `asset`, `host`.
    pub kind: String,
    /// The trace.
    pub value: String,
    /// Where.
    pub location: String,
    /// Classes, for a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classes: Option<u32>,
}

/// Calls of one API by one owner.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ApiCall {
    /// Id of the API.
    pub api: String,
    /// What it gives.
    pub gives: Bilingual,
    /// PI type.
    pub pi_type: String,
    /// The permission that it needs, if any.
    pub permission: Option<String>,
    /// Owner.
    pub owner: Owner,
    /// Callers.
    pub callers: Vec<Caller>,
}

/// An owner of code.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Owner {
    /// Kind.
    pub kind: OwnerKind,
    /// Id of the SDK or library; a package prefix otherwise.
    pub id: String,
    /// Name in the language of the report.
    pub name: String,
    /// Names.
    pub names: Bilingual,
    /// What says so.
    pub how: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A method that calls.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Caller {
    /// Dotted class.
    pub class: String,
    /// Method.
    pub method: String,
    /// Descriptor.
    pub descriptor: String,
    /// DEX file.
    pub dex: String,
    /// Call sites.
    pub sites: u32,
    /// The constant that decides.
    pub constant: Option<String>,
    /// The method that hands it over, where the caller is a helper.
    pub via: Option<String>,
    /// How sure it is that it is this API.
    pub confidence: Confidence,
    /// Whether start-up reaches it.
    pub startup: Startup,
    /// What kind of root the path begins with.
    pub root: Option<RootKind>,
    /// Path from the root, root first.
    pub path: Vec<PathFrame>,
    /// Consent test on the way.
    pub guard: Option<Guard>,
}

/// A step of a path.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PathFrame {
    /// Dotted class.
    pub class: String,
    /// Method.
    pub method: String,
    /// Descriptor.
    pub descriptor: String,
    /// How the step before leads here.
    pub edge: EdgeKind,
    /// Owner's name.
    pub owner: String,
    /// Owner's names.
    pub owners: Bilingual,
}

/// Policies.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Policy {
    /// Documents.
    pub documents: Vec<PolicyDocument>,
    /// Addresses.
    pub urls: Vec<Located>,
    /// What they declare.
    pub declarations: Option<Declarations>,
}

/// A policy document.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PolicyDocument {
    /// Entry or file.
    pub path: String,
    /// From outside the package.
    pub external: bool,
    /// Role.
    pub role: DocumentRole,
    /// Format.
    pub format: DocumentFormat,
    /// Encoding.
    pub encoding: String,
    /// Language.
    pub language: Language,
    /// Title.
    pub title: Option<String>,
    /// Characters.
    pub chars: u32,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// Faults of presentation.
    pub form: Vec<FormIssue>,
    /// Cut at the limit.
    pub truncated: bool,
}

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

/// Code in numbers.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CodeSummary {
    /// DEX files (`facts::DexFile`).
    #[schemars(with = "Vec<serde_json::Value>")]
    pub dex_files: Vec<crate::facts::DexFile>,
    /// The call graph (`facts::GraphFacts`).
    #[schemars(with = "serde_json::Value")]
    pub graph: crate::facts::GraphFacts,
    /// What hides from reading (`facts::Opacity`).
    #[schemars(with = "serde_json::Value")]
    pub opacity: crate::facts::Opacity,
    /// Addresses in string constants.
    pub urls: u32,
    /// Host names in string constants.
    pub hosts: u32,
}

impl Report {
    /// Findings that are not set aside.
    pub fn counted(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.set_aside.is_none())
    }

    /// Whether a category has findings, and all of them are set aside.
    pub fn is_set_aside(&self, category: &str) -> bool {
        let of = |f: &&Finding| f.category == category || f.also.iter().any(|c| c == category);
        let mut findings = self.findings.iter().filter(of).peekable();
        findings.peek().is_some() && findings.all(|f| f.set_aside.is_some())
    }
}

impl Tool {
    /// This program with a signature set.
    pub fn of(set: &Signatures) -> Self {
        Self {
            name: env!("CARGO_PKG_NAME").into(),
            version: env!("CARGO_PKG_VERSION").into(),
            signatures_version: set.version.clone(),
            signatures_sha256: set.sha256.clone(),
        }
    }
}
