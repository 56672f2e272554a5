//! Consent, changes, cookies, governing law.

use super::clauses::Act;
use super::english::English;
use super::questions::{Answer, ask, stated};
use super::text::{Reading, Sentence};
use crate::policy::lexicon::{Cue, Topic};
use crate::policy::{Consent, Declared};

pub(super) fn consent(reading: &Reading) -> Consent {
    const HOME: &[Topic] = &[Topic::Scope, Topic::Updates];
    Consent {
        implied_wording: ask(reading, HOME, |_, s| implied(s)),
        bundled: ask(reading, HOME, |_, s| {
            if !s.has(Cue::Bundled) {
                return Answer::Silent;
            }
            let stop = s.says_any(&[
                "停止使用",
                "无法使用",
                "不得使用",
                "立即停止",
                "stop using",
                "do not use",
            ]);
            let all = s.says("必须完全同意") || s.says("全部同意");
            let any = s.has(Cue::Bundled) && s.has(Cue::ThisPolicy);
            Answer::when(all || any && stop, 3)
        }),
        default_checked: ask(reading, HOME, |_, s| {
            if !s.has(Cue::DefaultChecked) {
                return Answer::Silent;
            }
            let denied =
                s.before(&[Cue::Negation], &[Cue::DefaultChecked], 8) || s.says("不会默认");
            match (s.has(Cue::DefaultChecked), denied) {
                (false, _) => Answer::Silent,
                (true, true) => Answer::No(2),
                (true, false) => Answer::when(s.any(&[Cue::Agree, Cue::ConsentObject]), 3),
            }
        }),
    }
}

/// Use, registration or staying on counts as consent; clicking 同意 is express.
fn implied(s: &Sentence) -> Answer {
    const MEANS: &[&str] = &["mean", "constitute", "deemed", "signif", "indicat"];
    if English::of(s).is_some_and(|e| e.denies(MEANS)) {
        return Answer::Silent;
    }
    // "通过继续使用本应用，您确认您已理解并同意本政策的最新版本".
    let confirms = s.says("继续使用") && s.says("您确认") && s.says_any(&["同意", "接受"]);
    if confirms || by_other_agreement(s) || by_doing(s) {
        return Answer::Yes(2);
    }
    if !s.has(Cue::Implied) || !s.has(Cue::UseService) {
        return Answer::Silent;
    }
    if !s.latin
        && s.places(Cue::Implied)
            .all(|place| means_consent_given(s, place))
    {
        return Answer::Silent;
    }
    let policy = s.any(&[Cue::ThisPolicy, Cue::Change, Cue::PersonalObject])
        || s.says("同意")
        || s.says("接受");
    let express_only = s.has(Cue::Express)
        && !s.says_any(&[
            "使用我们的",
            "继续使用",
            "开始使用",
            "使用本",
            "注册",
            "登录",
        ]);
    let ordered = s.before(&[Cue::UseService], &[Cue::Implied], 60)
        || s.before(&[Cue::Implied], &[Cue::UseService], 30);
    let consent = s.says_any(&[
        "同意", "接受", "认可", "认同", "承认", "agree", "accept", "consent", "approval", "理解",
    ]);
    Answer::when(policy && ordered && consent && !express_only, 3)
}

/// "您在同意用户协议之时，即视为您已经同意本隐私政策": consent to one text counts for another.
fn by_other_agreement(s: &Sentence) -> bool {
    if let Some(english) = English::of(s) {
        return english.has(&["deemed to have agreed", "deemed to agree"])
            && english.has(&["when you agree", "by agreeing", "once you agree"])
            && english.has(&["policy"]);
    }
    around(s, "即视为").is_some_and(|(before, behind)| {
        let agreed = before.contains("同意") && before.contains("协议");
        agreed && behind.contains("同意") && behind.contains("政策")
    })
}

/// "您下载、安装或使用本产品，表明您已阅读并遵守本协议", "Upon downloading the app, you are
/// automatically agreeing to these terms".
fn by_doing(s: &Sentence) -> bool {
    if let Some(english) = English::of(s) {
        return english.has(&["automatically agree"])
            && english.has(&["upon ", "by ", "download", "install", "using", "utiliz"]);
    }
    ["表明您已", "表示您已"].iter().any(|w| {
        around(s, w).is_some_and(|(before, behind)| {
            let used =
                ["下载", "安装"].iter().any(|w| before.contains(w)) && before.contains("使用");
            used && ["遵守", "同意", "接受"].iter().any(|w| behind.contains(w))
        })
    })
}

