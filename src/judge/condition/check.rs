//! Whether the two sides of a comparison fit.

use std::ops::Range;

use super::ConditionError;
use super::scope::Scope;
use super::tree::{Comparison, Node, Operand};
use super::types::Type;
use crate::suggest::nearest;

/// An operand whose type is known, or a condition in brackets.
pub(super) enum Term {
    Value(Operand, Option<Type>, Range<usize>),
    Condition(Node, Range<usize>),
    /// A bare word whose meaning the other side decides.
    Word(String, Range<usize>),
}

pub(super) fn textual(kind: Option<Type>, span: &Range<usize>) -> Result<(), ConditionError> {
    match kind.map(Type::value) {
        Some(Type::Text | Type::Name) => Ok(()),
        other => Err(ConditionError::new(
            span.clone(),
            format!(
                "a text is expected here, not a {}",
                other.map_or("value", Type::name)
            ),
        )),
    }
}

pub(super) fn valued(term: Term) -> Result<(Operand, Option<Type>, Range<usize>), ConditionError> {
    match term {
        Term::Value(operand, kind, span) => Ok((operand, kind, span)),
        Term::Condition(_, span) => Err(ConditionError::new(
            span,
            "this is a condition, and a value is needed here",
        )),
        Term::Word(word, span) => Err(unknown_word(&word, span)),
    }
}

fn unknown_word(word: &str, span: Range<usize>) -> ConditionError {
    ConditionError::new(span, format!("`{word}` is no field and no kind of subject"))
        .help("fields are written `subject.field`, texts stand in quotes")
}

/// A term as a value of the type that the other side has.
pub(super) fn fit(term: Term, kind: Option<Type>) -> Result<Operand, ConditionError> {
    let wanted = kind.map(Type::value);
    match (term, wanted) {
        (Term::Word(word, span), Some(Type::Word(words))) => {
            match words.iter().find(|w| **w == word) {
                Some(word) => Ok(Operand::Word(word)),
                None => {
                    let error =
                        ConditionError::new(span, format!("`{word}` is not one of its words"));
                    Err(match nearest(&word, words.iter().copied()) {
                        Some(near) => error.help(format!(
                            "did you mean `{near}`? it can be: {}",
                            words.join(", ")
                        )),
                        None => error.help(format!("it can be: {}", words.join(", "))),
                    })
                }
            }
        }
        (Term::Word(word, span), _) => Err(unknown_word(&word, span)),
        (Term::Value(operand, own, span), Some(wanted)) => {
            let own = own.map(Type::value);
            let fits = match (own, wanted) {
                (Some(Type::Text | Type::Name), Type::Text | Type::Name)
                | (Some(Type::Number), Type::Number)
                | (Some(Type::Truth), Type::Truth) => true,
                (Some(Type::Word(a)), Type::Word(b)) => a == b,
                _ => false,
            };
            if fits {
                Ok(operand)
            } else {
                let error = ConditionError::new(
                    span,
                    format!(
                        "a {} cannot be compared with a {}",
                        wanted.name(),
                        own.map_or("value", Type::name)
                    ),
                );
                Err(match wanted {
                    Type::Word(words) => {
                        error.help(format!("without quotes, one of: {}", words.join(", ")))
                    }
                    _ => error,
                })
            }
        }
        (Term::Value(_, _, span) | Term::Condition(_, span), _) => {
            Err(ConditionError::new(span, "a condition cannot be compared"))
        }
    }
}

pub(super) fn compare(
    left: Term,
    comparison: Comparison,
    right: Term,
) -> Result<Node, ConditionError> {
    // A bare word takes its meaning from the other side.
    let (left, right, comparison) = match (&left, &right) {
        (Term::Word(..), Term::Value(..)) => (right, left, mirrored(comparison)),
        _ => (left, right, comparison),
    };
    let (operand, kind, span) = valued(left)?;
    let ordered = !matches!(comparison, Comparison::Equal | Comparison::Unequal);
    match kind.map(Type::value) {
        Some(Type::Number) => {}
        Some(Type::Texts | Type::Words) => {
            return Err(ConditionError::new(span, "a list cannot be compared")
                .help("use `contains`, or `'…' in field`"));
        }
        _ if ordered => {
            return Err(ConditionError::new(span, "only numbers have an order"));
        }
        _ => {}
    }
    let other = fit(right, kind)?;
    Ok(Node::Compare(operand, comparison, other))
}

fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Greater => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}

/// A term that is a condition by itself.
pub(super) fn alone(term: Term, scope: &Scope) -> Result<Node, ConditionError> {
    match term {
        Term::Condition(node, _) => Ok(node),
        Term::Value(Operand::Truth(value), _, _) => Ok(Node::Constant(value)),
        Term::Value(operand, Some(Type::Truth | Type::Statement(_)), _) => Ok(Node::Truth(operand)),
        Term::Value(_, kind, span) => Err(ConditionError::new(
            span,
            format!(
                "this is a {}, and no condition by itself",
                kind.map_or("value", Type::name)
            ),
        )
        .help("compare it: ==, !=, <, >, in, contains")),
        Term::Word(word, span) => Err(scope.unknown(&word, span)),
    }
}
