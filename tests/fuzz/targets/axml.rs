//! Manifests: compiled, protobuf and text.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tongbao::manifest::fuzzing::manifest(bytes));
