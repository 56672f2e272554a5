//! From numbers to facts.

use std::collections::BTreeMap;

use crate::facts::{
    ApiCall, Area, Code, Confidence, DexFile, Limitation, Located, Opacity, Startup,
};
use crate::limits::Limits;

use super::callbacks::Callbacks;
use super::hierarchy::Hierarchy;
use super::matching::{Matches, TypeFacts, matches};
use super::packages::{packages, short_names_permille};
use super::program::{Deadline, NONE, Program, limitation};
use super::strings::{Address, shown};
use super::sweep::{Sweep, sweep};
use super::watch::Watch;
use super::{DexInput, EntryPoints};

/// URLs and hosts kept at most, each.
const MAX_ADDRESSES: usize = 20_000;

pub(crate) fn analyse(
    dex: &[DexInput],
    _entry: &EntryPoints,
    watch: &Watch,
    limits: &Limits,
) -> (Code, Vec<Limitation>) {
    let deadline = Deadline::new(limits);
    let mut limitations = Vec::new();
    let program = Program::build(dex, limits, deadline, &mut limitations);
    let hierarchy = Hierarchy::new(&program);
    let types = TypeFacts::new(&program, &hierarchy, watch);
    let callbacks = Callbacks::new(&program);
    let targets = targets(&program, &hierarchy);
    let matched: Vec<Matches> = program
        .files
        .iter()
        .map(|file| {
            let first = file.first_reference as usize;
            let own = targets
                .get(first..first + file.references.len())
                .unwrap_or_default();
            matches(&program, &hierarchy, &types, &callbacks, watch, file, own)
        })
        .collect();
    let swept = sweep(&program, &matched, limits.graph_edges, deadline);
    if let Some(cut) = swept.cut {
        limitations.push(limitation(Area::Code, "code-cut", "", cut.into()));
    }
    let mut code = Code {
        dex_files: dex_files(&program, &swept),
        packages: packages(&program, &swept.substantial),
        calls: calls(&program, &swept, watch),
        opacity: Opacity {
            reflection_sites: swept.reflection_sites,
            native_methods: swept.native_methods,
            short_names_permille: short_names_permille(&program),
            ..Opacity::default()
        },
        ..Code::default()
    };
    (code.urls, code.hosts) = located(&program, &swept, &mut limitations);
    limitations.sort();
    (code, limitations)
}

/// By reference over the whole program: the method that a direct invoke finds.
fn targets(program: &Program<'_>, hierarchy: &Hierarchy) -> Vec<u32> {
    let mut targets = Vec::with_capacity(program.references as usize);
    for file in &program.files {
        for (index, reference) in file.references.iter().enumerate() {
            let own = file.defined.get(index).copied().unwrap_or(NONE);
            targets.push(if own != NONE {
                own
            } else if program.class_of(reference.kind).is_some() {
                hierarchy.resolve(program, reference.kind, reference.signature)
            } else {
                NONE
            });
        }
    }
    targets
}

fn dex_files(program: &Program<'_>, swept: &Sweep) -> Vec<DexFile> {
    let mut files: Vec<DexFile> = Vec::new();
    for (number, file) in program.files.iter().enumerate() {
        let dex = &file.dex;
        let input = program.inputs.get(file.input);
        let external = |class: u16| {
            file.types
                .get(usize::from(class))
                .is_none_or(|&kind| program.class_of(kind).is_none())
        };
        let count = |is: usize| u32::try_from(is).unwrap_or(u32::MAX);
        files.push(DexFile {
            path: program.path(file).to_owned(),
            size: input.map_or(0, |input| input.bytes.len() as u64),
            version: dex.version,
            classes: dex.class_count(),
            method_ids: dex.method_count(),
            field_ids: dex.field_count(),
            strings: dex.string_count(),
            methods_with_code: swept.with_code.get(number).copied().unwrap_or_default(),
            external_methods: count(
                (0..dex.method_count())
                    .filter_map(|index| dex.method(index))
                    .filter(|id| external(id.class))
                    .count(),
            ),
            external_fields: count(
                (0..dex.field_count())
                    .filter_map(|index| dex.field(index))
                    .filter(|id| external(id.class))
                    .count(),
            ),
            loaded_by_android: input.is_some_and(|input| input.loaded_by_android),
        });
    }
    files
}

fn calls(program: &Program<'_>, swept: &Sweep, watch: &Watch) -> Vec<ApiCall> {
    let mut sites: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for hit in &swept.hits {
        *sites.entry((hit.api, hit.method)).or_default() += 1;
    }
    let mut calls: Vec<ApiCall> = sites
        .into_iter()
        .map(|((api, method), sites)| ApiCall {
            api: watch.apis.get(api as usize).cloned().unwrap_or_default(),
            constant: None,
            caller: program.method_name(method),
            via: None,
            dex: program.path_of_method(method).to_owned(),
            sites,
            confidence: Confidence::High,
            startup: Startup::Unknown,
            root: None,
            path: Vec::new(),
            guard: None,
            neighbours: Vec::new(),
        })
        .collect();
    calls.sort();
    calls
}

/// URLs and hosts, each once, with the class that loads it where one does.
fn located(
    program: &Program<'_>,
    swept: &Sweep,
    limitations: &mut Vec<Limitation>,
) -> (Vec<Located>, Vec<Located>) {
    let mut found: [BTreeMap<String, (bool, String)>; 2] = Default::default();
    for place in &swept.addresses {
        let Some(file) = program.files.get(place.file as usize) else {
            continue;
        };
        let value = shown(file.dex.string(place.string).unwrap_or_default());
        let class = program.classes.get(place.class as usize);
        let location = match class {
            Some(class) => format!("{}!{}", program.path(file), program.type_name(class.kind)),
            None => program.path(file).to_owned(),
        };
        let map = &mut found[usize::from(place.address == Address::Host)];
        let known = map.entry(value).or_default();
        if known.1.is_empty() || class.is_some() && !known.0 {
            *known = (class.is_some(), location);
        }
    }
    let [urls, hosts] = found.map(|map| {
        if map.len() > MAX_ADDRESSES {
            limitations.push(limitation(
                Area::Code,
                "addresses-cut",
                "",
                format!("{} of {} addresses kept", MAX_ADDRESSES, map.len()),
            ));
        }
        map.into_iter()
            .take(MAX_ADDRESSES)
            .map(|(value, (_, location))| Located { value, location })
            .collect()
    });
    (urls, hosts)
}
