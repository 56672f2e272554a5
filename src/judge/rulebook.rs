//! Rules of categories, checked once and run over every app.

use std::collections::HashSet;

use crate::signatures::model::{Bilingual, Category, Claim, Rule, Severity, Show};

use super::condition::{
    self, ConditionError, Field, Kind, Node, Operand, Reason, Said, Truth, Type, Value, Walk,
    nearest,
};
use super::evidence::{both, quoted, silence, statement};
use super::subjects::{KINDS, View, kind};
use super::template::Template;
use super::verdict::{Draft, Evidence, Verdict};

/// Pieces of evidence for one item that stands for many subjects.
const MOST: usize = 5;

/// The rules of a signature set, by category in the set's order.
#[derive(Debug, Default)]
pub struct Rulebook {
    pub(super) categories: Vec<Rules>,
}

/// What decides one category.
#[derive(Debug, Default)]
pub(super) struct Rules {
    rules: Vec<Compiled>,
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

#[derive(Debug)]
struct Item {
    shows: Shows,
    text: Option<Template>,
    most: Option<usize>,
}

#[derive(Debug)]
enum Shows {
    Subject,
    Silence,
    Single(&'static Kind),
    Statement(&'static Field),
    /// Shown only where the policy affirms it.
    Affirmed(&'static Field),
    Words(&'static Field),
    Each(&'static Kind, Option<Node>),
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
            book.push(Rules {
                rules: rules
                    .map(|(index, rule)| {
                        compile(rule).map_err(|(path, cause)| RuleError {
                            category: category.id.clone(),
                            path: format!("rule[{index}].{path}"),
                            cause,
                        })
                    })
                    .collect::<Result<_, _>>()?,
                holders,
                also,
            });
        }
        Ok(Self { categories: book })
    }
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

fn item(show: &Show, each: &'static Kind) -> Result<Item, Fault> {
    // A table has its text under `show`, a plain string is the text itself.
    let (at, most) = match show {
        Show::Plain(_) => ("", None),
        Show::With(with) => (".show", with.most),
    };
    let what = show.show();
    let shows = match what {
        "subject" => Shows::Subject,
        "silence" => Shows::Silence,
        "app" | "code" | "policy" => Shows::Single(kind(what).unwrap_or(each)),
        _ if what.contains(':') || kind(what).is_some() => {
            let (kind, node) = condition::select(what, each).map_err(|e| (at.into(), e))?;
            Shows::Each(kind, node)
        }
        _ => {
            let path = what.strip_suffix('?').unwrap_or(what);
            let (field, _) = condition::field(path, each).map_err(|e| (at.into(), e))?;
            match field.kind {
                Type::Statement(_) if path != what => Shows::Affirmed(field),
                Type::Statement(_) => Shows::Statement(field),
                Type::Words => Shows::Words(field),
                other => {
                    let error = ConditionError::new(
                        0..what.len(),
                        format!("a {} is no evidence by itself", other.name()),
                    );
                    return Err((
                        at.into(),
                        error.help("show `subject`, a statement of the policy, or a quotation"),
                    ));
                }
            }
        }
    };
    let text = show.text();
    Ok(Item {
        shows,
        text: text.map(|text| template(text, ".text", each)).transpose()?,
        most: most.map(usize::from),
    })
}

/// The subject's own evidence, then the policy on each point that is read.
fn standard(each: &'static Kind, when: &Node) -> Vec<Item> {
    let plain = |shows| Item {
        shows,
        text: None,
        most: None,
    };
    let mut items = Vec::new();
    if each.name != "app" {
        items.push(plain(Shows::Subject));
    }
    let mut seen = HashSet::new();
    fields(when, &mut |field| {
        if matches!(field.kind, Type::Statement(_)) && seen.insert(field.name) {
            items.push(plain(Shows::Statement(field)));
        }
    });
    items
}

/// Every field that a condition reads, in order.
pub(super) fn fields(node: &Node, found: &mut impl FnMut(&'static Field)) {
    fn operand(operand: &Operand, found: &mut dyn FnMut(&'static Field)) {
        match operand {
            Operand::Field { field, .. } => found(field),
            Operand::Count(_, Some(node)) => walk(node, found),
            _ => {}
        }
    }
    fn walk(node: &Node, found: &mut dyn FnMut(&'static Field)) {
        match node {
            Node::Constant(_) => {}
            Node::Not(inner) | Node::Exists(_, inner) | Node::Every(_, inner) => walk(inner, found),
            Node::All(sides) | Node::Any(sides) => sides.iter().for_each(|n| walk(n, found)),
            Node::Truth(one) | Node::Denied(one) | Node::Stated(one) => operand(one, found),
            Node::Compare(a, _, b) => {
                operand(a, found);
                operand(b, found);
            }
            Node::In(one, items) | Node::Contains(one, items) => {
                operand(one, found);
                items.iter().for_each(|item| operand(item, found));
            }
        }
    }
    walk(node, found);
}

/// Texts that a rule's condition compares, each with the field that it is
/// compared with: `permission.name` where fields of several kinds share a name.
pub(crate) fn literals(when: &str, each: &str) -> Vec<(&'static str, String)> {
    let Some(node) = kind(each).and_then(|each| condition::compile(when, each).ok()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    collect(&node, &mut found);
    found
}

fn collect(node: &Node, found: &mut Vec<(&'static str, String)>) {
    let mut pair = |a: &Operand, b: &Operand| {
        if let (Operand::Field { field, .. }, Operand::Text(text))
        | (Operand::Text(text), Operand::Field { field, .. }) = (a, b)
        {
            found.push((qualified(field), text.clone()));
        }
    };
    match node {
        Node::Compare(a, _, b) => pair(a, b),
        Node::In(one, items) | Node::Contains(one, items) => {
            items.iter().for_each(|item| pair(one, item));
        }
        Node::Not(inner) | Node::Exists(_, inner) | Node::Every(_, inner) => collect(inner, found),
        Node::All(sides) | Node::Any(sides) => sides.iter().for_each(|n| collect(n, found)),
        _ => {}
    }
}

/// A field's name, with its kind's where the name alone says too little.
fn qualified(field: &'static Field) -> &'static str {
    let owner = KINDS
        .iter()
        .find(|kind| kind.fields.iter().any(|f| std::ptr::eq(f, field)));
    match (owner.map(|kind| kind.name), field.name) {
        (Some("permission"), "name") => "permission.name",
        (Some("declared_permission"), "name") => "declared_permission.name",
        (Some("sdk"), "id") => "sdk.id",
        (Some("listed"), "id") => "listed.id",
        (_, name) => name,
    }
}

impl Rulebook {
    /// Rules of a category that can never make a finding, with the reason.
    pub(crate) fn unreachable(&self, category: usize) -> Vec<(usize, String)> {
        let rules = self.categories.get(category).map_or(&[][..], |r| &r.rules);
        let parts: Vec<Vec<String>> = rules.iter().map(|rule| conjuncts(&rule.when)).collect();
        let mut found = Vec::new();
        for (index, (rule, own)) in rules.iter().zip(&parts).enumerate() {
            if let Some(part) = own.iter().find(|part| own.contains(&opposite(part))) {
                let part = part.trim_start_matches("not ");
                found.push((index, format!("it asks for `{part}` and for its opposite")));
                continue;
            }
            if let Some(words) = clash(&rule.when) {
                found.push((index, words));
                continue;
            }
            let earlier = rules.iter().zip(&parts).take(index);
            let taken = earlier
                .filter(|(e, _)| e.kind.name == rule.kind.name && e.subject == rule.subject)
                .find(|(_, parts)| parts.iter().all(|part| own.contains(part)));
            if let Some((earlier, _)) = taken {
                found.push((
                    index,
                    format!("the rule `{}` above takes every case", earlier.id),
                ));
            }
        }
        found
    }
}

/// The conditions that must all hold, spelt alike where they are alike.
fn conjuncts(node: &Node) -> Vec<String> {
    match node {
        Node::All(sides) => sides.iter().flat_map(conjuncts).collect(),
        Node::Constant(true) => Vec::new(),
        Node::Constant(false) => vec!["false".into(), "not false".into()],
        other => vec![other.to_string()],
    }
}

fn opposite(part: &str) -> String {
    match part.strip_prefix("not ") {
        Some(rest) => rest.into(),
        None => format!("not {part}"),
    }
}

/// A field that would have to be two things at once.
fn clash(node: &Node) -> Option<String> {
    let Node::All(sides) = node else { return None };
    let mut seen: Vec<(String, String)> = Vec::new();
    for side in sides {
        if let Node::Compare(field, condition::Comparison::Equal, value) = side {
            let (field, value) = (field.to_string(), value.to_string());
            if let Some((_, other)) = seen.iter().find(|(f, v)| *f == field && *v != value) {
                return Some(format!("`{field}` cannot be both {other} and {value}"));
            }
            seen.push((field, value));
        }
    }
    None
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
        let mut kinds: Vec<&Kind> = Vec::new();
        for rule in &self.rules {
            if !kinds.iter().any(|kind| kind.name == rule.kind.name) {
                kinds.push(rule.kind);
            }
        }
        for kind in kinds {
            let rules: Vec<(&Compiled, Walk)> = self
                .rules
                .iter()
                .filter(|rule| rule.kind.name == kind.name)
                .map(|rule| (rule, Walk::new(view)))
                .collect();
            outcome.missed(view.limit(kind.areas));
            for subject in 0..(kind.count)(view) {
                for (rule, walk) in &rules {
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
            verdict,
            subject: key,
            summary,
            evidence: evidence
                .flat_map(|item| item.show(self.kind, view, walk, subject))
                .collect(),
            remedy: self
                .remedy
                .as_ref()
                .and_then(|text| text.fill_whole(walk, view, subject)),
            severity: self.severity,
        });
    }
}

impl Item {
    fn show(&self, each: &Kind, view: &View, walk: &Walk, subject: usize) -> Vec<Evidence> {
        let text = || self.text.as_ref().map(|t| t.fill(walk, view, subject));
        let named = |mut found: Vec<Evidence>| {
            if let (Some(first), Some(text)) = (found.first_mut(), text()) {
                first.text = text;
            }
            found
        };
        let document = || view.policy.as_ref().map_or("", |d| d.path.as_str());
        match &self.shows {
            Shows::Subject => named((each.evidence)(view, subject)),
            Shows::Single(kind) => named((kind.evidence)(view, 0)),
            Shows::Silence => {
                let what = text().unwrap_or_else(|| (each.label)(view, subject));
                vec![silence(document(), &what, &[])]
            }
            Shows::Statement(field) | Shows::Affirmed(field) => {
                let only_affirmed = matches!(self.shows, Shows::Affirmed(_));
                let (zh, en) = field.about;
                match (field.get)(view, 0) {
                    Value::Said(said) if only_affirmed && !affirms(said) => Vec::new(),
                    Value::Said(said) => statement(
                        document(),
                        &both(zh, en),
                        said,
                        text(),
                        self.most.unwrap_or(1),
                    ),
                    _ if only_affirmed => Vec::new(),
                    _ => vec![view.no_policy()],
                }
            }
            Shows::Words(field) => match (field.get)(view, subject) {
                Value::Words(span) => {
                    let standard = || both("政策原文", "the policy's words");
                    vec![quoted(text().unwrap_or_else(standard), span)]
                }
                _ => Vec::new(),
            },
            Shows::Each(kind, node) => walk
                .select(kind, node.as_ref(), subject)
                .into_iter()
                .take(self.most.unwrap_or(MOST))
                .filter_map(|index| {
                    let mut strongest = (kind.evidence)(view, index).into_iter().next()?;
                    if let Some(text) = text() {
                        strongest.text = text;
                    }
                    Some(strongest)
                })
                .collect(),
        }
    }
}

/// The policy says it, and does not deny it.
fn affirms(said: &dyn Said) -> bool {
    !matches!(said.value(), Value::Absent | Value::Truth(false))
}
