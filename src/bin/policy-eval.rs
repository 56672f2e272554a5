//! Measures what is read from policies against labels made by hand.
//!
//! `policy-eval LABELS TEXTS [--misses] [--repeat N]` prints precision, recall
//! and F1 for each declaration, worst first, and for names of SDKs, permissions
//! and kinds of personal information. `LABELS` holds TOML files as
//! `tests/policy/README.md` describes them, `TEXTS` the policies they name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use tongbao::facts::Document;
use tongbao::limits::Limits;
use tongbao::policy::lexicon::fold;
use tongbao::policy::{self, CrossBorderStatement, Declarations, Span};
use tongbao::signatures::Signatures;

#[derive(Deserialize)]
struct Label {
    file: String,
    declares: BTreeMap<String, bool>,
    #[serde(default)]
    values: toml::Table,
    lists: BTreeMap<String, Vec<String>>,
    #[serde(default, rename = "span")]
    spans: Vec<LabelSpan>,
}

#[derive(Deserialize)]
struct LabelSpan {
    field: String,
    quote: String,
}

/// Counts of one measure.
#[derive(Default)]
struct Score {
    right: u32,
    wrong: u32,
    missed: u32,
    notes: Vec<String>,
}

impl Score {
    fn precision(&self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    fn recall(&self) -> f64 {
        ratio(self.right, self.right + self.missed)
    }

    fn f1(&self) -> f64 {
        ratio(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        1.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}

struct Options {
    labels: PathBuf,
    texts: PathBuf,
    misses: bool,
    /// Readings per policy, for steadier times.
    repeat: u32,
}

fn options() -> Result<Options> {
    let mut places = Vec::new();
    let (mut misses, mut repeat) = (false, 1);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--misses" => misses = true,
            "--repeat" => repeat = args.next().context("--repeat N")?.parse()?,
            _ => places.push(PathBuf::from(arg)),
        }
    }
    let [labels, texts] = places.as_slice() else {
        bail!("usage: policy-eval LABELS TEXTS [--misses] [--repeat N]");
    };
    Ok(Options {
        labels: labels.clone(),
        texts: texts.clone(),
        misses,
        repeat,
    })
}

fn main() -> Result<()> {
    let options = options()?;
    let set = Signatures::builtin();
    let lexicon = set.lexicon();
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let (mut files, mut chars, mut time) = (0u32, 0u64, Duration::ZERO);
    for path in toml_files(&options.labels)? {
        let label: Label = toml::from_str(&std::fs::read_to_string(&path)?)
            .with_context(|| path.display().to_string())?;
        let bytes =
            std::fs::read(options.texts.join(&label.file)).with_context(|| label.file.clone())?;
        let document = policy::document(&bytes, &label.file, &Limits::default())?;
        let start = Instant::now();
        let mut declared = Declarations::default();
        for _ in 0..options.repeat.max(1) {
            declared = policy::declare(std::slice::from_ref(&document), lexicon);
        }
        time += start.elapsed() / options.repeat.max(1);
        files += 1;
        chars += u64::from(document.chars);
        compare(&label, &document, &declared, &mut scores);
    }
    print(&scores, options.misses);
    println!(
        "\n{files} policies, {chars} characters, {:.2} ms each, {:.2} ms per 30,000 characters",
        time.as_secs_f64() * 1e3 / f64::from(files.max(1)),
        time.as_secs_f64() * 1e3 * 30_000.0 / chars.max(1) as f64,
    );
    Ok(())
}

fn toml_files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(dir)
        .with_context(|| dir.display().to_string())?
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect();
    all.sort();
    Ok(all)
}

