//! SARIF, CSV, XLSX, JUnit and Markdown, each as its readers take it.

mod support;

use std::io::Read;
use std::path::Path;

use support::{read_json, root, samples, tongbao};

/// The samples in every format.
fn scanned(more: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    tongbao()
        .current_dir(root())
        .args(["scan", "samples", "--quiet", "--lang", "zh"])
        .args(["--format", "none,sarif,csv,xlsx,junit,markdown", "--out"])
        .arg(folder.path())
        .args(more)
        .output()
        .unwrap();
    folder
}

fn text(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// Findings over all reports.
fn findings(folder: &Path) -> usize {
    let summary = read_json(&folder.join("summary.json"));
    let apps = summary["apps"].as_array().unwrap();
    let count = |app: &serde_json::Value| {
        let report = read_json(&folder.join(app["report"].as_str().unwrap()));
        report["findings"].as_array().unwrap().len()
    };
    apps.iter().map(count).sum()
}

#[test]
fn every_format_holds_every_finding_and_is_the_same_for_any_number_of_threads() {
    let one = scanned(&["--jobs", "1"]);
    let four = scanned(&["--jobs", "4"]);
    for name in [
        "tongbao.sarif",
        "findings.csv",
        "apps.csv",
        "report.xlsx",
        "junit.xml",
        "summary.md",
    ] {
        let read = |folder: &Path| std::fs::read(folder.join(name)).unwrap();
        assert!(read(one.path()) == read(four.path()), "{name}");
    }
    let expected = findings(one.path());
    assert!(expected > 50);
    let sarif = read_json(&one.path().join("tongbao.sarif"));
    assert_eq!(
        sarif["runs"][0]["results"].as_array().unwrap().len(),
        expected
    );
    let mut csv = csv::Reader::from_path(one.path().join("findings.csv")).unwrap();
    assert_eq!(csv.records().filter(|r| r.is_ok()).count(), expected);
    let (sheets, formulas) = workbook(&one.path().join("report.xlsx"));
    assert_eq!(sheets[0], expected + 1, "rows with the heading");
    assert_eq!(formulas, 0);
}

/// Rows of each sheet, and formulas in all.
fn workbook(path: &Path) -> (Vec<usize>, usize) {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut rows = Vec::new();
    let mut formulas = 0;
    for number in 1..=2 {
        let name = format!("xl/worksheets/sheet{number}.xml");
        let mut sheet = String::new();
        let mut entry = archive.by_name(&name).unwrap();
        entry.read_to_string(&mut sheet).unwrap();
        rows.push(sheet.matches("<row ").count());
        formulas += sheet.matches("<f>").count();
    }
    (rows, formulas)
}

#[test]
fn sarif_is_valid_and_as_code_scanning_wants_it() {
    let folder = scanned(&[]);
    let sarif = read_json(&folder.path().join("tongbao.sarif"));
    let mut schema = read_json(&root().join("tests/schemas/sarif-2.1.0.json"));
    // The published schema has a stray bracket here, which is no valid pattern.
    for owner in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][owner]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern");
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(&sarif)
        .take(5)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let mut fingerprints = std::collections::HashSet::new();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let locations = result["locations"].as_array().unwrap();
        assert!((1..=10).contains(&locations.len()));
        for location in locations {
            let physical = &location["physicalLocation"];
            let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
            assert!(uri.starts_with("samples/"), "{uri}");
            assert!(physical["region"]["startLine"].as_u64() >= Some(1));
        }
        let print = result["partialFingerprints"]["tongbao/v1"]
            .as_str()
            .unwrap();
        assert!(fingerprints.insert(print.to_owned()), "{print} twice");
    }
    for rule in rules {
        assert!(!rule["help"]["markdown"].as_str().unwrap().is_empty());
    }
}

#[test]
fn junit_fails_where_the_threshold_says_so() {
    let folder = scanned(&["--fail-on", "cverc-no-policy"]);
    let summary = read_json(&folder.path().join("summary.json"));
    let failing: usize = summary["apps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|app| app["fails"].as_array().unwrap().len())
        .sum();
    assert!(failing > 0);
    let junit = text(folder.path(), "junit.xml");
    let mut reader = quick_xml::Reader::from_str(&junit);
    let (mut failures, mut cases) = (0, 0);
    loop {
        match reader.read_event().expect("well-formed") {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                failures += usize::from(tag.name().as_ref() == "failure");
                cases += usize::from(tag.name().as_ref() == "testcase");
            }
            _ => {}
        }
    }
    assert_eq!(failures, failing);
    assert!(cases > failing);
}

#[test]
fn a_comment_stays_within_what_a_pull_request_takes() {
    let folder = tempfile::tempdir().unwrap();
    let packages = folder.path().join("packages");
    std::fs::create_dir(&packages).unwrap();
    for copy in 0..12 {
        for name in ["linli-market", "liangliang-flashlight"] {
            let to = packages.join(format!("{copy}-{name}.apk"));
            std::fs::copy(support::sample(name), to).unwrap();
        }
    }
    let out = folder.path().join("out");
    tongbao()
        .args([
            "scan",
            "--quiet",
            "--lang",
            "zh",
            "--format",
            "none,markdown",
        ])
        .args(["--out".as_ref(), out.as_os_str(), packages.as_os_str()])
        .output()
        .unwrap();
    let comment = text(&out, "summary.md");
    assert!(comment.chars().count() < 65_536);
    assert_eq!(
        comment.matches("<details>").count(),
        comment.matches("</details>").count()
    );
    assert!(comment.contains("篇幅所限") || comment.matches("<details>").count() == 24);
}

#[test]
fn formats_for_the_folder_need_one() {
    tongbao()
        .args(["scan", "--format", "sarif"])
        .arg(samples())
        .assert()
        .code(2)
        .stderr(predicates::str::contains("--format sarif needs --out"));
}
