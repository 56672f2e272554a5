//! What a person sees at the end of a scan: the ranked table, then for a few
//! apps each finding in a line.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Row, Table, TableStyle};

use super::json::{Evidence, Finding, Limitation, Report};
use super::summary::{AppRow, Summary};
use super::table::set_aside;
use super::{Lang, printable, text};
use crate::judge::{Side, Verdict};

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
                "分值",
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
    let mut out = match summary.apps.is_empty() {
        true => String::new(),
        false => table.to_string() + "\n",
    };
    let (apps, errors) = (summary.apps.len(), summary.errors.len());
    out.push_str(&lang.pick(
        format!("共 {apps} 个应用，{errors} 个文件未能读取。"),
        format!("Apps: {apps}; files that could not be read: {errors}."),
    ));
    out
}

fn row(rank: usize, app: &AppRow) -> Vec<String> {
    let version = app.version_name.as_deref().unwrap_or_default();
    let mut titles: Vec<&str> = app.gravest().iter().map(|c| c.title.as_str()).collect();
    titles.truncate(3);
    vec![
        rank.to_string(),
        printable(&format!("{} {version}", app.name())),
        printable(&app.package),
        app.score.to_string(),
        app.counted(Verdict::Indicated).to_string(),
        app.counted(Verdict::Suspected).to_string(),
        app.counts.inconclusive.to_string(),
        titles.join(" / "),
    ]
}

/// Apps and categories that the line of failures names.
const FAILURES: usize = 3;

/// Why the exit code says that something was found, in a line.
pub fn failures(summary: &Summary, lang: Lang) -> Option<String> {
    let failing: Vec<&AppRow> = summary
        .apps
        .iter()
        .filter(|app| !app.fails.is_empty())
        .collect();
    let count = failing.len();
    let named = failing.iter().take(FAILURES).map(|app| {
        let fails = app.fails.iter().take(FAILURES).map(String::as_str);
        let fails = fails.collect::<Vec<_>>().join(", ");
        let more = if app.fails.len() > FAILURES {
            ", …"
        } else {
            ""
        };
        printable(&format!("{} ({fails}{more})", app.name()))
    });
    let named = named.collect::<Vec<_>>().join("; ");
    let more = if count > FAILURES { "; …" } else { "" };
    (count > 0).then(|| {
        lang.pick(
            format!("{count} 个应用未达标（--fail-on）：{named}{more}"),
            match count {
                1 => format!("1 app fails --fail-on: {named}"),
                _ => format!("{count} apps fail --fail-on: {named}{more}"),
            },
        )
    })
}

/// Findings of a category that are listed.
const FINDINGS: usize = 8;
/// Pieces of evidence of a finding that are listed.
const EVIDENCE: usize = 3;
/// Steps of a path up to which it is shown whole.
const STEPS: usize = 4;

/// The findings of one app, the gravest category first. What is left out is
/// counted, and stands in the report.
pub fn details(report: &Report, lang: Lang) -> String {
    let mut out = String::new();
    let app = &report.app;
    let _ = writeln!(
        out,
        "\n{} {} ({})",
        printable(app.name()),
        printable(app.version_name.as_deref().unwrap_or_default()),
        printable(&app.file)
    );
    // What keeps the app from being judged comes before every finding.
    let hinders = |limit: &&Limitation| {
        let mut parts = report.score_parts.iter();
        parts.any(|part| part.verdict.is_none() && part.reason == limit.code)
    };
    let (grave, others): (Vec<_>, Vec<_>) = report.limitations.iter().partition(hinders);
    limitations(&mut out, &grave, lang.pick("注意：", "beware: "), lang);
    for group in by_gravity(&report.findings) {
        category(&mut out, &group, lang);
    }
    limitations(&mut out, &others, lang.pick("局限：", "limitation: "), lang);
    open_questions(&mut out, report, lang);
    out
}

/// What could not be read, a line for each kind.
fn limitations(out: &mut String, limits: &[&Limitation], word: &str, lang: Lang) {
    for (index, kind) in limits.chunk_by(|a, b| a.code == b.code).enumerate() {
        let Some(first) = kind.first() else { continue };
        let more = beyond(kind.len(), 1).map(|more| {
            lang.pick(
                format!("，另有 {more} 处"),
                format!(", and {more} more of the kind"),
            )
        });
        let _ = writeln!(
            out,
            "{}  {}{}{}",
            if index == 0 { "\n" } else { "" },
            word,
            printable(&first.text),
            more.unwrap_or_default()
        );
    }
}

/// Findings by category: what counts before what is set aside, indicated before
/// suspected, grave before slight, both among categories and within one.
pub(super) fn by_gravity(findings: &[Finding]) -> Vec<Vec<&Finding>> {
    let gravity = |f: &&Finding| (f.set_aside.is_some(), f.verdict, Reverse(f.severity));
    let mut groups: Vec<Vec<&Finding>> = findings
        .chunk_by(|a, b| a.category == b.category)
        .map(|group| {
            let mut group: Vec<&Finding> = group.iter().collect();
            group.sort_by_key(gravity);
            group
        })
        .collect();
    groups.sort_by_key(|group| group.first().map(gravity));
    groups
}

