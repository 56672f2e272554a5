//! Signature files: the first line names the file, the rest is its text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tongbao::signatures::{Signatures, SourceFile};

fuzz_target!(|text: &str| {
    let (name, text) = text.split_once('\n').unwrap_or((text, ""));
    let file = SourceFile::new(name.to_owned(), text.to_owned());
    let _ = Signatures::from_files(&[file]);
});
