//! The manifest of a package, and the resources that it refers to.
//!
//! Compiled, protobuf and text manifests become one tree (`element`), which
//! `reader` turns into [`facts::Manifest`](crate::facts::Manifest). Of a split
//! set the base comes first and the splits add to it.
//!
//! # Why own parsers
//! apk-info-axml 1.1 reads compiled manifests and tables well, but gives
//! attributes as text without their resource ids, and a value only for the
//! default configuration: neither garbled attribute names nor a Chinese label
//! could be told. It builds every entry of a table first, and it follows
//! references by recursion: a table in which two strings refer to each other
//! ends the process with a stack overflow. Opening and reading manifest and
//! label of 48 APKs takes 6.6 ms here and 17.1 ms there (sums of best times);
//! package, label and number of components are the same. What is read here was
//! held against `aapt dump xmltree` and `aapt dump badging` for each of them.
//!
//! Bundles are read with a reader of the protobuf wire format rather than with
//! generated code: see `protobuf`.
//!
//! # Codes
//! Anomalies: `manifest-header`, `manifest-unknown-chunk`,
//! `manifest-chunk-damaged`, `manifest-node-damaged`, `manifest-string-pool`,
//! `manifest-attribute-size`, `manifest-attribute-order`,
//! `manifest-attribute-without-id`, `manifest-not-closed`,
//! `manifest-not-compiled`, `manifest-second-application`,
//! `manifest-component-without-name`, `manifest-no-package`, `sdk-code-name`,
//! `resources-damaged`. Limitations: `manifest-cut`,
//! `split-manifest-unreadable`, `resources-unreadable`, `resources-cut`.

mod arsc;
mod axml;
mod bundle;
mod chunk;
mod decoded;
mod element;
#[cfg(test)]
mod fixtures;
mod icon;
mod locale;
mod named;
mod pool;
mod protobuf;
mod reader;
mod resources;
#[cfg(test)]
mod tests;
mod text;
mod values;
mod words;

pub use decoded::decoded;
pub use locale::{Language, Locale};
pub use resources::{FileResource, Resources, StringResource};

use element::{Element, Oddities, attr};
use icon::Icons;
use resources::Table;
use values::Values;

use crate::facts::{Area, Manifest, PackageKind};
use crate::package::{Cause, Entry, Package, PackageError, Part};

const MANIFEST: &str = "AndroidManifest.xml";

/// The code for a manifest in a form that only folders and bundles have.
const NOT_COMPILED: &str = "manifest-not-compiled";

/// Bytes of one manifest; the largest apps have two million.
const MAX_MANIFEST: u64 = 32 << 20;

/// Bytes of one file of values.
const MAX_VALUES_FILE: u64 = 16 << 20;

/// Reads the manifest of the base with what the other parts add to it, and the
/// resources of all parts. Damage and what could not be read are noted in the
/// package.
///
/// # Errors
/// When the base has no manifest, or none that can be decoded.
pub fn read(package: &Package) -> Result<(Manifest, Resources), PackageError> {
    let mut resources = Resources::default();
    for part in package.parts() {
        resources.tables.extend(table(package, part));
    }
    let mut manifest = Manifest::default();
    let mut texts = Vec::new();
    for (index, part) in package.parts().iter().enumerate() {
        let Some(entry) = part.find(MANIFEST) else {
            continue;
        };
        match entry.read_at_most(MAX_MANIFEST) {
            Ok(bytes) => texts.push((entry.location(), bytes)),
            Err(error) if index == 0 => return Err(error),
            Err(error) => note_split(package, &error),
        }
    }
    let mut documents = Vec::new();
    for (location, bytes) in &texts {
        match document(package, location, bytes) {
            Ok(document) => documents.push((location, document)),
            Err(error) if texts.len() == 1 => return Err(error),
            Err(error) => note_split(package, &error),
        }
    }
    // The manifest of a split names it; the base's does not.
    documents.sort_by_key(|(_, (root, _))| root.get(attr::SPLIT).is_some());
    if documents.is_empty() {
        return Err(package.error("", Cause::NoManifest));
    }
    let mut icons = Icons::default();
    for (location, (root, mut odd)) in documents {
        reader::read(&root, &resources, &mut manifest, &mut icons, &mut odd);
        for (code, detail) in odd {
            if code == element::CUT {
                package.note_limitation(Area::Manifest, code, location, detail);
            } else {
                package.note_anomaly(code, location, detail);
            }
        }
    }
    manifest.unseen_icon = icon::unseen(&icons, &resources, package);
    apktool(package, &mut manifest);
    sort(&mut manifest);
    Ok((manifest, resources))
}

fn note_split(package: &Package, error: &PackageError) {
    let detail = error.cause.to_string();
    package.note_limitation(
        Area::Manifest,
        "split-manifest-unreadable",
        &error.entry,
        detail,
    );
}

fn document<'a>(
    package: &Package,
    location: &str,
    bytes: &'a [u8],
) -> Result<(Element<'a>, Oddities), PackageError> {
    let fail = |cause: String| package.error(location, Cause::Manifest(cause));
    let (root, mut odd) = decode(bytes).map_err(fail)?;
    if matches!(package.kind(), PackageKind::Folder | PackageKind::Aab) {
        odd.retain(|(code, _)| *code != NOT_COMPILED);
    }
    if root.name != "manifest" {
        return Err(fail(format!("the outermost element is <{}>", root.name)));
    }
    Ok((root, odd))
}

