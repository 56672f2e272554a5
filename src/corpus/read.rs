//! Corpora read row by row, and worked on by all threads in their order.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

use rayon::prelude::*;

use super::{MAX_ROW_BYTES, Row, RowError, lines, parquet};

/// Bytes of rows that are read ahead for the threads.
const BATCH_BYTES: usize = 8 << 20;
/// Rows that are read ahead for the threads.
const BATCH_ROWS: usize = 1024;
/// Rows of one file that cannot be read before the rest of it is given up.
const MAX_ERRORS: u32 = 100;
/// Folders below a named one.
const MAX_DEPTH: usize = 16;

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
pub struct Files(Vec<(Form, PathBuf, u64)>);

impl Files {
    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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

/// What the reading thread hands on: rows, or the end of a file with its bytes.
enum Message {
    Rows(Vec<Row>),
    Failed(RowError),
    Done(u64),
}

/// Reads all rows, has `work` done on each by rayon's current threads, and hands
/// the outcomes on in the order of the rows: a row's number over all files with
/// what became of it. A row that fails, in `work` too, is an error; after a
/// hundred of them the rest of a file is given up. `done` is told the size of
/// each file that was read.
///
/// # Errors
/// `take` fails; nothing more is read then.
pub fn each_row<T: Send>(
    files: &Files,
    work: impl Fn(u64, &Row) -> Result<T, RowError> + Sync,
    mut take: impl FnMut(Result<T, RowError>) -> io::Result<()> + Send,
    mut done: impl FnMut(u64) + Send,
) -> io::Result<()> {
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel(1);
        scope.spawn(move || read_all(files, &send));
        let mut number = 0;
        let mut errors = Errors::default();
        for message in receive {
            match message {
                Message::Done(bytes) => done(bytes),
                Message::Failed(error) => take(Err(error))?,
                Message::Rows(rows) => {
                    let results: Vec<_> = rows
                        .par_iter()
                        .enumerate()
                        .map(|(index, row)| work(number + index as u64, row))
                        .collect();
                    number += rows.len() as u64;
                    for (row, result) in rows.iter().zip(results) {
                        if let Some(result) = errors.admit(row, result) {
                            take(result)?;
                        }
                    }
                }
            }
        }
        Ok(())
    })
}

/// Counts the errors of the current file.
#[derive(Default)]
struct Errors {
    file: Option<Arc<str>>,
    count: u32,
}

impl Errors {
    /// The result where it counts; nothing once its file was given up.
    fn admit<T>(&mut self, row: &Row, result: Result<T, RowError>) -> Option<Result<T, RowError>> {
        if self.file.as_ref() != Some(&row.file) {
            self.file = Some(Arc::clone(&row.file));
            self.count = 0;
        }
        if self.count > MAX_ERRORS {
            return None;
        }
        if result.is_err() {
            self.count += 1;
            if self.count > MAX_ERRORS {
                let cause = format!("more than {MAX_ERRORS} rows cannot be read: given up");
                return Some(Err(row.error(cause)));
            }
        }
        Some(result)
    }
}

/// Reads until the end or until nobody listens.
fn read_all(files: &Files, send: &SyncSender<Message>) {
    for (form, path, size) in &files.0 {
        let mut batch = Batch {
            file: path.display().to_string().into(),
            line: 0,
            bytes: 0,
            rows: Vec::new(),
            send,
        };
        let read = match form {
            Form::Zstd => zstd_lines(path, &mut batch),
            Form::Lines => File::open(path)
                .and_then(|file| all_lines(BufReader::with_capacity(1 << 20, file), &mut batch)),
            Form::Parquet => parquet::read(path, &mut |text| batch.push(text)),
        };
        let failed = read.err().map(|error| RowError {
            file: batch.file.to_string(),
            line: batch.line + 1,
            cause: error.to_string(),
        });
        if batch.flush().is_err() {
            return;
        }
        let failed = failed.map(Message::Failed);
        for message in failed.into_iter().chain([Message::Done(*size)]) {
            if send.send(message).is_err() {
                return;
            }
        }
    }
}

