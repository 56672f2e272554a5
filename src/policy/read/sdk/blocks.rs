//! SDKs in blocks of keys and values: "SDK名称：… 使用目的：… 收集信息：…".

use super::requests::permission_names;
use super::{List, kind_ids, url_in, vendor};
use crate::policy::SdkEntry;
use crate::policy::chars::{find_sdk, is_word};
use crate::policy::lexicon::{Column, Found, Topic};
use crate::policy::read::name;
use crate::policy::read::purpose;
use crate::policy::read::text::{Reading, Sentence};

/// Lines below a key that may hold its value.
const BELOW: usize = 12;

/// A key with its value.
struct Pair {
    column: Column,
    key: String,
    /// Index of the sentence.
    sentence: usize,
    /// Place of the value in the document.
    start: u32,
    end: u32,
    /// Index of the sentence that the value ends in.
    until: usize,
    /// The value stands on the lines below.
    open: bool,
}

pub(super) fn read(list: &mut List) {
    // Without a name there is no entry.
    let named = list.reading.sentences.iter().any(|s| {
        (s.says_sdk || s.says("名称") || s.says("第三方")) && !s.is_cell() && s.has_colon()
    });
    if !named {
        return;
    }
    let pairs = pairs(list.reading);
    let mut record: Vec<Pair> = Vec::new();
    for mut pair in pairs {
        if names_maker(list.reading, &record, &pair) {
            pair.column = Column::Vendor;
        }
        if begins_anew(list.reading, &record, &pair) {
            flush(list, &record);
            record.clear();
        }
        record.push(pair);
    }
    flush(list, &record);
}

/// "第三方SDK名称：某某SDK", then "第三方名称：某某有限公司": the second is the maker's.
fn names_maker(reading: &Reading, record: &[Pair], pair: &Pair) -> bool {
    let value = |pair: &Pair| -> Option<&str> {
        let s = reading.sentences.get(pair.sentence)?;
        Some(s.slice(pair.start, pair.end).trim())
    };
    let last = record.last().filter(|l| l.column == Column::Name);
    let named = last.is_some_and(|l| l.key.trim() != pair.key.trim());
    named
        && pair.column == Column::Name
        && find_sdk(&pair.key).is_none()
        && value(pair).is_some_and(|v| v.ends_with("公司"))
        && last.and_then(value).is_some_and(|v| !v.ends_with("公司"))
}

/// A key that the record has already, another document, a far place, or a heading
/// between. "使用目的" and "使用场景" are two keys, though of one column.
fn begins_anew(reading: &Reading, record: &[Pair], pair: &Pair) -> bool {
    let Some(last) = record.last() else {
        return false;
    };
    let far = pair.sentence - last.until > 6;
    let other = match (
        reading.sentences.get(last.sentence),
        reading.sentences.get(pair.sentence),
    ) {
        (Some(a), Some(b)) => a.document != b.document,
        _ => true,
    };
    let named_again =
        pair.column == Column::Name && record.iter().any(|p| p.column == Column::Name);
    let again = record
        .iter()
        .filter(|p| p.column == pair.column)
        .any(|p| p.column != Column::Purpose || p.key.trim() == pair.key.trim());
    let between = reading.sentences.get(last.until + 1..pair.sentence);
    let headed = between.is_some_and(|b| b.iter().any(Sentence::is_heading));
    // "a.权限：… 使用目的：… b.权限：…": each permission has a purpose of its own.
    let has = |column: Column| record.iter().any(|p| p.column == column);
    let listed = has(Column::Name) && has(Column::Permission);
    let again = again
        && !(listed
            && matches!(
                pair.column,
                Column::Permission | Column::Purpose | Column::Ask
            ));
    far || other || again || named_again || headed
}

/// Keys and values of all paragraphs and items, in order.
fn pairs(reading: &Reading) -> Vec<Pair> {
    let mut all: Vec<Pair> = Vec::new();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        if sentence.is_cell() {
            continue;
        }
        let first = all.len();
        if sentence.has_colon() && !names_itself(sentence) {
            keys(reading, index, sentence, &mut all);
        }
        extend(reading, sentence, &mut all, first);
        // A value runs to the next key.
        let ends: Vec<u32> = all.iter().skip(first + 1).map(key_start).collect();
        for (pair, end) in all.iter_mut().skip(first).zip(ends) {
            pair.end = end.max(pair.start);
        }
    }
    all
}

