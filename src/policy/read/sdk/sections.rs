//! SDKs whose names stand on lines of their own, with what they do and collect
//! below: "1、极光推送SDK", then "收集信息：IMEI、MAC地址", "用途：消息推送".

use super::requests::{asked, permission_names};
use super::{List, kind_ids, url_in};
use crate::policy::lexicon::{Column, Found, Tag, Topic};
use crate::policy::read::clauses::Act;
use crate::policy::read::name;
use crate::policy::read::purpose;
use crate::policy::read::text::{Reading, Sentence};
use crate::policy::{SdkEntry, number};

/// Lines below a name that may tell of it.
const BELOW: usize = 14;
/// Characters of a line that can be a name.
const NAME: usize = 30;

pub(super) fn read(list: &mut List) {
    let reading = list.reading;
    let mut at = 0;
    // Where the section of the last SDK ended.
    let mut ended = usize::MAX;
    while let Some(head) = reading.sentences.get(at) {
        let goes_on =
            ended == at && (is_numbered_name(reading, head) || is_run_name(reading, head));
        at += 1;
        if !goes_on && !is_name(reading, head) {
            continue;
        }
        let below: Vec<&Sentence> = reading
            .sentences
            .iter()
            .skip(at)
            .take(BELOW)
            .take_while(|s| {
                s.document == head.document
                    && !s.is_cell()
                    && !s.is_heading()
                    && !is_name(reading, s)
                    && !is_numbered_name(reading, s)
                    && !is_run_name(reading, s)
            })
            .collect();
        let told = told(&below);
        let below = below.get(..told).unwrap_or_default();
        if !below.iter().any(|s| key(s).is_some_and(|k| k != Key::Url)) {
            continue;
        }
        let entry = entry(reading, head, below);
        list.taken.extend(below.iter().map(|s| s.index));
        list.add(head.text, entry);
        at += below.len();
        ended = at;
    }
}

/// Lines of prose right below a name, in front of the first key.
const PROSE: usize = 3;

/// How many of the lines below a name tell of it: up to the first that does not. What
/// the app does with it may stand in front of the first key ("为了您能收到消息，我们会…").
fn told(below: &[&Sentence]) -> usize {
    let first = below.iter().position(|s| key(s).is_some());
    let prose = first.filter(|at| *at <= PROSE).unwrap_or(0);
    let rest = below.iter().skip(prose);
    prose + rest.take_while(|s| tells(s)).count()
}

/// A line that holds the name of an SDK and nothing else.
fn is_name(reading: &Reading, s: &Sentence) -> bool {
    if s.is_cell() || s.latin && !s.says_sdk || s.length() > NAME {
        return false;
    }
    if s.says_any(&["。", "：", ":", "；", "，", "？"]) || s.text.starts_with("http") {
        return false;
    }
    let home = s.topics.any(&[Topic::Sdk, Topic::ThirdParty]);
    if !reading.stands_alone(s) || !s.says_sdk && s.is_heading() && !home {
        return false;
    }
    let named = name::names(s.text);
    let known = |n: &String| reading.lexicon.sdk_named(n).is_some();
    named.first().is_some_and(|n| s.says_sdk || known(n))
}

/// "4.QQ分享", "5.OAID" with a key below: a name in the run of such names.
fn is_numbered_name(reading: &Reading, s: &Sentence) -> bool {
    let short = s.length() <= NAME && !s.says_any(&["。", "：", ":", "；", "，"]);
    let next = reading.sentences.get(s.index + 1);
    short
        && !s.is_cell()
        && number(s.text).is_some()
        && !name::names(s.text).is_empty()
        && next.is_some_and(|n| matches!(key(n), Some(Key::Information | Key::Purpose)))
}

/// "京东联盟", "高德地图" with a key below ("运营方：…"): a name in the run of such names.
fn is_run_name(reading: &Reading, s: &Sentence) -> bool {
    const PARTS: &[&str] = &[
        "信息", "权限", "版本", "安卓", "Android", "iOS", "IOS", "必选", "可选", "说明", "数据",
    ];
    let line = s.length() <= NAME
        && !s.says_any(&["。", "：", ":", "；", "，", "、", "？"])
        && !s.says_any(PARTS);
    if s.is_cell() || !line || s.names_kind() || number(s.text).is_some() {
        return false;
    }
    let keyed = |n: &Sentence| {
        let front = n.text.split_once(['：', ':']).map(|(before, _)| before);
        front.is_some_and(|f| reading.lexicon.column(f).is_some_and(|c| c != Column::Name))
    };
    let next = reading.sentences.get(s.index + 1);
    reading.stands_alone(s) && !name::names(s.text).is_empty() && next.is_some_and(keyed)
}

