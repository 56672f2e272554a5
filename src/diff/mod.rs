//! What came and went between two versions of an app, or between two batches.
//!
//! A difference is made from reports alone, so that a folder written last month
//! serves as well as a package.

pub mod since;
mod text;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::judge::Verdict;
use crate::report::Lang;
use crate::report::json::Report;

pub use text::{markdown, plain};

/// Two versions of one app.
#[derive(Debug, Serialize)]
pub struct AppDiff {
    /// Application id.
    pub package: String,
    /// Label in the language of the run.
    pub label: Option<String>,
    /// Versions, old and new; one is absent where the app is in one batch only.
    pub versions: (Option<String>, Option<String>),
    /// Requested permissions.
    pub permissions: Changes,
    /// Embedded SDKs, by name.
    pub sdks: Changes,
    /// What is read, and by whose code.
    pub calls: Changes,
    /// Statements of the policy that are now made or no longer made.
    pub policy: Changes,
    /// Findings.
    pub findings: Vec<FindingChange>,
}

/// Names that came and names that went, sorted.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// In the new one only.
    pub added: Vec<String>,
    /// In the old one only.
    pub removed: Vec<String>,
}

/// A finding that came, went, or has another verdict.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct FindingChange {
    /// Category.
    pub category: String,
    /// Title in the language of the run.
    pub title: String,
    /// What was found.
    pub summary: String,
    /// Verdict before; absent for a new finding.
    pub old: Option<Verdict>,
    /// Verdict now; absent for one that is gone.
    pub new: Option<Verdict>,
    /// Survives a rebuild.
    pub fingerprint: String,
}

impl Changes {
    fn between(old: Vec<String>, new: Vec<String>) -> Self {
        let only = |from: &[String], other: &[String]| {
            let mut names: Vec<String> = from
                .iter()
                .filter(|name| !other.contains(name))
                .cloned()
                .collect();
            names.sort();
            names.dedup();
            names
        };
        Self {
            added: only(&new, &old),
            removed: only(&old, &new),
        }
    }

    /// Nothing came and nothing went.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }
}

impl AppDiff {
    /// Nothing differs.
    pub fn is_empty(&self) -> bool {
        self.differs_in_version_alone() && self.versions.0 == self.versions.1
    }

    /// Nothing differs but, it may be, the version.
    pub fn differs_in_version_alone(&self) -> bool {
        let lists = [&self.permissions, &self.sdks, &self.calls, &self.policy];
        lists.iter().all(|changes| changes.is_empty()) && self.findings.is_empty()
    }
}

/// Apps of two batches, matched by application id, in its order. Where a batch
/// holds an app twice, the highest version speaks for it.
pub fn batches(old: Vec<Report>, new: Vec<Report>, lang: Lang) -> Vec<AppDiff> {
    let (old, new) = (by_package(old), by_package(new));
    let mut packages: Vec<&String> = old.keys().chain(new.keys()).collect();
    packages.sort();
    packages.dedup();
    packages
        .into_iter()
        .map(|package| apps(old.get(package), new.get(package), lang))
        .collect()
}

fn by_package(reports: Vec<Report>) -> BTreeMap<String, Report> {
    let mut by_package: BTreeMap<String, Report> = BTreeMap::new();
    for report in reports {
        let known = by_package.get(&report.app.package);
        if known.is_none_or(|known| known.app.version_code <= report.app.version_code) {
            by_package.insert(report.app.package.clone(), report);
        }
    }
    by_package
}

/// Two versions of an app; one may be missing.
pub fn apps(old: Option<&Report>, new: Option<&Report>, lang: Lang) -> AppDiff {
    let changes = |names: fn(&Report, Lang) -> Vec<String>| {
        let of = |report: Option<&Report>| report.map_or_else(Vec::new, |r| names(r, lang));
        Changes::between(of(old), of(new))
    };
    let app = new.or(old).map(|report| &report.app);
    let version = |report: Option<&Report>| report.and_then(|r| r.app.version_name.clone());
    AppDiff {
        package: app.map_or_else(String::new, |app| app.package.clone()),
        label: app.and_then(|app| app.label.clone()),
        versions: (version(old), version(new)),
        permissions: changes(permissions),
        sdks: changes(sdks),
        calls: changes(calls),
        policy: changes(policy),
        findings: findings(old, new, lang),
    }
}

fn permissions(report: &Report, _: Lang) -> Vec<String> {
    report.permissions.iter().map(|p| p.name.clone()).collect()
}

fn sdks(report: &Report, lang: Lang) -> Vec<String> {
    let embedded = report.sdks.iter();
    embedded.map(|sdk| lang.of(&sdk.names).to_owned()).collect()
}

fn calls(report: &Report, lang: Lang) -> Vec<String> {
    let calls = report.api_calls.iter();
    calls
        .map(|call| {
            let (owner, gives) = (lang.of(&call.owner.names), lang.of(&call.gives));
            lang.pick(format!("{owner}：{gives}"), format!("{owner}: {gives}"))
        })
        .collect()
}

/// Keys of the declarations that the policy makes, as the contract names them.
fn policy(report: &Report, _: Lang) -> Vec<String> {
    let declared = report.policy.declarations.as_ref();
    let value = declared.and_then(|d| serde_json::to_value(d).ok());
    let mut keys = Vec::new();
    if let Some(value) = value {
        stated("", &value, 0, &mut keys);
    }
    keys
}

/// Levels of keys in the declarations.
const LEVELS: usize = 4;

/// Collects the keys below which something is stated: a `value` other than null,
/// false and the empty string.
fn stated(path: &str, value: &serde_json::Value, level: usize, keys: &mut Vec<String>) {
    let Some(object) = value.as_object().filter(|_| level < LEVELS) else {
        return;
    };
    if let Some(value) = object.get("value") {
        let silent = matches!(
            value,
            serde_json::Value::Null | serde_json::Value::Bool(false)
        ) || value.as_str() == Some("");
        if !silent {
            keys.push(path.to_owned());
        }
        return;
    }
    for (key, inner) in object {
        let below = if path.is_empty() {
            key.clone()
        } else {
            format!("{path}.{key}")
        };
        stated(&below, inner, level + 1, keys);
    }
}

fn findings(old: Option<&Report>, new: Option<&Report>, lang: Lang) -> Vec<FindingChange> {
    let of = |report: Option<&Report>| {
        let findings = report.map_or(&[][..], |r| r.findings.as_slice());
        findings
            .iter()
            .map(|f| (f.fingerprint.clone(), f.clone()))
            .collect::<BTreeMap<_, _>>()
    };
    let (old, new) = (of(old), of(new));
    let mut changes: Vec<FindingChange> = new
        .values()
        .chain(old.values().filter(|f| !new.contains_key(&f.fingerprint)))
        .map(|finding| FindingChange {
            category: finding.category.clone(),
            title: lang.of(&finding.titles).to_owned(),
            summary: lang.of(&finding.summaries).to_owned(),
            old: old.get(&finding.fingerprint).map(|f| f.verdict),
            new: new.get(&finding.fingerprint).map(|f| f.verdict),
            fingerprint: finding.fingerprint.clone(),
        })
        .filter(|change| change.old != change.new)
        .collect();
    changes.sort_by(|a, b| (&a.category, &a.summary).cmp(&(&b.category, &b.summary)));
    changes
}
