//! Facts stored, judged again, taken over and handed out one by one.

mod support;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use support::{python, read_json, root, sample, samples, tongbao, tree, write};

/// Scans into a folder and a corpus.
fn scan(paths: &[&Path], out: &Path, facts: &Path, more: &[&str]) -> std::process::Output {
    tongbao()
        .arg("scan")
        .args(paths)
        .args(["--quiet", "--lang", "zh", "--format", "none,data", "--out"])
        .arg(out)
        .arg("--facts")
        .arg(facts)
        .args(more)
        .output()
        .expect("runs")
}

/// Judges a corpus into a folder.
fn judge(corpus: &Path, out: &Path, more: &[&str]) -> std::process::Output {
    tongbao()
        .arg("judge")
        .arg(corpus)
        .args(["--quiet", "--lang", "zh", "--format", "none,data", "--out"])
        .arg(out)
        .args(more)
        .output()
        .expect("runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The rows of a compressed corpus.
fn rows(corpus: &Path) -> String {
    let bytes = std::fs::read(corpus).unwrap();
    String::from_utf8(zstd::decode_all(&bytes[..]).unwrap()).unwrap()
}

fn corpus_of(folder: &Path, rows: &str) -> PathBuf {
    write(folder, "corpus.jsonl", rows.as_bytes())
}

/// A corpus of two small samples, as text.
fn small(folder: &Path) -> String {
    let facts = folder.join("small.jsonl.zst");
    let apps = [sample("habit-garden"), sample("liangliang-flashlight")];
    scan(&[&apps[0], &apps[1]], &folder.join("small"), &facts, &[]);
    rows(&facts)
}

#[test]
fn judging_stored_facts_gives_the_reports_of_a_scan() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let scanned = scan(&[&samples()], &at("scan"), &at("corpus"), &[]);
    assert_eq!(scanned.status.code(), Some(1), "{}", text(&scanned.stderr));
    let expected = tree(&at("scan"));
    assert!(expected.len() > 12);
    for corpus in ["corpus/facts.jsonl.zst", "corpus/facts.parquet", "corpus"] {
        let out = at("judge");
        let judged = judge(&at(corpus), &out, &[]);
        assert_eq!(judged.status.code(), Some(1), "{}", text(&judged.stderr));
        assert_eq!(text(&judged.stderr), text(&scanned.stderr));
        assert!(tree(&out) == expected, "{corpus}");
        std::fs::remove_dir_all(&out).unwrap();
    }
}

#[test]
fn judging_under_an_overlay_is_scanning_under_it() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    // Other words of policies: they are read again from the stored text.
    let words = std::fs::read_to_string(root().join("signatures/policy/permissions.toml"));
    let words = words.unwrap();
    let fewer: Vec<&str> = words
        .lines()
        .filter(|l| !l.contains("\"位置信息\", "))
        .collect();
    assert!(fewer.len() < words.lines().count());
    let overlay = at("overlay");
    write(
        &overlay,
        "policy/permissions.toml",
        fewer.join("\n").as_bytes(),
    );
    let overlay = overlay.to_str().unwrap();
    scan(&[&samples()], &at("plain"), &at("facts.jsonl.zst"), &[]);
    let scanned = scan(
        &[&samples()],
        &at("scan"),
        &at("other.jsonl.zst"),
        &["--signatures", overlay],
    );
    let judged = judge(
        &at("facts.jsonl.zst"),
        &at("judge"),
        &["--signatures", overlay],
    );
    assert_eq!(text(&judged.stderr), text(&scanned.stderr));
    assert!(tree(&at("judge")) == tree(&at("scan")));
    assert!(tree(&at("plain")) != tree(&at("scan")), "the words matter");
}

#[test]
fn a_summary_without_reports_is_the_same_summary() {
    let folder = tempfile::tempdir().unwrap();
    let facts = folder.path().join("facts.jsonl.zst");
    scan(&[&samples()], &folder.path().join("scan"), &facts, &[]);
    let mut expected = read_json(&folder.path().join("scan/summary.json"));
    for app in expected["apps"].as_array_mut().unwrap() {
        app["report"] = Value::Null;
    }
    let printed = |format: &str| {
        let mut command = tongbao();
        command.arg("judge").arg(&facts);
        let run = command.args(["--quiet", "--lang", "zh", "--format", format]);
        run.output().unwrap().stdout
    };
    let summary: Value = serde_json::from_slice(&printed("json")).unwrap();
    assert_eq!(summary, expected);
    let lines = text(&printed("jsonl"));
    assert_eq!(
        lines.lines().count(),
        expected["apps"].as_array().unwrap().len()
    );
    for line in lines.lines() {
        let report: Value = serde_json::from_str(line).unwrap();
        assert_eq!(report["tool"]["name"], "tongbao");
    }
    assert!(text(&printed("table")).contains("com."));
    assert!(printed("none").is_empty());
}

