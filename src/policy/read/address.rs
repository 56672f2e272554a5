//! Postal addresses.

use super::english;
use super::questions::stated;
use super::text::{Reading, Sentence};
use crate::policy::Declared;
use crate::policy::chars::Haystack;
use crate::policy::lexicon::{Cue, Topic};

const HOME: &[Topic] = &[Topic::Contact, Topic::Scope];

/// The registered or office address, or a bare one beside the name. An address for
/// letters alone ("联系地址", "请寄至") is the contact's, not the processor's.
pub(super) fn address(reading: &Reading, name: Option<&str>) -> Declared<String> {
    let mut best: Option<(i32, String, usize)> = None;
    for (index, sentence) in reading.sentences.iter().enumerate() {
        if sentence.says_sdk || sentence.near.has(Topic::Sdk) {
            continue;
        }
        let value = address_in(sentence)
            .or_else(|| below_its_word(reading, sentence))
            .or_else(|| behind_company(sentence, name?));
        let Some(value) = value else {
            continue;
        };
        let registered = sentence.says_any(&[
            "注册地址",
            "办公地址",
            "办公地",
            "办公场所",
            "营业场所",
            "经营场所",
            "经营地址",
            "运营地址",
            "营业地址",
            "总部地址",
            "住所",
            "注册地",
            "公司地址",
            "registered",
        ]);
        let named = |s: &Sentence| {
            name.is_some_and(|n| s.says(n))
                || s.has(Cue::Entity) && s.says("公司") && s.length() <= 120
        };
        let own = named(sentence);
        let beside = reading
            .sentences
            .iter()
            .skip(index.saturating_sub(3))
            .take(7)
            .any(|s| s.document == sentence.document && named(s));
        // "…有限公司联系地址为" tells whose address it is.
        let subject = sentence.says_any(&["公司联系地址", "公司通讯地址", "公司通信地址"]);
        let letters = for_letters(sentence) && !registered && !subject;
        let contact = sentence.topics.has(Topic::Contact);
        let footer = sentence.text.starts_with("地址") && among_contacts(reading, index);
        // In the contact block, an address alone is the contact's; at the foot of a
        // page, beside the filing number, it is the processor's.
        let filed = footer
            && reading
                .sentences
                .iter()
                .skip(index.saturating_sub(3))
                .take(6)
                .any(|s| s.says("ICP备") || s.says("Copyright"));
        let owned = registered || beside || own || filed;
        let score = if letters || !owned {
            0
        } else {
            i32::from(registered) * 3
                + i32::from(sentence.says("注册地"))
                + i32::from(beside) * 2
                + i32::from(own)
                + i32::from(contact && !letters)
                + i32::from(footer)
        };
        if score > 0 && best.as_ref().is_none_or(|(s, _, _)| score > *s) {
            best = Some((score, value, index));
        }
    }
    stated(reading, best.map(|(_, v, i)| (v, i)), HOME)
}

/// Told as the place to write to.
fn for_letters(sentence: &Sentence) -> bool {
    sentence.says_any(&[
        "联系地址",
        "通讯地址",
        "通信地址",
        "邮寄",
        "寄至",
        "寄到",
        "收件地址",
        "来信",
        "写信",
        "收）",
        "收)",
        "mailing",
        "write to",
    ])
}

/// A bare address beside a telephone number, a filing number or "联系我们".
fn among_contacts(reading: &Reading, index: usize) -> bool {
    let around = reading
        .sentences
        .iter()
        .skip(index.saturating_sub(2))
        .take(4);
    let words = [
        "联系我们",
        "联系电话",
        "客服电话",
        "客服邮箱",
        "邮箱：",
        "备案",
    ];
    let mut others = around.filter(|s| s.index != index);
    others.any(|s| s.says_any(&words))
}

/// "注册地址" on a line of its own, the address on the next.
fn below_its_word(reading: &Reading, sentence: &Sentence) -> Option<String> {
    let above = reading.sentences.get(sentence.index.checked_sub(1)?)?;
    let label = above.text.trim_end_matches(['：', ':', ' ']);
    let labels = ["注册地址", "办公地址", "公司地址", "注册地"];
    // "粤ICP备1号-1 地址:" at the foot of a page.
    let told = label.chars().count() <= 10 && labels.iter().any(|w| label.ends_with(w))
        || label.ends_with(" 地址")
        || label == "地址";
    if !told || sentence.is_cell() || sentence.length() > 70 {
        return None;
    }
    let value = trim(sentence.text);
    is_postal(value).then(|| value.to_owned())
}

