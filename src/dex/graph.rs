//! The call graph: what one method leads to.
//!
//! Edges are not stored: the sites of the sweep are, and what a site leads to
//! is looked up when a search comes by. Virtual and interface calls go by class
//! hierarchy analysis (CHA), once per reference and not per site, and narrowed
//! while searching to classes that reached code creates (RTA). A reference with
//! too many overrides is a hub: it is given up, and noted.

use super::callbacks::{Callbacks, runs_kotlin_functions};
use super::definers::Definers;
use super::hierarchy::{Hierarchy, Subtypes};
use super::matching::TypeFacts;
use super::program::{Deadline, FastMap, File, NONE, Program, access};
use super::sweep::{Lead, Sweep};
use super::track::Tracked;
use crate::facts::EdgeKind;

/// Overrides of a virtual reference beyond which it is given up.
pub(crate) const MAX_TARGETS: usize = 48;
/// Subtypes of one type that are looked at.
const MAX_SUBTYPES: usize = 1 << 16;
/// Subtypes and overrides looked at over the whole program.
const MAX_WORK: usize = 100_000_000;

/// Lists by number, in one piece.
#[derive(Debug, Default)]
pub(crate) struct Lists<T> {
    first: Vec<u32>,
    items: Vec<T>,
}

impl<T> Lists<T> {
    /// Ends the list of the next number.
    fn end(&mut self) {
        self.first.push(self.items.len() as u32);
    }

    pub(crate) fn get(&self, number: u32) -> &[T] {
        let at = number as usize;
        let from = match at.checked_sub(1) {
            Some(before) => self.first.get(before).copied(),
            None => Some(0),
        };
        match (from, self.first.get(at)) {
            (Some(from), Some(&to)) => self
                .items
                .get(from as usize..to as usize)
                .unwrap_or_default(),
            _ => &[],
        }
    }
}

/// What runs when an instance of a type is created, or a component started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Runs {
    pub(crate) method: u32,
    pub(crate) kind: EdgeKind,
}

/// Classes of the program that are listeners of one type.
#[derive(Debug, Default)]
pub(crate) struct Listeners<'a> {
    /// Sorted.
    pub(crate) all: Vec<u32>,
    /// By outermost class.
    pub(crate) by_file: FastMap<&'a [u8], Vec<u32>>,
}

/// A reflected member of the program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reflected {
    pub(crate) kind: u32,
    pub(crate) method: u32,
    pub(crate) guarded: bool,
}

/// The call graph.
pub(crate) struct Graph<'g, 'a> {
    pub(crate) program: &'g Program<'a>,
    pub(crate) hierarchy: &'g Hierarchy,
    pub(crate) callbacks: &'g Callbacks,
    pub(crate) types: &'g TypeFacts,
    pub(crate) swept: &'g Sweep,
    /// By reference: the method that a direct invoke finds.
    pub(crate) targets: &'g [u32],
    /// By reference: overrides that a virtual invoke may find as well.
    overrides: Lists<u32>,
    /// References that were given up, with the number of their targets.
    pub(crate) hubs: FastMap<u32, u32>,
    /// By type.
    pub(crate) on_creation: FastMap<u32, Vec<Runs>>,
    /// By type: life cycle of a component.
    pub(crate) on_start: FastMap<u32, Vec<u32>>,
    /// By type: `invoke` of a Kotlin function value.
    pub(crate) kotlin_functions: FastMap<u32, Vec<u32>>,
    /// By type: it runs Kotlin function values that it is given. Empty if the
    /// program has none.
    kotlin_runners: Vec<bool>,
    /// By listener type: its subtypes.
    pub(crate) listeners: FastMap<u32, Listeners<'a>>,
    /// By method: types and methods that it reflects, and whether a consent
    /// test covers that.
    pub(crate) reflected: FastMap<u32, Vec<Reflected>>,
    /// By method: positions where null is registered as a broadcast receiver,
    /// which gives the last sticky broadcast and no more.
    nothing_registered: FastMap<u32, Vec<u32>>,
    /// By site: a consent test covers it. Empty if none does.
    pub(crate) guarded: Vec<bool>,
    /// Why building ended early, if it did.
    pub(crate) cut: Option<&'static str>,
}

impl<'g, 'a> Graph<'g, 'a> {
    pub(crate) fn new(
        program: &'g Program<'a>,
        hierarchy: &'g Hierarchy,
        callbacks: &'g Callbacks,
        types: &'g TypeFacts,
        swept: &'g Sweep,
        targets: &'g [u32],
        deadline: Deadline,
    ) -> Self {
        let mut graph = Self {
            program,
            hierarchy,
            callbacks,
            types,
            swept,
            targets,
            overrides: Lists::default(),
            hubs: FastMap::default(),
            on_creation: FastMap::default(),
            on_start: FastMap::default(),
            kotlin_functions: FastMap::default(),
            kotlin_runners: Vec::new(),
            listeners: FastMap::default(),
            reflected: FastMap::default(),
            nothing_registered: FastMap::default(),
            guarded: Vec::new(),
            cut: None,
        };
        let mut subtypes = Subtypes::new(program);
        graph.find_overrides(&mut subtypes, deadline);
        graph.find_callbacks(&mut subtypes);
        graph
    }

