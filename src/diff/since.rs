//! What an app's verdicts become under other signatures, and why.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::facts::AppFacts;
use crate::judge::{Judgement, Verdict};
use crate::report::summary::AppRow;
use crate::report::{Lang, printable, text};
use crate::signatures::Signatures;
use crate::signatures::model::Bilingual;

/// An app with a category whose verdict has changed.
#[derive(Debug, Serialize)]
pub struct AppChange {
    /// Path of the file as given to the scan.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Application id.
    pub package: String,
    /// Label in the language of the run.
    pub label: Option<String>,
    /// Version name.
    pub version_name: Option<String>,
    /// Categories in the order of the new set, then those that are gone.
    pub categories: Vec<CategoryChange>,
}

/// A category whose verdict has changed.
#[derive(Debug, Serialize)]
pub struct CategoryChange {
    /// Id.
    pub id: String,
    /// Titles.
    pub titles: Bilingual,
    /// Verdict before; absent where the category was not known, or not named by an old
    /// summary.
    pub old: Option<Verdict>,
    /// Verdict now; absent where the category is gone.
    pub new: Option<Verdict>,
    /// Findings that came, went, or have another verdict.
    pub findings: Vec<FindingChange>,
    /// Why nothing can be said now, where that is so.
    pub notes: Option<Bilingual>,
}

/// A finding that came, went, or has another verdict.
#[derive(Debug, Serialize)]
pub struct FindingChange {
    /// Survives a rebuild.
    pub fingerprint: String,
    /// A permission, SDK or PI type; empty for the app itself.
    pub subject: String,
    /// What was found.
    pub summaries: Bilingual,
    /// Verdict before; absent for a new finding.
    pub old: Option<Verdict>,
    /// Verdict now; absent for one that is gone.
    pub new: Option<Verdict>,
    /// The rule that made it; absent for one that only an old report tells of.
    pub rule: Option<String>,
    /// What in the signatures has changed it.
    pub because: Because,
}

/// What in the signatures has changed a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// The category is new.
    CategoryAdded,
    /// The category is gone.
    CategoryRemoved,
    /// The rule is new.
    RuleAdded,
    /// The rule is gone.
    RuleRemoved,
    /// The rule reads differently.
    RuleChanged,
    /// The signature of the SDK that it is about is new or reads differently.
    SdkChanged,
    /// The signature of the permission that it is about.
    PermissionChanged,
    /// The rule and its subject are the same: an API, a word of policies, a
    /// library or another signature that they rest on has changed.
    OtherSignature,
    /// The old verdict is an old report's, and its signatures are not at hand.
    Unknown,
}

impl Because {
    fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::CategoryAdded => lang.pick("新增问题类别", "new category"),
            Self::CategoryRemoved => lang.pick("问题类别已删除", "category removed"),
            Self::RuleAdded => lang.pick("新增规则", "new rule"),
            Self::RuleRemoved => lang.pick("规则已删除", "rule removed"),
            Self::RuleChanged => lang.pick("规则有改动", "rule changed"),
            Self::SdkChanged => lang.pick("SDK 特征有改动", "signature of the SDK changed"),
            Self::PermissionChanged => {
                lang.pick("权限特征有改动", "signature of the permission changed")
            }
            Self::OtherSignature => lang.pick(
                "规则未变，其依据的其他特征有改动",
                "same rule; another signature that it rests on changed",
            ),
            Self::Unknown => lang.pick("旧特征库不在手边", "old signatures not at hand"),
        }
    }
}

