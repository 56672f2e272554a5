//! Bounds on what one package may cost. What is cut at a bound is a
//! [`crate::facts::Limitation`], never a silent loss.

use std::time::Duration;

/// Bounds per package.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Entries listed per archive.
    pub entries: usize,
    /// Inflated bytes of one entry.
    pub entry_bytes: u64,
    /// Inflated bytes for each compressed byte, in entries above 16 MiB.
    pub ratio: u64,
    /// Inflated bytes read over one package.
    pub package_bytes: u64,
    /// Depth of archives inside archives.
    pub nesting: u8,
    /// DEX files per package.
    pub dex_files: usize,
    /// Edges of the call graph.
    pub graph_edges: usize,
    /// Bytes of one policy document before decoding.
    pub policy_bytes: u64,
    /// Wall-clock time; checked between stages and inside long ones.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 200_000,
            entry_bytes: 512 << 20,
            ratio: 200,
            package_bytes: 4 << 30,
            nesting: 3,
            dex_files: 256,
            graph_edges: 20_000_000,
            policy_bytes: 16 << 20,
            time: Duration::from_secs(300),
        }
    }
}
