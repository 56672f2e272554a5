//! Lambdas that were left as `invoke-custom`: from a call site to the method
//! that is the lambda's body.
//!
//! Source: `call_site_id_item`, `method_handle_item` and `encoded_value` of the
//! DEX format; the argument order of `LambdaMetafactory.metafactory`.

use super::bytes::{u16_at, u32_at, uleb128};
use super::program::NONE;
use super::tables::Dex;

const CALL_SITE_IDS: u16 = 0x0007;
const METHOD_HANDLES: u16 = 0x0008;
/// 16-bit operands name call sites.
const MAX_CALL_SITES: u32 = 0x1_0000;

/// By call site: `method_id` of the lambda's body, or [`NONE`].
pub(crate) fn lambdas(dex: &Dex<'_>) -> Vec<u32> {
    let (Some((sites, count)), Some((handles, _))) = (
        dex.map_section(CALL_SITE_IDS),
        dex.map_section(METHOD_HANDLES),
    ) else {
        return Vec::new();
    };
    (0..count.min(MAX_CALL_SITES))
        .map(|index| {
            let at = (sites as usize).saturating_add(index as usize * 4);
            u32_at(dex.bytes(), at)
                .and_then(|offset| body(dex, offset, handles))
                .unwrap_or(NONE)
        })
        .collect()
}

/// The last method handle among a call site's values: the first is the
/// bootstrap method, the other one what it makes a function of.
fn body(dex: &Dex<'_>, offset: u32, handles: u32) -> Option<u32> {
    let bytes = dex.bytes();
    let mut at = offset as usize;
    let count = uleb128(bytes, &mut at)?.min(16);
    let mut handle = None;
    for position in 0..count {
        let header = *bytes.get(at)?;
        let size = match header & 0x1f {
            0x1c | 0x1d => break, // array, annotation
            0x1e | 0x1f => 0,     // null, boolean
            _ => usize::from(header >> 5) + 1,
        };
        let raw = bytes.get(at + 1..at + 1 + size)?;
        if header & 0x1f == 0x16 && position > 0 {
            handle = Some(
                raw.iter()
                    .rev()
                    .take(4)
                    .fold(0u32, |value, &byte| value << 8 | u32::from(byte)),
            );
        }
        at += 1 + size;
    }
    let item = (handles as usize).checked_add(handle? as usize * 8)?;
    let invokes = u16_at(bytes, item)? >= 4; // lower kinds access fields
    let method = u32::from(u16_at(bytes, item + 4)?);
    (invokes && method < dex.method_count()).then_some(method)
}
