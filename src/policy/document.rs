//! From bytes to a document with structure.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::chars::first;
use super::format::{Container, has_extension, is_binary, is_html, is_markdown};
use super::piece::Read;
use super::{docx, encoding, form, html, language, outline, pdf, role, text, wrapped};
use crate::facts::{Block, BlockKind, Document, DocumentFormat};
use crate::limits::Limits;

/// Why bytes are no readable document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// No bytes, or none that is text.
    #[error("{name}: empty")]
    Empty {
        /// Path of the document.
        name: String,
    },
    /// Binary data of no known document format.
    #[error("{name}: binary data, no document")]
    Binary {
        /// Path of the document.
        name: String,
    },
    /// A document format that is not read.
    #[error("{name}: {format} is not supported; save it as DOCX, PDF, HTML or text")]
    Unsupported {
        /// Path of the document.
        name: String,
        /// Name of the format.
        format: &'static str,
    },
    /// Larger than the limit, and of a format that cannot be cut.
    #[error("{name}: {bytes} bytes, above the limit of {limit}")]
    TooLarge {
        /// Path of the document.
        name: String,
        /// Size.
        bytes: u64,
        /// [`Limits::policy_bytes`].
        limit: u64,
    },
    /// The file cannot be read.
    #[error("{name}: {source}")]
    Io {
        /// Path of the document.
        name: String,
        /// Cause.
        source: std::io::Error,
    },
    /// A damaged Word document.
    #[error("{name}: {source}")]
    Docx {
        /// Path of the document.
        name: String,
        /// Cause.
        source: docx::DocxError,
    },
    /// A damaged PDF.
    #[error("{name}: {source}")]
    Pdf {
        /// Path of the document.
        name: String,
        /// Cause.
        source: pdf::PdfError,
    },
}

/// Reads a policy document: HTML, Markdown, plain text, DOCX or PDF with a text
/// layer, told by content; also JSON and scripts that hold such a text as
/// strings. Text is read in whatever encoding it is in.
///
/// `name` is the path that the document gets; it helps to tell the role. At most
/// [`Limits::policy_bytes`] are read: text is cut there
/// ([`Document::truncated`]), a larger DOCX or PDF is an error.
///
/// # Errors
/// [`DocumentError`] where the bytes are no document.
pub fn document(bytes: &[u8], name: &str, limits: &Limits) -> Result<Document, DocumentError> {
    let limit = usize::try_from(limits.policy_bytes).unwrap_or(usize::MAX);
    let kept = bytes.get(..limit).unwrap_or(bytes);
    let container = Container::of(bytes);
    if container != Container::Text && bytes.len() > limit {
        return Err(DocumentError::TooLarge {
            name: name.to_owned(),
            bytes: bytes.len() as u64,
            limit: limits.policy_bytes,
        });
    }
    let unsupported = |format| DocumentError::Unsupported {
        name: name.to_owned(),
        format,
    };
    let mut source = match container {
        Container::Text => from_text(kept, name)?,
        Container::Zip => {
            let read =
                docx::read(kept, limits.policy_bytes).map_err(|source| DocumentError::Docx {
                    name: name.to_owned(),
                    source,
                })?;
            Source::binary(read, DocumentFormat::Docx)
        }
        Container::Pdf => {
            let read = pdf::read(kept).map_err(|source| DocumentError::Pdf {
                name: name.to_owned(),
                source,
            })?;
            Source::binary(read, DocumentFormat::Pdf)
        }
        Container::Ole => return Err(unsupported("DOC")),
        Container::Rtf => return Err(unsupported("RTF")),
    };
    source.read.truncated |= bytes.len() > limit;
    let blocks = outline::blocks(std::mem::take(&mut source.read.pieces));
    Ok(assemble(blocks, source, name, bytes))
}

/// Reads a policy from outside a package. Of a text at most
/// [`Limits::policy_bytes`] are read.
///
/// # Errors
/// As [`document`], and [`DocumentError::Io`].
pub fn read_file(path: &Path, limits: &Limits) -> Result<Document, DocumentError> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| {
            file.take(limits.policy_bytes.saturating_add(1))
                .read_to_end(&mut bytes)
        })
        .map_err(|source| DocumentError::Io {
            name: name.clone(),
            source,
        })?;
    let mut document = document(&bytes, &name, limits)?;
    document.external = true;
    Ok(document)
}

