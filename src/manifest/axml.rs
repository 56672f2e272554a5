//! Compiled XML, as `ResXMLTree` reads it (AOSP `libs/androidfw/ResourceTypes.cpp`).
//!
//! The platform checks little, and packers use that: it skips chunks that it
//! does not know, takes the last string pool before the first node, steps over
//! attributes by the size that the element declares, and finds an attribute by
//! its resource id whatever its name says. It loses one that has no id, or
//! stands behind a greater id: it walks attributes and wanted ids side by side,
//! both ascending (`RetrieveAttributes` in `AttributeResolution.cpp`). All this
//! is imitated; what deviates from the tools' output is returned as damage.

use std::borrow::Cow;
use std::ops::Range;

use super::chunk::{self, Chunk, chunks};
use super::element::{
    ANDROID, Attribute, CUT, Element, MAX_DEPTH, MAX_NODES, MAX_TEXT, Oddities, Value,
};
use super::pool::{self, Pool};
use crate::package::bytes::{u16_at, u32_at};

const NO_INDEX: u32 = u32::MAX;
const TYPE_STRING: u8 = 3;
const ATTRIBUTE_LEN: usize = 20;
const PLATFORM_PACKAGE: u32 = 0x01;

/// Notes of one document.
const MAX_DAMAGE: usize = 100;

/// A decoded document.
#[derive(Debug)]
pub struct Document<'a> {
    /// The outermost element.
    pub root: Element<'a>,
    /// Kebab-case codes and details of what was odd.
    pub damage: Oddities,
}

/// Decodes a document.
///
/// # Errors
/// What is missing, in words: a string pool, or any element.
pub fn parse(bytes: &[u8]) -> Result<Document<'_>, &'static str> {
    let mut parser = Parser {
        bytes,
        pool: None,
        ids: &[],
        begun: false,
        open: Vec::new(),
        skipped: 0,
        root: None,
        text: 0,
        nodes: 0,
        damage: Vec::new(),
    };
    let span = parser.header()?;
    let mut end = span.start;
    let whole = bytes.get(..span.end).unwrap_or(bytes);
    for chunk in chunks(whole, span.start) {
        end = chunk.at + chunk.data.len();
        parser.chunk(&chunk);
    }
    if whole.len() > end {
        let detail = format!("{} bytes at offset {end} are no chunk", whole.len() - end);
        parser.note("manifest-chunk-damaged", detail);
    }
    parser.finish()
}

struct Parser<'a> {
    bytes: &'a [u8],
    pool: Option<Pool>,
    /// Resource ids of the first strings, four bytes each.
    ids: &'a [u8],
    /// A node was seen.
    begun: bool,
    open: Vec<Element<'a>>,
    /// Elements open below the deepest that is kept.
    skipped: usize,
    root: Option<Element<'a>>,
    /// Bytes of text, elements and attributes so far.
    text: usize,
    nodes: usize,
    damage: Oddities,
}

