//! The output folder on disk. Names come from this program alone; files are
//! whole or absent.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reports cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}", path.display())]
pub struct OutputError {
    /// The file or folder.
    pub path: PathBuf,
    /// The cause.
    pub cause: io::Error,
}

/// A folder that exists.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// A folder, made where it does not exist.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new(path: &Path) -> Result<Self, OutputError> {
        std::fs::create_dir_all(path).map_err(|cause| OutputError {
            path: path.to_path_buf(),
            cause,
        })?;
        Ok(Self {
            path: path.to_path_buf(),
        })
    }

    /// A folder below.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn sub(&self, name: &str) -> Result<Self, OutputError> {
        Self::new(&self.path.join(name))
    }

    /// The folder's name.
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// A JSON file below; `None` where there is no whole one of this form.
    pub fn read_json<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        serde_json::from_slice(&std::fs::read(self.path.join(name)).ok()?).ok()
    }

    /// Whether a file stands below.
    pub fn has(&self, name: &str) -> bool {
        self.path.join(name).is_file()
    }

    /// The error of a file that should be there.
    pub fn missing(&self, name: &str) -> OutputError {
        OutputError {
            path: self.path.join(name),
            cause: io::ErrorKind::NotFound.into(),
        }
    }

    /// Writes a file under a temporary name and renames it, so that a reader
    /// never sees half of one.
    ///
    /// # Errors
    /// The disk says no.
    pub fn file(
        &self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), OutputError> {
        let path = self.path.join(name);
        let temporary = self.path.join(format!("{name}.part"));
        let write = || -> io::Result<()> {
            let mut file = io::BufWriter::new(std::fs::File::create(&temporary)?);
            fill(&mut file)?;
            file.flush()?;
            drop(file);
            std::fs::rename(&temporary, &path)
        };
        write().map_err(|cause| {
            // A part of a file helps nobody, and fills a full disk.
            let _ = std::fs::remove_file(&temporary);
            OutputError { path, cause }
        })
    }

    /// Writes a JSON file.
    ///
    /// # Errors
    /// The disk says no.
    pub fn json(&self, name: &str, value: &impl Serialize) -> Result<(), OutputError> {
        self.file(name, |out| {
            serde_json::to_writer_pretty(&mut *out, value)?;
            out.write_all(b"\n")
        })
    }
}
