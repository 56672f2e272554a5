//! What is named as a corpus: files by their form, in the order in which they are read.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Folders below a named one.
const MAX_DEPTH: usize = 16;
/// What a frame of zstd begins with (RFC 8878, 3.1.1).
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A name that is no corpus.
#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}", path.display())]
pub struct CorpusError {
    /// The name.
    pub path: PathBuf,
    /// What is wrong with it.
    pub cause: String,
}

/// How a corpus is stored, as its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// `.jsonl.zst`.
    Zstd,
    /// `.jsonl`.
    Lines,
    /// `.parquet`.
    Parquet,
}

impl Form {
    /// The form of a name, and the name without it.
    pub fn of(path: &Path) -> Option<(Self, PathBuf)> {
        let name = path.file_name()?.to_str()?;
        [
            (".jsonl.zst", Self::Zstd),
            (".jsonl", Self::Lines),
            (".parquet", Self::Parquet),
        ]
        .into_iter()
        .find_map(|(ending, form)| {
            let stem = name.strip_suffix(ending)?;
            Some((form, path.with_file_name(stem)))
        })
    }
}

/// Corpus files in the order in which they are read.
#[derive(Debug, Default)]
pub struct Files(pub(super) Vec<(Form, PathBuf, u64)>);

impl Files {
    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A file with a row a line, whatever it is called.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of_lines(path: &Path) -> io::Result<Self> {
        let form = match is_zstd(path)? {
            true => Form::Zstd,
            false => Form::Lines,
        };
        let size = std::fs::metadata(path)?.len();
        Ok(Self(vec![(form, path.to_path_buf(), size)]))
    }

    /// Bytes over all of them.
    pub fn bytes(&self) -> u64 {
        self.0.iter().map(|(_, _, size)| size).sum()
    }
}

/// The files of named corpora: in the order of naming, in a folder by path.
/// Files of a folder that differ in their form alone hold the same rows, and one
/// of them is read.
///
/// # Errors
/// A name that cannot be looked at or that is no corpus, or a folder without one.
pub fn files(named: &[PathBuf]) -> Result<Files, CorpusError> {
    let mut all = Vec::new();
    for path in named {
        let fail = |cause: String| CorpusError {
            path: path.clone(),
            cause,
        };
        let meta = std::fs::metadata(path).map_err(|e| fail(e.to_string()))?;
        if !meta.is_dir() {
            let (form, _) = Form::of(path).ok_or_else(|| {
                fail("no corpus: expected .jsonl.zst, .jsonl, .parquet or a folder of them".into())
            })?;
            all.push((form, path.clone(), meta.len()));
            continue;
        }
        let mut found = BTreeMap::new();
        walk(path, 0, &mut found).map_err(|e| fail(e.to_string()))?;
        if found.is_empty() {
            return Err(fail(
                "a folder without .jsonl.zst, .jsonl or .parquet".into(),
            ));
        }
        all.extend(found.into_values());
    }
    Ok(Files(all))
}

type Found = BTreeMap<PathBuf, (Form, PathBuf, u64)>;

fn walk(folder: &Path, depth: usize, found: &mut Found) -> io::Result<()> {
    if depth > MAX_DEPTH {
        return Err(io::Error::other(format!(
            "more than {MAX_DEPTH} folders deep"
        )));
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let path = entry.path();
        if kind.is_dir() {
            walk(&path, depth + 1, found)?;
        } else if kind.is_file()
            && let Some((form, stem)) = Form::of(&path)
        {
            let size = entry.metadata()?.len();
            let known = found.get(&stem);
            if known.is_none_or(|(other, _, _)| form < *other) {
                found.insert(stem, (form, path, size));
            }
        }
    }
    Ok(())
}

/// Whether a file's content says that it is zstd.
pub(super) fn is_zstd(path: &Path) -> io::Result<bool> {
    let mut start = Vec::new();
    File::open(path)?
        .take(ZSTD.len() as u64)
        .read_to_end(&mut start)?;
    Ok(start == ZSTD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_one_corpus_in_two_forms_one_is_read() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b/facts.parquet", "b/facts.jsonl.zst", "a.jsonl", "x.txt"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let found = files(&[folder.path().to_path_buf()]).unwrap();
        let names: Vec<_> = found
            .0
            .iter()
            .map(|f| f.1.strip_prefix(folder.path()))
            .collect();
        let names: Vec<_> = names
            .into_iter()
            .map(|n| n.unwrap().to_str().unwrap())
            .collect();
        assert_eq!(names, ["a.jsonl", "b/facts.jsonl.zst"]);
        assert!(files(&[folder.path().join("x.txt")]).is_err());
        assert!(files(&[folder.path().join("gone.jsonl")]).is_err());
    }
}
