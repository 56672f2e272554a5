//! Archives: every entry is read, and the package as a whole.
#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use tongbao::limits::Limits;
use tongbao::{manifest, package};

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits {
        entries: 2_000,
        entry_bytes: 4 << 20,
        package_bytes: 16 << 20,
        time: Duration::from_secs(5),
        ..Limits::default()
    };
    let Ok(package) = package::from_bytes("a.apk", bytes.to_vec(), &limits) else {
        return;
    };
    let _ = manifest::read(&package);
    let _ = package::certificates(&package);
    let _ = package::contents(&package);
    for entry in package.entries() {
        let _ = entry.read();
    }
    let _ = package.file_facts();
});
