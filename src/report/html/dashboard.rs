//! Data of the dashboard, compact enough for 10,000 apps in one page: rows are
//! arrays, verdicts one letter a category, and who embeds or requests what is a
//! list of gaps between ranks.

use std::collections::BTreeMap;

use serde::Serialize;

use super::catalogue::{Both, both};
use crate::facts::{Confidence, Localized, is_seen};
use crate::judge::{InPolicy, Verdict};
use crate::report::Lang;
use crate::report::json::{Report, Tool};
use crate::report::summary::{ErrorRow, Summary};
use crate::signatures::Signatures;
use crate::signatures::model::{Protection, Severity};

/// Permissions and SDKs that are listed at most.
const LISTED: usize = 200;

/// What the dashboard keeps of one app.
pub struct Row {
    labels: Localized,
    /// A letter for each category, `a` where all its findings are set aside.
    letters: Vec<(String, char)>,
    severities: [u32; 5],
    aside: usize,
    /// Reasons of the score, with points.
    reasons: Vec<(String, u32)>,
    sdks: Vec<(String, InPolicy)>,
    permissions: Vec<(String, InPolicy)>,
}

impl Row {
    /// The row of a report.
    pub fn new(report: &Report) -> Self {
        let mut severities = [0; 5];
        for finding in report.counted() {
            severities[place(finding.severity)] += 1;
        }
        Self {
            labels: report.app.labels.clone(),
            letters: report
                .categories
                .iter()
                .map(|c| match report.is_set_aside(&c.id) {
                    true => (c.id.clone(), 'a'),
                    false => (c.id.clone(), letter(c.verdict)),
                })
                .collect(),
            severities,
            aside: report.findings.len() - report.counted().count(),
            reasons: report
                .score_parts
                .iter()
                .map(|part| (part.reason.clone(), part.points))
                .collect(),
            sdks: report
                .sdks
                .iter()
                .filter(|sdk| sdk.confidence > Confidence::Low)
                .map(|sdk| (sdk.id.clone(), sdk.in_policy))
                .collect(),
            permissions: report
                .permissions
                .iter()
                .map(|p| (p.name.clone(), p.in_policy))
                .collect(),
        }
    }
}

/// Everything on the page.
#[derive(Serialize)]
pub struct Dashboard<'a> {
    language: &'static str,
    tool: &'a Tool,
    apps: Vec<AppEntry<'a>>,
    sdks: Vec<Shared<'a>>,
    permissions: Vec<Shared<'a>>,
    errors: &'a [ErrorRow],
}

/// An app, in the order of the ranks.
#[derive(Serialize)]
struct AppEntry<'a>(
    /// Folder.
    &'a str,
    /// Label.
    Both<'a>,
    /// Application id.
    &'a str,
    /// Version name.
    &'a str,
    /// Score.
    u32,
    /// A letter per category, in the catalogue's order.
    String,
    /// Findings by severity, info first.
    [u32; 5],
    /// Reasons of the score: a category's index or a limitation's code, points.
    Vec<(Reason<'a>, u32)>,
    /// Limitations.
    u32,
    /// Findings that are set aside.
    usize,
);

#[derive(Serialize)]
#[serde(untagged)]
enum Reason<'a> {
    Category(usize),
    Limitation(&'a str),
}

/// An SDK or permission with the apps that have it.
#[derive(Serialize)]
struct Shared<'a> {
    name: Both<'a>,
    /// What it is for: a category of SDKs, or `dangerous` for a permission.
    kind: Option<serde_json::Value>,
    /// Gaps between the ranks of the apps that have it; the first counts from 0.
    gaps: Vec<usize>,
    /// Apps whose policy could be read and does not name it.
    untold: u32,
}

