//! The manifest of a package, and the resources that it refers to.
//!
//! Compiled, protobuf and text manifests become one tree ([`element`]), which
//! [`reader`] turns into [`facts::Manifest`](crate::facts::Manifest).
mod arsc;
mod axml;
mod chunk;
mod element;
mod locale;
mod pool;
mod reader;
mod resources;
mod words;

pub use locale::{Language, Locale};
pub use resources::{FileResource, Resources, StringResource};

use resources::Table;

use crate::facts::{Area, Manifest};
use crate::package::{Cause, Entry, Package, PackageError, Part};

const MANIFEST: &str = "AndroidManifest.xml";

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
    for (index, part) in package.parts().iter().enumerate() {
        let base = index == 0;
        let Some(entry) = part.find(MANIFEST) else {
            if base {
                return Err(package.error("", Cause::NoManifest));
            }
            continue;
        };
        match read_part(package, &entry, &resources, &mut manifest) {
            Err(error) if base => return Err(error),
            Err(error) => package.note_limitation(
                Area::Manifest,
                "split-manifest-unreadable",
                &error.entry,
                error.cause.to_string(),
            ),
            Ok(()) => {}
        }
    }
    sort(&mut manifest);
    Ok((manifest, resources))
}

fn read_part(
    package: &Package,
    entry: &Entry,
    resources: &Resources,
    manifest: &mut Manifest,
) -> Result<(), PackageError> {
    let bytes = entry.read()?;
    let location = entry.location();
    let document = axml::parse(&bytes)
        .map_err(|cause| package.error(&location, Cause::Manifest(cause.to_owned())))?;
    if document.root.name != "manifest" {
        let cause = format!("the outermost element is <{}>", document.root.name);
        return Err(package.error(&location, Cause::Manifest(cause)));
    }
    let mut odd = document.damage;
    reader::read(&document.root, resources, manifest, &mut odd);
    for (code, detail) in odd {
        package.note_anomaly(code, &location, detail);
    }
    Ok(())
}

/// The resource table of a part. An app can be judged without one, so a
/// damaged table is a limitation.
fn table(package: &Package, part: &Part) -> Option<Table> {
    let entry = part.find("resources.arsc")?;
    let opened = entry.read().and_then(|bytes| {
        arsc::Table::open(bytes).map_err(|cause| {
            let cause = Cause::Manifest(format!("resource table: {cause}"));
            package.error(&entry.location(), cause)
        })
    });
    match opened {
        Ok(table) => Some(Table::Binary(table)),
        Err(error) => {
            let detail = error.cause.to_string();
            package.note_limitation(Area::Manifest, "resources-unreadable", &error.entry, detail);
            None
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
