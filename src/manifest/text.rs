//! Manifests in text, as apktool writes them or a build merges them.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::element::{Attribute, Element, MAX_DEPTH, MAX_NODES, Value};
use super::values;

/// What `apktool.yml` keeps of a manifest: apktool takes it out of the text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Apktool {
    /// `versionCode`
    pub version_code: Option<u64>,
    /// `versionName`
    pub version_name: Option<String>,
    /// `minSdkVersion`
    pub min_sdk: Option<u32>,
    /// `targetSdkVersion`
    pub target_sdk: Option<u32>,
}

/// Decodes a manifest.
///
/// # Errors
/// In words: not well-formed, or no element.
pub fn parse(xml: &str) -> Result<Element<'static>, String> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Element<'static>> = Vec::new();
    let mut skipped = 0_usize;
    let mut nodes = 0_usize;
    loop {
        let at = reader.buffer_position();
        let event = reader
            .read_event()
            .map_err(|e| format!("{e}, at byte {at}"))?;
        let (tag, empty) = match event {
            Event::Start(tag) => (tag, false),
            Event::Empty(tag) => (tag, true),
            Event::End(_) if skipped > 0 => {
                skipped -= 1;
                continue;
            }
            Event::End(_) => {
                if let Some(root) = close(&mut open) {
                    return Ok(root);
                }
                continue;
            }
            Event::Eof if open.is_empty() => return Err("no element".to_owned()),
            Event::Eof => return Err("ends inside an element".to_owned()),
            _ => continue,
        };
        if skipped > 0 || open.len() >= MAX_DEPTH || nodes > MAX_NODES {
            skipped += usize::from(!empty);
            continue;
        }
        let element = read_element(&tag);
        nodes += 1 + element.attributes.len();
        open.push(element);
        if empty && let Some(root) = close(&mut open) {
            return Ok(root);
        }
    }
}

/// Ends the innermost element; returns it if it was the outermost.
fn close(open: &mut Vec<Element<'static>>) -> Option<Element<'static>> {
    let element = open.pop()?;
    match open.last_mut() {
        Some(parent) => {
            parent.children.push(element);
            None
        }
        None => Some(element),
    }
}

fn read_element(tag: &BytesStart) -> Element<'static> {
    let mut attributes = tag.attributes();
    // Looking for duplicates takes time that grows with the square of their number.
    attributes.with_checks(false);
    Element {
        name: Cow::Owned(tag.local_name().as_ref().to_owned()),
        attributes: attributes
            .flatten()
            .map(|attribute| {
                let name = attribute.key.local_name();
                let prefix = attribute.key.prefix();
                Attribute {
                    id: 0,
                    // Builds and apktool write no other prefix for it.
                    android: prefix.is_some_and(|p| p.as_ref() == "android"),
                    name: Cow::Owned(name.as_ref().to_owned()),
                    value: owned(values::reference(&unescape(&attribute.value))),
                }
            })
            .collect(),
        children: Vec::new(),
    }
}

fn owned(value: Value) -> Value<'static> {
    match value {
        Value::Named(name) => Value::Named(Cow::Owned(name.into_owned())),
        Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
        _ => Value::Null,
    }
}

/// An attribute of a tag by its local name.
pub fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    attributes.with_checks(false);
    let found = attributes
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)?;
    Some(unescape(&found.value))
}

/// Replaces the predefined entities and character references.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match after.split_once(';') {
            Some((name, tail)) if name.len() <= 10 => {
                out.push_str(&entity(name));
                rest = tail;
            }
            _ => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// What an entity stands for; one that is not known stands for itself.
pub fn entity(name: &str) -> String {
    let scalar = match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
            None => digits.parse().ok(),
        },
        None => match name {
            "amp" => Some('&'.into()),
            "lt" => Some('<'.into()),
            "gt" => Some('>'.into()),
            "quot" => Some('"'.into()),
            "apos" => Some('\''.into()),
            _ => None,
        },
    };
    match scalar.and_then(char::from_u32) {
        Some(c) => c.to_string(),
        None => format!("&{name};"),
    }
}

/// Reads the few scalar keys of `apktool.yml`, line by line: they have the same
/// shape in all versions of apktool.
pub fn apktool(yaml: &str) -> Apktool {
    let mut found = Apktool::default();
    for line in yaml.lines() {
        let Some((key, value)) = line.trim().split_once(':') else {
            continue;
        };
        let value = value.trim().trim_matches(['\'', '"']);
        match key.trim() {
            "versionCode" => found.version_code = value.parse().ok(),
            "versionName" if !value.is_empty() && value != "null" => {
                found.version_name = Some(value.to_owned());
            }
            "minSdkVersion" => found.min_sdk = value.parse().ok(),
            "targetSdkVersion" => found.target_sdk = value.parse().ok(),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::element::attr;
    use super::*;

    #[test]
    fn a_manifest_in_text() {
        let root = parse(
            r#"<?xml version="1.0"?><!-- c -->
            <manifest xmlns:android="http://schemas.android.com/apk/res/android" package="a.b">
              <application tools:label="x" android:label="@string/app" android:name="&lt;x&gt;&#65;"/>
            </manifest>"#,
        )
        .unwrap();
        assert_eq!(root.get(attr::PACKAGE), Some(&Value::Text("a.b".into())));
        let application = &root.children[0];
        let label = Value::Named("string/app".into());
        assert_eq!(application.get(attr::LABEL), Some(&label));
        assert_eq!(
            application.get(attr::NAME),
            Some(&Value::Text("<x>A".into()))
        );
    }

    #[test]
    fn damage_is_told() {
        for xml in ["", "text", "<manifest", "<manifest><a></manifest>", "<a>"] {
            assert!(parse(xml).is_err(), "{xml}");
        }
    }

    #[test]
    fn apktool_keys() {
        let yaml = "sdkInfo:\n  minSdkVersion: '21'\n  targetSdkVersion: 30\nversionInfo:\n  versionCode: \"7\"\n  versionName: 1.2:3\n";
        let expected = Apktool {
            version_code: Some(7),
            version_name: Some("1.2:3".to_owned()),
            min_sdk: Some(21),
            target_sdk: Some(30),
        };
        assert_eq!(apktool(yaml), expected);
    }
}
