//! Lines of text, and which of them were one line before something wrapped them.

use memchr::memchr2;

use super::super::chars::{is_ideograph, is_word};
use super::super::numbering::{is_bare_number, number};
use super::super::outline::ends_sentence;
use super::super::piece::Shape;
use super::marks;

/// Column at which html2text and many mailers wrap, counted in characters.
const WRAP: usize = 78;

/// Columns by which a full line may fall short: a mark that opens no line takes the
/// character before it along.
const SLACK: usize = 4;

/// A line without its marks.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub text: String,
    pub shape: Shape,
    pub bold: bool,
    pub gap: bool,
    /// A rule, not only blank space, stands above it.
    ruled: bool,
    pub images: u32,
    /// The source line that ended last.
    source: &'a str,
    numbered: bool,
}

impl<'a> Line<'a> {
    /// Characters of the source line.
    fn width(&self) -> usize {
        self.source.trim_end().chars().count()
    }

    /// Characters of the source line up to where it could have been wrapped.
    fn first(&self) -> usize {
        let start = self.source.trim_start();
        let first = memchr2(b' ', b'-', start.as_bytes()).and_then(|end| start.get(..end));
        first.unwrap_or(start).chars().count()
    }

    /// Appends the line that continues this one.
    pub fn join(&mut self, next: Line<'a>) {
        let (last, first) = (self.text.chars().next_back(), next.text.chars().next());
        let both_latin = last.is_some_and(|c| c.is_ascii() && c != '-' && c != '/' && c != '(')
            && first.is_some_and(|c| c.is_ascii_alphanumeric() || c == '(');
        if both_latin || is_bare_number(&self.text) {
            self.text.push(' ');
        }
        self.text.push_str(&next.text);
        self.bold &= next.bold;
        self.source = next.source;
        self.images += next.images;
    }
}

impl Line<'_> {
    /// Columns of the Latin word that opens it, which no wrapping cuts.
    fn latin_start(&self) -> usize {
        self.text
            .chars()
            .take(24)
            .take_while(char::is_ascii_graphic)
            .count()
    }
}

/// Reads lines one after another, with the marks that span them.
pub(super) struct Reader<'a> {
    lines: &'a [&'a str],
    bold: bool,
    gap: bool,
    ruled: bool,
    wrap: Option<usize>,
    /// The screen column at which all its lines were cut.
    cut: Option<usize>,
    /// The rule just passed, for titles underlined with it.
    rule: Option<(char, usize)>,
}

