//! From facts and a judgement to the contract.

use super::*;
use crate::facts::{AppFacts, Code, Document};
use crate::judge::{
    self, AttributedCall, EmbeddedSdk, FoundPacker, Judgement, RequestedPermission,
};
use crate::listing::ListingFacts;
use crate::report::context::Context;
use crate::report::{Lang, score, text};
use crate::signatures::Signatures;

impl Report {
    /// The report of one judged app.
    pub fn new(facts: &AppFacts, judgement: &Judgement, set: &Signatures, lang: Lang) -> Self {
        let score_parts = score::parts(&judgement.findings, &judgement.limitations, &set.weights);
        Self {
            schema_version: SCHEMA_VERSION.into(),
            language: lang.code().into(),
            tool: Tool::of(set),
            settings_sha256: String::new(),
            app: app(facts, lang),
            app_type: judgement.app_type.clone(),
            score: score_parts.iter().map(|part| part.points).sum(),
            score_parts,
            permissions: judgement
                .permissions
                .iter()
                .map(|p| permission(p, lang))
                .collect(),
            sdks: judgement.sdks.iter().map(|s| sdk(s, set, lang)).collect(),
            packers: judgement.packers.iter().map(|p| packer(p, lang)).collect(),
            api_calls: judgement
                .calls
                .iter()
                .filter_map(|c| api_call(c, set, lang))
                .collect(),
            policy: Policy {
                documents: facts.policy.documents.iter().map(document).collect(),
                urls: facts.policy.urls.clone(),
                declarations: facts.policy.declarations.clone(),
            },
            listing: facts.listing.as_ref().map(listing),
            categories: judgement
                .categories
                .iter()
                .map(|c| category(c, lang))
                .collect(),
            findings: judgement
                .findings
                .iter()
                .map(|f| finding(f, facts, set, lang))
                .collect(),
            fails: Vec::new(),
            limitations: judgement
                .limitations
                .iter()
                .map(|l| limitation(l, lang))
                .collect(),
            anomalies: facts.anomalies.clone(),
            manifest: facts.manifest.clone(),
            code: code(&facts.code),
        }
    }
}

fn app(facts: &AppFacts, lang: Lang) -> App {
    let manifest = &facts.manifest;
    App {
        file: facts.file.path.clone(),
        sha256: facts.file.sha256.clone(),
        size: facts.file.size,
        kind: facts.file.kind,
        package: manifest.package.clone(),
        label: manifest.label.best(lang == Lang::Zh).map(Into::into),
        labels: manifest.label.clone(),
        version_name: manifest.version_name.clone(),
        version_code: manifest.version_code,
        min_sdk: manifest.min_sdk,
        target_sdk: manifest.target_sdk,
        certificates: facts.certificates.clone(),
    }
}

fn permission(row: &RequestedPermission, lang: Lang) -> Permission {
    Permission {
        name: row.name.into(),
        labels: row.known.map(|p| p.label.clone()),
        kind: row.kind,
        max_sdk: row.max_sdk,
        pi_types: row.pi_types.to_vec(),
        used: row.used,
        users: row
            .users
            .iter()
            .map(|(api, caller, by)| PermissionUser {
                api: api.clone(),
                caller: caller.clone(),
                owner: owner(by, lang),
            })
            .collect(),
        in_policy: row.in_policy,
        policy_span: row.span.clone(),
    }
}

fn sdk(row: &EmbeddedSdk, set: &Signatures, lang: Lang) -> Sdk {
    let signature = &set.sdks[row.index];
    Sdk {
        id: row.id.clone(),
        name: lang.of(&signature.name).into(),
        names: signature.name.clone(),
        vendor: lang.of(&signature.vendor).into(),
        vendors: signature.vendor.clone(),
        category: signature.category,
        home: Some(signature.home),
        confidence: row.confidence,
        evidence: row
            .evidence
            .iter()
            .map(|trace| SdkTrace {
                kind: trace.kind.into(),
                value: trace.value.clone(),
                location: trace.location.clone(),
                classes: (trace.kind == "package").then_some(trace.classes),
            })
            .collect(),
        in_policy: row.in_policy,
        collects: signature.collects.clone(),
        consent: SdkConsent {
            state: row.consent.state,
            calls: row.consent.calls.iter().map(switch_call).collect(),
            remedy: row.consent.remedy.as_ref().map(|text| lang.of(text).into()),
        },
    }
}

fn packer(found: &FoundPacker, lang: Lang) -> Packer {
    let packer = found.packer;
    Packer {
        id: packer.id.clone(),
        name: lang.of(&packer.name).into(),
        names: packer.name.clone(),
        vendor: lang.of(&packer.vendor).into(),
        vendors: packer.vendor.clone(),
        traces: found.traces.clone(),
    }
}

fn switch_call(call: &crate::facts::SwitchCall) -> SwitchCall {
    SwitchCall {
        switch: format!("{}.{}", call.class, call.name),
        effect: call.effect,
        flag: call.flag,
        class: call.caller.class.clone(),
        method: call.caller.method.clone(),
        startup: call.startup,
        guard: call.guard.clone(),
    }
}

