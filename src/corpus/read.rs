//! Corpora read row by row, and worked on by all threads in their order.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rayon::prelude::*;

use super::files::{Files, Form, is_zstd};
use super::{MAX_ROW_BYTES, Row, RowError, parquet};

/// Bytes of rows that are read ahead for each thread: what its caches hold.
const BATCH_BYTES: usize = 1 << 20;
/// Batches that are on their way: worked on, waiting, being read.
const BATCHES: usize = 3;
/// Rows of one file that cannot be read before the rest of it is given up.
const MAX_ERRORS: u32 = 100;
/// Bytes that are read at a time.
const CHUNK: u64 = 1 << 18;

/// What the reading thread hands on: rows, or the end of a file with its bytes.
enum Message {
    Rows(Rows),
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
    let threads = rayon::current_num_threads();
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel(1);
        // Buffers go round: new ones would be faulted in page by page.
        let (give_back, used) = sync_channel(BATCHES);
        let ways = Ways {
            send,
            used,
            batch_bytes: BATCH_BYTES * threads,
        };
        scope.spawn(move || read_all(files, &ways));
        let mut number = 0;
        let mut errors = Errors::default();
        for message in receive {
            match message {
                Message::Done(bytes) => done(bytes),
                Message::Failed(error) => take(Err(error))?,
                Message::Rows(batch) => {
                    let rows = batch.rows();
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
                    drop(rows);
                    let _ = give_back.try_send(batch.text);
                }
            }
        }
        Ok(())
    })
}

/// Rows of one file, one after the other.
struct Rows {
    file: Arc<str>,
    text: Vec<u8>,
    /// Of each row its line, and its bytes in `text`.
    places: Vec<(u64, Range<usize>)>,
}

impl Rows {
    fn rows(&self) -> Vec<Row<'_>> {
        let places = self.places.iter();
        places
            .map(|(line, place)| Row {
                file: &self.file,
                line: *line,
                text: self.text.get(place.clone()).unwrap_or_default(),
            })
            .collect()
    }
}

/// Counts the errors of the current file.
#[derive(Default)]
struct Errors {
    file: String,
    count: u32,
}

impl Errors {
    /// The result where it counts; nothing once its file was given up.
    fn admit<T>(&mut self, row: &Row, result: Result<T, RowError>) -> Option<Result<T, RowError>> {
        if self.file != row.file {
            self.file = row.file.into();
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

/// The reading thread's ways to and from the consumer.
struct Ways {
    send: SyncSender<Message>,
    used: Receiver<Vec<u8>>,
    batch_bytes: usize,
}

/// Reads until the end or until nobody listens.
fn read_all(files: &Files, ways: &Ways) {
    for (form, path, size) in &files.0 {
        let mut batch = Batch {
            file: path.display().to_string().into(),
            line: 0,
            text: Vec::new(),
            places: Vec::new(),
            ways,
        };
        let read = match form {
            Form::Zstd => zstd(path).and_then(|input| all_lines(input, &mut batch)),
            Form::Lines => File::open(path).and_then(|input| all_lines(input, &mut batch)),
            Form::Parquet => parquet::read(path, &mut |text| {
                let start = batch.text.len();
                batch.text.extend_from_slice(text);
                batch.row(start..start + text.len())?;
                if batch.is_full() {
                    batch.flush()
                } else {
                    Ok(())
                }
            }),
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
            if ways.send.send(message).is_err() {
                return;
            }
        }
    }
}

type Unpacked = Named<zstd::stream::read::Decoder<'static, BufReader<File>>>;

fn zstd(path: &Path) -> io::Result<Unpacked> {
    Ok(Named(zstd::stream::read::Decoder::new(File::open(path)?)?))
}

/// The bytes of a file, unpacked where its content says that it is zstd.
///
/// # Errors
/// It cannot be opened.
pub fn opened(path: &Path) -> io::Result<Box<dyn BufRead>> {
    Ok(match is_zstd(path)? {
        true => Box::new(BufReader::new(zstd(path)?)),
        false => Box::new(BufReader::new(File::open(path)?)),
    })
}

/// Says of what is wrong with compressed input that it is the compression.
struct Named<R>(R);

impl<R: Read> Read for Named<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer);
        read.map_err(|error| io::Error::new(error.kind(), format!("damaged zstd: {error}")))
    }
}

