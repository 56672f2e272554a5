//! Information that a clause tells of without a verb of collection: it is drawn on, put to
//! use, taken to open an account, or may be refused.

use super::sentence::Sentence;
use crate::policy::lexicon::{Found, Tag, Topic};

/// Whether a clause that begins at `start` and holds `words` says that the processor has
/// the information that it names.
pub(super) fn is_used(sentence: &Sentence, words: &[Found], start: u32) -> bool {
    is_drawn_on(sentence, words, start)
        || is_put_to_use(sentence, words, start)
        || opens_account(sentence, words, start)
        || is_asked_though_sensitive(sentence, words, start)
}

/// "我们会根据您的浏览记录、设备信息（…）推荐内容": what is drawn on is read.
fn is_drawn_on(sentence: &Sentence, words: &[Found], start: u32) -> bool {
    let kind = words.iter().find(|f| matches!(f.tag, Tag::Pi { .. }));
    let Some(kind) = kind else { return false };
    let front = sentence.slice(start, kind.start);
    let basis = ["根据您的", "基于您的", "结合您的", "依据您的"];
    let basis = basis.iter().find_map(|b| front.rsplit_once(b));
    basis.is_some_and(|(before, between)| {
        let ours = before.contains("我们") || before.contains("我司") || before.contains("我行");
        let between = between.chars().count();
        // "根据您的偏好向您发送短信": what comes behind is not drawn on.
        let behind = sentence.slice(kind.end, kind.end + 1);
        let listed = [
            "、", "（", "(", "和", "与", "及", "等", "以", "，", "记", "信", "",
        ];
        ours && !before.contains('不') && between <= 8 && listed.contains(&behind)
    })
}

/// "我们会将您的部分设备信息用于身份验证".
fn is_put_to_use(sentence: &Sentence, words: &[Found], start: u32) -> bool {
    let mut kinds = words.iter().filter(|f| matches!(f.tag, Tag::Pi { .. }));
    let Some(first) = kinds.next() else {
        return false;
    };
    let last = kinds.next_back().unwrap_or(first);
    let front = sentence.slice(start, first.start);
    let put = ["我们会将您的", "我们将您的", "我们可能会将您的"];
    let put = put.iter().find_map(|w| front.split_once(w));
    let near = put.is_some_and(|(_, between)| between.chars().count() <= 6);
    near && sentence.slice(last.end, last.end + 4).contains("用于")
}

/// "精确位置信息属于敏感个人信息，拒绝提供该信息不影响…": what may be refused is asked for.
fn is_asked_though_sensitive(sentence: &Sentence, words: &[Found], start: u32) -> bool {
    let mut kinds = words.iter().filter(|f| matches!(f.tag, Tag::Pi { .. }));
    let Some(last) = kinds.next_back() else {
        return false;
    };
    let behind = sentence.slice(last.end, last.end + 14);
    let opens = last.start - start <= 24;
    let sensitive = ["属于", "是个人敏感", "是敏感"]
        .iter()
        .any(|w| behind.contains(w))
        && behind.contains("敏感");
    let refused = ["拒绝提供", "拒绝授权", "不提供"]
        .iter()
        .any(|w| sentence.says(w));
    opens && sensitive && refused && sentence.topics.has(Topic::Collect)
}

/// "您可以通过手机号和密码创建账号": what an account is opened with is given.
fn opens_account(sentence: &Sentence, words: &[Found], start: u32) -> bool {
    let mut kinds = words.iter().filter(|f| matches!(f.tag, Tag::Pi { .. }));
    let Some(first) = kinds.next() else {
        return false;
    };
    let last = kinds.next_back().unwrap_or(first);
    let front = sentence.slice(start, first.start);
    let behind = sentence.slice(first.end, last.end + 8);
    front.starts_with('您')
        && ["通过", "使用"]
            .iter()
            .any(|w| front.trim_end().trim_end_matches("您的").ends_with(w))
        && [
            "创建账号",
            "创建帐号",
            "创建账户",
            "注册账号",
            "注册帐号",
            "注册账户",
        ]
        .iter()
        .any(|w| behind.contains(w))
}
