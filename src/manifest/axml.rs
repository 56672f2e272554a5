//! Compiled XML, as `ResXMLTree` reads it (AOSP `libs/androidfw/ResourceTypes.cpp`).
//!
//! The platform checks little, and packers use that: it takes any type for the
//! outermost chunk, skips chunks that it does not know, steps over attributes
//! by the size that the element declares, and finds an attribute by its
//! resource id whatever its name says. All this is imitated; what deviates from
//! the tools' output is returned as damage.

use std::borrow::Cow;
use std::ops::Range;

use super::chunk::{self, Chunk, chunks};
use super::element::{
    ANDROID, Attribute, CUT, Element, MAX_DEPTH, MAX_NODES, MAX_TEXT, Oddities, Value,
};
use super::pool::Pool;
use crate::package::bytes::{u16_at, u32_at};

const NO_INDEX: u32 = u32::MAX;
const TYPE_STRING: u8 = 3;
const ATTRIBUTE_LEN: usize = 20;

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
        match chunk.kind {
            chunk::STRING_POOL if self.pool.is_none() => self.pool = Pool::new(chunk, 0),
            chunk::XML_RESOURCE_MAP => self.ids = chunk.body(),
            chunk::XML_START_ELEMENT => self.start(chunk),
            chunk::XML_END_ELEMENT => self.end(),
            // Namespaces and text between elements.
            0x0100 | 0x0101 | 0x0104 => {}
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
        for index in 0..count {
            if self.is_full() {
                break;
            }
            self.nodes += 1;
            match self.attribute(tag, first + step * index) {
                Some(attribute) => element.attributes.push(attribute),
                None => break,
            }
        }
        self.open.push(element);
    }

    fn attribute(&mut self, tag: &'a [u8], at: usize) -> Option<Attribute<'a>> {
        let namespace = u32_at(tag, at)?;
        let name = u32_at(tag, at + 4)?;
        let raw = u32_at(tag, at + 8)?;
        let kind = *tag.get(at + 15)?;
        let data = u32_at(tag, at + 16)?;
        let id = usize::try_from(name)
            .ok()
            .and_then(|name| u32_at(self.ids, name.checked_mul(4)?))
            .unwrap_or(0);
        let value = match kind {
            TYPE_STRING => Value::Text(self.string(data)),
            0 if raw != NO_INDEX => Value::Text(self.string(raw)),
            _ => Value::typed(kind, data),
        };
        Some(Attribute {
            id,
            android: id != 0 || self.is_android(namespace),
            // With an id the name does not count, and need not be decoded.
            name: if id == 0 {
                self.string(name)
            } else {
                Cow::Borrowed("")
            },
            value,
        })
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