impl<'a> Reader<'a> {
    pub fn new(lines: &'a [&'a str]) -> Self {
        Self {
            lines,
            bold: false,
            gap: true,
            ruled: false,
            wrap: wrap_column(lines),
            cut: cut_column(lines),
            rule: None,
        }
    }

    /// Notes blank space above what comes next.
    pub fn gap(&mut self) {
        self.gap = true;
        self.bold = false;
    }

    /// The line at `index`, and how many source lines it took (links broken
    /// over lines are mended); `None` for a blank line or a rule.
    pub fn line(&mut self, index: usize, stop: usize) -> (Option<Line<'a>>, usize) {
        let Some(raw) = self.lines.get(index) else {
            return (None, 1);
        };
        self.rule = None;
        let trimmed = trim(raw);
        if trimmed.is_empty() {
            self.gap();
            return (None, 1);
        }
        if let Some(rule) = rule(trimmed) {
            self.gap();
            self.ruled = true;
            self.rule = Some(rule);
            return (None, 1);
        }
        let mut mended = String::new();
        let mut used = 1;
        let mut source = trimmed;
        while used < 4 && index + used < stop && marks::has_open_link(source) {
            let Some(next) = self.lines.get(index + used) else {
                break;
            };
            if mended.is_empty() {
                mended.push_str(trimmed);
            }
            mended.push_str(trim(next));
            used += 1;
            source = &mended;
        }
        let indent = raw.len() - raw.trim_start_matches([' ', '\t']).len();
        let line = self.parse(source, raw, indent);
        (line, used)
    }

    fn parse(&mut self, source: &str, raw: &'a str, indent: usize) -> Option<Line<'a>> {
        let (shape, body) = shape(source, indent);
        // "  6. ### 1.6 向您推荐": a heading inside a list item.
        let (shape, body) = match number(body).map(|n| n.rest) {
            Some(rest) if rest.starts_with('#') => self::shape(rest, 0),
            _ => (shape, body),
        };
        let marked = marks::strip(body, &mut self.bold);
        if marked.text.is_empty() {
            return None;
        }
        // "* **1\. Title**" and "• 1、…": the bullet only repeats the number.
        let numbered = number(&marked.text).is_some();
        Some(Line {
            shape: if numbered && matches!(shape, Shape::Item(_)) {
                Shape::Plain
            } else {
                shape
            },
            bold: marked.bold,
            gap: std::mem::take(&mut self.gap),
            ruled: std::mem::take(&mut self.ruled),
            images: marked.images,
            source: raw,
            numbered,
            text: marked.text,
        })
    }

    /// Makes a heading of a single line that is underlined to its width.
    pub fn underline(&mut self, pending: &mut Option<Line>) {
        let (Some((mark, length)), Some(line)) = (self.rule, pending.as_mut()) else {
            return;
        };
        let width: usize = line
            .text
            .chars()
            .map(|c| if c.is_ascii() { 1 } else { 2 })
            .sum();
        let chars = line.text.chars().count();
        let underlined = length.abs_diff(width) <= 2 || length == chars;
        if underlined && line.gap && line.shape == Shape::Plain && !ends_sentence(&line.text) {
            line.shape = Shape::Heading(if mark == '=' { 1 } else { 2 });
        }
    }

    /// Whether `next` was one line with `open` before it was wrapped.
    pub fn continues(&self, open: &Line, next: &Line) -> bool {
        if !matches!(next.shape, Shape::Plain) {
            return false;
        }
        let Some(last) = open.text.chars().next_back() else {
            return false;
        };
        let ended = ends_sentence(&open.text);
        let wants_more = matches!(
            last,
            '，' | '、' | '（' | '(' | '“' | '《' | '【' | '-' | '/' | ','
        );
        if next.gap {
            // The rules of scraped texts fall into sentences at times.
            return next.ruled && wants_more && !next.numbered && open.text.chars().count() > 20;
        }
        if is_bare_number(&open.text) {
            return !next.numbered;
        }
        let trailing = ["外，", "等", "的"]
            .iter()
            .any(|w| next.text.starts_with(w));
        if next.text.starts_with(closes) || trailing && last.is_ascii_alphanumeric() {
            return !(ended && last != '：' && last != ':');
        }
        if !next.numbered && !ended && closes_early(&next.text) && is_open(&open.text) {
            return true;
        }
        if next.numbered && !wants_more
            || ended
            || is_labelled(&open.text) && is_labelled(&next.text)
        {
            return false;
        }
        let width = open.width();
        if width >= 40 && last.is_ascii() && next.text.starts_with(|c: char| c.is_ascii_lowercase())
        {
            return true;
        }
        if let Some(cut) = self.cut
            && columns(open.source.trim_end()) + SLACK + next.latin_start() > cut
            && !is_address(&open.text)
        {
            return true;
        }
        let column = self.wrap.unwrap_or(WRAP);
        let could_wrap = width + 1 + next.first().min(column) > column;
        if !could_wrap {
            return false;
        }
        if matches!(open.shape, Shape::Heading(_)) {
            return width > column / 2;
        }
        let least = if self.wrap.is_some() { 30 } else { 60 };
        wants_more || is_open(&open.text) || is_unfinished(&open.text, least)
    }
}

/// Marks that cannot open a line.
fn closes(c: char) -> bool {
    "，。、；：！？）」』”》】,.;:!?)％%".contains(c)
}

/// Starts with a short label, as in `SDK名称：极光推送`.
fn is_labelled(text: &str) -> bool {
    text.char_indices()
        .take(13)
        .find(|(_, c)| matches!(c, '：' | ':') || !(is_word(*c) || *c == ' '))
        .is_some_and(|(at, c)| at > 3 && matches!(c, '：' | ':') && !text[at..].starts_with("://"))
}

/// A bracket or quote opened and not closed.
fn is_open(text: &str) -> bool {
    let (mut brackets, mut quotes, mut titles) = (0i32, 0i32, 0i32);
    for c in text.chars() {
        match c {
            '（' => brackets += 1,
            '）' => brackets -= 1,
            '“' => quotes += 1,
            '”' => quotes -= 1,
            '《' => titles += 1,
            '》' => titles -= 1,
            _ => {}
        }
    }
    brackets > 0 || quotes > 0 || titles > 0
}

/// Closes a bracket within its first words that it did not open.
fn closes_early(text: &str) -> bool {
    text.chars()
        .take(40)
        .find(|c| matches!(c, '（' | '）' | '(' | ')' | '“' | '”' | '《' | '》'))
        .is_some_and(|c| matches!(c, '）' | ')' | '”' | '》'))
}

/// A long line that stops in a sentence: it has marks within, none at its end.
fn is_unfinished(text: &str, least: usize) -> bool {
    if is_address(text) {
        return false;
    }
    let chars = text.chars().count();
    let inner = text.contains(['，', '。', '；', '、']) || text.contains(", ");
    chars >= least && inner || chars >= least + 20 || text.is_ascii() && chars >= 40
}

/// Whether the text closes with a web or mail address.
fn is_address(text: &str) -> bool {
    let tail = text
        .rfind(|c: char| !c.is_ascii_graphic())
        .map_or(text, |at| &text[at..]);
    tail.contains('@') || tail.contains("://") || tail.contains("www.")
}

