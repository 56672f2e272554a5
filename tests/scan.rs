//! `tongbao scan` as its users run it.

mod support;

use predicates::prelude::*;
use support::{read_json, sample, samples, scan_to, tongbao, tree, write, zip};

#[test]
fn samples_give_a_table_and_findings_set_the_exit_code() {
    tongbao()
        .args(["scan", "--quiet", "--lang", "zh"])
        .arg(samples())
        .assert()
        .code(1)
        .stdout(predicate::str::contains("分值"))
        .stdout(predicate::str::contains("共 "));
}

#[test]
fn output_is_the_same_for_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let mut seen = Vec::new();
    for jobs in ["1", "4"] {
        let out = folder.path().join(jobs);
        tongbao()
            .args([
                "scan", "--quiet", "--format", "json", "--jobs", jobs, "--out",
            ])
            .args([&out, &samples()])
            .assert()
            .code(1);
        seen.push(tree(&out));
    }
    assert!(seen[0].len() > 8, "a report per sample");
    assert_eq!(seen[0], seen[1]);
}

#[test]
fn every_sample_has_the_verdicts_it_was_built_for() {
    let out = tempfile::tempdir().unwrap();
    scan_to(out.path(), &[&samples()]);
    let mut reports = Vec::new();
    for entry in std::fs::read_dir(out.path()).unwrap().flatten() {
        let path = entry.path().join("report.json");
        if path.is_file() {
            reports.push(read_json(&path));
        }
    }
    let mut wrong = Vec::new();
    let mut checked = 0;
    for entry in std::fs::read_dir(samples()).unwrap().flatten() {
        let expected = entry.path().join("expected.toml");
        let Ok(text) = std::fs::read_to_string(&expected) else {
            continue;
        };
        let name = entry.file_name().to_string_lossy().into_owned();
        let expected: toml::Table = text.parse().unwrap();
        let package = expected["app"]["package"].as_str().unwrap();
        let report = reports
            .iter()
            .find(|r| r["app"]["package"] == package)
            .unwrap_or_else(|| panic!("{name}: no report for {package}"));
        checked += hold(&name, &expected, report, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(checked > 80, "only {checked} expectations were checked");
}

/// Compares verdicts and SDKs; returns how many expectations there were.
fn hold(
    name: &str,
    expected: &toml::Table,
    report: &serde_json::Value,
    wrong: &mut Vec<String>,
) -> usize {
    let mut checked = 0;
    for (id, verdict) in expected["verdicts"].as_table().unwrap() {
        checked += 1;
        let row = report["categories"]
            .as_array()
            .unwrap()
            .iter()
            .find(|c| c["id"] == id.as_str());
        let seen = row.map_or("no such category", |c| c["verdict"].as_str().unwrap());
        if Some(seen) != verdict.as_str() {
            wrong.push(format!("{name}: {id} is {seen}, not {verdict}"));
        }
    }
    let Some(sdks) = expected.get("sdks") else {
        return checked;
    };
    for (key, wanted) in [("present", true), ("absent", false)] {
        for id in sdks
            .get(key)
            .and_then(|l| l.as_array())
            .into_iter()
            .flatten()
        {
            checked += 1;
            let found = report["sdks"]
                .as_array()
                .unwrap()
                .iter()
                .any(|s| s["id"] == id.as_str().unwrap() && s["confidence"] != "low");
            if found != wanted {
                wrong.push(format!("{name}: sdk {id} present: {found}"));
            }
        }
    }
    checked
}

#[test]
fn bad_input_is_told_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let good = sample("liangliang-flashlight");
    let bytes = std::fs::read(&good).unwrap();
    let mut dex_damaged = zip_copy(&bytes);
    dex_damaged.push(("classes2.dex".into(), b"dex\n035\0not really".to_vec()));
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("text.apk", b"this is no archive".to_vec()),
        ("empty.apk", Vec::new()),
        ("truncated.apk", bytes[..bytes.len() / 2].to_vec()),
        ("no-manifest.apk", zip(&[("classes.dex", b"dex\n035\0")])),
        (
            "bad-manifest.apk",
            zip(&[("AndroidManifest.xml", &[3, 0, 8, 0, 255, 255, 255, 255])]),
        ),
    ];
    for (name, bytes) in &cases {
        write(folder.path(), name, bytes);
    }
    write(folder.path(), "good.apk", &bytes);
    let entries: Vec<(&str, &[u8])> = dex_damaged
        .iter()
        .map(|(n, b)| (n.as_str(), b.as_slice()))
        .collect();
    write(folder.path(), "bad-dex.apk", &zip(&entries));
    let out = folder.path().join("out");
    let missing = folder.path().join("missing.apk");
    let assert = tongbao()
        .args(["scan", "--quiet", "--format", "none", "--out"])
        .args([&out, &missing])
        .arg(folder.path())
        .assert()
        .code(3);
    let stderr = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
    let summary = read_json(&out.join("summary.json"));
    let errors = summary["errors"].as_array().unwrap();
    assert_eq!(errors.len(), cases.len() + 1, "{errors:#?}");
    for (name, _) in cases.iter().map(|c| (c.0, ())).chain([("missing.apk", ())]) {
        let row = errors
            .iter()
            .find(|e| e["file"].as_str().unwrap().ends_with(name))
            .unwrap_or_else(|| panic!("no error for {name}"));
        assert!(!row["cause"].as_str().unwrap().is_empty());
        let lines = stderr.lines().filter(|l| l.contains(name)).count();
        assert_eq!(lines, 1, "one line for {name} in\n{stderr}");
    }
    assert_eq!(summary["apps"].as_array().unwrap().len(), 2);
    let damaged = summary["apps"]
        .as_array()
        .unwrap()
        .iter()
        .find(|a| a["file"].as_str().unwrap().ends_with("bad-dex.apk"))
        .unwrap();
    let report = read_json(&out.join(damaged["report"].as_str().unwrap()));
    assert!(
        report["limitations"]
            .as_array()
            .unwrap()
            .iter()
            .any(|l| l["location"].as_str().unwrap().contains("classes2.dex")),
        "the damaged DEX is told"
    );
    assert_no_clean_code_verdicts(&report);
}

