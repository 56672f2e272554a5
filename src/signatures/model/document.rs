//! `signatures/documents.toml`: the legal documents that categories cite.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentFile {
    /// The documents.
    #[serde(rename = "document")]
    pub documents: Vec<LegalDocument>,
}

/// A law, rule, notice or standard.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LegalDocument {
    /// Document number, e.g. 国信办秘字〔2019〕191号.
    pub number: String,
    /// Full title with book-title marks.
    pub title: String,
    /// The title in English.
    pub title_en: String,
    /// Who issued it.
    pub issuer: String,
    /// Date of issue, `YYYY-MM-DD` or as much of it as is known.
    pub issued: String,
    /// A draft for comment, not in force: a finding under it is advance notice.
    #[serde(default)]
    pub draft: bool,
}
