//! Batches under bad conditions: killed, cut, short of disk, among odd files.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::{read_json, sample, samples, scan_to, tongbao, tree, write};

/// A batch of several copies of small samples, under names of their own.
fn many(folder: &Path) -> PathBuf {
    let packages = folder.join("packages");
    for name in ["habit-garden", "liangliang-flashlight", "trip-ledger"] {
        for copy in 0..6 {
            let bytes = std::fs::read(sample(name)).unwrap();
            write(&packages, &format!("{copy}/{name}.apk"), &bytes);
        }
    }
    write(&packages, "damaged.apk", b"PK\x03\x04 no more");
    packages
}

fn scan(packages: &Path, out: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("tongbao"));
    command
        .args(["scan", "--quiet", "--lang", "zh", "--jobs", "2"])
        .args(["--out".as_ref(), out.as_os_str(), packages.as_os_str()])
        .args(more)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

#[test]
fn a_killed_batch_resumes_to_the_same_output() {
    let folder = tempfile::tempdir().unwrap();
    let packages = many(folder.path());
    let whole = folder.path().join("whole");
    let began = Instant::now();
    scan(&packages, &whole, &[]).status().unwrap();
    let lasts = began.elapsed();
    let expected = tree(&whole);
    // Moments spread over the run by the golden ratio: irregular, and repeatable.
    let mut killed = 0;
    for attempt in 1..=20_u32 {
        let out = folder.path().join(format!("killed-{attempt}"));
        let moment = lasts.mul_f64(f64::from(attempt) * 0.618_034 % 1.0);
        let mut running = scan(&packages, &out, &["--resume"]).spawn().unwrap();
        std::thread::sleep(moment);
        running.kill().unwrap();
        killed += u32::from(running.wait().unwrap().code().is_none());
        scan(&packages, &out, &["--resume"]).status().unwrap();
        assert!(tree(&out) == expected, "after a kill at {moment:?}");
    }
    // A machine that grows less busy ends more of them before their moment.
    assert!(killed >= 3, "only {killed} of 20 runs were still going");
}

#[test]
fn resume_takes_over_only_what_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let app = folder.path().join("app.apk");
    std::fs::copy(sample("habit-garden"), &app).unwrap();
    let out = folder.path().join("out");
    let summary = scan_to(&out, &[&app]);
    let report = out.join(summary["apps"][0]["report"].as_str().unwrap());
    let marked = |more: &[&str]| {
        // A mark in a report that is taken over stays.
        let mut marked = read_json(&report);
        marked["score"] = 4711.into();
        std::fs::write(&report, marked.to_string()).unwrap();
        scan(&app, &out, more).status().unwrap();
        read_json(&out.join("summary.json"))["apps"][0]["score"] == 4711
    };
    assert!(marked(&["--resume"]), "same settings");
    assert!(!marked(&[]), "not asked for");
    assert!(!marked(&["--resume", "--limit", "entries=50"]), "limits");
    assert!(!marked(&["--resume", "--only", "manifest"]), "scope");
    write(folder.path(), "app.policy.txt", "隐私政策".as_bytes());
    assert!(!marked(&["--resume"]), "a policy beside it");
    std::fs::write(&report, b"{\"half\":").unwrap();
    scan(&app, &out, &["--resume"]).status().unwrap();
    assert_eq!(read_json(&report)["app"]["package"], "com.habitgarden.app");
}

#[test]
fn what_is_cut_at_a_limit_is_told_and_never_clean() {
    let app = sample("linli-market");
    let full = verdicts(&app, &[]);
    for (limit, code) in [
        ("entries=3", "entries-cut"),
        ("entry-bytes=8000", "limit"),
        ("package-bytes=9000", "limit"),
        ("dex-files=0", "limit"),
        ("graph-edges=3", "analysis-cut"),
        ("policy-bytes=100", "policy-cut"),
        ("seconds=0", "time"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        scan(&app, &out, &["--limit", limit]).status().unwrap();
        let summary = read_json(&out.join("summary.json"));
        let Some(report) = summary["apps"][0]["report"].as_str() else {
            // So tight that not even the manifest could be read: an error.
            let cause = summary["errors"][0]["cause"].as_str().unwrap();
            assert!(cause.contains("limit"), "{limit}: {cause}");
            continue;
        };
        let report = read_json(&out.join(report));
        let codes: Vec<&str> = report["limitations"]
            .as_array()
            .unwrap()
            .iter()
            .map(|l| l["code"].as_str().unwrap())
            .collect();
        assert!(codes.contains(&code), "{limit}: {codes:?}");
        for (id, verdict) in verdicts(&app, &["--limit", limit]) {
            let before = &full[&id];
            assert!(
                verdict != "not found" || before == "not found",
                "{limit}: {id} was {before} and is clean now"
            );
        }
    }
}

/// Verdict by category.
fn verdicts(app: &Path, more: &[&str]) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    scan(app, &out, more).status().unwrap();
    let summary = read_json(&out.join("summary.json"));
    let Some(report) = summary["apps"][0]["report"].as_str() else {
        return BTreeMap::new();
    };
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    read_json(&out.join(report))["categories"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (text(&c["id"]), text(&c["verdict"])))
        .collect()
}

