//! Requested permissions: what they open, whether code uses them, what the
//! policy says of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::{AppFacts, Area, ComponentKind, UsesPermissionKind};
use crate::policy::{Declarations, DeclaredPermission, Span};
use crate::signatures::Signatures;
use crate::signatures::model::{Api, Permission};

use super::calls::AttributedCall;
use super::naming;
use super::ownership::{Owner, Ownership};

/// Users of one permission that are kept.
const KEPT: usize = 8;

/// A kind that policies name because a person types it in; that says nothing of
/// a permission to read it.
const TYPED_IN: &str = "phone_number";

/// A requested permission, with all that was found out about it.
#[derive(Debug, Clone)]
pub struct RequestedPermission<'a> {
    /// Full name.
    pub name: &'a str,
    /// Its signature, where there is one.
    pub known: Option<&'a Permission>,
    /// Element that asks for it.
    pub kind: UsesPermissionKind,
    /// Not asked for above this API level.
    pub max_sdk: Option<u32>,
    /// PI types that it opens.
    pub pi_types: &'a [String],
    /// A policy must name it.
    pub must_be_told: bool,
    /// Whether anything in the package uses it.
    pub used: Used,
    /// Who uses it: API or component, caller and owner.
    pub users: Vec<(String, String, Arc<Owner>)>,
    /// What the policy says of it.
    pub in_policy: InPolicy,
    /// The policy's words.
    pub span: Option<Span>,
    /// Its purpose is told, in the policy or in the manifest (T/TAF 076-2020).
    pub purpose_told: bool,
}

/// Whether code uses a permission.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Used {
    /// A call, intent, URI or component needs it.
    Yes,
    /// Every known use was looked for in readable code, and none is there.
    No,
    /// Code could not be read, or no use of it is known.
    Unknown,
}

/// What the policy says of a permission, SDK or PI type.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum InPolicy {
    /// Named exactly.
    Yes,
    /// Only a broader word, a vendor or a kind of information is named.
    Broad,
    /// Not named.
    No,
    /// There is no policy to look in, or it could not be read.
    #[serde(rename = "unknown")]
    NoPolicy,
}

/// Requested permissions, sorted by name; a name asked for twice stands once.
pub(super) fn requested<'a>(
    facts: &'a AppFacts,
    set: &'a Signatures,
    calls: &[AttributedCall],
    ownership: &Ownership,
    code_is_readable: bool,
) -> Vec<RequestedPermission<'a>> {
    let mut rows: BTreeMap<&str, RequestedPermission> = BTreeMap::new();
    for asked in &facts.manifest.uses_permissions {
        let row = rows.entry(&asked.name).or_insert_with(|| {
            let known = set.permission(&asked.name);
            RequestedPermission {
                name: &asked.name,
                known,
                kind: asked.kind,
                max_sdk: asked.max_sdk,
                pi_types: known.map_or(&[][..], |p| &p.pi_types),
                must_be_told: known.is_some_and(|p| p.must_be_told),
                used: Used::Unknown,
                users: Vec::new(),
                in_policy: InPolicy::NoPolicy,
                span: None,
                purpose_told: false,
            }
        });
        // Asked for twice: the wider request counts.
        row.max_sdk = row.max_sdk.zip(asked.max_sdk).map(|(a, b)| a.max(b));
    }
    let mut explained: HashMap<&str, Vec<&AttributedCall>> = HashMap::new();
    for call in calls {
        for name in call.permissions.iter().chain(call.widened_by) {
            let calls = explained.entry(name).or_default();
            // Needed, and widening besides.
            if calls.last().is_none_or(|last| !std::ptr::eq(*last, call)) {
                calls.push(call);
            }
        }
    }
    rows.into_values()
        .map(|mut row| {
            let mut hinted = false;
            row.users = components(facts, set, ownership, row.name);
            for call in explained.get(row.name).into_iter().flatten() {
                hinted |= call.is_hint;
                if !call.is_hint {
                    let more = KEPT.saturating_sub(row.users.len());
                    row.users.extend(callers(call).take(more));
                }
            }
            row.users.truncate(KEPT);
            row.used = used(&row, set, hinted, code_is_readable);
            told(facts, set, &mut row);
            row
        })
        .collect()
}

/// Permissions that an app can hold: those of its manifest, and those that they
/// bring with them. `None` where the manifest could not be read whole.
pub(super) fn held(facts: &AppFacts) -> Option<BTreeSet<&str>> {
    if facts.limitations.iter().any(|l| l.area == Area::Manifest) {
        return None;
    }
    let manifest = &facts.manifest;
    let asked = manifest.uses_permissions.iter().map(|p| p.name.as_str());
    // A service that only the system may bind holds what the user turns on for
    // it: BIND_ACCESSIBILITY_SERVICE, BIND_NOTIFICATION_LISTENER_SERVICE.
    let bound = manifest.components.iter();
    let bound = bound.filter_map(|c| c.permission.as_deref());
    let mut held: BTreeSet<&str> = asked.chain(bound).collect();
    for (asked, brings) in BROUGHT {
        if held.contains(asked) {
            held.insert(brings);
        }
    }
    Some(held)
}

/// Permissions that the platform adds to a request (PackageParser,
/// `SPLIT_PERMISSIONS`), or whose holder passes the narrower check.
const BROUGHT: [(&str, &str); 3] = [
    (
        "android.permission.WRITE_EXTERNAL_STORAGE",
        "android.permission.READ_EXTERNAL_STORAGE",
    ),
    (
        "android.permission.ACCESS_FINE_LOCATION",
        "android.permission.ACCESS_COARSE_LOCATION",
    ),
    (
        "android.permission.READ_CONTACTS",
        "android.permission.GET_ACCOUNTS",
    ),
];

