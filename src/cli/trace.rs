//! `tongbao trace`: paths from start-up to calls that read personal information.

use std::io::Write;
use std::path::PathBuf;

use crate::extract::{Source, extract};
use crate::facts::{Confidence, EdgeKind, Startup};
use crate::judge::{AppContext, AttributedCall, Caller, Owner, judge};
use crate::limits::Limits;
use crate::report::{Lang, printable, text};
use crate::signatures::Signatures;

use super::{Common, EXIT_CLEAN, EXIT_UNREADABLE};

/// Print the paths from start-up to calls that read personal information.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The package.
    package: PathBuf,
    /// Only this API (id, or a part of it).
    #[arg(long, value_name = "ID")]
    api: Option<String>,
    /// Only calls by this SDK (id).
    #[arg(long, value_name = "ID")]
    sdk: Option<String>,
    /// Calls that no start-up root reaches, too.
    #[arg(long)]
    all: bool,
}

/// Runs it; returns the exit code.
pub fn run(args: &Args, common: &Common) -> anyhow::Result<u8> {
    let set = common.load()?;
    let lang = common.lang();
    let source = Source {
        path: args.package.clone(),
        ..Source::default()
    };
    let facts = match extract(&source, set, &Limits::default()) {
        Ok(facts) => facts,
        Err(error) => {
            eprintln!("{}", printable(&error.to_string()));
            return Ok(EXIT_UNREADABLE);
        }
    };
    let judgement = judge(&facts, set, &AppContext::default());
    let mut out = std::io::stdout().lock();
    let mut shown = 0;
    for call in judgement.calls.iter().filter(|c| wanted(args, c)) {
        for caller in &call.callers {
            if args.all || matches!(caller.startup, Startup::Yes | Startup::Guarded) {
                print(&mut out, set, call, caller, lang)?;
                shown += 1;
            }
        }
    }
    for limit in &judgement.limitations {
        writeln!(out, "{}", printable(lang.of(&text::limitation(limit))))?;
    }
    if shown == 0 {
        let none = lang.pick(
            "未发现启动路径上可达的调用。",
            "No call is reachable at start-up.",
        );
        writeln!(out, "{none}")?;
    }
    Ok(EXIT_CLEAN)
}

fn wanted(args: &Args, call: &AttributedCall) -> bool {
    call.pi_type.is_some()
        && args.api.as_ref().is_none_or(|api| call.api.contains(api))
        && args.sdk.as_ref().is_none_or(|sdk| call.owner.id == *sdk)
}

fn print(
    out: &mut impl Write,
    set: &Signatures,
    call: &AttributedCall,
    caller: &Caller,
    lang: Lang,
) -> std::io::Result<()> {
    let gives = set.api(call.api).map_or("", |api| lang.of(&api.gives));
    let startup = match caller.startup {
        Startup::Yes => lang.pick("启动路径上可达", "reachable at start-up"),
        Startup::Guarded => lang.pick(
            "启动路径上可达，但有同意判断",
            "reachable at start-up behind a consent test",
        ),
        Startup::No => lang.pick("启动路径上不可达", "not reachable at start-up"),
        Startup::Unknown => lang.pick("可达性未知", "reachability unknown"),
    };
    writeln!(
        out,
        "{} [{}{}] {gives}{}: {startup}",
        call.api,
        printable(lang.of(&call.owner.name)),
        inferred(&call.owner, lang),
        match caller.confidence {
            Confidence::High => "",
            _ => lang.pick("（推测）", " (inferred)"),
        },
    )?;
    if caller.path.is_empty() {
        writeln!(
            out,
            "    {}.{} ({})",
            printable(&caller.method.class),
            printable(&caller.method.method),
            printable(caller.dex)
        )?;
    }
    for frame in &caller.path {
        writeln!(
            out,
            "    {:<12} {}.{}  [{}]",
            edge(frame.edge, lang),
            printable(&frame.method.class),
            printable(&frame.method.method),
            printable(lang.of(&frame.owner.name))
        )?;
    }
    if let Some(constant) = &caller.constant {
        let by = caller.via.as_ref().map_or_else(String::new, |by| {
            let place = format!("{}.{}", by.class, by.method);
            format!("  ← {}", printable(&place))
        });
        writeln!(
            out,
            "    {} {}{by}",
            lang.pick("常量", "constant"),
            printable(constant)
        )?;
    }
    if let Some(guard) = &caller.guard {
        writeln!(
            out,
            "    {} {} ({}.{})",
            lang.pick("同意判断", "consent test"),
            printable(&guard.tests),
            printable(&guard.method.class),
            printable(&guard.method.method)
        )?;
    }
    writeln!(out)
}

/// What an attribution rests on, where it is not the package's own name.
fn inferred(owner: &Owner, lang: Lang) -> &'static str {
    match owner.how {
        "call-graph neighbourhood" => {
            lang.pick("，据调用关系推断", ", by its neighbours in the call graph")
        }
        "calling code" => lang.pick("，据调用方推断", ", by the calling code"),
        _ => "",
    }
}

fn edge(edge: EdgeKind, lang: Lang) -> &'static str {
    match edge {
        EdgeKind::Root => lang.pick("入口", "root"),
        EdgeKind::Call => lang.pick("调用", "calls"),
        EdgeKind::Virtual => lang.pick("虚调用", "calls (CHA)"),
        EdgeKind::Initialiser => lang.pick("类初始化", "initialises"),
        EdgeKind::Async => lang.pick("异步", "hands over"),
        EdgeKind::Listener => lang.pick("监听回调", "listener"),
        EdgeKind::Reflection => lang.pick("反射", "reflects"),
    }
}
