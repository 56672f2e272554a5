//! Numbering at the start of a line: 第一条, 一、, （一）, 1.1, (1), ①, a.
//!
//! The styles follow GB/T 9704 (official documents: 一、 above （一） above 1.
//! above （1）) and GB/T 15834 appendix B, together with what web editors add.

use super::chars::is_ideograph;

/// Style of a number, ordered from outer to inner as Chinese documents nest them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// 第一部分, 第一编, 附件一, 附录1.
    Part,
    /// 第一章.
    Chapter,
    /// 第一节.
    Section,
    /// 第一条.
    Article,
    /// 一、
    Chinese,
    /// （一）
    ChineseParen,
    /// `1.`, `1、`, `1.1`, `1.1.1`; the number of components.
    Decimal(u8),
    /// （1）
    DecimalParen,
    /// 1）
    DecimalHalfParen,
    /// ①
    Circled,
    /// `a.`, `(a)`, `A、`
    Letter,
    /// `ii.`, `(iv)`
    Roman,
}

/// A number and what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number<'a> {
    /// Style.
    pub style: Style,
    /// Value of the last component; 0 where it has none.
    pub value: u32,
    /// The line behind the number, its separator and blanks.
    pub rest: &'a str,
}

/// Reads the number that opens `line`, which must be trimmed.
pub fn number(line: &str) -> Option<Number<'_>> {
    let first = line.chars().next()?;
    match first {
        '第' => ordinal(line),
        '附' => appendix(line),
        '业' | '核' | '基' | '扩' => function(line),
        '（' | '(' | '【' | '[' => parenthesised(line),
        '0'..='9' | '０'..='９' => decimal(line),
        '①'..='⑳' => Some(Number {
            style: Style::Circled,
            value: first as u32 - '①' as u32 + 1,
            rest: trim_separator(&line[first.len_utf8()..]),
        }),
        'a'..='z' | 'A'..='Z' => letter(line),
        _ if chinese_digit(first).is_some() => chinese(line),
        _ => None,
    }
}

/// Whether the whole line is a number with nothing behind it, as when a wrapped
/// line was cut there.
pub fn is_bare_number(line: &str) -> bool {
    if number(line).is_some_and(|n| n.rest.is_empty()) {
        return true;
    }
    let digits = line.trim_end_matches(['.', '．', '、']);
    !digits.is_empty()
        && digits.len() <= 8
        && digits.contains(['.', '．'])
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.' || c == '．')
}

fn ordinal(line: &str) -> Option<Number<'_>> {
    let body = line.strip_prefix('第')?.trim_start();
    let (value, after) = integer(body)?;
    let after = after.trim_start();
    let units = [
        ("部分", Style::Part),
        ("编", Style::Part),
        ("篇", Style::Part),
        ("章", Style::Chapter),
        ("节", Style::Section),
        ("条", Style::Article),
    ];
    units.iter().find_map(|(unit, style)| {
        let rest = after.strip_prefix(unit)?;
        // 第三条规定, 第11条。 are references, not numbers of their line.
        let referring =
            rest.starts_with(['的', '所', '规', '中', '。', '，', '款', '或', '和', '至']);
        (!referring).then(|| Number {
            style: *style,
            value,
            rest: trim_separator(rest),
        })
    })
}

fn appendix(line: &str) -> Option<Number<'_>> {
    let rest = ["附件", "附录", "附表"]
        .iter()
        .find_map(|word| line.strip_prefix(word))?
        .trim_start();
    match integer(rest) {
        Some((value, after)) if !after.starts_with(is_word) => Some(Number {
            style: Style::Part,
            value,
            rest: trim_separator(after),
        }),
        _ if rest.starts_with(['：', ':']) => Some(Number {
            style: Style::Part,
            value: 0,
            rest: trim_separator(rest),
        }),
        _ => None,
    }
}

/// 业务功能一：注册, the numbering of GB/T 35273 appendix D, which stands where
/// others write 1、.
fn function(line: &str) -> Option<Number<'_>> {
    let rest = [
        "业务功能",
        "核心功能",
        "核心业务功能",
        "基本业务功能",
        "扩展业务功能",
    ]
    .iter()
    .find_map(|word| line.strip_prefix(word))?;
    let (value, after) = integer(rest)?;
    after.starts_with(['：', ':', '、', ' ']).then(|| Number {
        style: Style::Decimal(1),
        value,
        rest: trim_separator(after),
    })
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

