//! Statements that a policy must make: found, or searched for in vain.

use crate::judge::Case;
use crate::judge::verdict::{Draft, EvidenceKind, Outcome, Verdict};
use crate::policy::{Declared, Span};
use crate::signatures::model::{Bilingual, SdkCategory};

use super::support::{
    ReadablePolicy, both, draft, policy, quoted, real_sdks, seen, silent, traces,
};

/// 国信办秘字〔2019〕191号 六: 15 working days at most.
const MAX_DAYS: u32 = 15;

/// Runs a check that needs a readable policy.
fn with_policy(case: &Case, check: impl FnOnce(&ReadablePolicy) -> Vec<Draft>) -> Outcome {
    match policy(case) {
        Ok(readable) => Outcome::Looked(check(&readable)),
        Err(why) => Outcome::Unable(why),
    }
}

/// A finding for a statement that is absent or expressly denied.
fn missing<T>(
    readable: &ReadablePolicy,
    verdict: Verdict,
    what: &Bilingual,
    declared: &Declared<T>,
) -> Draft {
    let evidence = match declared.evidence.first() {
        Some(span) => quoted(both("政策明确排除", "the policy rules it out"), span),
        None => silent(readable, what, declared),
    };
    draft(
        verdict,
        both(
            format!("隐私政策未说明{}", what.zh),
            format!("the policy says nothing on {}", what.en),
        ),
        vec![evidence],
    )
}

/// 191号 1.1; CVERC: operator's basic facts.
pub(super) fn operator(case: &Case) -> Outcome {
    with_policy(case, |readable| {
        let name = &readable.declarations.operator.name;
        if name.is_stated() {
            return Vec::new();
        }
        let what = both(
            "App 运营者（个人信息处理者）的名称",
            "the name of the operator (personal information processor)",
        );
        let mut finding = missing(readable, Verdict::Indicated, &what, name);
        finding.evidence.extend(blanks(readable));
        vec![finding]
    })
}

/// Template blanks stand where a fact should.
fn blanks(readable: &ReadablePolicy) -> Vec<crate::judge::verdict::Evidence> {
    readable
        .declarations
        .defects
        .iter()
        .filter(|d| d.code == "template-blank")
        .take(2)
        .map(|d| {
            quoted(
                both(
                    "模板空白未填写",
                    "a blank of the template was left unfilled",
                ),
                &d.evidence,
            )
        })
        .collect()
}

/// PIPL 17 (1): contact.
pub(super) fn contact(case: &Case) -> Outcome {
    with_policy(case, |readable| {
        let contact = &readable.declarations.contact;
        let stated = contact.emails.is_stated()
            || contact.phones.is_stated()
            || contact.addresses.is_stated()
            || contact.officer.is_stated();
        let what = both("个人信息处理者的联系方式", "how to contact the processor");
        if stated {
            Vec::new()
        } else {
            vec![missing(
                readable,
                Verdict::Indicated,
                &what,
                &contact.emails,
            )]
        }
    })
}

/// PIPL 17 (2): retention.
pub(super) fn retention(case: &Case) -> Outcome {
    with_policy(case, |readable| {
        let retention = &readable.declarations.retention;
        let what = both(
            "个人信息的保存期限",
            "how long personal information is kept",
        );
        if retention.stated.holds() || retention.period.is_stated() {
            Vec::new()
        } else {
            vec![missing(
                readable,
                Verdict::Indicated,
                &what,
                &retention.stated,
            )]
        }
    })
}

/// 191号 6.1: account cancellation.
pub(super) fn cancellation(case: &Case) -> Outcome {
    with_policy(case, |readable| {
        let how = &readable.declarations.rights.cancel_account.how;
        let what = both("账号注销的途径", "how to cancel the account");
        if how.is_stated() {
            Vec::new()
        } else {
            vec![missing(readable, Verdict::Indicated, &what, how)]
        }
    })
}