fn owner(by: &judge::Owner, lang: Lang) -> Owner {
    Owner {
        kind: by.kind,
        id: by.id.clone(),
        name: lang.of(&by.name).into(),
        names: by.name.clone(),
        how: by.how.into(),
        confidence: by.confidence,
    }
}

fn api_call(call: &AttributedCall, set: &Signatures, lang: Lang) -> Option<ApiCall> {
    Some(ApiCall {
        api: call.api.into(),
        gives: set.api(call.api)?.gives.clone(),
        pi_type: call.pi_type?.into(),
        permission: call.permissions.first().cloned(),
        owner: owner(&call.owner, lang),
        callers: call.callers.iter().map(|c| caller(c, lang)).collect(),
    })
}

fn caller(caller: &judge::Caller, lang: Lang) -> Caller {
    Caller {
        class: caller.method.class.clone(),
        method: caller.method.method.clone(),
        descriptor: caller.method.descriptor.clone(),
        dex: caller.dex.into(),
        sites: caller.sites,
        constant: caller.constant.map(Into::into),
        via: caller.via.map(|by| format!("{}.{}", by.class, by.method)),
        confidence: caller.confidence,
        startup: caller.startup,
        root: caller.root,
        path: caller.path.iter().map(|f| path_frame(f, lang)).collect(),
        guard: caller.guard.as_deref().cloned(),
    }
}

fn path_frame(frame: &judge::OwnedFrame, lang: Lang) -> PathFrame {
    PathFrame {
        class: frame.method.class.clone(),
        method: frame.method.method.clone(),
        descriptor: frame.method.descriptor.clone(),
        edge: frame.edge,
        owner: lang.of(&frame.owner.name).into(),
        owners: frame.owner.name.clone(),
    }
}

fn document(document: &Document) -> PolicyDocument {
    PolicyDocument {
        path: document.path.clone(),
        external: document.external,
        role: document.role,
        format: document.format,
        encoding: document.encoding.clone(),
        language: document.language,
        title: document.title.clone(),
        chars: document.chars,
        sha256: document.sha256.clone(),
        form: document.form.clone(),
        truncated: document.truncated,
    }
}

/// A listing; the text of its policy is a document among the others.
fn listing(listing: &ListingFacts) -> ListingFacts {
    let mut shown = listing.clone();
    if let Some(policy) = &mut shown.said.privacy_policy {
        policy.text = None;
    }
    shown
}

fn category(row: &judge::CategoryVerdict, lang: Lang) -> Category {
    Category {
        id: row.id.into(),
        authority: row.authority,
        title: lang.of(row.title).into(),
        titles: row.title.clone(),
        verdict: row.verdict,
        note: row.note.as_deref().map(|n| lang.of(n).into()),
        notes: row.note.as_deref().cloned(),
    }
}

fn finding(found: &judge::Finding, facts: &AppFacts, set: &Signatures, lang: Lang) -> Finding {
    let clause = set
        .category(&found.category)
        .map_or_else(String::new, |c| c.clause.cite());
    Finding {
        category: found.category.clone(),
        also: found.also.clone(),
        authority: found.authority,
        title: lang.of(&found.title).into(),
        titles: found.title.clone(),
        summary: lang.of(&found.summary).into(),
        summaries: found.summary.clone(),
        clause,
        verdict: found.verdict,
        severity: found.severity,
        evidence: found
            .evidence
            .iter()
            .map(|e| evidence(e, facts, lang))
            .collect(),
        remedy: lang.of(&found.remedy).into(),
        remedies: found.remedy.clone(),
        subject: found.subject.clone(),
        fingerprint: found.fingerprint.clone(),
        set_aside: found.set_aside.clone(),
    }
}

fn evidence(piece: &judge::Evidence, facts: &AppFacts, lang: Lang) -> Evidence {
    Evidence {
        kind: piece.kind,
        side: piece.side,
        text: lang.of(&piece.text).into(),
        texts: piece.text.clone(),
        location: piece.location.clone(),
        quote: piece.span.as_ref().map(|span| span.quote.clone()),
        context: piece.span.as_ref().map(|span| Context::of(span, facts)),
        searched: piece.searched.clone(),
        path: piece
            .path
            .iter()
            .map(|f| format!("{}.{}", f.method.class, f.method.method))
            .collect(),
        frames: piece.path.iter().map(|f| path_frame(f, lang)).collect(),
    }
}

fn limitation(limit: &crate::facts::Limitation, lang: Lang) -> Limitation {
    let texts = text::limitation(limit);
    Limitation {
        area: limit.area,
        code: limit.code.clone(),
        text: lang.of(&texts).into(),
        texts,
        location: limit.location.clone(),
        detail: limit.detail.clone(),
    }
}

fn code(code: &Code) -> CodeSummary {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    CodeSummary {
        dex_files: code.dex_files.clone(),
        graph: code.graph.clone(),
        opacity: code.opacity.clone(),
        urls: count(code.urls.len()),
        hosts: count(code.hosts.len()),
    }
}
