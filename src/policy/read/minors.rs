//! Rules for minors: for children of their own, and whose consent is asked for.

use super::english::English;
use super::english::minors as en;
use super::questions::{Answer, ask};
use super::text::{Reading, Sentence};
use crate::policy::Minors;
use crate::policy::lexicon::{Cue, Topic};

pub(super) fn minors(reading: &Reading) -> Minors {
    const HOME: &[Topic] = &[Topic::Minors];
    Minors {
        under_14_rules: ask(reading, HOME, under_14),
        guardian_consent: ask(reading, HOME, |_, s| guardian(s)),
    }
}

fn under_14(reading: &Reading, sentence: &Sentence) -> Answer {
    if let Some(english) = English::of(sentence) {
        return en::under_14(sentence, english);
    }
    if !sentence.has(Cue::Child) {
        return Answer::Silent;
    }
    // "儿童等未成年人" speaks of all minors.
    if sentence.says("未成年人") && !speaks_of_children(sentence.text) {
        return Answer::Silent;
    }
    let rule = sentence.any(&[
        Cue::Guardian,
        Cue::Collect,
        Cue::NotCollect,
        Cue::Delete,
        Cue::Agree,
        Cue::Negation,
    ]);
    // "监督孩子使用我们的产品是父母的责任" is no rule for their information.
    let watched = sentence.says("责任")
        && !sentence.any(&[Cue::Collect, Cue::NotCollect, Cue::Delete, Cue::Agree]);
    let definition = watched
        || sentence.says("视为儿童")
        || sentence.says("均视为")
        || sentence.has(Cue::Definition) && !sentence.has(Cue::Guardian);
    // The item of the list of sensitive information is no rule.
    let listed = sentence.has(Cue::Sensitive) && sentence.kinds().count() >= 3;
    // "本应用不面向14周岁以下儿童": whom it is meant for is no rule for their information.
    let meant = sentence.says_any(&["不面向", "并非为", "不针对", "并不面向"])
        && !sentence.any(&[Cue::Guardian, Cue::Collect, Cue::NotCollect, Cue::Delete]);
    // "…不面向14周岁以下的未成年人。我们不会收集他们的个人信息": the rule follows.
    let goes_on = || {
        reading
            .sentences
            .get(sentence.index + 1)
            .is_some_and(|next| {
                (next.document, next.block) == (sentence.document, sentence.block)
                    && next.any(&[Cue::NotCollect, Cue::Guardian, Cue::Delete])
            })
    };
    if meant && !goes_on() {
        return Answer::Silent;
    }
    let home = sentence.topics.has(Topic::Minors) || sentence.has(Cue::Guardian);
    Answer::when(
        rule && !definition && !listed && home,
        2 + u8::from(sentence.has(Cue::Guardian)),
    )
}

/// `text` without what stands between 《 and 》: a document's title states nothing.
fn without_titles(text: &str) -> String {
    let mut inside = false;
    let keep = |c: &char| {
        inside = match c {
            '《' => true,
            '》' => false,
            _ => inside,
        };
        !inside && *c != '》'
    };
    text.chars().filter(keep).collect()
}

/// Children are named apart from other minors.
fn speaks_of_children(text: &str) -> bool {
    const ALIKE: &[&str] = &[
        "儿童等未成年人",
        "未成年人或儿童",
        "未成年人/儿童",
        "未成年人（儿童）",
        "儿童或未成年人",
        "儿童或其他未成年人",
        "未成年人及儿童",
        "儿童及未成年人",
        "儿童和未成年人",
        "未成年人和儿童",
        "儿童、未成年人",
        "未成年人、儿童",
        // Of "未成年人的个人信息": the one word for the other.
        "保护儿童所必要",
    ];
    let rest = ALIKE
        .iter()
        .fold(without_titles(text), |text, alike| text.replace(alike, ""));
    let child = ["儿童", "14", "十四", "13", "12"];
    child.iter().any(|w| rest.contains(w))
}

fn guardian(sentence: &Sentence) -> Answer {
    if let Some(english) = English::of(sentence) {
        return en::guardian(english);
    }
    if !sentence.has(Cue::Guardian) || !sentence.has(Cue::Agree) {
        return Answer::Silent;
    }
    // "如果我们发现在未获监护人同意的情况下收集了…" asks for nothing.
    let refused =
        sentence.says("监护人不同意") || sentence.says("监护人授权") && sentence.says("披露");
    if refused || sentence.says("发现") && sentence.says("未") {
        return Answer::Silent;
    }
    // "本服务不设监护人同意例外".
    let waived = sentence.places(Cue::Guardian).all(|(start, _)| {
        let before = sentence.slice(start.saturating_sub(4).max(sentence.start), start);
        ["不设", "无需", "不需", "不要求"]
            .iter()
            .any(|w| before.contains(w))
    });
    if waived {
        return Answer::Silent;
    }
    // "取得您或您的监护人的同意": of whichever person, before sharing.
    if sentence.says("您或您的监护人") && !sentence.any(&[Cue::Minor, Cue::Child]) {
        return Answer::Silent;
    }
    let of_guardian = sentence.near(&[Cue::Guardian], &[Cue::Agree], 24);
    Answer::when(
        of_guardian,
        2 + u8::from(sentence.any(&[Cue::Minor, Cue::Child])),
    )
}
