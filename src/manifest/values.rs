//! Resources in source form: `res/values*/*.xml` of a folder that apktool or a
//! build made. Only values of text are read: strings, and the numbers and
//! booleans that a manifest may refer to.

use std::borrow::Cow;
use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::element::Value;
use super::locale::Locale;
use super::named::Named;
use super::text::{attribute, entity};

/// Values of one app that are kept, and bytes of their texts.
const MAX_VALUES: usize = 1 << 18;
const MAX_BYTES: usize = 64 << 20;

/// Values by `type/name`.
#[derive(Debug, Default)]
pub struct Values {
    values: BTreeMap<(String, String), Vec<Configured>>,
    count: usize,
    bytes: usize,
}

#[derive(Debug)]
struct Configured {
    locale: Locale,
    plain: bool,
    text: String,
}

/// The qualifiers behind `values` in a path such as `res/values-zh-rCN/a.xml`:
/// the locale, and whether there is no other; `None` for another folder.
pub fn qualifiers(path: &str) -> Option<(Locale, bool)> {
    let (folder, file) = path.strip_prefix("res/")?.split_once('/')?;
    let rest = folder.strip_prefix("values")?;
    if !file.ends_with(".xml") || file.contains('/') {
        return None;
    }
    let Some(tag) = rest.strip_prefix('-') else {
        return rest.is_empty().then_some((Locale::default(), true));
    };
    let mut parts = tag.split('-').peekable();
    let mut language = String::new();
    if let Some(first) = parts.peek().copied()
        && is_language(first)
    {
        language.push_str(first);
        parts.next();
        let region = parts.next_if(|p| p.len() == 3 && p.starts_with('r'));
        if let Some(region) = region {
            language.push('-');
            language.push_str(region);
        }
    }
    Some((Locale::from_tag(&language), parts.next().is_none()))
}

/// `zh`, `fil`, `b+zh+Hans`; `car` is a dock mode, `mcc310` a network.
fn is_language(part: &str) -> bool {
    let letters = part.bytes().all(|b| b.is_ascii_lowercase());
    part.starts_with("b+")
        || (letters && part.len() == 2)
        || (letters && part.len() == 3 && part != "car")
}

impl Values {
    /// Adds a file of values. Damage ends the reading of the file; what came
    /// before it is kept, and `false` returned.
    pub fn add(&mut self, xml: &str, (locale, plain): (Locale, bool)) -> bool {
        let mut reader = Reader::from_str(xml);
        // Name and type of the value that is open, its depth, its text.
        let mut open: Option<(String, String, String)> = None;
        let mut depth = 0_usize;
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    depth += 1;
                    if depth == 2 {
                        open = key(&tag).map(|(kind, name)| (kind, name, String::new()));
                    }
                }
                Ok(Event::End(_)) => {
                    depth = depth.saturating_sub(1);
                    if depth == 1
                        && let Some((kind, name, text)) = open.take()
                    {
                        self.insert(kind, name, locale, plain, &text);
                    }
                }
                Ok(Event::Text(text)) => {
                    if let Some((.., value)) = &mut open {
                        value.push_str(&text);
                    }
                }
                Ok(Event::CData(text)) => {
                    if let Some((.., value)) = &mut open {
                        value.push_str(&text);
                    }
                }
                Ok(Event::GeneralRef(name)) => {
                    if let Some((.., value)) = &mut open {
                        value.push_str(&entity(&name));
                    }
                }
                Ok(Event::Eof) => return true,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
    }

    fn insert(&mut self, kind: String, name: String, locale: Locale, plain: bool, raw: &str) {
        let text = unescape(raw);
        self.count += 1;
        self.bytes = self.bytes.saturating_add(text.len());
        if self.is_cut() {
            return;
        }
        let configured = Configured {
            locale,
            plain,
            text,
        };
        self.values
            .entry((kind, name))
            .or_default()
            .push(configured);
    }

    /// Whether there was more than is kept.
    pub fn is_cut(&self) -> bool {
        self.count > MAX_VALUES || self.bytes > MAX_BYTES
    }

    /// Whether nothing was read.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Every value of `type/name`.
    pub fn values_by_name(&self, name: &str) -> impl Iterator<Item = (Locale, bool, Value<'_>)> {
        let key = name.split_once('/');
        let found = key.and_then(|(kind, name)| {
            let key = (kind.to_owned(), name.to_owned());
            self.values.get(&key)
        });
        found.into_iter().flatten().map(|value| {
            let text = value.text.as_str();
            (value.locale, value.plain, reference(text))
        })
    }

    /// Every value of the types that `wanted` takes by name.
    pub fn named<'a>(
        &'a self,
        wanted: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = Named<'a>> {
        let values = self.values.iter();
        values
            .filter(move |((kind, _), _)| wanted(kind))
            .flat_map(|((kind, name), values)| {
                values.iter().map(|value| Named {
                    kind: Cow::Borrowed(kind.as_str()),
                    name: Cow::Borrowed(name.as_str()),
                    locale: value.locale,
                    value: reference(&value.text),
                })
            })
    }
}

