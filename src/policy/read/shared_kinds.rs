//! Kinds that a sentence gives to partners whose services work inside the app, and
//! those that it only seems to give: denied, or named to explain a word.

use super::text::Sentence;
use crate::policy::lexicon::{Cue, Found};

/// "在广告服务过程中，合作伙伴需知晓您的个人信息，我们可能收集以下信息：".
pub(super) fn is_for_partners(lead: &Sentence) -> bool {
    lead.has(Cue::ThirdParty)
        && lead.says("广告")
        && lead.says_any(&["知晓", "需要获取", "需获取", "分享"])
}

/// Shared with partners whose services work inside the app: advertising,
/// statistics, push.
pub(super) fn is_shared_inside(sentence: &Sentence) -> bool {
    let has = |w: &str| sentence.says(w);
    let inside = ["广告", "数据分析", "技术分析", "分析服务"]
        .iter()
        .any(|w| has(w))
        // Statistics as what is shared, messages by other ways.
        || has("统计") && !has("统计性")
        || has("推送") && !has("短信") && !has("邮件");
    let partner = sentence.has(Cue::ThirdParty) || sentence.says("制造商");
    let shared = sentence.has(Cue::Share) && partner && (inside || sentence.says_sdk);
    shared && !is_denial(sentence) || collects_through_tool(sentence)
}

/// "除非得到您的许可，否则我们不会将您的个人身份信息与广告合作伙伴分享".
fn is_denial(sentence: &Sentence) -> bool {
    let has = |words: &[&str]| sentence.says_any(words);
    has(&["不会将", "不会向", "不会与", "不会把", "不会同", "不得向"])
        && !has(&["但我们会", "但会", "但可能", "但我们可能", "仅会"])
}

/// "但我们不会分享用于识别您身份的信息，例如您的姓名".
pub(super) fn denies_before(sentence: &Sentence, found: &Found) -> bool {
    const DENIED: &[&str] = &["不会分享", "不会共享", "不会提供", "不会向"];
    if !sentence.says_any(DENIED) {
        return false;
    }
    let before = sentence.slice(sentence.start, found.start);
    let last = |words: &[&str]| words.iter().filter_map(|w| before.rfind(w)).max();
    last(DENIED) > last(&["仅会", "但会", "我们会", "将会"])
}

/// "个人身份信息（指可以识别您身份的信息，例如姓名）": told to explain a word.
pub(super) fn is_gloss(sentence: &Sentence, found: &Found) -> bool {
    const GLOSSES: &[&str] = &["（指", "(指", "（特指", "(特指", "（即可以", "（是指"];
    if !sentence.says_any(GLOSSES) {
        return false;
    }
    let from = found.start.saturating_sub(40).max(sentence.start);
    let before = sentence.slice(from, found.start);
    GLOSSES
        .iter()
        .filter_map(|w| before.rfind(w))
        .max()
        .and_then(|at| before.get(at..))
        .is_some_and(|gloss| gloss.contains("识别") && !gloss.contains(['）', ')']))
}

/// "我们使用第三方统计工具记录网络日志信息": the tool's maker gets it too.
fn collects_through_tool(sentence: &Sentence) -> bool {
    sentence.has(Cue::Collect)
        && sentence.says_any(&[
            "使用第三方统计",
            "通过第三方统计",
            "第三方统计工具",
            "第三方分析工具",
            "第三方数据统计工具",
        ])
}
