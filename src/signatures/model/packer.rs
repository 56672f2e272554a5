//! `signatures/packers/*.toml`: packers (加固), one a file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Bilingual;

/// A packer: a tool that hides an app's DEX from reading.
///
/// One of `libraries`, `applications`, `packages` and `assets` proves it; names that
/// ordinary apps or other packers use too are weak, and count from two different
/// ones on. Tools that watch the running app but leave its DEX readable (anti-cheat,
/// root detection, attestation) are SDKs, not packers.
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
    /// Native libraries whose names prove nothing alone (`libexec.so`).
    #[serde(default)]
    pub weak_libraries: Vec<String>,
    /// Stub Application or component factory classes; `*` at the end matches any rest.
    #[serde(default)]
    pub applications: Vec<String>,
    /// Java package prefixes of the stub.
    #[serde(default)]
    pub packages: Vec<String>,
    /// Paths from the package's root (`assets/…`, `lib/*/mix.dex`); `*` matches any run.
    #[serde(default)]
    pub assets: Vec<String>,
    /// Paths that prove nothing alone (`assets/dex.dat`).
    #[serde(default)]
    pub weak_assets: Vec<String>,
    /// Where the facts come from.
    pub source: String,
}
