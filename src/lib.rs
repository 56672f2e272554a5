//! tongbao reads Android packages and says, app by app, which privacy violation
//! categories of China's regulators the app would be named for.
//!
//! Data flows one way: a file is opened ([`package`]), its manifest
//! ([`manifest`]), code ([`dex`]) and policies ([`policy`]) are read into
//! [`facts::AppFacts`] by [`extract`], facts are held against [`signatures`] by
//! [`judge`], [`gate`] sets aside what does not count, and [`report`] shows the
//! findings. [`batch`] does this for many files at once, [`corpus`] stores facts so
//! that they can be judged again; [`cli`] is what a user types, [`config`] what a
//! project settles.

#![forbid(unsafe_code)]

pub mod batch;
mod caught;
pub mod cli;
pub mod config;
pub mod corpus;
pub mod dex;
pub mod diff;
pub mod extract;
pub mod facts;
pub mod gate;
pub mod judge;
pub mod limits;
pub mod listing;
pub mod manifest;
pub mod package;
pub mod policy;
pub mod report;
pub mod signatures;
mod suggest;

use sha2::{Digest, Sha256};

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// SHA-256 as lower-case hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