/// One side of a comparison: of a report, what is needed of it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Judged {
    categories: Vec<Row>,
    #[serde(default)]
    findings: Vec<Found>,
    /// Only categories that are indicated or suspected are told, as in a summary.
    #[serde(default)]
    named_only: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct Row {
    id: String,
    titles: Bilingual,
    verdict: Verdict,
    #[serde(default)]
    notes: Option<Bilingual>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Found {
    category: String,
    #[serde(default)]
    also: Vec<String>,
    fingerprint: String,
    subject: String,
    summaries: Bilingual,
    verdict: Verdict,
    #[serde(default)]
    rule: Option<String>,
}

impl From<Judgement<'_>> for Judged {
    fn from(judgement: Judgement) -> Self {
        let rows = judgement.categories.into_iter();
        let findings = judgement.findings.into_iter();
        Self {
            categories: rows
                .map(|c| Row {
                    id: c.id.into(),
                    titles: c.title.clone(),
                    verdict: c.verdict,
                    notes: c.note.map(Cow::into_owned),
                })
                .collect(),
            findings: findings
                .map(|f| Found {
                    category: f.category,
                    also: f.also,
                    fingerprint: f.fingerprint,
                    subject: f.subject,
                    summaries: f.summary,
                    verdict: f.verdict,
                    rule: Some(f.rule),
                })
                .collect(),
            named_only: false,
        }
    }
}

impl From<AppRow> for Judged {
    fn from(row: AppRow) -> Self {
        let rows = row.categories.into_iter();
        Self {
            categories: rows
                .map(|c| Row {
                    id: c.id,
                    // In the language of that run.
                    titles: Bilingual {
                        zh: c.title.clone(),
                        en: c.title,
                    },
                    verdict: c.verdict,
                    notes: None,
                })
                .collect(),
            findings: Vec::new(),
            named_only: true,
        }
    }
}

impl Judged {
    fn of<'a>(&'a self, category: &'a str) -> impl Iterator<Item = &'a Found> {
        let stands =
            move |f: &&Found| f.category == category || f.also.iter().any(|a| a == category);
        self.findings.iter().filter(stands)
    }
}

