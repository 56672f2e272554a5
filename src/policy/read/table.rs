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
pub(super) struct Row {
    /// Index of the row's first sentence.
    pub sentence: usize,
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Default)]
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
        let columns: Vec<Option<Column>> = cells
            .iter()
            .map(|c| reading.lexicon.head(&c.text))
            .collect();
        let known = columns.iter().flatten().count();
        // A head may be repeated, or come below a title row; plain readers do not mark it.
        // A row of values may hold head words by chance: a head is short.
        let short = cells.iter().all(|c| c.text.chars().count() <= 24);
        let is_head = short && current.rows.is_empty() && (known >= 2 || (head && known >= 1));
        if is_head {
            current.columns = columns;
            current.head = cells
                .iter()
                .map(|c| c.text.as_str())
                .collect::<Vec<_>>()
                .join(" ");
        } else if head && current.columns.is_empty() {
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
    all
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
