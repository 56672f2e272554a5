//! Consent guards within one method: which code only the agreed side of a
//! branch reaches.
//!
//! An instruction is covered by a branch if every way from the entry to it
//! takes the branch's agreed edge: it is reached, and no longer reached once
//! that edge is cut. That is edge dominance, and it holds for early returns as
//! well as for nested blocks. Every instruction of a try block may go to its
//! handlers.

use super::instructions::{Instructions, op, switch_targets};
use super::outcome::{Getter, Outcome};
use super::program::File;
use super::tables::CodeItem;
use super::values::{Test, Value};

/// Branches of a method that are searched at most.
const MAX_BRANCHES: usize = 32;
/// Code units times handlers times branches of a method at most.
const MAX_WORK: usize = 1 << 24;

/// Fills `covered` and `getter` of an outcome from its branches and returns.
pub(crate) fn cover(file: &File<'_>, code: &CodeItem<'_>, outcome: &mut Outcome) {
    outcome.branches.truncate(MAX_BRANCHES);
    if !outcome.branches.is_empty() {
        let mut handlers = Vec::new();
        file.dex.handlers(code, |first, end, handler| {
            handlers.push((first, end, handler));
        });
        let work = (handlers.len() + 1).saturating_mul(code.insns.len() * outcome.branches.len());
        if work > MAX_WORK {
            outcome.skipped = true;
        } else {
            cover_branches(code.insns, &handlers, outcome);
        }
    }
    outcome.getter = getter(outcome);
}

fn cover_branches(insns: &[u8], handlers: &[(u32, u32, u32)], outcome: &mut Outcome) {
    let all = reached(insns, handlers, None);
    for branch in &outcome.branches {
        let next = branch.pc + 2; // both forms of if take two units
        let (agreed, other) = match branch.taken_if_agreed {
            true => (branch.target, next),
            false => (next, branch.target),
        };
        if agreed != other {
            let without = reached(insns, handlers, Some((branch.pc, agreed)));
            let runs = ranges(&all, &without).into_iter();
            outcome
                .covered
                .extend(runs.map(|(first, last)| (first, last, branch.test)));
        }
    }
}

/// Marks of the code units at which an instruction is reached from the entry,
/// without the cut edge.
fn reached(insns: &[u8], handlers: &[(u32, u32, u32)], cut: Option<(u32, u32)>) -> Vec<bool> {
    let mut marks = vec![false; insns.len() / 2];
    let mut open = vec![0u32];
    while let Some(pc) = open.pop() {
        match marks.get_mut(pc as usize) {
            Some(mark) if !*mark => *mark = true,
            _ => continue,
        }
        let mut walk = Instructions::at(insns, pc);
        let Some(insn) = walk.next().filter(|insn| insn.pc == pc) else {
            continue;
        };
        let mut go = |to: u32| {
            if cut != Some((pc, to)) {
                open.push(to);
            }
        };
        if !insn.ends_block() {
            go(walk.position());
        }
        match (insn.op, insn.target()) {
            (op::PACKED_SWITCH | op::SPARSE_SWITCH, Some(payload)) => {
                switch_targets(insns, pc, payload, &mut go);
            }
            (op::FILL_ARRAY_DATA, _) | (_, None) => {}
            (_, Some(target)) => go(target),
        }
        for &(first, end, handler) in handlers {
            if (first..end).contains(&pc) {
                go(handler);
            }
        }
    }
    marks
}

/// Runs of instructions that are marked in `all` and not in `without`: first
/// and last position. Positions inside an instruction carry no mark.
fn ranges(all: &[bool], without: &[bool]) -> Vec<(u32, u32)> {
    let mut runs = Vec::new();
    let mut open: Option<(u32, u32)> = None;
    for (pc, (&all, &without)) in (0..).zip(all.iter().zip(without)) {
        if all && without {
            runs.extend(open.take());
        } else if all {
            open = Some((open.map_or(pc, |(first, _)| first), pc));
        }
    }
    runs.extend(open);
    runs
}

/// Whether the method gives a consent flag: it returns one, or it returns true
/// only on the agreed side of a branch and false elsewhere.
fn getter(outcome: &Outcome) -> Option<Getter> {
    let flag = |test: u32, agreed: bool| {
        let test: &Test = outcome.tests.get(test as usize)?;
        Some(Getter::Flag {
            test: test.clone(),
            agreed,
        })
    };
    let (&(_, first), rest) = outcome.returns.split_first()?;
    let joined = rest
        .iter()
        .fold(first, |joined, &(_, value)| joined.join(value));
    match joined {
        Value::Flag(found) => return flag(found.test, found.agreed),
        Value::KeyedFlag(position, default) => return Some(Getter::Key { position, default }),
        _ => {}
    }
    let covering = |pc: u32| {
        let covered = outcome.covered.iter();
        let mut found = covered.filter(|(first, last, _)| (*first..=*last).contains(&pc));
        found.next().map(|&(_, _, test)| test)
    };
    let mut test = None;
    for &(pc, value) in &outcome.returns {
        match value {
            Value::Int(0) => {}
            Value::Int(1) => test = Some(covering(pc)?),
            Value::Flag(found) if found.agreed => test = Some(found.test),
            // Two constants that met at a shared return: every 1 of the method
            // must stand on the agreed side.
            Value::Unknown => {
                for &one in &outcome.ones {
                    test = Some(covering(one)?);
                }
            }
            _ => return None,
        }
    }
    flag(test?, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_end_where_both_sides_reach() {
        let mark = |text: &str| text.bytes().map(|b| b == b'x').collect::<Vec<_>>();
        // Two-unit instructions: marks at even positions.
        assert_eq!(ranges(&mark("x.x.x.x."), &mark("x.....x.")), [(2, 4)]);
        assert_eq!(ranges(&mark("x.x."), &mark("x.x.")), []);
        assert_eq!(ranges(&mark("x.x.x."), &mark("x...x.")), [(2, 2)]);
        assert_eq!(ranges(&mark("x.x."), &mark("x...")), [(2, 2)]);
    }
}
