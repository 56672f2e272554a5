//! `tongbao scan`.

use std::io::{Read, Write};
use std::path::PathBuf;

use anyhow::Context;

use crate::batch::{self, Plan, Progress};
use crate::config::Config;
use crate::corpus::{self, Files, RowError, Sink};
use crate::extract::Only;
use crate::limits::Limits;
use crate::listing::Listings;
use crate::report::json::Report;
use crate::report::summary::{ErrorRow, Summary};
use crate::report::{Lang, printable, terminal};

use super::output::{Output, Print};
use super::{Common, EXIT_CLEAN, EXIT_FINDINGS, EXIT_NOTHING, EXIT_UNREADABLE};

/// Bytes of a list on standard input that are read at most.
const MAX_LIST_BYTES: u64 = 256 << 20;

/// Scan packages and folders of packages.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files and folders; `-` reads a list from standard input, one path a line
    /// or separated by NUL.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    output: Output,
    /// Write the facts of each app to a corpus: a file that ends in .jsonl.zst or
    /// .parquet, or both in a folder. `judge` needs no package then.
    #[arg(long, value_name = "PATH", conflicts_with = "resume")]
    facts: Option<PathBuf>,
    /// Take facts from this corpus for packages that have not changed since, and
    /// unpack only the rest; the one of --facts may be missing. May be repeated.
    #[arg(long, value_name = "CORPUS")]
    reuse: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// Write evidence.zip beside each report: the report, manifest, policy texts
    /// and their SHA-256.
    #[arg(long, requires = "out")]
    evidence: bool,
    /// Take over the reports that an earlier run with the same settings left in
    /// --out, and scan the rest.
    #[arg(long, requires = "out")]
    resume: bool,
}

/// How packages are read.
#[derive(Debug, clap::Args)]
pub(super) struct Reading {
    /// A privacy policy from outside the package (HTML, text, Markdown, docx, PDF).
    #[arg(long, value_name = "FILE")]
    policy: Vec<PathBuf>,
    /// Read only a part of each package; the rest stays inconclusive.
    #[arg(long, value_enum)]
    pub only: Option<Only>,
    /// Bound on what one package may cost, e.g. `seconds=60`; may be repeated.
    #[arg(long, value_name = "NAME=VALUE")]
    limit: Vec<String>,
    /// What a store shows of each app: a folder of `NAME.listing.json`, or a file
    /// with one listing a line.
    #[arg(long, value_name = "DIR|FILE")]
    listings: Option<PathBuf>,
}

impl Reading {
    /// The bounds; options win over the configuration.
    pub fn limits(&self, config: &Config) -> anyhow::Result<Limits> {
        let mut limits = Limits::default();
        config.set_limits(&mut limits)?;
        for text in &self.limit {
            limits
                .set(text)
                .with_context(|| format!("--limit {text}"))?;
        }
        Ok(limits)
    }

    /// Policies from outside for every package; those that are named must be there.
    pub fn policies(&self, config: &Config) -> anyhow::Result<Vec<PathBuf>> {
        let all = self.policy.iter().chain(&config.policies);
        let policies: Vec<PathBuf> = all.cloned().collect();
        let configured = config.app.iter().flat_map(|app| &app.policies);
        for policy in policies.iter().chain(configured) {
            std::fs::metadata(policy).with_context(|| policy.display().to_string())?;
        }
        Ok(policies)
    }

    /// The listings, where any are named, and those of them that cannot be used.
    pub fn listings(&self, config: &Config) -> anyhow::Result<(Option<Listings>, Vec<ErrorRow>)> {
        let Some(path) = self.listings.as_ref().or(config.listings.as_ref()) else {
            return Ok((None, Vec::new()));
        };
        let (listings, faults) = Listings::read(path)?;
        let faults = faults.into_iter().map(|fault| ErrorRow {
            file: fault.location,
            entry: String::new(),
            cause: fault.cause,
        });
        Ok((Some(listings), faults.collect()))
    }
}

