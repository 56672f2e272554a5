//! Sharing, entrusting, transfer, publication.

use std::collections::BTreeSet;

use super::english::English;
use super::english::sharing as en;
use super::questions::{Answer, ask};
use super::text::{Reading, Sentence};
use crate::policy::chars::last;
use crate::policy::lexicon::{Cue, Tag, Topic};
use crate::policy::{Declared, Sharing};

const SHARE: &[Topic] = &[Topic::Share, Topic::Sdk, Topic::ThirdParty];

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
        separate_consent: ask(reading, SHARE, separate_consent),
    }
}

/// "除本政策所述外，我们不会与任何人共享您的信息".
fn shares_as_told(sentence: &Sentence) -> bool {
    sentence.says("任何人") && sentence.says_any(&["所述外", "除了在本", "描述的除外", "中描述"])
}

fn others(sentence: &Sentence) -> bool {
    sentence.any(&[Cue::ThirdParty, Cue::Affiliate, Cue::Authority])
}

fn shares(reading: &Reading, sentence: &Sentence) -> Answer {
    if let Some(english) = English::of(sentence) {
        return en::shares(reading, sentence, english);
    }
    // "定向广告" tells of no giving to advertisers.
    let given = |(start, _): (u32, u32)| {
        let before = sentence.slice(start.saturating_sub(1).max(sentence.start), start);
        !matches!(before, "定" | "面" | "导")
    };
    // "其他用户分享的视频中可能包含您的信息": what others do.
    let by_users =
        sentence.says_any(&["其他用户发布", "其他用户分享"]) && sentence.says("包含您的");
    if shares_as_told(sentence) && sentence.places(Cue::Share).any(given) {
        return Answer::Yes(2);
    }
    let told = sentence.places(Cue::Share).any(given) && others(sentence) && !by_users;
    if !told || by_the_person(sentence) {
        return Answer::Silent;
    }
    let open = sentence.any(&[
        Cue::Unless,
        Cue::WithoutConsent,
        Cue::WithConsent,
        Cue::SeparateConsent,
    ]);
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
    let information = sentence.has(Cue::PersonalObject)
        || sentence.names_kind()
        || sentence.near.any(SHARE) && sentence.says("信息")
        || sentence.has(Cue::We) && sentence.says("共享数据")
        || sentence.says_any(&["您输入的", "您上传的", "您提交的"]);
    Answer::when(information, 2 + u8::from(sentence.has(Cue::We)))
}

