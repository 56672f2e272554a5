use std::sync::LazyLock;

use super::*;
use crate::signatures::Signatures;
use crate::signatures::model::LexiconEntry;

static SIGNATURES: LazyLock<Signatures> = LazyLock::new(Signatures::builtin);

fn kinds() -> PiTypeFile {
    PiTypeFile {
        types: SIGNATURES.pi_types.clone(),
    }
}

fn lexicon() -> Lexicon {
    let names = [
        ("jpush", "极光推送", false),
        ("umeng", "友盟", false),
        ("umeng-share", "友盟分享", false),
        ("wechat", "微信", true),
    ];
    let names = names.map(|(sdk, name, whole)| SdkName { sdk, name, whole });
    Lexicon::new(&SIGNATURES.words, &kinds(), names).unwrap()
}

fn pi(lexicon: &Lexicon, text: &str) -> Vec<String> {
    lexicon
        .find(text)
        .into_iter()
        .filter_map(|f| match f.tag {
            Tag::Pi { kind, weak: false } => Some(lexicon.kind_id(kind).to_owned()),
            _ => None,
        })
        .collect()
}

#[test]
fn built_in_words_are_many_and_sound() {
    let files = &SIGNATURES.words;
    let kinds = kinds();
    let count = |words: fn(&LexiconEntry) -> usize| -> usize {
        files.iter().flat_map(|f| &f.entries).map(words).sum()
    };
    assert!(count(|e| e.zh.len()) >= 1_500);
    assert!(count(|e| e.en.len()) >= 600);
    // Every phrase is found as its own, none stands twice, none is ambiguous.
    assert_eq!(lint(files, &kinds).unwrap(), []);
}

#[test]
fn every_kind_has_words_in_both_languages() {
    let files = &SIGNATURES.words;
    for kind in kinds().types {
        let tag = format!("pi.{}", kind.id);
        let entry = files.iter().flat_map(|f| &f.entries).find(|e| e.tag == tag);
        let entry = entry.unwrap_or_else(|| panic!("{tag} has no words"));
        assert!(!entry.zh.is_empty() && !entry.en.is_empty(), "{tag}");
    }
}

#[test]
fn every_name_of_a_tag_has_words() {
    let files = &SIGNATURES.words;
    let has = |tag: String| files.iter().flat_map(|f| &f.entries).any(|e| e.tag == tag);
    for cue in Cue::ALL {
        assert!(has(format!("cue.{}", cue.name())), "{cue:?}");
    }
    for topic in Topic::ALL {
        assert!(has(format!("topic.{}", topic.name())), "{topic:?}");
    }
    for column in Column::ALL {
        assert!(has(format!("column.{}", column.name())), "{column:?}");
    }
}

#[test]
fn the_longest_of_a_family_counts() {
    let lexicon = lexicon();
    assert_eq!(
        pi(&lexicon, "收集蓝牙MAC地址、MAC 地址"),
        ["bluetooth_mac", "mac"]
    );
    assert_eq!(
        pi(&lexicon, "唯一设备识别码（IMEI/android ID）"),
        ["device_identifier", "imei", "android_id"]
    );
    assert_eq!(pi(&lexicon, "发送短信验证码"), Vec::<String>::new());
    let sdks: Vec<&str> = lexicon
        .find("接入友盟分享和极光推送SDK")
        .iter()
        .filter_map(|f| match f.tag {
            Tag::Sdk(at) => lexicon.sdks().get(usize::from(at)).map(String::as_str),
            _ => None,
        })
        .collect();
    assert_eq!(sdks, ["umeng-share", "jpush"]);
}

#[test]
fn short_names_count_as_a_whole() {
    let lexicon = lexicon();
    assert_eq!(lexicon.sdk_named("微信SDK"), Some("wechat"));
    assert_eq!(lexicon.sdk_named("友盟分享SDK"), Some("umeng-share"));
    assert_eq!(lexicon.sdk_named("微信读书"), None);
}

#[test]
fn ascii_words_stay_whole() {
    let lexicon = lexicon();
    assert_eq!(pi(&lexicon, "the essids of imeix"), Vec::<String>::new());
    assert_eq!(pi(&lexicon, "IP addresses and IMEI1"), ["ip", "imei"]);
}

#[test]
fn lint_sees_faults() {
    let kinds = kinds();
    let entry = |tag: &str, zh: &[&str]| LexiconEntry {
        tag: tag.into(),
        zh: zh.iter().map(|s| (*s).to_owned()).collect(),
        ..Default::default()
    };
    let file = |entries: Vec<LexiconEntry>| LexiconFile {
        entries,
        ..Default::default()
    };
    let twice = file(vec![entry("pi.imei", &["手机串号", "手机 串号"])]);
    assert!(matches!(
        lint(&[twice], &kinds).unwrap()[..],
        [Lint::Twice { .. }]
    ));
    let ambiguous = file(vec![
        entry("pi.imei", &["串号"]),
        entry("pi.meid", &["串号"]),
    ]);
    assert!(matches!(
        lint(&[ambiguous], &kinds).unwrap()[..],
        [Lint::Ambiguous { .. }]
    ));
    // The bare word never stands for itself where the longer one includes the lead.
    let shadowed = file(vec![
        entry("pi.imei", &["串号"]),
        entry("other", &["：串号。"]),
    ]);
    assert!(matches!(
        lint(&[shadowed], &kinds).unwrap()[..],
        [Lint::Shadowed { .. }]
    ));
}

#[test]
fn covers_by_the_hierarchy() {
    let lexicon = lexicon();
    let cases = [
        ("imei", "imei", Coverage::Exact),
        ("device_identifier", "imei", Coverage::Broad),
        ("device_info", "imei", Coverage::Broad),
        ("device_info", "device_model", Coverage::Exact),
        ("location", "location_fine", Coverage::Exact),
        ("imei", "device_info", Coverage::No),
        ("contacts", "imei", Coverage::No),
        ("nothing", "imei", Coverage::No),
        ("imei", "nothing", Coverage::No),
    ];
    for (declared, needed, coverage) in cases {
        assert_eq!(
            lexicon.covers(declared, needed),
            coverage,
            "{declared} {needed}"
        );
    }
}

#[test]
fn columns_are_known_by_their_whole_head() {
    let lexicon = lexicon();
    assert_eq!(lexicon.column("SDK 名称"), Some(Column::Name));
    assert_eq!(lexicon.column("收集的个人信息："), Some(Column::Pi));
    assert_eq!(lexicon.column("使用目的（场景）"), Some(Column::Purpose));
    assert_eq!(lexicon.column("备注"), None);
}

#[test]
fn bad_data_is_refused() {
    let kinds = kinds();
    let with = |tag: &str| LexiconFile {
        entries: vec![LexiconEntry {
            tag: tag.into(),
            zh: vec!["词".into()],
            ..Default::default()
        }],
        ..Default::default()
    };
    for tag in ["pi.nothing", "cue.nothing", "nothing", "permission"] {
        assert!(Lexicon::new([&with(tag)], &kinds, []).is_err(), "{tag}");
    }
}
