//! Register tracking over the whole program, helpers included.
//!
//! First the methods that the sweep marked. If an argument of one reaches a
//! place where a constant decides, or it gives a consent flag, its callers are
//! tracked again with that knowledge; so once more for theirs.

use std::collections::BTreeMap;

use super::hierarchy::Hierarchy;
use super::matching::Matches;
use super::outcome::{HandedValue, Known, Outcome};
use super::program::{Deadline, FastMap, Program};
use super::registers::Tracker;
use super::sweep::{Lead, Sweep};
use super::values::Test;
use super::watch::Watch;

/// Levels of helpers.
const ROUNDS: usize = 2;

/// Outcomes by method, and whether time ran out.
#[derive(Debug, Default)]
pub(crate) struct Tracked {
    pub(crate) outcomes: BTreeMap<u32, Outcome>,
    pub(crate) cut: bool,
}

impl Tracked {
    /// Methods that were too large to be tracked.
    pub(crate) fn skipped(&self) -> usize {
        let outcomes = self.outcomes.values();
        outcomes.filter(|outcome| outcome.skipped).count()
    }

    /// The consent test that surely covers a position of a method.
    pub(crate) fn covering(&self, method: u32, pc: u32) -> Option<u32> {
        let outcome = self.outcomes.get(&method)?;
        outcome
            .covered
            .iter()
            .find(|&&(first, last, test)| (first..=last).contains(&pc) && outcome.is_sure(test))
            .map(|&(_, _, test)| test)
    }

    /// By site of the sweep: whether a consent test surely covers it. Empty if
    /// none does.
    pub(crate) fn guarded_sites(&self, swept: &Sweep) -> Vec<bool> {
        let mut guarded = Vec::new();
        for (&method, outcome) in &self.outcomes {
            if outcome.covered.is_empty() {
                continue;
            }
            guarded.resize(swept.sites.len(), false);
            let first = swept.first_site_of(method);
            for (index, site) in swept.sites_of(method).iter().enumerate() {
                if let Some(slot) = guarded.get_mut(first + index) {
                    *slot = self.covering(method, site.pc).is_some();
                }
            }
        }
        guarded
    }
}

pub(crate) fn track(
    program: &Program<'_>,
    hierarchy: &Hierarchy,
    watch: &Watch,
    matched: &[Matches],
    targets: &[u32],
    swept: &Sweep,
    deadline: Deadline,
) -> Tracked {
    let mut rounds = Rounds {
        tracker: Tracker::new(program, watch, matched, targets),
        tracked: Tracked::default(),
        known: Known::default(),
        deadline,
    };
    let count = program.methods.len();
    let mut methods = swept.tracked.clone();
    for _ in 0..ROUNDS {
        rounds.run(&methods);
        let helpers = learn(&rounds.tracked, &methods, &mut rounds.known, count);
        methods = callers(targets, swept, &helpers);
    }
    rounds.run(&methods);
    // A flag that is handed over is a flag in there if every caller hands one.
    rounds.known.asked = asked(program, hierarchy, &rounds.tracked);
    let asked = marks(rounds.known.asked.keys(), count);
    rounds.run(&callers(targets, swept, &asked));
    rounds.known.flags = always_flags(&rounds.tracked, &rounds.known);
    let mut receivers: Vec<u32> = rounds.known.flags.keys().copied().collect();
    receivers.sort_unstable();
    rounds.run(&receivers);
    rounds.tracked
}

struct Rounds<'t, 'a> {
    tracker: Tracker<'t, 'a>,
    tracked: Tracked,
    known: Known,
    deadline: Deadline,
}

impl Rounds<'_, '_> {
    /// Tracks methods, again if they were tracked before.
    fn run(&mut self, methods: &[u32]) {
        for (done, &method) in methods.iter().enumerate() {
            if self.tracked.cut || done % 256 == 0 && self.deadline.passed() {
                self.tracked.cut = true;
                return;
            }
            let outcome = self.tracker.track(method, &self.known);
            if outcome.tells() {
                self.tracked.outcomes.insert(method, outcome);
            } else {
                self.tracked.outcomes.remove(&method);
            }
        }
    }
}

fn marks<'m>(methods: impl Iterator<Item = &'m u32>, count: usize) -> Vec<bool> {
    let mut marks = vec![false; count];
    for &method in methods {
        if let Some(mark) = marks.get_mut(method as usize) {
            *mark = true;
        }
    }
    marks
}