#[test]
fn the_manifest_alone_makes_nothing_clean_that_code_decides() {
    let rows = verdicts(&sample("qingzhi-weather"), &["--only", "manifest"]);
    assert_eq!(rows["miit-collect-before-consent"], "inconclusive");
    assert_eq!(rows["cverc-permissions-not-told"], "inconclusive");
}

#[test]
fn wrong_limits_are_usage_errors_with_a_way_out() {
    tongbao()
        .args(["scan", "--limit", "entrys=1", "."])
        .assert()
        .code(2)
        .stderr(predicates::str::contains("entries, entry-bytes"));
}

#[cfg(unix)]
#[test]
fn odd_names_and_links_are_taken_as_they_are() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let packages = folder.path().join("packages");
    std::fs::create_dir(&packages).unwrap();
    let bytes = std::fs::read(sample("habit-garden")).unwrap();
    for name in [&b"new\nline.apk"[..], b"latin-\xe9.apk", b"\x1b[31mred.apk"] {
        std::fs::write(packages.join(std::ffi::OsStr::from_bytes(name)), &bytes).unwrap();
    }
    std::os::unix::fs::symlink(&packages, packages.join("loop")).unwrap();
    std::os::unix::fs::symlink("loop.apk", packages.join("loop.apk")).unwrap();
    let out = folder.path().join("out");
    let output = tongbao()
        .args(["scan", "--quiet", "--out"])
        .args([&out, &packages])
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(!shown.contains('\x1b'), "no terminal escape");
    let summary = read_json(&out.join("summary.json"));
    assert_eq!(summary["apps"].as_array().unwrap().len(), 3);
    for app in summary["apps"].as_array().unwrap() {
        assert!(out.join(app["report"].as_str().unwrap()).is_file());
    }
}

#[test]
fn a_hundred_thousand_files_are_looked_through() {
    let folder = tempfile::tempdir().unwrap();
    let first = write(folder.path(), "0.txt", b"no package");
    for number in 1..100_000 {
        std::fs::hard_link(&first, folder.path().join(format!("{number}.txt"))).unwrap_or_else(
            // Some file systems bound the links of one file.
            |_| std::fs::write(folder.path().join(format!("{number}.txt")), b"no").unwrap(),
        );
    }
    std::fs::copy(sample("habit-garden"), folder.path().join("one.apk")).unwrap();
    let out = tempfile::tempdir().unwrap();
    let began = Instant::now();
    let summary = scan_to(out.path(), &[folder.path()]);
    assert_eq!(summary["apps"].as_array().unwrap().len(), 1);
    assert!(summary["errors"].as_array().unwrap().is_empty());
    assert!(began.elapsed() < Duration::from_secs(60));
}

#[cfg(unix)]
#[test]
fn a_file_that_vanishes_or_changes_is_an_error_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone.apk");
    let good = sample("habit-garden");
    let output = tongbao()
        .args(["scan", "--quiet", "--format", "json", "-"])
        .write_stdin(format!("{}\n{}\n", gone.display(), good.display()))
        .output()
        .unwrap();
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        summary["errors"][0]["cause"],
        "No such file or directory (os error 2)"
    );
    assert_eq!(summary["apps"].as_array().unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn output_that_cannot_be_written_is_a_clear_error() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    // A file where the folder should be; a full disk, as a bound on file sizes.
    let file = write(folder.path(), "file", b"");
    let output = scan_shown(&samples(), &file, "");
    assert!(output.contains(file.to_str().unwrap()), "{output}");
    let out = folder.path().join("full");
    let output = scan_shown(&sample("habit-garden"), &out, "trap '' XFSZ; ulimit -f 4; ");
    assert!(output.contains("File too large"), "{output}");
    let left = tree(&out);
    assert!(
        left.is_empty(),
        "no part of a report stays: {:?}",
        left.keys()
    );
    let out = folder.path().join("read-only");
    std::fs::create_dir(&out).unwrap();
    std::fs::set_permissions(&out, PermissionsExt::from_mode(0o555)).unwrap();
    if std::fs::write(out.join("probe"), b"").is_err() {
        // Root writes everywhere, and sees nothing of this.
        let output = scan_shown(&sample("habit-garden"), &out, "");
        assert!(output.contains("Permission denied"), "{output}");
    }
}

/// Standard error of a scan that must end with the code of wrong usage.
#[cfg(unix)]
fn scan_shown(packages: &Path, out: &Path, before: &str) -> String {
    let output = Command::new("bash")
        .arg("-c")
        .arg(format!(
            "{before}exec \"$0\" scan --quiet --lang en --out \"$2\" \"$1\""
        ))
        .arg(assert_cmd::cargo::cargo_bin!("tongbao"))
        .args([packages, out])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).unwrap()
}
