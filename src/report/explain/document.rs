//! A legal source.

use crate::signatures::model::{Bilingual, LegalSource, SourceClause, SourceStatus};

use super::{Explanation, Sections, both};

/// A legal source with its clauses in use.
pub fn document(document: &LegalSource) -> Explanation {
    let mut sections = Sections::default();
    let effective = document.effective.as_deref();
    let status = status(document.status);
    let dates = both(
        effective.map_or(String::new(), |day| format!("，{day} 起施行")),
        effective.map_or(String::new(), |day| format!(", in force from {day}")),
    );
    sections.add(
        "文件",
        "Document",
        vec![both(
            format!(
                "{}，{}，{}{}{}",
                document.number, document.issuer.zh, document.issued, dates.zh, status.zh
            ),
            format!(
                "{}, {}, {}{}{}",
                document.number, document.issuer.en, document.issued, dates.en, status.en
            ),
        )],
    );
    let clauses = document.clauses.iter();
    let line = |c: &SourceClause| {
        both(
            format!("{}：{}", c.cite, c.gist.zh),
            format!("{}: {}", c.cite, c.gist.en),
        )
    };
    sections.add("条款", "Clauses", clauses.map(line).collect());
    Explanation {
        kind: "document",
        id: document.id.clone(),
        title: document.title.clone(),
        sections: sections.0,
    }
}

/// What makes a document less than binding, put behind its name.
pub(super) fn status(status: SourceStatus) -> Bilingual {
    match status {
        SourceStatus::InForce => Bilingual::default(),
        SourceStatus::Recommended => both("（推荐性）", " (recommended)"),
        SourceStatus::Draft => both("（征求意见稿，未生效）", " (draft, not in force)"),
    }
}