#[test]
fn code_in_an_archive_among_the_assets_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let entries = |name| zip_copy(&std::fs::read(sample(name)).unwrap());
    let plugin = entries("linli-market");
    let dex = plugin.iter().find(|(name, _)| name == "classes.dex");
    let jar = zip(&[("classes.dex", &dex.unwrap().1)]);
    let mut app = entries("liangliang-flashlight");
    app.push(("assets/plugin/ads.jar".into(), jar));
    app.push(("assets/plugin/none.jar".into(), b"no archive".to_vec()));
    let app: Vec<(&str, &[u8])> = app.iter().map(|(n, b)| (n.as_str(), &b[..])).collect();
    let package = write(folder.path(), "app.apk", &zip(&app));
    let out = folder.path().join("out");
    let summary = scan_to(&out, &[&package]);
    let report = read_json(&out.join(summary["apps"][0]["report"].as_str().unwrap()));
    let files = report["code"]["dex_files"].as_array().unwrap();
    let found = files
        .iter()
        .find(|file| file["path"] == "assets/plugin/ads.jar!/classes.dex")
        .unwrap_or_else(|| panic!("{files:?}"));
    assert_eq!(found["loaded_by_android"], false);
    assert_eq!(files.len(), 2, "{files:?}");
}

/// Entries of an archive, inflated.
fn zip_copy(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|i| {
            let mut entry = archive.by_index(i).unwrap();
            let mut out = Vec::new();
            std::io::copy(&mut entry, &mut out).unwrap();
            (entry.name().expect("named").into_owned(), out)
        })
        .collect()
}

fn assert_no_clean_code_verdicts(report: &serde_json::Value) {
    for id in ["miit-collect-before-consent", "miit-excessive-permissions"] {
        let row = report["categories"]
            .as_array()
            .unwrap()
            .iter()
            .find(|c| c["id"] == id)
            .unwrap();
        assert_ne!(
            row["verdict"], "not found",
            "{id} is clean although code could not be read"
        );
    }
}

#[test]
fn a_bomb_costs_bounded_memory_and_one_error() {
    let folder = tempfile::tempdir().unwrap();
    // 128 MiB of zeros in a hundred kilobytes: the manifest itself.
    let bomb = vec![0; 128 << 20];
    write(
        folder.path(),
        "bomb.apk",
        &zip(&[("AndroidManifest.xml", &bomb)]),
    );
    drop(bomb);
    let assert = tongbao()
        .args(["scan", "--quiet"])
        .arg(folder.path())
        .assert()
        .code(3);
    let stderr = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
    assert!(stderr.contains("AndroidManifest.xml"), "{stderr}");
}

#[test]
fn a_list_of_paths_comes_from_standard_input() {
    let good = sample("liangliang-flashlight");
    for separator in ["\n", "\0"] {
        let list = format!("{}{separator}", good.display());
        tongbao()
            .args(["scan", "--quiet", "--format", "json", "-"])
            .write_stdin(list)
            .assert()
            .stdout(predicate::str::contains("\"package\""));
    }
}

#[test]
fn nothing_to_scan_is_its_own_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "readme.txt", b"nothing here");
    tongbao()
        .args(["scan", "--quiet"])
        .arg(folder.path())
        .assert()
        .code(4);
    tongbao().args(["scan"]).assert().code(2);
    tongbao()
        .args(["scan", "--no-such-flag", "."])
        .assert()
        .code(2);
}

#[test]
fn sidecar_and_named_policies_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let good = sample("liangliang-flashlight");
    std::fs::copy(&good, folder.path().join("app.apk")).unwrap();
    let text = "隐私政策\n\n一、我们如何收集个人信息\n\n本应用由杭州测试科技有限公司运营。"
        .to_string()
        + &"我们会在您使用拍照功能时收集相机权限下的图像。".repeat(30);
    write(folder.path(), "app.policy.txt", text.as_bytes());
    let out = folder.path().join("out");
    let app = folder.path().join("app.apk");
    let summary = scan_to(&out, &[&app]);
    let report = read_json(&out.join(summary["apps"][0]["report"].as_str().unwrap()));
    let external = report["policy"]["documents"]
        .as_array()
        .unwrap()
        .iter()
        .find(|d| d["external"] == true);
    assert!(external.is_some(), "{:#}", report["policy"]["documents"]);
    assert_eq!(
        report["policy"]["declarations"]["operator"]["name"]["value"],
        "杭州测试科技有限公司"
    );
}
