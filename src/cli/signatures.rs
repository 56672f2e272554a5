//! `tongbao signatures`: list, lint, test.

use std::io::Write;

use crate::report::Lang;
use crate::signatures::{Signatures, lint, prove};

use super::{Common, EXIT_CLEAN, EXIT_FINDINGS, import};

/// Check and list signatures.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List what the set knows.
    List,
    /// Look for faults: unknown references, colliding prefixes, missing translations.
    Lint,
    /// Run every signature's own examples.
    Test,
    /// Turn your own copy of another project's list into a folder for `--signatures`.
    Import(import::Args),
}

/// Runs it; returns the exit code.
pub fn run(args: &Args, common: &Common) -> anyhow::Result<u8> {
    let set = common.load()?;
    let mut out = std::io::stdout().lock();
    match &args.command {
        Command::Import(args) => return import::run(args, &set, common.lang(), &mut out),
        Command::List => list(&mut out, &set, common.lang())?,
        Command::Lint => {
            let complaints = lint(&set);
            for c in &complaints {
                writeln!(out, "{} [{}]: {}", c.subject, c.code, c.message)?;
            }
            writeln!(
                out,
                "{} faults in signatures {}",
                complaints.len(),
                set.version
            )?;
            if !complaints.is_empty() {
                return Ok(EXIT_FINDINGS);
            }
        }
        Command::Test => {
            let (count, failures) = prove(&set);
            for f in &failures {
                writeln!(out, "{}: `{}` {}", f.subject, f.example, f.message)?;
            }
            writeln!(out, "{count} examples, {} failed", failures.len())?;
            if !failures.is_empty() {
                return Ok(EXIT_FINDINGS);
            }
        }
    }
    Ok(EXIT_CLEAN)
}

fn list(out: &mut impl Write, set: &Signatures, lang: Lang) -> std::io::Result<()> {
    writeln!(out, "signatures {} ({})", set.version, set.sha256)?;
    for (name, count) in [
        ("categories", set.categories.len()),
        ("sdks", set.sdks.len()),
        ("libraries", set.libraries.len()),
        ("apis", set.apis.len()),
        ("permissions", set.permissions.len()),
        ("packers", set.packers.len()),
        ("consent switches", set.consent.switches.len()),
        ("kinds of personal information", set.pi_types.len()),
        ("policy phrases", set.lexicon.phrases()),
    ] {
        writeln!(out, "{count:6} {name}")?;
    }
    for category in &set.categories {
        writeln!(out, "category {} {}", category.id, lang.of(&category.title))?;
    }
    for sdk in &set.sdks {
        writeln!(
            out,
            "sdk {} {} ({})",
            sdk.id,
            lang.of(&sdk.name),
            lang.of(&sdk.vendor)
        )?;
    }
    for api in &set.apis {
        writeln!(out, "api {} {}", api.id, lang.of(&api.gives))?;
    }
    Ok(())
}
