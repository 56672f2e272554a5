//! What a rule shows as evidence.

use std::collections::HashSet;

use crate::judge::condition::{
    self, ConditionError, Field, Kind, Node, Operand, Said, Type, Value, Walk,
};
use crate::judge::evidence::{both, quoted, silence, statement};
use crate::judge::subjects::{View, kind};
use crate::judge::template::Template;
use crate::judge::verdict::Evidence;
use crate::signatures::model::Show;

use super::{Fault, template};

/// Pieces of evidence for one item that stands for many subjects.
const MOST: usize = 5;

/// A piece of evidence to show, checked.
#[derive(Debug)]
pub(super) struct Item {
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

/// Checks what a rule wants shown.
pub(super) fn item(show: &Show, each: &'static Kind) -> Result<Item, Fault> {
    // A table has its text under `show`, a plain string is the text itself.
    let (at, most) = match show {
        Show::Plain(_) => ("", None),
        Show::With(with) => (".show", with.most),
    };
    let what = show.show();
    let shows = match what {
        "subject" => Shows::Subject,
        "silence" => Shows::Silence,
        _ if kind(what).is_some_and(|k| k.single) => Shows::Single(kind(what).unwrap_or(each)),
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
pub(super) fn standard(each: &'static Kind, when: &Node) -> Vec<Item> {
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
fn fields(node: &Node, found: &mut impl FnMut(&'static Field)) {
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

impl Item {
    /// The evidence for one subject.
    pub fn show(&self, each: &Kind, view: &View, walk: &Walk, subject: usize) -> Vec<Evidence> {
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
