//! Which names mean what at a place in a condition.

use std::ops::Range;

use super::ConditionError;
use super::tree::{Node, Operand};
use super::types::{Kind, Type};
use crate::judge::subjects::KINDS;
use crate::suggest::nearest;

/// Kinds that can be bound at once: a rule's own and two quantifiers inside.
pub(crate) const MAX_DEPTH: usize = 3;

/// The kinds in scope, outermost first. A kind without plural (`app`, `code`,
/// `policy`) is always in scope.
pub(crate) struct Scope {
    bound: Vec<&'static Kind>,
}

/// What a path means.
pub(super) enum Found {
    Value(Operand, Type),
    Condition(Node),
}

impl Scope {
    /// The scope of a rule that looks at each subject of a kind.
    pub fn of(kind: &'static Kind) -> Self {
        Self { bound: vec![kind] }
    }

    pub(super) fn is_kind(&self, name: &str) -> bool {
        KINDS.iter().any(|kind| kind.name == name)
    }

    pub(super) fn quantifiable(
        &self,
        name: &str,
        span: Range<usize>,
    ) -> Result<&'static Kind, ConditionError> {
        let many = KINDS.iter().filter(|kind| !kind.single);
        match many.clone().find(|kind| kind.name == name) {
            Some(kind) => Ok(kind),
            None => {
                let error = ConditionError::new(span, format!("`{name}` is no kind of subject"));
                Err(match nearest(name, many.clone().map(|k| k.name)) {
                    Some(near) => error.help(format!("did you mean `{near}`?")),
                    None => {
                        let names: Vec<&str> = many.map(|k| k.name).collect();
                        error.help(format!("kinds: {}", names.join(", ")))
                    }
                })
            }
        }
    }

    pub(super) fn enter(
        &mut self,
        kind: &'static Kind,
        span: Range<usize>,
    ) -> Result<(), ConditionError> {
        if self.bound.len() == MAX_DEPTH {
            return Err(ConditionError::new(
                span,
                "quantifiers can be nested once, not deeper",
            ));
        }
        self.bound.push(kind);
        Ok(())
    }

    pub(super) fn leave(&mut self) {
        self.bound.pop();
    }

    /// The meaning of a path such as `sdk.in_policy` or
    /// `policy.rights.delete.denied`.
    pub(super) fn resolve(&self, path: &str, span: Range<usize>) -> Result<Found, ConditionError> {
        let (head, rest) = path.split_once('.').unwrap_or((path, ""));
        let Some(kind) = KINDS.iter().find(|kind| kind.name == head) else {
            return Err(self.unknown(path, span));
        };
        let depth = match self.bound.iter().rposition(|bound| bound.name == kind.name) {
            Some(depth) => depth,
            // Its only subject has index 0, wherever it is asked for.
            None if kind.single => usize::MAX,
            None => {
                return Err(ConditionError::new(
                    span,
                    format!("there is no `{head}` here to ask about"),
                )
                .help(format!(
                    "look at each with `each = \"{head}\"`, or quantify: any({head}: …)"
                )));
            }
        };
        if let Some(field) = kind.field(rest) {
            return Ok(Found::Value(Operand::Field { field, depth }, field.kind));
        }
        if let Some((name, aspect)) = rest.rsplit_once('.')
            && let Some(field) = kind.field(name)
            && matches!(field.kind, Type::Statement(_))
        {
            let operand = Operand::Field { field, depth };
            match aspect {
                "denied" => return Ok(Found::Condition(Node::Denied(operand))),
                "stated" => return Ok(Found::Condition(Node::Stated(operand))),
                _ => {}
            }
        }
        let error = ConditionError::new(span, format!("`{head}` has no field `{rest}`"));
        Err(match nearest(rest, kind.fields.iter().map(|f| f.name)) {
            Some(near) => error.help(format!("did you mean `{head}.{near}`?")),
            None => error.help(format!("see `tongbao signatures fields {head}`")),
        })
    }

    /// The complaint about a word that nothing is called.
    pub(super) fn unknown(&self, word: &str, span: Range<usize>) -> ConditionError {
        let error = ConditionError::new(span, format!("`{word}` is no field and no subject"));
        let fields = self.bound.iter().flat_map(|kind| {
            kind.fields
                .iter()
                .map(|field| format!("{}.{}", kind.name, field.name))
        });
        let known: Vec<String> = fields.chain(KINDS.iter().map(|k| k.name.into())).collect();
        let tail = |name: &str| nearest(name, known.iter().map(String::as_str)).map(str::to_string);
        match tail(word) {
            Some(near) => error.help(format!("did you mean `{near}`?")),
            None => error.help("fields are written `subject.field`, texts stand in quotes"),
        }
    }
}
