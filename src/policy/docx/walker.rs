//! The body of a document: paragraphs, runs and tables to pieces of text.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::chars::words;
use super::super::grid::{Cell, Table};
use super::super::html::{Colour, colour};
use super::super::piece::{MAX_PIECES, Piece, Read, SMALL_PX, Shape};
use super::super::tidy::tidy;
use super::numbers::{Numbers, ParagraphStyle};
use super::{attribute, flag};

/// Tables inside tables.
const MAX_TABLES: usize = 16;

/// CSS pixels of half-points.
pub(super) fn half_points(value: f32) -> f32 {
    value * 2.0 / 3.0
}

#[derive(Default)]
struct Paragraph {
    text: String,
    style: ParagraphStyle,
    strong: usize,
    weak: usize,
    px: f32,
    properties: bool,
}

#[derive(Default, Clone, Copy)]
struct Run {
    bold: Option<bool>,
    px: Option<f32>,
    pale: Option<Colour>,
    hidden: bool,
    properties: bool,
}

/// Walks through the body of a document and puts its pieces together.
pub(super) struct Walker {
    numbers: Numbers,
    styles: HashMap<String, ParagraphStyle>,
    default_px: f32,
    links: HashMap<String, String>,
    /// Pieces of the body, then of each open cell.
    outputs: Vec<Vec<Piece>>,
    tables: Vec<Table>,
    table_numbers: u16,
    paragraph: Paragraph,
    run: Run,
    /// Depth inside an element whose content is not shown.
    skipped: usize,
    link: Option<String>,
    /// Columns of the open cell, and whether it goes on from the row above.
    spans: (usize, bool),
    emitted: usize,
    read: Read,
}

impl Walker {
    /// A walker through a body with these lists, styles and links by their ids.
    pub fn new(
        numbers: Numbers,
        styles: HashMap<String, ParagraphStyle>,
        default_px: f32,
        links: HashMap<String, String>,
    ) -> Self {
        Self {
            numbers,
            styles,
            default_px,
            links,
            outputs: vec![Vec::new()],
            tables: Vec::new(),
            table_numbers: 0,
            paragraph: Paragraph::default(),
            run: Run::default(),
            skipped: 0,
            link: None,
            spans: (1, false),
            emitted: 0,
            read: Read::default(),
        }
    }

