//! The processor: its legal name, address and registration; the app's name.

use std::collections::HashMap;

use super::english_contact;
use super::entity::entities;
use super::questions::{EVIDENCE, stated};
use super::text::{Reading, Sentence};
use crate::policy::lexicon::{Cue, Topic};
use crate::policy::{Declared, Operator};

const HOME: &[Topic] = &[Topic::Contact, Topic::Scope];

pub(super) fn operator(reading: &Reading) -> Operator {
    let name = name(reading);
    let address = address(reading, name.value.as_deref());
    Operator {
        address,
        registration: registration(reading),
        name,
    }
}

#[derive(Default)]
struct Candidate {
    score: i32,
    first: usize,
    places: Vec<usize>,
}

fn name(reading: &Reading) -> Declared<String> {
    let mut candidates: HashMap<String, Candidate> = HashMap::new();
    let count = reading.sentences.len();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        for (entity, start, end) in entities(sentence) {
            let score = weigh(reading, sentence, index, count, start, end);
            let candidate = candidates.entry(entity).or_insert_with(|| Candidate {
                first: index,
                ..Candidate::default()
            });
            candidate.score += score;
            candidate.places.push(index);
        }
    }
    let best = candidates
        .into_iter()
        .filter(|(_, c)| c.score > 0)
        .max_by_key(|(name, c)| (c.score, std::cmp::Reverse(c.first), name.clone()));
    match best {
        Some((name, candidate)) => Declared {
            value: Some(as_written(reading, candidate.first, &name)),
            evidence: candidate
                .places
                .iter()
                .take(EVIDENCE)
                .filter_map(|i| reading.sentences.get(*i))
                .map(|s| reading.span(s))
                .collect(),
            searched: Vec::new(),
        },
        None => Declared {
            searched: reading.headings(HOME),
            ..Declared::default()
        },
    }
}

/// The name in the characters of the text.
fn as_written(reading: &Reading, index: usize, name: &str) -> String {
    let written = reading.sentences.get(index).and_then(|s| {
        let at = s.text.find(name)?;
        let before = s.text.get(..at)?.chars().count() as u32;
        let start = s.start + before;
        Some(reading.original(s.document, start, start + name.chars().count() as u32))
    });
    written.unwrap_or_else(|| name.to_owned())
}

/// Legal names in a sentence.
pub(super) fn legal_names(sentence: &Sentence) -> Vec<String> {
    entities(sentence).into_iter().map(|(n, _, _)| n).collect()
}

fn weigh(
    reading: &Reading,
    sentence: &Sentence,
    index: usize,
    count: usize,
    start: usize,
    end: usize,
) -> i32 {
    let text = sentence.text;
    let before = text.get(..start).unwrap_or("");
    let after: String = text.get(end..).unwrap_or("").chars().take(24).collect();
    let mut score = 1;
    let called = after.starts_with(['（', '(', '，', ','])
        && [
            "简称",
            "下称",
            "统称",
            "“我们",
            "\"我们",
            "称“",
            "hereinafter",
            "“we”",
            "\"we\"",
            "“公司",
            "以下称",
            "\"Company",
        ]
        .iter()
        .any(|w| after.contains(w));
    if called {
        score += 8;
    }
    if before.ends_with("（非") {
        score += 8;
    }
    let ours = ["我们", "本公司", "本应用", "本平台"]
        .iter()
        .any(|w| after.contains(w));
    if called && ours {
        score += 3;
    }
    let told = [
        "由",
        "运营者",
        "公司名称",
        "开发者",
        "运营主体",
        "运营方",
        "名称：",
        "主体",
        "版权所有",
        "所有者",
        "提供方",
        "开发商",
        "数据控制者",
        "operated by",
        "provided by",
        "developed by",
        "processor",
        "controller",
        "处理者",
    ];
    let tail: String = {
        let chars: Vec<char> = before.chars().collect();
        chars.iter().skip(chars.len().saturating_sub(14)).collect()
    };
    if told.iter().any(|w| tail.contains(w)) {
        score += 4;
    }
    if sentence.latin {
        score += english_contact::weigh(before, text.get(end..).unwrap_or(""));
    }
    if after.contains("所有者")
        || after.contains("运营者")
        || after.contains("深知")
        || after.contains("尊重")
        || after.contains("及其关联公司")
        || after.contains("非常重视")
        || after.contains("提供")
    {
        score += 3;
    }
    if index < 12 {
        score += 3;
    } else if index < 30 {
        score += 1;
    }
    let alone = text.chars().count() <= text.get(start..end).unwrap_or("").chars().count() + 14;
    if index + 10 >= count && !sentence.is_cell() {
        score += 2 + i32::from(alone) * 3;
    }
    if sentence.topics.has(Topic::Contact) && !sentence.is_cell() {
        score += 3;
    }
    let third = sentence.is_cell()
        || sentence.near.any(&[Topic::Sdk, Topic::ThirdParty])
        || text.contains("SDK")
        || text.contains("sdk")
        || sentence.any(&[Cue::ThirdParty]) && !called && !sentence.latin
        || ["例如", "子公司", "关联公司包括", "合作", "委托"]
            .iter()
            .any(|w| tail.contains(w));
    if third {
        score -= 6;
    }
    if reading
        .lead(sentence)
        .is_some_and(|l| l.any(&[Cue::ThirdParty]))
    {
        score -= 4;
    }
    score
}

