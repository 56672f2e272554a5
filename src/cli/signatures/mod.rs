//! `tongbao signatures`: list, show, lint, test, new, fields, schema, import.

mod coverage;
mod fields;
mod import;
mod list;
mod new;
mod show;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use crate::signatures::{Diagnostic, Signatures, SourceFile, lint, prove, schemas};

use super::{Common, EXIT_CLEAN, EXIT_FINDINGS};

/// Check, list and write signatures.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List what the set knows.
    List {
        /// Only the table of categories: how far each can be assessed, and by
        /// what it is tested.
        #[arg(long)]
        coverage: bool,
    },
    /// Show one signature: a category, SDK, API, permission, packer or library.
    Show {
        /// Its id.
        id: String,
    },
    /// Look for faults: unknown references, colliding prefixes, unreachable
    /// rules, missing translations and proofs.
    Lint,
    /// Run every signature's own examples.
    Test,
    /// Write the skeleton of a new signature.
    New {
        /// What it describes.
        #[arg(value_enum)]
        kind: new::Kind,
        /// Its id: lower-case letters, digits, `-` and `.`.
        id: String,
        /// Folder of the set.
        #[arg(long, default_value = "signatures", value_name = "DIR")]
        into: PathBuf,
    },
    /// Explain the subjects and fields that the conditions of categories read.
    Fields {
        /// Only this kind of subject.
        kind: Option<String>,
    },
    /// Turn your own copy of another project's list into a folder for `--signatures`.
    Import(import::Args),
    /// Print the JSON Schema of a kind of signature file, for editors.
    Schema {
        /// `category`, `sdk`, …; all names without it.
        kind: Option<String>,
    },
}

/// Runs it; returns the exit code.
pub fn run(args: &Args, common: &Common) -> anyhow::Result<u8> {
    let mut out = std::io::stdout().lock();
    let lang = common.lang();
    match &args.command {
        Command::List { coverage: true } => coverage::print(&mut out, common.load()?)?,
        Command::List { coverage: false } => list::print(&mut out, common.load()?, lang)?,
        Command::Show { id } => show::print(&mut out, common.load()?, id)?,
        Command::Lint => return check(&mut out, common),
        Command::Test => return test(&mut out, common.load()?),
        Command::New { kind, id, into } => {
            let path = new::write(*kind, id, into)?;
            writeln!(out, "{}", path.display())?;
        }
        Command::Fields { kind } => fields::print(&mut out, kind.as_deref(), lang)?,
        Command::Import(args) => return import::run(args, common.load()?, lang, &mut out),
        Command::Schema { kind } => schema(&mut out, kind.as_deref())?,
    }
    Ok(EXIT_CLEAN)
}

fn check(out: &mut impl Write, common: &Common) -> anyhow::Result<u8> {
    let files = match &common.signatures {
        Some(folder) => SourceFile::overlaid(folder)?,
        None => SourceFile::builtin(),
    };
    let (faults, version) = match Signatures::from_files(&files) {
        Ok(set) => (lint(&set, &files), set.version),
        Err(error) => (vec![*error.0], "that cannot be loaded".into()),
    };
    let colour = std::io::stdout().is_terminal();
    for fault in &faults {
        writeln!(out, "{}\n", Diagnostic::render(fault, colour))?;
    }
    writeln!(out, "{} faults in signatures {version}", faults.len())?;
    Ok(if faults.is_empty() {
        EXIT_CLEAN
    } else {
        EXIT_FINDINGS
    })
}

fn test(out: &mut impl Write, set: &Signatures) -> anyhow::Result<u8> {
    let (count, failures) = prove(set);
    for f in &failures {
        writeln!(out, "{}: `{}` {}", f.subject, f.example, f.message)?;
    }
    writeln!(out, "{count} examples, {} failed", failures.len())?;
    Ok(if failures.is_empty() {
        EXIT_CLEAN
    } else {
        EXIT_FINDINGS
    })
}

fn schema(out: &mut impl Write, kind: Option<&str>) -> anyhow::Result<()> {
    let known = schemas();
    let Some(kind) = kind else {
        for (name, _) in known {
            writeln!(out, "{name}")?;
        }
        return Ok(());
    };
    match known.iter().find(|(name, _)| *name == kind) {
        Some((_, schema)) => writeln!(out, "{schema}")?,
        None => {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            anyhow::bail!("no signature file is called `{kind}`: {}", names.join(", "));
        }
    }
    Ok(())
}
