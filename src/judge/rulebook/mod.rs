//! Rules of categories, checked once and run over every app.

mod inspect;
mod show;

use foldhash::{HashSet, HashSetExt};

use crate::signatures::model::{Bilingual, Category, Claim, Rule, Severity};
use crate::suggest::nearest;

pub(crate) use inspect::literals;

use super::condition::{self, ConditionError, Kind, Node, Reason, Truth, Walk};
use super::subjects::{KINDS, View, kind};
use super::template::Template;
use super::verdict::{Draft, Evidence, Verdict};
use show::{Item, item, standard};

/// The rules of a signature set, by category in the set's order.
#[derive(Debug, Default)]
pub struct Rulebook {
    pub(super) categories: Vec<Rules>,
}

/// What decides one category.
#[derive(Debug, Default)]
pub(super) struct Rules {
    rules: Vec<Compiled>,
    /// The kinds that the rules are over, each with the indices of its rules.
    kinds: Vec<(&'static Kind, Vec<usize>)>,
    /// For a category without rules: categories of the same fact that have some.
    pub holders: Vec<usize>,
    /// For a category with rules: ids of those that repeat its verdict.
    pub also: Vec<String>,
}

/// A fault in a category's rules.
#[derive(Debug, thiserror::Error)]
#[error("categories/{category}: {path}: {cause}")]
pub struct RuleError {
    /// Id of the category.
    pub category: String,
    /// Where in its file: `rule[0].when`.
    pub path: String,
    /// The fault, with its place in the text there.
    pub cause: ConditionError,
}

#[derive(Debug)]
struct Compiled {
    id: String,
    kind: &'static Kind,
    when: Node,
    claim: Claim,
    severity: Option<Severity>,
    subject: Option<String>,
    text: Template,
    evidence: Vec<Item>,
    remedy: Option<Template>,
}

/// What the rules of one category yield for one app.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub drafts: Vec<Draft>,
    /// Texts for the manual check.
    pub hints: Vec<Bilingual>,
    /// Why more may be there than was found.
    pub unknown: Option<Reason>,
    /// Rules that made a finding or a hint, with the subject.
    pub fired: Vec<(String, String)>,
}

impl Rulebook {
    /// Checks the rules of all categories.
    ///
    /// # Errors
    /// The first rule that does not hold up.
    pub fn new(categories: &[Category]) -> Result<Self, RuleError> {
        let mut book = Vec::with_capacity(categories.len());
        for category in categories {
            let holders = categories
                .iter()
                .enumerate()
                .filter(|(_, other)| {
                    category.rules.is_empty()
                        && !other.rules.is_empty()
                        && category.same_fact.contains(&other.id)
                })
                .map(|(index, _)| index)
                .collect();
            let also = categories
                .iter()
                .filter(|other| {
                    !category.rules.is_empty()
                        && other.rules.is_empty()
                        && other.same_fact.contains(&category.id)
                })
                .map(|other| other.id.clone())
                .collect();
            let rules = category.rules.iter().enumerate();
            let rules: Vec<Compiled> = rules
                .map(|(index, rule)| {
                    compile(rule).map_err(|(path, cause)| RuleError {
                        category: category.id.clone(),
                        path: format!("rule[{index}].{path}"),
                        cause,
                    })
                })
                .collect::<Result<_, _>>()?;
            book.push(Rules {
                kinds: kinds(&rules),
                rules,
                holders,
                also,
            });
        }
        Ok(Self { categories: book })
    }
}

/// Kinds in the order of their first rule, with the indices of their rules.
fn kinds(rules: &[Compiled]) -> Vec<(&'static Kind, Vec<usize>)> {
    let mut kinds: Vec<(&'static Kind, Vec<usize>)> = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        match kinds
            .iter_mut()
            .find(|(kind, _)| kind.name == rule.kind.name)
        {
            Some((_, members)) => members.push(index),
            None => kinds.push((rule.kind, vec![index])),
        }
    }
    kinds
}

type Fault = (String, ConditionError);

