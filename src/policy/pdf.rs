//! PDF with a text layer, by `lopdf`.
//!
//! `lopdf` reads the objects, streams and fonts; this module follows the text
//! operators (ISO 32000-1, 9.4) to place the text in lines, and the lines in
//! paragraphs. Of the libraries weighed, `pdf-extract` panics on the predefined
//! CMaps that Chinese PDFs without embedded fonts use (`UniGB-UCS2-H`), and
//! `pdf_oxide` brings some 170 crates with it.
//!
//! A PDF is hostile input to a large library: it is read in a thread of its own,
//! so that a panic ends as an error and depth has its own stack; streams, pages
//! and time are bounded.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::chars::words;
use super::piece::{Fault, Read, SMALL_PX};
use super::text;

/// Why a PDF could not be read.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// Damaged beyond repair.
    #[error("{0}")]
    Damaged(#[from] Box<lopdf::Error>),
    /// Needs a password.
    #[error("encrypted")]
    Encrypted,
    /// More streams than a policy has.
    #[error("{0} streams")]
    TooComplex(usize),
    /// The library failed.
    #[error("the PDF library failed")]
    Failed,
}

/// Pages read.
const MAX_PAGES: usize = 500;
/// Streams of a file; object streams are inflated on loading.
const MAX_STREAMS: usize = 4096;
/// Bytes inflated over all streams on loading.
const MAX_INFLATED: usize = 128 << 20;
/// Bytes inflated of one page's content or one font's map.
const MAX_PAGE: usize = 8 << 20;
/// Text operators of a page.
const MAX_OPERATIONS: usize = 400_000;
/// Characters of the document.
const MAX_CHARS: usize = 2_000_000;
/// Stack of the reading thread: `lopdf` nests values 256 deep at most.
const STACK: usize = 16 << 20;
/// Time after which no further page is read.
const MAX_TIME: Duration = Duration::from_secs(20);

/// Reads the text of a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Read, PdfError> {
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .name("pdf".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, || read_here(bytes))
            .map_err(|_| PdfError::Failed)?
            .join()
            .unwrap_or(Err(PdfError::Failed))
    })
}