    /// Adds what register tracking found: consent tests, reflection, and
    /// registrations of nothing.
    pub(crate) fn add_tracked(&mut self, tracked: &Tracked) {
        self.guarded = tracked.guarded_sites(self.swept);
        for (&from, outcome) in &tracked.outcomes {
            if !outcome.nothing_registered.is_empty() {
                let positions = outcome.nothing_registered.clone();
                self.nothing_registered.insert(from, positions);
            }
            for (kind, name, pc) in &outcome.reflected {
                let guarded = tracked.covering(from, *pc).is_some();
                let mut methods = Vec::new();
                if name.starts_with('<') {
                    methods.extend(self.special(*kind, name.as_bytes()));
                } else {
                    let (hierarchy, program) = (self.hierarchy, self.program);
                    hierarchy.find_named(program, *kind, name.as_bytes(), &mut methods);
                }
                // Without a method, the class is still made known.
                methods.push(NONE);
                let list = self.reflected.entry(from).or_default();
                list.extend(methods.into_iter().map(|method| Reflected {
                    kind: *kind,
                    method,
                    guarded,
                }));
            }
        }
    }

    /// Constructors or class initialiser that a class itself defines.
    fn special(&self, kind: u32, name: &[u8]) -> Vec<u32> {
        let program = self.program;
        let methods = program
            .class_of(kind)
            .map(|class| program.methods_of(class));
        let is_named = |&method: &u32| {
            let found = program.methods.get(method as usize);
            found.is_some_and(|m| m.code != 0 && program.name(m.signature) == name)
        };
        methods.into_iter().flatten().filter(is_named).collect()
    }

    fn find_overrides(&mut self, subtypes: &mut Subtypes, deadline: Deadline) {
        let mut used = vec![false; self.targets.len()];
        for site in &self.swept.sites {
            if let Lead::Virtual(reference) = site.lead()
                && let Some(used) = used.get_mut(reference as usize)
            {
                *used = true;
            }
        }
        let definers = Definers::new(self.program);
        let mut work = MAX_WORK;
        for file in &self.program.files {
            let mut collected = NONE;
            for index in 0..file.references.len() {
                let reference = file.first_reference as usize + index;
                if used.get(reference) == Some(&true) && self.cut.is_none() {
                    let spent = self.overrides_of(file, index, &definers, subtypes, &mut collected);
                    work = work.saturating_sub(spent);
                    if work == 0 || index % 4096 == 0 && deadline.passed() {
                        self.cut = Some("virtual calls cost too much");
                    }
                }
                self.overrides.end();
            }
        }
    }

    /// Finds the overrides of one reference; gives what it cost.
    fn overrides_of(
        &mut self,
        file: &File<'_>,
        index: usize,
        definers: &Definers,
        subtypes: &mut Subtypes,
        collected: &mut u32,
    ) -> usize {
        let Some(&reference) = file.references.get(index) else {
            return 0;
        };
        let (kind, signature) = (reference.kind, reference.signature);
        let program = self.program;
        if self.hierarchy.children(kind).is_empty() {
            return 1;
        }
        let number = file.first_reference + index as u32;
        let base = self.targets.get(number as usize).copied().unwrap_or(NONE);
        let foreign = program.class_of(kind).is_none();
        // Code that is handed over runs from where it was created.
        let covered = self.callbacks.is_handed_over(kind)
            || foreign && self.callbacks.is_dispatched(kind, program.name(signature));
        if covered {
            return 1;
        }
        if let Some(method) = program.methods.get(base as usize)
            && !method.is_virtual()
        {
            return 1;
        }
        let mut spent = 0;
        if *collected != kind {
            subtypes.collect(self.hierarchy, kind, MAX_SUBTYPES);
            *collected = kind;
            spent = subtypes.list.len();
        }
        let defining = definers.of(signature);
        let from = self.overrides.items.len();
        let fits = |method: &u32| *method != base;
        if defining.len() <= subtypes.list.len() {
            spent += defining.len();
            let found = defining.iter().copied().filter(fits).filter(|&method| {
                program
                    .class_of_method(method)
                    .is_some_and(|class| subtypes.contains(class.kind))
            });
            self.overrides.items.extend(found);
        } else {
            spent += subtypes.list.len();
            let found = subtypes.list.iter().filter_map(|&kind| {
                let method = program.find_method(program.class_of(kind)?, signature)?;
                let definition = program.methods.get(method as usize)?;
                (definition.code != 0 && definition.is_virtual()).then_some(method)
            });
            self.overrides.items.extend(found.filter(fits));
            if let Some(own) = self.overrides.items.get_mut(from..) {
                own.sort_unstable();
            }
        }
        let count = self.overrides.items.len() - from;
        if count > MAX_TARGETS {
            self.overrides.items.truncate(from);
            self.hubs.insert(number, count as u32);
        }
        spent + count
    }

