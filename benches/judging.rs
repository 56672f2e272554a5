//! Where the time goes when stored facts are judged:
//! `cargo bench --bench judging -- FACTS.jsonl…`
//!
//! One thread, the program's allocator; microseconds for an app, the least of several rounds.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use tongbao::corpus::{Fit, Row};
use tongbao::judge::{AppContext, judge};
use tongbao::report::Lang;
use tongbao::report::json::Report;
use tongbao::report::summary::AppRow;
use tongbao::signatures::Signatures;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 30;

/// Time by stage, in the order of the names.
#[derive(Default)]
struct Stages(BTreeMap<&'static str, Duration>);

impl Stages {
    fn time<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        *self.0.entry(name).or_default() += start.elapsed();
        done
    }
}

fn main() {
    let files: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"))
        .collect();
    let texts: Vec<Vec<u8>> = files
        .iter()
        .map(|file| std::fs::read(file).expect("a readable file"))
        .collect();
    let lines = texts.iter().flat_map(|text| text.split(|&b| b == b'\n'));
    let rows: Vec<Row> = lines
        .filter(|line| !line.is_empty())
        .map(|text| Row {
            file: "",
            line: 0,
            text,
        })
        .collect();
    let set = Signatures::builtin();
    let fit = Fit::new(&set);
    let context = AppContext::default();
    let mut least: BTreeMap<&str, Duration> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let mut stages = Stages::default();
        for row in &rows {
            let mut facts = stages
                .time("1 row to facts", || row.facts())
                .expect("facts");
            stages.time("2 facts fitted", || fit.adapt(&mut facts));
            let judgement = stages.time("3 judged", || judge(&facts, &set, &context));
            let app = stages.time("4 row of the summary", || {
                AppRow::judged(&facts, &judgement, Vec::new(), &set, Lang::Zh)
            });
            let report = stages.time("5 report", || {
                Report::new(&facts, &judgement, &set, Lang::Zh)
            });
            let line = stages.time("6 report to JSON", || serde_json::to_vec(&report));
            stages.time("7 row, report and line freed", || drop((app, report, line)));
            stages.time("8 judgement freed", || drop(judgement));
            stages.time("9 facts freed", || drop(facts));
        }
        for (name, time) in stages.0 {
            let best = least.entry(name).or_insert(time);
            *best = time.min(*best);
        }
    }
    let apps = rows.len().max(1) as f64;
    for (name, time) in least {
        println!("{name:30} {:8.1} µs", time.as_secs_f64() * 1e6 / apps);
    }
}
