//! Facts brought to a signature set: what can be read again is, and what cannot
//! be known is a limitation.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use crate::facts::{AppFacts, Area, ComponentKind, Knowledge, Limitation};
use crate::policy;
use crate::signatures::{Gap, Signatures, gap};

/// Kinds of knowledge whose gaps are remembered; a corpus has few.
const REMEMBERED: usize = 64;

/// Brings facts to one set.
pub struct Fit<'a> {
    set: &'a Signatures,
    gaps: Mutex<HashMap<Knowledge, Option<Arc<Gap>>>>,
}

/// How facts stood to the set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fitted {
    /// What the facts lack, where it bears on this app.
    pub gap: Option<Arc<Gap>>,
    /// Another version of the program extracted them.
    pub other_version: bool,
}

impl<'a> Fit<'a> {
    /// For a set.
    pub fn new(set: &'a Signatures) -> Self {
        Self {
            set,
            gaps: Mutex::default(),
        }
    }

    /// Brings facts to the set.
    ///
    /// Policies are read again from the stored text where the words have changed,
    /// or the program. Code cannot be: uses of an API or switch that the set does
    /// not know, or defines otherwise, are left out, and what was not looked for
    /// is a limitation, so that nothing rests on its absence.
    pub fn adapt(&self, facts: &mut AppFacts) -> Fitted {
        let other_version = facts.extraction.version != env!("CARGO_PKG_VERSION");
        let gap = self.gap(&facts.extraction.knowledge);
        let policy = gap.as_ref().is_some_and(|gap| gap.policy);
        if (policy || other_version) && facts.policy.declarations.is_some() {
            let read = policy::declare(&facts.policy.documents, self.set.lexicon());
            facts.policy.declarations = Some(read);
        }
        let missed = match &gap {
            Some(gap) => self.close(gap, facts),
            None => Vec::new(),
        };
        let bears = !missed.is_empty();
        if bears {
            facts.limitations.extend(missed);
            facts.limitations.sort();
            facts.limitations.dedup();
        }
        Fitted {
            gap: gap.filter(|_| bears),
            other_version,
        }
    }

    fn gap(&self, knowledge: &Knowledge) -> Option<Arc<Gap>> {
        if self.set.knowledge() == knowledge {
            return None;
        }
        let mut gaps = self.gaps.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(known) = gaps.get(knowledge) {
            return known.clone();
        }
        let found = gap(knowledge, self.set).map(Arc::new);
        if gaps.len() >= REMEMBERED {
            gaps.clear();
        }
        gaps.insert(knowledge.clone(), found.clone());
        found
    }

    /// Leaves out uses of what the set does not know; says what is missing.
    fn close(&self, gap: &Gap, facts: &mut AppFacts) -> Vec<Limitation> {
        let set = self.set;
        let missing = |api: &String| gap.apis.contains(api);
        let calls = &mut facts.code.calls;
        calls.retain(|call| set.api(&call.api).is_some() && !missing(&call.api));
        facts.code.switches.retain(|call| {
            let same = |sdk: &str, class: &str, name: &str| {
                (sdk, class, name) == (call.sdk.as_str(), call.class.as_str(), call.name.as_str())
            };
            let mut known = set.consent.switches.iter();
            known.any(|s| same(&s.sdk, &s.class, &s.name))
                && !gap.switches.iter().any(|(sdk, c, n)| same(sdk, c, n))
        });
        if !gap.switches.is_empty() {
            facts.code.defined_switches = None;
        }
        let mut missed = Vec::new();
        let mut miss = |area, code: &str, detail: String| {
            missed.push(Limitation {
                area,
                code: code.into(),
                location: String::new(),
                detail,
            });
        };
        // Without code there is nothing that could have been searched.
        if facts.code.dex_files.is_empty() {
            return missed;
        }
        if !gap.apis.is_empty() {
            miss(Area::Code, "apis-not-watched", gap.apis.join(", "));
        }
        if !gap.switches.is_empty() {
            let names = gap.switches.iter();
            let names: Vec<_> = names
                .map(|(_, class, name)| format!("{class}.{name}"))
                .collect();
            miss(Area::Code, "switches-not-watched", names.join(", "));
        }
        if gap.guards {
            let detail = "words of consent tests have changed".into();
            miss(Area::Graph, "guards-changed", detail);
        }
        let started = |action: &&String| {
            let mut components = facts.manifest.components.iter();
            components.any(|c| c.kind == ComponentKind::Receiver && c.has_action(action))
        };
        let starts: Vec<&str> = gap
            .starts
            .iter()
            .filter(started)
            .map(String::as_str)
            .collect();
        if !starts.is_empty() {
            miss(Area::Graph, "starts-changed", starts.join(", "));
        }
        missed
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn facts(set: &Signatures) -> AppFacts {
        let mut facts = AppFacts::default();
        facts.extraction.version = env!("CARGO_PKG_VERSION").into();
        facts.extraction.knowledge = set.knowledge().clone();
        facts.code.dex_files.push(crate::facts::DexFile::default());
        let call = |api: &str| {
            json!({
                "api": api, "constant": null,
                "caller": {"class": "a.B", "method": "c", "descriptor": "()V"},
                "dex": "classes.dex", "sites": 1, "confidence": "high", "startup": "no",
                "path": [], "guard": null, "neighbours": [],
            })
        };
        let calls = json!([call(&set.apis[0].id), call("unknown.api")]);
        facts.code.calls = serde_json::from_value(calls).unwrap();
        facts
    }

    #[test]
    fn facts_of_the_same_knowledge_stay_as_they_are() {
        let set = Signatures::builtin();
        let mut adapted = facts(&set);
        assert_eq!(Fit::new(&set).adapt(&mut adapted), Fitted::default());
        assert_eq!(adapted, facts(&set));
    }

    #[test]
    fn what_was_not_watched_is_a_limitation() {
        let set = Signatures::builtin();
        let mut adapted = facts(&set);
        adapted.extraction.knowledge.watched.clear();
        adapted.extraction.knowledge.guards.clear();
        let fitted = Fit::new(&set).adapt(&mut adapted);
        assert!(
            fitted
                .gap
                .is_some_and(|gap| gap.apis.len() == set.apis.len())
        );
        assert!(
            adapted.code.calls.is_empty(),
            "uses told by another definition"
        );
        let codes: Vec<_> = adapted
            .limitations
            .iter()
            .map(|l| l.code.as_str())
            .collect();
        assert_eq!(
            codes,
            ["apis-not-watched", "switches-not-watched", "guards-changed"]
        );
    }

    #[test]
    fn a_start_action_bears_on_its_receivers_alone() {
        let set = Signatures::builtin();
        let fit = Fit::new(&set);
        let action = set.self_start[0].name.clone();
        let starts = |action: &str| {
            let mut adapted = facts(&set);
            adapted.extraction.knowledge.starts.clear();
            let receiver = json!({
                "kind": "receiver", "name": "a.R", "enabled": true, "exported": true,
                "process": null, "permission": null, "target": null,
                "intent_filters": [{"actions": [action]}],
            });
            adapted
                .manifest
                .components
                .push(serde_json::from_value(receiver).unwrap());
            fit.adapt(&mut adapted);
            adapted
                .limitations
                .iter()
                .any(|l| l.code == "starts-changed")
        };
        assert!(starts(&action));
        assert!(!starts("com.example.OTHER"));
    }
}
