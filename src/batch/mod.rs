//! Many packages at once: find them, scan them in parallel, lose none.

mod input;
mod order;
mod output;
mod progress;
mod scan;

pub use input::{Input, InputError, find};
pub use output::Reports;
pub use progress::Progress;

use std::io;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::config::Config;
use crate::extract::Only;
use crate::gate::Gate;
use crate::limits::Limits;
use crate::listing::Listings;
use crate::report::Lang;
use crate::report::folder::OutputError;
use crate::report::json::Report;
use crate::report::summary::{AppRow, ErrorRow, Summary};
use crate::signatures::Signatures;

use order::InOrder;

/// What a batch needs to know.
pub struct Plan<'a> {
    /// Signatures.
    pub set: &'a Signatures,
    /// Bounds per package.
    pub limits: Limits,
    /// What to read of each package.
    pub only: Option<Only>,
    /// Language of reports.
    pub lang: Lang,
    /// What the project settles.
    pub config: Config,
    /// What counts.
    pub gate: Gate,
    /// Policies given by the user for every package of the batch.
    pub policies: Vec<PathBuf>,
    /// Listings of a store for packages that have none beside them.
    pub listings: Option<Listings>,
    /// Writes `evidence.zip` beside each report.
    pub evidence: bool,
    /// Where reports go, if anywhere.
    pub reports: Option<Reports<'a>>,
    /// Takes over reports that stand in the folder already.
    pub resume: bool,
}

/// A batch cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// A report cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// Whoever takes the reports can take no more.
    #[error("{0}")]
    Taker(#[from] io::Error),
}

/// Scans all inputs on rayon's current thread pool.
///
/// Each app's report is written as soon as it is known, and handed to `take` in
/// the order of the inputs. Inputs start in that order too, so that few reports
/// wait for an earlier one. The outcome does not depend on the number of threads.
///
/// # Errors
/// A report cannot be written, or `take` fails.
pub fn run(
    inputs: Vec<Input>,
    errors: Vec<ErrorRow>,
    plan: &Plan,
    progress: &Progress,
    take: impl FnMut(Report) -> io::Result<()> + Send,
) -> Result<Summary, BatchError> {
    let taken = InOrder::new(take);
    let settings = scan::Settings::of(plan);
    let rows: Vec<Result<AppRow, ErrorRow>> = inputs
        .into_iter()
        .enumerate()
        .par_bridge()
        .map(|(index, input)| {
            let scanned = scan::scan(&input, plan, &settings);
            progress.done(input.size);
            match scanned {
                Ok(scanned) => {
                    let row = AppRow::new(&scanned.report, write(index, &scanned, plan)?);
                    taken.give(index, Some(scanned.report))?;
                    Ok(Ok(row))
                }
                Err(error) => {
                    progress.complain(&error);
                    taken.give(index, None)?;
                    Ok(Err(error))
                }
            }
        })
        .collect::<Result<_, BatchError>>()?;
    let mut apps = Vec::with_capacity(rows.len());
    let mut failed = errors;
    for row in rows {
        match row {
            Ok(app) => apps.push(app),
            Err(error) => failed.push(error),
        }
    }
    let mut summary = Summary::new(plan.set, apps, failed);
    summary.idle_ignores = plan.gate.ignores.idle();
    if let Some(reports) = &plan.reports {
        reports.finish(&summary)?;
    }
    Ok(summary)
}

/// Path of the report below the output folder, where there is one.
fn write(
    index: usize,
    scanned: &scan::Scanned,
    plan: &Plan,
) -> Result<Option<String>, OutputError> {
    let reports = plan.reports.as_ref();
    reports
        .map(|reports| reports.write(index, scanned))
        .transpose()
}
