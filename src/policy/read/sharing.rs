//! Sharing, entrusting, transfer, publication, storage abroad.

use std::collections::BTreeSet;

use super::questions::{Answer, ask, best, searched, stated};
use super::text::{Reading, Sentence};
use crate::policy::lexicon::{Cue, Tag, Topic};
use crate::policy::{CrossBorder, CrossBorderStatement, Declared, Sharing};

const SHARE: &[Topic] = &[Topic::Share, Topic::Sdk, Topic::ThirdParty];
const ABROAD: &[Topic] = &[Topic::CrossBorder, Topic::Storage];

pub(super) fn sharing(reading: &Reading) -> Sharing {
    let said = ask(reading, SHARE, |reading, s| shares(reading, s));
    let recipients = match said.value {
        Some(true) => Some(recipients(reading)),
        Some(false) => Some(Vec::new()),
        None => None,
    };
    Sharing {
        recipients: Declared {
            value: recipients,
            evidence: said.evidence,
            searched: said.searched,
        },
        separate_consent: ask(reading, SHARE, |_, s| separate_consent(s)),
    }
}

fn others(sentence: &Sentence) -> bool {
    sentence.any(&[Cue::ThirdParty, Cue::Affiliate, Cue::Authority])
}

fn shares(reading: &Reading, sentence: &Sentence) -> Answer {
    let told = sentence.any(&[Cue::Share]) && others(sentence);
    if !told || by_the_person(sentence) {
        return Answer::Silent;
    }
    let open = sentence.any(&[Cue::Unless, Cue::WithoutConsent, Cue::WithConsent]);
    let denies = sentence.before(&[Cue::Negation], &[Cue::Share], 14);
    if denies && !open {
        // "不会…，除非" may go on in the list that follows.
        let goes_on = sentence.text.ends_with(['：', ':'])
            || reading.lead(sentence).is_some_and(|l| l.has(Cue::Unless));
        return if goes_on {
            Answer::Yes(2)
        } else {
            Answer::No(2)
        };
    }
    let information = sentence.has(Cue::PersonalObject) || sentence.names_kind();
    Answer::when(information, 2 + u8::from(sentence.has(Cue::We)))
}

/// "您通过我们的服务分享…": the person shares.
fn by_the_person(sentence: &Sentence) -> bool {
    let share = sentence.places(Cue::Share).next();
    let Some((at, _)) = share else { return false };
    let before = sentence.slice(sentence.start, at);
    let we = ["我们", "本公司", "本应用", "我司", "we ", "We "]
        .iter()
        .any(|w| before.contains(w));
    !we && (before.ends_with('您') || before.contains("您选择") || before.contains("您主动"))
}

/// Kinds and names of recipients, as written, at most twenty.
fn recipients(reading: &Reading) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for sentence in &reading.sentences {
        let home = sentence.topics.any(SHARE) || sentence.has(Cue::Share);
        if sentence.is_heading() || !home || !sentence.has(Cue::Share) {
            continue;
        }
        for f in &sentence.found {
            if matches!(
                f.tag,
                Tag::Cue(Cue::ThirdParty | Cue::Affiliate | Cue::Authority)
            ) {
                let name = sentence.slice(f.start, f.end).to_owned();
                if seen.insert(name.clone()) {
                    all.push(name);
                }
            }
        }
    }
    all.truncate(20);
    all
}

fn separate_consent(sentence: &Sentence) -> Answer {
    let abroad = sentence.has(Cue::Abroad);
    let merger = sentence.has(Cue::Merger)
        || sentence.text.contains("继受")
        || sentence.text.contains("新的持有");
    let share =
        sentence.has(Cue::Share) || sentence.topics.any(SHARE) && sentence.has(Cue::ThirdParty);
    let transfer_only = sentence.near.has(Topic::CrossBorder);
    Answer::when(
        sentence.has(Cue::SeparateConsent) && share && !abroad && !merger && !transfer_only,
        3,
    )
}

pub(super) fn entrusted(reading: &Reading) -> Declared<bool> {
    ask(reading, SHARE, |_, s| {
        let others = s.has(Cue::ThirdParty) || s.has(Cue::Affiliate) || s.text.contains("委托处理");
        let information = s.has(Cue::PersonalObject)
            || s.names_kind()
            || s.topics.any(SHARE)
            || s.text.contains("信息")
            || s.text.contains("data");
        // 受委托 advertising and "委托我们": the others entrust us.
        let reversed = s.text.contains("委托我们");
        Answer::when(s.has(Cue::Entrust) && others && information && !reversed, 3)
    })
}

pub(super) fn transfer(reading: &Reading) -> Declared<bool> {
    ask(reading, &[Topic::Share], |reading, s| {
        let merger = s.has(Cue::Merger) && s.any(&[Cue::Transfer, Cue::Share]);
        if merger {
            return Answer::Yes(3);
        }
        if !s.text.contains("转让") && !s.has(Cue::Transfer) {
            return Answer::Silent;
        }
        if !s.text.contains("转让") && !(s.topics.has(Topic::Share) && s.text.contains("transfer"))
        {
            return Answer::Silent;
        }
        exception(reading, s, &[Cue::Transfer])
    })
}

pub(super) fn public_disclosure(reading: &Reading) -> Declared<bool> {
    ask(reading, &[Topic::Share], |reading, s| {
        let told = s.text.contains("公开披露")
            || s.text.contains("公开您的")
            || s.near(&[Cue::Publish], &[Cue::PersonalObject], 12);
        if !told || s.any(&[Cue::Security, Cue::Breach]) && !s.has(Cue::Unless) {
            return Answer::Silent;
        }
        exception(reading, s, &[Cue::Publish])
    })
}

