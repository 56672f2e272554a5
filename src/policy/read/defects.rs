//! Defects of wording, contradictions, readability.

use std::collections::BTreeMap;

use super::clauses::Act;
use super::text::{Reading, Sentence};
use crate::policy::lexicon::{Cue, Tag, Topic};
use crate::policy::{Contradiction, Declarations, Defect, Readability};

/// Defects of one code kept.
const KEPT: usize = 8;

pub(super) fn defects(reading: &Reading, declared: &Declarations) -> Vec<Defect> {
    let mut all = Vec::new();
    for s in &reading.sentences {
        for (code, holds) in [
            ("template-blank", s.has(Cue::Blank)),
            ("open-list", is_open_list(reading, s)),
            (
                "list-elsewhere",
                is_elsewhere(s) && declared.third_party.sdk_list.is_empty(),
            ),
            ("vague-purpose", is_vague(s)),
        ] {
            if holds && all.iter().filter(|d: &&Defect| d.code == code).count() < KEPT {
                all.push(Defect {
                    code: code.to_owned(),
                    evidence: reading.span(s),
                });
            }
        }
    }
    // 191号 6.3, 6.5: fifteen working days at most.
    if declared
        .complaint
        .response_days
        .value
        .is_some_and(|d| d > 15)
        && let Some(span) = declared.complaint.response_days.evidence.first()
    {
        all.push(Defect {
            code: "over-long-response".to_owned(),
            evidence: span.clone(),
        });
    }
    all
}

/// 等 closes a list of kinds of information or of third parties.
fn is_open_list(reading: &Reading, s: &Sentence) -> bool {
    if !s.has(Cue::EtCetera) {
        return false;
    }
    let context = s
        .topics
        .any(&[Topic::Collect, Topic::Sdk, Topic::Share, Topic::Permissions])
        || s.has(Cue::Collect);
    if !context || s.has(Cue::OtherProduct) || s.has(Cue::Definition) || s.has(Cue::Exempt) {
        return false;
    }
    let collects = reading
        .clauses(s)
        .iter()
        .any(|c| matches!(c.act, Act::Collects(_) | Act::Shares));
    let behind = s.places(Cue::EtCetera).any(|(start, _)| {
        s.found.iter().any(|f| {
            matches!(f.tag, Tag::Pi { .. } | Tag::Sdk(_) | Tag::Permission { .. })
                && f.end <= start
                && start - f.end <= 4
        })
    });
    // "including but not limited to" opens the list in front.
    let ahead = s.places(Cue::EtCetera).any(|(start, end)| {
        s.slice(start, end).ends_with("to")
            && s.kinds().any(|k| k.start >= end && k.start - end <= 24)
    });
    collects && (behind || ahead)
}

/// A list of SDKs or third parties that is promised at a link.
fn is_elsewhere(s: &Sentence) -> bool {
    if !s.has(Cue::Elsewhere) && !s.says("http") && !s.says("点击") {
        return false;
    }
    let list = s.says_any(&[
        "SDK目录",
        "SDK清单",
        "SDK列表",
        "共享清单",
        "第三方清单",
        "合作方名单",
        "SDK名单",
        "第三方SDK",
        "合作伙伴的列表",
        "合作伙伴列表",
        "合作方清单",
        "list of partners",
        "list of third",
        "SDK list",
        "list of our partners",
    ]);
    list && (s.has(Cue::Elsewhere) || s.says("http") || s.says("点击"))
}

/// Collection only for 改善服务, 提升用户体验 and the like (191号 4.5).
fn is_vague(s: &Sentence) -> bool {
    if !s.has(Cue::Collect) || !s.names_kind() {
        return false;
    }
    let vague = [
        "提升用户体验",
        "改善服务质量",
        "提升服务质量",
        "改善用户体验",
        "优化用户体验",
        "improve our services",
        "improve user experience",
    ];
    let collected = s.names_kind() && s.has(Cue::Collect) && s.topics.has(Topic::Collect);
    let purposes = s.places(Cue::Purpose).count();
    collected && purposes <= 1 && s.says_any(&vague)
}

