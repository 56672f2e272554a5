//! Tables in text: pipes, tabs, and columns set with blanks.

use super::super::numbering::{is_bare_number, number};

/// A table and the source lines `start..end` that it stands in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub start: usize,
    pub end: usize,
    pub rows: Vec<Vec<String>>,
    pub head: bool,
}

/// Rows of a table; what follows is a table of its own.
const MAX_ROWS: usize = 5_000;
/// Rows of all tables.
const MAX_ALL_ROWS: usize = 100_000;
/// Lines of a row whose cells hold paragraphs.
const MAX_ROW_LINES: usize = 40;
/// Lines of a first cell before the first pipe.
const MAX_FIRST_CELL: usize = 3;

/// Tables of a text in order, without overlap.
pub(super) fn find(lines: &[&str]) -> Vec<Table> {
    let rules: Vec<(usize, usize)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, pipe_rule(line)?)))
        .collect();
    let mut tables: Vec<Table> = Vec::new();
    for (nth, (at, columns)) in rules.iter().enumerate() {
        let from = tables.last().map_or(0, |t| t.end);
        if *at < from {
            continue;
        }
        let limit = rules.get(nth + 1).map_or(lines.len(), |(next, columns)| {
            head_start(lines, at + 1, *next, *columns)
        });
        if let Some(table) = piped(lines, from, *at, *columns, limit) {
            tables.push(table);
        }
    }
    let mut at = 0;
    let mut found = Vec::new();
    let mut piped = tables.into_iter().peekable();
    let mut rows = 0;
    while at < lines.len() && rows < MAX_ALL_ROWS {
        if let Some(table) = piped.next_if(|t| t.start <= at) {
            at = table.end.max(at + 1);
            rows += table.rows.len();
            found.push(table);
            continue;
        }
        let stop = piped.peek().map_or(lines.len(), |t| t.start);
        match columns(lines, at, stop) {
            Some(table) => {
                at = table.end.max(at + 1);
                rows += table.rows.len();
                found.push(table);
            }
            None => at += 1,
        }
    }
    found
}

/// Columns of a rule such as `---|---|---` or `| :--- | ---: |`.
fn pipe_rule(line: &str) -> Option<usize> {
    let line = line.trim();
    if !line.starts_with(['-', '|', ':']) || !line.contains("---") || !line.contains('|') {
        return None;
    }
    let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
    let dashes = |cell: &str| {
        let cell = cell.trim();
        cell.contains('-') && cell.chars().all(|c| c == '-' || c == ':')
    };
    (cells.len() >= 2 && cells.iter().all(|c| dashes(c))).then_some(cells.len())
}

fn pipes(line: &str) -> usize {
    line.matches('|').count() - line.matches("\\|").count()
}

/// Line at which the head above the rule at `rule` starts.
fn head_start(lines: &[&str], from: usize, rule: usize, columns: usize) -> usize {
    let mut seen = 0;
    let mut at = rule;
    while at > from && rule - at < 4 * columns {
        let Some(line) = lines.get(at - 1) else { break };
        if is_rule(line) {
            break;
        }
        at -= 1;
        seen += pipes(line);
        if seen + 1 >= columns {
            break;
        }
    }
    if seen + 1 < columns {
        return rule;
    }
    // A first cell on lines of its own, its pipe below.
    let own_line = seen + 1 == columns
        && lines
            .get(at)
            .is_some_and(|l| l.trim_start().starts_with('|'));
    if own_line {
        while at > from {
            at -= 1;
            if lines.get(at).is_some_and(|l| !l.trim().is_empty()) {
                break;
            }
        }
    }
    at
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.bytes().all(|b| b == b'=')
}

fn piped(lines: &[&str], from: usize, rule: usize, columns: usize, limit: usize) -> Option<Table> {
    let start = head_start(lines, from, rule, columns);
    let mut rows = Vec::new();
    if start < rule {
        rows.push(split(lines.get(start..rule)?, columns));
    }
    let head = !rows.is_empty();
    let mut at = rule + 1;
    while let Some((row, next)) = piped_row(lines, at, columns, limit) {
        rows.push(row);
        at = next;
        if rows.len() >= MAX_ROWS {
            break;
        }
    }
    (!rows.is_empty()).then_some(Table {
        start,
        end: at,
        rows,
        head,
    })
}

