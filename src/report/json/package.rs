//! What is in the package: permissions, SDKs, packers, calls, policies, code.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::{
    Confidence, DocumentFormat, DocumentRole, EdgeKind, FormIssue, Guard, Language, Located,
    RootKind, Startup, SwitchMeaning, UsesPermissionKind,
};
use crate::judge::{ConsentState, InPolicy, OwnerKind, Used};
use crate::policy::{Declarations, Span};
use crate::signatures::model::{Bilingual, Home, SdkCategory};

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

/// A packer (加固) that hides the app's code.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Packer {
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
    /// Classes, libraries and files that tell it, those that prove it alone first.
    pub traces: Vec<Located>,
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
