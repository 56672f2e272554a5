//! How much of two public lists of SDKs the signature set can tell apart.
//!
//! The lists (Exodus Privacy's trackers, LibChecker's rules) are not part of
//! this repository. They are looked for in `$TONGBAO_REFERENCE`, else in
//! `../shared/reference`; without them the tests pass and say so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use regex::Regex;
use tongbao::signatures::{Signatures, glob};

/// Trackers of Exodus with a code signature that some prefix covers.
const EXODUS_PERCENT: usize = 95;
/// Labels of LibChecker that an SDK, library or packer covers.
const LIBCHECKER_PERCENT: usize = 90;

/// Rows of a tab-separated table without its head, or `None` where there is none.
fn table(name: &str) -> Option<Vec<Vec<String>>> {
    let folder = std::env::var_os("TONGBAO_REFERENCE").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/reference"),
        PathBuf::from,
    );
    let Ok(text) = fs::read_to_string(folder.join(name)) else {
        eprintln!("skipped: no {name} in {}", folder.display());
        return None;
    };
    let rows = text.lines().skip(1);
    Some(
        rows.map(|row| row.split('\t').map(String::from).collect())
            .collect(),
    )
}

/// All package prefixes of SDKs and libraries.
fn prefixes(set: &Signatures) -> BTreeSet<&str> {
    let sdks = set.sdks.iter().flat_map(|sdk| &sdk.traces.packages);
    let libraries = set.libraries.iter().flat_map(|library| &library.packages);
    sdks.chain(libraries).map(String::as_str).collect()
}

/// A signature is a prefix of class names: ours may be the same, shorter or,
/// where the list's prefix is a whole vendor, longer.
fn code_is_covered(set: &Signatures, prefixes: &BTreeSet<&str>, signature: &str) -> bool {
    let wanted = signature.trim().replace('\\', "");
    let wanted = wanted.trim_end_matches('.');
    let longer = prefixes.range(wanted..).next();
    set.package_index.owner(wanted).is_some() || longer.is_some_and(|p| p.starts_with(wanted))
}

fn report(what: &str, covered: usize, all: usize, missing: &[&str], percent: usize) {
    println!(
        "{what}: {covered} of {all}; missing: {}",
        missing.join(", ")
    );
    assert!(
        covered * 100 >= all * percent,
        "{what}: {covered} of {all} is below {percent} %"
    );
}

#[test]
fn trackers_of_exodus() {
    let Some(rows) = table("exodus-trackers.tsv") else {
        return;
    };
    let set = Signatures::builtin();
    let prefixes = prefixes(&set);
    let (mut all, mut missing) = (0, Vec::new());
    for row in &rows {
        let signatures = row[2].split('|').filter(|s| !s.trim().is_empty());
        let mut signatures = signatures.peekable();
        if signatures.peek().is_none() {
            continue;
        }
        all += 1;
        if !signatures.any(|s| code_is_covered(&set, &prefixes, s)) {
            missing.push(row[1].as_str());
        }
    }
    report("Exodus", all - missing.len(), all, &missing, EXODUS_PERCENT);
}

#[test]
fn labels_of_libchecker() {
    let Some(rows) = table("libchecker-rules.tsv") else {
        return;
    };
    let set = Signatures::builtin();
    let prefixes = prefixes(&set);
    let mut labels: BTreeMap<&str, bool> = BTreeMap::new();
    for row in &rows {
        let [kind, rule, is_regex, label] = row.as_slice() else {
            panic!("{row:?}");
        };
        let pattern = (is_regex != "0").then(|| Regex::new(&format!("^(?:{rule})$")).ok());
        let covered = match (kind.as_str(), pattern.flatten()) {
            ("native-library", pattern) => library_is_covered(&set, rule, pattern.as_ref()),
            (_, Some(_)) => code_is_covered(&set, &prefixes, rule.split('(').next().unwrap()),
            (_, None) => {
                set.package_index.owner(rule).is_some()
                    || set.sdk_index.by_component(rule).next().is_some()
            }
        };
        *labels.entry(label).or_default() |= covered;
    }
    let missing: Vec<&str> = labels
        .iter()
        .filter(|(_, c)| !**c)
        .map(|(l, _)| *l)
        .collect();
    let covered = labels.len() - missing.len();
    report(
        "LibChecker",
        covered,
        labels.len(),
        &missing,
        LIBCHECKER_PERCENT,
    );
}

/// Whether a pattern of ours matches the file, or, for a rule that is itself a
/// pattern, whether one of our names would match the rule.
fn library_is_covered(set: &Signatures, rule: &str, pattern: Option<&Regex>) -> bool {
    let sdks = set.sdks.iter().flat_map(|sdk| &sdk.traces.libraries);
    let libraries = set.libraries.iter().flat_map(|library| &library.libraries);
    let strong = set.packers.iter().flat_map(|packer| &packer.libraries);
    let weak = set.packers.iter().flat_map(|packer| &packer.weak_libraries);
    let mut ours = sdks.chain(libraries).chain(strong).chain(weak);
    ours.any(|name| match pattern {
        Some(pattern) => pattern.is_match(&name.replace('*', "1")),
        None => glob(name, rule),
    })
}