fn compare(
    label: &Label,
    document: &Document,
    declared: &Declarations,
    scores: &mut BTreeMap<String, Score>,
) {
    for policy::Statement {
        key,
        holds: value,
        evidence,
    } in declared.statements()
    {
        let Some(&expected) = label.declares.get(key) else {
            continue;
        };
        let score = scores.entry(key.to_owned()).or_default();
        match (expected, value) {
            (true, true) => {
                score.right += 1;
                spans(label, document, key, evidence, scores);
            }
            (false, true) => {
                score.wrong += 1;
                let quote = evidence.first().map_or("", |s| s.quote.as_str());
                score.notes.push(format!("+ {}: {quote}", label.file));
            }
            (true, false) => {
                score.missed += 1;
                let quote = label.spans.iter().find(|s| s.field == key);
                let quote = quote.map_or("", |s| s.quote.as_str());
                score.notes.push(format!("- {}: {quote}", label.file));
            }
            (false, false) => {}
        }
    }
    values(label, declared, scores);
    lists(label, declared, scores);
}

/// Whether any evidence of a declaration holds the quote of the label.
fn spans(
    label: &Label,
    document: &Document,
    key: &str,
    evidence: &[Span],
    scores: &mut BTreeMap<String, Score>,
) {
    if evidence.is_empty() {
        return;
    }
    let score = scores
        .entry("~evidence covers the quote".to_owned())
        .or_default();
    let text: Vec<char> = document.text().chars().collect();
    for span in label.spans.iter().filter(|s| s.field == key) {
        let quote = bare(&span.quote);
        let covered = evidence.iter().any(|e| {
            let cut = text
                .get(e.start as usize..e.end as usize)
                .unwrap_or_default();
            let cut = bare(&cut.iter().collect::<String>());
            cut.contains(&quote) || quote.contains(&cut)
        });
        if covered {
            score.right += 1;
        } else {
            score.missed += 1;
            let first = evidence.first().map_or("", |e| e.quote.as_str());
            score
                .notes
                .push(format!("{} {key}: {} / {first}", label.file, span.quote));
        }
    }
}

/// Text without blanks and Markdown marks.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !"*#>|\\`_~".contains(*c))
        .collect()
}

fn values(label: &Label, d: &Declarations, scores: &mut BTreeMap<String, Score>) {
    let text = |key: &str| {
        label.values.get(key).and_then(|v| match v {
            toml::Value::String(s) if key == "operator_name" => Some(bare(s)),
            toml::Value::String(s) => Some(s.clone()),
            toml::Value::Integer(i) => Some(i.to_string()),
            _ => None,
        })
    };
    let cross_border = match d.cross_border.statement.value {
        Some(CrossBorderStatement::StoredInChina) => "stored_in_china",
        Some(CrossBorderStatement::Transfers) => "transfers",
        Some(CrossBorderStatement::None) => "none",
        Some(CrossBorderStatement::Unclear) => "unclear",
        None => "silent",
    };
    let read: [(&str, Option<String>); 6] = [
        ("operator_name", d.operator.name.value.as_deref().map(bare)),
        ("updated", d.dates.updated.value.clone()),
        ("effective", d.dates.effective.value.clone()),
        (
            "response_days",
            d.complaint.response_days.value.map(|v| v.to_string()),
        ),
        (
            "cancel_days",
            d.rights.cancel_account.days.value.map(|v| v.to_string()),
        ),
        ("cross_border", Some(cross_border.to_owned())),
    ];
    for (key, value) in read {
        let expected = text(key);
        let score = scores.entry(format!("value {key}")).or_default();
        match (&expected, &value) {
            (None, None) => {}
            (Some(e), Some(v)) if e == v || (key == "operator_name" && fold(e) == fold(v)) => {
                score.right += 1;
            }
            _ => {
                score.wrong += u32::from(value.is_some());
                score.missed += u32::from(expected.is_some());
                score.notes.push(format!(
                    "{}: {} instead of {}",
                    label.file,
                    value.unwrap_or_default(),
                    expected.unwrap_or_default()
                ));
            }
        }
    }
    for (key, read) in [
        ("emails", &d.contact.emails.value),
        ("phones", &d.contact.phones.value),
    ] {
        let expected: Vec<String> = label
            .values
            .get(key)
            .and_then(|v| v.as_array())
            .into_iter()
            .flatten()
            .filter_map(|v| v.as_str().map(str::to_owned))
            .collect();
        let read = read.clone().unwrap_or_default();
        let same = |a: &str, b: &str| {
            let keep = |s: &str| -> String {
                s.chars()
                    .filter(|c| c.is_ascii_alphanumeric() || *c == '@')
                    .collect()
            };
            keep(a) == keep(b)
        };
        set(
            scores,
            &format!("value {key}"),
            &label.file,
            &expected,
            &read,
            same,
        );
    }
}