/// Reads straight into the text of the rows: a copy would cost as much again.
fn all_lines(mut input: impl Read, batch: &mut Batch) -> io::Result<()> {
    // Where the line begins that is being read.
    let mut start = 0;
    loop {
        let known = batch.text.len();
        let read = (&mut input).take(CHUNK).read_to_end(&mut batch.text);
        let new = batch.text.get(known..).unwrap_or_default();
        let ends: Vec<usize> = memchr::memchr_iter(b'\n', new)
            .map(|at| known + at)
            .collect();
        for end in ends {
            batch.row(start..end)?;
            start = end + 1;
        }
        // Rows before damage are whole.
        if read? == 0 {
            let end = batch.text.len();
            return match start < end {
                true => batch.row(start..end),
                false => Ok(()),
            };
        }
        if batch.text.len() - start > MAX_ROW_BYTES {
            let cause = format!("a line of more than {MAX_ROW_BYTES} bytes");
            return Err(io::Error::new(io::ErrorKind::InvalidData, cause));
        }
        if batch.is_full() {
            let begun = batch.text.split_off(start);
            batch.flush()?;
            batch.text.extend_from_slice(&begun);
            start = 0;
        }
    }
}

/// Rows that are on their way to the threads.
struct Batch<'a> {
    file: Arc<str>,
    line: u64,
    text: Vec<u8>,
    places: Vec<(u64, Range<usize>)>,
    ways: &'a Ways,
}

impl Batch<'_> {
    /// The next line, by its place in the text; an empty one is no row.
    fn row(&mut self, place: Range<usize>) -> io::Result<()> {
        if place.len() > MAX_ROW_BYTES {
            let cause = format!("a line of more than {MAX_ROW_BYTES} bytes");
            return Err(io::Error::new(io::ErrorKind::InvalidData, cause));
        }
        self.line += 1;
        if !place.is_empty() {
            self.places.push((self.line, place));
        }
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.text.len() >= self.ways.batch_bytes && !self.places.is_empty()
    }

    /// Hands on what there is; fails where nobody listens any more.
    fn flush(&mut self) -> io::Result<()> {
        let places = std::mem::take(&mut self.places);
        if places.is_empty() {
            return Ok(());
        }
        let mut next = self.ways.used.try_recv().unwrap_or_default();
        next.clear();
        // One row may have been very long.
        next.shrink_to(2 * self.ways.batch_bytes);
        let rows = Rows {
            file: Arc::clone(&self.file),
            text: std::mem::replace(&mut self.text, next),
            places,
        };
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        self.ways.send.send(Message::Rows(rows)).map_err(gone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::files;

    fn read(path: &Path) -> (Vec<(u64, String)>, Vec<RowError>) {
        let files = files(&[path.to_path_buf()]).unwrap();
        let (mut rows, mut errors) = (Vec::new(), Vec::new());
        let work = |number, row: &Row| match row.text {
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
    fn lines_are_whole_across_chunks_and_bounded() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.jsonl");
        // Lines of up to three chunks, some empty, the last one without its end.
        let lengths = [0, 1, CHUNK - 1, CHUNK, 0, 2 * CHUNK + 7, 3, 3 * CHUNK, 5];
        let lines = lengths.map(|length| "x".repeat(usize::try_from(length).unwrap()));
        std::fs::write(&path, lines.join("\n")).unwrap();
        let (rows, errors) = read(&path);
        let found: Vec<String> = rows.into_iter().map(|(_, text)| text).collect();
        let expected: Vec<String> = lines.into_iter().filter(|l| !l.is_empty()).collect();
        assert!(found == expected && errors.is_empty());
        std::fs::write(&path, "a\n".to_owned() + &"x".repeat(MAX_ROW_BYTES + 1)).unwrap();
        let (rows, errors) = read(&path);
        assert_eq!(rows, [(0, "a".into())]);
        assert_eq!(errors[0].line, 2);
        assert!(
            errors[0].cause.contains("a line of more than"),
            "{}",
            errors[0]
        );
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
}