/// "收集信息：设备信息；IMEI；位置 使用目的：…": the value of the last key before `first`
/// goes on over semicolons, to the next key; "收集的信息：" on the lines of the list below.
fn extend(reading: &Reading, sentence: &Sentence, all: &mut [Pair], first: usize) {
    let next = all.get(first).map(key_start);
    let Some(pair) = first.checked_sub(1).and_then(|at| all.get_mut(at)) else {
        return;
    };
    let before = sentence.index.checked_sub(1);
    let before = before.and_then(|at| reading.sentences.get(at));
    let goes_on = before.is_some_and(|b| {
        let same = b.document == sentence.document && b.block == sentence.block;
        same && b.end == pair.end && b.text.ends_with(['；', ';'])
    });
    let document = reading.sentences.get(pair.sentence).map(|s| s.document);
    let far = sentence.index - pair.sentence > BELOW;
    pair.open &= next.is_none() && !far && !sentence.is_heading();
    pair.open &= document == Some(sentence.document) && sentence.names_kind();
    if goes_on || pair.open {
        pair.end = next.unwrap_or(sentence.end).max(pair.end);
        pair.until = sentence.index;
    }
}

fn key_start(pair: &Pair) -> u32 {
    pair.start - 1 - pair.key.chars().count() as u32
}

/// "神策分析SDK（用途：…；收集信息：…）" is read as an item of its own.
fn names_itself(sentence: &Sentence) -> bool {
    if !sentence.says_sdk {
        return false;
    }
    let front: String = sentence.text.chars().take(30).collect();
    let lower = front.to_ascii_lowercase();
    lower
        .find("sdk")
        .and_then(|at| lower.get(at + 3..))
        .is_some_and(|rest| rest.starts_with(['（', '(']))
}

/// Purpose and kinds that keys inside an item give.
pub(super) fn inside(
    reading: &Reading,
    sentence: &Sentence,
) -> (Option<String>, Option<Vec<String>>) {
    let mut pairs = Vec::new();
    keys(reading, sentence.index, sentence, &mut pairs);
    let ends: Vec<u32> = pairs.iter().skip(1).map(key_start).collect();
    for (pair, end) in pairs.iter_mut().zip(ends) {
        pair.end = end.max(pair.start);
    }
    let of = |column: Column| pairs.iter().find(|p| p.column == column);
    let told = of(Column::Purpose).and_then(|p| {
        purpose::clean(
            sentence
                .slice(p.start, p.end)
                .trim_end_matches(['）', ')', '；']),
        )
    });
    let kinds = of(Column::Pi).map(|p| {
        let found: Vec<_> = sentence
            .found
            .iter()
            .filter(|f| f.start >= p.start && f.end <= p.end)
            .copied()
            .collect();
        kind_ids(reading, &found)
    });
    (told, kinds)
}

fn keys(reading: &Reading, index: usize, sentence: &Sentence, all: &mut Vec<Pair>) {
    let chars: Vec<char> = sentence.text.chars().collect();
    let mut from = 0usize;
    for (at, c) in chars.iter().enumerate() {
        if !matches!(c, '：' | ':') || chars.get(at + 1) == Some(&'/') {
            continue;
        }
        let window = from.max(at.saturating_sub(16));
        // The longest known key that ends here.
        let key = (window..at).find_map(|start| {
            let boundary = start == window
                || start
                    .checked_sub(1)
                    .and_then(|p| chars.get(p))
                    .zip(chars.get(start))
                    .is_none_or(|(p, c)| !is_word(*p) || p.is_ascii() && !c.is_ascii());
            // "SDK名称：商汤公司全称：…": a long key may follow a value directly.
            if !boundary && (from == 0 || at - start < 4) {
                return None;
            }
            let text: String = chars.get(start..at)?.iter().collect();
            let trimmed =
                text.trim_matches(|c: char| !is_word(c) && !matches!(c, '）' | ')' | '（' | '('));
            // "Share SDK：为了…": the word is the end of a name.
            let before = chars.get(..start)?.iter().rev().find(|c| **c != ' ');
            let named = trimmed.eq_ignore_ascii_case("sdk") && before.is_some_and(|c| is_word(*c));
            let column = reading.lexicon.column(trimmed)?;
            (!trimmed.is_empty() && !named).then_some((column, text))
        });
        if let Some((column, key)) = key {
            all.push(Pair {
                column,
                key,
                sentence: index,
                start: sentence.start + at as u32 + 1,
                end: sentence.end,
                until: index,
                open: at + 1 == chars.len() && matches!(column, Column::Pi | Column::Permission),
            });
            from = at + 1;
        }
    }
}

/// The line that is a name right above a record.
fn above(reading: &Reading, first: &Pair) -> Option<String> {
    let line = reading.sentences.get(first.sentence.checked_sub(1)?)?;
    let short =
        line.length() <= 30 && !line.says_any(&["。", "：", ":", "，", "；"]) && !line.is_cell();
    (short && name::names(line.text).len() == 1).then(|| line.text.to_owned())
}