/// Runs it; returns the exit code.
pub fn run(args: &Args, common: &Common) -> anyhow::Result<u8> {
    let lang = common.lang();
    let set = common.load()?;
    let config = &common.settled;
    let formats = args.output.formats()?;
    let (inputs, mut errors) = batch::find(&named(&args.paths)?);
    let (listings, faults) = args.reading.listings(config)?;
    errors.extend(faults);
    let mut plan = Plan {
        judging: args.output.judging(set, common)?,
        limits: args.reading.limits(config)?,
        only: args.reading.only,
        policies: args.reading.policies(config)?,
        reports: args.output.reports(&formats, set, lang)?,
        resume: args.resume,
        listings,
        evidence: args.evidence,
        keeps_facts: args.facts.is_some(),
        earlier: None,
    };
    let pool = args.output.pool()?;
    let corpora = corpora(args)?;
    if !corpora.is_empty() {
        let found = pool.install(|| plan.look_up(&corpora, &inputs, &workspace(args)));
        let (earlier, unread) = found?;
        tell_reuse(
            &unread,
            earlier.len(),
            inputs.len(),
            args.output.quiet,
            lang,
        );
        plan.earlier = Some(earlier);
    }
    let sink = args.facts.as_deref().map(Sink::new).transpose()?;
    let bytes = inputs.iter().map(|i| i.size).sum();
    let progress = Progress::new(inputs.len() as u64, bytes, args.output.quiet, lang);
    for error in &errors {
        progress.complain(error);
    }
    let few = inputs.len() <= terminal::DETAILED;
    let mut kept = Vec::new();
    let take = |report: Report| {
        match formats.print {
            Print::Reports => return print_line(&report),
            Print::Table if few => kept.push(report),
            _ => {}
        }
        Ok(())
    };
    let summary = pool.install(|| batch::run(inputs, errors, &plan, sink, &progress, take))?;
    progress.finish();
    for idle in &summary.idle_ignores {
        eprintln!("{}", printable(&idle.line(lang)));
    }
    if let Some(listings) = &plan.listings {
        complain_of_idle(listings, lang);
    }
    args.output.show(formats.print, lang, &summary, &kept)?;
    Ok(exit_code(&summary))
}

/// Idle listings that are named one by one.
const NAMED: usize = 3;

/// Tells of listings that no package was found for.
fn complain_of_idle(listings: &Listings, lang: Lang) {
    let idle = listings.idle();
    if idle.is_empty() {
        return;
    }
    let more = if idle.len() > NAMED { " …" } else { "" };
    let count = idle.len();
    let named = idle[..count.min(NAMED)].join(", ") + more;
    let text = lang.pick(
        format!("{count} 条上架资料没有对应的安装包：{named}"),
        format!("listings that no scanned package belongs to: {count} ({named})"),
    );
    eprintln!("{}", printable(&text));
}

/// Corpora that facts are taken from. The one that is about to be written may be
/// missing: a first run has none.
fn corpora(args: &Args) -> anyhow::Result<Files> {
    let is_first = |path: &PathBuf| Some(path) == args.facts.as_ref() && !path.exists();
    let named = args.reuse.iter().filter(|path| !is_first(path));
    Ok(corpus::files(&named.cloned().collect::<Vec<_>>())?)
}

/// Where facts that are taken over wait: beside the corpus that is written.
fn workspace(args: &Args) -> PathBuf {
    let facts = args.facts.as_deref();
    let folder = facts.and_then(|path| {
        if path.is_dir() {
            Some(path)
        } else {
            path.parent()
        }
    });
    match folder.filter(|folder| folder.is_dir()) {
        Some(folder) => folder.to_path_buf(),
        None if facts.is_some() => PathBuf::from("."),
        None => std::env::temp_dir(),
    }
}

fn tell_reuse(errors: &[RowError], found: usize, inputs: usize, quiet: bool, lang: Lang) {
    for error in errors {
        let line = printable(&error.to_string());
        eprintln!(
            "{}",
            lang.pick(
                format!("提示：{line}；相应安装包将重新解包"),
                format!("note: {line}; its packages are unpacked again"),
            )
        );
    }
    if !quiet {
        eprintln!(
            "{}",
            lang.pick(
                format!("{inputs} 个安装包中有 {found} 个内容沿用已存事实，无需解包"),
                format!("{inputs} packages: the facts of {found} different ones are taken over"),
            )
        );
    }
}

fn print_line(report: &Report) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, report)?;
    writeln!(out)
}

fn exit_code(summary: &Summary) -> u8 {
    if !summary.errors.is_empty() {
        return EXIT_UNREADABLE;
    }
    if summary.apps.is_empty() {
        return EXIT_NOTHING;
    }
    match summary.apps.iter().any(|app| !app.fails.is_empty()) {
        true => EXIT_FINDINGS,
        false => EXIT_CLEAN,
    }
}

/// Paths as typed, `-` replaced by the list on standard input.
fn named(typed: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut named = Vec::new();
    for path in typed {
        if path.as_os_str() == "-" {
            let mut list = Vec::new();
            std::io::stdin()
                .lock()
                .take(MAX_LIST_BYTES)
                .read_to_end(&mut list)
                .context("reading the list of paths")?;
            named.extend(split(&list));
        } else {
            named.push(path.clone());
        }
    }
    Ok(named)
}

/// NUL separates where there is any; else lines do.
fn split(list: &[u8]) -> Vec<PathBuf> {
    let separator = if list.contains(&0) { 0 } else { b'\n' };
    list.split(|&b| b == separator)
        .map(|path| path.strip_suffix(b"\r").unwrap_or(path))
        .filter(|path| !path.is_empty())
        .map(to_path)
        .collect()
}

#[cfg(unix)]
fn to_path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn to_path(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_split_at_nul_or_lines() {
        assert_eq!(split(b"a\nb\r\n\nc"), ["a", "b", "c"].map(PathBuf::from));
        assert_eq!(split(b"a\nb\0c\0"), ["a\nb", "c"].map(PathBuf::from));
        assert!(split(b"").is_empty());
    }
}
