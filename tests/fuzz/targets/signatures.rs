//! Signature files: the first line names the file, the rest is its text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tongbao::signatures::{Signatures, SourceFile};

fuzz_target!(|text: &str| {
    let (name, text) = text.split_once('\n').unwrap_or((text, ""));
    let _ = Signatures::from_files(&[SourceFile {
        name: name.into(),
        text: text.into(),
    }]);
});