/// What stands before and behind the first place of a word.
fn around<'s>(s: &'s Sentence, word: &str) -> Option<(&'s str, &'s str)> {
    let (before, behind) = s.text.split_at_checked(s.words.find(word)?)?;
    Some((before, behind.strip_prefix(word)?))
}

/// "您同意本政策表示您已了解我们的功能，并不代表您已同意附加功能": consent is given, and
/// what it means told.
fn means_consent_given(s: &Sentence, (start, _): (u32, u32)) -> bool {
    let before = s.slice(start.saturating_sub(12).max(s.start), start);
    let used = ["使用", "登录", "注册", "下载", "访问", "安装"]
        .iter()
        .any(|w| before.contains(w));
    before.ends_with('不') || before.contains("同意") && !used
}

/// "我们和第三方合作伙伴可能通过Cookie获取", "广告商放置的Cookie": others use them too.
pub(super) fn third_party_cookies(s: &Sentence) -> bool {
    s.has(Cue::Cookie)
        && !s.is_heading()
        && s.before(&[Cue::ThirdParty], &[Cue::Cookie], 24)
        && !s.before(&[Cue::Negation], &[Cue::Cookie], 8)
        && (s.any(&[Cue::Collect, Cue::UseService]) || s.says("放置"))
}

pub(super) fn update_notice(reading: &Reading) -> Declared<bool> {
    ask(reading, &[Topic::Updates], |_, s| {
        let silent = [
            "without notice",
            "without prior notice",
            "without notif",
            "without inform",
            "without further notice",
        ];
        if English::of(s).is_some_and(|e| e.has(&silent)) {
            return if s.has(Cue::Change) {
                Answer::No(2)
            } else {
                Answer::Silent
            };
        }
        // "Should this change, the new text will be shown in the app."
        let told = s.topics.has(Topic::Updates)
            && English::of(s).is_some_and(|e| {
                e.has(&["change", "update", "new text", "new version", "revis"])
                    && e.says(&[
                        "will be shown",
                        "will tell you",
                        "be told",
                        "shown in the app",
                    ])
            });
        // "Changes will be reflected by the “Last updated” date at the top".
        let dated = English::of(s).is_some_and(|e| {
            e.has(&["change", "update", "revis"])
                && e.has(&["last updated", "effective date", "date at the top"])
                && e.says(&[
                    "reflected",
                    "updating the",
                    "revising the",
                    "change the date",
                ])
        });
        if told || dated {
            return Answer::Yes(2);
        }
        if !s.any(&[Cue::Change, Cue::Notify]) {
            return Answer::Silent;
        }
        // "发送重要通知，例如有关我们的条款和政策变更".
        let sends = s.says_any(&["政策变更", "条款变更", "政策的变更"]) && s.says("发送");
        if sends && s.says("通知") && !s.has(Cue::Negation) {
            return Answer::Yes(1);
        }
        // "条款一旦发生变动，将会在本页面进行更新".
        if s.says("条款") && s.says_any(&["在本页面进行更新", "在本页面更新", "在本页面公布"])
        {
            return Answer::Yes(2);
        }
        let untold = [
            "无需另行",
            "无须另行",
            "无需通知",
            "无须通知",
            "无需单独",
            "无需个别",
            "不经通知",
            "不另行通知",
            "恕不",
            "无需事先通知",
            "不作另行通知",
        ];
        if !s.latin && s.says_any(&untold) {
            return if s.has(Cue::ThisPolicy) && s.has(Cue::Change) {
                Answer::No(2)
            } else {
                Answer::Silent
            };
        }
        // "变更、中断或终止服务": of the service, not of the document.
        let service = s.says("中断") && !s.says_any(&["政策", "协议", "条款", "规则", "声明"]);
        // "更新或修改您申请注册时提供的资料".
        let profile = s.has(Cue::You)
            && s.says("您")
            && s.says_any(&["提供的资料", "注册资料", "您的资料", "个人资料"])
            && !s.topics.has(Topic::Updates);
        if service || profile {
            return Answer::Silent;
        }
        let subject = s.has(Cue::ThisPolicy) || s.topics.has(Topic::Updates);
        let changes = s.any(&[Cue::Change]);
        // "We will update this notice" gives none.
        let tells = s.places(Cue::Notify).any(|(start, end)| {
            let before = s.slice(start.saturating_sub(8).max(s.start), start);
            let document = ["this ", "our ", "privacy "]
                .iter()
                .any(|w| before.ends_with(w));
            !(document && s.slice(start, end).eq_ignore_ascii_case("notice"))
        });
        let you = s.any(&[Cue::You, Cue::Notify]);
        let close = s.near(
            &[Cue::Change],
            &[Cue::Notify],
            if s.latin { 160 } else { 60 },
        );
        if s.before(&[Cue::Negation], &[Cue::Notify], 6) && s.says("另行通知") {
            return Answer::No(2);
        }
        Answer::when(
            subject && changes && tells && you && close,
            2 + u8::from(s.has(Cue::ThisPolicy)),
        )
    })
}

