//! Rows and cells while a page is read.

use super::super::grid::{Cell, Table};
use super::kind::Kind;
use super::reader::{Reader, enlarge};
use super::style;
use super::token::Tag;

/// Tables inside tables.
const MAX_TABLES: usize = 16;
/// Cells of all tables.
const MAX_CELLS: usize = 100_000;

impl<'a> Reader<'a> {
    pub(super) fn table(&mut self) {
        if self.tables.len() < MAX_TABLES {
            self.tables.push(Table::default());
        }
    }

    pub(super) fn row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(Vec::new());
            if self
                .open
                .iter()
                .rev()
                .take(3)
                .any(|o| o.kind == Kind::HeadRows)
            {
                table.head_rows = table.rows.len();
            }
        }
    }

    pub(super) fn cell(&mut self, tag: Tag<'a>) {
        self.outputs.push(Vec::new());
        self.cells += 1;
        let span = |name: &str| {
            tag.attribute(name)
                .and_then(|v| v.trim().parse::<usize>().ok())
                .unwrap_or(1)
                .clamp(1, 64)
        };
        let cell = Cell {
            pieces: Vec::new(),
            columns: span("colspan"),
            rows: span("rowspan"),
            head: tag.name.eq_ignore_ascii_case("th"),
        };
        if let Some(table) = self.tables.last_mut()
            && self.cells <= MAX_CELLS
        {
            match table.rows.last_mut() {
                Some(row) => row.push(cell),
                None => table.rows.push(vec![cell]),
            }
        }
    }

    pub(super) fn end_cell(&mut self) {
        let output = if self.outputs.len() > 1 {
            self.outputs.pop()
        } else {
            None
        };
        let Some(output) = output else { return };
        let cell = self
            .tables
            .last_mut()
            .and_then(|table| table.rows.last_mut())
            .and_then(|row| row.last_mut())
            .filter(|cell| cell.pieces.is_empty() && self.cells <= MAX_CELLS);
        match cell {
            Some(cell) => cell.pieces = enlarge(output),
            // A cell outside a table is text.
            None => {
                if let Some(below) = self.outputs.last_mut() {
                    below.extend(output);
                }
            }
        }
    }

    pub(super) fn end_table(&mut self) {
        let depth = self.open.iter().filter(|o| o.kind == Kind::Table).count();
        if depth > self.tables.len() {
            return;
        }
        if let Some(table) = self.tables.pop() {
            let pieces = table.finish(&mut self.numbers);
            if let Some(output) = self.outputs.last_mut() {
                output.extend(pieces.into_iter().map(|p| (p, style::DEFAULT_PX)));
            }
            self.gap = true;
        }
    }
}
