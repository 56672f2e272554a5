//! Pieces of evidence, as reports show them.

use crate::policy::Span;
use crate::signatures::model::{Bilingual, Sdk};

use super::Case;
use super::calls::{AttributedCall, Caller};
use super::condition::{Said, Value};
use super::permissions::RequestedPermission;
use super::sdks::EmbeddedSdk;
use super::verdict::{Evidence, EvidenceKind, Side};

/// A text in both languages.
pub(super) fn both(zh: impl Into<String>, en: impl Into<String>) -> Bilingual {
    Bilingual {
        zh: zh.into(),
        en: en.into(),
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

/// What a store's listing says.
pub(super) fn listed(text: Bilingual, location: &str) -> Evidence {
    Evidence {
        side: Side::Listing,
        ..seen(EvidenceKind::Listing, text, location)
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

/// A policy searched in vain for a statement, with the sections where it
/// should stand.
pub(super) fn silence(document: &str, what: &Bilingual, sections: &[String]) -> Evidence {
    let searched = if sections.is_empty() {
        both("全文", "the whole text")
    } else {
        let joined = sections.join("、");
        both(
            format!("全文，重点核对：{joined}"),
            format!("the whole text, above all: {joined}"),
        )
    };
    Evidence {
        kind: EvidenceKind::PolicyAbsence,
        side: Side::Policy,
        text: both(
            format!("未见“{}”的表述；已检索{}", what.zh, searched.zh),
            format!("nothing on {} was found; searched {}", what.en, searched.en),
        ),
        location: document.into(),
        span: None,
        searched: sections.to_vec(),
        path: Vec::new(),
    }
}

/// What a policy says on a point: at most `most` of its sentences, or its
/// silence.
pub(super) fn statement(
    document: &str,
    what: &Bilingual,
    said: &dyn Said,
    text: Option<Bilingual>,
    most: usize,
) -> Vec<Evidence> {
    if said.evidence().is_empty() {
        return vec![silence(document, what, said.searched())];
    }
    let text = text.unwrap_or_else(|| match said.value() {
        Value::Absent | Value::Truth(false) => both("政策明确排除", "the policy rules it out"),
        _ => both(
            format!("政策关于{}的表述", what.zh),
            format!("the policy on {}", what.en),
        ),
    });
    said.evidence()
        .iter()
        .take(most)
        .map(|span| quoted(text.clone(), span))
        .collect()
}

/// The traces of an SDK, the strongest two.
pub(super) fn traces(sdk: &EmbeddedSdk, signature: &Sdk) -> Vec<Evidence> {
    let name = &signature.name;
    sdk.evidence
        .iter()
        .take(2)
        .map(|trace| {
            let text = match trace.kind {
                "package" => both(
                    format!(
                        "{}：代码包 {}（{} 个类）",
                        name.zh, trace.value, trace.classes
                    ),
                    format!(
                        "{}: code in {} ({} classes)",
                        name.en, trace.value, trace.classes
                    ),
                ),
                kind => both(
                    format!("{}：{} {}", name.zh, trace_zh(kind), trace.value),
                    format!("{}: {kind} {}", name.en, trace.value),
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

/// A request for a permission, with its first user.
pub(super) fn request(asked: &RequestedPermission) -> Evidence {
    let limit = asked.max_sdk.map_or_else(Bilingual::default, |level| {
        both(
            format!("（至 API {level}）"),
            format!(" (up to API {level})"),
        )
    });
    let by = asked
        .users
        .first()
        .map_or_else(Bilingual::default, |(_, at, owner)| {
            both(
                format!("；{}在 {at} 使用", owner.name.zh),
                format!("; used by {} at {at}", owner.name.en),
            )
        });
    seen(
        EvidenceKind::Permission,
        both(
            format!("清单申请 {}{}{}", asked.name, limit.zh, by.zh),
            format!("the manifest asks for {}{}{}", asked.name, limit.en, by.en),
        ),
        "AndroidManifest.xml",
    )
}

/// Calls by their first callers, at most `most`.
pub(super) fn calls(case: &Case, calls: &[&AttributedCall], most: usize) -> Vec<Evidence> {
    calls
        .iter()
        .take(most)
        .filter_map(|attributed| Some(call(case, attributed, attributed.callers.first()?)))
        .collect()
}

/// A call, with the path from start-up where there is one.
pub(super) fn call(case: &Case, call: &AttributedCall, caller: &Caller) -> Evidence {
    let gives = case
        .set
        .api(call.api)
        .map_or_else(|| both(call.api, call.api), |api| api.gives.clone());
    let at = format!("{}.{}", caller.method.class, caller.method.method);
    let owner = &call.owner.name;
    let mut evidence = seen(
        EvidenceKind::Call,
        both(
            format!("{}：{at} 中调用，{}", owner.zh, gives.zh),
            format!("{}: called in {at}, {}", owner.en, gives.en),
        ),
        format!("{}!{at}", caller.dex),
    );
    evidence.path.clone_from(&caller.path);
    evidence
}
