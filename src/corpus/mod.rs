//! Facts of many apps, stored: written by a scan, judged again without the
//! packages, taken over by a later scan.
//!
//! A row is one app's [`AppFacts`](crate::facts::AppFacts) as one line of JSON.
//! JSON Lines hold it in one zstd frame, which every reader of zstd takes;
//! Parquet holds it whole in the column `facts`, beside typed columns for what
//! questions ask. Rows stand in the order of the scan's inputs, one memory-sized
//! row at a time: neither writing nor reading holds a corpus.
//!
//! Corpora are hostile input like packages: a line is bounded, and what cannot be
//! read is an error with file, line and cause.

mod columns;
mod files;
mod fit;
mod kept;
mod parquet;
mod read;
mod reuse;
mod row;
mod write;

pub use files::{CorpusError, Files, files};
pub use fit::{Fit, Fitted};
pub use kept::Key;
pub(crate) use kept::{Kept, Packed};
pub use read::{each_row, opened};
pub use reuse::Reuse;
pub use row::{Row, RowError};
pub use write::Sink;

/// Bytes of one row at most, written or read.
pub const MAX_ROW_BYTES: usize = 64 << 20;

/// Level of zstd: what a scan takes for an app is a hundred times as long.
const LEVEL: i32 = 6;