fn assemble(blocks: Vec<Block>, source: Source, name: &str, bytes: &[u8]) -> Document {
    let mut document = Document {
        path: name.to_owned(),
        format: source.format,
        encoding: source.encoding.to_owned(),
        sha256: sha256(bytes),
        truncated: source.read.truncated,
        blocks,
        ..Document::default()
    };
    let text = document.text();
    document.chars = document.blocks.last().map_or(0, |last| {
        last.start.saturating_add(last.text.chars().count() as u32)
    });
    document.language = language(&text);
    document.title = title(&document.blocks).or_else(|| source.read.title.clone());
    let opening = first(&text, 3000);
    document.role = role::role(document.title.as_deref(), name, opening);
    document.form = form::issues(&source.read, &text, document.language, source.damaged);
    document
}

/// The heading among the first lines that names the document, or the first words
/// of a line that do: `隐私政策 更新日期：…`.
fn title(blocks: &[Block]) -> Option<String> {
    let lines = || blocks.iter().take(12);
    let headings = || lines().filter(|b| matches!(b.kind, BlockKind::Heading { .. }));
    let names = |text: &&str| outline::is_document_title(text);
    headings()
        .map(|b| b.text.as_str())
        .find(names)
        .or_else(|| {
            lines()
                .take(4)
                .filter_map(|b| b.text.split_whitespace().next())
                .find(names)
        })
        .or_else(|| {
            headings().map(|b| b.text.as_str()).find(|text| {
                super::number(text).is_none() && TITLE_WORDS.iter().any(|w| text.contains(w))
            })
        })
        .map(|text| text.trim_end_matches('。').to_owned())
}

/// What the title of a policy speaks of.
const TITLE_WORDS: [&str; 10] = [
    "隐私",
    "隱私",
    "协议",
    "協議",
    "条款",
    "声明",
    "清单",
    "Privacy",
    "Agreement",
    "Terms",
];

fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

struct Source {
    read: Read,
    format: DocumentFormat,
    encoding: &'static str,
    damaged: usize,
}

impl Source {
    fn binary(read: Read, format: DocumentFormat) -> Self {
        Self {
            read,
            format,
            encoding: "utf-8",
            damaged: 0,
        }
    }
}

fn from_text(bytes: &[u8], name: &str) -> Result<Source, DocumentError> {
    let decoded = encoding::decode(bytes, encoding::declared(bytes));
    let text = decoded.text.as_str();
    if text.trim().is_empty() {
        return Err(DocumentError::Empty {
            name: name.to_owned(),
        });
    }
    if !decoded.plausible || is_binary(text) {
        return Err(DocumentError::Binary {
            name: name.to_owned(),
        });
    }
    let (read, format) = read_text(text, name);
    Ok(Source {
        read,
        format,
        encoding: decoded.encoding,
        damaged: decoded.damaged,
    })
}

fn read_text(text: &str, name: &str) -> (Read, DocumentFormat) {
    if let Some(inner) = wrapped::json_text(text) {
        return read_markup(&inner);
    }
    let script = has_extension(name, &["js", "vue", "jsx", "mjs"]);
    if script && let Some(inner) = wrapped::script_text(text) {
        return read_markup(&inner);
    }
    read_markup(text)
}

