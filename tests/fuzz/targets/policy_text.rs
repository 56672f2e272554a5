//! Policies as plain text in whatever encoding, with what they declare.
#![no_main]

mod policy;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| policy::read(bytes, "assets/privacy.txt"));
