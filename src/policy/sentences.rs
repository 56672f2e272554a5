//! Sentences of a block, with their place in the document.

use super::chars::is_word;
use crate::facts::{Block, BlockKind};

/// Brackets and quotes longer than this do not hold a sentence together: they
/// are more likely never closed by intent.
const MAX_ENCLOSED: usize = 160;

/// Longer sentences are cut at the next comma or blank, at twice the length
/// wherever it is: readers compare the words of a sentence with each other, and no
/// text of a person has longer ones.
const MAX_SENTENCE: u32 = 2_000;

/// Sentences of `block` as (offset of the first character in the document's
/// text, sentence). Blanks around a sentence are left out; the terminal mark is
/// kept. A heading is one sentence, each cell of a table row at least one.
///
/// Chinese sentences end at 。！？； and line ends, English ones at `.`, `!`,
/// `?` before a blank; neither inside quotes or brackets, addresses, decimal
/// numbers or after the usual abbreviations.
pub fn sentences(block: &Block) -> impl Iterator<Item = (u32, &str)> {
    let whole = matches!(block.kind, BlockKind::Heading { .. });
    split(&block.text, whole)
        .into_iter()
        .map(move |(start, text)| (block.start.saturating_add(start), text))
}

/// Splits `text` as [`sentences`] does; offsets count characters of `text`.
pub fn split(text: &str, whole: bool) -> Vec<(u32, &str)> {
    let mut found = Vec::new();
    let mut start = (0usize, 0u32);
    let mut offset = 0u32;
    // Byte up to which an enclosed passage must not be cut.
    let mut enclosed = 0usize;
    let mut at = 0;
    loop {
        let (behind, count) = letters(text, at, start.1 + 2 * MAX_SENTENCE - offset);
        at = behind;
        offset += count;
        let Some(c) = char_at(text, at) else { break };
        offset += 1;
        let next = at + c.len_utf8();
        if at >= enclosed
            && let Some(close) = closing(c)
        {
            enclosed = end_of_passage(text, next, close).unwrap_or(enclosed);
        }
        let length = offset - start.1;
        let endless = length > MAX_SENTENCE && matches!(c, '，' | ',' | '、' | ' ')
            || length > 2 * MAX_SENTENCE;
        let hard = c == '\t' || c == '\n' || endless;
        let ends = hard || (!whole && at >= enclosed && is_end(text, at, c));
        at = next;
        if !ends {
            continue;
        }
        // ……！” and 。） belong to the sentence they close.
        while !hard
            && let Some(c) = char_at(text, at)
            && CLOSERS.contains(c)
            && (c != '"' || text[..at].ends_with(['.', '!', '?']))
        {
            offset += 1;
            at += c.len_utf8();
        }
        push(&mut found, text, start, at);
        start = (at, offset);
    }
    push(&mut found, text, start, text.len());
    found
}

fn push<'a>(found: &mut Vec<(u32, &'a str)>, text: &'a str, start: (usize, u32), end: usize) {
    let Some(raw) = text.get(start.0..end) else {
        return;
    };
    let body = raw.trim_start();
    let lead = raw[..raw.len() - body.len()].chars().count() as u32;
    let body = body.trim_end();
    if body.chars().any(is_word) {
        found.push((start.1 + lead, body));
    }
}

/// Marks that go with the end in front of them.
const CLOSERS: &str = "。！？!?”’\"）)」』》…";

/// Walks over the letters from the byte `at` on, which end nothing, at most `limit` of
/// them: the byte behind them, and how many they are.
fn letters(text: &str, mut at: usize, limit: u32) -> (usize, u32) {
    let mut count = 0;
    while count < limit {
        at += match text.as_bytes().get(at) {
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9') => 1,
            // U+4000 to U+9FFF.
            Some(0xe4..=0xe9) => 3,
            _ => break,
        };
        count += 1;
    }
    (at, count)
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|rest| rest.chars().next())
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '（' => '）',
        '(' => ')',
        '“' => '”',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '【' => '】',
        '[' => ']',
        _ => return None,
    })
}

/// End of the passage that opened just before `from`, the bracket's two widths
/// taken as one.
fn end_of_passage(text: &str, from: usize, close: char) -> Option<usize> {
    let other = match close {
        '）' => ')',
        ')' => '）',
        _ => close,
    };
    let mut depth = 0;
    for (at, c) in text.get(from..)?.char_indices().take(MAX_ENCLOSED) {
        if c == '\n' || c == '\t' {
            return None;
        }
        if c == close || c == other {
            if depth == 0 {
                return Some(from + at);
            }
            depth -= 1;
        } else if closing(c).is_some_and(|k| k == close || k == other) {
            depth += 1;
        }
    }
    None
}

fn is_end(text: &str, at: usize, c: char) -> bool {
    match c {
        '。' | '！' | '？' | '；' | '\u{2028}' | '\u{2029}' => true,
        '.' | '!' | '?' | ';' => ascii_end(text, at, c),
        _ => false,
    }
}

