//! Numbers of days and dates as policies write them.

use crate::policy::numbering::{chinese_digit, digit};

/// The first period in `text` that reads as a term, in days: `15个工作日` → 15,
/// `三十天` → 30, `24小时` → 1, `一个月` → 30. Periods of years are no terms here.
pub(super) fn days_in(text: &str) -> Option<u32> {
    let units = [
        "日",
        "天",
        "时",
        "月",
        "周",
        "星期",
        "工作内",
        "day",
        "hour",
        "month",
        "week",
    ];
    if !units.iter().any(|u| text.contains(u)) {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        // A part of a telephone number or of a date is no term.
        let part = at
            .checked_sub(1)
            .and_then(|i| chars.get(i))
            .is_some_and(|c| {
                *c == '-'
                    && chars
                        .get(at.wrapping_sub(2))
                        .is_some_and(char::is_ascii_digit)
            });
        if part {
            at += integer(chars.get(at..)?).map_or(1, |(_, used)| used);
        } else if let Some((value, used)) = integer(chars.get(at..)?) {
            let (value, used) = upper_bound(chars.get(at + used..)?, value)
                .map_or((value, used), |(v, more)| (v, used + more));
            let unit: String = chars.get(at + used..)?.iter().take(24).collect();
            if let Some(days) = in_days(value, unit.trim_start()) {
                return Some(days);
            }
            at += used;
        } else {
            at += 1;
        }
    }
    english_words(text)
}

/// "1-7", "7至15": the upper end.
fn upper_bound(rest: &[char], _low: u32) -> Option<(u32, usize)> {
    let mark = rest.first()?;
    if !matches!(mark, '-' | '－' | '—' | '~' | '～' | '至' | '到') {
        return None;
    }
    let (value, used) = integer(rest.get(1..)?)?;
    Some((value, used + 1))
}

fn in_days(value: u32, unit: &str) -> Option<u32> {
    let counted = unit.contains('个');
    let unit = unit.trim_start_matches(['）', ')', '个', ' ', '（', '】', ']']);
    // "五月一科技", "3月": a month of the year; "三个月", "三月内" are terms.
    let month = unit.starts_with('月') && !counted && !unit.starts_with("月内");
    if month {
        return None;
    }
    let days = if unit.starts_with("工作日")
        || unit.starts_with("自然日")
        || unit.starts_with("自然天")
        || unit.starts_with("工作天")
        || unit.starts_with("工作内")
        || unit.starts_with("日内")
        || unit.starts_with("日之内")
        || unit.starts_with("天")
        || unit.starts_with("日以内")
        || unit.starts_with("days")
        || unit.starts_with("business day")
        || unit.starts_with("working day")
        || unit.starts_with("calendar day")
        || unit.starts_with("-day")
        || unit.starts_with("day")
    {
        value
    } else if unit.starts_with("小时") || unit.starts_with("hour") {
        value.div_ceil(24)
    } else if unit.starts_with("月") || unit.starts_with("month") {
        value.checked_mul(30)?
    } else if unit.starts_with("周内") || unit.starts_with("星期") || unit.starts_with("week") {
        value.checked_mul(7)?
    } else {
        return None;
    };
    (1..=365).contains(&days).then_some(days)
}

fn english_words(text: &str) -> Option<u32> {
    let text = text.to_ascii_lowercase();
    [
        ("one month", 30),
        ("a month", 30),
        ("thirty days", 30),
        ("thirty (30) days", 30),
        ("fifteen days", 15),
        ("fifteen business days", 15),
        ("forty-five days", 45),
        ("seven days", 7),
        ("ten days", 10),
        ("ten business days", 10),
    ]
    .iter()
    .find(|(word, _)| text.contains(word))
    .map(|(_, days)| *days)
}

/// A number in Arabic or Chinese digits at the front, below 10,000, with the
/// characters it takes.
pub(super) fn integer(chars: &[char]) -> Option<(u32, usize)> {
    let first = *chars.first()?;
    if digit(first).is_some() {
        let digits: Vec<u32> = chars.iter().map_while(|c| digit(*c)).take(9).collect();
        if digits.len() > 4 {
            return None;
        }
        let value = digits.iter().fold(0, |value, d| value * 10 + d);
        return Some((value, digits.len()));
    }
    chinese(chars)
}

