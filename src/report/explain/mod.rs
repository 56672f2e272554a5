//! What a category, SDK, API, permission, app type or legal source means:
//! composed once from the signature set, shown by `tongbao explain` and by the
//! HTML report.

mod api;
mod app_type;
mod category;
mod document;
mod lookup;
mod permission;
mod sdk;

use serde::Serialize;

use crate::signatures::model::Bilingual;

pub use api::api;
pub use app_type::app_type;
pub use category::category;
pub use document::document;
pub use lookup::explain;
pub use permission::permission;
pub use sdk::sdk;

/// An explanation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// What it is: `category`, `sdk`, `api`, `permission`, `app-type`, `document`.
    pub kind: &'static str,
    /// Id or full name.
    pub id: String,
    /// Name.
    pub title: Bilingual,
    /// In reading order; none is empty.
    pub sections: Vec<Section>,
}

/// A heading with lines below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Heading.
    pub heading: Bilingual,
    /// One paragraph or list item a line.
    pub lines: Vec<Bilingual>,
}

/// Sections under construction; empty ones are not kept.
#[derive(Default)]
struct Sections(Vec<Section>);

impl Sections {
    fn add(&mut self, zh: &str, en: &str, lines: Vec<Bilingual>) {
        if !lines.is_empty() {
            self.0.push(Section {
                heading: both(zh, en),
                lines,
            });
        }
    }

    /// Since which API level something exists, and until when.
    fn levels(&mut self, since: Option<u32>, until: Option<Bilingual>) {
        let since = since.map(|n| both(format!("自 API {n} 起"), format!("since API level {n}")));
        let levels = since.into_iter().chain(until).collect();
        self.add("系统版本", "API levels", levels);
    }

    fn one(&mut self, zh: &str, en: &str, line: &Bilingual) {
        self.add(zh, en, vec![line.clone()]);
    }
}

fn both(zh: impl Into<String>, en: impl Into<String>) -> Bilingual {
    Bilingual {
        zh: zh.into(),
        en: en.into(),
    }
}

fn same(text: impl Into<String>) -> Bilingual {
    let text = text.into();
    both(text.clone(), text)
}

fn list(values: &[String]) -> Vec<Bilingual> {
    if values.is_empty() {
        return Vec::new();
    }
    vec![both(values.join("、"), values.join(", "))]
}

fn joined(values: &[Bilingual]) -> Vec<Bilingual> {
    let zh: Vec<String> = values.iter().map(|v| v.zh.clone()).collect();
    let en: Vec<String> = values.iter().map(|v| v.en.clone()).collect();
    if values.is_empty() {
        return Vec::new();
    }
    vec![both(zh.join("、"), en.join(", "))]
}
