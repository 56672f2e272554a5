//! Is there a policy, and can it be read?

use crate::facts::{DocumentRole, Language};
use crate::judge::Case;
use crate::judge::verdict::{Evidence, EvidenceKind, Outcome, Side, Verdict};

use super::support::{both, draft, policy, seen, unreadable_code};

/// 191号 1.1: no privacy policy in the app.
pub(super) fn no_policy(case: &Case) -> Outcome {
    let policy = &case.facts.policy;
    let has_text = policy.documents.iter().any(|d| {
        matches!(
            d.role,
            DocumentRole::PrivacyPolicy | DocumentRole::UserAgreement
        )
    });
    if has_text {
        return Outcome::Looked(Vec::new());
    }
    if let Some(url) = policy.urls.first() {
        return Outcome::Unable(both(
            format!(
                "安装包内没有隐私政策正文，仅在 {} 处发现网址 {}，能否打开需人工核对",
                url.location, url.value
            ),
            format!(
                "no policy text in the package, only the address {} in {}: whether it opens must be checked by hand",
                url.value, url.location
            ),
        ));
    }
    if let Some(limit) = case.limits(&[crate::facts::Area::Policy]).next() {
        return Outcome::Unable(crate::report::text::limitation(limit));
    }
    if !case.code_is_readable() {
        return Outcome::Unable(unreadable_code(case));
    }
    let prompt = policy
        .documents
        .iter()
        .find(|d| d.role == DocumentRole::ConsentPrompt);
    let searched = Evidence {
        kind: EvidenceKind::NoPolicy,
        side: Side::Policy,
        text: both(
            "已检索 assets/、res/raw/、字符串资源、内嵌压缩包和代码中的网址，均未发现隐私政策正文或其链接",
            "searched assets/, res/raw/, string resources, nested archives and addresses in code: no policy text and no link to one",
        ),
        location: case.facts.file.path.clone(),
        span: None,
        searched: Vec::new(),
        path: Vec::new(),
    };
    let (verdict, mut evidence) = (
        // A prompt that speaks of a policy says that one exists somewhere.
        if prompt.is_some() {
            Verdict::Suspected
        } else {
            Verdict::Indicated
        },
        vec![searched],
    );
    if let Some(prompt) = prompt {
        evidence.push(seen(
            EvidenceKind::NoPolicy,
            both(
                "仅有同意弹窗文案提及隐私政策",
                "only a consent prompt mentions a policy",
            ),
            &prompt.path,
        ));
    }
    let asked: Vec<&str> = case
        .permissions
        .iter()
        .filter(|p| p.must_be_told)
        .map(|p| p.name.as_str())
        .collect();
    if !asked.is_empty() {
        let names = asked.join(", ");
        evidence.push(seen(
            EvidenceKind::Permission,
            both(
                format!("申请了 {} 项可收集个人信息的权限：{names}", asked.len()),
                format!(
                    "asks for {} permissions that open personal information: {names}",
                    asked.len()
                ),
            ),
            "AndroidManifest.xml",
        ));
    }
    Outcome::Looked(vec![draft(
        verdict,
        both(
            "安装包内未发现隐私政策",
            "no privacy policy was found in the package",
        ),
        evidence,
    )])
}

/// 191号 1.4: hard to read; no Simplified Chinese.
pub(super) fn form(case: &Case) -> Outcome {
    let readable = match policy(case) {
        Ok(readable) => readable,
        Err(why) => return Outcome::Unable(why),
    };
    let mut drafts = Vec::new();
    let documents = &case.facts.policy.documents;
    let simplified = documents
        .iter()
        .any(|d| d.language == Language::SimplifiedChinese);
    if !simplified {
        let mut finding = draft(
            Verdict::Indicated,
            both(
                "隐私政策没有简体中文版本",
                "the policy has no version in Simplified Chinese",
            ),
            vec![seen(
                EvidenceKind::PolicyText,
                both(
                    format!("包内政策共 {} 份，均非简体中文", documents.len()),
                    format!(
                        "{} policy documents, none in Simplified Chinese",
                        documents.len()
                    ),
                ),
                &readable.main.path,
            )],
        );
        finding.subject = "no-simplified-chinese".into();
        drafts.push(finding);
    }
    for issue in &readable.main.form {
        let (zh, en) = match issue.code.as_str() {
            "small-text" => ("文字过小", "text is too small"),
            "pale-text" => ("文字颜色过淡", "text is too pale"),
            "image-only" => ("正文为图片", "the text is an image"),
            "garbled" => ("文字乱码", "the text is garbled"),
            _ => continue,
        };
        let mut finding = draft(
            Verdict::Suspected,
            both(
                format!("隐私政策难以阅读：{zh}"),
                format!("the policy is hard to read: {en}"),
            ),
            vec![seen(
                EvidenceKind::PolicyText,
                both(
                    format!("{zh}：{}", issue.detail),
                    format!("{en}: {}", issue.detail),
                ),
                &readable.main.path,
            )],
        );
        finding.subject = issue.code.clone();
        drafts.push(finding);
    }
    Outcome::Looked(drafts)
}
