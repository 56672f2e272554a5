//! The purpose that a sentence gives for what it names.

use super::text::{Reading, Sentence};
use crate::policy::lexicon::{Cue, Found};

/// Longest purpose kept, in characters.
const LONGEST: usize = 80;

/// The purpose told for the thing at `at`: the clause with 用于, 为了, 以便…,
/// the nearest behind it first, or the scene that opens the sentence (当您…时),
/// or the same of the sentence that introduces the list.
pub(super) fn of(reading: &Reading, sentence: &Sentence, at: u32) -> Option<String> {
    told(sentence, at).or_else(|| {
        let lead = reading.lead(sentence)?;
        told(lead, lead.start)
    })
}

fn told(sentence: &Sentence, at: u32) -> Option<String> {
    let cue = sentence
        .places(Cue::Purpose)
        .find(|(start, _)| *start >= at)
        .or_else(|| sentence.places(Cue::Purpose).next());
    match cue {
        Some((start, _)) => clean(clause_at(sentence, start)),
        None => scene(sentence),
    }
}

/// The clause from `start` to its end mark.
fn clause_at<'s>(sentence: &'s Sentence, start: u32) -> &'s str {
    let rest = sentence.slice(start, sentence.end);
    let end = rest
        .char_indices()
        .skip(2)
        .find(|(_, c)| matches!(c, '，' | '。' | '；' | ',' | ';' | '：' | '）' | '\t'))
        .map_or(rest.len(), |(at, _)| at);
    rest.get(..end).unwrap_or(rest)
}

/// "当您使用搜索服务时，…", "在您注册账号时，…".
fn scene(sentence: &Sentence) -> Option<String> {
    let text = sentence.text;
    let start = [
        "当您",
        "在您",
        "您在",
        "当你",
        "如果您",
        "如您",
        "when you",
        "When you",
    ]
    .iter()
    .filter_map(|s| text.find(s))
    .min()?;
    let rest = text.get(start..)?;
    let end = rest.find(['，', ',', '。'])?;
    clean(rest.get(..end)?)
}

/// "相机权限（用于打开闪光灯）": what it is for.
pub(super) fn is_aim(sentence: &Sentence, found: &Found) -> bool {
    let before = sentence.slice(
        found.start.saturating_sub(8).max(sentence.start),
        found.start,
    );
    before
        .rfind("用于")
        .and_then(|at| before.get(at..))
        .is_some_and(|gap| !gap.contains(['，', '、', '。']) && before.contains(['（', '(']))
}

/// "IMEI、MAC地址，以实现账号登录": behind a clause that tells what the list is for.
pub(super) fn is_behind_aim(sentence: &Sentence, found: &Found) -> bool {
    const AIMS: &[&str] = &[
        "，以实现",
        "，以便",
        "，用于",
        "，以提供",
        "，以完成",
        "，以确保",
        "，以保障",
        "，从而",
    ];
    if !sentence.says_any(AIMS) {
        return false;
    }
    let before = sentence.slice(sentence.start, found.start);
    let aim = AIMS.iter().filter_map(|w| before.rfind(w)).max();
    aim.and_then(|at| before.get(at..)).is_some_and(|gap| {
        let again = ["收集", "获取", "读取", "采集", "。", "；"];
        !again.iter().any(|w| gap.contains(w))
    })
}

/// A purpose as a cell or the rest of a line gives it.
pub(super) fn clean(text: &str) -> Option<String> {
    let text = text
        .trim()
        .trim_matches(|c: char| {
            matches!(c, '：' | ':' | '。' | '，' | ',' | '；' | ';' | '“' | '”')
        })
        .trim();
    let cut: String = text.chars().take(LONGEST).collect();
    (cut.chars().count() >= 2).then_some(cut)
}
