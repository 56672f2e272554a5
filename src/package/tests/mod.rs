//! Single archives, whole and damaged.

mod kinds;

use proptest::prelude::*;

use super::fixtures::Zip;
use super::*;

const MANIFEST: &str = "AndroidManifest.xml";

fn apk() -> Zip {
    Zip::default()
        .deflated(MANIFEST, b"manifest manifest manifest")
        .stored("resources.arsc", b"resources")
        .deflated("classes.dex", b"dex dex dex dex dex")
}

fn open_zip(zip: &Zip) -> Result<Package, PackageError> {
    from_bytes("a.apk", zip.build(), &Limits::default())
}

fn read(package: &Package, path: &str) -> Result<Vec<u8>, Cause> {
    let entry = package.find(path).unwrap();
    entry.read().map_err(|error| error.cause)
}

fn codes(package: &Package) -> Vec<String> {
    let mut codes: Vec<String> = package.anomalies().into_iter().map(|a| a.code).collect();
    codes.dedup();
    codes
}

#[test]
fn a_plain_package() {
    let package = open_zip(&apk()).unwrap();
    assert_eq!(package.kind(), PackageKind::Apk);
    assert_eq!(package.entries().count(), 3);
    assert_eq!(
        read(&package, "classes.dex").unwrap(),
        b"dex dex dex dex dex"
    );
    assert!(package.find("classes2.dex").is_none());
    assert_eq!((codes(&package), package.limitations()), (vec![], vec![]));
}

/// Each archive reads `classes.dex` as it was before the damage, which is noted.
#[test]
fn damage_that_is_read_through() {
    let with = |change: fn(&mut Zip)| {
        let mut zip = apk();
        change(&mut zip);
        zip
    };
    let table: [(&str, &[&str], Zip); 14] = [
        (
            "method 0x4d2e of deflated data",
            &["local-method-mismatch", "unknown-compression-method"],
            apk().damage(|central, _| central.method = 0x4d2e),
        ),
        (
            "unknown method of stored data",
            &["unknown-compression-method"],
            Zip::default()
                .stored(MANIFEST, b"m")
                .stored("classes.dex", b"dex dex dex dex dex")
                .damage(|central, local| (central.method, local.method) = (99, 99)),
        ),
        (
            "local method",
            &["local-method-mismatch"],
            apk().damage(|_, local| local.method = 0x1234),
        ),
        (
            "local sizes",
            &["local-size-mismatch"],
            apk().damage(|_, local| (local.compressed, local.inflated) = (1, 1)),
        ),
        (
            "sizes in a data descriptor",
            &[],
            apk().damage(|_, local| {
                (local.compressed, local.inflated, local.flags) = (0, 0, 8);
            }),
        ),
        (
            "inflated size too small",
            &["local-size-mismatch", "size-mismatch"],
            apk().damage(|central, _| central.inflated = 3),
        ),
        (
            "inflated size too large",
            &["local-size-mismatch", "size-mismatch"],
            apk().damage(|central, _| central.inflated = u32::MAX - 1),
        ),
        (
            "encrypted flag",
            &["encrypted-flag"],
            apk().damage(|central, local| (central.flags, local.flags) = (1, 1)),
        ),
        (
            "encrypted flag in the local header",
            &["encrypted-flag"],
            apk().damage(|_, local| local.flags = 1),
        ),
        (
            "wrong local offset",
            &["local-header-shifted"],
            apk().damage(|central, _| central.offset_error = -7),
        ),
        (
            "bytes before the archive",
            &["prefix-bytes"],
            with(|zip| zip.prefix = b"dex\n035\0 and more".to_vec()),
        ),
        (
            "bytes behind the archive",
            &["trailing-data"],
            with(|zip| zip.trailing = b"channel=x".to_vec()),
        ),
        (
            "an end record in a long comment",
            &["second-end-record"],
            with(|zip| {
                zip.comment = b"PK\x05\x06".to_vec();
                zip.comment.resize(40_000, b' ');
            }),
        ),
        (
            "ZIP64 behind a prefix",
            &["prefix-bytes"],
            with(|zip| (zip.zip64, zip.prefix) = (true, b"MZ".to_vec())),
        ),
    ];
    for (name, expected, zip) in table {
        let package = open_zip(&zip).unwrap();
        let data = read(&package, "classes.dex");
        assert_eq!(data.as_deref(), Ok(&b"dex dex dex dex dex"[..]), "{name}");
        assert_eq!(codes(&package), expected, "{name}");
    }
}

#[test]
fn names_that_mislead() {
    let zip = apk()
        .stored("classes.dex", b"second")
        .stored("classes.dex/", b"")
        .stored("assets/../../x", b"")
        .stored("bad", b"data")
        .damage(|central, local| {
            central.name = b"b\xffd".to_vec();
            local.name = b"b\xffd".to_vec();
        });
    let package = open_zip(&zip).unwrap();
    assert_eq!(
        read(&package, "classes.dex").unwrap(),
        b"dex dex dex dex dex"
    );
    assert_eq!(read(&package, "b\u{fffd}d").unwrap(), b"data");
    let both = package.entries().filter(|e| e.path() == "classes.dex");
    assert_eq!(both.count(), 2);
    assert_eq!(
        codes(&package),
        [
            "duplicate-name",
            "folder-named-as-file",
            "non-utf8-name",
            "path-traversal-name"
        ]
    );
}

