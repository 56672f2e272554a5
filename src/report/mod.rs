//! Findings shown: JSON is the source of truth, everything else is a view.

pub mod context;
pub mod evidence;
pub mod explain;
pub mod folder;
pub mod html;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod reread;
pub mod sarif;
pub mod score;
pub mod summary;
pub mod table;
pub mod terminal;
pub mod text;

use clap::ValueEnum;
use serde::Deserialize;

use crate::signatures::Signatures;
use folder::{Folder, OutputError};
use json::Report;
use summary::Summary;

/// What a format writes into the output folder, beside `report.json` and
/// `summary.json`.
pub trait Writer: Sync {
    /// One app. Called on any thread and in any order; an app's folder is its
    /// own. Nothing, for a format that holds the whole batch in one file.
    ///
    /// # Errors
    /// The disk says no.
    fn app(&self, _folder: &Folder, _report: &Report) -> Result<(), OutputError> {
        Ok(())
    }

    /// The batch, once, after its last app.
    ///
    /// # Errors
    /// The disk says no.
    fn batch(&self, folder: &Folder, summary: &Summary) -> Result<(), OutputError>;
}

/// Formats of the output folder. Another one is a variant here, a folder beside
/// `html/` that implements [`Writer`], and an arm in [`FolderFormat::writer`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderFormat {
    /// A page per app and a dashboard.
    Html,
    /// SARIF 2.1.0.
    Sarif,
    /// A table of findings and one of apps.
    Csv,
    /// The same as a workbook.
    Xlsx,
    /// JUnit XML.
    Junit,
    /// A comment for a pull request.
    Markdown,
}

impl FolderFormat {
    /// The writer of a format, for one batch.
    pub fn writer(self, set: &Signatures, lang: Lang) -> Box<dyn Writer + '_> {
        match self {
            Self::Html => Box::new(html::Site::new(set, lang)),
            Self::Sarif => Box::new(sarif::Sarif { set, lang }),
            Self::Csv => Box::new(table::Csv(lang)),
            Self::Xlsx => Box::new(table::Xlsx(lang)),
            Self::Junit => Box::new(junit::JUnit(lang)),
            Self::Markdown => Box::new(markdown::Markdown(lang)),
        }
    }
}

/// Language of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The text in this language.
    pub fn of(self, text: &crate::signatures::model::Bilingual) -> &str {
        match self {
            Lang::Zh => &text.zh,
            Lang::En => &text.en,
        }
    }

    /// `zh` or `en`.
    pub fn code(self) -> &'static str {
        self.pick("zh", "en")
    }

    /// Chooses between two constants.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// The language of the user's locale; Chinese where it begins with `zh`.
    pub fn from_locale() -> Self {
        match sys_locale::get_locale() {
            Some(locale) if locale.to_lowercase().starts_with("zh") => Lang::Zh,
            _ => Lang::En,
        }
    }
}

/// Removes what a terminal or a log would obey: control characters, and the
/// marks that reorder text.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {
                '\u{fffd}'
            }
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}
