//! Corpora written row by row, whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use zstd::stream::write::Encoder;

use super::files::Form;
use super::parquet::Writer;
use super::{CorpusError, LEVEL};
use crate::facts::AppFacts;

/// Window of 8 MiB, the most that every decoder must take (RFC 8878, 3.1.1.1.2):
/// what apps share (SDKs, phrases of policies) is then found from app to app.
const WINDOW_LOG: u32 = 23;

/// Takes rows and writes them to the files that a name stands for: one that ends
/// in `.jsonl.zst` or `.parquet`, or both in a folder.
pub struct Sink {
    lines: Option<(Part, Encoder<'static, BufWriter<File>>)>,
    table: Option<(Part, Writer<BufWriter<File>>)>,
}

/// A file under its temporary name.
struct Part {
    path: PathBuf,
    temporary: PathBuf,
}

impl Part {
    fn create(path: PathBuf) -> io::Result<(Self, BufWriter<File>)> {
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(".part");
        let temporary = path.with_file_name(name);
        let file = File::create(&temporary)?;
        let part = Self { path, temporary };
        Ok((part, BufWriter::with_capacity(1 << 18, file)))
    }

    fn keep(self, mut file: BufWriter<File>) -> io::Result<()> {
        file.flush()?;
        drop(file);
        std::fs::rename(&self.temporary, &self.path)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Renamed, there is none; a part of a corpus helps nobody.
        let _ = std::fs::remove_file(&self.temporary);
    }
}

impl Sink {
    /// Begins the files of a name; a folder is made where it does not exist.
    ///
    /// # Errors
    /// The name says no form, or the disk says no.
    pub fn new(path: &Path) -> Result<Self, CorpusError> {
        let fail = |cause: String| CorpusError {
            path: path.to_path_buf(),
            cause,
        };
        let is_folder = path.is_dir() || path.extension().is_none();
        let (lines, table) = match Form::of(path) {
            _ if is_folder => (
                Some(path.join("facts.jsonl.zst")),
                Some(path.join("facts.parquet")),
            ),
            Some((Form::Zstd, _)) => (Some(path.to_path_buf()), None),
            Some((Form::Parquet, _)) => (None, Some(path.to_path_buf())),
            _ => {
                let cause = "a corpus is written to .jsonl.zst, .parquet or a folder";
                return Err(fail(cause.into()));
            }
        };
        let begin = || -> io::Result<Self> {
            let folder = if is_folder { Some(path) } else { path.parent() };
            if let Some(folder) = folder {
                std::fs::create_dir_all(folder)?;
            }
            Ok(Self {
                lines: lines.map(begin_lines).transpose()?,
                table: table.map(begin_table).transpose()?,
            })
        };
        begin().map_err(|e| fail(e.to_string()))
    }

    /// Whether [`Sink::add`] looks at facts beyond their JSON.
    pub fn wants_facts(&self) -> bool {
        self.table.is_some()
    }

    /// Adds a row: JSON without a line's end, and the facts where they are wanted.
    ///
    /// # Errors
    /// The disk says no.
    pub fn add(&mut self, facts: Option<&AppFacts>, json: &[u8]) -> io::Result<()> {
        if let Some((_, encoder)) = &mut self.lines {
            encoder.write_all(json)?;
            encoder.write_all(b"\n")?;
        }
        if let (Some((_, writer)), Some(facts)) = (&mut self.table, facts) {
            writer.add(facts, json)?;
        }
        Ok(())
    }

    /// Ends the files and gives them their names.
    ///
    /// # Errors
    /// The disk says no.
    pub fn finish(self) -> io::Result<()> {
        if let Some((part, encoder)) = self.lines {
            part.keep(encoder.finish()?)?;
        }
        if let Some((part, writer)) = self.table {
            part.keep(writer.finish()?)?;
        }
        Ok(())
    }
}

fn begin_lines(path: PathBuf) -> io::Result<(Part, Encoder<'static, BufWriter<File>>)> {
    let (part, file) = Part::create(path)?;
    let mut encoder = Encoder::new(file, LEVEL)?;
    encoder.window_log(WINDOW_LOG)?;
    encoder.include_checksum(true)?;
    Ok((part, encoder))
}

fn begin_table(path: PathBuf) -> io::Result<(Part, Writer<BufWriter<File>>)> {
    let (part, file) = Part::create(path)?;
    Ok((part, Writer::new(file)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_whole_or_absent() {
        let folder = tempfile::tempdir().unwrap();
        let both = folder.path().join("corpus");
        let names = || {
            let mut names: Vec<_> = std::fs::read_dir(&both)
                .unwrap()
                .map(|e| e.unwrap().file_name().into_string().unwrap())
                .collect();
            names.sort();
            names
        };
        let facts = AppFacts::default();
        let mut sink = Sink::new(&both).unwrap();
        sink.add(Some(&facts), b"{}").unwrap();
        assert_eq!(names(), ["facts.jsonl.zst.part", "facts.parquet.part"]);
        drop(sink);
        assert!(names().is_empty());
        Sink::new(&both).unwrap().finish().unwrap();
        assert_eq!(names(), ["facts.jsonl.zst", "facts.parquet"]);
        assert!(Sink::new(&folder.path().join("facts.csv")).is_err());
    }
}
