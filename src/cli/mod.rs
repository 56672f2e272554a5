//! Subcommands, one file each: what was typed becomes a call of the library.

mod complete;
mod diff;
mod explain;
mod init;
mod judge;
mod output;
mod policy;
mod scan;
mod signatures;
mod trace;
mod worker;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Config;
use crate::report::Lang;
use crate::signatures::Signatures;

/// No finding at or above the threshold.
pub const EXIT_CLEAN: u8 = 0;
/// Findings at or above the threshold.
pub const EXIT_FINDINGS: u8 = 1;
/// Wrong usage or configuration; reports cannot be written.
pub const EXIT_USAGE: u8 = 2;
/// At least one package could not be read.
pub const EXIT_UNREADABLE: u8 = 3;
/// Nothing was scanned.
pub const EXIT_NOTHING: u8 = 4;

/// Says which privacy violation categories of China's regulators an Android
/// package would be named for.
#[derive(Debug, Parser)]
#[command(name = "tongbao", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, clap::Args)]
struct Common {
    /// Language of texts; the locale's by default.
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,
    /// Signatures laid over the built-in ones: a folder of the same layout.
    #[arg(long, global = true, value_name = "DIR")]
    signatures: Option<PathBuf>,
    /// Configuration; `tongbao.toml` here or in a folder above by default.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// What the configuration says.
    #[arg(skip)]
    settled: Config,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Scan packages and folders of packages.
    Scan(scan::Args),
    /// Judge stored facts again, without the packages.
    Judge(judge::Args),
    /// Scan packages that are named on standard input, one answer a line.
    Worker(worker::Args),
    /// Read privacy policies alone and print what each declares.
    Policy(policy::Args),
    /// Print the paths from start-up to calls that read personal information.
    Trace(trace::Args),
    /// Tell what came and went between two packages or two report folders.
    Diff(diff::Args),
    /// Write a commented tongbao.toml into the working directory.
    Init,
    /// Check, list and import signatures.
    Signatures(signatures::Args),
    /// Explain a category, SDK, API, permission, app type or legal source.
    Explain(explain::Args),
    /// Print a completion script for a shell.
    Completions(complete::Completions),
    /// Print the man page.
    Man(complete::Man),
}

impl Common {
    /// Reads the configuration.
    fn settle(&mut self) -> anyhow::Result<()> {
        let path = match &self.config {
            Some(path) => Some(path.clone()),
            None => Config::find(&std::env::current_dir()?),
        };
        if let Some(path) = path {
            self.settled = Config::read(&path)?;
        }
        Ok(())
    }

    /// Options win over the configuration, and that over the environment.
    fn lang(&self) -> Lang {
        let chosen = self.lang.or(self.settled.lang);
        chosen.unwrap_or_else(Lang::from_locale)
    }

    /// The set is needed to the end: freeing its strings one by one would cost a small
    /// run a tenth of its time.
    fn load(&self) -> anyhow::Result<&'static Signatures> {
        let overlay = self.signatures.as_ref();
        let set = match overlay.or(self.settled.signatures.as_ref()) {
            Some(folder) => Signatures::with_overlay(folder)?,
            None => Signatures::builtin(),
        };
        Ok(Box::leak(Box::new(set)))
    }
}

/// Runs what the user typed.
///
/// # Errors
/// Wrong usage or configuration, and output that cannot be written: exit code
/// [`EXIT_USAGE`].
pub fn run() -> anyhow::Result<ExitCode> {
    let mut cli = Cli::parse();
    cli.common.settle()?;
    let code = match &cli.command {
        Command::Scan(args) => scan::run(args, &cli.common)?,
        Command::Judge(args) => judge::run(args, &cli.common)?,
        Command::Worker(args) => worker::run(args, &cli.common)?,
        Command::Policy(args) => policy::run(args, &cli.common)?,
        Command::Trace(args) => trace::run(args, &cli.common)?,
        Command::Diff(args) => diff::run(args, &cli.common)?,
        Command::Init => init::run()?,
        Command::Signatures(args) => signatures::run(args, &cli.common)?,
        Command::Explain(args) => explain::run(args, &cli.common)?,
        Command::Completions(args) => complete::completions(args),
        Command::Man(args) => complete::man(args)?,
    };
    Ok(ExitCode::from(code))
}
