//! Resource tables, compiled and protobuf.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tongbao::manifest::fuzzing::table(bytes));
