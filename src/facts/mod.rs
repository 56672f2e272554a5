//! What was observed in an app, and what could not be: the waist of tongbao.
//!
//! [`AppFacts`] is a plain, versioned, serialisable record. It holds no opinion
//! and no signature: everything above it (judging, reports) is a pure function
//! of it, everything below it (packages, manifests, code, policies) only fills
//! it. Lists are sorted, so that equal packages give equal bytes.

mod code;
mod contents;
mod extraction;
mod manifest;
mod policy;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::listing::ListingFacts;

pub use code::*;
pub use contents::*;
pub use extraction::*;
pub use manifest::*;
pub use policy::*;

/// Version of the shape of [`AppFacts`]; grows when a field changes its meaning.
pub const FACTS_VERSION: u32 = 1;

/// Everything observed in one app.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AppFacts {
    /// [`FACTS_VERSION`] of the writer.
    pub facts_version: u32,
    /// By what they were extracted; told for facts that are stored.
    pub extraction: Extraction,
    /// The file on disk.
    pub file: FileFacts,
    /// The merged manifest, resource references resolved.
    pub manifest: Manifest,
    /// Signing certificates, each once.
    pub certificates: Vec<Certificate>,
    /// Native libraries, assets and other names inside the package.
    pub contents: Contents,
    /// What the DEX files hold.
    pub code: Code,
    /// The privacy policies found, and what they declare.
    pub policy: Policy,
    /// What a store shows of the app, where a listing was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listing: Option<ListingFacts>,
    /// Damage that was read the way Android reads it.
    pub anomalies: Vec<Anomaly>,
    /// What could not be read or was cut, and why.
    pub limitations: Vec<Limitation>,
}

/// Identity of the file that was scanned.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileFacts {
    /// Path as given or as found under a given folder.
    pub path: String,
    /// Lower-case hexadecimal SHA-256 of the file; of a sorted list of
    /// `path NUL sha256 LF` lines for a folder.
    pub sha256: String,
    /// Bytes; the sum over files for a folder.
    pub size: u64,
    /// Kind of package.
    pub kind: PackageKind,
}

/// Kind of package, told by content and never by the file's name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PackageKind {
    /// One installable archive.
    #[default]
    Apk,
    /// A split set as bundletool writes it.
    Apks,
    /// A split set as APKPure writes it (`manifest.json`).
    Xapk,
    /// A split set as APKMirror writes it (`info.json`).
    Apkm,
    /// An Android App Bundle (protobuf manifest and resources).
    Aab,
    /// A folder with a text or binary `AndroidManifest.xml`.
    Folder,
}

/// A signing certificate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Certificate {
    /// Subject distinguished name (RFC 4514 order as stored).
    pub subject: String,
    /// Lower-case hexadecimal SHA-256 of the DER certificate.
    pub sha256: String,
    /// Schemes that carry it: `v1`, `v2`, `v3`, `v3.1`.
    pub schemes: Vec<String>,
}

/// Damage in a package that Android tolerates. Never an error: the package was
/// read as Android reads it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Anomaly {
    /// Kebab-case code, stable.
    pub code: String,
    /// Where: an entry of the package, or empty for the container.
    pub entry: String,
    /// What was seen.
    pub detail: String,
}

/// Something that could not be read, or was cut at a limit. Categories that
/// rest on it become `inconclusive`, never `not found`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Limitation {
    /// What is affected.
    pub area: Area,
    /// Kebab-case code, stable; the texts for it live in `report::text`.
    pub code: String,
    /// Where: an entry of the package, a class, a URL; may be empty.
    pub location: String,
    /// The cause as the parser saw it, in English, for engineers.
    pub detail: String,
}

/// Part of the facts that a [`Limitation`] makes incomplete.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    /// Entries of the package: some could not be listed or read.
    Package,
    /// Manifest or resources.
    Manifest,
    /// Code: some DEX is missing, encrypted, packed or loaded from elsewhere.
    Code,
    /// Call graph: reachability may be incomplete although every DEX was read.
    Graph,
    /// Policy text.
    Policy,
    /// The store's listing.
    Listing,
    /// Certificates.
    Certificates,
}

/// A value with the place it was found at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Located {
    /// The value.
    pub value: String,
    /// Entry of the package, with a class or resource name behind `!` where known.
    pub location: String,
}
