//! Word documents (ECMA-376 part 1, WordprocessingML): paragraphs with their
//! styles and automatic numbers, tables, links. Deleted and hidden text is left
//! out, as Word shows it.

mod numbers;
mod walker;

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::piece::Read;
use numbers::Numbers;
use walker::{Walker, half_points};

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
    let numbers = Numbers::parse(&numbering);
    let default_px = default_size.map_or(14.0, half_points);
    let mut walker = Walker::new(numbers, styles, default_px, links(&relations));
    walker.walk(&body);
    let mut read = walker.finish();
    read.truncated |= truncated;
    Ok(read)
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