/// A Chinese digit; unlike in the numbers of headings, 两 and the round ○ are such.
fn numeral(c: char) -> Option<u32> {
    match c {
        '○' => Some(0),
        '两' => Some(2),
        _ => chinese_digit(c).filter(|value| *value < 10),
    }
}

/// 十五, 三十, 二十一, 一百八十; or digit by digit, 二〇二一.
fn chinese(chars: &[char]) -> Option<(u32, usize)> {
    let (mut total, mut open, mut used) = (0u32, None, 0);
    let mut plain: Option<u32> = Some(0);
    for &c in chars.iter().take(9) {
        let unit = match c {
            '十' | '拾' => 10,
            '百' | '佰' => 100,
            _ => {
                let Some(n) = numeral(c) else { break };
                plain = plain.map(|p| p.saturating_mul(10).saturating_add(n));
                open = Some(n);
                used += 1;
                continue;
            }
        };
        total = total.checked_add(open.take().unwrap_or(1) * unit)?;
        plain = None;
        used += 1;
    }
    if used == 0 {
        return None;
    }
    let value = match plain {
        Some(plain) => plain,
        None => total + open.unwrap_or(0),
    };
    (value < 10_000).then_some((value, used))
}

/// All dates in `text` as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, each with the
/// character it starts at, in order.
pub(super) fn dates_in(text: &str) -> Vec<(String, usize)> {
    // A year begins with 19, 20, 一九, 二〇 or their like.
    if !text.contains(['1', '2', '１', '２', '一', '二']) {
        return Vec::new();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut all = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match date_at(&chars, at) {
            Some((date, used)) => {
                all.push((date, at));
                at += used;
            }
            None => at += 1,
        }
    }
    all.extend(english_dates(text));
    all
}

/// "生效日期：20260304": eight figures behind a colon.
fn compact(chars: &[char], at: usize) -> Option<String> {
    let mut before = chars.get(..at)?.iter().rev().filter(|c| **c != ' ');
    let told = before.next().is_some_and(|c| matches!(c, '：' | ':'));
    let figures: String = chars.get(at..at + 8)?.iter().collect();
    let ends = chars.get(at + 8).is_none_or(|c| !c.is_ascii_alphanumeric());
    if !told || !ends || !figures.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = figures.split_at(4);
    let (month, day) = rest.split_at(2);
    let within = |text: &str, low: u32, high: u32| {
        text.parse::<u32>().is_ok_and(|n| (low..=high).contains(&n))
    };
    let valid = within(year, 1990, 2100) && within(month, 1, 12) && within(day, 1, 31);
    valid.then(|| format!("{year}-{month}-{day}"))
}

