//! `--evidence`: an archive per app that stands by itself.

mod support;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use support::{sample, samples, tongbao, tree, write};

fn scan(out: &Path, packages: &[PathBuf], more: &[&str]) {
    tongbao()
        .args([
            "scan",
            "--quiet",
            "--format",
            "none,data",
            "--evidence",
            "--lang",
            "en",
            "--out",
        ])
        .arg(out)
        .args(packages)
        .args(["--fail-on", "never"])
        .args(more)
        .assert()
        .success();
}

fn archives(out: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = tree(out);
    files.retain(|name, _| name.ends_with("evidence.zip"));
    files
}

fn entries(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

#[test]
fn the_same_packages_give_the_same_bytes() {
    let scratch = tempfile::tempdir().unwrap();
    let (a, b) = (scratch.path().join("a"), scratch.path().join("b"));
    scan(&a, &[samples()], &["--jobs", "1"]);
    scan(&b, &[samples()], &["--jobs", "4"]);
    let first = archives(&a);
    assert!(first.len() >= 13, "{}", first.len());
    assert!(first == archives(&b));
}

#[test]
fn every_file_is_named_safely_and_summed() {
    let scratch = tempfile::tempdir().unwrap();
    let bytes = std::fs::read(sample("anju-rent")).unwrap();
    let package = write(scratch.path(), "=cmd|' /C calc'!A0.apks", &bytes);
    write(
        scratch.path(),
        "=cmd|' /C calc'!A0.listing.json",
        b"{\"name\": \"../../x\"}",
    );
    let out = scratch.path().join("out");
    scan(&out, &[package], &[]);
    let archives = archives(&out);
    let (path, archive) = archives.first_key_value().unwrap();
    let files = entries(archive);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert!(
        names.iter().all(|name| {
            name.chars()
                .all(|c| c.is_ascii_alphanumeric() || "./".contains(c))
                && !name.contains("..")
        }),
        "{names:?}"
    );
    for name in [
        "evidence.json",
        "listing.json",
        "manifest/02.xml",
        "policy/01.txt",
    ] {
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
    let sums = String::from_utf8(files["SHA256SUMS"].clone()).unwrap();
    assert_eq!(sums.lines().count(), files.len() - 2);
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        let seen: String = Sha256::digest(&files[name])
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        assert_eq!(seen, sum, "{name}");
    }
    let report = std::fs::read(out.join(path.parent().unwrap()).join("report.json")).unwrap();
    assert!(
        files["report.json"] == report,
        "the report as it stands beside"
    );
    let manifest = String::from_utf8(files["manifest/01.xml"].clone()).unwrap();
    assert!(
        manifest.contains("android:targetSdkVersion=\""),
        "{manifest}"
    );
}

#[test]
fn a_resumed_batch_makes_up_for_missing_archives() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("out");
    let package = sample("linli-market");
    scan(&out, std::slice::from_ref(&package), &[]);
    let first = archives(&out);
    let name = first.keys().next().unwrap();
    std::fs::remove_file(out.join(name)).unwrap();
    scan(&out, std::slice::from_ref(&package), &["--resume"]);
    assert!(archives(&out) == first);
    tongbao()
        .args(["scan", "--evidence"])
        .arg(&package)
        .assert()
        .code(2);
}
