//! `summary.json`: the batch in one file, ranked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::AppFacts;
use crate::judge::{Judgement, Verdict};
use crate::package::PackageError;
use crate::signatures::Signatures;
use crate::signatures::model::Severity;

use super::json::{Report, SCHEMA_VERSION, Tool};
use super::{Lang, score};

/// A batch.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// [`SCHEMA_VERSION`].
    pub schema_version: String,
    /// The tool and its knowledge.
    pub tool: Tool,
    /// Apps, highest score first.
    pub apps: Vec<AppRow>,
    /// Packages that could not be read.
    pub errors: Vec<ErrorRow>,
    /// Entries of the configuration that set nothing aside.
    #[serde(default)]
    pub idle_ignores: Vec<IdleIgnore>,
}

/// An entry of the configuration that set nothing aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IdleIgnore {
    /// Its id.
    pub id: String,
    /// Its reason.
    pub reason: String,
    /// Its last day, where it is over.
    pub expired: Option<String>,
}

/// An app's row.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AppRow {
    /// Path of the file as given.
    pub file: String,
    /// SHA-256.
    pub sha256: String,
    /// Application id.
    pub package: String,
    /// Label in the language of the report.
    pub label: Option<String>,
    /// Version name.
    pub version_name: Option<String>,
    /// Version code.
    pub version_code: Option<u64>,
    /// Rank.
    pub score: u32,
    /// The gravest finding that counts.
    pub severity: Option<Severity>,
    /// Categories by verdict.
    pub counts: Counts,
    /// Ids of the categories that are indicated or suspected.
    pub categories: Vec<CategoryRow>,
    /// Findings that are set aside.
    #[serde(default)]
    pub set_aside: u32,
    /// Categories over which the app fails `--fail-on`.
    #[serde(default)]
    pub fails: Vec<String>,
    /// Limitations.
    pub limitations: u32,
    /// Path of the report under the output folder; absent without one.
    pub report: Option<String>,
}

/// Numbers of categories by verdict.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)] // the names are the verdicts
pub struct Counts {
    pub indicated: u32,
    pub suspected: u32,
    pub inconclusive: u32,
    pub not_found: u32,
    pub not_statically_assessable: u32,
}

/// A category that is indicated or suspected.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CategoryRow {
    /// Id.
    pub id: String,
    /// Title in the language of the report.
    pub title: String,
    /// Verdict.
    pub verdict: Verdict,
    /// The gravest finding of the category.
    pub severity: Severity,
}

/// A package that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ErrorRow {
    /// Path of the file as given.
    pub file: String,
    /// Entry of the package; empty for the file itself.
    pub entry: String,
    /// Cause.
    pub cause: String,
}

impl IdleIgnore {
    /// A line that says so.
    pub fn line(&self, lang: Lang) -> String {
        let Self {
            id,
            reason,
            expired,
        } = self;
        match expired {
            Some(day) => lang.pick(
                format!("忽略项 {id}（{reason}）已于 {day} 到期，不再生效"),
                format!("ignore entry {id} ({reason}) expired on {day} and no longer holds"),
            ),
            None => lang.pick(
                format!("忽略项 {id}（{reason}）没有匹配到任何问题"),
                format!("ignore entry {id} ({reason}) matched nothing"),
            ),
        }
    }
}

impl From<&PackageError> for ErrorRow {
    fn from(error: &PackageError) -> Self {
        Self {
            file: error.file.clone(),
            entry: error.entry.clone(),
            cause: error.cause.to_string(),
        }
    }
}

