//! `signatures/policy/*.toml` other than `pi-types.toml`: the words of policies.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Bilingual;

/// A file of words.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LexiconFile {
    /// What the words are about.
    pub about: Bilingual,
    /// Where they come from.
    pub source: String,
    /// The entries.
    #[serde(rename = "entry")]
    pub entries: Vec<LexiconEntry>,
}

/// Words of one meaning.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LexiconEntry {
    /// Their meaning: `pi.<id>` or `pi-weak.<id>` (a kind of personal information),
    /// `permission` or `permission-weak`, `cue.<name>`, `topic.<name>`,
    /// `column.<name>`, `other` (a longer phrase that means none of these).
    pub tag: String,
    /// Full names of the permissions that the words declare.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<String>,
    /// Full names that the words cover besides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The words cover their permissions only as a part of something wider.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub broad: bool,
    /// Chinese words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub zh: Vec<String>,
    /// English words, in the singular.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub en: Vec<String>,
}
