//! `tongbao policy`: read policies alone.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use crate::facts::{Document, DocumentFormat, DocumentRole, Language};
use crate::limits::Limits;
use crate::policy::{self, Declarations, Declared};
use crate::report::{Lang, printable};

use super::{Common, EXIT_CLEAN, EXIT_UNREADABLE};

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
                let declarations = policy::declare(std::slice::from_ref(&document), &set.lexicon);
                all.push(Read {
                    file: file.display().to_string(),
                    documents: vec![head(document)],
                    declarations,
                });
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
    let mut out = std::io::stdout().lock();
    match args.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &all)?;
            writeln!(out)?;
        }
        Format::Text => {
            for read in &all {
                print(&mut out, read, lang)?;
            }
        }
    }
    Ok(code)
}

fn read(file: &Path, limits: &Limits) -> anyhow::Result<Document> {
    Ok(policy::read_file(file, limits)?)
}

fn head(document: Document) -> Head {
    Head {
        path: document.path,
        role: document.role,
        format: document.format,
        encoding: document.encoding,
        language: document.language,
        title: document.title,
        chars: document.chars,
        truncated: document.truncated,
    }
}

fn print(out: &mut impl Write, read: &Read, lang: Lang) -> std::io::Result<()> {
    let d = &read.declarations;
    writeln!(out, "{}", printable(&read.file))?;
    let mut line = |zh: &str, en: &str, value: Option<String>, quote: Option<&str>| {
        let value = value.unwrap_or_else(|| lang.pick("未说明", "not stated").into());
        writeln!(out, "  {:<28} {}", lang.pick(zh, en), printable(&value))?;
        match quote {
            Some(quote) => writeln!(out, "  {:<28} “{}”", "", printable(quote)),
            None => Ok(()),
        }
    };
    line("标题", "title", d.title.value.clone(), None)?;
    line(
        "运营者",
        "operator",
        d.operator.name.value.clone(),
        quote(&d.operator.name),
    )?;
    line("邮箱", "e-mail", join(&d.contact.emails), None)?;
    line("电话", "telephone", join(&d.contact.phones), None)?;
    line("更新日期", "updated", d.dates.updated.value.clone(), None)?;
    line(
        "生效日期",
        "effective",
        d.dates.effective.value.clone(),
        None,
    )?;
    for (zh, en, value) in [
        ("查阅", "access", &d.rights.access),
        ("更正", "correction", &d.rights.correct),
        ("删除", "deletion", &d.rights.delete),
        (
            "撤回同意",
            "withdrawal of consent",
            &d.rights.withdraw_consent,
        ),
        ("投诉渠道", "complaint channel", &d.complaint.channel),
        (
            "未成年人规则",
            "rules for minors under 14",
            &d.minors.under_14_rules,
        ),
        (
            "敏感信息单独同意",
            "separate consent",
            &d.sensitive.separate_consent,
        ),
        ("保存期限", "retention", &d.retention.stated),
        ("加密", "encryption", &d.security.encryption),
        ("个性化推送", "personalised push", &d.personalised.push),
        (
            "关闭个性化",
            "personalisation opt-out",
            &d.personalised.opt_out,
        ),
        ("自启动说明", "self-start", &d.self_start.declared),
        (
            "使用即同意",
            "consent implied by use",
            &d.consent.implied_wording,
        ),
    ] {
        line(
            zh,
            en,
            value.value.map(|v| {
                lang.pick(if v { "是" } else { "否" }, if v { "yes" } else { "no" })
                    .into()
            }),
            quote(value),
        )?;
    }
    line(
        "注销",
        "account cancellation",
        d.rights.cancel_account.how.value.clone(),
        None,
    )?;
    line(
        "出境",
        "cross-border",
        d.cross_border.statement.value.map(|v| format!("{v:?}")),
        quote(&d.cross_border.statement),
    )?;
    let permissions: Vec<&str> = d
        .permissions
        .iter()
        .map(|p| p.permission.as_str())
        .collect();
    line("权限", "permissions", Some(permissions.join(", ")), None)?;
    let types: Vec<&str> = d.pi_types.iter().map(|p| p.pi_type.as_str()).collect();
    line(
        "个人信息种类",
        "kinds of information",
        Some(types.join(", ")),
        None,
    )?;
    let sdks: Vec<&str> = d
        .third_party
        .sdk_list
        .iter()
        .map(|s| s.name.as_str())
        .collect();
    line(
        "第三方 SDK",
        "third-party SDKs",
        Some(sdks.join(", ")),
        None,
    )?;
    Ok(())
}

fn quote<T>(declared: &Declared<T>) -> Option<&str> {
    declared.evidence.first().map(|span| span.quote.as_str())
}

fn join(declared: &Declared<Vec<String>>) -> Option<String> {
    declared.value.as_ref().map(|v| v.join(", "))
}
