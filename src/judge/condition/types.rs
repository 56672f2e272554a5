//! Types of fields, and the tables that conditions are checked against.

use crate::facts::Area;
use crate::judge::subjects::View;
use crate::judge::verdict::Evidence;
use crate::signatures::model::Bilingual;

use super::value::Value;

/// Type of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// True or false.
    Truth,
    /// A whole number.
    Number,
    /// A text.
    Text,
    /// A name in Chinese and English; equal to a text that either of them is.
    Name,
    /// One of these bare words.
    Word(&'static [&'static str]),
    /// Texts.
    Texts,
    /// What a policy says on a point, with its words; used as a condition it
    /// means that the policy affirms it. The inner type is that of its value.
    Statement(&'static Type),
    /// A quotation: for evidence only.
    Words,
}

impl Type {
    /// The type that a comparison sees.
    pub(crate) fn value(self) -> Type {
        match self {
            Type::Statement(inner) => *inner,
            other => other,
        }
    }

    /// As documentation and messages spell it.
    pub fn name(self) -> &'static str {
        match self {
            Type::Truth => "true or false",
            Type::Number => "number",
            Type::Text => "text",
            Type::Name => "name",
            Type::Word(_) => "word",
            Type::Texts => "list of texts",
            Type::Statement(_) => "statement",
            Type::Words => "quotation",
        }
    }
}

/// A field that conditions can read.
#[derive(Debug)]
pub struct Field {
    /// Name behind the subject's, e.g. `in_policy`.
    pub name: &'static str,
    /// Type.
    pub kind: Type,
    /// What it means.
    pub about: (&'static str, &'static str),
    /// How it is read.
    pub(crate) get: for<'v> fn(&'v View<'v>, usize) -> Value<'v>,
}

/// A kind of subject: what a rule looks at one by one, or quantifies over.
#[derive(Debug)]
pub struct Kind {
    /// Name, e.g. `sdk`.
    pub name: &'static str,
    /// What it is.
    pub about: (&'static str, &'static str),
    /// There is exactly one: `app`, `code`, `policy`. Its fields can be read in
    /// any condition.
    pub single: bool,
    /// The list of subjects is complete only where these areas could be read.
    pub areas: &'static [Area],
    /// Fields.
    pub fields: &'static [Field],
    /// How many there are.
    pub(crate) count: fn(&View) -> usize,
    /// Stable key of one: a finding's subject.
    pub(crate) key: fn(&View, usize) -> String,
    /// Its name for people.
    pub(crate) label: fn(&View, usize) -> Bilingual,
    /// Its own evidence, strongest first.
    pub(crate) evidence: fn(&View, usize) -> Vec<Evidence>,
}

impl Kind {
    /// A field by its name.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}
