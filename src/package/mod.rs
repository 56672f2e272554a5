//! A package on disk: an archive, a set of them, or a folder, read as one app.
//!
//! [`open`] tells by content what the path holds and gives a [`Package`] of one
//! or more [`Part`]s. Nothing is unpacked to disk and no path from inside a
//! package is ever written; entries are read on demand, each bounded by
//! [`Limits`], from any number of threads.
//!
//! # Why an own container reader
//! The nearest crate that reads Android's damaged archives (apk-info-zip 1.1)
//! was measured against this module, in one process, on 48 APKs of Chinese
//! markets and npm packages:
//!
//! | | here | apk-info-zip |
//! |---|---|---|
//! | opening, sum of best times | 3.2 ms | 4.7 ms |
//! | opening and certificates | 4.2 ms | 7.0 ms |
//! | inflating all DEX, 225 MB | 0.92 s | 1.28 s |
//! | an entry of 3 MB that inflates to 3 GB | error after 0.16 s, 39 MB | read in 24 s, 3.2 GB |
//!
//! Both read all of them. The third row is libdeflate on whole buffers
//! against streaming zlib; the last is why the crate was not taken: its bound is
//! 4 GiB an entry, and no caller can lower it. Nor does it know bundles, folders,
//! or damage that is noted entry by entry. A general ZIP crate refuses what
//! Android installs.
//!
//! # Codes
//! Anomalies of the container: `prefix-bytes`, `trailing-data`,
//! `second-end-record`, `directory-size`, `duplicate-name`, `non-utf8-name`, `path-traversal-name`,
//! `folder-named-as-file`, `unknown-compression-method`, `stored-size-mismatch`,
//! `encrypted-flag`; of entries that were read: `local-header-shifted`,
//! `local-method-mismatch`, `local-size-mismatch`, `local-crc-mismatch`,
//! `descriptor-mismatch`, `entry-past-directory`, `size-mismatch`.
//!
//! Limitations: `entries-cut`, `directory-damaged`, `split-unreadable`,
//! `splits-cut`, `assets-cut`, `folder-unreadable`, `folder-too-deep`,
//! `link-not-followed`, `smali-not-read`, `certificate-unreadable`, `unsigned`, and
//! [`Cause::code`] through [`PackageError::limitation`].

mod archive;
pub(crate) mod bytes;
mod certificates;
mod contents;
mod directory;
mod error;
mod extract;
#[cfg(test)]
pub(crate) mod fixtures;
mod folder;
mod inflate;
mod layout;
mod notes;
mod part;
mod source;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

pub use certificates::certificates;
pub use contents::contents;
pub use error::{Cause, PackageError};
pub use part::{Entry, Part};

use archive::Archive;
use folder::Folder;
use part::{Context, Store};
use source::Source;

use crate::facts::{Anomaly, Area, FileFacts, Limitation, PackageKind};
use crate::hex;
use crate::limits::Limits;

/// A package that was opened.
pub struct Package {
    kind: PackageKind,
    size: u64,
    parts: Vec<Part>,
    context: Arc<Context>,
    /// The container, for hashing.
    store: Arc<Store>,
    /// What an earlier reading of the file came to.
    hashed: Option<Hashed>,
}

/// The SHA-256 of a package, with the state of the file that it was read from.
#[derive(Debug, Clone)]
pub struct Hashed {
    /// Lower-case hexadecimal.
    pub sha256: String,
    /// None for a folder, which many files are.
    state: Option<source::State>,
}

/// Opens a file or folder. Reads directories only: a few kilobytes.
///
/// # Errors
/// [`Cause::Missing`], [`Cause::Unreadable`], [`Cause::NotAPackage`],
/// [`Cause::Truncated`], [`Cause::NoManifest`], or the first split's error when
/// no split of a set can be opened.
pub fn open(path: &Path, limits: &Limits) -> Result<Package, PackageError> {
    let context = Arc::new(Context::new(path.display().to_string(), limits.clone()));
    let fail = |cause| context.error("", cause);
    let metadata = path.metadata().map_err(|error| fail(error.into()))?;
    let (store, size) = if metadata.is_dir() {
        let folder = Folder::open(path, limits, &context.notes).map_err(fail)?;
        let size = (0..folder.len()).map(|i| folder.size(i)).sum();
        (Store::Folder(folder), size)
    } else {
        let file = File::open(path).map_err(|error| fail(error.into()))?;
        let source = Source::from_file(file).map_err(|error| fail(error.into()))?;
        open_archive(source, &context)?
    };
    assemble(store, size, context)
}

