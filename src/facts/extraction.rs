//! By what facts were extracted: whether they can stand for a fresh scan.

use serde::{Deserialize, Serialize};

/// The program, its knowledge and the settings that made the facts of an app.
///
/// Equal packages with an equal extraction give equal facts (unless time ran
/// out). Empty in facts that are not stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Extraction {
    /// Version of the program.
    pub version: String,
    /// Lower-case hexadecimal SHA-256 over bounds, scope and the policies from
    /// outside the package.
    pub settings: String,
    /// The part of the signatures that shapes facts.
    pub knowledge: Knowledge,
}

/// The part of a signature set that shapes facts: what code is watched for, what
/// starts an app, and the words of policies. Everything else of a set is looked
/// at by judging alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Knowledge {
    /// Watched APIs and consent switches: 12 hexadecimal digits for each
    /// definition, sorted, without separators.
    pub watched: String,
    /// Digest of the words and stores that tell a consent test.
    pub guards: String,
    /// Actions that start an app, sorted; `ACTION<26` ends at target SDK 26,
    /// `ACTION?PERMISSION` reaches those who hold the permission.
    pub starts: Vec<String>,
    /// Digest of all that policies are read with.
    pub policy: String,
}
