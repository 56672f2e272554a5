//! Listings, as a store hands them over: a file with one a line, or the file of one
//! app, held against a package.
#![no_main]

mod scratch;

use tongbao::facts::Manifest;
use tongbao::listing::{Identity, Listings, read_file};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let path = scratch::file("listing.json", bytes);
    let one = read_file(&path).ok();
    let many = Listings::read(&path).ok();
    let package = Identity {
        sha256: "0000000000000000000000000000000000000000000000000000000000000000",
        file: "app.apk",
        package: "com.example.app",
        version: Some("1.0"),
    };
    let found = many.as_ref().and_then(|(many, _)| many.find(package));
    for listing in one.iter().chain(found) {
        let said = &listing.said;
        let manifest = Manifest::default();
        let _ = (said.same_name(&manifest), said.same_version(&manifest));
        let _ = (said.same_package(&manifest), said.same_file(package.sha256));
        let _ = said.same_operator(said.developer.as_deref());
        let _ = (said.policy_url(), said.policy_text());
    }
});
