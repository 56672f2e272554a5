//! Whether and how start-up reaches a place in code.

use super::graph::Graph;
use super::reach::{Reach, search};
use super::roots::Roots;
use super::track::Tracked;
use crate::facts::{Confidence, EdgeKind, Frame, Guard, RootKind, Startup};

/// What the searches from the roots found.
pub(crate) struct StartUp<'s, 'g, 'a> {
    graph: &'s Graph<'g, 'a>,
    tracked: &'s Tracked,
    roots: &'s Roots,
    /// From roots of the app being opened.
    open: Found,
    /// From boot receivers.
    boot: Found,
    /// Not reached means unknown: part of the program is not in sight.
    incomplete: bool,
}

/// Reachability from one set of roots.
struct Found {
    unguarded: Reach,
    /// With code behind consent tests; `None` if there are no tests.
    all: Option<Reach>,
}

impl Found {
    fn new(graph: &Graph<'_, '_>, roots: &Roots, wanted: impl Fn(RootKind) -> bool) -> Self {
        let pick = |list: &[(u32, RootKind)]| -> Vec<u32> {
            let chosen = list.iter().filter(|(_, kind)| wanted(*kind));
            chosen.map(|&(number, _)| number).collect()
        };
        let (methods, created) = (pick(&roots.methods), pick(&roots.created));
        let guards = graph.guarded.contains(&true);
        Self {
            unguarded: search(graph, &methods, &created, true),
            all: guards.then(|| search(graph, &methods, &created, false)),
        }
    }

    fn all(&self) -> &Reach {
        self.all.as_ref().unwrap_or(&self.unguarded)
    }
}

/// How start-up reaches a place.
#[derive(Debug, Default)]
pub(crate) struct Placed {
    pub(crate) startup: Startup,
    pub(crate) root: Option<RootKind>,
    pub(crate) path: Vec<Frame>,
    pub(crate) guard: Option<Guard>,
}

impl<'s, 'g, 'a> StartUp<'s, 'g, 'a> {
    pub(crate) fn new(
        graph: &'s Graph<'g, 'a>,
        tracked: &'s Tracked,
        roots: &'s Roots,
        incomplete: bool,
    ) -> Self {
        Self {
            graph,
            tracked,
            roots,
            open: Found::new(graph, roots, |kind| kind != RootKind::Boot),
            boot: Found::new(graph, roots, |kind| kind == RootKind::Boot),
            incomplete: incomplete || roots.missing_at_startup || !roots.native.is_empty(),
        }
    }

    /// Methods reached from any root.
    pub(crate) fn reachable(&self) -> u32 {
        let (open, boot) = (self.open.all(), self.boot.all());
        let count = (0..self.graph.program.methods.len() as u32)
            .filter(|&method| open.contains(method) || boot.contains(method))
            .count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Hubs that a search met, each once.
    pub(crate) fn hubs(&self) -> Vec<u32> {
        let mut hubs = self.open.all().hubs.clone();
        hubs.extend(&self.boot.all().hubs);
        hubs.sort_unstable();
        hubs.dedup();
        hubs
    }

    /// Whether a root reaches a method with no consent test on the way.
    pub(crate) fn reaches_unguarded(&self, method: u32) -> bool {
        self.open.unguarded.contains(method) || self.boot.unguarded.contains(method)
    }

    /// Places code at the given positions of a method, which then goes on
    /// `through` helpers.
    pub(crate) fn place(&self, method: u32, positions: &[u32], through: &[u32]) -> Placed {
        let guards: Vec<Option<u32>> = positions
            .iter()
            .map(|&pc| self.tracked.covering(method, pc))
            .collect();
        let free = guards.contains(&None);
        if free {
            for found in [&self.open, &self.boot] {
                if found.unguarded.contains(method) {
                    let path = found.unguarded.path(method);
                    let guard = self.seen_test(&path);
                    return self.placed(Startup::Yes, &path, through, guard);
                }
            }
        }
        for found in [&self.open, &self.boot] {
            if !found.all().contains(method) {
                continue;
            }
            let own = guards.iter().flatten().next();
            if let (Some(&test), true) = (own, found.unguarded.contains(method)) {
                let guard = self.guard(method, test, Confidence::High);
                let path = found.unguarded.path(method);
                return self.placed(Startup::Guarded, &path, through, guard);
            }
            let path = found.all().path(method);
            let guard = self
                .guard_on(&path, &found.unguarded)
                .or_else(|| own.and_then(|&test| self.guard(method, test, Confidence::High)));
            return self.placed(Startup::Guarded, &path, through, guard);
        }
        Placed {
            startup: if self.incomplete {
                Startup::Unknown
            } else {
                Startup::No
            },
            ..Placed::default()
        }
    }

    fn placed(
        &self,
        startup: Startup,
        path: &[(u32, EdgeKind)],
        through: &[u32],
        guard: Option<Guard>,
    ) -> Placed {
        let root = path.first().and_then(|&(first, _)| {
            let mut kinds = self.roots.methods.iter();
            kinds
                .find(|&&(method, _)| method == first)
                .map(|&(_, kind)| kind)
        });
        let helpers = through.iter().map(|&method| (method, EdgeKind::Call));
        Placed {
            startup,
            root,
            path: path
                .iter()
                .copied()
                .chain(helpers)
                .map(|(method, edge)| Frame {
                    method: self.graph.program.method_name(method).into(),
                    edge,
                })
                .collect(),
            guard,
        }
    }

    fn guard(&self, method: u32, test: u32, confidence: Confidence) -> Option<Guard> {
        let outcome = self.tracked.outcomes.get(&method)?;
        Some(Guard {
            method: self.graph.program.method_name(method),
            tests: outcome.tests.get(test as usize)?.name.clone(),
            confidence,
        })
    }

    /// The guard that a path passes: where it leaves what is reached without.
    fn guard_on(&self, path: &[(u32, EdgeKind)], unguarded: &Reach) -> Option<Guard> {
        let leaves = path
            .iter()
            .zip(path.iter().skip(1))
            .find(|((_, _), (next, _))| !unguarded.contains(*next))
            .map(|((method, _), _)| *method);
        let covering = |method: u32| {
            let outcome = self.tracked.outcomes.get(&method)?;
            let sure = |&&(_, _, test): &&(u32, u32, u32)| outcome.is_sure(test);
            let &(_, _, test) = outcome.covered.iter().find(sure)?;
            self.guard(method, test, Confidence::High)
        };
        leaves
            .and_then(covering)
            .or_else(|| path.iter().find_map(|&(method, _)| covering(method)))
    }

    /// A consent test on a path that does not provably cover it. The nearest to
    /// the call is told.
    fn seen_test(&self, path: &[(u32, EdgeKind)]) -> Option<Guard> {
        path.iter().rev().find_map(|&(method, _)| {
            let outcome = self.tracked.outcomes.get(&method)?;
            let branch = outcome.branches.first()?;
            let covers = outcome
                .covered
                .iter()
                .any(|&(_, _, test)| test == branch.test);
            let unsure = !outcome.is_sure(branch.test);
            let confidence = if covers && unsure {
                Confidence::Medium
            } else {
                Confidence::Low
            };
            self.guard(method, branch.test, confidence)
        })
    }
}