/// Opens a package that is in memory; `name` stands for its path in messages.
///
/// # Errors
/// As [`open`].
pub fn from_bytes(name: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Package, PackageError> {
    let context = Arc::new(Context::new(name.to_owned(), limits.clone()));
    let (store, size) = open_archive(Source::from_bytes(bytes), &context)?;
    assemble(store, size, context)
}

fn open_archive(source: Source, context: &Context) -> Result<(Store, u64), PackageError> {
    let size = source.len();
    let archive = Archive::open(source, "", &context.limits, &context.notes);
    let archive = archive.map_err(|cause| context.error("", cause))?;
    Ok((Store::Archive(archive), size))
}

fn assemble(store: Store, size: u64, context: Arc<Context>) -> Result<Package, PackageError> {
    let store = Arc::new(store);
    let (kind, parts) = layout::parts(&store, &context)?;
    Ok(Package {
        kind,
        size,
        parts,
        context,
        store,
        hashed: None,
    })
}

/// Whether a folder is a package itself rather than a folder of packages.
pub fn is_package_folder(path: &Path) -> bool {
    ["AndroidManifest.xml", "base/manifest/AndroidManifest.xml"]
        .iter()
        .any(|inside| path.join(inside).is_file())
}

impl Package {
    /// Kind of package.
    pub fn kind(&self) -> PackageKind {
        self.kind
    }

    /// Path as it was given.
    pub fn file(&self) -> &str {
        &self.context.file
    }

    /// Bytes of the file, or of all files of a folder.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Parts, the base first; never empty.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Entries of all parts in order; folders are left out.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.parts.iter().flat_map(Part::entries)
    }

    /// The first entry with this path, in the base before the other parts.
    pub fn find(&self, path: &str) -> Option<Entry<'_>> {
        self.parts.iter().find_map(|part| part.find(path))
    }

    /// Damage seen so far: in directories when opened, in local headers when an
    /// entry was read, in manifests and resources when they were.
    pub fn anomalies(&self) -> Vec<Anomaly> {
        self.context.notes.anomalies()
    }

    /// What could not be read so far.
    pub fn limitations(&self) -> Vec<Limitation> {
        self.context.notes.limitations()
    }

    /// Adds damage that a reader of an entry saw.
    pub(crate) fn note_anomaly(&self, code: &'static str, entry: &str, detail: impl Into<String>) {
        self.context.notes.anomaly(code, entry, detail);
    }

    /// Adds what a reader of an entry could not read.
    pub(crate) fn note_limitation(
        &self,
        area: Area,
        code: &'static str,
        entry: &str,
        detail: impl Into<String>,
    ) {
        self.context.notes.limitation(area, code, entry, detail);
    }

    /// The SHA-256, for [`Package::expect`] when the package is opened again. Reads the
    /// whole file.
    ///
    /// # Errors
    /// As [`Package::file_facts`].
    pub fn hashed(&self) -> Result<Hashed, PackageError> {
        Ok(Hashed {
            sha256: self.file_facts()?.sha256,
            state: self.state().cloned(),
        })
    }

    /// Spares reading the whole file for its SHA-256, where it is still the file that
    /// was hashed.
    pub fn expect(&mut self, hashed: Hashed) {
        let state = self.state();
        let same = state.is_some() && state == hashed.state.as_ref();
        self.hashed = same.then_some(hashed);
    }

    fn state(&self) -> Option<&source::State> {
        match &*self.store {
            Store::Archive(archive) => archive.source().opened(),
            Store::Folder(_) => None,
        }
    }

    /// Identity of the file, with its SHA-256: reads the whole file, once where
    /// [`Package::expect`] knows it. To be asked for last, as it says whether all reads
    /// were of one file.
    ///
    /// # Errors
    /// [`Cause::Unreadable`] and the like when the file cannot be read to its end,
    /// [`Cause::Changed`] when it was written to since [`open`].
    pub fn file_facts(&self) -> Result<FileFacts, PackageError> {
        let hash = match &*self.store {
            Store::Archive(archive) => self.hash_archive(archive.source()),
            Store::Folder(folder) => hash_folder(folder),
        };
        Ok(FileFacts {
            path: self.context.file.clone(),
            sha256: hash.map_err(|cause| self.context.error("", cause))?,
            size: self.size,
            kind: self.kind,
        })
    }

    fn hash_archive(&self, source: &Source) -> Result<String, Cause> {
        let hash = match &self.hashed {
            Some(hashed) => hashed.sha256.clone(),
            None => hash_source(source)?,
        };
        match source.has_changed() {
            true => Err(Cause::Changed),
            false => Ok(hash),
        }
    }

    /// An error about this package.
    pub(crate) fn error(&self, entry: &str, cause: Cause) -> PackageError {
        self.context.error(entry, cause)
    }
}

const HASH_BUFFER: usize = 256 << 10;

fn hash_source(source: &Source) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; HASH_BUFFER];
    let mut at = 0;
    while at < source.len() {
        let len = (HASH_BUFFER as u64).min(source.len() - at);
        let chunk = buffer.get_mut(..len as usize).unwrap_or_default();
        source.read_exact_at(at, chunk)?;
        hasher.update(&*chunk);
        at += len;
    }
    Ok(hex(&hasher.finalize()))
}

fn hash_folder(folder: &Folder) -> Result<String, Cause> {
    let mut lines = Sha256::new();
    let mut buffer = vec![0; HASH_BUFFER];
    for index in 0..folder.len() {
        let mut file = folder.file(index)?;
        let mut hasher = Sha256::new();
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            hasher.update(buffer.get(..read).unwrap_or_default());
        }
        lines.update(folder.name(index));
        lines.update([0]);
        lines.update(hex(&hasher.finalize()));
        lines.update(b"\n");
    }
    Ok(hex(&lines.finalize()))
}
