//! From tags and text to pieces.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::chars::words;
use super::super::glued;
use super::super::grid::Table;
use super::super::numbering;
use super::super::piece::{MAX_PIECES, Piece, Read, SMALL_PX, Shape};
use super::super::text;
use super::super::tidy::tidy;
use super::kind::Kind;
use super::leads::script_location;
use super::sheet::{Identity, Sheet};
use super::style::{self, Declarations, Style};
use super::token::{Tag, Token, Tokens, unescape};

/// A test of an element's kind.
type IsKind = fn(Kind) -> bool;

/// Open elements kept apart; what lies deeper takes the style of the last.
const MAX_DEPTH: usize = 512;
/// Open elements that an end tag looks through.
const MAX_CLOSE: usize = 64;
/// Different `style` attributes remembered.
const MAX_STYLES: usize = 500;
/// Contrast below this is pale: WCAG 2.1 asks 3:1 of large text, 4.5:1 of other.
const PALE_CONTRAST: f32 = 3.0;

/// What one pass over a page found.
pub(in super::super) struct Found<'a> {
    pub read: Read,
    /// Letters and digits hidden by style.
    pub hidden: usize,
    /// Sources of inline scripts.
    pub scripts: Vec<&'a str>,
}

pub(super) struct Open<'a> {
    name: &'a str,
    pub kind: Kind,
    style: Style,
    /// Address of a link.
    address: Option<Cow<'a, str>>,
}

/// The line that is being put together.
#[derive(Default)]
struct Inline {
    text: String,
    strong: usize,
    weak: usize,
    /// Sum of sizes over letters and digits.
    px: f32,
}

/// Reads tokens into pieces.
pub(super) struct Reader<'a> {
    pub open: Vec<Open<'a>>,
    /// Start tags beyond [`MAX_DEPTH`] that are still open.
    deep: usize,
    identities: Vec<Identity<'a>>,
    sheet: Sheet,
    root_px: Option<f32>,
    show_hidden: bool,
    inline: Inline,
    item: Option<u8>,
    pub gap: bool,
    breaks: u8,
    /// Pieces of the page, then of each open cell.
    pub outputs: Vec<Vec<(Piece, f32)>>,
    pub tables: Vec<Table>,
    pub cells: usize,
    pub numbers: u16,
    contrast: Option<(Style, f32)>,
    raw: &'static str,
    pushed: usize,
    /// Declarations of `style` attributes seen: pages repeat them.
    styles: HashMap<String, Declarations>,
    hidden: usize,
    scripts: Vec<&'a str>,
    pub read: Read,
}

impl<'a> Reader<'a> {
    pub fn new(html: &str, show_hidden: bool) -> Self {
        let mut sheet = Sheet::default();
        let mut style = false;
        let mut scripted = false;
        for token in Tokens::new(html) {
            match token {
                Token::Start(tag) => {
                    style = tag.name.eq_ignore_ascii_case("style");
                    scripted |= tag.name.eq_ignore_ascii_case("script");
                }
                Token::Raw(css) if style => sheet.add(css),
                _ => {}
            }
        }
        let root_px = sheet.root_px().or((!scripted).then_some(style::DEFAULT_PX));
        Self {
            open: Vec::new(),
            deep: 0,
            identities: Vec::new(),
            sheet,
            root_px,
            show_hidden,
            inline: Inline::default(),
            item: None,
            gap: true,
            breaks: 0,
            outputs: vec![Vec::new()],
            tables: Vec::new(),
            cells: 0,
            numbers: 0,
            contrast: None,
            raw: "",
            pushed: 0,
            styles: HashMap::new(),
            hidden: 0,
            scripts: Vec::new(),
            read: Read::default(),
        }
    }

    pub fn take(&mut self, token: Token<'a>) {
        match token {
            Token::Text(text) => self.text(&unescape(text)),
            Token::Raw(text) => self.raw_text(text),
            Token::Start(tag) => self.start(tag),
            Token::End(name) => self.end(name),
        }
    }

    fn style(&self) -> Style {
        self.open.last().map_or_else(Style::default, |o| o.style)
    }

