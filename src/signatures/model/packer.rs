//! `signatures/packers/*.toml`: packers (加固), one a file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Bilingual;

/// A packer: a tool that hides an app's DEX from reading.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Packer {
    /// Stable id, kebab case; the file's name without `.toml`.
    pub id: String,
    /// Product name.
    pub name: Bilingual,
    /// Vendor.
    pub vendor: Bilingual,
    /// Native libraries; `*` matches any run.
    #[serde(default)]
    pub libraries: Vec<String>,
    /// Stub Application or component factory classes; `*` at the end matches any rest.
    #[serde(default)]
    pub applications: Vec<String>,
    /// Java package prefixes of the stub.
    #[serde(default)]
    pub packages: Vec<String>,
    /// Paths under `assets/` or the root; `*` matches any run.
    #[serde(default)]
    pub assets: Vec<String>,
    /// Where the facts come from.
    pub source: String,
}
