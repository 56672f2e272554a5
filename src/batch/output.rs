//! The output folder: one folder per app, one summary.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use serde::de::DeserializeOwned;

use crate::report::Writer;
use crate::report::evidence::{self, Evidence};
use crate::report::folder::{Folder, OutputError};
use crate::report::json::Report;
use crate::report::summary::Summary;

/// Characters of a folder's name that come from the package's file name.
const SLUG_CHARS: usize = 80;

/// An app's report in its folder.
const REPORT: &str = "report.json";

/// Writes reports below a folder: `report.json` and `summary.json`, and what
/// further formats add.
pub struct Reports<'a> {
    root: Folder,
    writers: Vec<Box<dyn Writer + 'a>>,
    /// Which input wrote a folder: of two copies of one file the first named
    /// one stays, whichever thread comes first. Folders are locked one by one, so
    /// that apps are written in parallel.
    written: Mutex<HashMap<String, Arc<Mutex<Option<usize>>>>>,
}

impl<'a> Reports<'a> {
    /// Prepares a folder, and makes it where it does not exist.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new(root: &Path, writers: Vec<Box<dyn Writer + 'a>>) -> Result<Self, OutputError> {
        Ok(Self {
            root: Folder::new(root)?,
            writers,
            written: Mutex::default(),
        })
    }

    /// The report that stands in the folder for a file, or as much of it as `T` holds,
    /// if a whole one does.
    pub fn read<T: DeserializeOwned>(&self, file: &str, sha256: &str) -> Option<T> {
        self.root
            .read_json(&format!("{}/{REPORT}", folder(file, sha256)))
    }

    /// Whether the evidence of an earlier run stands there.
    pub(super) fn has_evidence(&self, file: &str, sha256: &str) -> bool {
        let name = format!("{}/{}", folder(file, sha256), evidence::FILE_NAME);
        self.root.has(&name)
    }

    /// Writes one app's report, unless it stands there already from an earlier
    /// run, its evidence and its other formats in any case; returns its path below the root.
    ///
    /// # Errors
    /// The disk says no.
    pub(super) fn write(
        &self,
        input: usize,
        report: &Report,
        evidence: Option<&Evidence>,
        stands: bool,
    ) -> Result<String, OutputError> {
        let name = folder(&report.app.file, &report.app.sha256);
        let relative = format!("{name}/{REPORT}");
        let mut written = self.written.lock().unwrap_or_else(|e| e.into_inner());
        let writer = Arc::clone(written.entry(name.clone()).or_default());
        drop(written);
        let mut writer = writer.lock().unwrap_or_else(|e| e.into_inner());
        if writer.is_some_and(|first| first < input) {
            return Ok(relative);
        }
        let before = writer.replace(input);
        let folder = self.root.sub(&name)?;
        // The earlier run may have been killed between its formats, or had others.
        for writer in &self.writers {
            writer.app(&folder, report)?;
        }
        if let Some(evidence) = evidence {
            folder.file(evidence::FILE_NAME, |out| evidence.write(out, report))?;
        }
        if !stands || before.is_some() {
            folder.json(REPORT, report)?;
        }
        Ok(relative)
    }

    /// Writes the summary.
    ///
    /// # Errors
    /// The disk says no.
    pub fn finish(&self, summary: &Summary) -> Result<(), OutputError> {
        self.root.json("summary.json", summary)?;
        for writer in &self.writers {
            writer.batch(&self.root, summary)?;
        }
        Ok(())
    }
}

/// Name of an app's folder.
fn folder(file: &str, sha256: &str) -> String {
    format!("{}.{}", slug(file), sha256.get(..12).unwrap_or_default())
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