#[test]
fn a_corpus_is_the_same_for_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for jobs in ["1", "2", "5"] {
        scan(&[&samples()], &at("out"), &at(jobs), &["--jobs", jobs]);
    }
    assert!(tree(&at("1")) == tree(&at("2")));
    assert!(tree(&at("1")) == tree(&at("5")));
}

#[test]
fn facts_that_stand_are_taken_over_and_the_output_is_that_of_a_full_scan() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let packages = at("packages");
    let put = |from: &str, name: &str| {
        let to = packages.join(name);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(sample(from), to).unwrap();
    };
    put("habit-garden", "a.apk");
    put("trip-ledger", "b.apk");
    let corpus = at("facts.jsonl.zst");
    let reuse = ["--reuse", corpus.to_str().unwrap()];
    // A first run has nothing to take over.
    let first = scan(&[&packages], &at("first"), &corpus, &reuse);
    assert_eq!(first.status.code(), Some(0), "{}", text(&first.stderr));
    // One package is renamed, one is replaced, one is new, one has a policy now.
    std::fs::rename(packages.join("a.apk"), packages.join("z.apk")).unwrap();
    put("linli-market", "b.apk");
    put("trip-ledger", "c/c.apk");
    put("habit-garden", "c/d.apk");
    write(
        &packages,
        "c/d.policy.txt",
        "隐私政策\n我们收集位置信息。".as_bytes(),
    );
    let marked = rows(&corpus).replace("com.habitgarden.app", "com.taken.over.");
    let old = write(folder.path(), "old.jsonl", marked.as_bytes());
    scan(&[&packages], &at("full"), &at("full.jsonl.zst"), &[]);
    let again = scan(&[&packages], &at("again"), &corpus, &reuse);
    assert_eq!(again.status.code(), Some(1), "{}", text(&again.stderr));
    assert!(tree(&at("again")) == tree(&at("full")));
    assert!(std::fs::read(&corpus).unwrap() == std::fs::read(at("full.jsonl.zst")).unwrap());
    // A mark in the old facts shows whose are taken over.
    let taken = |more: &[&str]| {
        let reuse = ["--reuse", old.to_str().unwrap()];
        let more = [&reuse[..], more].concat();
        scan(&[&packages], &at("marked"), &at("marked.parquet"), &more);
        let summary = read_json(&at("marked/summary.json"));
        let apps = summary["apps"].as_array().unwrap().iter();
        let mut files: Vec<String> = apps
            .filter(|app| app["package"] == "com.taken.over.")
            .map(|app| {
                app["file"]
                    .as_str()
                    .unwrap()
                    .rsplit('/')
                    .next()
                    .unwrap()
                    .into()
            })
            .collect();
        files.sort();
        files
    };
    assert_eq!(taken(&[]), ["z.apk"], "the one with a policy is read again");
    assert!(taken(&["--limit", "entries=5000"]).is_empty(), "limits");
    assert!(taken(&["--only", "manifest"]).is_empty(), "scope");
    let leftovers = std::fs::read_dir(folder.path()).unwrap().flatten();
    let mut names = leftovers.map(|e| e.file_name().into_string().unwrap());
    assert!(!names.any(|name| name.contains("part")));
}

#[test]
fn an_api_that_was_not_watched_is_told_and_nothing_is_clean_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus_of(folder.path(), &small(folder.path()));
    let api = r#"
