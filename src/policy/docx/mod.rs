//! Word documents (ECMA-376 part 1, WordprocessingML): paragraphs with their
//! styles and automatic numbers, tables, links. Deleted and hidden text is left
//! out, as Word shows it.

mod numbers;

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::chars::words;
use super::grid::{Cell, Table};
use super::html::{Colour, colour};
use super::piece::{MAX_PIECES, Piece, Read, SMALL_PX, Shape};
use super::tidy::tidy;
use numbers::{Numbers, ParagraphStyle};

/// Why a document could not be read.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// Not a readable ZIP archive.
    #[error("archive: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// A part could not be inflated.
    #[error("{part}: {source}")]
    Part {
        /// Name of the part.
        part: &'static str,
        /// Cause.
        source: std::io::Error,
    },
}

/// Tables inside tables.
const MAX_TABLES: usize = 16;

/// Reads a document; no part is inflated beyond `limit` bytes.
pub(super) fn read(bytes: &[u8], limit: u64) -> Result<Read, DocxError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let (body, truncated) = part(&mut archive, "word/document.xml", limit)?;
    let mut optional = |name| {
        part(&mut archive, name, limit)
            .map(|(xml, _)| xml)
            .unwrap_or_default()
    };
    let numbering = optional("word/numbering.xml");
    let styles = optional("word/styles.xml");
    let relations = optional("word/_rels/document.xml.rels");
    let (styles, default_size) = numbers::styles(&styles);
    let mut walker = Walker {
        numbers: Numbers::parse(&numbering),
        styles,
        default_px: default_size.map_or(14.0, half_points),
        links: links(&relations),
        outputs: vec![Vec::new()],
        tables: Vec::new(),
        table_numbers: 0,
        paragraph: Paragraph::default(),
        run: Run::default(),
        skipped: 0,
        link: None,
        spans: (1, false),
        emitted: 0,
        read: Read {
            truncated,
            ..Read::default()
        },
    };
    walker.walk(&body);
    Ok(walker.finish())
}

fn part(
    archive: &mut zip::ZipArchive<Cursor<&[u8]>>,
    name: &'static str,
    limit: u64,
) -> Result<(String, bool), DocxError> {
    let entry = archive.by_name(name)?;
    let mut bytes = Vec::new();
    entry
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|source| DocxError::Part { part: name, source })?;
    let truncated = bytes.len() as u64 > limit;
    bytes.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok((String::from_utf8_lossy(&bytes).into_owned(), truncated))
}

/// CSS pixels of half-points.
fn half_points(value: f32) -> f32 {
    value * 2.0 / 3.0
}

/// The value of an attribute by its local name.
fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    tag.attributes()
        .with_checks(false)
        .take(64)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)
        .map(|a| super::html::unescape(&a.value).into_owned())
}

/// A toggle property: on unless it says otherwise.
fn flag(tag: &BytesStart) -> bool {
    !attribute(tag, "val").is_some_and(|v| matches!(v.as_str(), "0" | "false" | "none" | "off"))
}

/// External targets by relation id.
fn links(xml: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                if let (Some(id), Some(target)) = (attribute(&tag, "Id"), attribute(&tag, "Target"))
                    && target.starts_with("http")
                {
                    found.insert(id, target);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found
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

struct Walker {
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
    fn walk(&mut self, xml: &str) {
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
                    let text = super::html::unescape(&reference);
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
                self.paragraph.style.heading = numbers::outline_level(&value());
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

    fn finish(mut self) -> Read {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::BlockKind;
    use proptest::prelude::*;
    use std::io::Write;

    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (name, body) in parts {
            zip.start_file(*name, options).unwrap();
            zip.write_all(body.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn paragraph(properties: &str, text: &str) -> String {
        format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    fn cell(properties: &str, text: &str) -> String {
        format!(
            "<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>",
            paragraph("", text)
        )
    }

    #[test]
    fn reads_styles_numbers_and_tables() {
        let body = [
            paragraph("<w:pStyle w:val=\"1\"/>", "示例隐私政策"),
            paragraph("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr><w:outlineLvl w:val=\"1\"/>", "信息的收集"),
            paragraph("", "我们收集您的手机号 &amp; 设备信息。"),
            "<w:p><w:del><w:r><w:delText>删</w:delText><w:t>删去</w:t></w:r></w:del><w:hyperlink r:id=\"r1\"><w:r><w:t>SDK目录</w:t></w:r></w:hyperlink></w:p>".to_owned(),
            "<w:tbl><w:tr>".to_owned(),
            cell("", "SDK名称"),
            cell("", "目的"),
            "</w:tr><w:tr>".to_owned(),
            cell("<w:vMerge w:val=\"restart\"/>", "友盟"),
            cell("", "统计"),
            "</w:tr><w:tr>".to_owned(),
            cell("<w:vMerge/>", ""),
            cell("", "推送"),
            "</w:tr></w:tbl>".to_owned(),
            paragraph("<w:numPr><w:numId w:val=\"3\"/></w:numPr>", "信息的共享"),
        ]
        .concat();
        let bytes = archive(&[
            (
                "word/document.xml",
                &format!(
                    "<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>{body}</w:body></w:document>"
                ),
            ),
            (
                "word/styles.xml",
                "<w:styles><w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>",
            ),
            (
                "word/numbering.xml",
                "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
            ),
            (
                "word/_rels/document.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Target=\"https://a.cn/sdk\"/></Relationships>",
            ),
        ]);
        let read = read(&bytes, 1 << 20).unwrap();
        let blocks = super::super::outline::blocks(read.pieces);
        let texts: Vec<&str> = blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "示例隐私政策",
                "一、信息的收集",
                "我们收集您的手机号 & 设备信息。",
                "SDK目录（https://a.cn/sdk）",
                "SDK名称\t目的",
                "友盟\t统计",
                "友盟\t推送",
                "二、信息的共享",
            ]
        );
        assert_eq!(blocks[1].kind, BlockKind::Heading { level: 2 });
        assert_eq!(blocks[1].heading, Some(0));
        assert_eq!(
            blocks[4].kind,
            BlockKind::TableRow {
                table: 0,
                head: true
            }
        );
    }

    #[test]
    fn a_part_is_cut_at_the_limit() {
        let body = paragraph("", "文字").repeat(10_000);
        let bytes = archive(&[("word/document.xml", &body)]);
        let read = read(&bytes, 4_000).unwrap();
        assert!(read.truncated && !read.pieces.is_empty());
    }

    #[test]
    fn rejects_what_is_no_document() {
        assert!(read(b"PK\x03\x04", 1000).is_err());
        assert!(read(&archive(&[("a.txt", "x")]), 1000).is_err());
    }

    proptest! {
        #[test]
        fn any_markup_is_survived(parts in proptest::collection::vec(0usize..14, 0..50)) {
            const TAGS: [&str; 14] = [
                "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:p>", "</w:p>", "<w:vMerge/>",
                "<w:gridSpan w:val='9'/>", "<w:r><w:t>文", "</w:t></w:r>", "&#x6587;", "<w:del>",
            ];
            let body: String = parts.iter().filter_map(|i| TAGS.get(*i)).copied().collect();
            let _ = read(&archive(&[("word/document.xml", &body)]), 1 << 16);
        }
    }
}
