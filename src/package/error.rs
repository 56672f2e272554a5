//! Why a package, or an entry of it, could not be read.

use std::fmt;

use crate::facts::{Area, Limitation};

/// An error with the file and the entry it happened in. Prints as one line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct PackageError {
    /// Path as it was given.
    pub file: String,
    /// Entry of the package, or empty for the container.
    pub entry: String,
    /// What went wrong.
    pub cause: Cause,
}

impl fmt::Display for PackageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if !self.entry.is_empty() {
            write!(f, "!{}", self.entry)?;
        }
        write!(f, ": {}", self.cause)
    }
}

impl PackageError {
    /// The same as a [`Limitation`], for an entry that an app can be judged without.
    pub fn limitation(&self, area: Area) -> Limitation {
        Limitation {
            area,
            code: self.cause.code().to_owned(),
            location: self.entry.clone(),
            detail: self.cause.to_string(),
        }
    }
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// Nothing is at the path.
    #[error("no such file or folder")]
    Missing,
    /// The operating system refused or failed.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// The file was written to while it was read: what was read is of no one file.
    #[error("changed while it was read")]
    Changed,
    /// Neither an archive nor a folder with a manifest.
    #[error("not an Android package: {0}")]
    NotAPackage(&'static str),
    /// An archive that ends before its directory, or an entry that runs past
    /// the end of the file.
    #[error("truncated: {0}")]
    Truncated(&'static str),
    /// An archive or folder without `AndroidManifest.xml`.
    #[error("no AndroidManifest.xml inside")]
    NoManifest,
    /// The manifest is there and cannot be decoded.
    #[error("manifest cannot be decoded: {0}")]
    Manifest(String),
    /// A resource table is there and cannot be decoded.
    #[error("resources cannot be decoded: {0}")]
    Resources(&'static str),
    /// The compressed data of an entry is damaged.
    #[error("damaged: {0}")]
    Damaged(&'static str),
    /// A bound of [`crate::limits::Limits`] was hit.
    #[error("over the limit: {what} exceeds {limit}")]
    Limit {
        /// What was counted.
        what: &'static str,
        /// The bound.
        limit: u64,
    },
}

impl Cause {
    /// Stable kebab-case code.
    pub fn code(&self) -> &'static str {
        match self {
            Cause::Missing => "missing",
            Cause::Unreadable(_) => "unreadable",
            Cause::Changed => "changed",
            Cause::NotAPackage(_) => "not-a-package",
            Cause::Truncated(_) => "truncated",
            Cause::NoManifest => "no-manifest",
            Cause::Manifest(_) => "undecodable-manifest",
            Cause::Resources(_) => "undecodable-resources",
            Cause::Damaged(_) => "damaged-entry",
            Cause::Limit { .. } => "limit",
        }
    }
}

impl From<std::io::Error> for Cause {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Cause::Missing,
            std::io::ErrorKind::UnexpectedEof => Cause::Truncated("data runs past the end"),
            _ => Cause::Unreadable(error.to_string()),
        }
    }
}
