//! `tongbao explain`: what an id or name in a report means.

use std::io::Write;

use crate::report::explain::{Explanation, explain};
use crate::report::{Lang, printable};

use super::{Common, EXIT_CLEAN, EXIT_USAGE};

/// Explain a category, SDK, API, permission, app type or legal source.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id or name, Chinese or English: `cverc-permissions-not-told`, `极光推送`,
    /// `READ_PHONE_STATE`, `telephony.get-imei`, `网络游戏`, `GB/T 41391-2022`.
    #[arg(required = true, value_name = "ID")]
    names: Vec<String>,
    /// JSON, in both languages.
    #[arg(long)]
    json: bool,
}

/// Runs it; returns the exit code: [`EXIT_USAGE`] if a name is unknown.
pub fn run(args: &Args, common: &Common) -> anyhow::Result<u8> {
    let set = common.load()?;
    let lang = common.lang();
    let mut out = std::io::stdout().lock();
    let mut found = Vec::new();
    let mut code = EXIT_CLEAN;
    for name in &args.names {
        match explain(set, name) {
            Ok(explanations) => found.extend(explanations),
            Err(nearest) => {
                eprintln!("{}", unknown(name, &nearest, lang));
                code = EXIT_USAGE;
            }
        }
    }
    if args.json {
        serde_json::to_writer_pretty(&mut out, &found)?;
        writeln!(out)?;
        return Ok(code);
    }
    for (index, explanation) in found.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        show(&mut out, explanation, lang)?;
    }
    Ok(code)
}

fn unknown(name: &str, nearest: &[String], lang: Lang) -> String {
    let name = printable(name);
    let list = nearest.join(lang.pick("、", ", "));
    match (lang, nearest.is_empty()) {
        (Lang::Zh, true) => format!("未找到“{name}”"),
        (Lang::Zh, false) => format!("未找到“{name}”，相近的有：{list}"),
        (Lang::En, true) => format!("nothing is called `{name}`"),
        (Lang::En, false) => format!("nothing is called `{name}`; near: {list}"),
    }
}

fn show(out: &mut impl Write, explanation: &Explanation, lang: Lang) -> std::io::Result<()> {
    let title = printable(lang.of(&explanation.title));
    writeln!(out, "{title}  [{}]", printable(&explanation.id))?;
    for section in &explanation.sections {
        writeln!(out, "\n{}", lang.of(&section.heading))?;
        for line in &section.lines {
            writeln!(out, "  {}", printable(lang.of(line)))?;
        }
    }
    Ok(())
}
