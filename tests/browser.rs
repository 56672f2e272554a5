//! The HTML report in headless Chromium: `tests/browser/check.py` drives it.
//! Skipped with a message where there is no Chromium or Python, unless
//! `TONGBAO_REQUIRE_TOOLS` is set.

mod support;

use std::io::Read;
use std::path::Path;
use std::process::Command;

use support::{root, sample, samples, scan_to, tongbao, write};

const LABEL: &str = "<script>fired=1;alert(1)</script>\u{202e}gpj.exe =HYPERLINK(1)";

#[test]
fn pages_hold_in_chromium() {
    let chromium = ["chromium", "chromium-browser", "google-chrome"];
    if !chromium.iter().any(|name| runs(name)) || !runs("python3") {
        assert!(
            std::env::var_os("TONGBAO_REQUIRE_TOOLS").is_none(),
            "Chromium and Python 3 are required"
        );
        eprintln!("skipped: there is no Chromium or Python 3 on this machine");
        return;
    }
    let scratch = tempfile::tempdir().unwrap();
    let (report, bad) = (scratch.path().join("report"), scratch.path().join("bad"));
    scan_to(&report, &[&samples()]);
    let package = hostile(scratch.path());
    scan_to(&bad, &[&package]);
    let output = Command::new("python3")
        .arg(root().join("tests/browser/check.py"))
        .args([&report, &bad])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}{errors}");
    println!("{text}");
}

fn runs(name: &str) -> bool {
    let version = Command::new(name).arg("--version").output();
    version.is_ok_and(|output| output.status.success())
}

/// A package that attacks its readers wherever it may speak: its file name,
/// label, version, permissions, components, class names and policy.
fn hostile(folder: &Path) -> std::path::PathBuf {
    let package = folder.join("<img src=x onerror=alert(1)>.apk");
    let escape = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;")
    };
    let manifest = format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.linlijishi.mall"
    android:versionCode="1" android:versionName="{}">
  <uses-sdk android:minSdkVersion="21" android:targetSdkVersion="30"/>
  <uses-permission android:name="android.permission.READ_CONTACTS"/>
  <uses-permission android:name="android.permission.CAMERA"/>
  <uses-permission android:name="{}"/>
  <application android:label="{}" android:name="com.linlijishi.mall.MallApp">
    <activity android:name="com.linlijishi.mall.HomeActivity" android:exported="true">
      <intent-filter><action android:name="android.intent.action.MAIN"/>
        <category android:name="android.intent.category.LAUNCHER"/></intent-filter>
    </activity>
    <activity android:name="{}"/>
    <meta-data android:name="PUSH_APPID" android:value="javascript:alert(1)"/>
  </application>
</manifest>"#,
        escape("1.0\"><img src=x onerror=alert(1)>"),
        escape("android.permission.<script>alert(1)</script>"),
        escape(LABEL),
        escape("com.x.\" onmouseover=\"alert(1)"),
    );
    write(&package, "AndroidManifest.xml", manifest.as_bytes());
    write(&package, "classes.dex", &hostile_dex());
    let policy = format!(
        "<html><head><title>隐私政策</title></head><body><h1>{label}隐私政策</h1><h2>一、我们收集哪些信息{script}</h2>
<p>本应用由{image}科技有限公司（“我们”）运营。\u{2028}\u{2029}我们会收集您的设备信息{image}用于安全风控。</p>
<p>您使用本应用{script}即视为同意本政策。</p><p>电子邮箱：\"onload=alert(6)@example.com</p>
<p>隐私政策网址：javascript:alert(5)//privacy 与 https://example.com/privacy?\"onload=alert(6)</p>
<h2>二、第三方SDK{script}</h2><p>SDK名称：支付宝SDK{image}<br>使用目的：支付{script}\u{202e}\u{2066}</p>
<h2>三、我们申请的权限</h2><p>相机权限：用于拍照{script}。</p><p>{more}</p></body></html>",
        label = escape(LABEL),
        script = "&lt;/script&gt;&lt;script&gt;fired=2&lt;/script&gt;",
        image = "&lt;img src=x onerror=fired=3&gt;",
        more = "我们按照法律法规保护您的个人信息。".repeat(20),
    );
    write(&package, "assets/privacy.html", policy.as_bytes());
    let said = serde_json::json!({
        "name": LABEL,
        "package": "\"><img src=x onerror=alert(1)>",
        "developer": "</script><script>fired=5</script>",
        "description": "javascript:alert(1)\u{2028}<img src=x onerror=fired=6>",
        "privacy_policy": { "url": "javascript:alert(7)" },
        "permissions": [{ "name": LABEL, "purpose": LABEL }],
        "data": [{ "kind": LABEL, "shared_with": [LABEL] }],
    });
    let name = "<img src=x onerror=alert(1)>.listing.json";
    write(folder, name, said.to_string().as_bytes());
    package
}

/// The code of a sample, with a class renamed to markup of the same length.
fn hostile_dex() -> Vec<u8> {
    let file = std::fs::File::open(sample("linli-market")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut dex = Vec::new();
    let mut entry = archive.by_name("classes.dex").unwrap();
    entry.read_to_end(&mut dex).unwrap();
    let from = b"Lcom/linlijishi/mall/InviteActivity;";
    let to = b"L<script>fired=4</script><b onclick>;";
    let to = &[&to[..from.len() - 1], b";"].concat();
    let at = dex
        .windows(from.len())
        .position(|window| window == from)
        .expect("the sample has the class");
    dex[at..at + from.len()].copy_from_slice(to);
    dex
}

#[test]
fn a_hostile_package_breaks_out_of_no_page() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("out");
    let summary = scan_to(&out, &[&hostile(scratch.path())]);
    let report = summary["apps"][0]["report"].as_str().unwrap();
    let folder = report.split('/').next().unwrap();
    assert!(
        folder
            .chars()
            .all(|c| c.is_alphanumeric() || "-_.+".contains(c)),
        "{folder}"
    );
    for page in ["index.html".to_string(), format!("{folder}/index.html")] {
        let text = std::fs::read_to_string(out.join(&page)).unwrap();
        // The template's own scripts and nothing more.
        assert_eq!(text.matches("<script").count(), 5, "{page}");
        assert!(!text.contains("<img"), "{page}");
        assert!(text.contains("Content-Security-Policy"), "{page}");
    }
}

#[test]
fn formats_are_named_by_kind() {
    let scratch = tempfile::tempdir().unwrap();
    let package = sample("liangliang-flashlight");
    let scan = |name: &str, format: &str| {
        let out = scratch.path().join(name);
        let mut command = tongbao();
        command.args(["scan", "--quiet", "--format", format, "--out"]);
        let output = command.args([&out, &package]).output().unwrap();
        (out, output)
    };
    let (out, output) = scan("json", "json");
    assert!(out.join("index.html").is_file(), "HTML is the default");
    assert!(output.stdout.starts_with(b"{"));
    let (out, output) = scan("data", "data,none");
    assert!(out.join("summary.json").is_file() && !out.join("index.html").exists());
    assert!(output.stdout.is_empty());
    let (_, output) = scan("both", "json,jsonl");
    assert_eq!(output.status.code(), Some(2));
    let mut command = tongbao();
    command.args(["scan", "--format", "html"]).arg(&package);
    command.assert().code(2);
}
