//! From a file to facts: opens the package and has each reader fill its part.

mod code;
mod policies;

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::config::Config;
use crate::facts::{
    AppFacts, Area, Code, Extraction, FACTS_VERSION, FileFacts, Limitation, Manifest, Policy,
};
use crate::limits::Limits;
use crate::listing::{self, Identity, ListingFacts, Listings};
use crate::manifest;
use crate::package::{self, Hashed, PackageError};
use crate::signatures::Signatures;

use code::code;
use policies::{Outside, policies};

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
