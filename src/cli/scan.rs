//! `tongbao scan`.

use std::io::{Read, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::ValueEnum;

use crate::batch::{self, Plan, Progress, Reports};
use crate::config::Config;
use crate::extract::Only;
use crate::gate::{self, Baseline, FailOn, Gate, Ignores};
use crate::limits::Limits;
use crate::report::json::Report;
use crate::report::summary::Summary;
use crate::report::{FolderFormat, Lang, printable, terminal};
use crate::signatures::Signatures;

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
    /// Write a report per app and summary.json here.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Threads; all processors by default.
    #[arg(long, short, value_name = "N")]
    jobs: Option<usize>,
    /// Formats, several with commas: at most one to print, any number for the
    /// folder of --out. Without one of its kind: `table` is printed, `html` written.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMAT")]
    format: Vec<Format>,
    /// No progress.
    #[arg(long, short)]
    quiet: bool,
    /// A privacy policy from outside the package (HTML, text, Markdown, docx, PDF).
    #[arg(long, value_name = "FILE")]
    policy: Vec<PathBuf>,
    /// Take over the reports that an earlier run with the same settings left in
    /// --out, and scan the rest.
    #[arg(long, requires = "out")]
    resume: bool,
    /// Read only a part of each package; the rest stays inconclusive.
    #[arg(long, value_enum)]
    only: Option<Only>,
    /// Bound on what one package may cost, e.g. `seconds=60`; may be repeated.
    #[arg(long, value_name = "NAME=VALUE")]
    limit: Vec<String>,
    /// Exit with 1 from here on: `never`, a severity of an indicated finding
    /// (info, low, medium, high, critical), a verdict (indicated, suspected,
    /// inconclusive), a category, or several with commas [default: medium].
    #[arg(long, value_name = "THRESHOLD", value_delimiter = ',')]
    fail_on: Vec<String>,
    /// A report folder of an earlier run: only findings that it does not hold count.
    #[arg(long, value_name = "DIR")]
    baseline: Option<PathBuf>,
}

/// What a user may name: something to print, or something for the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Print a ranked table, with findings for up to three apps.
    Table,
    /// Print summary.json.
    Json,
    /// Print one report a line.
    Jsonl,
    /// Print nothing.
    None,
    /// Write index.html and a page per app.
    Html,
    /// Write tongbao.sarif, for code scanning.
    Sarif,
    /// Write findings.csv and apps.csv.
    Csv,
    /// Write report.xlsx.
    Xlsx,
    /// Write junit.xml, for CI servers.
    Junit,
    /// Write summary.md, for a pull request.
    Markdown,
    /// Write report.json and summary.json alone, which stand in every folder.
    Data,
}

/// What goes to standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Print {
    Table,
    Summary,
    Reports,
    Nothing,
}

/// Formats as typed, made into what they mean.
struct Formats {
    print: Print,
    folder: Vec<FolderFormat>,
}

impl Formats {
    fn new(typed: &[Format], out: bool) -> anyhow::Result<Self> {
        let mut print = None;
        let mut folder = Vec::new();
        let mut named = false;
        for format in typed {
            match format.meaning() {
                Meaning::Print(printed) => {
                    if print.replace(printed).is_some_and(|p| p != printed) {
                        anyhow::bail!(
                            "--format names two formats to print; only one can be printed"
                        );
                    }
                }
                Meaning::Write(written) => {
                    anyhow::ensure!(out, "--format {} needs --out DIR", name(*format));
                    named = true;
                    folder.extend(written.filter(|w| !folder.contains(w)));
                }
            }
        }
        if !named {
            folder.push(FolderFormat::Html);
        }
        Ok(Self {
            print: print.unwrap_or(Print::Table),
            folder,
        })
    }
}

/// Where a format goes.
enum Meaning {
    Print(Print),
    /// Into the folder; nothing beyond what always stands there for `data`.
    Write(Option<FolderFormat>),
}

impl Format {
    fn meaning(self) -> Meaning {
        match self {
            Self::Table => Meaning::Print(Print::Table),
            Self::Json => Meaning::Print(Print::Summary),
            Self::Jsonl => Meaning::Print(Print::Reports),
            Self::None => Meaning::Print(Print::Nothing),
            Self::Html => Meaning::Write(Some(FolderFormat::Html)),
            Self::Sarif => Meaning::Write(Some(FolderFormat::Sarif)),
            Self::Csv => Meaning::Write(Some(FolderFormat::Csv)),
            Self::Xlsx => Meaning::Write(Some(FolderFormat::Xlsx)),
            Self::Junit => Meaning::Write(Some(FolderFormat::Junit)),
            Self::Markdown => Meaning::Write(Some(FolderFormat::Markdown)),
            Self::Data => Meaning::Write(None),
        }
    }
}

