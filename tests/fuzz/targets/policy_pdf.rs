//! Policies as PDF. The library may panic: it runs in a thread of its own, and that
//! is an error of the one policy. What must not happen is anything worse.
#![no_main]

mod policy;

use std::sync::Once;

static QUIET: Once = Once::new();

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // The fuzzer's hook would end the process for a panic that is caught; one in
    // this thread still does.
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    policy::read(bytes, "assets/privacy.pdf");
});
