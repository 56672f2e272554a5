//! Headings that stand in one line with the text below them.
//!
//! Pages that were typed by hand break the line of the source behind a heading and
//! leave it in one paragraph with its text; what shows the page makes a blank of
//! the break, and so does what saves the page as text. Left together, the text
//! would still be read as part of the section before.

use super::chars::is_ideograph;
use super::numbering::{Style, number};

/// Characters that a heading has at most.
const HEAD: usize = 30;
/// Characters of text that are too few to be a paragraph.
const BODY: usize = 20;

/// The heading and the text behind it, where `line` holds both.
pub(super) fn split(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    if line.len() < (BODY + 4) * 3 {
        return None;
    }
    let rest = number(line)
        .filter(|n| n.style <= Style::ChineseParen)?
        .rest;
    let front = line.len() - rest.len();
    let mut from = 0;
    let mut chars = 0;
    for (at, c) in rest.char_indices() {
        if at < from {
            continue;
        }
        if matches!(
            c,
            '。' | '，' | '；' | '：' | '！' | '？' | ',' | ';' | ':' | '|' | '\t'
        ) || chars > HEAD
        {
            return None;
        }
        if !c.is_whitespace() {
            chars += 1;
            continue;
        }
        let (head, tail) = rest.split_at(at);
        let body = tail.trim_start();
        from = rest.len() - body.len();
        let blank = tail.get(..tail.len() - body.len()).unwrap_or("");
        if chars >= 2 && parts(head, blank, body) {
            return Some((line.get(..front + at)?, body));
        }
    }
    None
}

/// Whether `blank` parts a heading from a paragraph.
fn parts(head: &str, blank: &str, body: &str) -> bool {
    let paragraph = body.chars().nth(BODY).is_some() && body.contains('。');
    let open = [
        "的", "和", "与", "及", "或", "在", "为", "将", "会", "收集", "使用",
    ]
    .iter()
    .any(|w| head.ends_with(w));
    if !paragraph || open {
        return false;
    }
    if blank.contains('\n') {
        return true;
    }
    // A blank alone may also be left from a line that was cut: then it seldom stands
    // where a sentence begins.
    let opens = [
        "我们",
        "您",
        "为",
        "当",
        "如",
        "本",
        "在",
        "若",
        "根据",
        "个人信息",
        "对于",
        "除",
        "请",
        "一般",
        "未经",
        "互联网",
        "任何",
        "Cookie",
        "我行",
        "我司",
        "依据",
        "按照",
        "由于",
        "随着",
    ]
    .iter()
    .any(|w| body.starts_with(w));
    let asks = head.contains("如何") && !head.ends_with("如何");
    (opens || asks) && head.chars().next_back().is_some_and(is_ideograph)
}

/// The parts of `line`: one, or two where a heading stands before text.
pub(super) fn lines(line: &str) -> impl Iterator<Item = &str> {
    let (first, second) = match split(line) {
        Some((head, body)) => (head, Some(body)),
        None => (line, None),
    };
    std::iter::once(first).chain(second)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn parts_a_heading_from_its_text() {
        let body = "我们会在必要时收集您的手机号码，用于注册账号和保障安全。";
        let cases = [
            (
                format!("七、本政策如何更新\n\t{body}"),
                Some("七、本政策如何更新"),
            ),
            (format!("（三）下单 {body}"), Some("（三）下单")),
            (
                format!("二、我们如何使用 Cookie 和同类技术\n Cookie是小文件。{body}"),
                Some("二、我们如何使用 Cookie 和同类技术"),
            ),
            // Sentences, cut lines, spaced letters, short items and plain numbers.
            (format!("一、在您使用时，我们会处理 {body}"), None),
            (format!("（一）我们会收集\n{body}"), None),
            (format!("（一）我们需要的个人信 息包括{body}"), None),
            ("一、总 则".to_owned(), None),
            ("七、本政策如何更新 我们会通知您。".to_owned(), None),
            (format!("1、注册 {body}"), None),
        ];
        for (line, head) in &cases {
            assert_eq!(split(line).map(|(head, _)| head), *head, "{line}");
        }
    }
}