/// "某某有限公司，北京市海淀区某路1号，邮编100000" where the processor is to be reached.
fn behind_company(sentence: &Sentence, name: &str) -> Option<String> {
    let home = sentence.topics.has(Topic::Contact) || sentence.says("联系我们");
    if sentence.latin || !home || !sentence.says(name) {
        return None;
    }
    let (_, rest) = sentence.text.split_once(name)?;
    let rest = rest.strip_prefix(['，', ',', ' '])?;
    let value = trim(rest.split(['，', '。', '；', ',']).next()?);
    let numbered = value.contains('号') && value.contains(['市', '区', '县']);
    (numbered && is_postal(value)).then(|| value.to_owned())
}

/// Postal address that a sentence gives behind an address word.
pub(super) fn address_in(sentence: &Sentence) -> Option<String> {
    if sentence.is_cell() {
        return None;
    }
    if sentence.latin
        && let Some(value) = english::contact::behind_name(sentence.text)
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
        let rest = ["at ", "is ", "is at "]
            .iter()
            .find_map(|w| rest.strip_prefix(w))
            .unwrap_or(rest);
        let value: String = rest
            .chars()
            .take_while(|c| !matches!(c, '，' | '。' | '；' | ';' | '\t' | '\n' | '“' | '、'))
            .take(90)
            .collect();
        let value = if sentence.latin {
            english::contact::address(&value)
        } else {
            &value
        };
        let value = trim(value);
        is_postal(value).then(|| value.to_owned())
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

/// Cuts words around an address: labels before it, addressees and what goes on
/// behind it.
pub(super) fn trim(value: &str) -> &str {
    let mut value = value.trim();
    let words = Haystack::of(value);
    for stop in [
        "（以下",
        "(以下",
        "）及",
        "）提供",
        "我们",
        "联系电话",
        "电话",
        "邮编",
        "邮箱",
        "（收",
        "(收",
        "收件人",
        "E-mail",
        "Email",
        "邮政编码",
        "网址",
        "备案号",
    ] {
        value = words
            .find(stop)
            .and_then(|at| value.get(..at))
            .unwrap_or(value);
    }
    value = before_numbers(value);
    // "上海莉莉丝网络科技有限公司嘉定区…": the company before its address.
    if let Some(at) = value.find("有限公司")
        && let Some(rest) = value.get(at + "有限公司".len()..)
        && is_postal(rest)
    {
        value = rest;
    }
    // "…2501室亿睿科信息技术（北京）有限公司", "…5层 法务部".
    for addressee in ["有限公司", "法务部", "客服"] {
        if let Some(at) = value.find(addressee)
            && let Some(head) = value.get(..at)
            && let Some((end, c)) = head.char_indices().rfind(|(_, c)| {
                matches!(
                    c,
                    '室' | '层' | '号' | '楼' | '座' | '栋' | '幢' | '厦' | ' '
                ) || c.is_ascii_digit()
            })
        {
            value = head.get(..end + c.len_utf8()).unwrap_or(value);
        }
    }
    let opens = value.matches(['（', '(']).count();
    let closes = value.matches(['）', ')']).count();
    if closes != opens
        && let Some(at) = value.rfind(['）', ')', '（', '('])
    {
        value = value.get(..at).unwrap_or(value);
    }
    let value = value.rsplit(['：', ':']).next().unwrap_or(value).trim();
    value
        .trim_start_matches("与常用办公地址")
        .trim_start_matches(['为', '是'])
        .trim_start_matches("位于")
        .trim()
}

/// "…602号010-64478667京ICP备12021371号": the address ends before the telephone and
/// filing numbers that run into it.
fn before_numbers(value: &str) -> &str {
    let Some(head) = value.find("ICP").and_then(|at| value.get(..at)) else {
        return value;
    };
    // The province's sign belongs to the filing number.
    let end = head.char_indices().next_back().map_or(0, |(at, _)| at);
    let head = head.get(..end).unwrap_or(head);
    let rest = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    let telephone = head.len() - rest.len() >= 7;
    if telephone { rest } else { head }
}
