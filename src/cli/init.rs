//! `tongbao init`.

use std::fs::OpenOptions;
use std::io::Write;

use anyhow::Context;

use crate::config::{FILE_NAME, TEMPLATE};

use super::EXIT_CLEAN;

/// Writes the commented configuration; never over one that is there.
pub fn run() -> anyhow::Result<u8> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(FILE_NAME)
        .context(FILE_NAME)?;
    file.write_all(TEMPLATE.as_bytes()).context(FILE_NAME)?;
    println!("{FILE_NAME}");
    Ok(EXIT_CLEAN)
}