/// The address beside the name, or told as registered or office address.
fn address(reading: &Reading, name: Option<&str>) -> Declared<String> {
    let mut best: Option<(i32, String, usize)> = None;
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let Some(value) = address_in(sentence) else {
            continue;
        };
        let registered = [
            "注册地址",
            "办公地址",
            "住所",
            "注册地",
            "公司地址",
            "registered",
        ]
        .iter()
        .any(|w| sentence.text.contains(w));
        let beside = name.is_some_and(|n| {
            let from = index.saturating_sub(3);
            reading
                .sentences
                .iter()
                .skip(from)
                .take(7)
                .any(|s| s.text.contains(n))
        });
        let contact = sentence.topics.has(Topic::Contact);
        let score = i32::from(registered) * 3 + i32::from(beside) * 2 + i32::from(contact);
        if score > 0 && best.as_ref().is_none_or(|(s, _, _)| score > *s) {
            best = Some((score, value, index));
        }
    }
    stated(reading, best.map(|(_, v, i)| (v, i)), HOME)
}

/// Postal address that a sentence gives behind an address word.
pub(super) fn address_in(sentence: &Sentence) -> Option<String> {
    if sentence.is_cell() {
        return None;
    }
    if sentence.latin
        && let Some(value) = english_contact::behind_name(sentence.text)
        && is_postal(value)
    {
        return Some(value.to_owned());
    }
    if !sentence.has(Cue::Address) {
        return None;
    }
    let mut places: Vec<(u32, u32)> = sentence.places(Cue::Address).collect();
    // "注册地址" before the "注册地" in it.
    places.sort_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)));
    places.into_iter().find_map(|(_, end)| {
        let rest = sentence.slice(end, sentence.end);
        let rest = match (rest.starts_with(['（', '(']), rest.find(['）', ')'])) {
            (true, Some(close)) => rest.get(close..).unwrap_or(rest),
            _ => rest,
        };
        let rest = rest.trim_start_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '：' | ':'
                        | '为'
                        | '是'
                        | '于'
                        | '在'
                        | '）'
                        | ')'
                        | '（'
                        | '('
                        | '/'
                        | '】'
                        | '同'
                        | '仅'
                )
        });
        let rest = rest.strip_prefix("at ").unwrap_or(rest);
        let value: String = rest
            .chars()
            .take_while(|c| !matches!(c, '，' | '。' | '；' | ';' | '\t' | '\n' | '“' | '、'))
            .take(90)
            .collect();
        let value = if sentence.latin {
            english_contact::address(&value)
        } else {
            &value
        };
        let value = value.trim().trim_end_matches(['）', ')']);
        let value = value.rsplit(['：', ':']).next().unwrap_or(value).trim();
        let value = value.strip_prefix("位于").unwrap_or(value).to_owned();
        is_postal(&value).then_some(value)
    })
}

/// A place with a number, or at least a street, district and building.
pub(super) fn is_postal(text: &str) -> bool {
    let parts = [
        "省", "市", "区", "县", "路", "街", "号", "楼", "室", "大厦", "园", "栋", "座", "层", "镇",
        "村", "道", "广场",
    ];
    let hits = parts.iter().filter(|p| text.contains(**p)).count();
    let digits = text.chars().any(|c| c.is_ascii_digit());
    let english = digits
        && text.len() >= 15
        && !parts.iter().any(|p| text.contains(p))
        && text.split([' ', ',', '.']).any(is_postal_word);
    let blank = text.contains("XX")
        || text.contains("xx")
        || text.contains("【")
        || text.contains("___")
        || text.contains("您");
    !blank && text.chars().count() >= 6 && ((hits >= 2 && digits) || hits >= 3 || english)
}

