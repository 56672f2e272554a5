//! Chunks: the framing of compiled XML and resource tables
//! (`ResChunk_header` in AOSP `libs/androidfw/include/androidfw/ResourceTypes.h`).

use std::ops::RangeInclusive;

use crate::package::bytes::{u16_at, u32_at};

/// Chunk types.
pub const STRING_POOL: u16 = 0x0001;
pub const TABLE: u16 = 0x0002;
pub const XML: u16 = 0x0003;
pub const XML_START_NAMESPACE: u16 = 0x0100;
pub const XML_END_NAMESPACE: u16 = 0x0101;
pub const XML_START_ELEMENT: u16 = 0x0102;
pub const XML_END_ELEMENT: u16 = 0x0103;
pub const XML_TEXT: u16 = 0x0104;
pub const XML_RESOURCE_MAP: u16 = 0x0180;
pub const TABLE_PACKAGE: u16 = 0x0200;
pub const TABLE_TYPE: u16 = 0x0201;
pub const TABLE_TYPE_SPEC: u16 = 0x0202;

/// Types that the platform takes for nodes of XML.
pub const XML_NODES: RangeInclusive<u16> = 0x0100..=0x017f;

/// A chunk: `data` runs from its header to its end.
#[derive(Debug, Clone, Copy)]
pub struct Chunk<'a> {
    /// Type.
    pub kind: u16,
    /// Bytes of the header.
    pub header: usize,
    /// Header and body.
    pub data: &'a [u8],
    /// Offset in what [`chunks`] walked.
    pub at: usize,
}

impl<'a> Chunk<'a> {
    /// What follows the header.
    pub fn body(&self) -> &'a [u8] {
        self.data.get(self.header..).unwrap_or_default()
    }

    /// Whether header and chunk are of whole words.
    pub fn is_aligned(&self) -> bool {
        (self.header | self.data.len()).is_multiple_of(4)
    }
}

/// Walks chunks from `at` to the end of `bytes`, or to the first whose sizes
/// cannot be (`validate_chunk` in `ResourceTypes.cpp`). The last one may be cut.
pub fn chunks(bytes: &[u8], at: usize) -> impl Iterator<Item = Chunk<'_>> {
    let mut at = at;
    std::iter::from_fn(move || {
        let chunk = chunk_at(bytes, at)?;
        at = at.checked_add(chunk.data.len())?;
        Some(chunk)
    })
}

fn chunk_at(bytes: &[u8], at: usize) -> Option<Chunk<'_>> {
    let rest = bytes.get(at..)?;
    let kind = u16_at(rest, 0)?;
    let header = usize::from(u16_at(rest, 2)?);
    let size = usize::try_from(u32_at(rest, 4)?).ok()?;
    if header < 8 || size < header {
        return None;
    }
    Some(Chunk {
        kind,
        header,
        data: rest.get(..size).unwrap_or(rest),
        at,
    })
}

/// Why the platform would refuse the chunks from `at` to the end of `bytes`
/// (`ChunkIterator.cpp`): a later chunk may be cut, the first may not.
pub fn fault(bytes: &[u8], at: usize) -> Option<&'static str> {
    let mut end = at;
    for chunk in chunks(bytes, at) {
        let size = u32_at(chunk.data, 4).and_then(|size| usize::try_from(size).ok());
        if size != Some(chunk.data.len()) {
            return (end == at).then_some("the first chunk is cut");
        }
        if !chunk.is_aligned() {
            return Some("a chunk is not of whole words");
        }
        end = chunk.at + chunk.data.len();
    }
    let left = bytes.len().saturating_sub(end);
    (left >= 8 || left > 0 && end == at).then_some("a chunk has an impossible size")
}