pub(super) fn cookies(reading: &Reading) -> Declared<bool> {
    ask(reading, &[Topic::Cookies], |reading, s| {
        if !s.has(Cue::Cookie) {
            return Answer::Silent;
        }
        // "Stored on your device (local storage)" is where data are kept.
        let kept = English::of(s).is_some_and(|e| {
            e.has(&["local storage"])
                && !e.has(&["cookie", "beacon", "pixel", "track", "similar tech"])
        });
        if kept && !s.topics.has(Topic::Cookies) {
            return Answer::Silent;
        }
        if English::of(s).is_some_and(|e| e.denies(&["cookie"])) {
            return Answer::No(3);
        }
        if denies_cookies(s) {
            return Answer::No(3);
        }
        // "我们如何使用Cookie" announces a section.
        let announced = s.says("如何使用") && !s.says_any(&["。", "，"])
            || s.says_any(&["如果未来", "后续章节", "将详细阐述"]);
        // "访问任何其他网站会留下Cookie": of others.
        if s.says("其他网站") && s.says("留下") || s.says("不会读取和收集这些") {
            return Answer::Silent;
        }
        let named = s.any(&[
            Cue::Collect,
            Cue::Store,
            Cue::We,
            Cue::UseService,
            Cue::Process,
        ]) || reading
            .lead_act(s)
            .is_some_and(|act| matches!(act, Act::Collects(_)))
            || s.says_any(&["包括Cookie", "包括 Cookie"]) && s.topics.has(Topic::Collect);
        let uses = !announced && (named || s.says("使用") || s.says("use"));
        let third_only = s.says("这些第三方") || s.says("不受我们");
        Answer::when(uses, if third_only { 1 } else { 3 })
    })
}

/// "我们不会在应用中使用Cookie", not "不会将Cookie用于其他目的", nor what the person does:
/// "如您不使用Cookie".
fn denies_cookies(s: &Sentence) -> bool {
    s.places(Cue::Cookie).any(|(cookie, _)| {
        let before = s.slice(cookie.saturating_sub(16).max(s.start), cookie);
        let clause = before
            .rsplit(['，', ',', '；', '。'])
            .next()
            .unwrap_or(before);
        let Some(at) = clause.find(['不', '未', '没']) else {
            return false;
        };
        let (who, what) = clause.split_at(at);
        let uses = ["使用", "采用", "设置"].iter().any(|w| what.contains(w));
        let refused = ["拒绝", "影响", "停", "限", "仅", "不得不"]
            .iter()
            .any(|w| what.contains(w));
        uses && !refused && !who.contains(['您', '若', '如'])
    })
}

pub(super) fn law(reading: &Reading) -> Declared<String> {
    let found = reading.sentences.iter().enumerate().find(|(_, s)| {
        // "软件的著作权受中华人民共和国法律保护" says who owns it.
        let owned =
            || s.says_any(&["著作权", "商标", "知识产权"]) && !s.says_any(&["适用", "管辖"]);
        !s.is_heading() && s.has(Cue::Law) && !owned() && !s.says("无需征得")
    });
    let value = found.map(|(index, s)| (clause(s), index));
    stated(reading, value, &[Topic::Law])
}

fn clause(s: &Sentence) -> String {
    s.text.chars().take(160).collect()
}
