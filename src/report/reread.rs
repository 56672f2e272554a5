//! Reports of a batch, read back from the output folder one at a time, in the
//! order of the queue: a format that holds the whole batch in one file needs no
//! memory for it.

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
