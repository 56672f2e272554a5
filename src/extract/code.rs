//! From the DEX files of a package to facts about its code.

use crate::dex::{self, DexInput, EntryPoints};
use crate::facts::{Area, Code, Limitation, Manifest};
use crate::package::{Entry, Package};
use crate::signatures::Signatures;

use super::Clock;

/// Reads and analyses all DEX files.
pub(super) fn code(
    package: &Package,
    manifest: &Manifest,
    set: &Signatures,
    clock: &Clock,
    limitations: &mut Vec<Limitation>,
) -> Code {
    let inputs = code_files(package, clock, limitations);
    let limits = match clock.stage(Area::Code, "code") {
        Ok(limits) => limits,
        Err(limitation) => {
            limitations.push(limitation);
            return Code::default();
        }
    };
    let entry_points = EntryPoints::from_manifest(manifest, |action| {
        set.self_start
            .iter()
            .any(|start| start.name == action && start.reaches(manifest))
    });
    let (code, more) = dex::analyse(inputs, &entry_points, set.watch(), &limits);
    limitations.extend(more);
    code
}

/// DEX files: those that Android loads, in its order, then those elsewhere,
/// also inside archives among the assets.
fn code_files(
    package: &Package,
    clock: &Clock,
    limitations: &mut Vec<Limitation>,
) -> Vec<DexInput> {
    let mut loaded: Vec<(usize, u32, Entry)> = Vec::new();
    let mut elsewhere: Vec<Entry> = Vec::new();
    for (part, entries) in package.parts().iter().enumerate() {
        for entry in entries.entries() {
            match multidex_number(entry.path()) {
                Some(number) => loaded.push((part, number, entry)),
                None if entry.path().ends_with(".dex") => elsewhere.push(entry),
                None => {}
            }
        }
    }
    loaded.sort_by_key(|(part, number, _)| (*part, *number));
    elsewhere.extend(behind_gaps(&mut loaded));
    if loaded.is_empty() {
        limitations.push(no_code(package));
    }
    let ordered = loaded
        .into_iter()
        .map(|(_, _, entry)| (entry, true))
        .chain(elsewhere.into_iter().map(|entry| (entry, false)));
    let mut files = Files {
        clock,
        limitations,
        inputs: Vec::new(),
    };
    for (entry, loaded_by_android) in ordered {
        if !files.add(&entry, loaded_by_android) {
            return files.inputs;
        }
        if loaded_by_android
            && let Some(input) = files.inputs.last().filter(|i| i.path == entry.location())
            && let Some((code, detail)) = dex::doubt(&input.bytes)
        {
            package.note_anomaly(code, &input.path, detail);
        }
    }
    for plugin in package.entries().filter(|entry| is_plugin(entry.path())) {
        // What is no archive after all, or too large, holds no code that could be told.
        let Ok(part) = plugin.nested() else { continue };
        let mut files_inside = part.entries().filter(|e| e.path().ends_with(".dex"));
        if !files_inside.all(|entry| files.add(&entry, false)) {
            break;
        }
    }
    files.inputs
}

/// An archive of code among the assets: a plug-in that an SDK loads at run time, or
/// another app.
fn is_plugin(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    (path.contains("assets/") || path.contains("res/raw/"))
        && (path.ends_with(".jar") || path.ends_with(".apk"))
}

/// The DEX files that were read, within the limits.
struct Files<'a> {
    clock: &'a Clock<'a>,
    limitations: &'a mut Vec<Limitation>,
    inputs: Vec<DexInput>,
}

impl Files<'_> {
    /// Reads a file; false where no more can be read.
    fn add(&mut self, entry: &Entry, loaded_by_android: bool) -> bool {
        let limits = &self.clock.limits;
        if self.inputs.len() >= limits.dex_files {
            self.limitations.push(Limitation {
                area: Area::Code,
                code: "limit".into(),
                location: entry.location(),
                detail: format!("more than {} DEX files", limits.dex_files),
            });
            return false;
        }
        if let Err(mut limitation) = self.clock.stage(Area::Code, "inflating DEX files") {
            limitation.location = entry.location();
            self.limitations.push(limitation);
            return false;
        }
        match entry.read() {
            Ok(bytes) => self.inputs.push(DexInput {
                path: entry.location(),
                bytes,
                loaded_by_android,
            }),
            Err(error) => self.limitations.push(error.limitation(Area::Code)),
        }
        true
    }
}

/// 1 for `classes.dex`, n for `classes<n>.dex` as ART writes it
/// (`DexFileLoader::GetMultiDexClassesDexName`).
fn multidex_number(path: &str) -> Option<u32> {
    match path.strip_prefix("classes")?.strip_suffix(".dex")? {
        "" => Some(1),
        digits => {
            let number = digits.parse().ok()?;
            (number > 1 && !digits.starts_with(['0', '+'])).then_some(number)
        }
    }
}

/// Takes out the files of each part behind a number that is missing: ART stops
/// there.
fn behind_gaps<'p>(loaded: &mut Vec<(usize, u32, Entry<'p>)>) -> Vec<Entry<'p>> {
    let (mut part_at, mut last) = (0, 0);
    let mut is_next = |part: usize, number: u32| {
        if part != part_at {
            (part_at, last) = (part, 0);
        }
        let next = number <= last + 1;
        if next {
            last = number;
        }
        next
    };
    let behind = loaded.extract_if(.., |(part, number, _)| !is_next(*part, *number));
    behind.map(|(_, _, entry)| entry).collect()
}

fn no_code(package: &Package) -> Limitation {
    let smali = package
        .entries()
        .any(|entry| entry.path().ends_with(".smali"));
    Limitation {
        area: Area::Code,
        code: if smali { "smali-only" } else { "no-code" }.into(),
        location: String::new(),
        detail: "no classes.dex".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::multidex_number;

    #[test]
    fn names_that_art_looks_for() {
        for (name, number) in [
            ("classes.dex", Some(1)),
            ("classes2.dex", Some(2)),
            ("classes10.dex", Some(10)),
            ("classes0.dex", None),
            ("classes1.dex", None),
            ("classes02.dex", None),
            ("classes+2.dex", None),
            ("Classes2.dex", None),
            ("assets/classes2.dex", None),
        ] {
            assert_eq!(multidex_number(name), number, "{name}");
        }
    }
}
