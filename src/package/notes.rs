//! Anomalies and limitations, gathered from any thread, in one order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use crate::facts::{Anomaly, Area, Limitation};

/// Entries listed for one code before the rest is only counted: an archive with
/// every header damaged must not fill the report.
const LISTED: usize = 20;

/// What was seen so far. The result does not depend on the order of the calls,
/// so every one is kept; their number is bounded by that of the entries.
#[derive(Default)]
pub struct Notes {
    anomalies: Mutex<BTreeMap<&'static str, BTreeSet<(String, String)>>>,
    limitations: Mutex<BTreeSet<Limitation>>,
}

impl Notes {
    /// Adds an anomaly; the same one twice counts once.
    pub fn anomaly(&self, code: &'static str, entry: &str, detail: impl Into<String>) {
        if let Ok(mut groups) = self.anomalies.lock() {
            let group = groups.entry(code).or_default();
            group.insert((entry.to_owned(), detail.into()));
        }
    }

    /// Adds a limitation; the same one twice counts once.
    pub fn limitation(
        &self,
        area: Area,
        code: &'static str,
        location: &str,
        detail: impl Into<String>,
    ) {
        if let Ok(mut limitations) = self.limitations.lock() {
            limitations.insert(Limitation {
                area,
                code: code.to_owned(),
                location: location.to_owned(),
                detail: detail.into(),
            });
        }
    }

    /// Anomalies sorted by code, then entry; a count stands for what was not listed.
    pub fn anomalies(&self) -> Vec<Anomaly> {
        let Ok(groups) = self.anomalies.lock() else {
            return Vec::new();
        };
        let mut all = Vec::new();
        for (code, group) in &*groups {
            let anomaly = |entry: &str, detail: String| Anomaly {
                code: (*code).to_owned(),
                entry: entry.to_owned(),
                detail,
            };
            let listed = group.iter().take(LISTED);
            all.extend(listed.map(|(entry, detail)| anomaly(entry, detail.clone())));
            if group.len() > LISTED {
                let more = group.len() - LISTED;
                all.push(anomaly("", format!("and {more} more entries")));
            }
        }
        all
    }

    /// Limitations, sorted.
    pub fn limitations(&self) -> Vec<Limitation> {
        self.limitations
            .lock()
            .map(|all| all.iter().cloned().collect())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_of_a_kind_are_counted() {
        let notes = Notes::default();
        for i in 0..100 {
            notes.anomaly("encrypted-flag", &format!("e{i:03}"), "");
        }
        notes.anomaly("encrypted-flag", "e000", "");
        let all = notes.anomalies();
        assert_eq!(all.len(), LISTED + 1);
        assert_eq!(all[0].entry, "e000");
        assert_eq!(all[LISTED].detail, "and 80 more entries");
    }
}
