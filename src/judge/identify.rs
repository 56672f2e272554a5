//! From facts to a [`Case`]: SDKs, owners, packers, permissions.

use crate::facts::{AppFacts, Area, Limitation};
use crate::signatures::model::Packer;
use crate::signatures::{Signatures, glob};

use super::consent::Switches;
use super::ownership::{OwnerKind, Ownership};
use super::permissions::InPolicy;
use super::{Case, calls, permissions, sdks};

/// Identifies all that checks look at.
pub(super) fn identify<'a>(facts: &'a AppFacts, set: &'a Signatures) -> Case<'a> {
    let mut limitations = facts.limitations.clone();
    limitations.extend(packers(facts, set));
    let ownership = Ownership::new(facts, set);
    limitations.extend(loads_code(facts, &ownership));
    limitations.sort();
    limitations.dedup();
    let readable =
        !facts.code.dex_files.is_empty() && !limitations.iter().any(|l| l.area == Area::Code);
    let switches = Switches::new(facts, set, &ownership, readable);
    let calls = calls::attribute(facts, set, &ownership, &switches);
    let permissions = permissions::requested(facts, set, &calls, &ownership, readable);
    let mut sdks = sdks::embedded(facts, set, readable);
    for sdk in &mut sdks {
        sdk.consent = switches.consent(&sdk.id);
        // Its own name, or one that stands for it; the best of them counts.
        let stand_ins = &set.sdks[sdk.index].named_with;
        let names = stand_ins
            .iter()
            .map(String::as_str)
            .chain([sdk.id.as_str()]);
        sdk.in_policy = names
            .map(|id| in_policy(facts, id))
            .min()
            .unwrap_or(InPolicy::NoPolicy);
    }
    Case {
        facts,
        set,
        sdks,
        permissions,
        calls,
        limitations,
    }
}

fn in_policy(facts: &AppFacts, id: &str) -> InPolicy {
    let Some(declarations) = &facts.policy.declarations else {
        return InPolicy::NoPolicy;
    };
    let third = &declarations.third_party;
    if third
        .sdk_list
        .iter()
        .any(|row| row.sdk.as_deref() == Some(id))
    {
        InPolicy::Yes
    } else if third.mentions.iter().any(|mention| mention.sdk == id) {
        InPolicy::Broad
    } else {
        InPolicy::No
    }
}

/// The app's own code that loads DEX at run time. An
/// SDK that does (advertisements, hot fixes) hides its own plug-ins and leaves
/// the app's code in sight.
fn loads_code(facts: &AppFacts, ownership: &Ownership) -> Option<Limitation> {
    let loaders = &facts.code.opacity.dex_loaders;
    let own = loaders.iter().find(|loader| {
        let owner = ownership.of(&loader.class, &[]);
        matches!(owner.kind, OwnerKind::App)
    })?;
    Some(Limitation {
        area: Area::Code,
        code: "dynamic-loading".into(),
        location: format!("{}.{}", own.class, own.method),
        detail: "DexClassLoader".into(),
    })
}

/// Traces of packers: one strong trace is enough, or two different weak ones
/// (names that several packers or ordinary libraries share).
fn packers(facts: &AppFacts, set: &Signatures) -> Vec<Limitation> {
    let mut found = Vec::new();
    for packer in &set.packers {
        let strong: Vec<(String, &str)> = [
            stub(facts, packer),
            stub_code(facts, packer),
            library(facts, &packer.libraries),
            asset(facts, &packer.assets),
        ]
        .into_iter()
        .flatten()
        .collect();
        let libraries = packer.weak_libraries.chunks(1);
        let assets = packer.weak_assets.chunks(1);
        let weak: Vec<(String, &str)> = libraries
            .filter_map(|name| library(facts, name))
            .chain(assets.filter_map(|path| asset(facts, path)))
            .collect();
        if strong.is_empty() && weak.len() < 2 {
            continue;
        }
        let traces: Vec<(String, &str)> = strong.into_iter().chain(weak).collect();
        let mut seen: Vec<&str> = traces.iter().map(|t| t.0.as_str()).collect();
        seen.dedup();
        found.push(Limitation {
            area: Area::Code,
            code: "packed".into(),
            location: traces.first().map_or("", |t| t.1).into(),
            detail: format!(
                "{} ({}): {}",
                packer.name.zh,
                packer.name.en,
                seen.join(", ")
            ),
        });
    }
    found
}

type Trace = Option<(String, &'static str)>;

fn stub(facts: &AppFacts, packer: &Packer) -> Trace {
    let application = &facts.manifest.application;
    let classes = [&application.class, &application.component_factory];
    classes
        .into_iter()
        .flatten()
        .find(|class| packer.applications.iter().any(|p| glob(p, class)))
        .map(|class| (class.clone(), "AndroidManifest.xml"))
}

fn stub_code(facts: &AppFacts, packer: &Packer) -> Trace {
    let mut packages = facts.code.packages.iter();
    packages
        .find(|p| packer.packages.iter().any(|prefix| within(&p.name, prefix)))
        .map(|p| (p.name.clone(), "classes.dex"))
}

fn library(facts: &AppFacts, patterns: &[String]) -> Trace {
    let mut libraries = facts.contents.native_libraries.iter();
    libraries
        .find(|l| {
            let file = l.name.rsplit('/').next().unwrap_or(&l.name);
            patterns.iter().any(|p| glob(p, file))
        })
        .map(|l| (l.name.clone(), "lib/"))
}

fn asset(facts: &AppFacts, patterns: &[String]) -> Trace {
    let contents = &facts.contents;
    contents
        .assets
        .iter()
        .chain(&contents.meta_inf)
        .find(|path| patterns.iter().any(|p| glob(p, path)))
        .map(|path| (path.clone(), "assets/"))
}

fn within(package: &str, prefix: &str) -> bool {
    package
        .strip_prefix(prefix)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
