//! Permissions against the policy and against the code.

use crate::judge::Case;
use crate::judge::permissions::{InPolicy, RequestedPermission, Used};
use crate::judge::verdict::{Draft, Evidence, EvidenceKind, Outcome, Verdict};
use crate::signatures::model::{Bilingual, Protection, Severity};

use super::support::{both, looked, policy, quoted, seen, unmentioned};

/// CVERC 未向用户明示申请的全部隐私权限.
pub(super) fn not_told(case: &Case) -> Outcome {
    let readable = match policy(case) {
        Ok(readable) => readable,
        Err(why) => return Outcome::Unable(why),
    };
    let drafts = case
        .permissions
        .iter()
        .filter(|p| p.must_be_told)
        .filter_map(|asked| {
            let label = label(case, asked);
            let requested = request(asked);
            match asked.in_policy {
                InPolicy::No => Some(Draft {
                    verdict: Verdict::Indicated,
                    subject: asked.name.clone(),
                    summary: both(
                        format!("申请了“{}”权限，隐私政策未提及", label.zh),
                        format!("asks for {}, which the policy never names", label.en),
                    ),
                    evidence: vec![requested, unmentioned(&readable, &label)],
                    remedy: None,
                    severity: None,
                }),
                InPolicy::Broad => Some(Draft {
                    verdict: Verdict::Suspected,
                    subject: asked.name.clone(),
                    summary: both(
                        format!("申请了“{}”权限，隐私政策只有笼统表述", label.zh),
                        format!(
                            "asks for {}, which the policy names only in broad words",
                            label.en
                        ),
                    ),
                    evidence: std::iter::once(requested)
                        .chain(asked.span.as_ref().map(|span| {
                            quoted(
                                both(
                                    "政策只提到相关信息，未逐项说明该权限",
                                    "the policy speaks of the information, not of this permission",
                                ),
                                span,
                            )
                        }))
                        .collect(),
                    remedy: None,
                    severity: Some(Severity::Low),
                }),
                InPolicy::Yes | InPolicy::NoPolicy => None,
            }
        })
        .collect();
    Outcome::Looked(drafts)
}

/// 191号 2.3: the purpose of a permission is not told.
pub(super) fn purpose_not_told(case: &Case) -> Outcome {
    if let Err(why) = policy(case) {
        return Outcome::Unable(why);
    }
    let drafts = case
        .permissions
        .iter()
        .filter(|p| p.must_be_told && p.in_policy == InPolicy::Yes && !p.purpose_told)
        .map(|asked| {
            let label = label(case, asked);
            Draft {
                verdict: Verdict::Suspected,
                subject: asked.name.clone(),
                summary: both(
                    format!("隐私政策提到“{}”权限，未说明用途", label.zh),
                    format!("the policy names {} and gives no purpose", label.en),
                ),
                evidence: std::iter::once(request(asked))
                    .chain(asked.span.as_ref().map(|span| {
                        quoted(both("提及处未见用途", "no purpose where it is named"), span)
                    }))
                    .collect(),
                remedy: None,
                severity: None,
            }
        })
        .collect();
    Outcome::Looked(drafts)
}

/// Requested, and nothing in the package uses it.
pub(super) fn unused(case: &Case) -> Outcome {
    let opaque = &case.facts.code.opacity;
    let verdict =
        if opaque.dex_loaders.is_empty() && case.facts.contents.native_libraries.is_empty() {
            Verdict::Indicated
        } else {
            Verdict::Suspected
        };
    let drafts = case
        .permissions
        .iter()
        .filter(|p| p.used == Used::No && weighty(case, p))
        .map(|asked| {
            let label = label(case, asked);
            Draft {
                verdict,
                subject: asked.name.clone(),
                summary: both(
                    format!("申请了“{}”权限，安装包内未发现使用该权限的代码", label.zh),
                    format!("asks for {}, and no code in the package uses it", label.en),
                ),
                evidence: vec![
                    request(asked),
                    seen(
                        EvidenceKind::Call,
                        both(
                            format!(
                                "已检索 {} 个 DEX 文件，未见需要该权限的调用、Intent 或内容 URI",
                                case.facts.code.dex_files.len()
                            ),
                            format!(
                                "searched {} DEX files: no call, intent or content URI needs it",
                                case.facts.code.dex_files.len()
                            ),
                        ),
                        "classes*.dex",
                    ),
                ],
                remedy: None,
                severity: None,
            }
        })
        .collect();
    looked(case, drafts, true)
}

/// Dangerous or special: those that a user is asked for.
fn weighty(case: &Case, asked: &RequestedPermission) -> bool {
    case.set
        .permission(&asked.name)
        .is_some_and(|p| matches!(p.protection, Protection::Dangerous | Protection::Special))
}

fn label(case: &Case, asked: &RequestedPermission) -> Bilingual {
    match case.set.permission(&asked.name) {
        Some(known) => known.label.clone(),
        None => both(&*asked.name, &*asked.name),
    }
}

fn request(asked: &RequestedPermission) -> Evidence {
    let limit_zh = asked
        .max_sdk
        .map(|level| format!("（至 API {level}）"))
        .unwrap_or_default();
    let limit_en = asked
        .max_sdk
        .map(|level| format!(" (up to API {level})"))
        .unwrap_or_default();
    let user = asked.users.first();
    let by_zh = user
        .map(|(_, at, owner)| format!("；{}在 {at} 使用", owner.name.zh))
        .unwrap_or_default();
    let by_en = user
        .map(|(_, at, owner)| format!("; used by {} at {at}", owner.name.en))
        .unwrap_or_default();
    seen(
        EvidenceKind::Permission,
        both(
            format!("清单申请 {}{limit_zh}{by_zh}", asked.name),
            format!("the manifest asks for {}{limit_en}{by_en}", asked.name),
        ),
        "AndroidManifest.xml",
    )
}
