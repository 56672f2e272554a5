//! A package that lies unpacked in a folder: what apktool, a build or an
//! unpacker left.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::Cause;
use super::notes::Notes;
use crate::facts::Area;
use crate::limits::Limits;

/// Depth of folders that are walked.
const MAX_DEPTH: usize = 64;

/// The files below a folder, sorted by path.
pub struct Folder {
    files: Vec<FileInside>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct FileInside {
    name: String,
    path: PathBuf,
    size: u64,
}

impl Folder {
    /// Lists all regular files. Links are not followed: they may lead out of
    /// the folder or round in circles.
    pub fn open(root: &Path, limits: &Limits, notes: &Notes) -> Result<Self, Cause> {
        let mut folder = Self { files: Vec::new() };
        let mut open = vec![(root.to_owned(), String::new(), 0)];
        while let Some((path, prefix, depth)) = open.pop() {
            let listing = match fs::read_dir(&path) {
                Ok(listing) => listing,
                Err(error) if depth == 0 => return Err(error.into()),
                Err(error) => {
                    let detail = error.to_string();
                    notes.limitation(Area::Package, "folder-unreadable", &prefix, detail);
                    continue;
                }
            };
            for item in listing.flatten() {
                let name = format!("{prefix}{}", item.file_name().to_string_lossy());
                let Ok(kind) = item.file_type() else { continue };
                if kind.is_symlink() {
                    notes.limitation(Area::Package, "link-not-followed", &name, "");
                } else if kind.is_dir() && depth < MAX_DEPTH {
                    open.push((item.path(), format!("{name}/"), depth + 1));
                } else if kind.is_dir() {
                    notes.limitation(Area::Package, "folder-too-deep", &name, "");
                } else if kind.is_file() {
                    folder.files.push(FileInside {
                        name,
                        path: item.path(),
                        size: item.metadata().map_or(0, |m| m.len()),
                    });
                }
            }
        }
        folder.files.sort_unstable();
        if folder.files.len() > limits.entries {
            let detail = format!("{} files, {} read", folder.files.len(), limits.entries);
            notes.limitation(Area::Package, "entries-cut", "", detail);
            folder.files.truncate(limits.entries);
        }
        Ok(folder)
    }

    /// Number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Path of a file relative to the folder, with `/`.
    pub fn name(&self, index: usize) -> &str {
        self.files.get(index).map_or("", |file| &file.name)
    }

    /// Bytes of a file.
    pub fn size(&self, index: usize) -> u64 {
        self.files.get(index).map_or(0, |file| file.size)
    }

    /// Opens a file for streaming.
    pub fn file(&self, index: usize) -> Result<File, Cause> {
        let file = self.files.get(index).ok_or(Cause::Missing)?;
        Ok(File::open(&file.path)?)
    }

    /// Reads a file into `out`, whose old contents are lost.
    pub fn read_into(&self, index: usize, limits: &Limits, out: &mut Vec<u8>) -> Result<(), Cause> {
        out.clear();
        let limit = limits.entry_bytes;
        // One byte more than allowed, so that a file that grew is noticed.
        self.file(index)?
            .take(limit.saturating_add(1))
            .read_to_end(out)?;
        if out.len() as u64 > limit {
            out.clear();
            return Err(Cause::Limit {
                what: "bytes of one file",
                limit,
            });
        }
        Ok(())
    }
}
