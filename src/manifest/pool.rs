//! String pools (`ResStringPool` in AOSP `libs/androidfw/ResourceTypes.cpp`):
//! strings are found by index and decoded when asked for, none before.

use std::borrow::Cow;

use super::chunk::Chunk;
use crate::package::bytes::{u16_at, u32_at};

const FLAG_UTF8: u32 = 1 << 8;

/// Where a pool lies in the bytes that its offsets count from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pool {
    /// Offset of the index.
    index: usize,
    /// Number of strings.
    count: u32,
    /// Offset of the first string.
    strings: usize,
    /// Offset behind the pool.
    end: usize,
    utf8: bool,
}

impl Pool {
    /// Reads the header of a pool chunk; `base` is the offset of the bytes that
    /// chunks were walked in, within the bytes that [`Pool::get`] will be given.
    pub fn new(chunk: &Chunk, base: usize) -> Option<Self> {
        let start = base.checked_add(chunk.at)?;
        let flags = u32_at(chunk.data, 16)?;
        let strings = usize::try_from(u32_at(chunk.data, 20)?).ok()?;
        Some(Self {
            index: start.checked_add(chunk.header)?,
            count: u32_at(chunk.data, 8)?,
            strings: start.checked_add(strings)?,
            end: start.checked_add(chunk.data.len())?,
            utf8: flags & FLAG_UTF8 != 0,
        })
    }

    /// The string at `index`; U+FFFD stands for what is not Unicode.
    pub fn get<'a>(&self, bytes: &'a [u8], index: u32) -> Option<Cow<'a, str>> {
        if index >= self.count {
            return None;
        }
        let slot = usize::try_from(index).ok()?.checked_mul(4)?;
        let offset = u32_at(bytes, self.index.checked_add(slot)?)?;
        let at = self.strings.checked_add(usize::try_from(offset).ok()?)?;
        let data = bytes.get(at..self.end.min(bytes.len()))?;
        if self.utf8 { utf8(data) } else { utf16(data) }
    }
}

/// Two lengths, in UTF-16 units and in bytes, then the bytes and a NUL.
fn utf8(data: &[u8]) -> Option<Cow<'_, str>> {
    let (_, data) = length8(data)?;
    let (len, data) = length8(data)?;
    let text = data.get(..len)?;
    // The byte length has 15 bits: aapt cuts the length of a longer string, and
    // Android looks for the NUL then.
    if data.get(len).is_some_and(|end| *end != 0) {
        let end = memchr::memchr(0, data)?;
        return Some(String::from_utf8_lossy(data.get(..end)?));
    }
    Some(match std::str::from_utf8(text) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(modified_utf8(text)),
    })
}

/// Supplementary characters as two surrogates of three bytes each, which older
/// tools wrote; what is neither is U+FFFD.
fn modified_utf8(text: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        if let [
            0xed,
            a @ 0xa0..=0xaf,
            b,
            0xed,
            c @ 0xb0..=0xbf,
            d,
            tail @ ..,
        ] = rest
        {
            let high = (u32::from(*a) & 0x0f) << 6 | u32::from(*b) & 0x3f;
            let low = (u32::from(*c) & 0x0f) << 6 | u32::from(*d) & 0x3f;
            let scalar = 0x1_0000 + (high << 10 | low);
            out.push(char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER));
            rest = tail;
            continue;
        }
        let next = memchr::memchr(0xed, rest.get(1..).unwrap_or_default());
        let (head, tail) = rest.split_at(next.map_or(rest.len(), |at| at + 1));
        out.push_str(&String::from_utf8_lossy(head));
        rest = tail;
    }
    out
}

/// A length in units, then the units and a NUL.
fn utf16(data: &[u8]) -> Option<Cow<'_, str>> {
    let first = usize::from(u16_at(data, 0)?);
    let (len, at) = if first & 0x8000 != 0 {
        let second = usize::from(u16_at(data, 2)?);
        ((first & 0x7fff) << 16 | second, 4)
    } else {
        (first, 2)
    };
    let text = data.get(at..len.checked_mul(2)?.checked_add(at)?)?;
    let units = text.chunks_exact(2).map(|pair| match pair {
        [low, high] => u16::from_le_bytes([*low, *high]),
        _ => 0,
    });
    let chars = char::decode_utf16(units);
    Some(Cow::Owned(
        chars
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
    ))
}

/// A length of one byte, or of two with the high bit set.
fn length8(data: &[u8]) -> Option<(usize, &[u8])> {
    match data {
        [high, low, rest @ ..] if high & 0x80 != 0 => {
            Some((usize::from(high & 0x7f) << 8 | usize::from(*low), rest))
        }
        [short, rest @ ..] => Some((usize::from(*short), rest)),
        [] => None,
    }
}
