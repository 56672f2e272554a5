//! What a policy declares, for a person to read: stated with a quotation and its
//! heading, or searched for in vain and where.

use std::io::{Result, Write};

use super::rows::{Row, Said, groups};
use crate::facts::{Document, DocumentFormat, Language};
use crate::policy::{Declarations, Span};
use crate::report::{Lang, printable};
use crate::signatures::Signatures;

/// Characters of a purpose in a list.
const PURPOSE: usize = 60;

/// Prints one policy.
pub fn print(
    out: &mut impl Write,
    file: &str,
    document: &Document,
    declared: &Declarations,
    set: &Signatures,
    lang: Lang,
) -> Result<()> {
    writeln!(out, "{}", printable(file))?;
    writeln!(out, "  {}", head(document, lang))?;
    if let Some(title) = &declared.title.value {
        writeln!(out, "  {}", printable(title))?;
    }
    for (zh, en, rows) in groups(declared, lang) {
        writeln!(out, "\n{}", lang.pick(zh, en))?;
        for row in &rows {
            print_row(out, row, lang)?;
        }
    }
    kinds(out, declared, set, lang)?;
    permissions(out, declared, set, lang)?;
    sdks(out, declared, set, lang)?;
    faults(out, document, declared, lang)?;
    writeln!(out)
}

fn head(document: &Document, lang: Lang) -> String {
    let format = match document.format {
        DocumentFormat::Text => lang.pick("纯文本", "plain text"),
        DocumentFormat::Markdown => "Markdown",
        DocumentFormat::Html => "HTML",
        DocumentFormat::Docx => "Word (docx)",
        DocumentFormat::Pdf => "PDF",
    };
    let language = match document.language {
        Language::SimplifiedChinese => lang.pick("简体中文", "Simplified Chinese"),
        Language::TraditionalChinese => lang.pick("繁体中文", "Traditional Chinese"),
        Language::English => lang.pick("英文", "English"),
        Language::Undetermined => lang.pick("语言不明", "language unclear"),
    };
    let chars = document.chars;
    let length = lang.pick(format!("{chars} 字符"), format!("{chars} characters"));
    let mut parts = vec![format, document.encoding.as_str(), language, &length];
    if document.truncated {
        parts.push(lang.pick("只读取了前一部分", "only the first part was read"));
    }
    parts.retain(|p| !p.is_empty());
    printable(&parts.join(" · "))
}

fn print_row(out: &mut impl Write, row: &Row, lang: Lang) -> Result<()> {
    let (mark, text) = match &row.said {
        Said::Yes => ("+", lang.pick("已说明", "stated").to_owned()),
        Said::Value(text) => ("+", text.clone()),
        Said::Denied => ("x", lang.pick("明确否认", "expressly denied").to_owned()),
        Said::Silent => ("-", lang.pick("未说明", "not stated").to_owned()),
    };
    let label = lang.pick(row.zh, row.en);
    let colon = lang.pick("：", ": ");
    writeln!(out, "  {mark} {label}{colon}{}", printable(&text))?;
    let quoted = match &row.said {
        Said::Value(text) => row.evidence.first().filter(|span| span.quote != *text),
        _ => row.evidence.first(),
    };
    if let Some(span) = quoted {
        writeln!(out, "      {}", quotation(span, lang))?;
    } else if !row.searched.is_empty() {
        let heads: Vec<&str> = row.searched.iter().take(4).map(String::as_str).collect();
        let heads = heads.join(lang.pick("；", "; "));
        let told = lang.pick("已查章节：", "sections searched: ");
        writeln!(out, "      {told}{}", printable(&heads))?;
    }
    Ok(())
}

/// The quoted sentence and the headings above it.
fn quotation(span: &Span, lang: Lang) -> String {
    let quote = printable(&span.quote);
    let quote = lang.pick(format!("“{quote}”"), format!("\"{quote}\""));
    if span.heading.is_empty() {
        return quote;
    }
    format!("{quote} —— {}", printable(&span.heading.join(" › ")))
}

fn kinds(out: &mut impl Write, d: &Declarations, set: &Signatures, lang: Lang) -> Result<()> {
    counted(
        out,
        "收集的个人信息",
        "Personal information collected",
        d.pi_types.len(),
        lang,
    )?;
    for kind in &d.pi_types {
        let needed = match kind.required {
            Some(true) => lang.pick("（必要）", " (required)"),
            Some(false) => lang.pick("（可选）", " (optional)"),
            None => "",
        };
        let name = kind_name(set, &kind.pi_type, lang);
        let wording = &kind.wording;
        let line = lang.pick(
            format!("{name}{needed}“{wording}”"),
            format!("{name}{needed} \"{wording}\""),
        );
        with_purpose(out, &line, kind.purpose.as_deref(), lang)?;
    }
    Ok(())
}

