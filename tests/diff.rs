//! `tongbao diff` of packages and of report folders.

mod support;

use std::path::Path;

use support::{read_json, sample, scan_to, tongbao};

fn diff(old: &Path, new: &Path, format: &str) -> (Option<i32>, String) {
    let output = tongbao()
        .args(["diff", "--lang", "en", "--format", format])
        .args([old, new])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (output.status.code(), text)
}

#[test]
fn a_package_and_itself_do_not_differ() {
    let app = sample("linli-market");
    let (code, text) = diff(&app, &app, "text");
    assert_eq!(code, Some(0));
    assert!(text.contains("no difference"), "{text}");
    assert!(diff(&app, &app, "markdown").1.contains("No difference"));
}

#[test]
fn what_came_and_went_is_told_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    let app = sample("linli-market");
    for out in [&old, &new] {
        scan_to(out, &[&app]);
    }
    // An earlier version: without a permission, an SDK and a finding of the new
    // one, and with a finding that was graver and one that is gone.
    let summary = read_json(&old.join("summary.json"));
    let path = old.join(summary["apps"][0]["report"].as_str().unwrap());
    let mut report = read_json(&path);
    report["app"]["version_name"] = "2.9.0".into();
    remove(&mut report["permissions"], |p| {
        p["name"] == "android.permission.CAMERA"
    });
    remove(&mut report["sdks"], |s| s["id"] == "tencent-bugly");
    let findings = report["findings"].as_array_mut().unwrap();
    let mut indicated = (0..findings.len()).filter(|&i| findings[i]["verdict"] == "indicated");
    let (first, second) = (indicated.next().unwrap(), indicated.next().unwrap());
    findings[second]["verdict"] = "suspected".into();
    let graver = findings[second].clone();
    let new_one = findings.remove(first);
    let mut gone = findings[0].clone();
    gone["fingerprint"] = "0000000000000000".into();
    gone["summaries"]["en"] = "gone by now".into();
    findings.push(gone);
    report["policy"]["declarations"]["cookies"]["value"] = serde_json::Value::Null;
    std::fs::write(&path, report.to_string()).unwrap();

    let (code, text) = diff(&old, &new, "text");
    assert_eq!(code, Some(1), "a finding is new");
    for line in [
        "2.9.0 → 2.10.8",
        "+ android.permission.CAMERA",
        "+ Tencent Bugly",
        "gone by now",
        "[suspected → indicated]",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    let (_, json) = diff(&old, &new, "json");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let changes = json[0]["findings"].as_array().unwrap();
    assert_eq!(changes.len(), 3, "{changes:#?}");
    for finding in [&new_one, &graver] {
        let change = changes
            .iter()
            .find(|c| c["fingerprint"] == finding["fingerprint"])
            .unwrap();
        assert_eq!(change["new"], "indicated");
    }
    let (_, markdown) = diff(&old, &new, "markdown");
    assert!(markdown.starts_with("### "), "{markdown}");
    assert_eq!(diff(&new, &old, "text").0, Some(1), "one is back");
    // What is better only does not fail.
    scan_to(&old, &[&app]);
    let mut better = read_json(&path);
    remove(&mut better["findings"], |_| true);
    let new_path = new.join(path.strip_prefix(&old).unwrap());
    std::fs::write(new_path, better.to_string()).unwrap();
    assert_eq!(diff(&old, &new, "text").0, Some(0));
}

fn remove(list: &mut serde_json::Value, which: impl Fn(&serde_json::Value) -> bool) {
    let list = list.as_array_mut().unwrap();
    let before = list.len();
    list.retain(|item| !which(item));
    assert!(list.len() < before);
}

#[test]
fn what_is_no_package_and_no_folder_of_reports_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let output = tongbao()
        .arg("diff")
        .args([folder.path(), &sample("habit-garden")])
        .assert()
        .code(2);
    let stderr = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
    assert!(stderr.contains(folder.path().to_str().unwrap()), "{stderr}");
}
