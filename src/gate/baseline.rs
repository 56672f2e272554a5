//! An earlier report folder: findings that it holds are known.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use crate::judge::Verdict;
use crate::report::reread::{StoredError, stored};

/// Findings of an earlier run, by fingerprint.
#[derive(Debug, Default)]
pub struct Baseline {
    known: HashMap<String, Verdict>,
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
    /// Reads the reports that a folder's `summary.json` names. Half of one would
    /// make known findings new.
    ///
    /// # Errors
    /// The first file that is missing or no report.
    pub fn read(folder: &Path) -> Result<Self, StoredError> {
        let mut known = HashMap::new();
        for report in stored::<Findings>(folder)? {
            for finding in report?.findings {
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
