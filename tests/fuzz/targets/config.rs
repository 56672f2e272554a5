//! Configuration files.
#![no_main]

use std::path::Path;

use tongbao::config::Config;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = Config::parse(text, Path::new("tongbao.toml"));
});
