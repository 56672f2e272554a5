//! Tokens to a checked tree. Recursive descent; nesting is bounded.
//!
//! ```text
//! condition  = and { "or" and }
//! and        = not { "and" not }
//! not        = "not" not | comparison
//! comparison = operand [ ("==" | "!=" | "<" | "<=" | ">" | ">=") operand
//!                      | [ "not" ] "in" list-or-field
//!                      | "contains" ( literal | list ) ]
//! operand    = "(" condition ")" | "any" "(" kind ":" condition ")"
//!            | "all" "(" kind ":" condition ")" | "count" "(" kind [ ":" condition ] ")"
//!            | field | text | number | "true" | "false" | word
//! ```

use std::ops::Range;

use super::ConditionError;
use super::check::{Term, alone, compare, fit, textual, valued};
use super::scope::Scope;
use super::token::{Lexeme, Token, tokens};
use super::tree::{Comparison, Node, Operand};
use super::types::Type;

/// Bytes of a condition.
const MAX_LENGTH: usize = 2_000;
/// Nesting of brackets, negations and quantifiers.
const MAX_NESTING: usize = 24;

/// Parses and checks a condition in a scope.
pub(super) fn condition(source: &str, scope: &mut Scope) -> Result<Node, ConditionError> {
    let mut parser = Parser::new(source)?;
    let node = parser.or(scope)?;
    parser.end()?;
    Ok(node)
}

/// Parses `kind` or `kind: condition`, as evidence and texts use it.
pub(super) fn selection(
    source: &str,
    scope: &mut Scope,
) -> Result<(&'static super::Kind, Option<Node>), ConditionError> {
    let mut parser = Parser::new(source)?;
    let selected = parser.selected(scope)?;
    parser.end()?;
    Ok(selected)
}

struct Parser<'a> {
    source: &'a str,
    lexemes: Vec<Lexeme>,
    next: usize,
    nesting: usize,
}

impl<'a> Parser<'a> {
    fn new(source: &'a str) -> Result<Self, ConditionError> {
        if source.len() > MAX_LENGTH {
            return Err(ConditionError::new(
                0..source.len(),
                format!("longer than {MAX_LENGTH} bytes"),
            )
            .help("split it into several rules"));
        }
        Ok(Self {
            source,
            lexemes: tokens(source)?,
            next: 0,
            nesting: 0,
        })
    }

    fn peek(&self) -> Option<&Token> {
        self.lexemes.get(self.next).map(|l| &l.token)
    }

