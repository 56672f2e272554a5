//! Many packages at once: find them, scan them in parallel, lose none.

mod input;
mod output;
mod progress;

pub use input::{Input, InputError, find};
pub use output::Reports;
pub use progress::Progress;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use rayon::prelude::*;

use crate::extract::{Source, extract};
use crate::judge::{AppContext, judge};
use crate::limits::Limits;
use crate::report::Lang;
use crate::report::folder::OutputError;
use crate::report::json::Report;
use crate::report::summary::{AppRow, ErrorRow, Summary};
use crate::signatures::Signatures;

/// What a batch needs to know.
pub struct Plan<'a> {
    /// Signatures.
    pub set: &'a Signatures,
    /// Bounds per package.
    pub limits: Limits,
    /// Language of reports.
    pub lang: Lang,
    /// Policies given by the user for every package of the batch.
    pub policies: Vec<std::path::PathBuf>,
    /// Where reports go, if anywhere.
    pub reports: Option<Reports<'a>>,
    /// Reports up to this number of inputs are kept for showing.
    pub keep: usize,
}

/// A finished batch.
pub struct Outcome {
    /// The summary.
    pub summary: Summary,
    /// Reports, where the batch was small enough to keep them.
    pub kept: Vec<Report>,
}

/// Scans all inputs on rayon's current thread pool. Each app's report is
/// written as soon as it is known; the outcome does not depend on the number
/// of threads.
///
/// # Errors
/// Reports cannot be written.
pub fn run(
    inputs: Vec<Input>,
    errors: Vec<ErrorRow>,
    plan: &Plan,
    progress: &Progress,
) -> Result<Outcome, OutputError> {
    let keep = inputs.len() <= plan.keep;
    let failed = Mutex::new(errors);
    let rows: Vec<Option<(AppRow, Option<Report>)>> = inputs
        .par_iter()
        .enumerate()
        .map(|(index, input)| {
            let scanned = scan(input, plan);
            progress.done(input.size);
            match scanned {
                Ok(report) => {
                    let path = match &plan.reports {
                        Some(reports) => Some(reports.write(index, &report)?),
                        None => None,
                    };
                    let row = AppRow::new(&report, path);
                    Ok(Some((row, keep.then_some(report))))
                }
                Err(error) => {
                    progress.complain(&error);
                    failed.lock().unwrap_or_else(|e| e.into_inner()).push(error);
                    Ok(None)
                }
            }
        })
        .collect::<Result<_, OutputError>>()?;
    let (apps, kept): (Vec<AppRow>, Vec<Option<Report>>) = rows.into_iter().flatten().unzip();
    let failed = failed.into_inner().unwrap_or_else(|e| e.into_inner());
    let summary = Summary::new(plan.set, apps, failed);
    if let Some(reports) = &plan.reports {
        reports.finish(&summary)?;
    }
    Ok(Outcome {
        summary,
        kept: kept.into_iter().flatten().collect(),
    })
}

/// Scans one input. A panic is a defect of this program, and still only that
/// app's error.
fn scan(input: &Input, plan: &Plan) -> Result<Report, ErrorRow> {
    let source = Source {
        path: input.path.clone(),
        policies: input
            .policies
            .iter()
            .chain(&plan.policies)
            .cloned()
            .collect(),
    };
    let scanned = catch_unwind(AssertUnwindSafe(|| -> Result<Report, ErrorRow> {
        let mut facts = extract(&source, plan.set, &plan.limits).map_err(|e| ErrorRow::from(&e))?;
        facts.file.path = input.shown.clone();
        let judgement = judge(&facts, plan.set, &AppContext::default());
        Ok(Report::new(&facts, &judgement, plan.set, plan.lang))
    }));
    match scanned {
        Ok(Ok(report)) => Ok(report),
        Ok(Err(mut row)) => {
            row.file = input.shown.clone();
            Err(row)
        }
        Err(panic) => Err(ErrorRow {
            file: input.shown.clone(),
            entry: String::new(),
            cause: format!("internal error: {}", panic_text(&*panic)),
        }),
    }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_string()))
        .unwrap_or_else(|| "unknown".into())
}
