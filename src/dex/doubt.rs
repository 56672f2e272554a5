//! What ART refuses although it can be read: packers break it on purpose and
//! mend it in memory, and a tool that mends nothing calls it damage.
//!
//! Source: `libdexfile/dex/dex_file_verifier.cc`, `CheckHeader` and `CheckMap`,
//! as of Android 14.
//! The verifier checks every item of a file; here only what is cheap to check.

use super::bytes::{u16_at, u32_at};

const HEADER_SIZE: u32 = 0x70;
const HEADER_SIZE_V41: u32 = 0x78;
/// The checksum counts what follows it.
const CHECKSUM_END: usize = 12;
const MAP_ITEM: usize = 12;
/// Types of map items: identifiers, lists, data (`dex-format`, "Type codes").
const MAP_TYPES: [std::ops::RangeInclusive<u16>; 4] =
    [0..=8, 0x1000..=0x1003, 0x2000..=0x2006, 0xf000..=0xf000];

/// What is doubtful about a file, as a kebab-case code and a detail:
/// `dex-refused`, ART would not load it; `dex-trailing-data`, ART before
/// Android 14 would not. `None` too when it is no DEX file, or a container of
/// several.
pub fn doubt(bytes: &[u8]) -> Option<(&'static str, String)> {
    let version = bytes.strip_prefix(b"dex\n")?.get(..3)?;
    let in_container = version >= b"041".as_slice();
    let refused = |why| Some(("dex-refused", why));
    let header = u32_at(bytes, 0x24)?;
    let expected = if in_container {
        HEADER_SIZE_V41
    } else {
        HEADER_SIZE
    };
    if header != expected {
        return refused(format!("header of {header} bytes, not {expected}"));
    }
    let size = u32_at(bytes, 0x20)?;
    let Some(file) = bytes.get(..size as usize).filter(|_| size >= header) else {
        return refused(format!("{size} bytes declared, {} found", bytes.len()));
    };
    if in_container && file.len() != bytes.len() {
        return None;
    }
    let stated = u32_at(file, 8)?;
    let found = libdeflater::adler32(file.get(CHECKSUM_END..)?);
    if stated != found {
        return refused(format!("checksum {found:08x}, not {stated:08x}"));
    }
    if let Some(fault) = map_fault(file).or_else(|| strings_fault(file)) {
        return refused(fault);
    }
    let behind = bytes.len() - file.len();
    (behind > 0).then(|| ("dex-trailing-data", format!("{behind} bytes")))
}

fn map_fault(bytes: &[u8]) -> Option<String> {
    let outside = || Some("map list outside the file".to_owned());
    let at = u32_at(bytes, 0x34)? as usize;
    let items = u32_at(bytes, at).and_then(|count| {
        let len = (count as usize).checked_mul(MAP_ITEM)?;
        bytes.get(at + 4..(at + 4).checked_add(len)?)
    });
    let Some(items) = items else {
        return outside();
    };
    let mut next = 0;
    for item in items.chunks_exact(MAP_ITEM) {
        let (kind, offset) = (u16_at(item, 0)?, u32_at(item, 8)?);
        if !MAP_TYPES.iter().any(|types| types.contains(&kind)) {
            return Some(format!("map item of unknown type 0x{kind:04x}"));
        }
        if offset < next || offset as usize >= bytes.len() {
            return Some(format!("map item 0x{kind:04x} out of order"));
        }
        next = offset.saturating_add(1);
    }
    None
}

fn strings_fault(bytes: &[u8]) -> Option<String> {
    let (count, at) = (u32_at(bytes, 0x38)? as usize, u32_at(bytes, 0x3c)? as usize);
    let ids = bytes.get(at..at.checked_add(count.checked_mul(4)?)?)?;
    let outside = ids
        .chunks_exact(4)
        .filter(|id| u32_at(id, 0).is_none_or(|data| data as usize >= bytes.len()))
        .count();
    (outside > 0).then(|| format!("{outside} strings outside the file"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of a header, one string and a map.
    fn file() -> Vec<u8> {
        let mut bytes = vec![0; 0x78];
        bytes[..8].copy_from_slice(b"dex\n035\0");
        let map: [u32; 10] = [3, 0, 1, 0, 1, 1, 0x70, 0x1000, 1, 0x78];
        bytes.extend(map.iter().flat_map(|word| word.to_le_bytes()));
        let size = bytes.len() as u32;
        for (at, word) in [
            (0x20, size),
            (0x24, 0x70),
            (0x28, 0x1234_5678),
            (0x34, 0x78),
            (0x38, 1),
            (0x3c, 0x70),
            (0x70, 0x74),
        ] {
            put(&mut bytes, at, word);
        }
        sign(bytes)
    }

    fn put(bytes: &mut [u8], at: usize, word: u32) {
        bytes[at..at + 4].copy_from_slice(&word.to_le_bytes());
    }

    fn sign(mut bytes: Vec<u8>) -> Vec<u8> {
        let sum = libdeflater::adler32(&bytes[CHECKSUM_END..]);
        put(&mut bytes, 8, sum);
        bytes
    }

    #[test]
    fn what_art_checks() {
        assert_eq!(doubt(&file()), None);
        for (at, word, wanted) in [
            (0x20, 7, "7 bytes declared"),
            (0x20, 1 << 30, "bytes declared"),
            (0x24, 0x78, "header of 120 bytes"),
            (0x34, 0x1000, "map list outside"),
            (0x78, 1 << 30, "map list outside"),
            (0x7c, 0x77, "unknown type 0x0077"),
            (0x84, 0x99, "out of order"),
            (0x70, 0x1000, "1 strings outside"),
        ] {
            let mut bytes = file();
            put(&mut bytes, at, word);
            let (code, found) = doubt(&sign(bytes)).unwrap();
            assert!(
                code == "dex-refused" && found.contains(wanted),
                "{at:#x}: {found}"
            );
        }
        let mut bytes = file();
        bytes[0x77] = 1;
        assert!(doubt(&bytes).unwrap().1.starts_with("checksum"));
        let mut bytes = file();
        bytes.extend([1; 9]);
        let trailing = ("dex-trailing-data", "9 bytes".to_owned());
        assert_eq!(doubt(&bytes), Some(trailing));
        assert_eq!(doubt(b"nothing of the kind"), None);
    }
}
