//! Policies as Word documents (and whatever else lies in a ZIP).
#![no_main]

mod policy;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| policy::read(bytes, "assets/privacy.docx"));
