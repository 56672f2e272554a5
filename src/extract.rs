//! From a file to facts: opens the package and has each reader fill its part.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::config::Config;
use crate::dex::{self, DexInput, EntryPoints};
use crate::facts::{
    AppFacts, Area, Code, Document, DocumentRole, Extraction, FACTS_VERSION, FileFacts, Limitation,
    Manifest, Policy,
};
use crate::limits::Limits;
use crate::listing::{self, Identity, ListingFacts, Listings};
use crate::manifest::{self, Resources};
use crate::package::{self, Entry, Hashed, Package, PackageError};
use crate::policy::{self, Candidate, Sources, Text};
use crate::signatures::Signatures;

/// What to read.
#[derive(Debug, Clone, Default)]
pub struct Source<'a> {
    /// The package.
    pub path: PathBuf,
    /// Policies outside the package; they come before bundled ones.
    pub policies: Vec<PathBuf>,
    /// A configuration that knows further ones by the app's id.
    pub by_package: Option<&'a Config>,
    /// What to read, where not everything.
    pub only: Option<Only>,
    /// The listing beside the package.
    pub listing: Option<PathBuf>,
    /// Listings of a batch, for a package without one beside it.
    pub listings: Option<&'a Listings>,
    /// What the package is called in facts and by listings, where not by its path.
    pub shown: Option<String>,
    /// Its SHA-256, where an earlier step has read all of it.
    pub hashed: Option<Hashed>,
}

impl Source<'_> {
    /// What a store shows of the app.
    fn listing(
        &self,
        file: &FileFacts,
        manifest: &Manifest,
        limitations: &mut Vec<Limitation>,
    ) -> Option<ListingFacts> {
        let Some(beside) = &self.listing else {
            let found = self.listings?.find(Identity {
                sha256: &file.sha256,
                file: &file.path,
                package: &manifest.package,
                version: manifest.version_name.as_deref(),
            });
            return found.cloned();
        };
        match listing::read_file(beside) {
            Ok(listing) => Some(listing),
            Err(error) => {
                limitations.push(Limitation {
                    area: Area::Listing,
                    code: "listing-unreadable".into(),
                    location: error.location,
                    detail: error.cause,
                });
                None
            }
        }
    }

    /// Policies from outside the package of an app.
    fn outside(&self, package: &str) -> Vec<&Path> {
        let configured = self.by_package.and_then(|config| config.app(package));
        let configured = configured.iter().flat_map(|app| &app.policies);
        let all = self.policies.iter().chain(configured);
        all.map(PathBuf::as_path).collect()
    }
}

/// A part of a package that is read alone. What is left out is a limitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Only {
    /// Identity, manifest, certificates and the list of entries: an inventory.
    Manifest,
}

/// Reads one app.
///
/// [`Limits::time`] bounds it as a whole: when it has run out, what was not read
/// yet is left out, and the limitations name the stage.
///
/// # Errors
/// The package cannot be opened, or its manifest cannot be decoded. Everything
/// less is a [`Limitation`] in the facts.
pub fn extract(
    source: &Source,
    set: &Signatures,
    limits: &Limits,
) -> Result<AppFacts, PackageError> {
    let clock = Clock::start(limits);
    let mut package = package::open(&source.path, limits)?;
    if let Some(hashed) = &source.hashed {
        package.expect(hashed.clone());
    }
    let (manifest, resources) = manifest::read(&package)?;
    let mut limitations = Vec::new();
    let mut file = package.file_facts()?;
    if let Some(shown) = &source.shown {
        file.path.clone_from(shown);
    }
    let listing = source.listing(&file, &manifest, &mut limitations);
    let (code, policy) = match source.only {
        None => {
            let code = code(&package, &manifest, set, &clock, &mut limitations);
            let policy = policies(
                &Outside {
                    files: source.outside(&manifest.package),
                    listing: listing.as_ref(),
                },
                &package,
                &resources,
                &code,
                set,
                &clock,
                &mut limitations,
            );
            (code, policy)
        }
        Some(Only::Manifest) => {
            limitations.extend([Area::Code, Area::Policy].map(not_asked));
            (Code::default(), Policy::default())
        }
    };
    let (certificates, more) = package::certificates(&package);
    limitations.extend(more);
    let contents = package::contents(&package);
    limitations.extend(package.limitations());
    limitations.sort();
    limitations.dedup();
    Ok(AppFacts {
        facts_version: FACTS_VERSION,
        extraction: Extraction::default(),
        file,
        manifest,
        certificates,
        contents,
        code,
        policy,
        listing,
        anomalies: package.anomalies(),
        limitations,
    })
}

/// What is left of the time for one app.
struct Clock<'a> {
    began: Instant,
    limits: &'a Limits,
}

