//! Manifests and resource tables of bundles: messages `XmlNode` and
//! `ResourceTable` of aapt2 (AOSP `frameworks/base/tools/aapt2/Resources.proto`
//! and `Configuration.proto`). Numbers of fields are named beside their use.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

use super::element::{ANDROID, Attribute, Element, MAX_DEPTH, MAX_NODES, Value};
use super::locale::Locale;
use super::named::Named;
use super::protobuf::{Wire, bytes, fields, number};

/// Resources of one table that are indexed.
const MAX_RESOURCES: usize = 1 << 20;

/// Decodes a manifest.
///
/// # Errors
/// In words, when the bytes are no `XmlNode` with an element.
pub fn parse_xml(message: &[u8]) -> Result<Element<'_>, &'static str> {
    let mut walk = fields(message);
    let element = walk
        .by_ref()
        .find_map(|field| match (field.number, field.value) {
            (1, Wire::Bytes(element)) => Some(element), // XmlNode.element
            _ => None,
        });
    let element = element.ok_or("no XmlNode message of aapt2")?;
    let mut budget = MAX_NODES;
    Ok(read_element(element, 0, &mut budget))
}

fn read_element<'a>(message: &'a [u8], depth: usize, budget: &mut usize) -> Element<'a> {
    let mut element = Element::default();
    for field in fields(message) {
        let Wire::Bytes(value) = field.value else {
            continue;
        };
        *budget = budget.saturating_sub(1);
        if *budget == 0 {
            break;
        }
        match field.number {
            3 => element.name = String::from_utf8_lossy(value), // XmlElement.name
            4 => element.attributes.push(read_attribute(value)), // .attribute
            // .child, an XmlNode whose element is 1
            5 if depth < MAX_DEPTH => {
                if let Some(child) = bytes(value, 1) {
                    let child = read_element(child, depth + 1, budget);
                    element.children.push(child);
                }
            }
            _ => {}
        }
    }
    element
}

fn read_attribute(message: &[u8]) -> Attribute<'_> {
    let text = |field| bytes(message, field).map(String::from_utf8_lossy);
    let compiled = bytes(message, 6).map(item); // .compiled_item
    let written = || text(3).map(Value::Text); // .value
    Attribute {
        android: bytes(message, 1) == Some(ANDROID.as_bytes()), // .namespace_uri
        name: text(2).unwrap_or_default(),                      // .name
        id: u32::try_from(number(message, 5)).unwrap_or(0),     // .resource_id
        value: compiled
            .filter(|value| *value != Value::Null)
            .or_else(written)
            .unwrap_or(Value::Text(Cow::Borrowed(""))),
    }
}

/// An `Item`.
fn item(message: &[u8]) -> Value<'_> {
    for field in fields(message) {
        let Wire::Bytes(inner) = field.value else {
            continue;
        };
        let text = || bytes(inner, 1).map_or(Cow::Borrowed(""), String::from_utf8_lossy);
        match field.number {
            1 => return reference(inner),
            // str, raw_str, styled_str and file begin with their text.
            2..=5 => return Value::Text(text()),
            7 => return primitive(inner),
            _ => {}
        }
    }
    Value::Null
}

fn reference(message: &[u8]) -> Value<'_> {
    match u32::try_from(number(message, 2)) {
        Ok(id) if id != 0 => Value::Reference(id), // Reference.id
        _ => match bytes(message, 3).map(String::from_utf8_lossy) {
            // Reference.name, with or without its package
            Some(Cow::Borrowed(name)) => Value::Named(Cow::Borrowed(after_package(name))),
            Some(Cow::Owned(name)) => Value::Named(Cow::Owned(after_package(&name).to_owned())),
            None => Value::Null,
        },
    }
}

fn after_package(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, name)| name)
}

/// A `Primitive`.
fn primitive(message: &[u8]) -> Value<'_> {
    let Some(field) = fields(message).last() else {
        return Value::Null;
    };
    match (field.number, field.value) {
        (3, Wire::Fixed32(bits)) => Value::Float(f32::from_bits(bits)),
        // An int32 below zero is sign-extended to ten bytes.
        (6, Wire::Varint(value)) => Value::Int(value as u32),
        (7, Wire::Varint(value)) => Value::Hex(value as u32),
        (8, Wire::Varint(value)) => Value::Bool(value != 0),
        (9..=12, Wire::Varint(value)) => Value::Color(value as u32),
        (13, Wire::Varint(value)) => Value::Other(5, value as u32),
        (14, Wire::Varint(value)) => Value::Other(6, value as u32),
        _ => Value::Null,
    }
}

/// A resource table; owns its bytes and an index of its resources.
#[derive(Debug, Default)]
pub struct Table {
    bytes: Vec<u8>,
    /// Names of types.
    kinds: Vec<String>,
    resources: BTreeMap<u32, Resource>,
    /// Ids by `type/name`, made when the first is asked for.
    by_name: OnceLock<HashMap<String, u32>>,
}

