//! Spark, GNU parallel and SQL over the worker and the corpus.

mod support;

use std::process::Command;

use support::root;

/// Runs a part of `tests/integrations/run.py`.
fn holds(part: &str) {
    let own = root().join("tests/.cache/python/bin/python3");
    let python = if own.exists() { own } else { "python3".into() };
    let run = Command::new(python)
        .arg("-B")
        .arg(root().join("tests/integrations/run.py"))
        .arg(assert_cmd::cargo::cargo_bin!("tongbao"))
        .arg(part)
        .output();
    let missing = match &run {
        Ok(run) => run.status.code() == Some(77),
        Err(_) => true,
    };
    if missing {
        assert!(
            std::env::var_os("TONGBAO_REQUIRE_TOOLS").is_none(),
            "a tool is required and missing: tests/integrations/tools"
        );
        eprintln!("skipped: no PySpark, Java, DuckDB, GNU parallel or fetched APKs here");
        return;
    }
    let run = run.unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        run.status.success(),
        "{}{}",
        text(&run.stdout),
        text(&run.stderr)
    );
}

#[test]
fn spark_finds_what_one_machine_finds_though_an_executor_is_killed() {
    holds("spark");
}

#[test]
fn the_lines_for_gnu_parallel_work_as_they_stand() {
    holds("parallel");
}

#[test]
fn the_queries_answer_as_the_reports_and_the_readme_do() {
    holds("sql");
}
