//! From pieces of text to blocks: which pieces are headings, and how they nest.
//!
//! Markup alone does not tell: policies are pasted from word processors, so a
//! heading may be an `<h2>`, a bold line, a number with a short text, or a short
//! line between blanks, and a table of contents looks like all of these. What
//! distinguishes a heading is that it is short, closes without a full stop, and
//! is followed by text rather than by its own sibling.

mod nesting;

use super::chars::{is_longer, is_word};
use super::numbering::{Style, number};
use super::piece::{Piece, Shape};
use crate::facts::{Block, BlockKind};
use nesting::{HeadingKind, ListDepth, Outline};

/// What is asked of a piece again and again.
struct Seen {
    style: Option<Style>,
    value: u32,
    /// Characters of the text.
    chars: usize,
    /// Short and closed like a title, number left out.
    title: bool,
    /// Pieces in the run of bare titles of one style that it is part of.
    run: usize,
}

/// Decides kinds and levels. Pieces without a letter or digit are dropped, as is
/// a heading that repeats the one just before it.
pub(super) fn blocks(mut pieces: Vec<Piece>) -> Vec<Block> {
    pieces.retain(|p| p.text.chars().any(is_word));
    pieces.dedup_by(|b, a| a.text == b.text && a.text.len() < 120 && is_line(a) && is_line(b));
    let seen = observe(&pieces);
    let bold_tells = bold_tells(&pieces, &seen);
    let mut outline = Outline::default();
    let mut list = ListDepth::default();
    let mut start = 0u32;
    let mut blocks: Vec<Block> = Vec::with_capacity(pieces.len());
    for index in 0..pieces.len() {
        let (Some(piece), Some(now)) = (pieces.get(index), seen.get(index)) else {
            break;
        };
        let context = Context {
            pieces: &pieces,
            seen: &seen,
            index,
            bold_tells,
        };
        let at = blocks.len() as u32;
        let (kind, heading) = if let Some(kind) = context.heading() {
            list.clear();
            let (level, parent) = outline.push(at, kind);
            (BlockKind::Heading { level }, parent)
        } else {
            (list.kind(piece, now.style), outline.current())
        };
        blocks.push(Block {
            kind,
            text: piece.text.clone(),
            start,
            heading,
        });
        start = start.saturating_add(now.chars as u32).saturating_add(1);
    }
    blocks
}

fn is_line(piece: &Piece) -> bool {
    !matches!(piece.shape, Shape::Row { .. })
}

fn observe(pieces: &[Piece]) -> Vec<Seen> {
    let mut seen: Vec<Seen> = pieces
        .iter()
        .map(|piece| {
            let number = match piece.shape {
                Shape::Row { .. } => None,
                _ => number(&piece.text),
            };
            let rest = number.map_or(piece.text.as_str(), |n| n.rest);
            Seen {
                style: number.map(|n| n.style),
                value: number.map_or(0, |n| n.value),
                chars: piece.text.chars().count(),
                title: is_line(piece) && is_title(rest, number.is_some()),
                run: 1,
            }
        })
        .collect();
    let mut from = 0;
    while from < seen.len() {
        let mut to = from + 1;
        while to < seen.len() && follows(&seen, to - 1, to) {
            to += 1;
        }
        let length = to - from;
        for s in &mut seen[from..to] {
            s.run = length;
        }
        from = to;
    }
    seen
}

/// Whether two neighbours are bare numbered titles that count on.
fn follows(seen: &[Seen], a: usize, b: usize) -> bool {
    match (seen.get(a), seen.get(b)) {
        (Some(a), Some(b)) => {
            a.title && b.title && a.style.is_some() && a.style == b.style && b.value == a.value + 1
        }
        _ => false,
    }
}

/// Whether `text` could stand as a title: short, one phrase, no full stop.
fn is_title(text: &str, numbered: bool) -> bool {
    let text = text.trim_end();
    // 40 ideographs, or twelve English words.
    const MAX_WIDTH: usize = 84;
    if text.len() > MAX_WIDTH * 3 {
        return false;
    }
    let mut width = 0;
    let mut commas = 0;
    let mut letters = 0;
    let mut digits = 0;
    let count = text.len();
    for (at, c) in text.char_indices() {
        width += if c.is_ascii() { 1 } else { 2 };
        letters += usize::from(is_word(c) && !c.is_ascii_digit());
        digits += usize::from(c.is_ascii_digit());
        let last = at + c.len_utf8() == count;
        match c {
            '。' | '！' | '!' | '\n' | '@' => return false,
            '；' | ';'
                // （一）注册、登录、认证；
                if !(last && numbered) => {
                    return false;
                }
            '，' | ',' => commas += 1,
            '：' | ':'
                if !last && !numbered => {
                    return false;
                }
            _ => {}
        }
    }
    if width > MAX_WIDTH
        || letters < 2
        || digits > 6
        || text.contains("://")
        || text.contains("www.")
    {
        return false;
    }
    let open_end = text.ends_with([
        '，', ',', '、', '的', '和', '与', '及', '或', '在', '“', '（', '.',
    ]) && !text.ends_with("目的");
    !open_end && commas <= usize::from(numbered)
}

