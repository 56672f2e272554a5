//! Enumerations that end in, or go on behind, the word "SDK": "高德、百度、滴滴SDK",
//! "微信、QQ等第三方SDK", "微信SDK、支付宝支付会收集".

use super::text::{is_alias, looks_like_name};
use crate::policy::read::name;
use crate::policy::read::text::Reading;

/// What separates the members of an enumeration.
const SEPARATORS: &[char] = &['、', '和', '及', '与', '或', '/'];

/// What may stand between the last member and the word: "友盟的软件开发包（SDK".
pub(super) const EXPLAINED: &[&str] = &[
    "软件工具开发包",
    "软件开发工具包",
    "软件开发包",
    "开发工具包",
    "工具包",
    "开发包",
    "插件",
];

/// Names of an enumeration that ends where `before` does, in front of "SDK". Empty
/// where fewer than two members stand there or no SDK is known by any of them: a
/// known one vouches for the others ("高德、百度、滴滴SDK").
pub(super) fn before_word(reading: &Reading, before: &str) -> Vec<String> {
    let Some(list) = members(before) else {
        return Vec::new();
    };
    // "深圳市和讯华谷信息技术有限公司": such words are parts of names of companies.
    let separators = match list.contains("公司") {
        true => &['、'],
        false => SEPARATORS,
    };
    let list = list.replace("以及", "及");
    let parts: Vec<&str> = list
        .split(separators)
        .filter(|p| !p.trim().is_empty())
        .collect();
    if parts.len() < 2 {
        return Vec::new();
    }
    let mut names: Vec<String> = Vec::new();
    let mut known = false;
    for part in parts {
        // The first one stands behind a verb: "我们会使用优量汇", "基于微信登录、分享的SDK".
        let part = part.trim().trim_start_matches("基于");
        let Some(name) = name::ending::ending(part).filter(|n| !name::is_class(n)) else {
            continue;
        };
        known |= reading.lexicon.sdk_named(&name).is_some();
        if is_alias(reading, &name) || looks_like_name(reading, &name) && !is_other(&name) {
            names.push(name);
        }
    }
    if known { names } else { Vec::new() }
}

/// The text of the enumeration: from the last mark of a clause to the word, without
/// what closes it ("等第三方", "的").
fn members(before: &str) -> Option<&str> {
    let mut list = before.trim_end();
    if let Some(open) = list.strip_suffix(['（', '(']) {
        list = EXPLAINED.iter().find_map(|w| open.strip_suffix(w))?;
    }
    let list = list.trim_end_matches('的');
    let start = list
        .rfind([
            '，', '。', '；', '：', '（', '(', '）', ')', ':', ';', '“', '\n', '|',
        ])
        .map_or(0, |at| {
            at + list
                .get(at..)
                .and_then(|t| t.chars().next())
                .map_or(1, char::len_utf8)
        });
    let list = list.get(start..)?;
    if list.contains("//") {
        return None;
    }
    let Some(at) = list.rfind('等') else {
        return Some(list);
    };
    // "微信支付等功能的SDK" does not name SDKs.
    let behind = list.get(at + '等'.len_utf8()..)?;
    let closes = behind.is_empty()
        || ["第三方", "厂商", "公司", "平台", "商", "合作伙伴", "合作方"]
            .iter()
            .any(|w| behind.ends_with(w));
    closes.then(|| list.get(..at)).flatten()
}

/// "其他第三方支付", "各厂商": no name of its own.
fn is_other(name: &str) -> bool {
    ["其他", "其它", "各", "多家", "部分", "相关", "若干"]
        .iter()
        .any(|w| name.starts_with(w))
}

/// Known names that go on behind the word: "微信SDK、支付宝支付可能会收集".
pub(super) fn behind_word(reading: &Reading, after: &str) -> Vec<String> {
    let Some(rest) = after.strip_prefix(SEPARATORS) else {
        return Vec::new();
    };
    let end = [
        "，", "。", "；", "：", "（", "(", "可能", "会", "将", "收集", "获取", "用于", "为", "需",
        "来",
    ]
    .iter()
    .filter_map(|w| rest.find(w))
    .min()
    .unwrap_or(rest.len());
    rest.get(..end)
        .unwrap_or("")
        .split(SEPARATORS)
        .filter_map(|p| name::clean(p.strip_suffix("产品").unwrap_or(p)))
        .filter(|n| reading.lexicon.sdk_named(n).is_some())
        .collect()
}
