//! What a text says about itself: policy, agreement, prompt, or none of them.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use encoding_rs::GB18030;
use memchr::memmem;

use crate::facts::{Document, DocumentRole, Language};

/// Bytes that a policy has in one of the encodings it may be in, looked for in
/// one pass: this is what most files cost.
static CORE: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut needles: Vec<Vec<u8>> = vec![b"rivacy".to_vec(), b"RIVACY".to_vec()];
    for word in [
        "隐私",
        "隱私",
        "个人信息",
        "用户协议",
        "服务协议",
        "服务条款",
    ] {
        needles.push(word.as_bytes().to_vec());
        needles.push(GB18030.encode(word).0.into_owned());
        needles.push(word.encode_utf16().flat_map(u16::to_be_bytes).collect());
        needles.push(word.encode_utf16().flat_map(u16::to_le_bytes).collect());
        let escaped: String = word.encode_utf16().map(|u| format!("\\u{u:04x}")).collect();
        needles.push(escaped.into_bytes());
        let references: String = word.chars().map(|c| format!("&#{};", c as u32)).collect();
        needles.push(references.into_bytes());
    }
    AhoCorasick::new(&needles).ok()
});

/// Bytes of a file for each further core word that it must hold: a dictionary or
/// a novel that speaks of privacy once is no policy.
const BYTES_PER_WORD: usize = 100_000;

/// Whether `bytes` could be a policy. Containers pass: their text is packed.
pub(super) fn could_be_policy(bytes: &[u8]) -> bool {
    let packed = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"%PDF");
    let least = 1 + bytes.len() / BYTES_PER_WORD;
    packed
        || !lacks_words(bytes)
            && CORE
                .as_ref()
                .is_none_or(|core| core.find_iter(bytes).take(least).count() == least)
}

/// Whether no core word can be there: ASCII without the English one, or an escape
/// that a Chinese one is written in. Most files of code and data are told so in a
/// tenth of the time that all words take.
fn lacks_words(bytes: &[u8]) -> bool {
    let lacks = |part: &[u8]| memmem::find(bytes, part).is_none();
    bytes.is_ascii()
        && [&b"rivacy"[..], b"RIVACY", b"\\u", b"&#"]
            .into_iter()
            .all(lacks)
}

/// Words that policies share; a policy of 300 characters has eight of them.
const POLICY: [&str; 26] = [
    "个人信息",
    "隐私",
    "收集",
    "使用",
    "共享",
    "第三方",
    "同意",
    "授权",
    "删除",
    "注销",
    "更正",
    "撤回",
    "未成年",
    "监护人",
    "安全",
    "存储",
    "保存",
    "权限",
    "设备信息",
    "披露",
    "转让",
    "您",
    "我们",
    "法律法规",
    "联系",
    "Cookie",
];
const POLICY_TRADITIONAL: [&str; 16] = [
    "個人資料",
    "隱私",
    "收集",
    "使用",
    "分享",
    "第三方",
    "同意",
    "授權",
    "刪除",
    "更正",
    "安全",
    "儲存",
    "您",
    "我們",
    "法律",
    "揭露",
];
const POLICY_ENGLISH: [&str; 18] = [
    "personal information",
    "personal data",
    "privacy",
    "collect",
    "third part",
    "share",
    "consent",
    "cookies",
    "delete",
    "children",
    "security",
    "retain",
    "disclose",
    "rights",
    "contact us",
    "we use",
    "your information",
    "access",
];
const AGREEMENT: [&str; 16] = [
    "本协议",
    "用户",
    "服务",
    "账号",
    "帐号",
    "知识产权",
    "免责",
    "违约",
    "争议",
    "终止",
    "条款",
    "责任",
    "义务",
    "赔偿",
    "管辖",
    "许可",
];
const AGREEMENT_ENGLISH: [&str; 10] = [
    "agreement",
    "terms",
    "service",
    "license",
    "liability",
    "warrant",
    "terminate",
    "governing law",
    "you agree",
    "user",
];

/// Shortest text of a policy under a name that says nothing, characters; English
/// words are longer.
const MIN_CHARS: u32 = 300;
const MIN_CHARS_ENGLISH: u32 = 1000;
/// Longest consent prompt, characters.
const MAX_PROMPT: u32 = 900;

