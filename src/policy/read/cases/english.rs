//! English policies and sentences, with what they must be read to declare.

use serde_json::{Value, json};

use super::*;

const GOOD: &str = include_str!("../../../../tests/policy/cases/en-good.md");
const BAD: &str = include_str!("../../../../tests/policy/cases/en-bad.md");
const TRICKY: &str = include_str!("../../../../tests/policy/cases/en-tricky.md");

fn read_text(text: &str) -> Value {
    let document =
        crate::policy::document(text.as_bytes(), "policy.md", &Limits::default()).unwrap();
    serde_json::to_value(declare(&[document], SIGNATURES.lexicon())).unwrap()
}

fn check(text: &str, expected: &[(&str, Value)]) {
    let read = read_text(text);
    let mut faults = Vec::new();
    for (path, value) in expected {
        let pointer = format!("/{}/value", path.replace('.', "/"));
        let found = read.pointer(&pointer).unwrap_or(&Value::Null);
        if found != value {
            faults.push(format!("{path}: read {found}, expected {value}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn kinds(text: &str) -> Vec<String> {
    let read = read_text(text);
    let rows = read["pi_types"].as_array().unwrap().iter();
    let mut all: Vec<String> = rows
        .map(|r| r["type"].as_str().unwrap().to_owned())
        .collect();
    all.sort();
    all
}

#[test]
fn a_good_policy() {
    check(
        GOOD,
        &[
            ("app_name", json!("Tidewatch")),
            ("operator.name", json!("Saltmarsh Software GmbH")),
            (
                "operator.address",
                json!("Deichstraße 41, 20459 Hamburg, Germany"),
            ),
            ("contact.emails", json!(["dpo@saltmarsh.example"])),
            ("contact.phones", json!(["+49 40 5550 0199"])),
            ("contact.officer", json!("data protection officer")),
            ("complaint.channel", json!(true)),
            ("complaint.response_days", json!(10)),
            ("dates.updated", json!("2025-03-04")),
            ("dates.effective", json!("2025-03-18")),
            ("rights.access", json!(true)),
            ("rights.correct", json!(true)),
            ("rights.delete", json!(true)),
            ("rights.withdraw_consent", json!(true)),
            ("rights.copy", json!(true)),
            ("rights.explain", json!(true)),
            ("rights.deceased", json!(true)),
            (
                "rights.cancel_account.how",
                json!("You can delete your account under Profile > Account > Delete account."),
            ),
            ("rights.cancel_account.days", json!(7)),
            ("minors.under_14_rules", json!(true)),
            ("minors.guardian_consent", json!(true)),
            ("sensitive.notice", json!(true)),
            ("sensitive.separate_consent", json!(true)),
            ("third_party.sharing.separate_consent", json!(true)),
            ("third_party.entrusted", json!(true)),
            ("third_party.transfer", json!(true)),
            ("third_party.public_disclosure", json!(false)),
            ("cross_border.statement", json!("transfers")),
            (
                "cross_border.recipients",
                json!(["Functional Software, Inc."]),
            ),
            ("retention.stated", json!(true)),
            ("automated.used", Value::Null),
            ("automated.opt_out", json!(true)),
            ("personalised.push", json!(true)),
            ("personalised.opt_out", json!(true)),
            ("security.measures", json!(true)),
            ("security.encryption", json!(true)),
            ("security.de_identification", json!(true)),
            ("security.breach_notice", json!(true)),
            ("update_notice", json!(true)),
            ("cookies", json!(true)),
            (
                "law",
                json!("This notice is governed by the laws of Germany."),
            ),
            ("consent.implied_wording", Value::Null),
        ],
    );
}

#[test]
fn a_bad_policy() {
    check(
        BAD,
        &[
            ("operator.name", Value::Null),
            ("contact.emails", Value::Null),
            ("complaint.channel", json!(false)),
            ("rights.access", json!(false)),
            ("rights.correct", json!(false)),
            ("rights.delete", json!(false)),
            ("rights.withdraw_consent", json!(false)),
            ("rights.cancel_account.how", Value::Null),
            ("minors.under_14_rules", Value::Null),
            ("minors.guardian_consent", json!(false)),
            ("cross_border.statement", json!("transfers")),
            ("retention.stated", Value::Null),
            ("automated.used", json!(true)),
            ("personalised.ads", json!(true)),
            ("personalised.opt_out", json!(false)),
            ("security.measures", Value::Null),
            ("security.encryption", json!(false)),
            ("security.breach_notice", json!(false)),
            ("self_start.declared", json!(true)),
            ("clipboard", json!(true)),
            ("installed_apps", json!(true)),
            ("update_notice", json!(false)),
            ("consent.implied_wording", json!(true)),
        ],
    );
}

#[test]
fn a_tricky_policy() {
    check(
        TRICKY,
        &[
            ("operator.name", json!("Inkwell Reading Pty Ltd")),
            ("complaint.channel", json!(true)),
            ("rights.access", Value::Null),
            ("rights.correct", json!(true)),
            ("rights.copy", json!(false)),
            (
                "rights.cancel_account.how",
                json!(
                    "If you wish to close your account, write to us; after you close your account, we delete your notes."
                ),
            ),
            ("rights.cancel_account.conditions", Value::Null),
            ("rights.withdraw_consent", json!(true)),
            ("minors.guardian_consent", json!(true)),
            ("sensitive.notice", Value::Null),
            ("third_party.sharing.recipients", json!([])),
            ("third_party.entrusted", json!(false)),
            ("cross_border.statement", json!("stored_in_china")),
            ("automated.used", json!(false)),
            ("personalised.ads", json!(false)),
            ("self_start.declared", json!(false)),
            ("cookies", json!(false)),
            ("update_notice", json!(true)),
            ("consent.implied_wording", Value::Null),
        ],
    );
    assert_eq!(kinds(TRICKY), ["android_id", "email"]);
    let read = read_text(TRICKY);
    assert_eq!(read["third_party"]["sdk_list"], json!([]));
    assert_eq!(read["contradictions"], json!([]));
}

#[test]
fn sdks_in_bullets() {
    let read = read_text(
        "# Privacy Policy\n\n## Services\n\nOur app includes these third-party services:\n\n\
         - Acme Push (Acme, Inc.) – notifications – device model – https://acme.example/privacy\n\
         - Bolt Ads: advertising, IP address\n",
    );
    let list = &read["third_party"]["sdk_list"];
    assert_eq!(list[0]["name"], "Acme Push");
    assert_eq!(list[0]["vendor"], "Acme, Inc.");
    assert_eq!(list[0]["purpose"], "notifications");
    assert_eq!(list[0]["pi_types"], json!(["device_model"]));
    assert_eq!(list[0]["url"], "https://acme.example/privacy");
    assert_eq!(list[1]["name"], "Bolt Ads");
    assert_eq!(list[1]["pi_types"], json!(["ip"]));
    let read = read_text(
        "# Privacy Policy\n\nWe collect the following data:\n\n- Identifiers: IP address.\n",
    );
    assert_eq!(read["third_party"]["sdk_list"], json!([]));
}

#[test]
fn sentences() {
    let cases: &[(&str, &str, Value)] = &[
        (
            "We will not disclose your personal data publicly unless you consent.",
            "third_party.public_disclosure",
            json!(true),
        ),
        (
            "You may ask us to delete your account.",
            "rights.cancel_account.how",
            json!("You may ask us to delete your account."),
        ),
        (
            "We may terminate your account if you cheat.",
            "rights.cancel_account.how",
            Value::Null,
        ),
        (
            "Your data is kept until you delete your account.",
            "rights.cancel_account.how",
            Value::Null,
        ),
        (
            "You have the right to lodge a complaint with the supervisory authority of your country.",
            "complaint.channel",
            Value::Null,
        ),
        (
            "You may lodge a complaint through Settings > Help or by e-mail.",
            "complaint.channel",
            json!(true),
        ),
        (
            "The App is operated by Ledgerway Pte. Ltd. (“Ledgerway”, “we”), a company in Singapore.",
            "operator.name",
            json!("Ledgerway Pte. Ltd."),
        ),
        (
            "Acme Games, Inc. (\"Acme\", \"we\") provides the app.",
            "operator.name",
            json!("Acme Games, Inc."),
        ),
        (
            "The controller is Bloemen Apps B.V., Amsterdam.",
            "operator.name",
            json!("Bloemen Apps B.V."),
        ),
        (
            "This app is published by Hangzhou Lotus Network Technology Co., Ltd.",
            "operator.name",
            json!("Hangzhou Lotus Network Technology Co., Ltd."),
        ),
        (
            "We use analytics services from partners such as Google LLC.",
            "operator.name",
            Value::Null,
        ),
        (
            "Your personal data is stored on servers in Ireland.",
            "cross_border.statement",
            json!("transfers"),
        ),
        (
            "We rely on standard contractual clauses when we transfer personal data to third countries.",
            "cross_border.statement",
            json!("transfers"),
        ),
        (
            "All personal information is stored in mainland China.",
            "cross_border.statement",
            json!("stored_in_china"),
        ),
        (
            "We collect usage data and store it on your device.",
            "cross_border.statement",
            Value::Null,
        ),
        (
            "We do not make decisions about you by automated means alone.",
            "automated.used",
            json!(false),
        ),
        (
            "Data is protected by an encryption algorithm.",
            "automated.used",
            Value::Null,
        ),
        (
            "We do not show personalised advertising.",
            "personalised.ads",
            json!(false),
        ),
        (
            "We use your data to show you interest-based ads.",
            "personalised.ads",
            json!(true),
        ),
        (
            "You can turn off personalised ads in Settings.",
            "personalised.opt_out",
            json!(true),
        ),
        (
            "We do not sell your personal information to third parties.",
            "third_party.sharing.recipients",
            Value::Null,
        ),
        (
            "We share your personal data with our affiliates.",
            "third_party.sharing.recipients",
            json!(["affiliates"]),
        ),
        (
            "Personal data is retained for two years.",
            "retention.stated",
            json!(true),
        ),
        (
            "Please keep your password secret for as long as you play.",
            "retention.stated",
            Value::Null,
        ),
    ];
    let mut faults = Vec::new();
    for (text, path, value) in cases {
        let read = read_text(&format!("# Privacy Policy\n\n{text}\n"));
        let pointer = format!("/{}/value", path.replace('.', "/"));
        let found = read.pointer(&pointer).unwrap_or(&Value::Null);
        if found != value {
            faults.push(format!("{path}: read {found}, expected {value}: {text}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_a_policy_is_about_and_what_it_promises() {
    check(
        "# Privacy Policy\n\nThis page is used to inform visitors regarding our policies with the collection, use, and disclosure of Personal Information if anyone decided to use our Service.",
        &[("third_party.sharing.recipients", Value::Null)],
    );
    for text in [
        "We store your information until you delete your account.",
        "Your account information is retained permanently.",
        "We keep your personal data for as long as your account exists.",
    ] {
        check(text, &[("retention.stated", json!(true))]);
    }
    check(
        "You can request that we explain how we handle your personal data.",
        &[("rights.explain", json!(true))],
    );
    check(
        "In this policy we explain how we handle your personal data.",
        &[("rights.explain", Value::Null)],
    );
}

#[test]
fn what_a_generator_writes_for_one_developer() {
    let text = "# Privacy Policy\n\nAda Lovelace built the Night Torch app as a free app. It is \
        provided at no cost.\n\nFor a better experience I may ask you for certain personally \
        identifiable information, including but not limited to Camera. Third parties have access \
        to your personal information to do the tasks that I give them.\n";
    check(
        text,
        &[
            ("app_name", json!("Night Torch")),
            ("operator.name", json!("Ada Lovelace")),
            ("rights.access", Value::Null),
        ],
    );
    let read = read_text(text);
    assert_eq!(
        read["permissions"][0]["permission"],
        json!("android.permission.CAMERA")
    );
}
