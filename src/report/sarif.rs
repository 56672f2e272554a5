//! `--format sarif`: SARIF 2.1.0 (OASIS, 2020-03-27) as GitHub code scanning
//! accepts it: at most ten locations a result, a region even for a binary, a
//! fingerprint that stays.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;
use serde_json::{Value, json};

use super::folder::{Folder, OutputError};
use super::json::{Finding, Report};
use super::reread::reports;
use super::summary::Summary;
use super::{Lang, Writer, table, text};
use crate::judge::Verdict;
use crate::signatures::Signatures;
use crate::signatures::model::{Category, Severity};

/// Locations of one result; GitHub shows no more.
const MAX_LOCATIONS: usize = 10;
/// Results of one run; GitHub takes no more.
const MAX_RESULTS: usize = 25_000;

/// `tongbao.sarif`.
pub struct Sarif<'a> {
    /// Categories become rules.
    pub set: &'a Signatures,
    /// Language of texts.
    pub lang: Lang,
}

impl Writer for Sarif<'_> {
    fn batch(&self, folder: &Folder, summary: &Summary) -> Result<(), OutputError> {
        folder.file("tongbao.sarif", |out| {
            let log = self.log(folder, summary).map_err(io::Error::other)?;
            serde_json::to_writer_pretty(&mut *out, &log)?;
            out.write_all(b"\n")
        })
    }
}

/// A result. Absent members are left out, as the schema wants.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: String,
    rule_index: usize,
    level: &'static str,
    message: Value,
    locations: Vec<Value>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    code_flows: Vec<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Value>,
    properties: Value,
}

impl Sarif<'_> {
    fn log(&self, folder: &Folder, summary: &Summary) -> Result<Value, OutputError> {
        let mut results = Vec::new();
        let mut left_out = 0;
        for item in reports(folder, summary) {
            let (_, report) = item?;
            for finding in &report.findings {
                if results.len() == MAX_RESULTS {
                    left_out += 1;
                } else {
                    results.push(self.result(&report, finding));
                }
            }
        }
        let mut notices: Vec<Value> = summary
            .errors
            .iter()
            .map(|e| notice("error", &format!("{} {}: {}", e.file, e.entry, e.cause)))
            .collect();
        if left_out > 0 {
            notices.push(notice("warning", &format!("{left_out} results left out")));
        }
        let rules: Vec<Value> = self.set.categories.iter().map(|c| self.rule(c)).collect();
        Ok(json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "tongbao",
                    "semanticVersion": summary.tool.version,
                    "version": summary.tool.version,
                    "rules": rules,
                    "properties": {
                        "signatures_version": summary.tool.signatures_version,
                        "signatures_sha256": summary.tool.signatures_sha256,
                    },
                }},
                "language": self.lang.pick("zh-CN", "en-US"),
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": { "SRCROOT": { "description": {
                    "text": self.lang.pick("运行 tongbao 的目录", "the folder that tongbao ran in"),
                }}},
                "invocations": [{
                    "executionSuccessful": summary.errors.is_empty(),
                    "toolExecutionNotifications": notices,
                }],
                "results": results,
            }],
        }))
    }

    fn rule(&self, category: &Category) -> Value {
        let lang = self.lang;
        let source = category.clause.cite();
        let sections = [
            (lang.pick("依据", "Clause"), source.as_str()),
            (
                lang.pick("含义与检测", "Meaning and detection"),
                lang.of(&category.explanation),
            ),
            (
                lang.pick("静态分析的盲区", "What static reading cannot see"),
                lang.of(&category.blind_spots),
            ),
            (lang.pick("整改", "Remedy"), lang.of(&category.remedy)),
            (
                lang.pick("人工核查", "By hand"),
                lang.of(&category.manual_check),
            ),
        ];
        let join = |mark: &str| {
            let parts: Vec<String> = sections
                .iter()
                .map(|(title, body)| format!("{mark}{title}{mark}\n\n{body}"))
                .collect();
            parts.join("\n\n")
        };
        json!({
            "id": category.id,
            "name": category.id,
            "shortDescription": { "text": lang.of(&category.title) },
            "fullDescription": { "text": lang.of(&category.explanation) },
            "help": { "text": join(""), "markdown": join("**") },
            "defaultConfiguration": { "level": level(Verdict::Indicated, category.severity) },
            "properties": {
                "tags": ["security", "privacy", text::authority(category.authority, lang)],
                "precision": "medium",
                "problem.severity": level(Verdict::Indicated, category.severity),
                "security-severity": score(category.severity),
            },
        })
    }

    fn result(&self, report: &Report, finding: &Finding) -> SarifResult {
        let rule = self
            .set
            .categories
            .iter()
            .position(|c| c.id == finding.category);
        let artifact = uri(&report.app.file);
        let place = |message: &str, logical: Option<String>| {
            let mut place = json!({
                "physicalLocation": {
                    "artifactLocation": artifact,
                    // A package has no lines; one is needed to show a result at all.
                    "region": { "startLine": 1 },
                },
                "message": { "text": message },
            });
            if let Some(name) = logical {
                place["logicalLocations"] = json!([{ "fullyQualifiedName": name }]);
            }
            place
        };
        let mut locations: Vec<Value> = finding
            .evidence
            .iter()
            .take(MAX_LOCATIONS)
            .map(|e| {
                let words = e
                    .quote
                    .as_ref()
                    .map(|q| format!(" “{q}”"))
                    .unwrap_or_default();
                place(&format!("{}{words}", e.text), Some(e.location.clone()))
            })
            .collect();
        if locations.is_empty() {
            locations.push(place(&finding.summary, None));
        }
        let code_flows = finding
            .evidence
            .iter()
            .filter(|e| !e.path.is_empty())
            .take(MAX_LOCATIONS)
            .map(|e| {
                let steps: Vec<Value> = e
                    .path
                    .iter()
                    .map(|frame| json!({ "location": place(frame, Some(frame.clone())) }))
                    .collect();
                json!({ "threadFlows": [{ "locations": steps }] })
            })
            .collect();
        let name = report.app.name();
        let verdict = text::verdict(finding.verdict, self.lang);
        SarifResult {
            rule_id: finding.category.clone(),
            rule_index: rule.unwrap_or_default(),
            level: level(finding.verdict, finding.severity),
            message: json!({
                "text": format!("{name}: [{verdict}] {}\n{}", finding.summary, finding.remedy),
            }),
            locations,
            partial_fingerprints: BTreeMap::from([
                ("tongbao/v1", finding.fingerprint.clone()),
                // The key by which GitHub tells an alert that it knows.
                (
                    "primaryLocationLineHash",
                    format!("{}:1", finding.fingerprint),
                ),
            ]),
            code_flows,
            suppressions: self.suppressions(finding),
            properties: json!({
                "package": report.app.package,
                "sha256": report.app.sha256,
                "verdict": finding.verdict,
                "subject": finding.subject,
                "also": finding.also,
            }),
        }
    }

    fn suppressions(&self, finding: &Finding) -> Vec<Value> {
        let why = finding.set_aside.as_ref();
        why.map(|aside| {
            json!({
                "kind": "external",
                "status": "accepted",
                "justification": table::set_aside(Some(aside), self.lang),
            })
        })
        .into_iter()
        .collect()
    }
}

