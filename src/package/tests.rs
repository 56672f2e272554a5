//! Packages of every kind, whole and damaged.

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
            &[],
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
fn split_sets() {
    let base = apk().build();
    let split = Zip::default()
        .stored(MANIFEST, b"s")
        .stored("lib/x86/a.so", b"elf")
        .build();
    let set = |mark: &str, names: [&str; 2]| {
        Zip::default()
            .stored(mark, b"{}")
            .deflated(names[0], &split)
            .stored(names[1], &base)
    };
    for (mark, names, kind, first) in [
        (
            "toc.pb",
            ["splits/base-x86.apk", "splits/base-master.apk"],
            PackageKind::Apks,
            "base-master",
        ),
        (
            "manifest.json",
            ["config.x86.apk", "com.example.apk"],
            PackageKind::Xapk,
            "com.example",
        ),
        (
            "info.json",
            ["split_config.x86.apk", "base.apk"],
            PackageKind::Apkm,
            "base",
        ),
        ("readme", ["a.apk", "base.apk"], PackageKind::Apks, "base"),
    ] {
        let package = open_zip(&set(mark, names)).unwrap();
        assert_eq!(package.kind(), kind);
        assert_eq!(package.parts()[0].name(), first, "{mark}");
        assert_eq!(
            read(&package, "classes.dex").unwrap(),
            b"dex dex dex dex dex"
        );
        let library = package.find("lib/x86/a.so").unwrap();
        assert_eq!(library.location(), format!("{}!/lib/x86/a.so", names[0]));
        assert_eq!(contents(&package).splits.len(), 1);
    }
}

#[test]
fn variants_and_standalones_are_not_counted_twice() {
    let base = apk().build();
    let zip = Zip::default()
        .stored("toc.pb", b"")
        .stored("splits/base-master.apk", &base)
        .stored("splits/base-master_2.apk", &base)
        .stored("splits/base-arm64_v8a.apk", &base)
        .stored("standalones/standalone-x86.apk", &base)
        .stored("universal.apk", &base);
    let package = open_zip(&zip).unwrap();
    let names: Vec<&str> = package.parts().iter().map(Part::name).collect();
    assert_eq!(names, ["base-master_2", "base-arm64_v8a"]);
}

#[test]
fn a_damaged_split_is_a_limitation() {
    let zip = Zip::default()
        .stored("base.apk", &apk().build())
        .stored("config.x86.apk", b"no archive");
    let package = open_zip(&zip).unwrap();
    assert_eq!(package.parts().len(), 1);
    assert_eq!(package.limitations()[0].code, "split-unreadable");
}

#[test]
fn a_bundle_looks_like_what_it_installs() {
    let zip = Zip::default()
        .stored("BundleConfig.pb", b"")
        .stored("feature/manifest/AndroidManifest.xml", b"f")
        .stored("feature/dex/classes.dex", b"fdex")
        .stored("base/manifest/AndroidManifest.xml", b"b")
        .stored("base/dex/classes.dex", b"dex")
        .stored("base/root/kotlin/a", b"")
        .stored("base/assets/p.html", b"")
        .stored("META-INF/KEY.RSA", b"");
    let package = open_zip(&zip).unwrap();
    assert_eq!(package.kind(), PackageKind::Aab);
    let names: Vec<&str> = package.parts().iter().map(Part::name).collect();
    assert_eq!(names, ["base", "feature"]);
    let paths: Vec<&str> = package.parts()[0].entries().map(|e| e.path()).collect();
    assert_eq!(
        paths,
        [
            MANIFEST,
            "classes.dex",
            "kotlin/a",
            "assets/p.html",
            "META-INF/KEY.RSA"
        ]
    );
    let dex = package.find("classes.dex").unwrap();
    assert_eq!(
        (dex.location().as_str(), dex.read().unwrap()),
        ("base/dex/classes.dex", b"dex".to_vec())
    );
}

