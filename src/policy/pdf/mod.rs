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

mod layout;
mod page;

use std::time::{Duration, Instant};

use lopdf::{Document, LoadOptions};

use super::chars::words;
use super::piece::Read;
use super::text;
use layout::{Line, lay_out, markdown, small};
use page::Page;

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

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{Object, Stream, dictionary};
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
