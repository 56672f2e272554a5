//! From a file to facts: opens the package and has each reader fill its part.

use std::path::{Path, PathBuf};

use crate::facts::{AppFacts, Area, FACTS_VERSION, Limitation};
use crate::limits::Limits;
use crate::package::PackageError;
use crate::signatures::Signatures;

/// What to read, besides the package itself.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The package.
    pub path: PathBuf,
    /// Policies outside the package; they come before bundled ones.
    pub policies: Vec<PathBuf>,
}

/// Reads one app.
///
/// # Errors
/// The package cannot be opened, or its manifest cannot be decoded. Everything
/// less is a [`Limitation`] in the facts.
pub fn extract(source: &Source, set: &Signatures, limits: &Limits) -> Result<AppFacts, PackageError> {
    todo!()
}
