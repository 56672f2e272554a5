//! Cancelling an account: how, within how long, on what conditions.

use super::english::English;
use super::english::rights as en;
use super::named_rights::calls_right;
use super::number::days_in;
use super::questions::{Answer, best, searched, stated};
use super::rights::{HOME, by_processor, enumerates};
use super::text::{Reading, Sentence};
use crate::policy::CancelAccount;
use crate::policy::Declared;
use crate::policy::lexicon::{Cue, Topic};

pub(super) fn cancel_account(reading: &Reading) -> CancelAccount {
    let mut places: Vec<(u8, usize)> = Vec::new();
    let mut days = None;
    let mut conditions = None;
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let section = sentence.near.has(Topic::Cancel);
        let english = English::of(sentence);
        let named = english.as_ref().map_or(sentence.has(Cue::Cancel), |e| {
            en::names_cancelling(reading, sentence, e)
        });
        if sentence.is_heading() || !(named || section) {
            continue;
        }
        let answer = english.as_ref().map_or_else(
            || {
                let named = calls_right(reading, sentence, Cue::Cancel);
                let counted = enumerates(sentence) && sentence.has(Cue::Cancel);
                cancels(sentence)
                    .or(Answer::when(named, 3))
                    .or(Answer::when(counted, 2))
            },
            |e| en::cancels(reading, sentence, e),
        );
        if let Answer::Yes(clarity) = answer {
            places.push((clarity + u8::from(section) * 2, index));
        }
        // "注销后六个月" is how long things are kept.
        let kept = sentence.says_any(&["保存", "保留", "存储", "留存", "注销之日起"])
            // "修改密码至少一个月后，提出注销申请" is a condition.
            || sentence.says("至少") && sentence.says("后");
        if days.is_none()
            && !kept
            && named
            && let Some(count) = days_in(sentence.text)
        {
            days = Some((count, index));
        }
        if conditions.is_none() && named && sets_conditions(sentence) {
            conditions = Some((sentence.text.to_owned(), index));
        }
    }
    places.sort_by_key(|(clarity, index)| (std::cmp::Reverse(*clarity), *index));
    let how = places
        .first()
        .and_then(|(_, index)| reading.sentences.get(*index))
        .map(|s| s.text.chars().take(240).collect::<String>());
    let found = how.is_some();
    CancelAccount {
        how: Declared {
            value: how,
            evidence: best(reading, places),
            searched: searched(reading, HOME, found),
        },
        days: stated(reading, days, HOME),
        conditions: stated(reading, conditions, HOME),
    }
}

/// Offers cancellation; "after you cancel, we delete" alone does not.
fn cancels(sentence: &Sentence) -> Answer {
    if !sentence.has(Cue::Cancel) {
        return Answer::Silent;
    }
    // "我们可能不会响应您提出的更正、删除、注销的请求".
    if sentence.says_any(&["不会响应", "无法响应", "不响应"]) {
        return Answer::Silent;
    }
    let denied = sentence.says("不支持注销") || sentence.says("无法注销");
    if denied {
        return Answer::No(3);
    }
    if sentence
        .places(Cue::Cancel)
        .all(|(at, _)| by_processor(sentence, at))
    {
        return Answer::Silent;
    }
    let offer = sentence.places(Cue::Cancel).any(|(start, _)| {
        let before = sentence.slice(sentence.start.max(start.saturating_sub(30)), start);
        let verbs = [
            "可以",
            "有权",
            "可通过",
            "可在",
            "申请",
            "要求",
            "点击",
            "进入",
            "支持",
            "提供",
            "您可",
            "选择",
            "通过",
            "请求",
            "可随时",
            "可自行",
            "自主",
            "can ",
            "may ",
            "right to",
            "request",
            "wish to",
            "want to",
            "option to",
            "可向",
            "可",
            "发送邮件",
            "希望",
            "如果您需要",
            "如您需要",
            "进行",
            "能够",
            "拥有",
            "享有",
        ];
        verbs.iter().any(|v| before.contains(v))
    });
    let path = sentence.has(Cue::Path)
        && sentence.says_any(&["-", "—", "→", ">", "【", "“", "\"", "设置"]);
    let function = sentence.says_any(&[
        "注销功能",
        "注销服务",
        "支持注销",
        "注销入口",
        "注销流程",
        "的注销",
    ]);
    let way = sentence.says("注销账户的方式") || sentence.says("注销账号的方式");
    let way = way || sentence.says_any(&["帐户可以被删除", "账户可以被删除", "账号可以被删除"]);
    let function =
        function || way || sentence.says_any(&["关闭您的账户", "关闭你的账户", "关闭您的账号"]);
    let later = sentence
        .places(Cue::CancelAfter)
        .any(|place| is_later(sentence, place));
    let subordinate = later && !path && !function;
    let exact = sentence.says_any(&["您可以", "您有权", "您可", "可以"]);
    if subordinate && !(offer && exact && !only_after(sentence)) {
        return Answer::Silent;
    }
    Answer::when(
        offer || path || function,
        2 + u8::from(path) * 2 + u8::from(exact),
    )
}

/// "注销账户后", not the last of several rights: "撤回同意或注销账户".
fn is_later(sentence: &Sentence, (start, end): (u32, u32)) -> bool {
    if !sentence.slice(start, end).starts_with('或') {
        return true;
    }
    let behind = sentence.slice(end, end + 8);
    let clause = behind.split(['，', '。', '；']).next().unwrap_or(behind);
    clause.contains(['后', '时', '前']) || clause.contains("之日")
}

/// Every mention of cancelling is of the time after it.
fn only_after(sentence: &Sentence) -> bool {
    let after = sentence.places(Cue::CancelAfter).count();
    let bare = sentence
        .places(Cue::Cancel)
        .filter(|(start, end)| {
            !sentence
                .places(Cue::CancelAfter)
                .any(|(s, e)| s <= *start && *end <= e + 6)
        })
        .count();
    after > 0 && bare == 0
}

fn sets_conditions(sentence: &Sentence) -> bool {
    let none = [
        "不设",
        "不附加",
        "没有其他条件",
        "无其他条件",
        "没有任何条件",
        "no condition",
    ];
    if sentence.says_any(&none) {
        return false;
    }
    sentence.says_any(&[
        "条件",
        "需满足",
        "须满足",
        "验证您的",
        "验证身份",
        "结清",
        "余额",
        "无纠纷",
        "身份验证",
        "需要您",
        "前提",
    ]) || English::of(sentence).is_some_and(|e| e.says(en::CONDITIONS))
}
