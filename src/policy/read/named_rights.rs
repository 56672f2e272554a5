//! Rights that are called by their name, in a list or by a heading.

use super::rights::HOME;
use super::text::{Reading, Sentence};
use crate::policy::lexicon::Cue;

/// "更正权：要求更正不准确的信息" among rights, or a sentence below "3. 更正权": what is
/// called a right is one, whatever words follow.
pub(super) fn calls_right(reading: &Reading, s: &Sentence, word: Cue) -> bool {
    let home = s.topics.any(HOME);
    if s.has(Cue::ThisPolicy) {
        return false;
    }
    if s.has(word) && (follows_lead(reading, s, word) || home && opens_with_name(s, word)) {
        return true;
    }
    home && s.near.any(HOME) && below_right(reading, s, word)
}

/// "更正权：要求更正不准确的信息".
fn opens_with_name(s: &Sentence, word: Cue) -> bool {
    let colon = s.text.find(['：', ':']).unwrap_or(0);
    let label = s.text.get(..colon).unwrap_or("");
    let length = label.chars().count();
    let told = s.length() > length + 5;
    told && (2..=20).contains(&length) && names_right(s, label, word)
}

/// `label` opens the sentence and is the name of the right of `word`: "访问权",
/// "更正与更新", "删除您的个人信息", "查看、修改或删除记录"; "浏览记录" and "更新日期"
/// are none.
fn names_right(s: &Sentence, label: &str, word: Cue) -> bool {
    let end = s.start + label.chars().count() as u32;
    let mut places = s.places(word).filter(|(_, to)| *to <= end).peekable();
    let whole = label.ends_with('权') || OF_RIGHTS.iter().any(|w| label.ends_with(w));
    let agreed = word != Cue::Withdraw || label.contains("同意") || label.contains("授权");
    // "查看、修改、删除单条记录".
    let held = |cue: &&Cue| s.places(**cue).any(|(_, to)| to <= end);
    let rights = [Cue::Access, Cue::Correct, Cue::Delete, Cue::Cancel];
    let whole = whole || rights.iter().filter(held).count() >= 2;
    places.peek().is_some()
        && agreed
        && (whole || places.any(|(_, to)| to == end))
        && !label.contains("我们")
}

/// What the rights are on, at the end of their names.
const OF_RIGHTS: &[&str] = &[
    "信息", "数据", "资料", "账号", "账户", "帐号", "帐户", "同意", "授权", "副本",
];

/// "注销账号；" in a list of "您享有以下权利：".
fn follows_lead(reading: &Reading, s: &Sentence, word: Cue) -> bool {
    let rights = |lead: &Sentence| {
        lead.says_any(&["权利", "有权：", "有权:"])
            && lead.any(&[Cue::May, Cue::You])
            && !lead.has(Cue::Negation)
    };
    let agreed = || word != Cue::Withdraw || s.says("同意") || s.says("授权");
    // Behind its number, the item opens with the verb, or with another before it.
    let opens = s.places(word).any(|(start, _)| {
        start <= s.start + 8 && !s.slice(s.start, start).contains(['不', '未', '无'])
    });
    s.lead.is_some()
        && !s.has(Cue::We)
        && opens
        && agreed()
        && s.length() <= 60
        && reading.lead(s).is_some_and(rights)
}

/// Below a heading that is the name of the right alone: "撤回同意权".
fn below_right(reading: &Reading, s: &Sentence, word: Cue) -> bool {
    let heading = reading.heading(s);
    let agreed = |text: &str| word != Cue::Withdraw || text.contains("同意");
    heading.is_some_and(|h| {
        h.text.trim_end().ends_with('权')
            && h.length() <= 14
            && h.places(word).next().is_some()
            && agreed(h.text)
            && !s.any(&[Cue::Negation, Cue::WithoutConsent])
    })
}