#[test]
fn archives_inside_archives_to_a_depth() {
    let mut inner = Zip::default().stored("policy.html", b"policy").build();
    for _ in 0..3 {
        inner = Zip::default().stored("a.zip", &inner).build();
    }
    let zip = apk().deflated("assets/a.zip", &inner);
    let package = open_zip(&zip).unwrap();
    let first = package.find("assets/a.zip").unwrap().nested().unwrap();
    let second = first.find("a.zip").unwrap().nested().unwrap();
    let third = second.find("a.zip").unwrap().nested().unwrap();
    let entry = third.find("a.zip").unwrap();
    assert_eq!(entry.location(), "assets/a.zip!/a.zip!/a.zip!/a.zip");
    assert_eq!(entry.nested().err().unwrap().cause.code(), "limit");
}

#[test]
fn a_folder_and_its_hash() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, data: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, data).unwrap();
    };
    write(MANIFEST, "<manifest/>");
    write("original/AndroidManifest.xml", "binary");
    write("original/META-INF/CERT.RSA", "cert");
    write("unknown/okhttp3/a", "a");
    assert!(is_package_folder(folder.path()));
    let package = open(folder.path(), &Limits::default()).unwrap();
    assert_eq!(package.kind(), PackageKind::Folder);
    let mut paths: Vec<&str> = package.entries().map(|e| e.path()).collect();
    paths.sort_unstable();
    assert_eq!(paths, [MANIFEST, "META-INF/CERT.RSA", "okhttp3/a"]);
    let facts = package.file_facts().unwrap();
    assert_eq!(facts.size, 11 + 6 + 4 + 1);

    let mut lines = String::new();
    for (name, data) in [
        (MANIFEST, "<manifest/>"),
        ("original/AndroidManifest.xml", "binary"),
        ("original/META-INF/CERT.RSA", "cert"),
        ("unknown/okhttp3/a", "a"),
    ] {
        lines += &format!("{name}\0{}\n", hex(&Sha256::digest(data)));
    }
    assert_eq!(facts.sha256, hex(&Sha256::digest(lines)));

    let empty = tempfile::tempdir().unwrap();
    let error = open(empty.path(), &Limits::default()).err().unwrap();
    assert_eq!(error.cause, Cause::NoManifest);
}

#[test]
fn the_hash_is_that_of_the_file() {
    let bytes = apk().build();
    let package = from_bytes("a.apk", bytes.clone(), &Limits::default()).unwrap();
    let facts = package.file_facts().unwrap();
    assert_eq!(facts.sha256, hex(&Sha256::digest(&bytes)));
    assert_eq!(facts.size, bytes.len() as u64);
}

#[test]
fn names_that_libraries_leave() {
    let zip = apk()
        .stored("lib/arm64-v8a/libjiagu.so", b"elf")
        .stored("assets/libshell.so", b"elf")
        .stored("assets/privacy.html", b"")
        .stored("META-INF/androidx.core_core.version", b"1.6.0\n")
        .stored(
            "play-services-base.properties",
            b"version=18.0.1\nclient=x\n",
        )
        .stored("META-INF/MANIFEST.MF", b"")
        .stored("META-INF/CERT.RSA", b"")
        .stored("kotlin/collections/c.kotlin_builtins", b"")
        .stored("kotlin/kotlin.kotlin_builtins", b"");
    let contents = contents(&open_zip(&zip).unwrap());
    let libraries: Vec<(&str, &str)> = contents
        .native_libraries
        .iter()
        .map(|l| (l.abi.as_str(), l.name.as_str()))
        .collect();
    assert_eq!(
        libraries,
        [("", "assets/libshell.so"), ("arm64-v8a", "libjiagu.so")]
    );
    assert_eq!(
        contents.assets,
        ["assets/libshell.so", "assets/privacy.html"]
    );
    assert_eq!(
        contents.meta_inf,
        [
            "META-INF/androidx.core_core.version",
            "kotlin/",
            "play-services-base.properties"
        ]
    );
    let versions: Vec<(&str, &str)> = contents
        .library_versions
        .iter()
        .map(|v| (v.artifact.as_str(), v.version.as_str()))
        .collect();
    assert_eq!(
        versions,
        [
            ("androidx.core_core", "1.6.0"),
            ("play-services-base", "18.0.1")
        ]
    );
    assert_eq!(contents.entries, 12);
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
