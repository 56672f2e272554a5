//! What counts: thresholds, ignore entries, a baseline, the configuration.

mod support;

use std::path::Path;

use assert_cmd::assert::Assert;
use support::{read_json, sample, tongbao, write};

/// Scans one sample in a folder with a configuration of its own.
fn scan(folder: &Path, config: &str, more: &[&str]) -> (Assert, serde_json::Value) {
    write(folder, "tongbao.toml", config.as_bytes());
    let assert = tongbao()
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1795478400") // 2026-11-24
        .args(["scan", "--quiet", "--format", "none,data", "--out", "out"])
        .arg(sample("liangliang-flashlight"))
        .args(more)
        .assert();
    let summary = read_json(&folder.join("out/summary.json"));
    (assert, summary)
}

fn report(folder: &Path, summary: &serde_json::Value) -> serde_json::Value {
    let name = summary["apps"][0]["report"].as_str().unwrap();
    read_json(&folder.join("out").join(name))
}

#[test]
fn thresholds_are_severities_verdicts_or_categories() {
    let folder = tempfile::tempdir().unwrap();
    for (threshold, code) in [
        ("never", 0),
        ("medium", 1),
        ("indicated", 1),
        ("suspected", 1),
        ("cverc-no-policy", 1),
        ("cverc-cross-border-not-told", 0),
        ("cverc-cross-border-not-told,inconclusive", 1),
    ] {
        let (assert, _) = scan(folder.path(), "", &["--fail-on", threshold]);
        assert.code(code);
        let (assert, _) = scan(
            folder.path(),
            &format!("fail_on = {:?}", threshold.split(',').collect::<Vec<_>>()),
            &[],
        );
        assert.code(code);
    }
    let (assert, _) = scan(folder.path(), "", &["--fail-on", "cverc-no-polcy"]);
    let assert = assert.code(2);
    let stderr = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(
        stderr.contains("did you mean `cverc-no-policy`?"),
        "{stderr}"
    );
}

#[test]
fn ignored_findings_stay_marked_and_do_not_count() {
    let folder = tempfile::tempdir().unwrap();
    let (assert, before) = scan(folder.path(), "", &["--fail-on", "cverc-no-policy"]);
    assert.code(1);
    let entry = "[[ignore]]\nid = \"cverc-no-policy\"\npackage = \"com.liangliang.torch\"\n\
                 reason = \"shown by the launcher\"\n";
    let (assert, after) = scan(folder.path(), entry, &["--fail-on", "cverc-no-policy"]);
    assert.code(0);
    assert_eq!(after["apps"][0]["set_aside"], 1);
    assert!(after["apps"][0]["score"].as_u64() < before["apps"][0]["score"].as_u64());
    let report = report(folder.path(), &after);
    let ignored = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["category"] == "cverc-no-policy")
        .unwrap();
    assert_eq!(ignored["set_aside"]["reason"], "shown by the launcher");
    // One with a day that is over, one for another app: both are told.
    for (key, told) in [
        ("expires = 2026-11-23", "expired on 2026-11-23"),
        ("sdk = \"jpush\"", "matched nothing"),
    ] {
        let (assert, summary) = scan(
            folder.path(),
            &format!("{entry}{key}\n"),
            &["--fail-on", "cverc-no-policy"],
        );
        let assert = assert.code(1);
        let stderr = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
        assert!(stderr.contains(told), "{stderr}");
        assert_eq!(summary["idle_ignores"].as_array().unwrap().len(), 1);
    }
    let last_day = format!("{entry}expires = 2026-11-24\n");
    scan(folder.path(), &last_day, &["--fail-on", "cverc-no-policy"])
        .0
        .code(0);
}

#[test]
fn a_baseline_leaves_only_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    scan(folder.path(), "", &[]).0.code(1);
    let old = folder.path().join("old");
    std::fs::rename(folder.path().join("out"), &old).unwrap();
    let (assert, summary) = scan(folder.path(), "", &["--baseline", "old"]);
    assert.code(0);
    let all = report(folder.path(), &summary)["findings"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!(summary["apps"][0]["set_aside"], all);
    // A finding less in the baseline is one more that counts; so is a graver one.
    for change in ["remove", "lighter"] {
        let row = read_json(&old.join("summary.json"));
        let path = old.join(row["apps"][0]["report"].as_str().unwrap());
        let whole = std::fs::read(&path).unwrap();
        let mut report = read_json(&path);
        let findings = report["findings"].as_array_mut().unwrap();
        let at = findings
            .iter()
            .position(|f| f["verdict"] == "indicated")
            .unwrap();
        match change {
            "remove" => drop(findings.remove(at)),
            _ => findings[at]["verdict"] = "suspected".into(),
        }
        std::fs::write(&path, report.to_string()).unwrap();
        let (assert, summary) = scan(
            folder.path(),
            "",
            &["--baseline", "old", "--fail-on", "indicated"],
        );
        assert.code(1);
        assert_eq!(summary["apps"][0]["set_aside"], all - 1, "{change}");
        std::fs::write(&path, whole).unwrap();
    }
    std::fs::remove_file(old.join("summary.json")).unwrap();
    scan(folder.path(), "", &["--baseline", "old"]).0.code(2);
}