impl AppRow {
    /// The row of a report.
    pub fn new(report: &Report, path: Option<String>) -> Self {
        let categories = report
            .categories
            .iter()
            .filter(|c| is_named(c.verdict))
            .filter_map(|c| {
                let found = report
                    .findings
                    .iter()
                    .filter(|f| f.category == c.id || f.also.contains(&c.id));
                Some(CategoryRow {
                    id: c.id.clone(),
                    title: c.title.clone(),
                    verdict: c.verdict,
                    severity: found.map(|f| f.severity).max()?,
                })
            })
            .collect();
        Self {
            file: report.app.file.clone(),
            sha256: report.app.sha256.clone(),
            package: report.app.package.clone(),
            label: report.app.label.clone(),
            version_name: report.app.version_name.clone(),
            version_code: report.app.version_code,
            score: report.score,
            severity: report.counted().map(|f| f.severity).max(),
            counts: Counts::of(report.categories.iter().map(|c| c.verdict)),
            categories,
            set_aside: count(report.findings.iter().filter(|f| f.set_aside.is_some())),
            fails: report.fails.clone(),
            limitations: count(report.limitations.iter()),
            report: path,
        }
    }

    /// The same row without a report: a tenth of the work.
    pub fn judged(
        facts: &AppFacts,
        judgement: &Judgement,
        fails: Vec<String>,
        set: &Signatures,
        lang: Lang,
    ) -> Self {
        let Judgement {
            findings,
            limitations,
            ..
        } = judgement;
        let categories = judgement
            .categories
            .iter()
            .filter(|c| is_named(c.verdict))
            .filter_map(|c| {
                let found = findings
                    .iter()
                    .filter(|f| f.category == c.id || f.also.contains(&c.id));
                Some(CategoryRow {
                    id: c.id.clone(),
                    title: lang.of(&c.title).into(),
                    verdict: c.verdict,
                    severity: found.map(|f| f.severity).max()?,
                })
            })
            .collect();
        let parts = score::parts(findings, limitations, &set.weights);
        let manifest = &facts.manifest;
        Self {
            file: facts.file.path.clone(),
            sha256: facts.file.sha256.clone(),
            package: manifest.package.clone(),
            label: manifest.label.best(lang == Lang::Zh).map(Into::into),
            version_name: manifest.version_name.clone(),
            version_code: manifest.version_code,
            score: parts.iter().map(|part| part.points).sum(),
            severity: findings
                .iter()
                .filter(|f| f.set_aside.is_none())
                .map(|f| f.severity)
                .max(),
            counts: Counts::of(judgement.categories.iter().map(|c| c.verdict)),
            categories,
            set_aside: count(findings.iter().filter(|f| f.set_aside.is_some())),
            fails,
            limitations: count(limitations.iter()),
            report: None,
        }
    }
}

fn is_named(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Indicated | Verdict::Suspected)
}

impl Counts {
    fn of(verdicts: impl Iterator<Item = Verdict>) -> Self {
        let mut counts = Self::default();
        for verdict in verdicts {
            *match verdict {
                Verdict::Indicated => &mut counts.indicated,
                Verdict::Suspected => &mut counts.suspected,
                Verdict::Inconclusive => &mut counts.inconclusive,
                Verdict::NotFound => &mut counts.not_found,
                Verdict::NotStaticallyAssessable => &mut counts.not_statically_assessable,
            } += 1;
        }
        counts
    }
}

fn count<T>(of: impl Iterator<Item = T>) -> u32 {
    u32::try_from(of.count()).unwrap_or(u32::MAX)
}

impl Summary {
    /// A batch from rows in any order.
    pub fn new(set: &Signatures, mut apps: Vec<AppRow>, mut errors: Vec<ErrorRow>) -> Self {
        apps.sort_by(|a, b| {
            b.score
                .cmp(&a.score)
                .then_with(|| a.file.cmp(&b.file))
                .then_with(|| a.sha256.cmp(&b.sha256))
        });
        errors.sort_by(|a, b| (&a.file, &a.entry, &a.cause).cmp(&(&b.file, &b.entry, &b.cause)));
        Self {
            schema_version: SCHEMA_VERSION.into(),
            tool: Tool::of(set),
            apps,
            errors,
            idle_ignores: Vec::new(),
        }
    }
}