/// What differs between two sets, looked up once for all apps.
pub struct Sets<'a> {
    /// Absent where the old verdicts are those of reports.
    old: Option<(&'a Signatures, Rules)>,
    new: (&'a Signatures, Rules),
}

/// Rules as JSON, by category and id.
type Rules = HashMap<String, HashMap<String, String>>;

fn rules(set: &Signatures) -> Rules {
    let categories = set.categories.iter();
    categories
        .map(|category| {
            let rules = category.rules.iter();
            let rules = rules.map(|rule| (rule.id.clone(), json(rule))).collect();
            (category.id.clone(), rules)
        })
        .collect()
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

impl<'a> Sets<'a> {
    /// The old set, where it is at hand, and the new one.
    pub fn new(old: Option<&'a Signatures>, new: &'a Signatures) -> Self {
        Self {
            old: old.map(|set| (set, rules(set))),
            new: (new, rules(new)),
        }
    }

    fn because(&self, found: &Found) -> Because {
        let (Some((old, old_rules)), Some(rule)) = (&self.old, &found.rule) else {
            return Because::Unknown;
        };
        let (new, new_rules) = &self.new;
        let (before, after) = match (
            old_rules.get(&found.category),
            new_rules.get(&found.category),
        ) {
            (None, _) => return Because::CategoryAdded,
            (_, None) => return Because::CategoryRemoved,
            (Some(before), Some(after)) => (before.get(rule), after.get(rule)),
        };
        let subject = found.subject.as_str();
        let sdks = (old.sdk(subject).map(json), new.sdk(subject).map(json));
        let permissions = [old, new].map(|set| set.permission(subject).map(json));
        match (before, after) {
            (None, _) => Because::RuleAdded,
            (_, None) => Because::RuleRemoved,
            (before, after) if before != after => Because::RuleChanged,
            _ if sdks.0 != sdks.1 => Because::SdkChanged,
            _ if permissions[0] != permissions[1] => Because::PermissionChanged,
            _ => Because::OtherSignature,
        }
    }

    /// Categories whose verdict differs.
    pub fn compare(&self, old: &Judged, new: &Judged) -> Vec<CategoryChange> {
        let verdicts = |side: &'_ Judged| -> HashMap<String, Verdict> {
            let rows = side.categories.iter();
            rows.map(|row| (row.id.clone(), row.verdict)).collect()
        };
        let (before, known) = (verdicts(old), verdicts(new));
        let here = new.categories.iter().map(|row| {
            let before = before.get(&row.id).copied();
            (row, before, Some(row.verdict), row.notes.clone())
        });
        let gone = old.categories.iter();
        let gone = gone.filter(|row| !known.contains_key(&row.id));
        let gone = gone.map(|row| (row, Some(row.verdict), None, None));
        // Of a category that a summary does not name, no more is known than that.
        let is_named = |v: &Option<Verdict>| v.is_some_and(|v| v <= Verdict::Suspected);
        let told = |before: &Option<Verdict>, now: &Option<Verdict>| {
            before != now && (!old.named_only || is_named(before) || is_named(now))
        };
        here.chain(gone)
            .filter(|(_, old, new, _)| told(old, new))
            .map(|(row, before, after, notes)| CategoryChange {
                id: row.id.clone(),
                titles: row.titles.clone(),
                old: before,
                new: after,
                findings: self.findings(&row.id, old, new),
                notes: notes.filter(|_| after == Some(Verdict::Inconclusive)),
            })
            .collect()
    }

    fn findings(&self, category: &str, old: &Judged, new: &Judged) -> Vec<FindingChange> {
        let same = |list: &Judged, found: &Found| {
            let mut others = list.of(category);
            others
                .find(|f| f.fingerprint == found.fingerprint)
                .map(|f| f.verdict)
        };
        let here = new.of(category).map(|f| (f, same(old, f), Some(f.verdict)));
        let gone = old
            .of(category)
            .filter(|f| same(new, f).is_none())
            .map(|f| (f, Some(f.verdict), None));
        here.chain(gone)
            .filter(|(_, old, new)| old != new)
            .map(|(found, old, new)| FindingChange {
                fingerprint: found.fingerprint.clone(),
                subject: found.subject.clone(),
                summaries: found.summaries.clone(),
                old,
                new,
                rule: found.rule.clone(),
                because: self.because(found),
            })
            .collect()
    }
}

impl AppChange {
    /// The changes of one app; none where no verdict has changed.
    pub fn new(facts: &AppFacts, categories: Vec<CategoryChange>, lang: Lang) -> Option<Self> {
        let manifest = &facts.manifest;
        (!categories.is_empty()).then(|| Self {
            file: facts.file.path.clone(),
            sha256: facts.file.sha256.clone(),
            package: manifest.package.clone(),
            label: manifest.label.best(lang == Lang::Zh).map(Into::into),
            version_name: manifest.version_name.clone(),
            categories,
        })
    }

    /// Whether a category's verdict is graver than before.
    pub fn is_worse(&self) -> bool {
        // Verdicts are ordered gravest first; one that cannot be told is not graver.
        let grave = |v: &Verdict| *v <= Verdict::Suspected;
        self.categories.iter().any(|change| {
            let new = change.new.filter(grave);
            new.is_some_and(|new| change.old.is_none_or(|old| new < old))
        })
    }

    /// Lines for a terminal.
    pub fn plain(&self, lang: Lang) -> String {
        let mut out = String::new();
        let name = text::name(self.label.as_deref(), &self.package, "");
        let version = self.version_name.as_deref().unwrap_or("-");
        let head = format!("{name} ({}) {version}  {}", self.package, self.file);
        let _ = writeln!(out, "{}", printable(&head));
        let none = lang.pick("未列出", "not listed");
        let word = |v: Option<Verdict>| v.map_or(none, |v| text::verdict(v, lang));
        for change in &self.categories {
            let line = format!(
                "{} → {}  {} [{}]",
                word(change.old),
                word(change.new),
                lang.of(&change.titles),
                change.id
            );
            let _ = writeln!(out, "  {}", printable(&line));
            for found in &change.findings {
                let mark = match (found.old, found.new) {
                    (None, _) => '+',
                    (_, None) => '-',
                    _ => '~',
                };
                let rule = found.rule.as_deref().unwrap_or_default();
                let line = format!(
                    "{mark} {} [{}{}{rule}]",
                    lang.of(&found.summaries),
                    found.because.text(lang),
                    if rule.is_empty() { "" } else { ": " },
                );
                let _ = writeln!(out, "    {}", printable(&line));
            }
            if let Some(notes) = &change.notes {
                let _ = writeln!(out, "    {}", printable(lang.of(notes)));
            }
        }
        out
    }
}
