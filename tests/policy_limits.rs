//! Policies that are too long, broken or built to hurt: each is read in part, or
//! refused with a reason, in bounded time.

use std::io::{Cursor, Write};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use tongbao::facts::Document;
use tongbao::limits::Limits;
use tongbao::policy::{self, Declarations, DocumentError};
use tongbao::signatures::Signatures;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

static SIGNATURES: LazyLock<Signatures> = LazyLock::new(Signatures::builtin);

/// More than any of these takes in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

const SENTENCE: &str =
    "我们会收集您的手机号码、设备型号和IMEI，用于注册登录；接入友盟SDK，不会共享给第三方。\n";

fn read(bytes: &[u8], name: &str) -> Result<(Document, Declarations), DocumentError> {
    let document = policy::document(bytes, name, &Limits::default())?;
    let declared = policy::declare(std::slice::from_ref(&document), SIGNATURES.lexicon());
    Ok((document, declared))
}

#[test]
fn fifty_megabytes_are_cut_at_the_limit() {
    let text = SENTENCE.repeat((50 << 20) / SENTENCE.len());
    let start = Instant::now();
    let limits = Limits {
        policy_bytes: 1 << 20,
        ..Limits::default()
    };
    let document = policy::document(text.as_bytes(), "policy.txt", &limits).unwrap();
    assert!(document.truncated);
    assert!(document.text().len() as u64 <= limits.policy_bytes);
    let declared = policy::declare(std::slice::from_ref(&document), SIGNATURES.lexicon());
    assert!(declared.pi("imei").is_some());
    // A sentence said ten thousand times is one declaration with a few quotations.
    assert!(declared.pi_types.len() < 20);
    assert!(declared.rights.access.evidence.len() <= 5);
    assert!(declared.defects.len() < 1_000);
    assert!(start.elapsed() < PATIENCE);
}

#[test]
fn one_endless_sentence_is_read() {
    let start = Instant::now();
    let text = "我们收集您的设备信息、手机号码和位置信息，".repeat(8_000);
    let (_, declared) = read(text.as_bytes(), "policy.txt").unwrap();
    assert!(declared.pi("phone_number").is_some());
    let lists = format!("第三方SDK包括：{}。", "极光推送SDK、".repeat(5_000));
    let (_, declared) = read(lists.as_bytes(), "policy.txt").unwrap();
    assert!(declared.third_party.sdk_list.len() <= 300);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}

#[test]
fn repeated_marks_cost_no_squares() {
    let start = Instant::now();
    for unit in [
        "（", "《", "“", "：", "、", "|", "\t", "一、", "由", "**", "#", "- ", "SDK", "[a](",
    ] {
        let text = unit.repeat(60_000);
        // Marks alone are no text; either answer is right, a hang is not.
        let _ = read(text.as_bytes(), "policy.md");
        let text = format!("我们收集手机号{}。", unit.repeat(20_000));
        let _ = read(text.as_bytes(), "policy.txt");
    }
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}

#[test]
fn deeply_nested_and_broken_html_is_read() {
    let start = Instant::now();
    let body = "我们收集您的手机号码用于注册。";
    for (open, close) in [
        ("<div>", "</div>"),
        ("<table><tr><td>", ""),
        ("<ul><li>", ""),
    ] {
        let page = format!(
            "<html><body>{}{body}{}</body>",
            open.repeat(30_000),
            close.repeat(30_000)
        );
        let (_, declared) = read(page.as_bytes(), "policy.html").unwrap();
        assert!(declared.pi("phone_number").is_some(), "{open}");
    }
    let torn = format!("<html><body><p style=\"color:#eee{body}</p><p>{body}<table><td>");
    assert!(read(torn.as_bytes(), "policy.html").is_ok());
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}

#[test]
fn a_docx_bomb_is_cut_or_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let deflate = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("[Content_Types].xml", deflate).unwrap();
    zip.write_all(b"<Types/>").unwrap();
    zip.start_file("word/document.xml", deflate).unwrap();
    zip.write_all(b"<w:document><w:body><w:p><w:r><w:t>")
        .unwrap();
    let block = "我".repeat(1 << 16);
    for _ in 0..300 {
        zip.write_all(block.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20, "a bomb is small");
    let start = Instant::now();
    let limits = Limits {
        policy_bytes: 1 << 20,
        ..Limits::default()
    };
    if let Ok(document) = policy::document(&bytes, "policy.docx", &limits) {
        assert!(document.truncated);
        assert!(document.text().len() as u64 <= limits.policy_bytes);
    }
    assert!(start.elapsed() < PATIENCE);
}

#[test]
fn a_pdf_that_lies_declares_nothing() {
    for body in [
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>",
        "%PDF-1.4\nxref\n0 99999999\ntrailer<</Size 99999999/Prev 0>>\nstartxref\n9\n%%EOF",
        "%PDF-1.4\n",
    ] {
        let start = Instant::now();
        if let Ok((_, declared)) = read(body.as_bytes(), "policy.pdf") {
            assert!(declared.pi_types.is_empty(), "{body}");
        }
        assert!(start.elapsed() < PATIENCE);
    }
}

#[test]
fn bytes_of_no_encoding_are_told() {
    assert!(matches!(
        read(b"", "policy.txt"),
        Err(DocumentError::Empty { .. })
    ));
    let noise: Vec<u8> = (0..60_000u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let _ = read(&noise, "policy.txt");
    // A good text with a broken stretch stays readable.
    let mut bytes = SENTENCE.repeat(40).into_bytes();
    bytes.splice(200..203, [0xff, 0xfe, 0xc0]);
    let (_, declared) = read(&bytes, "policy.txt").unwrap();
    assert!(declared.pi("imei").is_some());
}
