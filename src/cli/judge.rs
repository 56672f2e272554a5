//! `tongbao judge`.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::batch::{
    JudgePlan, Judged, Notes, Old, Printed, Progress, Reports, Results, Wanted, compare_corpus,
    judge_corpus,
};
use crate::corpus::{self, Files};
use crate::diff::since::AppChange;
use crate::report::{Lang, printable, terminal};
use crate::signatures::{Signatures, SourceFile};

use super::output::{Format, Output, Print};
use super::{Common, EXIT_CLEAN, EXIT_FINDINGS, EXIT_NOTHING, EXIT_UNREADABLE};

/// APIs and switches that a note names.
const NAMED: usize = 12;

/// Judge stored facts again, without the packages.
///
/// The findings are those of a scan of the same packages with the same
/// signatures, byte for byte, where the signatures watch code for the same as
/// they did when the facts were extracted. New rules, categories, SDKs,
/// permissions, packers and words of policies are judged in full. Code that was
/// not searched for a new API is not clean of it: such apps get a limitation, and
/// what rests on its absence is inconclusive, until `scan --reuse` has read them
/// again.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Corpora that `scan --facts` wrote: .jsonl.zst, .jsonl, .parquet, or folders
    /// of them.
    #[arg(required = true)]
    corpora: Vec<PathBuf>,
    #[command(flatten)]
    output: Output,
    /// Tell which apps' verdicts differ from those under OLD, and why: a folder of
    /// signatures (whole where it has set.toml, else laid over the built-in ones), a
    /// report folder of an earlier run, or what one has printed: reports (jsonl), one
    /// report, a summary (json), a worker's answers; as it is or as .zst.
    #[arg(long, value_name = "OLD", conflicts_with_all = ["out", "baseline", "fail_on"])]
    since: Option<PathBuf>,
}

/// Runs it; returns the exit code.
pub fn run(args: &Args, common: &Common) -> anyhow::Result<u8> {
    let files = corpus::files(&args.corpora)?;
    let set = common.load()?;
    let progress = {
        let quiet = args.output.quiet;
        Progress::new(files.len() as u64, files.bytes(), quiet, common.lang())
    };
    match &args.since {
        Some(old) => since(args, common, &files, set, old, &progress),
        None => judge(args, common, &files, set, &progress),
    }
}

fn judge(
    args: &Args,
    common: &Common,
    files: &Files,
    set: &Signatures,
    progress: &Progress,
) -> anyhow::Result<u8> {
    let lang = common.lang();
    let formats = args.output.formats()?;
    let plan = JudgePlan {
        judging: args.output.judging(set, common)?,
        wanted: match formats.print {
            Print::Table => Wanted::Details,
            Print::Summary => Wanted::Rows,
            Print::Reports => Wanted::Lines,
            Print::Nothing => Wanted::Verdicts,
        },
        reports: args.output.reports(&formats, set, lang)?,
    };
    let mut kept = Vec::new();
    let take = |judged: Judged| {
        kept.extend(judged.report);
        match judged.line {
            Some(line) => std::io::stdout().lock().write_all(&line),
            None => Ok(()),
        }
    };
    let pool = args.output.pool()?;
    let (summary, notes) = pool.install(|| judge_corpus(files, &plan, progress, take))?;
    progress.finish();
    for idle in &summary.idle_ignores {
        eprintln!("{}", printable(&idle.line(lang)));
    }
    tell(&notes, lang);
    if notes.apps > terminal::DETAILED as u64 {
        kept.clear();
    }
    args.output.show(formats.print, lang, &summary, &kept)?;
    Ok(
        match (summary.errors.is_empty(), notes.apps, notes.failing) {
            (false, _, _) => EXIT_UNREADABLE,
            (true, 0, _) => EXIT_NOTHING,
            (true, _, 0) => EXIT_CLEAN,
            (true, _, _) => EXIT_FINDINGS,
        },
    )
}

