//! What checks share: the readable policy, evidence, texts.

use crate::facts::{Area, Document, DocumentRole, Language};
use crate::judge::Case;
use crate::judge::ownership::OwnerKind;
use crate::judge::sdks::EmbeddedSdk;
use crate::judge::verdict::{Draft, Evidence, EvidenceKind, Outcome, Side, Verdict};
use crate::policy::{Declarations, Declared, Span};
use crate::signatures::model::{Bilingual, Sdk};

/// A policy shorter than this, in characters, is a prompt or a fragment.
const MIN_POLICY_CHARS: u32 = 200;

/// A text in both languages.
pub(super) fn both(zh: impl Into<String>, en: impl Into<String>) -> Bilingual {
    Bilingual {
        zh: zh.into(),
        en: en.into(),
    }
}

/// The policy, where absence from it means something.
pub(super) struct ReadablePolicy<'a> {
    pub declarations: &'a Declarations,
    pub main: &'a Document,
}

/// The policy of a case, or why nothing can be said from its silence.
pub(super) fn policy<'a>(case: &'a Case) -> Result<ReadablePolicy<'a>, Bilingual> {
    let policy = &case.facts.policy;
    let main = policy
        .documents
        .iter()
        .find(|d| d.role == DocumentRole::PrivacyPolicy)
        .or_else(|| {
            // A user agreement with the privacy rules in it serves as one.
            policy
                .documents
                .iter()
                .find(|d| d.role == DocumentRole::UserAgreement)
        });
    let Some((main, declarations)) = main.zip(policy.declarations.as_ref()) else {
        return Err(no_text(case));
    };
    if let Some(limit) = case.limits(&[Area::Policy]).next() {
        return Err(both(
            format!(
                "隐私政策未能完整读取（{}：{}）",
                limit.location, limit.detail
            ),
            format!(
                "the privacy policy could not be read in full ({}: {})",
                limit.location, limit.detail
            ),
        ));
    }
    if main.truncated || main.chars < MIN_POLICY_CHARS {
        return Err(both(
            format!("包内隐私政策文本不完整（{}，{} 字）", main.path, main.chars),
            format!(
                "the bundled privacy policy is incomplete ({}, {} characters)",
                main.path, main.chars
            ),
        ));
    }
    if main.language == Language::Undetermined {
        return Err(both(
            format!("隐私政策的语言无法识别（{}）", main.path),
            format!(
                "the language of the policy is not understood ({})",
                main.path
            ),
        ));
    }
    Ok(ReadablePolicy { declarations, main })
}

fn no_text(case: &Case) -> Bilingual {
    match case.facts.policy.urls.first() {
        Some(url) => both(
            format!(
                "安装包内没有隐私政策正文，仅有网址 {}，需人工打开核对",
                url.value
            ),
            format!(
                "no policy text in the package, only the address {}: open it and check by hand",
                url.value
            ),
        ),
        None => both(
            "安装包内没有隐私政策正文，无从核对其内容",
            "no policy text in the package, so its content cannot be checked",
        ),
    }
}

/// A finding about the app as a whole.
pub(super) fn draft(verdict: Verdict, summary: Bilingual, evidence: Vec<Evidence>) -> Draft {
    Draft {
        verdict,
        subject: String::new(),
        summary,
        evidence,
        remedy: None,
        severity: None,
    }
}

/// Evidence from the package.
pub(super) fn seen(kind: EvidenceKind, text: Bilingual, location: impl Into<String>) -> Evidence {
    Evidence {
        kind,
        side: Side::Package,
        text,
        location: location.into(),
        span: None,
        searched: Vec::new(),
        path: Vec::new(),
    }
}

/// A sentence of the policy.
pub(super) fn quoted(text: Bilingual, span: &Span) -> Evidence {
    Evidence {
        kind: EvidenceKind::PolicyText,
        side: Side::Policy,
        text,
        location: place(span),
        span: Some(span.clone()),
        searched: Vec::new(),
        path: Vec::new(),
    }
}

