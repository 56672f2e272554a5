//! Stored facts judged under a set and held against what an older one, or an
//! older report, says of them.

use std::io;

use super::old::Results;
use super::{BatchError, Judging, Notes, Progress};
use crate::caught::caught;
use crate::corpus::{Files, Fit, Fitted, Row, RowError, each_row};
use crate::diff::since::{AppChange, Sets};
use crate::judge::judge;
use crate::report::summary::ErrorRow;
use crate::signatures::Signatures;

/// What verdicts are held against.
pub enum Old<'a> {
    /// An older set.
    Set(&'a Signatures),
    /// What an earlier run came to.
    Results(Results<'a>),
}

/// What a comparison came to.
#[derive(Debug, Default)]
pub struct Compared {
    /// What is to be said of the corpus.
    pub notes: Notes,
    /// Apps with a changed verdict.
    pub changed: u64,
    /// Apps with a graver one.
    pub worse: u64,
    /// Apps that the old results do not have.
    pub absent: u64,
    /// Rows that cannot be read.
    pub errors: Vec<ErrorRow>,
}

struct Outcome {
    change: Option<AppChange>,
    absent: bool,
    fitted: Fitted,
}

/// Compares all rows of corpora on rayon's current thread pool; hands on the apps
/// whose verdicts have changed, in the order of the rows.
///
/// # Errors
/// `take` fails.
pub fn compare_corpus(
    files: &Files,
    old: &Old,
    judging: &Judging,
    progress: &Progress,
    mut take: impl FnMut(AppChange) -> io::Result<()> + Send,
) -> Result<Compared, BatchError> {
    let (old_set, old_fit) = match old {
        Old::Set(set) => (Some(*set), Some(Fit::new(set))),
        Old::Results(_) => (None, None),
    };
    let sets = Sets::new(old_set, judging.set);
    let fit = Fit::new(judging.set);
    let mut compared = Compared::default();
    let one = |row: &Row| -> Result<Outcome, RowError> {
        let mut facts = row.facts()?;
        let before = match (old, &old_fit) {
            (Old::Set(set), Some(fit)) => {
                let mut facts = facts.clone();
                fit.adapt(&mut facts);
                let context = judging.context(&facts.manifest.package);
                Some(judge(&facts, set, &context).into())
            }
            (Old::Results(results), _) => results.find(&facts.file.path, &facts.file.sha256),
            _ => None,
        };
        let fitted = fit.adapt(&mut facts);
        let Some(before) = before else {
            return Ok(Outcome {
                change: None,
                absent: true,
                fitted,
            });
        };
        let after = judging.judge(&facts).into();
        let change = AppChange::new(&facts, sets.compare(&before, &after), judging.lang);
        Ok(Outcome {
            change,
            absent: false,
            fitted,
        })
    };
    each_row(
        files,
        |_, row| {
            let done = caught(|| one(row));
            done.unwrap_or_else(|panic| Err(row.error(format!("internal error: {panic}"))))
        },
        |result| {
            let outcome = match result {
                Ok(outcome) => outcome,
                Err(error) => {
                    let error = ErrorRow::from(error);
                    progress.complain(&error);
                    compared.errors.push(error);
                    return Ok(());
                }
            };
            compared.notes.apps += 1;
            compared.notes.add(&outcome.fitted);
            compared.absent += u64::from(outcome.absent);
            if let Some(change) = outcome.change {
                compared.changed += 1;
                compared.worse += u64::from(change.is_worse());
                take(change)?;
            }
            Ok(())
        },
        |bytes| progress.done(bytes),
    )?;
    Ok(compared)
}