/// Whether a document is one of the policies of an app, and which. `named` says
/// that its path already promises one: then less is asked of the text.
pub(super) fn judge(document: &Document, named: bool) -> Option<DocumentRole> {
    let text = document.text();
    if is_licence(&text) || is_code(&text) {
        return None;
    }
    if is_prompt(document, &text) {
        return Some(DocumentRole::ConsentPrompt);
    }
    let lower = text.to_lowercase();
    let count = |words: &[&str]| {
        words
            .iter()
            .filter(|w| lower.contains(&w.to_lowercase()))
            .count()
    };
    let (policy, agreement, core, least) = match document.language {
        Language::English => (
            count(&POLICY_ENGLISH),
            count(&AGREEMENT_ENGLISH),
            occurrences(
                &lower,
                &[
                    "personal information",
                    "personal data",
                    "privacy",
                    "your information",
                ],
            ),
            MIN_CHARS_ENGLISH,
        ),
        Language::TraditionalChinese => (
            count(&POLICY_TRADITIONAL) * 3 / 2,
            0,
            occurrences(&text, &["個人資料", "隱私", "個人資訊"]),
            MIN_CHARS,
        ),
        _ => (
            count(&POLICY),
            count(&AGREEMENT),
            occurrences(
                &text,
                &["个人信息", "隐私", "个人资料", "用户信息", "个人敏感信息"],
            ),
            MIN_CHARS,
        ),
    };
    if named && is_stub(document) {
        return Some(document.role);
    }
    let long = document.chars >= if named { least / 5 } else { least };
    // A text that speaks of it in passing says it once in a page.
    let dense = core * 1500 >= document.chars as usize;
    let is_policy = if named {
        policy >= 4 && core >= 1
    } else {
        policy >= 8 && core >= 3 && dense
    };
    let is_agreement = if named {
        agreement >= 3
    } else {
        agreement >= 8
    };
    if !long {
        return None;
    }
    match document.role {
        DocumentRole::UserAgreement if is_agreement => Some(DocumentRole::UserAgreement),
        DocumentRole::UserAgreement if is_policy && named => Some(DocumentRole::UserAgreement),
        DocumentRole::UserAgreement => None,
        role if is_policy => Some(role),
        _ if is_agreement && !named => Some(DocumentRole::UserAgreement),
        // Lists of SDKs or permissions use few of these words.
        role @ (DocumentRole::SdkList
        | DocumentRole::CollectionList
        | DocumentRole::PermissionList)
            if named =>
        {
            (occurrences(&text, &["SDK", "权限", "信息"]) >= 3).then_some(role)
        }
        _ => None,
    }
}

fn occurrences(text: &str, words: &[&str]) -> usize {
    words.iter().map(|w| text.matches(w).count()).sum()
}

/// A page that only shows an address or a picture: no text, and that is a fault.
fn is_stub(document: &Document) -> bool {
    use crate::facts::DocumentFormat::{Docx, Html, Pdf};
    let faulty = document
        .form
        .iter()
        .any(|f| matches!(f.code.as_str(), "url-only" | "image-only" | "garbled"));
    faulty && matches!(document.format, Html | Docx | Pdf)
}

