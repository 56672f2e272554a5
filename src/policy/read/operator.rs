//! The processor: its legal name, address and registration; the app's name.

use std::collections::{BTreeSet, HashMap};

use super::address;
use super::english;
use super::entity::entities;
use super::questions::{EVIDENCE, stated};
use super::text::{Reading, Sentence};
use crate::policy::chars::last;
use crate::policy::lexicon::{Cue, Topic};
use crate::policy::{Declared, Operator};

const HOME: &[Topic] = &[Topic::Contact, Topic::Scope];

/// `listed` are sentences that tell of SDKs.
pub(super) fn operator(reading: &Reading, listed: &BTreeSet<usize>) -> Operator {
    let name = name(reading, listed);
    let address = address::address(reading, name.value.as_deref());
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

fn name(reading: &Reading, listed: &BTreeSet<usize>) -> Declared<String> {
    let mut candidates: HashMap<String, Candidate> = HashMap::new();
    let count = reading.sentences.len();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let built = || {
            let built = english::contact::built(sentence.text).map(|(name, _)| name);
            built.or_else(|| english::contact::created(sentence.text))
        };
        let built = sentence.latin.then(built).flatten();
        for (entity, start, end) in entities(sentence).into_iter().chain(built) {
            // "公司名称：…" below the name of an SDK is its maker.
            let before = index.checked_sub(1).filter(|at| listed.contains(at));
            let key = before.and_then(|at| reading.sentences.get(at));
            let below = key.is_some_and(|k| k.text.trim_end().ends_with(['：', ':']));
            let maker = if below || listed.contains(&index) {
                8
            } else {
                0
            };
            let score = weigh(reading, sentence, index, count, start, end) - maker;
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
        Some(reading.original(s, start, start + name.chars().count() as u32))
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
    // "【某某有限公司】（以下简称“我们”）".
    let after = text.get(end..).unwrap_or("");
    let after = after.trim_start_matches(['】', '」', ']', '"', '”', ' ']);
    let after: String = after.chars().take(24).collect();
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
    let tail = last(before, 14);
    if told.iter().any(|w| tail.contains(w)) {
        score += 4;
    }
    if sentence.latin {
        score += english::contact::weigh(before, text.get(end..).unwrap_or(""));
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
    // "向…有限公司披露订单信息".
    let recipient = last(before, 40).contains(['向', '与', '给'])
        && ["披露", "共享", "分享", "传输", "同步"]
            .iter()
            .any(|w| after.starts_with(w));
    // "加密传输由…公司管理和处理".
    let served = last(before, 2).contains('由')
        && ["管理", "处理", "保管", "存储"]
            .iter()
            .any(|w| after.trim_start_matches(['.', ' ']).starts_with(w));
    // "…公司为我们提供地图服务".
    let serves = after.starts_with("为我们") || after.starts_with("向我们");
    let chosen = ["使用", "使用了", "接入", "接入了", "采用", "集成"]
        .iter()
        .any(|w| before.ends_with(w));
    let third = recipient
        || chosen
        || serves
        || served
        || sentence.is_cell()
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

/// Registration numbers: 统一社会信用代码, ICP and app filings, licences.
fn registration(reading: &Reading) -> Declared<String> {
    let found = reading.sentences.iter().enumerate().find_map(|(index, s)| {
        // Vendors of SDKs have numbers too.
        let vendor = s.near.any(&[Topic::Sdk, Topic::ThirdParty, Topic::Share])
            && !s.has(Cue::We)
            && s.any(&[Cue::ThirdParty, Cue::Entity])
            || s.says_sdk;
        if s.is_cell() || vendor {
            return None;
        }
        s.places(Cue::License)
            .find_map(|(start, end)| registered(s, start, end))
            .map(|number| (number, index))
    });
    stated(reading, found, HOME)
}

/// Signs of provinces: "增值电信业务经营许可证：沪B2-20190037".
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// The number at a word for registrations, with the word and the sign of the
/// province before it ("京ICP备18024612号-3").
fn registered(s: &Sentence, start: u32, end: u32) -> Option<String> {
    let word = s.slice(start, end);
    let rest = s.slice(end, s.end.min(end.saturating_add(40)));
    let mut numbered = false;
    let behind: String = rest
        .chars()
        .take_while(|c| {
            numbered |= c.is_ascii_digit();
            c.is_ascii_alphanumeric()
                // Behind the digits it begins the next number.
                || !numbered && PROVINCES.contains(*c)
                || matches!(
                    c,
                    '号' | '-'
                        | '－'
                        | '：'
                        | ':'
                        | ' '
                        | '('
                        | ')'
                        | '（'
                        | '）'
                        | '第'
                        | '字'
                        | '证'
                        | '备'
                        | '案'
                        | '文'
                        | '网'
                        | '为'
                        | '编'
                )
        })
        .collect();
    // Behind the number an address may follow: "（https://…".
    let behind = match behind.find(['（', '(']) {
        Some(at)
            if behind
                .get(..at)
                .is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit() || c == '号')) =>
        {
            behind.get(..at).unwrap_or(&behind)
        }
        _ => &behind,
    };
    let digits = behind.chars().filter(char::is_ascii_digit).count();
    let province = s.slice(start.saturating_sub(1).max(s.start), start);
    let province = if word.starts_with("ICP") || word.starts_with("网文") {
        province.trim_matches(|c: char| !c.is_alphanumeric())
    } else {
        ""
    };
    // 备案 of a security level is no registration.
    let grade = word == "备案" && !behind.contains('号');
    (digits >= 6 && !behind.contains("XX") && !grade).then(|| {
        format!(
            "{province}{word}{}",
            behind.trim_end_matches(['（', '(', ' '])
        )
    })
}