about = { zh = "测试", en = "test" }
source = "test"
[[api]]
id = "test.new-api"
kind = "method"
class = "com.example.New"
name = "read"
pi_type = "location"
gives = { zh = "位置", en = "location" }
"#;
    write(
        &folder.path().join("overlay"),
        "apis/new.toml",
        api.as_bytes(),
    );
    let overlay = folder.path().join("overlay");
    let out = folder.path().join("out");
    let run = judge(&corpus, &out, &["--signatures", overlay.to_str().unwrap()]);
    let told = text(&run.stderr);
    assert!(
        told.contains("test.new-api") && told.contains("--reuse"),
        "{told}"
    );
    let summary = read_json(&out.join("summary.json"));
    for app in summary["apps"].as_array().unwrap() {
        let report = read_json(&out.join(app["report"].as_str().unwrap()));
        let mut limits = report["limitations"].as_array().unwrap().iter();
        assert!(
            limits.any(|l| l["code"] == "apis-not-watched" && l["detail"] == "test.new-api"),
            "{}",
            report["limitations"]
        );
    }
    let before = folder.path().join("small/summary.json");
    let not_found = |summary: &Value| -> u64 {
        let apps = summary["apps"].as_array().unwrap().iter();
        apps.map(|a| a["counts"]["not_found"].as_u64().unwrap())
            .sum()
    };
    assert!(not_found(&summary) < not_found(&read_json(&before)));
}

#[test]
fn since_tells_whose_verdicts_changed_and_why() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let facts = at("facts.jsonl.zst");
    scan(&[&samples()], &at("scan"), &facts, &[]);
    // An old set: the built-in one without a category that finds something.
    let summary = read_json(&at("scan/summary.json"));
    let mut named = summary["apps"].as_array().unwrap().iter().flat_map(|app| {
        let rows = app["categories"].as_array().unwrap().iter();
        rows.map(|c| c["id"].as_str().unwrap().to_owned())
    });
    let path = |id: &str| root().join(format!("signatures/categories/{id}.toml"));
    let category = named
        .find(|id| {
            let text = std::fs::read_to_string(path(id)).unwrap_or_default();
            text.contains("[[rule]]")
        })
        .unwrap();
    let old = at("old");
    copy(&root().join("signatures"), &old);
    std::fs::remove_file(old.join(format!("categories/{category}.toml"))).unwrap();
    // Others may say that they speak of the same fact.
    let since = |old: &Path, lang: &str, format: &str| {
        let mut command = tongbao();
        command.arg("judge").arg(&facts).arg("--since").arg(old);
        let run = command.args(["--quiet", "--lang", lang, "--format", format]);
        run.output().unwrap()
    };
    let run = since(&old, "en", "jsonl");
    assert_eq!(run.status.code(), Some(1), "{}", text(&run.stderr));
    let changes: Vec<Value> = text(&run.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let new = |change: &Value| -> Option<Value> {
        let rows = change["categories"].as_array().unwrap().iter();
        rows.clone().find(|c| c["id"] == *category).cloned()
    };
    let found = changes.iter().filter_map(new);
    let found: Vec<Value> = found
        .filter(|c| !c["findings"].as_array().unwrap().is_empty())
        .collect();
    assert!(!found.is_empty(), "{category}: {changes:?}");
    for change in found {
        assert_eq!(change["old"], Value::Null);
        let finding = &change["findings"][0];
        assert_eq!(finding["because"], "category-added", "{finding}");
        assert!(finding["rule"].is_string());
    }
    let array: Value = serde_json::from_slice(&since(&old, "en", "json").stdout).unwrap();
    assert_eq!(array.as_array().unwrap(), &changes);
    let english = text(&since(&old, "en", "table").stdout);
    assert!(english.contains("not listed → "), "{english}");
    assert!(english.contains("[new category: "), "{english}");
    let chinese = text(&since(&old, "zh", "table").stdout);
    assert!(chinese.contains("未列出 → "), "{chinese}");
    assert!(chinese.contains("新增问题类别"), "{chinese}");
    // Against the report folder of the same set nothing has changed.
    let same = since(&at("scan"), "en", "table");
    assert_eq!(same.status.code(), Some(0), "{}", text(&same.stdout));
    let same = text(&same.stdout);
    assert!(same.contains("the verdicts of 0 have changed"), "{same}");
    assert_eq!(text(&since(&at("scan"), "en", "json").stdout), "[]\n");
}

