//! Security measures, retention, self-start.

use super::english::English;
use super::english::care as en;
use super::questions::{Answer, ask, stated};
use super::text::{Reading, Sentence};
use crate::policy::lexicon::{Cue, Topic};
use crate::policy::{Declared, Retention, Security};

const SECURITY: &[Topic] = &[Topic::Security];
const STORAGE: &[Topic] = &[Topic::Storage];

pub(super) fn security(reading: &Reading) -> Security {
    Security {
        measures: ask(reading, SECURITY, |reading, s| {
            if !s.any(&[Cue::Security, Cue::Encrypt]) {
                return Answer::Silent;
            }
            let protects = s.has(Cue::PersonalObject)
                || s.topics.any(SECURITY)
                || s.says_any(&["信息", "数据", "传输", "通信", "data"]);
            let recipients = s.says("要求") && s.has(Cue::ThirdParty);
            // "用户应加强密码保护", and what information is used for ("存档和备份用途").
            let duty = ["用户应", "用户须", "您应", "您须"]
                .iter()
                .any(|w| s.text.starts_with(w))
                || s.says("备份用途");
            Answer::when(
                (s.has(Cue::Security) || encrypts(reading, s)) && protects && !recipients && !duty,
                2 + u8::from(encrypts(reading, s)),
            )
        }),
        encryption: ask(reading, SECURITY, |reading, s| {
            if English::of(s).is_some_and(|e| e.denies(&["encrypt"])) {
                return Answer::No(3);
            }
            if !s.has(Cue::Encrypt) {
                return Answer::Silent;
            }
            let denied = s.says_any(&["未加密", "并未加密", "是否完全加密", "非加密"]);
            Answer::when(encrypts(reading, s) && !denied, 3)
        }),
        de_identification: ask(reading, SECURITY, |_, s| de_identifies(s)),
        breach_notice: ask(reading, SECURITY, |reading, s| {
            if let Some(english) = English::of(s) {
                return en::tells_of_breach(english);
            }
            if !s.has(Cue::Notify) {
                return Answer::Silent;
            }
            // "若数据安全受到危害，我们将启动应急预案，并以公告等形式告知用户".
            let plan = s.says("应急预案") && s.says("告知");
            // "…启动应急预案；同时以公告等形式告知相关用户".
            let before = s
                .index
                .checked_sub(1)
                .and_then(|at| reading.sentences.get(at));
            let goes_on = before.is_some_and(|b| {
                (b.document, b.block) == (s.document, s.block)
                    && b.says_any(&["应急预案", "应急流程"])
                    && s.says_any(&["告知", "通知"])
            });
            let plan = plan || goes_on;
            let incident = s.has(Cue::Breach) || plan || s.topics.any(SECURITY) && s.says("事件");
            let tells = s.has(Cue::Notify)
                && s.says_any(&[
                    "您",
                    "你",
                    "监护人",
                    "用户",
                    "个人信息主体",
                    "数据主体",
                    "客户",
                ]);
            // "将第一时间发布更新修复" mends, and tells nobody.
            let mends = s.says("发布更新") && !s.says_any(&["告知", "通知"]);
            // "由于您将用户密码告知他人…导致的泄露" is what the processor does not answer for.
            let only_asks =
                mends || s.says_any(&["请您立即", "请立即联络", "不承担", "密码告知", "告知他人"]);
            Answer::when(incident && tells && !only_asks, 3)
        }),
    }
}

/// Encryption is named, not only an address that begins with `https:`, nor something
/// that the user sees to: "您是否启用了设备加密".
fn encrypts(reading: &Reading, s: &Sentence) -> bool {
    let advised = |s: &Sentence| s.says("您是否") || s.says("建议您");
    let asked = advised(s) || reading.lead(s).is_some_and(advised);
    !asked
        && s.places(Cue::Encrypt)
            .any(|(_, end)| !s.slice(end, end + 1).starts_with(':'))
}

/// As a measure; the end of retention ("删除或匿名化") and definitions do not count.
fn de_identifies(s: &Sentence) -> Answer {
    if let Some(english) = English::of(s) {
        return en::de_identifies(s, english);
    }
    if !s.has(Cue::DeIdentify) || s.has(Cue::Definition) {
        return Answer::Silent;
    }
    let ends = s.says_any(&[
        "删除或匿名化",
        "删除或者匿名化",
        "删除或做匿名化",
        "删除或进行匿名化",
        "匿名化或删除",
        "删除您的个人信息或",
        "删除，或",
        "删除或作匿名化",
        "或匿名化处理",
        "或做匿名化",
        "或进行匿名化",
        "删除、匿名化",
        "或将其匿名化",
        "或者匿名化",
        "或者做匿名化",
        "或采取技术措施进行匿名化",
        "deleted or anonymized",
        "delete or anonymize",
        "删除或者进行匿名化",
        "删除或对其进行匿名化",
        "或对其匿名化",
        "或者进行匿名化",
        "或实现匿名化",
        "或者实现匿名化",
        "或已匿名化",
        "清理或匿名化",
        "清除或匿名化",
        "销毁或匿名化",
    ]);
    // "直到备份可以清除或实现匿名化".
    let ends = ends && s.says_any(&["删除", "清除", "清理", "销毁", "delete"]);
    let after = s.says_any(&[
        "注销",
        "超出",
        "停止运营",
        "终止服务",
        "期限届满",
        "届满",
        "到期",
        "停止服务",
        "已做匿名化",
        "未使用的",
        "不必要的数据",
        "retention period",
    ]);
    if ends || after {
        return Answer::Silent;
    }
    // "不会去识别" is no 去识别.
    let goes = s.places(Cue::DeIdentify).all(|(start, end)| {
        let before = s.slice(start.saturating_sub(1).max(s.start), start);
        matches!(before, "会" | "来") && s.slice(start, end).starts_with('去')
    });
    if goes {
        return Answer::Silent;
    }
    // "获取匿名的交易凭证", "保留某些匿名化的统计数据": what is so by itself.
    let bare = |(start, end): (u32, u32)| {
        let word = s.slice(start, end);
        let plain = word.starts_with("匿名") && !word.contains('化');
        let behind = s.slice(end, end + 2).trim_start_matches('的');
        let of = word.ends_with('的') || s.slice(end, end + 1) == "的";
        plain && of && behind.starts_with(char::is_alphanumeric)
    };
    let kept = s.says("保留某些") || s.places(Cue::DeIdentify).all(bare);
    let law = kept || s.topics.has(Topic::Exempt)
        || s.says("学术研究")
        || s.says("不属于个人信息")
        // "个人信息……不包括匿名化处理后的信息", "匿名化：指……的过程".
        || s.says("不包括匿名化")
        || s.text.contains('指') && s.text.trim_end_matches('。').ends_with("的过程");
    Answer::when(!law, 2)
}