impl<'a> Dashboard<'a> {
    /// The dashboard of a batch.
    pub fn new(
        summary: &'a Summary,
        rows: &'a BTreeMap<String, Row>,
        set: &'a Signatures,
        lang: Lang,
    ) -> Self {
        let mut apps = Vec::new();
        let mut sdks = Holders::default();
        let mut permissions = Holders::default();
        for app in &summary.apps {
            let report = app.report.as_deref().unwrap_or_default();
            let folder = report.split('/').next().unwrap_or_default();
            let Some(row) = rows.get(folder) else {
                continue;
            };
            let rank = apps.len();
            sdks.add(rank, &row.sdks);
            permissions.add(rank, &row.permissions);
            apps.push(AppEntry(
                folder,
                labels(&row.labels),
                &app.package,
                app.version_name.as_deref().unwrap_or_default(),
                app.score,
                letters(&row.letters, set),
                row.severities,
                reasons(&row.reasons, set),
                app.limitations,
                row.aside,
            ));
        }
        Self {
            language: lang.pick("zh", "en"),
            tool: &summary.tool,
            apps,
            sdks: sdks.listed(|id| {
                let sdk = set.sdk(id)?;
                Some((both(&sdk.name), serde_json::to_value(sdk.category).ok()))
            }),
            permissions: permissions.listed(|name| {
                let known = set.permission(name)?;
                let personal = known.protection == Protection::Dangerous || known.must_be_told;
                Some(((name, name), personal.then(|| "personal".into())))
            }),
            errors: &summary.errors,
        }
    }
}

/// Ranks of the apps that hold each thing, by its name.
#[derive(Default)]
struct Holders<'a>(BTreeMap<&'a str, (Vec<usize>, u32)>);

impl<'a> Holders<'a> {
    fn add(&mut self, rank: usize, held: &'a [(String, InPolicy)]) {
        for (name, in_policy) in held {
            let (ranks, untold) = self.0.entry(name).or_default();
            ranks.push(rank);
            *untold += u32::from(*in_policy == InPolicy::No);
        }
    }

    /// The most frequent ones that `describe` knows.
    fn listed(
        self,
        describe: impl Fn(&'a str) -> Option<(Both<'a>, Option<serde_json::Value>)>,
    ) -> Vec<Shared<'a>> {
        let mut held: Vec<_> = self.0.into_iter().collect();
        held.sort_by_key(|(_, (ranks, _))| std::cmp::Reverse(ranks.len()));
        held.into_iter()
            .filter_map(|(name, (ranks, untold))| {
                let (name, kind) = describe(name)?;
                Some(Shared {
                    name,
                    kind,
                    gaps: gaps(&ranks),
                    untold,
                })
            })
            .take(LISTED)
            .collect()
    }
}

fn gaps(ranks: &[usize]) -> Vec<usize> {
    let mut before = 0;
    ranks
        .iter()
        .map(|&rank| rank - std::mem::replace(&mut before, rank))
        .collect()
}

/// Empty where the app has no label that can be seen.
fn labels(labels: &Localized) -> Both<'_> {
    let best = |zh| labels.best(zh).filter(|l| is_seen(l)).unwrap_or_default();
    (best(true), best(false))
}

/// `i`ndicated, `s`uspected, inconclusive (`u`), `n`ot found, to check by hand
/// (`m`).
fn letter(verdict: Verdict) -> char {
    match verdict {
        Verdict::Indicated => 'i',
        Verdict::Suspected => 's',
        Verdict::Inconclusive => 'u',
        Verdict::NotFound => 'n',
        Verdict::NotStaticallyAssessable => 'm',
    }
}

/// A letter per category of the set; one that the report lacks is undecided.
fn letters(letters: &[(String, char)], set: &Signatures) -> String {
    let by_id: BTreeMap<&str, char> = letters.iter().map(|(id, l)| (id.as_str(), *l)).collect();
    let categories = set.categories.iter();
    categories
        .map(|category| by_id.get(category.id.as_str()).copied().unwrap_or('u'))
        .collect()
}

fn reasons<'a>(reasons: &'a [(String, u32)], set: &Signatures) -> Vec<(Reason<'a>, u32)> {
    reasons
        .iter()
        .map(|(reason, points)| {
            let index = set.categories.iter().position(|c| c.id == *reason);
            let reason = index.map_or(Reason::Limitation(reason), Reason::Category);
            (reason, *points)
        })
        .collect()
}

fn place(severity: Severity) -> usize {
    match severity {
        Severity::Info => 0,
        Severity::Low => 1,
        Severity::Medium => 2,
        Severity::High => 3,
        Severity::Critical => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::gaps;

    #[test]
    fn gaps_add_up_to_ranks() {
        assert_eq!(gaps(&[0, 1, 5, 6]), [0, 1, 4, 1]);
        assert_eq!(gaps(&[3]), [3]);
        assert!(gaps(&[]).is_empty());
    }
}
