//! From numbers to facts.

use std::collections::BTreeMap;

use crate::facts::{Area, Code, DexFile, GraphFacts, Limitation, Located, Root};
use crate::limits::Limits;

use super::callbacks::Callbacks;
use super::calls::{calls, defined_switches, switches};
use super::graph::{Graph, MAX_TARGETS};
use super::hierarchy::Hierarchy;
use super::matching::{Matches, SignatureFacts, TypeFacts, matches};
use super::opacity::{self, opacity};
use super::outcome::Use;
use super::packages::{Neighbours, packages};
use super::program::{Deadline, NONE, Program, limitation};
use super::roots::Roots;
use super::startup::StartUp;
use super::strings::{Address, shown};
use super::sweep::{Sweep, sweep};
use super::track::{Tracked, track};
use super::watch::Watch;
use super::{DexInput, EntryPoints};

/// URLs and hosts kept at most, each.
const MAX_ADDRESSES: usize = 20_000;

pub(crate) fn analyse(
    dex: &[DexInput],
    entry: &EntryPoints,
    watch: &Watch,
    limits: &Limits,
) -> (Code, Vec<Limitation>) {
    let deadline = Deadline::new(limits);
    let mut limitations = Vec::new();
    let program = Program::build(dex, limits, deadline, &mut limitations);
    let hierarchy = Hierarchy::new(&program);
    let types = TypeFacts::new(&program, &hierarchy, watch);
    let callbacks = Callbacks::new(&program);
    let signatures = SignatureFacts::new(&program, &callbacks, watch);
    let targets = targets(&program, &hierarchy);
    let matched: Vec<Matches> = program
        .files
        .iter()
        .map(|file| {
            let first = file.first_reference as usize;
            let own = targets
                .get(first..first + file.references.len())
                .unwrap_or_default();
            matches(&program, &hierarchy, &types, &signatures, watch, file, own)
        })
        .collect();
    let swept = sweep(&program, &matched, limits.graph_edges, deadline);
    let tracked = track(
        &program, &hierarchy, watch, &matched, &targets, &swept, deadline,
    );
    let mut graph = Graph::new(
        &program, &hierarchy, &callbacks, &types, &swept, &targets, deadline,
    );
    graph.add_tracked(&tracked);
    let roots = Roots::new(&graph, entry);
    limitations.extend(cuts(&swept, &tracked, &graph));
    limitations.extend(lost_code(&program, &swept));
    let start_up = StartUp::new(&graph, &tracked, &roots, !limitations.is_empty());
    let callers = callers(&swept, &tracked);
    let neighbours = Neighbours::new(&graph, callers.into_iter());
    let mut code = Code {
        dex_files: dex_files(&program, &swept),
        packages: packages(&program, &swept.substantial),
        calls: calls(&program, watch, &swept, &tracked, &start_up, &neighbours),
        switches: switches(&program, watch, &tracked, &start_up),
        defined_switches: Some(defined_switches(&program, &hierarchy, watch)),
        graph: graph_facts(&graph, &roots, &start_up),
        opacity: opacity(&program, &graph, &swept, &tracked),
        ..Code::default()
    };
    (code.urls, code.hosts) = located(&program, &swept, &mut limitations);
    limitations.extend(graph_limitations(&code, &tracked, &start_up));
    limitations.extend(opacity::limitations(&program, &roots, entry, &code));
    limitations.sort();
    (code, limitations)
}

/// What was not analysed, and why.
fn cuts(
    swept: &Sweep,
    tracked: &Tracked,
    graph: &Graph<'_, '_>,
) -> impl Iterator<Item = Limitation> {
    let out_of_time = tracked
        .cut
        .then_some("time limit reached while tracking registers");
    [
        (Area::Code, swept.cut),
        (Area::Code, out_of_time),
        (Area::Graph, graph.cut),
    ]
    .into_iter()
    .filter_map(|(area, cut)| Some(limitation(area, "analysis-cut", "", cut?.into())))
}

