//! What a user named, resolved to packages in a fixed order.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::limits::Limits;
use crate::listing;
use crate::package;
use crate::report::summary::ErrorRow;

/// Names that say "package" before the content is looked at. Such a file that
/// turns out to be none is an error, not skipped.
const EXTENSIONS: [&str; 5] = ["apk", "apks", "xapk", "apkm", "aab"];
/// Formats of a sidecar policy, `NAME.policy.<format>`.
const POLICY_EXTENSIONS: [&str; 5] = ["html", "txt", "md", "docx", "pdf"];
/// Folders below a named one.
const MAX_DEPTH: usize = 64;

/// A package to scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it is.
    pub path: PathBuf,
    /// The path in reports: as named, with what was found below it.
    pub shown: String,
    /// Bytes, for progress only.
    pub size: u64,
    /// Sidecar policies beside it.
    pub policies: Vec<PathBuf>,
    /// The store's listing beside it.
    pub listing: Option<PathBuf>,
}

/// A named path that yields nothing.
pub type InputError = ErrorRow;

/// Packages under the named paths, in the order of naming and then by path;
/// and what could not be looked at.
pub fn find(named: &[PathBuf]) -> (Vec<Input>, Vec<InputError>) {
    let mut found = Vec::new();
    let mut errors = Vec::new();
    for path in named {
        match std::fs::metadata(path) {
            Ok(meta) if meta.is_dir() && !package::is_package_folder(path) => {
                walk(path, 0, &mut found, &mut errors);
            }
            Ok(meta) => found.push(Input::named(path, meta.len())),
            Err(error) => errors.push(unreadable(path, &error)),
        }
    }
    // Named twice, scanned once.
    let mut seen = std::collections::HashSet::new();
    found.retain(|input: &Input| seen.insert(input.path.clone()));
    (found, errors)
}

fn unreadable(path: &Path, error: &std::io::Error) -> InputError {
    InputError {
        file: path.display().to_string(),
        entry: String::new(),
        cause: error.to_string(),
    }
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<Input>, errors: &mut Vec<InputError>) {
    if depth > MAX_DEPTH {
        errors.push(InputError {
            file: folder.display().to_string(),
            entry: String::new(),
            cause: format!("more than {MAX_DEPTH} folders deep"),
        });
        return;
    }
    let listed = std::fs::read_dir(folder).and_then(|entries| {
        let mut paths = Vec::new();
        for entry in entries {
            let entry = entry?;
            // Links are not followed: a loop would never end.
            let kind = entry.file_type()?;
            if kind.is_dir() || kind.is_file() {
                paths.push((entry.path(), kind.is_dir()));
            }
        }
        Ok(paths)
    });
    let mut paths = match listed {
        Ok(paths) => paths,
        Err(error) => return errors.push(unreadable(folder, &error)),
    };
    paths.sort();
    let has_package = paths
        .iter()
        .any(|(path, is_dir)| !is_dir && is_named_package(path));
    for (path, is_dir) in paths {
        if is_dir {
            // Beside or above a built package lies its source: the package is
            // what users install.
            if !has_package && package::is_package_folder(&path) && !holds_package(&path) {
                found.push(Input::named(&path, 0));
            } else {
                walk(&path, depth + 1, found, errors);
            }
        } else if is_named_package(&path) || is_package_by_content(&path) {
            let size = std::fs::metadata(&path).map_or(0, |m| m.len());
            found.push(Input::named(&path, size));
        }
    }
}

fn holds_package(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|entries| {
        entries
            .flatten()
            .any(|e| is_named_package(&e.path()) && e.path().is_file())
    })
}

fn is_named_package(path: &Path) -> bool {
    path.extension()
        .and_then(|e| e.to_str())
        .is_some_and(|e| EXTENSIONS.contains(&e.to_lowercase().as_str()))
}

/// An archive under another name: looked into, and left alone where it is not
/// a package.
fn is_package_by_content(path: &Path) -> bool {
    let mut magic = [0; 4];
    let is_zip = File::open(path)
        .and_then(|mut file| file.read_exact(&mut magic))
        .is_ok_and(|()| magic == *b"PK\x03\x04");
    is_zip && package::open(path, &Limits::default()).is_ok()
}

impl Input {
    /// A package by its path, with the policies and the listing beside it; of so many bytes, where
    /// progress is shown.
    pub fn named(path: &Path, size: u64) -> Self {
        let beside = |ending: &str| {
            let mut name = path.file_stem()?.to_os_string();
            name.push(ending);
            Some(path.parent()?.join(name)).filter(|path| path.is_file())
        };
        let policies = POLICY_EXTENSIONS
            .iter()
            .filter_map(|extension| beside(&format!(".policy.{extension}")))
            .collect();
        Self {
            listing: beside(listing::SUFFIX),
            path: path.to_path_buf(),
            shown: path.display().to_string(),
            size,
            policies,
        }
    }
}
