//! `tongbao policy`: read policies alone.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use crate::facts::{Document, DocumentFormat, DocumentRole, FormIssue, Language};
use crate::limits::Limits;
use crate::policy::{self, Declarations};
use crate::report::printable;

use super::{Common, EXIT_CLEAN, EXIT_UNREADABLE};

mod rows;
mod text;

/// Read privacy policies alone and print what each declares.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Policies: text, Markdown, HTML, docx, PDF.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One object per file, in an array.
    Json,
    /// For reading.
    Text,
}

/// What is printed of one file.
#[derive(Serialize)]
struct Read {
    file: String,
    documents: Vec<Head>,
    declarations: Declarations,
}

/// A document without its text.
#[derive(Serialize)]
struct Head {
    path: String,
    role: DocumentRole,
    format: DocumentFormat,
    encoding: String,
    language: Language,
    title: Option<String>,
    chars: u32,
    truncated: bool,
    form: Vec<FormIssue>,
}

/// Runs it; returns the exit code.
pub fn run(args: &Args, common: &Common) -> anyhow::Result<u8> {
    let set = common.load()?;
    let lang = common.lang();
    let limits = Limits::default();
    let mut all = Vec::new();
    let mut code = EXIT_CLEAN;
    for file in &args.files {
        match read(file, &limits) {
            Ok(document) => {
                let declarations = policy::declare(std::slice::from_ref(&document), set.lexicon());
                all.push((file.display().to_string(), document, declarations));
            }
            Err(error) => {
                code = EXIT_UNREADABLE;
                let line = printable(&format!("{}: {error}", file.display()));
                eprintln!(
                    "{}",
                    lang.pick(format!("错误：{line}"), format!("error: {line}"))
                );
            }
        }
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    match args.format {
        Format::Json => {
            let all: Vec<Read> = all.into_iter().map(Read::new).collect();
            serde_json::to_writer_pretty(&mut out, &all)?;
            writeln!(out)?;
        }
        Format::Text => {
            for (file, document, declared) in &all {
                text::print(&mut out, file, document, declared, set, lang)?;
            }
        }
    }
    out.flush()?;
    Ok(code)
}

fn read(file: &Path, limits: &Limits) -> anyhow::Result<Document> {
    Ok(policy::read_file(file, limits)?)
}

impl Read {
    fn new((file, document, declarations): (String, Document, Declarations)) -> Self {
        Self {
            file,
            documents: vec![Head {
                path: document.path,
                role: document.role,
                format: document.format,
                encoding: document.encoding,
                language: document.language,
                title: document.title,
                chars: document.chars,
                truncated: document.truncated,
                form: document.form,
            }],
            declarations,
        }
    }
}
