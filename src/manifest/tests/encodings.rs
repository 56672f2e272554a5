//! Compiled, protobuf and text manifests, and sets of them.

use super::*;

#[test]
fn every_encoding_gives_the_same_manifest() {
    let (expected, ..) = read_zip(&compiled(Style::default())).unwrap();
    let utf16 = Style {
        utf16: true,
        ..Style::default()
    };
    let garbled = Style {
        garbled: true,
        ..Style::default()
    };
    let padded = Style {
        padding: 4,
        ..Style::default()
    };
    for (name, style, anomalies) in [
        ("UTF-16", utf16, 0),
        ("names that say nothing", garbled, 0),
        ("longer attributes", padded, 1),
    ] {
        let (found, _, package) = read_zip(&compiled(style)).unwrap();
        assert_eq!(found, expected, "{name}");
        let codes: Vec<_> = package.anomalies().into_iter().map(|a| a.code).collect();
        assert_eq!(
            codes
                .iter()
                .filter(|c| *c == "manifest-attribute-size")
                .count()
                > 0,
            anomalies > 0,
            "{name}"
        );
    }
    for packing in [Packing::Sparse, Packing::Offset16, Packing::Compact] {
        let zip = Zip::default()
            .stored(MANIFEST, &axml(&manifest(), Style::default()))
            .stored("resources.arsc", &arsc(0x7f, &resources(), packing, false));
        assert_eq!(read_zip(&zip).unwrap().0, expected, "{packing:?}");
    }
    let bundle = Zip::default()
        .stored("base/manifest/AndroidManifest.xml", &xml_node(&manifest()))
        .stored("base/resources.pb", &resource_table(0x7f, &resources()));
    assert_eq!(read_zip(&bundle).unwrap().0, expected, "bundle");
}

#[test]
fn a_folder_of_apktool() {
    let (expected, ..) = read_zip(&compiled(Style::default())).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, data: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, data).unwrap();
    };
    // apktool moves versions into a file of its own.
    let mut text_manifest = manifest();
    text_manifest
        .attributes
        .retain(|(_, name, _)| !name.starts_with("version"));
    text_manifest
        .children
        .retain(|child| child.name != "uses-sdk");
    // Levels are words in text.
    for child in &mut text_manifest.children {
        for (_, name, value) in &mut child.attributes {
            match *name {
                "protectionLevel" => *value = Val::Str("signature|privileged"),
                "usesPermissionFlags" => *value = Val::Str("neverForLocation"),
                _ => {}
            }
        }
        for component in &mut child.children {
            for (_, name, value) in &mut component.attributes {
                if *name == "foregroundServiceType" {
                    *value = Val::Str("location|camera");
                }
            }
        }
    }
    write(MANIFEST, &text(&text_manifest, &NAMES));
    write(
        "apktool.yml",
        "sdkInfo:\n  minSdkVersion: 21\n  targetSdkVersion: 33\nversionInfo:\n  versionCode: 4294967299\n  versionName: 1.0 & <beta>\n",
    );
    write(
        "res/values/strings.xml",
        r#"<resources><string name="app_name">Notice</string><string name="key">secret</string>
        <string name="alias">@string/app_name</string><integer name="version">12451000</integer>
        <bool name="enabled">false</bool></resources>"#,
    );
    write(
        "res/values-zh/strings.xml",
        r#"<resources><string name="app_name">通报</string></resources>"#,
    );
    write(
        "res/values-zh-rTW/strings.xml",
        r#"<resources><string name="app_name">通報</string></resources>"#,
    );
    write(
        "res/values-en/strings.xml",
        r#"<resources><string name="app_name">Notice en</string></resources>"#,
    );
    let package = crate::package::open(folder.path(), &Limits::default()).unwrap();
    let (found, resources) = read(&package).unwrap();
    assert_eq!(found, expected);
    assert_eq!(resources.strings().count(), 5);
}

