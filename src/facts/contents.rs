//! Names inside the package that tell an SDK, a framework or a packer.

use serde::{Deserialize, Serialize};

/// Names and sizes of entries; contents are not kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contents {
    /// `lib/<abi>/<name>` and other ELF files, each once per ABI.
    pub native_libraries: Vec<NativeLibrary>,
    /// Paths under `assets/`, without the split's name; capped, the cut noted.
    pub assets: Vec<String>,
    /// Paths under `META-INF/` that are no signature files, and other entries at
    /// the root that libraries leave (`*.properties`, `kotlin/…` collapsed).
    pub meta_inf: Vec<String>,
    /// Versions that libraries leave in `META-INF/*.version` and `*.properties`.
    pub library_versions: Vec<LibraryVersion>,
    /// Number of entries over all parts.
    pub entries: u64,
    /// Names of the splits or modules that were merged; empty for a plain APK.
    pub splits: Vec<String>,
}

/// A native library.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NativeLibrary {
    /// ABI folder (`arm64-v8a`), or empty for one found outside `lib/`.
    pub abi: String,
    /// File name, or the whole path for one found outside `lib/`.
    pub name: String,
    /// Inflated bytes.
    pub size: u64,
}

/// A library's own version mark.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LibraryVersion {
    /// `group_artifact` as the file's name spells it, e.g. `androidx.core_core`.
    pub artifact: String,
    /// Version text.
    pub version: String,
    /// Entry that holds it.
    pub location: String,
}
