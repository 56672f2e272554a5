//! Data of an app's page: the report, without what the page does not show, and
//! in both languages.

use std::collections::BTreeMap;

use serde::Serialize;

use super::catalogue::{Both, both};
use crate::facts::{Anomaly, Area, Confidence, EdgeKind, Located, Startup};
use crate::judge::{EvidenceKind, InPolicy, SetAside, Side, Used, Verdict};
use crate::listing::{ListedData, ListedPermission, Listing, ListingFacts};
use crate::policy::{Declarations, Declared, Span};
use crate::report::context::Context;
use crate::report::json::{self, App, PolicyDocument, Report, SdkTrace, Tool};
use crate::report::score::Part;
use crate::signatures::model::{SdkCategory, Severity};

/// Everything on the page.
#[derive(Serialize)]
pub struct Page<'a> {
    language: &'a str,
    tool: &'a Tool,
    app: &'a App,
    score: u32,
    score_parts: &'a [Part],
    verdicts: Vec<CategoryRow<'a>>,
    findings: Vec<Finding<'a>>,
    information: Vec<Information<'a>>,
    permissions: Vec<Permission<'a>>,
    sdks: Vec<Sdk<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    listing: Option<Listed<'a>>,
    documents: &'a [PolicyDocument],
    urls: &'a [Located],
    told: Vec<Told<'a>>,
    limitations: Vec<Limitation<'a>>,
    anomalies: &'a [Anomaly],
}

#[derive(Serialize)]
struct CategoryRow<'a> {
    id: &'a str,
    verdict: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Both<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    category: &'a str,
    also: &'a [String],
    verdict: Verdict,
    severity: Severity,
    summary: Both<'a>,
    remedy: Both<'a>,
    evidence: Vec<Evidence<'a>>,
    subject: &'a str,
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    set_aside: Option<&'a SetAside>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    kind: EvidenceKind,
    side: Side,
    text: Both<'a>,
    location: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<&'a Context>,
    searched: &'a [String],
    frames: Vec<Frame<'a>>,
}

#[derive(Serialize)]
struct Frame<'a> {
    at: String,
    edge: EdgeKind,
    owner: Both<'a>,
}

/// Calls of one owner that give one kind of personal information.
#[derive(Serialize)]
struct Information<'a> {
    pi_type: &'a str,
    owner: Both<'a>,
    gives: Vec<Both<'a>>,
    callers: usize,
    startup: Startup,
}

#[derive(Serialize)]
struct Permission<'a> {
    name: &'a str,
    label: Option<Both<'a>>,
    max_sdk: Option<u32>,
    pi_types: &'a [String],
    used: Used,
    /// Owners of the code that uses it.
    users: Vec<Both<'a>>,
    in_policy: InPolicy,
    purpose: Option<&'a str>,
    span: Option<&'a Span>,
}

#[derive(Serialize)]
struct Sdk<'a> {
    id: &'a str,
    name: Both<'a>,
    vendor: Both<'a>,
    category: SdkCategory,
    confidence: Confidence,
    traces: &'a [SdkTrace],
    in_policy: InPolicy,
    purpose: Option<&'a str>,
    span: Option<&'a Span>,
    collects: &'a [String],
}

/// Topic, the listing's value, the package's, and whether they agree.
type Compared<'a> = (&'static str, Option<&'a str>, Option<&'a str>, Option<bool>);

/// What the store shows, beside what the package says.
#[derive(Serialize)]
struct Listed<'a> {
    location: &'a str,
    rows: Vec<Compared<'a>>,
    description: Option<&'a str>,
    permissions: &'a [ListedPermission],
    data: Option<&'a [ListedData]>,
}

/// A statement of the policy, or its absence.
#[derive(Serialize)]
struct Told<'a> {
    what: &'static str,
    value: Option<String>,
    span: Option<&'a Span>,
    searched: &'a [String],
}

#[derive(Serialize)]
struct Limitation<'a> {
    area: Area,
    code: &'a str,
    text: Both<'a>,
}

impl<'a> Page<'a> {
    /// The page of a report.
    pub fn new(report: &'a Report) -> Self {
        let declared = report.policy.declarations.as_ref();
        Self {
            language: &report.language,
            tool: &report.tool,
            app: &report.app,
            score: report.score,
            score_parts: &report.score_parts,
            verdicts: report.categories.iter().map(category).collect(),
            findings: report.findings.iter().map(finding).collect(),
            information: information(report),
            permissions: report
                .permissions
                .iter()
                .map(|p| permission(p, declared))
                .collect(),
            sdks: report.sdks.iter().map(|s| sdk(s, declared)).collect(),
            listing: listed(report),
            documents: &report.policy.documents,
            urls: &report.policy.urls,
            told: declared.map_or_else(Vec::new, told),
            limitations: report
                .limitations
                .iter()
                .map(|l| Limitation {
                    area: l.area,
                    code: &l.code,
                    text: both(&l.texts),
                })
                .collect(),
            anomalies: &report.anomalies,
        }
    }
}