impl<'a> Clock<'a> {
    fn start(limits: &'a Limits) -> Self {
        Self {
            began: Instant::now(),
            limits,
        }
    }

    /// The bounds for a stage, with the time that is left for it; when there is
    /// none, the limitation that says so.
    fn stage(&self, area: Area, stage: &str) -> Result<Limits, Limitation> {
        let time = self.limits.time.saturating_sub(self.began.elapsed());
        if time.is_zero() {
            return Err(Limitation {
                area,
                code: "time".into(),
                location: String::new(),
                detail: format!(
                    "{} s ran out before: {stage}",
                    self.limits.time.as_secs_f32()
                ),
            });
        }
        Ok(Limits {
            time,
            ..self.limits.clone()
        })
    }
}

fn not_asked(area: Area) -> Limitation {
    Limitation {
        area,
        code: "not-asked".into(),
        location: String::new(),
        detail: "only the manifest was read".into(),
    }
}

/// Reads and analyses all DEX files.
fn code(
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
            .any(|start| start.name == action && start.reaches(manifest.target_sdk))
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
    let mut inputs = Vec::new();
    for (index, (entry, loaded_by_android)) in ordered.enumerate() {
        if index >= clock.limits.dex_files {
            limitations.push(Limitation {
                area: Area::Code,
                code: "limit".into(),
                location: entry.location(),
                detail: format!("more than {} DEX files", clock.limits.dex_files),
            });
            break;
        }
        if let Err(mut limitation) = clock.stage(Area::Code, "inflating DEX files") {
            limitation.location = entry.location();
            limitations.push(limitation);
            break;
        }
        match entry.read() {
            Ok(bytes) => {
                if loaded_by_android && let Some((code, detail)) = dex::doubt(&bytes) {
                    package.note_anomaly(code, &entry.location(), detail);
                }
                inputs.push(DexInput {
                    path: entry.location(),
                    bytes,
                    loaded_by_android,
                });
            }
            Err(error) => limitations.push(error.limitation(Area::Code)),
        }
    }
    inputs
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

/// Where policies stand that are not in the package.
struct Outside<'a> {
    files: Vec<&'a Path>,
    listing: Option<&'a ListingFacts>,
}

/// External policies first, then those that the package holds; all that they
/// declare together.
fn policies(
    outside: &Outside,
    package: &Package,
    resources: &Resources,
    code: &Code,
    set: &Signatures,
    clock: &Clock,
    limitations: &mut Vec<Limitation>,
) -> Policy {
    let mut external = Vec::new();
    for path in &outside.files {
        match clock.stage(Area::Policy, "policies from outside") {
            Ok(limits) => external.extend(read_policy(path, &limits, limitations)),
            Err(limitation) => limitations.push(limitation),
        }
    }
    external.extend(
        outside
            .listing
            .and_then(|l| submitted(l, clock.limits, limitations)),
    );
    let mut policy = match clock.stage(Area::Policy, "bundled policies") {
        Ok(limits) => {
            let (policy, more) = bundled(package, resources, code, &limits);
            limitations.extend(more);
            policy
        }
        Err(limitation) => {
            limitations.push(limitation);
            Policy::default()
        }
    };
    external.append(&mut policy.documents);
    policy.documents = external;
    if !policy.documents.is_empty() {
        match clock.stage(Area::Policy, "declarations of policies") {
            Ok(_) => {
                policy.declarations = Some(policy::declare(&policy.documents, set.lexicon()));
            }
            Err(limitation) => limitations.push(limitation),
        }
    }
    policy
}

/// A policy from outside the package.
fn read_policy(
    path: &Path,
    limits: &Limits,
    limitations: &mut Vec<Limitation>,
) -> Option<Document> {
    let (code, location, detail, document) = match policy::read_file(path, limits) {
        Ok(document) if document.truncated => (
            "policy-cut",
            document.path.clone(),
            format!("cut at {} bytes", limits.policy_bytes),
            Some(document),
        ),
        Ok(document) => return Some(document),
        Err(error) => (
            "policy-unreadable",
            path.display().to_string(),
            error.to_string(),
            None,
        ),
    };
    limitations.push(Limitation {
        area: Area::Policy,
        code: code.into(),
        location,
        detail,
    });
    document
}

/// The policy whose text a listing gives.
fn submitted(
    listing: &ListingFacts,
    limits: &Limits,
    limitations: &mut Vec<Limitation>,
) -> Option<Document> {
    let text = listing.said.policy_text()?;
    match policy::document(text.as_bytes(), &listing.location, limits) {
        Ok(document) => Some(Document {
            external: true,
            role: DocumentRole::PrivacyPolicy,
            ..document
        }),
        Err(error) => {
            limitations.push(Limitation {
                area: Area::Policy,
                code: "policy-unreadable".into(),
                location: listing.location.clone(),
                detail: error.to_string(),
            });
            None
        }
    }
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
