//! Breadth-first search from the roots.
//!
//! Two passes. The first finds what is reached at all: an override counts only
//! once reached code creates an instance of its class or of a subclass (rapid
//! type analysis), so overrides wait for their class. The second walks the same
//! edges with the created classes known from the start and gives every method
//! its shortest path. Ties go to the root, site and method that come first.

use std::borrow::Cow;
use std::collections::VecDeque;

use super::bytes::mutf8;
use super::callbacks::Names;
use super::graph::{Graph, Listeners, outermost};
use super::program::{FastMap, NONE, Reference};
use super::sweep::Lead;
use crate::facts::EdgeKind;

/// Subtypes of a listener that a registration fires if nothing nearer is known.
const MAX_LISTENERS: usize = 16;

/// Methods reached from a set of roots.
#[derive(Debug, Default)]
pub(crate) struct Reach {
    /// By method: the one before it on the shortest path, itself for a root,
    /// or [`NONE`] if it is not reached.
    parents: Vec<u32>,
    kinds: Vec<EdgeKind>,
    /// Number of methods reached.
    pub(crate) count: u32,
    /// Hubs that were met.
    pub(crate) hubs: Vec<u32>,
}

impl Reach {
    pub(crate) fn contains(&self, method: u32) -> bool {
        self.parents
            .get(method as usize)
            .is_some_and(|&parent| parent != NONE)
    }

    /// The shortest path to a method, root first; empty if not reached.
    pub(crate) fn path(&self, method: u32) -> Vec<(u32, EdgeKind)> {
        let mut path = Vec::new();
        let mut at = method;
        while self.contains(at) && path.len() < self.parents.len() {
            let kind = self.kinds.get(at as usize).copied();
            path.push((at, kind.unwrap_or(EdgeKind::Root)));
            let parent = self.parents.get(at as usize).copied().unwrap_or(NONE);
            if parent == at {
                break;
            }
            at = parent;
        }
        path.reverse();
        path
    }
}

/// Searches from `roots`, whose framework-made types are `created`. With
/// `unguarded`, sites behind a consent test are not followed.
pub(crate) fn search(
    graph: &Graph<'_, '_>,
    roots: &[u32],
    created: &[u32],
    unguarded: bool,
) -> Reach {
    let mut search = Search {
        graph,
        unguarded,
        live: vec![false; graph.program.types.len()],
        waiting: FastMap::default(),
        expanded: vec![false; graph.targets.len()],
        queue: VecDeque::new(),
        reach: Reach::default(),
    };
    for &kind in created {
        search.create(kind);
    }
    search.run(roots);
    search.waiting.clear();
    search.expanded.fill(false);
    search.run(roots);
    search.reach.hubs.sort_unstable();
    search.reach
}

struct Search<'s, 'g, 'a> {
    graph: &'s Graph<'g, 'a>,
    unguarded: bool,
    /// By type: an instance of it or of a subtype is created.
    live: Vec<bool>,
    /// By type: methods that are reached once it is live, and from where.
    waiting: FastMap<u32, Vec<(u32, u32, EdgeKind)>>,
    /// By reference: its overrides were followed.
    expanded: Vec<bool>,
    queue: VecDeque<u32>,
    reach: Reach,
}

