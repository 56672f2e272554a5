//! From facts to a [`Case`]: SDKs, owners, packers, permissions.

use crate::facts::{AppFacts, Area, Limitation};
use crate::signatures::{Signatures, glob};

use super::ownership::Ownership;
use super::permissions::InPolicy;
use super::{Case, calls, permissions, sdks};

/// Identifies all that checks look at.
pub(super) fn identify<'a>(facts: &'a AppFacts, set: &'a Signatures) -> Case<'a> {
    let mut limitations = facts.limitations.clone();
    limitations.extend(packers(facts, set));
    limitations.sort();
    limitations.dedup();
    let readable =
        !facts.code.dex_files.is_empty() && !limitations.iter().any(|l| l.area == Area::Code);
    let ownership = Ownership::new(facts, set);
    let calls = calls::attribute(facts, set, &ownership);
    let permissions = permissions::requested(facts, set, &calls, readable);
    let mut sdks = sdks::embedded(facts, set, readable);
    for sdk in &mut sdks {
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

/// Traces of packers. One exact trace is enough; traces that several packers
/// share are told as a packer of unknown make.
fn packers(facts: &AppFacts, set: &Signatures) -> Vec<Limitation> {
    let manifest = &facts.manifest;
    let stubs = [
        &manifest.application.class,
        &manifest.application.component_factory,
    ];
    let mut found = Vec::new();
    for packer in &set.packers {
        let stub = stubs
            .into_iter()
            .flatten()
            .find(|class| packer.applications.iter().any(|p| glob(p, class)))
            .map(|class| (class.clone(), "AndroidManifest.xml"));
        let library = facts
            .contents
            .native_libraries
            .iter()
            .find(|l| {
                let file = l.name.rsplit('/').next().unwrap_or(&l.name);
                packer.libraries.iter().any(|p| glob(p, file))
            })
            .map(|l| (l.name.clone(), "lib/"));
        let asset = facts
            .contents
            .assets
            .iter()
            .chain(&facts.contents.meta_inf)
            .find(|path| packer.assets.iter().any(|p| glob(p, path)))
            .map(|path| (path.clone(), "assets/"));
        let package = facts
            .code
            .packages
            .iter()
            .find(|p| packer.packages.iter().any(|prefix| within(&p.name, prefix)))
            .map(|p| (p.name.clone(), "classes.dex"));
        // A packer's library alone may be a leftover; with the stub or the
        // stub's code beside it, the DEX is not the app's.
        let traces: Vec<(String, &str)> = [stub, package, library, asset]
            .into_iter()
            .flatten()
            .collect();
        if let Some((_, place)) = traces.first() {
            let seen: Vec<&str> = traces.iter().map(|t| t.0.as_str()).collect();
            found.push(Limitation {
                area: Area::Code,
                code: "packed".into(),
                location: (*place).into(),
                detail: format!(
                    "{} ({}): {}",
                    packer.name.zh,
                    packer.name.en,
                    seen.join(", ")
                ),
            });
        }
    }
    found
}

fn within(package: &str, prefix: &str) -> bool {
    package
        .strip_prefix(prefix)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
