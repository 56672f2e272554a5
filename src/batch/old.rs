//! Results of an earlier run that verdicts are held against: a report folder, or what
//! `scan`, `judge` and workers print.

use std::io::{self, BufRead, Read};
use std::path::Path;

use serde::Deserialize;

use super::Reports;
use crate::corpus::{Files, Kept, Key, MAX_ROW_BYTES, Packed, Row, each_row, opened};
use crate::diff::since::Judged;
use crate::report::summary::AppRow;

/// Bytes of one JSON value over many lines, a summary, that are read at most.
const MAX_WHOLE_BYTES: u64 = 1 << 30;

/// Results, found app by app.
pub enum Results<'a> {
    /// The report folder of an earlier run.
    Folder(Reports<'a>),
    /// What a run has printed.
    Printed(Printed),
}

impl Results<'_> {
    /// The verdicts of an app, by its file and SHA-256.
    pub(super) fn find(&self, file: &str, sha256: &str) -> Option<Judged> {
        match self {
            Self::Folder(reports) => reports.read(file, sha256),
            Self::Printed(printed) => printed.find(file, sha256),
        }
    }
}

/// Printed results; those of a large batch wait in a temporary file.
pub struct Printed(Kept);

/// A result that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}{}: {cause}", if *.line == 0 { String::new() } else { format!(":{}", .line) })]
pub struct ResultError {
    /// The file.
    pub file: String,
    /// Line from 1; 0 where the file as a whole is meant.
    pub line: u64,
    /// What is wrong.
    pub cause: String,
}

/// A printed value, whichever it is.
#[derive(Deserialize)]
struct Value {
    /// Of a report.
    app: Option<App>,
    /// Of a summary.
    apps: Option<Vec<AppRow>>,
    /// Of a worker's answer.
    report: Option<Box<Value>>,
    error: Option<serde::de::IgnoredAny>,
    #[serde(default)]
    categories: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct App {
    file: String,
    sha256: String,
}

/// What of a worker's answer is a report.
#[derive(Deserialize)]
struct Answer {
    report: Judged,
}

type Found = Vec<(Key, Packed)>;

const NONE: &str = "no report, summary or worker's answer";

impl Printed {
    /// Reads what a run has printed: reports a line, one report, a summary, or a
    /// worker's answers; compressed with zstd or not. `folder` takes what waits.
    ///
    /// # Errors
    /// The file cannot be read, or the first line that is none of these.
    pub fn read(path: &Path, folder: &Path) -> Result<Self, ResultError> {
        let fail = |line: u64, cause: String| ResultError {
            file: path.display().to_string(),
            line,
            cause,
        };
        let whole = |error: io::Error| fail(0, error.to_string());
        let mut kept = Kept::new(folder, "since").map_err(whole)?;
        let mut add = |found: Found| {
            let mut found = found.into_iter();
            found.try_for_each(|(key, packed)| kept.add(key, packed))
        };
        if let Some(text) = of_many_lines(path).map_err(whole)? {
            let found = parse(&text).map_err(|cause| fail(0, cause))?;
            add(found).map_err(whole)?;
            return Ok(Self(kept));
        }
        let files = Files::of_lines(path).map_err(whole)?;
        let mut first = None;
        let work = |_, row: &Row| parse(row.text).map_err(|cause| row.error(cause));
        let take = |result| match result {
            Ok(found) => add(found),
            Err(error) => {
                first = Some(error);
                Err(io::ErrorKind::InvalidData.into())
            }
        };
        let read = each_row(&files, work, take, |_| ());
        match (first, read) {
            (Some(error), _) => Err(fail(error.line, error.cause)),
            (None, Err(error)) => Err(whole(error)),
            (None, Ok(())) if kept.len() == 0 => Err(fail(0, NONE.into())),
            (None, Ok(())) => Ok(Self(kept)),
        }
    }

    fn find(&self, file: &str, sha256: &str) -> Option<Judged> {
        let text = self.0.get(Key::new(sha256, file))?;
        serde_json::from_slice(&text).ok()
    }
}

/// The text of a file whose first line is no whole JSON value; none where it is.
fn of_many_lines(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut input = opened(path)?;
    let mut text = Vec::new();
    let most = MAX_ROW_BYTES as u64;
    while text.trim_ascii().is_empty() && (&mut input).take(most).read_until(b'\n', &mut text)? > 0
    {
    }
    let line = serde_json::from_slice::<serde::de::IgnoredAny>(&text);
    if !line.is_err_and(|error| error.is_eof()) {
        return Ok(None);
    }
    input.take(MAX_WHOLE_BYTES).read_to_end(&mut text)?;
    if text.len() as u64 >= MAX_WHOLE_BYTES {
        let cause = "one value of more than 1 GiB: give reports, one a line (--format jsonl)";
        return Err(io::Error::other(cause));
    }
    Ok(Some(text))
}

/// What one printed value says of apps; nothing for a package that a worker could not
/// read.
fn parse(text: &[u8]) -> Result<Found, String> {
    let none = |error: serde_json::Error| format!("{NONE}: {error}");
    let value: Value = serde_json::from_slice(text).map_err(none)?;
    let pack = |app: &App, judged: &Judged| {
        let text = serde_json::to_vec(judged).map_err(|error| error.to_string())?;
        let packed = Packed::new(&text).map_err(|error| error.to_string())?;
        Ok::<_, String>((Key::new(&app.sha256, &app.file), packed))
    };
    match value {
        Value {
            apps: Some(rows), ..
        } => rows
            .into_iter()
            .map(|row| {
                let app = App {
                    file: row.file.clone(),
                    sha256: row.sha256.clone(),
                };
                pack(&app, &row.into())
            })
            .collect(),
        Value {
            app: Some(app),
            categories: Some(_),
            ..
        } => {
            let judged = serde_json::from_slice(text).map_err(none)?;
            Ok(vec![pack(&app, &judged)?])
        }
        Value {
            report: Some(report),
            ..
        } => {
            let answer: Answer = serde_json::from_slice(text).map_err(none)?;
            let app = report.app.as_ref().ok_or(NONE)?;
            Ok(vec![pack(app, &answer.report)?])
        }
        Value { error: Some(_), .. } => Ok(Vec::new()),
        _ => Err(NONE.into()),
    }
}