fn category(out: &mut String, group: &[&Finding], lang: Lang) {
    let Some(first) = group.first() else {
        return;
    };
    let _ = writeln!(
        out,
        "\n  {} | {}  [{}]",
        text::authority(first.authority, lang),
        first.title,
        first.category
    );
    let _ = writeln!(out, "  {}", first.clause);
    for (index, found) in group.iter().take(FINDINGS).enumerate() {
        finding(out, found, lang);
        // Neighbours with the same way out have it once, below the last.
        let next = group.get(index + 1).filter(|_| index + 1 < FINDINGS);
        if next.is_none_or(|next| next.remedy != found.remedy) {
            let _ = writeln!(
                out,
                "    {}{}",
                lang.pick("整改：", "remedy: "),
                printable(&found.remedy)
            );
        }
    }
    if let Some(more) = beyond(group.len(), FINDINGS) {
        let _ = writeln!(
            out,
            "  {}",
            lang.pick(
                format!("- 另有 {more} 项，见完整报告（--out）"),
                format!("- {more} more findings, in the full report (--out)"),
            )
        );
    }
}

fn finding(out: &mut String, found: &Finding, lang: Lang) {
    let _ = writeln!(
        out,
        "  - [{}, {}] {}",
        text::verdict(found.verdict, lang),
        text::severity(found.severity, lang),
        printable(&found.summary)
    );
    if found.set_aside.is_some() {
        let why = set_aside(found.set_aside.as_ref(), lang);
        let _ = writeln!(
            out,
            "      {}{}",
            lang.pick("不计入：", "does not count: "),
            printable(&why)
        );
    }
    let package: Vec<&Evidence> = on(found, Side::Package);
    let listing: Vec<&Evidence> = on(found, Side::Listing);
    let policy: Vec<&Evidence> = on(found, Side::Policy);
    for side in [package, listing, policy] {
        let mut path: &[String] = &[];
        for piece in side.iter().take(EVIDENCE) {
            evidence(out, piece, path, lang);
            path = &piece.path;
        }
        if let Some(more) = beyond(side.len(), EVIDENCE) {
            let _ = writeln!(
                out,
                "      {}",
                lang.pick(format!("另有 {more} 处"), format!("and {more} more"))
            );
        }
    }
}

fn on(found: &Finding, side: Side) -> Vec<&Evidence> {
    found.evidence.iter().filter(|e| e.side == side).collect()
}

/// A piece of evidence; its path only where the one before had another.
fn evidence(out: &mut String, piece: &Evidence, before: &[String], lang: Lang) {
    // `classes.dex!a.B.c` beside a text that names a.B.c says only which DEX.
    let location = match piece.location.rsplit_once('!') {
        Some((dex, method)) if piece.text.contains(method) => dex,
        _ => &piece.location,
    };
    let _ = writeln!(
        out,
        "      {} ({})",
        printable(&piece.text),
        printable(location)
    );
    if let Some(quote) = &piece.quote {
        let line = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "        “{}”", printable(&line));
    }
    if !piece.path.is_empty() && piece.path != before {
        let _ = writeln!(out, "        {}", printable(&path(&piece.path, lang)));
    }
}

/// A path on one line; of a long one the ends.
fn path(steps: &[String], lang: Lang) -> String {
    match steps {
        [first, second, middle @ .., last] if steps.len() > STEPS => {
            let middle = middle.len();
            let left_out = lang.pick(format!("略 {middle} 步"), format!("{middle} steps"));
            format!("{first} → {second} → … {left_out} … → {last}")
        }
        _ => steps.join(" → "),
    }
}

fn beyond(all: usize, shown: usize) -> Option<usize> {
    all.checked_sub(shown).filter(|&more| more > 0)
}

/// Reasons that are listed for what is inconclusive.
const REASONS: usize = 3;

/// What the findings do not say: categories that stay open, and why.
fn open_questions(out: &mut String, report: &Report, lang: Lang) {
    let count = |verdict| {
        let rows = report.categories.iter();
        rows.filter(|c| c.verdict == verdict).count()
    };
    let (open, manual) = (
        count(Verdict::Inconclusive),
        count(Verdict::NotStaticallyAssessable),
    );
    let _ = writeln!(
        out,
        "\n  {}",
        lang.pick(
            format!("{open} 个类别无法判断，{manual} 个类别须人工检测。"),
            format!("{open} categories are inconclusive; {manual} are to be checked by hand."),
        )
    );
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &report.categories {
        if let (Verdict::Inconclusive, Some(note)) = (row.verdict, &row.note) {
            *reasons.entry(note).or_default() += 1;
        }
    }
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|&(_, count)| Reverse(count));
    for (reason, count) in reasons.into_iter().take(REASONS) {
        let _ = writeln!(
            out,
            "  {}",
            lang.pick(
                format!("- 无法判断 {count} 个：{}", printable(reason)),
                format!("- inconclusive {count}: {}", printable(reason)),
            )
        );
    }
}

/// Columns of the terminal, told by `COLUMNS` where it is set.
fn width() -> u16 {
    std::env::var("COLUMNS")
        .ok()
        .and_then(|c| c.parse().ok())
        .unwrap_or(120)
}

#[cfg(test)]
mod tests {
    use super::{Lang, path};

    #[test]
    fn long_paths_show_their_ends() {
        let steps = |n: usize| (0..n).map(|i| i.to_string()).collect::<Vec<_>>();
        assert_eq!(path(&steps(4), Lang::En), "0 → 1 → 2 → 3");
        assert_eq!(path(&steps(7), Lang::En), "0 → 1 → … 4 steps … → 6");
        assert_eq!(path(&[], Lang::En), "");
    }
}