/// A short text that asks for consent to the policy it names, and is not that
/// policy itself: it tells the reader to read and agree.
fn is_prompt(document: &Document, text: &str) -> bool {
    if !(15..MAX_PROMPT).contains(&document.chars) {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    if document.language == Language::English {
        return lower.contains("agree")
            && lower.contains("privacy policy")
            && document.chars < MAX_PROMPT / 2;
    }
    let asks = text.contains("同意") || text.contains("知悉");
    let names = ["隐私", "隱私"].iter().any(|w| text.contains(w))
        && ["《", "政策", "协议", "協議"]
            .iter()
            .any(|w| text.contains(w));
    let urges = ["点击", "阅读", "勾选", "閱讀", "點擊", "继续使用"]
        .iter()
        .any(|w| text.contains(w));
    let topics = POLICY.iter().filter(|w| text.contains(*w)).count();
    asks && names && (urges && topics < 16 || topics < 8)
}

/// Licences of libraries speak of neither the user nor the app.
fn is_licence(text: &str) -> bool {
    const SIGNS: [&str; 8] = [
        "Apache License",
        "Permission is hereby granted",
        "GNU GENERAL PUBLIC",
        "GNU Lesser",
        "Redistribution and use in source",
        "Mozilla Public License",
        "Eclipse Public License",
        "MIT License",
    ];
    SIGNS.iter().any(|sign| text.contains(sign))
        && occurrences(
            text,
            &["个人信息", "personal information", "privacy policy"],
        ) < 5
}

/// Source code and markup that no reader understood.
fn is_code(text: &str) -> bool {
    let (mut all, mut marks) = (0usize, 0usize);
    for c in text.chars().take(20_000) {
        all += 1;
        marks += usize::from(matches!(
            c,
            '{' | '}' | ';' | '=' | '<' | '>' | '$' | '\\' | '&'
        ));
    }
    all > 200 && marks * 14 > all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn judged(text: &str, name: &str, named: bool) -> Option<DocumentRole> {
        let document =
            super::super::super::document(text.as_bytes(), name, &Limits::default()).ok()?;
        judge(&document, named)
    }

    fn policy() -> String {
        "我们非常重视您的个人信息和隐私。我们会收集您的设备信息，用于安全保障。我们不会向第三方共享、披露您的个人信息，除非取得您的同意。\
         您可以删除、更正个人信息，也可以注销账号、撤回授权。我们按照法律法规存储您的信息。未成年人应在监护人陪同下使用。联系我们。"
            .repeat(3)
    }

    #[test]
    fn tells_policies_from_other_texts() {
        let long_agreement = "本协议是您与我们之间关于用户使用服务的条款。用户的账号、知识产权、责任、义务、违约、赔偿、争议、终止与管辖均按本协议。许可免责。".repeat(8);
        let code = "function f(a){ if (a==1) { return '隐私政策 个人信息'; } var b = a => a; } "
            .repeat(30);
        let library = "Apache License Version 2.0. Your privacy. ".repeat(60);
        let manual = "本产品使用说明：按下电源键开机。安装应用后请阅读隐私政策。屏幕、电池、充电器的安全注意事项如下。".repeat(20);
        let prompt =
            "欢迎使用！请您阅读并同意《用户协议》和《隐私政策》，我们将严格保护您的个人信息。";
        use DocumentRole::*;
        let cases = [
            (policy(), "assets/a1.txt", false, Some(PrivacyPolicy)),
            (
                format!("用户协议\n\n{long_agreement}"),
                "assets/a2.txt",
                false,
                Some(UserAgreement),
            ),
            (code, "assets/a3.txt", false, None),
            (library, "assets/a4.txt", false, None),
            (manual, "assets/a5.txt", false, None),
            (
                prompt.to_owned(),
                "assets/a6.txt",
                false,
                Some(ConsentPrompt),
            ),
            (
                "<html><body><iframe src='https://a.cn/p'></iframe></body></html>".to_owned(),
                "assets/privacy.html",
                true,
                Some(PrivacyPolicy),
            ),
            (
                "{\"privacy\": true, \"policy\": \"strict\", \"a\": 1}".to_owned(),
                "assets/privacy.json",
                true,
                None,
            ),
            (
                "我们会收集您的个人信息，经您同意后使用，并保障其安全。".repeat(4),
                "assets/privacy.txt",
                true,
                Some(PrivacyPolicy),
            ),
        ];
        for (text, name, named, expected) in cases {
            assert_eq!(judged(&text, name, named), expected, "{name}");
        }
    }

    #[test]
    fn the_prefilter_knows_encodings() {
        let text = "应用隐私政策";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            text.as_bytes().to_vec(),
            GB18030.encode(text).0.into_owned(),
            utf16,
            b"\\u9690\\u79c1".to_vec(),
            b"&#38544;&#31169;".to_vec(),
            b"%PDF-1.4".to_vec(),
            b"Privacy".to_vec(),
        ] {
            assert!(could_be_policy(&bytes), "{bytes:?}");
        }
        assert!(!could_be_policy("天气预报".as_bytes()));
    }
}
