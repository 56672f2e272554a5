//! Rules of LibChecker, from a copy of the LibChecker-Rules repository or from
//! the `rules.db` that it builds.
//!
//! The repository holds one JSON file a rule, named by what it matches:
//! `native-libs/libBugly.so.json`, `services-libs/com/igexin/sdk/PushService.json`
//! (older: dots instead of folders). Rules by regular expression
//! (`*/regex/*.json`) carry the expression only in the database.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::sqlite::{Cell, Database};
use super::{
    ImportError, MAX_ENTRIES, Overlay, bare, free_name, is_java_name, names, one_line, read, slug,
    to_toml,
};
use crate::signatures::model::{Home, Sdk};
use crate::signatures::{Signatures, glob};

const NOTICE: &str = "\
This folder was made by `tongbao signatures import libchecker` from a copy of\n\
LibChecker-Rules (https://github.com/LibChecker/LibChecker-Rules).\n\
Copyright of the rules: the LibChecker authors and contributors.\n\
Licensed under the Apache License, Version 2.0:\n\
https://www.apache.org/licenses/LICENSE-2.0\n\
Changes: rules that tongbao covers already were left out, rules with one label\n\
became one file, regular expressions became patterns with `*`. The rules do not\n\
tell SDKs whose vendor receives data from utility libraries: look through\n\
`sdks/` and delete what is none, and correct `home`, which is assumed.\n";

/// Folders of the repository that hold rules.
const FOLDERS: &[(&str, RuleKind)] = &[
    ("native-libs", RuleKind::NativeLibrary),
    ("services-libs", RuleKind::Component),
    ("activities-libs", RuleKind::Component),
    ("receivers-libs", RuleKind::Component),
    ("providers-libs", RuleKind::Component),
];
/// Folders below one of them that are followed at most.
const MAX_DEPTH: usize = 16;

/// What a rule matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleKind {
    /// Name of a native library.
    NativeLibrary,
    /// Class of a component.
    Component,
    /// Java package.
    Package,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// Label: the product's name.
    pub label: String,
    /// The developer, where the list says it.
    pub team: Option<String>,
    /// What it matches.
    pub kind: RuleKind,
    /// Name, or a regular expression over the whole name.
    pub pattern: String,
    /// Whether [`Self::pattern`] is a regular expression.
    pub regex: bool,
}

/// Rules of a copy of the repository; how many files were no rule.
///
/// # Errors
/// A folder that cannot be read or holds none of LibChecker's, and more than
/// [`MAX_ENTRIES`] files.
pub fn folder(path: &Path) -> Result<(Vec<Rule>, usize), ImportError> {
    let (mut rules, mut unread, mut found) = (Vec::new(), 0, false);
    for (name, kind) in FOLDERS {
        let root = path.join(name);
        if !root.is_dir() {
            continue;
        }
        found = true;
        for (name, file) in files(&root)? {
            if name.starts_with("regex/") || rules.len() >= MAX_ENTRIES {
                unread += 1;
                continue;
            }
            match rule(*kind, &name, &read(&file)?) {
                Some(rule) => rules.push(rule),
                None => unread += 1,
            }
        }
    }
    if !found {
        return Err(ImportError::NotRules(path.into()));
    }
    rules.sort();
    Ok((rules, unread))
}

