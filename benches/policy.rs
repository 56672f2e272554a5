//! Time and memory that one policy takes to read, on one core.
//!
//! `cargo bench --bench policy -- [--chars N] [--rounds N] [FILE...]` joins the
//! files, by default the cases of the tests, and repeats them up to N characters
//! (30,000). It prints the best of the rounds for the structure and for the
//! declarations, and the largest memory of the process.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tongbao::limits::Limits;
use tongbao::policy;
use tongbao::signatures::Signatures;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CASES: &[&str] = &[
    include_str!("../tests/policy/cases/good-zh.md"),
    include_str!("../tests/policy/cases/negation-zh.txt"),
    include_str!("../tests/policy/cases/sdk-blocks-zh.txt"),
    include_str!("../tests/policy/cases/definitions-zh.txt"),
    include_str!("../tests/policy/cases/platforms-zh.md"),
];

fn main() -> Result<()> {
    let (mut chars, mut rounds, mut texts) = (30_000, 50, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--bench" => {} // cargo adds it
            "--chars" => chars = arguments.next().context("--chars N")?.parse()?,
            "--rounds" => rounds = arguments.next().context("--rounds N")?.parse()?,
            path => texts.push(std::fs::read_to_string(path).with_context(|| path.to_owned())?),
        }
    }
    if texts.is_empty() {
        texts = CASES.iter().map(|t| (*t).to_owned()).collect();
    }
    let text: String = texts.join("\n").chars().cycle().take(chars).collect();
    let limits = Limits {
        policy_bytes: 1 << 30,
        ..Limits::default()
    };
    let set = Signatures::builtin();
    let lexicon = set.lexicon();
    let (mut structure, mut declarations) = (Duration::MAX, Duration::MAX);
    for _ in 0..rounds {
        let start = Instant::now();
        let document = policy::document(text.as_bytes(), "policy.md", &limits)?;
        structure = structure.min(start.elapsed());
        let start = Instant::now();
        let declared = policy::declare(std::slice::from_ref(&document), lexicon);
        declarations = declarations.min(start.elapsed());
        std::hint::black_box(declared);
    }
    println!(
        "{chars} characters, {} bytes: structure {:.2} ms, declarations {:.2} ms, peak memory {}",
        text.len(),
        structure.as_secs_f64() * 1e3,
        declarations.as_secs_f64() * 1e3,
        peak_memory().unwrap_or_else(|| "unknown".to_owned()),
    );
    Ok(())
}

/// `VmHWM` of this process, on Linux.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