#[test]
fn since_takes_whatever_an_earlier_run_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let facts = at("facts.jsonl.zst");
    let apps = [sample("habit-garden"), sample("linli-market")];
    scan(&[&apps[0], &apps[1]], &at("folder"), &facts, &[]);
    // A new set in which a category is gone that one of the two is indicated for.
    let summary = read_json(&at("folder/summary.json"));
    let mut rows = summary["apps"].as_array().unwrap().iter();
    let market = rows
        .find(|a| a["package"] == "com.linlijishi.mall")
        .unwrap();
    let own = |c: &&Value| c["verdict"] == "indicated" && c["same_as"].is_null();
    let category = market["categories"]
        .as_array()
        .unwrap()
        .iter()
        .find(own)
        .unwrap();
    let category = category["id"].as_str().unwrap();
    let set = at("set");
    let file =
        std::fs::read_to_string(root().join(format!("signatures/categories/{category}.toml")));
    let without_rules = file.unwrap().split("[[rule]]").next().unwrap().to_owned();
    write(
        &set,
        &format!("categories/{category}.toml"),
        without_rules.as_bytes(),
    );
    let run = |old: &Path, more: &[&str]| {
        let mut command = tongbao();
        command.arg("judge").arg(&facts).arg("--since").arg(old);
        let run = command
            .args(["--quiet", "--lang", "en", "--format", "jsonl"])
            .args(more);
        run.output().unwrap()
    };
    let changed = |old: &Path| {
        let run = run(old, &["--signatures", set.to_str().unwrap()]);
        assert!(run.status.code() < Some(2), "{}", text(&run.stderr));
        let lines = text(&run.stdout);
        let lines = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        lines.collect::<Vec<Value>>()
    };
    let printed = |format: &str| {
        let run = tongbao()
            .args(["judge", "--quiet", "--lang", "en", "--fail-on", "never"])
            .args(["--format", format])
            .arg(&facts)
            .output()
            .unwrap();
        write(folder.path(), &format!("printed-{format}"), &run.stdout)
    };
    let zst = |path: &Path| {
        let bytes = std::fs::read(path).unwrap();
        let name = format!("{}.zst", path.file_name().unwrap().to_str().unwrap());
        write(
            folder.path(),
            &name,
            &zstd::encode_all(&bytes[..], 3).unwrap(),
        )
    };
    let (lines, report) = (
        printed("jsonl"),
        at("folder").join(market["report"].as_str().unwrap()),
    );
    let tasks = apps
        .iter()
        .map(|app| json!({ "path": app }).to_string() + "\n");
    let given = answers(tasks.collect::<String>().as_bytes(), &[]);
    let given: String = given.iter().map(|answer| format!("{answer}\n")).collect();
    let worked = write(folder.path(), "worked.jsonl", given.as_bytes());
    let expected = changed(&at("folder"));
    assert_eq!(expected.len(), 2, "{expected:?}");
    for old in [&lines, &zst(&lines), &worked] {
        assert_eq!(changed(old), expected, "{}", old.display());
    }
    // One report is of one app.
    for old in [&report, &zst(&report)] {
        assert_eq!(changed(old), expected[1..], "{}", old.display());
    }
    // A summary names no more than what is indicated or suspected, without findings.
    let summary = printed("json");
    for old in [&summary, &zst(&summary)] {
        let found = changed(old);
        assert_eq!(found.len(), 1, "{found:?}");
        let rows = found[0]["categories"].as_array().unwrap();
        let row = rows.iter().find(|c| c["id"] == *category).unwrap();
        assert_eq!(
            (&row["old"], &row["findings"]),
            (&json!("indicated"), &json!([]))
        );
    }
    for old in [&lines, &report, &summary, &worked] {
        let same = run(old, &[]);
        assert_eq!(text(&same.stdout), "", "{}", old.display());
        assert_eq!(same.status.code(), Some(0), "{}", text(&same.stderr));
    }
    // What is none of these.
    std::fs::create_dir(at("empty")).unwrap();
    let cut = std::fs::read(&report).unwrap();
    for (old, message) in [
        (
            facts.clone(),
            "facts.jsonl.zst:1: no report, summary or worker's answer",
        ),
        (
            write(folder.path(), "notes.txt", b"hello"),
            "notes.txt:1: no report",
        ),
        (write(folder.path(), "nothing", b"\n"), "nothing: no report"),
        (
            write(folder.path(), "cut.json", &cut[..cut.len() / 2]),
            "cut.json: no report",
        ),
        (
            at("empty"),
            "neither a report folder (no summary.json) nor signatures (no .toml)",
        ),
        (at("gone"), "gone: No such file"),
    ] {
        let run = run(&old, &[]);
        let told = text(&run.stderr);
        assert_eq!(run.status.code(), Some(2), "{told}");
        assert!(told.contains(message), "{message}: {told}");
    }
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in tree(from) {
        write(to, name.to_str().unwrap(), &bytes);
    }
}

