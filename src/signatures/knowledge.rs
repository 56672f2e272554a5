//! What of a set shapes facts, and what facts of another set lack.

use std::collections::HashSet;

use serde::Serialize;

use crate::facts::Knowledge;
use crate::policy::SdkName;

use super::Signatures;
use super::model::{Api, ConsentSwitch, StartAction};

/// Hexadecimal digits that tell one watched definition: 48 bits.
const DIGITS: usize = 12;

/// What cannot be judged under a set on facts that another one extracted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gap {
    /// Ids of APIs that the code was not searched for, or by another definition.
    pub apis: Vec<String>,
    /// The same of consent switches: SDK, class and method.
    pub switches: Vec<(String, String, String)>,
    /// Consent tests were told by other words.
    pub guards: bool,
    /// Actions that only one of the two sets knows, or to another target SDK.
    pub starts: Vec<String>,
    /// Policies were read with other words.
    pub policy: bool,
}

pub(super) fn of(set: &Signatures) -> Knowledge {
    let apis = set.apis.iter().map(api);
    let switches = set.consent.switches.iter().map(switch);
    let mut watched: Vec<String> = apis.chain(switches).collect();
    watched.sort();
    let mut starts: Vec<String> = set.self_start.iter().map(start).collect();
    starts.sort();
    let consent = &set.consent;
    let words: Vec<_> = set.words.iter().map(|file| &file.entries).collect();
    let names = set.sdks.iter().flat_map(SdkName::of);
    let names: Vec<_> = names.map(|n| (n.sdk, n.name, n.whole)).collect();
    Knowledge {
        watched: watched.concat(),
        guards: digest(&(&consent.words, &consent.not_words, &consent.stores)),
        starts,
        policy: digest(&(words, &set.pi_types, names)),
    }
}

/// What facts with this knowledge lack under a set; `None` where it is the set's
/// own.
pub fn gap(knowledge: &Knowledge, set: &Signatures) -> Option<Gap> {
    let own = set.knowledge();
    if own == knowledge {
        return None;
    }
    let watched: HashSet<&[u8]> = knowledge.watched.as_bytes().chunks(DIGITS).collect();
    let lacks = |digest: String| !watched.contains(digest.as_bytes());
    let apis = set.apis.iter().filter(|a| lacks(api(a)));
    let switches = set.consent.switches.iter().filter(|s| lacks(switch(s)));
    let old: HashSet<&str> = knowledge.starts.iter().map(String::as_str).collect();
    let new: HashSet<&str> = own.starts.iter().map(String::as_str).collect();
    let mut starts: Vec<String> = old
        .symmetric_difference(&new)
        .map(|rule| rule.split(['<', '?']).next().unwrap_or_default().to_owned())
        .collect();
    starts.sort();
    starts.dedup();
    Some(Gap {
        apis: apis.map(|a| a.id.clone()).collect(),
        switches: switches
            .map(|s| (s.sdk.clone(), s.class.clone(), s.name.clone()))
            .collect(),
        guards: own.guards != knowledge.guards,
        starts,
        policy: own.policy != knowledge.policy,
    })
}

/// What of an API its use is told by; not what it gives.
fn api(api: &Api) -> String {
    short(&(
        "api",
        &api.id,
        api.kind,
        &api.class,
        &api.name,
        &api.descriptor,
        &api.argument,
        &api.numbers,
        api.mask,
        api.by_intent,
    ))
}

fn switch(switch: &ConsentSwitch) -> String {
    short(&(
        "switch",
        &switch.sdk,
        &switch.class,
        &switch.name,
        &switch.descriptor,
        switch.effect,
        switch.flag,
    ))
}

fn start(action: &StartAction) -> String {
    let mut rule = action.name.clone();
    if let Some(end) = action.ends_at_target {
        rule.push_str(&format!("<{end}"));
    }
    if let Some(permission) = &action.permission {
        rule.push_str(&format!("?{permission}"));
    }
    rule
}

fn short(value: &impl Serialize) -> String {
    let mut digest = digest(value);
    digest.truncate(DIGITS);
    digest
}

/// # Panics
/// Never: the values are plain texts, numbers and lists of them.
fn digest(value: &impl Serialize) -> String {
    let json = serde_json::to_vec(value).expect("signatures are plain values");
    crate::sha256_hex(&json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_judging_alone_looks_at_is_no_gap() {
        let set = Signatures::builtin();
        assert_eq!(gap(&set.knowledge().clone(), &set), None);
        let folder = tempfile::tempdir().unwrap();
        let score = include_str!("../../signatures/score.toml");
        let graver = score.replace("critical = 100", "critical = 101");
        assert_ne!(score, graver);
        std::fs::write(folder.path().join("score.toml"), graver).unwrap();
        let overlaid = Signatures::with_overlay(folder.path()).unwrap();
        assert_eq!(gap(set.knowledge(), &overlaid), None);
    }

    #[test]
    fn a_gap_names_what_was_not_searched_for() {
        let new = Signatures::builtin();
        let api = new.apis.iter().find(|api| api.class.is_some()).unwrap();
        let mut old = new.knowledge().clone();
        let digest = super::api(api);
        old.watched = old.watched.replacen(&digest, "", 1);
        let gap = super::gap(&old, &new).unwrap();
        assert_eq!(gap.apis, std::slice::from_ref(&api.id));
        assert!(gap.switches.is_empty() && gap.starts.is_empty());
        assert!(!gap.guards && !gap.policy);
    }

    #[test]
    fn start_actions_differ_in_both_directions() {
        let new = Signatures::builtin();
        let mut old = new.knowledge().clone();
        let gone = old.starts.remove(0);
        old.starts.push("com.example.OLD<26".into());
        let gap = super::gap(&old, &new).unwrap();
        let gone = gone.split('<').next().unwrap();
        assert_eq!(gap.starts.len(), 2);
        assert!(gap.starts.iter().any(|a| a == gone));
        assert!(gap.starts.iter().any(|a| a == "com.example.OLD"));
    }
}