impl Search<'_, '_, '_> {
    fn run(&mut self, roots: &[u32]) {
        let count = self.graph.program.methods.len();
        self.reach = Reach {
            parents: vec![NONE; count],
            kinds: vec![EdgeKind::Root; count],
            count: 0,
            hubs: Vec::new(),
        };
        for &root in roots {
            self.visit(root, root, EdgeKind::Root);
        }
        while let Some(method) = self.queue.pop_front() {
            self.expand(method);
        }
    }

    fn visit(&mut self, method: u32, from: u32, kind: EdgeKind) {
        if let Some(parent) = self.reach.parents.get_mut(method as usize)
            && *parent == NONE
        {
            *parent = from;
            if let Some(slot) = self.reach.kinds.get_mut(method as usize) {
                *slot = kind;
            }
            self.reach.count += 1;
            self.queue.push_back(method);
        }
    }

    /// Visits a method of a type once instances of the type exist.
    fn visit_live(&mut self, kind: u32, method: u32, from: u32, edge: EdgeKind) {
        match self.live.get(kind as usize) {
            Some(true) => self.visit(method, from, edge),
            Some(false) => self
                .waiting
                .entry(kind)
                .or_default()
                .push((method, from, edge)),
            None => {}
        }
    }

    /// Marks a type and its superclasses as having instances.
    fn create(&mut self, kind: u32) {
        let (program, hierarchy) = (self.graph.program, self.graph.hierarchy);
        for kind in hierarchy.superclasses(program, kind) {
            match self.live.get_mut(kind as usize) {
                Some(live) if !*live => *live = true,
                _ => return,
            }
            for (method, from, edge) in self.waiting.remove(&kind).unwrap_or_default() {
                self.visit(method, from, edge);
            }
        }
    }

    fn expand(&mut self, method: u32) {
        let graph = self.graph;
        let swept = graph.swept;
        let first = swept.first_site_of(method);
        let sites = swept.sites_of(method);
        let mut starts = false;
        let mut runs_kotlin = false;
        for site in sites {
            match site.lead() {
                Lead::Start => starts = true,
                Lead::Call(reference) => runs_kotlin |= graph.runs_kotlin(reference),
                _ => {}
            }
        }
        self.initialise_superclass(method);
        self.reflect(method);
        for (index, site) in sites.iter().enumerate() {
            if self.unguarded && graph.is_guarded(first + index) {
                continue;
            }
            match site.lead() {
                Lead::Call(reference) => self.call(reference, method),
                Lead::Virtual(reference) => self.call_virtual(reference, method),
                Lead::New(kind) => {
                    self.initialise(kind, method);
                    self.create(kind);
                    self.on_creation(kind, method);
                    if runs_kotlin {
                        self.kotlin_function(kind, method);
                    }
                }
                Lead::Static(kind) => {
                    self.initialise(kind, method);
                    if runs_kotlin {
                        self.kotlin_function(kind, method);
                    }
                }
                Lead::Class(kind) => self.class_object(kind, method, starts),
                Lead::Start => {}
                Lead::Register(_) if graph.registers_nothing(method, site.pc) => {}
                Lead::Register(reference) => self.register(reference, method),
                Lead::Lambda(reference) => {
                    self.visit(graph.target(reference), method, EdgeKind::Async);
                }
            }
        }
    }

    fn reflect(&mut self, from: u32) {
        let graph = self.graph;
        let reflected = graph.reflected.get(&from);
        for found in reflected.map_or(&[][..], Vec::as_slice) {
            if !(self.unguarded && found.guarded) {
                self.create(found.kind);
                self.visit(found.method, from, EdgeKind::Reflection);
            }
        }
    }

    fn call(&mut self, reference: u32, from: u32) {
        let target = self.graph.target(reference);
        let initialiser = self.graph.initialiser_of_static(target);
        self.visit(initialiser, from, EdgeKind::Initialiser);
        self.visit(target, from, EdgeKind::Call);
    }

    fn call_virtual(&mut self, reference: u32, from: u32) {
        let graph = self.graph;
        self.visit(graph.target(reference), from, EdgeKind::Call);
        match self.expanded.get_mut(reference as usize) {
            Some(expanded) if !*expanded => *expanded = true,
            _ => return,
        }
        if graph.hubs.contains_key(&reference) {
            self.reach.hubs.push(reference);
        }
        for &method in graph.overrides(reference) {
            if let Some(class) = graph.program.class_of_method(method) {
                let is_default = class.access & super::program::access::INTERFACE != 0;
                if is_default {
                    self.visit(method, from, EdgeKind::Virtual);
                } else {
                    self.visit_live(class.kind, method, from, EdgeKind::Virtual);
                }
            }
        }
    }

    fn initialise(&mut self, kind: u32, from: u32) {
        let initialiser = self.graph.types.initialiser(kind);
        self.visit(initialiser, from, EdgeKind::Initialiser);
    }

    /// Initialising a class initialises its superclass.
    fn initialise_superclass(&mut self, method: u32) {
        let program = self.graph.program;
        let Some(found) = program.methods.get(method as usize) else {
            return;
        };
        if program.name(found.signature) == b"<clinit>"
            && let Some(class) = program.classes.get(found.class as usize)
        {
            self.initialise(class.superclass, method);
        }
    }

    fn on_creation(&mut self, kind: u32, from: u32) {
        let graph = self.graph;
        for runs in graph.on_creation.get(&kind).map_or(&[][..], Vec::as_slice) {
            self.visit(runs.method, from, runs.kind);
        }
    }

    fn kotlin_function(&mut self, kind: u32, from: u32) {
        let graph = self.graph;
        let functions = graph.kotlin_functions.get(&kind);
        for &method in functions.map_or(&[][..], Vec::as_slice) {
            self.visit(method, from, EdgeKind::Async);
        }
    }

    /// A class object: reflection or a library may create an instance; with a
    /// call that starts a component beside it, the component is started.
    fn class_object(&mut self, kind: u32, from: u32, starts: bool) {
        let graph = self.graph;
        self.create(kind);
        match graph.on_start.get(&kind) {
            Some(life_cycle) if starts => {
                self.initialise(kind, from);
                for &method in life_cycle {
                    self.visit(method, from, EdgeKind::Async);
                }
            }
            Some(_) => {}
            None if graph.is_worker(kind) => self.on_creation(kind, from),
            None => {}
        }
    }

    /// A call that registers a listener: of the classes that could be meant,
    /// those created in this method, else the method's own class, else those of
    /// the same source file, else any of which instances exist.
    fn register(&mut self, reference: u32, from: u32) {
        let graph = self.graph;
        let program = graph.program;
        let Some(found) = graph.reference(reference) else {
            return;
        };
        for &parameter in program.proto(found.signature).iter().skip(1) {
            if let Some(names) = graph.callbacks.handed_over(parameter) {
                self.hand_over_self(parameter, names, from);
            }
            let Some(names) = graph.callbacks.listener(parameter) else {
                continue;
            };
            let Some(listeners) = graph.listeners.get(&parameter) else {
                continue;
            };
            let nearest = graph.nearest_listeners(listeners, from);
            for &kind in nearest.iter().take(MAX_LISTENERS) {
                let mut methods = Vec::new();
                for name in names {
                    graph
                        .hierarchy
                        .find_named(program, kind, name, &mut methods);
                }
                for method in methods {
                    self.visit_live(kind, method, from, EdgeKind::Listener);
                }
            }
        }
    }
}

