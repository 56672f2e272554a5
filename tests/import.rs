//! Other projects' lists become overlays that load, lint clean and are found by.
//! The samples in `tests/import` are made by hand in the lists' formats.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tongbao::signatures::{PackageOwner, Signatures, SourceFile, lint, prove};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/import")
        .join(name)
}

fn import(list: &str, from: &Path, to: &Path) -> String {
    let mut command = Command::cargo_bin("tongbao").unwrap();
    let arguments = ["--lang", "en", "signatures", "import", list];
    let output = command
        .args(arguments)
        .arg(from)
        .arg("--to")
        .arg(to)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Loads the overlay over the built-in set and holds it to all that lint and
/// `signatures test` hold the built-in files to.
fn loaded(folder: &Path) -> Signatures {
    let set = Signatures::with_overlay(folder).unwrap();
    let files = SourceFile::overlaid(folder).unwrap();
    assert_eq!(lint(&set, &files), Vec::new());
    assert_eq!(prove(&set).1, Vec::new());
    set
}

fn owner(set: &Signatures, class: &str) -> Option<String> {
    match set.package_index.owner(class)?.0 {
        PackageOwner::Sdk(index) => Some(set.sdks[index].id.clone()),
        PackageOwner::Library(_) => None,
    }
}

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder.join("sdks")).unwrap();
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.unwrap().file_name().into_string().unwrap()
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

#[test]
fn trackers_of_exodus_round_trip() {
    let out = tempfile::tempdir().unwrap();
    let said = import("exodus", &sample("trackers.json"), out.path());
    assert!(said.contains("2 SDKs"), "{said}");
    assert!(said.contains("2 entries were left out"), "{said}");
    assert!(said.contains("1 not imported"), "{said}");
    let expected = [
        "exodus-90001-example-tracker.toml",
        "exodus-90003-etc-passwd.toml",
    ];
    assert_eq!(files(out.path()), expected);
    let set = loaded(out.path());
    for class in ["com.example.tracker.Sdk", "net.example.tracker.a.B"] {
        let id = owner(&set, class);
        assert_eq!(
            id.as_deref(),
            Some("exodus-90001-example-tracker"),
            "{class}"
        );
    }
    let host = set
        .sdk_index
        .by_host("eu.collect.example-tracker.net")
        .unwrap();
    assert_eq!(set.sdks[host].id, "exodus-90001-example-tracker");
    assert_eq!(
        owner(&set, "com.umeng.analytics.A").as_deref(),
        Some("umeng-analytics")
    );
    let notice = std::fs::read_to_string(out.path().join("NOTICE.txt")).unwrap();
    assert!(notice.contains("Open Database License"), "{notice}");
    let file = out.path().join("sdks/exodus-90001-example-tracker.toml");
    assert!(std::fs::read_to_string(file).unwrap().contains("ODbL 1.0"));
}

#[test]
fn rules_of_libchecker_round_trip_from_the_repository() {
    let out = tempfile::tempdir().unwrap();
    let said = import("libchecker", &sample("LibChecker-Rules"), out.path());
    assert!(said.contains("2 SDKs"), "{said}");
    assert!(said.contains("2 not imported: no rule"), "{said}");
    let set = loaded(out.path());
    let found =
        |mut hits: Box<dyn Iterator<Item = usize> + '_>| set.sdks[hits.next().unwrap()].id.clone();
    let library = found(Box::new(set.sdk_index.by_library("libexamplesdk.so")));
    let service = "com.example.unknown.PushService$Inner";
    assert_eq!(
        found(Box::new(set.sdk_index.by_component(service))),
        library
    );
    assert_eq!(library, "libchecker-1-example-sdk");
    let login = "com.example.old.LoginActivity";
    assert!(set.sdk_index.by_component(login).next().is_some());
    let notice = std::fs::read_to_string(out.path().join("NOTICE.txt")).unwrap();
    assert!(notice.contains("Apache License, Version 2.0"), "{notice}");
}

#[test]
fn rules_of_libchecker_round_trip_from_the_database() {
    let out = tempfile::tempdir().unwrap();
    let said = import("libchecker", &sample("rules.db"), out.path());
    assert!(said.contains("3 SDKs"), "{said}");
    assert!(said.contains("2 not imported: not a name"), "{said}");
    let set = loaded(out.path());
    assert!(
        set.sdk_index
            .by_library("libexample-1.2.so")
            .next()
            .is_some()
    );
    assert!(owner(&set, "com.example.lib.A").is_some());
    for number in 0..40 {
        let name = format!("com.example.many.Component{number:03}");
        assert!(set.sdk_index.by_component(&name).next().is_some(), "{name}");
    }
}

#[test]
fn what_is_no_list_is_an_error_and_writes_nothing() {
    let out = tempfile::tempdir().unwrap();
    let to = out.path().join("overlay");
    for (list, from) in [
        ("exodus", sample("rules.db")),
        ("libchecker", sample("trackers.json")),
        ("libchecker", sample(".")),
    ] {
        let mut command = Command::cargo_bin("tongbao").unwrap();
        let command = command.args(["signatures", "import", list]).arg(&from);
        command.arg("--to").arg(&to).assert().code(2);
        assert!(!to.exists(), "{list} {}", from.display());
    }
    import("exodus", &sample("trackers.json"), &to);
    let mut again = Command::cargo_bin("tongbao").unwrap();
    let again = again.args(["signatures", "import", "exodus"]);
    again
        .arg(sample("trackers.json"))
        .arg("--to")
        .arg(&to)
        .assert()
        .code(2);
}