/// Files with methods whose code cannot be read.
fn lost_code(program: &Program, swept: &Sweep) -> Vec<Limitation> {
    let files = program.files.iter().zip(&swept.without_code);
    files
        .filter(|(_, count)| **count > 0)
        .filter_map(|(file, count)| {
            let path = &program.inputs.get(file.input)?.path;
            let detail = format!("the code of {count} methods lies outside the file");
            Some(limitation(Area::Code, "dex-damaged", path, detail))
        })
        .collect()
}

/// Methods that make a watched call, or whose constant another makes it with.
fn callers(swept: &Sweep, tracked: &Tracked) -> Vec<u32> {
    let hits = swept.hits.iter().map(|hit| hit.method);
    let uses = tracked.outcomes.iter().flat_map(|(&method, outcome)| {
        let last = move |used: &Use| used.through.last().copied().unwrap_or(method);
        outcome.uses.iter().map(last)
    });
    let mut callers: Vec<u32> = hits.chain(uses).collect();
    callers.sort_unstable();
    callers.dedup();
    callers
}

fn graph_facts(graph: &Graph<'_, '_>, roots: &Roots, start_up: &StartUp<'_, '_, '_>) -> GraphFacts {
    let program = graph.program;
    let mut facts = GraphFacts {
        methods: graph.swept.with_code.iter().sum(),
        edges: graph.edge_count(),
        roots: roots
            .methods
            .iter()
            .map(|&(method, kind)| Root {
                kind,
                method: program.method_name(method),
            })
            .collect(),
        missing_roots: roots.missing.clone(),
        reachable: start_up.reachable(),
        hubs: start_up
            .hubs()
            .into_iter()
            .filter_map(|hub| Some((graph.reference_name(hub)?, *graph.hubs.get(&hub)?)))
            .collect(),
    };
    facts.roots.sort();
    facts.hubs.sort();
    facts.hubs.dedup_by(|a, b| a.0 == b.0);
    facts
}

/// What makes reachability incomplete although every DEX was read.
fn graph_limitations(
    code: &Code,
    tracked: &Tracked,
    start_up: &StartUp<'_, '_, '_>,
) -> Vec<Limitation> {
    let mut limitations = Vec::new();
    let hubs = code
        .graph
        .hubs
        .iter()
        .filter(|(name, _)| !is_plumbing(name))
        .count();
    if hubs > 0 {
        limitations.push(limitation(
            Area::Graph,
            "graph-hubs",
            "",
            format!("{hubs} virtual methods with more than {MAX_TARGETS} overrides not followed"),
        ));
    }
    let skipped = tracked.skipped();
    if skipped > 0 {
        limitations.push(limitation(
            Area::Code,
            "methods-too-large",
            "",
            format!("{skipped} methods too large to follow constants in"),
        ));
    }
    let loads_early = tracked.outcomes.iter().any(|(&method, outcome)| {
        !outcome.libraries.is_empty() && start_up.reaches_unguarded(method)
    });
    if loads_early {
        limitations.push(limitation(
            Area::Graph,
            "native-at-startup",
            "",
            "native libraries are loaded at start-up; what JNI_OnLoad does is not seen".into(),
        ));
    }
    for class in &code.graph.missing_roots {
        limitations.push(limitation(
            Area::Graph,
            "root-missing",
            class,
            "the manifest names the class and no DEX defines it".into(),
        ));
    }
    limitations
}

/// Platform types of data, drawing and collections, whose many overrides carry
/// no start-up behaviour of their own.
fn is_plumbing(method: &str) -> bool {
    [
        "java.lang.",
        "java.util.",
        "java.io.",
        "java.nio.",
        "android.view.",
        "android.widget.",
        "android.graphics.",
        "android.text.",
        "android.animation.",
        "android.os.Parcel",
        "android.util.",
        "android.database.",
    ]
    .iter()
    .any(|prefix| method.starts_with(prefix))
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
