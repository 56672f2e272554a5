//! Facts taken over from earlier corpora, for packages that have not changed.
//!
//! What stands for a package is its SHA-256, with the program, its knowledge and
//! its settings. A corpus is read once, and the rows that the batch wants are kept.

use std::collections::HashSet;
use std::io;
use std::path::Path;

use serde::Deserialize;

use super::kept::{Kept, Key, Packed};
use super::{Files, Row, RowError, each_row};
use crate::facts::{AppFacts, Extraction, FACTS_VERSION, Knowledge};

/// Facts that were found for a batch, by SHA-256 and [`Extraction::settings`].
pub struct Reuse(Kept);

/// What of a row decides whether it is taken over.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Head {
    facts_version: u32,
    extraction: Extraction,
    file: Package,
    limitations: Vec<Code>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Package {
    sha256: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Code {
    code: String,
}

impl Reuse {
    /// Reads corpora for the packages that are wanted. Rows that cannot be read
    /// are given back: their packages are unpacked again, and so are those for
    /// which time ran out.
    ///
    /// # Errors
    /// The file beside, in `folder`, cannot be written.
    pub fn gather(
        files: &Files,
        wanted: &HashSet<Key>,
        knowledge: &Knowledge,
        folder: &Path,
    ) -> io::Result<(Self, Vec<RowError>)> {
        let mut kept = Kept::new(folder, "reuse")?;
        let mut errors = Vec::new();
        let pick = |_, row: &Row| {
            let head: Head = serde_json::from_slice(row.text)
                .map_err(|error| row.error(format!("no facts of an app: {error}")))?;
            let key = Key::new(&head.file.sha256, &head.extraction.settings);
            let same = head.facts_version == FACTS_VERSION
                && head.extraction.version == env!("CARGO_PKG_VERSION")
                && head.extraction.knowledge == *knowledge
                && head.limitations.iter().all(|l| l.code != "time");
            if !same || !wanted.contains(&key) {
                return Ok(None);
            }
            let packed = Packed::new(row.text);
            let packed = packed.map_err(|error| row.error(error.to_string()))?;
            Ok(Some((key, packed)))
        };
        let take = |picked| {
            match picked {
                Ok(Some((key, packed))) => kept.add(key, packed)?,
                Ok(None) => {}
                Err(error) => errors.push(error),
            }
            Ok(())
        };
        each_row(files, pick, take, |_| ())?;
        Ok((Self(kept), errors))
    }

    /// Packages that need not be unpacked.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The facts of a package, if they were found.
    pub fn facts(&self, key: Key) -> Option<AppFacts> {
        serde_json::from_slice(&self.0.get(key)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::files;

    fn row(sha256: &str, change: impl Fn(&mut AppFacts)) -> String {
        let mut facts = AppFacts {
            facts_version: FACTS_VERSION,
            ..AppFacts::default()
        };
        facts.file.sha256 = sha256.into();
        facts.extraction.version = env!("CARGO_PKG_VERSION").into();
        facts.extraction.settings = "s".into();
        change(&mut facts);
        serde_json::to_string(&facts).unwrap() + "\n"
    }

    #[test]
    fn only_facts_of_the_same_extraction_are_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.jsonl");
        let rows = [
            row("same", |_| ()),
            row("version", |f| f.extraction.version = "0.0.1".into()),
            row("settings", |f| f.extraction.settings = "t".into()),
            row("knowledge", |f| f.extraction.knowledge.guards = "g".into()),
            row("facts", |f| f.facts_version = 0),
            row("time", |f| {
                f.limitations.push(crate::facts::Limitation {
                    area: crate::facts::Area::Code,
                    code: "time".into(),
                    location: String::new(),
                    detail: String::new(),
                });
            }),
            "damaged\n".into(),
            row("not wanted", |_| ()),
        ];
        std::fs::write(&path, rows.concat()).unwrap();
        let names = [
            "same",
            "version",
            "settings",
            "knowledge",
            "facts",
            "time",
            "gone",
        ];
        let wanted: HashSet<Key> = names.iter().map(|name| Key::new(name, "s")).collect();
        let files = files(&[path]).unwrap();
        let known = Knowledge::default();
        let (reuse, errors) = Reuse::gather(&files, &wanted, &known, folder.path()).unwrap();
        assert_eq!(errors.len(), 1);
        assert_eq!(reuse.len(), 1);
        let facts = reuse.facts(Key::new("same", "s")).unwrap();
        assert_eq!(facts.file.sha256, "same");
        assert_eq!(reuse.facts(Key::new("time", "s")), None);
        drop(reuse);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