/// A format as a user types it.
fn name(format: Format) -> String {
    format
        .to_possible_value()
        .map_or_else(String::new, |value| value.get_name().into())
}

/// Runs it; returns the exit code.
pub fn run(args: &Args, common: &Common) -> anyhow::Result<u8> {
    let lang = common.lang();
    let set = common.load()?;
    let config = common.settled.clone();
    let formats = Formats::new(&args.format, args.out.is_some())?;
    let (inputs, errors) = batch::find(&named(&args.paths)?);
    let policies: Vec<PathBuf> = args
        .policy
        .iter()
        .chain(&config.policies)
        .cloned()
        .collect();
    for policy in policies
        .iter()
        .chain(config.app.iter().flat_map(|app| &app.policies))
    {
        std::fs::metadata(policy).with_context(|| policy.display().to_string())?;
    }
    let bytes = inputs.iter().map(|i| i.size).sum();
    let progress = Progress::new(inputs.len() as u64, bytes, args.quiet, lang);
    for error in &errors {
        progress.complain(error);
    }
    let plan = Plan {
        set,
        limits: limits(&config, &args.limit)?,
        only: args.only,
        lang,
        policies,
        gate: gate(args, &config, set)?,
        config,
        reports: reports(args, &formats, set, lang)?,
        resume: args.resume,
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.jobs.unwrap_or(0))
        .build()?;
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
    let summary = pool.install(|| batch::run(inputs, errors, &plan, &progress, take))?;
    progress.finish();
    for idle in &summary.idle_ignores {
        eprintln!("{}", printable(&idle.line(lang)));
    }
    show(args, formats.print, lang, &summary, &kept)?;
    Ok(exit_code(&summary))
}

/// Thresholds, entries and baseline; options win over the configuration.
fn gate(args: &Args, config: &Config, set: &Signatures) -> anyhow::Result<Gate> {
    let typed = (!args.fail_on.is_empty()).then_some(&args.fail_on);
    let default = vec!["medium".to_owned()];
    let words = typed.or(config.fail_on.as_ref()).unwrap_or(&default);
    let baseline = args.baseline.as_ref().or(config.baseline.as_ref());
    Ok(Gate {
        fail_on: FailOn::parse(words, set).context("--fail-on")?,
        ignores: Ignores::new(config.ignore.clone(), gate::today()),
        baseline: baseline.map(|folder| Baseline::read(folder)).transpose()?,
    })
}

fn limits(config: &Config, typed: &[String]) -> anyhow::Result<Limits> {
    let mut limits = Limits::default();
    config.set_limits(&mut limits)?;
    for text in typed {
        limits
            .set(text)
            .with_context(|| format!("--limit {text}"))?;
    }
    Ok(limits)
}

fn print_line(report: &Report) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, report)?;
    writeln!(out)
}

/// The output folder with a writer per format.
fn reports<'a>(
    args: &Args,
    formats: &Formats,
    set: &'a Signatures,
    lang: Lang,
) -> anyhow::Result<Option<Reports<'a>>> {
    let writers = || formats.folder.iter().map(|f| f.writer(set, lang)).collect();
    let out = args.out.as_deref();
    Ok(out.map(|root| Reports::new(root, writers())).transpose()?)
}

fn show(
    args: &Args,
    print: Print,
    lang: Lang,
    summary: &Summary,
    kept: &[Report],
) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match print {
        Print::Nothing | Print::Reports => {}
        Print::Summary => {
            serde_json::to_writer_pretty(&mut out, summary)?;
            writeln!(out)?;
        }
        Print::Table => {
            writeln!(out, "{}", terminal::table(summary, lang))?;
            for report in kept {
                writeln!(out, "{}", terminal::details(report, lang))?;
            }
            match &args.out {
                Some(folder) => writeln!(
                    out,
                    "{} {}",
                    lang.pick("报告已写入", "reports are in"),
                    folder.display()
                )?,
                None if kept.is_empty() && !summary.apps.is_empty() => writeln!(
                    out,
                    "{}",
                    lang.pick(
                        "加 --out 目录 可得到每个应用的完整报告；只扫描一个文件会直接列出证据。",
                        "--out DIR writes a full report per app; a single file lists its evidence here.",
                    )
                )?,
                None => {}
            }
        }
    }
    Ok(())
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
