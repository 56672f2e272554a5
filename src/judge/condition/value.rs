//! Values, and the three ways in which a condition can come out.

use std::borrow::Cow;

use crate::policy::{CrossBorderStatement, Declared, Span};
use crate::signatures::model::Bilingual;

/// Why something is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// There is no policy text, or it could not be read in full.
    Policy,
    /// Code could not be read.
    Code,
    /// The call graph is incomplete.
    Graph,
    /// There is no listing of the store, or it could not be read.
    Listing,
    /// The type of the app is not known.
    AppType,
    /// The rule took more steps than a rule may.
    Steps,
}

/// Outcome of a condition, after Kleene's strong three-valued logic: what
/// could not be read is unknown, and matters only where the rest leaves the
/// outcome open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It depends on what could not be read.
    Unknown(Reason),
}

impl Truth {
    /// Of a plain truth value.
    pub(crate) fn of(value: bool) -> Self {
        if value { Truth::Yes } else { Truth::No }
    }

    /// Negation.
    pub(crate) fn negated(self) -> Self {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            unknown => unknown,
        }
    }
}

/// Value of a field.
#[derive(Debug, Clone)]
pub(crate) enum Value<'a> {
    /// Not to be known.
    Unknown(Reason),
    /// There is none, e.g. no `targetSdkVersion`. It equals nothing.
    Absent,
    Truth(bool),
    Number(i64),
    Text(Cow<'a, str>),
    Name(Cow<'a, Bilingual>),
    Word(&'static str),
    Texts(Vec<&'a str>),
    Said(&'a dyn Said),
    Words(&'a Span),
}

impl<'a> Value<'a> {
    /// A text that may be absent.
    pub fn text(value: Option<&'a str>) -> Self {
        value.map_or(Value::Absent, |text| Value::Text(text.into()))
    }

    /// A number that may be absent.
    pub fn number(value: Option<impl Into<i64>>) -> Self {
        value.map_or(Value::Absent, |n| Value::Number(n.into()))
    }

    /// A count.
    pub fn count(value: usize) -> Self {
        Value::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }

    /// The value inside a statement; any other as it is.
    pub fn inner(self) -> Value<'a> {
        match self {
            Value::Said(said) => said.value(),
            other => other,
        }
    }
}

/// What a policy says on one point, whatever its type.
pub(crate) trait Said: std::fmt::Debug {
    /// Its value, [`Value::Absent`] for silence.
    fn value(&self) -> Value<'_>;
    /// Sentences that state it.
    fn evidence(&self) -> &[Span];
    /// Sections that were searched in vain.
    fn searched(&self) -> &[String];
}

/// The types that statements carry.
pub(crate) trait Stated {
    fn value(&self) -> Value<'_>;
}

impl Stated for bool {
    fn value(&self) -> Value<'_> {
        Value::Truth(*self)
    }
}

impl Stated for u32 {
    fn value(&self) -> Value<'_> {
        Value::Number(i64::from(*self))
    }
}

impl Stated for String {
    fn value(&self) -> Value<'_> {
        Value::Text(self.as_str().into())
    }
}

impl Stated for Vec<String> {
    fn value(&self) -> Value<'_> {
        Value::Texts(self.iter().map(String::as_str).collect())
    }
}

impl Stated for CrossBorderStatement {
    fn value(&self) -> Value<'_> {
        Value::Word(match self {
            CrossBorderStatement::StoredInChina => "stored-in-china",
            CrossBorderStatement::Transfers => "transfers",
            CrossBorderStatement::None => "none",
            CrossBorderStatement::Unclear => "unclear",
        })
    }
}

impl<T: Stated + std::fmt::Debug> Said for Declared<T> {
    fn value(&self) -> Value<'_> {
        self.value.as_ref().map_or(Value::Absent, Stated::value)
    }

    fn evidence(&self) -> &[Span] {
        &self.evidence
    }

    fn searched(&self) -> &[String] {
        &self.searched
    }
}