fn place(span: &Span) -> String {
    let heading = span.heading.join(" > ");
    if heading.is_empty() {
        format!("{}#{}-{}", span.document, span.start, span.end)
    } else {
        format!("{}#{}-{} {heading}", span.document, span.start, span.end)
    }
}

/// Sections searched in vain for a statement.
pub(super) fn silent<T>(
    policy: &ReadablePolicy,
    what: &Bilingual,
    declared: &Declared<T>,
) -> Evidence {
    let searched = if declared.searched.is_empty() {
        both("全文", "the whole text")
    } else {
        let sections = declared.searched.join("、");
        both(
            format!("全文，重点核对：{sections}"),
            format!("the whole text, above all: {sections}"),
        )
    };
    Evidence {
        kind: EvidenceKind::PolicyAbsence,
        side: Side::Policy,
        text: both(
            format!("未见“{}”的表述；已检索{}", what.zh, searched.zh),
            format!("nothing on {} was found; searched {}", what.en, searched.en),
        ),
        location: policy.main.path.clone(),
        span: None,
        searched: declared.searched.clone(),
        path: Vec::new(),
    }
}

/// The policy does not mention a thing at all.
pub(super) fn unmentioned(policy: &ReadablePolicy, what: &Bilingual) -> Evidence {
    silent(policy, what, &Declared::<bool>::default())
}

/// SDKs that count as embedded and bear on personal information.
pub(super) fn real_sdks<'a>(case: &'a Case) -> impl Iterator<Item = (&'a EmbeddedSdk, &'a Sdk)> {
    case.sdks
        .iter()
        .filter(|sdk| sdk.confidence > crate::facts::Confidence::Low)
        .map(|sdk| (sdk, &case.set.sdks[sdk.index]))
        .filter(|(_, signature)| !signature.collects.is_empty())
}

/// The traces of an SDK as evidence, the two strongest.
pub(super) fn traces(sdk: &EmbeddedSdk, signature: &Sdk) -> Vec<Evidence> {
    sdk.evidence
        .iter()
        .take(2)
        .map(|trace| {
            let text = match trace.kind {
                "package" => both(
                    format!(
                        "{}：代码包 {}（{} 个类）",
                        signature.name.zh, trace.value, trace.classes
                    ),
                    format!(
                        "{}: code in {} ({} classes)",
                        signature.name.en, trace.value, trace.classes
                    ),
                ),
                kind => both(
                    format!("{}：{} {}", signature.name.zh, trace_zh(kind), trace.value),
                    format!("{}: {kind} {}", signature.name.en, trace.value),
                ),
            };
            seen(EvidenceKind::Sdk, text, &trace.location)
        })
        .collect()
}

fn trace_zh(kind: &str) -> &'static str {
    match kind {
        "component" => "清单组件",
        "library" => "原生库",
        "meta-data" => "meta-data",
        "asset" => "资源文件",
        "host" => "域名",
        _ => "代码包",
    }
}

/// Wraps findings, or says that their absence means nothing because code could
/// not be read.
pub(super) fn looked(case: &Case, drafts: Vec<Draft>, rests_on_code: bool) -> Outcome {
    if !rests_on_code || case.code_is_readable() {
        return Outcome::Looked(drafts);
    }
    let why = unreadable_code(case);
    if drafts.is_empty() {
        Outcome::Unable(why)
    } else {
        Outcome::Partly(drafts, why)
    }
}

/// Why code could not be read.
pub(super) fn unreadable_code(case: &Case) -> Bilingual {
    match case.limits(&[Area::Code]).next() {
        Some(limit) => crate::report::text::limitation(limit),
        None => both(
            "安装包内没有可读取的 DEX 代码",
            "the package holds no readable DEX code",
        ),
    }
}

/// Whether an owner's calls are what a policy must answer for. Calls inside
/// support libraries count when nobody shows that the app triggers them, but
/// only start-up paths do.
pub(super) fn answers_for(kind: OwnerKind) -> bool {
    kind != OwnerKind::Library
}
