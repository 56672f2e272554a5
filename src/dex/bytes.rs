//! Bounds-checked little-endian reads. Every offset in a DEX file is hostile.

/// Reads a `u16` at byte `at`.
#[inline]
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let raw = bytes.get(at..)?.first_chunk::<2>()?;
    Some(u16::from_le_bytes(*raw))
}

/// Reads a `u32` at byte `at`.
#[inline]
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let raw = bytes.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*raw))
}

/// Reads an unsigned LEB128 of at most five bytes and moves `at` behind it.
#[inline]
pub(crate) fn uleb128(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let first = *bytes.get(*at)?;
    *at += 1;
    if first < 0x80 {
        return Some(u32::from(first));
    }
    let mut value = u32::from(first & 0x7f);
    for shift in [7, 14, 21, 28] {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    Some(value) // ART ignores the top bit of the fifth byte
}

/// Decodes modified UTF-8 (NUL as `C0 80`, supplementary characters as two
/// three-byte surrogates); what is malformed becomes U+FFFD.
pub(crate) fn mutf8(raw: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(raw) {
        return text.to_owned();
    }
    let mut units = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let [first, tail @ ..] = rest {
        let (unit, used) = match (*first, tail) {
            (a @ 0x00..=0x7f, _) => (u16::from(a), 1),
            (a @ 0xc0..=0xdf, [b @ 0x80..=0xbf, ..]) => {
                (u16::from(a & 0x1f) << 6 | u16::from(b & 0x3f), 2)
            }
            (a @ 0xe0..=0xef, [b @ 0x80..=0xbf, c @ 0x80..=0xbf, ..]) => (
                u16::from(a & 0x0f) << 12 | u16::from(b & 0x3f) << 6 | u16::from(c & 0x3f),
                3,
            ),
            _ => (0xfffd, 1),
        };
        units.push(unit);
        rest = rest.get(used..).unwrap_or_default();
    }
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leb128_reads_like_the_platform() {
        for (raw, value, used) in [
            (&[0x00][..], 0, 1),
            (&[0x7f], 127, 1),
            (&[0x80, 0x7f], 16256, 2),
            (&[0xff, 0xff, 0xff, 0xff, 0x0f], u32::MAX, 5),
        ] {
            let mut at = 0;
            assert_eq!(uleb128(raw, &mut at), Some(value));
            assert_eq!(at, used);
        }
        assert_eq!(uleb128(&[0x80], &mut 0), None);
        assert_eq!(uleb128(&[], &mut 0), None);
    }

    #[test]
    fn mutf8_is_decoded_leniently() {
        for (raw, text) in [
            (&b"plain"[..], "plain"),
            ("隐私".as_bytes(), "隐私"),
            (b"a\xc0\x80b", "a\0b"),
            (b"\xed\xa0\xbd\xed\xb8\x80", "\u{1f600}"),
            (b"x\xff", "x\u{fffd}"),
            (b"\xe0\x80", "\u{fffd}\u{fffd}"),
        ] {
            assert_eq!(mutf8(raw), text);
        }
    }

    #[test]
    fn reads_past_the_end_are_none() {
        assert_eq!(u32_at(&[1, 2, 3], 0), None);
        assert_eq!(u16_at(&[1, 2, 3], usize::MAX), None);
        assert_eq!(u16_at(&[1, 2, 3], 1), Some(0x0302));
    }
}
