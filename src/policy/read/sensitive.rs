//! Sensitive information: what the policy calls so, and separate consent to it.

use super::english::English;
use super::english::care as en;
use super::information::Mention;
use super::questions::{Answer, ask};
use super::text::{Reading, Sentence};
use crate::policy::Sensitive;
use crate::policy::lexicon::{Cue, Topic};

pub(super) fn sensitive(reading: &Reading, mentions: &[Mention]) -> Sensitive {
    const HOME: &[Topic] = &[Topic::Sensitive, Topic::Collect];
    let mut types: Vec<String> = Vec::new();
    for mention in mentions {
        let kind = reading.lexicon.kinds().get(usize::from(mention.kind));
        if let Some(kind) = kind
            && kind.sensitive
            && !types.contains(&kind.id)
        {
            types.push(kind.id.clone());
        }
    }
    types.sort();
    Sensitive {
        notice: ask(reading, HOME, |_, s| sensitive_notice(s)),
        separate_consent: ask(reading, HOME, |reading, s| {
            if let Some(english) = English::of(s) {
                return en::separate_consent_to_sensitive(reading, s, english);
            }
            let warned = s.says("谨慎");
            Answer::when(
                s.has(Cue::Sensitive) && s.has(Cue::SeparateConsent) && !warned,
                3,
            )
        }),
        types,
    }
}

/// Tells of concrete items that they are sensitive, or that they are marked.
fn sensitive_notice(s: &Sentence) -> Answer {
    if let Some(english) = English::of(s) {
        return en::sensitive_notice(s, english);
    }
    if !s.has(Cue::Sensitive) {
        return Answer::Silent;
    }
    // "去标识化" marks nothing.
    let marked = s.near(&[Cue::Sensitive], &[Cue::Mark], 40)
        && s.places(Cue::Mark)
            .any(|(start, _)| !s.slice(start.saturating_sub(1), start).starts_with('去'));
    // The words of PIPL art. 28 tell what the law calls sensitive, not the policy;
    // what the user should not send is not told of either.
    let aside = s.says_any(&[
        "人格尊严",
        "谨慎地考虑",
        "可能会泄露",
        "不要向我们",
        "请勿",
        "请不要",
        "避免",
    ]);
    let general = s.has(Cue::Definition)
        || s.says("一旦泄露")
        || s.has(Cue::LawQuote) && !s.has(Cue::Collect);
    // "不申请定位、通讯录等任何敏感权限".
    if s.has(Cue::NotCollect) && !marked {
        return Answer::Silent;
    }
    Answer::when(marked, 4)
        .or(Answer::when(!aside && !general && calls_sensitive(s), 3))
        .or(Answer::when(!aside && (enumerates(s) || points_back(s)), 2))
}

/// "手机号码属于个人敏感信息", "人脸特征等敏感信息": a kind, a few words, the verdict.
fn calls_sensitive(s: &Sentence) -> bool {
    s.places(Cue::Sensitive).any(|(start, _)| {
        let last = s.kinds().take_while(|k| k.end <= start).last();
        last.is_some_and(|kind| {
            let between = s.slice(kind.end, start);
            // "行踪轨迹（敏感个人信息）".
            if matches!(between, "（" | "(" | "（属于" | "（均为") {
                return true;
            }
            let verdict = ["属于", "为", "是", "等", "系", "涉及"]
                .iter()
                .any(|w| between.contains(w));
            let other = ["尤其", "特别是", "甚至", "或", "包含"]
                .iter()
                .any(|w| between.contains(w));
            verdict && !other && start - kind.end <= 40
        })
    })
}

/// "此为个人敏感信息", "该等信息属于…": of what the sentence before names.
fn points_back(s: &Sentence) -> bool {
    let back = [
        "此为",
        "上述信息",
        "该信息",
        "该等信息",
        "以上信息",
        "前述信息",
        "这些信息",
        "此类信息",
        "该类信息",
        "此信息",
        "上述个人信息",
        "前述个人信息",
    ];
    s.places(Cue::Sensitive).any(|(start, _)| {
        let before = s.slice(s.start, start);
        let verdict = ["属于", "为", "是"].iter().any(|w| before.ends_with(w))
            || before.ends_with("您的") && before.contains("属于");
        verdict && back.iter().any(|w| before.contains(w))
    }) && !s.has(Cue::Definition)
}

/// "敏感信息是指…，例如财产信息、健康信息": at least two kinds behind a word that
/// opens a list.
fn enumerates(s: &Sentence) -> bool {
    s.places(Cue::Sensitive).any(|(_, end)| {
        let behind = s.slice(end, s.end);
        // "您的个人敏感信息（姓名、身份证号码）".
        if let Some(inside) = behind.strip_prefix(['（', '(']) {
            let inside = inside.split(['）', ')']).next().unwrap_or(inside);
            let close = end + 1 + inside.chars().count() as u32;
            if s.kinds().any(|k| k.start > end && k.end <= close) {
                return true;
            }
        }
        let opens = ["例如", "包括", "如", "包含", "是指", "指"]
            .iter()
            .filter_map(|w| behind.find(w))
            .min();
        let Some(at) = opens.and_then(|at| behind.get(..at)) else {
            return false;
        };
        // "敏感信息，例如您的收入、存款": right behind the word, one kind is enough.
        let least = if at.chars().count() <= 2 { 1 } else { 2 };
        let from = end + at.chars().count() as u32;
        s.kinds().filter(|k| k.start >= from).count() >= least
    })
}
