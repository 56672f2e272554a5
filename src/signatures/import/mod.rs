//! `tongbao signatures import`: a user's own copy of another project's list
//! becomes an overlay for `--signatures`.
//!
//! Such lists have licences of their own and are not part of tongbao. What the
//! set at hand tells apart already is left out, so that no class has two
//! owners; what the list does not say (where a vendor processes data, what it
//! collects) is left empty or marked as assumed. The list is untrusted input:
//! sizes and counts are bounded, names are cut to one line, and file names are
//! made here and never taken from it.

mod exodus;
mod libchecker;
mod sqlite;

pub use exodus::exodus;
pub use libchecker::{Rule, RuleKind, database, folder, libchecker};
pub use sqlite::SqliteError;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Signatures;
use super::model::{Home, Sdk, SdkCategory};

/// Bytes of one file that are read at most.
pub const MAX_BYTES: u64 = 64 << 20;
/// Entries of a list that are read at most.
pub const MAX_ENTRIES: usize = 20_000;
/// Characters of a name that are kept.
const MAX_NAME: usize = 120;

/// A list that cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file or folder cannot be read or written.
    #[error("{path}: {cause}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// Larger than [`MAX_BYTES`].
    #[error("{0}: larger than 64 MiB")]
    TooLarge(PathBuf),
    /// More than [`MAX_ENTRIES`].
    #[error("more than {MAX_ENTRIES} entries")]
    TooMany,
    /// Not JSON of the expected shape.
    #[error("not a list of trackers as the Exodus API gives it: {0}")]
    Json(#[from] serde_json::Error),
    /// Not a database of rules.
    #[error("not a rules.db of LibChecker: {0}")]
    Database(#[from] SqliteError),
    /// Nothing of LibChecker's layout in the folder.
    #[error(
        "{0}: no native-libs, services-libs, activities-libs, receivers-libs or providers-libs"
    )]
    NotRules(PathBuf),
    /// The target exists and holds something.
    #[error("{0}: is not empty")]
    NotEmpty(PathBuf),
}

/// Signature files made from a list.
#[derive(Debug, Default)]
pub struct Overlay {
    /// File name relative to the overlay, with `/`, and text.
    pub files: BTreeMap<String, String>,
    /// What the list is and under which licence it stands.
    pub notice: String,
    /// Entries of the list that the set at hand covers already.
    pub known: usize,
    /// Entries that could not be expressed, with the reason; sorted.
    pub skipped: Vec<(String, &'static str)>,
}

impl Overlay {
    /// Writes the files and `NOTICE.txt` into a new or empty folder.
    ///
    /// # Errors
    /// A folder that holds something, or that cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), ImportError> {
        let at = |path: &Path| {
            let path = path.to_path_buf();
            move |cause| ImportError::Io { path, cause }
        };
        std::fs::create_dir_all(folder.join("sdks")).map_err(at(folder))?;
        let mut entries = std::fs::read_dir(folder.join("sdks")).map_err(at(folder))?;
        if entries.next().is_some() || folder.join("NOTICE.txt").exists() {
            return Err(ImportError::NotEmpty(folder.into()));
        }
        for (name, text) in &self.files {
            let path = folder.join(name);
            std::fs::write(&path, text).map_err(at(&path))?;
        }
        let path = folder.join("NOTICE.txt");
        std::fs::write(&path, &self.notice).map_err(at(&path))
    }

    fn skip(&mut self, entry: &str, reason: &'static str) {
        self.skipped.push((one_line(entry), reason));
    }
}

/// Reads a file of at most [`MAX_BYTES`].
///
/// # Errors
/// A file that cannot be read or is larger.
pub fn read(path: &Path) -> Result<Vec<u8>, ImportError> {
    let at = |cause| ImportError::Io {
        path: path.into(),
        cause,
    };
    if std::fs::metadata(path).map_err(at)?.len() > MAX_BYTES {
        return Err(ImportError::TooLarge(path.into()));
    }
    std::fs::read(path).map_err(at)
}

