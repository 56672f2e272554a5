//! Where the central directory of an archive is: the end record, its ZIP64
//! extension (APPNOTE.TXT 4.3.14 to 4.3.16), and what precedes the archive.

use std::ops::Range;

use memchr::memmem;

use super::bytes::{u16_at, u32_at, u64_at};
use super::notes::Notes;
use super::source::Source;
use super::{Cause, archive::LOCAL_HEADER};

const END_RECORD: &[u8] = b"PK\x05\x06";
const END_RECORD_LEN: usize = 22;
const ZIP64_LOCATOR: &[u8] = b"PK\x06\x07";
const ZIP64_LOCATOR_LEN: u64 = 20;
const ZIP64_RECORD: &[u8] = b"PK\x06\x06";
const ZIP64_RECORD_LEN: u64 = 56;
const DIRECTORY_RECORD: &[u8] = b"PK\x01\x02";

/// Bytes of directory that are read at most; names of 200 000 entries fit.
const MAX_DIRECTORY: u64 = 64 << 20;

/// Where the directory is.
pub struct Directory {
    /// Bytes of the file that hold the records.
    pub span: Range<u64>,
    /// Bytes of the directory that the end record declares.
    pub size: u64,
    /// Number of records that the end record declares.
    pub records: u64,
    /// Bytes before the archive that its offsets do not count.
    pub shift: u64,
}

/// Finds the directory. libziparchive (`zip_archive.cc`,
/// `FindCentralDirectoryInfo`) takes the last end-record signature of the final
/// 64 KiB and refuses the file unless its comment ends with the file; here a
/// record whose comment does so wins over one planted in the comment, and
/// trailing bytes are an anomaly.
pub fn find(source: &Source, prefix: &str, notes: &Notes) -> Result<Directory, Cause> {
    let tail_len = source.len().min((END_RECORD_LEN + 0xffff) as u64);
    let tail = source.read_vec_at(source.len() - tail_len, tail_len as usize)?;
    let Some((at, doubtful)) = end_record(&tail) else {
        let mut magic = [0; 4];
        let is_zip = source.read_exact_at(0, &mut magic).is_ok() && magic == LOCAL_HEADER;
        return Err(if is_zip {
            Cause::Truncated("the archive ends before its directory")
        } else {
            Cause::NotAPackage("no end record of a ZIP archive")
        });
    };
    let end_at = source.len() - tail_len + at as u64;
    if doubtful {
        notes.anomaly("second-end-record", prefix, format!("read: at {end_at}"));
    }
    let field16 = |offset| u16_at(&tail, at + offset).map(u64::from);
    let field32 = |offset| u32_at(&tail, at + offset).map(u64::from);
    let short = Cause::Truncated("the end record is cut");
    let (Some(mut records), Some(mut size), Some(mut declared), Some(comment)) =
        (field16(10), field32(12), field32(16), field16(20))
    else {
        return Err(short);
    };
    let trailing = (source.len() - end_at).saturating_sub(END_RECORD_LEN as u64 + comment);
    if trailing > 0 {
        notes.anomaly("trailing-data", prefix, format!("{trailing} bytes"));
    }

    let mut end = end_at;
    let saturated = records == 0xffff || size == 0xffff_ffff || declared == 0xffff_ffff;
    if saturated && let Some((at, wide)) = zip64(source, end_at) {
        end = at;
        (records, size, declared) = wide;
    }
    let derived = end.saturating_sub(size);
    let start = if is_record(source, declared) {
        declared
    } else {
        derived
    };
    if start.saturating_add(size) > end {
        let detail = format!(
            "{size} bytes declared, room for {}",
            end.saturating_sub(start)
        );
        notes.anomaly("directory-size", prefix, detail);
    }
    // A directory that the size makes too short is read up to the end record:
    // the number of records bounds it.
    let span = start..end.max(start).min(start.saturating_add(MAX_DIRECTORY));
    Ok(Directory {
        shift: start.saturating_sub(declared),
        span,
        size,
        records,
    })
}

/// Offset in `tail` of the end record, and whether another could be meant.
fn end_record(tail: &[u8]) -> Option<(usize, bool)> {
    let (mut last, mut whole) = (None, None);
    let mut doubtful = false;
    for at in memmem::rfind_iter(tail, END_RECORD) {
        let Some(comment) = u16_at(tail, at + 20) else {
            continue;
        };
        if at + END_RECORD_LEN + usize::from(comment) == tail.len() {
            // Another signature, or another whole record, comes behind it.
            doubtful |= last.is_some();
            whole = whole.or(Some(at));
        }
        last = last.or(Some(at));
    }
    whole.or(last).map(|at| (at, doubtful))
}

/// The ZIP64 record: its offset, and (records, size, offset) of the directory.
fn zip64(source: &Source, end_at: u64) -> Option<(u64, (u64, u64, u64))> {
    let locator_at = end_at.checked_sub(ZIP64_LOCATOR_LEN)?;
    let mut locator = [0; ZIP64_LOCATOR_LEN as usize];
    source.read_exact_at(locator_at, &mut locator).ok()?;
    if !locator.starts_with(ZIP64_LOCATOR) {
        return None;
    }
    // Behind a prefix the declared offset is stale; the record is then right
    // before its locator.
    let declared = u64_at(&locator, 8)?;
    let derived = locator_at.checked_sub(ZIP64_RECORD_LEN);
    [Some(declared), derived]
        .into_iter()
        .flatten()
        .find_map(|at| {
            let mut record = [0; ZIP64_RECORD_LEN as usize];
            source.read_exact_at(at, &mut record).ok()?;
            if !record.starts_with(ZIP64_RECORD) {
                return None;
            }
            let fields = (
                u64_at(&record, 32)?,
                u64_at(&record, 40)?,
                u64_at(&record, 48)?,
            );
            Some((at, fields))
        })
}

fn is_record(source: &Source, at: u64) -> bool {
    let mut magic = [0; 4];
    source.read_exact_at(at, &mut magic).is_ok() && magic == DIRECTORY_RECORD
}
