//! `signatures/clauses/`: legal sources, one document a file, and
//! `facts.toml`, which says what categories and clauses speak of the same fact.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Bilingual;

/// A law, rule, notice, standard or guide.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LegalSource {
    /// Stable id, kebab case; the file's name without `.toml`.
    pub id: String,
    /// Title; the Chinese is the official one with its book-title marks, as
    /// [`Clause::document`](super::Clause::document) cites it.
    pub title: Bilingual,
    /// Number, e.g. 国信办秘字〔2019〕191号, as
    /// [`Clause::number`](super::Clause::number) cites it.
    pub number: String,
    /// Who issued it.
    pub issuer: Bilingual,
    /// Day of issue, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`: as far as it is known.
    pub issued: String,
    /// First day in force, where the document names one.
    #[serde(default)]
    pub effective: Option<String>,
    /// Whether it binds.
    pub status: SourceStatus,
    /// The clauses in use, in the document's order.
    #[serde(default, rename = "clause")]
    pub clauses: Vec<SourceClause>,
}

/// Whether a document binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SourceStatus {
    /// In force.
    InForce,
    /// Recommended: a standard or guide that authorities and stores apply.
    Recommended,
    /// Published for comment.
    Draft,
}

/// A clause.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceClause {
    /// Stable id within the document, e.g. `3.1`.
    pub id: String,
    /// As one cites it: 第三条第1项, 6.4, 附录E.
    pub cite: String,
    /// What it asks for, in this project's words.
    pub gist: Bilingual,
}

/// `clauses/facts.toml`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactFile {
    /// In reading order.
    #[serde(default, rename = "fact")]
    pub facts: Vec<RegulatedFact>,
}

/// One fact that several authorities name, each by its own clause.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegulatedFact {
    /// Stable id, kebab case.
    pub id: String,
    /// The fact in a few words.
    pub name: Bilingual,
    /// Ids of the categories that name it.
    pub categories: Vec<String>,
    /// Clauses that bear on it: `document/clause`.
    pub clauses: Vec<String>,
}
