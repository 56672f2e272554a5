//! Personal information that code reads: against the policy, and at start-up.

use std::collections::BTreeMap;

use crate::facts::{Area, Startup};
use crate::judge::Case;
use crate::judge::calls::{AttributedCall, Caller};
use crate::judge::ownership::OwnerKind;
use crate::judge::verdict::{Draft, Evidence, EvidenceKind, Outcome, Side, Verdict};
use crate::policy::{Coverage, Declarations, Span};
use crate::signatures::model::{Bilingual, Severity};

use super::support::{answers_for, both, looked, policy, quoted, seen, unmentioned};

/// Pieces of evidence per finding.
const KEPT: usize = 3;

/// Calls that give personal information which a policy must itemise.
fn weighty<'a>(case: &'a Case) -> impl Iterator<Item = (&'a AttributedCall, &'a str)> {
    case.calls.iter().filter_map(|call| {
        let pi = call.pi_type.as_deref()?;
        let known = case.set.pi_type(pi)?;
        (!known.named_by_parent || known.sensitive).then_some((call, pi))
    })
}

/// 191号 2.1: information that code reads and the policy does not name.
pub(super) fn not_told(case: &Case) -> Outcome {
    let readable = match policy(case) {
        Ok(readable) => readable,
        Err(why) => return Outcome::Unable(why),
    };
    let mut by_pi: BTreeMap<&str, Vec<&AttributedCall>> = BTreeMap::new();
    for (call, pi) in weighty(case) {
        if answers_for(call.owner.kind) {
            by_pi.entry(pi).or_default().push(call);
        }
    }
    let mut drafts = Vec::new();
    for (pi, calls) in by_pi {
        let name = name(case, pi);
        let (coverage, span) = coverage(case, readable.declarations, pi);
        let mut evidence: Vec<Evidence> = calls
            .iter()
            .take(KEPT)
            .filter_map(|call| call.callers.first().map(|c| call_evidence(case, call, c)))
            .collect();
        let (verdict, severity, zh, en) = match coverage {
            Coverage::Exact => continue,
            Coverage::Broad => {
                evidence.extend(span.map(|s| {
                    quoted(
                        both("政策仅有上位概念", "the policy has only a broader word"),
                        s,
                    )
                }));
                (
                    Verdict::Suspected,
                    Some(Severity::Low),
                    "隐私政策只有笼统表述",
                    "which the policy covers only by a broader word",
                )
            }
            Coverage::No => {
                evidence.push(unmentioned(&readable, &name));
                (
                    Verdict::Suspected,
                    None,
                    "隐私政策未提及",
                    "which the policy never names",
                )
            }
        };
        drafts.push(Draft {
            verdict,
            subject: pi.into(),
            summary: both(
                format!("代码中存在读取“{}”的调用，{zh}", name.zh),
                format!("code has calls that read {}, {en}", name.en),
            ),
            evidence,
            remedy: None,
            severity,
        });
    }
    looked(case, drafts, true)
}

/// MIIT 违规收集个人信息, 191号 3.1: reachable at start-up without a consent test.
pub(super) fn at_startup(case: &Case) -> Outcome {
    let mut by_subject: BTreeMap<(String, &str), Vec<(&AttributedCall, &Caller)>> = BTreeMap::new();
    for (call, pi) in weighty(case) {
        for caller in call.callers.iter().filter(|c| c.startup == Startup::Yes) {
            by_subject
                .entry((call.owner.id.clone(), pi))
                .or_default()
                .push((call, caller));
        }
    }
    let drafts: Vec<Draft> = by_subject
        .into_iter()
        .filter_map(|((owner, pi), mut calls)| {
            calls.sort_by_key(|(_, caller)| caller.path.len());
            let (first, _) = *calls.first()?;
            let name = name(case, pi);
            // Inside a support library the app may never take that branch.
            let severity = (first.owner.kind == OwnerKind::Library).then_some(Severity::Info);
            Some(Draft {
                verdict: Verdict::Suspected,
                subject: format!("{owner}/{pi}"),
                summary: both(
                    format!("{}读取“{}”的调用在启动路径上可达，途中未见同意判断", first.owner.name.zh, name.zh),
                    format!("a call by {} that reads {} is reachable at start-up, with no consent test seen on the way", first.owner.name.en, name.en),
                ),
                evidence: calls
                    .iter()
                    .take(KEPT)
                    .map(|(call, caller)| call_evidence(case, call, caller))
                    .collect(),
                remedy: switch(case, &first.owner.id),
                severity,
            })
        })
        .collect();
    if drafts.is_empty() && case.limits(&[Area::Graph]).next().is_some() && case.code_is_readable()
    {
        // Edges were given up: absence of a path says less, and is told.
        let why =
            crate::report::text::limitation(case.limits(&[Area::Graph]).next().expect("just seen"));
        return Outcome::Unable(why);
    }
    looked(case, drafts, true)
}

/// How well the policy names a kind: in the app's own list, or in any SDK's row.
fn coverage<'a>(
    case: &Case,
    declarations: &'a Declarations,
    pi: &str,
) -> (Coverage, Option<&'a Span>) {
    let own = declarations
        .pi_types
        .iter()
        .map(|d| (d.pi_type.as_str(), &d.evidence));
    let rows = declarations
        .third_party
        .sdk_list
        .iter()
        .flat_map(|row| row.pi_types.iter().map(|id| (id.as_str(), &row.evidence)));
    let mut broad = None;
    for (declared, span) in own.chain(rows) {
        match case.set.lexicon.covers(declared, pi) {
            Coverage::Exact => return (Coverage::Exact, Some(span)),
            Coverage::Broad => broad = broad.or(Some(span)),
            Coverage::No => {}
        }
    }
    match broad {
        Some(span) => (Coverage::Broad, Some(span)),
        None => (Coverage::No, None),
    }
}

fn name(case: &Case, pi: &str) -> Bilingual {
    case.set
        .pi_type(pi)
        .map_or_else(|| both(pi, pi), |known| known.name.clone())
}

/// The vendor's own switch as the remedy.
fn switch(case: &Case, sdk: &str) -> Option<Bilingual> {
    case.set.sdk(sdk)?.consent.clone()
}

fn call_evidence(case: &Case, call: &AttributedCall, caller: &Caller) -> Evidence {
    let gives = case
        .set
        .api(&call.api)
        .map_or_else(|| both(&*call.api, &*call.api), |api| api.gives.clone());
    let at = format!("{}.{}", caller.method.class, caller.method.method);
    let mut evidence = seen(
        EvidenceKind::Call,
        both(
            format!("{}：{} 中调用，{}", call.owner.name.zh, at, gives.zh),
            format!("{}: called in {at}, {}", call.owner.name.en, gives.en),
        ),
        format!("{}!{at}", caller.dex),
    );
    evidence.side = Side::Package;
    evidence.path.clone_from(&caller.path);
    evidence
}
