//! Security, retention, sensitive information, automated decisions, personalisation.

use super::english::English;
use super::english_care as en;
use super::information::Mention;
use super::questions::{Answer, ask, stated};
use super::text::{Reading, Sentence};
use crate::policy::lexicon::{Cue, Topic};
use crate::policy::{Automated, Declared, Personalised, Retention, Security, Sensitive};

const SECURITY: &[Topic] = &[Topic::Security];
const STORAGE: &[Topic] = &[Topic::Storage];
const PERSONAL: &[Topic] = &[Topic::Automated, Topic::Ads, Topic::Use];

pub(super) fn security(reading: &Reading) -> Security {
    Security {
        measures: ask(reading, SECURITY, |_, s| {
            if !s.any(&[Cue::Security, Cue::Encrypt]) {
                return Answer::Silent;
            }
            let protects = s.has(Cue::PersonalObject)
                || s.topics.any(SECURITY)
                || s.text.contains("信息")
                || s.text.contains("data");
            let recipients = s.text.contains("要求") && s.has(Cue::ThirdParty);
            Answer::when(
                (s.has(Cue::Security) || encrypts(s)) && protects && !recipients,
                2 + u8::from(encrypts(s)),
            )
        }),
        encryption: ask(reading, SECURITY, |_, s| {
            if English::of(s).is_some_and(|e| e.denies(&["encrypt"])) {
                return Answer::No(3);
            }
            if !s.has(Cue::Encrypt) {
                return Answer::Silent;
            }
            let denied = s.text.contains("未加密")
                || s.text.contains("并未加密")
                || s.text.contains("是否完全加密");
            Answer::when(encrypts(s) && !denied, 3)
        }),
        de_identification: ask(reading, SECURITY, |_, s| de_identifies(s)),
        breach_notice: ask(reading, SECURITY, |_, s| {
            if let Some(english) = English::of(s) {
                return en::tells_of_breach(english);
            }
            if !s.has(Cue::Notify) {
                return Answer::Silent;
            }
            let incident = s.has(Cue::Breach) || s.topics.any(SECURITY) && s.text.contains("事件");
            let tells = s.has(Cue::Notify)
                && ["您", "你", "监护人", "用户", "个人信息主体", "客户"]
                    .iter()
                    .any(|w| s.text.contains(w));
            let only_asks = s.text.contains("请您立即") || s.text.contains("请立即联络");
            Answer::when(incident && tells && !only_asks, 3)
        }),
    }
}

/// Encryption is named, not only an address that begins with `https:`.
fn encrypts(s: &Sentence) -> bool {
    s.places(Cue::Encrypt)
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
    let ends = [
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
    ]
    .iter()
    .any(|w| s.text.contains(w));
    let ends = ends && (s.text.contains("删除") || s.text.contains("delete"));
    let after = [
        "注销",
        "超出",
        "停止运营",
        "终止服务",
        "期限届满",
        "届满",
        "到期",
        "停止服务",
        "retention period",
    ]
    .iter()
    .any(|w| s.text.contains(w));
    if ends || after {
        return Answer::Silent;
    }
    let law = s.topics.has(Topic::Exempt)
        || s.text.contains("学术研究")
        || s.text.contains("不属于个人信息");
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
    if s.topics.has(Topic::Cookies) {
        return Answer::Silent;
    }
    if !s.has(Cue::Retain) {
        // "运行日志：六个月", in a section on storage.
        let item = s.topics.any(STORAGE) && (s.names_kind() || s.text.contains("信息"));
        return Answer::when(item && (s.text.contains("为止") || has_years(s.text)), 2);
    }
    let information = s.has(Cue::PersonalObject)
        || s.names_kind()
        || s.topics.any(STORAGE)
        || s.text.contains("信息")
        || s.text.contains("data");
    let rule = s.near(&[Cue::Retain], &[Cue::Period], 40);
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
            let warned = s.text.contains("谨慎");
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
    let aside = ["人格尊严", "谨慎地考虑", "可能会泄露"]
        .iter()
        .any(|w| s.text.contains(w));
    let general = s.has(Cue::Definition)
        || s.text.contains("一旦泄露")
        || s.has(Cue::LawQuote) && !s.has(Cue::Collect);
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
        let opens = ["例如", "包括", "如", "包含"]
            .iter()
            .filter_map(|w| behind.find(w))
            .min();
        let Some(at) = opens.and_then(|at| behind.get(..at)) else {
            return false;
        };
        let from = end + at.chars().count() as u32;
        s.kinds().filter(|k| k.start >= from).count() >= 2
    })
}

