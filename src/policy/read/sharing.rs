//! Sharing, entrusting, transfer, publication, storage abroad.

use std::collections::BTreeSet;

use super::english::English;
use super::english_sharing as en;
use super::questions::{Answer, ask, best, searched, stated};
use super::text::{Reading, Sentence};
use crate::policy::lexicon::{Cue, Tag, Topic};
use crate::policy::{CrossBorder, CrossBorderStatement, Declared, Sharing};

const SHARE: &[Topic] = &[Topic::Share, Topic::Sdk, Topic::ThirdParty];
const ABROAD: &[Topic] = &[Topic::CrossBorder, Topic::Storage];

pub(super) fn sharing(reading: &Reading) -> Sharing {
    let said = ask(reading, SHARE, shares);
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
    if let Some(english) = English::of(sentence) {
        return en::shares(reading, sentence, english);
    }
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
        if let Some(english) = English::of(sentence).filter(|_| !sentence.is_heading()) {
            for name in en::recipients(english) {
                if seen.insert(name.to_owned()) {
                    all.push(name.to_owned());
                }
            }
            continue;
        }
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
    // "Apart from section 4 we share nothing": an empty list would deny it.
    if all.is_empty() && reading.sentences.iter().any(|s| s.latin) {
        all.push("third parties".to_owned());
    }
    all.truncate(20);
    all
}

fn separate_consent(sentence: &Sentence) -> Answer {
    if let Some(english) = English::of(sentence) {
        return en::separate_consent_to_sharing(sentence, english);
    }
    if !sentence.has(Cue::SeparateConsent) {
        return Answer::Silent;
    }
    let abroad = sentence.has(Cue::Abroad);
    let merger = sentence.has(Cue::Merger)
        || sentence.text.contains("继受")
        || sentence.text.contains("新的持有");
    let share =
        sentence.has(Cue::Share) || sentence.topics.any(SHARE) && sentence.has(Cue::ThirdParty);
    let transfer_only = sentence.near.has(Topic::CrossBorder);
    // A promise for other purposes, or of what the recipient must ask for.
    let changed = [
        "改变",
        "超越",
        "超出",
        "变更",
        "变化",
        "无需",
        "他们需要",
        "敏感",
        "应另行",
        "未载明",
    ]
    .iter()
    .any(|w| sentence.text.contains(w));
    let close = sentence.near(&[Cue::SeparateConsent], &[Cue::Share, Cue::ThirdParty], 40);
    Answer::when(
        close && share && !abroad && !merger && !transfer_only && !changed,
        3,
    )
}

pub(super) fn entrusted(reading: &Reading) -> Declared<bool> {
    ask(reading, SHARE, |_, s| {
        if let Some(english) = English::of(s) {
            return en::entrusts(s, english);
        }
        if works_for_us(s) {
            return Answer::Yes(2);
        }
        if !s.has(Cue::Entrust) {
            return Answer::Silent;
        }
        let others = s.has(Cue::ThirdParty)
            || s.has(Cue::Affiliate)
            || s.text.contains("委托处理")
            || s.text.contains("我们委托")
            || s.text.contains("受托方");
        let information = s.has(Cue::PersonalObject)
            || s.names_kind()
            || s.topics.any(SHARE)
            || s.text.contains("信息")
            || s.text.contains("data");
        // 受委托 advertising and "委托我们": the others entrust us.
        let reversed = s.text.contains("委托我们") || s.text.contains("委托进行推广");
        let question = s.text.contains("如何委托");
        Answer::when(others && information && !reversed && !question, 3)
    })
}

/// "为我们提供支付服务、数据处理等", "通过第三方对您的用户信息进行整理、统计".
fn works_for_us(s: &Sentence) -> bool {
    if !s.text.contains("为我们提供") && !s.text.contains("通过第三方对") {
        return false;
    }
    let provided = s.text.split_once("为我们提供").is_some_and(|(_, rest)| {
        let near: String = rest.chars().take(32).collect();
        near.contains("数据处理") || near.contains("信息处理")
    });
    let through = s.text.split_once("通过第三方对").is_some_and(|(_, rest)| {
        let near: String = rest.chars().take(16).collect();
        near.contains("信息进行") || near.contains("信息 进行")
    });
    provided || through
}

pub(super) fn transfer(reading: &Reading) -> Declared<bool> {
    ask(reading, &[Topic::Share], |reading, s| {
        if let Some(english) = English::of(s) {
            return en::transfers(s, english);
        }
        if !s.any(&[Cue::Transfer, Cue::Merger]) {
            return Answer::Silent;
        }
        let merger = s.has(Cue::Merger) && s.any(&[Cue::Transfer, Cue::Share]);
        if merger {
            return Answer::Yes(3);
        }
        if !s.text.contains("转让") && !s.has(Cue::Transfer) {
            return Answer::Silent;
        }
        let shared = s.topics.has(Topic::Share) && s.text.contains("transfer");
        if !shared && !s.text.contains("转让") {
            return Answer::Silent;
        }
        exception(reading, s, &[Cue::Transfer])
    })
}

