//! `tongbao signatures import`: another project's list becomes an overlay.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::report::{Lang, printable};
use crate::signatures::Signatures;
use crate::signatures::import::{self, Overlay};

use super::EXIT_CLEAN;

/// Turn your own copy of another project's list into a folder for `--signatures`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    list: List,
}

#[derive(Debug, clap::Subcommand)]
enum List {
    /// Trackers of Exodus Privacy (ODbL): trackers.json of its API.
    Exodus {
        /// The file.
        file: PathBuf,
        /// Folder to write; new or empty.
        #[arg(long, value_name = "DIR", default_value = "exodus-signatures")]
        to: PathBuf,
    },
    /// Rules of LibChecker (Apache-2.0): a copy of LibChecker-Rules, or its rules.db.
    Libchecker {
        /// The folder or database.
        path: PathBuf,
        /// Folder to write; new or empty.
        #[arg(long, value_name = "DIR", default_value = "libchecker-signatures")]
        to: PathBuf,
    },
}

/// Runs it; returns the exit code.
pub fn run(args: &Args, set: &Signatures, lang: Lang, out: &mut impl Write) -> anyhow::Result<u8> {
    let (overlay, to) = match &args.list {
        List::Exodus { file, to } => {
            let text = String::from_utf8_lossy(&import::read(file)?).into_owned();
            (import::exodus(&text, set)?, to)
        }
        List::Libchecker { path, to } => (libchecker(path, set)?, to),
    };
    overlay.write(to)?;
    show(&overlay, to, lang, out)?;
    Ok(EXIT_CLEAN)
}

fn libchecker(path: &Path, set: &Signatures) -> anyhow::Result<Overlay> {
    if !path.is_dir() {
        let rules = import::database(&import::read(path)?)?;
        return Ok(import::libchecker(&rules, set)?);
    }
    let (rules, unread) = import::folder(path)?;
    let mut overlay = import::libchecker(&rules, set)?;
    let reason = "no rule, or a regular expression that only rules.db holds";
    let entries = std::iter::repeat_n((String::new(), reason), unread);
    overlay.skipped.extend(entries);
    Ok(overlay)
}

fn show(overlay: &Overlay, to: &Path, lang: Lang, out: &mut impl Write) -> std::io::Result<()> {
    let (files, known) = (overlay.files.len(), overlay.known);
    let folder = printable(&to.display().to_string());
    match lang {
        Lang::Zh => writeln!(
            out,
            "已写入 {files} 个 SDK 到 {folder}（许可见 NOTICE.txt）；{known} 项内置特征已能识别，未重复写入。"
        )?,
        Lang::En => writeln!(
            out,
            "{files} SDKs are in {folder} (licence: NOTICE.txt); {known} entries were left out, \
             the set tells them apart already."
        )?,
    }
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, reason) in &overlay.skipped {
        *reasons.entry(reason).or_default() += 1;
    }
    for (reason, count) in reasons {
        match lang {
            Lang::Zh => writeln!(out, "{count} 项未导入：{reason}")?,
            Lang::En => writeln!(out, "{count} not imported: {reason}")?,
        }
    }
    Ok(())
}
