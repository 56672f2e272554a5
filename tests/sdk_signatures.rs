//! Holds `signatures/sdks/` and `signatures/libraries.toml` to their own
//! rules: they parse, no two claim the same thing, the longest prefix decides,
//! and every file's examples come out as it says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tongbao::signatures::model::{Libraries, Sdk};

fn signatures() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/signatures"))
}

fn sdks() -> Vec<Sdk> {
    let mut sdks = Vec::new();
    for entry in fs::read_dir(signatures().join("sdks")).expect("signatures/sdks") {
        let path = entry.expect("entry").path();
        let text = fs::read_to_string(&path).expect("readable");
        let sdk: Sdk =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        assert_eq!(stem, Some(sdk.id.as_str()), "id is the file's name");
        sdks.push(sdk);
    }
    sdks.sort_by(|a, b| a.id.cmp(&b.id));
    sdks
}

fn libraries() -> Libraries {
    let text = fs::read_to_string(signatures().join("libraries.toml")).expect("readable");
    toml::from_str(&text).expect("libraries.toml")
}

/// Prefix to the id of its SDK or library.
fn prefixes() -> BTreeMap<String, String> {
    let mut prefixes = BTreeMap::new();
    let sdks = sdks().into_iter().map(|sdk| (sdk.id, sdk.traces.packages));
    let libraries = libraries().library.into_iter();
    for (id, packages) in sdks.chain(libraries.map(|library| (library.id, library.packages))) {
        for package in packages {
            if let Some(other) = prefixes.insert(package.clone(), id.clone()) {
                panic!("{package}: {id} and {other}");
            }
        }
    }
    prefixes
}

/// Whose class it is: the longest prefix that ends at a label boundary.
fn owner<'a>(prefixes: &'a BTreeMap<String, String>, class: &str) -> Option<&'a str> {
    let ends = class.match_indices('.').map(|(at, _)| at);
    ends.chain([class.len()])
        .rev()
        .find_map(|end| prefixes.get(class.get(..end)?))
        .map(String::as_str)
}

/// As names are compared: without white space and case.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<String>().to_lowercase()
}

fn names(sdk: &Sdk) -> BTreeSet<String> {
    let own = [&sdk.name.zh, &sdk.name.en];
    own.into_iter()
        .chain(&sdk.aliases)
        .map(|name| folded(name))
        .collect()
}

/// `*` matches any run.
fn glob(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((head, tail)) => name.strip_prefix(head).is_some_and(|rest| {
            (0..=rest.len()).any(|at| rest.get(at..).is_some_and(|rest| glob(tail, rest)))
        }),
    }
}

fn matches(sdk: &Sdk, prefixes: &BTreeMap<String, String>, example: &str) -> bool {
    let is_sentence = !example.is_ascii() || example.contains(' ');
    if is_sentence {
        let example = folded(example);
        return names(sdk).iter().any(|name| example.contains(name));
    }
    let library = |pattern: &String| glob(pattern, example);
    owner(prefixes, example) == Some(sdk.id.as_str()) || sdk.traces.libraries.iter().any(library)
}

#[test]
fn no_two_claim_the_same_name() {
    let mut claimed = BTreeMap::new();
    for sdk in sdks() {
        let short = sdk.short_names.iter().map(|name| folded(name));
        for name in names(&sdk).into_iter().chain(short) {
            if let Some(other) = claimed.insert(name.clone(), sdk.id.clone()) {
                panic!("{name}: {} and {other}", sdk.id);
            }
        }
    }
}

#[test]
fn sdk_prefixes_have_two_labels_and_name_what_they_swallow() {
    let prefixes = prefixes();
    for sdk in sdks() {
        for package in &sdk.traces.packages {
            assert!(package.contains('.'), "{}: {package}", sdk.id);
            let below = format!("{package}.");
            for (swallowed, id) in prefixes.range(below.clone()..) {
                if !swallowed.starts_with(&below) {
                    break;
                }
                let named = |except: &String| {
                    swallowed == except || swallowed.starts_with(&format!("{except}."))
                };
                assert!(
                    *id == sdk.id || sdk.traces.except.iter().any(named),
                    "{}: {package} swallows {swallowed} of {id}: add it to `except`",
                    sdk.id
                );
            }
        }
        for except in &sdk.traces.except {
            assert!(
                prefixes.get(except).is_some_and(|id| *id != sdk.id),
                "{}: except {except} is nobody's",
                sdk.id
            );
        }
    }
}

#[test]
fn references_exist() {
    let text = fs::read_to_string(signatures().join("policy/pi-types.toml")).expect("readable");
    let table: toml::Table = toml::from_str(&text).expect("pi-types.toml");
    let types: BTreeSet<&str> = table["type"]
        .as_array()
        .expect("[[type]]")
        .iter()
        .filter_map(|kind| kind["id"].as_str())
        .collect();
    let sdks = sdks();
    let ids: BTreeSet<&str> = sdks.iter().map(|sdk| sdk.id.as_str()).collect();
    for sdk in &sdks {
        for kind in &sdk.collects {
            assert!(types.contains(kind.as_str()), "{}: {kind}", sdk.id);
        }
        for other in &sdk.named_with {
            assert!(
                ids.contains(other.as_str()) && *other != sdk.id,
                "{}: {other}",
                sdk.id
            );
        }
    }
    for library in libraries().library {
        assert!(!ids.contains(library.id.as_str()), "{}", library.id);
    }
}

#[test]
fn examples_come_out_as_the_files_say() {
    let prefixes = prefixes();
    for sdk in sdks() {
        assert!(!sdk.examples.matches.is_empty(), "{}: no example", sdk.id);
        assert!(
            !sdk.examples.no_match.is_empty(),
            "{}: no counter-example",
            sdk.id
        );
        for example in &sdk.examples.matches {
            assert!(matches(&sdk, &prefixes, example), "{}: {example}", sdk.id);
        }
        for example in &sdk.examples.no_match {
            assert!(!matches(&sdk, &prefixes, example), "{}: {example}", sdk.id);
        }
    }
}
