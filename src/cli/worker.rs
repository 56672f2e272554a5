//! `tongbao worker`.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::batch::{Input, Plan, Single};
use crate::facts::AppFacts;
use crate::report::json::Report;
use crate::report::printable;
use crate::report::summary::ErrorRow;

use super::output::Output;
use super::scan::Reading;
use super::{Common, EXIT_CLEAN};

/// Bytes of a task at most.
const MAX_TASK_BYTES: usize = 1 << 20;

/// Scan packages that are named on standard input, one answer a line.
///
/// A worker for whatever divides the work: an engine, a queue, GNU parallel. It
/// reads tasks as JSON Lines until the end of its input and writes one JSON line
/// for each, flushed at once:
///
///   in   {"id": 7, "path": "/data/a.apk"}
///   out  {"id": 7, "file": "/data/a.apk", "facts": {...}, "report": {...}}
///   out  {"id": 8, "file": "/data/b.apk", "error": {"entry": "AndroidManifest.xml", "cause": "..."}}
///
/// A task has `id` (any JSON, given back as it is), `path`, and may have
/// `policies` (paths of policies from outside the package; `NAME.policy.*` beside
/// it are read as well), `file` (the name in
/// facts and reports, the path by default) and `want` (`["facts"]`, `["report"]`;
/// both by default). A task that is none is answered with an error and the number
/// of its line; `id` is null then where it could not be read.
///
/// Options and `tongbao.toml` settle what they settle for `scan`: policies from
/// outside, listings of a store (found by `file`, hash or application id), app types,
/// what is ignored, bounds. A listing that cannot be used is told on standard error.
///
/// A bad package, and a panic, cost that task alone. Options bound what a package
/// may cost. With --jobs N, N tasks are at work at a time and answers come as they
/// are ready; with the default of 1, in the order of the tasks. Memory is bounded
/// by the packages at work. The exit code is 0 when the input has ended: answers
/// tell of errors. If the process dies all the same (out of memory), the tasks
/// without an answer are those to give to another worker.
///
/// Facts are rows of a corpus: written to a .jsonl file, `judge` reads them.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Tasks at work at a time.
    #[arg(long, short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: u16,
    #[command(flatten)]
    reading: Reading,
}

/// What to do.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Task {
    #[serde(default)]
    id: Value,
    path: PathBuf,
    #[serde(default)]
    file: Option<String>,
    #[serde(default)]
    policies: Vec<PathBuf>,
    #[serde(default)]
    want: Option<Vec<Want>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Want {
    Facts,
    Report,
}

/// As much of a task that is wrong as may be right.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Named {
    id: Value,
}

/// What became of a task.
#[derive(Serialize)]
struct Done {
    id: Value,
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<AppFacts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<Report>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Failed>,
}

#[derive(Serialize)]
struct Failed {
    entry: String,
    cause: String,
}

/// Runs it; returns the exit code.
pub fn run(args: &Args, common: &Common) -> anyhow::Result<u8> {
    let set = common.load()?;
    let config = &common.settled;
    let (listings, faults) = args.reading.listings(config)?;
    for fault in &faults {
        let line = format!("{}: {}", fault.file, fault.cause);
        eprintln!(
            "{}",
            printable(
                &common
                    .lang()
                    .pick(format!("错误：{line}"), format!("error: {line}"),)
            )
        );
    }
    let plan = Plan {
        judging: Output::default().judging(set, common)?,
        limits: args.reading.limits(config)?,
        only: args.reading.only,
        policies: args.reading.policies(config)?,
        listings,
        evidence: false,
        reports: None,
        resume: false,
        keeps_facts: true,
        earlier: None,
    };
    let single = Single::new(&plan);
    let input = Mutex::new((0_u64, io::BufReader::new(io::stdin())));
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..args.jobs)
            .map(|_| scope.spawn(|| work(&input, &single)))
            .collect();
        workers.into_iter().try_for_each(|worker| {
            let ended = worker.join();
            ended.unwrap_or_else(|_| Err(io::Error::other("a thread of the worker panicked")))
        })
    })?;
    Ok(EXIT_CLEAN)
}

/// Tasks one after the other until there is none.
fn work(input: &Mutex<(u64, impl BufRead)>, single: &Single) -> io::Result<()> {
    loop {
        let line = {
            let mut input = input.lock().unwrap_or_else(|e| e.into_inner());
            let (number, reader) = &mut *input;
            *number += 1;
            next(reader)?.map(|line| (*number, line))
        };
        let Some((number, line)) = line else {
            return Ok(());
        };
        let done = match &line {
            Ok(line) if line.trim_ascii().is_empty() => continue,
            Ok(line) => match serde_json::from_slice::<Task>(line) {
                Ok(task) => done(task, single),
                Err(error) => no_task(line, number, error.to_string()),
            },
            Err(cause) => no_task(&[], number, cause.clone()),
        };
        let mut text = serde_json::to_vec(&done)?;
        text.push(b'\n');
        let mut out = io::stdout().lock();
        out.write_all(&text)?;
        out.flush()?;
    }
}

fn done(task: Task, single: &Single) -> Done {
    let mut input = Input::named(&task.path, 0);
    input.policies.splice(0..0, task.policies);
    if let Some(file) = task.file {
        input.shown = file;
    }
    let wants = |what| task.want.as_ref().is_none_or(|want| want.contains(&what));
    let mut done = Done {
        id: task.id,
        file: input.shown.clone(),
        facts: None,
        report: None,
        error: None,
    };
    match single.scan(&input) {
        Ok(answer) => {
            done.facts = answer.facts.filter(|_| wants(Want::Facts));
            done.report = wants(Want::Report).then_some(answer.report);
        }
        Err(ErrorRow { entry, cause, .. }) => done.error = Some(Failed { entry, cause }),
    }
    done
}

fn no_task(line: &[u8], number: u64, cause: String) -> Done {
    let named: Named = serde_json::from_slice(line).unwrap_or_default();
    Done {
        id: named.id,
        file: String::new(),
        facts: None,
        report: None,
        error: Some(Failed {
            entry: format!("line {number}"),
            cause: format!("no task: {cause}"),
        }),
    }
}

/// The next line; of one that is too long, the cause, when all of it is skipped.
fn next(input: &mut impl BufRead) -> io::Result<Option<Result<Vec<u8>, String>>> {
    let mut line = Vec::new();
    let mut any = false;
    let mut long = false;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            break;
        }
        any = true;
        let end = memchr::memchr(b'\n', buffer);
        let part = end.and_then(|end| buffer.get(..end)).unwrap_or(buffer);
        long |= line.len() + part.len() > MAX_TASK_BYTES;
        if !long {
            line.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    if long {
        let cause = format!("longer than {MAX_TASK_BYTES} bytes");
        return Ok(Some(Err(cause)));
    }
    Ok(any.then_some(Ok(line)))
}
