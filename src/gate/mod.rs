//! What counts: findings that nobody set aside, held against a threshold.
//!
//! A finding is set aside by an entry of the configuration ([`ignore`]) or
//! because an earlier report has it already ([`baseline`]). It stays in the
//! report, marked, and adds neither to the score nor to the exit code.

pub mod baseline;
pub mod fail_on;
pub mod ignore;

pub use baseline::Baseline;
pub use fail_on::{FailOn, FailOnError};
pub use ignore::{Ignore, Ignores, today};

use crate::judge::{Judgement, SetAside, Verdict};
use crate::report::json::Report;

use ignore::Marks;

/// What a run holds findings against.
#[derive(Debug, Default)]
pub struct Gate {
    /// Thresholds; a finding that meets one of them counts.
    pub fail_on: Vec<FailOn>,
    /// Entries of the configuration.
    pub ignores: Ignores,
    /// An earlier report folder.
    pub baseline: Option<Baseline>,
}

impl Gate {
    /// Marks the findings of one app that do not count.
    pub fn set_aside(&self, package: &str, judgement: &mut Judgement) {
        for finding in &mut judgement.findings {
            let marks = Marks {
                package,
                category: &finding.category,
                also: &finding.also,
                subject: &finding.subject,
                fingerprint: &finding.fingerprint,
            };
            let ignored = self.ignores.find(&marks);
            finding.set_aside = ignored.or_else(|| {
                let known = self.baseline.as_ref()?;
                known
                    .has(&finding.fingerprint, finding.verdict)
                    .then_some(SetAside::Baseline)
            });
        }
    }

    /// Entries that set aside findings of a report from an earlier run are in use.
    pub fn replay(&self, report: &Report) {
        for finding in report.findings.iter().filter(|f| f.set_aside.is_some()) {
            self.ignores.find(&Marks {
                package: &report.app.package,
                category: &finding.category,
                also: &finding.also,
                subject: &finding.subject,
                fingerprint: &finding.fingerprint,
            });
        }
    }

    /// All of it as text, the same for the same gate.
    pub fn settings(&self) -> String {
        let baseline = self.baseline.as_ref().map(Baseline::sorted);
        format!(
            "{:?} {:?} {baseline:?}",
            self.fail_on,
            self.ignores.holding()
        )
    }

    /// Ids of the categories over which an app fails, in order, each once.
    pub fn fails(&self, judgement: &Judgement) -> Vec<String> {
        let found = judgement.findings.iter().filter(|f| {
            f.set_aside.is_none() && self.fail_on.iter().any(|threshold| threshold.meets(f))
        });
        let mut ids: Vec<String> = found.map(|f| f.category.clone()).collect();
        if self.fail_on.contains(&FailOn::Inconclusive) {
            let unjudged = judgement.categories.iter();
            let unjudged = unjudged.filter(|c| c.verdict == Verdict::Inconclusive);
            ids.extend(unjudged.map(|c| c.id.into()));
        }
        let mut seen = std::collections::HashSet::new();
        ids.retain(|id| seen.insert(id.clone()));
        ids
    }
}