/// Bold marks headings only where it is not the fashion of the whole text.
fn bold_tells(pieces: &[Piece], seen: &[Seen]) -> bool {
    let (mut bold, mut all) = (0, 0);
    for (piece, seen) in pieces.iter().zip(seen) {
        if is_line(piece) {
            all += seen.chars;
            bold += if piece.bold { seen.chars } else { 0 };
        }
    }
    bold * 2 < all
}

struct Context<'a> {
    pieces: &'a [Piece],
    seen: &'a [Seen],
    index: usize,
    bold_tells: bool,
}

impl Context<'_> {
    fn heading(&self) -> Option<HeadingKind> {
        let piece = self.pieces.get(self.index)?;
        let now = self.seen.get(self.index)?;
        let explicit = match piece.shape {
            Shape::Heading(level) => Some(level),
            Shape::Plain => None,
            // A bulleted bold line may head a section; an unmarked item does not.
            Shape::Item(_) if piece.bold && self.bold_tells => None,
            Shape::Item(_) | Shape::Row { .. } => return None,
        };
        let document_title = is_document_title(&piece.text)
            && now.style.is_none()
            && (explicit.is_some() || self.index < 6 || piece.gap || piece.bold);
        let is_heading = match (explicit, now.style) {
            (Some(_), _) => document_title || is_explicit_title(&piece.text, now.chars),
            _ if document_title => self.next().is_some(),
            (None, Some(style)) => now.title && self.numbered(piece, now, style),
            (None, None) => now.title && self.unnumbered(piece, now),
        };
        is_heading.then_some(HeadingKind {
            explicit,
            style: now.style,
            document_title,
            bold: piece.bold,
        })
    }

    fn next(&self) -> Option<(&Piece, &Seen)> {
        Some((
            self.pieces.get(self.index + 1)?,
            self.seen.get(self.index + 1)?,
        ))
    }

    fn previous(&self) -> Option<(&Piece, &Seen)> {
        let index = self.index.checked_sub(1)?;
        Some((self.pieces.get(index)?, self.seen.get(index)?))
    }

    fn numbered(&self, piece: &Piece, now: &Seen, style: Style) -> bool {
        let Some((next, after)) = self.next() else {
            return false;
        };
        let introduced = self
            .previous()
            .is_some_and(|(p, _)| p.text.ends_with(['：', ':', '录']));
        let strong = style <= Style::ChineseParen || piece.bold && self.bold_tells;
        match now.run {
            1 => {}
            2 if strong && !introduced => {}
            _ => return false,
        }
        if strong {
            let limit = match piece.text.chars().next_back() {
                Some('；' | ';') => 20,
                Some('：' | ':') if !piece.bold => 32,
                _ => 44,
            };
            if now.chars > limit {
                return false;
            }
            // The same style below it continues a list of short items.
            return now.chars <= 40 || after.style != Some(style);
        }
        // "（3）不得从事以下活动：" opens a list, "4）定位功能：" is a title.
        let introduces = piece.text.ends_with(['：', ':'])
            && (now.chars > 16 || piece.text.contains(['以', '如']) && piece.text.contains('下'));
        if now.chars > 34 || introduces || piece.text.ends_with(['；', ';']) {
            return false;
        }
        match (next.shape, after.style) {
            (Shape::Item(_) | Shape::Row { .. }, _) => true,
            (_, Some(below)) => below > style,
            (_, None) => after.chars >= 16 || ends_sentence(&next.text),
        }
    }

    fn unnumbered(&self, piece: &Piece, now: &Seen) -> bool {
        let Some((next, after)) = self.next() else {
            return false;
        };
        if is_signature(&piece.text) {
            return false;
        }
        if piece.bold && self.bold_tells && now.chars <= 40 {
            let sibling = next.bold && after.title && after.style.is_none();
            return !sibling || is_line(next) && next.gap;
        }
        let colon = piece.text.ends_with(['：', ':']);
        if !matches!(piece.shape, Shape::Plain) || now.chars > 60 || colon {
            return false;
        }
        let narrow = now.chars <= 24 && !piece.text.contains(['，', ',', '、'])
            || piece.text.is_ascii() && is_title_case(&piece.text);
        if !narrow {
            return false;
        }
        let alone = piece.gap || self.index == 0;
        let closed_before = self.previous().is_none_or(|(p, _)| ends_sentence(&p.text));
        let body = match next.shape {
            Shape::Row { .. } => alone,
            Shape::Item(_) => true,
            Shape::Heading(_) => alone,
            Shape::Plain => {
                let long = after.chars >= if alone { 20 } else { 40 };
                (long && !after.title) || after.style.is_some() && alone && !next.gap
            }
        };
        body && (alone || closed_before)
    }
}

