//! Calls that give personal information, joined by API and owner.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use crate::facts::{AppFacts, Confidence, EdgeKind, Guard, MethodName, RootKind, Startup};
use crate::signatures::Signatures;
use crate::signatures::model::Api;

use super::consent::Switches;
use super::ownership::{Owner, OwnerKind, Ownership};
use super::permissions;

/// All calls of one API by one owner.
#[derive(Debug, Clone)]
pub struct AttributedCall {
    /// Id of the API.
    pub api: String,
    /// PI type; `None` for a call that merely needs a permission, and for a hint.
    pub pi_type: Option<String>,
    /// It is not sure that the calls are this API: it may explain a permission,
    /// and accuses nobody.
    pub is_hint: bool,
    /// Permissions, any one of which it needs.
    pub permissions: Vec<String>,
    /// Permissions that only enlarge its answer: it explains why they are asked for.
    pub widened_by: Vec<String>,
    /// It needs no permission, or the app can hold one that it needs; the system
    /// refuses it otherwise.
    pub permitted: bool,
    /// Whose code calls.
    pub owner: Owner,
    /// The callers, those reachable at start-up first.
    pub callers: Vec<Caller>,
}

/// A method that makes the call.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The method.
    pub method: MethodName,
    /// DEX file.
    pub dex: String,
    /// Call sites in it.
    pub sites: u32,
    /// The constant that decides.
    pub constant: Option<String>,
    /// The method that hands the constant to this one, a helper.
    pub via: Option<MethodName>,
    /// How sure it is that it is this API.
    pub confidence: Confidence,
    /// Reachability.
    pub startup: Startup,
    /// What kind of root the path begins with.
    pub root: Option<RootKind>,
    /// Path from the root, root first.
    pub path: Vec<OwnedFrame>,
    /// Consent test, or the vendor's switch that holds the SDK back.
    pub guard: Option<Guard>,
}

/// A step on a path, with the owner of its class. Paths of an app share methods
/// and owners.
#[derive(Debug, Clone)]
pub struct OwnedFrame {
    /// The method.
    pub method: Arc<MethodName>,
    /// How the step before leads here.
    pub edge: EdgeKind,
    /// Whose code it is.
    pub owner: Arc<Owner>,
}

/// Calls by whether they count, each sorted by API and owner.
pub(super) struct Attributed {
    /// What findings rest on.
    pub calls: Vec<AttributedCall>,
    /// Calls of code that does without what it calls for: told, and no more.
    pub incidental: Vec<AttributedCall>,
}

type Joined<'a> = BTreeMap<(&'a str, OwnerKind, String, bool), AttributedCall>;

/// Attributes every call.
pub(super) fn attribute(
    facts: &AppFacts,
    set: &Signatures,
    ownership: &Ownership,
    switches: &Switches,
) -> Attributed {
    let (mut counting, mut incidental) = (Joined::new(), Joined::new());
    let can_hold = permissions::held(facts);
    let mut owners: HashMap<&str, Arc<Owner>> = HashMap::new();
    for call in &facts.code.calls {
        let Some(api) = set.api(&call.api) else {
            continue;
        };
        let path: Vec<OwnedFrame> = call
            .path
            .iter()
            .map(|frame| {
                let class = frame.method.class.as_str();
                let owner = owners.entry(class);
                OwnedFrame {
                    method: Arc::clone(&frame.method),
                    edge: frame.edge,
                    owner: Arc::clone(owner.or_insert_with(|| ownership.of(class, &[]).into())),
                }
            })
            .collect();
        let owner = answerable(ownership.of(&call.caller.class, &call.neighbours), &path);
        let held = (call.startup == Startup::Yes && owner.kind == OwnerKind::Sdk)
            .then(|| switches.guard(&owner.id, &path))
            .flatten();
        let is_hint = call.confidence == Confidence::Low;
        let caller = Caller {
            method: call.caller.clone(),
            dex: call.dex.clone(),
            sites: call.sites,
            constant: call.constant.clone(),
            via: call.via.clone(),
            confidence: call.confidence,
            startup: match held {
                Some(_) => Startup::Guarded,
                None => call.startup,
            },
            root: call.root,
            path,
            guard: held.or_else(|| call.guard.clone()),
        };
        let joined = match ownership.is_incidental(&call.caller.class) {
            true => &mut incidental,
            false => &mut counting,
        };
        joined
            .entry((&call.api, owner.kind, owner.id.clone(), is_hint))
            .or_insert_with(|| AttributedCall {
                api: call.api.clone(),
                pi_type: api.pi_type.clone().filter(|_| !is_hint),
                is_hint,
                permissions: api.permissions.clone(),
                widened_by: api.widened_by.clone(),
                permitted: permitted(api, can_hold.as_ref()),
                owner,
                callers: Vec::new(),
            })
            .callers
            .push(caller);
    }
    Attributed {
        calls: sorted(counting),
        incidental: sorted(incidental),
    }
}

fn sorted(joined: Joined) -> Vec<AttributedCall> {
    let mut calls: Vec<AttributedCall> = joined.into_values().collect();
    for call in &mut calls {
        call.callers.sort_by(|a, b| {
            (a.startup, a.path.len(), &a.method).cmp(&(b.startup, b.path.len(), &b.method))
        });
    }
    calls
}

fn permitted(api: &Api, held: Option<&BTreeSet<&str>>) -> bool {
    let Some(held) = held else { return true };
    api.permissions.is_empty() || api.permissions.iter().any(|p| held.contains(p.as_str()))
}

/// A call inside a helper library is put down to the nearest caller outside it.
fn answerable(owner: Owner, path: &[OwnedFrame]) -> Owner {
    if !owner.helper {
        return owner;
    }
    let caller = path.iter().rev().map(|frame| &frame.owner);
    caller
        .filter(|o| !o.helper)
        .map(|o| Owner {
            how: "calling code",
            confidence: Confidence::Medium,
            ..Owner::clone(o)
        })
        .next()
        .unwrap_or(owner)
}