/// 191号 6.1: correction and deletion.
pub(super) fn correction_deletion(case: &Case) -> Outcome {
    with_policy(case, |readable| {
        let rights = &readable.declarations.rights;
        [
            (
                "correct",
                &rights.correct,
                both("更正个人信息的途径", "how to correct personal information"),
            ),
            (
                "delete",
                &rights.delete,
                both("删除个人信息的途径", "how to delete personal information"),
            ),
        ]
        .into_iter()
        .filter(|(_, declared, _)| !declared.holds())
        .map(|(subject, declared, what)| Draft {
            subject: subject.into(),
            ..missing(readable, Verdict::Indicated, &what, declared)
        })
        .collect()
    })
}

/// 191号 6.2, 6.3: conditions and delays.
pub(super) fn hindered(case: &Case) -> Outcome {
    with_policy(case, |readable| {
        let cancel = &readable.declarations.rights.cancel_account;
        let complaint = &readable.declarations.complaint;
        let mut drafts = Vec::new();
        for (subject, days, zh, en) in [
            (
                "cancel-days",
                &cancel.days,
                "账号注销",
                "account cancellation",
            ),
            (
                "response-days",
                &complaint.response_days,
                "答复用户请求",
                "replies to users",
            ),
        ] {
            let Some(promised) = days.value.filter(|d| *d > MAX_DAYS) else {
                continue;
            };
            drafts.push(Draft {
                subject: subject.into(),
                ..draft(
                    Verdict::Indicated,
                    both(
                        format!("{zh}承诺的时限为 {promised} 日，超过 15 个工作日"),
                        format!("{en} is promised in {promised} days, over 15 working days"),
                    ),
                    days.evidence
                        .iter()
                        .take(1)
                        .map(|s| quoted(both("承诺的时限", "the time promised"), s))
                        .collect(),
                )
            });
        }
        if let Some(span) = cancel.conditions.evidence.first() {
            drafts.push(Draft {
                subject: "cancel-conditions".into(),
                ..draft(
                    Verdict::Suspected,
                    both("为账号注销设置了条件，是否必要、合理需人工判断", "conditions are set for cancelling the account: whether they are needed is for a person to judge"),
                    vec![quoted(both("注销条件", "the conditions"), span)],
                )
            });
        }
        drafts
    })
}

/// PIPL 15: withdrawal of consent.
pub(super) fn withdrawal(case: &Case) -> Outcome {
    with_policy(case, |readable| {
        let declared = &readable.declarations.rights.withdraw_consent;
        let what = both("撤回同意的途径", "how to withdraw consent");
        if declared.holds() {
            Vec::new()
        } else {
            vec![missing(readable, Verdict::Indicated, &what, declared)]
        }
    })
}

/// 191号 6.5: complaint channel.
pub(super) fn complaint(case: &Case) -> Outcome {
    with_policy(case, |readable| {
        let declared = &readable.declarations.complaint.channel;
        let what = both("投诉、举报的渠道", "a channel for complaints and reports");
        if declared.holds() {
            Vec::new()
        } else {
            vec![missing(readable, Verdict::Indicated, &what, declared)]
        }
    })
}

/// PIPL 31: minors under 14. Without rules the finding is a suspicion, since
/// the duty rests on handling their information; an app that names children in
/// its label shows that itself.
pub(super) fn minors(case: &Case) -> Outcome {
    with_policy(case, |readable| {
        let minors = &readable.declarations.minors;
        if minors.under_14_rules.holds() || minors.guardian_consent.holds() {
            return Vec::new();
        }
        let label = case.facts.manifest.label.best(true).unwrap_or_default();
        let for_children = ["儿童", "宝宝", "幼儿", "少儿", "小学", "亲子", "早教", "童"]
            .iter()
            .any(|word| label.contains(word));
        let verdict = if for_children {
            Verdict::Indicated
        } else {
            Verdict::Suspected
        };
        let what = both(
            "不满十四周岁未成年人个人信息的处理规则和监护人同意",
            "rules for the personal information of minors under 14, and a guardian's consent",
        );
        let mut finding = missing(readable, verdict, &what, &minors.under_14_rules);
        if for_children {
            finding.evidence.push(seen(
                EvidenceKind::Component,
                both(
                    format!("应用名称“{label}”表明面向儿童"),
                    format!("the label \"{label}\" shows that it is for children"),
                ),
                "AndroidManifest.xml",
            ));
        }
        vec![finding]
    })
}