fn read_here(bytes: &[u8]) -> Result<Read, PdfError> {
    let began = Instant::now();
    let streams = memchr::memmem::find_iter(bytes, b"endstream").count();
    if streams > MAX_STREAMS {
        return Err(PdfError::TooComplex(streams));
    }
    let limit = (MAX_INFLATED / streams.max(1)).clamp(128 << 10, 32 << 20);
    let options = LoadOptions {
        max_decompressed_size: Some(limit),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options).map_err(Box::new)?;
    if document.is_encrypted() {
        return Err(PdfError::Encrypted);
    }
    let mut read = Read::default();
    let mut lines: Vec<Line> = Vec::new();
    let mut chars = 0;
    for (number, page) in document.page_iter().enumerate() {
        if number >= MAX_PAGES || began.elapsed() > MAX_TIME || chars > MAX_CHARS {
            read.truncated = true;
            break;
        }
        let mut walker = Page::new(&document, page);
        walker.walk(page);
        read.images += walker.images;
        read.unreadable += walker.unreadable;
        chars += walker.pieces.iter().map(|p| p.text.len()).sum::<usize>();
        lines.extend(lay_out(walker.pieces));
    }
    read.shown = lines.iter().map(|l| words(&l.text)).sum();
    read.small = small(&lines);
    let found = text::read(&markdown(&lines));
    read.pieces = found.pieces;
    Ok(read)
}

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
struct Placed {
    text: String,
    x: f32,
    y: f32,
    end: f32,
    size: f32,
    bold: bool,
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
struct Page<'a> {
    document: &'a Document,
    fonts: BTreeMap<Vec<u8>, (Font<'a>, bool)>,
    font: Vec<u8>,
    size: f32,
    leading: f32,
    page: Matrix,
    saved: Vec<Matrix>,
    line: Matrix,
    text: Matrix,
    pieces: Vec<Placed>,
    images: u32,
    unreadable: usize,
}

impl<'a> Page<'a> {
    fn new(document: &'a Document, page: ObjectId) -> Self {
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

    fn walk(&mut self, page: ObjectId) {
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

/// A line of a page.
#[derive(Debug)]
struct Line {
    text: String,
    x: f32,
    y: f32,
    end: f32,
    size: f32,
    bold: bool,
    first: bool,
}

/// Puts runs into lines, in the order in which the page draws them; runs of one
/// height are one line, with blanks where columns part.
fn lay_out(pieces: Vec<Placed>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        let first = lines.is_empty();
        match lines.last_mut() {
            Some(line)
                if (line.y - piece.y).abs() < 0.4 * line.size.max(1.0)
                    && piece.x > line.x - line.size =>
            {
                let gap = piece.x - line.end;
                let latin = line.text.ends_with(|c: char| c.is_ascii_alphanumeric());
                if gap > 1.8 * line.size {
                    line.text.push_str("   ");
                } else if gap > 0.3 * line.size || latin && gap > 0.15 * line.size {
                    line.text.push(' ');
                }
                line.text.push_str(&piece.text);
                line.end = line.end.max(piece.end);
                line.bold &= piece.bold;
            }
            _ => lines.push(Line {
                text: piece.text,
                x: piece.x,
                y: piece.y,
                end: piece.end,
                size: piece.size,
                bold: piece.bold,
                first,
            }),
        }
    }
    lines
}

/// The size of most of the text.
fn body_size(lines: &[Line]) -> f32 {
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    for line in lines {
        *sizes.entry((line.size * 4.0) as i32).or_default() += line.text.len();
    }
    sizes
        .into_iter()
        .max_by_key(|(_, chars)| *chars)
        .map_or(12.0, |(size, _)| size as f32 / 4.0)
}

fn small(lines: &[Line]) -> Fault {
    let mut fault = Fault::default();
    for line in lines {
        // Points; pages are read at their own size.
        if line.size * 4.0 / 3.0 < SMALL_PX {
            fault.note(words(&line.text), || {
                format!("font-size {:.1} pt", line.size)
            });
        }
    }
    fault
}

/// The text as Markdown, which the text reader knows how to structure: a
/// paragraph on one line, large and bold lines marked, blanks kept in tables.
fn markdown(lines: &[Line]) -> String {
    let body = body_size(lines);
    let right = lines.iter().map(|l| l.end).fold(0.0, f32::max);
    let mut out = String::new();
    let mut previous: Option<&Line> = None;
    for line in lines {
        let text = line.text.trim();
        if text.is_empty() || is_page_number(text) {
            continue;
        }
        let strong = line.size > body * 1.12 || line.bold;
        let continues = previous.is_some_and(|above| {
            let same = (above.size - line.size).abs() < 0.5 && above.bold == line.bold;
            let full = above.end > right - 3.0 * above.size;
            let close = line.first || (above.y - line.y).abs() < 2.2 * above.size;
            let columns = above.text.contains("   ") || line.text.contains("   ");
            let ended =
                super::outline::ends_sentence(above.text.trim()) && line.x > above.x + above.size;
            let number = super::numbering::number(text).is_some();
            same && full && close && !columns && !ended && !(number && line.x >= above.x)
        });
        if continues {
            let latin = out.ends_with(|c: char| c.is_ascii_alphanumeric())
                && text.starts_with(|c: char| c.is_ascii_alphanumeric());
            if latin {
                out.push(' ');
            }
        } else {
            let apart = previous.is_some_and(|above| {
                !line.first && (above.y - line.y).abs() > 2.4 * above.size.max(line.size)
            });
            out.push_str(if apart { "\n\n" } else { "\n" });
        }
        if strong && !continues && !text.contains('*') {
            out.push_str(&format!("**{text}**"));
        } else {
            out.push_str(text);
        }
        previous = Some(line);
    }
    out
}

fn is_page_number(text: &str) -> bool {
    text.len() <= 12
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || " -/第页共".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{Stream, dictionary};
    use proptest::prelude::*;

    /// A one-page PDF in a font with the predefined CMap `UniGB-UCS2-H`.
    fn pdf(lines: &[(f32, &str)]) -> Vec<u8> {
        let mut document = Document::with_version("1.4");
        let pages = document.new_object_id();
        let descendant = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "STSong-Light",
            "CIDSystemInfo" => dictionary! { "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("GB1"), "Supplement" => 0 },
        });
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "STSong-Light",
            "Encoding" => "UniGB-UCS2-H", "DescendantFonts" => vec![descendant.into()],
        });
        let mut content = String::from("BT\n");
        for (at, (size, text)) in lines.iter().enumerate() {
            let hex: String = text.encode_utf16().map(|u| format!("{u:04x}")).collect();
            content.push_str(&format!(
                "/F1 {size} Tf 1 0 0 1 50 {} Tm <{hex}> Tj\n",
                800 - 20 * at
            ));
        }
        content.push_str("ET");
        let content = document.add_object(Stream::new(dictionary! {}, content.into_bytes()));
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content,
            "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        });
        document.objects.insert(
            pages,
            Object::Dictionary(
                dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 },
            ),
        );
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn reads_chinese_without_embedded_fonts() {
        let bytes = pdf(&[
            (18.0, "示例应用隐私政策"),
            (12.0, "一、我们如何收集信息"),
            (
                12.0,
                "为了向您提供服务，我们会收集您的手机号码、设备信息以及位置信息，用于注",
            ),
            (12.0, "册账号。"),
        ]);
        let read = read(&bytes).unwrap();
        let texts: Vec<&str> = read.pieces.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "示例应用隐私政策",
                "一、我们如何收集信息",
                "为了向您提供服务，我们会收集您的手机号码、设备信息以及位置信息，用于注册账号。",
            ]
        );
        assert!(read.pieces[0].bold);
        assert_eq!(read.small.chars, 0);
    }

    #[test]
    fn damaged_files_are_errors() {
        for bytes in [
            &b"%PDF-1.4"[..],
            b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF",
        ] {
            assert!(read(bytes).map_or(true, |r| r.pieces.is_empty()));
        }
        let many = b"endstream ".repeat(5000);
        assert!(matches!(read(&many), Err(PdfError::TooComplex(5000))));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn damage_is_survived(at in 0usize..2000, byte in any::<u8>()) {
            let mut bytes = pdf(&[(12.0, "隐私政策")]);
            let at = at % bytes.len();
            bytes[at] = byte;
            let _ = read(&bytes);
        }
    }
}
