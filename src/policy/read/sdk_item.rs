//! Blocks that are about one SDK: "极光推送SDK：为了…，我们需要收集…".

use super::name;
use crate::policy::number;

/// Characters of a block in which its head ends.
const HEAD: usize = 30;

/// A block that opens with the name of an SDK and a colon or bracket.
pub(super) fn opens(text: &str) -> bool {
    let front: String = text
        .chars()
        .take(HEAD)
        .take_while(|c| !matches!(c, '，' | '。' | ',' | '；'))
        .collect();
    let lower = front.to_lowercase();
    lower.find("sdk").is_some_and(|at| {
        let rest = lower.get(at + 3..).unwrap_or("");
        let colon = rest.trim_start().starts_with(['：', ':', '（', '(']);
        let generic = ["第三方sdk：", "第三方sdk:", "名称"]
            .iter()
            .any(|w| lower.contains(w));
        colon && !generic && at > 0
    })
}

/// "（18）com.example.download：我们需要访问您的存储权限", the sibling of an item that
/// opens with the name of an SDK: the name that stands before the colon.
pub(super) fn sibling(text: &str) -> Option<String> {
    let rest = number(text)?.rest;
    let end = rest
        .char_indices()
        .take(HEAD)
        .find(|(_, c)| matches!(c, '：' | ':'))?;
    let (head, told) = rest.split_at(end.0);
    // In Chinese any word may be a class ("支付：…"); a Latin word is a name.
    let latin = head.chars().filter(char::is_ascii_alphabetic).count() >= 3;
    let told = ["使用", "获取", "收集", "访问", "权限"]
        .iter()
        .any(|w| told.contains(w));
    if !latin || !told || head.contains(['，', '。', '；', '、']) {
        return None;
    }
    name::clean(head)
}
