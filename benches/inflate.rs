//! The floor of any scanner: libdeflate inflating every DEX of the given APKs.
//!
//! `cargo bench --bench inflate -- [--jobs N] APK...` prints files, bytes and
//! milliseconds. Files are read whole, one buffer per thread is reused.

use std::cell::RefCell;
use std::fs::File;
use std::io::Cursor;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use libdeflater::Decompressor;
use rayon::prelude::*;
use zip::{CompressionMethod, ZipArchive};

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// DEX files and inflated bytes of one APK.
fn inflate(path: &str) -> Result<(usize, usize)> {
    let bytes = std::fs::read(path).with_context(|| path.to_owned())?;
    let mut archive = ZipArchive::new(Cursor::new(&bytes))?;
    let (mut files, mut total) = (0, 0);
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index)?;
        let name = entry.name()?;
        if !(name.starts_with("classes") && name.ends_with(".dex")) {
            continue;
        }
        let size = usize::try_from(entry.size())?;
        if entry.compression() == CompressionMethod::Deflated {
            let start = usize::try_from(entry.data_start().context("no data")?)?;
            let end = start + usize::try_from(entry.compressed_size())?;
            let packed = bytes.get(start..end).context("entry beyond the end")?;
            BUFFER.with_borrow_mut(|buffer| -> Result<()> {
                buffer.resize(size.max(buffer.len()), 0);
                let written =
                    Decompressor::new().deflate_decompress(packed, &mut buffer[..size])?;
                ensure!(written == size, "{path}: {written} of {size} bytes");
                Ok(())
            })?;
        }
        files += 1;
        total += size;
    }
    Ok((files, total))
}

fn main() -> Result<()> {
    let mut jobs = 1;
    let mut paths = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--bench" => {} // cargo adds it
            "--jobs" => jobs = arguments.next().context("--jobs N")?.parse()?,
            _ => paths.push(argument),
        }
    }
    for path in &paths {
        File::open(path).with_context(|| path.clone())?;
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build()?;
    let start = Instant::now();
    let counts = pool.install(|| {
        paths
            .par_iter()
            .map(|path| inflate(path))
            .collect::<Result<Vec<_>>>()
    })?;
    let elapsed = start.elapsed();
    println!(
        "{} DEX files, {} bytes, {:.1} ms",
        counts.iter().map(|c| c.0).sum::<usize>(),
        counts.iter().map(|c| c.1).sum::<usize>(),
        elapsed.as_secs_f64() * 1000.0
    );
    Ok(())
}
