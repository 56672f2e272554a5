//! Tables of a document, their columns told by the words of the head.

use super::text::{Reading, Sentence};
use crate::facts::BlockKind;
use crate::policy::lexicon::{Column, Found, Tag};

/// A table.
pub(super) struct Table {
    /// What each column holds.
    pub columns: Vec<Option<Column>>,
    /// Text of the head, cells joined by a blank.
    pub head: String,
    /// Rows below the head.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Clone)]
pub(super) struct Row {
    /// Index of the row's first sentence.
    pub sentence: usize,
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Default, Clone)]
pub(super) struct Cell {
    pub text: String,
    /// First character in the document's text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    pub found: Vec<Found>,
}

impl Table {
    /// The cell of a row under a column, the first that is not empty.
    pub fn cell<'r>(&self, row: &'r Row, column: Column) -> Option<&'r Cell> {
        self.columns
            .iter()
            .zip(&row.cells)
            .find(|(c, cell)| **c == Some(column) && !cell.text.is_empty())
            .map(|(_, cell)| cell)
    }

    pub fn has(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }
}

/// All tables with at least one row below the head.
pub(super) fn tables(reading: &Reading) -> Vec<Table> {
    let mut all: Vec<Table> = Vec::new();
    let mut open: Option<(usize, u16)> = None;
    let mut last_block = None;
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let BlockKind::TableRow { table, head } = sentence.kind else {
            continue;
        };
        let block = (sentence.document, sentence.block);
        if last_block == Some(block) {
            continue;
        }
        last_block = Some(block);
        let cells = cells(reading, index);
        let starts_table = open != Some((sentence.document, table));
        open = Some((sentence.document, table));
        if starts_table {
            all.push(Table {
                columns: Vec::new(),
                head: String::new(),
                rows: Vec::new(),
            });
        }
        let Some(current) = all.last_mut() else {
            continue;
        };
        // A head may be repeated, or come below a title row; plain readers do not mark it.
        // A row of values may hold head words by chance: a head is short.
        let short = cells.iter().all(|c| c.text.chars().count() <= 24);
        // A title over all columns may be repeated in each of them.
        let mut named = current.columns.iter().flatten();
        let told = named.next().is_some_and(|first| named.any(|c| c != first));
        let may_be_head = short && !told && titled(&current.rows);
        let first = head && current.columns.is_empty();
        let mut columns = Vec::new();
        if may_be_head || first {
            columns.extend(cells.iter().map(|c| reading.lexicon.head(&c.text)));
        }
        let is_head = may_be_head && columns.iter().flatten().count() >= 2 - usize::from(head);
        if is_head {
            current.rows.clear();
        }
        if is_head || first {
            current.columns = columns;
            current.head = cells
                .iter()
                .map(|c| c.text.as_str())
                .collect::<Vec<_>>()
                .join(" ");
        } else {
            current.rows.push(Row {
                sentence: index,
                cells,
            });
        }
    }
    all.retain(|t| !t.rows.is_empty());
    for table in &mut all {
        mend(table);
        tell_apart(table);
    }
    all
}

/// Only a title stands above, in one cell or repeated in all.
fn titled(rows: &[Row]) -> bool {
    let same = |row: &Row| {
        let first = row.cells.first().map_or("", |c| &c.text);
        let mut rest = row.cells.iter().skip(1);
        rest.all(|c| c.text.is_empty() || c.text == first)
    };
    rows.len() <= 1 && rows.iter().all(same)
}

/// Mends rows that ran together where the last column holds addresses: plain
/// text puts "https://a.cn 支付宝" into one cell.
fn mend(table: &mut Table) {
    let columns = table.columns.len();
    let joined = |c: &Cell| c.text.starts_with("http") && c.text.contains(' ');
    // Wherever a row has too few cells or too many, or goes on behind its address.
    let broken = table.rows.iter().any(|r| {
        let place = r.cells.iter().position(joined);
        place.is_some_and(|at| r.cells.len() != columns || at + 1 < r.cells.len())
    });
    if columns < 2 || !broken {
        return;
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut open: Option<Row> = None;
    for row in std::mem::take(&mut table.rows) {
        for cell in row.cells {
            let (cell, next) = split_address(cell);
            let current = open.get_or_insert(Row {
                sentence: row.sentence,
                cells: Vec::new(),
            });
            current.cells.push(cell);
            if next.is_some() || current.cells.len() >= columns {
                rows.extend(open.take());
            }
            if let Some(next) = next {
                open = Some(Row {
                    sentence: row.sentence,
                    cells: vec![next],
                });
            }
        }
    }
    rows.extend(open);
    table.rows = rows;
}

/// "https://a.cn 支付宝" as the address and the name behind it.
fn split_address(cell: Cell) -> (Cell, Option<Cell>) {
    let parts = cell
        .text
        .rsplit_once(' ')
        .filter(|(url, name)| url.starts_with("http") && !name.contains("http"));
    let Some((url, name)) = parts else {
        return (cell, None);
    };
    let middle = cell.end - name.chars().count() as u32;
    let (before, after) = cell.found.iter().partition(|f| f.start < middle);
    let first = Cell {
        text: url.trim().to_owned(),
        start: cell.start,
        end: middle,
        found: before,
    };
    let second = Cell {
        text: name.to_owned(),
        start: middle,
        end: cell.end,
        found: after,
    };
    (first, Some(second))
}

/// Of two columns of names ("第三方 | 产品"), the one without a word for
/// products names the vendor.
fn tell_apart(table: &mut Table) {
    let heads: Vec<&str> = table.head.split(' ').collect();
    let names = table
        .columns
        .iter()
        .filter(|c| **c == Some(Column::Name))
        .count();
    if names < 2 || table.columns.contains(&Some(Column::Vendor)) {
        return;
    }
    let vendor = table.columns.iter().zip(&heads).position(|(column, head)| {
        *column == Some(Column::Name)
            && !["SDK", "sdk", "产品", "名称", "服务"]
                .iter()
                .any(|w| head.contains(w))
    });
    if let Some(column) = vendor.and_then(|at| table.columns.get_mut(at)) {
        *column = Some(Column::Vendor);
    }
}

/// Cells of the row whose first sentence is `index`.
fn cells(reading: &Reading, index: usize) -> Vec<Cell> {
    let Some(first) = reading.sentences.get(index) else {
        return Vec::new();
    };
    let Some(block) = reading
        .documents
        .get(first.document)
        .and_then(|d| d.blocks.get(first.block))
    else {
        return Vec::new();
    };
    let mine: Vec<&Sentence> = reading
        .sentences
        .iter()
        .skip(index)
        .take_while(|s| s.document == first.document && s.block == first.block)
        .collect();
    let mut start = block.start;
    let mut all = Vec::new();
    for text in block.text.split('\t') {
        let end = start + text.chars().count() as u32;
        let found = mine
            .iter()
            .flat_map(|s| &s.found)
            .filter(|f| f.start >= start && f.end <= end)
            .copied()
            .collect();
        all.push(Cell {
            text: text.trim().to_owned(),
            start,
            end,
            found,
        });
        start = end + 1;
    }
    all
}

/// Kinds of personal information in a cell that lists them: weak words count.
pub(super) fn kinds_in(found: &[Found]) -> impl Iterator<Item = (u16, &Found)> + '_ {
    found.iter().filter_map(|f| match f.tag {
        Tag::Pi { kind, .. } => Some((kind, f)),
        _ => None,
    })
}