#[test]
fn resources_by_id_and_all_of_them() {
    let mut all = resources();
    all.push(("string", "loop", vec![("", Val::Ref(0x7f01_0003))]));
    let table = arsc(0x7f, &all, Packing::Plain, true);
    let zip = Zip::default()
        .stored(MANIFEST, &axml(&manifest(), Style::default()))
        .stored("resources.arsc", &table);
    let (_, resources, _) = read_zip(&zip).unwrap();
    let resolve = |id, language| resources.resolve(id, language);
    assert_eq!(resolve(ALIAS, Language::Chinese).as_deref(), Some("通报"));
    assert_eq!(resolve(KEY, Language::Default).as_deref(), Some("secret"));
    assert_eq!(resolve(KEY, Language::Chinese), None);
    assert_eq!(
        resolve(0x7f01_0003, Language::Default),
        None,
        "a reference to itself"
    );
    assert_eq!(resolve(0x7f09_0000, Language::Default), None);
    assert_eq!(
        resolve(0x0104_000a, Language::Default),
        None,
        "the platform's"
    );
    assert_eq!(resources.name(PATHS).as_deref(), Some("xml/paths"));
    let strings: Vec<String> = resources
        .strings()
        .map(|s| format!("{}/{} {} {}", s.kind, s.name, s.locale, s.value))
        .collect();
    assert_eq!(strings.len(), 6, "{strings:?}");
    assert!(strings.contains(&"string/app_name zh-TW 通報".to_owned()));
    let files: Vec<String> = resources
        .files()
        .map(|f| format!("{}/{} {}", f.kind, f.name, f.path))
        .collect();
    assert_eq!(
        files,
        ["xml/paths res/xml/paths.xml", "raw/privacy r/a/b.html"]
    );
}

#[test]
fn splits_add_components_and_languages() {
    let english: Vec<Resource> = vec![("string", "app_name", vec![("", Val::Str("Notice"))])];
    let chinese: Vec<Resource> = vec![("string", "app_name", vec![("zh-CN", Val::Str("通报"))])];
    let root = |attributes: &[(u32, &'static str, Val)], children| {
        let package = [a(PACKAGE, Val::Str("com.example"))];
        axml(
            &node("manifest", &[&package, attributes].concat(), children),
            Style::default(),
        )
    };
    let application = |component| {
        node(
            "application",
            &[a(LABEL, Val::Ref(APP_NAME))],
            vec![named("activity", component)],
        )
    };
    let base = Zip::default()
        .stored(
            MANIFEST,
            &root(&[a(VERSION_CODE, Val::Int(1))], vec![application(".Main")]),
        )
        .stored(
            "resources.arsc",
            &arsc(0x7f, &english, Packing::Plain, false),
        );
    let language = Zip::default()
        .stored(MANIFEST, &root(&[a(SPLIT, Val::Str("config.zh"))], vec![]))
        .stored(
            "resources.arsc",
            &arsc(0x7f, &chinese, Packing::Plain, false),
        );
    // Its file's name comes before the base's.
    let feature = Zip::default().stored(
        MANIFEST,
        &root(
            &[a(SPLIT, Val::Str("feature")), a(VERSION_CODE, Val::Int(9))],
            vec![named("uses-permission", "z.A"), application(".Feature")],
        ),
    );
    let set = Zip::default()
        .stored("manifest.json", b"{}")
        .stored("a.apk", &feature.build())
        .stored("b.apk", &base.build())
        .stored("config.zh.apk", &language.build());
    let (found, ..) = read_zip(&set).unwrap();
    assert_eq!(found.version_code, Some(1));
    assert_eq!(found.label.default.as_deref(), Some("Notice"));
    assert_eq!(found.label.zh.as_deref(), Some("通报"));
    let names: Vec<&str> = found.components.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["com.example.Feature", "com.example.Main"]);
    assert_eq!(found.uses_permissions[0].name, "z.A");
}

#[test]
fn an_unpacked_package() {
    let (expected, ..) = read_zip(&compiled(Style::default())).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let table = arsc(0x7f, &resources(), Packing::Plain, false);
    let compiled = axml(&manifest(), Style::default());
    std::fs::write(folder.path().join(MANIFEST), compiled).unwrap();
    std::fs::write(folder.path().join("resources.arsc"), table).unwrap();
    let package = crate::package::open(folder.path(), &Limits::default()).unwrap();
    assert_eq!(read(&package).unwrap().0, expected);
}

#[test]
fn a_text_that_all_entries_share_is_given_so_often_and_no_more() {
    let long: &'static str = format!("res/{}", "a".repeat(1 << 20)).leak();
    let all: Vec<_> = (0..2000)
        .map(|_| ("raw", "name", vec![("", Val::Str(long))]))
        .collect();
    let table = arsc(0x7f, &all, Packing::Plain, false);
    let zip = Zip::default()
        .stored(MANIFEST, &axml(&manifest(), Style::default()))
        .stored("resources.arsc", &table);
    let (_, resources, _) = read_zip(&zip).unwrap();
    assert_eq!(resources.files().count(), 255);
}
