//! Blanks: one form for what looks the same on the screen.

use super::chars::is_ideograph;

/// A run of at least this many characters on both sides of a blank between
/// ideographs shows that the blank is left from a wrapped line.
const LONG_RUN: usize = 10;

/// Trims, joins runs of blanks, drops invisible characters and the blanks that
/// typesetters put between ideographs and Latin words (`IP 地址`), so that a
/// phrase has one spelling. The blank behind a leading number stays.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut blank = false;
    loop {
        let plain = plain_prefix(rest);
        if plain > 0 {
            let (span, after) = rest.split_at(plain);
            if blank && !out.is_empty() && keeps_blank(&out, span) {
                out.push(' ');
            }
            blank = false;
            out.push_str(span);
            rest = after;
        }
        let Some(c) = rest.chars().next() else {
            return out;
        };
        rest = &rest[c.len_utf8()..];
        if let Some(usual) = usual(c) {
            // PDF fonts give a radical and the character it stands for, both.
            if !rest.starts_with(usual) {
                if blank && !out.is_empty() && keeps_blank(&out, usual.encode_utf8(&mut [0; 4])) {
                    out.push(' ');
                }
                out.push(usual);
            }
            blank = false;
            continue;
        }
        blank |= c.is_whitespace();
    }
}

/// Bytes up to the first blank or invisible character.
fn plain_prefix(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(b) = bytes.get(at) {
        match b {
            0x21..=0x7e => at += 1,
            // U+4000 to U+9FFF.
            0xe4..=0xe9 => at += 3,
            0x80.. => {
                let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else {
                    return at;
                };
                if c.is_whitespace() || is_invisible(c) || usual(c).is_some() {
                    return at;
                }
                at += c.len_utf8();
            }
            _ => return at,
        }
    }
    text.len()
}

/// Radicals and compatibility ideographs that look like a usual character (Unicode
/// `kCompatibilityVariant`, Kangxi radicals), sorted.
const ALIKE: &[(char, char)] = &include!("alike.in");

/// The usual character that `c` looks like.
fn usual(c: char) -> Option<char> {
    match c {
        // The ratio sign.
        '\u{2236}' => Some('：'),
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => {
            let at = ALIKE.binary_search_by_key(&c, |(odd, _)| *odd).ok()?;
            ALIKE.get(at).map(|(_, usual)| *usual)
        }
        _ => None,
    }
}

/// Characters that have no width or no meaning in a text.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{feff}' | '\u{ad}' | '\u{fffc}')
        || c.is_control() && !c.is_whitespace()
}

/// Whether a blank between `out` and `after` stays.
fn keeps_blank(out: &str, after: &str) -> bool {
    let (Some(left), Some(right)) = (out.chars().next_back(), after.chars().next()) else {
        return false;
    };
    // "REQUEST_INSTALL_ PACKAGES", cut where the line ended.
    let cut = left == '_' && right.is_ascii_uppercase();
    if is_wide_mark(left) || is_wide_mark(right) || cut {
        return false;
    }
    match (is_ideograph(left), is_ideograph(right)) {
        (true, true) => {
            let before = out
                .chars()
                .rev()
                .take(LONG_RUN)
                .take_while(|c| *c != ' ')
                .count();
            let behind = after.chars().take(LONG_RUN).count();
            let label = after.chars().take(12).any(|c| matches!(c, '：' | ':'));
            let wrapped = before == LONG_RUN && behind == LONG_RUN && !label;
            // 引 言, 隐 私 政 策
            let spaced = behind == 1 && (before == 1 || out.chars().count() <= 4);
            !(wrapped || spaced)
        }
        (false, false) => true,
        _ if left.is_ascii_alphanumeric() || right.is_ascii_alphanumeric() => {
            // "6 我们如何…" and "1.1 您提供", not "2020 年".
            let digits = out.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            digits && out.len() <= 8 && (out.len() < 3 || out.contains('.'))
        }
        _ => true,
    }
}

/// Full-width punctuation, which carries its own space.
fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '“' | '”' | '‘' | '’' | '…')
}

#[cfg(test)]
mod tests {
    use super::{ALIKE, tidy};

    #[test]
    fn alike_characters_are_sorted() {
        assert!(ALIKE.windows(2).all(|w| w[0].0 < w[1].0));
    }

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
            ("QUERY_ALL_ PACKAGES", "QUERY_ALL_PACKAGES"),
            // Radicals and compatibility ideographs of PDF fonts, alone and doubled.
            ("\u{2f64}\u{2fa6}", "用金"),
            ("使\u{2f64}用\u{2f3f}手机", "使用手机"),
            (
                "\u{f967}不会修改本政策的权\u{f9dd}利",
                "不会修改本政策的权利",
            ),
            ("地址\u{2236} 北京市", "地址：北京市"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(tidy(text), expected);
        }
    }
}
