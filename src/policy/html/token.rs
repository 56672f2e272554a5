//! HTML as a stream of tags and text.
//!
//! Text and the order of its blocks need no tree. A tree builder by the standard
//! looks through all open elements at each `<div>`, which makes a hundred thousand
//! nested ones cost minutes, and compares each attribute of a tag with all others;
//! this reader does neither, copies nothing, and is linear in the input. What it
//! takes from the standard (HTML §13.2.5): tags, attributes and their quotes,
//! comments, raw text elements, character references.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// A piece of the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text with character references.
    Text(&'a str),
    /// Content of a raw text element, which comes behind its start tag.
    Raw(&'a str),
    Start(Tag<'a>),
    /// Name of an end tag.
    End(&'a str),
}

/// A start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub name: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// The value of an attribute, empty where it has none.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        // Attributes that matter stand first; the bound keeps hostile tags cheap.
        attributes(self.attributes)
            .take(64)
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| unescape(value))
    }

    /// Whether there are attributes at all.
    pub fn has_attributes(&self) -> bool {
        !self.attributes.is_empty()
    }
}

/// Elements whose content is text up to their end tag.
const RAW: [&str; 7] = [
    "script", "style", "title", "textarea", "xmp", "noframes", "noembed",
];

pub(super) struct Tokens<'a> {
    html: &'a str,
    at: usize,
    raw: Option<&'static str>,
}

impl<'a> Tokens<'a> {
    pub fn new(html: &'a str) -> Self {
        Self {
            html,
            at: 0,
            raw: None,
        }
    }

    fn rest(&self) -> &'a str {
        self.html.get(self.at..).unwrap_or("")
    }

    fn skip(&mut self, bytes: usize) -> &'a str {
        let rest = self.rest();
        let cut = rest.get(..bytes).unwrap_or(rest);
        self.at += cut.len();
        cut
    }

    fn raw(&mut self, name: &str) -> Option<Token<'a>> {
        let rest = self.rest();
        let mut from = 0;
        let end = loop {
            let Some(at) = memmem::find(&rest.as_bytes()[from..], b"</") else {
                break rest.len();
            };
            let at = from + at;
            let closes = rest
                .as_bytes()
                .get(at + 2..at + 2 + name.len())
                .is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()));
            if closes {
                break at;
            }
            from = at + 2;
        };
        Some(Token::Raw(self.skip(end)))
    }

    fn markup(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        match bytes.get(1) {
            Some(b'!') if rest.starts_with("<!--") => {
                let end = memmem::find(&bytes[4..], b"-->").map_or(rest.len(), |at| at + 7);
                self.skip(end);
                None
            }
            Some(b'!' | b'?') => {
                let end = memchr(b'>', bytes).map_or(rest.len(), |at| at + 1);
                self.skip(end);
                None
            }
            Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                let end = memchr(b'>', bytes).map_or(rest.len(), |at| at + 1);
                let tag = self.skip(end);
                Some(Token::End(name(&tag[2..])))
            }
            Some(b) if b.is_ascii_alphabetic() => {
                let end = tag_end(rest);
                let tag = self.skip(end);
                let name = name(&tag[1..]);
                let attributes = tag[1 + name.len()..]
                    .trim_end_matches('>')
                    .trim_start_matches('/');
                self.raw = RAW.into_iter().find(|raw| name.eq_ignore_ascii_case(raw));
                Some(Token::Start(Tag {
                    name,
                    attributes: attributes.trim(),
                }))
            }
            _ => {
                // A lone "<" is text, with what follows up to the next.
                let end =
                    memchr(b'<', bytes.get(1..).unwrap_or(&[])).map_or(rest.len(), |at| at + 1);
                Some(Token::Text(self.skip(end)))
            }
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            return self.raw(name);
        }
        while self.at < self.html.len() {
            let rest = self.rest();
            match memchr(b'<', rest.as_bytes()) {
                Some(0) => {
                    if let Some(token) = self.markup() {
                        return Some(token);
                    }
                }
                Some(at) => return Some(Token::Text(self.skip(at))),
                None => return Some(Token::Text(self.skip(rest.len()))),
            }
        }
        None
    }
}

fn name(text: &str) -> &str {
    let end = text
        .find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')
        .unwrap_or(text.len());
    &text[..end]
}

/// Bytes of the tag that `text` starts with, its `>` included. A quote opens a
/// value only behind `=`.
fn tag_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    let mut value = false;
    while let Some(b) = bytes.get(at) {
        match b {
            b'>' => return at + 1,
            b'=' => value = true,
            b'"' | b'\'' if value => {
                value = false;
                match memchr(*b, bytes.get(at + 1..).unwrap_or(&[])) {
                    Some(length) => at += length + 1,
                    None => return text.len(),
                }
            }
            b if b.is_ascii_whitespace() => {}
            _ => value = false,
        }
        at += 1;
    }
    text.len()
}

/// Names and raw values of attributes.
fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| c.is_ascii_whitespace() || matches!(c, '=' | '/'))
            .map_or(rest.len(), |(at, _)| at);
        let (name, after) = rest.split_at(end);
        rest = after.trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            return Some((name, ""));
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let body = &value[1..];
                match body.find(quote) {
                    Some(end) => (&body[..end], &body[end + 1..]),
                    None => (body, ""),
                }
            }
            _ => value.split_at(
                value
                    .find(|c: char| c.is_ascii_whitespace())
                    .unwrap_or(value.len()),
            ),
        };
        rest = after;
        Some((name, value))
    })
}