#[derive(Debug)]
struct Resource {
    /// Index in `kinds`.
    kind: usize,
    /// Where the `Entry` message lies.
    entry: Range<usize>,
}

impl Table {
    /// Indexes a table.
    ///
    /// # Errors
    /// In words, when the bytes are no message.
    pub fn open(bytes: Vec<u8>) -> Result<Self, &'static str> {
        let mut table = Self::default();
        let mut walk = fields(&bytes);
        for field in walk.by_ref() {
            if let (2, Wire::Bytes(package)) = (field.number, field.value) {
                table.add_package(&bytes, package); // ResourceTable.package
            }
        }
        if walk.damaged() {
            return Err("no ResourceTable message of aapt2");
        }
        table.bytes = bytes;
        Ok(table)
    }

    fn add_package(&mut self, whole: &[u8], package: &[u8]) {
        let id = self::bytes(package, 1).map_or(0, |id| number(id, 1)); // PackageId.id
        for field in fields(package) {
            let (3, Wire::Bytes(kind)) = (field.number, field.value) else {
                continue; // Package.type
            };
            let kind_id = self::bytes(kind, 1).map_or(0, |id| number(id, 1)); // TypeId.id
            let name = self::bytes(kind, 2).unwrap_or_default(); // Type.name
            self.kinds.push(String::from_utf8_lossy(name).into_owned());
            for field in fields(kind) {
                let (3, Wire::Bytes(entry)) = (field.number, field.value) else {
                    continue; // Type.entry
                };
                let entry_id = self::bytes(entry, 1).map_or(0, |id| number(id, 1)); // EntryId.id
                let id =
                    (id as u32) << 24 | (kind_id as u32 & 0xff) << 16 | entry_id as u32 & 0xffff;
                if let Some(range) = range_in(whole, entry)
                    && self.resources.len() < MAX_RESOURCES
                {
                    let kind = self.kinds.len() - 1;
                    self.resources.insert(id, Resource { kind, entry: range });
                }
            }
        }
    }

    /// Every value of a resource, one for each configuration.
    pub fn values(&self, id: u32) -> impl Iterator<Item = (Locale, bool, Value<'_>)> {
        let resource = self.resources.get(&id);
        resource.into_iter().flat_map(|r| self.entry_values(r))
    }

    /// Every value of a resource that is known by `type/name`.
    pub fn values_by_name(&self, name: &str) -> impl Iterator<Item = (Locale, bool, Value<'_>)> {
        let by_name = self.by_name.get_or_init(|| {
            let ids = self.resources.keys();
            ids.filter_map(|id| Some((self.name(*id)?, *id))).collect()
        });
        let found = by_name.get(name).and_then(|id| self.resources.get(id));
        found.into_iter().flat_map(|r| self.entry_values(r))
    }

    /// `type/name` of a resource.
    pub fn name(&self, id: u32) -> Option<String> {
        let resource = self.resources.get(&id)?;
        let (kind, name) = (self.kind(resource), self.entry_name(resource));
        Some(format!("{kind}/{name}"))
    }

    /// Every simple value of the types that `wanted` takes by name.
    pub fn named<'a>(
        &'a self,
        wanted: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = Named<'a>> {
        let resources = self.resources.values();
        resources
            .filter(move |r| wanted(self.kind(r)))
            .flat_map(|r| {
                self.entry_values(r).map(|(locale, _, value)| Named {
                    kind: Cow::Borrowed(self.kind(r)),
                    name: self.entry_name(r),
                    locale,
                    value,
                })
            })
    }

    fn kind(&self, resource: &Resource) -> &str {
        self.kinds.get(resource.kind).map_or("", String::as_str)
    }

    fn entry(&self, resource: &Resource) -> &[u8] {
        self.bytes.get(resource.entry.clone()).unwrap_or_default()
    }

    fn entry_name(&self, resource: &Resource) -> Cow<'_, str> {
        let name = self::bytes(self.entry(resource), 2); // Entry.name
        String::from_utf8_lossy(name.unwrap_or_default())
    }

    fn entry_values(&self, resource: &Resource) -> impl Iterator<Item = (Locale, bool, Value<'_>)> {
        fields(self.entry(resource)).filter_map(|field| {
            let (6, Wire::Bytes(value)) = (field.number, field.value) else {
                return None; // Entry.config_value
            };
            let configuration = self::bytes(value, 1).unwrap_or_default(); // ConfigValue.config
            let tag = self::bytes(configuration, 3).unwrap_or_default(); // Configuration.locale
            let plain = fields(configuration).all(|field| field.number == 3);
            let value = self::bytes(self::bytes(value, 2)?, 4)?; // ConfigValue.value, Value.item
            let locale = Locale::from_tag(&String::from_utf8_lossy(tag));
            Some((locale, plain, item(value)))
        })
    }
}

/// Where a slice of `whole` lies in it.
fn range_in(whole: &[u8], part: &[u8]) -> Option<Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    let end = start.checked_add(part.len())?;
    (end <= whole.len()).then_some(start..end)
}
