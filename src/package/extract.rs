//! Reading the data of an entry: its local header, then its bytes, bounded.

use std::collections::HashMap;

use memchr::memmem;

use super::Cause;
use super::archive::{Archive, DEFLATED, FLAG_ENCRYPTED, LOCAL_HEADER, Record, STORED};
use super::bytes::{u16_at, u32_at, u64_at};
use super::inflate::{Inflate, inflate_into};
use super::notes::Notes;
use super::source::Source;
use crate::limits::Limits;

const LOCAL_HEADER_LEN: usize = 30;
const FLAG_DATA_DESCRIPTOR: u16 = 1 << 3;

/// Bytes searched at a time for local headers of an archive with wrong offsets.
const SCAN_WINDOW: u64 = 1 << 20;

/// Inflated bytes below which the ratio does not matter.
const RATIO_FLOOR: u64 = 16 << 20;

/// A local header that was found.
struct Local {
    method: u16,
    flags: u16,
    crc: u32,
    compressed: u32,
    inflated: u32,
    data_at: u64,
    shifted: bool,
}

impl Archive {
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
        self.note_bounds(record, &local, location, notes);
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

    /// Notes data that runs into the directory (`FindEntry`), and a data
    /// descriptor that says otherwise (`ValidateDataDescriptor`).
    fn note_bounds(&self, record: &Record, local: &Local, location: &str, notes: &Notes) {
        let len = match record.method {
            STORED => record.inflated,
            _ => record.compressed,
        };
        let end = local.data_at.saturating_add(len);
        if end > self.directory.start {
            notes.anomaly("entry-past-directory", location, format!("ends at {end}"));
        } else if local.flags & FLAG_DATA_DESCRIPTOR != 0 && !self.is_described(record, end) {
            notes.anomaly("descriptor-mismatch", location, "");
        }
    }

    /// Whether the data descriptor at `at` says what the directory says.
    fn is_described(&self, record: &Record, at: u64) -> bool {
        let mut bytes = [0; 24];
        if self.source.read_exact_at(at, &mut bytes).is_err() {
            return false;
        }
        let skip = if bytes.starts_with(b"PK\x07\x08") {
            4
        } else {
            0
        };
        let wide = record.compressed.max(record.inflated) >= u64::from(u32::MAX);
        let size = |place: usize| match wide {
            true => u64_at(&bytes, skip + 4 + place * 8),
            false => u32_at(&bytes, skip + 4 + place * 4).map(u64::from),
        };
        u32_at(&bytes, skip) == Some(record.crc)
            && size(0) == Some(record.compressed)
            && size(1) == Some(record.inflated)
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
            crc: u32_at(&header, 14)?,
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
    if !described && local.crc != record.crc {
        let detail = format!("{:08x} in the directory, {:08x}", record.crc, local.crc);
        notes.anomaly("local-crc-mismatch", location, detail);
    }
}

fn over_entry(limits: &Limits) -> Cause {
    Cause::Limit {
        what: "inflated bytes of one entry",
        limit: limits.entry_bytes,
    }
}
