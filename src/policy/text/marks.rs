//! Inline marks of Markdown, and the blanks that they leave.

use memchr::memchr2;

use super::super::chars::{is_word, words};
use super::super::tidy::tidy;

/// A line without marks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Marked {
    pub text: String,
    /// Every letter and digit is bold.
    pub bold: bool,
    pub images: u32,
}

/// Longest label or address of a link, bytes.
const MAX_LINK: usize = 1024;

/// Strips marks from one line. `bold` says whether a bold span is open, on entry
/// and on return, since such spans run over lines.
pub(super) fn strip(line: &str, bold: &mut bool) -> Marked {
    if !line
        .bytes()
        .any(|b| matches!(b, b'*' | b'_' | b'\\' | b'[' | b'<' | b'`' | b'&' | b'!'))
    {
        return Marked {
            text: tidy(line),
            bold: *bold,
            images: 0,
        };
    }
    let mut strip = Strip {
        line,
        out: String::with_capacity(line.len()),
        bold: *bold,
        single: false,
        strong: 0,
        weak: 0,
        images: 0,
        links: Vec::new(),
    };
    strip.run();
    *bold = strip.bold;
    Marked {
        text: tidy(&strip.out),
        bold: strip.strong > 0 && strip.weak == 0,
        images: strip.images,
    }
}

/// Bytes that may be marks.
fn is_mark(b: u8) -> bool {
    matches!(b, b'*' | b'_' | b'\\' | b'[' | b'<' | b'`' | b'&' | b'!')
}

/// Cells of a table row, joined as [`crate::facts::Block::text`] has them.
pub(super) fn cells(cells: &[String]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| {
            let mut bold = false;
            let lines: Vec<String> = mend(cell)
                .iter()
                .map(|line| strip(line.trim(), &mut bold).text)
                .filter(|text| !text.is_empty())
                .collect();
            lines.join(" ")
        })
        .collect();
    cells.join("\t")
}

fn mend(cell: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in cell.lines() {
        match lines.last_mut() {
            Some(open) if has_open_link(open) => open.push_str(line.trim()),
            _ => lines.push(line.trim().to_owned()),
        }
    }
    lines
}

/// Whether a link's address is cut at the end of the line.
pub(super) fn has_open_link(line: &str) -> bool {
    if memchr2(b'[', b'<', line.as_bytes()).is_none() {
        return false;
    }
    let open_address = line
        .rfind("](")
        .is_some_and(|at| !line[at..].contains(')') && line.len() - at < MAX_LINK);
    let open_auto = line
        .rfind("<http")
        .is_some_and(|at| !line[at..].contains(['>', ' ']) && line.len() - at < MAX_LINK);
    let open_label = line.rfind("[http").is_some_and(|at| {
        let tail = &line[at..];
        !tail.contains(']') && line.len() - at < MAX_LINK
    });
    open_address || open_auto || open_label
}

struct Strip<'a> {
    line: &'a str,
    out: String,
    bold: bool,
    single: bool,
    strong: u32,
    weak: u32,
    images: u32,
    /// Open links: where the label ends, where the link ends, its address.
    links: Vec<(usize, usize, &'a str)>,
}