#[test]
fn hostile_corpora_are_errors_with_file_line_and_cause() {
    let folder = tempfile::tempdir().unwrap();
    let good = small(folder.path());
    let first = good.lines().next().unwrap();
    let whole = zstd::encode_all(good.as_bytes(), 3).unwrap();
    let bomb = zstd::encode_all(std::io::repeat(b'a').take(200 << 20), 3).unwrap();
    let newer = first.replacen("\"facts_version\":1", "\"facts_version\":99", 1);
    let cases: &[(&str, Vec<u8>, &str, &str, usize)] = &[
        (
            "cut.jsonl.zst",
            whole[..whole.len() - 9].into(),
            "line",
            "zstd",
            0,
        ),
        ("bomb.jsonl.zst", bomb, "line 1", "a line of more than", 0),
        ("none.jsonl.zst", b"{}".to_vec(), "line 1", "zstd", 0),
        (
            "version.jsonl",
            format!("{first}\n{newer}\n").into(),
            "line 2",
            "version 99",
            1,
        ),
        (
            "types.jsonl",
            format!("{first}\n\n{{\"file\":3}}\n{first}").into(),
            "line 3",
            "facts",
            2,
        ),
        (
            "deep.jsonl",
            "[".repeat(100_000).into(),
            "line 1",
            "facts",
            0,
        ),
        ("none.parquet", b"PAR1PAR1".to_vec(), "line 1", "Parquet", 0),
        (
            "half.jsonl",
            first[..first.len() / 2].into(),
            "line 1",
            "EOF",
            0,
        ),
    ];
    for (name, bytes, line, cause, apps) in cases {
        let corpus = write(folder.path(), name, bytes);
        let mut command = tongbao();
        command.arg("judge").arg(&corpus);
        let run = command
            .args(["--quiet", "--format", "json"])
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(3), "{name}");
        let told = text(&run.stderr);
        for part in [*name, line, cause] {
            assert!(told.contains(part), "{name}: {told}");
        }
        assert_eq!(told.lines().count(), 1, "{name}: {told}");
        let summary: Value = serde_json::from_slice(&run.stdout).unwrap();
        assert_eq!(summary["apps"].as_array().unwrap().len(), *apps, "{name}");
    }
    for name in ["facts.csv", "missing.jsonl"] {
        write(folder.path(), "facts.csv", b"a,b");
        let mut command = tongbao();
        let run = command.arg("judge").arg(folder.path().join(name)).output();
        let run = run.unwrap();
        assert_eq!(run.status.code(), Some(2), "{name}");
        assert!(text(&run.stderr).contains(name));
    }
}

#[test]
fn other_readers_read_a_corpus() {
    let folder = tempfile::tempdir().unwrap();
    let facts = folder.path().join("facts");
    scan(&[&samples()], &folder.path().join("out"), &facts, &[]);
    let read = python(
        "tests/corpus/read.py",
        &[facts.as_os_str()],
        "tests/corpus/readers",
    );
    let Some(printed) = read else { return };
    let found: Value = serde_json::from_slice(&printed).unwrap();
    let rows = found["facts column"].as_array().unwrap();
    assert!(rows.len() >= 12);
    for reader in ["pyarrow parquet", "duckdb parquet", "duckdb lines"] {
        assert_eq!(found[reader], found["facts column"], "{reader}");
    }
    for column in [
        "pyarrow lines",
        "calls",
        "packages",
        "urls",
        "components",
        "policies",
    ] {
        assert_eq!(found[column], true, "{column}: {found}");
    }
    assert!(found["startup"].as_array().unwrap().contains(&json!("yes")));
    assert!(found["duckdb calls"].as_u64().unwrap() > 0);
}