/// Where the text was wrapped, or `None` where nothing shows that it was.
fn wrap_column(lines: &[&str]) -> Option<usize> {
    let mut certain = 0usize;
    let mut widths = Vec::new();
    for pair in lines.windows(2) {
        let [a, b] = pair else { continue };
        let (a, b) = (trim(a), trim(b));
        if a.is_empty() || b.is_empty() || rule(a).is_some() {
            continue;
        }
        if a.len() > 24 {
            widths.push(a.chars().count());
        }
        let ended = ends_sentence(a);
        let broken = b.starts_with(['，', '。', '、', '；', '）', '”']) && !ended
            || a.len() > 60 && a.ends_with(['，', '、', '-', '（', ',']) && number(b).is_none()
            // A paragraph that stops in mid-sentence, with one that is no item below.
            || a.len() > 3 * WRAP
                && a.contains('，')
                && !ended
                && !is_address(a)
                && b.len() > 60
                && number(b).is_none()
                && matches!(shape(b, 0).0, Shape::Plain);
        certain += usize::from(broken);
    }
    let widest = widths.iter().copied().max().unwrap_or(0);
    if widest <= 160 && widths.len() >= 8 {
        // Hard-wrapped at one column: most lines reach it.
        let full = widths.iter().filter(|w| **w * 100 >= widest * 85).count();
        if full * 2 > widths.len() {
            return Some(widest.saturating_sub(2).max(16));
        }
    }
    (certain > 0).then_some(WRAP)
}

/// Columns on a screen: a Chinese character takes two.
fn columns(text: &str) -> usize {
    let wide = |c: char| usize::from(!c.is_ascii());
    text.chars().map(|c| 1 + wide(c)).sum()
}

/// The screen column at which a text of short lines was cut, or `None` where lines end
/// where their sentences do. Lines that stop in a sentence reach it then.
fn cut_column(lines: &[&str]) -> Option<usize> {
    const NARROWEST: usize = 24;
    const WIDEST: usize = 120;
    let mut open = Vec::new();
    let mut widest = 0;
    let mut whole = 0usize;
    for pair in lines.windows(2) {
        let [a, b] = pair else { continue };
        let (line, next) = (trim(a), trim(b));
        if line.is_empty() || rule(line).is_some() {
            continue;
        }
        let width = columns(a.trim_end());
        if width > WIDEST {
            return None;
        }
        widest = widest.max(width);
        let headed = number(line).is_some() || matches!(shape(line, 0).0, Shape::Heading(_));
        if next.is_empty() || is_address(line) || headed && width * 2 < widest {
            continue;
        }
        match ends_sentence(line) || number(next).is_some() {
            true => whole += 1,
            false => open.push(width),
        }
    }
    let full = open.iter().filter(|w| **w + SLACK >= widest).count();
    let cut = widest >= NARROWEST && full >= 6 && full * 10 >= open.len() * 7 && full * 3 >= whole;
    cut.then_some(widest)
}

/// A horizontal rule: its mark and length.
fn rule(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next()?;
    if !matches!(
        mark,
        '=' | '-' | '*' | '_' | '—' | '–' | '─' | '＝' | '~' | '#'
    ) {
        return None;
    }
    let mut length = 0;
    for c in line.chars() {
        match c {
            _ if c == mark => length += 1,
            ' ' => {}
            _ => return None,
        }
    }
    (length >= 3 && mark != '#').then_some((mark, length))
}

/// What the line's opening mark says, and the text behind the mark.
fn shape(line: &str, indent: usize) -> (Shape, &str) {
    let hashes = line.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&hashes) {
        let title = line[hashes..].trim_matches([' ', '#', '\t', '\u{3000}', '\u{a0}']);
        // A hash alone heads nothing; "#1" and "#标签" inside prose are rare.
        return (Shape::Heading(hashes as u8), title);
    }
    if let Some(rest) = line.strip_prefix('>') {
        // What is quoted has its own marks.
        return shape(rest.trim_start_matches(['>', ' ']), 0);
    }
    let mut chars = line.chars();
    let first = chars.next().unwrap_or(' ');
    let rest = chars.as_str();
    let depth = (indent / 2).saturating_sub(1).min(8) as u8;
    let bullet = match first {
        '*' | '-' | '+' => rest.starts_with([' ', '\t', '\u{a0}']),
        '•' | '●' | '○' | '■' | '□' | '◆' | '◇' | '▪' | '▫' | '·' | '➢' | '►' | '▶' | '◦' | '∙'
        | '★' | '☆' | '※' | '\u{f06c}' | '\u{f0b7}' | '\u{f0d8}' => true,
        '—' | '–' => rest.starts_with(|c: char| c == ' ' || is_ideograph(c)),
        _ => false,
    };
    if bullet {
        return (Shape::Item(depth), rest.trim_start());
    }
    (Shape::Plain, line)
}

fn trim(line: &str) -> &str {
    line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}')
    })
}
