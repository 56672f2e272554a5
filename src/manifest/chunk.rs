//! Chunks: the framing of compiled XML and resource tables
//! (`ResChunk_header` in AOSP `libs/androidfw/include/androidfw/ResourceTypes.h`).

use crate::package::bytes::{u16_at, u32_at};

/// Chunk types.
pub const STRING_POOL: u16 = 0x0001;
pub const TABLE: u16 = 0x0002;
pub const XML: u16 = 0x0003;
pub const XML_START_ELEMENT: u16 = 0x0102;
pub const XML_END_ELEMENT: u16 = 0x0103;
pub const XML_RESOURCE_MAP: u16 = 0x0180;
pub const TABLE_PACKAGE: u16 = 0x0200;
pub const TABLE_TYPE: u16 = 0x0201;

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
