//! One package of a batch: scanned, or taken over from an earlier run.

use std::path::{Path, PathBuf};

use super::settings::Settings;
use super::{Input, Plan};
use crate::caught::caught;
use crate::corpus::Key;
use crate::extract::{Source, extract};
use crate::facts::{AppFacts, Extraction};
use crate::listing::Identity;
use crate::package::{self, Hashed, PackageError};
use crate::report::evidence::Evidence;
use crate::report::json::{Report, Tool};
use crate::report::summary::ErrorRow;

/// A report, and whether it already stands in the output folder.
pub(super) struct Scanned {
    pub report: Report,
    /// What the report rests on, where it was asked for.
    pub evidence: Option<Evidence>,
    pub resumed: bool,
    /// Where they are to be stored.
    pub facts: Option<AppFacts>,
}

/// Scans the input of that number in the batch, where earlier facts do not stand
/// for it. A panic is a defect of this program, and still only that app's error.
pub(super) fn scan(
    index: usize,
    input: &Input,
    plan: &Plan,
    settings: &Settings,
) -> Result<Scanned, ErrorRow> {
    let row = |entry: &str, cause: String| ErrorRow {
        file: input.shown.clone(),
        entry: entry.into(),
        cause,
    };
    let scanned = caught(|| {
        let extraction = settings.with(input, &plan.limits);
        let shaped = plan.judging.settings(&extraction);
        let hashed = match plan.resume {
            true => hash(&input.path, plan),
            false => plan.earlier.as_ref().and_then(|e| e.hashed(index)).cloned(),
        };
        let sha256 = hashed.as_ref().map(|hashed| hashed.sha256.as_str());
        if let Some(report) = sha256.and_then(|hash| earlier(input, plan, &shaped, hash)) {
            return Ok(Scanned {
                report,
                evidence: None,
                resumed: true,
                facts: None,
            });
        }
        let stored = plan.earlier.as_ref().and_then(|e| e.facts(index));
        let stored =
            stored.filter(|facts| same_listing(input, plan, Listed::in_facts(facts, &input.shown)));
        let mut facts = match stored {
            Some(facts) => facts,
            None => fresh(input, plan, extraction, hashed)?,
        };
        facts.file.path = input.shown.clone();
        let judgement = plan.judging.judge(&facts);
        let report = plan.judging.report(&facts, &judgement, shaped);
        let evidence = plan
            .evidence
            .then(|| Evidence::new(&facts, &input.path, &plan.limits));
        Ok(Scanned {
            report,
            evidence,
            resumed: false,
            facts: plan.keeps_facts.then_some(facts),
        })
    });
    match scanned {
        Ok(Ok(scanned)) => Ok(scanned),
        Ok(Err(error)) => {
            let error: PackageError = error;
            Err(row(&error.entry, error.cause.to_string()))
        }
        Err(panic) => Err(row("", format!("internal error: {panic}"))),
    }
}

/// Facts out of the package itself.
fn fresh(
    input: &Input,
    plan: &Plan,
    settings: String,
    hashed: Option<Hashed>,
) -> Result<AppFacts, PackageError> {
    let source = Source {
        path: input.path.clone(),
        policies: policies(input, plan),
        by_package: Some(&plan.judging.config),
        only: plan.only,
        listing: input.listing.clone(),
        listings: plan.listings.as_ref(),
        shown: Some(input.shown.clone()),
        hashed,
    };
    let set = plan.judging.set;
    let mut facts = extract(&source, set, &plan.limits)?;
    if plan.keeps_facts {
        facts.extraction = Extraction {
            version: env!("CARGO_PKG_VERSION").into(),
            settings,
            knowledge: set.knowledge().clone(),
        };
    }
    Ok(facts)
}

/// The key of an input's package, and what it was hashed to; none where it cannot be
/// opened, which the scan then tells.
pub(super) fn key(input: &Input, plan: &Plan, settings: &Settings) -> Option<(Key, Hashed)> {
    caught(|| {
        let hashed = hash(&input.path, plan)?;
        let settings = settings.with(input, &plan.limits);
        Some((Key::new(&hashed.sha256, &settings), hashed))
    })
    .ok()?
}

fn policies(input: &Input, plan: &Plan) -> Vec<PathBuf> {
    let all = input.policies.iter().chain(&plan.policies);
    all.cloned().collect()
}

/// The report that an earlier run wrote for the same file, program, signatures
/// and settings. Anything else, damage included, means scanning again.
fn earlier(input: &Input, plan: &Plan, settings: &str, sha256: &str) -> Option<Report> {
    let reports = plan.reports.as_ref().filter(|_| plan.resume)?;
    let report: Report = reports.read(&input.shown, sha256)?;
    let same = report.app.sha256 == sha256
        && report.app.file == input.shown
        && report.language == plan.judging.lang.code()
        && report.tool == Tool::of(plan.judging.set)
        && report.settings_sha256 == settings
        && same_listing(input, plan, Listed::in_report(&report))
        && (!plan.evidence || reports.has_evidence(&input.shown, sha256));
    if !same {
        return None;
    }
    plan.judging.gate.replay(&report);
    Some(report)
}

/// An app and the SHA-256 of the listing that it was read with.
struct Listed<'a> {
    app: Identity<'a>,
    listing: Option<&'a str>,
}

impl<'a> Listed<'a> {
    fn in_report(report: &'a Report) -> Self {
        let app = &report.app;
        Self {
            app: Identity {
                sha256: &app.sha256,
                file: &app.file,
                package: &app.package,
                version: app.version_name.as_deref(),
            },
            listing: report.listing.as_ref().map(|l| &*l.sha256),
        }
    }

    /// Facts of a package that may have had another name.
    fn in_facts(facts: &'a AppFacts, file: &'a str) -> Self {
        Self {
            app: Identity {
                sha256: &facts.file.sha256,
                file,
                package: &facts.manifest.package,
                version: facts.manifest.version_name.as_deref(),
            },
            listing: facts.listing.as_ref().map(|l| &*l.sha256),
        }
    }
}

/// Whether a list of listings still says of an app what it said; one beside the
/// package is among the settings.
fn same_listing(input: &Input, plan: &Plan, earlier: Listed) -> bool {
    if input.listing.is_some() {
        return true;
    }
    let now = plan.listings.as_ref().and_then(|l| l.find(earlier.app));
    now.map(|listing| &*listing.sha256) == earlier.listing
}

fn hash(path: &Path, plan: &Plan) -> Option<Hashed> {
    let package = package::open(path, &plan.limits).ok()?;
    package.hashed().ok()
}
