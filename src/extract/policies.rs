//! The policies of an app, in the package and beside it, and what they declare.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

use crate::facts::{Area, Code, Document, DocumentRole, Limitation, Policy};
use crate::limits::Limits;
use crate::listing::ListingFacts;
use crate::manifest::Resources;
use crate::package::{Entry, Package};
use crate::policy::{self, Candidate, Sources, Text};
use crate::signatures::Signatures;

use super::Clock;

/// Where policies stand that are not in the package.
pub(super) struct Outside<'a> {
    pub(super) files: Vec<&'a Path>,
    pub(super) listing: Option<&'a ListingFacts>,
}

/// External policies first, then those that the package holds; all that they
/// declare together.
pub(super) fn policies(
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
