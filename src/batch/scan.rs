//! One package of a batch: scanned, or taken over from an earlier run.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{Input, Plan};
use crate::extract::{Source, extract};
use crate::judge::{AppContext, judge};
use crate::limits::Limits;
use crate::listing::Identity;
use crate::package;
use crate::report::evidence::Evidence;
use crate::report::json::{Report, Tool};
use crate::report::summary::ErrorRow;

/// A report, and whether it already stands in the output folder.
pub(super) struct Scanned {
    pub report: Report,
    /// What the report rests on, where it was asked for.
    pub evidence: Option<Evidence>,
    pub resumed: bool,
}

/// Scans one input. A panic is a defect of this program, and still only that
/// app's error.
pub(super) fn scan(input: &Input, plan: &Plan, settings: &Settings) -> Result<Scanned, ErrorRow> {
    let row = |entry: &str, cause: String| ErrorRow {
        file: input.shown.clone(),
        entry: entry.into(),
        cause,
    };
    let scanned = caught(|| {
        let settings = settings.with(input, plan);
        if let Some(report) = earlier(input, plan, &settings) {
            return Ok(Scanned {
                report,
                evidence: None,
                resumed: true,
            });
        }
        let source = Source {
            path: input.path.clone(),
            policies: policies(input, plan),
            by_package: Some(&plan.config),
            only: plan.only,
            listing: input.listing.clone(),
            listings: plan.listings.as_ref(),
        };
        let mut facts = extract(&source, plan.set, &plan.limits)?;
        facts.file.path = input.shown.clone();
        let package = facts.manifest.package.clone();
        let context = AppContext {
            app_type: plan.config.app(&package).and_then(|app| app.app_type),
        };
        let mut judgement = judge(&facts, plan.set, &context);
        plan.gate.set_aside(&package, &mut judgement);
        let mut report = Report::new(&facts, &judgement, plan.set, plan.lang);
        report.fails = plan.gate.fails(&judgement);
        report.settings_sha256 = settings;
        let keeps = plan
            .evidence
            .then(|| Evidence::new(&facts, &input.path, &plan.limits));
        Ok(Scanned {
            report,
            evidence: keeps,
            resumed: false,
        })
    });
    match scanned {
        Ok(Ok(scanned)) => Ok(scanned),
        Ok(Err(error)) => {
            let error: package::PackageError = error;
            Err(row(&error.entry, error.cause.to_string()))
        }
        Err(panic) => Err(row("", format!("internal error: {panic}"))),
    }
}

/// Runs `work`; a panic becomes its message.
fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| message(&*panic))
}

fn message(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_string()))
        .unwrap_or_else(|| "unknown".into())
}

fn policies(input: &Input, plan: &Plan) -> Vec<PathBuf> {
    let all = input.policies.iter().chain(&plan.policies);
    all.cloned().collect()
}

/// SHA-256 over all that shapes a report beside the package, the program and
/// its signatures: bounds, scope, configuration, what counts, and the policies
/// from outside. Begun once for a batch, ended for each input.
pub(super) struct Settings(Sha256);

impl Settings {
    /// What all inputs of a batch share.
    pub fn of(plan: &Plan) -> Self {
        let mut hasher = Sha256::new();
        let Plan {
            limits,
            only,
            config,
            gate,
            ..
        } = plan;
        hasher.update(format!("{limits:?} {only:?} {:?}", config.app));
        hasher.update(gate.settings());
        let configured = config.app.iter().flat_map(|app| &app.policies);
        for policy in plan.policies.iter().chain(configured) {
            add_policy(&mut hasher, policy, limits);
        }
        Self(hasher)
    }

    /// With the policies beside one input.
    fn with(&self, input: &Input, plan: &Plan) -> String {
        let mut hasher = self.0.clone();
        for policy in input.policies.iter().chain(&input.listing) {
            add_policy(&mut hasher, policy, &plan.limits);
        }
        crate::hex(&hasher.finalize())
    }
}

/// A policy from outside, by name and content.
fn add_policy(hasher: &mut Sha256, policy: &Path, limits: &Limits) {
    hasher.update([0]);
    hasher.update(policy.as_os_str().as_encoded_bytes());
    hasher.update([0]);
    match std::fs::metadata(policy) {
        // One that is over the bound is told as such, whatever it holds.
        Ok(meta) if meta.len() <= limits.policy_bytes => {
            hasher.update(std::fs::read(policy).unwrap_or_default());
        }
        Ok(meta) => hasher.update(meta.len().to_le_bytes()),
        Err(_) => {}
    }
}

/// The report that an earlier run wrote for the same file, program, signatures
/// and settings. Anything else, damage included, means scanning again.
fn earlier(input: &Input, plan: &Plan, settings: &str) -> Option<Report> {
    let reports = plan.reports.as_ref().filter(|_| plan.resume)?;
    let sha256 = hash(&input.path, plan)?;
    let report = reports.read(&input.shown, &sha256)?;
    let same = report.app.sha256 == sha256
        && report.app.file == input.shown
        && report.language == plan.lang.code()
        && report.tool == Tool::of(plan.set)
        && report.settings_sha256 == settings
        && same_listing(input, plan, &report)
        && (!plan.evidence || reports.has_evidence(&input.shown, &sha256));
    if !same {
        return None;
    }
    plan.gate.replay(&report);
    Some(report)
}

/// Whether a list of listings still says of an app what it said; one beside the
/// package is among the settings.
fn same_listing(input: &Input, plan: &Plan, report: &Report) -> bool {
    let Some(listings) = plan.listings.as_ref().filter(|_| input.listing.is_none()) else {
        return true;
    };
    let app = &report.app;
    let now = listings.find(Identity {
        sha256: &app.sha256,
        file: &app.file,
        package: &app.package,
        version: app.version_name.as_deref(),
    });
    now.map(|l| &l.sha256) == report.listing.as_ref().map(|l| &l.sha256)
}

fn hash(path: &Path, plan: &Plan) -> Option<String> {
    let package = package::open(path, &plan.limits).ok()?;
    Some(package.file_facts().ok()?.sha256)
}

#[cfg(test)]
mod tests {
    use super::caught;

    #[test]
    fn a_panic_is_an_error_with_its_message() {
        assert_eq!(caught(|| 1), Ok(1));
        assert_eq!(caught(|| panic!("of {}", 2)), Err::<(), _>("of 2".into()));
        assert_eq!(caught(|| panic!("plain")), Err::<(), _>("plain".into()));
    }
}
