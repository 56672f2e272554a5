//! Rank of an app in a queue, explained by its parts.

use crate::judge::{Finding, Verdict};
use crate::signatures::model::Severity;

/// Points of one category: the gravest finding counts whole, each further
/// subject a tenth of it, up to twice the whole.
pub fn score(findings: &[Finding]) -> u32 {
    let mut total = 0;
    let mut rest = findings;
    // Findings stand in the order of categories.
    while let Some(first) = rest.first() {
        let same = rest
            .iter()
            .take_while(|f| f.category == first.category)
            .count();
        let (group, after) = rest.split_at(same);
        let points: Vec<u32> = group.iter().map(points).collect();
        let worst = points.iter().copied().max().unwrap_or(0);
        let further = points.iter().sum::<u32>() - worst;
        total += worst + (further / 10).min(worst);
        rest = after;
    }
    total
}

fn points(finding: &Finding) -> u32 {
    let weight = match finding.severity {
        Severity::Info => 0,
        Severity::Low => 10,
        Severity::Medium => 30,
        Severity::High => 60,
        Severity::Critical => 100,
    };
    match finding.verdict {
        Verdict::Indicated => weight,
        Verdict::Suspected => weight / 3,
        _ => 0,
    }
}
