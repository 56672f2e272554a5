//! What a document is, told by its bytes and its text.

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Text,
    Zip,
    Pdf,
    Ole,
    Rtf,
}

impl Container {
    pub fn of(bytes: &[u8]) -> Self {
        let head = bytes.get(..1024).unwrap_or(bytes);
        if bytes.starts_with(b"PK\x03\x04") {
            Self::Zip
        } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            Self::Ole
        } else if bytes.starts_with(b"{\\rtf") {
            Self::Rtf
        } else if memchr::memmem::find(head, b"%PDF-").is_some() {
            Self::Pdf
        } else {
            Self::Text
        }
    }
}

pub(super) fn has_extension(name: &str, extensions: &[&str]) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, e)| extensions.iter().any(|x| e.eq_ignore_ascii_case(x)))
}

/// Control characters and unreadable bytes in a sample: texts have next to none.
pub(super) fn is_binary(text: &str) -> bool {
    let (mut all, mut bad) = (0usize, 0usize);
    for c in text.chars().take(8192) {
        all += 1;
        let control = c.is_control() && !c.is_whitespace() && c != '\u{1b}';
        bad += usize::from(control || c == '\u{fffd}');
    }
    bad * 10 > all
}

/// Whether the start of a text has the tags of a page.
pub(super) fn is_html(text: &str) -> bool {
    let opening = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    const PAGE: [&str; 6] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<?xml",
    ];
    let starts = |rest: &[u8], tag: &str| {
        rest.get(..tag.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(tag.as_bytes()))
    };
    if PAGE.iter().any(|tag| starts(opening.as_bytes(), tag)) {
        return true;
    }
    const TAGS: [&str; 15] = [
        "</p>",
        "</div>",
        "</span>",
        "</h1>",
        "</h2>",
        "</h3>",
        "</strong>",
        "</table>",
        "</li>",
        "</body>",
        "</b>",
        "</font>",
        "</td>",
        "<br",
        "<iframe",
    ];
    let head = text.as_bytes().get(..16 << 10).unwrap_or(text.as_bytes());
    let mut seen = 0;
    for at in memchr::memchr_iter(b'<', head) {
        let rest = &head[at..];
        if let Some(tag) = TAGS.iter().find(|tag| starts(rest, tag)) {
            seen += if *tag == "<iframe" { 3 } else { 1 };
        }
    }
    seen >= 3 || seen > 0 && opening.starts_with('<')
}

/// Marks that plain text does not have.
pub(super) fn is_markdown(text: &str) -> bool {
    text.lines().take(400).any(|line| {
        let line = line.trim_start();
        let title = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
        title
            || line.contains("**")
            || line.contains("](")
            || line.starts_with("|--")
            || line.starts_with("---|")
    })
}