/// Arguments that some caller hands a consent flag, of methods whose callers
/// can all be told: no invoke of a supertype's method leads to them.
fn asked(
    program: &Program<'_>,
    hierarchy: &Hierarchy,
    tracked: &Tracked,
) -> FastMap<u32, Vec<u16>> {
    let mut asked: FastMap<u32, Vec<u16>> = FastMap::default();
    for handed in tracked
        .outcomes
        .values()
        .flat_map(|outcome| &outcome.handed)
    {
        let (method, position) = handed.argument;
        let (Some(found), Some(class)) = (
            program.methods.get(method as usize),
            program.class_of_method(method),
        ) else {
            continue;
        };
        let overrides = || {
            let supertypes = hierarchy.supertypes(program, class.kind);
            let mut others = supertypes.iter().skip(1);
            others.any(|&kind| {
                let above = program.class_of(kind);
                above.is_some_and(|above| program.find_method(above, found.signature).is_some())
            })
        };
        if found.code != 0 && (!found.is_virtual() || !overrides()) {
            let positions = asked.entry(method).or_default();
            if !positions.contains(&position) {
                positions.push(position);
            }
        }
    }
    asked
}

/// Arguments that every caller hands a consent flag, or the constant that means
/// "not agreed".
fn always_flags(tracked: &Tracked, known: &Known) -> FastMap<u32, Vec<(u16, Test, bool)>> {
    let mut found: BTreeMap<(u32, u16), Option<(Test, bool)>> = BTreeMap::new();
    let handed = || {
        tracked
            .outcomes
            .values()
            .flat_map(|outcome| &outcome.handed)
    };
    for one in handed() {
        if let HandedValue::Flag(test, agreed) = &one.value
            && known.asked.contains_key(&one.argument.0)
        {
            let entry = found.entry(one.argument);
            let first = entry.or_insert_with(|| Some((test.clone(), *agreed)));
            if first.as_ref().is_some_and(|(_, first)| first != agreed) {
                *first = None;
            }
        }
    }
    for one in handed() {
        if let Some(slot) = found.get_mut(&one.argument) {
            let fits = match one.value {
                HandedValue::Flag(..) => true,
                HandedValue::False => slot.as_ref().is_some_and(|(_, agreed)| *agreed),
                HandedValue::Other => false,
            };
            if !fits {
                *slot = None;
            }
        }
    }
    let mut flags: FastMap<u32, Vec<(u16, Test, bool)>> = FastMap::default();
    for ((method, position), flag) in found {
        if let Some((test, agreed)) = flag {
            flags
                .entry(method)
                .or_default()
                .push((position, test, agreed));
        }
    }
    flags
}

/// Adds what the last round found to what is known; marks the methods that
/// something new is known of.
fn learn(tracked: &Tracked, methods: &[u32], known: &mut Known, count: usize) -> Vec<bool> {
    let mut news = vec![false; count];
    for &method in methods {
        let Some(outcome) = tracked.outcomes.get(&method) else {
            continue;
        };
        let passes_new =
            !outcome.passes.is_empty() && known.passes.get(&method) != Some(&outcome.passes);
        if passes_new {
            known.passes.insert(method, outcome.passes.clone());
        }
        let getter_new =
            outcome.getter.is_some() && known.getters.get(&method) != outcome.getter.as_ref();
        if let Some(getter) = outcome.getter.clone().filter(|_| getter_new) {
            known.getters.insert(method, getter);
        }
        if let Some(new) = news.get_mut(method as usize) {
            *new = passes_new || getter_new;
        }
    }
    news
}

/// Methods with a call of a marked one, ascending.
fn callers(targets: &[u32], swept: &Sweep, marked: &[bool]) -> Vec<u32> {
    if !marked.contains(&true) {
        return Vec::new();
    }
    let leads: Vec<bool> = targets
        .iter()
        .map(|&target| marked.get(target as usize) == Some(&true))
        .collect();
    let is_marked = |reference: u32| leads.get(reference as usize) == Some(&true);
    let sites = swept.sites.iter().enumerate();
    let found = sites.filter(|(_, site)| match site.lead() {
        Lead::Call(reference) | Lead::Virtual(reference) => is_marked(reference),
        _ => false,
    });
    let mut callers: Vec<u32> = found.map(|(at, _)| swept.method_of(at)).collect();
    callers.dedup();
    callers
}
