//! Start-up roots: methods that the framework calls before the person has done
//! anything, and, as a set of their own, those that it calls without the person
//! having opened the app at all (boot).

use super::callbacks::{
    ACTIVITY, APPLICATION, PROVIDER, RECEIVER, TINKER_APPLICATION, TINKER_DELEGATES,
    TINKER_LIFE_CYCLE,
};
use super::entry::EntryPoints;
use super::graph::Graph;
use super::hierarchy::Subtypes;
use super::program::{NONE, access};
use super::watch::descriptor_of;
use crate::facts::RootKind;

const FACTORY: &[&[u8]] = &[
    b"instantiateClassLoader",
    b"instantiateApplication",
    b"instantiateActivity",
    b"instantiateProvider",
    b"instantiateReceiver",
    b"instantiateService",
];
/// Classes of Tinker's life cycle that are looked at: an app has one of its own.
const MAX_DELEGATES: usize = 64;
const INITIALIZER: &[&[u8]] = &[b"create", b"dependencies"];

/// The roots of an app.
#[derive(Debug, Default)]
pub(crate) struct Roots {
    /// Methods, in the order in which a search starts from them.
    pub(crate) methods: Vec<(u32, RootKind)>,
    /// Types that the framework creates.
    pub(crate) created: Vec<(u32, RootKind)>,
    /// Classes that the manifest names and no DEX defines.
    pub(crate) missing: Vec<String>,
    /// Among them, such that starting the app depends on.
    pub(crate) missing_at_startup: bool,
    /// Methods that the framework calls whose bodies are native: a protector
    /// moved them there.
    pub(crate) native: Vec<u32>,
}

impl Roots {
    pub(crate) fn new(graph: &Graph<'_, '_>, entry: &EntryPoints) -> Self {
        let mut roots = Self::default();
        for class in entry.component_factory.iter() {
            roots.add(graph, class, FACTORY, RootKind::Application);
        }
        for class in entry.application.iter() {
            roots.add(graph, class, APPLICATION, RootKind::Application);
            roots.add_tinker_delegates(graph, class);
        }
        for class in &entry.providers {
            roots.add(graph, class, PROVIDER, RootKind::Provider);
        }
        for class in &entry.initializers {
            roots.add(graph, class, INITIALIZER, RootKind::Startup);
        }
        for class in &entry.launchers {
            roots.add(graph, class, ACTIVITY, RootKind::Launcher);
        }
        for class in &entry.boot_receivers {
            roots.add(graph, class, RECEIVER, RootKind::Boot);
        }
        roots.missing.sort();
        roots.missing.dedup();
        roots
    }

    /// What a `TinkerApplication` creates from a class name, out of sight.
    fn add_tinker_delegates(&mut self, graph: &Graph<'_, '_>, class: &str) {
        let (program, hierarchy) = (graph.program, graph.hierarchy);
        let loader = program.find_type(TINKER_APPLICATION);
        let Some(number) = program.find_type(&descriptor_of(class)) else {
            return;
        };
        if !hierarchy
            .superclasses(program, number)
            .any(|kind| Some(kind) == loader)
        {
            return;
        }
        let mut subtypes = Subtypes::new(program);
        let bases = TINKER_DELEGATES.iter();
        for base in bases.filter_map(|base| program.find_type(base)) {
            subtypes.collect(hierarchy, base, MAX_DELEGATES);
            for &kind in &subtypes.list {
                self.add_class(graph, kind, TINKER_LIFE_CYCLE, RootKind::Application);
            }
        }
    }

    fn add(&mut self, graph: &Graph<'_, '_>, class: &str, names: &[&[u8]], kind: RootKind) {
        let number = graph.program.find_type(&descriptor_of(class));
        let added = number.is_some_and(|number| self.add_class(graph, number, names, kind));
        if !added && !is_platform(class) {
            self.missing.push(class.to_owned());
            self.missing_at_startup |= kind != RootKind::Boot;
        }
    }

    /// Adds a class that a DEX defines; false for any other.
    fn add_class(
        &mut self,
        graph: &Graph<'_, '_>,
        number: u32,
        names: &[&[u8]],
        kind: RootKind,
    ) -> bool {
        let program = graph.program;
        let Some(definition) = program.class_of(number) else {
            return false;
        };
        self.created.push((number, kind));
        let initialiser = graph.types.initialiser(number);
        if initialiser != NONE {
            self.push(initialiser, kind);
        }
        let mut found: Vec<u32> = program
            .methods_of(definition)
            .filter(|&method| {
                program
                    .methods
                    .get(method as usize)
                    .is_some_and(|m| m.code != 0 && program.name(m.signature) == b"<init>")
            })
            .collect();
        for name in names {
            graph
                .hierarchy
                .find_named(program, number, name, &mut found);
        }
        for method in found {
            self.push(method, kind);
        }
        self.native
            .extend(program.methods_of(definition).filter(|&method| {
                program.methods.get(method as usize).is_some_and(|m| {
                    m.access & access::NATIVE != 0 && names.contains(&program.name(m.signature))
                })
            }));
        true
    }

    fn push(&mut self, method: u32, kind: RootKind) {
        if !self.methods.contains(&(method, kind)) {
            self.methods.push((method, kind));
        }
    }
}

/// Classes that the platform itself defines.
pub(crate) fn is_platform(class: &str) -> bool {
    class.starts_with("android.") && !class.starts_with("android.support.")
        || class.starts_with("java.")
}