fn parenthesised(line: &str) -> Option<Number<'_>> {
    let open = line.chars().next()?;
    let body = line[open.len_utf8()..].trim_start();
    let closing = body.char_indices().take(8).find(|(_, c)| match open {
        '【' | '[' => *c == '】' || *c == ']',
        _ => *c == '）' || *c == ')',
    })?;
    let inner = body[..closing.0].trim_end();
    let rest = trim_separator(&body[closing.0 + closing.1.len_utf8()..]);
    if let Some((value, "")) = integer(inner) {
        let style = if inner.starts_with(|c: char| chinese_digit(c).is_some()) {
            Style::ChineseParen
        } else {
            Style::DecimalParen
        };
        return (value < 100).then_some(Number { style, value, rest });
    }
    if open == '[' || open == '【' {
        return None;
    }
    letter_value(inner).map(|(style, value)| Number { style, value, rest })
}

fn decimal(line: &str) -> Option<Number<'_>> {
    let mut rest = line;
    let mut components = 0u8;
    let value = loop {
        let (number, after) = integer(rest)?;
        // 2020.01.10 and 400.123 are no section numbers.
        if number > 99 {
            return None;
        }
        components += 1;
        match after.strip_prefix(['.', '．', '·']) {
            Some(next) if next.starts_with(|c: char| digit(c).is_some()) && components < 6 => {
                rest = next;
            }
            _ => {
                rest = after;
                break number;
            }
        }
    };
    let next = rest.chars().next();
    if components > 1 {
        // 1.5倍, 4.0版 and 99.9% are quantities.
        let quantity = next.is_some_and(|c| "%％倍版米元寸GMK".contains(c));
        return (!quantity).then(|| Number {
            style: Style::Decimal(components),
            value,
            rest: trim_separator(rest),
        });
    }
    let style = match next? {
        '.' | '．' | '、' | '。' => Style::Decimal(1),
        ')' | '）' => Style::DecimalHalfParen,
        '：' | ':' if !rest[next?.len_utf8()..].starts_with(|c: char| digit(c).is_some()) => {
            Style::Decimal(1)
        }
        ' ' | '\u{3000}' | '\t' => {
            // "6 个人信息的管理" but not "18 周岁以上" or "3 个工作日".
            let after = rest.trim_start();
            let first = after.chars().next()?;
            let measure = "年月日岁周个天小时分秒元人次条项种家".contains(first);
            if !is_ideograph(first) || measure && !after.starts_with("个人") {
                return None;
            }
            Style::Decimal(1)
        }
        _ => return None,
    };
    Some(Number {
        style,
        value,
        rest: trim_separator(rest),
    })
}

fn letter(line: &str) -> Option<Number<'_>> {
    let end = line.find(|c: char| !c.is_ascii_alphabetic())?;
    let (style, value) = letter_value(line.get(..end)?)?;
    let rest = line.get(end..)?;
    let mark = rest.chars().next()?;
    let behind = &rest[mark.len_utf8()..];
    match mark {
        '、' | '．' | ')' | '）' => {}
        // "a. text" and "a.文字", not "e.g" or a host name.
        '.' if !behind.starts_with(|c: char| c.is_ascii_alphanumeric()) || end > 1 => {
            if end > 1 && !behind.starts_with(' ') {
                return None;
            }
        }
        _ => return None,
    }
    Some(Number {
        style,
        value,
        rest: trim_separator(rest),
    })
}

fn letter_value(word: &str) -> Option<(Style, u32)> {
    let mut chars = word.chars();
    match (chars.next()?, chars.next()) {
        (c, None) if c.is_ascii_alphabetic() => Some((
            Style::Letter,
            c.to_ascii_lowercase() as u32 - 'a' as u32 + 1,
        )),
        _ => {
            let numerals = ["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"];
            let values = [2, 3, 4, 6, 7, 8, 9, 11, 12];
            let index = numerals.iter().position(|n| word.eq_ignore_ascii_case(n))?;
            Some((Style::Roman, *values.get(index)?))
        }
    }
}

fn chinese(line: &str) -> Option<Number<'_>> {
    let (value, after) = integer(line)?;
    let mark = after.chars().next()?;
    if !matches!(
        mark,
        '、' | '．' | '.' | '，' | ',' | '：' | ':' | ' ' | '\t' | '\u{3000}' | ')' | '）'
    ) {
        return None;
    }
    Some(Number {
        style: Style::Chinese,
        value,
        rest: trim_separator(after),
    })
}

