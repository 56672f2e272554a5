//! Tables of markup: rows with their spans resolved, and tables that only lay
//! out a page.

use super::piece::{Piece, Shape};

/// Columns kept, and how far a cell may span.
const MAX_COLUMNS: usize = 64;
/// Bytes of text that spanning cells may be repeated for, over a table.
const MAX_REPEATED: usize = 1 << 20;

/// A cell with what stands in it.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub pieces: Vec<Piece>,
    pub columns: usize,
    pub rows: usize,
    pub head: bool,
}

impl Cell {
    fn text(&self) -> String {
        let texts: Vec<&str> = self.pieces.iter().map(|p| p.text.as_str()).collect();
        texts.join(" ").replace('\t', " ")
    }

    fn chars(&self) -> usize {
        self.pieces.iter().map(|p| p.text.chars().count()).sum()
    }
}

/// A table while it is read.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub rows: Vec<Vec<Cell>>,
    pub head_rows: usize,
}

impl Table {
    /// Whether the table lays out text instead of setting data: one column, or
    /// cells that hold sections of a document.
    fn is_layout(&self) -> bool {
        let widest = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let cells = || self.rows.iter().flatten();
        let nested = |cell: &Cell| {
            cell.pieces.iter().any(|p| {
                matches!(p.shape, Shape::Row { .. })
                    || matches!(p.shape, Shape::Heading(_)) && cell.pieces.len() > 3
            })
        };
        let section = |cell: &Cell| cell.pieces.len() > 8 && cell.chars() > 800;
        widest <= 1 || cells().any(nested) || self.rows.len() <= 2 && cells().any(section)
    }

    /// The pieces that the table stands for; `number` counts the tables of the
    /// document that have rows.
    pub fn finish(self, number: &mut u16) -> Vec<Piece> {
        if self.is_layout() {
            return self
                .rows
                .into_iter()
                .flatten()
                .flat_map(|cell| cell.pieces)
                .collect();
        }
        let head_rows = self.head_rows;
        let rows = self.grid();
        let table = *number;
        *number = number.saturating_add(1);
        rows.into_iter()
            .enumerate()
            .filter(|(_, (cells, _))| cells.iter().any(|c| !c.is_empty()))
            .map(|(index, (cells, head))| Piece {
                text: cells.join("\t"),
                shape: Shape::Row {
                    table,
                    head: head || index < head_rows,
                },
                bold: false,
                gap: false,
            })
            .collect()
    }

    /// Rows of equal layout: a cell that spans rows is repeated in each, one that
    /// spans columns is followed by empty ones.
    fn grid(&self) -> Vec<(Vec<String>, bool)> {
        let mut carried: Vec<Option<(usize, String)>> = Vec::new();
        let mut repeated = 0;
        let mut rows = Vec::with_capacity(self.rows.len());
        for (index, row) in self.rows.iter().enumerate() {
            let mut cells: Vec<String> = Vec::new();
            let mut next = row.iter();
            loop {
                let column = cells.len();
                if column >= MAX_COLUMNS {
                    break;
                }
                if let Some(slot) = carried.get_mut(column)
                    && let Some((left, text)) = slot
                {
                    repeated += text.len();
                    cells.push(if repeated < MAX_REPEATED {
                        text.clone()
                    } else {
                        String::new()
                    });
                    *left -= 1;
                    if *left == 0 {
                        *slot = None;
                    }
                    continue;
                }
                let Some(cell) = next.next() else { break };
                let text = cell.text();
                if cell.rows > 1 {
                    carried.resize(carried.len().max(column + 1), None);
                    if let Some(slot) = carried.get_mut(column) {
                        *slot = Some((cell.rows - 1, text.clone()));
                    }
                }
                cells.push(text);
                for _ in 1..cell.columns.min(MAX_COLUMNS - column) {
                    cells.push(String::new());
                }
            }
            let heads = row.iter().filter(|c| c.head).count();
            let bold = row
                .iter()
                .all(|c| !c.pieces.is_empty() && c.pieces.iter().all(|p| p.bold));
            let head = heads > 0 && heads == row.len() || index == 0 && row.len() > 1 && bold;
            rows.push((cells, head));
        }
        let named = rows
            .first()
            .is_some_and(|(cells, _)| super::text::is_table_head(cells));
        if named && let Some((_, head)) = rows.first_mut() {
            *head = true;
        }
        rows
    }
}
