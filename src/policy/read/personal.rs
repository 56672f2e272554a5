//! Automated decisions, personalised content and advertising, and the ways out.

use super::english::English;
use super::english::care as en;
use super::questions::{Answer, ask};
use super::text::{Reading, Sentence};
use crate::policy::lexicon::{Cue, Topic};
use crate::policy::{Automated, Personalised};

const PERSONAL: &[Topic] = &[Topic::Automated, Topic::Ads, Topic::Use];

pub(super) fn automated(reading: &Reading) -> Automated {
    Automated {
        used: ask(reading, PERSONAL, |reading, s| {
            if let Some(english) = English::of(s) {
                return en::decides(english);
            }
            // "用自动化的方式恶意使用本产品": what the person must not do.
            if s.says("恶意使用") || s.says("不得") && s.says("自动化的方式") {
                return Answer::Silent;
            }
            if !s.has(Cue::Automated) {
                // "我们可能基于您的行为进行个性化排序" below "自动化决策".
                let told = s.near.has(Topic::Automated)
                    && s.has(Cue::We)
                    && s.has(Cue::StrongPersonal)
                    && !denies(s, &[Cue::StrongPersonal])
                    && is_about_decisions(reading, s);
                return Answer::when(told, 2);
            }
            // "非人工自动决策", "无法识别您身份的用户画像" deny no decision.
            let idle = s.says("非人工") || s.says("识别") && !s.says("不会用于");
            // "不向任何用户提供行为画像营销".
            if s.says("不向任何用户") {
                return Answer::No(2);
            }
            if !idle && denies(s, &[Cue::AutomatedDecision, Cue::Automated]) {
                return Answer::No(2);
            }
            // "使用匿名数据进行机器学习、模型算法训练".
            if s.says("匿名") && s.says("训练") {
                return Answer::Silent;
            }
            // "AES算法" decides nothing.
            let cipher = (s.has(Cue::Encrypt) || s.says_any(&["SHA", "MD5", "哈希", "完整性"]))
                && s.places(Cue::Automated)
                    .all(|(start, end)| s.slice(start, end) == "算法");
            let meant = !cipher
                && s.places(Cue::Automated).any(|(start, _)| {
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
                || goes_on_from_decision(reading, s)
                || s.near.has(Topic::Automated) && is_about_decisions(reading, s);
            if !decision {
                return Answer::Silent;
            }
            let right = s.any(&[Cue::May, Cue::TurnOff]) || s.says("如果这些决定");
            // "如果这些决定影响您的合法权益，您可以联系客服".
            let reviewed = s.says_any(&["人工复核", "人工审核", "人工处理"]);
            let appeals = (points_at_decisions(s) || reviewed) && s.has(Cue::Contact);
            let right = right || reviewed;
            let remedy = appeals || s.any(&[Cue::Remedy, Cue::TurnOff]);
            Answer::when(decision && right && remedy, 3)
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
    s.says_any(&["这些决定", "该等决定", "此类决定", "上述决定", "该决定"])
}

/// "…做出自动决策决定。如果您不希望参与此类定向信息展示，可以…": the sentence before, or
/// the one before that, tells of the decision.
fn goes_on_from_decision(reading: &Reading, s: &Sentence) -> bool {
    let back = [
        "此类", "该类", "这类", "该等", "上述", "前述", "救济", "申诉", "异议",
    ];
    let behind = |steps: usize| {
        let at = s.index.checked_sub(steps)?;
        reading.sentences.get(at)
    };
    let decided = (1..=2).filter_map(behind).any(|b| {
        let decides = b.has(Cue::AutomatedDecision) || b.says("自动决定");
        b.document == s.document && !b.is_silent_heading() && decides
    });
    decided && s.says_any(&back)
}

/// Says that the app does not do it; "if you do not want it" says nothing of
/// the kind.
fn denies(s: &Sentence, what: &[Cue]) -> bool {
    if !s.has(Cue::Negation) || !s.any(what) {
        return false;
    }
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
    // "我们不会将你的个人信息用于个性化推荐", "我们不会使用这些信息进行用户画像".
    let used = s.says_any(&[
        "不会将",
        "不会把",
        "不将",
        "不会使用",
        "不使用",
        "不会利用",
        "不会基于",
        "不会通过",
        "不会对您",
        "不会用于",
        "不会被用于",
        "绝不利用",
        "绝不会",
        "绝不将",
        "不利用",
    ]);
    let gap = if used { 18 } else { 8 };
    firm && s.before(&[Cue::Negation], what, gap) && !s.says_any(&wish)
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
            // "个性化、精准化的广告服务".
            let only_ads = s.places(Cue::StrongPersonal).all(|(start, end)| {
                s.slice(start, end).contains("广告")
                    || s.slice(end, end + 7).contains("广告") && !s.says("资讯")
            });
            // "形成用户画像，使“推荐书籍”的功能更具针对性".
            let profiled = s.has(Cue::Automated) && !s.has(Cue::Ads) && s.says("推荐");
            let strong = !only_ads && s.near(&[Cue::StrongPersonal], &[Cue::Content], 16);
            let traits = !s.has(Cue::Ads) && is_chosen_by_traits(s);
            let advertises = only_ads && s.has(Cue::StrongPersonal);
            let weak = !advertises && serves_the_person(s) && s.any(&[Cue::Purpose, Cue::We]);
            let profiled = profiled && !s.has(Cue::Definition);
            Answer::when(strong, 4).or(Answer::when(weak || profiled || traits, 2))
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
            let right = s.says_any(REFUSED_PUSH);
            // "关闭后您看到的广告数量不会减少，但相关性会降低".
            let fewer = s.has(Cue::TurnOff) && s.says("数量");
            let denied = !right
                && !fewer
                && (denies(s, &[Cue::Personal, Cue::StrongPersonal, Cue::Automated])
                    || s.says("不会利用"));
            let close = s.near(
                &[Cue::Personal, Cue::StrongPersonal, Cue::Automated],
                &[Cue::Ads],
                24,
            );
            // "仅会提供画像标签…，以帮助其提升广告有效触达率", "包括但不限于展示广告（…）、
            // 基于特征标签…": further apart, and still of the person.
            let reached =
                s.has(Cue::Automated) && (s.says("触达") || s.says("包括但不限于展示广告"));
            // "促销信息、推广信息，或其他您可能感兴趣的内容": what may be of interest is the rest.
            let rest = s.says_any(&["或其他您可能感兴趣的内容", "或其他您可能感兴趣的信息"])
                && !s.says("广告");
            let close = reached || close && !rest && !only_marketing_listed(s);
            if denied && close {
                return Answer::No(1);
            }
            Answer::when(close, 3)
        }),
        opt_out: ask(reading, PERSONAL, |reading, s| {
            if let Some(english) = English::of(s) {
                return en::personal_off(s, english);
            }
            // PIPL art. 24: an option that is not aimed at the person's traits.
            let impersonal = ["不针对您个人特征", "不针对其个人特征", "不针对个人特征"];
            if s.says_any(&impersonal) && !s.has(Cue::LawQuote) {
                return Answer::Yes(3);
            }
            // "您可以管理此类个性化推荐广告".
            if s.has(Cue::StrongPersonal) && s.says_any(&["可以管理此类", "可管理此类"])
            {
                return Answer::Yes(2);
            }
            if !s.has(Cue::TurnOff) {
                return Answer::Silent;
            }
            let personal = s.any(&[Cue::StrongPersonal]);
            let off = s.near(&[Cue::TurnOff], &[Cue::StrongPersonal, Cue::Personal], 40)
                && s.places(Cue::TurnOff).any(|place| switches(s, place));
            // "您可以控制以下设置：" before "开启或关闭音乐个性化推荐".
            let can = s.any(&[Cue::May, Cue::Path])
                || s.says_any(&["也可以", "可以根据"])
                || s.says("开关")
                || s.says("退出机制")
                || reading.lead(s).is_some_and(|l| l.has(Cue::May));
            let cookies = s.topics.has(Topic::Cookies) && s.says("浏览器");
            // "如您不希望…用作前述广告用途，…要求我们停止为上述用途使用".
            let spoken_of = s.topics.any(&[Topic::Ads, Topic::Automated])
                || before(reading, s).is_some_and(|b| b.has(Cue::StrongPersonal));
            let named = spoken_of
                && s.says_any(&[
                    "上述用途",
                    "前述广告",
                    "该类信息",
                    "此类广告",
                    "定向广告",
                    "该推荐",
                    "此类推荐",
                ]);
            let right = s.says("的权利") && s.says_any(REFUSED_PUSH);
            // "如果不希望该信息被用于根据您的兴趣投放广告，可以选择退出".
            let interest = s.says("根据您的兴趣") || s.says("基于您的兴趣");
            let refused = interest && s.says_any(&["选择退出", "选择不"]) && s.says("可以");
            let switch = personal && off && can && !cookies || refused;
            Answer::when(switch || named || right, 3)
                .or(Answer::when(refuses_what_was_said(reading, s), 2))
        }),
    }
}

/// "产品展示、个性化推荐、发送营销信息": an item of its own, and not advertising.
fn only_marketing_listed(s: &Sentence) -> bool {
    s.places(Cue::Ads).all(|(start, end)| {
        let word = s.slice(start, end);
        let last = s
            .places(Cue::StrongPersonal)
            .filter(|(_, e)| *e <= start)
            .last();
        word.starts_with("营销") && last.is_some_and(|(_, e)| s.slice(e, start).contains('、'))
    })
}

/// "保障您拒绝接收基于您个人信息推送的商业广告的权利".
const REFUSED_PUSH: &[&str] = &["基于您个人信息推送", "基于您的个人信息推送"];

/// "…推送符合您兴趣的信息。如您不希望收到此类信息，可在设置中关闭": the sentence
/// before says that it is personal. Plain advertising by message is another thing.
fn refuses_what_was_said(reading: &Reading, s: &Sentence) -> bool {
    let spoken_of = before(reading, s).is_some_and(|b| is_profiled(b) && b.has(Cue::Content));
    if !spoken_of {
        return false;
    }
    let meant = s.says_any(&[
        "此类", "该类", "这类", "该等", "上述", "前述", "定向", "推送", "推荐", "推广",
    ]);
    let other = s.says_any(&[
        "商业广告",
        "短信",
        "邮件",
        "位置",
        "定位",
        "权限",
        "拒绝提供",
        "不提供",
        "必需",
        "退订",
    ]);
    meant && !other && s.any(&[Cue::May, Cue::Path])
}

/// Content by the person's traits, not only "of interest".
fn is_profiled(s: &Sentence) -> bool {
    s.has(Cue::Automated)
        || s.says_any(&[
            "个性化",
            "定制",
            "定向",
            "偏好",
            "喜好",
            "兴趣爱好",
            "千人千面",
            "精准",
        ])
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

/// "根据您的购买历史、年龄和地理位置推荐产品", "提取您的搜索偏好、行为习惯等特征".
fn is_chosen_by_traits(s: &Sentence) -> bool {
    let drawn = s.says_any(&["根据您的", "基于您的", "结合您的"]) && s.has(Cue::We);
    let chosen = s.says_any(&["推荐", "推送"]) && s.kinds().count() >= 2
        || s.says("提取您的") && s.says("偏好");
    drawn && chosen && !s.any(&[Cue::Negation, Cue::Definition, Cue::Exempt])
}

/// Content or services by what the person likes, in weaker words.
fn serves_the_person(s: &Sentence) -> bool {
    s.places(Cue::Personal).any(|(start, end)| {
        let word = s.slice(start, end);
        let vague = ["与您相关", "偏好", "精准", "针对性", "相关性", "兴趣"].contains(&word);
        let around = s.slice(start.saturating_sub(8).max(s.start), end + 10);
        // "按照约定向您提供服务", "按照规定向您告知".
        let left = s.slice(start.saturating_sub(1).max(s.start), start);
        let cut = word == "定向" && matches!(left, "约" | "规" | "确" | "设");
        !vague
            && !cut
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
