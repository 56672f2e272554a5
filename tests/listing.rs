//! Listings of a store: read beside a package or from a list, held against the
//! package, and told where they cannot be used.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::{read_json, root, sample, tongbao, write};

const SCHEMA: &str = "src/listing/listing.schema.json";

/// What a store would show of the sample, truthfully and whole.
fn listing() -> Value {
    json!({
        "name": "邻里集市-社区好物",
        "package": "com.linlijishi.mall",
        "developer": "长沙邻里集市电子商务有限公司",
        "version": "V2.10.8",
        "category": "网上购物",
        "description": "社区拼团，次日自提",
        "filing_number": "湘ICP备2024000123号-2A",
        "privacy_policy": { "url": "https://linlijishi.example/privacy" },
        "permissions": [
            { "name": "CAMERA", "purpose": "扫码" },
            { "name": "android.permission.READ_CONTACTS", "purpose": "邀请邻居" },
            { "name": "位置信息", "purpose": "查找自提点" },
            { "name": "读取手机状态和身份", "purpose": "推送" },
            { "name": "存储空间", "purpose": "保存海报" },
        ],
    })
}

/// The sample in a scratch folder, with what stands beside it.
fn beside(folder: &Path, said: &[u8]) -> PathBuf {
    let bytes = std::fs::read(sample("linli-market")).unwrap();
    write(folder, "store/linli.listing.json", said);
    write(folder, "store/linli.apk", &bytes)
}

fn scan(folder: &Path, package: &Path, more: &[&str]) -> (i32, String, Value) {
    let out = folder.join("out");
    let output = tongbao()
        .args([
            "scan",
            "--quiet",
            "--format",
            "none,data",
            "--fail-on",
            "never",
        ])
        .args(["--lang", "zh", "--out"])
        .arg(&out)
        .arg(package)
        .args(more)
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let summary = read_json(&out.join("summary.json"));
    let path = summary["apps"][0]["report"].as_str().unwrap_or_default();
    let report = match path {
        "" => Value::Null,
        path => read_json(&out.join(path)),
    };
    (output.status.code().unwrap(), stderr, report)
}

/// Verdicts of the categories that a listing decides.
fn verdicts(report: &Value) -> BTreeMap<&str, &str> {
    let rows = report["categories"].as_array().unwrap().iter();
    let about = [
        "miit-store-listing",
        "miit-26-install-consent",
        "miit-misleading-download",
        "miit-105-filing",
        "gb-43739-",
    ];
    rows.map(|row| {
        (
            row["id"].as_str().unwrap(),
            row["verdict"].as_str().unwrap(),
        )
    })
    .filter(|(id, _)| about.iter().any(|start| id.starts_with(start)))
    .collect()
}

fn subjects<'a>(report: &'a Value, category: &str) -> Vec<&'a str> {
    let findings = report["findings"].as_array().unwrap().iter();
    let of = findings.filter(|f| f["category"] == category);
    of.map(|f| f["subject"].as_str().unwrap()).collect()
}

#[test]
fn the_committed_schema_is_generated_from_the_types() {
    let schema = schemars::schema_for!(tongbao::listing::Listing);
    let generated = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(root().join(SCHEMA), &generated).unwrap();
    }
    let committed = std::fs::read_to_string(root().join(SCHEMA)).unwrap();
    assert!(
        committed == generated,
        "UPDATE_SCHEMA=1 cargo test --test listing"
    );
    let validator = jsonschema::validator_for(&serde_json::from_str(&committed).unwrap()).unwrap();
    assert!(validator.is_valid(&listing()));
    assert!(!validator.is_valid(&json!({ "permisions": [] })));
}

#[test]
fn without_a_listing_a_person_must_look() {
    let folder = tempfile::tempdir().unwrap();
    let (_, _, report) = scan(folder.path(), &sample("linli-market"), &[]);
    for (category, verdict) in verdicts(&report) {
        assert_eq!(verdict, "not statically assessable", "{category}");
    }
    assert!(report.get("listing").is_none());
}

#[test]
fn a_truthful_listing_raises_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let package = beside(folder.path(), listing().to_string().as_bytes());
    let (_, _, report) = scan(folder.path(), &package, &[]);
    for (category, verdict) in verdicts(&report) {
        let by_hand = [
            "gb-43739-verification",
            "gb-43739-updates",
            "gb-43739-operator",
        ];
        let expected = match by_hand.contains(&category) {
            true => "not statically assessable",
            false => "not found",
        };
        assert_eq!(verdict, expected, "{category}");
    }
    assert_eq!(report["listing"]["said"]["name"], "邻里集市-社区好物");
}

#[test]
fn an_untrue_listing_is_held_against_the_package() {
    let folder = tempfile::tempdir().unwrap();
    let mut said = listing();
    said["name"] = "清理大师".into();
    said["version"] = "2.9".into();
    said["developer"] = "上海另一网络科技有限公司".into();
    said["package"] = "com.example.other".into();
    said["filing_number"] = "湘ICP备2024000123号-2".into();
    said["description"] = Value::Null;
    said["permissions"] = json!([{ "name": "CAMERA" }, { "name": "RECORD_AUDIO", "purpose": "x" }]);
    said["privacy_policy"] = json!({ "text": "隐私政策\n我们收集您的手机号用于注册。" });
    said["data"] = json!([]);
    let package = beside(folder.path(), said.to_string().as_bytes());
    let (_, _, report) = scan(folder.path(), &package, &[]);
    let found = subjects(&report, "miit-store-listing");
    for subject in [
        "listing",
        "android.permission.READ_CONTACTS",
        "CAMERA",
        "contacts",
    ] {
        assert!(found.contains(&subject), "{subject} is not in {found:?}");
    }
    assert_eq!(
        subjects(&report, "miit-26-install-consent"),
        ["package", "name"]
    );
    assert_eq!(
        subjects(&report, "gb-43739-identity"),
        ["version", "developer"]
    );
    assert_eq!(subjects(&report, "gb-43739-permissions"), ["RECORD_AUDIO"]);
    assert_eq!(subjects(&report, "gb-43739-policy"), ["policy"]);
    assert_eq!(subjects(&report, "miit-105-filing"), ["filing"]);
    let verdicts = verdicts(&report);
    for repeated in ["miit-misleading-download", "gb-43739-same-app"] {
        assert_eq!(verdicts[repeated], "suspected", "{repeated}");
    }
    let side = |f: &Value| {
        f["evidence"]
            .as_array()
            .unwrap()
            .iter()
            .any(|e| e["side"] == "listing")
    };
    let findings = report["findings"].as_array().unwrap();
    assert!(
        findings
            .iter()
            .filter(|f| f["category"] == "miit-105-filing")
            .all(side)
    );
}