impl<'a> Parser<'a> {
    /// Where the chunks inside the outermost one lie.
    fn header(&mut self) -> Result<Range<usize>, &'static str> {
        let kind = u16_at(self.bytes, 0).ok_or("shorter than a header")?;
        let header = u16_at(self.bytes, 2).ok_or("shorter than a header")?;
        let size = u32_at(self.bytes, 4).ok_or("shorter than a header")?;
        if header < 8 || usize::from(header) > self.bytes.len() {
            return Err("the outermost header cannot have this size");
        }
        let len = self.bytes.len();
        let end = usize::try_from(size).unwrap_or(len);
        if kind != chunk::XML || header != 8 || end != len {
            let detail = format!("type 0x{kind:04x}, header {header}, size {size} of {len}");
            self.note("manifest-header", detail);
        }
        // A size that cannot be is no reason to read less.
        let start = usize::from(header);
        Ok(start..if (start..len).contains(&end) {
            end
        } else {
            len
        })
    }

    fn note(&mut self, code: &'static str, detail: String) {
        if self.damage.len() < MAX_DAMAGE {
            self.damage.push((code, detail));
        }
    }

    fn chunk(&mut self, chunk: &Chunk<'a>) {
        self.begun |= chunk::XML_NODES.contains(&chunk.kind);
        // Behind the last end tag the platform does not look.
        if self.begun && self.root.is_none() && !is_valid_node(chunk) {
            let detail = format!("type 0x{:04x} at offset {}", chunk.kind, chunk.at);
            self.note("manifest-node-damaged", detail);
        }
        match chunk.kind {
            chunk::STRING_POOL if !self.begun => {
                if let Some(fault) = pool::fault(chunk) {
                    self.note("manifest-string-pool", fault.to_owned());
                }
                self.pool = Pool::new(chunk, 0);
            }
            chunk::XML_RESOURCE_MAP if !self.begun => self.ids = chunk.body(),
            chunk::XML_START_ELEMENT => self.start(chunk),
            chunk::XML_END_ELEMENT => self.end(),
            // Namespaces and text between elements.
            chunk::XML_START_NAMESPACE | chunk::XML_END_NAMESPACE | chunk::XML_TEXT => {}
            other => {
                let detail = format!("type 0x{other:04x} at offset {}", chunk.at);
                self.note("manifest-unknown-chunk", detail);
            }
        }
    }

    fn start(&mut self, chunk: &Chunk<'a>) {
        if self.open.len() >= MAX_DEPTH || self.root.is_some() || self.is_full() {
            self.skipped += 1;
            return;
        }
        let tag = chunk.body();
        let mut element = Element {
            name: u32_at(tag, 4).map_or(Cow::Borrowed(""), |index| self.string(index)),
            ..Element::default()
        };
        let first = usize::from(u16_at(tag, 8).unwrap_or_default());
        let step = usize::from(u16_at(tag, 10).unwrap_or_default());
        let count = usize::from(u16_at(tag, 12).unwrap_or_default());
        if count > 0 && step != ATTRIBUTE_LEN {
            let detail = format!("{step} bytes in <{}>", element.name);
            self.note("manifest-attribute-size", detail);
        }
        self.nodes += 1;
        let mut highest = 0;
        for index in 0..count {
            if self.is_full() {
                break;
            }
            self.nodes += 1;
            let Some((namespace, attribute)) = self.attribute(tag, first + step * index) else {
                break;
            };
            if self.is_seen(&element, namespace, &attribute, highest) {
                highest = highest.max(attribute.id);
                element.attributes.push(attribute);
            }
        }
        self.open.push(element);
    }

    /// Whether the platform finds an attribute behind others with ids up to
    /// `highest`.
    fn is_seen(&mut self, element: &Element, namespace: u32, a: &Attribute, highest: u32) -> bool {
        if a.id != 0 {
            if a.id < highest {
                let detail = format!(
                    "0x{:08x} behind 0x{highest:08x} in <{}>",
                    a.id, element.name
                );
                self.note("manifest-attribute-order", detail);
            }
            return a.id >= highest;
        }
        if a.android {
            let detail = format!("{} in <{}>", a.name, element.name);
            self.note("manifest-attribute-without-id", detail);
            // Without any id the platform refuses the manifest; the names tell
            // what it was meant to be.
            return self.ids.is_empty();
        }
        namespace == NO_INDEX
    }

    /// The attribute at `at`, and its namespace.
    fn attribute(&mut self, tag: &'a [u8], at: usize) -> Option<(u32, Attribute<'a>)> {
        let namespace = u32_at(tag, at)?;
        let name = u32_at(tag, at + 4)?;
        let raw = u32_at(tag, at + 8)?;
        let kind = *tag.get(at + 15)?;
        let data = u32_at(tag, at + 16)?;
        let id = usize::try_from(name)
            .ok()
            .and_then(|name| u32_at(self.ids, name.checked_mul(4)?))
            .unwrap_or(0);
        // What has no namespace is asked for by name, and then its text counts
        // (`XmlBlock.java`, `getAttributeValue`).
        let bare = namespace == NO_INDEX && id >> 24 != PLATFORM_PACKAGE;
        let value = match kind {
            _ if bare && raw != NO_INDEX => Value::Text(self.string(raw)),
            TYPE_STRING => Value::Text(self.string(data)),
            _ => Value::typed(kind, data),
        };
        let attribute = Attribute {
            id,
            android: namespace != NO_INDEX && (id != 0 || self.is_android(namespace)),
            // With an id the name does not count, and need not be decoded.
            name: if id == 0 || bare {
                self.string(name)
            } else {
                Cow::Borrowed("")
            },
            value,
        };
        Some((namespace, attribute))
    }

    fn is_full(&self) -> bool {
        self.text > MAX_TEXT || self.nodes > MAX_NODES
    }

    /// A namespace that cannot be read is taken for the platform's.
    fn is_android(&self, namespace: u32) -> bool {
        let uri = self.pool.and_then(|pool| pool.get(self.bytes, namespace));
        namespace != NO_INDEX && uri.is_none_or(|uri| uri.is_empty() || uri == ANDROID)
    }

    fn end(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let Some(element) = self.open.pop() else {
            return;
        };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
    }

    fn string(&mut self, index: u32) -> Cow<'a, str> {
        let text = self
            .pool
            .and_then(|pool| pool.get(self.bytes, index))
            .unwrap_or_default();
        self.text = self.text.saturating_add(text.len());
        text
    }

    fn finish(mut self) -> Result<Document<'a>, &'static str> {
        if self.pool.is_none() {
            return Err("no string pool");
        }
        if self.is_full() {
            let detail = format!("{} nodes, {} bytes of text", self.nodes, self.text);
            self.note(CUT, detail);
        }
        // A document that ends early is closed where it ends.
        if !self.open.is_empty() {
            let detail = format!("{} elements are not closed", self.open.len());
            self.note("manifest-not-closed", detail);
            self.skipped = 0;
            while !self.open.is_empty() {
                self.end();
            }
        }
        let root = self.root.ok_or("no element")?;
        Ok(Document {
            root,
            damage: self.damage,
        })
    }
}

/// Whether the platform goes past a node (`ResXMLTree::validateNode` and
/// `ResXMLParser::nextNode`); otherwise it refuses the document.
fn is_valid_node(chunk: &Chunk) -> bool {
    let size = u32_at(chunk.data, 4).and_then(|size| usize::try_from(size).ok());
    if chunk.header < 16 || !chunk.is_aligned() || size != Some(chunk.data.len()) {
        return false;
    }
    let tag = chunk.body();
    let field = |at| u16_at(tag, at).map_or(0, usize::from);
    match chunk.kind {
        chunk::XML_START_ELEMENT => {
            tag.len() >= 20 && field(8) + field(10) * field(12) <= tag.len()
        }
        chunk::XML_TEXT => tag.len() >= 12,
        chunk::XML_START_NAMESPACE | chunk::XML_END_NAMESPACE | chunk::XML_END_ELEMENT => {
            tag.len() >= 8
        }
        _ => true,
    }
}