#[test]
fn what_is_no_package() {
    let whole = apk().build();
    let cut = whole[..whole.len() - 30].to_vec();
    let no_manifest = Zip::default().stored("a.txt", b"a").build();
    let lost = {
        let mut zip = apk();
        zip.declared_records = Some(3);
        let mut bytes = zip.build();
        let at = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
        bytes[at] = b'X';
        bytes
    };
    for (name, bytes, code) in [
        ("empty", Vec::new(), "not-a-package"),
        ("text", b"hello".repeat(100), "not-a-package"),
        ("cut", cut, "truncated"),
        ("no manifest", no_manifest, "no-manifest"),
        ("directory lost", lost, "truncated"),
    ] {
        let error = from_bytes("x.apk", bytes, &Limits::default())
            .err()
            .unwrap();
        assert_eq!(error.cause.code(), code, "{name}");
        assert!(!error.to_string().contains('\n') && error.to_string().starts_with("x.apk: "));
    }
    let error = open(Path::new("no/such/file"), &Limits::default())
        .err()
        .unwrap();
    assert_eq!(error.cause, Cause::Missing);
}

#[test]
fn limits_hold_whatever_is_declared() {
    let limits = Limits {
        entry_bytes: 1 << 20,
        package_bytes: 3 << 19,
        ..Limits::default()
    };
    let zip = apk()
        .deflated("assets/bomb", &vec![0; 2 << 20])
        .damage(|central, local| (central.inflated, local.inflated) = (10, 10))
        .stored("assets/large", &vec![1; 2 << 20])
        .deflated("assets/a", &vec![0; 1 << 20])
        .deflated("assets/b", &vec![0; 1 << 20]);
    let package = from_bytes("a.apk", zip.build(), &limits).unwrap();
    for entry in ["assets/bomb", "assets/large"] {
        let error = package.find(entry).unwrap().read().unwrap_err();
        assert_eq!((error.entry.as_str(), error.cause.code()), (entry, "limit"));
    }
    assert!(read(&package, "assets/a").is_ok());
    let Err(Cause::Limit { what, .. }) = read(&package, "assets/b") else {
        panic!("the package's limit was passed");
    };
    assert_eq!(what, "inflated bytes of one package");
    let small = package.find("assets/a").unwrap().read_at_most(100);
    assert_eq!(small.unwrap_err().cause.code(), "limit");
}

#[test]
fn a_ratio_that_no_honest_entry_has() {
    let zip = apk().deflated("assets/zeros", &vec![0; 20 << 20]);
    let package = open_zip(&zip).unwrap();
    let cause = read(&package, "assets/zeros").unwrap_err();
    assert!(cause.to_string().contains("compressed byte"), "{cause}");
}

#[test]
fn entries_beyond_the_limit_are_a_limitation() {
    let limits = Limits {
        entries: 2,
        ..Limits::default()
    };
    let package = from_bytes("a.apk", apk().build(), &limits).unwrap();
    assert_eq!(package.entries().count(), 2);
    assert_eq!(package.limitations()[0].code, "entries-cut");
}

#[test]
fn handles_may_be_shared_between_threads() {
    fn check<T: Send + Sync>() {}
    check::<Package>();
    check::<Entry>();
}

/// Reads all that can be read; nothing may panic.
fn exhaust(bytes: Vec<u8>) {
    let limits = Limits {
        entry_bytes: 1 << 20,
        package_bytes: 8 << 20,
        ..Limits::default()
    };
    if let Ok(package) = from_bytes("x", bytes, &limits) {
        let mut buffer = Vec::new();
        for entry in package.entries() {
            let _ = entry.read_into(&mut buffer);
            let _ = entry.nested();
        }
        let _ = (
            contents(&package),
            certificates(&package),
            package.file_facts(),
        );
        let _ = (package.anomalies(), package.limitations());
    }
}

fn set() -> Vec<u8> {
    let mut base = apk().stored("META-INF/A.RSA", &[0x30, 0x80, 0x30, 0, 0, 0]);
    base.before_directory = b"PK\x03\x04 APK Sig Block 42".to_vec();
    Zip::default()
        .stored("base.apk", &base.build())
        .deflated("config.zh.apk", &apk().build())
        .build()
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        exhaust(bytes);
    }

    #[test]
    fn any_damage(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
        wide in any::<bool>(),
    ) {
        let mut zip = apk();
        zip.zip64 = wide;
        for mut bytes in [zip.build(), set()] {
            for (at, value) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *value;
            }
            if let Some(cut) = cut {
                bytes.truncate(cut.index(bytes.len()));
            }
            exhaust(bytes);
        }
    }
}
