//! `signatures/policy/pi-types.toml`: kinds of personal information (PI).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Bilingual;

/// File of kinds of personal information.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PiTypeFile {
    /// The kinds.
    #[serde(rename = "type")]
    pub types: Vec<PiType>,
}

/// A kind of personal information.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PiType {
    /// Stable id, snake case.
    pub id: String,
    /// Regulatory wording.
    pub name: Bilingual,
    /// The broader kind that contains it.
    pub parent: Option<String>,
    /// Naming the parent in a policy is enough to have named this one. False by
    /// default: 191号 2.1 asks for an itemised list (逐一列出).
    #[serde(default)]
    pub named_by_parent: bool,
    /// Sensitive under PIPL art. 28.
    #[serde(default)]
    pub sensitive: bool,
}