fn read_markup(text: &str) -> (Read, DocumentFormat) {
    if !is_html(text) {
        let format = if is_markdown(text) {
            DocumentFormat::Markdown
        } else {
            DocumentFormat::Text
        };
        let mut read = text::read(text);
        read.shown = text.len();
        return (read, format);
    }
    let found = html::read(text);
    if found.read.shown < 200 {
        // A page that a script fills.
        let scripts: Option<String> = found.scripts.iter().find_map(|s| wrapped::script_text(s));
        if let Some(inner) = scripts {
            let filled = html::read(&inner).read;
            if filled.shown > 4 * found.read.shown.max(50) {
                return (filled, DocumentFormat::Html);
            }
        }
    }
    (found.read, DocumentFormat::Html)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{DocumentRole, Language};
    use crate::policy::{block_at, heading_path, sentences, slice};
    use proptest::prelude::*;

    fn read(bytes: &[u8], name: &str) -> Document {
        document(bytes, name, &Limits::default()).unwrap()
    }

    #[test]
    fn tells_formats() {
        let body = "我们会收集您的手机号码、设备信息、位置信息，用于注册账号、保障安全和推送消息。更多内容请见下文的说明。";
        let cases = [
            (format!("隐私政策\n\n{body}"), "a.txt", DocumentFormat::Text),
            (
                format!("# 隐私政策\n\n{body}"),
                "a.txt",
                DocumentFormat::Markdown,
            ),
            (
                format!("<h1>隐私政策</h1><p>{body}</p><p>一</p>"),
                "a.txt",
                DocumentFormat::Html,
            ),
            (
                format!(r#"{{"title":"隐私政策","text":"{body}"}}"#),
                "a.json",
                DocumentFormat::Text,
            ),
            (
                format!("export default {{t:'隐私政策', c:\"<p>{body}</p><p>完</p><p>。</p>\"}}"),
                "a.js",
                DocumentFormat::Html,
            ),
            (
                format!(
                    "<html><body><div id=app></div><script>var t='<h1>隐私政策</h1><p>{body}{body}{body}{body}{body}</p>'</script></body></html>"
                ),
                "a.html",
                DocumentFormat::Html,
            ),
        ];
        for (text, name, format) in cases {
            let document = read(text.as_bytes(), name);
            assert_eq!(document.format, format, "{text}");
            assert!(document.text().contains("我们会收集"), "{text}");
            assert_eq!(document.role, DocumentRole::PrivacyPolicy);
            assert_eq!(document.language, Language::SimplifiedChinese);
        }
    }

    #[test]
    fn what_is_no_document_is_an_error() {
        let limits = Limits::default();
        assert!(matches!(
            document(b"", "a", &limits),
            Err(DocumentError::Empty { .. })
        ));
        assert!(matches!(
            document(b" \n ", "a", &limits),
            Err(DocumentError::Empty { .. })
        ));
        assert!(matches!(
            document(&[0u8, 1, 2, 3].repeat(99), "a", &limits),
            Err(DocumentError::Binary { .. })
        ));
        assert!(matches!(
            document(b"{\\rtf1 x}", "a", &limits),
            Err(DocumentError::Unsupported { .. })
        ));
        assert!(matches!(
            document(b"PK\x03\x04xx", "a", &limits),
            Err(DocumentError::Docx { .. })
        ));
        assert!(matches!(
            document(b"%PDF-1.4", "a", &limits),
            Err(DocumentError::Pdf { .. })
        ));
    }

    #[test]
    fn text_is_cut_at_the_limit() {
        let limits = Limits {
            policy_bytes: 1000,
            ..Limits::default()
        };
        let document = document("隐私政策。".repeat(1000).as_bytes(), "a", &limits).unwrap();
        assert!(document.truncated);
        assert!(document.chars <= 1000 / 3 + 1);
    }

    #[test]
    fn title_and_paths() {
        let text = "某某APP隐私政策\n更新日期：2024年1月1日\n\n一、我们如何收集信息\n（一）注册\n您注册时，我们会收集您的手机号码用于创建账号。\n";
        let document = read(text.as_bytes(), "a.txt");
        assert_eq!(document.title.as_deref(), Some("某某APP隐私政策"));
        let last = document.blocks.len() - 1;
        assert_eq!(
            heading_path(&document, last),
            ["某某APP隐私政策", "一、我们如何收集信息", "（一）注册"]
        );
    }

    fn check_offsets(document: &Document) {
        let text: Vec<char> = document.text().chars().collect();
        assert_eq!(document.chars as usize, text.len());
        for (index, block) in document.blocks.iter().enumerate() {
            let start = block.start as usize;
            let length = block.text.chars().count();
            let cut: String = text[start..start + length].iter().collect();
            assert_eq!(cut, block.text);
            for from in [start, start + length / 2, start + length] {
                let rest: String = document.chars_from(from).collect();
                assert_eq!(rest, text[from..].iter().collect::<String>());
            }
            assert!(block.heading.is_none_or(|h| (h as usize) < index));
            assert!(!block.text.contains('\n'));
            if length > 0 {
                assert_eq!(block_at(document, block.start), Some(index));
            }
            for (at, sentence) in sentences(block) {
                let end = at + sentence.chars().count() as u32;
                assert_eq!(slice(block, at, end), sentence);
            }
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            if let Ok(document) = document(&bytes, "a", &Limits::default()) {
                check_offsets(&document);
            }
        }

        #[test]
        fn offsets_hold(text in "([#*|\\-=<>/pbr1一（）、。“”：； \n\t\\\\\\[\\]_a-c]|隐私|政策|第一条){0,120}") {
            if let Ok(document) = document(text.as_bytes(), "a", &Limits::default()) {
                check_offsets(&document);
            }
        }
    }
}
