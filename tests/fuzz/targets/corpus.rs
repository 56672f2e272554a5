//! Stored facts in each of their forms, judged and reported as `tongbao judge` does.
#![no_main]

mod scratch;

use std::sync::LazyLock;

use tongbao::corpus::{self, Fit};
use tongbao::judge::{AppContext, judge};
use tongbao::report::Lang;
use tongbao::report::json::Report;
use tongbao::signatures::Signatures;

static SET: LazyLock<Signatures> = LazyLock::new(Signatures::builtin);
static FIT: LazyLock<Fit> = LazyLock::new(|| Fit::new(&SET));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // The name tells the form, and the first bytes here tell the name.
    let name = match bytes {
        [b'P', b'A', b'R', b'1', ..] => "facts.parquet",
        [0x28, 0xb5, 0x2f, 0xfd, ..] => "facts.jsonl.zst",
        _ => "facts.jsonl",
    };
    let Ok(files) = corpus::files(&[scratch::file(name, bytes)]) else {
        return;
    };
    let work = |_, row: &corpus::Row| {
        let mut facts = row.facts()?;
        FIT.adapt(&mut facts);
        let judgement = judge(&facts, &SET, &AppContext::default());
        Ok(Report::new(&facts, &judgement, &SET, Lang::Zh))
    };
    let _ = corpus::each_row(&files, work, |_| Ok(()), |_| ());
});