/// `*.json` below a folder, with names relative to it; links are not followed.
fn files(root: &Path) -> Result<Vec<(String, std::path::PathBuf)>, ImportError> {
    let mut found = Vec::new();
    let mut pending = vec![(root.to_path_buf(), 0)];
    while let Some((current, depth)) = pending.pop() {
        let at = |cause| ImportError::Io {
            path: current.clone(),
            cause,
        };
        for entry in std::fs::read_dir(&current).map_err(at)? {
            let entry = entry.map_err(at)?;
            let kind = entry.file_type().map_err(at)?;
            let path = entry.path();
            if kind.is_dir() && depth < MAX_DEPTH {
                pending.push((path, depth + 1));
            } else if kind.is_file() && path.extension().is_some_and(|e| e == "json") {
                let relative = path.strip_prefix(root).unwrap_or(&path);
                let name = relative.to_string_lossy().replace('\\', "/");
                found.push((name, path));
            }
            if found.len() + pending.len() > MAX_ENTRIES {
                return Err(ImportError::TooMany);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn rule(kind: RuleKind, name: &str, text: &[u8]) -> Option<Rule> {
    let json: Value = serde_json::from_slice(text).ok()?;
    let name = name.strip_suffix(".json")?;
    let pattern = match kind {
        RuleKind::NativeLibrary => name.rsplit('/').next()?.to_string(),
        RuleKind::Component | RuleKind::Package => name.replace('/', "."),
    };
    let data = localized(&json).unwrap_or(&json);
    let text = |key: &str| Some(one_line(data.get(key)?.as_str()?)).filter(|t| !t.is_empty());
    Some(Rule {
        label: text("label")?,
        team: text("dev_team").or_else(|| text("team")),
        kind,
        pattern,
        regex: false,
    })
}

/// Newer files hold the fields once a locale; Chinese is preferred.
fn localized(json: &Value) -> Option<&Value> {
    let locales = json.get("data")?.as_array()?;
    let chinese = locales.iter().find(|entry| {
        entry["locale"]
            .as_str()
            .is_some_and(|l| l.starts_with("zh"))
    });
    chinese.or_else(|| locales.first())?.get("data")
}

/// Rules of a `rules.db`: table `rules_table` with the columns `name`, `label`,
/// `type` and `isRegexRule`.
///
/// # Errors
/// Bytes that are no SQLite database with that table.
pub fn database(bytes: &[u8]) -> Result<Vec<Rule>, ImportError> {
    let database = Database::new(bytes)?;
    let columns = ["name", "label", "type", "isRegexRule"];
    let mut rules = Vec::new();
    for row in database.table("rules_table", &columns)? {
        let [
            Cell::Text(pattern),
            Cell::Text(label),
            Cell::Integer(kind),
            regex,
        ] = row.as_slice()
        else {
            continue;
        };
        // The numbers of LibChecker's LibType; 6 (static libraries) has no trace here.
        let kind = match kind {
            0 => RuleKind::NativeLibrary,
            1..=4 => RuleKind::Component,
            5 => RuleKind::Package,
            _ => continue,
        };
        let label = one_line(label);
        if label.is_empty() {
            continue;
        }
        rules.push(Rule {
            label,
            team: None,
            kind,
            pattern: pattern.clone(),
            regex: matches!(regex, Cell::Integer(n) if *n != 0),
        });
    }
    rules.sort();
    Ok(rules)
}

/// An overlay of the labels that `set` does not tell apart yet.
///
/// # Errors
/// More than [`MAX_ENTRIES`] rules.
pub fn libchecker(rules: &[Rule], set: &Signatures) -> Result<Overlay, ImportError> {
    if rules.len() > MAX_ENTRIES {
        return Err(ImportError::TooMany);
    }
    let mut overlay = Overlay {
        notice: NOTICE.into(),
        ..Overlay::default()
    };
    // A label of which the set knows one rule is known: the rest would only
    // make a second SDK of it.
    let known: BTreeSet<&str> = rules
        .iter()
        .filter(|rule| expressible(rule).is_some_and(|p| is_known(set, rule.kind, &p)))
        .map(|rule| rule.label.as_str())
        .collect();
    let mut sdks: BTreeMap<&str, Sdk> = BTreeMap::new();
    let mut claimed = BTreeSet::new();
    for rule in rules {
        let Some(pattern) = expressible(rule) else {
            overlay.skip(&rule.pattern, "not a name or a simple pattern");
            continue;
        };
        if known.contains(rule.label.as_str()) || !claimed.insert((rule.kind, pattern.clone())) {
            overlay.known += 1;
            continue;
        }
        let sdk = sdks.entry(&rule.label).or_insert_with(|| empty(rule));
        sdk.examples.matches.push(pattern.replace('*', "1"));
        match rule.kind {
            RuleKind::NativeLibrary => sdk.traces.libraries.push(pattern),
            RuleKind::Component => sdk.traces.components.push(pattern),
            RuleKind::Package => sdk.traces.packages.push(pattern),
        }
    }
    let mut taken = names(set);
    for (index, (label, mut sdk)) in sdks.into_iter().enumerate() {
        let id = format!("libchecker-{}-{}", index + 1, slug(label));
        sdk.id = id.trim_end_matches('-').into();
        let name = free_name(&mut taken, label, "LibChecker");
        sdk.name.zh.clone_from(&name);
        sdk.name.en = name;
        overlay
            .files
            .insert(format!("sdks/{}.toml", sdk.id), to_toml(&sdk));
    }
    overlay.skipped.sort();
    Ok(overlay)
}

/// An SDK with the rule's label and no traces yet.
fn empty(rule: &Rule) -> Sdk {
    let label = rule.label.clone();
    let vendor = rule.team.clone().unwrap_or_else(|| label.clone());
    let source = "LibChecker-Rules (Apache-2.0)".to_string();
    bare(String::new(), label, vendor, Home::Domestic, source)
}

/// The rule in the patterns of this program, if it is a plain name, or a
/// regular expression of nothing but names, `\.`, `.*` and `(.*)`.
fn expressible(rule: &Rule) -> Option<String> {
    let pattern = if rule.regex {
        let any = rule.pattern.replace("(.*)", "*").replace(".*", "*");
        any.replace("\\.", ".").replace("\\$", "$")
    } else {
        rule.pattern.clone()
    };
    let plain =
        |c: char| c.is_ascii_alphanumeric() || "._-+$".contains(c) || (rule.regex && c == '*');
    let fixed = pattern.chars().filter(char::is_ascii_alphanumeric).count();
    let shape = match rule.kind {
        RuleKind::NativeLibrary => pattern.ends_with(".so"),
        RuleKind::Component => is_java_name(&pattern.replace('*', "x")),
        RuleKind::Package => is_java_name(&pattern),
    };
    (shape && fixed >= 5 && pattern.len() <= 200 && pattern.chars().all(plain)).then_some(pattern)
}

fn is_known(set: &Signatures, kind: RuleKind, pattern: &str) -> bool {
    let name = pattern.replace('*', "1");
    match kind {
        RuleKind::NativeLibrary => {
            let libraries = set.libraries.iter().flat_map(|library| &library.libraries);
            let packers = set
                .packers
                .iter()
                .flat_map(|packer| packer.libraries.iter().chain(&packer.weak_libraries));
            set.sdk_index.by_library(&name).next().is_some()
                || libraries.chain(packers).any(|known| glob(known, &name))
        }
        RuleKind::Component | RuleKind::Package => {
            set.package_index.owner(&name).is_some()
                || set.sdk_index.by_component(&name).next().is_some()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expressed(kind: RuleKind, pattern: &str, regex: bool) -> Option<String> {
        expressible(&Rule {
            label: String::new(),
            team: None,
            kind,
            pattern: pattern.into(),
            regex,
        })
    }

    #[test]
    fn simple_expressions_become_patterns() {
        use RuleKind::{Component, NativeLibrary, Package};
        for (kind, pattern, regex, expected) in [
            (
                NativeLibrary,
                "libjcore(.*)\\.so",
                true,
                Some("libjcore*.so"),
            ),
            (NativeLibrary, "libBugly.so", false, Some("libBugly.so")),
            (NativeLibrary, "(.*)\\.so", true, None),
            (NativeLibrary, "lib(a|b)c\\.so", true, None),
            (NativeLibrary, "../lib.so/x", false, None),
            (
                Component,
                "com.yxcorp.gifshow.ad(.*)",
                true,
                Some("com.yxcorp.gifshow.ad*"),
            ),
            (Component, "(.*)", true, None),
            (Package, "com.umeng", false, Some("com.umeng")),
            (Package, "umeng", false, None),
        ] {
            assert_eq!(
                expressed(kind, pattern, regex).as_deref(),
                expected,
                "{pattern}"
            );
        }
    }

    #[test]
    fn both_shapes_of_files_are_read() {
        let old = br#"{"label": "Bugly", "team": "Tencent"}"#;
        let found = rule(RuleKind::NativeLibrary, "libBugly.so.json", old).unwrap();
        assert_eq!(
            (found.label.as_str(), found.pattern.as_str()),
            ("Bugly", "libBugly.so")
        );
        let new = r#"{"data": [{"locale": "en", "data": {"label": "Pay"}},
            {"locale": "zh-Hans", "data": {"label": "支付", "dev_team": "甲公司"}}]}"#;
        let found = rule(RuleKind::Component, "com/a/b/C.json", new.as_bytes()).unwrap();
        assert_eq!(
            (found.label.as_str(), found.pattern.as_str()),
            ("支付", "com.a.b.C")
        );
        assert_eq!(found.team.as_deref(), Some("甲公司"));
        assert_eq!(rule(RuleKind::Component, "a.json", b"[1]"), None);
    }
}