#[test]
fn the_configuration_is_found_above_and_its_faults_are_told() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "tongbao.toml", b"lang = \"zh\"\n[ignroe]\n");
    let inner = folder.path().join("a/b");
    std::fs::create_dir_all(&inner).unwrap();
    let scan = || {
        let mut command = tongbao();
        command.current_dir(&inner).args(["scan", "."]);
        command
    };
    scan()
        .assert()
        .code(2)
        .stderr(predicates::str::contains("tongbao.toml:2:2"))
        .stderr(predicates::str::contains("did you mean `ignore`?"));
    write(folder.path(), "tongbao.toml", b"lang = \"zh\"\n");
    scan()
        .assert()
        .code(4)
        .stdout(predicates::str::contains("共 0 个应用"));
}

#[test]
fn init_writes_a_configuration_once() {
    let folder = tempfile::tempdir().unwrap();
    let init = || {
        let mut command = tongbao();
        command.current_dir(folder.path()).arg("init");
        command
    };
    init().assert().code(0);
    let written = std::fs::read(folder.path().join("tongbao.toml")).unwrap();
    init().assert().code(2);
    assert_eq!(
        std::fs::read(folder.path().join("tongbao.toml")).unwrap(),
        written
    );
    tongbao()
        .current_dir(folder.path())
        .args(["scan", "."])
        .assert()
        .code(4);
}

#[test]
fn policies_of_one_app_come_from_the_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let text = "隐私政策\n\n本应用由杭州测试科技有限公司运营，我们重视您的个人信息。\n".to_string()
        + &"我们会在您使用拍照功能时收集相机权限下的图像。".repeat(30);
    write(folder.path(), "legal/torch.txt", text.as_bytes());
    let of = |package: &str| {
        format!("[[app]]\npackage = \"{package}\"\npolicies = [\"legal/torch.txt\"]\n")
    };
    let (_, summary) = scan(folder.path(), &of("com.liangliang.torch"), &[]);
    let documents = &report(folder.path(), &summary)["policy"]["documents"];
    assert_eq!(documents[0]["external"], true, "{documents}");
    let (_, summary) = scan(folder.path(), &of("com.other"), &[]);
    let documents = &report(folder.path(), &summary)["policy"]["documents"];
    assert!(
        documents
            .as_array()
            .unwrap()
            .iter()
            .all(|d| d["external"] == false)
    );
}

/// What stands first for a person who has to mend it: over what the app fails, then
/// the gravest findings; what is set aside is marked and last.
#[test]
fn what_fails_is_told_first_and_what_is_ignored_last() {
    let folder = tempfile::tempdir().unwrap();
    let formats = ["--format", "none,markdown", "--lang", "en"];
    let comment = || std::fs::read_to_string(folder.path().join("out/summary.md")).unwrap();
    let (assert, before) = scan(folder.path(), "", &formats);
    let assert = assert.code(1);
    let stderr = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(stderr.contains("1 app fails --fail-on: "), "{stderr}");
    assert!(stderr.contains("cverc-no-policy"), "{stderr}");
    let text = comment();
    assert!(text.contains("| **fails**: No privacy policy; "), "{text}");
    let category = |text: &str, id: &str| text.find(&format!("`{id}`")).unwrap();
    let late = category(&text, "miit-collect-before-consent");
    assert!(category(&text, "cverc-no-policy") < late, "{text}");

    let entry = "[[ignore]]\nid = \"cverc-no-policy\"\nreason = \"shown by the launcher\"\n";
    let (_, after) = scan(folder.path(), entry, &formats);
    let text = comment();
    assert!(
        text.contains("(does not count: shown by the launcher)"),
        "{text}"
    );
    let last = category(&text, "cverc-no-policy");
    assert!(
        category(&text, "miit-collect-before-consent") < last,
        "{text}"
    );
    // Two categories name the fact: neither counts, and one repeats the other.
    let row = |summary: &serde_json::Value, id: &str| {
        let rows = summary["apps"][0]["categories"].as_array().unwrap();
        rows.iter().find(|row| row["id"] == id).unwrap().clone()
    };
    for id in ["cverc-no-policy", "four-1.1"] {
        assert_eq!(row(&before, id)["set_aside"], false, "{id}");
        assert_eq!(row(&after, id)["set_aside"], true, "{id}");
    }
    assert_eq!(row(&before, "four-1.1")["same_as"], "cverc-no-policy");
}
