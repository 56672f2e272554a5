//! Blanks: one form for what looks the same on the screen.

use super::numbering::is_ideograph;

/// A run of at least this many characters on both sides of a blank between
/// ideographs shows that the blank is left from a wrapped line.
const LONG_RUN: usize = 10;

/// Trims, joins runs of blanks, drops invisible characters and the blanks that
/// typesetters put between ideographs and Latin words (`IP 地址`), so that a
/// phrase has one spelling. The blank behind a leading number stays.
pub(super) fn tidy(text: &str) -> String {
    if text.bytes().all(|b| b > b' ' && b < 0x7f) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut run = 0usize;
    let mut chars = text.char_indices().peekable();
    let mut blank = false;
    while let Some((at, c)) = chars.next() {
        if is_invisible(c) {
            continue;
        }
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if blank && !out.is_empty() {
            let previous = out.chars().next_back().unwrap_or(' ');
            if keeps_blank(&out, previous, c, run, &text[at..]) {
                out.push(' ');
            }
            run = 0;
        }
        blank = false;
        run += 1;
        out.push(c);
    }
    out
}

/// Characters that have no width or no meaning in a text.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{feff}' | '\u{ad}' | '\u{fffc}')
        || c.is_control() && !c.is_whitespace()
}

fn keeps_blank(out: &str, before: char, after: char, run: usize, rest: &str) -> bool {
    if is_wide_mark(before) || is_wide_mark(after) {
        return false;
    }
    let (left, right) = (is_ideograph(before), is_ideograph(after));
    if left && right {
        let ahead = rest
            .chars()
            .take(LONG_RUN)
            .take_while(|c| !c.is_whitespace())
            .count();
        let wrapped = run >= LONG_RUN && ahead >= LONG_RUN;
        // 引 言, 隐 私 政 策
        let spaced = run == 1 && rest.chars().nth(1).is_none_or(char::is_whitespace);
        return !(wrapped || spaced);
    }
    if left != right && (before.is_ascii_alphanumeric() || after.is_ascii_alphanumeric()) {
        // "6 我们如何…" and "1.1 您提供", not "2020 年".
        let digits = out.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        return digits && out.len() <= 8 && (out.len() < 3 || out.contains('.'));
    }
    true
}

/// Full-width punctuation, which carries its own space.
fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '“' | '”' | '‘' | '’' | '…')
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn gives_one_spelling() {
        let cases = [
            ("  IP 地址、MAC  地址 ", "IP地址、MAC地址"),
            ("6 个人信息的管理", "6 个人信息的管理"),
            ("1.1\u{a0}您提供", "1.1 您提供"),
            ("一、\u{3000}总则", "一、总则"),
            ("2020 年 2 月 11 日", "2020年2月11日"),
            ("引 言", "引言"),
            ("隐 私 政 策", "隐私政策"),
            (
                "需要收集的用户个人信 息运用于防沉迷系统之中",
                "需要收集的用户个人信息运用于防沉迷系统之中",
            ),
            ("设备型号 操作系统", "设备型号 操作系统"),
            ("the  policy\u{200b} is", "the policy is"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(tidy(text), expected);
        }
    }
}
