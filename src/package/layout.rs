//! Which kind of package a set of names is, and which parts it has. Told by
//! what is inside, never by the file's own name.

use std::sync::Arc;

use super::part::{Context, Part, Store};
use super::{Cause, PackageError};
use crate::facts::{Area, PackageKind};

const MANIFEST: &str = "AndroidManifest.xml";

/// Splits of one package at most.
const MAX_PARTS: usize = 256;

/// The kind, and the parts, base first.
pub(super) fn parts(
    store: &Arc<Store>,
    context: &Arc<Context>,
) -> Result<(PackageKind, Vec<Part>), PackageError> {
    let folder = matches!(**store, Store::Folder(_));
    let modules = modules(store);
    if store.names().any(|name| name == MANIFEST) {
        let select: fn(&str) -> Option<usize> = if folder { unpacked } else { |_| Some(0) };
        if folder {
            note_smali(store, context);
        }
        let base = part("base", context, store, select);
        let kind = if folder {
            PackageKind::Folder
        } else {
            PackageKind::Apk
        };
        return Ok((kind, vec![base]));
    }
    if !modules.is_empty() {
        let parts = modules
            .iter()
            .map(|module| part(module, context, store, |name| bundled(name, module)));
        let kind = if folder {
            PackageKind::Folder
        } else {
            PackageKind::Aab
        };
        return Ok((kind, parts.collect()));
    }
    let has_apk = store.names().any(is_apk);
    if has_apk && !folder {
        return split_set(store, context);
    }
    Err(context.error("", Cause::NoManifest))
}

fn part(
    name: &str,
    context: &Arc<Context>,
    store: &Arc<Store>,
    select: impl Fn(&str) -> Option<usize>,
) -> Part {
    Part::new(
        name.to_owned(),
        String::new(),
        0,
        Arc::clone(context),
        Arc::clone(store),
        select,
    )
}

/// Modules of a bundle, `base` first.
fn modules(store: &Store) -> Vec<String> {
    let mut modules: Vec<String> = store
        .names()
        .filter_map(|name| name.strip_suffix("/manifest/AndroidManifest.xml"))
        .filter(|module| !module.contains('/'))
        .map(str::to_owned)
        .collect();
    modules.sort_by(|a, b| (a != "base", a).cmp(&(b != "base", b)));
    modules.dedup();
    modules.truncate(MAX_PARTS);
    modules
}

/// Where a module's entry goes when installed: `dex/`, `manifest/` and `root/`
/// are the archive's root (bundletool, `BundleModule`). The bundle's own
/// signature is counted to the base.
fn bundled(name: &str, module: &str) -> Option<usize> {
    if module == "base" && name.starts_with("META-INF/") {
        return Some(0);
    }
    let inside = name.strip_prefix(module)?.strip_prefix('/')?;
    let skip = module.len() + 1;
    let at_root = ["dex/", "manifest/", "root/"]
        .into_iter()
        .find(|folder| inside.starts_with(folder))
        .map_or(0, str::len);
    Some(skip + at_root)
}

/// apktool keeps entries that it does not know in `unknown/`, and what it
/// decoded as it was in `original/`.
fn unpacked(name: &str) -> Option<usize> {
    if name == "original/AndroidManifest.xml" {
        return None;
    }
    let moved = ["unknown/", "original/"]
        .into_iter()
        .find(|folder| name.starts_with(folder));
    Some(moved.map_or(0, str::len))
}

/// apktool turns DEX into smali, which is not read; `-s` keeps it.
fn note_smali(store: &Store, context: &Context) {
    let smali = store
        .names()
        .any(|n| n.starts_with("smali") && n.contains('/'));
    if smali && !store.names().any(|n| n.ends_with(".dex")) {
        let detail = "code was disassembled; decode with `apktool d -s` to keep the DEX files";
        context
            .notes
            .limitation(Area::Code, "smali-not-read", "smali/", detail);
    }
}