/// PIPL 29: separate consent for sensitive personal information.
pub(super) fn separate_consent(case: &Case) -> Outcome {
    with_policy(case, |readable| {
        let sensitive = &readable.declarations.sensitive;
        if sensitive.separate_consent.holds() {
            return Vec::new();
        }
        let declared: Vec<&Span> = readable
            .declarations
            .pi_types
            .iter()
            .filter(|d| case.set.pi_type(&d.pi_type).is_some_and(|p| p.sensitive))
            .map(|d| &d.evidence)
            .collect();
        let Some(first) = declared.first() else {
            return Vec::new();
        };
        let what = both(
            "处理敏感个人信息取得单独同意",
            "separate consent for sensitive personal information",
        );
        let mut finding = missing(
            readable,
            Verdict::Suspected,
            &what,
            &sensitive.separate_consent,
        );
        finding.evidence.insert(
            0,
            quoted(
                both(
                    "政策称收集敏感个人信息",
                    "the policy says that sensitive information is collected",
                ),
                first,
            ),
        );
        vec![finding]
    })
}

/// PIPL 24: personalised push and advertising without a way out.
pub(super) fn personalised(case: &Case) -> Outcome {
    with_policy(case, |readable| {
        let personalised = &readable.declarations.personalised;
        let automated = &readable.declarations.automated;
        if personalised.opt_out.holds() || automated.opt_out.holds() {
            return Vec::new();
        }
        let used = [&personalised.push, &personalised.ads, &automated.used]
            .into_iter()
            .filter(|d| d.holds())
            .find_map(|d| d.evidence.first());
        let ads = real_sdks(case).find(|(_, s)| s.category == SdkCategory::Ads);
        let what = both(
            "关闭个性化推送或广告的途径",
            "how to turn personalised push or advertising off",
        );
        let (verdict, evidence) = match (used, ads) {
            (Some(span), _) => (
                Verdict::Indicated,
                vec![quoted(
                    both(
                        "政策称使用个性化展示",
                        "the policy says that content is personalised",
                    ),
                    span,
                )],
            ),
            (None, Some((sdk, signature))) => (Verdict::Suspected, traces(sdk, signature)),
            (None, None) => return Vec::new(),
        };
        let mut finding = missing(readable, verdict, &what, &personalised.opt_out);
        finding.evidence.splice(0..0, evidence);
        vec![finding]
    })
}

/// PIPL 51: encryption, de-identification and like measures.
pub(super) fn security(case: &Case) -> Outcome {
    with_policy(case, |readable| {
        let security = &readable.declarations.security;
        if security.encryption.holds() || security.de_identification.holds() {
            return Vec::new();
        }
        let what = both(
            "加密、去标识化等安全技术措施",
            "encryption, de-identification or like measures",
        );
        // Measures in general are told: the lack of the particular ones is for
        // a person to weigh.
        let verdict = if security.measures.holds() {
            Verdict::Suspected
        } else {
            Verdict::Indicated
        };
        vec![missing(readable, verdict, &what, &security.encryption)]
    })
}

/// 191号 3.4: consent by default or by mere use.
pub(super) fn implied_consent(case: &Case) -> Outcome {
    with_policy(case, |readable| {
        let consent = &readable.declarations.consent;
        [
            (
                "implied",
                &consent.implied_wording,
                both("政策以继续使用视为同意", "the policy takes use for consent"),
            ),
            (
                "default-checked",
                &consent.default_checked,
                both("默认勾选同意", "consent is ticked beforehand"),
            ),
        ]
        .into_iter()
        .filter(|(_, declared, _)| declared.holds())
        .map(|(subject, declared, summary)| Draft {
            subject: subject.into(),
            ..draft(
                Verdict::Suspected,
                summary.clone(),
                declared
                    .evidence
                    .iter()
                    .take(2)
                    .map(|s| quoted(summary.clone(), s))
                    .collect(),
            )
        })
        .collect()
    })
}
