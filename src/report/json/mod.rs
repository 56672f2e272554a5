//! `report.json`: the contract. Keys may grow, not change.
//!
//! Texts stand in the language of the run under the contract's key, and in both
//! languages beside it (`titles`, `texts`, `remedies`, …), so that a view made
//! later can show either.

mod fill;
mod package;
mod verdicts;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{score, text};
use crate::facts::{Anomaly, Certificate, Manifest, PackageKind};
use crate::judge::JudgedType;
use crate::listing::ListingFacts;
use crate::signatures::Signatures;

pub use package::*;
pub use verdicts::*;

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
    /// Packers; left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packers: Vec<Packer>,
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
