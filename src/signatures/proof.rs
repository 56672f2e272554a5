//! `tongbao signatures test`: every signature's own examples are run.

use super::model::Sdk;
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
    failures.sort();
    (count, failures)
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
    let names = set.lexicon.sdks();
    let named = set
        .lexicon
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