/// The row that starts at or below `at`, and the line behind it.
fn piped_row(
    lines: &[&str],
    at: usize,
    columns: usize,
    limit: usize,
) -> Option<(Vec<String>, usize)> {
    let mut from = at;
    while from < limit && lines.get(from)?.trim().is_empty() {
        from += 1;
    }
    let mut seen = 0;
    let mut to = from;
    let mut before = 0;
    while to < limit && to - from < MAX_ROW_LINES {
        let line = lines.get(to)?;
        if is_rule(line) {
            break;
        }
        let here = pipes(line);
        if seen == 0 && here == 0 && !line.trim().is_empty() {
            before += 1;
            let prose = line.chars().count() > 60 && line.trim_end().ends_with('。');
            if before > MAX_FIRST_CELL || prose {
                return None;
            }
        }
        seen += here;
        to += 1;
        let next = lines.get(to).copied().unwrap_or("");
        // A row whose first cells span from the row above.
        let both = seen + pipes(next);
        // Lines of one count that add up to more than a row are rows themselves.
        let twin = seen > 0
            && lines
                .get(to..limit.min(to + columns))
                .unwrap_or(&[])
                .iter()
                .take_while(|l| l.ends_with("  ") && pipes(l) == seen)
                .count()
                * seen
                + seen
                >= columns;
        let short =
            seen > 0 && seen + 1 < columns && line.ends_with("  ") && (both >= columns || twin);
        if short {
            let mut row = split(lines.get(from..to)?, seen + 1);
            let missing = columns.saturating_sub(row.len());
            row.splice(0..0, std::iter::repeat_n(String::new(), missing));
            return Some((row, to));
        }
        if seen + 1 < columns {
            continue;
        }
        // The last cell runs to the row's end: two blanks, an empty line, a pipe.
        let empty = line.trim_end().ends_with('|') && seen + 1 == columns;
        let broken = line.ends_with("  ") && !empty;
        let closed = seen > columns
            || broken
            || next.trim().is_empty() && !empty
            || pipes(next) > 0
            || is_rule(next);
        let standard = here + 1 >= columns && !line.ends_with(' ') && !empty;
        if closed || standard {
            break;
        }
    }
    if seen + 1 < columns {
        return None;
    }
    Some((split(lines.get(from..to)?, columns), to))
}

fn split(lines: &[&str], columns: usize) -> Vec<String> {
    let text = lines.join("\n");
    let trimmed = text.trim();
    let outer = trimmed.starts_with('|') && pipes(trimmed) > columns;
    let body = if outer {
        let body = trimmed.strip_prefix('|').unwrap_or(trimmed);
        body.strip_suffix('|').unwrap_or(body)
    } else {
        text.as_str()
    };
    body.splitn(columns, '|')
        .map(|cell| cell.trim().to_owned())
        .collect()
}

/// A table in columns that starts at line `at`.
fn columns(lines: &[&str], at: usize, stop: usize) -> Option<Table> {
    let line = lines.get(at)?;
    if line.contains('\t')
        && let Some(table) = aligned(lines, at, stop, 2, &|l| cut_tabs(l))
    {
        return Some(table);
    }
    // Blanks that only indent the line part nothing.
    let inner = line.trim();
    if (inner.contains("  ") || inner.contains('\u{3000}'))
        && let Some(table) = aligned(lines, at, stop, 3, &|l| cut_gaps(l))
    {
        return Some(table);
    }
    headed(lines, at, stop).or_else(|| super::stacked::find(lines, at, stop))
}

/// Consecutive lines that `cut` into the same number of cells.
fn aligned(
    lines: &[&str],
    at: usize,
    stop: usize,
    least: usize,
    cut: &dyn Fn(&str) -> Option<Vec<String>>,
) -> Option<Table> {
    let first = cut(lines.get(at)?)?;
    let width = first.len();
    let mut rows = vec![first];
    let mut end = at + 1;
    while end < stop && rows.len() < MAX_ROWS {
        match lines.get(end).and_then(|l| cut(l)) {
            Some(row) if row.len() == width => rows.push(row),
            _ => break,
        }
        end += 1;
    }
    if rows.len() < least {
        return None;
    }
    let head = rows.first().is_some_and(|row| is_table_head(row));
    Some(Table {
        start: at,
        end,
        rows,
        head,
    })
}

fn cut_tabs(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    if !line.contains('\t') {
        return None;
    }
    let cells: Vec<String> = line.split('\t').map(|c| c.trim().to_owned()).collect();
    is_row(&cells).then_some(cells)
}

fn cut_gaps(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    let mut blank = false;
    let gap = line.chars().any(|c| {
        let wide = c == '\u{3000}' || blank && c.is_whitespace();
        blank = c.is_whitespace();
        wide
    });
    if !gap {
        return None;
    }
    let mut cells: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut blanks = 0;
    for c in line.chars() {
        match c {
            '\u{3000}' => blanks += 2,
            c if c.is_whitespace() => blanks += 1,
            c => {
                if blanks >= 2 && !cell.is_empty() {
                    cells.push(std::mem::take(&mut cell));
                } else if blanks == 1 && !cell.is_empty() {
                    cell.push(' ');
                }
                blanks = 0;
                cell.push(c);
            }
        }
    }
    cells.push(cell);
    is_row(&cells).then_some(cells)
}

