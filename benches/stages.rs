//! What each stage of a scan costs: `cargo bench --bench stages`.
//!
//! Packages: a sample, and the real APKs that `tests/real-packages` fetched, where
//! it ran. `code_without_graph` is DEX tables, call sites and registers; `code`
//! has the call graph and start-up besides.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::{Bencher, black_box};
use tongbao::dex::{self, DexInput, EntryPoints};
use tongbao::extract::{Source, extract};
use tongbao::facts::AppFacts;
use tongbao::judge::{AppContext, judge};
use tongbao::limits::Limits;
use tongbao::report::Lang;
use tongbao::report::json::Report;
use tongbao::signatures::Signatures;
use tongbao::{manifest, package, policy};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

static SET: LazyLock<Signatures> = LazyLock::new(Signatures::builtin);

fn main() {
    divan::main();
}

/// A sample with a policy; a large app with few DEX files, and one with many.
fn apks() -> impl Iterator<Item = &'static str> {
    [
        "samples/linli-market/linli-market.apk",
        "tests/.cache/apks/Yosemite.apk",
        "tests/.cache/apks/settings_apk-debug.apk",
    ]
    .into_iter()
    .filter(|apk| path(apk).exists())
}

fn path(apk: &str) -> PathBuf {
    Path::new(ROOT).join(apk)
}

fn opened(apk: &str) -> package::Package {
    package::open(&path(apk), &Limits::default()).expect("a readable package")
}

fn facts(apk: &str) -> AppFacts {
    let source = Source {
        path: path(apk),
        ..Source::default()
    };
    extract(&source, &SET, &Limits::default()).expect("a readable package")
}

fn code_files(apk: &str) -> Vec<DexInput> {
    let package = opened(apk);
    let files = package.entries().filter(|e| e.path().ends_with(".dex"));
    files
        .map(|entry| DexInput {
            path: entry.location(),
            bytes: entry.read().expect("a readable entry"),
            loaded_by_android: true,
        })
        .collect()
}

#[divan::bench]
fn signatures() -> Signatures {
    Signatures::builtin()
}

#[divan::bench(args = apks())]
fn open(bencher: Bencher, apk: &str) {
    bencher.bench(|| opened(black_box(apk)));
}

#[divan::bench(args = apks())]
fn hash(bencher: Bencher, apk: &str) {
    let package = opened(apk);
    bencher.bench(|| package.file_facts());
}

#[divan::bench(args = apks())]
fn manifest_and_resources(bencher: Bencher, apk: &str) {
    let package = opened(apk);
    bencher.bench(|| manifest::read(black_box(&package)).map(|(manifest, _)| manifest));
}

#[divan::bench(args = apks())]
fn inflate(bencher: Bencher, apk: &str) {
    bencher.bench(|| code_files(black_box(apk)));
}

#[divan::bench(args = apks())]
fn dex_tables(bencher: Bencher, apk: &str) {
    let files = code_files(apk);
    bencher.bench(|| {
        let parsed = files.iter().filter_map(|file| dex::parse(&file.bytes).ok());
        parsed.map(|dexes| dexes.len()).sum::<usize>()
    });
}

#[divan::bench(args = apks())]
fn code_without_graph(bencher: Bencher, apk: &str) {
    let limits = Limits {
        graph_edges: 0,
        ..Limits::default()
    };
    code_within(bencher, apk, &limits);
}

#[divan::bench(args = apks())]
fn code(bencher: Bencher, apk: &str) {
    code_within(bencher, apk, &Limits::default());
}

fn code_within(bencher: Bencher, apk: &str, limits: &Limits) {
    let (manifest, _) = manifest::read(&opened(apk)).expect("a readable manifest");
    let entry = EntryPoints::from_manifest(&manifest, |_| false);
    bencher
        .with_inputs(|| code_files(apk))
        .bench_values(|files| dex::analyse(files, &entry, SET.watch(), limits));
}

#[divan::bench]
fn policy_structure_and_declarations(bencher: Bencher) {
    let text = include_bytes!("../tests/policy/cases/good-zh.md");
    let lexicon = SET.lexicon();
    bencher.bench(|| {
        let document = policy::document(text, "good-zh.md", &Limits::default());
        document.map(|document| policy::declare(&[document], lexicon))
    });
}

#[divan::bench(args = apks())]
fn judgement(bencher: Bencher, apk: &str) {
    let facts = facts(apk);
    bencher.bench(|| judge(black_box(&facts), &SET, &AppContext::default()));
}

#[divan::bench(args = apks())]
fn report(bencher: Bencher, apk: &str) {
    let facts = facts(apk);
    let judgement = judge(&facts, &SET, &AppContext::default());
    bencher.bench(|| {
        let report = Report::new(&facts, &judgement, &SET, Lang::Zh);
        serde_json::to_vec(&report)
    });
}