/// A marked heading may be longer than a guessed one, yet a whole sentence in
/// `<h3>` is a paragraph set large.
fn is_explicit_title(text: &str, chars: usize) -> bool {
    let sentence = text.contains(['。', '；', '！']) || text.ends_with(['.', ';', '，', '、']);
    chars <= 80 && !sentence || text.is_ascii() && chars <= 160 && !text.contains(". ")
}

/// The name of a whole document: `某某隐私政策`, `User Agreement`.
pub(super) fn is_document_title(text: &str) -> bool {
    if is_longer(text, 60) {
        return false;
    }
    let text = text.trim_matches(|c: char| !is_word(c) && !"）)》】".contains(c));
    let stem = match text.find(['（', '(']) {
        Some(at) if at > 0 && text.ends_with(['）', ')']) => text[..at].trim_end(),
        _ => text.trim_end_matches(['》', '】', '）', ')']),
    };
    if stem.chars().count() > 30
        || stem.contains(['。', '，', '：', ':', '；', '、', '|', '>'])
        || text.contains("://")
        || stem.contains("名称")
    {
        return false;
    }
    const NAMES: [&str; 24] = [
        "隐私政策",
        "隐私权政策",
        "隐私条款",
        "隐私声明",
        "隐私协议",
        "隐私保护政策",
        "隐私保护指引",
        "隐私保护声明",
        "隐私指引",
        "隐私权保护政策",
        "个人信息保护政策",
        "信息保护政策",
        "个人信息保护规则",
        "儿童隐私保护声明",
        "用户协议",
        "服务协议",
        "使用协议",
        "许可协议",
        "服务条款",
        "使用条款",
        "用户须知",
        "共享清单",
        "收集清单",
        "SDK目录",
    ];
    let lower = stem.to_ascii_lowercase();
    const ENGLISH: [&str; 5] = [
        "privacy policy",
        "privacy notice",
        "privacy statement",
        "user agreement",
        "terms of service",
    ];
    // 如何更新本隐私政策, 本政策 and 关于… name a section, not the document.
    let section = [
        "本", "如何", "关于", "我们", "接受", "查看", "阅读", "同意", "除", "what", "this", "our",
        "changes",
    ]
    .iter()
    .any(|w| lower.starts_with(w));
    !section
        && (NAMES.iter().any(|name| stem.ends_with(name))
            || ENGLISH.iter().any(|name| lower.ends_with(name)))
}

/// Company, date or greeting lines are short but head nothing.
fn is_signature(text: &str) -> bool {
    text.ends_with(['日', '版', '号'])
        || text.ends_with("公司")
        || ["尊敬", "亲爱", "Dear", "欢迎"]
            .iter()
            .any(|w| text.starts_with(w))
        || text.chars().filter(char::is_ascii_digit).count() > 4
}

fn is_title_case(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let capitals = text
        .split_whitespace()
        .filter(|w| w.len() < 4 || !w.starts_with(|c: char| c.is_ascii_lowercase()))
        .count();
    words <= 10 && capitals == words && !text.ends_with(['.', ','])
}

pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '）', ')', '」', '》', '*', ' '])
        .ends_with(['。', '！', '？', '；', '：', '…', '.', '!', '?', ';', ':'])
}

/// Blocks in a short form for tests: `h1 …`, `l0 …`, `t0h a|b`.
#[cfg(test)]
pub(super) fn shown(pieces: Vec<Piece>) -> Vec<String> {
    let short = |block: Block| {
        let mark = match block.kind {
            BlockKind::Heading { level } => format!("h{level} "),
            BlockKind::Paragraph => String::new(),
            BlockKind::ListItem { depth } => format!("l{depth} "),
            BlockKind::TableRow { table, head } => {
                format!("t{table}{} ", if head { "h" } else { "" })
            }
        };
        mark + &block.text.replace('\t', "|")
    };
    blocks(pieces).into_iter().map(short).collect()
}
