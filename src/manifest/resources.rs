//! The resources of an app, whatever form they have, over all of its parts.

use std::borrow::Cow;
use std::cell::Cell;

use super::arsc;
use super::bundle;
use super::element::Value;
use super::locale::{Language, Locale};
use super::named::Named;
use super::values::Values;
use crate::facts::Localized;

/// References that are followed (`kMaxIterations` in AOSP `AssetManager2.cpp`).
const MAX_REFERENCES: usize = 20;

/// Configurations tried for one resource that was asked for, over all hops.
const MAX_STEPS: usize = 1 << 16;

/// Bytes of names and texts that [`Resources::strings`] and [`Resources::files`] give,
/// each; whole stores stay below.
const MAX_STRINGS: usize = 256 << 20;

/// What is left of a number of steps that look-ups may take together: a hostile
/// manifest refers half a million times to tables of many configurations.
#[derive(Debug)]
pub(super) struct Steps(Cell<usize>);

impl Steps {
    pub(super) fn new(steps: usize) -> Self {
        Self(Cell::new(steps))
    }

    pub(super) fn left(&self) -> usize {
        self.0.get()
    }

    pub(super) fn take(&self, steps: usize) {
        self.0.set(self.0.get().saturating_sub(steps));
    }
}

/// All resource tables of an app.
#[derive(Debug, Default)]
pub struct Resources {
    pub(super) tables: Vec<Table>,
}

/// One table.
#[derive(Debug)]
pub(super) enum Table {
    /// `resources.arsc`
    Binary(arsc::Table),
    /// `resources.pb`
    Bundle(bundle::Table),
    /// `res/values*/*.xml`
    Text(Values),
}

/// A string of the resources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StringResource<'a> {
    /// Type; `string`, unless the types were renamed.
    pub kind: Cow<'a, str>,
    /// Name within the type; meaningless where names were obfuscated.
    pub name: Cow<'a, str>,
    /// Locale that it is for.
    pub locale: Locale,
    /// Text, markup removed by the compiler.
    pub value: Cow<'a, str>,
}

/// A file among the resources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileResource<'a> {
    /// Type, e.g. `raw`.
    pub kind: Cow<'a, str>,
    /// Name within the type, which outlives a renaming of the file.
    pub name: Cow<'a, str>,
    /// Locale that it is for.
    pub locale: Locale,
    /// Entry of the package, e.g. `res/raw/privacy.html` or `r/a/b.html`.
    pub path: Cow<'a, str>,
}

/// Types whose values are files; `color`, `font` and others may be.
fn holds_files(kind: &str) -> bool {
    matches!(
        kind,
        "anim"
            | "animator"
            | "color"
            | "drawable"
            | "font"
            | "interpolator"
            | "layout"
            | "menu"
            | "mipmap"
            | "navigation"
            | "raw"
            | "transition"
            | "xml"
    )
}

/// Types whose values are neither files nor prose.
fn holds_values(kind: &str) -> bool {
    matches!(
        kind,
        "array"
            | "attr"
            | "bool"
            | "dimen"
            | "fraction"
            | "id"
            | "integer"
            | "macro"
            | "plurals"
            | "style"
            | "styleable"
    )
}

impl Resources {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// The value of a resource as text in a language, references followed.
    /// `None` if there is none, for [`Language::Chinese`] and
    /// [`Language::English`] also if no configuration is for the language.
    pub fn resolve(&self, id: u32, language: Language) -> Option<String> {
        let steps = Steps::new(MAX_STEPS);
        let value = Value::Reference(id);
        self.resolve_value(&value, language, &steps)?.text()
    }

    /// `type/name` of a resource.
    pub fn name(&self, id: u32) -> Option<String> {
        self.tables.iter().find_map(|table| match table {
            Table::Binary(table) => table.name(id),
            Table::Bundle(table) => table.name(id),
            Table::Text(_) => None,
        })
    }

