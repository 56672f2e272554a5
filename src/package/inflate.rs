//! Raw DEFLATE with hard bounds: a declared size is a hint, never a promise.
//!
//! libdeflate inflates whole buffers about twice as fast as streaming zlib, and
//! entries of a package are wanted whole. It needs the output buffer up front,
//! so a wrong size costs a second try with a larger buffer; the number of tries
//! is bounded by doubling up to the caller's cap.

use std::cell::RefCell;

use libdeflater::{DecompressionError, Decompressor};

use super::Cause;

/// Most bytes that one byte of DEFLATE can stand for: a match of 258 bytes in
/// about two bits (RFC 1951, 3.2.5).
const MAX_EXPANSION: u64 = 1032;

/// Scratch buffers above this many bytes are given back after use.
const KEEP_SCRATCH: usize = 64 << 20;

/// Buffers that a thread keeps between entries.
struct Scratch {
    decompressor: Decompressor,
    compressed: Vec<u8>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch {
        decompressor: Decompressor::new(),
        compressed: Vec::new(),
    });
}

/// Fetches `compressed_len` bytes through `fetch` into a buffer that the thread
/// keeps, and inflates them into `out`, whose old contents are lost and whose
/// capacity is reused. `declared` is the expected size and only a hint; `cap`
/// bounds the result.
pub fn inflate_into(
    compressed_len: usize,
    fetch: impl FnOnce(&mut [u8]) -> Result<(), Cause>,
    declared: u64,
    cap: u64,
    out: &mut Vec<u8>,
) -> Result<(), Inflate> {
    SCRATCH.with_borrow_mut(|scratch| {
        let Scratch {
            decompressor,
            compressed,
        } = scratch;
        if compressed.len() < compressed_len {
            compressed.resize(compressed_len, 0);
        }
        let input = compressed.get_mut(..compressed_len).unwrap_or_default();
        let result = match fetch(input) {
            Ok(()) => inflate(decompressor, input, declared, cap, out),
            Err(cause) => Err(Inflate::Fetch(cause)),
        };
        if compressed.len() > KEEP_SCRATCH {
            *compressed = Vec::new();
        }
        result
    })
}

/// Why nothing was inflated.
#[derive(Debug, PartialEq, Eq)]
pub enum Inflate {
    /// The input could not be fetched.
    Fetch(Cause),
    /// No valid DEFLATE stream.
    BadData,
    /// More than the cap.
    OverCap,
}

fn inflate(
    decompressor: &mut Decompressor,
    input: &[u8],
    declared: u64,
    cap: u64,
    out: &mut Vec<u8>,
) -> Result<(), Inflate> {
    let possible = (input.len() as u64).saturating_mul(MAX_EXPANSION).min(cap);
    let mut room = declared.min(possible).max(1);
    loop {
        let size = usize::try_from(room).map_err(|_| Inflate::OverCap)?;
        // No clearing first: what is left from the last entry need not be zeroed again.
        out.resize(size, 0);
        match decompressor.deflate_decompress(input, out) {
            Ok(written) => {
                out.truncate(written);
                return Ok(());
            }
            Err(DecompressionError::BadData) => {
                out.clear();
                return Err(Inflate::BadData);
            }
            Err(DecompressionError::InsufficientSpace) if room < possible => {
                room = room.saturating_mul(2).max(64 << 10).min(possible);
            }
            Err(DecompressionError::InsufficientSpace) => {
                out.clear();
                return Err(Inflate::OverCap);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use libdeflater::{CompressionLvl, Compressor};

    fn deflate(data: &[u8]) -> Vec<u8> {
        let mut compressor = Compressor::new(CompressionLvl::default());
        let mut out = vec![0; compressor.deflate_compress_bound(data.len())];
        let len = compressor.deflate_compress(data, &mut out).unwrap();
        out.truncate(len);
        out
    }

    fn run(input: &[u8], declared: u64, cap: u64) -> Result<Vec<u8>, Inflate> {
        let mut out = vec![7; 3];
        let fetch = |buffer: &mut [u8]| {
            buffer.copy_from_slice(input);
            Ok(())
        };
        inflate_into(input.len(), fetch, declared, cap, &mut out).map(|()| out)
    }

    #[test]
    fn a_declared_size_is_only_a_hint() {
        let data = vec![b'x'; 300_000];
        let packed = deflate(&data);
        for declared in [0, 1, 299_999, 300_000, 300_001, u64::MAX] {
            assert_eq!(run(&packed, declared, 1 << 20).unwrap(), data, "{declared}");
        }
    }

    #[test]
    fn a_bomb_stops_at_the_cap() {
        let packed = deflate(&vec![0; 20 << 20]);
        assert_eq!(run(&packed, 10, 1 << 20), Err(Inflate::OverCap));
    }

    #[test]
    fn damaged_data_is_no_data() {
        let packed = deflate(b"hello hello hello hello");
        assert_eq!(run(&packed[..4], 23, 100), Err(Inflate::BadData));
        assert_eq!(run(&[], 23, 100), Err(Inflate::BadData));
    }
}