/// An SDK with the little that a list says of it.
fn bare(id: String, name: String, vendor: String, home: Home, source: String) -> Sdk {
    let both = |text: String| super::model::Bilingual {
        zh: text.clone(),
        en: text,
    };
    Sdk {
        id,
        name: both(name),
        aliases: Vec::new(),
        short_names: Vec::new(),
        named_with: Vec::new(),
        vendor: both(vendor),
        home,
        category: SdkCategory::Other,
        traces: Default::default(),
        collects: Vec::new(),
        consent: None,
        policy_url: None,
        source,
        examples: Default::default(),
    }
}

/// Names that the set gives to its SDKs, folded as lint compares them.
fn names(set: &Signatures) -> BTreeSet<String> {
    let sdks = set.sdks.iter();
    sdks.flat_map(|sdk| sdk.aliases.iter().chain([&sdk.name.zh, &sdk.name.en]))
        .map(|name| name.to_lowercase())
        .collect()
}

/// A name that no SDK has yet; the list's own name is put behind it where one has.
fn free_name(taken: &mut BTreeSet<String>, name: &str, list: &str) -> String {
    let mut free = one_line(name);
    while !taken.insert(free.to_lowercase()) {
        free = format!("{free} ({list})");
    }
    free
}

/// One line of at most [`MAX_NAME`] characters, no control characters.
fn one_line(text: &str) -> String {
    let clean = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(MAX_NAME);
    clean.collect::<String>().trim().to_string()
}

/// Lower-case ASCII words joined by `-`; never empty after a prefix.
fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().take(MAX_NAME) {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_string()
}

/// Whether a text is a dotted Java name of at least two labels.
fn is_java_name(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= MAX_NAME
            && label
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_$".contains(c))
            && !label.starts_with(|c: char| c.is_ascii_digit())
    };
    text.contains('.') && text.split('.').all(label)
}

/// The file of an SDK, as a person would lay it out.
fn to_toml(sdk: &Sdk) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(format!("id = {}", quoted(&sdk.id)));
    line(format!(
        "name = {{ zh = {}, en = {} }}",
        quoted(&sdk.name.zh),
        quoted(&sdk.name.en)
    ));
    line(format!(
        "vendor = {{ zh = {}, en = {} }}",
        quoted(&sdk.vendor.zh),
        quoted(&sdk.vendor.en)
    ));
    let home = match sdk.home {
        Home::Domestic => "domestic",
        Home::Overseas => "overseas",
    };
    line(format!(
        "home = \"{home}\" # assumed: the list does not say"
    ));
    line("category = \"other\"".into());
    if let Some(url) = &sdk.policy_url {
        line(format!("policy_url = {}", quoted(url)));
    }
    line(format!("source = {}", quoted(&sdk.source)));
    line("\n[match]".into());
    let traces = &sdk.traces;
    for (key, values) in [
        ("packages", &traces.packages),
        ("components", &traces.components),
        ("libraries", &traces.libraries),
        ("hosts", &traces.hosts),
    ] {
        if !values.is_empty() {
            line(format!("{key} = {}", array(values)));
        }
    }
    line("\n[examples]".into());
    line(format!("matches = {}", array(&sdk.examples.matches)));
    out
}

fn array(values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|v| quoted(v)).collect();
    format!("[{}]", values.join(", "))
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.into()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_safe_files_and_lines() {
        for (text, expected) in [
            ("Google Ads", "google-ads"),
            ("../../etc/passwd", "etc-passwd"),
            ("360 加固", "360"),
            ("高德", ""),
            ("--a--", "a"),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
        assert_eq!(one_line("a\nb\u{1b}[31m"), "a b [31m");
        for (text, expected) in [
            ("com.umeng", true),
            ("com", false),
            ("com..umeng", false),
            (".umeng.", false),
            ("com.1a", false),
            ("com.a b", false),
        ] {
            assert_eq!(is_java_name(text), expected, "{text}");
        }
    }

    #[test]
    fn quotes_survive_toml() {
        let hostile = "a\"]\n[x]\\ '''\u{7f}";
        let table: toml::Table = toml::from_str(&format!("k = {}", quoted(hostile))).unwrap();
        assert_eq!(table["k"].as_str(), Some(hostile));
    }
}
