//! A value of a resource table with what it is called.

use std::borrow::Cow;

use super::element::Value;
use super::locale::Locale;

/// A value, in one configuration.
#[derive(Debug)]
pub struct Named<'a> {
    /// `string`, `raw`, …
    pub kind: Cow<'a, str>,
    /// Name within the type.
    pub name: Cow<'a, str>,
    /// Locale of the configuration.
    pub locale: Locale,
    /// Value.
    pub value: Value<'a>,
}
