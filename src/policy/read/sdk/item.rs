//! Blocks that are about one SDK: "极光推送SDK：为了…，我们需要收集…", and what they go on
//! to tell of it.

use super::requests;
use super::{List, kind_ids, of_third};
use crate::policy::lexicon::Cue;
use crate::policy::read::name;
use crate::policy::read::text::Sentence;
use crate::policy::{SdkEntry, number};

/// Characters of a block in which its head ends.
const HEAD: usize = 30;

/// A block that opens with the name of an SDK and a colon or bracket.
pub(in crate::policy::read) fn opens(text: &str) -> bool {
    let front: String = text
        .chars()
        .take(HEAD)
        .take_while(|c| !matches!(c, '，' | '。' | ',' | '；'))
        .collect();
    let lower = front.to_ascii_lowercase();
    lower.find("sdk").is_some_and(|at| {
        let rest = lower.get(at + 3..).unwrap_or("");
        let colon = rest.trim_start().starts_with(['：', ':', '（', '(']);
        let generic = ["第三方sdk：", "第三方sdk:", "名称"]
            .iter()
            .any(|w| lower.contains(w));
        colon && !generic && at > 0
    })
}

/// "（18）com.example.download：我们需要访问您的存储权限", the sibling of an item that
/// opens with the name of an SDK: the name that stands before the colon.
pub(in crate::policy::read) fn sibling(text: &str) -> Option<String> {
    let rest = number(text)?.rest;
    let end = rest
        .char_indices()
        .take(HEAD)
        .find(|(_, c)| matches!(c, '：' | ':'))?;
    let (head, told) = rest.split_at(end.0);
    // In Chinese any word may be a class ("支付：…"); a Latin word is a name.
    let latin = head.chars().filter(char::is_ascii_alphabetic).count() >= 3;
    let told = ["使用", "获取", "收集", "访问", "权限"]
        .iter()
        .any(|w| told.contains(w));
    if !latin || !told || head.contains(['，', '。', '；', '、']) {
        return None;
    }
    name::clean(head)
}

/// A further sentence of the block about the SDKs `names`: "…SDK：用于播报。需要访问您的麦克风权限".
pub(super) fn goes_on(list: &mut List, sentence: &Sentence, names: &[String]) {
    let (pi_types, permissions) = of_third(list.reading, sentence);
    if pi_types.is_empty() && permissions.is_empty() {
        return;
    }
    let entry = SdkEntry {
        pi_types,
        permissions,
        evidence: list.reading.span(sentence),
        ..SdkEntry::default()
    };
    for name in names {
        list.mention(name.clone(), entry.clone());
    }
}

/// "需要收集的信息包括：…" behind the sentence that names the SDK.
pub(super) fn tells_what(sentence: &Sentence) -> bool {
    let opens = [
        "需要收集",
        "需收集",
        "收集的",
        "需要获取",
        "会收集",
        "可能收集",
        "可能会收集",
        "其收集",
        "所收集的",
    ]
    .iter()
    .any(|w| sentence.text.starts_with(w));
    opens && !sentence.any(&[Cue::We, Cue::Negation])
}

/// A line under "“极光”：该SDK由…提供，需要收集的信息包括：", the item of the SDKs `names`.
pub(super) fn stands_below(list: &mut List, sentence: &Sentence, names: &[String]) {
    let reading = list.reading;
    let opens = sentence.text.ends_with(['：', ':']);
    if !opens && !crate::policy::read::information::is_ios(sentence) {
        let entry = SdkEntry {
            pi_types: kind_ids(reading, &sentence.found),
            permissions: requests::asked(reading, sentence, &sentence.found),
            evidence: reading.span(sentence),
            ..SdkEntry::default()
        };
        for name in names {
            list.mention(name.clone(), entry.clone());
        }
    }
    list.taken.insert(sentence.index);
}
