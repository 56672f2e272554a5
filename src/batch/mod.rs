//! Many packages at once: find them, scan them in parallel, lose none.

mod facts;
mod input;
mod judged;
mod judging;
mod old;
mod order;
mod output;
mod progress;
mod scan;
mod settings;
mod since;
mod single;

pub use input::{Input, InputError, find};
pub use judged::{JudgePlan, Judged, Notes, Wanted, judge_corpus};
pub use judging::Judging;
pub use old::{Printed, ResultError, Results};
pub use output::Reports;
pub use progress::Progress;
pub use since::{Compared, Old, compare_corpus};
pub use single::{Answer, Single};

use std::cmp::Reverse;
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;

use crate::corpus::{Files, Key, Reuse, RowError, Sink};
use crate::extract::Only;
use crate::limits::Limits;
use crate::listing::Listings;
use crate::package::Hashed;
use crate::report::folder::OutputError;
use crate::report::json::Report;
use crate::report::summary::{AppRow, ErrorRow, Summary};

use facts::FactsOut;
use order::InOrder;
use settings::Settings;

/// Inputs among which the largest is begun first: about as many reports wait in
/// memory at most.
const AHEAD: usize = 32;

/// What a batch needs to know.
pub struct Plan<'a> {
    /// What facts are judged under.
    pub judging: Judging<'a>,
    /// Bounds per package.
    pub limits: Limits,
    /// What to read of each package.
    pub only: Option<Only>,
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
    /// Facts are stored.
    pub keeps_facts: bool,
    /// Facts of earlier scans that stand for packages; see [`Plan::look_up`].
    pub earlier: Option<Earlier>,
}

/// Facts of earlier scans, and the keys of the batch's inputs that lead to them.
pub struct Earlier {
    found: Reuse,
    keys: Vec<Option<(Key, Hashed)>>,
}

impl Earlier {
    /// Packages that need not be unpacked.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The facts that stand for an input.
    fn facts(&self, index: usize) -> Option<crate::facts::AppFacts> {
        let (key, _) = self.keys.get(index)?.as_ref()?;
        self.found.facts(*key)
    }

    /// What the package of an input was hashed to.
    fn hashed(&self, index: usize) -> Option<&Hashed> {
        let (_, hashed) = self.keys.get(index)?.as_ref()?;
        Some(hashed)
    }
}

impl Plan<'_> {
    /// Looks in corpora for facts that may stand for packages of the batch, whose
    /// inputs these must be. Rows that cannot be read are given back, and cost no more than time.
    ///
    /// # Errors
    /// The facts that were found cannot be kept in `folder` for the run.
    pub fn look_up(
        &self,
        corpora: &Files,
        inputs: &[Input],
        folder: &Path,
    ) -> io::Result<(Earlier, Vec<RowError>)> {
        let settings = Settings::of(self);
        let keys: Vec<Option<(Key, Hashed)>> = inputs
            .par_iter()
            .map(|input| scan::key(input, self, &settings))
            .collect();
        let wanted: HashSet<Key> = keys.iter().flatten().map(|(key, _)| *key).collect();
        let knowledge = self.judging.set.knowledge();
        let (found, errors) = Reuse::gather(corpora, &wanted, knowledge, folder)?;
        Ok((Earlier { found, keys }, errors))
    }
}

/// A batch cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// A report cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// Whoever takes the reports or facts can take no more.
    #[error("{0}")]
    Taker(#[from] io::Error),
}

/// Scans all inputs on rayon's current thread pool.
///
/// Each app's report is written as soon as it is known, and handed to `take` in
/// the order of the inputs, as its facts are to `sink`. The outcome does not depend
/// on the number of threads.
///
/// # Errors
/// A report or the facts cannot be written, or `take` fails.
pub fn run(
    inputs: Vec<Input>,
    errors: Vec<ErrorRow>,
    plan: &Plan,
    sink: Option<Sink>,
    progress: &Progress,
    take: impl FnMut(Report) -> io::Result<()> + Send,
) -> Result<Summary, BatchError> {
    let taken = InOrder::new(take);
    let facts = sink.map(FactsOut::new);
    let unstored = Mutex::new(Vec::new());
    let settings = Settings::of(plan);
    let one = |index: usize, input: &Input| {
        let mut scanned = scan::scan(index, input, plan, &settings);
        progress.done(input.size);
        if let Some(out) = &facts {
            let found = scanned.as_mut().ok().and_then(|s| s.facts.take());
            let row = found.map(|found| out.row(found)).transpose();
            let row = row.unwrap_or_else(|cause| {
                let error = ErrorRow {
                    file: input.shown.clone(),
                    entry: String::new(),
                    cause,
                };
                progress.complain(&error);
                unstored
                    .lock()
                    .unwrap_or_else(|e| e.into_inner())
                    .push(error);
                None
            });
            out.give(index, row)?;
        }
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
    };
    let rows: Vec<Result<AppRow, ErrorRow>> = largest_first(inputs)
        .into_iter()
        .par_bridge()
        .map(|(index, input)| {
            let _watch = facts.as_ref().map(FactsOut::watch);
            let done = one(index, &input);
            if let (Err(_), Some(facts)) = (&done, &facts) {
                facts.abandon();
            }
            done
        })
        .collect::<Result<_, BatchError>>()?;
    let mut apps = Vec::with_capacity(rows.len());
    let mut failed = errors;
    failed.extend(unstored.into_inner().unwrap_or_else(|e| e.into_inner()));
    for row in rows {
        match row {
            Ok(app) => apps.push(app),
            Err(error) => failed.push(error),
        }
    }
    if let Some(facts) = facts {
        facts.finish()?;
    }
    finish(apps, failed, &plan.judging, plan.reports.as_ref())
}

/// Inputs with their numbers in the order in which they are begun: the largest of
/// the next few first, so that no thread is left alone with one at the end, and few
/// reports wait for an earlier one.
fn largest_first(inputs: Vec<Input>) -> Vec<(usize, Input)> {
    let mut numbered: Vec<_> = inputs.into_iter().enumerate().collect();
    let ahead = if rayon::current_num_threads() > 1 {
        AHEAD
    } else {
        1
    };
    for few in numbered.chunks_mut(ahead) {
        few.sort_by_key(|(_, input)| Reverse(input.size));
    }
    numbered
}

/// The summary of a batch, written where reports are.
fn finish(
    apps: Vec<AppRow>,
    errors: Vec<ErrorRow>,
    judging: &Judging,
    reports: Option<&Reports>,
) -> Result<Summary, BatchError> {
    let mut summary = Summary::new(judging.set, apps, errors);
    summary.idle_ignores = judging.gate.ignores.idle();
    if let Some(reports) = reports {
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
        .map(|reports| {
            reports.write(
                index,
                &scanned.report,
                scanned.evidence.as_ref(),
                scanned.resumed,
            )
        })
        .transpose()
}
