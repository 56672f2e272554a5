//! `tongbao signatures test`: every signature's own examples are run.

use std::collections::BTreeSet;

use super::fixture;
use super::model::{Category, Example, Sdk};
use super::{PackageOwner, Signatures};
use crate::policy::lexicon::Tag;

/// An example that does not behave.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// The signature.
    pub subject: String,
    /// The example.
    pub example: String,
    /// What happened.
    pub message: String,
}

/// Runs all examples; returns how many were run, and the failures, sorted.
pub fn prove(set: &Signatures) -> (usize, Vec<Failure>) {
    let mut count = 0;
    let mut failures = Vec::new();
    for sdk in &set.sdks {
        for (expected, examples) in [
            (true, &sdk.examples.matches),
            (false, &sdk.examples.no_match),
        ] {
            for example in examples {
                count += 1;
                if matches(set, sdk, example) != expected {
                    failures.push(Failure {
                        subject: format!("sdks/{}", sdk.id),
                        example: example.clone(),
                        message: if expected {
                            "should match and does not".into()
                        } else {
                            "should not match and does".into()
                        },
                    });
                }
            }
        }
    }
    for (index, category) in set.categories.iter().enumerate() {
        for example in &category.examples {
            count += 1;
            if let Err(message) = holds(set, index, category, example) {
                failures.push(Failure {
                    subject: format!("categories/{}", category.id),
                    example: example.name.clone(),
                    message,
                });
            }
        }
    }
    failures.sort();
    (count, failures)
}

/// Runs one example of a category; the fault in words where it does not hold.
fn holds(
    set: &Signatures,
    index: usize,
    category: &Category,
    example: &Example,
) -> Result<(), String> {
    let (facts, context) = fixture::facts(example, set)?;
    let (verdict, fired) = crate::judge::trial(&facts, set, &context, index);
    for rule in example.finds.keys() {
        if !category.rules.iter().any(|r| r.id == *rule) {
            return Err(format!(
                "`finds` names `{rule}`, which is no rule of the category"
            ));
        }
    }
    let expected: BTreeSet<(&str, &str)> = example
        .finds
        .iter()
        .flat_map(|(rule, subjects)| subjects.iter().map(|s| (rule.as_str(), s.as_str())))
        .collect();
    let found: BTreeSet<(&str, &str)> = fired
        .iter()
        .map(|(rule, subject)| (rule.as_str(), subject.as_str()))
        .collect();
    let listed = |pairs: Vec<&(&str, &str)>| {
        let pairs: Vec<String> = pairs
            .into_iter()
            .map(|(rule, subject)| format!("{rule} on `{subject}`"))
            .collect();
        pairs.join(", ")
    };
    let missing: Vec<_> = expected.difference(&found).collect();
    if !missing.is_empty() {
        return Err(format!("must find {}, and does not", listed(missing)));
    }
    let surplus: Vec<_> = found.difference(&expected).collect();
    if !surplus.is_empty() {
        return Err(format!("must not find {}, and does", listed(surplus)));
    }
    let seen = serde_json::to_value(verdict).unwrap_or_default();
    let wanted = match &example.verdict {
        Some(verdict) => Some(verdict.as_str()),
        None if example.finds.is_empty() && category.assessable != super::model::Assessable::No => {
            Some("not found")
        }
        None => None,
    };
    match wanted {
        Some(wanted) if seen != wanted => {
            Err(format!("the verdict must be `{wanted}`, and is {seen}"))
        }
        _ => Ok(()),
    }
}

/// Whether a class name, library, meta-data name, asset, host or policy
/// sentence is taken for this SDK.
fn matches(set: &Signatures, sdk: &Sdk, example: &str) -> bool {
    let is_this = |index: usize| set.sdks[index].id == sdk.id;
    let index = &set.sdk_index;
    let owned = set
        .package_index
        .owner(example)
        .is_some_and(|(owner, _)| matches!(owner, PackageOwner::Sdk(i) if is_this(i)));
    let traced = owned
        || index.by_component(example).any(is_this)
        || index.by_meta_data(example).any(is_this)
        || index.by_library(example).any(is_this)
        || index.by_asset(example).any(is_this)
        || index.by_host(example).is_some_and(is_this);
    // A dotted name is a trace, not a sentence, although words stand in it.
    if example.is_ascii() && !example.contains(' ') {
        return traced;
    }
    let names = set.lexicon().sdks();
    let named = set
        .lexicon()
        .find(example)
        .into_iter()
        .any(|found| match found.tag {
            Tag::Sdk(index) => names
                .get(usize::from(index))
                .is_some_and(|id| *id == sdk.id),
            _ => false,
        });
    traced || named
}
