//! `--format markdown`: a comment for a pull request.

use std::fmt::Write as _;
use std::io;

use super::folder::{Folder, OutputError};
use super::json::{Finding, Report};
use super::reread::reports;
use super::summary::{AppRow, Summary};
use super::table::set_aside;
use super::terminal::by_gravity;
use super::{Lang, Writer, printable, text};
use crate::judge::Verdict;

/// Characters of the comment; GitHub allows 65,536, GitLab a million.
const MAX_CHARS: usize = 60_000;
/// Findings of a category that are listed.
const FINDINGS: usize = 8;
/// Categories over which an app fails that its line names.
const NAMED: usize = 3;

/// `summary.md`.
pub struct Markdown(pub Lang);

impl Writer for Markdown {
    fn batch(&self, folder: &Folder, summary: &Summary) -> Result<(), OutputError> {
        folder.file("summary.md", |out| {
            let mut comment = Comment {
                text: head(summary, self.0),
                chars: 0,
                left_out: 0,
            };
            comment.chars = comment.text.chars().count();
            for row in &summary.apps {
                comment.add(&app_line(row, self.0));
            }
            for item in reports(folder, summary) {
                let (_, report) = item.map_err(io::Error::other)?;
                comment.add(&app(&report, self.0));
            }
            if comment.left_out > 0 {
                let note = self.0.pick(
                    format!(
                        "\n篇幅所限，省略 {} 项，完整内容见报告。\n",
                        comment.left_out
                    ),
                    format!(
                        "\n{} items were left out for length; the report has them.\n",
                        comment.left_out
                    ),
                );
                comment.text.push_str(&note);
            }
            out.write_all(comment.text.as_bytes())
        })
    }
}

/// Text that stays within its bound: what does not fit is counted.
struct Comment {
    text: String,
    chars: usize,
    left_out: usize,
}

impl Comment {
    fn add(&mut self, part: &str) {
        let chars = part.chars().count();
        if self.chars + chars > MAX_CHARS {
            self.left_out += usize::from(chars > 0);
        } else {
            self.text.push_str(part);
            self.chars += chars;
        }
    }
}

fn head(summary: &Summary, lang: Lang) -> String {
    let failed = summary.apps.iter().filter(|a| !a.fails.is_empty()).count();
    let (apps, errors) = (summary.apps.len(), summary.errors.len());
    let mut out = lang.pick(
        format!("### tongbao 通报：{apps} 个应用，{failed} 个未达标，{errors} 个文件未能读取\n\n"),
        format!("### tongbao: apps {apps}, failing {failed}, files not read {errors}\n\n"),
    );
    for error in &summary.errors {
        let _ = writeln!(
            out,
            "- {} {}: {}",
            plain(&error.file),
            plain(&error.entry),
            plain(&error.cause)
        );
    }
    out += lang.pick(
        "| 应用 | 包名 | 结论 | 存在 | 疑似 | 无法判断 | 分值 |\n",
        "| app | package | result | indicated | suspected | inconclusive | score |\n",
    );
    out += "|---|---|---|--:|--:|--:|--:|\n";
    out
}

fn app_line(row: &AppRow, lang: Lang) -> String {
    let version = row.version_name.as_deref().unwrap_or_default();
    format!(
        "| {} {} | {} | {} | {} | {} | {} | {} |\n",
        plain(row.name()),
        plain(version),
        plain(&row.package),
        result(row, lang),
        row.counted(Verdict::Indicated),
        row.counted(Verdict::Suspected),
        row.counts.inconclusive,
        row.score,
    )
}

/// Whether the app passes, and over what it fails.
fn result(row: &AppRow, lang: Lang) -> String {
    if row.fails.is_empty() {
        return lang.pick("通过", "passes").into();
    }
    let gravest = row.gravest();
    let failing: Vec<String> = gravest
        .iter()
        .filter(|c| row.fails.contains(&c.id))
        .map(|c| plain(&c.title))
        .collect();
    let more = if failing.len() > NAMED { " …" } else { "" };
    let named = failing[..failing.len().min(NAMED)].join(lang.pick("；", "; "));
    let text = lang.pick("**未达标**：", "**fails**: ");
    format!("{text}{named}{more}")
}

/// An app's findings that count, folded away.
fn app(report: &Report, lang: Lang) -> String {
    if report.findings.is_empty() {
        return String::new();
    }
    let counted = report.counted().count();
    let mut heading = lang.pick(
        format!("计入的问题 {counted} 项"),
        format!("findings that count: {counted}"),
    );
    if let aside @ 1.. = report.findings.len() - counted {
        heading += &lang.pick(
            format!("，不计入 {aside} 项"),
            format!(", set aside: {aside}"),
        );
    }
    let name = plain(report.app.name());
    let mut out = format!("\n<details><summary>{name} · {heading}</summary>\n");
    for group in by_gravity(&report.findings) {
        let Some(first) = group.first() else { continue };
        let _ = writeln!(
            out,
            "\n**{} · {}** `{}`  \n{}\n",
            text::authority(first.authority, lang),
            plain(&first.title),
            first.category,
            plain(&first.clause)
        );
        for found in group.iter().take(FINDINGS) {
            out += &finding(found, lang);
        }
        if let more @ 1.. = group.len().saturating_sub(FINDINGS) {
            let _ = writeln!(
                out,
                "- {}",
                lang.pick(format!("另有 {more} 项"), format!("{more} more"))
            );
        }
        let _ = writeln!(
            out,
            "\n{}{}",
            lang.pick("整改：", "Remedy: "),
            plain(&first.remedy)
        );
    }
    out += "\n</details>\n";
    out
}

fn finding(found: &Finding, lang: Lang) -> String {
    let why = found.set_aside.as_ref().map(|why| {
        let why = plain(&set_aside(Some(why), lang));
        lang.pick(
            format!("（不计入：{why}）"),
            format!(" (does not count: {why})"),
        )
    });
    format!(
        "- [{}, {}] {}{}\n",
        text::verdict(found.verdict, lang),
        text::severity(found.severity, lang),
        plain(&found.summary),
        why.unwrap_or_default()
    )
}

/// Text that Markdown shows as it stands: no mark-up, no HTML, no mention.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '@' => out += "&#64;",
            '#' => out += "&#35;",
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_in_a_label_is_mark_up() {
        assert_eq!(
            plain("<img src=x> @all [a](b) | **x**\n"),
            "&lt;img src=x&gt; &#64;all \\[a\\](b) \\| \\*\\*x\\*\\*\u{fffd}"
        );
    }
}