fn flush(list: &mut List, record: &[Pair]) {
    let reading = list.reading;
    let Some(named) = record.iter().find(|p| p.column == Column::Name) else {
        titled(list, record);
        return;
    };
    let Some(sentence) = reading.sentences.get(named.sentence) else {
        return;
    };
    let says_sdk = find_sdk(&named.key).is_some()
        || named.key.contains("第三方")
        || named.key.contains("插件")
        || sentence.topics.any(&[Topic::Sdk, Topic::ThirdParty]);
    let value = |pair: &Pair| -> Option<String> {
        let s = reading.sentences.get(pair.sentence)?;
        Some(s.slice(pair.start, pair.end).trim().to_owned())
    };
    let told = record.iter().any(|p| {
        matches!(
            p.column,
            Column::Purpose | Column::Pi | Column::Vendor | Column::Url
        )
    });
    if !says_sdk || !told {
        return;
    }
    let Some(raw) = value(named) else { return };
    if name::names(&raw).is_empty() {
        return;
    }
    // "微信支付" on the line above "第三方名称：某某有限公司": the maker's name.
    let maker = raw.ends_with("公司").then(|| vendor(&raw));
    let above = record.first().and_then(|first| above(reading, first));
    let (raw, maker) = match (above, maker) {
        (Some(above), Some(maker)) => (above, Some(maker)),
        _ => (raw, None),
    };
    let last = record.last().map_or(named.sentence, |p| p.until);
    let end = reading.sentences.get(last).map_or(sentence.end, |s| s.end);
    let span = reading.span_of(sentence, sentence.start, end);
    let mut entry = told_by(reading, record);
    entry.vendor = entry.vendor.or(maker);
    entry.evidence = span;
    list.taken
        .extend(record.iter().flat_map(|p| p.sentence..=p.until));
    list.add(&raw, entry);
}

/// A record without a key for the name: "（1）某某SDK" stands on the line above it.
fn titled(list: &mut List, record: &[Pair]) {
    let reading = list.reading;
    let Some(first) = record.first() else { return };
    let tells = |columns: &[Column]| record.iter().any(|p| columns.contains(&p.column));
    let whole = tells(&[Column::Pi, Column::Permission])
        && tells(&[Column::Vendor, Column::Purpose, Column::Url]);
    let title = first.sentence.checked_sub(1);
    let title = title.and_then(|at| reading.sentences.get(at));
    let Some((title, raw)) = title.zip(above(reading, first)) else {
        return;
    };
    if !whole || !title.says_sdk {
        return;
    }
    let last = record.last().map_or(first.sentence, |p| p.until);
    let end = reading.sentences.get(last).map_or(title.end, |s| s.end);
    let mut entry = told_by(reading, record);
    entry.evidence = reading.span_of(title, title.start, end);
    list.taken.insert(title.index);
    list.taken
        .extend(record.iter().flat_map(|p| p.sentence..=p.until));
    list.add(&raw, entry);
}

/// A word of the list itself: not of what it is for ("…、MAC地址，以实现账号登录"), nor of
/// a state that is asked after ("是否允许通知").
pub(super) fn is_told(sentence: &Sentence, found: &Found) -> bool {
    let asked = found.start.saturating_sub(2).max(sentence.start);
    let asked = sentence.slice(asked, found.start) == "是否";
    !asked && !purpose::is_aim(sentence, found) && !purpose::is_behind_aim(sentence, found)
}

/// What the keys of a record tell of its SDK.
fn told_by(reading: &Reading, record: &[Pair]) -> SdkEntry {
    let value = |pair: &Pair| -> Option<String> {
        let s = reading.sentences.get(pair.sentence)?;
        Some(s.slice(pair.start, pair.end).trim().to_owned())
    };
    let of = |column: Column| record.iter().find(|p| p.column == column).and_then(value);
    let mut entry = SdkEntry {
        vendor: of(Column::Vendor).map(|v| vendor(&v)),
        purpose: of(Column::Purpose).and_then(|p| purpose::clean(&p)),
        method: of(Column::Method).and_then(|p| purpose::clean(&p)),
        url: of(Column::Url).and_then(|u| url_in(&u)),
        ..SdkEntry::default()
    };
    for pair in record {
        let own = reading.sentences.iter().skip(pair.sentence);
        let inside: Vec<_> = own
            .take_while(|s| s.index == pair.sentence || s.start < pair.end && s.start > pair.start)
            .flat_map(|s| s.found.iter().filter(|f| is_told(s, f)))
            .filter(|f| f.start >= pair.start && f.end <= pair.end)
            .copied()
            .collect();
        match pair.column {
            Column::Pi => {
                entry.pi_types.extend(kind_ids(reading, &inside));
                entry
                    .permissions
                    .extend(permission_names(reading, &inside, false));
            }
            Column::Permission => {
                entry
                    .permissions
                    .extend(permission_names(reading, &inside, true));
            }
            _ => {}
        }
    }
    entry
}