    fn here(&self) -> Range<usize> {
        match self.lexemes.get(self.next) {
            Some(lexeme) => lexeme.start..lexeme.end,
            None => self.source.len()..self.source.len(),
        }
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Some(Token::Word(w)) if w == word)
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.next += usize::from(found);
        found
    }

    fn take_mark(&mut self, mark: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Mark(m)) if *m == mark);
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, mark: &str) -> Result<(), ConditionError> {
        if self.take_mark(mark) {
            Ok(())
        } else {
            Err(ConditionError::new(
                self.here(),
                format!("`{mark}` is expected here"),
            ))
        }
    }

    fn end(&self) -> Result<(), ConditionError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(ConditionError::new(
                self.here(),
                "the condition is complete before this",
            )
            .help("join conditions with `and` or `or`")),
        }
    }

    fn nested<T>(
        &mut self,
        parse: impl FnOnce(&mut Self) -> Result<T, ConditionError>,
    ) -> Result<T, ConditionError> {
        if self.nesting == MAX_NESTING {
            return Err(ConditionError::new(
                self.here(),
                format!("nested more than {MAX_NESTING} deep"),
            ));
        }
        self.nesting += 1;
        let parsed = parse(self);
        self.nesting -= 1;
        parsed
    }

    fn or(&mut self, scope: &mut Scope) -> Result<Node, ConditionError> {
        let mut sides = vec![self.and(scope)?];
        while self.take_word("or") {
            sides.push(self.and(scope)?);
        }
        Ok(match sides.len() {
            1 => sides.remove(0),
            _ => Node::Any(sides),
        })
    }

    fn and(&mut self, scope: &mut Scope) -> Result<Node, ConditionError> {
        let mut sides = vec![self.not(scope)?];
        while self.take_word("and") {
            sides.push(self.not(scope)?);
        }
        Ok(match sides.len() {
            1 => sides.remove(0),
            _ => Node::All(sides),
        })
    }

    fn not(&mut self, scope: &mut Scope) -> Result<Node, ConditionError> {
        if self.take_word("not") {
            let inner = self.nested(|parser| parser.not(scope))?;
            return Ok(Node::Not(Box::new(inner)));
        }
        self.comparison(scope)
    }

    fn comparison(&mut self, scope: &mut Scope) -> Result<Node, ConditionError> {
        let left = self.term(scope)?;
        if let Some(comparison) = self.operator() {
            let right = self.term(scope)?;
            return compare(left, comparison, right);
        }
        let negated = self.is_word("not")
            && matches!(
                self.lexemes.get(self.next + 1).map(|l| &l.token),
                Some(Token::Word(w)) if w == "in"
            );
        self.next += usize::from(negated);
        if self.take_word("in") {
            let node = self.member(left, scope)?;
            return Ok(if negated {
                Node::Not(Box::new(node))
            } else {
                node
            });
        }
        if self.take_word("contains") {
            return self.contains(left, scope);
        }
        alone(left, scope)
    }

    fn operator(&mut self) -> Option<Comparison> {
        let comparison = match self.peek() {
            Some(Token::Mark("==")) => Comparison::Equal,
            Some(Token::Mark("!=")) => Comparison::Unequal,
            Some(Token::Mark("<")) => Comparison::Less,
            Some(Token::Mark("<=")) => Comparison::AtMost,
            Some(Token::Mark(">")) => Comparison::Greater,
            Some(Token::Mark(">=")) => Comparison::AtLeast,
            _ => return None,
        };
        self.next += 1;
        Some(comparison)
    }

    fn term(&mut self, scope: &mut Scope) -> Result<Term, ConditionError> {
        let span = self.here();
        let Some(token) = self.peek().cloned() else {
            return Err(ConditionError::new(
                span,
                "a field or value is expected here",
            ));
        };
        self.next += 1;
        Ok(match token {
            Token::Text(text) => Term::Value(Operand::Text(text), Some(Type::Text), span),
            Token::Number(n) => Term::Value(Operand::Number(n), Some(Type::Number), span),
            Token::Mark("(") => {
                let inner = self.nested(|parser| parser.or(scope))?;
                self.expect(")")?;
                Term::Condition(inner, span)
            }
            Token::Mark(mark) => {
                return Err(ConditionError::new(
                    span,
                    format!("a field or value is expected here, not `{mark}`"),
                ));
            }
            Token::Word(word) => match word.as_str() {
                "true" | "false" => {
                    Term::Value(Operand::Truth(word == "true"), Some(Type::Truth), span)
                }
                "any" | "all" | "count" if matches!(self.peek(), Some(Token::Mark("("))) => {
                    return self.quantified(&word, span, scope);
                }
                "and" | "or" | "in" | "contains" => {
                    return Err(ConditionError::new(
                        span,
                        format!("a field or value is expected here, not `{word}`"),
                    ));
                }
                _ if !word.contains('.') && !scope.is_kind(&word) => Term::Word(word, span),
                _ => {
                    return scope.resolve(&word, span.clone()).map(|found| match found {
                        super::scope::Found::Value(operand, kind) => {
                            Term::Value(operand, Some(kind), span)
                        }
                        super::scope::Found::Condition(node) => Term::Condition(node, span),
                    });
                }
            },
        })
    }

    fn quantified(
        &mut self,
        word: &str,
        span: Range<usize>,
        scope: &mut Scope,
    ) -> Result<Term, ConditionError> {
        self.expect("(")?;
        let (kind, inner) = self.nested(|parser| parser.selected(scope))?;
        self.expect(")")?;
        let all = Box::new(inner.clone().unwrap_or(Node::Constant(true)));
        Ok(match word {
            "any" => Term::Condition(Node::Exists(kind, all), span),
            "all" => Term::Condition(Node::Every(kind, all), span),
            _ => Term::Value(
                Operand::Count(kind, inner.map(Box::new)),
                Some(Type::Number),
                span,
            ),
        })
    }

    /// `kind` or `kind: condition`.
    fn selected(
        &mut self,
        scope: &mut Scope,
    ) -> Result<(&'static super::Kind, Option<Node>), ConditionError> {
        let span = self.here();
        let Some(Token::Word(name)) = self.peek().cloned() else {
            return Err(ConditionError::new(
                span,
                "a kind of subject is expected here",
            ));
        };
        self.next += 1;
        let kind = scope.quantifiable(&name, span.clone())?;
        if !self.take_mark(":") {
            return Ok((kind, None));
        }
        scope.enter(kind, span)?;
        let inner = self.or(scope);
        scope.leave();
        Ok((kind, Some(inner?)))
    }

    fn member(&mut self, left: Term, scope: &mut Scope) -> Result<Node, ConditionError> {
        if matches!(self.peek(), Some(Token::Mark("["))) {
            let (operand, kind, _) = valued(left)?;
            let items = self.list(kind)?;
            return Ok(Node::In(operand, items));
        }
        // `'x' in field`: the field is a list.
        let right = self.term(scope)?;
        let (list, kind, span) = valued(right)?;
        let (item, item_type, item_span) = valued(left)?;
        if kind.map(Type::value) != Some(Type::Texts) {
            return Err(ConditionError::new(
                span,
                "`in` needs a list in brackets, or a field that is a list of texts",
            ));
        }
        textual(item_type, &item_span)?;
        Ok(Node::Contains(list, vec![item]))
    }

    fn contains(&mut self, left: Term, scope: &mut Scope) -> Result<Node, ConditionError> {
        let (operand, kind, span) = valued(left)?;
        match kind.map(Type::value) {
            Some(Type::Text | Type::Texts | Type::Name) => {}
            other => {
                let name = other.map_or("value", Type::name);
                return Err(ConditionError::new(
                    span,
                    format!("`contains` needs a text or a list of texts, and this is a {name}"),
                ));
            }
        }
        let items = if matches!(self.peek(), Some(Token::Mark("["))) {
            self.list(Some(Type::Text))?
        } else {
            let (item, kind, span) = valued(self.term(scope)?)?;
            textual(kind, &span)?;
            vec![item]
        };
        Ok(Node::Contains(operand, items))
    }

    /// `[a, b]`, each of the given type.
    fn list(&mut self, kind: Option<Type>) -> Result<Vec<Operand>, ConditionError> {
        self.expect("[")?;
        let mut items = Vec::new();
        loop {
            let span = self.here();
            let item = match self.peek().cloned() {
                Some(Token::Text(text)) => Term::Value(Operand::Text(text), Some(Type::Text), span),
                Some(Token::Number(n)) => Term::Value(Operand::Number(n), Some(Type::Number), span),
                Some(Token::Word(word)) => Term::Word(word, span),
                _ => return Err(ConditionError::new(span, "a value is expected here")),
            };
            self.next += 1;
            items.push(fit(item, kind)?);
            if !self.take_mark(",") {
                self.expect("]")?;
                return Ok(items);
            }
        }
    }
}