fn notice(level: &str, text: &str) -> Value {
    json!({ "level": level, "message": { "text": text } })
}

fn level(verdict: Verdict, severity: Severity) -> &'static str {
    match (verdict, severity) {
        (Verdict::Indicated, Severity::High | Severity::Critical) => "error",
        (_, Severity::Info) => "note",
        (Verdict::Indicated, _) | (_, Severity::High | Severity::Critical) => "warning",
        _ => "note",
    }
}

/// GitHub's scale: over 9.0 critical, from 7.0 high, from 4.0 medium, else low.
fn score(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "0.1",
        Severity::Low => "3.0",
        Severity::Medium => "5.5",
        Severity::High => "8.0",
        Severity::Critical => "9.5",
    }
}

/// A path as an artifact: relative to the working directory where it is below it,
/// else a `file:` address.
fn uri(file: &str) -> Value {
    let here = std::env::current_dir().ok();
    let path = std::path::Path::new(file);
    let relative = match &here {
        Some(here) if path.is_absolute() => path.strip_prefix(here).ok(),
        _ => Some(path.strip_prefix("./").unwrap_or(path)),
    };
    match relative {
        Some(relative) => json!({
            "uri": encode(&relative.to_string_lossy()),
            "uriBaseId": "SRCROOT",
        }),
        None => json!({ "uri": format!("file://{}", encode(file)) }),
    }
}

/// Percent-encodes all but unreserved characters and `/` (RFC 3986, 2.3).
fn encode(path: &str) -> String {
    let mut out = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out += &format!("%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        assert_eq!(uri("./a b/通.apk")["uri"], "a%20b/%E9%80%9A.apk");
        assert_eq!(uri("/elsewhere/a.apk")["uri"], "file:///elsewhere/a.apk");
        let here = std::env::current_dir().unwrap();
        let inside = here.join("x.apk");
        assert_eq!(uri(inside.to_str().unwrap())["uri"], "x.apk");
    }
}