fn zstd_lines(path: &Path, batch: &mut Batch) -> io::Result<()> {
    let file = File::open(path)?;
    let decoder = zstd::stream::read::Decoder::new(file)?;
    all_lines(BufReader::with_capacity(1 << 20, Named(decoder)), batch)
}

/// Says of what is wrong with compressed input that it is the compression.
struct Named<R>(R);

impl<R: Read> Read for Named<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer);
        read.map_err(|error| io::Error::new(error.kind(), format!("damaged zstd: {error}")))
    }
}

fn all_lines(mut input: impl BufRead, batch: &mut Batch) -> io::Result<()> {
    let mut line = Vec::new();
    while lines::next(&mut input, MAX_ROW_BYTES, &mut line)? {
        if line.is_empty() {
            batch.line += 1;
        } else {
            batch.push(std::mem::take(&mut line))?;
        }
    }
    Ok(())
}

/// Rows that are on their way to the threads.
struct Batch<'a> {
    file: Arc<str>,
    line: u64,
    bytes: usize,
    rows: Vec<Row>,
    send: &'a SyncSender<Message>,
}

impl Batch<'_> {
    fn push(&mut self, text: Vec<u8>) -> io::Result<()> {
        self.line += 1;
        self.bytes += text.len();
        self.rows.push(Row {
            file: Arc::clone(&self.file),
            line: self.line,
            text,
        });
        if self.bytes >= BATCH_BYTES || self.rows.len() >= BATCH_ROWS {
            return self.flush();
        }
        Ok(())
    }

    /// Hands on what there is; fails where nobody listens any more.
    fn flush(&mut self) -> io::Result<()> {
        self.bytes = 0;
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        self.send.send(Message::Rows(rows)).map_err(gone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &Path) -> (Vec<(u64, String)>, Vec<RowError>) {
        let files = files(&[path.to_path_buf()]).unwrap();
        let (mut rows, mut errors) = (Vec::new(), Vec::new());
        let work = |number, row: &Row| match row.text.as_slice() {
            b"bad" => Err(row.error("bad")),
            text => Ok((number, String::from_utf8_lossy(text).into_owned())),
        };
        let take = |result| {
            match result {
                Ok(row) => rows.push(row),
                Err(error) => errors.push(error),
            }
            Ok(())
        };
        each_row(&files, work, take, |_| ()).unwrap();
        (rows, errors)
    }

    #[test]
    fn rows_keep_their_order_and_errors_their_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.jsonl");
        let many: String = (0..5000).map(|n| format!("{n}\n")).collect();
        std::fs::write(&path, format!("{many}\nbad\nlast")).unwrap();
        let (rows, errors) = read(&path);
        assert_eq!(rows.len(), 5001);
        assert!(rows[..5000].iter().all(|(n, text)| n.to_string() == *text));
        assert_eq!(rows[5000], (5001, "last".into()));
        assert_eq!(errors.len(), 1);
        assert_eq!((errors[0].line, errors[0].cause.as_str()), (5002, "bad"));
    }

    #[test]
    fn a_file_full_of_errors_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.jsonl");
        std::fs::write(&path, "bad\n".repeat(3000) + "good\n").unwrap();
        let (rows, errors) = read(&path);
        assert!(rows.is_empty());
        assert_eq!(errors.len(), 101);
        assert!(errors[100].cause.contains("given up"), "{}", errors[100]);
    }

    #[test]
    fn compression_is_read_across_frames_and_its_damage_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.jsonl.zst");
        let frame = |text: &str| zstd::encode_all(text.as_bytes(), 3).unwrap();
        let whole = [frame("a\nb"), frame("c\nd\n")].concat();
        std::fs::write(&path, &whole).unwrap();
        let texts = |rows: Vec<(u64, String)>| rows.into_iter().map(|r| r.1).collect::<Vec<_>>();
        assert_eq!(texts(read(&path).0), ["a", "bc", "d"]);
        std::fs::write(&path, &whole[..whole.len() - 3]).unwrap();
        let (_, errors) = read(&path);
        assert!(errors[0].cause.contains("zstd"), "{}", errors[0]);
        std::fs::write(&path, b"{\"facts_version\":1}").unwrap();
        assert!(read(&path).1[0].cause.contains("zstd"));
    }

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
