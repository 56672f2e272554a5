//! Spark, GNU parallel and SQL over the worker and the corpus.

mod support;

use support::python;

/// Runs a part of `tests/integrations/run.py`.
fn holds(part: &str) {
    let tongbao = assert_cmd::cargo::cargo_bin!("tongbao").as_os_str();
    python(
        "tests/integrations/run.py",
        &[tongbao, part.as_ref()],
        "tests/integrations/tools",
    );
}

#[test]
fn spark_finds_what_one_machine_finds_though_an_executor_is_killed() {
    holds("spark");
}

#[test]
fn a_package_that_kills_its_worker_costs_a_spark_job_its_row_alone() {
    holds("dying");
}

#[test]
fn the_lines_for_gnu_parallel_work_as_they_stand() {
    holds("parallel");
}

#[test]
fn the_queries_answer_as_the_reports_and_the_readme_do() {
    holds("sql");
}
