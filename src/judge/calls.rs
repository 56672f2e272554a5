//! Calls that give personal information, joined by API and owner.

use std::borrow::Cow;
use std::collections::BTreeSet;
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
pub struct AttributedCall<'a> {
    /// Id of the API.
    pub api: &'a str,
    /// PI type; `None` for a call that merely needs a permission, and for a hint.
    pub pi_type: Option<&'a str>,
    /// It is not sure that the calls are this API: it may explain a permission,
    /// and accuses nobody.
    pub is_hint: bool,
    /// Permissions, any one of which it needs.
    pub permissions: &'a [String],
    /// Permissions that only enlarge its answer: it explains why they are asked for.
    pub widened_by: &'a [String],
    /// It needs no permission, or the app can hold one that it needs; the system
    /// refuses it otherwise.
    pub permitted: bool,
    /// Whose code calls.
    pub owner: Arc<Owner>,
    /// The callers, those reachable at start-up first.
    pub callers: Vec<Caller<'a>>,
}

/// A method that makes the call.
#[derive(Debug, Clone)]
pub struct Caller<'a> {
    /// The method.
    pub method: &'a MethodName,
    /// DEX file.
    pub dex: &'a str,
    /// Call sites in it.
    pub sites: u32,
    /// The constant that decides.
    pub constant: Option<&'a str>,
    /// The method that hands the constant to this one, a helper.
    pub via: Option<&'a MethodName>,
    /// How sure it is that it is this API.
    pub confidence: Confidence,
    /// Reachability.
    pub startup: Startup,
    /// What kind of root the path begins with.
    pub root: Option<RootKind>,
    /// Path from the root, root first.
    pub path: Vec<OwnedFrame>,
    /// Consent test, or the vendor's switch that holds the SDK back.
    pub guard: Option<Cow<'a, Guard>>,
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
pub(super) struct Attributed<'a> {
    /// What findings rest on.
    pub calls: Vec<AttributedCall<'a>>,
    /// Calls of code that does without what it calls for: told, and no more.
    pub incidental: Vec<AttributedCall<'a>>,
}

/// Owners of the classes of an app, each told once: calls and paths share classes.
struct Owners<'o, 'a> {
    ownership: &'o Ownership<'a>,
    known: HashMap<&'a str, Arc<Owner>>,
}

impl<'a> Owners<'_, 'a> {
    fn of(&mut self, class: &'a str) -> Arc<Owner> {
        let owner = self.known.entry(class);
        Arc::clone(owner.or_insert_with(|| self.ownership.of(class, &[]).into()))
    }
}

/// Attributes every call.
pub(super) fn attribute<'a>(
    facts: &'a AppFacts,
    set: &'a Signatures,
    ownership: &Ownership<'a>,
    switches: &Switches,
) -> Attributed<'a> {
    let mut counting: Vec<AttributedCall> = Vec::new();
    let mut incidental: Vec<AttributedCall> = Vec::new();
    let can_hold = permissions::held(facts);
    let mut owners = Owners {
        ownership,
        known: HashMap::new(),
    };
    let mut api = None;
    for call in &facts.code.calls {
        // Calls are sorted by API.
        if api.is_none_or(|api: &Api| api.id != call.api) {
            api = set.api(&call.api);
        }
        let Some(api) = api.filter(|api| api.id == call.api) else {
            continue;
        };
        let path: Vec<OwnedFrame> = call
            .path
            .iter()
            .map(|frame| OwnedFrame {
                method: Arc::clone(&frame.method),
                edge: frame.edge,
                owner: owners.of(&frame.method.class),
            })
            .collect();
        let owner = match call.neighbours.as_slice() {
            [] => owners.of(&call.caller.class),
            some => ownership.of(&call.caller.class, some).into(),
        };
        let joined = match owner.incidental {
            true => &mut incidental,
            false => &mut counting,
        };
        let owner = answerable(owner, &path);
        let held = (call.startup == Startup::Yes && owner.kind == OwnerKind::Sdk)
            .then(|| switches.guard(&owner.id, &path))
            .flatten();
        let is_hint = call.confidence == Confidence::Low;
        let caller = Caller {
            method: &call.caller,
            dex: &call.dex,
            sites: call.sites,
            constant: call.constant.as_deref(),
            via: call.via.as_ref(),
            confidence: call.confidence,
            startup: match held {
                Some(_) => Startup::Guarded,
                None => call.startup,
            },
            root: call.root,
            path,
            guard: match held {
                Some(guard) => Some(Cow::Owned(guard)),
                None => call.guard.as_ref().map(Cow::Borrowed),
            },
        };
        let mut same = joined
            .iter_mut()
            .rev()
            .take_while(|other| other.api == call.api);
        match same.find(|other| other.owner.is(&owner) && other.is_hint == is_hint) {
            Some(other) => other.callers.push(caller),
            None => joined.push(AttributedCall {
                api: &call.api,
                pi_type: api.pi_type.as_deref().filter(|_| !is_hint),
                is_hint,
                permissions: &api.permissions,
                widened_by: &api.widened_by,
                permitted: permitted(api, can_hold.as_ref()),
                owner,
                callers: vec![caller],
            }),
        }
    }
    Attributed {
        calls: sorted(counting),
        incidental: sorted(incidental),
    }
}

fn sorted(mut calls: Vec<AttributedCall<'_>>) -> Vec<AttributedCall<'_>> {
    for call in &mut calls {
        call.callers.sort_by(|a, b| {
            (a.startup, a.path.len(), a.method).cmp(&(b.startup, b.path.len(), b.method))
        });
    }
    calls.sort_by(|a, b| {
        let owners = (a.owner.kind, &a.owner.id, a.is_hint);
        a.api
            .cmp(b.api)
            .then_with(|| owners.cmp(&(b.owner.kind, &b.owner.id, b.is_hint)))
    });
    calls
}

fn permitted(api: &Api, held: Option<&BTreeSet<&str>>) -> bool {
    let Some(held) = held else { return true };
    api.permissions.is_empty() || api.permissions.iter().any(|p| held.contains(p.as_str()))
}

/// A call inside a helper library is put down to the nearest caller outside it.
fn answerable(owner: Arc<Owner>, path: &[OwnedFrame]) -> Arc<Owner> {
    if !owner.helper {
        return owner;
    }
    let mut callers = path.iter().rev().map(|frame| &frame.owner);
    match callers.find(|o| !o.helper) {
        Some(caller) => Arc::new(Owner {
            how: "calling code",
            confidence: Confidence::Medium,
            ..Owner::clone(caller)
        }),
        None => owner,
    }
}