fn ascii_end(text: &str, at: usize, c: char) -> bool {
    let before = &text[..at];
    let after = &text[at + 1..];
    let previous = before.chars().next_back();
    let next = after.chars().next();
    let wide_before = previous.is_some_and(|p| !p.is_ascii());
    if wide_before {
        // A Chinese sentence closed by an ASCII mark: "信息.我们", "；" typed as ";".
        return next.is_none_or(|n| {
            !n.is_ascii() || n == ' ' || n == '"' || n.is_ascii_digit() && c == ';'
        });
    }
    if c == ';' {
        return next.is_some_and(|n| !n.is_ascii());
    }
    let Some(next) = next else { return true };
    if !next.is_whitespace() && next != '"' && next != '”' {
        return false;
    }
    if c != '.' {
        return true;
    }
    let word_at = before
        .char_indices()
        .rev()
        .find(|(_, c)| !(c.is_ascii_alphanumeric() || *c == '.'))
        .map_or(0, |(i, c)| i + c.len_utf8());
    let word = &before[word_at..];
    // "1. We collect": the number of the sentence, not a sentence.
    if word_at == 0 && word.len() <= 6 && word.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return false;
    }
    let initial = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    if initial || word.contains('.') && word.len() <= 4 {
        // "U.S. law", "e.g. this", "J. Smith"
        return false;
    }
    // "Foo Pte. Ltd.", "Foo Pty. Ltd.", "Foo Sdn. Bhd."
    if ["pte", "pty", "sdn", "s.p.a"]
        .iter()
        .any(|a| word.eq_ignore_ascii_case(a))
    {
        return false;
    }
    const ABBREVIATIONS: [&str; 18] = [
        "mr", "mrs", "ms", "dr", "no", "nos", "vs", "etc", "inc", "ltd", "co", "corp", "art",
        "sec", "st", "cf", "approx", "dept",
    ];
    let abbreviated = ABBREVIATIONS.iter().any(|a| word.eq_ignore_ascii_case(a));
    let follows = after.trim_start().chars().next();
    // "Foo Ltd. We ..." ends, "Foo Ltd. is ..." and "No. 5" do not.
    match follows {
        None => true,
        Some(f) if abbreviated => {
            f.is_uppercase()
                && ["etc", "inc", "ltd", "co", "corp"]
                    .iter()
                    .any(|a| word.eq_ignore_ascii_case(a))
        }
        Some(f) => !f.is_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        split(text, false).into_iter().map(|(_, s)| s).collect()
    }

    #[test]
    fn splits_chinese() {
        let cases: &[(&str, &[&str])] = &[
            (
                "我们收集手机号。您可以拒绝；不影响使用！",
                &["我们收集手机号。", "您可以拒绝；", "不影响使用！"],
            ),
            (
                "详见《政策》（如有变更。另行通知）。谢谢",
                &["详见《政策》（如有变更。另行通知）。", "谢谢"],
            ),
            ("点击“同意。”后继续。完", &["点击“同意。”后继续。", "完"]),
            (
                "访问https://a.cn/x?a=1;b=2.html查看。版本1.5以上。",
                &["访问https://a.cn/x?a=1;b=2.html查看。", "版本1.5以上。"],
            ),
            ("收集信息.我们保护", &["收集信息.", "我们保护"]),
            (
                "（未闭合的括号。第二句。",
                &["（未闭合的括号。", "第二句。"],
            ),
            ("一行\n二行", &["一行", "二行"]),
            (
                "极光推送\t消息推送。IMEI",
                &["极光推送", "消息推送。", "IMEI"],
            ),
            ("！！", &[]),
            ("真的吗？！是的。", &["真的吗？！", "是的。"]),
        ];
        for (text, expected) in cases {
            assert_eq!(texts(text), *expected, "{text}");
        }
    }

    #[test]
    fn splits_english() {
        let cases: &[(&str, &[&str])] = &[
            (
                "We collect data, e.g. your IMEI. You may refuse.",
                &["We collect data, e.g. your IMEI.", "You may refuse."],
            ),
            (
                "Acme Co., Ltd. is in Beijing. See No. 5 U.S. law!",
                &["Acme Co., Ltd. is in Beijing.", "See No. 5 U.S. law!"],
            ),
            (
                "1. We keep it 1.5 years. End",
                &["1. We keep it 1.5 years.", "End"],
            ),
            (
                "Visit www.a.com/b.html? Yes.",
                &["Visit www.a.com/b.html?", "Yes."],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(texts(text), *expected, "{text}");
        }
    }

    #[test]
    fn endless_sentences_are_cut() {
        for unit in ["设备信息，", "设备", "device "] {
            let text = unit.repeat(20_000);
            let parts = texts(&text);
            assert!(parts.iter().all(|p| p.chars().count() <= 4_001), "{unit}");
            let blanks = |t: &str| t.replace(' ', "");
            assert_eq!(blanks(&parts.concat()), blanks(&text));
        }
    }

    #[test]
    fn offsets_count_characters() {
        for (start, sentence) in split("  甲。 乙b。\n丙", false) {
            let text: Vec<char> = "  甲。 乙b。\n丙".chars().collect();
            let length = sentence.chars().count();
            let cut: String = text[start as usize..start as usize + length]
                .iter()
                .collect();
            assert_eq!(cut, sentence);
        }
    }
}
