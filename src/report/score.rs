//! Rank of an app in a queue, explained by its parts. The weights are data:
//! `signatures/score.toml`.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::Limitation;
use crate::judge::{Finding, Verdict};
use crate::signatures::model::{Severity, Weights};

/// One reason for a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// Id of the category, or code of the limitation.
    pub reason: String,
    /// Points, `further` among them.
    pub points: u32,
    /// The gravest finding's verdict; absent for a limitation.
    pub verdict: Option<Verdict>,
    /// Its severity.
    pub severity: Option<Severity>,
    /// Findings.
    pub findings: u32,
    /// Points that findings beyond the gravest add.
    pub further: u32,
}

/// The parts of a score, most points first; none without points, or of findings
/// that are set aside.
pub fn parts(findings: &[Finding], limitations: &[Limitation], weights: &Weights) -> Vec<Part> {
    let mut parts: Vec<Part> = findings
        // Findings stand in the order of categories.
        .chunk_by(|a, b| a.category == b.category)
        .filter_map(|group| category(group, weights))
        .collect();
    let codes: BTreeSet<&str> = limitations.iter().map(|l| l.code.as_str()).collect();
    parts.extend(codes.iter().filter_map(|code| {
        Some(Part {
            reason: (*code).into(),
            points: u32::from(*weights.limitation.get(*code)?),
            verdict: None,
            severity: None,
            findings: 0,
            further: 0,
        })
    }));
    parts.retain(|part| part.points > 0);
    parts.sort_by_key(|part| Reverse(part.points));
    parts
}

fn category(group: &[Finding], weights: &Weights) -> Option<Part> {
    let counted = || group.iter().filter(|f| f.set_aside.is_none());
    let gravest = counted().max_by_key(|f| points(f, weights))?;
    let worst = points(gravest, weights);
    let all: u32 = counted().map(|f| points(f, weights)).sum();
    let further = percent(all - worst, weights.further_percent)
        .min(percent(worst, weights.further_limit_percent));
    Some(Part {
        reason: gravest.category.clone(),
        points: worst + further,
        verdict: Some(gravest.verdict),
        severity: Some(gravest.severity),
        findings: u32::try_from(counted().count()).unwrap_or(u32::MAX),
        further,
    })
}

fn points(finding: &Finding, weights: &Weights) -> u32 {
    let whole = weights.severity.get(&finding.severity);
    let whole = u32::from(whole.copied().unwrap_or(0));
    match finding.verdict {
        Verdict::Indicated => whole,
        Verdict::Suspected => percent(whole, weights.suspected_percent),
        _ => 0,
    }
}

/// Never more than the whole, so that sums of points stay far below `u32::MAX`.
fn percent(of: u32, percent: u16) -> u32 {
    of * u32::from(percent.min(100)) / 100
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Area;
    use crate::signatures::Signatures;
    use crate::signatures::model::{Authority, Bilingual};

    fn finding(category: &str, verdict: Verdict, severity: Severity) -> Finding {
        Finding {
            category: category.into(),
            also: Vec::new(),
            authority: Authority::Miit,
            title: Bilingual::default(),
            summary: Bilingual::default(),
            verdict,
            severity,
            evidence: Vec::new(),
            remedy: Bilingual::default(),
            subject: String::new(),
            fingerprint: String::new(),
            rule: String::new(),
            set_aside: None,
        }
    }

    #[test]
    fn the_gravest_finding_counts_whole_and_the_rest_in_part() {
        let weights = Signatures::builtin().weights;
        let limit = Limitation {
            area: Area::Code,
            code: "packed".into(),
            location: String::new(),
            detail: String::new(),
        };
        let mut findings = vec![finding("a", Verdict::Suspected, Severity::High)];
        findings.extend((0..30).map(|_| finding("b", Verdict::Indicated, Severity::Medium)));
        findings.push(finding("c", Verdict::Indicated, Severity::Info));
        let parts = parts(&findings, &[limit.clone(), limit], &weights);
        let seen: Vec<(&str, u32, u32)> = parts
            .iter()
            .map(|p| (p.reason.as_str(), p.points, p.further))
            .collect();
        // 30 more of 29 others at a tenth, but no more than the whole once again.
        assert_eq!(seen, [("b", 60, 30), ("packed", 60, 0), ("a", 19, 0)]);
    }
}
