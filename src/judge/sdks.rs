//! Which SDKs are embedded, on what evidence, with what confidence.

use std::collections::BTreeMap;

use crate::facts::{AppFacts, Confidence};
use crate::signatures::{PackageOwner, Signatures};

use super::consent::SdkConsent;
use super::ownership::{claim, within};
use super::permissions::InPolicy;

/// Substantial classes from which on a package counts as the SDK itself.
const MANY: u32 = 3;
/// Pieces of evidence kept per kind.
const KEPT: usize = 5;

/// An SDK found in an app.
#[derive(Debug, Clone)]
pub struct EmbeddedSdk {
    /// Index into `Signatures::sdks`.
    pub index: usize,
    /// Id.
    pub id: String,
    /// How sure it is that the SDK is there and does something. `low` is a
    /// trace: a stub, a stray class, a host name.
    pub confidence: Confidence,
    /// Traces, strongest kind first.
    pub evidence: Vec<SdkEvidence>,
    /// What the policy says of it.
    pub in_policy: InPolicy,
    /// What the app does with its consent switches.
    pub consent: SdkConsent,
}

/// A trace of an SDK.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SdkEvidence {
    /// `package`, `component`, `library`, `meta-data`, `asset`, `host`.
    pub kind: &'static str,
    /// The trace.
    pub value: String,
    /// Where it was found.
    pub location: String,
    /// Number of classes, for a package; 0 otherwise.
    pub classes: u32,
}

#[derive(Default)]
struct Traces {
    classes: u32,
    substantial: u32,
    live_components: u32,
    kinds: BTreeMap<&'static str, Vec<SdkEvidence>>,
}

impl Traces {
    fn add(&mut self, kind: &'static str, value: &str, location: &str, classes: u32) {
        let list = self.kinds.entry(kind).or_default();
        if list.len() < KEPT {
            list.push(SdkEvidence {
                kind,
                value: value.into(),
                location: location.into(),
                classes,
            });
        }
    }

    /// Code decides where there is code; manifest, libraries and assets are
    /// fall-back evidence for packed and obfuscated apps.
    fn confidence(&self, code_readable: bool) -> Confidence {
        let has = |kind| self.kinds.contains_key(kind);
        let native = has("library");
        let declared = has("component") || has("meta-data") || has("asset");
        if self.substantial >= MANY
            || (self.substantial > 0 && (native || self.live_components > 0))
        {
            Confidence::High
        } else if self.substantial > 0
            || (native && (declared || !code_readable || self.classes > 0))
            || (declared && !code_readable)
        {
            Confidence::Medium
        } else if native {
            // A library without the Java half: renamed by a shrinker, or left over.
            Confidence::Medium
        } else {
            Confidence::Low
        }
    }
}

/// All SDKs with any trace; `in_policy` and `consent` are filled in later.
pub(super) fn embedded(
    facts: &AppFacts,
    set: &Signatures,
    code_readable: bool,
) -> Vec<EmbeddedSdk> {
    let mut found: BTreeMap<usize, Traces> = BTreeMap::new();
    packages(facts, set, &mut found);
    manifest(facts, set, &mut found);
    contents(facts, set, &mut found);
    for host in &facts.code.hosts {
        if let Some(sdk) = set.sdk_index.by_host(&host.value) {
            found
                .entry(sdk)
                .or_default()
                .add("host", &host.value, &host.location, 0);
        }
    }
    let mut sdks: Vec<EmbeddedSdk> = found
        .into_iter()
        .map(|(index, traces)| EmbeddedSdk {
            index,
            id: set.sdks[index].id.clone(),
            confidence: traces.confidence(code_readable),
            evidence: in_order(traces.kinds),
            in_policy: InPolicy::NoPolicy,
            consent: SdkConsent::default(),
        })
        .collect();
    sdks.sort_by(|a, b| {
        b.confidence
            .cmp(&a.confidence)
            .then_with(|| a.id.cmp(&b.id))
    });
    sdks
}

fn in_order(mut kinds: BTreeMap<&'static str, Vec<SdkEvidence>>) -> Vec<SdkEvidence> {
    [
        "package",
        "component",
        "library",
        "meta-data",
        "asset",
        "host",
    ]
    .into_iter()
    .filter_map(|kind| kinds.remove(kind))
    .flatten()
    .collect()
}

fn packages(facts: &AppFacts, set: &Signatures, found: &mut BTreeMap<usize, Traces>) {
    // One piece of evidence per matched prefix, with all classes below it.
    let mut by_prefix: BTreeMap<(usize, &str), (u32, u32, &str)> = BTreeMap::new();
    let application = &facts.manifest.package;
    for package in &facts.code.packages {
        let claimed = claim(set, application, &package.name);
        if let Some((PackageOwner::Sdk(sdk), prefix)) = claimed {
            let sum = by_prefix
                .entry((sdk, prefix))
                .or_insert((0, 0, &package.dex));
            sum.0 += package.classes;
            sum.1 += package.substantial;
        }
    }
    for ((sdk, prefix), (classes, substantial, dex)) in by_prefix {
        let traces = found.entry(sdk).or_default();
        traces.classes += classes;
        traces.substantial += substantial;
        traces.add("package", prefix, dex, classes);
    }
}

fn manifest(facts: &AppFacts, set: &Signatures, found: &mut BTreeMap<usize, Traces>) {
    let application = &facts.manifest.package;
    for component in &facts.manifest.components {
        if within(&component.name, application)
            && claim(set, application, &component.name).is_none()
        {
            continue;
        }
        let by_prefix = set.sdk_index.by_package(&component.name).map(|hit| hit.0);
        let mut sdks: Vec<usize> = set
            .sdk_index
            .by_component(&component.name)
            .chain(by_prefix)
            .collect();
        sdks.sort_unstable();
        sdks.dedup();
        for sdk in sdks {
            let traces = found.entry(sdk).or_default();
            traces.live_components += u32::from(component.enabled);
            traces.add("component", &component.name, "AndroidManifest.xml", 0);
        }
    }
    let nested = facts.manifest.components.iter().flat_map(|c| &c.meta_data);
    for data in facts.manifest.meta_data.iter().chain(nested) {
        for sdk in set.sdk_index.by_meta_data(&data.name) {
            found
                .entry(sdk)
                .or_default()
                .add("meta-data", &data.name, "AndroidManifest.xml", 0);
        }
    }
}

fn contents(facts: &AppFacts, set: &Signatures, found: &mut BTreeMap<usize, Traces>) {
    let mut libraries: Vec<(&str, String)> = facts
        .contents
        .native_libraries
        .iter()
        .map(|l| {
            let place = if l.abi.is_empty() {
                l.name.clone()
            } else {
                format!("lib/{}/{}", l.abi, l.name)
            };
            (l.name.rsplit('/').next().unwrap_or(&l.name), place)
        })
        .collect();
    libraries.sort();
    libraries.dedup_by(|a, b| a.0 == b.0);
    for (name, place) in &libraries {
        for sdk in set.sdk_index.by_library(name) {
            found.entry(sdk).or_default().add("library", name, place, 0);
        }
    }
    for path in facts.contents.assets.iter().chain(&facts.contents.meta_inf) {
        for sdk in set.sdk_index.by_asset(path) {
            found.entry(sdk).or_default().add("asset", path, path, 0);
        }
    }
}
