//! DEX files read as one program: tables, call sites, call graph, reachability
//! from start-up.
//!
//! [`analyse`] is the front. It reads the identifier tables of every file
//! (`tables`, `program`), holds them against the watch list once (`watch`,
//! `matching`), passes once over all instructions (`sweep`), tracks registers
//! only in the methods where a constant or a consent flag decides
//! (`registers`), and then searches the graph from the roots (`roots`,
//! `reach`). Everything is flat lists of numbers; names become strings only on
//! their way into [`crate::facts::Code`].

mod bytes;
mod callbacks;
mod calls;
mod collect;
mod constants;
mod definers;
mod doubt;
mod entry;
mod graph;
mod guards;
mod header;
mod hierarchy;
mod instructions;
mod invokes;
mod lambda;
mod matching;
mod numbers;
mod opacity;
mod outcome;
mod packages;
mod platform;
mod program;
mod reach;
mod registers;
mod roots;
mod startup;
mod strings;
mod sweep;
mod tables;
mod track;
mod values;
mod watch;
mod words;

pub use doubt::doubt;
pub use entry::EntryPoints;
pub use header::DexError;
pub use tables::{ClassDef, CodeItem, Dex, EncodedMethod, FieldId, MethodId, TypeList, parse};
pub use watch::Watch;

use crate::facts::{Code, Limitation};
use crate::limits::Limits;

/// A DEX file of the package.
#[derive(Debug, Clone)]
pub struct DexInput {
    /// Entry of the package.
    pub path: String,
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Android loads it by itself (`classes*.dex` at the root of a part).
    pub loaded_by_android: bool,
}

/// Reads the DEX files of one app, in the order in which Android loads them.
///
/// What could not be read or was cut is told as limitations; the rest is read.
pub fn analyse(
    dex: Vec<DexInput>,
    entry: &EntryPoints,
    watch: &Watch,
    limits: &Limits,
) -> (Code, Vec<Limitation>) {
    collect::analyse(&dex, entry, watch, limits)
}