    /// Turns the callback tables into methods of the program.
    fn find_callbacks(&mut self, subtypes: &mut Subtypes) {
        let (program, hierarchy) = (self.program, self.hierarchy);
        let mut found = Vec::new();
        let mut named = |kind: u32, names: &[&[u8]]| {
            found.clear();
            for name in names {
                hierarchy.find_named(program, kind, name, &mut found);
            }
            found.clone()
        };
        for &(kind, names, edge) in &self.callbacks.on_creation {
            subtypes.collect(hierarchy, kind, MAX_SUBTYPES);
            for &subtype in &subtypes.list {
                let runs = named(subtype, names)
                    .into_iter()
                    .map(|method| Runs { method, kind: edge });
                let list = self.on_creation.entry(subtype).or_default();
                list.extend(runs);
                list.sort_unstable();
                list.dedup();
            }
        }
        for &(kind, names) in &self.callbacks.components {
            subtypes.collect(hierarchy, kind, MAX_SUBTYPES);
            for &subtype in &subtypes.list {
                let mut life_cycle = self.special(subtype, b"<init>");
                life_cycle.extend(named(subtype, names));
                self.on_start.insert(subtype, life_cycle);
            }
        }
        if let Some(function) = program.find_type(b"Lkotlin/Function;") {
            let kinds = program.types.iter();
            self.kotlin_runners = kinds
                .map(|kind| runs_kotlin_functions(kind.descriptor))
                .collect();
            subtypes.collect(hierarchy, function, MAX_SUBTYPES);
            for &subtype in &subtypes.list {
                self.kotlin_functions
                    .insert(subtype, named(subtype, &[b"invoke"]));
            }
        }
        for kind in self.callbacks.listener_types() {
            subtypes.collect(hierarchy, kind, MAX_SUBTYPES);
            let mut listeners = Listeners::default();
            for &kind in &subtypes.list {
                if program.class_of(kind).is_some() {
                    let file = outermost(program.descriptor(kind));
                    listeners.by_file.entry(file).or_default().push(kind);
                    listeners.all.push(kind);
                }
            }
            listeners.all.sort_unstable();
            self.listeners.insert(kind, listeners);
        }
    }

    /// Overrides that a virtual invoke of a reference may find besides its
    /// direct target.
    pub(crate) fn overrides(&self, reference: u32) -> &[u32] {
        self.overrides.get(reference)
    }

    /// Direct target of a reference, or [`NONE`].
    pub(crate) fn target(&self, reference: u32) -> u32 {
        self.targets
            .get(reference as usize)
            .copied()
            .unwrap_or(NONE)
    }

    /// Whether the registration at this position of a method registers nothing.
    pub(crate) fn registers_nothing(&self, method: u32, pc: u32) -> bool {
        let positions = self.nothing_registered.get(&method);
        positions.is_some_and(|positions| positions.contains(&pc))
    }

    /// Whether a site stands behind a consent test.
    pub(crate) fn is_guarded(&self, site: usize) -> bool {
        self.guarded.get(site) == Some(&true)
    }

    /// Whether a reference names a class that runs Kotlin function values.
    pub(crate) fn runs_kotlin(&self, reference: u32) -> bool {
        if self.kotlin_runners.is_empty() {
            return false;
        }
        let target = self.target(reference);
        self.program
            .class_of_method(target)
            .is_some_and(|class| self.kotlin_runners.get(class.kind as usize) == Some(&true))
    }

    /// The `<clinit>` that a static method's class runs first.
    pub(crate) fn initialiser_of_static(&self, method: u32) -> u32 {
        match (
            self.program.methods.get(method as usize),
            self.program.class_of_method(method),
        ) {
            (Some(found), Some(class)) if found.access & access::STATIC != 0 => {
                self.types.initialiser(class.kind)
            }
            _ => NONE,
        }
    }

    /// Number of edges, each site counted with everything that it may lead to.
    pub(crate) fn edge_count(&self) -> u32 {
        let count: usize = self
            .swept
            .sites
            .iter()
            .map(|site| match site.lead() {
                Lead::Call(reference) => usize::from(self.target(reference) != NONE),
                Lead::Virtual(reference) => {
                    usize::from(self.target(reference) != NONE) + self.overrides(reference).len()
                }
                Lead::New(kind) => {
                    usize::from(self.types.initialiser(kind) != NONE)
                        + self.on_creation.get(&kind).map_or(0, Vec::len)
                }
                Lead::Static(_) | Lead::Lambda(_) => 1,
                Lead::Class(_) | Lead::Start | Lead::Register(_) => 0,
            })
            .sum();
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

/// Descriptor of the outermost class, without what follows its name.
pub(crate) fn outermost(descriptor: &[u8]) -> &[u8] {
    let end = memchr::memchr2(b'$', b';', descriptor).unwrap_or(descriptor.len());
    descriptor.get(..end).unwrap_or_default()
}