#[test]
fn a_policy_in_the_listing_is_read_as_one_from_outside() {
    let folder = tempfile::tempdir().unwrap();
    let mut said = listing();
    let text = "隐私政策\n我们如何保护您的信息。".to_owned() + &"我们采用加密技术。".repeat(40);
    said["privacy_policy"] = json!({ "text": text });
    let bytes = std::fs::read(sample("liangliang-flashlight")).unwrap();
    let package = write(folder.path(), "torch.apk", &bytes);
    write(
        folder.path(),
        "torch.listing.json",
        said.to_string().as_bytes(),
    );
    let (_, _, report) = scan(folder.path(), &package, &[]);
    let document = &report["policy"]["documents"][0];
    assert_eq!(document["external"], true);
    assert_eq!(document["role"], "privacy-policy");
    assert!(report["listing"]["said"]["privacy_policy"]["text"].is_null());
}

#[test]
fn a_listing_that_cannot_be_read_leaves_its_categories_open() {
    let folder = tempfile::tempdir().unwrap();
    let deep = format!("{{\"data\": {}", "[".repeat(200_000));
    for (said, cause) in [
        ("{\"permisions\": []}", "did you mean `permissions`?"),
        ("\u{1}not JSON", "expected value"),
        (&deep, "invalid type"),
    ] {
        let package = beside(folder.path(), said.as_bytes());
        let (code, _, report) = scan(folder.path(), &package, &[]);
        assert_eq!(code, 0);
        assert_eq!(verdicts(&report)["miit-store-listing"], "inconclusive");
        let limitations = report["limitations"].as_array().unwrap();
        let told = limitations.iter().find(|l| l["area"] == "listing").unwrap();
        assert!(told["detail"].as_str().unwrap().contains(cause), "{told}");
    }
}

#[test]
fn a_list_serves_a_batch_and_its_faults_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut other = listing();
    other["version"] = "1.0".into();
    let lines = format!(
        "{}\n{other}\n{{\"pakage\": 1}}\n{{\"package\": \"com.nobody\"}}\n",
        listing()
    );
    let list = write(folder.path(), "l.jsonl", lines.as_bytes());
    // `V2.10.8` is not the version's own spelling: one of its application id must do.
    let mut exact = listing();
    exact["version"] = "2.10.8".into();
    let lines = lines.replace(&listing().to_string(), &exact.to_string());
    std::fs::write(&list, &lines).unwrap();
    let package = sample("linli-market");
    let (code, stderr, report) = scan(
        folder.path(),
        &package,
        &["--listings", list.to_str().unwrap()],
    );
    assert_eq!(code, 3, "a line could not be read");
    assert!(
        stderr.contains("l.jsonl:3:9: unknown field `pakage`"),
        "{stderr}"
    );
    assert!(stderr.contains("2 条上架资料没有对应的安装包"), "{stderr}");
    assert!(
        report["listing"]["location"]
            .as_str()
            .unwrap()
            .ends_with("l.jsonl:1")
    );
    assert_eq!(verdicts(&report)["gb-43739-identity"], "not found");
    let missing = folder.path().join("nowhere");
    let mut command = tongbao();
    command
        .arg("scan")
        .arg(&package)
        .arg("--listings")
        .arg(&missing);
    command.assert().code(2);
}

#[test]
fn a_changed_list_is_scanned_anew() {
    let folder = tempfile::tempdir().unwrap();
    let list = write(folder.path(), "l.jsonl", listing().to_string().as_bytes());
    let more = ["--resume", "--listings", list.to_str().unwrap()];
    let package = sample("linli-market");
    scan(folder.path(), &package, &more);
    let mut changed = listing();
    changed["version"] = "1.0".into();
    std::fs::write(&list, changed.to_string()).unwrap();
    let (_, _, report) = scan(folder.path(), &package, &more);
    assert_eq!(verdicts(&report)["gb-43739-identity"], "indicated");
}

#[test]
fn the_type_that_a_listing_tells_counts() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = std::fs::read(sample("liangliang-flashlight")).unwrap();
    let package = write(folder.path(), "torch.apk", &bytes);
    let unrelated = |said: &Value| {
        write(
            folder.path(),
            "torch.listing.json",
            said.to_string().as_bytes(),
        );
        let (_, _, report) = scan(folder.path(), &package, &[]);
        subjects(&report, "four-14-beyond-necessary").len()
    };
    // A torch by its name; a messenger by what the store was told.
    let torch = unrelated(&json!({ "name": "亮亮手电筒" }));
    let messenger = unrelated(&json!({ "app_type": 3 }));
    assert_ne!(torch, messenger);
}
