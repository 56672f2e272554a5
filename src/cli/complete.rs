//! `tongbao completions` and `tongbao man`: generated from the arguments.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, EXIT_CLEAN};

/// Print a completion script for a shell.
#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// Print the man page (roff): `tongbao man | man -l -`.
#[derive(Debug, clap::Args)]
pub struct Man {
    /// The page of a subcommand.
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// Prints a completion script.
pub fn completions(args: &Completions) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "tongbao", &mut script);
    // A reader that goes away is no error of ours.
    let _ = std::io::stdout().lock().write_all(&script);
    EXIT_CLEAN
}

/// Prints a man page.
///
/// # Errors
/// An unknown subcommand, and output that cannot be written.
pub fn man(args: &Man) -> anyhow::Result<u8> {
    let mut command = Cli::command();
    command.build();
    let page = match &args.command {
        None => command,
        Some(name) => command
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| anyhow::anyhow!("no subcommand `{name}`"))?,
    };
    clap_mangen::Man::new(page).render(&mut std::io::stdout().lock())?;
    Ok(EXIT_CLEAN)
}
