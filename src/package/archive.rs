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
//! | local sizes differ, no data descriptor | refused | directory wins, `local-size-mismatch` |
//! | local name differs, local offset wrong | refused | searched for by name, `local-header-shifted` |
//! | two entries of one name | refused since 4.4 (`AddToMap`, `kDuplicateEntry`); native code before took the first, Java the last | both listed, the first found by name, `duplicate-name` |
//! | name not UTF-8 or with NUL | refused | read with U+FFFD, `non-utf8-name` |
//! | bytes before the archive | refused since 2017 (CVE-2017-13156) | read, `prefix-bytes` |
//! | bytes behind the end record | refused | read, `trailing-data` |

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem;

use super::Cause;
use super::bytes::{u16_at, u32_at, u64_at};
use super::directory::{self, Directory};
use super::inflate::{Inflate, inflate_into};
use super::notes::Notes;
use super::source::Source;
use crate::facts::Area;
use crate::limits::Limits;

/// Signature of a local file header.
pub const LOCAL_HEADER: [u8; 4] = *b"PK\x03\x04";
const LOCAL_HEADER_LEN: usize = 30;
const RECORD_LEN: usize = 46;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
const FLAG_ENCRYPTED: u16 = 1;
const FLAG_DATA_DESCRIPTOR: u16 = 1 << 3;

/// Bytes searched at a time for local headers of an archive with wrong offsets.
const SCAN_WINDOW: u64 = 1 << 20;

/// Inflated bytes below which the ratio does not matter.
const RATIO_FLOOR: u64 = 16 << 20;

/// An opened archive.
pub struct Archive {
    source: Source,
    records: Vec<Record>,
    /// All names, one behind the other; records point into it.
    names: String,
    directory: Range<u64>,
    scanned: OnceLock<HashMap<Vec<u8>, u64>>,
}

/// A record of the central directory.
struct Record {
    name: Range<u32>,
    name_len: u16,
    method: u16,
    flags: u16,
    compressed: u64,
    inflated: u64,
    offset: u64,
}

/// A local header that was found.
struct Local {
    method: u16,
    flags: u16,
    compressed: u32,
    inflated: u32,
    data_at: u64,
    shifted: bool,
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

    /// Reads an entry into `out`, whose old contents are lost.
    ///
    /// # Errors
    /// [`Cause::Limit`] past `limits.entry_bytes` or `limits.ratio`, whatever
    /// the headers declare; [`Cause::Truncated`], [`Cause::Damaged`].
    pub fn read_into(
        &self,
        index: usize,
        location: &str,
        limits: &Limits,
        notes: &Notes,
        out: &mut Vec<u8>,
    ) -> Result<(), Cause> {
        out.clear();
        let record = self
            .records
            .get(index)
            .ok_or(Cause::Damaged("no such entry"))?;
        let local = self.local(index, record)?;
        note_local(record, &local, location, notes);
        let result = match record.method {
            STORED => self.read_stored(record, local.data_at, limits, out),
            DEFLATED => self.read_deflated(record, local.data_at, limits, out),
            _ => self.read_unknown(record, local.data_at, limits, out),
        };
        if result.is_ok() && out.len() as u64 != record.inflated {
            let detail = format!("{} declared, {} found", record.inflated, out.len());
            notes.anomaly("size-mismatch", location, detail);
        }
        result
    }

    /// Where a stored entry lies in the file, for archives inside archives.
    pub fn stored_window(&self, index: usize) -> Option<Source> {
        let record = self.records.get(index)?;
        if record.method != STORED {
            return None;
        }
        let local = self.local(index, record).ok()?;
        self.source.slice(local.data_at, record.inflated)
    }

    fn read_stored(
        &self,
        record: &Record,
        data_at: u64,
        limits: &Limits,
        out: &mut Vec<u8>,
    ) -> Result<(), Cause> {
        if record.inflated > limits.entry_bytes {
            return Err(over_entry(limits));
        }
        let len = self.available(data_at, record.inflated)?;
        out.resize(len, 0);
        Ok(self.source.read_exact_at(data_at, out)?)
    }

    fn read_deflated(
        &self,
        record: &Record,
        data_at: u64,
        limits: &Limits,
        out: &mut Vec<u8>,
    ) -> Result<(), Cause> {
        if record.compressed > limits.entry_bytes {
            return Err(over_entry(limits));
        }
        let len = self.available(data_at, record.compressed)?;
        let by_ratio = record.compressed.saturating_mul(limits.ratio);
        let cap = limits.entry_bytes.min(by_ratio.max(RATIO_FLOOR));
        let fetch = |buffer: &mut [u8]| Ok(self.source.read_exact_at(data_at, buffer)?);
        inflate_into(len, fetch, record.inflated, cap, out).map_err(|error| match error {
            Inflate::Fetch(cause) => cause,
            Inflate::BadData => Cause::Damaged("no valid DEFLATE stream"),
            Inflate::OverCap if cap < limits.entry_bytes => Cause::Limit {
                what: "inflated bytes for each compressed byte",
                limit: limits.ratio,
            },
            Inflate::OverCap => over_entry(limits),
        })
    }