fn date_at(chars: &[char], at: usize) -> Option<(String, usize)> {
    let before = at.checked_sub(1).and_then(|i| chars.get(i));
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || numeral(*c).is_some()) {
        return None;
    }
    if let Some(date) = compact(chars, at) {
        return Some((date, 8));
    }
    let (year, used) = integer(chars.get(at..)?)?;
    if !(1990..=2100).contains(&year) {
        return None;
    }
    let mut next = at + used;
    let skip = |from: usize| -> usize {
        let blanks = chars
            .iter()
            .skip(from)
            // "【2024】年【3】月": a template's places, filled in.
            .take_while(|c| matches!(**c, ' ' | '\u{a0}' | '【' | '】' | '[' | ']' | '_'));
        from + blanks.count()
    };
    next = skip(next);
    let mark = *chars.get(next)?;
    let chinese = mark == '年';
    if !chinese && !matches!(mark, '-' | '/' | '.' | '－') {
        return None;
    }
    next = skip(next + 1);
    let Some((month, used)) = integer(chars.get(next..).unwrap_or_default()) else {
        return chinese.then(|| (format!("{year}"), next - at));
    };
    if !(1..=12).contains(&month) {
        return None;
    }
    next = skip(next + used);
    let mark = chars.get(next).copied().unwrap_or(' ');
    let goes_on = if chinese {
        mark == '月'
    } else {
        matches!(mark, '-' | '/' | '.' | '－')
    };
    if !goes_on {
        // "2020.10" may be a version; only a full numeric date is safe.
        return chinese.then(|| (format!("{year}-{month:02}"), next - at));
    }
    next = skip(next + 1);
    match integer(chars.get(next..).unwrap_or_default()) {
        Some((day, used)) if (1..=31).contains(&day) => {
            Some((format!("{year}-{month:02}-{day:02}"), next + used - at))
        }
        _ => chinese.then(|| (format!("{year}-{month:02}"), next - at)),
    }
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// "October 19, 2020", "19 October 2020", "Oct. 2020".
fn english_dates(text: &str) -> Vec<(String, usize)> {
    let mut all = Vec::new();
    let words: Vec<(usize, &str)> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .map(|w| (w.as_ptr() as usize - text.as_ptr() as usize, w))
        .filter(|(_, w)| !w.is_empty())
        .collect();
    for (index, (at, word)) in words.iter().enumerate() {
        let lower = word.to_ascii_lowercase();
        let full = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "sept",
        ];
        let named = full.contains(&lower.as_str()) || MONTHS.contains(&lower.as_str());
        let Some(month) = MONTHS
            .iter()
            .position(|m| named && lower.starts_with(m))
            .map(|m| m + 1)
        else {
            continue;
        };
        let number = |i: Option<usize>| {
            let (_, w) = words.get(i?)?;
            w.trim_end_matches(|c: char| c.is_ascii_alphabetic())
                .parse::<u32>()
                .ok()
        };
        let next = number(Some(index + 1));
        let after = number(Some(index + 2));
        let before = number(index.checked_sub(1));
        let is_year = |y: &u32| (1990..=2100).contains(y);
        let is_day = |d: &u32| (1..=31).contains(d);
        let date = match (before.filter(is_day), next, after.filter(is_year)) {
            (_, Some(day), Some(year)) if is_day(&day) => {
                format!("{year}-{month:02}-{day:02}")
            }
            (Some(day), Some(year), _) if is_year(&year) => {
                format!("{year}-{month:02}-{day:02}")
            }
            (_, Some(year), _) if is_year(&year) => format!("{year}-{month:02}"),
            _ => continue,
        };
        all.push((date, text.get(..*at).map_or(0, |t| t.chars().count())));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_terms() {
        let cases = [
            ("我们将在15个工作日内回复", Some(15)),
            ("在三十天内做出答复", Some(30)),
            ("将于十五（15）个工作日内", Some(15)),
            ("1-7个工作日内", Some(7)),
            ("24小时内处理", Some(1)),
            ("一个月内", Some(30)),
            ("一百八十天内", Some(180)),
            ("within 30 days", Some(30)),
            ("within one month of receipt", Some(30)),
            ("保存3年", None),
            ("14周岁", None),
            ("拨打4006900000", None),
        ];
        for (text, days) in cases {
            assert_eq!(days_in(text), days, "{text}");
        }
    }

    #[test]
    fn reads_dates() {
        let cases = [
            ("更新日期：2020年6月17日", Some("2020-06-17")),
            ("2020 年 10 月 19 日", Some("2020-10-19")),
            ("二〇二一年五月一日", Some("2021-05-01")),
            ("2021-5-1", Some("2021-05-01")),
            ("2021.05.01版", Some("2021-05-01")),
            ("2021年5月", Some("2021-05")),
            ("last updated October 19, 2020", Some("2020-10-19")),
            ("Effective: 1st January 2021", Some("2021-01-01")),
            ("版本2020.10", None),
            ("电话0755-86541789", None),
            ("you may 2 contact", None),
        ];
        for (text, date) in cases {
            let first = dates_in(text).into_iter().next().map(|d| d.0);
            assert_eq!(first.as_deref(), date, "{text}");
        }
    }
}