/// Told with exceptions or conditions: yes. Flatly denied: no.
fn exception(reading: &Reading, s: &Sentence, verb: &[Cue]) -> Answer {
    let open = s.any(&[
        Cue::Unless,
        Cue::WithoutConsent,
        Cue::WithConsent,
        Cue::Exempt,
    ]) || s.text.ends_with(['：', ':'])
        || reading.lead(s).is_some_and(|l| l.has(Cue::Unless));
    let denies = s.before(&[Cue::Negation], verb, 20);
    match (denies, open) {
        (true, true) => Answer::Yes(3),
        (true, false) => Answer::No(3),
        (false, _) => Answer::when(
            s.has(Cue::PersonalObject) || s.text.contains("信息") || s.text.contains("information"),
            2,
        ),
    }
}

pub(super) fn cross_border(reading: &Reading) -> CrossBorder {
    let mut home: Vec<(u8, usize)> = Vec::new();
    let mut abroad: Vec<(u8, usize)> = Vec::new();
    let mut conditional: Vec<(u8, usize)> = Vec::new();
    let mut named: Vec<(u8, usize)> = Vec::new();
    let mut recipients = None;
    for (index, s) in reading.sentences.iter().enumerate() {
        if s.is_heading() {
            continue;
        }
        let bonus = u8::from(s.topics.any(ABROAD));
        match border(s) {
            Some(Border::Home) => home.push((3 + bonus, index)),
            Some(Border::Abroad) => abroad.push((3 + bonus, index)),
            Some(Border::Conditional) => conditional.push((2 + bonus, index)),
            Some(Border::Named) => named.push((1 + bonus, index)),
            None => {}
        }
        if recipients.is_none() && s.has(Cue::Abroad) && s.text.contains("境外接收方") {
            recipients = Some((vec![s.text.to_owned()], index));
        }
    }
    let places = |lists: &[&Vec<(u8, usize)>]| {
        lists
            .iter()
            .flat_map(|l| l.iter().copied())
            .collect::<Vec<_>>()
    };
    let (value, evidence) = match (home.is_empty(), abroad.is_empty()) {
        (false, true) => (
            Some(CrossBorderStatement::StoredInChina),
            places(&[&home, &conditional]),
        ),
        (true, false) => (Some(CrossBorderStatement::Transfers), places(&[&abroad])),
        (false, false) => (
            Some(CrossBorderStatement::Unclear),
            places(&[&home, &abroad]),
        ),
        (true, true) if !conditional.is_empty() => (
            Some(CrossBorderStatement::StoredInChina),
            places(&[&conditional]),
        ),
        (true, true) if !named.is_empty() => (Some(CrossBorderStatement::None), places(&[&named])),
        (true, true) => (None, Vec::new()),
    };
    CrossBorder {
        statement: Declared {
            value,
            evidence: best(reading, evidence),
            searched: searched(reading, ABROAD, value.is_some()),
        },
        recipients: stated(reading, recipients, ABROAD),
    }
}

enum Border {
    /// Stored in China, or not sent abroad.
    Home,
    /// Sent abroad as a matter of course.
    Abroad,
    /// Sent abroad only on conditions.
    Conditional,
    /// Named without saying which.
    Named,
}

fn border(s: &Sentence) -> Option<Border> {
    let information = s.has(Cue::PersonalObject)
        || s.names_kind()
        || s.text.contains("信息")
        || s.text.contains("数据")
        || s.text.contains("data");
    if !information || s.has(Cue::Court) {
        return None;
    }
    let stored = s.near(&[Cue::Store, Cue::Transmit], &[Cue::Mainland], 40)
        && (s.text.contains("存") || s.has(Cue::Store));
    let abroad_sent = s.near(&[Cue::Abroad], &[Cue::Transmit, Cue::Share, Cue::Store], 40);
    if stored && !abroad_sent {
        return Some(Border::Home);
    }
    if !abroad_sent {
        return None;
    }
    let denied = s.before(&[Cue::Negation], &[Cue::Abroad], 24)
        || s.text.contains("不会")
        || s.text.contains("不涉及")
        || s.text.contains("不存在");
    if stored || denied {
        return Some(Border::Home);
    }
    let conditional = s.any(&[Cue::WithConsent, Cue::SeparateConsent, Cue::Unless])
        || s.has(Cue::Conditional)
            && ["如果", "若", "如需", "如涉及", "如我们", "如确需", "如因"]
                .iter()
                .any(|w| s.text.contains(w))
        || [
            "同意",
            "法律规定",
            "法律法规的规定",
            "国家规定",
            "相关规定",
            "安全评估",
        ]
        .iter()
        .any(|w| s.text.contains(w));
    let course = [
        "资源和服务器",
        "全球范围",
        "遍布全球",
        "可能会传输",
        "可能被转移",
        "可能会转移",
        "可能传送至",
        "世界任何地方",
    ]
    .iter()
    .any(|w| s.text.contains(w));
    if course {
        return Some(Border::Abroad);
    }
    if conditional {
        return Some(Border::Conditional);
    }
    if s.any(&[Cue::May, Cue::Conditional, Cue::We]) && s.has(Cue::Transmit) {
        return Some(Border::Abroad);
    }
    Some(Border::Named)
}
