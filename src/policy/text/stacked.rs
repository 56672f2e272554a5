//! Tables whose cells stand on lines of their own, as pages are copied: the heads first,
//! then the cells of each row.

use super::table::Table;
use crate::policy::lexicon::is_column_head;
use crate::policy::numbering::number;

/// Columns.
const COLUMNS: std::ops::RangeInclusive<usize> = 2..=7;
/// Characters of a cell that opens a row, and of any cell.
const OPENS: usize = 24;
const LONGEST: usize = 400;
/// Rows; no list of a person is longer.
const MAX_ROWS: usize = 300;

/// A table that starts with the head at line `at`, each cell a line; blank lines between
/// them do not matter.
pub(super) fn find(lines: &[&str], at: usize, stop: usize) -> Option<Table> {
    let first = lines.get(at)?.trim();
    if !is_head(first) {
        return None;
    }
    let mut cells = (at..stop).filter_map(|index| {
        let text = lines.get(index)?.trim();
        (!text.is_empty()).then_some((index, text))
    });
    let mut head = Vec::new();
    let mut next = cells.next();
    while let Some((_, text)) = next.filter(|(_, text)| is_head(text)) {
        head.push(text.to_owned());
        if head.len() > *COLUMNS.end() {
            return None;
        }
        next = cells.next();
    }
    let width = head.len();
    let counted = matches!(first, "序号" | "编号");
    // Two heads may stand together by chance: "权限" above "用途" do not.
    let told = width >= 3 || counted || first.contains("权限") || first.contains("SDK");
    if !COLUMNS.contains(&width) || !told {
        return None;
    }
    let mut rows = vec![head];
    let mut end = at;
    while let Some(opening) = next {
        let row = row(opening, &mut cells, width, counted.then_some(rows.len()));
        let Some((last, row)) = row.filter(|_| rows.len() <= MAX_ROWS) else {
            break;
        };
        rows.push(row);
        end = last + 1;
        next = cells.next();
    }
    (rows.len() > 2).then_some(Table {
        start: at,
        end,
        rows,
        head: true,
    })
}

fn is_head(line: &str) -> bool {
    line.len() <= 48 && is_column_head(line)
}

/// The row that `opening` begins, and its last line; `None` for what is no row.
fn row<'l>(
    opening: (usize, &'l str),
    cells: &mut impl Iterator<Item = (usize, &'l str)>,
    width: usize,
    count: Option<usize>,
) -> Option<(usize, Vec<String>)> {
    let (mut last, first) = opening;
    let expected = count.map(|count| count.to_string());
    let opens = match &expected {
        Some(expected) => first.trim_end_matches(['.', '、']) == expected,
        None => is_cell(first) && first.chars().count() <= OPENS,
    };
    if !opens {
        return None;
    }
    let mut row = vec![first.to_owned()];
    while row.len() < width {
        let (index, text) = cells.next()?;
        let over = text.chars().count() > LONGEST || text.starts_with(['#', '|']);
        if over || number(text).is_some_and(|n| n.rest.chars().count() > 2) && !is_short(text) {
            return None;
        }
        last = index;
        row.push(text.to_owned());
    }
    Some((last, row))
}

/// Opens a row: short, no sentence and no heading of a section.
fn is_cell(text: &str) -> bool {
    !text.contains(['。', '，', '；', '：', ':'])
        && number(text).is_none()
        && !text.starts_with(['#', '|', '-', '*', '=', '•'])
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= OPENS * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Option<Vec<String>> {
        let lines: Vec<&str> = text.lines().collect();
        let table = find(&lines, 0, lines.len())?;
        Some(table.rows.iter().map(|r| r.join("|")).collect())
    }

    #[test]
    fn cells_on_lines_make_rows() {
        let text = "权限名称\n使用目的\n使用场景\n存储权限\n保存图片\n分享时\n\n相机权限\n\n拍摄头像\n修改头像时\n二、我们如何共享";
        assert_eq!(
            rows(text).unwrap(),
            [
                "权限名称|使用目的|使用场景",
                "存储权限|保存图片|分享时",
                "相机权限|拍摄头像|修改头像时"
            ]
        );
        let counted =
            "序号\n权限\n用途\n1\n相机\n扫码，拍照\n2\n位置\n推荐附近的门店。\n以上权限可以关闭。";
        assert_eq!(
            rows(counted).unwrap(),
            [
                "序号|权限|用途",
                "1|相机|扫码，拍照",
                "2|位置|推荐附近的门店。"
            ]
        );
    }

    #[test]
    fn prose_makes_none() {
        for text in [
            "使用目的\n我们会将信息用于以下目的。\n使用场景\n当您注册时。",
            "权限\n用途\n相机\n扫码",
            "信息收集方式\n共享方式\n第三方\n一、我们如何收集\n我们会收集您的手机号。",
        ] {
            assert_eq!(rows(text), None, "{text}");
        }
    }
}
