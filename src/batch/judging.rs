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
    /// Digest of app types and of what counts: a baseline may be large, and all
    /// apps share it.
    shape: String,
}

impl<'a> Judging<'a> {
    /// Settles what a run judges under.
    pub fn new(set: &'a Signatures, lang: Lang, config: Config, gate: Gate) -> Self {
        let apps = config.app.iter();
        let types: Vec<_> = apps.map(|app| (&app.package, app.app_type)).collect();
        let shape = format!("{types:?} {}", gate.settings());
        Self {
            shape: crate::sha256_hex(shape.as_bytes()),
            set,
            lang,
            config,
            gate,
        }
    }

    /// What the project settles of an app.
    pub fn context(&self, package: &str) -> AppContext {
        AppContext {
            app_type: self.config.app(package).and_then(|app| app.app_type),
        }
    }

    /// Judges one app, and marks what does not count.
    pub fn judge<'f>(&'f self, facts: &'f AppFacts) -> Judgement<'f> {
        let package = &facts.manifest.package;
        let mut judgement = judge(facts, self.set, &self.context(package));
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
        crate::sha256_hex(format!("{extraction} {}", self.shape).as_bytes())
    }
}
