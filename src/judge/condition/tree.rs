//! A condition that has been checked: what evaluation walks.

use super::types::{Field, Kind};

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
