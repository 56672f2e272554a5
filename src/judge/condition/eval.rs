//! Walking a checked condition over one subject.

use std::cell::Cell;

use crate::judge::subjects::View;

use super::scope::MAX_DEPTH;
use super::tree::{Comparison, Node, Operand};
use super::types::Kind;
use super::value::{Reason, Truth, Value};

/// Steps that one rule may take over one app. A rule over every permission with
/// a quantifier over every component stays far below it; a package with tens of
/// thousands of both cannot make judging slow.
const MAX_STEPS: u32 = 1_000_000;

/// An evaluation of one rule over one app.
pub(crate) struct Walk<'v> {
    view: &'v View<'v>,
    steps: Cell<u32>,
}

/// Indices of the subjects in scope, by depth.
type Bound = [usize; MAX_DEPTH];

impl<'v> Walk<'v> {
    pub fn new(view: &'v View<'v>) -> Self {
        Self {
            view,
            steps: Cell::new(0),
        }
    }

    /// Whether a condition holds for the subject with this index.
    pub fn holds(&self, node: &Node, subject: usize) -> Truth {
        self.truth(node, [subject, 0, 0], 1)
    }

    /// Indices of subjects of a kind that fulfil a condition, inside a rule's
    /// subject; those that cannot be decided are left out.
    pub fn select(&self, kind: &Kind, node: Option<&Node>, subject: usize) -> Vec<usize> {
        (0..(kind.count)(self.view))
            .filter(|&index| {
                node.is_none_or(|node| self.truth(node, [subject, index, 0], 2) == Truth::Yes)
            })
            .collect()
    }

    fn truth(&self, node: &Node, bound: Bound, depth: usize) -> Truth {
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > MAX_STEPS {
            return Truth::Unknown(Reason::Steps);
        }
        match node {
            Node::Constant(value) => Truth::of(*value),
            Node::Not(inner) => self.truth(inner, bound, depth).negated(),
            Node::All(sides) => self.all(sides.iter().map(|n| self.truth(n, bound, depth))),
            Node::Any(sides) => self
                .all(sides.iter().map(|n| self.truth(n, bound, depth).negated()))
                .negated(),
            Node::Truth(operand) => match self.value(operand, bound, depth) {
                Value::Unknown(why) => Truth::Unknown(why),
                Value::Truth(value) => Truth::of(value),
                Value::Said(said) => match said.value() {
                    Value::Absent => Truth::No,
                    Value::Truth(value) => Truth::of(value),
                    // Sharing with nobody is stated, and is no sharing.
                    Value::Texts(texts) => Truth::of(!texts.is_empty()),
                    _ => Truth::Yes,
                },
                _ => Truth::No,
            },
            Node::Denied(operand) => self.said(operand, bound, depth, |value| {
                matches!(value, Value::Truth(false))
            }),
            Node::Stated(operand) => self.said(operand, bound, depth, |value| {
                !matches!(value, Value::Absent)
            }),
            Node::Compare(left, comparison, right) => compare(
                *comparison,
                self.value(left, bound, depth).inner(),
                self.value(right, bound, depth).inner(),
            ),
            Node::In(operand, items) => {
                let value = self.value(operand, bound, depth).inner();
                let hits = items.iter().map(|item| {
                    let item = self.value(item, bound, depth).inner();
                    compare(Comparison::Unequal, value.clone(), item)
                });
                self.all(hits).negated()
            }
            Node::Contains(operand, items) => {
                let value = self.value(operand, bound, depth).inner();
                let hits = items
                    .iter()
                    .map(|item| contains(&value, self.value(item, bound, depth).inner()).negated());
                self.all(hits).negated()
            }
            Node::Exists(kind, inner) => self
                .over(kind, bound, depth, |walk, bound| {
                    walk.truth(inner, bound, depth + 1).negated()
                })
                .negated(),
            Node::Every(kind, inner) => self.over(kind, bound, depth, |walk, bound| {
                walk.truth(inner, bound, depth + 1)
            }),
        }
    }

    /// No if any is No, else Unknown if any is Unknown, else Yes.
    fn all(&self, sides: impl Iterator<Item = Truth>) -> Truth {
        let mut outcome = Truth::Yes;
        for side in sides {
            match side {
                Truth::No => return Truth::No,
                Truth::Unknown(_) if outcome == Truth::Yes => outcome = side,
                _ => {}
            }
        }
        outcome
    }