/// `<string name="…">`, or `<item type="string" name="…">`.
fn key(tag: &BytesStart) -> Option<(String, String)> {
    let element = tag.local_name().as_ref().to_owned();
    let name = attribute(tag, "name")?;
    let kind = match &*element {
        "string" | "bool" | "integer" => element,
        "item" => attribute(tag, "type")?,
        _ => return None,
    };
    Some((kind, name))
}

/// `@string/other` and `@com.example:string/other` refer to another value.
pub fn reference(text: &str) -> Value<'_> {
    let Some(name) = text.strip_prefix('@') else {
        return Value::Text(Cow::Borrowed(text));
    };
    let name = name.trim_start_matches(['+', '*']);
    let name = name.split_once(':').map_or(name, |(_, name)| name);
    if name.contains('/') && !name.contains(char::is_whitespace) {
        return Value::Named(Cow::Borrowed(name));
    }
    match name {
        "null" | "empty" => Value::Null,
        _ => Value::Text(Cow::Borrowed(text)),
    }
}

/// The escapes of string resources: quotes keep white space, a backslash
/// escapes, and white space otherwise collapses.
fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut quoted = false;
    let mut chars = raw.trim().chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('u') => {
                    let digits: String = chars.by_ref().take(4).collect();
                    let scalar = u32::from_str_radix(&digits, 16).ok();
                    let c = scalar.and_then(char::from_u32);
                    out.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
                }
                Some(other) => out.push(other),
                None => {}
            },
            '"' => quoted = !quoted,
            c if c.is_ascii_whitespace() && !quoted => {
                if !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_their_qualifiers() {
        for (path, expected) in [
            ("res/values/strings.xml", Some(("", true))),
            ("res/values-zh/strings.xml", Some(("zh", true))),
            ("res/values-zh-rCN/a.xml", Some(("zh-CN", true))),
            ("res/values-b+zh+Hans/a.xml", Some(("zh-Hans", true))),
            ("res/values-v21/a.xml", Some(("", false))),
            ("res/values-zh-rTW-night/a.xml", Some(("zh-TW", false))),
            ("res/layout/a.xml", None),
            ("res/values/a.txt", None),
        ] {
            let found = qualifiers(path).map(|(locale, plain)| (locale.to_string(), plain));
            let expected = expected.map(|(tag, plain)| (tag.to_owned(), plain));
            assert_eq!(found, expected, "{path}");
        }
    }

    #[test]
    fn strings_with_markup_escapes_and_references() {
        let mut values = Values::default();
        let xml = r#"<resources>
            <string name="a">It\'s <b>bold</b> &amp;
                &#20013;\u6587 "  kept  "</string>
            <item type="string" name="b">@string/a</item>
            <string-array name="c"><item>x</item></string-array>
            <string name="d"><![CDATA[<html>]]></string>
        </resources>"#;
        assert!(values.add(xml, (Locale::default(), true)));
        let get = |name| values.values_by_name(name).map(|(_, _, v)| v).next();
        let text = |text| Some(Value::Text(Cow::Borrowed(text)));
        assert_eq!(get("string/a"), text("It's bold & 中文   kept  "));
        assert_eq!(get("string/b"), Some(Value::Named("string/a".into())));
        assert_eq!(get("string/d"), text("<html>"));
        assert_eq!(get("array/c"), None);
    }

    #[test]
    fn damage_keeps_what_came_before() {
        let mut values = Values::default();
        let xml = r#"<resources><string name="a">x</string><string name="b">y</strin"#;
        assert!(!values.add(xml, (Locale::default(), true)));
        assert_eq!(values.values_by_name("string/a").count(), 1);
    }
}
