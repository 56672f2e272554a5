//! Calls that give personal information, joined by API and owner.

use std::collections::BTreeMap;

use crate::facts::{AppFacts, Confidence, EdgeKind, Guard, MethodName, Startup};
use crate::signatures::Signatures;

use super::ownership::{Owner, OwnerKind, Ownership};

/// All calls of one API by one owner.
#[derive(Debug, Clone)]
pub struct AttributedCall {
    /// Id of the API.
    pub api: String,
    /// PI type; `None` for a call that merely needs a permission.
    pub pi_type: Option<String>,
    /// Permissions, any one of which it needs.
    pub permissions: Vec<String>,
    /// Permissions that only enlarge its answer: it explains why they are asked for.
    pub widened_by: Vec<String>,
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
    /// How sure it is that it is this API.
    pub confidence: Confidence,
    /// Reachability.
    pub startup: Startup,
    /// Path from the root, root first.
    pub path: Vec<OwnedFrame>,
    /// Consent test.
    pub guard: Option<Guard>,
}

/// A step on a path, with the owner of its class.
#[derive(Debug, Clone)]
pub struct OwnedFrame {
    /// The method.
    pub method: MethodName,
    /// How the step before leads here.
    pub edge: EdgeKind,
    /// Whose code it is.
    pub owner: Owner,
}

/// Attributes every call, sorted by API and owner.
pub(super) fn attribute(
    facts: &AppFacts,
    set: &Signatures,
    ownership: &Ownership,
) -> Vec<AttributedCall> {
    let mut joined: BTreeMap<(&str, OwnerKind, String), AttributedCall> = BTreeMap::new();
    for call in &facts.code.calls {
        let Some(api) = set.api(&call.api) else {
            continue;
        };
        let path: Vec<OwnedFrame> = call
            .path
            .iter()
            .map(|frame| OwnedFrame {
                method: frame.method.clone(),
                edge: frame.edge,
                owner: ownership.of(&frame.method.class, &[]),
            })
            .collect();
        let owner = answerable(ownership.of(&call.caller.class, &call.neighbours), &path);
        let caller = Caller {
            method: call.caller.clone(),
            dex: call.dex.clone(),
            sites: call.sites,
            constant: call.constant.clone(),
            confidence: call.confidence,
            startup: call.startup,
            path,
            guard: call.guard.clone(),
        };
        joined
            .entry((&call.api, owner.kind, owner.id.clone()))
            .or_insert_with(|| AttributedCall {
                api: call.api.clone(),
                pi_type: api.pi_type.clone(),
                permissions: api.permissions.clone(),
                widened_by: api.widened_by.clone(),
                owner,
                callers: Vec::new(),
            })
            .callers
            .push(caller);
    }
    let mut calls: Vec<AttributedCall> = joined.into_values().collect();
    for call in &mut calls {
        call.callers.sort_by(|a, b| {
            (a.startup, a.path.len(), &a.method).cmp(&(b.startup, b.path.len(), &b.method))
        });
    }
    calls
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
            ..o.clone()
        })
        .next()
        .unwrap_or(owner)
}
