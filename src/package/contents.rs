//! Names inside the package that tell an SDK, a framework or a packer.

use std::collections::BTreeSet;

use super::{Entry, Package};
use crate::facts::{Area, Contents, LibraryVersion, NativeLibrary};

/// Paths of assets that are listed, and of other names.
const MAX_ASSETS: usize = 20_000;
const MAX_NAMES: usize = 5_000;

/// Bytes of a version file; those of libraries have a few dozen.
const MAX_VERSION_FILE: u64 = 64 << 10;

/// Gathers the names, and reads the small files in which libraries leave their
/// versions. Lists are sorted.
pub fn contents(package: &Package) -> Contents {
    let mut libraries = BTreeSet::new();
    let mut assets = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut versions = BTreeSet::new();
    let mut entries = 0;
    let mut total_assets = 0_usize;
    for entry in package.entries() {
        entries += 1;
        let path = entry.path();
        libraries.extend(native_library(&entry));
        if path.starts_with("assets/") {
            total_assets += 1;
            if assets.len() < MAX_ASSETS {
                assets.insert(path.to_owned());
            }
        } else if names.len() < MAX_NAMES {
            names.extend(other_name(path));
        }
        if versions.len() < MAX_NAMES {
            versions.extend(library_version(&entry));
        }
    }
    if total_assets > MAX_ASSETS {
        let detail = format!("{total_assets} assets, {MAX_ASSETS} listed");
        package.note_limitation(Area::Package, "assets-cut", "", detail);
    }
    let splits = package.parts().iter().skip(1);
    let mut splits: Vec<String> = splits.map(|part| part.name().to_owned()).collect();
    splits.sort();
    Contents {
        native_libraries: libraries.into_iter().collect(),
        assets: assets.into_iter().collect(),
        meta_inf: names.into_iter().collect(),
        library_versions: versions.into_iter().collect(),
        entries,
        splits,
    }
}

fn native_library(entry: &Entry) -> Option<NativeLibrary> {
    let path = entry.path();
    let file = path.rsplit('/').next()?;
    if !file.ends_with(".so") && !file.contains(".so.") {
        return None;
    }
    let size = entry.size();
    let in_lib = path.strip_prefix("lib/").and_then(|p| p.split_once('/'));
    Some(match in_lib {
        Some((abi, name)) if !name.contains('/') => NativeLibrary {
            abi: abi.to_owned(),
            name: name.to_owned(),
            size,
        },
        _ => NativeLibrary {
            abi: String::new(),
            name: path.to_owned(),
            size,
        },
    })
}

/// What an entry outside the platform's own places tells: its path below
/// `META-INF/` and at the root, its first folder elsewhere.
fn other_name(path: &str) -> Option<String> {
    if let Some(inside) = path.strip_prefix("META-INF/") {
        let signature = !inside.contains('/')
            && [".MF", ".SF", ".RSA", ".DSA", ".EC"]
                .iter()
                .any(|end| inside.to_ascii_uppercase().ends_with(end));
        return (!signature).then(|| path.to_owned());
    }
    match path.split_once('/') {
        Some(("res" | "lib" | "assets" | "r" | "R" | "smali", _)) => None,
        Some((folder, _)) if folder.starts_with("smali_classes") => None,
        Some((folder, _)) => Some(format!("{folder}/")),
        None => {
            let own = path.ends_with(".dex")
                || matches!(
                    path,
                    "AndroidManifest.xml" | "resources.arsc" | "resources.pb"
                );
            (!own).then(|| path.to_owned())
        }
    }
}

/// `META-INF/androidx.core_core.version` holds a bare version,
/// `play-services-base.properties` a line `version=…`.
fn library_version(entry: &Entry) -> Option<LibraryVersion> {
    let path = entry.path();
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let (artifact, extension) = file.rsplit_once('.')?;
    let here = folder.is_empty() || folder == "META-INF";
    let bare = extension == "version" && folder == "META-INF";
    let listed = extension == "properties" && here;
    if !(bare || listed) {
        return None;
    }
    let bytes = entry.read_at_most(MAX_VERSION_FILE).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let version = if bare {
        text.trim()
    } else {
        text.lines().find_map(|line| {
            let (key, value) = line.split_once('=')?;
            (key.trim() == "version").then_some(value.trim())
        })?
    };
    let plausible = !version.is_empty()
        && version.len() <= 64
        && !version.contains(|c: char| c.is_whitespace() || c.is_control());
    plausible.then(|| LibraryVersion {
        artifact: artifact.to_owned(),
        version: version.to_owned(),
        location: entry.location(),
    })
}
