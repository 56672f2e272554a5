//! Stored facts judged again: all threads at work, outcomes in the order of rows.

use std::collections::BTreeSet;
use std::io;

use super::{BatchError, Judging, Progress, Reports, finish};
use crate::caught::caught;
use crate::corpus::{Files, Fit, Fitted, Row, RowError, each_row};
use crate::report::folder::OutputError;
use crate::report::json::Report;
use crate::report::summary::{AppRow, ErrorRow, Summary};

/// Rows whose reports are handed on where they are wanted for reading.
const DETAILED: u64 = crate::report::terminal::DETAILED as u64;

/// How much is made of each app. Everything beyond the verdicts costs more than
/// they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Whether it fails, no more.
    Verdicts,
    /// A row of the summary.
    Rows,
    /// The same, and the reports of the first few apps.
    Details,
    /// Its report as a line of JSON, and no row.
    Lines,
}

/// What a batch of stored facts needs to know.
pub struct JudgePlan<'a> {
    /// What facts are judged under.
    pub judging: Judging<'a>,
    /// What is made of each app.
    pub wanted: Wanted,
    /// Where reports go, if anywhere; rows are then made too.
    pub reports: Option<Reports<'a>>,
}

/// What was made of one app.
#[derive(Debug, Default)]
pub struct Judged {
    /// Its report as JSON, with a line's end.
    pub line: Option<Vec<u8>>,
    /// Its report, of the first few apps.
    pub report: Option<Report>,
}

/// What is to be said of a corpus beside its apps.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// Apps that were judged.
    pub apps: u64,
    /// Among them, those that fail the threshold.
    pub failing: u64,
    /// Those whose facts another version of the program extracted.
    pub other_version: u64,
    /// Those that cannot be judged in full, for they were searched with other
    /// knowledge.
    pub gaps: u64,
    /// APIs and switches that they were not searched for.
    pub missing: BTreeSet<String>,
}

impl Notes {
    /// Counts how an app's facts stood to the set.
    pub fn add(&mut self, fitted: &Fitted) {
        self.other_version += u64::from(fitted.other_version);
        if let Some(gap) = &fitted.gap {
            self.gaps += 1;
            self.missing.extend(gap.apis.iter().cloned());
            let switches = gap.switches.iter();
            self.missing
                .extend(switches.map(|(_, class, name)| format!("{class}.{name}")));
        }
    }
}

/// One row's outcome on its way to the consumer.
struct Outcome {
    judged: Judged,
    row: Option<AppRow>,
    fails: bool,
    fitted: Fitted,
}

/// Judges all rows of corpora on rayon's current thread pool. What is made of
/// each app is handed to `take` in the order of the rows; only rows of the
/// summary stay in memory, where they are wanted.
///
/// # Errors
/// A report cannot be written, or `take` fails. Rows that cannot be read are
/// errors of the summary.
pub fn judge_corpus(
    files: &Files,
    plan: &JudgePlan,
    progress: &Progress,
    mut take: impl FnMut(Judged) -> io::Result<()> + Send,
) -> Result<(Summary, Notes), BatchError> {
    let fit = Fit::new(plan.judging.set);
    let mut notes = Notes::default();
    let (mut apps, mut errors) = (Vec::new(), Vec::new());
    let mut failed = None;
    let work = |number, row: &Row| {
        let done = caught(|| one(number, row, &fit, plan));
        done.unwrap_or_else(|panic| Err(row.error(format!("internal error: {panic}"))))
    };
    let done = each_row(
        files,
        work,
        |result| {
            match result {
                Ok(Ok(outcome)) => {
                    notes.apps += 1;
                    notes.failing += u64::from(outcome.fails);
                    notes.add(&outcome.fitted);
                    apps.extend(outcome.row);
                    take(outcome.judged)?;
                }
                Ok(Err(error)) => {
                    failed = Some(error);
                    return Err(io::ErrorKind::Other.into());
                }
                Err(error) => {
                    let error = ErrorRow::from(error);
                    progress.complain(&error);
                    errors.push(error);
                }
            }
            Ok(())
        },
        |bytes| progress.done(bytes),
    );
    if let Some(error) = failed {
        return Err(error.into());
    }
    done?;
    let summary = finish(apps, errors, &plan.judging, plan.reports.as_ref())?;
    Ok((summary, notes))
}

fn one(
    number: u64,
    row: &Row,
    fit: &Fit,
    plan: &JudgePlan,
) -> Result<Result<Outcome, OutputError>, RowError> {
    let mut facts = row.facts()?;
    let fitted = fit.adapt(&mut facts);
    let judging = &plan.judging;
    let judgement = judging.judge(&facts);
    let fails = judging.gate.fails(&judgement);
    let mut outcome = Outcome {
        judged: Judged::default(),
        row: None,
        fails: !fails.is_empty(),
        fitted,
    };
    let is_detailed = plan.wanted == Wanted::Details && number < DETAILED;
    if plan.reports.is_none() && plan.wanted != Wanted::Lines && !is_detailed {
        if plan.wanted != Wanted::Verdicts {
            let row = AppRow::judged(&facts, &judgement, fails, judging.set, judging.lang);
            outcome.row = Some(row);
        }
        return Ok(Ok(outcome));
    }
    let settings = judging.settings(&facts.extraction.settings);
    let report = judging.report(&facts, &judgement, settings);
    let index = usize::try_from(number).unwrap_or(usize::MAX);
    let reports = plan.reports.as_ref();
    let path = match reports
        .map(|r| r.write(index, &report, None, false))
        .transpose()
    {
        Ok(path) => path,
        Err(error) => return Ok(Err(error)),
    };
    if plan.wanted == Wanted::Lines {
        let mut line = serde_json::to_vec(&report).map_err(|e| row.error(e.to_string()))?;
        line.push(b'\n');
        outcome.judged.line = Some(line);
    }
    if reports.is_some() || plan.wanted != Wanted::Lines {
        outcome.row = Some(AppRow::new(&report, path));
    }
    outcome.judged.report = is_detailed.then_some(report);
    Ok(Ok(outcome))
}
