//! `signatures/categories/*.toml`: violation categories, one a file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Bilingual, Example, Rule};

/// A violation category of one authority.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Stable id, e.g. `cverc-permissions-not-told`; the file's name without `.toml`.
    pub id: String,
    /// Who names apps for it.
    pub authority: Authority,
    /// Place among the authority's categories, as its own document orders them.
    pub order: u16,
    /// The label as the authority prints it, and its English.
    pub title: Bilingual,
    /// Legal source.
    pub clause: Clause,
    /// Gravity of a finding.
    pub severity: Severity,
    /// How far static reading can settle it.
    pub assessable: Assessable,
    /// Categories that name the same fact under another label or authority;
    /// mutual. One of them holds the rules, the others repeat its verdict.
    #[serde(default)]
    pub same_fact: Vec<String>,
    /// What it means and how it is detected.
    pub explanation: Bilingual,
    /// What static reading cannot see.
    pub blind_spots: Bilingual,
    /// How to put it right.
    pub remedy: Bilingual,
    /// What to do by hand.
    pub manual_check: Bilingual,
    /// What decides it. Empty where a category of the same fact holds the
    /// rules, or where only a running app can tell.
    #[serde(default, rename = "rule")]
    pub rules: Vec<Rule>,
    /// Its own proof.
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
}

/// An authority whose notices or rules hold the category.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Authority {
    /// 工业和信息化部.
    Miit,
    /// 国家计算机病毒应急处理中心.
    Cverc,
    /// 国家网信办、工信部、公安部、市场监管总局 (191号).
    FourMinistries,
    /// 全国人大常委会 (个人信息保护法).
    Pipl,
    /// 国家网信办和地方网信办.
    Cac,
    /// 国家标准、行业标准和实践指南.
    Standard,
}

/// A legal source.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Document, full title with book-title marks.
    pub document: String,
    /// Document number, e.g. 国信办秘字〔2019〕191号.
    pub number: String,
    /// Clause within it.
    pub clause: String,
}

impl Clause {
    /// As a finding cites it: document, number, clause.
    pub fn cite(&self) -> String {
        format!("{}（{}）{}", self.document, self.number, self.clause)
    }
}

/// Gravity.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// For information.
    Info,
    /// Minor.
    Low,
    /// Named in notices.
    Medium,
    /// Named often, taken down.
    High,
    /// Reason enough by itself to be taken down.
    Critical,
}

/// How far static reading can settle a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Assessable {
    /// The package can show it.
    Yes,
    /// The package can show a part, or raise a suspicion.
    Part,
    /// What the store shows of the app can settle it, where a listing is given.
    Listing,
    /// Needs a running app.
    No,
}
