//! `score.toml`: shares, severities and codes of limitations.

use super::{Faults, nearest};
use crate::signatures::model::Severity;

/// Subject by which `score.toml` is found.
pub(super) const SUBJECT: &str = "score";

/// Codes of limitations that can keep an app from being judged, in code,
/// manifest or policy.
const LIMITATIONS: [&str; 19] = [
    "analysis-cut",
    "components-missing",
    "dex-count",
    "dex-damaged",
    "dex-unreadable",
    "dynamic-loading",
    "graph-hubs",
    "methods-too-large",
    "native-at-startup",
    "native-heavy",
    "no-code",
    "packed",
    "policy-cut",
    "reflection-heavy",
    "root-missing",
    "root-native",
    "smali-only",
    "strings-encrypted",
    "time",
];

/// Severities, the least first.
const SEVERITIES: [(Severity, &str); 5] = [
    (Severity::Info, "info"),
    (Severity::Low, "low"),
    (Severity::Medium, "medium"),
    (Severity::High, "high"),
    (Severity::Critical, "critical"),
];

pub(super) fn lint(faults: &mut Faults) {
    shares(faults);
    severities(faults);
    limitations(faults);
}

fn shares(faults: &mut Faults) {
    let weights = &faults.set.weights;
    let shares = [
        ("suspected_percent", weights.suspected_percent),
        ("further_percent", weights.further_percent),
        ("further_limit_percent", weights.further_limit_percent),
    ];
    for (path, percent) in shares.into_iter().filter(|(_, percent)| *percent > 100) {
        let message = format!("{percent} per cent is more than the whole");
        faults.add(SUBJECT, path, "range", message, "0 to 100");
    }
}

fn severities(faults: &mut Faults) {
    let weights = &faults.set.weights.severity;
    let mut least = 0;
    for (severity, name) in SEVERITIES {
        let Some(points) = weights.get(&severity) else {
            let message = format!("no points for `{name}`: its findings would count nothing");
            faults.add(
                SUBJECT,
                "severity",
                "missing",
                message,
                "give each severity points",
            );
            continue;
        };
        if *points < least {
            let message = format!("`{name}` has {points} points, a lesser severity {least}");
            let path = format!("severity.{name}");
            faults.add(
                SUBJECT,
                &path,
                "order",
                message,
                "graver findings count no less",
            );
        }
        least = least.max(*points);
    }
}

fn limitations(faults: &mut Faults) {
    for code in faults.set.weights.limitation.keys() {
        if !LIMITATIONS.contains(&code.as_str()) {
            let message = format!("no limitation has the code `{code}`");
            let help = nearest(code, LIMITATIONS.into_iter());
            let path = format!("limitation.{code}");
            faults.add(SUBJECT, &path, "unknown-limitation", message, &help);
        }
    }
}
