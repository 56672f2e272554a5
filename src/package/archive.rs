//! A ZIP archive as Android's libziparchive reads it, only more forgiving.
//!
//! Only the central directory is held in memory. What the directory says wins
//! over the local headers, as in `FindEntry` of libziparchive
//! (`zip_archive.cc`); local headers are looked at when an entry is read.
//!
//! | damage | Android | here |
//! |---|---|---|
//! | compression method neither 0 nor 8 | assets, manifest and resources are taken as stored (`ZipAssetsProvider::OpenInternal`); older releases inflate them | inflated if that gives exactly the declared size, else stored |
//! | encrypted flag | ignored | ignored, `encrypted-flag` |
//! | local method differs | ignored | ignored, `local-method-mismatch` |
//! | local sizes or CRC differ, no data descriptor | refused | directory wins, `local-size-mismatch`, `local-crc-mismatch` |
//! | data descriptor differs | refused for code, ignored for assets | ignored, `descriptor-mismatch` |
//! | data runs into the directory | refused | read, `entry-past-directory` |
//! | local name differs, local offset wrong | refused | searched for by name, `local-header-shifted` |
//! | two entries of one name | refused since 4.4 (`AddToMap`, `kDuplicateEntry`); native code before took the first, Java the last | both listed, the first found by name, `duplicate-name` |
//! | name not UTF-8 or with NUL | refused | read with U+FFFD, `non-utf8-name` |
//! | bytes before the archive | refused since 2017 (CVE-2017-13156) | read, `prefix-bytes` |
//! | bytes behind the end record | refused | read, `trailing-data` |
//! | more than one end record could be meant | the last signature is, if its comment ends with the file | the last whose comment does, `second-end-record` |
//! | the directory is not as long as declared | refused | read to the end record, `directory-size` |

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::Cause;
use super::bytes::{u16_at, u32_at, u64_at};
use super::directory::{self, Directory};
use super::notes::Notes;
use super::source::Source;
use crate::facts::Area;
use crate::limits::Limits;

/// Signature of a local file header.
pub const LOCAL_HEADER: [u8; 4] = *b"PK\x03\x04";
const RECORD_LEN: usize = 46;
/// Compression methods.
pub(super) const STORED: u16 = 0;
pub(super) const DEFLATED: u16 = 8;
/// General purpose flag.
pub(super) const FLAG_ENCRYPTED: u16 = 1;

/// An opened archive.
pub struct Archive {
    pub(super) source: Source,
    pub(super) records: Vec<Record>,
    /// All names, one behind the other; records point into it.
    names: String,
    pub(super) directory: Range<u64>,
    /// Local headers by name, for an archive with wrong offsets.
    pub(super) scanned: OnceLock<HashMap<Vec<u8>, u64>>,
}

/// A record of the central directory.
pub(super) struct Record {
    name: Range<u32>,
    pub(super) name_len: u16,
    pub(super) method: u16,
    pub(super) flags: u16,
    pub(super) crc: u32,
    pub(super) compressed: u64,
    pub(super) inflated: u64,
    pub(super) offset: u64,
}

impl Archive {
    /// Reads the directory. `prefix` stands before entry names in notes.
    pub fn open(
        source: Source,
        prefix: &str,
        limits: &Limits,
        notes: &Notes,
    ) -> Result<Self, Cause> {
        let directory = directory::find(&source, prefix, notes)?;
        let len = directory.span.end - directory.span.start;
        let len = usize::try_from(len).map_err(|_| Cause::Truncated("no directory"))?;
        let bytes = source.read_vec_at(directory.span.start, len)?;
        let mut archive = Self {
            source,
            records: Vec::new(),
            names: String::new(),
            directory: directory.span.clone(),
            scanned: OnceLock::new(),
        };
        archive.note_prefix(prefix, &directory, notes);
        archive.read_records(&bytes, &directory, prefix, limits, notes);
        if archive.records.is_empty() && directory.records > 0 {
            return Err(Cause::Truncated("the directory has no readable record"));
        }
        Ok(archive)
    }

    fn note_prefix(&self, prefix: &str, directory: &Directory, notes: &Notes) {
        let mut magic = [0; 4];
        if self.source.read_exact_at(0, &mut magic).is_ok() && magic != LOCAL_HEADER {
            let detail = format!("the file starts with {:02x?}", magic);
            notes.anomaly("prefix-bytes", prefix, detail);
        } else if directory.shift > 0 {
            let detail = format!("offsets are {} bytes too small", directory.shift);
            notes.anomaly("prefix-bytes", prefix, detail);
        }
    }

    fn read_records(
        &mut self,
        bytes: &[u8],
        directory: &Directory,
        prefix: &str,
        limits: &Limits,
        notes: &Notes,
    ) {
        let wanted = usize::try_from(directory.records).unwrap_or(usize::MAX);
        self.records.reserve(wanted.min(bytes.len() / RECORD_LEN));
        let mut at = 0;
        while self.records.len() < wanted {
            if self.records.len() >= limits.entries {
                let detail = format!("{wanted} entries, {} read", limits.entries);
                notes.limitation(Area::Package, "entries-cut", prefix, detail);
                return;
            }
            let Some(next) = self.read_record(bytes, at, directory.shift) else {
                let detail = format!("record {} of {wanted} is damaged", self.records.len());
                notes.limitation(Area::Package, "directory-damaged", prefix, detail);
                return;
            };
            at = next;
        }
        if at as u64 > directory.size {
            let detail = format!("{} bytes declared, {at} found", directory.size);
            notes.anomaly("directory-size", prefix, detail);
        }
    }

