//! The header of a DEX file, and containers of several (version 41).
//!
//! Source: "Dalvik executable format" on source.android.com, `header_item`;
//! ART's `libdexfile/dex/dex_file.h`. Checksum, signature and `file_size` are
//! not verified: what matters here is what can be read.

use thiserror::Error;

use super::bytes::u32_at;

/// Logical DEX files read from one container at most.
const MAX_IN_CONTAINER: usize = 256;
const HEADER_SIZE: usize = 0x70;
const HEADER_SIZE_V41: usize = 0x78;
const ENDIAN_CONSTANT: u32 = 0x1234_5678;

/// Why a DEX file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DexError {
    /// It does not begin with `dex\n0NN\0`.
    #[error("no DEX magic")]
    Magic,
    /// A version that no Android reads.
    #[error("DEX version {0} is not one of 035 to 041")]
    Version(u32),
    /// It ends inside the header.
    #[error("file ends inside the header at byte {0}")]
    Header(usize),
    /// ART refuses any byte order but little-endian.
    #[error("endian tag {0:#010x} is not little-endian")]
    Endian(u32),
    /// A table lies outside the file.
    #[error("table {table} ({count} items at byte {offset}) lies outside the file")]
    Table {
        /// Name of the table as the specification spells it.
        table: &'static str,
        /// Its byte offset.
        offset: u32,
        /// Items that the header says it has.
        count: u32,
    },
    /// More items than 16-bit indices can name.
    #[error("table {table} has {count} items, more than 65536")]
    TooMany {
        /// Name of the table.
        table: &'static str,
        /// Items that the header says it has.
        count: u32,
    },
}

/// Where a table lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) count: u32,
    pub(crate) offset: u32,
}

/// The part of a header that reading needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) version: u32,
    pub(crate) file_size: u32,
    pub(crate) map_offset: u32,
    pub(crate) strings: Section,
    pub(crate) types: Section,
    pub(crate) protos: Section,
    pub(crate) fields: Section,
    pub(crate) methods: Section,
    pub(crate) classes: Section,
}

impl Header {
    /// Reads the header at byte `start` of `bytes`.
    pub(crate) fn parse(bytes: &[u8], start: usize) -> Result<Self, DexError> {
        let version = version(bytes.get(start..).unwrap_or_default())?;
        let field = |at: usize| {
            let at = start.saturating_add(at);
            u32_at(bytes, at).ok_or(DexError::Header(at))
        };
        let section = |at: usize| {
            Ok(Section {
                count: field(at)?,
                offset: field(at + 4)?,
            })
        };
        let endian = field(0x28)?;
        if endian != ENDIAN_CONSTANT {
            return Err(DexError::Endian(endian));
        }
        Ok(Self {
            version,
            file_size: field(0x20)?,
            map_offset: field(0x34)?,
            strings: section(0x38)?,
            types: section(0x40)?,
            protos: section(0x48)?,
            fields: section(0x50)?,
            methods: section(0x58)?,
            classes: section(0x60)?,
        })
    }
}

/// Version that the magic states.
fn version(bytes: &[u8]) -> Result<u32, DexError> {
    let [b'd', b'e', b'x', b'\n', a, b, c, 0, ..] = *bytes else {
        return Err(DexError::Magic);
    };
    let digits = [a, b, c];
    if !digits.iter().all(u8::is_ascii_digit) {
        return Err(DexError::Magic);
    }
    let version = digits
        .iter()
        .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    match version {
        35..=41 => Ok(version),
        other => Err(DexError::Version(other)),
    }
}

/// Byte offsets of the headers in a file: one for every file up to version 40;
/// in a version 41 container each `file_size` leads to the next.
pub(crate) fn header_offsets(bytes: &[u8]) -> Result<Vec<usize>, DexError> {
    let first = Header::parse(bytes, 0)?;
    let mut offsets = vec![0];
    if first.version < 41 || u32_at(bytes, 0x24) != Some(HEADER_SIZE_V41 as u32) {
        return Ok(offsets);
    }
    let end = u32_at(bytes, HEADER_SIZE).map_or(bytes.len(), |size| bytes.len().min(size as usize));
    let mut at = 0usize;
    let mut size = first.file_size as usize;
    while size >= HEADER_SIZE_V41 && offsets.len() < MAX_IN_CONTAINER {
        at = at.saturating_add(size);
        if at.saturating_add(HEADER_SIZE_V41) > end {
            break;
        }
        size = Header::parse(bytes, at)?.file_size as usize;
        offsets.push(at);
    }
    Ok(offsets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(version: &[u8; 3], header_size: u32, file_size: u32) -> Vec<u8> {
        let mut bytes = vec![0; header_size as usize];
        bytes[..4].copy_from_slice(b"dex\n");
        bytes[4..7].copy_from_slice(version);
        bytes[0x20..0x24].copy_from_slice(&file_size.to_le_bytes());
        bytes[0x24..0x28].copy_from_slice(&header_size.to_le_bytes());
        bytes[0x28..0x2c].copy_from_slice(&ENDIAN_CONSTANT.to_le_bytes());
        bytes
    }

    #[test]
    fn versions_and_magic() {
        for (magic, want) in [
            (b"035", Ok(35)),
            (b"041", Ok(41)),
            (b"034", Err(DexError::Version(34))),
            (b"042", Err(DexError::Version(42))),
            (b"03x", Err(DexError::Magic)),
        ] {
            let got = Header::parse(&header(magic, 0x70, 0x70), 0).map(|h| h.version);
            assert_eq!(got, want, "{magic:?}");
        }
        assert_eq!(Header::parse(b"PK\x03\x04", 0), Err(DexError::Magic));
        assert_eq!(
            Header::parse(b"dex\n035\0", 0),
            Err(DexError::Header(0x28)),
            "truncated"
        );
    }

    #[test]
    fn a_container_lists_every_header() {
        let mut bytes = header(b"041", 0x78, 0x78);
        bytes.extend(header(b"041", 0x78, 0x78));
        let total = bytes.len() as u32;
        bytes[0x70..0x74].copy_from_slice(&total.to_le_bytes());
        assert_eq!(header_offsets(&bytes), Ok(vec![0, 0x78]));
        // A file size of nothing must not loop.
        bytes[0x20..0x24].copy_from_slice(&0u32.to_le_bytes());
        assert_eq!(header_offsets(&bytes), Ok(vec![0]));
        // An old version is one file whatever it says.
        assert_eq!(header_offsets(&header(b"040", 0x70, 8)), Ok(vec![0]));
    }
}