fn since(
    args: &Args,
    common: &Common,
    files: &Files,
    set: &Signatures,
    old: &Path,
    progress: &Progress,
) -> anyhow::Result<u8> {
    let lang = common.lang();
    let format = match args.output.format.as_slice() {
        [] => Format::Table,
        [format @ (Format::Table | Format::Json | Format::Jsonl | Format::None)] => *format,
        _ => anyhow::bail!("--since prints one of the formats table, json, jsonl and none"),
    };
    let pool = args.output.pool()?;
    let old_set;
    let old = if old.join("summary.json").is_file() {
        Old::Results(Results::Folder(Reports::new(old, Vec::new())?))
    } else if old.is_dir() {
        old_set = signatures(old).with_context(|| format!("--since {}", old.display()))?;
        Old::Set(&old_set)
    } else {
        let printed = pool.install(|| Printed::read(old, &std::env::temp_dir()));
        Old::Results(Results::Printed(printed.context("--since")?))
    };
    let judging = args.output.judging(set, common)?;
    let mut first = true;
    let take = |change: AppChange| {
        let mut out = std::io::stdout().lock();
        match format {
            Format::Table => write!(out, "{}", change.plain(lang)),
            Format::Json => {
                write!(out, "{}", if first { "[\n" } else { ",\n" })?;
                first = false;
                Ok(serde_json::to_writer(&mut out, &change)?)
            }
            Format::Jsonl => {
                serde_json::to_writer(&mut out, &change)?;
                writeln!(out)
            }
            _ => Ok(()),
        }
    };
    let compared = pool.install(|| compare_corpus(files, &old, &judging, progress, take))?;
    progress.finish();
    tell(&compared.notes, lang);
    let mut out = std::io::stdout().lock();
    match format {
        Format::Json => writeln!(out, "{}", if first { "[]" } else { "\n]" })?,
        Format::Table => {
            let (apps, changed) = (compared.notes.apps, compared.changed);
            let (worse, absent) = (compared.worse, compared.absent);
            writeln!(
                out,
                "{}",
                lang.pick(
                    format!(
                        "共 {apps} 个应用，{changed} 个结论有变化，其中 {worse} 个变重；{absent} 个在旧结果中没有"
                    ),
                    format!(
                        "{apps} apps: the verdicts of {changed} have changed, of {worse} for the worse; {absent} are not among the old ones"
                    ),
                )
            )?;
        }
        _ => {}
    }
    Ok(
        match (
            compared.errors.is_empty(),
            compared.notes.apps,
            compared.worse,
        ) {
            (false, _, _) => EXIT_UNREADABLE,
            (true, 0, _) => EXIT_NOTHING,
            (true, _, 0) => EXIT_CLEAN,
            (true, _, _) => EXIT_FINDINGS,
        },
    )
}

/// A set from a folder: whole, or laid over the built-in one.
fn signatures(folder: &Path) -> anyhow::Result<Signatures> {
    let files = SourceFile::folder(folder)?;
    anyhow::ensure!(
        !files.is_empty(),
        "neither a report folder (no summary.json) nor signatures (no .toml)"
    );
    if folder.join("set.toml").is_file() {
        return Ok(Signatures::from_files(&files)?);
    }
    Ok(Signatures::with_overlay(folder)?)
}

/// Says on standard error how far the facts carry.
fn tell(notes: &Notes, lang: Lang) {
    if notes.other_version > 0 {
        let apps = notes.other_version;
        let own = env!("CARGO_PKG_VERSION");
        eprintln!(
            "{}",
            lang.pick(
                format!(
                    "提示：{apps} 个应用的事实由其他版本的 tongbao 提取（当前为 {own}）：隐私政策已重新读取，代码仍按当时所见"
                ),
                format!(
                    "note: the facts of {apps} apps were extracted by another tongbao than {own}: policies were read again, code stands as it was seen then"
                ),
            )
        );
    }
    if notes.gaps > 0 {
        let apps = notes.gaps;
        let mut names: Vec<&str> = notes.missing.iter().map(String::as_str).collect();
        let more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        let mut list = names.join(", ");
        if more > 0 {
            list += &lang.pick(format!(" 等，另有 {more} 项"), format!(" and {more} more"));
        }
        if list.is_empty() {
            list = lang
                .pick("启动与同意判断规则", "what tells start-up and consent")
                .into();
        }
        let line = lang.pick(
            format!(
                "提示：{apps} 个应用的事实提取时未检查：{list}。相关结论为“无法判断”；用 scan --reuse 重新扫描后即可判断"
            ),
            format!(
                "note: when the facts of {apps} apps were extracted, code was not searched for: {list}. What rests on it is inconclusive; scan the packages again with --reuse to judge it"
            ),
        );
        eprintln!("{}", printable(&line));
    }
}
