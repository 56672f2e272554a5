//! Reports read back from an output folder one at a time, in the order of the
//! queue: a format that holds the whole batch in one file needs no memory for it,
//! and a folder of an earlier run can be compared with.

use std::path::{Component, Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::folder::{Folder, OutputError};
use super::json::Report;
use super::summary::{AppRow, Summary};

/// Every app of a batch with its report.
///
/// # Errors
/// An item is an error where a report that was written is no longer there.
pub fn reports<'a>(
    folder: &'a Folder,
    summary: &'a Summary,
) -> impl Iterator<Item = Result<(&'a AppRow, Report), OutputError>> {
    summary.apps.iter().filter_map(|row| {
        let name = row.report.as_ref()?;
        Some(match folder.read_json(name) {
            Some(report) => Ok((row, report)),
            None => Err(folder.missing(name)),
        })
    })
}

/// A report folder of an earlier run that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}", path.display())]
pub struct StoredError {
    /// The file.
    pub path: PathBuf,
    /// The cause.
    pub cause: String,
}

/// What is needed of `summary.json`.
#[derive(Deserialize)]
struct Rows {
    apps: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    report: Option<PathBuf>,
}

/// The reports of an earlier run, or as much of each as `T` holds.
///
/// # Errors
/// `summary.json` is missing or none. An item is an error where the report is, or
/// where its name leads out of the folder.
pub fn stored<T: DeserializeOwned>(
    folder: &Path,
) -> Result<impl Iterator<Item = Result<T, StoredError>>, StoredError> {
    let rows: Rows = json(&folder.join("summary.json"))?;
    let names = rows.apps.into_iter().filter_map(|row| row.report);
    Ok(names.map(|name| {
        let path = folder.join(&name);
        let inside = |part: Component| matches!(part, Component::Normal(_));
        if !name.components().all(inside) {
            let cause = "leads out of the folder".into();
            return Err(StoredError { path, cause });
        }
        json(&path)
    }))
}

fn json<T: DeserializeOwned>(path: &Path) -> Result<T, StoredError> {
    let fail = |cause: String| StoredError {
        path: path.to_path_buf(),
        cause,
    };
    let bytes = std::fs::read(path).map_err(|e| fail(e.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|e| fail(e.to_string()))
}