/// A kind that one sentence denies collecting and another collects.
pub(super) fn contradictions(reading: &Reading, declared: &Declarations) -> Vec<Contradiction> {
    let mut all: Vec<Contradiction> = Vec::new();
    for s in &reading.sentences {
        if s.is_heading()
            || !s.has(Cue::NotCollect)
            || s.any(&[Cue::Unless, Cue::WithoutConsent, Cue::Child, Cue::Minor])
        {
            continue;
        }
        for clause in reading.clauses(s) {
            if clause.act != Act::Denied || !clause.own {
                continue;
            }
            for f in s.kinds() {
                let Tag::Pi { kind, weak: false } = f.tag else {
                    continue;
                };
                if f.start < clause.start || f.end > clause.end {
                    continue;
                }
                let id = reading.lexicon.kind_id(kind);
                let Some(row) = declared.pi(id) else { continue };
                let same = row.evidence.document == reading.span(s).document
                    && row.evidence.start == s.start;
                if !same && !all.iter().any(|c| c.subject == id) {
                    all.push(Contradiction {
                        subject: id.to_owned(),
                        a: reading.span(s),
                        b: row.evidence.clone(),
                    });
                }
            }
        }
    }
    if declared.cross_border.statement.value == Some(crate::policy::CrossBorderStatement::Unclear)
        && let [a, .., b] = declared.cross_border.statement.evidence.as_slice()
    {
        all.push(Contradiction {
            subject: "cross-border".to_owned(),
            a: a.clone(),
            b: b.clone(),
        });
    }
    all.extend(sharing(reading, declared));
    all
}

/// "不会与任何第三方共享" without exception, and a sentence that shares.
fn sharing(reading: &Reading, declared: &Declarations) -> Option<Contradiction> {
    let denial = reading.sentences.iter().find(|s| {
        s.has(Cue::Share)
            && s.says("任何")
            && s.before(&[Cue::Negation], &[Cue::Share], 14)
            && !s.any(&[Cue::Unless, Cue::WithoutConsent, Cue::WithConsent])
            && !s.text.ends_with(['：', ':'])
            && (s.says("绝不") || s.says("不会向任何") || s.says("不会与任何"))
    })?;
    let listed = declared.third_party.sdk_list.first()?;
    Some(Contradiction {
        subject: "sharing".to_owned(),
        a: reading.span(denial),
        b: listed.evidence.clone(),
    })
}

/// Form of the text; jargon counts as undefined where no sentence that uses it
/// explains it in brackets or by a definition.
pub(super) fn readability(reading: &Reading) -> Readability {
    let chars: u32 = reading.documents.iter().map(|d| d.chars).sum();
    let (mut count, mut total) = (0u32, 0u32);
    let mut jargon: BTreeMap<String, (String, bool)> = BTreeMap::new();
    for s in &reading.sentences {
        if !s.is_heading() && !s.is_cell() {
            count += 1;
            total = total.saturating_add(s.end - s.start);
        }
        if !s.has(Cue::Jargon) {
            continue;
        }
        let explained = s.near.has(Topic::Definitions)
            || s.says_any(&["（", "(", "指", "是一", "即", "means", "简称"]);
        for (start, end) in s.places(Cue::Jargon) {
            let word = s.slice(start, end);
            let entry = jargon
                .entry(word.to_lowercase())
                .or_insert_with(|| (word.to_owned(), false));
            entry.1 |= explained;
        }
    }
    Readability {
        chars,
        sentence_chars: total.checked_div(count).unwrap_or(0),
        undefined_jargon: jargon
            .into_values()
            .filter(|(_, explained)| !explained)
            .map(|(word, _)| word)
            .collect(),
    }
}
