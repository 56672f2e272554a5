//! SDKs and libraries: names, traces, and who claims what.

use std::collections::{BTreeMap, HashSet};

use super::Faults;
use crate::signatures::model::Sdk;
use crate::signatures::{PackageOwner, Signatures};

pub(super) fn lint(faults: &mut Faults) {
    let set = faults.set;
    for sdk in &set.sdks {
        one(faults, sdk);
    }
    aliases(faults);
    prefixes(faults);
    claims(faults);
}

fn one(faults: &mut Faults, sdk: &Sdk) {
    let subject = format!("sdks/{}", sdk.id);
    faults.both_languages(&subject, "name", &sdk.name);
    faults.both_languages(&subject, "vendor", &sdk.vendor);
    if let Some(consent) = &sdk.consent {
        faults.both_languages(&subject, "consent", consent);
    }
    for (index, id) in sdk.named_with.iter().enumerate() {
        faults.known_sdk(&subject, &format!("named_with[{index}]"), id);
    }
    for (index, id) in sdk.collects.iter().enumerate() {
        faults.known_pi(&subject, &format!("collects[{index}]"), id);
    }
    let traces = &sdk.traces;
    let some_trace = [
        &traces.packages,
        &traces.components,
        &traces.libraries,
        &traces.meta_data,
        &traces.hosts,
        &traces.assets,
    ];
    if some_trace.iter().all(|list| list.is_empty()) && sdk.aliases.is_empty() {
        faults.add(
            &subject,
            "match",
            "no-trace",
            "nothing in [match] and no alias: it can never be found".into(),
            "give at least a package prefix, e.g. packages = [\"com.vendor.sdk\"]",
        );
    }
    if sdk.source.trim().is_empty() {
        faults.add(
            &subject,
            "source",
            "no-source",
            "`source` is empty".into(),
            "name the vendor's document that the facts come from",
        );
    }
}

fn aliases(faults: &mut Faults) {
    let set = faults.set;
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for sdk in &set.sdks {
        let names = sdk.aliases.iter().chain([&sdk.name.zh, &sdk.name.en]);
        for alias in names.map(|a| a.to_lowercase()).collect::<HashSet<_>>() {
            if let Some(other) = known.insert(alias.clone(), &sdk.id) {
                let position = sdk.aliases.iter().position(|a| a.to_lowercase() == alias);
                let path = position.map_or("name".into(), |index| format!("aliases[{index}]"));
                faults.add(
                    &format!("sdks/{}", sdk.id),
                    &path,
                    "alias-collision",
                    format!("`{alias}` also names sdks/{other}"),
                    "make one of them more specific, or join the two by `named_with`",
                );
            }
        }
    }
}

fn prefixes(faults: &mut Faults) {
    let set = faults.set;
    let sdks = set.sdks.iter().map(|s| {
        let subject = format!("sdks/{}", s.id);
        (subject, "match.packages", &s.traces.packages, 2)
    });
    // A single label can be nobody else's: okhttp3, kotlin.
    let libraries = set.libraries.iter().map(|l| {
        let subject = format!("libraries/{}", l.id);
        (subject, "packages", &l.packages, 1)
    });
    let mut claimed: BTreeMap<&str, String> = BTreeMap::new();
    for (subject, list, packages, labels) in sdks.chain(libraries) {
        for (index, prefix) in packages.iter().enumerate() {
            let path = format!("{list}[{index}]");
            if prefix.split('.').count() < labels || prefix.split('.').any(str::is_empty) {
                faults.add(
                    &subject,
                    &path,
                    "short-prefix",
                    format!("`{prefix}` needs at least {labels} labels, none of them empty"),
                    "a prefix this short would claim other vendors' code",
                );
            }
            if let Some(other) = claimed.insert(prefix, subject.clone())
                && other != subject
            {
                faults.add(
                    &subject,
                    &path,
                    "prefix-collision",
                    format!("`{prefix}` is claimed by {other} too"),
                    "remove it from one of them, or use longer prefixes that tell them apart",
                );
            }
        }
    }
}

/// A component class that another SDK's code owns, and traces that two SDKs
/// claim word for word.
fn claims(faults: &mut Faults) {
    let set = faults.set;
    for (own, sdk) in set.sdks.iter().enumerate() {
        let subject = format!("sdks/{}", sdk.id);
        for (index, component) in sdk.traces.components.iter().enumerate() {
            let class = component.trim_end_matches('*').trim_end_matches('.');
            if let Some(other) = owner(set, class).filter(|&other| other != own) {
                let other = &set.sdks[other].id;
                faults.add(
                    &subject,
                    &format!("match.components[{index}]"),
                    "class-claimed-twice",
                    format!("`{component}` lies in a package of sdks/{other}"),
                    "leave it to the SDK whose package it is, or give the longer prefix here",
                );
            }
        }
    }
    type List = fn(&Sdk) -> &Vec<String>;
    let lists: [(&str, List); 2] = [
        ("components", |sdk| &sdk.traces.components),
        ("hosts", |sdk| &sdk.traces.hosts),
    ];
    for (name, list) in lists {
        let mut claimed: BTreeMap<&str, &str> = BTreeMap::new();
        for sdk in &set.sdks {
            for (index, value) in list(sdk).iter().enumerate() {
                if let Some(other) = claimed.insert(value, &sdk.id) {
                    faults.add(
                        &format!("sdks/{}", sdk.id),
                        &format!("match.{name}[{index}]"),
                        "trace-claimed-twice",
                        format!("`{value}` is claimed by sdks/{other} too"),
                        "a trace that both leave tells neither: remove it from one of them",
                    );
                }
            }
        }
    }
}

fn owner(set: &Signatures, class: &str) -> Option<usize> {
    match set.package_index.owner(class)? {
        (PackageOwner::Sdk(index), _) => Some(index),
        (PackageOwner::Library(_), _) => None,
    }
}
