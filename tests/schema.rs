//! The report contract: the committed schema is what the types say, and every
//! sample's report keeps to it.

mod support;

use support::{read_json, root, samples, scan_to};

const COMMITTED: &str = "src/report/report.schema.json";

/// Run with `UPDATE_SCHEMA=1` after a change of the types.
#[test]
fn the_committed_schema_is_generated_from_the_types() {
    let schema = schemars::schema_for!(tongbao::report::json::Report);
    let generated = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let path = root().join(COMMITTED);
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap();
    assert!(
        committed == generated,
        "{COMMITTED} differs from the types: UPDATE_SCHEMA=1 cargo test --test schema"
    );
}

#[test]
fn every_report_keeps_to_the_schema() {
    let schema = read_json(&root().join(COMMITTED));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let out = tempfile::tempdir().unwrap();
    let summary = scan_to(out.path(), &[&samples()]);
    let apps = summary["apps"].as_array().unwrap();
    assert!(apps.len() >= 8, "{} samples", apps.len());
    for app in apps {
        let report = read_json(&out.path().join(app["report"].as_str().unwrap()));
        let faults: Vec<String> = validator
            .iter_errors(&report)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", app["file"]);
    }
}

/// Keys may grow, not change: these are the contract's.
#[test]
fn the_keys_of_the_contract_are_there() {
    let out = tempfile::tempdir().unwrap();
    let summary = scan_to(out.path(), &[&samples().join("linli-market")]);
    let report = read_json(
        &out.path()
            .join(summary["apps"][0]["report"].as_str().unwrap()),
    );
    let finding = &report["findings"][0];
    for (value, keys) in [
        (
            &report,
            "schema_version tool app permissions sdks api_calls policy categories findings limitations",
        ),
        (
            &report["tool"],
            "name version signatures_version signatures_sha256",
        ),
        (
            &report["app"],
            "file sha256 size kind package label version_name version_code min_sdk target_sdk certificates",
        ),
        (
            &report["permissions"][0],
            "name kind pi_types used in_policy",
        ),
        (
            &report["sdks"][0],
            "id name vendor category confidence evidence in_policy",
        ),
        (
            &report["api_calls"][0],
            "api pi_type permission owner callers",
        ),
        (
            &report["api_calls"][0]["callers"][0],
            "class method confidence startup path",
        ),
        (&report["policy"], "documents urls declarations"),
        (&report["policy"]["documents"][0], "path language chars"),
        (&report["categories"][0], "id authority title verdict"),
        (
            finding,
            "category authority title verdict severity evidence remedy fingerprint",
        ),
        (&finding["evidence"][0], "kind text location"),
    ] {
        for key in keys.split(' ') {
            assert!(value.get(key).is_some(), "`{key}` is missing in {value:#}");
        }
    }
}