fn trim_separator(rest: &str) -> &str {
    let rest = rest.trim_start();
    let cut = rest
        .strip_prefix(['.', '．', '、', ')', '）', '：', ':', '，', ','])
        .unwrap_or(rest);
    cut.trim_start()
}

/// A run of Arabic (half or full width) or Chinese digits below 1000.
fn integer(text: &str) -> Option<(u32, &str)> {
    let first = text.chars().next()?;
    if digit(first).is_some() {
        let mut value = 0u32;
        let mut end = 0;
        for (at, c) in text.char_indices() {
            match digit(c) {
                Some(d) => value = value.checked_mul(10)?.checked_add(d)?,
                None => break,
            }
            end = at + c.len_utf8();
        }
        return Some((value, text.get(end..)?));
    }
    let (mut total, mut current, mut end) = (0u32, 0u32, 0usize);
    for (at, c) in text.char_indices().take(5) {
        match (chinese_digit(c), c) {
            (Some(10), _) => {
                total += 10 * current.max(1);
                current = 0;
            }
            (Some(100), _) => {
                total += 100 * current.max(1);
                current = 0;
            }
            (Some(d), _) => current = d,
            (None, _) => break,
        }
        end = at + c.len_utf8();
    }
    (end > 0).then_some((total + current, text.get(end..)?))
}

/// An Arabic digit, of either width.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// A Chinese digit, or the sign for ten or a hundred.
pub(super) fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        '十' | '拾' => 10,
        '百' => 100,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_styles_in_use() {
        type Expected = Option<(Style, u32, &'static str)>;
        let cases: &[(&str, Expected)] = &[
            ("第一部分 定义", Some((Style::Part, 1, "定义"))),
            ("第二章　总则", Some((Style::Chapter, 2, "总则"))),
            (
                "第十二条【不可抗力】",
                Some((Style::Article, 12, "【不可抗力】")),
            ),
            ("第11条规定的情形", None),
            ("附录1：产品说明", Some((Style::Part, 1, "产品说明"))),
            ("附件：", Some((Style::Part, 0, ""))),
            ("业务功能二：支付", Some((Style::Decimal(1), 2, "支付"))),
            ("业务功能一的信息", None),
            ("一、提示条款", Some((Style::Chinese, 1, "提示条款"))),
            (
                "一．\t账号使用须知",
                Some((Style::Chinese, 1, "账号使用须知")),
            ),
            ("十一、其他", Some((Style::Chinese, 11, "其他"))),
            ("一旦您使用", None),
            ("（一）注册", Some((Style::ChineseParen, 1, "注册"))),
            ("( 二 ) 登录", Some((Style::ChineseParen, 2, "登录"))),
            ("（1） 当您", Some((Style::DecimalParen, 1, "当您"))),
            ("（例如手机号）", None),
            ("1、当您", Some((Style::Decimal(1), 1, "当您"))),
            ("1．我行", Some((Style::Decimal(1), 1, "我行"))),
            (
                "6 个人信息的管理",
                Some((Style::Decimal(1), 6, "个人信息的管理")),
            ),
            ("18 周岁以下", None),
            ("1.1在您", Some((Style::Decimal(2), 1, "在您"))),
            ("4.0.3 保存", Some((Style::Decimal(3), 3, "保存"))),
            ("2020.01.10", None),
            ("2020年1月", None),
            ("24小时", None),
            ("1.5倍", None),
            ("2)请您理解", Some((Style::DecimalHalfParen, 2, "请您理解"))),
            ("③ 其他", Some((Style::Circled, 3, "其他"))),
            ("a. 反对", Some((Style::Letter, 1, "反对"))),
            ("(b) other", Some((Style::Letter, 2, "other"))),
            ("iii. other", Some((Style::Roman, 3, "other"))),
            ("e.g. this", None),
            ("www.example.com", None),
            ("A基于相机", None),
            ("", None),
        ];
        for (line, expected) in cases {
            let got = number(line).map(|n| (n.style, n.value, n.rest));
            assert_eq!(got, *expected, "{line}");
        }
    }

    #[test]
    fn tells_bare_numbers() {
        for line in ["1.1", "2.1.1", "1、", "（一）", "3.10"] {
            assert!(is_bare_number(line), "{line}");
        }
        for line in ["1.1 文字", "2020", "一", ""] {
            assert!(!is_bare_number(line), "{line}");
        }
    }
}
