//! The condition language of category files: small, typed, always terminating.
//!
//! A condition is text such as
//! `sdk.bears_on_pi and sdk.in_policy == no and count(startup: startup.pi == 'imei') > 2`.
//! It is parsed and checked once, when signatures are loaded, against the table
//! of subjects and fields ([`super::subjects`]), and walked for every subject
//! of an app. There are no loops, variables or functions: quantifiers run over
//! finite lists, nest once, and a rule has a budget of steps.

mod check;
mod eval;
mod parse;
mod scope;
mod token;
mod tree;
mod types;
mod value;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub use types::{Field, Kind, Type};
pub use value::{Reason, Truth};

pub(crate) use eval::Walk;
pub(crate) use scope::Scope;
pub(crate) use tree::{Comparison, Node, Operand};
pub(crate) use value::{Said, Value};

/// A fault in a condition or text, with the bytes of it that are at fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ConditionError {
    /// Bytes within the condition.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// A way out.
    pub help: Option<String>,
}

impl ConditionError {
    pub(crate) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            help: None,
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same fault, in a text that holds this one from `by` on.
    pub(crate) fn moved(mut self, by: usize) -> Self {
        self.span = self.span.start + by..self.span.end + by;
        self
    }
}

/// A checked condition over the subjects of a kind.
///
/// # Errors
/// Syntax, an unknown name, types that do not fit, nesting beyond the bound.
pub(crate) fn compile(source: &str, kind: &'static Kind) -> Result<Node, ConditionError> {
    parse::condition(source, &mut Scope::of(kind))
}

/// A checked `kind` or `kind: condition`, inside a rule over `outer`.
///
/// # Errors
/// As [`compile`].
pub(crate) fn select(
    source: &str,
    outer: &'static Kind,
) -> Result<(&'static Kind, Option<Node>), ConditionError> {
    parse::selection(source, &mut Scope::of(outer))
}

/// The field behind a path, inside a rule over `outer`.
///
/// # Errors
/// An unknown name, or one that is no plain field.
pub(crate) fn field(
    path: &str,
    outer: &'static Kind,
) -> Result<(&'static Field, bool), ConditionError> {
    match Scope::of(outer).resolve(path, 0..path.len())? {
        scope::Found::Value(Operand::Field { field, depth }, _) => Ok((field, depth == 0)),
        _ => Err(ConditionError::new(0..path.len(), "a field is needed here")),
    }
}
