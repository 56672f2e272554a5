//! Sentences under a heading, each with the declarations that it must be read to
//! state or not: one wording of a class in each line.

use super::{SIGNATURES, declare};
use crate::limits::Limits;

const CHINESE: &str = include_str!("../../../../tests/policy/sentences/zh.txt");
const ENGLISH: &str = include_str!("../../../../tests/policy/sentences/en.txt");

/// Keys of the declarations that `text` states, and what stands in its lists: "pi:email",
/// "permission:CAMERA", "sdk:极光推送SDK", "sdk-pi:oaid".
fn stated(text: &str) -> Vec<String> {
    let document =
        crate::policy::document(text.as_bytes(), "policy.md", &Limits::default()).unwrap();
    let declared = declare(&[document], SIGNATURES.lexicon());
    let held = declared.statements().into_iter().filter(|s| s.holds);
    let mut all: Vec<String> = held.map(|s| s.key.to_owned()).collect();
    let short = |name: &str| name.rsplit('.').next().unwrap_or(name).to_owned();
    let third = &declared.third_party;
    all.extend(
        declared
            .pi_types
            .iter()
            .map(|p| format!("pi:{}", p.pi_type)),
    );
    let permissions = declared.permissions.iter();
    all.extend(permissions.map(|p| format!("permission:{}", short(&p.permission))));
    all.extend(
        third
            .sdk_list
            .iter()
            .map(|s| format!("sdk:{}", s.name.replace(' ', ""))),
    );
    all.extend(third.pi_types.iter().map(|k| format!("sdk-pi:{k}")));
    let permissions = third.permissions.iter();
    all.extend(permissions.map(|p| format!("sdk-permission:{}", short(p))));
    all
}

/// Reads each sentence of `cases` in a policy that opens with `front`; the number of
/// declarations that were checked.
fn check(cases: &str, front: &str) -> usize {
    let known: Vec<&str> = declare(&[], SIGNATURES.lexicon())
        .statements()
        .into_iter()
        .map(|s| s.key)
        .collect();
    let mut heading = "";
    let mut checked = 0;
    let mut faults = Vec::new();
    for line in cases.lines() {
        if line.starts_with("## ") {
            heading = line;
        }
        let Some((expected, sentence)) = line.split_once(" | ") else {
            continue;
        };
        // "\n" parts the lines of a list.
        let lines = sentence.replace("\\n", "\n");
        let found = stated(&format!("{front}\n\n{heading}\n\n{lines}\n"));
        for word in expected.split(' ') {
            let (sign, key) = word.split_at(1);
            let listed = key.contains(':');
            assert!(listed || known.contains(&key), "unknown key in {line}");
            checked += 1;
            if found.iter().any(|f| f == key) != (sign == "+") {
                faults.push(format!("{word}: {sentence}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    checked
}

#[test]
fn chinese_sentences() {
    let front = "# 隐私政策\n\n感谢您阅读本政策，本政策适用于我们的应用。";
    assert!(check(CHINESE, front) > 150);
}

#[test]
fn english_sentences() {
    let front = "# Privacy Policy\n\nThis policy is about our application.";
    assert!(check(ENGLISH, front) > 60);
}
