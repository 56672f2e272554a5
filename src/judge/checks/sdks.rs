//! SDKs against the policy.

use crate::judge::Case;
use crate::judge::permissions::InPolicy;
use crate::judge::verdict::{Draft, Outcome, Verdict};
use crate::policy::CrossBorderStatement;
use crate::signatures::model::{Home, Severity};

use super::support::{both, draft, looked, policy, quoted, real_sdks, silent, traces, unmentioned};

/// 191号 2.1: third-party code is not itemised.
pub(super) fn not_listed(case: &Case) -> Outcome {
    let readable = match policy(case) {
        Ok(readable) => readable,
        Err(why) => return Outcome::Unable(why),
    };
    let third = &readable.declarations.third_party;
    let drafts = real_sdks(case)
        .filter_map(|(sdk, signature)| {
            let name = &signature.name;
            let mut evidence = traces(sdk, signature);
            match sdk.in_policy {
                InPolicy::No => {
                    evidence.push(unmentioned(&readable, name));
                    Some(Draft {
                        verdict: Verdict::Indicated,
                        subject: sdk.id.clone(),
                        summary: both(
                            format!("集成了 {}，隐私政策未列出", name.zh),
                            format!("embeds {}, which the policy does not list", name.en),
                        ),
                        evidence,
                        remedy: signature.consent.clone().map(|switch| both(
                            format!("在第三方 SDK 清单中列明 {}（{}）的名称、收集的信息种类、目的和其隐私政策链接。{}", name.zh, signature.vendor.zh, switch.zh),
                            format!("List {} ({}) with the information it collects, the purpose and a link to its policy. {}", name.en, signature.vendor.en, switch.en),
                        )),
                        severity: None,
                    })
                }
                InPolicy::Broad => {
                    let mention = third.mentions.iter().find(|m| m.sdk == sdk.id)?;
                    evidence.push(quoted(
                        both("仅在此处提及，未见目的和收集的信息种类", "named here only, with no purpose and no kinds of information"),
                        &mention.evidence,
                    ));
                    Some(Draft {
                        verdict: Verdict::Suspected,
                        subject: sdk.id.clone(),
                        summary: both(
                            format!("{} 仅被提及，未在清单中逐项说明", name.zh),
                            format!("{} is mentioned and not itemised", name.en),
                        ),
                        evidence,
                        remedy: None,
                        severity: Some(Severity::Low),
                    })
                }
                InPolicy::Yes | InPolicy::NoPolicy => None,
            }
        })
        .collect();
    looked(case, drafts, true)
}

/// PIPL 23: providing to third parties is not told at all.
pub(super) fn sharing_not_told(case: &Case) -> Outcome {
    let readable = match policy(case) {
        Ok(readable) => readable,
        Err(why) => return Outcome::Unable(why),
    };
    let third = &readable.declarations.third_party;
    let told = third.sharing.recipients.is_stated() || !third.sdk_list.is_empty();
    let mut embedded = real_sdks(case).peekable();
    if told || embedded.peek().is_none() {
        return looked(case, Vec::new(), !told);
    }
    let mut evidence: Vec<_> = embedded
        .take(3)
        .flat_map(|(sdk, signature)| traces(sdk, signature).into_iter().take(1))
        .collect();
    let what = both(
        "向第三方提供个人信息",
        "providing personal information to third parties",
    );
    evidence.push(silent(&readable, &what, &third.sharing.recipients));
    Outcome::Looked(vec![draft(
        Verdict::Suspected,
        both(
            "集成了收集个人信息的第三方 SDK，隐私政策未告知向第三方提供个人信息的情况",
            "embeds SDKs that collect personal information, and the policy tells nothing of providing it to third parties",
        ),
        evidence,
    )])
}

/// PIPL 39: overseas SDKs and no statement on provision abroad.
pub(super) fn cross_border_not_told(case: &Case) -> Outcome {
    let readable = match policy(case) {
        Ok(readable) => readable,
        Err(why) => return Outcome::Unable(why),
    };
    let statement = &readable.declarations.cross_border.statement;
    let overseas: Vec<_> = real_sdks(case)
        .filter(|(_, signature)| signature.home == Home::Overseas)
        .collect();
    if overseas.is_empty() || statement.value == Some(CrossBorderStatement::Transfers) {
        return looked(case, Vec::new(), overseas.is_empty());
    }
    let names_zh: Vec<&str> = overseas.iter().map(|(_, s)| s.name.zh.as_str()).collect();
    let names_en: Vec<&str> = overseas.iter().map(|(_, s)| s.name.en.as_str()).collect();
    let mut evidence: Vec<_> = overseas
        .iter()
        .take(5)
        .flat_map(|(sdk, signature)| traces(sdk, signature).into_iter().take(1))
        .collect();
    let (verdict, zh, en) = match statement.evidence.first() {
        None => {
            let what = both("个人信息出境", "provision of personal information abroad");
            evidence.push(silent(&readable, &what, statement));
            (
                Verdict::Indicated,
                "隐私政策未告知个人信息出境情况",
                "and the policy is silent on provision abroad",
            )
        }
        Some(span) => {
            evidence.push(quoted(
                both(
                    "政策的表述与所集成的境外 SDK 需核对",
                    "to be reconciled with the overseas SDKs embedded",
                ),
                span,
            ));
            (
                Verdict::Suspected,
                "与隐私政策关于境内存储的表述是否一致需核实",
                "which must be reconciled with what the policy says on storage in China",
            )
        }
    };
    Outcome::Looked(vec![draft(
        verdict,
        both(
            format!("集成了境外 SDK（{}），{zh}", names_zh.join("、")),
            format!("embeds overseas SDKs ({}), {en}", names_en.join(", ")),
        ),
        evidence,
    )])
}
