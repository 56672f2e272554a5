//! The output folder: one folder per app, one summary.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::Serialize;

use crate::report::json::Report;
use crate::report::summary::Summary;

/// Characters of a folder's name that come from the package's file name.
const SLUG_CHARS: usize = 80;

/// An app's report in its folder.
const REPORT: &str = "report.json";

/// Reports cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}", path.display())]
pub struct OutputError {
    /// The file or folder.
    pub path: PathBuf,
    /// The cause.
    pub cause: std::io::Error,
}

/// Writes reports below a folder.
#[derive(Debug)]
pub struct Reports {
    root: PathBuf,
    /// Which input wrote a folder: of two copies of one file the first named
    /// one stays, whichever thread comes first.
    written: Mutex<HashMap<String, usize>>,
}

impl Reports {
    /// Prepares a folder, and makes it where it does not exist.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new(root: &Path) -> Result<Self, OutputError> {
        std::fs::create_dir_all(root).map_err(|cause| at(root, cause))?;
        Ok(Self {
            root: root.to_path_buf(),
            written: Mutex::default(),
        })
    }

    /// The report that stands in the folder for a file, if a whole one does.
    pub fn read(&self, file: &str, sha256: &str) -> Option<Report> {
        let path = self.root.join(folder(file, sha256)).join(REPORT);
        serde_json::from_slice(&std::fs::read(path).ok()?).ok()
    }

    /// Writes one app's report, unless it stands there already from an earlier
    /// run; returns its path below the root.
    ///
    /// # Errors
    /// The disk says no.
    pub fn write(
        &self,
        input: usize,
        report: &Report,
        stands: bool,
    ) -> Result<String, OutputError> {
        let folder = folder(&report.app.file, &report.app.sha256);
        let relative = format!("{folder}/{REPORT}");
        let mut written = self.written.lock().unwrap_or_else(|e| e.into_inner());
        let before = written.get(&folder).copied();
        if before.is_some_and(|first| first < input) {
            return Ok(relative);
        }
        written.insert(folder.clone(), input);
        if stands && before.is_none() {
            return Ok(relative);
        }
        let folder = self.root.join(folder);
        std::fs::create_dir_all(&folder).map_err(|cause| at(&folder, cause))?;
        write_json(&folder.join(REPORT), report)?;
        Ok(relative)
    }

    /// Writes the summary.
    ///
    /// # Errors
    /// The disk says no.
    pub fn finish(&self, summary: &Summary) -> Result<(), OutputError> {
        write_json(&self.root.join("summary.json"), summary)
    }
}

/// Name of an app's folder.
fn folder(file: &str, sha256: &str) -> String {
    format!("{}.{}", slug(file), sha256.get(..12).unwrap_or_default())
}

fn at(path: &Path, cause: std::io::Error) -> OutputError {
    OutputError {
        path: path.to_path_buf(),
        cause,
    }
}

/// Writes under a temporary name and renames, so that a reader never sees half
/// a report.
fn write_json(path: &Path, value: &impl Serialize) -> Result<(), OutputError> {
    let temporary = path.with_extension("json.part");
    let write = || -> std::io::Result<()> {
        let mut file = std::io::BufWriter::new(std::fs::File::create(&temporary)?);
        serde_json::to_writer_pretty(&mut file, value)?;
        file.write_all(b"\n")?;
        file.flush()?;
        drop(file);
        std::fs::rename(&temporary, path)
    };
    write().map_err(|cause| {
        // A part of a report helps nobody, and fills a full disk.
        let _ = std::fs::remove_file(&temporary);
        at(path, cause)
    })
}

/// A safe folder name from a file's name: no separator, no control character,
/// no leading dot, bounded.
fn slug(file: &str) -> String {
    let name = file
        .trim_end_matches(['/', '\\'])
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let safe: String = stem
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || "-_.+".contains(c) {
                c
            } else {
                '_'
            }
        })
        .take(SLUG_CHARS)
        .collect();
    let safe = safe.trim_start_matches('.');
    if safe.is_empty() {
        "package".into()
    } else {
        safe.into()
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_are_safe() {
        for (file, expected) in [
            ("a/b/app-release.apk", "app-release"),
            ("合规检测程序.apk", "合规检测程序"),
            ("../../.apk", "package"),
            ("a/..", "package"),
            ("x\u{1b}[31m y.apk", "x__31m_y"),
            ("folder/", "folder"),
            ("", "package"),
        ] {
            assert_eq!(slug(file), expected, "{file}");
        }
    }
}
