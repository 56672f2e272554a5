//! `tongbao signatures` as its users run it, and what the repository keeps of
//! its output.

mod support;

use predicates::prelude::*;
use support::{root, tongbao};

/// Run with `UPDATE_SCHEMA=1` after a change of the types.
#[test]
fn schemas_of_signature_files_are_generated_from_the_types() {
    let folder = root().join("signatures/schema");
    let update = std::env::var_os("UPDATE_SCHEMA").is_some();
    for (name, generated) in tongbao::signatures::schemas() {
        let path = folder.join(format!("{name}.schema.json"));
        if update {
            std::fs::write(&path, generated.clone() + "\n").unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == generated + "\n",
            "{name} differs from the types: UPDATE_SCHEMA=1 cargo test --test signatures"
        );
    }
}

/// Run with `UPDATE_COVERAGE=1` after a change of categories.
#[test]
fn the_tables_of_coverage_are_what_the_command_prints() {
    let output = tongbao()
        .args(["signatures", "list", "--coverage"])
        .assert()
        .code(0);
    let table = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    for readme in ["README.md", "README.zh.md"] {
        let path = root().join(readme);
        let text = std::fs::read_to_string(&path).unwrap();
        let (before, rest) = text.split_once("<!-- coverage -->\n").expect(readme);
        let (inside, after) = rest.split_once("<!-- /coverage -->").expect(readme);
        if std::env::var_os("UPDATE_COVERAGE").is_some() {
            let updated = format!("{before}<!-- coverage -->\n{table}<!-- /coverage -->{after}");
            std::fs::write(&path, updated).unwrap();
        } else {
            assert!(
                inside == table,
                "{readme} is out of date: UPDATE_COVERAGE=1 cargo test --test signatures"
            );
        }
    }
}

#[test]
fn a_new_signature_is_sound_and_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    for (kind, id) in [("sdk", "acme-push"), ("category", "acme-1")] {
        let new = || {
            let mut command = tongbao();
            command.args(["signatures", "new", kind, id, "--into"]);
            command.arg(folder.path());
            command
        };
        new().assert().code(0);
        new().assert().code(2).stderr(predicate::str::contains(id));
    }
    for command in ["lint", "test"] {
        tongbao()
            .args(["signatures", command, "--signatures"])
            .arg(folder.path())
            .assert()
            .code(0);
    }
    tongbao()
        .args(["signatures", "new", "sdk", "../evil", "--into"])
        .arg(folder.path())
        .assert()
        .code(2);
}

#[test]
fn faults_are_shown_with_place_and_way_out() {
    for (find, put, expected) in [
        // Syntax and types, while loading.
        (
            "not policy.rights.delete\"",
            "not policy.rights.delet\"",
            "did you mean `policy.rights.delete`?",
        ),
        (
            "verdict = \"indicated\"",
            "verdict = \"certain\"",
            "unknown variant",
        ),
        // Meaning, by lint.
        (
            "number = \"主席令第九十一号\"",
            "number = \"主席令第九十二号\"",
            "unknown-document",
        ),
        (
            "same_fact = []",
            "same_fact = [\"cverc-no-polic\"]",
            "did you mean `cverc-no-policy`?",
        ),
        (
            "same_fact = []",
            "same_fact = [\"cverc-no-policy\"]",
            "one-sided",
        ),
        ("finds = { not-told = [\"\"] }", "", "no-example"),
        (
            "en = \"The label in English\"",
            "en = \"\"",
            "missing-translation",
        ),
        (
            "when = \"not policy.rights.delete\"",
            "when = \"not policy.rights.delete and policy.rights.delete\"",
            "unreachable",
        ),
        (
            "when = \"not policy.rights.delete\"",
            "when = \"any(sdk: sdk.id == 'jpushh')\"",
            "did you mean `jpush`?",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        tongbao()
            .args(["signatures", "new", "category", "acme-1", "--into"])
            .arg(folder.path())
            .assert()
            .code(0);
        let path = folder.path().join("categories/acme-1.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(find), "{find}");
        std::fs::write(&path, text.replacen(find, put, 1)).unwrap();
        tongbao()
            .args(["signatures", "lint", "--signatures"])
            .arg(folder.path())
            .assert()
            .code(1)
            .stdout(predicate::str::contains(expected))
            .stdout(predicate::str::contains("categories/acme-1.toml:"))
            .stdout(predicate::str::contains("^"));
    }
}

#[test]
fn faults_of_the_score_are_shown_with_place() {
    let built_in = std::fs::read_to_string(root().join("signatures/score.toml")).unwrap();
    for (find, put, expected) in [
        ("suspected_percent = 33", "suspected_percent = 133", "range"),
        ("high = 60\n", "", "missing"),
        ("critical = 100", "critical = 50", "order"),
        ("packed = 60", "paked = 60", "did you mean `packed`?"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        assert!(built_in.contains(find), "{find}");
        let text = built_in.replacen(find, put, 1);
        std::fs::write(folder.path().join("score.toml"), text).unwrap();
        tongbao()
            .args(["signatures", "lint", "--signatures"])
            .arg(folder.path())
            .assert()
            .code(1)
            .stdout(predicate::str::contains(expected))
            .stdout(predicate::str::contains("score.toml:"))
            .stdout(predicate::str::contains("^"));
    }
}

#[test]
fn fields_and_single_signatures_are_shown() {
    tongbao()
        .args(["signatures", "fields", "sdk", "--lang", "en"])
        .assert()
        .code(0)
        .stdout(predicate::str::contains("sdk.in_policy (yes | broad | no)"));
    tongbao()
        .args(["signatures", "show", "cverc-sdk-not-listed"])
        .assert()
        .code(0)
        .stdout(predicate::str::contains("sdk.bears_on_pi"));
    tongbao()
        .args(["signatures", "show", "no-such-thing"])
        .assert()
        .code(2);
}
