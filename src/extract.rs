//! From a file to facts: opens the package and has each reader fill its part.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;

use crate::dex::{self, DexInput, EntryPoints};
use crate::facts::{AppFacts, Area, Code, FACTS_VERSION, Limitation, Policy};
use crate::limits::Limits;
use crate::manifest::{self, Resources};
use crate::package::{self, Entry, Package, PackageError};
use crate::policy::{self, Candidate, Sources, Text};
use crate::signatures::Signatures;

/// What to read.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The package.
    pub path: PathBuf,
    /// Policies outside the package; they come before bundled ones.
    pub policies: Vec<PathBuf>,
}

/// Reads one app.
///
/// # Errors
/// The package cannot be opened, or its manifest cannot be decoded. Everything
/// less is a [`Limitation`] in the facts.
pub fn extract(
    source: &Source,
    set: &Signatures,
    limits: &Limits,
) -> Result<AppFacts, PackageError> {
    let package = package::open(&source.path, limits)?;
    let (manifest, resources) = manifest::read(&package)?;
    let mut limitations = Vec::new();
    let inputs = code_files(&package, limits, &mut limitations);
    let entry_points = EntryPoints::from_manifest(&manifest, |action| {
        set.self_start
            .iter()
            .any(|start| start.name == action && start.reaches(manifest.target_sdk))
    });
    let (code, more) = dex::analyse(inputs, &entry_points, &set.watch, limits);
    limitations.extend(more);
    let (policy, more) = policies(source, &package, &resources, &code, set, limits);
    limitations.extend(more);
    let (certificates, more) = package::certificates(&package);
    limitations.extend(more);
    let file = package.file_facts()?;
    let contents = package::contents(&package);
    limitations.extend(package.limitations());
    limitations.sort();
    limitations.dedup();
    Ok(AppFacts {
        facts_version: FACTS_VERSION,
        file,
        manifest,
        certificates,
        contents,
        code,
        policy,
        anomalies: package.anomalies(),
        limitations,
    })
}

/// DEX files: those that Android loads, in its order, then those elsewhere,
/// also inside archives among the assets.
fn code_files(
    package: &Package,
    limits: &Limits,
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
    if loaded.is_empty() {
        limitations.push(no_code(package));
    }
    let ordered = loaded
        .into_iter()
        .map(|(_, _, entry)| (entry, true))
        .chain(elsewhere.into_iter().map(|entry| (entry, false)));
    let mut inputs = Vec::new();
    for (index, (entry, loaded_by_android)) in ordered.enumerate() {
        if index >= limits.dex_files {
            limitations.push(Limitation {
                area: Area::Code,
                code: "limit".into(),
                location: entry.location(),
                detail: format!("more than {} DEX files", limits.dex_files),
            });
            break;
        }
        match entry.read() {
            Ok(bytes) => inputs.push(DexInput {
                path: entry.location(),
                bytes,
                loaded_by_android,
            }),
            Err(error) => limitations.push(error.limitation(Area::Code)),
        }
    }
    inputs
}

/// 1 for `classes.dex`, n for `classes<n>.dex`.
fn multidex_number(path: &str) -> Option<u32> {
    match path.strip_prefix("classes")?.strip_suffix(".dex")? {
        "" => Some(1),
        number => number.parse().ok(),
    }
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

/// External policies first, then those that the package holds; all that they
/// declare together.
fn policies(
    source: &Source,
    package: &Package,
    resources: &Resources,
    code: &Code,
    set: &Signatures,
    limits: &Limits,
) -> (Policy, Vec<Limitation>) {
    let (mut policy, mut limitations) = bundled(package, resources, code, limits);
    let mut external = Vec::new();
    for path in &source.policies {
        match policy::read_file(path, limits) {
            Ok(document) => {
                if document.truncated {
                    limitations.push(Limitation {
                        area: Area::Policy,
                        code: "policy-cut".into(),
                        location: document.path.clone(),
                        detail: format!("cut at {} bytes", limits.policy_bytes),
                    });
                }
                external.push(document);
            }
            Err(error) => limitations.push(Limitation {
                area: Area::Policy,
                code: "policy-unreadable".into(),
                location: path.display().to_string(),
                detail: error.to_string(),
            }),
        }
    }
    external.append(&mut policy.documents);
    policy.documents = external;
    if !policy.documents.is_empty() {
        policy.declarations = Some(policy::declare(&policy.documents, &set.lexicon));
    }
    (policy, limitations)
}

fn bundled(
    package: &Package,
    resources: &Resources,
    code: &Code,
    limits: &Limits,
) -> (Policy, Vec<Limitation>) {
    let names: HashMap<Cow<str>, Cow<str>> = resources
        .files()
        .map(|file| (file.path, file.name))
        .collect();
    let entries: Vec<Entry> = package.entries().collect();
    let files: Vec<Candidate> = entries
        .iter()
        .map(|entry| Candidate {
            path: entry.location().into(),
            resource: names.get(entry.path()).cloned(),
            size: entry.size(),
        })
        .collect();
    let strings: Vec<_> = resources
        .strings()
        .map(|string| (string.name, string.locale.to_string(), string.value))
        .collect();
    let texts: Vec<Text> = strings
        .iter()
        .map(|(name, locale, value)| Text {
            name,
            locale,
            value,
        })
        .collect();
    let read = |index: usize| match entries.get(index) {
        Some(entry) => entry.read().map_err(|error| error.cause.to_string()),
        None => Err("no such entry".into()),
    };
    let sources = Sources {
        files: &files,
        read: &read,
        strings: &texts,
        strings_location: "resources.arsc",
        constants: &code.urls,
    };
    policy::locate(&sources, limits)
}