impl<'a> Strip<'a> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(c) = self.line.get(at..).and_then(|rest| rest.chars().next()) {
            if let Some(&(label_end, link_end, address)) = self.links.last()
                && at >= label_end
            {
                self.links.pop();
                self.address(address);
                at = link_end.max(at);
                continue;
            }
            at += match c {
                '\\' => self.escape(at),
                '*' => self.stars(at),
                '_' => self.underscores(at),
                '`' => 1,
                '!' if self.line[at..].starts_with("![") => self.image(at),
                '[' => self.link(at),
                '<' => self.angle(at),
                '&' => self.entity(at),
                _ => self.span(at),
            };
        }
        while let Some((_, _, address)) = self.links.pop() {
            self.address(address);
        }
    }

    /// Takes what has no marks, up to the next mark or the end of a link's label.
    fn span(&mut self, at: usize) -> usize {
        let rest = &self.line[at..];
        let bound = self
            .links
            .last()
            .map_or(rest.len(), |(end, _, _)| end.saturating_sub(at));
        let length = rest
            .bytes()
            .position(is_mark)
            .unwrap_or(rest.len())
            .clamp(1, bound.max(1));
        let span = rest.get(..length).unwrap_or(rest);
        self.count(words(span) as u32);
        self.out.push_str(span);
        span.len()
    }

    fn push(&mut self, c: char) {
        if is_word(c) {
            self.count(1);
        }
        self.out.push(c);
    }

    fn count(&mut self, letters: u32) {
        if self.bold {
            self.strong += letters;
        } else {
            self.weak += letters;
        }
    }

    fn escape(&mut self, at: usize) -> usize {
        match self.line[at + 1..].chars().next() {
            Some(c) if c.is_ascii_punctuation() => {
                self.push(c);
                2
            }
            _ => {
                self.push('\\');
                1
            }
        }
    }

    fn stars(&mut self, at: usize) -> usize {
        let rest = &self.line[at..];
        let run = rest.len() - rest.trim_start_matches('*').len();
        let next = rest[run..].chars().next();
        if run == 1 {
            let closes = self.single;
            let opens =
                !closes && next.is_some_and(|c| !c.is_whitespace()) && rest[1..].contains('*');
            if !opens && !closes {
                self.push('*');
                return 1;
            }
            self.single = opens;
        }
        self.drop_blank(next);
        if (run / 2) % 2 == 1 {
            self.bold = !self.bold;
        }
        run + self.blank_behind(&rest[run..])
    }

    fn underscores(&mut self, at: usize) -> usize {
        let rest = &self.line[at..];
        let run = rest.len() - rest.trim_start_matches('_').len();
        let next = rest[run..].chars().next();
        let previous = self.line[..at].chars().next_back();
        let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let beside_star = previous == Some('*') || next == Some('*');
        let mark = match run {
            1 => !(word(previous) && word(next)),
            2 => beside_star || rest[2..].contains("__") || self.line[..at].contains("__"),
            // Three and more are the blanks of a template.
            _ => false,
        };
        if !mark {
            for _ in 0..run {
                self.push('_');
            }
            return run;
        }
        self.drop_blank(next);
        run + self.blank_behind(&rest[run..])
    }

    /// html2text sets blanks round emphasis; between ideographs they are not part
    /// of the text.
    fn drop_blank(&mut self, next: Option<char>) {
        if !self.out.ends_with(' ') {
            return;
        }
        let before = self.out.trim_end().chars().next_back();
        let wide = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
        if wide(before) || wide(next) {
            self.out.truncate(self.out.trim_end().len());
        }
    }

    fn blank_behind(&self, rest: &str) -> usize {
        let body = rest.trim_start_matches(' ');
        let next = body.trim_start_matches(['*', '_']).chars().next();
        let wide = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
        if wide(self.out.chars().next_back()) || wide(next) {
            rest.len() - body.len()
        } else {
            0
        }
    }

    fn image(&mut self, at: usize) -> usize {
        match link_at(&self.line[at + 1..]) {
            Some(link) => {
                self.images += 1;
                1 + link.end
            }
            None => {
                self.push('!');
                1
            }
        }
    }

    fn link(&mut self, at: usize) -> usize {
        // Nested links do not exist; the bound keeps a line of brackets cheap.
        if self.links.len() < 4
            && let Some(link) = link_at(&self.line[at..])
        {
            let address = &self.line[at + link.address.0..at + link.address.1];
            self.links
                .push((at + link.label_end, at + link.end, address));
            return 1;
        }
        self.push('[');
        1
    }

    fn address(&mut self, address: &str) {
        let address = address.split_whitespace().next().unwrap_or("");
        let body = address
            .trim_start_matches("https://")
            .trim_start_matches("http://")
            .trim_end_matches('/');
        if body.len() == address.trim_end_matches('/').len() || self.out.contains(body) {
            return;
        }
        self.out.push('（');
        self.out.push_str(address);
        self.out.push('）');
    }

    fn angle(&mut self, at: usize) -> usize {
        let rest = &self.line[at..];
        let Some(end) = rest.find('>').filter(|end| *end < MAX_LINK) else {
            self.push('<');
            return 1;
        };
        let inner = &rest[1..end];
        if inner.starts_with("http://") || inner.starts_with("https://") || inner.contains('@') {
            for c in inner.chars() {
                self.push(c);
            }
            return end + 1;
        }
        let name = inner.trim_start_matches('/');
        let name = name.split([' ', '/']).next().unwrap_or("");
        const TAGS: [&str; 14] = [
            "br", "b", "strong", "i", "em", "u", "span", "p", "font", "a", "div", "sup", "sub",
            "hr",
        ];
        if TAGS.iter().any(|t| name.eq_ignore_ascii_case(t)) {
            return end + 1;
        }
        self.push('<');
        1
    }

    fn entity(&mut self, at: usize) -> usize {
        const ENTITIES: [(&str, char); 12] = [
            ("&nbsp;", ' '),
            ("&amp;", '&'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&ldquo;", '“'),
            ("&rdquo;", '”'),
            ("&middot;", '·'),
            ("&emsp;", ' '),
            ("&ensp;", ' '),
            ("&mdash;", '—'),
            ("&hellip;", '…'),
        ];
        let rest = &self.line[at..];
        match ENTITIES.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, c)) => {
                self.push(*c);
                name.len()
            }
            None => {
                self.push('&');
                1
            }
        }
    }
}

