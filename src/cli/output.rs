//! What `scan` and `judge` print and write, and what counts in them.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::ValueEnum;

use crate::batch::{Judging, Reports};
use crate::gate::{self, Baseline, FailOn, Gate, Ignores};
use crate::report::json::Report;
use crate::report::summary::Summary;
use crate::report::{FolderFormat, Lang, terminal};
use crate::signatures::Signatures;

use super::Common;

/// Options that both share.
#[derive(Debug, Default, clap::Args)]
pub struct Output {
    /// Write a report per app and summary.json here.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Threads; all processors by default.
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
    /// Formats, several with commas: at most one to print, any number for the
    /// folder of --out. Without one of its kind: `table` is printed, `html` written.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMAT")]
    pub format: Vec<Format>,
    /// No progress.
    #[arg(long, short)]
    pub quiet: bool,
    /// Exit with 1 from here on: `never`, a severity of an indicated finding
    /// (info, low, medium, high, critical), a verdict (indicated, suspected,
    /// inconclusive), a category, or several with commas [default: medium].
    #[arg(long, value_name = "THRESHOLD", value_delimiter = ',')]
    pub fail_on: Vec<String>,
    /// A report folder of an earlier run: only findings that it does not hold count.
    #[arg(long, value_name = "DIR")]
    pub baseline: Option<PathBuf>,
}

/// What a user may name: something to print, or something for the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
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
pub(super) enum Print {
    Table,
    Summary,
    Reports,
    Nothing,
}

/// Formats as typed, made into what they mean.
pub(super) struct Formats {
    pub print: Print,
    pub folder: Vec<FolderFormat>,
}

impl Formats {
    pub fn new(typed: &[Format], out: bool) -> anyhow::Result<Self> {
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

impl Output {
    /// The formats that were named.
    pub(super) fn formats(&self) -> anyhow::Result<Formats> {
        Formats::new(&self.format, self.out.is_some())
    }

    /// What facts are judged under; options win over the configuration.
    pub(super) fn judging<'a>(
        &self,
        set: &'a Signatures,
        common: &Common,
    ) -> anyhow::Result<Judging<'a>> {
        let config = common.settled.clone();
        let typed = (!self.fail_on.is_empty()).then_some(&self.fail_on);
        let default = vec!["medium".to_owned()];
        let words = typed.or(config.fail_on.as_ref()).unwrap_or(&default);
        let baseline = self.baseline.as_ref().or(config.baseline.as_ref());
        let gate = Gate {
            fail_on: FailOn::parse(words, set).context("--fail-on")?,
            ignores: Ignores::new(config.ignore.clone(), gate::today()),
            baseline: baseline.map(|folder| Baseline::read(folder)).transpose()?,
        };
        Ok(Judging::new(set, common.lang(), config, gate))
    }

    /// The output folder with a writer per format.
    pub(super) fn reports<'a>(
        &self,
        formats: &Formats,
        set: &'a Signatures,
        lang: Lang,
    ) -> anyhow::Result<Option<Reports<'a>>> {
        let writers = || formats.folder.iter().map(|f| f.writer(set, lang)).collect();
        let out = self.out.as_deref();
        Ok(out.map(|root| Reports::new(root, writers())).transpose()?)
    }

    /// As many threads as were asked for.
    pub(super) fn pool(&self) -> anyhow::Result<rayon::ThreadPool> {
        let threads = self.jobs.unwrap_or(0);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        Ok(pool.build()?)
    }

    /// Prints what comes at the end.
    pub(super) fn show(
        &self,
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
                match &self.out {
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
        if let Some(line) = terminal::failures(summary, lang) {
            eprintln!("{line}");
        }
        Ok(())
    }
}
