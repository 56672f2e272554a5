//! `signatures/permissions/*.toml`: permissions, by full name.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Bilingual;

/// A group of permissions.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PermissionFile {
    /// What the group is about.
    pub about: Bilingual,
    /// Where the facts come from, for entries that do not say otherwise.
    pub source: String,
    /// The entries.
    #[serde(rename = "permission")]
    pub permissions: Vec<Permission>,
}

/// A permission.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Permission {
    /// Full name. `*.` at the start matches any package (`*.permission.C2D_MESSAGE`),
    /// `.*` at the end likewise (`getui.permission.GetuiService.*`): the names
    /// that apps define for themselves. Never matched by the last word alone:
    /// many launchers define a `WRITE_SETTINGS` of their own.
    pub name: String,
    /// As Chinese and English users and policies know it.
    pub label: Bilingual,
    /// Protection.
    pub protection: Protection,
    /// PI types that it opens.
    #[serde(default)]
    pub pi_types: Vec<String>,
    /// A policy must name it: GB/T 41391-2022 annex D, TC260-PG-20204A annexes A
    /// and B, and permissions of later platforms that split or extend those.
    #[serde(default)]
    pub must_be_told: bool,
    /// First API level.
    #[serde(default)]
    pub since: Option<u32>,
    /// Last API level at which it has an effect.
    #[serde(default)]
    pub until: Option<u32>,
    /// Words by which policies name it; one phrase may name several permissions
    /// that policies do not tell apart (存储权限: reading and writing).
    #[serde(default)]
    pub phrases_zh: Vec<String>,
    /// Likewise in English.
    #[serde(default)]
    pub phrases_en: Vec<String>,
    /// Absence of calls says nothing: the platform, native code or a manifest entry
    /// uses it, or no entry of `signatures/apis` knows the calls that do.
    #[serde(default)]
    pub silent: bool,
    /// Source where it differs from the file's.
    #[serde(default)]
    pub source: Option<String>,
}

/// Protection of a permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Protection {
    /// Granted at install time.
    Normal,
    /// Asked for at run time.
    Dangerous,
    /// Granted on a settings page (appop).
    Special,
    /// For the platform or the same signer.
    Signature,
}