/// The tree of a manifest, and codes and details of what was odd. What it is
/// encoded in is told by its first bytes: text begins with `<`, an `XmlNode`
/// with the tag of its element; anything else is compiled XML, of which packers
/// change the first bytes.
fn decode(bytes: &[u8]) -> Result<(Element<'_>, Oddities), String> {
    const XML_NODE_ELEMENT: u8 = 0x0a;
    let without_mark = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if without_mark.trim_ascii_start().starts_with(b"<") {
        let root = text::parse(&String::from_utf8_lossy(without_mark))?;
        return Ok((root, vec![(NOT_COMPILED, "text".to_owned())]));
    }
    let compiled = axml::parse(bytes);
    if compiled.is_err()
        && bytes.first() == Some(&XML_NODE_ELEMENT)
        && let Ok(root) = bundle::parse_xml(bytes)
    {
        return Ok((root, vec![(NOT_COMPILED, "protobuf".to_owned())]));
    }
    let document = compiled.map_err(str::to_owned)?;
    Ok((document.root, document.damage))
}

/// The resource table of a part. An app can be judged without one, so a
/// damaged table is a limitation.
fn table(package: &Package, part: &Part) -> Option<Table> {
    let opened = if let Some(entry) = part.find("resources.arsc") {
        open_table(package, &entry, |bytes| {
            let table = arsc::Table::open(bytes)?;
            for fault in table.damage() {
                package.note_anomaly("resources-damaged", &entry.location(), *fault);
            }
            Ok(Table::Binary(table))
        })
    } else if let Some(entry) = part.find("resources.pb") {
        open_table(package, &entry, |bytes| {
            Ok(Table::Bundle(bundle::Table::open(bytes)?))
        })
    } else {
        return text_table(package, part);
    };
    opened
        .inspect_err(|error| {
            let detail = error.cause.to_string();
            package.note_limitation(Area::Manifest, "resources-unreadable", &error.entry, detail);
        })
        .ok()
}

fn open_table(
    package: &Package,
    entry: &Entry,
    open: impl Fn(Vec<u8>) -> Result<Table, &'static str>,
) -> Result<Table, PackageError> {
    open(entry.read()?).map_err(|cause| package.error(&entry.location(), Cause::Resources(cause)))
}

/// Values in text, of a folder.
fn text_table(package: &Package, part: &Part) -> Option<Table> {
    let mut values = Values::default();
    for entry in part.entries() {
        let Some(qualifiers) = values::qualifiers(entry.path()) else {
            continue;
        };
        let note = |detail: String| {
            let location = entry.location();
            package.note_limitation(Area::Manifest, "resources-unreadable", &location, detail);
        };
        match entry.read_at_most(MAX_VALUES_FILE) {
            // Compiled values lie in the table; what is here then is a stray.
            Ok(bytes) => {
                if !values.add(&String::from_utf8_lossy(&bytes), qualifiers) {
                    note("not well-formed".to_owned());
                }
            }
            Err(error) => note(error.cause.to_string()),
        }
    }
    if values.is_cut() {
        package.note_limitation(Area::Manifest, "resources-cut", part.name(), "");
    }
    (!values.is_empty()).then_some(Table::Text(values))
}

/// apktool keeps versions outside the manifest that it writes.
fn apktool(package: &Package, manifest: &mut Manifest) {
    const MAX_FILE: u64 = 1 << 20;
    let entry = package.find("apktool.yml");
    let Some(bytes) = entry.and_then(|entry| entry.read_at_most(MAX_FILE).ok()) else {
        return;
    };
    let found = text::apktool(&String::from_utf8_lossy(&bytes));
    manifest.version_code = manifest.version_code.or(found.version_code);
    manifest.min_sdk = manifest.min_sdk.or(found.min_sdk);
    manifest.target_sdk = manifest.target_sdk.or(found.target_sdk);
    if manifest.version_name.is_none() {
        manifest.version_name = found.version_name;
    }
}

/// Entry points below the package, for fuzzing: whatever the bytes, these return.
#[doc(hidden)]
pub mod fuzzing {
    use super::{Icons, Language, Resources, Table, arsc, bundle, decode, reader};
    use crate::facts::Manifest;

    /// A manifest in any encoding.
    pub fn manifest(bytes: &[u8]) {
        if let Ok((root, mut odd)) = decode(bytes) {
            let mut manifest = Manifest::default();
            let mut icons = Icons::default();
            let resources = Resources::default();
            reader::read(&root, &resources, &mut manifest, &mut icons, &mut odd);
        }
    }

    /// A compiled and a protobuf resource table.
    pub fn table(bytes: &[u8]) {
        let tables = [
            arsc::Table::open(bytes.to_vec()).map(Table::Binary),
            bundle::Table::open(bytes.to_vec()).map(Table::Bundle),
        ];
        for table in tables.into_iter().flatten() {
            let resources = Resources {
                tables: vec![table],
            };
            let _ = (resources.strings().count(), resources.files().count());
            for id in (0x7f01_0000..0x7f20_0000).step_by(0x1_0000) {
                let _ = (resources.name(id), resources.resolve(id, Language::Chinese));
            }
        }
    }
}

/// Equal manifests give equal facts, whatever the order of elements and splits.
fn sort(manifest: &mut Manifest) {
    manifest.uses_permissions.sort();
    manifest.uses_permissions.dedup();
    manifest.permissions.sort();
    manifest.permissions.dedup();
    manifest.features.sort();
    manifest.features.dedup();
    manifest.queries.packages.sort();
    manifest.queries.packages.dedup();
    manifest.queries.providers.sort();
    manifest.queries.providers.dedup();
    manifest.meta_data.sort();
    manifest.meta_data.dedup();
    manifest.uses_libraries.sort();
    manifest.uses_libraries.dedup();
    let components = &mut manifest.components;
    components.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
    components.dedup();
}
