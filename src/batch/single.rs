//! Packages one at a time, for whoever divides the work.

use super::settings::Settings;
use super::{Input, Plan, scan};
use crate::facts::AppFacts;
use crate::report::json::Report;
use crate::report::summary::ErrorRow;

/// Scans single packages under one plan.
pub struct Single<'a> {
    plan: &'a Plan<'a>,
    settings: Settings,
}

/// What a scan of one package yields.
pub struct Answer {
    /// The report.
    pub report: Report,
    /// The facts, where the plan keeps them.
    pub facts: Option<AppFacts>,
}

impl<'a> Single<'a> {
    /// Under a plan; its reports and earlier facts are not looked at.
    pub fn new(plan: &'a Plan<'a>) -> Self {
        Self {
            settings: Settings::of(plan),
            plan,
        }
    }

    /// Scans a package.
    ///
    /// # Errors
    /// The package cannot be read; a panic is such an error too.
    pub fn scan(&self, input: &Input) -> Result<Answer, ErrorRow> {
        let scanned = scan::scan(0, input, self.plan, &self.settings)?;
        Ok(Answer {
            report: scanned.report,
            facts: scanned.facts,
        })
    }
}