    pub fn walk(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    if self.skipped > 0 || is_skipped(tag.local_name().as_ref()) {
                        self.skipped += 1;
                    } else {
                        self.start(&tag);
                    }
                }
                Ok(Event::Empty(tag)) if self.skipped == 0 => {
                    self.start(&tag);
                    self.end(tag.local_name().as_ref());
                }
                Ok(Event::End(tag)) => {
                    if self.skipped > 0 {
                        self.skipped -= 1;
                    } else {
                        self.end(tag.local_name().as_ref());
                    }
                }
                Ok(Event::Text(text)) if self.skipped == 0 => self.text(&text),
                Ok(Event::CData(text)) if self.skipped == 0 => self.text(&text),
                Ok(Event::GeneralRef(name)) if self.skipped == 0 => {
                    let reference = format!("&{};", &*name);
                    let text = super::super::html::unescape(&reference);
                    self.text(&text);
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(_) => {
                    // A part cut at the limit ends in mid-tag.
                    self.read.truncated = true;
                    break;
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.run.hidden {
            return;
        }
        let letters = words(text);
        let paragraph = &mut self.paragraph;
        paragraph.text.push_str(text);
        if letters == 0 {
            return;
        }
        let px = self
            .run
            .px
            .or(paragraph.style.size.map(half_points))
            .unwrap_or(self.default_px);
        if self.run.bold.unwrap_or(paragraph.style.bold) {
            paragraph.strong += letters;
        } else {
            paragraph.weak += letters;
        }
        paragraph.px += px * letters as f32;
        self.read.shown += letters;
        if px < SMALL_PX {
            self.read
                .small
                .note(letters, || format!("font-size {:.1} pt", px * 0.75));
        }
        if let Some(colour) = self.run.pale {
            let contrast = colour.contrast(Colour::WHITE);
            self.read.pale.note(letters, || {
                format!(
                    "#{:02x}{:02x}{:02x} on white, contrast {contrast:.1}:1",
                    colour.0, colour.1, colour.2
                )
            });
        }
    }

    fn start(&mut self, tag: &BytesStart) {
        let value = || attribute(tag, "val").unwrap_or_default();
        match tag.local_name().as_ref() {
            "p" => self.paragraph = Paragraph::default(),
            "pPr" => self.paragraph.properties = true,
            "pStyle" => {
                if let Some(style) = self.styles.get(&value()) {
                    self.paragraph.style = style.clone();
                }
            }
            "outlineLvl" if self.paragraph.properties => {
                self.paragraph.style.heading = super::numbers::outline_level(&value());
            }
            "ilvl" if self.paragraph.properties => {
                let list = self.paragraph.style.list.take().unwrap_or_default();
                self.paragraph.style.list = Some((list.0, value().parse().unwrap_or(0)));
            }
            "numId" if self.paragraph.properties => {
                let list = self.paragraph.style.list.take().unwrap_or_default();
                self.paragraph.style.list = Some((value(), list.1));
            }
            "r" => self.run = Run::default(),
            "rPr" => self.run.properties = !self.paragraph.properties,
            "b" if self.run.properties => self.run.bold = Some(flag(tag)),
            "sz" if self.run.properties => self.run.px = value().parse().ok().map(half_points),
            "color" if self.run.properties => {
                self.run.pale = colour(&format!("#{}", value()))
                    .map(|(c, _)| c)
                    .filter(|c| c.contrast(Colour::WHITE) < 3.0);
            }
            "vanish" if self.run.properties => self.run.hidden = flag(tag),
            "tab" if !self.paragraph.properties => self.paragraph.text.push(' '),
            "br" | "cr" => self.end_paragraph(),
            "drawing" | "pict" => self.read.images += 1,
            "hyperlink" => {
                self.link = attribute(tag, "id").and_then(|id| self.links.get(&id).cloned())
            }
            "tbl" if self.tables.len() < MAX_TABLES => self.tables.push(Table::default()),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "tblHeader" => {
                if let Some(table) = self.tables.last_mut() {
                    table.head_rows = table.rows.len();
                }
            }
            "tc" => {
                self.outputs.push(Vec::new());
                self.spans = (1, false);
            }
            "gridSpan" => self.spans.0 = value().parse().unwrap_or(1).clamp(1, 64),
            "vMerge" => self.spans.1 = value() != "restart",
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => {
                self.end_paragraph();
                self.paragraph = Paragraph::default();
            }
            "pPr" => self.paragraph.properties = false,
            "rPr" => self.run.properties = false,
            "r" => self.run = Run::default(),
            "hyperlink" => {
                if let Some(address) = self.link.take()
                    && !self.paragraph.text.contains(address.trim_end_matches('/'))
                {
                    self.paragraph.text.push_str(&format!("（{address}）"));
                }
            }
            "tc" => self.end_cell(),
            "tbl" => {
                if let Some(table) = self.tables.pop() {
                    let pieces = table.finish(&mut self.table_numbers);
                    self.emit(pieces);
                }
            }
            _ => {}
        }
    }

    fn emit(&mut self, pieces: Vec<Piece>) {
        self.emitted += pieces.len();
        if self.emitted > MAX_PIECES {
            self.read.truncated = true;
            return;
        }
        match self.outputs.last_mut() {
            Some(output) => output.extend(pieces),
            None => self.outputs.push(pieces),
        }
    }

    fn end_paragraph(&mut self) {
        let text = tidy(&std::mem::take(&mut self.paragraph.text));
        let list = self
            .paragraph
            .style
            .list
            .take()
            .filter(|(id, _)| id != "0" && !id.is_empty());
        if text.is_empty() {
            return;
        }
        let number = list
            .as_ref()
            .and_then(|(id, level)| self.numbers.next(id, *level));
        let letters = (self.paragraph.strong + self.paragraph.weak).max(1);
        let px = self.paragraph.px / letters as f32;
        let shape = match (self.paragraph.style.heading, &list, number.as_deref()) {
            (Some(level), _, _) => Shape::Heading(level),
            (None, Some((_, level)), None | Some("")) => Shape::Item((*level).min(16) as u8),
            _ => Shape::Plain,
        };
        let bold = self.paragraph.strong > 0 && self.paragraph.weak == 0
            || px > self.default_px * 1.12 && text.len() < 240;
        let text = match number {
            Some(number) if !number.is_empty() => {
                let blank =
                    if number.ends_with(['.', ')']) && text.starts_with(|c: char| c.is_ascii()) {
                        " "
                    } else {
                        ""
                    };
                format!("{number}{blank}{text}")
            }
            _ => text,
        };
        self.paragraph.strong = 0;
        self.paragraph.weak = 0;
        self.paragraph.px = 0.0;
        self.emit(vec![Piece {
            text,
            shape,
            bold,
            gap: false,
        }]);
    }

    fn end_cell(&mut self) {
        if self.outputs.len() < 2 {
            return;
        }
        let mut pieces = self.outputs.pop().unwrap_or_default();
        let Some(table) = self.tables.last_mut() else {
            return self.emit(pieces);
        };
        let column: usize = table
            .rows
            .last()
            .map_or(0, |row| row.iter().map(|c| c.columns).sum());
        if self.spans.1 {
            // The cell above, found by its grid column.
            let above = table
                .rows
                .len()
                .checked_sub(2)
                .and_then(|at| table.rows.get(at));
            let mut left = column;
            let merged = above.and_then(|row| {
                row.iter().find(|cell| {
                    let found = left == 0;
                    left = left.saturating_sub(cell.columns);
                    found
                })
            });
            pieces = merged.map(|cell| cell.pieces.clone()).unwrap_or_default();
        }
        let cell = Cell {
            pieces,
            columns: self.spans.0,
            rows: 1,
            head: false,
        };
        match table.rows.last_mut() {
            Some(row) => row.push(cell),
            None => table.rows.push(vec![cell]),
        }
    }

    pub fn finish(mut self) -> Read {
        self.end_paragraph();
        while let Some(table) = self.tables.pop() {
            let pieces = table.finish(&mut self.table_numbers);
            self.emit(pieces);
        }
        self.read.pieces = std::mem::take(&mut self.outputs)
            .into_iter()
            .flatten()
            .collect();
        self.read
    }
}

/// Elements whose content Word does not show, or shows in another place.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "instrText"
            | "delText"
            | "Fallback"
            | "pPrChange"
            | "rPrChange"
            | "footnoteReference"
            | "sectPr"
    )
}
