//! `tongbao diff`.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::diff;
use crate::extract::{Source, extract};
use crate::judge::{AppContext, judge};
use crate::limits::Limits;
use crate::report::Lang;
use crate::report::json::Report;
use crate::report::reread::stored;
use crate::signatures::Signatures;

use super::{Common, EXIT_CLEAN, EXIT_FINDINGS};

/// Tell what came and went between two packages or two report folders.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A package, or a folder that `scan --out` wrote.
    old: PathBuf,
    /// The same, later.
    new: PathBuf,
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Lines, `+` for what came and `-` for what went.
    Text,
    /// JSON.
    Json,
    /// A section for each app that differs.
    Markdown,
}

/// Runs it; exit code 1 where a finding is new or graver.
pub fn run(args: &Args, common: &Common) -> anyhow::Result<u8> {
    let set = common.load()?;
    let lang = common.lang();
    let (old, new) = (read(&args.old, set, lang)?, read(&args.new, set, lang)?);
    let diffs = diff::batches(old, new, lang);
    let mut out = std::io::stdout().lock();
    match args.format {
        Format::Text => write!(out, "{}", diff::plain(&diffs, lang))?,
        Format::Markdown => write!(out, "{}", diff::markdown(&diffs, lang))?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &diffs)?;
            writeln!(out)?;
        }
    }
    // Verdicts are ordered gravest first.
    let worse = diffs.iter().flat_map(|diff| &diff.findings).any(|change| {
        let Some(new) = change.new else { return false };
        change.old.is_none_or(|old| new < old)
    });
    Ok(if worse { EXIT_FINDINGS } else { EXIT_CLEAN })
}

/// The reports of a folder, or of one package.
fn read(path: &Path, set: &Signatures, lang: Lang) -> anyhow::Result<Vec<Report>> {
    if path.join("summary.json").is_file() {
        return Ok(stored(path)?.collect::<Result<_, _>>()?);
    }
    let source = Source {
        path: path.to_path_buf(),
        ..Source::default()
    };
    let facts = extract(&source, set, &Limits::default())?;
    let judgement = judge(&facts, set, &AppContext::default());
    Ok(vec![Report::new(&facts, &judgement, set, lang)])
}