/// "您通过我们的服务分享…": the person shares.
fn by_the_person(sentence: &Sentence) -> bool {
    let share = sentence.places(Cue::Share).next();
    let Some((at, _)) = share else { return false };
    // "用户有责任妥善保管帐号，不向他人透露".
    if sentence.says("妥善保管") && !sentence.has(Cue::We) {
        return true;
    }
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
        if shares_as_told(sentence) && seen.insert("任何人".to_owned()) {
            all.push("任何人".to_owned());
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

fn separate_consent(reading: &Reading, sentence: &Sentence) -> Answer {
    if let Some(english) = English::of(sentence) {
        return en::separate_consent_to_sharing(sentence, english);
    }
    if !sentence.has(Cue::SeparateConsent) {
        return Answer::Silent;
    }
    let abroad = sentence.has(Cue::Abroad);
    let merger = sentence.has(Cue::Merger) || sentence.says("继受") || sentence.says("新的持有");
    // "1、获得您的单独同意；" below "我们不会向第三方提供您的个人信息，除非：".
    let led = reading
        .lead(sentence)
        .is_some_and(|l| l.has(Cue::Share) && others(l) && !l.has(Cue::Publish));
    let share = led
        || sentence.has(Cue::Share)
        || sentence.topics.any(SHARE) && sentence.has(Cue::ThirdParty);
    // "公开披露您的个人信息前，我们会取得您的单独同意" is of publication.
    let published =
        sentence.has(Cue::Publish) && !sentence.says_any(&["共享", "提供", "分享", "转移"]);
    let transfer_only = sentence.near.has(Topic::CrossBorder) || published;
    // A promise for other purposes, or of what the recipient must ask for.
    let changed = sentence.says_any(&[
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
    ]);
    let close = led || sentence.near(&[Cue::SeparateConsent], &[Cue::Share, Cue::ThirdParty], 40);
    Answer::when(
        close && share && !abroad && !merger && !transfer_only && !changed,
        3,
    )
}

pub(super) fn entrusted(reading: &Reading) -> Declared<bool> {
    ask(reading, SHARE, |reading, s| {
        if let Some(english) = English::of(s) {
            return en::entrusts(s, english);
        }
        if works_for_us(s) || is_told_below_heading(reading, s) {
            return Answer::Yes(2);
        }
        if !s.has(Cue::Entrust) {
            return Answer::Silent;
        }
        // "我们可能雇佣第三方公司，原因如下：代表我们提供服务；".
        let hired = reading.lead(s).is_some_and(|l| {
            l.has(Cue::ThirdParty) && l.says_any(&["雇佣", "雇用", "聘请", "委托"])
        });
        if hired && s.says("代表我们") {
            return Answer::Yes(2);
        }
        let others = s.has(Cue::ThirdParty)
            || s.has(Cue::Affiliate)
            || s.says("委托处理")
            || s.says("我们委托")
            || s.says("受托方")
            || s.says_any(&[
                "雇用其他公司代表我们",
                "聘请其他公司代表我们",
                "其他公司代表我们提供",
            ])
            || entrusts_somebody(s);
        if denies_entrusting(s) {
            return Answer::No(2);
        }
        let information = s.has(Cue::PersonalObject)
            || s.names_kind()
            || s.topics.any(SHARE)
            || s.says_any(&["信息", "资料", "data", "其他公司代表我们"]);
        // 受委托 advertising and "委托我们": the others entrust us.
        // "您委托他人代您行使权利".
        let person = s.says_any(&["您委托", "用户委托", "授权委托书", "委托代理人"]);
        let reversed = person || s.says("委托我们") || s.says("委托进行推广");
        let question = s.says("如何委托");
        Answer::when(others && information && !reversed && !question, 3)
    })
}

/// "服务商仅在完成验证所必需的范围内处理你的手机号" below "委托处理".
fn is_told_below_heading(reading: &Reading, s: &Sentence) -> bool {
    let whom = ["服务商", "供应商", "该等服务", "合作方", "受托"];
    s.says("处理")
        && s.says_any(&whom)
        && !s.has(Cue::Negation)
        && !s.is_heading()
        && reading.heading(s).is_some_and(|h| h.says("委托处理"))
}

/// "委托物流公司处理您的收货信息", "委托有能力的专业机构代表我们来处理".
fn entrusts_somebody(s: &Sentence) -> bool {
    s.text.split("委托").skip(1).any(|rest| {
        let clause = rest.split(['，', '。', '；', '、']).next().unwrap_or(rest);
        let whom = [
            "公司",
            "机构",
            "服务商",
            "企业",
            "供应商",
            "平台",
            "人员",
            "团队",
        ];
        clause.contains("处理") && whom.iter().any(|w| clause.contains(w))
    })
}

/// "我们不会委托任何第三方处理您的个人信息", without an exception.
fn denies_entrusting(s: &Sentence) -> bool {
    let open = s.any(&[
        Cue::Unless,
        Cue::WithoutConsent,
        Cue::WithConsent,
        Cue::Exempt,
    ]);
    !open && s.says_any(&["不会委托", "不委托", "没有委托", "未委托", "不存在委托"])
}

/// "供应商仅会按照我们的指示处理您的数据".
fn instructed_to_process(text: &str) -> bool {
    ["指示", "指令"].iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let (before, rest) = text.split_at(at);
            let before = last(before, 18);
            // "根据我们的指示，这些方只能…处理个人数据".
            let reach = if text.contains("只能") || text.contains("仅能") {
                40
            } else {
                4
            };
            let behind: String = rest.chars().skip(2).take(reach).collect();
            ["按照", "根据", "依照"].iter().any(|w| before.contains(w)) && behind.contains("处理")
        })
    })
}

