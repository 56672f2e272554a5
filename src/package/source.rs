//! Bytes that are read by offset: a file, a buffer, or a window of either.
//!
//! Files are read with positioned reads, not mapped: a mapped file that another
//! process truncates raises `SIGBUS`, which no Rust code can handle, and the
//! copy that a read makes is small beside the inflating that follows it.

use std::fs::{File, Metadata};
use std::io;
use std::sync::Arc;
use std::time::SystemTime;

/// A shared window over a file or a buffer. Cheap to clone, read from any thread.
#[derive(Clone)]
pub struct Source {
    backing: Arc<Backing>,
    start: u64,
    len: u64,
}

enum Backing {
    File {
        file: File,
        /// As it was when it was opened.
        opened: State,
    },
    Memory(Vec<u8>),
}

/// What tells a file from others, and from itself before it was written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    len: u64,
    modified: Option<SystemTime>,
    /// Device and number on it, where the system has such.
    number: Option<(u64, u64)>,
}

impl Source {
    /// The whole of an open file, as long as it is now.
    pub fn from_file(file: File) -> io::Result<Self> {
        let opened = state(&file)?;
        Ok(Self {
            len: opened.len,
            backing: Arc::new(Backing::File { file, opened }),
            start: 0,
        })
    }

    /// The state of a file when it was opened; none where nothing would tell it from
    /// another one.
    pub fn opened(&self) -> Option<&State> {
        match &*self.backing {
            Backing::File { opened, .. } => Some(opened).filter(|s| s.modified.is_some()),
            Backing::Memory(_) => None,
        }
    }

    /// Whether a file was written to since it was opened.
    pub fn has_changed(&self) -> bool {
        match &*self.backing {
            Backing::File { file, opened } => state(file).ok().as_ref() != Some(opened),
            Backing::Memory(_) => false,
        }
    }

    /// A buffer.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self {
            len: bytes.len() as u64,
            backing: Arc::new(Backing::Memory(bytes)),
            start: 0,
        }
    }

    /// Bytes in the window.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// The part of this window at `offset`; `None` when it does not fit.
    pub fn slice(&self, offset: u64, len: u64) -> Option<Self> {
        if offset.checked_add(len)? > self.len {
            return None;
        }
        Some(Self {
            backing: Arc::clone(&self.backing),
            start: self.start.checked_add(offset)?,
            len,
        })
    }

    /// Fills `buffer` from `offset`.
    ///
    /// # Errors
    /// `UnexpectedEof` when the window ends first, or what the system reports.
    pub fn read_exact_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        let eof = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let end = offset.checked_add(buffer.len() as u64).ok_or_else(eof)?;
        if end > self.len {
            return Err(eof());
        }
        let at = self.start.checked_add(offset).ok_or_else(eof)?;
        match &*self.backing {
            Backing::File { file, .. } => read_file_at(file, buffer, at),
            Backing::Memory(bytes) => {
                let from = usize::try_from(at).map_err(|_| eof())?;
                let slice = bytes
                    .get(from..from.saturating_add(buffer.len()))
                    .ok_or_else(eof)?;
                buffer.copy_from_slice(slice);
                Ok(())
            }
        }
    }

    /// Reads `len` bytes at `offset` into a new buffer. The caller bounds `len`.
    pub fn read_vec_at(&self, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let mut buffer = vec![0; len];
        self.read_exact_at(offset, &mut buffer)?;
        Ok(buffer)
    }
}

fn state(file: &File) -> io::Result<State> {
    let metadata = file.metadata()?;
    Ok(State {
        len: metadata.len(),
        modified: metadata.modified().ok(),
        number: number(&metadata),
    })
}

#[cfg(unix)]
fn number(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> Option<(u64, u64)> {
    None
}

#[cfg(unix)]
fn read_file_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_file_at(file: &File, mut buffer: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !buffer.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, buffer, offset) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => {
                buffer = buffer.get_mut(read..).unwrap_or_default();
                offset += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_written_to_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, b"0123").unwrap();
        let source = Source::from_file(File::open(&path).unwrap()).unwrap();
        assert!(!source.has_changed());
        std::fs::write(&path, b"01234").unwrap();
        assert!(source.has_changed());
    }

    #[test]
    fn windows_stay_inside_their_source() {
        let source = Source::from_bytes(b"0123456789".to_vec());
        let window = source.slice(2, 5).unwrap();
        assert_eq!(window.read_vec_at(1, 3).unwrap(), b"345");
        assert!(window.read_vec_at(3, 3).is_err());
        assert!(window.slice(4, 2).is_none());
        assert!(source.slice(u64::MAX, 2).is_none());
        let inner = window.slice(1, 2).unwrap();
        assert_eq!(inner.read_vec_at(0, 2).unwrap(), b"34");
    }
}
