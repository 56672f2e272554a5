//! What a person sees at the end of a scan: the ranked table, then for a few
//! apps each finding in a line.

use std::fmt::Write as _;

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Row, Table, TableStyle};

use super::json::Report;
use super::summary::{AppRow, Summary};
use super::{Lang, printable, text};

/// Apps up to which findings are listed under the table.
pub const DETAILED: usize = 3;

/// The table and the closing lines.
pub fn table(summary: &Summary, lang: Lang) -> String {
    let mut table = Table::new();
    table
        .load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width())
        .set_header(lang.pick(
            [
                "#",
                "应用",
                "包名",
                "风险分",
                "存在",
                "疑似",
                "无法判断",
                "最重的类别",
            ],
            [
                "#",
                "app",
                "package",
                "score",
                "indicated",
                "suspected",
                "inconclusive",
                "gravest categories",
            ],
        ));
    for column in [0, 3, 4, 5, 6] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for (rank, app) in summary.apps.iter().enumerate() {
        // One line an app: what does not fit is cut, and stands in the report.
        let mut line = Row::from(row(rank + 1, app));
        line.max_height(1);
        table.add_row(line);
    }
    let mut out = table.to_string();
    out.push('\n');
    let (apps, errors) = (summary.apps.len(), summary.errors.len());
    out.push_str(&lang.pick(
        format!("共 {apps} 个应用，{errors} 个文件未能读取。"),
        format!("{apps} apps, {errors} files that could not be read."),
    ));
    out
}

fn row(rank: usize, app: &AppRow) -> Vec<String> {
    let name = app.label.as_deref().unwrap_or(&app.file);
    let version = app.version_name.as_deref().unwrap_or_default();
    let mut gravest: Vec<_> = app.categories.iter().collect();
    gravest.sort_by_key(|c| (c.verdict, std::cmp::Reverse(c.severity)));
    let mut titles: Vec<&str> = gravest.iter().map(|c| c.title.as_str()).collect();
    titles.dedup();
    titles.truncate(3);
    vec![
        rank.to_string(),
        printable(&format!("{name} {version}")),
        printable(&app.package),
        app.score.to_string(),
        app.counts.indicated.to_string(),
        app.counts.suspected.to_string(),
        app.counts.inconclusive.to_string(),
        titles.join(" / "),
    ]
}

/// The findings of one app.
pub fn details(report: &Report, lang: Lang) -> String {
    let mut out = String::new();
    let app = &report.app;
    let _ = writeln!(
        out,
        "\n{} {} ({})",
        printable(app.label.as_deref().unwrap_or(&app.package)),
        printable(app.version_name.as_deref().unwrap_or_default()),
        printable(&app.file)
    );
    let mut category = "";
    for finding in &report.findings {
        if finding.category != category {
            category = &finding.category;
            let _ = writeln!(
                out,
                "\n  {} | {}  [{}]",
                text::authority(finding.authority, lang),
                finding.title,
                finding.category
            );
            let _ = writeln!(out, "  {}", finding.clause);
        }
        let _ = writeln!(
            out,
            "  - [{}, {}] {}",
            text::verdict(finding.verdict, lang),
            text::severity(finding.severity, lang),
            printable(&finding.summary)
        );
        for piece in &finding.evidence {
            let _ = writeln!(
                out,
                "      {} ({})",
                printable(&piece.text),
                printable(&piece.location)
            );
            if let Some(quote) = &piece.quote {
                let _ = writeln!(out, "        “{}”", printable(quote));
            }
            if !piece.path.is_empty() {
                let _ = writeln!(out, "        {}", printable(&piece.path.join(" → ")));
            }
        }
    }
    for limit in &report.limitations {
        let _ = writeln!(
            out,
            "  {} {}",
            lang.pick("局限：", "limitation:"),
            printable(&limit.text)
        );
    }
    out
}

/// Columns of the terminal, told by `COLUMNS` where it is set.
fn width() -> u16 {
    std::env::var("COLUMNS")
        .ok()
        .and_then(|c| c.parse().ok())
        .unwrap_or(120)
}
