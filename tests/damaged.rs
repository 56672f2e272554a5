//! Damaged packages are read as Android reads them.
//!
//! `tests/damaged/make.py` makes the packages from a sample, one manipulation
//! each, and a table that says what Android makes of each (see
//! `tests/damaged/case.py`). A package that installs must give the report of the
//! undamaged one, or the reading that the table states; one that Android
//! refuses, and code that ART refuses, must be told.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value, json};
use support::{read_json, root, scan_to};

/// Runs the script into `out`; false without Python.
fn make(out: &Path) -> bool {
    let script = root().join("tests/damaged/make.py");
    let Ok(run) = Command::new("python3")
        .arg("-B")
        .arg(script)
        .arg(out)
        .output()
    else {
        assert!(
            std::env::var_os("TONGBAO_REQUIRE_TOOLS").is_none(),
            "python3 is required and missing"
        );
        eprintln!("skipped: no python3 here");
        return false;
    };
    let message = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{message}");
    true
}

/// Case of a package's path.
fn name(app: &Value) -> String {
    let path = Path::new(app["file"].as_str().unwrap_or_default());
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// What the package is, as far as damage could change it.
fn reading(report: &Value) -> Map<String, Value> {
    let manifest = &report["manifest"];
    let mut reading = Map::new();
    for key in [
        "package",
        "version_code",
        "version_name",
        "min_sdk",
        "target_sdk",
        "label",
        "application",
        "components",
        "features",
        "meta_data",
    ] {
        reading.insert(key.into(), manifest[key].clone());
    }
    reading.insert("permissions".into(), manifest["uses_permissions"].clone());
    let dex = report["code"]["dex_files"].as_array();
    let classes: u64 = dex
        .into_iter()
        .flatten()
        .filter(|file| file["loaded_by_android"] == true)
        .filter_map(|file| file["classes"].as_u64())
        .sum();
    reading.insert("classes".into(), classes.into());
    let findings: BTreeSet<&str> = report["findings"]
        .as_array()
        .into_iter()
        .flatten()
        // The type of an app is told by its label, which some cases damage.
        .filter(|finding| finding["category"] != "four-14-beyond-necessary")
        .filter_map(|finding| finding["fingerprint"].as_str())
        .collect();
    reading.insert("findings".into(), json!(findings));
    reading
}

/// Codes of anomalies and limitations.
fn codes(report: &Value) -> BTreeSet<&str> {
    ["anomalies", "limitations"]
        .iter()
        .filter_map(|list| report[list].as_array())
        .flatten()
        .filter_map(|note| note["code"].as_str())
        .collect()
}

/// What differs from what the table says.
fn differences(case: &Value, report: &Value, original: &Value) -> Vec<String> {
    let android = case["android"].as_str().unwrap_or_default();
    let told: BTreeSet<&str> = case["told"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let usual = codes(original);
    let found: BTreeSet<&str> = codes(report).difference(&usual).copied().collect();
    let mut wrong = Vec::new();
    // Of an intact reading nothing else may be told either.
    if !told.is_subset(&found) || android == "same" && told != found {
        wrong.push(format!("told {found:?}, not {told:?}"));
    }
    let changed = case["reading"].as_object().cloned().unwrap_or_default();
    let seen = reading(report);
    for (key, before) in reading(original) {
        let wanted = changed.get(&key).unwrap_or(&before);
        let is_free = match android {
            "refused" => true,
            "no code" => key == "classes" || key == "findings",
            _ => *wanted == json!("*"),
        };
        if !is_free && seen.get(&key) != Some(wanted) {
            wrong.push(format!("{key}: {:?}, not {wanted:?}", seen.get(&key)));
        }
    }
    wrong
}

#[test]
fn damaged_packages_are_read_as_android_reads_them() {
    let folder = tempfile::tempdir().unwrap();
    let (packages, out) = (folder.path().join("packages"), folder.path().join("out"));
    if !make(&packages) {
        return;
    }
    let summary = scan_to(&out, &[&packages]);
    let reports: BTreeMap<String, Value> = summary["apps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|app| {
            (
                name(app),
                read_json(&out.join(app["report"].as_str().unwrap())),
            )
        })
        .collect();
    let errors: BTreeMap<String, &Value> = summary["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (name(error), &error["cause"]))
        .collect();
    let original = &reports["original"];
    assert_eq!(reading(original)["package"], "com.liangliang.torch");
    assert_eq!(reading(original)["classes"], 6);

    let cases = read_json(&packages.join("cases.json"));
    let cases = cases.as_array().unwrap();
    assert!(cases.len() >= 170, "{} cases", cases.len());
    assert_eq!(reports.len() + errors.len(), cases.len() + 1);
    let mut wrong = Vec::new();
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let refuses = case["told"] == json!(["error"]);
        match (reports.get(name), errors.get(name)) {
            (Some(_), _) if refuses => wrong.push(format!("{name}: read without an error")),
            (Some(report), _) => {
                let found = differences(case, report, original);
                wrong.extend(found.iter().map(|what| format!("{name}: {what}")));
            }
            (None, Some(_)) if refuses => {}
            (None, cause) => wrong.push(format!("{name}: {cause:?}")),
        }
    }
    let what = wrong.join("\n");
    assert!(wrong.is_empty(), "{} differences:\n{what}", wrong.len());
}

/// The table itself: what Android reads differently or refuses is always told or
/// stated, so that no case passes for want of an expectation.
#[test]
fn every_case_expects_something() {
    let folder = tempfile::tempdir().unwrap();
    if !make(folder.path()) {
        return;
    }
    let cases = read_json(&folder.path().join("cases.json"));
    for case in cases.as_array().unwrap() {
        let stated = |key: &str| match &case[key] {
            Value::Array(list) => !list.is_empty(),
            Value::Object(map) => !map.is_empty(),
            other => other.as_str().is_some_and(|text| !text.is_empty()),
        };
        let expects = match case["android"].as_str().unwrap() {
            "same" => !stated("reading"),
            "other" => stated("reading"),
            "no code" | "refused" => stated("told"),
            unknown => panic!("{unknown}"),
        };
        assert!(expects && stated("what") && stated("source"), "{case}");
    }
}
