//! `signatures/score.toml`: the points by which a queue is ranked.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Severity;

/// Points of an app's rank. A category counts its gravest finding whole and its
/// further findings in part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Points of an indicated finding, by severity.
    pub severity: BTreeMap<Severity, u16>,
    /// Per cent of these points that a suspected finding counts.
    pub suspected_percent: u16,
    /// Per cent of its points that each further finding of a category counts.
    pub further_percent: u16,
    /// Per cent of the gravest finding's points that all further ones together
    /// count at most.
    pub further_limit_percent: u16,
    /// Points of a limitation that keeps an app from being judged, by its code:
    /// what cannot be read must be looked at too.
    pub limitation: BTreeMap<String, u16>,
}
