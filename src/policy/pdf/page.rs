//! What a page draws: its text operators followed, runs of text with their places.

use std::collections::BTreeMap;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{MAX_OPERATIONS, MAX_PAGE};

/// How a font's bytes become text.
enum Font<'a> {
    /// By the library: simple encodings and `ToUnicode` maps.
    Known(lopdf::Encoding<'a>),
    /// A predefined CMap of a legacy character set.
    Legacy(&'static Encoding),
    /// Glyph numbers without a map.
    Unknown,
}

impl<'a> Font<'a> {
    fn of(font: &'a Dictionary, document: &'a Document) -> Self {
        let named = font
            .get(b"Encoding")
            .and_then(Object::as_name)
            .unwrap_or(b"");
        let unicode = font.has(b"ToUnicode");
        let legacy = match named {
            n if n.starts_with(b"GB") => Some(GB18030),
            n if n.starts_with(b"B5")
                || n.starts_with(b"ETen-B5")
                || n.starts_with(b"HKscs-B5") =>
            {
                Some(BIG5)
            }
            n if n.starts_with(b"Uni") => Some(UTF_16BE),
            _ => None,
        };
        match legacy {
            Some(encoding) if !unicode => Self::Legacy(encoding),
            _ if named.starts_with(b"Identity") && !unicode => Self::Unknown,
            _ => font
                .get_font_encoding_with_limit(document, MAX_PAGE)
                .map_or(Self::Unknown, Self::Known),
        }
    }

    fn decode(&self, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Known(encoding) => Document::decode_text(encoding, bytes).ok(),
            Self::Legacy(encoding) => {
                Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
            }
            Self::Unknown => None,
        }
    }
}

/// A run of text with its place on the page, points.
#[derive(Debug)]
pub(super) struct Placed {
    pub text: String,
    pub x: f32,
    pub y: f32,
    pub end: f32,
    pub size: f32,
    pub bold: bool,
}

/// An affine map `[a b c d e f]`.
type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(m: Matrix, n: Matrix) -> Matrix {
    [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]
}

/// The text state of a page.
pub(super) struct Page<'a> {
    document: &'a Document,
    fonts: BTreeMap<Vec<u8>, (Font<'a>, bool)>,
    font: Vec<u8>,
    size: f32,
    leading: f32,
    page: Matrix,
    saved: Vec<Matrix>,
    line: Matrix,
    text: Matrix,
    pub pieces: Vec<Placed>,
    pub images: u32,
    pub unreadable: usize,
}

impl<'a> Page<'a> {
    pub fn new(document: &'a Document, page: ObjectId) -> Self {
        let fonts = document.get_page_fonts(page).unwrap_or_default();
        let fonts = fonts
            .into_iter()
            .take(256)
            .map(|(name, font)| {
                let base = font
                    .get(b"BaseFont")
                    .and_then(Object::as_name)
                    .unwrap_or(b"");
                let base = String::from_utf8_lossy(base);
                let bold = ["Bold", "bold", "Heavy", "SimHei", "Black"]
                    .iter()
                    .any(|w| base.contains(w));
                (name, (Font::of(font, document), bold))
            })
            .collect();
        Self {
            document,
            fonts,
            font: Vec::new(),
            size: 12.0,
            leading: 0.0,
            page: IDENTITY,
            saved: Vec::new(),
            line: IDENTITY,
            text: IDENTITY,
            pieces: Vec::new(),
            images: 0,
            unreadable: 0,
        }
    }

    pub fn walk(&mut self, page: ObjectId) {
        let Ok(content) = self.document.get_page_content_with_limit(page, MAX_PAGE) else {
            self.unreadable += 1;
            return;
        };
        let Ok(content) = Content::decode(&content) else {
            self.unreadable += 1;
            return;
        };
        for operation in content.operations.iter().take(MAX_OPERATIONS) {
            self.operate(&operation.operator, &operation.operands);
        }
    }

    fn operate(&mut self, operator: &str, operands: &[Object]) {
        let number = |at: usize| {
            operands
                .get(at)
                .and_then(|o| o.as_float().ok())
                .unwrap_or(0.0)
        };
        let matrix = || -> Matrix { std::array::from_fn(number) };
        match operator {
            "q" if self.saved.len() < 64 => self.saved.push(self.page),
            "Q" => self.page = self.saved.pop().unwrap_or(self.page),
            "cm" => self.page = times(matrix(), self.page),
            "BT" => {
                self.line = IDENTITY;
                self.text = IDENTITY;
            }
            "Tf" => {
                if let Some(Ok(name)) = operands.first().map(Object::as_name) {
                    self.font = name.to_vec();
                }
                self.size = number(1);
            }
            "TL" => self.leading = number(0),
            "Td" => self.move_line(number(0), number(1)),
            "TD" => {
                self.leading = -number(1);
                self.move_line(number(0), number(1));
            }
            "Tm" => {
                self.line = matrix();
                self.text = self.line;
            }
            "T*" => self.move_line(0.0, -self.leading),
            "Tj" => self.show(operands.first()),
            "'" | "\"" => {
                self.move_line(0.0, -self.leading);
                self.show(operands.last());
            }
            "TJ" => {
                for part in operands
                    .first()
                    .and_then(|o| o.as_array().ok())
                    .into_iter()
                    .flatten()
                {
                    match part.as_float() {
                        Ok(shift) => self.advance(-shift / 1000.0 * self.size),
                        Err(_) => self.show(Some(part)),
                    }
                }
            }
            "Do" => self.images += 1,
            _ => {}
        }
    }

    fn move_line(&mut self, x: f32, y: f32) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn advance(&mut self, x: f32) {
        self.text = times([1.0, 0.0, 0.0, 1.0, x, 0.0], self.text);
    }

    fn show(&mut self, string: Option<&Object>) {
        let Some(Ok(bytes)) = string.map(Object::as_str) else {
            return;
        };
        let known = self.fonts.get(&self.font);
        let text = known.and_then(|(font, _)| font.decode(bytes));
        let Some(text) = text else {
            self.unreadable += bytes.len() / 2;
            return;
        };
        self.unreadable += text.matches('\u{fffd}').count();
        let bold = known.is_some_and(|(_, bold)| *bold);
        // Widths are not read: half an em for Latin, one for ideographs, is near
        // enough to tell columns and the ends of lines.
        let width: f32 = text
            .chars()
            .map(|c| if c.is_ascii() { 0.5 } else { 1.0 })
            .sum();
        let place = times(self.text, self.page);
        self.advance(width * self.size);
        let end = times(self.text, self.page);
        let size = self.size * (place[2].powi(2) + place[3].powi(2)).sqrt();
        if text.trim().is_empty() && text.len() < 2
            || !place[4].is_finite()
            || !place[5].is_finite()
            || !size.is_finite()
        {
            return;
        }
        self.pieces.push(Placed {
            text,
            x: place[4],
            y: place[5],
            end: end[4],
            size,
            bold,
        });
    }
}
