//! How well a policy names a kind of personal information.

use crate::policy::{Coverage, Declarations, Span};
use crate::signatures::Signatures;

/// Depth of the hierarchy of kinds that is looked at, in case it loops.
const DEPTH: usize = 8;

/// Best naming of a kind: in the app's own list, or in any SDK's row.
pub(super) fn named<'a>(
    set: &Signatures,
    declarations: &'a Declarations,
    pi: &str,
) -> (Coverage, Option<&'a Span>) {
    let mut broad = None;
    for (declared, span) in declared(declarations) {
        match covers(set, declared, pi) {
            Coverage::Exact => return (Coverage::Exact, Some(span)),
            Coverage::Broad => broad = broad.or(Some(span)),
            Coverage::No => {}
        }
    }
    match broad {
        Some(span) => (Coverage::Broad, Some(span)),
        None => (Coverage::No, None),
    }
}

/// Kinds that a policy says are collected, by the app or by an SDK of its list.
fn declared(declarations: &Declarations) -> impl Iterator<Item = (&str, &Span)> {
    let own = declarations.pi_types.iter();
    let rows = declarations.third_party.sdk_list.iter();
    own.map(|d| (d.pi_type.as_str(), &d.evidence))
        .chain(rows.flat_map(|row| row.pi_types.iter().map(|id| (id.as_str(), &row.evidence))))
}

/// How well naming `declared` names `pi`. Naming a part of a broad kind (IMEI of
/// 设备标识符) speaks of that kind, though not of the whole of it.
pub(super) fn covers(set: &Signatures, declared: &str, pi: &str) -> Coverage {
    match set.lexicon().covers(declared, pi) {
        Coverage::No if is_part(set, declared, pi) => Coverage::Broad,
        other => other,
    }
}

/// Whether `pi` is an ancestor of `part`.
fn is_part(set: &Signatures, part: &str, pi: &str) -> bool {
    let parent = |id: &&str| set.pi_type(id)?.parent.as_deref();
    std::iter::successors(parent(&part), |id| parent(id))
        .take(DEPTH)
        .any(|id| id == pi)
}

/// Whether naming `declared` speaks of what a permission for `pi` opens: the
/// kind itself or the next broader one. A sensitive kind that must be named by
/// itself (后台位置) is not told by the broader one.
pub(super) fn speaks_of(set: &Signatures, declared: &str, pi: &str) -> bool {
    if set.lexicon().covers(declared, pi) == Coverage::Exact {
        return true;
    }
    set.pi_type(pi)
        .is_some_and(|kind| !kind.sensitive && kind.parent.as_deref() == Some(declared))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_speaks_of_a_permission() {
        let set = Signatures::builtin();
        for (declared, pi, want) in [
            ("location_fine", "location_fine", true),
            ("location", "location_fine", true),
            ("location_coarse", "location_fine", false),
            ("location", "location_background", false),
            ("device_identifier", "imei", true),
            ("device_info", "imei", false),
            ("phone_number", "imei", false),
        ] {
            assert_eq!(speaks_of(&set, declared, pi), want, "{declared} {pi}");
        }
    }
}