pub(super) fn automated(reading: &Reading) -> Automated {
    Automated {
        used: ask(reading, PERSONAL, |_, s| {
            if let Some(english) = English::of(s) {
                return en::decides(english);
            }
            if !s.has(Cue::Automated) {
                return Answer::Silent;
            }
            // "非人工自动决策", "无法识别您身份的用户画像" deny no decision.
            let idle = s.text.contains("非人工") || s.text.contains("识别");
            if !idle && denies(s, &[Cue::AutomatedDecision, Cue::Automated]) {
                return Answer::No(2);
            }
            let meant = s.places(Cue::Automated).any(|(start, _)| {
                let before = s.slice(start.saturating_sub(2).max(s.start), start);
                !before.ends_with("加密") && !before.ends_with('去')
            });
            Answer::when(meant && !s.has(Cue::Definition), 3)
        }),
        opt_out: ask(reading, &[Topic::Automated, Topic::Rights], |reading, s| {
            if let Some(english) = English::of(s) {
                return en::decisions_refused(reading, s, english);
            }
            let decision = s.has(Cue::AutomatedDecision)
                || points_at_decisions(s)
                || s.near.has(Topic::Automated) && is_about_decisions(reading, s);
            if !decision {
                return Answer::Silent;
            }
            let right = s.any(&[Cue::May, Cue::TurnOff]) || s.text.contains("如果这些决定");
            Answer::when(decision && right && s.any(&[Cue::Remedy, Cue::TurnOff]), 3)
        }),
    }
}

/// The section's heading speaks of automated decisions, not only of recommendations.
fn is_about_decisions(reading: &Reading, s: &Sentence) -> bool {
    reading.span(s).heading.last().is_some_and(|h| {
        h.contains("自动") && h.contains("决策") || h.to_lowercase().contains("automated")
    })
}

/// "如果这些决定显著影响您的合法权益", behind a sentence on automated decisions.
fn points_at_decisions(s: &Sentence) -> bool {
    ["这些决定", "该等决定", "此类决定", "上述决定", "该决定"]
        .iter()
        .any(|w| s.text.contains(w))
}

/// Says that the app does not do it; "if you do not want it" says nothing of
/// the kind.
fn denies(s: &Sentence, what: &[Cue]) -> bool {
    let wish = [
        "不希望",
        "不想",
        "不愿",
        "不接受",
        "不同意",
        "不喜欢",
        "不需要",
        "not want",
        "not wish",
        "not to",
        "prefer",
    ];
    // "非人工自动决策", "无法识别身份的画像" deny something else.
    let firm = s
        .places(Cue::Negation)
        .any(|(start, end)| !matches!(s.slice(start, end), "非" | "无法" | "未" | "不能"));
    // "我们不会将你的个人信息用于个性化推荐".
    let used = ["不会将", "不会把", "不将"]
        .iter()
        .any(|w| s.text.contains(w));
    let gap = if used { 18 } else { 8 };
    firm && s.before(&[Cue::Negation], what, gap) && !wish.iter().any(|w| s.text.contains(w))
}

