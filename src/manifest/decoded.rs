//! Manifests as XML text, for people: each part's own, as its tree was read.

use std::fmt::Write as _;

use super::element::{ANDROID, Attribute, Element, Value, attr};
use super::{MANIFEST, MAX_MANIFEST, decode};
use crate::package::Package;

/// Further attributes of the platform that manifests have, from
/// `core/res/res/values/public*.xml`. Compiled manifests are read by id, and what
/// names they have besides may be garbled.
const FURTHER: &[(u32, &str)] = &[
    (0x0101_0000, "theme"),
    (0x0101_000d, "persistent"),
    (0x0101_0012, "taskAffinity"),
    (0x0101_0013, "multiprocess"),
    (0x0101_0014, "finishOnTaskLaunch"),
    (0x0101_0015, "clearTaskOnLaunch"),
    (0x0101_0016, "stateNotNeeded"),
    (0x0101_0017, "excludeFromRecents"),
    (0x0101_001a, "initOrder"),
    (0x0101_001b, "grantUriPermissions"),
    (0x0101_001d, "launchMode"),
    (0x0101_001e, "screenOrientation"),
    (0x0101_001f, "configChanges"),
    (0x0101_0021, "targetPackage"),
    (0x0101_0022, "handleProfiling"),
    (0x0101_0023, "functionalTest"),
    (0x0101_0203, "alwaysRetainTaskState"),
    (0x0101_022b, "windowSoftInputMode"),
    (0x0101_022d, "noHistory"),
    (0x0101_0272, "testOnly"),
    (0x0101_02be, "logo"),
    (0x0101_02d3, "hardwareAccelerated"),
    (0x0101_036a, "stopWithTask"),
    (0x0101_0398, "uiOptions"),
    (0x0101_03a7, "parentActivityName"),
    (0x0101_03a9, "isolatedProcess"),
    (0x0101_03af, "supportsRtl"),
    (0x0101_04ea, "extractNativeLibs"),
    (0x0101_04f6, "resizeableActivity"),
    (0x0101_0527, "networkSecurityConfig"),
    (0x0101_0573, "compileSdkVersionCodename"),
];

/// The manifest of each part with its place in the package; a part whose
/// manifest cannot be read has none. References stay numbers, as they are
/// written.
pub fn decoded(package: &Package) -> Vec<(String, String)> {
    let entries = package
        .parts()
        .iter()
        .filter_map(|part| part.find(MANIFEST));
    let readable = entries.filter_map(|entry| {
        let bytes = entry.read_at_most(MAX_MANIFEST).ok()?;
        let (root, _) = decode(&bytes).ok()?;
        Some((entry.location(), xml(&root)))
    });
    readable.collect()
}

fn xml(root: &Element) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    element(&mut out, root, 0);
    out
}

/// The tree is at most [`super::element::MAX_DEPTH`] deep.
fn element(out: &mut String, of: &Element, depth: usize) {
    let indent = "    ".repeat(depth);
    let tag = name(&of.name);
    let _ = write!(out, "{indent}<{tag}");
    if depth == 0 {
        let _ = write!(out, " xmlns:android=\"{ANDROID}\"");
    }
    for attribute in &of.attributes {
        let prefix = if attribute.android { "android:" } else { "" };
        let key = key(attribute);
        let _ = write!(out, "\n{indent}    {prefix}{key}=\"");
        escaped(out, &value(attribute));
        out.push('"');
    }
    if of.children.is_empty() {
        out.push_str("/>\n");
        return;
    }
    out.push_str(">\n");
    for child in &of.children {
        element(out, child, depth + 1);
    }
    let _ = writeln!(out, "{indent}</{tag}>");
}

/// The platform's name of an attribute that has an id, its own otherwise.
fn key(attribute: &Attribute) -> String {
    let id = attribute.id;
    let read = attr::ALL.iter().map(|attr| (attr.id, attr.name));
    let further = FURTHER.iter().copied();
    let mut known = read
        .chain(further)
        .filter(|(known, _)| id != 0 && *known == id);
    match known.next() {
        Some((_, known)) => known.to_owned(),
        None if attribute.name.is_empty() => format!("attr_0x{id:08x}"),
        None => name(&attribute.name),
    }
}

fn value(attribute: &Attribute) -> String {
    match &attribute.value {
        Value::Null => "@null".into(),
        Value::Reference(id) => format!("@0x{id:08x}"),
        Value::Named(name) => format!("@{name}"),
        other => other.text().unwrap_or_default(),
    }
}

/// A name that XML allows: a garbled one keeps what it can.
fn name(raw: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let mut name: String = raw
        .chars()
        .map(|c| if allowed(c) { c } else { '_' })
        .collect();
    if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        name.insert(0, '_');
    }
    name
}

fn escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_tree_is_well_formed_xml() {
        let root = Element {
            name: "mani<fest".into(),
            attributes: vec![
                Attribute {
                    id: 0x0101_0001,
                    android: true,
                    name: "".into(),
                    value: Value::Text("\"><script>\u{1}&\n".into()),
                },
                Attribute {
                    id: 0,
                    android: false,
                    name: "package".into(),
                    value: Value::Reference(0x7f01_0002),
                },
            ],
            children: vec![Element {
                name: "1 x".into(),
                ..Element::default()
            }],
        };
        let text = xml(&root);
        let mut reader = quick_xml::Reader::from_str(&text);
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                    assert!(tag.attributes().all(|a| a.is_ok()), "{text}");
                }
                _ => {}
            }
        }
        assert!(
            text.contains("android:label=\"&quot;&gt;&lt;script&gt;\u{fffd}&amp;&#10;\""),
            "{text}"
        );
        assert!(
            text.contains("package=\"@0x7f010002\"") && text.contains("<_1_x/>"),
            "{text}"
        );
    }
}