fn lists(label: &Label, d: &Declarations, scores: &mut BTreeMap<String, Score>) {
    let permissions: Vec<String> = d.permissions.iter().map(|p| p.permission.clone()).collect();
    let pi: Vec<String> = d.pi_types.iter().map(|p| p.pi_type.clone()).collect();
    let sdks: Vec<String> = d
        .third_party
        .sdk_list
        .iter()
        .map(|s| s.name.clone())
        .collect();
    let prefixed = |names: &[String]| -> Vec<String> {
        names
            .iter()
            .map(|n| {
                if n.contains('.') {
                    n.clone()
                } else {
                    format!("android.permission.{n}")
                }
            })
            .collect()
    };
    let exact = |a: &str, b: &str| a == b || a.rsplit('.').next() == b.rsplit('.').next();
    let label_list = |key: &str| label.lists.get(key).cloned().unwrap_or_default();
    let file = &label.file;
    set(
        scores,
        "list permissions",
        file,
        &prefixed(&label_list("permissions")),
        &permissions,
        exact,
    );
    set(
        scores,
        "list pi_types",
        file,
        &label_list("pi_types"),
        &pi,
        exact,
    );
    set(
        scores,
        "list sdks",
        file,
        &label_list("sdks"),
        &sdks,
        same_sdk,
    );
    set(
        scores,
        "list sdk_permissions",
        file,
        &prefixed(&label_list("sdk_permissions")),
        &d.third_party.permissions,
        exact,
    );
    set(
        scores,
        "list sdk_pi_types",
        file,
        &label_list("sdk_pi_types"),
        &d.third_party.pi_types,
        exact,
    );
}

/// Names that differ only in "SDK", blanks and marks, or where one holds the other.
fn same_sdk(a: &str, b: &str) -> bool {
    let key = |s: &str| -> String {
        fold(s)
            .replace("sdk", "")
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect()
    };
    let (a, b) = (key(a), key(b));
    let short = a.chars().count().min(b.chars().count());
    a == b || short >= 2 && (a.contains(&b) || b.contains(&a))
}

fn set(
    scores: &mut BTreeMap<String, Score>,
    key: &str,
    file: &str,
    expected: &[String],
    read: &[String],
    same: impl Fn(&str, &str) -> bool,
) {
    let score = scores.entry(key.to_owned()).or_default();
    let mut taken = BTreeSet::new();
    let mut extra = Vec::new();
    for value in read {
        let hit = expected
            .iter()
            .enumerate()
            .find(|(i, e)| !taken.contains(i) && same(e, value))
            .map(|(i, _)| i);
        match hit {
            Some(i) => {
                taken.insert(i);
                score.right += 1;
            }
            None => {
                score.wrong += 1;
                extra.push(value.as_str());
            }
        }
    }
    let missing: Vec<&str> = expected
        .iter()
        .enumerate()
        .filter(|(i, _)| !taken.contains(i))
        .map(|(_, e)| e.as_str())
        .collect();
    score.missed += missing.len() as u32;
    if !extra.is_empty() || !missing.is_empty() {
        score
            .notes
            .push(format!("{file}: + {extra:?} - {missing:?}"));
    }
}

fn print(scores: &BTreeMap<String, Score>, misses: bool) {
    let mut rows: Vec<(&String, &Score)> = scores.iter().collect();
    rows.sort_by(|a, b| a.1.f1().total_cmp(&b.1.f1()));
    println!(
        "{:<32} {:>6} {:>6} {:>6}   tp   fp   fn",
        "", "P", "R", "F1"
    );
    for (key, score) in rows {
        println!(
            "{key:<32} {:>6.3} {:>6.3} {:>6.3} {:>4} {:>4} {:>4}",
            score.precision(),
            score.recall(),
            score.f1(),
            score.right,
            score.wrong,
            score.missed
        );
        if misses {
            for note in &score.notes {
                println!("    {note}");
            }
        }
    }
}
