//! The word "SDK" in a sentence: where it stands as a word of its own, and whether it
//! belongs to a name.

/// What stands right before the byte `at`: enumerations are no longer, and a
/// sentence of a thousand SDKs takes no thousand readings of itself.
pub(super) fn tail(text: &str, at: usize) -> &str {
    const TAIL: usize = 600;
    let mut from = at.saturating_sub(TAIL);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..at).unwrap_or("")
}

/// Places of "SDK", in any case, as a word or the end of one.
pub(super) fn words(text: &str) -> Vec<(usize, &str)> {
    let mut all = Vec::new();
    for (at, _) in text.char_indices() {
        let Some(word) = text.get(at..at + 3) else {
            continue;
        };
        if !word.eq_ignore_ascii_case("sdk") {
            continue;
        }
        // "pgh@paysdk.net", "https://a.cn/sdk": a part of an address.
        let token: String = tail(text, at)
            .chars()
            .rev()
            .take_while(|c| c.is_ascii() && *c != ' ')
            .collect();
        if token.contains(['@', '/', '=', '%']) || token.contains("www") || is_package(&token) {
            continue;
        }
        let next = text.get(at + 3..).and_then(|t| t.chars().next());
        if next.is_none_or(|c| !c.is_ascii_alphanumeric() || c == 's') {
            all.push((at, word));
        }
    }
    all
}

/// "com.example.", "com.example.game", read from behind: the package of the code.
fn is_package(token: &str) -> bool {
    let id = token.split(['(', ')', ',', ';', ':', '<', '>']).next();
    let mut parts = 0;
    let mut named = true;
    for part in id.unwrap_or("").split('.').filter(|p| !p.is_empty()) {
        parts += 1;
        named &= part.ends_with(|c: char| c.is_ascii_lowercase());
    }
    named && (parts >= 3 || parts == 2 && token.starts_with('.'))
}

/// "SDK名称", "SDK代码版本", "SDK/API": what follows makes it no name.
pub(super) fn names_things(after: &str) -> bool {
    [
        "代码",
        "名称",
        "/API",
        "、API",
        "目录",
        "清单",
        "列表",
        "运营方",
        "所属",
        "隐私",
        "个人信息处理",
        "个人信息保护",
        "服务条款",
        "服务协议",
        "用户协议",
        "提供方",
        "版本",
        "宿主",
        "技术",
        "性能",
        "接口",
        "使用场景",
        "使用情况",
        "使用说明",
        "调用说明",
        "服务列表",
        "服务清单",
        "详情",
    ]
    .iter()
    .any(|w| after.starts_with(w))
}

/// The word itself where the name is written with it.
pub(super) fn sdk_word(text: &str, at: usize) -> &str {
    let blank = text.get(..at).is_some_and(|b| b.ends_with(' '));
    if blank {
        text.get(at - 1..at + 3).unwrap_or("SDK")
    } else {
        text.get(at..at + 3).unwrap_or("SDK")
    }
}
