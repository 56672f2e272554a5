//! `--format markdown`: a comment for a pull request.

use std::fmt::Write as _;
use std::io;

use super::folder::{Folder, OutputError};
use super::json::{Finding, Report};
use super::reread::reports;
use super::summary::{AppRow, Summary};
use super::{Lang, Writer, printable, text};

/// Characters of the comment; GitHub allows 65,536, GitLab a million.
const MAX_CHARS: usize = 60_000;

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
        "\n| 应用 | 包名 | 风险分 | 存在 | 疑似 | 无法判断 | 结论 |\n",
        "\n| app | package | score | indicated | suspected | inconclusive | result |\n",
    );
    out += "|---|---|--:|--:|--:|--:|---|\n";
    out
}

fn app_line(row: &AppRow, lang: Lang) -> String {
    let name = row.label.as_deref().unwrap_or(&row.file);
    let version = row.version_name.as_deref().unwrap_or_default();
    let result = if row.fails.is_empty() {
        lang.pick("通过", "passes")
    } else {
        lang.pick("**未达标**", "**fails**")
    };
    format!(
        "| {} {} | {} | {} | {} | {} | {} | {result} |\n",
        plain(name),
        plain(version),
        plain(&row.package),
        row.score,
        row.counts.indicated,
        row.counts.suspected,
        row.counts.inconclusive,
    )
}

/// An app's findings that count, folded away.
fn app(report: &Report, lang: Lang) -> String {
    let counted: Vec<&Finding> = report
        .findings
        .iter()
        .filter(|f| f.set_aside.is_none())
        .collect();
    if counted.is_empty() {
        return String::new();
    }
    let aside = report.findings.len() - counted.len();
    let name = report.app.label.as_deref().unwrap_or(&report.app.package);
    let mut out = format!(
        "\n<details><summary>{} · {}</summary>\n",
        plain(name),
        lang.pick(
            format!("{} 项问题，{aside} 项不计入", counted.len()),
            format!("{} findings, {aside} set aside", counted.len()),
        )
    );
    for group in counted.chunk_by(|a, b| a.category == b.category) {
        let Some(first) = group.first() else { continue };
        let _ = writeln!(
            out,
            "\n**{} · {}** `{}`  \n{}\n",
            text::authority(first.authority, lang),
            plain(&first.title),
            first.category,
            plain(&first.clause)
        );
        for finding in group {
            let _ = writeln!(
                out,
                "- [{}, {}] {}",
                text::verdict(finding.verdict, lang),
                text::severity(finding.severity, lang),
                plain(&finding.summary)
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
