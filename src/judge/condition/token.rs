//! Text of a condition to tokens.

use super::ConditionError;

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A keyword, a field path or a bare value: letters, digits, `_`, `-`, `.`.
    Word(String),
    /// A quoted text, without its quotes.
    Text(String),
    /// A number.
    Number(i64),
    /// An operator or bracket.
    Mark(&'static str),
}

/// A token with the bytes it stands on.
#[derive(Debug, Clone)]
pub(super) struct Lexeme {
    pub token: Token,
    pub start: usize,
    pub end: usize,
}

/// Longer marks first.
const MARKS: [&str; 11] = ["==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", ","];

/// Splits a condition; `:` is a mark too.
pub(super) fn tokens(source: &str) -> Result<Vec<Lexeme>, ConditionError> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = source.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = source.get(at..).unwrap_or_default();
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (token, length) = if let Some(mark) = mark(rest) {
            (Token::Mark(mark), mark.len())
        } else if first == '\'' || first == '"' {
            quoted(rest, first, at)?
        } else if first.is_ascii_digit() {
            number(rest, at)?
        } else if first.is_ascii_alphabetic() {
            let word = run(rest, |c| {
                c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')
            });
            (Token::Word(word.into()), word.len())
        } else {
            return Err(ConditionError::new(
                at..at + first.len_utf8(),
                format!("`{first}` has no meaning in a condition"),
            )
            .help("texts stand in quotes; operators are and, or, not, ==, !=, <, <=, >, >=, in, contains"));
        };
        found.push(Lexeme {
            token,
            start: at,
            end: at + length,
        });
        at += length;
    }
    Ok(found)
}

fn mark(rest: &str) -> Option<&'static str> {
    MARKS
        .into_iter()
        .chain([":"])
        .find(|mark| rest.starts_with(mark))
}

fn run(rest: &str, holds: impl Fn(char) -> bool) -> &str {
    let end = rest.find(|c| !holds(c)).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

fn quoted(rest: &str, quote: char, at: usize) -> Result<(Token, usize), ConditionError> {
    let inner = rest.get(1..).unwrap_or_default();
    match inner.find(quote) {
        Some(end) => Ok((
            Token::Text(inner.get(..end).unwrap_or_default().into()),
            end + 2,
        )),
        None => Err(ConditionError::new(
            at..at + rest.len(),
            "the text has no closing quote",
        )),
    }
}

fn number(rest: &str, at: usize) -> Result<(Token, usize), ConditionError> {
    let digits = run(rest, |c| c.is_ascii_alphanumeric());
    match digits.parse() {
        Ok(value) => Ok((Token::Number(value), digits.len())),
        Err(_) => Err(ConditionError::new(
            at..at + digits.len(),
            format!("`{digits}` is not a whole number"),
        )),
    }
}