    fn text(&mut self, text: &str) {
        let style = self.style();
        let letters = words(text);
        if style.hidden && !self.show_hidden
            || self
                .open
                .iter()
                .rev()
                .take(4)
                .any(|o| o.kind == Kind::Hidden)
        {
            self.hidden += letters;
            return;
        }
        self.inline.text.push_str(text);
        if letters == 0 {
            return;
        }
        self.breaks = 0;
        self.read.shown += letters;
        self.inline.px += style.px * letters as f32;
        if style.bold {
            self.inline.strong += letters;
        } else {
            self.inline.weak += letters;
        }
        if style.px < SMALL_PX {
            self.read
                .small
                .note(letters, || format!("font-size {:.1} px", style.px));
        }
        let contrast = match self.contrast {
            Some((known, contrast)) if known == style => contrast,
            _ => style.colour.contrast(style.background),
        };
        self.contrast = Some((style, contrast));
        if contrast < PALE_CONTRAST {
            self.read.pale.note(letters, || {
                let (c, b) = (style.colour, style.background);
                format!(
                    "#{:02x}{:02x}{:02x} on #{:02x}{:02x}{:02x}, contrast {contrast:.1}:1",
                    c.0, c.1, c.2, b.0, b.1, b.2
                )
            });
        }
    }