struct Link {
    label_end: usize,
    address: (usize, usize),
    end: usize,
}

/// A link `[label](address)` at the start of `text`, offsets in bytes.
fn link_at(text: &str) -> Option<Link> {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut label_end = None;
    for (at, b) in bytes.iter().enumerate().take(MAX_LINK) {
        match b {
            b'[' => depth += 1,
            b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    label_end = Some(at);
                    break;
                }
            }
            _ => {}
        }
    }
    let label_end = label_end?;
    if bytes.get(label_end + 1) != Some(&b'(') {
        return None;
    }
    let start = label_end + 2;
    let mut depth = 0usize;
    for (at, b) in bytes.iter().enumerate().skip(start).take(MAX_LINK) {
        match b {
            b'(' => depth += 1,
            b')' if depth == 0 => {
                return Some(Link {
                    label_end,
                    address: (start, at),
                    end: at + 1,
                });
            }
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_marks() {
        let cases: &[(&str, &str, bool)] = &[
            ("**一、   我行如何收集**", "一、我行如何收集", true),
            (
                "包括“学习强国” **学习平台官网及** “学习强国”",
                "包括“学习强国”学习平台官网及“学习强国”",
                false,
            ),
            ("1\\. 通过邮寄", "1. 通过邮寄", false),
            (
                "**3.            ****我公司如何使用** **Cookie** **、** **SDK**",
                "3.我公司如何使用Cookie、SDK",
                true,
            ),
            ("******隐私政策**", "隐私政策", false),
            ("_付款信息（不会获取）_", "付款信息（不会获取）", false),
            ("READ_PHONE_STATE 权限", "READ_PHONE_STATE权限", false),
            ("公司名称：____", "公司名称：____", false),
            ("5 * 3 = 15", "5 * 3 = 15", false),
            ("the **policy** is", "the policy is", false),
            (
                "见[《注销协议》](https://a.cn/c.html)。",
                "见《注销协议》（https://a.cn/c.html）。",
                false,
            ),
            ("[https://a.cn/](https://a.cn/)", "https://a.cn/", false),
            ("[me@a.cn](mailto:me@a.cn)。", "me@a.cn。", false),
            (
                "[ ![](./x/goback.png) ](https://n.com/)返回",
                "（https://n.com/）返回",
                false,
            ),
            ("见<https://a.cn/>；<br>另", "见https://a.cn/；另", false),
            ("5 < 6 & 7 &lt; 8", "5 < 6 & 7 < 8", false),
            ("[未闭合", "[未闭合", false),
        ];
        for (line, text, _) in cases {
            let mut bold = false;
            assert_eq!(strip(line, &mut bold).text, *text, "{line}");
        }
        for (line, _, expected) in &cases[..5] {
            let mut bold = false;
            let marked = strip(line, &mut bold);
            assert_eq!(
                marked.bold,
                *expected || line.starts_with("******"),
                "{line}"
            );
        }
    }

    #[test]
    fn bold_runs_over_lines() {
        let mut bold = false;
        assert!(strip("**第一行。", &mut bold).bold);
        assert!(bold);
        assert!(strip("第二行。**", &mut bold).bold);
        assert!(!bold);
    }
}
