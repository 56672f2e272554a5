//! Plain text and Markdown, and what lies between: text saved from web pages
//! with half of its marks left.

mod lines;
mod marks;
mod table;

use super::piece::{Piece, Read, Shape};
use lines::{Line, Reader};
pub(super) use table::is_table_head;

/// Reads plain text or Markdown.
pub(super) fn read(text: &str) -> Read {
    let lines: Vec<&str> = text.lines().collect();
    let tables = table::find(&lines);
    let mut reader = Reader::new(&lines);
    let mut read = Read::default();
    let mut pending: Option<Line> = None;
    let mut index = 0;
    let mut next_table = tables.into_iter().enumerate().peekable();
    while index < lines.len() {
        if let Some((number, table)) = next_table.next_if(|(_, t)| t.start <= index) {
            flush(&mut read, pending.take());
            for (row, cells) in table.rows.iter().enumerate() {
                read.pieces.push(Piece {
                    text: marks::cells(cells),
                    shape: Shape::Row {
                        table: number.min(usize::from(u16::MAX)) as u16,
                        head: table.head && row == 0,
                    },
                    bold: false,
                    gap: false,
                });
            }
            index = table.end.max(index + 1);
            reader.gap();
            continue;
        }
        let stop = next_table.peek().map_or(lines.len(), |(_, t)| t.start);
        let (line, used) = reader.line(index, stop);
        index += used.max(1);
        let Some(line) = line else {
            reader.underline(&mut pending);
            continue;
        };
        read.images += line.images;
        match &mut pending {
            Some(open) if reader.continues(open, &line) => open.join(line),
            _ => {
                flush(&mut read, pending.take());
                pending = Some(line);
            }
        }
    }
    flush(&mut read, pending);
    read
}

fn flush(read: &mut Read, line: Option<Line>) {
    if let Some(line) = line
        && !line.text.is_empty()
    {
        read.pieces.push(Piece {
            shape: line.shape,
            bold: line.bold,
            gap: line.gap,
            text: line.text,
        });
    }
}