impl Search<'_, '_, '_> {
    /// `new Thread(this)`, `handler.post(this)`: the method's own class is what
    /// is handed over, if it can be. Other instances run from where they are
    /// created.
    fn hand_over_self(&mut self, parameter: u32, names: Names, from: u32) {
        let (program, hierarchy) = (self.graph.program, self.graph.hierarchy);
        let Some(own) = program.class_of_method(from) else {
            return;
        };
        if hierarchy.supertypes(program, own.kind).contains(&parameter) {
            let mut methods = Vec::new();
            for name in names {
                hierarchy.find_named(program, own.kind, name, &mut methods);
            }
            for method in methods {
                self.visit(method, from, EdgeKind::Async);
            }
        }
    }
}

impl Graph<'_, '_> {
    /// A reference in program numbers.
    fn reference(&self, reference: u32) -> Option<Reference> {
        let files = &self.program.files;
        let after = files.partition_point(|file| file.first_reference <= reference);
        let file = files.get(after.checked_sub(1)?)?;
        let index = (reference - file.first_reference) as usize;
        file.references.get(index).copied()
    }

    /// Dotted class and name of a reference.
    pub(crate) fn reference_name(&self, reference: u32) -> Option<String> {
        let found = self.reference(reference)?;
        let name = mutf8(self.program.name(found.signature));
        Some(format!("{}.{name}", self.program.type_name(found.kind)))
    }

    /// Whether WorkManager creates instances of a class by its class object.
    fn is_worker(&self, kind: u32) -> bool {
        self.program
            .find_type(b"Landroidx/work/ListenableWorker;")
            .is_some_and(|worker| {
                self.hierarchy
                    .superclasses(self.program, kind)
                    .any(|kind| kind == worker)
            })
    }

    /// Of the listeners of a type, those that a registration in a method means.
    fn nearest_listeners<'n>(&'n self, listeners: &'n Listeners<'_>, from: u32) -> Cow<'n, [u32]> {
        let sites = self.swept.sites_of(from);
        let is_one = |kind: &u32| listeners.all.binary_search(kind).is_ok();
        let mut created: Vec<u32> = sites
            .iter()
            .filter_map(|site| match site.lead() {
                Lead::New(kind) | Lead::Static(kind) => Some(kind).filter(is_one),
                _ => None,
            })
            .collect();
        created.sort_unstable();
        created.dedup();
        if !created.is_empty() {
            return Cow::Owned(created);
        }
        let Some(own) = self.program.class_of_method(from) else {
            return Cow::Borrowed(&[]);
        };
        if is_one(&own.kind) {
            return Cow::Owned(vec![own.kind]);
        }
        let file = outermost(self.program.descriptor(own.kind));
        Cow::Borrowed(listeners.by_file.get(file).unwrap_or(&listeners.all))
    }
}