    fn read_unknown(
        &self,
        record: &Record,
        data_at: u64,
        limits: &Limits,
        out: &mut Vec<u8>,
    ) -> Result<(), Cause> {
        let inflates = record.compressed != record.inflated
            && self.read_deflated(record, data_at, limits, out).is_ok()
            && out.len() as u64 == record.inflated;
        if inflates {
            return Ok(());
        }
        out.clear();
        self.read_stored(record, data_at, limits, out)
    }

    /// `len` as a size, if so many bytes follow `data_at`.
    fn available(&self, data_at: u64, len: u64) -> Result<usize, Cause> {
        let fits = data_at
            .checked_add(len)
            .is_some_and(|end| end <= self.source.len());
        usize::try_from(len)
            .ok()
            .filter(|_| fits)
            .ok_or(Cause::Truncated("the entry runs past the end of the file"))
    }

    fn local(&self, index: usize, record: &Record) -> Result<Local, Cause> {
        if let Some(local) = self.local_at(index, record, record.offset) {
            return Ok(local);
        }
        self.scanned()
            .get(self.name(index).as_bytes())
            .and_then(|&at| self.local_at(index, record, at))
            .ok_or(Cause::Damaged("no local header of this name"))
    }

    /// The local header at `at`, if its name is the entry's.
    fn local_at(&self, index: usize, record: &Record, at: u64) -> Option<Local> {
        let mut header = [0; LOCAL_HEADER_LEN];
        self.source.read_exact_at(at, &mut header).ok()?;
        if !header.starts_with(&LOCAL_HEADER) || u16_at(&header, 26)? != record.name_len {
            return None;
        }
        let name_at = at.checked_add(LOCAL_HEADER_LEN as u64)?;
        let name = self
            .source
            .read_vec_at(name_at, usize::from(record.name_len))
            .ok()?;
        if String::from_utf8_lossy(&name) != self.name(index) {
            return None;
        }
        let extra = u64::from(u16_at(&header, 28)?);
        Some(Local {
            flags: u16_at(&header, 6)?,
            method: u16_at(&header, 8)?,
            compressed: u32_at(&header, 18)?,
            inflated: u32_at(&header, 22)?,
            data_at: name_at.checked_add(u64::from(record.name_len) + extra)?,
            shifted: at != record.offset,
        })
    }

    /// Offsets of the local headers in the file by name, the first of each: one
    /// linear pass, made once and only for an archive with a wrong offset.
    fn scanned(&self) -> &HashMap<Vec<u8>, u64> {
        self.scanned.get_or_init(|| {
            let mut found = HashMap::new();
            let mut at = 0;
            while at < self.directory.start && found.len() <= self.records.len() {
                let len = SCAN_WINDOW.min(self.directory.start - at);
                let Ok(window) = self.source.read_vec_at(at, len as usize) else {
                    break;
                };
                for hit in memmem::find_iter(&window, &LOCAL_HEADER) {
                    let offset = at + hit as u64;
                    if let Some(name) = self.name_of_local(offset) {
                        found.entry(name).or_insert(offset);
                    }
                }
                // A signature on the edge is whole in the next window.
                at += len.saturating_sub(LOCAL_HEADER.len() as u64 - 1).max(1);
            }
            found
        })
    }

    fn name_of_local(&self, at: u64) -> Option<Vec<u8>> {
        let mut header = [0; LOCAL_HEADER_LEN];
        self.source.read_exact_at(at, &mut header).ok()?;
        let len = usize::from(u16_at(&header, 26)?);
        let name_at = at.checked_add(LOCAL_HEADER_LEN as u64)?;
        self.source.read_vec_at(name_at, len).ok()
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

fn note_local(record: &Record, local: &Local, location: &str, notes: &Notes) {
    if local.shifted {
        notes.anomaly("local-header-shifted", location, "");
    }
    if local.method != record.method {
        let detail = format!("{} in the directory, {}", record.method, local.method);
        notes.anomaly("local-method-mismatch", location, detail);
    }
    if local.flags & FLAG_ENCRYPTED != 0 && record.flags & FLAG_ENCRYPTED == 0 {
        notes.anomaly("encrypted-flag", location, "in the local header only");
    }
    let described = local.flags & FLAG_DATA_DESCRIPTOR != 0;
    let wide = local.compressed == u32::MAX || local.inflated == u32::MAX;
    let same = u64::from(local.compressed) == record.compressed
        && u64::from(local.inflated) == record.inflated;
    if !described && !wide && !same {
        let detail = format!("{} and {} bytes", local.compressed, local.inflated);
        notes.anomaly("local-size-mismatch", location, detail);
    }
}

fn over_entry(limits: &Limits) -> Cause {
    Cause::Limit {
        what: "inflated bytes of one entry",
        limit: limits.entry_bytes,
    }
}
