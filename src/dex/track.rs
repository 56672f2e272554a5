//! Register tracking over the whole program, helpers included.
//!
//! First the methods that the sweep marked. If an argument of one reaches a
//! place where a constant decides, or it gives a consent flag, its callers are
//! tracked again with that knowledge; so once more for theirs.

use std::collections::BTreeMap;

use super::invokes::{Known, Outcome};
use super::matching::Matches;
use super::program::{Deadline, NONE, Program};
use super::registers::Tracker;
use super::sweep::{Lead, Sweep};
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
    watch: &Watch,
    matched: &[Matches],
    targets: &[u32],
    swept: &Sweep,
    deadline: Deadline,
) -> Tracked {
    let mut tracker = Tracker::new(program, watch, matched, targets);
    let mut tracked = Tracked::default();
    let mut known = Known::default();
    let mut methods = swept.tracked.clone();
    for round in 0..=ROUNDS {
        for (done, &method) in methods.iter().enumerate() {
            if done % 256 == 0 && deadline.passed() {
                tracked.cut = true;
                return tracked;
            }
            let outcome = tracker.track(method, &known);
            tracked.outcomes.insert(method, outcome);
        }
        if round == ROUNDS {
            break;
        }
        let helpers = learn(&tracked, &methods, &mut known, program.methods.len());
        methods = callers(program, targets, swept, &helpers);
    }
    tracked
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
fn callers(program: &Program<'_>, targets: &[u32], swept: &Sweep, marked: &[bool]) -> Vec<u32> {
    if !marked.contains(&true) {
        return Vec::new();
    }
    let is_marked = |reference: u32| {
        let target = targets.get(reference as usize).copied().unwrap_or(NONE);
        marked.get(target as usize) == Some(&true)
    };
    (0..program.methods.len() as u32)
        .filter(|&method| {
            swept.sites_of(method).iter().any(|site| match site.lead() {
                Lead::Call(reference) | Lead::Virtual(reference) => is_marked(reference),
                _ => false,
            })
        })
        .collect()
}
