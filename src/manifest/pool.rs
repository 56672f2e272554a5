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
    /// Offset behind the strings: of the styles, or behind the pool.
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
        let styles = usize::try_from(u32_at(chunk.data, 24)?).ok()?;
        let has_styles = u32_at(chunk.data, 12)? > 0 && styles > strings;
        let len = chunk.data.len();
        Some(Self {
            index: start.checked_add(chunk.header)?,
            count: u32_at(chunk.data, 8)?,
            strings: start.checked_add(strings)?,
            end: start.checked_add(if has_styles { styles.min(len) } else { len })?,
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
        // Units of two bytes are counted whole.
        let offset = if self.utf8 { offset } else { offset & !1 };
        let at = self.strings.checked_add(usize::try_from(offset).ok()?)?;
        let data = bytes.get(at..self.end.min(bytes.len()))?;
        if self.utf8 { utf8(data) } else { utf16(data) }
    }
}

/// Why the platform would refuse a pool (`ResStringPool::setTo`).
pub fn fault(chunk: &Chunk) -> Option<&'static str> {
    let field = |at| u32_at(chunk.data, at).and_then(|value| usize::try_from(value).ok());
    let (Some(size), Some(count), Some(styles), Some(flags)) =
        (field(4), field(8), field(12), u32_at(chunk.data, 16))
    else {
        return Some("the header is cut");
    };
    let (Some(strings_at), Some(styles_at)) = (field(20), field(24)) else {
        return Some("the header is cut");
    };
    if chunk.header < 28 || size != chunk.data.len() || !chunk.is_aligned() {
        return Some("a size cannot be");
    }
    let index_end = count
        .checked_mul(4)
        .and_then(|len| len.checked_add(chunk.header));
    if index_end.is_none_or(|end| end > size) {
        return Some("more strings are counted than could be indexed");
    }
    let within = |at: usize| at < size.saturating_sub(2);
    if count > 0 {
        if !within(strings_at) || styles > 0 && (!within(styles_at) || styles_at <= strings_at) {
            return Some("strings or styles start where they cannot");
        }
        let end = if styles > 0 { styles_at } else { size };
        let unit = if flags & FLAG_UTF8 != 0 { 1 } else { 2 };
        let units = (end - strings_at) / unit;
        let last = strings_at + units.saturating_sub(1) * unit;
        let last = chunk.data.get(last..last + unit);
        if units == 0 || last.is_none_or(|last| last.iter().any(|byte| *byte != 0)) {
            return Some("the last string does not end");
        }
    }
    let style_words = size.saturating_sub(styles_at) / 4 * 4;
    let ends = || {
        let end = styles_at.checked_add(style_words)?;
        let last = chunk.data.get(end.checked_sub(12)?..end)?;
        last.iter().all(|byte| *byte == 0xff).then_some(())
    };
    (styles > 0 && ends().is_none()).then_some("the last style does not end")
}

/// Bytes that the 15 bits of a length cannot tell.
const LENGTH_STEP: usize = 0x8000;

/// Two lengths, in UTF-16 units and in bytes, then the bytes and a NUL. The
/// first does not count (`ResStringPool::string8At`), and from a string with a
/// NUL inside Java gets what is before it (`android_util_StringBlock.cpp`).
fn utf8(data: &[u8]) -> Option<Cow<'_, str>> {
    let (_, data) = length8(data)?;
    let (mut len, data) = length8(data)?;
    // aapt cuts the length of a string that is longer than it can tell.
    while *data.get(len)? != 0 {
        len = len.checked_add(LENGTH_STEP)?;
    }
    let text = data.get(..len)?;
    let text = text.get(..memchr::memchr(0, text).unwrap_or(len))?;
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
    let end = len.checked_mul(2)?.checked_add(at)?;
    let text = data.get(at..end)?;
    // One that does not end there is none.
    if u16_at(data, end)? != 0 {
        return None;
    }
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

#[cfg(test)]
mod tests {
    use super::super::chunk::chunks;
    use super::*;

    /// A pool of these strings as they are encoded.
    fn pool(strings: &[&[u8]], flags: u32) -> Vec<u8> {
        let (mut index, mut data) = (Vec::new(), Vec::new());
        for text in strings {
            index.extend((data.len() as u32).to_le_bytes());
            data.extend_from_slice(text);
        }
        data.resize(data.len().next_multiple_of(4), 0);
        let size = (28 + index.len() + data.len()) as u32;
        let start = (28 + index.len()) as u32;
        let words = [0x001c_0001, size, strings.len() as u32, 0, flags, start, 0];
        let head = words.iter().flat_map(|word| word.to_le_bytes());
        head.chain(index).chain(data).collect()
    }

    fn first(bytes: &[u8]) -> Option<String> {
        let chunk = chunks(bytes, 0).next().unwrap();
        let text = Pool::new(&chunk, 0)?.get(bytes, 0)?;
        Some(text.into_owned())
    }

    #[test]
    fn strings_as_java_gets_them() {
        for (name, text, flags, expected) in [
            ("plain", &b"\x02\x02ab\0"[..], FLAG_UTF8, Some("ab")),
            ("wrong units", b"\x7f\x02ab\0", FLAG_UTF8, Some("ab")),
            ("a NUL inside", b"\x04\x04ab\0z\0", FLAG_UTF8, Some("ab")),
            ("no NUL where it ends", b"\x01\x01ab\0", FLAG_UTF8, None),
            ("UTF-16", b"\x01\0a\0\0\0", 0, Some("a")),
            ("UTF-16, no NUL where it ends", b"\x01\0a\0b\0\0\0", 0, None),
        ] {
            let found = first(&pool(&[text], flags));
            assert_eq!(found.as_deref(), expected, "{name}");
        }
        // A length of 15 bits stands for every longer one that it could be.
        let mut long = b"\x80\x05\x80\x05".to_vec();
        long.resize(4 + 0x8005, b'x');
        long.push(0);
        assert_eq!(first(&pool(&[&long], FLAG_UTF8)).unwrap().len(), 0x8005);
    }

    #[test]
    fn pools_that_the_platform_refuses() {
        let whole = pool(&[b"\x02\x02ab\0"], FLAG_UTF8);
        let fault_of = |bytes: &[u8]| fault(&chunks(bytes, 0).next().unwrap());
        assert_eq!(fault_of(&whole), None);
        for (at, word, wanted) in [
            (8, 1000, "more strings"),
            (12, 1, "start where they cannot"),
            (20, 1 << 30, "start where they cannot"),
            (whole.len() - 4, 0x6161_6161, "does not end"),
        ] {
            let mut bytes = whole.clone();
            bytes[at..at + 4].copy_from_slice(&u32::to_le_bytes(word));
            let found = fault_of(&bytes).unwrap_or_default();
            assert!(found.contains(wanted), "{at}: {found}");
        }
    }
}
