//! From facts to a report under what a run has settled.

use crate::config::Config;
use crate::facts::AppFacts;
use crate::gate::Gate;
use crate::judge::{AppContext, Judgement, judge};
use crate::report::Lang;
use crate::report::json::Report;
use crate::signatures::Signatures;

/// What facts are judged and reported under.
pub struct Judging<'a> {
    /// Signatures.
    pub set: &'a Signatures,
    /// Language of reports.
    pub lang: Lang,
    /// What the project settles.
    pub config: Config,
    /// What counts.
    pub gate: Gate,
}

impl Judging<'_> {
    /// Judges one app, and marks what does not count.
    pub fn judge(&self, facts: &AppFacts) -> Judgement {
        let package = &facts.manifest.package;
        let app = self.config.app(package);
        let context = AppContext {
            app_type: app.and_then(|app| app.app_type),
        };
        let mut judgement = judge(facts, self.set, &context);
        self.gate.set_aside(package, &mut judgement);
        judgement
    }

    /// The report of a judged app, with the settings that shaped it.
    pub fn report(&self, facts: &AppFacts, judgement: &Judgement, settings: String) -> Report {
        let mut report = Report::new(facts, judgement, self.set, self.lang);
        report.fails = self.gate.fails(judgement);
        report.settings_sha256 = settings;
        report
    }

    /// SHA-256 over all that shapes a report beside the package, the program and
    /// its signatures: what shaped the facts
    /// ([`Extraction::settings`](crate::facts::Extraction)), app types, and what
    /// counts.
    pub fn settings(&self, extraction: &str) -> String {
        let apps = self.config.app.iter();
        let types: Vec<_> = apps.map(|app| (&app.package, app.app_type)).collect();
        let gate = self.gate.settings();
        crate::sha256_hex(format!("{extraction} {types:?} {gate}").as_bytes())
    }
}
