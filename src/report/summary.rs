//! `summary.json`: the batch in one file, ranked.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::AppFacts;
use crate::judge::{Judgement, SetAside, Verdict};
use crate::package::PackageError;
use crate::signatures::Signatures;
use crate::signatures::model::Severity;

use super::json::{Report, SCHEMA_VERSION, Tool};
use super::{Lang, score, text};

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
    /// The category that the findings stand under, where this one repeats them.
    #[serde(default)]
    pub same_as: Option<String>,
    /// All its findings are set aside.
    #[serde(default)]
    pub set_aside: bool,
}

/// What a row asks of a finding.
struct Found<'a> {
    category: &'a str,
    also: &'a [String],
    severity: Severity,
    set_aside: Option<&'a SetAside>,
}

/// Findings of a report and of a judgement, which say it in the same fields.
macro_rules! found {
    ($finding:path) => {
        impl<'a> From<&'a $finding> for Found<'a> {
            fn from(finding: &'a $finding) -> Self {
                Self {
                    category: &finding.category,
                    also: &finding.also,
                    severity: finding.severity,
                    set_aside: finding.set_aside.as_ref(),
                }
            }
        }
    };
}

found!(super::json::Finding);
found!(crate::judge::Finding);

impl CategoryRow {
    /// The row of a category that is indicated or suspected.
    fn new(id: &str, title: &str, verdict: Verdict, findings: &[Found]) -> Option<Self> {
        if !matches!(verdict, Verdict::Indicated | Verdict::Suspected) {
            return None;
        }
        let found: Vec<&Found> = findings
            .iter()
            .filter(|f| f.category == id || f.also.iter().any(|also| also == id))
            .collect();
        let own = found.iter().any(|f| f.category == id);
        Some(Self {
            id: id.into(),
            title: title.into(),
            verdict,
            severity: found.iter().map(|f| f.severity).max()?,
            same_as: match own {
                true => None,
                false => found.first().map(|f| f.category.into()),
            },
            set_aside: found.iter().all(|f| f.set_aside.is_some()),
        })
    }
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
    /// What a reader calls the app.
    pub fn name(&self) -> &str {
        text::name(self.label.as_deref(), &self.package, &self.file)
    }

    /// Number of categories with a verdict, without those that are set aside.
    pub fn counted(&self, verdict: Verdict) -> usize {
        let rows = self.categories.iter();
        rows.filter(|c| c.verdict == verdict && !c.set_aside)
            .count()
    }

    /// Categories that count, the gravest first and each fact once.
    pub fn gravest(&self) -> Vec<&CategoryRow> {
        let rows = self.categories.iter();
        let mut rows: Vec<_> = rows
            .filter(|c| c.same_as.is_none() && !c.set_aside)
            .collect();
        rows.sort_by_key(|c| (c.verdict, Reverse(c.severity)));
        rows
    }

    /// The row of a report.
    pub fn new(report: &Report, path: Option<String>) -> Self {
        let found: Vec<Found> = report.findings.iter().map(Found::from).collect();
        let categories = report.categories.iter();
        let categories = categories
            .filter_map(|c| CategoryRow::new(&c.id, &c.title, c.verdict, &found))
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
        let found: Vec<Found> = findings.iter().map(Found::from).collect();
        let categories = judgement.categories.iter();
        let categories = categories
            .filter_map(|c| CategoryRow::new(c.id, lang.of(c.title), c.verdict, &found))
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
