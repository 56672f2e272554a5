//! Whole policies, each with what it must be read to declare.
//!
//! `tests/policy/cases/NAME.{txt,md,html}` is a policy, `NAME.toml` beside it
//! says what it declares. Lists are compared as sets and completely; of
//! `declares` and `values` only the keys that are written are compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde::Deserialize;
use tongbao::limits::Limits;
use tongbao::policy::{self, CrossBorderStatement, Declarations};
use tongbao::signatures::Signatures;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the case is about.
    #[allow(dead_code)]
    about: String,
    #[serde(default)]
    declares: BTreeMap<String, bool>,
    #[serde(default)]
    values: toml::Table,
    #[serde(default)]
    lists: BTreeMap<String, BTreeSet<String>>,
    #[serde(default)]
    sdk: Vec<Sdk>,
    #[serde(default)]
    permission: Vec<Permission>,
    #[serde(default)]
    pi: Vec<Pi>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sdk {
    name: String,
    vendor: Option<String>,
    purpose: Option<String>,
    pi_types: Option<BTreeSet<String>>,
    permissions: Option<BTreeSet<String>>,
    url: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Permission {
    name: String,
    purpose: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pi {
    #[serde(rename = "type")]
    kind: String,
    required: Option<bool>,
}

static SIGNATURES: LazyLock<Signatures> = LazyLock::new(Signatures::builtin);

fn cases() -> Vec<(PathBuf, Case)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/policy/cases");
    let mut all: Vec<(PathBuf, Case)> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_none_or(|e| e != "toml"))
        .map(|path| {
            let expected = path.with_extension("toml");
            let text = std::fs::read_to_string(&expected).unwrap();
            let case = toml::from_str(&text).unwrap_or_else(|e| panic!("{expected:?}: {e}"));
            (path, case)
        })
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[test]
fn policies_are_read_as_expected() {
    let lexicon = SIGNATURES.lexicon();
    let mut faults = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 12);
    for (path, case) in &cases {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(path).unwrap();
        let document = policy::document(&bytes, &name, &Limits::default()).unwrap();
        let declared = policy::declare(std::slice::from_ref(&document), lexicon);
        let mut check = Check {
            name: &name,
            faults: &mut faults,
        };
        check.declares(case, &declared);
        check.values(case, &declared);
        check.lists(case, &declared);
        check.rows(case, &declared);
        check.spans(&document.text(), &declared);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn reading_is_the_same_every_time() {
    let lexicon = SIGNATURES.lexicon();
    for (path, _) in cases() {
        let bytes = std::fs::read(&path).unwrap();
        let document = policy::document(&bytes, "policy", &Limits::default()).unwrap();
        let once = policy::declare(std::slice::from_ref(&document), lexicon);
        let twice = policy::declare(std::slice::from_ref(&document), lexicon);
        assert_eq!(once, twice, "{path:?}");
    }
}

struct Check<'a> {
    name: &'a str,
    faults: &'a mut Vec<String>,
}

impl Check<'_> {
    fn equal<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, read: T, expected: T) {
        if read != expected {
            self.faults.push(format!(
                "{} {what}: read {read:?}, expected {expected:?}",
                self.name
            ));
        }
    }

    fn declares(&mut self, case: &Case, declared: &Declarations) {
        let read: BTreeMap<&str, bool> = declared
            .statements()
            .into_iter()
            .map(|s| (s.key, s.holds))
            .collect();
        for (key, expected) in &case.declares {
            self.equal(key, read.get(key.as_str()), Some(expected));
        }
    }

    fn values(&mut self, case: &Case, d: &Declarations) {
        for (key, expected) in &case.values {
            let text = |v: &Option<String>| v.clone().map(toml::Value::String);
            let number = |v: &Option<u32>| v.map(|v| toml::Value::Integer(v.into()));
            let list = |v: &Option<Vec<String>>| {
                let values = v.clone().unwrap_or_default();
                Some(toml::Value::Array(
                    values.into_iter().map(toml::Value::String).collect(),
                ))
            };
            let read = match key.as_str() {
                "app_name" => text(&d.app_name.value),
                "operator_name" => text(&d.operator.name.value),
                "operator_address" => text(&d.operator.address.value),
                "emails" => list(&d.contact.emails.value),
                "phones" => list(&d.contact.phones.value),
                "updated" => text(&d.dates.updated.value),
                "effective" => text(&d.dates.effective.value),
                "response_days" => number(&d.complaint.response_days.value),
                "cancel_days" => number(&d.rights.cancel_account.days.value),
                "cross_border" => Some(toml::Value::String(border(d).to_owned())),
                _ => panic!("{}: unknown value {key}", self.name),
            };
            self.equal(key, read.as_ref(), Some(expected));
        }
    }

    fn lists(&mut self, case: &Case, d: &Declarations) {
        for (key, expected) in &case.lists {
            let read: BTreeSet<String> = match key.as_str() {
                "pi_types" => d.pi_types.iter().map(|p| p.pi_type.clone()).collect(),
                "permissions" => d.permissions.iter().map(|p| p.permission.clone()).collect(),
                "sdks" => d
                    .third_party
                    .sdk_list
                    .iter()
                    .map(|s| s.name.clone())
                    .collect(),
                "sdk_pi_types" => d.third_party.pi_types.iter().cloned().collect(),
                "defects" => d.defects.iter().map(|x| x.code.clone()).collect(),
                "contradictions" => d.contradictions.iter().map(|c| c.subject.clone()).collect(),
                _ => panic!("{}: unknown list {key}", self.name),
            };
            let extra: Vec<&String> = read.difference(expected).collect();
            let missing: Vec<&String> = expected.difference(&read).collect();
            if !extra.is_empty() || !missing.is_empty() {
                self.faults.push(format!(
                    "{} {key}: too many {extra:?}, missing {missing:?}",
                    self.name
                ));
            }
        }
    }

    fn rows(&mut self, case: &Case, d: &Declarations) {
        for expected in &case.sdk {
            let rows = &d.third_party.sdk_list;
            let Some(row) = rows.iter().find(|r| r.name == expected.name) else {
                self.faults
                    .push(format!("{}: no SDK {}", self.name, expected.name));
                continue;
            };
            let what = |field: &str| format!("{} {field}", expected.name);
            for (field, read, expected) in [
                ("vendor", &row.vendor, &expected.vendor),
                ("purpose", &row.purpose, &expected.purpose),
                ("url", &row.url, &expected.url),
            ] {
                if expected.is_some() {
                    self.equal(&what(field), read, expected);
                }
            }
            for (field, read, expected) in [
                ("pi_types", &row.pi_types, &expected.pi_types),
                ("permissions", &row.permissions, &expected.permissions),
            ] {
                if let Some(expected) = expected {
                    self.equal(&what(field), &read.iter().cloned().collect(), expected);
                }
            }
        }
        for expected in &case.permission {
            let read = d
                .permission(&expected.name)
                .and_then(|p| p.purpose.as_deref());
            self.equal(&expected.name, read, Some(expected.purpose.as_str()));
        }
        for expected in &case.pi {
            let read = d.pi(&expected.kind).and_then(|p| p.required);
            self.equal(&expected.kind, read, expected.required);
        }
    }

    /// Every quote stands in the text where its span says.
    fn spans(&mut self, text: &str, d: &Declarations) {
        let chars: Vec<char> = text.chars().collect();
        let json = serde_json::to_value(d).unwrap();
        let mut open = vec![&json];
        while let Some(value) = open.pop() {
            match value {
                serde_json::Value::Array(items) => open.extend(items),
                serde_json::Value::Object(map) => {
                    open.extend(map.values());
                    let number = |key: &str| map.get(key).and_then(serde_json::Value::as_u64);
                    if let (Some(start), Some(end), Some(quote)) =
                        (number("start"), number("end"), map.get("quote"))
                    {
                        let cut: String = chars[start as usize..end as usize].iter().collect();
                        let squash = |s: &str| -> String {
                            s.chars().filter(|c| c.is_alphanumeric()).take(20).collect()
                        };
                        let quote = quote.as_str().unwrap();
                        self.equal("quote", squash(quote), squash(&cut));
                    }
                }
                _ => {}
            }
        }
    }
}

fn border(d: &Declarations) -> &'static str {
    match d.cross_border.statement.value {
        Some(CrossBorderStatement::StoredInChina) => "stored_in_china",
        Some(CrossBorderStatement::Transfers) => "transfers",
        Some(CrossBorderStatement::None) => "none",
        Some(CrossBorderStatement::Unclear) => "unclear",
        None => "silent",
    }
}
