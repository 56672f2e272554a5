//! `--format html`: a page per app and a dashboard per batch.
//!
//! One static folder that opens from disk. Rust writes data, escaped by
//! construction ([`embed`]); the pages' own scripts show it, as text nodes
//! alone. What all pages share is written once:
//!
//! ```text
//! index.html           the dashboard, with its data
//! html/                style, scripts, catalogue of categories and words
//! <app>/index.html     the app's page, with its data
//! <app>/report.json    the same, whole
//! ```

mod app;
mod catalogue;
mod dashboard;
mod embed;

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::folder::{Folder, OutputError};
use super::json::Report;
use super::summary::Summary;
use super::{Lang, Writer};
use crate::signatures::Signatures;

/// Files that the pages share, as they stand.
const ASSETS: [(&str, &str); 5] = [
    ("style.css", include_str!("assets/style.css")),
    ("words.js", include_str!("assets/words.js")),
    ("page.js", include_str!("assets/page.js")),
    ("dashboard.js", include_str!("assets/dashboard.js")),
    ("app.js", include_str!("assets/app.js")),
];

/// The pages of one batch.
pub struct Site<'a> {
    set: &'a Signatures,
    lang: Lang,
    /// Rows of the dashboard by the app's folder.
    rows: Mutex<BTreeMap<String, dashboard::Row>>,
}

impl<'a> Site<'a> {
    /// Pages in both languages that open in one.
    pub fn new(set: &'a Signatures, lang: Lang) -> Self {
        Self {
            set,
            lang,
            rows: Mutex::default(),
        }
    }
}

impl Writer for Site<'_> {
    fn app(&self, folder: &Folder, report: &Report) -> Result<(), OutputError> {
        let row = dashboard::Row::new(report);
        let mut rows = self.rows.lock().unwrap_or_else(|e| e.into_inner());
        rows.insert(folder.name(), row);
        drop(rows);
        let page = app::Page::new(report);
        folder.file("index.html", |out| {
            embed::page(out, include_str!("assets/app.html"), &page)
        })
    }

    fn batch(&self, folder: &Folder, summary: &Summary) -> Result<(), OutputError> {
        let shared = folder.sub("html")?;
        for (name, text) in ASSETS {
            shared.file(name, |out| out.write_all(text.as_bytes()))?;
        }
        let catalogue = catalogue::Catalogue::new(self.set);
        shared.file("catalogue.js", |out| {
            writeln!(out, "const CATALOGUE = {};", embed::json(&catalogue)?)
        })?;
        let rows = self.rows.lock().unwrap_or_else(|e| e.into_inner());
        let dashboard = dashboard::Dashboard::new(summary, &rows, self.set, self.lang);
        folder.file("index.html", |out| {
            embed::page(out, include_str!("assets/index.html"), &dashboard)
        })
    }
}