pub(super) fn retention(reading: &Reading) -> Retention {
    let stated_rule = ask(reading, STORAGE, |_, s| retains(s));
    let period = reading
        .sentences
        .iter()
        .enumerate()
        .filter(|(_, s)| !s.is_heading())
        .filter_map(|(index, s)| match retains(s) {
            Answer::Yes(clarity) => Some((clarity + u8::from(s.topics.any(STORAGE)), index)),
            _ => None,
        })
        .max_by_key(|(clarity, index)| (*clarity, std::cmp::Reverse(*index)))
        .and_then(|(_, index)| {
            let text = reading.sentences.get(index)?.text;
            Some((text.chars().take(240).collect::<String>(), index))
        });
    Retention {
        stated: stated_rule,
        period: stated(reading, period, STORAGE),
    }
}

fn retains(s: &Sentence) -> Answer {
    if let Some(english) = English::of(s) {
        return en::retains(s, english);
    }
    // "我们将如何收集、使用、储存您的信息" announces a rule and gives none.
    if s.near.has(Topic::Cookies) || s.says_any(&["如何收集", "将收集、存储", "的相关事宜"])
    {
        return Answer::Silent;
    }
    if !s.has(Cue::Retain) {
        // "运行日志：六个月", in a section on storage.
        let item = s.topics.any(STORAGE) && (s.names_kind() || s.says("信息"));
        return Answer::when(item && (s.says("为止") || has_years(s.text)), 2);
    }
    let information = s.has(Cue::PersonalObject)
        || s.names_kind()
        || s.topics.any(STORAGE)
        || s.says_any(&["信息", "您的付款工具数据", "您的数据", "用户数据", "data"]);
    // "我们仅在需要时保留您的信息"; "存储于服务器期间，我们维护其安全" tells no period.
    let needed = s.says_any(&[
        "仅在需要时保留",
        "仅在必要时保留",
        "仅在需要时存储",
        "仅在必要时存储",
    ]);
    if s.says("服务器期间") && (s.has(Cue::Security) || s.says("安全")) {
        return Answer::Silent;
    }
    // "同意收集之后、注销账号之前保留您的个人信息".
    let until = s.has(Cue::Retain)
        && s.says_any(&[
            "注销账号之前",
            "注销账户之前",
            "注销之前",
            "账号注销前",
            "注销账号前",
        ]);
    let rule = needed || until || s.near(&[Cue::Retain], &[Cue::Period], 40);
    let years = s.near(&[Cue::Retain], &[Cue::WorkingDays], 30)
        || s.places(Cue::Retain).any(|(start, end)| {
            let from = start.saturating_sub(16).max(s.start);
            let around = s.slice(from, end + 24);
            has_years(around)
        });
    Answer::when(information && (rule || years), 2 + u8::from(rule))
}

/// "3年", "六个月", "永久".
fn has_years(text: &str) -> bool {
    if !["年", "个", "year", "month"]
        .iter()
        .any(|u| text.contains(u))
    {
        return false;
    }
    let chars: Vec<char> = text.chars().collect();
    let number = |at: usize| super::number::integer(chars.get(at..)?);
    (0..chars.len()).any(|at| {
        number(at).is_some_and(|(value, used)| {
            let rest: String = chars.iter().skip(at + used).take(6).collect();
            let rest = rest.trim_start_matches([' ', '（', '）', ')']);
            value < 1_000
                && ["年", "个月", "个自然", " year", "year", "month", " month"]
                    .iter()
                    .any(|u| rest.starts_with(u))
        })
    })
}

pub(super) fn self_start(reading: &Reading) -> Declared<bool> {
    ask(reading, &[Topic::Permissions, Topic::Collect], |_, s| {
        if let Some(english) = English::of(s) {
            return en::starts_itself(s, english);
        }
        if !s.has(Cue::SelfStart) {
            return Answer::Silent;
        }
        let denied = s.before(&[Cue::Negation], &[Cue::SelfStart], 8);
        if denied {
            Answer::No(2)
        } else {
            Answer::Yes(3)
        }
    })
}