    fn raw_text(&mut self, text: &'a str) {
        match self.raw {
            "title" => {
                let title = tidy(&unescape(text));
                if !title.is_empty() && self.read.title.is_none() {
                    self.read.title = Some(title);
                }
            }
            "script" => {
                if self.read.redirect.is_none() {
                    self.read.redirect = script_location(text);
                }
                self.scripts.push(text);
            }
            "pre" => self.inline.text.push_str(&unescape(text)),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        let kind = Kind::of(tag.name);
        self.raw = match kind {
            Kind::Hidden if tag.name.eq_ignore_ascii_case("title") => "title",
            Kind::Hidden if tag.name.eq_ignore_ascii_case("script") => "script",
            Kind::Pre => "pre",
            _ => "",
        };
        self.close_implied(kind);
        if kind.is_block() && kind != Kind::Break {
            self.flush();
        }
        match kind {
            Kind::Break => return self.line_break(),
            Kind::Rule => self.gap = true,
            Kind::Image => {
                self.read.images += 1;
                return;
            }
            Kind::Frame => self.frame(tag),
            Kind::Meta => return self.meta(tag),
            Kind::Void => return,
            Kind::Section => self.gap = true,
            Kind::Item => self.item = Some(self.list_depth()),
            _ => {}
        }
        if matches!(kind, Kind::Rule | Kind::Frame) {
            return;
        }
        if self.open.len() >= MAX_DEPTH {
            self.deep += 1;
            return;
        }
        let style = self.resolve(tag, kind);
        let address = (kind == Kind::Link)
            .then(|| tag.attribute("href"))
            .flatten();
        self.open.push(Open {
            name: tag.name,
            kind,
            style,
            address,
        });
        match kind {
            Kind::Table => self.table(),
            Kind::Row => self.row(),
            Kind::Cell => self.cell(tag),
            _ => {}
        }
    }

    /// Elements that a start tag closes although their end tag is missing.
    fn close_implied(&mut self, kind: Kind) {
        let (target, limit): (IsKind, IsKind) = match kind {
            Kind::Item => (|k| k == Kind::Item, |k| k == Kind::List || k.is_boundary()),
            Kind::Cell => (|k| k == Kind::Cell, |k| k == Kind::Table),
            Kind::Row | Kind::HeadRows => (
                |k| matches!(k, Kind::Row | Kind::HeadRows),
                |k| k == Kind::Table,
            ),
            _ if kind.is_block() && kind != Kind::Break => {
                if self
                    .open
                    .last()
                    .is_some_and(|o| o.name.eq_ignore_ascii_case("p"))
                {
                    self.pop();
                }
                return;
            }
            _ => return,
        };
        let found = self
            .open
            .iter()
            .rev()
            .take(MAX_CLOSE)
            .take_while(|o| !limit(o.kind))
            .position(|o| target(o.kind) && (kind != Kind::Row || o.kind == Kind::Row));
        if let Some(above) = found {
            for _ in 0..=above {
                self.pop();
            }
        }
    }

    fn resolve(&mut self, tag: Tag<'a>, kind: Kind) -> Style {
        let parent = self.style();
        let mut style = parent;
        style.bold |= matches!(tag.name, "b" | "strong" | "B" | "STRONG" | "th");
        if kind == Kind::Hidden {
            style.hidden = true;
        }
        if let Kind::Heading(level) = kind {
            const PX: [f32; 6] = [32.0, 24.0, 18.7, 16.0, 13.3, 12.0];
            style.px = PX.get(usize::from(level) - 1).copied().unwrap_or(style.px);
        }
        if !self.sheet.is_empty() {
            let identity = Identity {
                tag: Cow::Borrowed(tag.name),
                id: tag.attribute("id"),
                class: tag.attribute("class"),
            };
            let found: Vec<Declarations> = self
                .sheet
                .matching(&identity, &self.identities)
                .copied()
                .collect();
            for declarations in found {
                declarations.apply(&mut style, &parent, self.root_px);
            }
            self.identities.push(identity);
        }
        if !tag.has_attributes() {
            return style;
        }
        if tag.name.eq_ignore_ascii_case("font") {
            if let Some(px) = tag.attribute("size").and_then(|v| style::font_size(&v)) {
                style.px = px;
            }
            if let Some((colour, _)) = tag
                .attribute("color")
                .and_then(|v| style::colour(&v.to_ascii_lowercase()))
            {
                style.colour = colour;
            }
        }
        if let Some((colour, _)) = tag
            .attribute("bgcolor")
            .and_then(|v| style::colour(&v.to_ascii_lowercase()))
        {
            style.background = colour;
        }
        if let Some(css) = tag.attribute("style") {
            let declarations = match self.styles.get(css.as_ref()) {
                Some(known) => *known,
                None => {
                    let parsed = Declarations::parse(&css);
                    if self.styles.len() < MAX_STYLES {
                        self.styles.insert(css.into_owned(), parsed);
                    }
                    parsed
                }
            };
            declarations.apply(&mut style, &parent, self.root_px);
        }
        if tag.attribute("hidden").is_some() {
            style.hidden = true;
        }
        style
    }

    fn end(&mut self, name: &str) {
        let kind = Kind::of(name);
        if self.deep > 0 {
            if kind.is_block() {
                self.flush();
            }
            self.deep -= 1;
            return;
        }
        let found = self
            .open
            .iter()
            .rev()
            .take(MAX_CLOSE)
            .scan(false, |stopped, o| {
                if *stopped {
                    return None;
                }
                // A cell ends only with its row or table; nothing in it ends it.
                *stopped = o.kind.is_boundary()
                    && !matches!(kind, Kind::Table | Kind::Row | Kind::HeadRows | Kind::Cell);
                *stopped |= o.kind == Kind::Table;
                Some(o)
            })
            .position(|o| o.name.eq_ignore_ascii_case(name));
        match found {
            Some(above) => {
                for _ in 0..=above {
                    self.pop();
                }
            }
            None if kind == Kind::Break => self.line_break(),
            None if kind.is_block() => self.flush(),
            None => {}
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.open.last() else { return };
        let kind = open.kind;
        if kind == Kind::Link
            && let Some(address) = open.address.clone()
        {
            self.link(&address);
        }
        if kind.is_block() {
            let empty = self.flush_as(kind);
            // An empty paragraph is blank space.
            self.gap |= empty && kind == Kind::Block && self.breaks > 0;
        }
        match kind {
            Kind::Cell => self.end_cell(),
            Kind::Table => self.end_table(),
            Kind::Heading(_) => self.gap = false,
            _ => {}
        }
        if kind == Kind::Item {
            self.item = None;
        }
        self.open.pop();
        self.identities.truncate(self.open.len());
    }

    fn link(&mut self, address: &str) {
        let address = address.trim();
        let body = address
            .strip_prefix("https://")
            .or_else(|| address.strip_prefix("http://"));
        let Some(body) = body else { return };
        if body.len() > 500
            || self.inline.text.contains(body.trim_end_matches('/'))
            || self.style().hidden
        {
            return;
        }
        if self.inline.text.trim().is_empty() {
            return;
        }
        self.inline.text.push('（');
        self.inline.text.push_str(address);
        self.inline.text.push('）');
    }

    fn line_break(&mut self) {
        if self.in_pre() {
            self.inline.text.push('\n');
            return;
        }
        self.flush();
        self.breaks = self.breaks.saturating_add(1);
        self.gap |= self.breaks >= 2;
    }

    fn in_pre(&self) -> bool {
        self.open.iter().rev().take(16).any(|o| o.kind == Kind::Pre)
    }

    fn list_depth(&self) -> u8 {
        let lists = self.open.iter().filter(|o| o.kind == Kind::List).count();
        lists.saturating_sub(1).min(16) as u8
    }

    fn flush(&mut self) {
        let kind = self
            .open
            .iter()
            .rev()
            .take(16)
            .map(|o| o.kind)
            .find(|k| matches!(k, Kind::Heading(_) | Kind::Pre | Kind::Cell))
            .unwrap_or(Kind::Block);
        self.flush_as(kind);
    }

    /// Ends the line; whether it was empty.
    fn flush_as(&mut self, kind: Kind) -> bool {
        let inline = std::mem::take(&mut self.inline);
        if inline.text.trim().is_empty() {
            return true;
        }
        if kind == Kind::Pre || self.in_pre() {
            let read = text::read(&inline.text);
            for piece in read.pieces {
                self.push(piece, style::DEFAULT_PX);
            }
            return false;
        }
        let text = tidy(&inline.text);
        if text.is_empty() {
            return true;
        }
        let level = match kind {
            Kind::Heading(level) => Some(level),
            _ => self.open.iter().rev().take(4).find_map(|o| match o.kind {
                Kind::Heading(level) => Some(level),
                _ => None,
            }),
        };
        let shape = match (level, self.item.take()) {
            (Some(level), _) => Shape::Heading(level),
            (None, Some(depth)) => Shape::Item(depth),
            (None, None) => Shape::Plain,
        };
        let letters = inline.strong + inline.weak;
        let px = if letters == 0 {
            style::DEFAULT_PX
        } else {
            inline.px / letters as f32
        };
        let gap = std::mem::take(&mut self.gap);
        let bold = inline.strong > 0 && inline.weak == 0;
        let parts = match (shape, glued::split(&inline.text)) {
            (Shape::Plain, Some((head, body))) if kind != Kind::Cell => {
                vec![tidy(head), tidy(body)]
            }
            _ => vec![text],
        };
        for text in parts {
            let piece = Piece {
                text,
                shape,
                bold,
                gap,
            };
            self.push(piece, px);
        }
        false
    }

    fn push(&mut self, mut piece: Piece, px: f32) {
        // "1、" with a bullet from the list, and "• " typed into the text.
        let body = piece
            .text
            .trim_start_matches(['•', '●', '·', '■', '◆', '○']);
        if body.len() < piece.text.len() && piece.shape == Shape::Plain {
            piece.text = body.trim_start().to_owned();
            piece.shape = Shape::Item(0);
        }
        if matches!(piece.shape, Shape::Item(_)) && numbering::number(&piece.text).is_some() {
            piece.shape = Shape::Plain;
        }
        self.pushed += 1;
        if self.pushed > MAX_PIECES {
            self.read.truncated = true;
            return;
        }
        if let Some(output) = self.outputs.last_mut() {
            let continues = piece
                .text
                .starts_with(['，', '。', '、', '；', '：', '）', '”']);
            match output.last_mut() {
                Some((open, _)) if continues && !piece.gap && open.shape != Shape::Heading(0) => {
                    open.text.push_str(&piece.text);
                }
                _ => output.push((piece, px)),
            }
        }
    }

    pub fn finish(mut self) -> Found<'a> {
        self.flush();
        while !self.open.is_empty() {
            self.pop();
        }
        let mut pieces = Vec::new();
        for output in std::mem::take(&mut self.outputs) {
            pieces.extend(output);
        }
        self.read.pieces = enlarge(pieces);
        Found {
            read: self.read,
            hidden: self.hidden,
            scripts: self.scripts,
        }
    }
}

/// Takes lines set larger than the body for bold ones: pages style headings by
/// size as often as by tag.
pub(super) fn enlarge(pieces: Vec<(Piece, f32)>) -> Vec<Piece> {
    let mut sizes: Vec<(u32, usize)> = Vec::new();
    for (piece, px) in &pieces {
        let key = (px * 4.0) as u32;
        if let Some((_, chars)) = sizes.iter_mut().find(|(k, _)| *k == key) {
            *chars += piece.text.len();
        } else if sizes.len() < 64 {
            sizes.push((key, piece.text.len()));
        }
    }
    let body = sizes
        .iter()
        .max_by_key(|(_, chars)| *chars)
        .map_or(style::DEFAULT_PX, |(key, _)| *key as f32 / 4.0);
    pieces
        .into_iter()
        .map(|(mut piece, px)| {
            piece.bold |= px > body * 1.12 && piece.text.len() < 240;
            piece
        })
        .collect()
}