    /// Conjunction over all subjects of a kind; a list that may be incomplete
    /// never gives a plain Yes.
    fn over(
        &self,
        kind: &Kind,
        mut bound: Bound,
        depth: usize,
        each: impl Fn(&Self, Bound) -> Truth,
    ) -> Truth {
        let sides = (0..(kind.count)(self.view)).map(|index| {
            if let Some(slot) = bound.get_mut(depth) {
                *slot = index;
            }
            each(self, bound)
        });
        let outcome = self.all(sides);
        match self.view.limit(kind.areas) {
            Some(why) if outcome == Truth::Yes => Truth::Unknown(why),
            _ => outcome,
        }
    }

    fn said(
        &self,
        operand: &Operand,
        bound: Bound,
        depth: usize,
        holds: impl Fn(Value) -> bool,
    ) -> Truth {
        match self.value(operand, bound, depth) {
            Value::Unknown(why) => Truth::Unknown(why),
            Value::Said(said) => Truth::of(holds(said.value())),
            _ => Truth::No,
        }
    }

    fn value<'w>(&'w self, operand: &'w Operand, bound: Bound, depth: usize) -> Value<'w> {
        match operand {
            Operand::Truth(value) => Value::Truth(*value),
            Operand::Number(value) => Value::Number(*value),
            Operand::Text(value) => Value::Text(value.as_str().into()),
            Operand::Word(value) => Value::Word(value),
            Operand::Field { field, depth } => {
                (field.get)(self.view, bound.get(*depth).copied().unwrap_or(0))
            }
            Operand::Count(kind, inner) => self.number(kind, inner.as_deref(), bound, depth),
        }
    }

    /// How many fulfil it; not known where the list or a member is not.
    fn number(
        &self,
        kind: &Kind,
        node: Option<&Node>,
        mut bound: Bound,
        depth: usize,
    ) -> Value<'_> {
        if let Some(why) = self.view.limit(kind.areas) {
            return Value::Unknown(why);
        }
        let mut count = 0;
        for index in 0..(kind.count)(self.view) {
            if let Some(slot) = bound.get_mut(depth) {
                *slot = index;
            }
            match node.map_or(Truth::Yes, |node| self.truth(node, bound, depth + 1)) {
                Truth::Yes => count += 1,
                Truth::No => {}
                Truth::Unknown(why) => return Value::Unknown(why),
            }
        }
        Value::Number(count)
    }
}

fn compare(comparison: Comparison, left: Value, right: Value) -> Truth {
    let equal = match (&left, &right) {
        (Value::Unknown(why), _) | (_, Value::Unknown(why)) => return Truth::Unknown(*why),
        (Value::Number(a), Value::Number(b)) => {
            return Truth::of(match comparison {
                Comparison::Equal => a == b,
                Comparison::Unequal => a != b,
                Comparison::Less => a < b,
                Comparison::AtMost => a <= b,
                Comparison::Greater => a > b,
                Comparison::AtLeast => a >= b,
            });
        }
        (Value::Truth(a), Value::Truth(b)) => a == b,
        (Value::Text(a), Value::Text(b)) => a == b,
        (Value::Word(a), Value::Word(b)) => a == b,
        (Value::Name(name), Value::Text(text)) | (Value::Text(text), Value::Name(name)) => {
            name.zh == **text || name.en == **text
        }
        (Value::Name(a), Value::Name(b)) => a == b,
        _ => false,
    };
    match comparison {
        Comparison::Equal => Truth::of(equal),
        Comparison::Unequal => Truth::of(!equal),
        _ => Truth::No,
    }
}

fn contains(value: &Value, item: Value) -> Truth {
    let item = match item {
        Value::Unknown(why) => return Truth::Unknown(why),
        Value::Text(text) => text,
        Value::Name(name) => name.zh.clone().into(),
        _ => return Truth::No,
    };
    match value {
        Value::Unknown(why) => Truth::Unknown(*why),
        Value::Text(text) => Truth::of(text.contains(&*item)),
        Value::Name(name) => Truth::of(name.zh.contains(&*item) || name.en.contains(&*item)),
        Value::Texts(texts) => Truth::of(texts.contains(&&*item)),
        _ => Truth::No,
    }
}