fn is_apk(name: &str) -> bool {
    name.len() > 4 && name.is_char_boundary(name.len() - 4) && {
        let (_, end) = name.split_at(name.len() - 4);
        end.eq_ignore_ascii_case(".apk")
    }
}

/// A split set: `toc.pb` is bundletool's, `manifest.json` APKPure's, `info.json`
/// APKMirror's; without any of them it is read as bundletool's.
fn split_set(
    store: &Arc<Store>,
    context: &Arc<Context>,
) -> Result<(PackageKind, Vec<Part>), PackageError> {
    let outer = part("", context, store, |_| Some(0));
    let has = |name| outer.find(name).is_some();
    let kind = if has("toc.pb") {
        PackageKind::Apks
    } else if has("manifest.json") {
        PackageKind::Xapk
    } else if has("info.json") {
        PackageKind::Apkm
    } else {
        PackageKind::Apks
    };
    let names: Vec<&str> = outer
        .entries()
        .map(|e| e.path())
        .filter(|n| is_apk(n))
        .collect();
    let mut first_error = None;
    let mut parts = Vec::new();
    for name in wanted(&names) {
        let Some(entry) = outer.find(name) else {
            continue;
        };
        match entry.nested() {
            Ok(part) if part.find(MANIFEST).is_some() => parts.push(part),
            Ok(_) => {}
            Err(error) => {
                let notes = &context.notes;
                notes.limitation(
                    Area::Package,
                    "split-unreadable",
                    name,
                    error.cause.to_string(),
                );
                first_error = first_error.or(Some(error));
            }
        }
        if parts.len() == MAX_PARTS {
            let detail = format!("{} splits, {MAX_PARTS} read", names.len());
            context
                .notes
                .limitation(Area::Package, "splits-cut", "", detail);
            break;
        }
    }
    parts.sort_by_cached_key(rank);
    if parts.is_empty() {
        return Err(first_error.unwrap_or_else(|| context.error("", Cause::NoManifest)));
    }
    Ok((kind, parts))
}

/// The base comes first, features next, configurations last.
fn rank(part: &Part) -> (bool, bool, bool, String) {
    let name = part.name();
    let base = matches!(name, "base" | "universal") || name.starts_with("base-master");
    let configuration = name.starts_with("config.") || name.starts_with("split_config.");
    let code = part.find("classes.dex").is_some();
    (!base, configuration, !code, name.to_owned())
}

/// The archives that make up one installation. bundletool writes the whole app
/// again as `universal.apk` or in `standalones/`, and several variants of a
/// split with a number behind their names, the highest for the newest devices.
fn wanted<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let splits: Vec<&str> = under(names, "splits/");
    if splits.is_empty() {
        if let Some(universal) = names.iter().find(|n| **n == "universal.apk") {
            return vec![universal];
        }
        let alone = under(names, "standalones/");
        if let Some(last) = alone.iter().max() {
            return vec![last];
        }
        return names.to_vec();
    }
    let mut newest: Vec<(&str, u32, &str)> = Vec::new();
    for split in splits {
        let (stem, number) = variant(split);
        match newest.iter_mut().find(|(known, _, _)| *known == stem) {
            Some(known) if known.1 < number => *known = (stem, number, split),
            Some(_) => {}
            None => newest.push((stem, number, split)),
        }
    }
    newest.into_iter().map(|(_, _, name)| name).collect()
}

fn under<'a>(names: &[&'a str], folder: &str) -> Vec<&'a str> {
    let inside = names.iter().filter(|n| n.starts_with(folder));
    inside.copied().collect()
}

/// `splits/base-master_2.apk` is variant 2 of `splits/base-master`; in
/// `base-armeabi_v7a` the tail is no number.
fn variant(name: &str) -> (&str, u32) {
    let stem = name.get(..name.len().saturating_sub(4)).unwrap_or(name);
    match stem.rsplit_once('_') {
        Some((head, tail)) => match tail.parse() {
            Ok(number) => (head, number),
            Err(_) => (stem, 0),
        },
        None => (stem, 0),
    }
}