pub(super) fn personalised(reading: &Reading) -> Personalised {
    Personalised {
        push: ask(reading, PERSONAL, |_, s| {
            if let Some(english) = English::of(s) {
                return en::personalises(s, english);
            }
            if s.has(Cue::Ads) && !s.any(&[Cue::StrongPersonal]) {
                return Answer::Silent;
            }
            if denies(s, &[Cue::StrongPersonal]) {
                return Answer::No(1);
            }
            let only_ads = s
                .places(Cue::StrongPersonal)
                .all(|(start, end)| s.slice(start, end).contains("广告"));
            let strong = !only_ads && s.near(&[Cue::StrongPersonal], &[Cue::Content], 16);
            let weak = serves_the_person(s) && s.any(&[Cue::Purpose, Cue::We]);
            Answer::when(strong, 4).or(Answer::when(weak, 2))
        }),
        ads: ask(reading, PERSONAL, |_, s| {
            if let Some(english) = English::of(s) {
                return en::advertises(english);
            }
            // "帮助您优化对广告的选择与互动" tells nothing of whose advertising it is.
            let told = s
                .places(Cue::Ads)
                .any(|(_, end)| !s.slice(end, end + 3).starts_with("的选择"));
            if !told {
                return Answer::Silent;
            }
            let right = REFUSED_PUSH.iter().any(|w| s.text.contains(w));
            let denied = !right
                && (denies(s, &[Cue::Personal, Cue::StrongPersonal])
                    || s.text.contains("不会利用"));
            let close = s.near(
                &[Cue::Personal, Cue::StrongPersonal, Cue::Automated],
                &[Cue::Ads],
                24,
            );
            if denied && close {
                return Answer::No(1);
            }
            Answer::when(close, 3)
        }),
        opt_out: ask(reading, PERSONAL, |reading, s| {
            if let Some(english) = English::of(s) {
                return en::personal_off(s, english);
            }
            if !s.has(Cue::TurnOff) {
                return Answer::Silent;
            }
            let personal = s.any(&[Cue::StrongPersonal]);
            let off = s.near(&[Cue::TurnOff], &[Cue::StrongPersonal, Cue::Personal], 40)
                && s.places(Cue::TurnOff).any(|place| switches(s, place));
            let can = s.any(&[Cue::May, Cue::Path]);
            let cookies = s.topics.has(Topic::Cookies) && s.text.contains("浏览器");
            // "如您不希望…用作前述广告用途，…要求我们停止为上述用途使用".
            let spoken_of = s.topics.any(&[Topic::Ads, Topic::Automated])
                || before(reading, s).is_some_and(|b| b.has(Cue::StrongPersonal));
            let named = spoken_of
                && [
                    "上述用途",
                    "前述广告",
                    "该类信息",
                    "此类广告",
                    "定向广告",
                    "该推荐",
                    "此类推荐",
                ]
                .iter()
                .any(|w| s.text.contains(w));
            let right =
                s.text.contains("的权利") && REFUSED_PUSH.iter().any(|w| s.text.contains(w));
            let switch = personal && off && can && !cookies;
            Answer::when(switch || named || right, 3)
                .or(Answer::when(refuses_what_was_said(reading, s), 2))
        }),
    }
}

/// "保障您拒绝接收基于您个人信息推送的商业广告的权利".
const REFUSED_PUSH: &[&str] = &["基于您个人信息推送", "基于您的个人信息推送"];

/// "…推送符合您兴趣的信息。如您不希望收到此类信息，可在设置中关闭": the sentence
/// before says that it is personal. Plain advertising by message is another thing.
fn refuses_what_was_said(reading: &Reading, s: &Sentence) -> bool {
    let spoken_of = before(reading, s).is_some_and(|b| is_profiled(b) && b.has(Cue::Content));
    let meant = [
        "此类", "该类", "这类", "该等", "上述", "前述", "定向", "推送", "推荐", "推广",
    ]
    .iter()
    .any(|w| s.text.contains(w));
    let other = [
        "商业广告",
        "短信",
        "邮件",
        "位置",
        "定位",
        "权限",
        "拒绝提供",
        "不提供",
    ]
    .iter()
    .any(|w| s.text.contains(w));
    spoken_of && meant && !other && s.any(&[Cue::May, Cue::Path])
}

/// Content by the person's traits, not only "of interest".
fn is_profiled(s: &Sentence) -> bool {
    s.has(Cue::Automated)
        || [
            "个性化",
            "定制",
            "定向",
            "偏好",
            "喜好",
            "兴趣爱好",
            "千人千面",
            "精准",
        ]
        .iter()
        .any(|w| s.text.contains(w))
}

/// A switch, not the refusal to give information: "若您拒绝提供，…不会个性化推荐",
/// "关闭地理位置".
fn switches(s: &Sentence, (start, end): (u32, u32)) -> bool {
    let behind = s.slice(end, end + 8);
    let refusal =
        s.slice(start, end) == "拒绝" && (behind.starts_with("提供") || behind.starts_with("授权"));
    let location = ["地理位置", "定位", "位置权限", "位置信息"]
        .iter()
        .any(|w| behind.trim_start_matches("您的").starts_with(w));
    !refusal && !location
}

/// The sentence before it in its section.
fn before<'r, 'd>(reading: &'r Reading<'d>, s: &Sentence) -> Option<&'r Sentence<'d>> {
    let before = reading.sentences.get(s.index.checked_sub(1)?)?;
    (!before.is_heading() && before.document == s.document).then_some(before)
}

/// Content or services by what the person likes, in weaker words.
fn serves_the_person(s: &Sentence) -> bool {
    s.places(Cue::Personal).any(|(start, end)| {
        let word = s.slice(start, end);
        let vague = ["与您相关", "偏好", "精准", "针对性", "相关性", "兴趣"].contains(&word);
        let around = s.slice(start.saturating_sub(8).max(s.start), end + 10);
        !vague
            && [
                "推荐",
                "推送",
                "内容",
                "服务",
                "体验",
                "展示",
                "content",
                "experience",
                "service",
            ]
            .iter()
            .any(|w| around.contains(w))
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
