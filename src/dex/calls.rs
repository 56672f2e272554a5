//! Uses of watched APIs and of consent switches, as facts.

use std::collections::BTreeMap;

use crate::facts::{ApiCall, Confidence, SwitchCall, SwitchMeaning};
use crate::signatures::model::SwitchEffect;

use super::hierarchy::Hierarchy;
use super::packages::Neighbours;
use super::program::{Class, Program};
use super::startup::StartUp;
use super::sweep::Sweep;
use super::track::Tracked;
use super::watch::{Switch, Watch, descriptor_of};

/// What makes two uses one fact.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'k> {
    api: u32,
    constant: Option<&'k str>,
    /// The method in which the constant stands, or the call if it needs none.
    method: u32,
    /// Helpers between it and the platform.
    through: &'k [u32],
    confidence: Confidence,
}

/// Every use of a watched API, sorted.
pub(crate) fn calls(
    program: &Program<'_>,
    watch: &Watch,
    swept: &Sweep,
    tracked: &Tracked,
    start_up: &StartUp<'_, '_, '_>,
    neighbours: &Neighbours,
) -> Vec<ApiCall> {
    let mut sites: BTreeMap<Key<'_>, Vec<u32>> = BTreeMap::new();
    for hit in &swept.hits {
        let key = Key {
            api: hit.api,
            constant: None,
            method: hit.method,
            through: &[],
            confidence: match hit.explicit && watch.is_by_intent(hit.api) {
                true => Confidence::Low,
                false => Confidence::High,
            },
        };
        sites.entry(key).or_default().push(hit.pc);
    }
    for (&method, outcome) in &tracked.outcomes {
        for found in &outcome.uses {
            let key = Key {
                api: found.api,
                constant: Some(found.constant.as_str()).filter(|constant| !constant.is_empty()),
                method,
                through: &found.through,
                confidence: found.confidence,
            };
            sites.entry(key).or_default().push(found.pc);
        }
    }
    let mut calls: Vec<ApiCall> = sites
        .into_iter()
        .map(|(key, positions)| {
            let caller = key.through.last().copied().unwrap_or(key.method);
            let placed = start_up.place(key.method, &positions, key.through);
            ApiCall {
                api: watch
                    .apis
                    .get(key.api as usize)
                    .cloned()
                    .unwrap_or_default(),
                constant: key.constant.map(str::to_owned),
                caller: program.method_name(caller),
                via: (!key.through.is_empty()).then(|| program.method_name(key.method)),
                dex: program.path_of_method(caller).to_owned(),
                sites: u32::try_from(positions.len()).unwrap_or(u32::MAX),
                confidence: key.confidence,
                startup: placed.startup,
                root: placed.root,
                path: placed.path,
                guard: placed.guard,
                neighbours: neighbours.of(program, caller),
            }
        })
        .collect();
    calls.sort();
    calls
}

/// Every call of a vendor's consent switch, sorted.
pub(crate) fn switches(
    program: &Program<'_>,
    watch: &Watch,
    tracked: &Tracked,
    start_up: &StartUp<'_, '_, '_>,
) -> Vec<SwitchCall> {
    let mut calls = Vec::new();
    for (&method, outcome) in &tracked.outcomes {
        for &(switch, flag, pc) in &outcome.switches {
            let Some(switch) = watch.switches.get(switch as usize) else {
                continue;
            };
            let placed = start_up.place(method, &[pc], &[]);
            calls.push(SwitchCall {
                sdk: switch.sdk.clone(),
                class: switch.class.clone(),
                name: switch.name.clone(),
                effect: match switch.effect {
                    SwitchEffect::Prepares => SwitchMeaning::Prepares,
                    SwitchEffect::Starts => SwitchMeaning::Starts,
                    SwitchEffect::GrantsOrDenies => SwitchMeaning::GrantsOrDenies,
                    SwitchEffect::Limits => SwitchMeaning::Limits,
                },
                flag,
                caller: program.method_name(method),
                dex: program.path_of_method(method).to_owned(),
                startup: placed.startup,
                root: placed.root,
                path: placed.path,
                guard: placed.guard,
            });
        }
    }
    calls.sort();
    calls.dedup();
    calls
}

/// Watched consent switches that a class of the program defines or inherits from one:
/// `class.method`, sorted.
pub(crate) fn defined_switches(
    program: &Program<'_>,
    hierarchy: &Hierarchy,
    watch: &Watch,
) -> Vec<String> {
    let named = |class: &Class, name: &str| {
        let mut methods = program.methods_of(class);
        methods.any(|m| {
            let method = program.methods.get(m as usize);
            method.is_some_and(|m| program.name(m.signature) == name.as_bytes())
        })
    };
    let is_defined = |switch: &&Switch| {
        let kind = program.find_type(&descriptor_of(&switch.class));
        let mut classes = kind
            .into_iter()
            .flat_map(|kind| hierarchy.superclasses(program, kind))
            .filter_map(|kind| program.class_of(kind));
        classes.any(|class| named(class, &switch.name))
    };
    let switches = watch.switches.iter().filter(is_defined);
    let mut defined: Vec<String> = switches
        .map(|s| format!("{}.{}", s.class, s.name))
        .collect();
    defined.sort();
    defined.dedup();
    defined
}