fn compile(rule: &Rule) -> Result<Compiled, Fault> {
    let each = kind(&rule.each).ok_or_else(|| ("each".into(), unknown_kind(&rule.each)))?;
    if each.single && each.name != "app" {
        let error = ConditionError::new(0..each.name.len(), "there is only one of it");
        return Err((
            "each".into(),
            error.help("leave `each` out to judge the app as a whole"),
        ));
    }
    let when = condition::compile(&rule.when, each).map_err(|e| ("when".into(), e))?;
    let evidence = if rule.evidence.is_empty() {
        standard(each, &when)
    } else {
        let shown = rule.evidence.iter().enumerate();
        shown
            .map(|(index, show)| {
                item(show, each).map_err(|(path, e)| (format!("evidence[{index}]{path}"), e))
            })
            .collect::<Result<_, Fault>>()?
    };
    Ok(Compiled {
        id: rule.id.clone(),
        kind: each,
        when,
        claim: rule.verdict,
        severity: rule.severity,
        subject: rule.subject.clone(),
        text: template(&rule.text, "text", each)?,
        evidence,
        remedy: rule
            .remedy
            .as_ref()
            .map(|text| template(text, "remedy", each))
            .transpose()?,
    })
}

fn template(text: &Bilingual, path: &str, each: &'static Kind) -> Result<Template, Fault> {
    Template::new(text, each).map_err(|(lang, e)| (format!("{path}.{lang}"), e))
}

fn unknown_kind(name: &str) -> ConditionError {
    let error = ConditionError::new(0..name.len(), format!("`{name}` is no kind of subject"));
    match nearest(name, KINDS.iter().map(|k| k.name)) {
        Some(near) => error.help(format!("did you mean `{near}`?")),
        None => error.help("see `tongbao signatures fields`"),
    }
}

impl Rules {
    /// Whether the category has rules of its own.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Runs the rules over an app: by kind in the order of the rules, then by
    /// subject.
    pub fn run(&self, view: &View) -> Outcome {
        let mut outcome = Outcome::default();
        let mut taken: HashSet<String> = HashSet::new();
        for (kind, members) in &self.kinds {
            outcome.missed(view.limit(kind.areas));
            let count = (kind.count)(view);
            if count == 0 {
                continue;
            }
            let members = members.iter().filter_map(|&index| self.rules.get(index));
            let members: Vec<(&Compiled, Walk)> =
                members.map(|rule| (rule, Walk::new(view))).collect();
            for subject in 0..count {
                for (rule, walk) in &members {
                    rule.apply(view, walk, subject, &mut taken, &mut outcome);
                }
            }
        }
        outcome
    }
}

impl Outcome {
    fn missed(&mut self, reason: Option<Reason>) {
        self.unknown = match (self.unknown, reason) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
}

impl Compiled {
    fn apply(
        &self,
        view: &View,
        walk: &Walk,
        subject: usize,
        taken: &mut HashSet<String>,
        outcome: &mut Outcome,
    ) {
        match walk.holds(&self.when, subject) {
            Truth::No => return,
            Truth::Unknown(why) => return outcome.missed(Some(why)),
            Truth::Yes => {}
        }
        let own = || (self.kind.key)(view, subject);
        let key = self.subject.clone().unwrap_or_else(own);
        if !taken.insert(key.clone()) {
            return;
        }
        outcome.fired.push((self.id.clone(), key.clone()));
        let summary = self.text.fill(walk, view, subject);
        let verdict = match self.claim {
            Claim::Indicated => Verdict::Indicated,
            Claim::Suspected => Verdict::Suspected,
            Claim::Hint => {
                outcome.hints.push(summary);
                return;
            }
        };
        let evidence = self.evidence.iter();
        outcome.drafts.push(Draft {
            rule: self.id.clone(),
            verdict,
            subject: key,
            summary,
            evidence: distinct(evidence.flat_map(|item| item.show(self.kind, view, walk, subject))),
            remedy: self
                .remedy
                .as_ref()
                .and_then(|text| text.fill_whole(walk, view, subject)),
            severity: self.severity,
        });
    }
}

/// Evidence without what reads the same: overloads, and variants of an API, are one
/// place to a reader.
fn distinct(evidence: impl Iterator<Item = Evidence>) -> Vec<Evidence> {
    let mut seen: HashSet<(String, String)> = HashSet::new();
    evidence
        .filter(|e| seen.insert((e.text.en.clone(), e.location.clone())))
        .collect()
}