    /// All strings in all locales, in the order of the tables, up to 256 MiB of
    /// text. Nothing is copied from a table in UTF-8.
    pub fn strings(&self) -> impl Iterator<Item = StringResource<'_>> {
        self.named(|kind| !holds_files(kind) && !holds_values(kind))
            .filter_map(|named| match named.value {
                Value::Text(value) => Some(StringResource {
                    kind: named.kind,
                    name: named.name,
                    locale: named.locale,
                    value,
                }),
                _ => None,
            })
    }

    /// All files that a resource names, up to as much text.
    pub fn files(&self) -> impl Iterator<Item = FileResource<'_>> {
        self.named(|kind| kind != "string" && !holds_values(kind))
            .filter_map(|named| match named.value {
                Value::Text(path) if path.contains('/') => Some(FileResource {
                    kind: named.kind,
                    name: named.name,
                    locale: named.locale,
                    path,
                }),
                _ => None,
            })
    }

    /// Values of the types that are wanted, up to [`MAX_STRINGS`] bytes of names and
    /// texts: all entries of a hostile table may share one that is long.
    fn named<'a>(
        &'a self,
        wanted: impl Fn(&str) -> bool + Copy + 'a,
    ) -> impl Iterator<Item = Named<'a>> {
        let mut left = MAX_STRINGS;
        self.tables
            .iter()
            .flat_map(move |table| -> Box<dyn Iterator<Item = Named<'a>>> {
                match table {
                    Table::Binary(table) => Box::new(table.named(wanted)),
                    Table::Bundle(table) => Box::new(table.named(wanted)),
                    Table::Text(values) => Box::new(values.named(wanted)),
                }
            })
            .take_while(move |named| {
                let text = match &named.value {
                    Value::Text(text) => text.len(),
                    _ => 0,
                };
                left = left.saturating_sub(named.name.len() + text);
                left > 0
            })
    }

    /// Follows references; any other value is returned as it is.
    pub(super) fn resolve_value<'a>(
        &'a self,
        value: &Value<'a>,
        language: Language,
        steps: &Steps,
    ) -> Option<Value<'a>> {
        let mut value = value.clone();
        let mut specific = language == Language::Default;
        for _ in 0..MAX_REFERENCES {
            if !matches!(value, Value::Reference(_) | Value::Named(_)) {
                return specific.then_some(value);
            }
            let (next, exact) = self.pick(&value, language, steps)?;
            specific |= exact;
            value = next;
        }
        None
    }

    /// A text attribute in the languages of the reports. What is written in the
    /// manifest itself is the default.
    pub(super) fn localized(&self, value: &Value, steps: &Steps) -> Localized {
        let text = |language| self.resolve_value(value, language, steps)?.text();
        let by_reference = matches!(value, Value::Reference(_) | Value::Named(_));
        let other = |language| by_reference.then(|| text(language)).flatten();
        Localized {
            default: text(Language::Default),
            zh: other(Language::Chinese),
            en: other(Language::English),
        }
    }

    /// The value of a resource in each of its configurations; references are not
    /// followed.
    pub(super) fn every(&self, resource: &Value, steps: &Steps) -> Vec<Value<'_>> {
        let mut values = Vec::new();
        self.each(resource, steps, |(_, _, value)| values.push(value));
        values
    }

    /// The closest value of a resource, and whether it is for the language.
    fn pick(
        &self,
        resource: &Value,
        language: Language,
        steps: &Steps,
    ) -> Option<(Value<'_>, bool)> {
        let mut best: Option<((u8, bool), Value<'_>)> = None;
        self.each(resource, steps, |(locale, plain, value)| {
            let fallback = if locale.is_default() { 8 } else { 9 };
            let rank = (locale.rank(language).unwrap_or(fallback), !plain);
            if best.as_ref().is_none_or(|(known, _)| rank < *known) {
                best = Some((rank, value));
            }
        });
        best.map(|((rank, _), value)| (value, rank < 8))
    }

    /// Goes through a resource's configurations: locale, whether there is no
    /// other qualifier, value.
    fn each<'a>(
        &'a self,
        resource: &Value,
        steps: &Steps,
        mut visit: impl FnMut((Locale, bool, Value<'a>)),
    ) {
        let mut consider = |configured| {
            steps.take(1);
            visit(configured);
        };
        for table in &self.tables {
            steps.take(1);
            let left = steps.left();
            match (table, resource) {
                (Table::Binary(table), Value::Reference(id)) => {
                    table.values(*id).take(left).for_each(&mut consider);
                }
                (Table::Bundle(table), Value::Reference(id)) => {
                    table.values(*id).take(left).for_each(&mut consider);
                }
                (Table::Bundle(table), Value::Named(name)) => {
                    table
                        .values_by_name(name)
                        .take(left)
                        .for_each(&mut consider);
                }
                (Table::Text(values), Value::Named(name)) => {
                    values
                        .values_by_name(name)
                        .take(left)
                        .for_each(&mut consider);
                }
                _ => {}
            }
        }
    }
}