/// Resolves character references.
pub(in super::super) fn unescape(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((c, used)) => {
                out.push(c);
                rest = &rest[used..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that the reference at the start of `text` stands for, and the
/// bytes of the reference.
fn reference(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        let (digits, radix, lead) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits
            .bytes()
            .take(8)
            .take_while(|b| (*b as char).is_digit(radix))
            .count();
        let value = u32::from_str_radix(digits.get(..length)?, radix).ok()?;
        let semicolon = usize::from(digits[length..].starts_with(';'));
        let c = match value {
            0 => '\u{fffd}',
            // References to C1 controls mean windows-1252.
            0x80..=0x9f => *encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(&[value as u8])
                .0
                .chars()
                .collect::<Vec<_>>()
                .first()?,
            value => char::from_u32(value).unwrap_or('\u{fffd}'),
        };
        return Some((c, lead + length + semicolon));
    }
    let length = body
        .bytes()
        .take(10)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let name = body.get(..length)?;
    let index = NAMES
        .binary_search_by(|(known, _)| (*known).cmp(name))
        .ok()?;
    let semicolon = usize::from(body[length..].starts_with(';'));
    Some((NAMES.get(index)?.1, 1 + length + semicolon))
}

/// Named references that occur in texts, sorted.
const NAMES: [(&str, char); 66] = [
    ("Omega", 'Ω'),
    ("acute", '´'),
    ("alpha", 'α'),
    ("amp", '&'),
    ("apos", '\''),
    ("beta", 'β'),
    ("brvbar", '¦'),
    ("bull", '•'),
    ("cent", '¢'),
    ("check", '✓'),
    ("colon", ':'),
    ("comma", ','),
    ("copy", '©'),
    ("curren", '¤'),
    ("dagger", '†'),
    ("deg", '°'),
    ("divide", '÷'),
    ("emsp", '\u{2003}'),
    ("ensp", '\u{2002}'),
    ("eq", '='),
    ("euro", '€'),
    ("frac12", '½'),
    ("ge", '≥'),
    ("gt", '>'),
    ("hellip", '…'),
    ("iexcl", '¡'),
    ("iquest", '¿'),
    ("laquo", '«'),
    ("ldquo", '“'),
    ("le", '≤'),
    ("loz", '◊'),
    ("lsaquo", '‹'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("micro", 'µ'),
    ("middot", '·'),
    ("minus", '−'),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("ne", '≠'),
    ("oline", '‾'),
    ("ordf", 'ª'),
    ("para", '¶'),
    ("permil", '‰'),
    ("plusmn", '±'),
    ("pound", '£'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rarr", '→'),
    ("rdquo", '”'),
    ("reg", '®'),
    ("rsaquo", '›'),
    ("rsquo", '’'),
    ("sect", '§'),
    ("shy", '\u{ad}'),
    ("sup1", '¹'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("thinsp", '\u{2009}'),
    ("tilde", '˜'),
    ("times", '×'),
    ("trade", '™'),
    ("yen", '¥'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_sorted() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn reads_tags_text_and_raw() {
        let html = "<!DOCTYPE html><!-- <p> --><p class='a>b' id=x data-y>1 &lt; 2</P><script>if (a<b) {}</SCRIPT>a < b";
        let tokens: Vec<Token> = Tokens::new(html).collect();
        let [Token::Start(p), rest @ ..] = tokens.as_slice() else {
            panic!("{tokens:?}")
        };
        assert_eq!(p.name, "p");
        assert_eq!(p.attribute("CLASS").as_deref(), Some("a>b"));
        assert_eq!(p.attribute("id").as_deref(), Some("x"));
        assert_eq!(p.attribute("data-y").as_deref(), Some(""));
        assert_eq!(p.attribute("href"), None);
        assert!(
            matches!(
                rest,
                [
                    Token::Text("1 &lt; 2"),
                    Token::End("P"),
                    Token::Start(_),
                    Token::Raw("if (a<b) {}"),
                    Token::End("SCRIPT"),
                    Token::Text("a "),
                    Token::Text("< b"),
                ]
            ),
            "{rest:?}"
        );
    }

    #[test]
    fn resolves_references() {
        let cases = [
            ("a&nbsp;b", "a\u{a0}b"),
            ("&#38544;&#x79C1;", "隐私"),
            ("&ldquo;x&rdquo;", "“x”"),
            ("A&B &unknown; &", "A&B &unknown; &"),
            ("&#150;&#0;&#xffffffff;", "–\u{fffd}\u{fffd}"),
            ("&lt", "<"),
        ];
        for (text, expected) in cases {
            assert_eq!(unescape(text), expected);
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_or_panics(html in "[<>/a-c\"'=&#;! \\-隐私]{0,200}") {
            for token in Tokens::new(&html) {
                if let Token::Start(tag) = token {
                    let _ = tag.attribute("a");
                }
                if let Token::Text(text) = token {
                    let _ = unescape(text);
                }
            }
        }
    }
}