pub(super) fn public_disclosure(reading: &Reading) -> Declared<bool> {
    ask(reading, &[Topic::Share], |reading, s| {
        if let Some(english) = English::of(s) {
            return en::publishes(s, english);
        }
        if !s.has(Cue::Publish) {
            return Answer::Silent;
        }
        let told = s.text.contains("公开披露")
            || s.text.contains("公开您的")
            || s.near(&[Cue::Publish], &[Cue::PersonalObject], 18);
        if !told || published_by_others(s) {
            return Answer::Silent;
        }
        if s.any(&[Cue::Security, Cue::Breach]) && !s.has(Cue::Unless) {
            return Answer::Silent;
        }
        exception(reading, s, &[Cue::Publish])
    })
}

/// Published by the person or by anybody but the processor, or no publication:
/// "您自行向社会公众公开的", "从合法公开披露的信息中", "不属于…公开披露行为".
fn published_by_others(s: &Sentence) -> bool {
    [
        "自行向社会",
        "自行公开",
        "合法公开披露的信息",
        "合法公开的",
        "不属于个人信息的",
        "不属于信息的",
        "的公开信息",
        "谨慎",
        "慎重",
        "有任何问题",
        "疑问",
        "您公开发布",
        "您公开分享",
    ]
    .iter()
    .any(|w| s.text.contains(w))
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
    let mut denied: Vec<(u8, usize)> = Vec::new();
    let mut abroad: Vec<(u8, usize)> = Vec::new();
    let mut conditional: Vec<(u8, usize)> = Vec::new();
    let mut named: Vec<(u8, usize)> = Vec::new();
    let mut foreign: Vec<(u8, usize)> = Vec::new();
    let mut recipients = None;
    for (index, s) in reading.sentences.iter().enumerate() {
        if s.is_heading() {
            continue;
        }
        let bonus = u8::from(s.topics.any(ABROAD));
        match border(s) {
            Some(Border::Home) => home.push((3 + bonus, index)),
            Some(Border::Denied) => denied.push((3 + bonus, index)),
            Some(Border::Abroad) => abroad.push((3 + bonus, index)),
            Some(Border::Conditional) => conditional.push((2 + bonus, index)),
            Some(Border::Foreign) => foreign.push((2, index)),
            Some(Border::Named) => named.push((1 + bonus, index)),
            None => {}
        }
        if recipients.is_none() && s.has(Cue::Abroad) && s.text.contains("境外接收方") {
            recipients = Some((vec![s.text.to_owned()], index));
        }
        if recipients.is_none() && s.latin && matches!(border(s), Some(Border::Abroad)) {
            let names = super::operator::legal_names(s);
            recipients = (!names.is_empty()).then_some((names, index));
        }
    }
    let places = |lists: &[&Vec<(u8, usize)>]| {
        lists
            .iter()
            .flat_map(|l| l.iter().copied())
            .collect::<Vec<_>>()
    };
    use CrossBorderStatement as Statement;
    let (value, evidence) = if abroad.is_empty() && !foreign.is_empty() {
        (
            Some(Statement::Unclear),
            places(&[&foreign, &home, &denied]),
        )
    } else if !abroad.is_empty() && !denied.is_empty() {
        (Some(Statement::Unclear), places(&[&denied, &abroad]))
    } else if !abroad.is_empty() {
        (Some(Statement::Transfers), places(&[&abroad]))
    } else if !(home.is_empty() && denied.is_empty() && conditional.is_empty()) {
        (
            Some(Statement::StoredInChina),
            places(&[&home, &denied, &conditional]),
        )
    } else if !named.is_empty() {
        (Some(Statement::None), places(&[&named]))
    } else {
        (None, Vec::new())
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

pub(super) enum Border {
    /// Stored in China.
    Home,
    /// Not sent abroad.
    Denied,
    /// Sent abroad as a matter of course.
    Abroad,
    /// Sent abroad only on conditions.
    Conditional,
    /// Shared with recipients that may be abroad, without a word on the transfer.
    Foreign,
    /// Named without saying which.
    Named,
}

fn border(s: &Sentence) -> Option<Border> {
    if let Some(english) = English::of(s) {
        return en::border(s, english);
    }
    if ["并非位于您所在", "境外实体", "不在您所在的法域"]
        .iter()
        .any(|w| s.text.contains(w))
    {
        return Some(Border::Foreign);
    }
    if !s.any(&[Cue::Mainland, Cue::Abroad]) {
        return None;
    }
    let information = s.has(Cue::PersonalObject)
        || s.names_kind()
        || s.text.contains("信息")
        || s.text.contains("数据")
        || s.text.contains("data");
    let court = ["法院", "诉讼", "仲裁"].iter().any(|w| s.text.contains(w));
    if !information || court {
        return None;
    }
    if s.has(Cue::Elsewhere) || is_no_provision(s) {
        return None;
    }
    // "在境内运营中收集的信息" tells where it is collected, not where it is stored.
    let place = s.places(Cue::Mainland).any(|(_, end)| {
        let behind = s.slice(end, end + 3);
        !["运营", "收集", "产生", "经营"]
            .iter()
            .any(|w| behind.contains(w))
    });
    let stored = place
        && s.near(&[Cue::Store, Cue::Transmit], &[Cue::Mainland], 40)
        && (s.text.contains("存") || s.has(Cue::Store));
    let sent = s.near(&[Cue::Abroad], &[Cue::Transmit, Cue::Share, Cue::Store], 40);
    if stored && !sent {
        return Some(Border::Home);
    }
    if !sent {
        // "存储于合法合规的位置": a place, but which?
        let near = s.near(&[Cue::Store], &[Cue::Mainland], 40);
        return (near && !place).then_some(Border::Named);
    }
    let course = [
        "遍布全球",
        "可能会被转移",
        "可能会传输",
        "可能被转移",
        "可能会转移",
        "世界任何地方",
        "可能传送至",
        "提供给境外",
        "可能需要我们转移",
        "传输至中华人民共和国境外",
    ]
    .iter()
    .any(|w| s.text.contains(w));
    let hypothetical = [
        "如果",
        "若",
        "如需",
        "如涉及",
        "如我们",
        "如确需",
        "如因",
        "如将来",
        "当需要",
        "当您需要",
        "如有",
        "除非",
        "确需",
        "如后续",
        "如今后",
        "如本公司",
        "如日后",
    ]
    .iter()
    .any(|w| s.text.contains(w));
    let firm = ["不会", "不涉及", "不存在", "不进行", "未向境外", "不向境外"]
        .iter()
        .any(|w| s.text.contains(w));
    let given = s.text.contains("提供给境外") || s.text.contains("传输至中华人民共和国境外");
    // "在获得您的授权后…可能会被转移到境外", not over servers all over the world.
    let agreed = ["授权后", "同意后", "授权同意后"]
        .iter()
        .any(|w| s.text.contains(w));
    let worldwide = ["遍布全球", "管辖区", "世界任何地方"]
        .iter()
        .any(|w| s.text.contains(w));
    if course && agreed && !worldwide {
        return Some(Border::Conditional);
    }
    if course && (!hypothetical || given) {
        return Some(Border::Abroad);
    }
    if firm {
        return Some(Border::Denied);
    }
    if stored {
        return Some(Border::Home);
    }
    let lawful = [
        "同意",
        "法律规定",
        "法律法规",
        "国家规定",
        "相关规定",
        "安全评估",
        "监管部门",
    ]
    .iter()
    .any(|w| s.text.contains(w));
    if s.text.is_ascii()
        && [
            "may be transferred",
            "transferred to",
            "processed in",
            "located in",
        ]
        .iter()
        .any(|w| s.text.contains(w))
    {
        return Some(Border::Abroad);
    }
    if hypothetical || lawful || s.any(&[Cue::WithConsent, Cue::SeparateConsent, Cue::Unless]) {
        return Some(Border::Conditional);
    }
    let may = s.text.contains("可能")
        && s.before(
            &[Cue::Transmit, Cue::Share, Cue::Store],
            &[Cue::Abroad],
            16,
        );
    // "我们会将您的个人信息传输至境外".
    let does = [
        "会将",
        "将会",
        "会把",
        "需要将",
        "我们将",
        "需将",
        "会向境外",
    ]
    .iter()
    .any(|w| s.text.contains(w))
        && s.before(&[Cue::Transmit, Cue::Share], &[Cue::Abroad], 6);
    if may || does {
        return Some(Border::Abroad);
    }
    Some(Border::Named)
}

/// The person's own act, a duty or licence of the person, a pointer elsewhere:
/// nothing that the processor sends.
fn is_no_provision(s: &Sentence) -> bool {
    [
        "个人主动行为",
        "必须符合中国",
        "须遵守中国",
        "许可使用权",
        "建议您详细阅读",
        "出境情况变更",
        "在全球范围内",
    ]
    .iter()
    .any(|w| s.text.contains(w))
}