type User = (String, String, Arc<Owner>);

fn callers(call: &AttributedCall<'_>) -> impl Iterator<Item = User> {
    call.callers.iter().map(|caller| {
        let at = format!("{}.{}", caller.method.class, caller.method.method);
        (call.api.to_owned(), at, Arc::clone(&call.owner))
    })
}

/// Components that need a permission: a receiver of a broadcast that only its
/// holders get, a service in the foreground of the type that it opens, a
/// component that only its holders may bind.
fn components(
    facts: &AppFacts,
    set: &Signatures,
    ownership: &Ownership,
    permission: &str,
) -> Vec<User> {
    let broadcasts = set.permission_index.broadcasts(permission);
    let broadcasts: Vec<&Api> = broadcasts.iter().map(|&api| &set.apis[api]).collect();
    let mut found = Vec::new();
    for component in facts.manifest.components.iter().filter(|c| c.enabled) {
        let broadcast = broadcasts.iter().find(|api| {
            let action = api.argument.as_deref().unwrap_or_default();
            component.kind == ComponentKind::Receiver && component.has_action(action)
        });
        let mut types = component.foreground_service_types.iter();
        let why = if let Some(api) = broadcast {
            api.id.clone()
        } else if let Some(name) = types.find(|name| opened_by(permission, name)) {
            format!("foregroundServiceType {name}")
        } else if component.permission.as_deref() == Some(permission) {
            "android:permission".to_owned()
        } else {
            continue;
        };
        let owner = ownership.of(&component.name, &[]);
        found.push((why, component.name.clone(), owner.into()));
    }
    found
}

/// Prefix of the permissions of which each opens one `foregroundServiceType`.
const FOREGROUND: &str = "android.permission.FOREGROUND_SERVICE_";

/// Whether a permission is the one for a `foregroundServiceType`:
/// `FOREGROUND_SERVICE_MEDIA_PLAYBACK` for `mediaPlayback`.
fn opened_by(permission: &str, foreground_type: &str) -> bool {
    let wanted = permission.strip_prefix(FOREGROUND).unwrap_or_default();
    !wanted.is_empty() && letters(wanted).eq(letters(foreground_type))
}

fn letters(text: &str) -> impl Iterator<Item = u8> {
    let bytes = text.bytes().filter(u8::is_ascii_alphanumeric);
    bytes.map(|b| b.to_ascii_uppercase())
}

fn used(row: &RequestedPermission, set: &Signatures, hinted: bool, code_is_readable: bool) -> Used {
    if !row.users.is_empty() {
        return Used::Yes;
    }
    if row.name.starts_with(FOREGROUND) {
        // A type must stand in the manifest, whatever code says.
        return Used::No;
    }
    let has_known_use = set.permission_index.explains(row.name);
    if code_is_readable && !hinted && has_known_use && row.known.is_some_and(|p| !p.silent) {
        Used::No
    } else {
        Used::Unknown
    }
}

fn told(facts: &AppFacts, set: &Signatures, row: &mut RequestedPermission) {
    // T/TAF 076-2020: the purpose as meta-data named by the permission.
    let in_manifest = facts
        .manifest
        .meta_data
        .iter()
        .any(|m| m.name == row.name && m.value.as_ref().is_some_and(|v| !v.trim().is_empty()));
    row.purpose_told = in_manifest;
    let Some(declarations) = &facts.policy.declarations else {
        return;
    };
    let mut named: Vec<&DeclaredPermission> = declarations
        .permissions
        .iter()
        .filter(|d| d.permission == row.name)
        .collect();
    named.sort_by_key(|d| (d.broad, d.purpose.is_none()));
    row.purpose_told |= named.iter().any(|d| d.purpose.is_some());
    row.in_policy = match named.first() {
        Some(d) if d.broad => InPolicy::Broad,
        Some(_) => InPolicy::Yes,
        None => InPolicy::No,
    };
    row.span = named.first().map(|d| d.evidence.clone());
    if row.in_policy == InPolicy::No {
        // The information is named although the permission is not.
        let information = information(set, declarations, row.pi_types);
        if let Some(span) = information {
            row.in_policy = InPolicy::Broad;
            row.span = Some(span.clone());
        }
    }
}

/// The policy's words on any kind that a permission opens, in the app's own
/// list: what an SDK's row tells is not what the app asks for.
fn information<'a>(
    set: &Signatures,
    declarations: &'a Declarations,
    opened: &[String],
) -> Option<&'a Span> {
    let opened = opened.iter().filter(|pi| *pi != TYPED_IN);
    opened
        .filter_map(|pi| {
            let mut own = declarations.pi_types.iter();
            own.find(|declared| naming::speaks_of(set, &declared.pi_type, pi))
        })
        .map(|declared| &declared.evidence)
        .next()
}

#[cfg(test)]
mod tests {
    use super::opened_by;

    #[test]
    fn foreground_types_and_their_permissions() {
        for (permission, foreground_type, want) in [
            (
                "android.permission.FOREGROUND_SERVICE_MEDIA_PLAYBACK",
                "mediaPlayback",
                true,
            ),
            (
                "android.permission.FOREGROUND_SERVICE_LOCATION",
                "location",
                true,
            ),
            (
                "android.permission.FOREGROUND_SERVICE_LOCATION",
                "camera",
                false,
            ),
            ("android.permission.FOREGROUND_SERVICE", "location", false),
            ("android.permission.CAMERA", "camera", false),
        ] {
            assert_eq!(opened_by(permission, foreground_type), want, "{permission}");
        }
    }
}