/// Cells of a table are short, and a number with its text is no row.
fn is_row(cells: &[String]) -> bool {
    let Some(first) = cells.first() else {
        return false;
    };
    let number_and_text = cells.len() == 2
        && (is_bare_number(first) || number(first).is_some_and(|n| n.rest.is_empty()));
    cells.len() >= 2
        && !first.is_empty()
        && !number_and_text
        && !first.ends_with(['。', '，', '；', '：'])
        && first.chars().count() <= 40
        && cells.iter().all(|c| c.chars().count() <= 240)
        && !first.starts_with(['#', '*', '-', '=', '•', '●'])
}

/// Words that head the columns of lists of SDKs, permissions and data.
fn is_head_word(cell: &str) -> bool {
    const WORDS: [&str; 18] = [
        "序号",
        "名称",
        "目的",
        "权限",
        "类型",
        "方式",
        "用途",
        "链接",
        "公司",
        "说明",
        "场景",
        "SDK",
        "功能",
        "主体",
        "信息",
        "第三方",
        "隐私政策",
        "网址",
    ];
    let chars = cell.chars().count();
    (1..=14).contains(&chars)
        && WORDS.iter().any(|w| cell.contains(w))
        && !cell.contains(['。', '，', '；', '：', '、'])
}

/// Whether most cells of a row are such words.
pub(in super::super) fn is_table_head(cells: &[String]) -> bool {
    cells.len() > 1 && cells.iter().filter(|c| is_head_word(c)).count() * 2 > cells.len()
}

/// Rows set with single blanks under a head of known words.
fn headed(lines: &[&str], at: usize, stop: usize) -> Option<Table> {
    let first = lines.get(at)?.trim_start();
    let word = memchr::memchr(b' ', first.as_bytes()).and_then(|end| first.get(..end))?;
    if word.len() > 42 || first.len() > 400 || !is_head_word(word) {
        return None;
    }
    let head = tokens(lines.get(at)?)?;
    let width = head.len();
    if !(3..=10).contains(&width)
        || head.iter().filter(|c| is_head_word(c)).count() < width.div_ceil(2)
    {
        return None;
    }
    let counted = head.first().is_some_and(|c| c == "序号");
    let mut rows = vec![head];
    let mut end = at + 1;
    let mut loose = 0;
    while end < stop && loose < 5 {
        let Some(line) = lines.get(end) else { break };
        let Some(cells) = tokens(line) else { break };
        let expected = rows.len().to_string();
        let opens = if counted {
            cells.first().is_some_and(|c| *c == expected) && cells.len() > 1
        } else {
            cells.len() == width && cells.first().is_some_and(|c| c.chars().count() <= 20)
        };
        if opens {
            rows.push(fit(cells, width));
            loose = 0;
        } else if rows.len() > 1
            && counted
            && number(line.trim()).is_none_or(|n| n.rest.chars().count() > 6)
        {
            // The last cell goes on, as a list of purposes.
            let more = line.trim();
            match rows.last_mut().and_then(|r| r.last_mut()) {
                Some(cell) if cell.len() + more.len() < 2000 => {
                    cell.push('\n');
                    cell.push_str(more);
                }
                _ => break,
            }
            loose += 1;
        } else {
            break;
        }
        end += 1;
    }
    // Text behind the last row is not its continuation.
    if loose > 0
        && let Some(cell) = rows.last_mut().and_then(|r| r.last_mut())
    {
        let mut kept: Vec<&str> = cell.split('\n').collect();
        kept.truncate(kept.len() - loose);
        *cell = kept.join("\n");
        end -= loose;
    }
    (rows.len() >= 3).then_some(Table {
        start: at,
        end,
        rows,
        head: true,
    })
}

/// Cells set apart by single blanks; a blank behind a comma does not part them.
fn tokens(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    if line.is_empty() || is_rule(line) || line.len() > 1200 {
        return None;
    }
    let mut cells: Vec<String> = Vec::new();
    for word in line.split_whitespace() {
        match cells.last_mut() {
            Some(open) if open.ends_with(['，', '、', ',', '；', '：']) => open.push_str(word),
            _ => cells.push(word.to_owned()),
        }
    }
    Some(cells)
}

fn fit(mut cells: Vec<String>, width: usize) -> Vec<String> {
    if cells.len() > width {
        let rest = cells.split_off(width);
        if let Some(last) = cells.last_mut() {
            for cell in rest {
                last.push(' ');
                last.push_str(&cell);
            }
        }
    }
    cells.resize(width, String::new());
    cells
}
