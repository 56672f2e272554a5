//! An earlier report folder: findings that it holds are known.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::judge::Verdict;

/// Findings of an earlier run, by fingerprint.
#[derive(Debug, Default)]
pub struct Baseline {
    known: HashMap<String, Verdict>,
}

/// A baseline that cannot be read. Half of one would make known findings new.
#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}", path.display())]
pub struct BaselineError {
    /// The file.
    pub path: PathBuf,
    /// The cause.
    pub cause: String,
}

/// What is needed of `summary.json`.
#[derive(Deserialize)]
struct Rows {
    apps: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    report: Option<PathBuf>,
}

/// What is needed of `report.json`.
#[derive(Deserialize)]
struct Findings {
    findings: Vec<Known>,
}

#[derive(Deserialize)]
struct Known {
    fingerprint: String,
    verdict: Verdict,
}

impl Baseline {
    /// Reads the reports that a folder's `summary.json` names.
    ///
    /// # Errors
    /// The first file that is missing or no report.
    pub fn read(folder: &Path) -> Result<Self, BaselineError> {
        let rows: Rows = json(&folder.join("summary.json"))?;
        let mut known = HashMap::new();
        for report in rows.apps.iter().filter_map(|app| app.report.as_ref()) {
            // A name from a file: it must stay in the folder.
            let inside = report
                .components()
                .all(|part| matches!(part, std::path::Component::Normal(_)));
            let path = folder.join(report);
            if !inside {
                let cause = "leads out of the folder".into();
                return Err(BaselineError { path, cause });
            }
            let report: Findings = json(&path)?;
            for finding in report.findings {
                // Verdicts are ordered gravest first; two builds of an app may differ.
                let verdict = known.entry(finding.fingerprint).or_insert(finding.verdict);
                *verdict = finding.verdict.min(*verdict);
            }
        }
        Ok(Self { known })
    }

    pub(super) fn sorted(&self) -> std::collections::BTreeMap<&str, Verdict> {
        self.known.iter().map(|(f, v)| (f.as_str(), *v)).collect()
    }

    /// Whether it has a finding, with the same verdict or a graver one.
    pub fn has(&self, fingerprint: &str, verdict: Verdict) -> bool {
        self.known
            .get(fingerprint)
            .is_some_and(|&old| old <= verdict)
    }
}

fn json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, BaselineError> {
    let fail = |cause: String| BaselineError {
        path: path.to_path_buf(),
        cause,
    };
    let bytes = std::fs::read(path).map_err(|e| fail(e.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|e| fail(e.to_string()))
}