/// Runs a worker over tasks; its answers.
fn answers(tasks: &[u8], more: &[&str]) -> Vec<Value> {
    let mut worker = Command::new(assert_cmd::cargo::cargo_bin!("tongbao"))
        .args(["worker", "--lang", "zh"])
        .args(more)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = worker.stdin.take().unwrap();
    let tasks = tasks.to_vec();
    let feeder = std::thread::spawn(move || input.write_all(&tasks));
    let run = worker.wait_with_output().unwrap();
    feeder.join().unwrap().unwrap();
    assert_eq!(run.status.code(), Some(0));
    let lines = text(&run.stdout);
    lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

#[test]
fn a_worker_answers_every_task_and_survives_all() {
    let folder = tempfile::tempdir().unwrap();
    let good = sample("habit-garden");
    let damaged = write(folder.path(), "damaged.apk", b"PK\x03\x04 no more");
    let mut tasks = Vec::new();
    let mut task = |line: String| {
        tasks.extend(line.into_bytes());
        tasks.push(b'\n');
    };
    task(json!({ "id": 1, "path": good, "want": ["report"] }).to_string());
    task(json!({ "id": { "part": "x" }, "path": damaged }).to_string());
    task("not a task".into());
    task(String::new());
    task(json!({ "id": 3, "way": good }).to_string());
    task(format!(
        "{{\"id\": 4, \"path\": \"{}\"}}",
        "x".repeat(2 << 20)
    ));
    task(json!({ "id": "5", "path": "/does/not/exist" }).to_string());
    task(json!({ "id": 6, "path": good, "file": "s3://b/a.apk", "want": ["facts"] }).to_string());
    let given = answers(&tasks, &[]);
    let ids: Vec<&Value> = given.iter().map(|a| &a["id"]).collect();
    let expected = json!([1, { "part": "x" }, null, 3, null, "5", 6]);
    assert_eq!(json!(ids), expected);
    let failed: Vec<bool> = given.iter().map(|a| a["error"].is_object()).collect();
    assert_eq!(failed, [false, true, true, true, true, true, false]);
    assert_eq!(given[2]["error"]["entry"], "line 3");
    assert_eq!(given[4]["error"]["entry"], "line 6");
    assert!(given[0]["facts"].is_null() && given[6]["report"].is_null());
    assert_eq!(given[6]["file"], "s3://b/a.apk");
    // Its report is that of a scan, and its facts are a row of a corpus.
    let out = folder.path().join("scan");
    scan(&[&good], &out, &folder.path().join("f.jsonl.zst"), &[]);
    let summary = read_json(&out.join("summary.json"));
    let report = read_json(&out.join(summary["apps"][0]["report"].as_str().unwrap()));
    assert_eq!(given[0]["report"], report);
    let corpus = corpus_of(folder.path(), &given[6]["facts"].to_string());
    let judged = judge(&corpus, &folder.path().join("judge"), &[]);
    assert_eq!(judged.status.code(), Some(0), "{}", text(&judged.stderr));
    // Several at a time answer all the same.
    let mut ids: Vec<String> = answers(&tasks, &["--jobs", "3"])
        .iter()
        .map(|answer| answer["id"].to_string())
        .collect();
    ids.sort();
    let mut expected: Vec<String> = given.iter().map(|a| a["id"].to_string()).collect();
    expected.sort();
    assert_eq!(ids, expected);
}

#[test]
fn a_worker_honours_the_configuration_as_a_scan_does() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let app = sample("habit-garden");
    write(
        folder.path(),
        "listings.jsonl",
        b"{\"file\": \"shown.apk\", \"name\": \"From the store\"}\n{\"nonsense\": 1}\n",
    );
    write(
        folder.path(),
        "policy.txt",
        "隐私政策\n我们收集位置信息。".as_bytes(),
    );
    let config = write(
        folder.path(),
        "tongbao.toml",
        br#"
listings = "listings.jsonl"
policies = ["policy.txt"]
[limits]
entries = 4000
[[app]]
package = "com.habitgarden.app"
type = 7
"#,
    );
    std::fs::copy(&app, at("shown.apk")).unwrap();
    let config = ["--config", config.to_str().unwrap()];
    let scanned = scan(&[&at("shown.apk")], &at("out"), &at("f.jsonl.zst"), &config);
    assert!(
        text(&scanned.stderr).contains("nonsense"),
        "{}",
        text(&scanned.stderr)
    );
    let summary = read_json(&at("out/summary.json"));
    let report = read_json(&at("out").join(summary["apps"][0]["report"].as_str().unwrap()));
    assert_eq!(report["listing"]["said"]["name"], "From the store");
    assert_eq!(report["app_type"]["number"], 7);
    // By its name, as of a package that was brought to a scratch disk.
    let task = json!({ "path": app, "file": at("shown.apk") }).to_string();
    let given = answers(task.as_bytes(), &config);
    assert_eq!(given[0]["report"], report);
    assert_eq!(
        given[0]["facts"].to_string() + "\n",
        rows(&at("f.jsonl.zst"))
    );
}