/// What a line below a name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Information,
    Purpose,
    Url,
}

/// By the words before the colon.
fn key(s: &Sentence) -> Option<Key> {
    let (before, _) = s.text.split_once(['：', ':'])?;
    let short = before.chars().count() <= 24;
    let before = before.to_ascii_lowercase();
    let has = |words: &[&str]| short && words.iter().any(|w| before.contains(w));
    if url_in(s.text).is_some() {
        Some(Key::Url)
    } else if has(&[
        "信息",
        "数据",
        "权限",
        "版本",
        "收集",
        "information",
        "data",
        "permission",
    ]) {
        Some(Key::Information)
    } else if has(&[
        "目的", "用途", "功能", "作用", "场景", "purpose", "function",
    ]) {
        Some(Key::Purpose)
    } else {
        None
    }
}

/// A key with its value, an item, or a sentence on what is collected.
fn tells(s: &Sentence) -> bool {
    key(s).is_some()
        || s.says_sdk
        || url_in(s.text).is_some()
        || s.names_kind() && !s.says("我们")
        || s.length() <= 60 && !s.says("我们")
}

fn entry(reading: &Reading, head: &Sentence, below: &[&Sentence]) -> SdkEntry {
    let end = below.last().map_or(head.end, |s| s.end);
    let mut entry = SdkEntry {
        evidence: reading.span_of(head, head.start, end),
        ..SdkEntry::default()
    };
    for s in below {
        match key(s) {
            Some(Key::Purpose) => {
                let told = s.text.split_once(['：', ':']).map(|(_, t)| t);
                entry.purpose = entry.purpose.take().or(told.and_then(purpose::clean));
            }
            Some(Key::Url) => entry.url = entry.url.take().or_else(|| url_in(s.text)),
            listed => {
                let mut found = collected(reading, s, listed.is_some());
                found.retain(|f| super::blocks::is_told(s, f));
                push_all(&mut entry.pi_types, kind_ids(reading, &found));
                push_all(&mut entry.permissions, permissions(reading, s, &found));
            }
        }
    }
    entry
}

/// Permissions among `found`: all of a line that is for them, else those asked for, or the
/// items of a list that has a wording of permissions alone ("手机状态和身份，存储卡").
fn permissions(reading: &Reading, s: &Sentence, found: &[Found]) -> Vec<String> {
    let head = s.text.split(['：', ':']).next().unwrap_or("");
    if head.contains("权限") {
        // "涉及的权限及信息": beside information, a function's name alone is none.
        return permission_names(reading, found, !head.contains("信息"));
    }
    if s.says("权限") {
        return asked(reading, s, found);
    }
    let items: Vec<Found> = found.iter().filter(|f| is_item(s, f)).copied().collect();
    let strong = |f: &Found| matches!(f.tag, Tag::Permission { weak: false, .. });
    permission_names(reading, &items, items.iter().any(strong))
}

/// The words are a whole item of an enumeration.
fn is_item(s: &Sentence, found: &Found) -> bool {
    let bound = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let before = s.slice(found.start.saturating_sub(1).max(s.start), found.start);
    let after = s.slice(found.end, found.end + 1);
    bound(before.chars().next()) && bound(after.chars().next())
}

/// Words that the line gives as collected; weak ones only in a list.
fn collected(reading: &Reading, s: &Sentence, listed: bool) -> Vec<Found> {
    let clauses = reading.clauses(s);
    let counts = |f: &&Found| {
        let at = clauses.partition_point(|c| c.start <= f.start);
        let act = at
            .checked_sub(1)
            .and_then(|at| clauses.get(at))
            .map(|c| c.act);
        let weak = matches!(f.tag, Tag::Pi { weak: true, .. });
        act != Some(Act::Denied) && (!weak || listed)
    };
    s.found.iter().filter(counts).copied().collect()
}

fn push_all(all: &mut Vec<String>, more: Vec<String>) {
    for item in more {
        if !all.contains(&item) {
            all.push(item);
        }
    }
}
