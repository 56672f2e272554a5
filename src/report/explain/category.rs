//! A category of a regulator.

use crate::report::{Lang, text};
use crate::signatures::Signatures;
use crate::signatures::model::{Assessable, Bilingual, Category, Clause, RegulatedFact};

use super::document::status;
use super::{Explanation, Sections, both, same};

/// A category: meaning, clauses, detection, blind spots, remedy, manual check.
pub fn category(set: &Signatures, category: &Category) -> Explanation {
    let mut sections = Sections::default();
    sections.one(
        "含义与检测方法",
        "Meaning and detection",
        &category.explanation,
    );
    let severity = |lang| text::severity(category.severity, lang);
    let authority = |lang| text::authority(category.authority, lang);
    let settled = assessable(category.assessable);
    sections.add(
        "概要",
        "In short",
        vec![both(
            format!(
                "{}；严重程度：{}；{}",
                authority(Lang::Zh),
                severity(Lang::Zh),
                settled.zh
            ),
            format!(
                "{}; severity: {}; {}",
                authority(Lang::En),
                severity(Lang::En),
                settled.en
            ),
        )],
    );
    sections.add("依据", "Legal source", vec![cited(set, &category.clause)]);
    let fact = set
        .regulated
        .iter()
        .find(|f| f.categories.contains(&category.id));
    if let Some(fact) = fact {
        sections.add("相关条款", "Related clauses", related(set, fact));
        sections.add(
            "同一事实的其他类别",
            "Other categories of the same fact",
            others(set, fact, category),
        );
    }
    sections.one(
        "静态分析看不到的",
        "What static reading cannot see",
        &category.blind_spots,
    );
    sections.one("整改方法", "How to fix it", &category.remedy);
    sections.one("人工检测", "How to check by hand", &category.manual_check);
    Explanation {
        kind: "category",
        id: category.id.clone(),
        title: category.title.clone(),
        sections: sections.0,
    }
}

fn assessable(assessable: Assessable) -> Bilingual {
    match assessable {
        Assessable::Yes => both("安装包可以说明", "the package can show it"),
        Assessable::Part => both(
            "安装包可以说明一部分或提出疑点",
            "the package can show a part or raise a suspicion",
        ),
        Assessable::Listing => both(
            "有应用商店上架资料时可以核对，否则需人工核对",
            "the store's listing can show it, where one is given; to be checked by hand otherwise",
        ),
        Assessable::No => both("需要运行应用检测", "needs a running app"),
    }
}

/// A document as cited, with its English title and what makes it less than binding.
fn cited(set: &Signatures, own: &Clause) -> Bilingual {
    let Clause { number, clause, .. } = own;
    let document = set
        .sources
        .iter()
        .find(|d| d.number == *number && d.title.zh == own.document);
    let zh = own.cite();
    match document {
        Some(document) => {
            let status = status(document.status);
            both(
                zh + &status.zh,
                format!("{}, {number}, {clause}{}", document.title.en, status.en),
            )
        }
        None => same(zh),
    }
}

fn related(set: &Signatures, fact: &RegulatedFact) -> Vec<Bilingual> {
    let mut lines = Vec::new();
    for reference in &fact.clauses {
        let Some((document, clause)) = reference.split_once('/') else {
            continue;
        };
        let document = set.sources.iter().find(|d| d.id == document);
        let clause = document.and_then(|d| d.clauses.iter().find(|c| c.id == clause));
        if let (Some(document), Some(clause)) = (document, clause) {
            let status = status(document.status);
            lines.push(both(
                format!(
                    "{}{}{}：{}",
                    document.title.zh, clause.cite, status.zh, clause.gist.zh
                ),
                format!(
                    "{}, {}{}: {}",
                    document.title.en, clause.cite, status.en, clause.gist.en
                ),
            ));
        }
    }
    lines
}

fn others(set: &Signatures, fact: &RegulatedFact, category: &Category) -> Vec<Bilingual> {
    let ids = fact.categories.iter().filter(|id| **id != category.id);
    let known = ids.filter_map(|id| set.category(id));
    known
        .map(|other| {
            let line = |lang: Lang| {
                let authority = text::authority(other.authority, lang);
                format!("{} [{authority}] {}", other.id, lang.of(&other.title))
            };
            both(line(Lang::Zh), line(Lang::En))
        })
        .collect()
}
