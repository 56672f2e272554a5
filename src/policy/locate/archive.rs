//! Files inside an archive among the assets.

use std::io::{Cursor, Read};

use super::super::encoding::decode;

/// Path and content of an entry.
type Entry = (String, Vec<u8>);

/// Entries looked at in one archive.
const MAX_ENTRIES: usize = 5_000;

/// Reads the entries of `bytes` that `wanted` takes (by path and size), each up to
/// `limit` bytes; a damaged entry is left out and counted.
///
/// # Errors
/// The archive's directory cannot be read.
pub(super) fn entries(
    bytes: &[u8],
    limit: u64,
    wanted: &dyn Fn(&str, u64) -> bool,
) -> Result<(Vec<Entry>, usize), zip::result::ZipError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut found = Vec::new();
    let mut damaged = 0;
    let mut total = 0u64;
    for index in 0..archive.len().min(MAX_ENTRIES) {
        let Ok(entry) = archive.by_index(index) else {
            damaged += 1;
            continue;
        };
        // Names of archives made on Chinese Windows are GBK.
        let path = decode(entry.name_raw(), None).text;
        if entry.is_dir() || !wanted(&path, entry.size()) {
            continue;
        }
        let mut content = Vec::new();
        if entry.take(limit).read_to_end(&mut content).is_err() {
            damaged += 1;
            continue;
        }
        total += content.len() as u64;
        found.push((path, content));
        if total > 4 * limit {
            break;
        }
    }
    Ok((found, damaged))
}
