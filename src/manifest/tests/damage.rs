//! Damage is read through, told, or refused; nothing panics.

use proptest::prelude::*;

use super::*;

/// What packers do to compiled XML, and the platform reads all the same.
#[test]
fn damaged_compiled_manifests() {
    let (expected, ..) = read_zip(&compiled(Style::default())).unwrap();
    let plain = axml(&manifest(), Style::default());
    let with = |change: fn(&mut Vec<u8>)| {
        let mut bytes = plain.clone();
        change(&mut bytes);
        bytes
    };
    for (name, bytes, code) in [
        (
            "type of the outermost chunk",
            with(|b| b[0] = 0),
            "manifest-header",
        ),
        (
            "size too large",
            with(|b| b[4..8].fill(0x7f)),
            "manifest-header",
        ),
        (
            "a longer header",
            with(|b| {
                b[2] = 12;
                b.splice(8..8, [0; 4]);
            }),
            "manifest-header",
        ),
        (
            "a chunk of unknown type",
            with(|b| {
                b.splice(8..8, [0x99, 0x09, 8, 0, 12, 0, 0, 0, 1, 2, 3, 4]);
            }),
            "manifest-unknown-chunk",
        ),
        (
            "bytes behind",
            with(|b| b.extend([0; 40])),
            "manifest-header",
        ),
        (
            "bytes behind, counted in",
            with(|b| {
                b.extend([0; 40]);
                let len = b.len() as u32;
                b[4..8].copy_from_slice(&len.to_le_bytes());
            }),
            "manifest-chunk-damaged",
        ),
    ] {
        let table = arsc(0x7f, &resources(), Packing::Plain, false);
        let zip = Zip::default()
            .stored(MANIFEST, &bytes)
            .stored("resources.arsc", &table);
        let (found, _, package) = read_zip(&zip).unwrap();
        assert_eq!(found, expected, "{name}");
        let codes: Vec<String> = package.anomalies().into_iter().map(|a| a.code).collect();
        assert!(codes.iter().any(|c| c == code), "{name}: {codes:?}");
    }
}

#[test]
fn manifests_that_cannot_be_decoded() {
    let other_root = axml(&node("resources", &[], vec![]), Style::default());
    for (name, bytes, cause) in [
        ("empty", Vec::new(), "shorter than a header"),
        ("text", b"<manifest><a></manifest>".to_vec(), "at byte"),
        ("zeros", vec![0; 100], "header cannot have this size"),
        (
            "no manifest",
            other_root,
            "the outermost element is <resources>",
        ),
        (
            "no element",
            axml(&Node::default(), Style::default())[..40].to_vec(),
            "no element",
        ),
    ] {
        let zip = Zip::default().stored(MANIFEST, &bytes);
        let error = read_zip(&zip).err().unwrap();
        assert_eq!(error.entry, MANIFEST, "{name}");
        assert!(error.to_string().contains(cause), "{name}: {error}");
    }
}

/// References cost the manifest four bytes each, and may each stand for thousands.
#[test]
fn a_manifest_that_unfolds_is_cut() {
    let long: &'static str = Box::leak("x".repeat(0x7fff).into_boxed_str());
    let resources: Vec<Resource> = vec![("string", "long", vec![("", Val::Str(long))])];
    let meta = node(
        "meta-data",
        &[a(NAME, Val::Str("m")), a(VALUE, Val::Ref(APP_NAME))],
        vec![],
    );
    let root = node(
        "manifest",
        &[a(PACKAGE, Val::Str("com.example"))],
        vec![node("application", &[], vec![meta; 2000])],
    );
    let zip = Zip::default()
        .stored(MANIFEST, &axml(&root, Style::default()))
        .stored(
            "resources.arsc",
            &arsc(0x7f, &resources, Packing::Plain, false),
        );
    let (_, _, package) = read_zip(&zip).unwrap();
    assert_eq!(package.limitations()[0].code, "manifest-cut");
}

#[test]
fn a_damaged_table_is_a_limitation() {
    let zip = Zip::default()
        .stored(MANIFEST, &axml(&manifest(), Style::default()))
        .stored("resources.arsc", b"nothing of the kind");
    let (found, resources, package) = read_zip(&zip).unwrap();
    assert!(resources.is_empty());
    assert_eq!(found.label.default, None);
    assert_eq!(found.meta_data[0].value.as_deref(), Some("@0x7f010001"));
    assert_eq!(package.limitations()[0].code, "resources-unreadable");
}

/// Reads all that can be read; nothing may panic.
fn exhaust(manifest: &[u8], table_name: &str, table: &[u8]) {
    fuzzing::manifest(manifest);
    fuzzing::table(table);
    let zip = Zip::default()
        .stored(MANIFEST, manifest)
        .stored(table_name, table);
    if let Ok((_, resources, _)) = read_zip(&zip) {
        let _ = (resources.strings().count(), resources.files().count());
        for id in [APP_NAME, PATHS, 0, u32::MAX] {
            let _ = (resources.name(id), resources.resolve(id, Language::Chinese));
        }
    }
}

proptest! {
    #[test]
    fn any_bytes(
        manifest in prop::collection::vec(any::<u8>(), 0..600),
        table in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        exhaust(&manifest, "resources.arsc", &table);
        exhaust(&manifest, "resources.pb", &table);
    }

    #[test]
    fn any_damage(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
        packing in 0..4_usize,
        utf16 in any::<bool>(),
    ) {
        let packing = [Packing::Plain, Packing::Sparse, Packing::Offset16, Packing::Compact][packing];
        let style = Style { utf16, ..Style::default() };
        let damage = |mut bytes: Vec<u8>| {
            for (at, value) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *value;
            }
            if let Some(cut) = cut {
                bytes.truncate(cut.index(bytes.len()));
            }
            bytes
        };
        let plain = axml(&manifest(), style);
        exhaust(&damage(plain.clone()), "resources.arsc", &[]);
        exhaust(&plain, "resources.arsc", &damage(arsc(0x7f, &resources(), packing, utf16)));
        exhaust(&damage(xml_node(&manifest())), "resources.pb", &[]);
        exhaust(&plain, "resources.pb", &damage(resource_table(0x7f, &resources())));
        exhaust(&damage(text(&manifest(), &NAMES).into_bytes()), "x", &[]);
    }
}
