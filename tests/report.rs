//! What a person reads of one app, held as snapshots in both languages.
//! After a change that is meant: `INSTA_UPDATE=always cargo test --test report`.

mod support;

use support::{root, tongbao};

fn details(sample: &str, lang: &str) -> String {
    let output = tongbao()
        .current_dir(root())
        .args(["scan", "--quiet", "--lang", lang, sample])
        .output()
        .expect("runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn findings_in_chinese() {
    insta::assert_snapshot!(details("samples/linli-market", "zh"));
}

#[test]
fn findings_in_english() {
    insta::assert_snapshot!(details("samples/linli-market", "en"));
}

#[test]
fn a_packed_app_is_never_clean() {
    insta::assert_snapshot!(details("samples/jinhui-wallet", "zh"));
}
