//! Skeletons of new signatures.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

/// What a new signature describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// A third-party SDK.
    Sdk,
    /// A violation category.
    Category,
    /// A packer.
    Packer,
}

/// Writes the skeleton into the set's folder, and never over a file.
pub(super) fn write(kind: Kind, id: &str, set: &Path) -> anyhow::Result<PathBuf> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    ensure!(
        !id.is_empty()
            && id.chars().all(plain)
            && id.starts_with(|c: char| c.is_ascii_alphanumeric()),
        "`{id}`: an id has lower-case letters, digits, `-` and `.`, and begins with a letter or digit"
    );
    let (folder, text) = match kind {
        Kind::Sdk => ("sdks", SDK),
        Kind::Category => ("categories", CATEGORY),
        Kind::Packer => ("packers", PACKER),
    };
    let folder = set.join(folder);
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let path = folder.join(format!("{id}.toml"));
    let mut file = std::fs::File::create_new(&path).with_context(|| path.display().to_string())?;
    file.write_all(text.replace("ID", id).as_bytes())?;
    Ok(path)
}

const SDK: &str = include_str!("new/sdk.toml");
const CATEGORY: &str = include_str!("new/category.toml");
const PACKER: &str = include_str!("new/packer.toml");