/// A word of English, German or Finnish addresses.
fn is_postal_word(word: &str) -> bool {
    let whole = [
        "Street",
        "St",
        "Road",
        "Rd",
        "Avenue",
        "Ave",
        "Floor",
        "Building",
        "Suite",
        "Room",
        "District",
        "Box",
        "Finland",
        "China",
        "USA",
        "Blvd",
        "Boulevard",
        "Drive",
        "Lane",
        "Tower",
        "Block",
        "Parkway",
        "Square",
        "Place",
        "Crescent",
        "Court",
        "Quay",
        "Terrace",
        "Highway",
        "Way",
        "Singapore",
        "Unit",
    ];
    whole.contains(&word)
        || ["katu", "straße", "strasse"]
            .iter()
            .any(|w| word.to_lowercase().ends_with(w))
}

fn registration(reading: &Reading) -> Declared<String> {
    let found = reading.sentences.iter().enumerate().find_map(|(index, s)| {
        if !s.has(Cue::License) || s.is_cell() {
            return None;
        }
        let digits = s.text.chars().filter(char::is_ascii_digit).count();
        let blank = s.text.contains("XX") || s.text.contains("【");
        (digits >= 6 && !blank).then(|| (s.text.chars().take(120).collect::<String>(), index))
    });
    stated(reading, found, HOME)
}

/// Name of the app: from the title, or as the first sentences introduce it.
pub(super) fn app_name(reading: &Reading, title: Option<&str>) -> Declared<String> {
    let from_title = title.and_then(|t| {
        let t = t.trim_matches(['《', '》', ' ', '“', '”']);
        if let Some(name) = english_contact::titled(t) {
            return Some(name.to_owned());
        }
        let end = [
            "隐私",
            "个人信息",
            "用户隐私",
            "儿童个人",
            "Privacy",
            "privacy",
            "用户协议",
            "用户服务协议",
            "服务协议",
            "APP",
            "App",
            "软件",
        ]
        .iter()
        .filter_map(|w| t.find(w))
        .min()?;
        let name = t
            .get(..end)?
            .trim_matches([' ', '-', '—', '《', '“', '”', '"', '_']);
        let name = name.trim_end_matches("用户");
        (name.chars().count() >= 2 && name.chars().count() <= 24 && !is_generic(name))
            .then(|| name.to_owned())
    });
    if let Some(name) = from_title {
        return Declared {
            value: Some(name),
            evidence: reading
                .sentences
                .first()
                .map(|s| reading.span(s))
                .into_iter()
                .collect(),
            searched: Vec::new(),
        };
    }
    let found = reading
        .sentences
        .iter()
        .enumerate()
        .take(40)
        .find_map(|(index, s)| introduced(s.text).map(|name| (name, index)));
    stated(reading, found, &[Topic::Scope])
}

fn is_generic(name: &str) -> bool {
    matches!(
        name,
        "我们"
            | "本"
            | "本应用"
            | "本软件"
            | "最新版"
            | "关于"
            | "本公司"
            | "游戏"
            | "使用"
            | "The"
            | "Our"
    ) || name.starts_with('本')
        || name.contains("适用")
}

/// “X”软件, “X”APP, 欢迎使用X, 《X隐私政策》.
fn introduced(text: &str) -> Option<String> {
    for (open, close) in [('“', '”'), ('"', '"'), ('「', '」'), ('【', '】')] {
        let mut rest = text;
        while let Some(at) = rest.find(open) {
            let inside = rest.get(at + open.len_utf8()..)?;
            let Some(end) = inside.find(close) else { break };
            let name = inside.get(..end)?.trim();
            let after = inside.get(end + close.len_utf8()..).unwrap_or("");
            let after = after.trim_start();
            let product = [
                "APP",
                "App",
                "app",
                "软件",
                "平台",
                "客户端",
                "游戏",
                "产品",
                "小程序",
                "及相关服务",
                "应用",
            ]
            .iter()
            .any(|w| after.starts_with(w));
            if product && !is_generic(name) && (1..=20).contains(&name.chars().count()) {
                return Some(name.to_owned());
            }
            rest = after;
        }
    }
    for marker in ["欢迎使用", "欢迎您使用", "欢迎来到"] {
        if let Some(at) = text.find(marker) {
            let rest = text
                .get(at + marker.len()..)?
                .trim_start_matches(['“', '"', '《']);
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || matches!(c, '·' | '-' | '+' | ' '))
                .take(20)
                .collect();
            let name = name.trim().to_owned();
            if name.chars().count() >= 2 && !is_generic(&name) && !name.contains("我们") {
                return Some(name);
            }
        }
    }
    let at = text.find('《')?;
    let inside = text.get(at + '《'.len_utf8()..)?;
    let end = inside.find("隐私")?;
    let name = inside.get(..end)?.trim();
    ((2..=20).contains(&name.chars().count()) && !is_generic(name) && !name.contains('》'))
        .then(|| name.trim_end_matches("用户").to_owned())
}
