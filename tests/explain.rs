//! `tongbao explain`, `completions` and `man` as a user types them.

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;

fn tongbao(arguments: &[&str]) -> assert_cmd::assert::Assert {
    Command::cargo_bin("tongbao")
        .unwrap()
        .args(arguments)
        .assert()
}

#[test]
fn everything_in_a_report_can_be_explained_by_id_and_by_name() {
    for (lang, name, expected) in [
        ("zh", "cverc-permissions-not-told", "整改方法"),
        (
            "zh",
            "未向用户明示申请的全部隐私权限",
            "cverc-permissions-not-told",
        ),
        ("zh", "极光推送", "深圳市和讯华谷信息技术有限公司"),
        ("en", "READ_PHONE_STATE", "asked for at run time"),
        (
            "en",
            "android.permission.READ_PHONE_STATE",
            "telephony.get-imei",
        ),
        ("zh", "通讯录权限", "android.permission.READ_CONTACTS"),
        (
            "en",
            "telephony.get-imei",
            "android.telephony.TelephonyManager#getImei",
        ),
        ("zh", "网络游戏", "注册用户移动电话号码"),
        ("zh", "输入法", "无须个人信息"),
        ("zh", "国信办秘字〔2019〕191号", "第三条第1项"),
        ("en", "gb-41391", "GB/T 41391-2022"),
    ] {
        tongbao(&["--lang", lang, "explain", name])
            .success()
            .stdout(contains(expected));
    }
}

#[test]
fn a_draft_says_that_it_is_not_in_force() {
    tongbao(&["--lang", "zh", "explain", "cac-draft-2026"])
        .success()
        .stdout(contains("征求意见稿，未生效"));
}

#[test]
fn an_unknown_name_is_an_error_with_the_nearest_names() {
    tongbao(&["--lang", "en", "explain", "cverc-permission-not-told"])
        .code(2)
        .stdout("")
        .stderr(contains("cverc-permissions-not-told"));
    tongbao(&["--lang", "zh", "explain", "\u{1b}[31m没有这个"])
        .code(2)
        .stderr(contains("\u{1b}").not());
}

#[test]
fn json_holds_both_languages() {
    let output = tongbao(&["explain", "--json", "jpush", "CAMERA"]).success();
    let found: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    assert_eq!(found[0]["kind"], "sdk");
    assert_eq!(found[1]["id"], "android.permission.CAMERA");
    for language in ["zh", "en"] {
        let heading = &found[0]["sections"][0]["heading"][language];
        assert!(heading.as_str().is_some_and(|text| !text.is_empty()));
    }
}

#[test]
fn completions_and_man_page_come_from_the_arguments() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        tongbao(&["completions", shell])
            .success()
            .stdout(contains("explain"));
    }
    tongbao(&["man"])
        .success()
        .stdout(contains(".TH tongbao 1"));
    tongbao(&["man", "scan"])
        .success()
        .stdout(contains("\\-\\-out"));
    tongbao(&["man", "nothing"]).code(2);
}
