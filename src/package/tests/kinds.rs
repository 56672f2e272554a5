//! Split sets, bundles, folders, and archives inside archives.

use super::*;

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
    write("smali/a/B.smali", "");
    assert!(is_package_folder(folder.path()));
    let package = open(folder.path(), &Limits::default()).unwrap();
    assert_eq!(package.kind(), PackageKind::Folder);
    let mut paths: Vec<&str> = package.entries().map(|e| e.path()).collect();
    paths.sort_unstable();
    assert_eq!(
        paths,
        [
            MANIFEST,
            "META-INF/CERT.RSA",
            "okhttp3/a",
            "smali/a/B.smali"
        ]
    );
    assert_eq!(package.limitations()[0].code, "smali-not-read");
    let facts = package.file_facts().unwrap();
    assert_eq!(facts.size, 11 + 6 + 4 + 1);

    let mut lines = String::new();
    for (name, data) in [
        (MANIFEST, "<manifest/>"),
        ("original/AndroidManifest.xml", "binary"),
        ("original/META-INF/CERT.RSA", "cert"),
        ("smali/a/B.smali", ""),
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
fn a_file_is_hashed_once_for_as_long_as_it_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.apk");
    std::fs::write(&path, apk().build()).unwrap();
    let opened = || open(&path, &Limits::default()).unwrap();
    let told = |hashed: &Hashed| {
        let mut package = opened();
        package.expect(hashed.clone());
        package.file_facts().unwrap().sha256
    };
    let mut hashed = opened().hashed().unwrap();
    let right = std::mem::replace(&mut hashed.sha256, "as it was read before".into());
    assert_eq!(
        told(&hashed),
        "as it was read before",
        "it is not read again"
    );
    let bytes = apk().stored("assets/a", b"a").build();
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(told(&hashed), hex(&Sha256::digest(&bytes)));
    // Another file of that length and time.
    let modified = path.metadata().unwrap().modified().unwrap();
    let hashed = opened().hashed().unwrap();
    let other = folder.path().join("b.apk");
    let bytes = apk().stored("assets/b", b"b").build();
    std::fs::write(&other, &bytes).unwrap();
    std::fs::File::options()
        .write(true)
        .open(&other)
        .unwrap()
        .set_modified(modified)
        .unwrap();
    std::fs::rename(&other, &path).unwrap();
    let again = told(&hashed);
    assert_eq!(again == hashed.sha256, !cfg!(unix), "{right}");
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
