//! A condition that has been checked: what evaluation walks.

use std::fmt;

use super::types::{Field, Kind};
use crate::judge::subjects::KINDS;

/// A condition.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Constant(bool),
    Not(Box<Node>),
    All(Vec<Node>),
    Any(Vec<Node>),
    /// A field that is true by itself.
    Truth(Operand),
    /// The policy expressly denies it.
    Denied(Operand),
    /// The policy says something on it.
    Stated(Operand),
    /// One operand against another.
    Compare(Operand, Comparison, Operand),
    /// The left is one of the right.
    In(Operand, Vec<Operand>),
    /// A text holds one of the texts; a list holds one of them.
    Contains(Operand, Vec<Operand>),
    /// Some subject of a kind fulfils it.
    Exists(&'static Kind, Box<Node>),
    /// Every subject of a kind fulfils it.
    Every(&'static Kind, Box<Node>),
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// Something that has a value.
#[derive(Debug, Clone)]
pub(crate) enum Operand {
    Truth(bool),
    Number(i64),
    Text(String),
    /// A bare word, checked against the words of the other side.
    Word(&'static str),
    /// A field of the subject in scope at this depth.
    Field {
        field: &'static Field,
        depth: usize,
    },
    /// How many subjects of a kind fulfil it.
    Count(&'static Kind, Option<Box<Node>>),
}

/// As it could be written in a category.
impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Node::Constant(value) => write!(f, "{value}"),
            Node::Not(inner) => write!(f, "not {inner}"),
            Node::All(sides) => joined(f, sides, " and ", ["(", ")"]),
            Node::Any(sides) => joined(f, sides, " or ", ["(", ")"]),
            Node::Truth(operand) => write!(f, "{operand}"),
            Node::Denied(operand) => write!(f, "{operand}.denied"),
            Node::Stated(operand) => write!(f, "{operand}.stated"),
            Node::Compare(a, comparison, b) => write!(f, "{a} {} {b}", comparison.sign()),
            Node::In(operand, items) => {
                write!(f, "{operand} in ")?;
                joined(f, items, ", ", ["[", "]"])
            }
            Node::Contains(operand, items) => {
                write!(f, "{operand} contains ")?;
                joined(f, items, ", ", ["[", "]"])
            }
            Node::Exists(kind, inner) => write!(f, "any({}: {inner})", kind.name),
            Node::Every(kind, inner) => write!(f, "all({}: {inner})", kind.name),
        }
    }
}

fn joined(
    f: &mut fmt::Formatter<'_>,
    items: &[impl fmt::Display],
    between: &str,
    [open, close]: [&str; 2],
) -> fmt::Result {
    write!(f, "{open}")?;
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            write!(f, "{between}")?;
        }
        write!(f, "{item}")?;
    }
    write!(f, "{close}")
}

impl Comparison {
    fn sign(self) -> &'static str {
        match self {
            Comparison::Equal => "==",
            Comparison::Unequal => "!=",
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::Greater => ">",
            Comparison::AtLeast => ">=",
        }
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Operand::Truth(value) => write!(f, "{value}"),
            Operand::Number(value) => write!(f, "{value}"),
            Operand::Text(value) => write!(f, "'{value}'"),
            Operand::Word(value) => write!(f, "{value}"),
            Operand::Field { field, .. } => {
                let owner = KINDS
                    .iter()
                    .find(|kind| kind.fields.iter().any(|own| std::ptr::eq(own, *field)));
                write!(f, "{}.{}", owner.map_or("?", |kind| kind.name), field.name)
            }
            Operand::Count(kind, None) => write!(f, "count({})", kind.name),
            Operand::Count(kind, Some(inner)) => write!(f, "count({}: {inner})", kind.name),
        }
    }
}
