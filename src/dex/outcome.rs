//! What tracking the registers of one method finds.

use super::platform::Sink;
use super::program::FastMap;
use super::values::{Test, Value};
use crate::facts::Confidence;

/// What tracking one method found.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// Watched APIs that a constant decided.
    pub(crate) uses: Vec<Use>,
    /// Arguments that reach a place where a constant decides.
    pub(crate) passes: Vec<Pass>,
    /// Calls of consent switches: switch, constant flag, position.
    pub(crate) switches: Vec<(u32, Option<bool>, u32)>,
    /// What is returned, and where.
    pub(crate) returns: Vec<(u32, Value)>,
    /// Where the constant 1 is loaded.
    pub(crate) ones: Vec<u32>,
    /// Consent flags that were read, tested or not.
    pub(crate) tests: Vec<Test>,
    /// Branches on consent flags.
    pub(crate) branches: Vec<Branch>,
    /// Code that only the agreed side of a branch reaches: first and last
    /// position, test.
    pub(crate) covered: Vec<(u32, u32, u32)>,
    /// The flag that the method gives, if it is a getter of one.
    pub(crate) getter: Option<Getter>,
    /// Names of native libraries that are loaded.
    pub(crate) libraries: Vec<String>,
    /// DEX is loaded.
    pub(crate) loads_dex: bool,
    /// Reflection whose target is a constant.
    pub(crate) resolved: u32,
    /// It was too large to be tracked.
    pub(crate) skipped: bool,
    /// Reflected members of the program: type, name, position.
    pub(crate) reflected: Vec<(u32, String, u32)>,
    /// Where null is registered as a broadcast receiver.
    pub(crate) nothing_registered: Vec<u32>,
    /// Values at the arguments of a method that may be handed a consent flag.
    pub(crate) handed: Vec<Handed>,
}

/// A watched API that a constant decided.
#[derive(Debug, Clone)]
pub(crate) struct Use {
    pub(crate) api: u32,
    /// Empty where it is not known.
    pub(crate) constant: String,
    pub(crate) pc: u32,
    pub(crate) confidence: Confidence,
    /// Methods between this one and the platform, nearest first; the last one
    /// makes the call. Empty if this one does.
    pub(crate) through: Vec<u32>,
}

/// An argument that reaches a place where a constant decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pass {
    /// Position among the argument registers.
    pub(crate) position: u16,
    pub(crate) to: PassTo,
    /// As in [`Use`].
    pub(crate) through: Vec<u32>,
}

/// Place where a constant decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PassTo {
    Sink(Sink, Confidence),
    Api(u32),
    Number(u32),
}

/// A value at an argument of a method of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Handed {
    /// The method, and the position among its argument registers.
    pub(crate) argument: (u32, u16),
    /// The flag that is handed over and its truth value for "agreed", or
    /// whether it is a constant 0, or neither.
    pub(crate) value: HandedValue,
}

/// What is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum HandedValue {
    Flag(Test, bool),
    False,
    Other,
}

/// A branch on a consent flag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Branch {
    pub(crate) pc: u32,
    pub(crate) target: u32,
    pub(crate) test: u32,
    /// The branch is taken if the person has agreed.
    pub(crate) taken_if_agreed: bool,
}

/// What a getter of a consent flag gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Getter {
    /// This flag.
    Flag { test: Test, agreed: bool },
    /// The stored flag whose key is this argument; whether its default is true.
    Key { position: u16, default: bool },
}

/// What is known of methods from tracking them.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) passes: FastMap<u32, Vec<Pass>>,
    pub(crate) getters: FastMap<u32, Getter>,
    /// Arguments that some caller hands a consent flag.
    pub(crate) asked: FastMap<u32, Vec<u16>>,
    /// Arguments that every caller hands a consent flag.
    pub(crate) flags: FastMap<u32, Vec<(u16, Test, bool)>>,
}

impl Outcome {
    /// Whether anything was found that is used later on.
    pub(crate) fn tells(&self) -> bool {
        !(self.uses.is_empty()
            && self.passes.is_empty()
            && self.switches.is_empty()
            && self.tests.is_empty()
            && self.libraries.is_empty()
            && self.reflected.is_empty()
            && self.handed.is_empty()
            && self.nothing_registered.is_empty()
            && self.getter.is_none()
            && self.resolved == 0
            && !self.loads_dex
            && !self.skipped)
    }

    /// Whether a test is surely one of consent.
    pub(crate) fn is_sure(&self, test: u32) -> bool {
        self.tests.get(test as usize).is_some_and(|test| test.sure)
    }

    pub(crate) fn branch(&mut self, pc: u32, target: u32, test: u32, taken_if_agreed: bool) {
        self.branches.push(Branch {
            pc,
            target,
            test,
            taken_if_agreed,
        });
    }
}