fn permissions(out: &mut impl Write, d: &Declarations, set: &Signatures, lang: Lang) -> Result<()> {
    counted(out, "权限", "Permissions", d.permissions.len(), lang)?;
    for declared in &d.permissions {
        let name = &declared.permission;
        let label = set.permission(name).map_or("", |p| lang.of(&p.label));
        let broad = if declared.broad {
            lang.pick("（仅以概括用语提及）", " (only in a broader word)")
        } else {
            ""
        };
        let line = format!("{name} {label}{broad}");
        with_purpose(out, line.trim_end(), declared.purpose.as_deref(), lang)?;
    }
    Ok(())
}

fn with_purpose(out: &mut impl Write, line: &str, purpose: Option<&str>, lang: Lang) -> Result<()> {
    let purpose = purpose.map_or_else(
        || lang.pick("目的未说明", "no purpose stated").to_owned(),
        short,
    );
    writeln!(
        out,
        "  {}{}{}",
        printable(line),
        lang.pick("：", ": "),
        printable(&purpose)
    )
}

fn sdks(out: &mut impl Write, d: &Declarations, set: &Signatures, lang: Lang) -> Result<()> {
    let list = &d.third_party.sdk_list;
    counted(out, "第三方 SDK", "Third-party SDKs", list.len(), lang)?;
    for entry in list {
        let vendor = entry.vendor.as_ref().map_or_else(String::new, |v| {
            lang.pick(format!("（{v}）"), format!(" ({v})"))
        });
        let mut told = Vec::new();
        if let Some(purpose) = &entry.purpose {
            told.push(short(purpose));
        }
        let kinds: Vec<&str> = entry
            .pi_types
            .iter()
            .map(|k| kind_name(set, k, lang))
            .collect();
        if kinds.is_empty() {
            told.push(
                lang.pick("未列明个人信息", "no information listed")
                    .to_owned(),
            );
        } else {
            told.push(kinds.join(lang.pick("、", ", ")));
        }
        let line = format!("{}{vendor}", entry.name);
        let told = told.join(lang.pick("；", "; "));
        writeln!(
            out,
            "  {}{}{}",
            printable(&line),
            lang.pick("：", ": "),
            printable(&told)
        )?;
    }
    Ok(())
}

/// Faults of form, defects of wording and contradictions, each with the place.
fn faults(out: &mut impl Write, document: &Document, d: &Declarations, lang: Lang) -> Result<()> {
    let count = document.form.len() + d.defects.len() + d.contradictions.len();
    counted(out, "文本缺陷", "Defects of the text", count, lang)?;
    for issue in &document.form {
        let what = match issue.code.as_str() {
            "small-text" => lang.pick("字号过小", "small text"),
            "pale-text" => lang.pick("颜色过淡", "pale text"),
            "image-only" => lang.pick("仅有图片，无法读取", "only an image: cannot be read"),
            "url-only" => lang.pick(
                "仅有链接，正文不在文件内",
                "only a link: the text is elsewhere",
            ),
            "no-simplified-chinese" => lang.pick("没有简体中文", "no Simplified Chinese"),
            "garbled" => lang.pick("有乱码", "garbled text"),
            other => other,
        };
        let colon = lang.pick("：", ": ");
        writeln!(out, "  {what}{colon}{}", printable(&issue.detail))?;
    }
    for defect in &d.defects {
        let what = match defect.code.as_str() {
            "template-blank" => lang.pick("模板空白未填写", "blank of a template left open"),
            "open-list" => lang.pick("以“等”概括，未逐一列明", "list left open with \"etc.\""),
            "list-elsewhere" => {
                lang.pick("清单仅指向链接，正文未列", "list only promised at a link")
            }
            "vague-purpose" => lang.pick("目的笼统", "vague purpose"),
            "over-long-response" => lang.pick("答复时限过长", "reply takes too long"),
            other => other,
        };
        writeln!(out, "  {}", printable(what))?;
        writeln!(out, "      {}", quotation(&defect.evidence, lang))?;
    }
    for pair in &d.contradictions {
        let what = lang.pick("前后矛盾", "contradiction");
        writeln!(
            out,
            "  {what}{}{}",
            lang.pick("：", ": "),
            printable(&pair.subject)
        )?;
        writeln!(out, "      {}", quotation(&pair.a, lang))?;
        writeln!(out, "      {}", quotation(&pair.b, lang))?;
    }
    let jargon = &d.readability.undefined_jargon;
    if !jargon.is_empty() {
        let what = lang.pick("未解释的术语：", "terms left undefined: ");
        writeln!(
            out,
            "  {what}{}",
            printable(&jargon.join(lang.pick("、", ", ")))
        )?;
    }
    Ok(())
}

fn counted(out: &mut impl Write, zh: &str, en: &str, count: usize, lang: Lang) -> Result<()> {
    let head = lang.pick(format!("{zh}（{count}）"), format!("{en} ({count})"));
    writeln!(out, "\n{head}")
}

fn kind_name<'s>(set: &'s Signatures, id: &'s str, lang: Lang) -> &'s str {
    set.pi_type(id).map_or(id, |kind| lang.of(&kind.name))
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(PURPOSE).collect();
    if text.chars().count() > PURPOSE {
        short.push('…');
    }
    short
}