    /// Reads the record at `at`; returns where the next one starts.
    fn read_record(&mut self, bytes: &[u8], at: usize, shift: u64) -> Option<usize> {
        let record = bytes.get(at..at.checked_add(RECORD_LEN)?)?;
        if !record.starts_with(b"PK\x01\x02") {
            return None;
        }
        let name_len = u16_at(record, 28)?;
        let name_end = at + RECORD_LEN + usize::from(name_len);
        let extra_end = name_end + usize::from(u16_at(record, 30)?);
        let end = extra_end + usize::from(u16_at(record, 32)?);
        let name = bytes.get(at + RECORD_LEN..name_end)?;
        // A cut extra field or comment of the last record loses nothing.
        let extra = bytes.get(name_end..extra_end).unwrap_or_default();
        let (compressed, inflated, offset) = sizes(record, extra)?;
        let start = u32::try_from(self.names.len()).ok()?;
        self.names.push_str(&String::from_utf8_lossy(name));
        self.records.push(Record {
            name: start..u32::try_from(self.names.len()).ok()?,
            name_len,
            flags: u16_at(record, 8)?,
            method: u16_at(record, 10)?,
            crc: u32_at(record, 16)?,
            compressed,
            inflated,
            offset: offset.saturating_add(shift),
        });
        Some(end)
    }

    /// Number of entries, directories included.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Name of an entry; empty for an index out of range.
    pub fn name(&self, index: usize) -> &str {
        self.records
            .get(index)
            .and_then(|r| self.names.get(r.name.start as usize..r.name.end as usize))
            .unwrap_or_default()
    }

    /// Compressed and inflated bytes as declared.
    pub fn sizes(&self, index: usize) -> (u64, u64) {
        self.records
            .get(index)
            .map_or((0, 0), |r| (r.compressed, r.inflated))
    }

    /// The file.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The file, and the offset of its central directory: a signing block ends there.
    pub fn before_directory(&self) -> (&Source, u64) {
        (&self.source, self.directory.start)
    }

    /// Whether [`Archive::note_record`] has something to note.
    pub fn is_odd(&self, index: usize) -> bool {
        self.records.get(index).is_some_and(|record| {
            let known = match record.method {
                STORED => record.compressed == record.inflated,
                method => method == DEFLATED,
            };
            !known || record.flags & FLAG_ENCRYPTED != 0
        }) || self.has_odd_name(index)
    }

    fn has_odd_name(&self, index: usize) -> bool {
        let name = self.name(index);
        !name.is_ascii() && name.contains(char::REPLACEMENT_CHARACTER) || name.contains('\0')
    }

    /// Notes what is odd in the record of an entry.
    pub fn note_record(&self, index: usize, location: &str, notes: &Notes) {
        let Some(record) = self.records.get(index) else {
            return;
        };
        if record.flags & FLAG_ENCRYPTED != 0 {
            notes.anomaly("encrypted-flag", location, "");
        }
        match record.method {
            STORED if record.compressed != record.inflated => {
                let detail = format!("{} and {} bytes", record.compressed, record.inflated);
                notes.anomaly("stored-size-mismatch", location, detail);
            }
            STORED | DEFLATED => {}
            other => {
                let detail = format!("method {other}");
                notes.anomaly("unknown-compression-method", location, detail);
            }
        }
        if self.has_odd_name(index) {
            notes.anomaly("non-utf8-name", location, "");
        }
    }
}

/// Compressed size, inflated size and local offset of a record, widened by the
/// ZIP64 extra field (APPNOTE.TXT 4.5.3) where a field is saturated.
fn sizes(record: &[u8], extra: &[u8]) -> Option<(u64, u64, u64)> {
    let mut compressed = u64::from(u32_at(record, 20)?);
    let mut inflated = u64::from(u32_at(record, 24)?);
    let mut offset = u64::from(u32_at(record, 42)?);
    const SATURATED: u64 = 0xffff_ffff;
    if compressed != SATURATED && inflated != SATURATED && offset != SATURATED {
        return Some((compressed, inflated, offset));
    }
    let mut at = 0;
    while let (Some(id), Some(len)) = (u16_at(extra, at), u16_at(extra, at + 2)) {
        let field = extra.get(at + 4..at + 4 + usize::from(len));
        at += 4 + usize::from(len);
        let (1, Some(field)) = (id, field) else {
            continue;
        };
        let mut next = 0;
        for value in [&mut inflated, &mut compressed, &mut offset] {
            if *value == SATURATED
                && let Some(wide) = u64_at(field, next)
            {
                *value = wide;
                next += 8;
            }
        }
        break;
    }
    Some((compressed, inflated, offset))
}
