//! Sentences that name information without saying that it is collected, and those that
//! go on with what the sentence before collects.

use super::clauses::{Act, Actor, Clause, default_actor};
use super::information::is_ios;
use super::text::{Reading, Sentence};
use crate::policy::lexicon::{Cue, Found, Topic};

/// Sentences that name information without saying that it is collected.
pub(super) fn is_outside(reading: &Reading, sentence: &Sentence) -> bool {
    if sentence.kinds().next().is_none() {
        return true;
    }
    // "姓名：某人", "职位：主管": whom to turn to.
    let value = sentence.text.split_once(['：', ':']);
    let officer = value.is_some_and(|(key, value)| {
        let list = ['、', '，', '和', '（', '(', '/'];
        let one = !value.contains(list) && value.chars().count() <= 16;
        let name = key.trim() == "姓名" && !value.is_empty() && one && !value.contains('证');
        name || matches!(key.trim(), "职位" | "职务")
    });
    let beside = |at: Option<usize>| {
        at.and_then(|at| reading.sentences.get(at))
            .is_some_and(|s| {
                ["姓名", "职位", "职务", "联系方式", "电子邮箱"]
                    .iter()
                    .any(|w| s.text.starts_with(w))
            })
    };
    if officer && (beside(Some(sentence.index + 1)) || beside(sentence.index.checked_sub(1))) {
        return true;
    }
    // "以下信息不适用本政策：".
    if reading
        .lead(sentence)
        .is_some_and(|lead| lead.says("不适用"))
    {
        return true;
    }
    // "可能传送至您所在国家、地区的境外", "某一交易中…提出信息披露请求", "merger or sale of assets".
    let elsewhere = sentence.says_any(&[
        "传送至您所在国家",
        "传输至您所在国家",
        "transmitted to your country",
        "创建的某一交易",
        "创建的某一项交易",
        "information is not applicable to this",
        "境外管辖区",
        // What is offered, and what nobody asks for.
        "向您发送营销信息",
        "即时通讯服务、网上媒体服务",
        "索要",
    ]) || sentence.latin && sentence.has(Cue::Merger);
    // "其他用户发布的照片中可能包含您的信息（包括面部信息）".
    let by_users =
        sentence.says_any(&["其他用户发布", "其他用户分享"]) && sentence.says("可能包含您的");
    if elsewhere
        || by_users
        || is_of_pets(sentence)
        || is_listed_as_not_collected(reading, sentence)
    {
        return true;
    }
    // "其他产品会收集…，请另行阅读", "第三方网站自行收集…".
    if speaks_of_another(sentence) && !sentence.has(Cue::We) {
        return true;
    }
    // "我们会收集以下信息：（1）设备信息：是指…，包括设备型号、MAC地址".
    let collected =
        matches!(reading.lead_act(sentence), Some(Act::Collects(_))) && sentence.says("包括");
    let defines = sentence.has(Cue::Definition) && !sentence.has(Cue::We) && !collected
        || sentence.near.has(Topic::Definitions) && !sentence.has(Cue::Collect);
    // "The shop collects your address; this policy does not apply to it."
    let guarded = sentence.latin
        && sentence.says_any(&[
            "protect against unauthorized",
            "protect against unauthorised",
        ]);
    let other = guarded
        || sentence.latin && sentence.has(Cue::OtherProduct) && sentence.says("not apply to");
    other || defines || is_ios(sentence) || sentence.near.has(Topic::Exempt)
}

/// Of another's product, not of the maker's own partners: "第三方服务提供商".
fn speaks_of_another(sentence: &Sentence) -> bool {
    sentence.places(Cue::OtherProduct).any(|(start, end)| {
        let behind = sentence.slice(end, end + 3);
        match sentence.slice(start, end) {
            "第三方服务" => !["提供方", "提供商", "提供者", "商"]
                .iter()
                .any(|w| behind.starts_with(w)),
            // "某某阅读可能会自行收集使用习惯": the app calls itself by its name.
            "自行收集" => sentence
                .places(Cue::ThirdParty)
                .any(|(third, _)| third < start),
            _ => true,
        }
    })
}

/// "宠物基本信息：姓名、品种、年龄、体重": not of a person.
fn is_of_pets(sentence: &Sentence) -> bool {
    sentence.says("宠物")
        && sentence.says_any(&[
            "品种",
            "绝育",
            "健康信息",
            "健康档案",
            "宠物头像",
            "宠物信息",
            "宠物数据",
        ])
}

/// Below "我们不收集的信息", "Information we do not collect".
fn is_listed_as_not_collected(reading: &Reading, sentence: &Sentence) -> bool {
    const DENY: &[&str] = &[
        "不收集的信息",
        "不会收集的信息",
        "不收集以下",
        "不收集哪些",
        "不采集的信息",
        "we do not collect",
        "we don't collect",
        "We Do Not Collect",
        "We Don't Collect",
    ];
    reading.heading(sentence).is_some_and(|h| h.says_any(DENY))
}

/// "对于经父母同意而收集儿童个人信息的情况", "如果我们发现…收集了儿童的个人信息": every
/// policy has it, also that of an app for adults.
pub(super) fn is_about_found_out(sentence: &Sentence) -> bool {
    sentence.says_any(&[
        "对于经",
        "对于监护人同意",
        "发现",
        "情况下收集",
        "涉及儿童",
        "如果您认为",
    ])
}

/// "This may include your IP address", "它可能包括您设备的IP地址" behind a sentence that
/// collects.
pub(super) fn goes_on(reading: &Reading, sentence: &Sentence) -> Option<(Actor, u8)> {
    const OPENS: &[&str] = &[
        "This may include",
        "This information may include",
        "This data may include",
        "It may include",
        "These may include",
        "Such information may include",
        "它可能包括",
        "这可能包括",
        "这些信息可能包括",
        "这些信息包括",
        "该等信息包括",
        "其中包括",
        "这个日志数据可能包括",
        "此日志数据可能包括",
        "此类信息可能包括",
        "该等信息可能包括",
        "这些数据可能包括",
    ];
    let text = sentence.text.trim_start();
    // "This Log Data may include information such as …".
    let named = text.split_once(" may include").is_some_and(|(who, _)| {
        who.len() <= 32
            && ["This ", "These ", "Such "]
                .iter()
                .any(|w| who.starts_with(w))
    });
    if !named && !OPENS.iter().any(|w| text.starts_with(w)) {
        return None;
    }
    let before = reading.sentences.get(sentence.index.checked_sub(1)?)?;
    let beside = (before.document, before.block) == (sentence.document, sentence.block);
    let collects = before.has(Cue::Collect) && !before.any(&[Cue::Negation, Cue::Refuse]);
    (beside && collects).then(|| (default_actor(before), 4))
}

/// Its clause does something with the information at `found`.
pub(super) fn is_acted_on(clauses: &[Clause], found: &Found) -> bool {
    let mut held = clauses
        .iter()
        .filter(|c| c.start <= found.start && found.end <= c.end);
    held.any(|c| c.act != Act::None)
}

/// The word is for a person to call, beside a number or an address of his.
pub(super) fn is_person_to_call(sentence: &Sentence, found: &Found) -> bool {
    const BOOK: &[&str] = &[
        "通讯录",
        "通信录",
        "电话簿",
        "电话本",
        "好友",
        "短信",
        "通话",
        "权限",
        "读取",
        "访问",
    ];
    sentence.slice(found.start, found.end).starts_with("联系人") && !sentence.says_any(BOOK)
}