fn listed(report: &Report) -> Option<Listed<'_>> {
    let ListingFacts { location, said, .. } = report.listing.as_ref()?;
    let (app, manifest) = (&report.app, &report.manifest);
    let shown = Listing::shown;
    let operator = report.policy.declarations.as_ref();
    let operator = operator.and_then(|d| d.operator.name.value.as_deref());
    let label = app.label.as_deref();
    let version = app.version_name.as_deref();
    let mut rows = vec![
        ("name", shown(&said.name), label, said.same_name(manifest)),
        (
            "package",
            shown(&said.package),
            Some(&app.package),
            said.same_package(manifest),
        ),
        (
            "version",
            shown(&said.version),
            version,
            said.same_version(manifest),
        ),
        (
            "developer",
            shown(&said.developer),
            operator,
            said.same_operator(operator),
        ),
        ("category", shown(&said.category), None, None),
        ("filing", shown(&said.filing_number), None, None),
        ("policy", said.policy_url(), None, None),
    ];
    // Few stores show a hash: its absence says nothing.
    if let Some(same) = said.same_file(&app.sha256) {
        rows.push(("sha256", shown(&said.sha256), Some(&app.sha256), Some(same)));
    }
    Some(Listed {
        location,
        rows,
        description: shown(&said.description),
        permissions: &said.permissions,
        data: said.data.as_deref(),
    })
}

fn category(row: &json::Category) -> CategoryRow<'_> {
    CategoryRow {
        id: &row.id,
        verdict: row.verdict,
        // The catalogue has what to do by hand.
        note: match row.verdict {
            Verdict::NotStaticallyAssessable => None,
            _ => row.notes.as_ref().map(both),
        },
    }
}

fn finding(found: &json::Finding) -> Finding<'_> {
    Finding {
        category: &found.category,
        also: &found.also,
        verdict: found.verdict,
        severity: found.severity,
        summary: both(&found.summaries),
        remedy: both(&found.remedies),
        evidence: found.evidence.iter().map(evidence).collect(),
        subject: &found.subject,
        fingerprint: &found.fingerprint,
        set_aside: found.set_aside.as_ref(),
    }
}

fn evidence(piece: &json::Evidence) -> Evidence<'_> {
    Evidence {
        kind: piece.kind,
        side: piece.side,
        text: both(&piece.texts),
        location: &piece.location,
        context: piece.context.as_ref(),
        searched: &piece.searched,
        frames: piece
            .frames
            .iter()
            .map(|frame| Frame {
                at: format!("{}.{}", frame.class, frame.method),
                edge: frame.edge,
                owner: both(&frame.owners),
            })
            .collect(),
    }
}

/// Calls by kind of information and owner; the nearest reach from start-up
/// counts.
fn information(report: &Report) -> Vec<Information<'_>> {
    let mut rows: BTreeMap<(&str, &str), Information> = BTreeMap::new();
    for call in &report.api_calls {
        let row = rows
            .entry((&call.pi_type, &call.owner.id))
            .or_insert_with(|| Information {
                pi_type: &call.pi_type,
                owner: both(&call.owner.names),
                gives: Vec::new(),
                callers: 0,
                startup: Startup::No,
            });
        row.callers += call.callers.len();
        let gives = both(&call.gives);
        if !row.gives.contains(&gives) {
            row.gives.push(gives);
        }
        for caller in &call.callers {
            if reach(caller.startup) > reach(row.startup) {
                row.startup = caller.startup;
            }
        }
    }
    rows.into_values().collect()
}

fn reach(startup: Startup) -> u8 {
    match startup {
        Startup::No => 0,
        Startup::Unknown => 1,
        Startup::Guarded => 2,
        Startup::Yes => 3,
    }
}

fn permission<'a>(row: &'a json::Permission, declared: Option<&'a Declarations>) -> Permission<'a> {
    let mut users: Vec<Both> = row.users.iter().map(|u| both(&u.owner.names)).collect();
    users.sort_unstable();
    users.dedup();
    Permission {
        name: &row.name,
        label: row.labels.as_ref().map(both),
        max_sdk: row.max_sdk,
        pi_types: &row.pi_types,
        used: row.used,
        users,
        in_policy: row.in_policy,
        purpose: declared
            .and_then(|d| d.permission(&row.name))
            .and_then(|p| p.purpose.as_deref()),
        span: row.policy_span.as_ref(),
    }
}

fn sdk<'a>(row: &'a json::Sdk, declared: Option<&'a Declarations>) -> Sdk<'a> {
    let third = declared.map(|d| &d.third_party);
    let listed = third.and_then(|t| {
        let mut list = t.sdk_list.iter();
        list.find(|entry| entry.sdk.as_deref() == Some(&row.id))
    });
    let mention = third.and_then(|t| t.mentions.iter().find(|m| m.sdk == row.id));
    Sdk {
        id: &row.id,
        name: both(&row.names),
        vendor: both(&row.vendors),
        category: row.category,
        confidence: row.confidence,
        traces: &row.evidence,
        in_policy: row.in_policy,
        purpose: listed.and_then(|entry| entry.purpose.as_deref()),
        span: listed
            .map(|entry| &entry.evidence)
            .or(mention.map(|m| &m.evidence)),
        collects: &row.collects,
    }
}

/// What a reviewer looks for first in a policy.
fn told(d: &Declarations) -> Vec<Told<'_>> {
    vec![
        told_row("operator", &d.operator.name, Clone::clone),
        told_row("registration", &d.operator.registration, Clone::clone),
        told_row("emails", &d.contact.emails, |v| v.join("、")),
        told_row("phones", &d.contact.phones, |v| v.join("、")),
        told_row("updated", &d.dates.updated, Clone::clone),
        told_row("effective", &d.dates.effective, Clone::clone),
        told_row("retention", &d.retention.period, Clone::clone),
        told_row("cancellation", &d.rights.cancel_account.how, Clone::clone),
        told_row("response_days", &d.complaint.response_days, u32::to_string),
    ]
}

fn told_row<'a, T>(
    what: &'static str,
    declared: &'a Declared<T>,
    show: impl Fn(&T) -> String,
) -> Told<'a> {
    Told {
        what,
        value: declared.value.as_ref().map(show),
        span: declared.evidence.first(),
        searched: &declared.searched,
    }
}
