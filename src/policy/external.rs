//! Policies outside the package: named on the command line, or beside it.

use std::io::Read;
use std::path::Path;

use super::{DocumentError, document};
use crate::facts::Document;
use crate::limits::Limits;

/// An external policy that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ExternalError {
    /// The operating system says no.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// Over [`Limits::policy_bytes`].
    #[error("larger than {0} bytes")]
    TooLarge(u64),
    /// Not a document.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

/// Reads a policy from a file.
///
/// # Errors
/// The file cannot be read, is too large, or is no document.
pub fn read_file(path: &Path, limits: &Limits) -> Result<Document, ExternalError> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?
        .take(limits.policy_bytes + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits.policy_bytes {
        return Err(ExternalError::TooLarge(limits.policy_bytes));
    }
    let shown = path.display().to_string();
    let mut document = document(&bytes, &shown, limits)?;
    document.path = shown;
    document.external = true;
    Ok(document)
}