/// "为我们提供支付服务、数据处理等", "通过第三方对您的用户信息进行整理、统计".
fn works_for_us(s: &Sentence) -> bool {
    // What PIPL art. 21 asks of a processor; "按照我们的说明" is asked of all recipients.
    if s.says_any(&["指示", "指令"]) && instructed_to_process(s.text) {
        return true;
    }
    // "服务提供者帮助我们提供客户支持、数据处理等服务".
    let served = s.says("数据处理")
        && s.says_any(&["帮助我们", "协助我们", "支持我们"])
        && s.says_any(&["服务提供者", "服务提供商", "服务商", "供应商"]);
    if served {
        return true;
    }
    // "代表某某发出电子邮件或推送通知的通讯服务提供商", by whatever name it calls itself.
    if s.says("代表") && s.says_any(&["的通讯服务提供商", "的通信服务提供商"]) {
        return true;
    }
    if !s.says_any(&["为我们提供", "通过第三方对", "措施来为"]) {
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
    // "让他们按照我们的说明以及相应的保密和安全措施来为本应用处理这些信息".
    let instructed = s.text.split_once("措施来为").is_some_and(|(_, rest)| {
        let near: String = rest.chars().take(12).collect();
        near.contains("处理")
    });
    provided || through || instructed
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
        if !s.says("转让") && !s.has(Cue::Transfer) {
            return Answer::Silent;
        }
        let shared = s.topics.has(Topic::Share) && s.says("transfer");
        if !shared && !s.says("转让") {
            return Answer::Silent;
        }
        // "见下方“我们可能分享、转让和披露的信息”章节" points there.
        if s.says("章节") || tells_of_changes(s) {
            return Answer::Silent;
        }
        // Accounts and licences are transferred, or must not be: "不可转让的许可".
        let information = s.has(Cue::PersonalObject)
            || s.names_kind()
            || s.says("信息")
            || s.topics.has(Topic::Share);
        if !information || s.says("不可转让") {
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
        if s.is_cell() || tells_of_changes(s) {
            return Answer::Silent;
        }
        // "我们不会公开披露。如确需披露，我们会告知您…，并征得您的明确同意".
        let needed = s.says_any(&["确需披露", "必须披露", "必须公开披露", "确需公开披露"]);
        if needed && s.any(&[Cue::SeparateConsent, Cue::WithConsent, Cue::Agree]) {
            return Answer::Yes(2);
        }
        if !s.has(Cue::Publish) {
            return Answer::Silent;
        }
        let told = s.says("公开披露")
            || s.says("公开您的")
            || s.says_any(&["处罚公告", "公布中奖"])
            // "不会公开您的信息；确需公开的，我们会取得您的同意".
            || s.says("确需公开") && s.any(&[Cue::SeparateConsent, Cue::WithConsent])
            || s.near(&[Cue::Publish], &[Cue::PersonalObject], 18);
        if !told || published_by_others(s) || discloses_to_others(s) {
            return Answer::Silent;
        }
        if s.any(&[Cue::Security, Cue::Breach]) && !s.has(Cue::Unless) {
            return Answer::Silent;
        }
        exception(reading, s, &[Cue::Publish])
    })
}

/// "个人信息共享、转让或公开披露的主要对象发生变化": a change to be told of.
fn tells_of_changes(s: &Sentence) -> bool {
    s.says("对象发生变化") || s.says("对象发生变更")
}

/// "未经允许不会向第三方披露您的个人信息": another word for sharing, not for publishing.
fn discloses_to_others(s: &Sentence) -> bool {
    let to = ["向第三方", "向任何", "向无关", "向其他", "向他人"];
    let given = ["给第三方", "给任何", "给其他", "给他人", "给无关"];
    s.places(Cue::Publish).all(|(start, end)| {
        let before = s.slice(start.saturating_sub(20).max(s.start), start);
        let behind = s.slice(end, end + 14);
        let word = s.slice(start, end);
        (word.ends_with("披露您的") && !before.ends_with("公开")
            || word.ends_with("公开您的")
            || word == "公开" && behind.starts_with("您的"))
            && (to.iter().any(|w| before.contains(w)) || given.iter().any(|w| behind.contains(w)))
    })
}

/// Published by the person or by anybody but the processor, or no publication:
/// "您自行向社会公众公开的", "从合法公开披露的信息中", "不属于…公开披露行为".
fn published_by_others(s: &Sentence) -> bool {
    s.says_any(&[
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
        "您选择公开",
        "可让您",
        "您发帖",
        "未经授权的访问",
        "未经授权访问",
        "上报公开",
    ])
}

/// Told with exceptions or conditions: yes. Flatly denied: no.
fn exception(reading: &Reading, s: &Sentence, verb: &[Cue]) -> Answer {
    // "以下条款描述我们如何收集、使用、披露您的个人信息" announces a rule and gives none.
    let how = |(start, _): (u32, u32)| {
        let before = s.slice(start.saturating_sub(24).max(s.start), start);
        before.contains("如何")
    };
    if verb.iter().all(|cue| s.places(*cue).all(how)) {
        return Answer::Silent;
    }
    let open = s.any(&[
        Cue::Unless,
        Cue::WithoutConsent,
        Cue::WithConsent,
        Cue::SeparateConsent,
        Cue::Exempt,
    ]) || s.text.ends_with(['：', ':'])
        || reading.lead(s).is_some_and(|l| l.has(Cue::Unless));
    let denies = s.before(&[Cue::Negation], verb, 20);
    match (denies, open) {
        (true, true) => Answer::Yes(3),
        (true, false) => Answer::No(3),
        (false, _) => {
            // "公布中奖名单时会隐去手机号": a kind is enough to publish, accounts are transferred.
            let item = verb.contains(&Cue::Publish) && (s.names_kind() || open);
            Answer::when(item || s.has(Cue::PersonalObject) || s.says("信息"), 2)
        }
    }
}
