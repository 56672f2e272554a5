//! Texts that wait in a file of their own for the length of a run, found by key: a
//! corpus is one stream and has no index, and its apps come in another order.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sha2::{Digest, Sha256};

use super::MAX_ROW_BYTES;

/// What a text is found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key([u8; 32]);

impl Key {
    /// Of a package's SHA-256, and what it was read with or is called.
    pub fn new(sha256: &str, with: &str) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(sha256);
        hasher.update([0]);
        hasher.update(with);
        Self(hasher.finalize().into())
    }
}

/// A text as it waits.
pub(crate) struct Packed(Vec<u8>);

impl Packed {
    /// Made by whoever has the text, on any thread.
    pub fn new(text: &[u8]) -> io::Result<Self> {
        zstd::bulk::compress(text, 1).map(Self)
    }
}

/// The texts; the file is gone when they are.
pub(crate) struct Kept {
    file: Mutex<File>,
    places: HashMap<Key, (u64, usize)>,
    end: u64,
    temporary: PathBuf,
}

impl Kept {
    /// None yet; `name` tells its file in `folder` from those of others.
    ///
    /// # Errors
    /// The file cannot be made.
    pub fn new(folder: &Path, name: &str) -> io::Result<Self> {
        let temporary = folder.join(format!(".tongbao-{name}-{}.part", std::process::id()));
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(true);
        Ok(Self {
            file: Mutex::new(options.open(&temporary)?),
            places: HashMap::new(),
            end: 0,
            temporary,
        })
    }

    /// Adds a text; the first one of a key counts.
    ///
    /// # Errors
    /// The disk says no.
    pub fn add(&mut self, key: Key, Packed(packed): Packed) -> io::Result<()> {
        if self.places.contains_key(&key) {
            return Ok(());
        }
        let file = self.file.get_mut().unwrap_or_else(|e| e.into_inner());
        file.write_all(&packed)?;
        self.places.insert(key, (self.end, packed.len()));
        self.end += packed.len() as u64;
        Ok(())
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// The text of a key.
    pub fn get(&self, key: Key) -> Option<Vec<u8>> {
        let &(start, length) = self.places.get(&key)?;
        let mut packed = vec![0; length];
        {
            let mut file = self.file.lock().unwrap_or_else(|e| e.into_inner());
            file.seek(SeekFrom::Start(start)).ok()?;
            file.read_exact(&mut packed).ok()?;
        }
        zstd::bulk::decompress(&packed, MAX_ROW_BYTES).ok()
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.temporary);
    }
}
