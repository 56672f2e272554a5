//! What conditions can ask about: kinds of subjects and their fields.
//!
//! One file per family. The tables are data: checking a condition, evaluating
//! it, and the reference that `tongbao signatures fields` prints all read them.

mod app;
mod code;
mod information;
mod listing;
mod policy;
mod policy_rows;
mod sdk;
mod start;
mod view;

pub(crate) use view::View;

use super::condition::Kind;

/// Pieces of evidence per subject.
const KEPT: usize = 3;
/// How well a policy names something.
const NAMED: &[&str] = &["yes", "broad", "no"];

/// Every kind of subject.
pub(crate) static KINDS: &[&Kind] = &[
    &app::APP,
    &app::ICON,
    &code::CODE,
    &policy::POLICY,
    &app::PERMISSION,
    &app::COMPONENT,
    &sdk::SDK,
    &sdk::LISTED,
    &sdk::DISCLOSURE,
    &information::INFORMATION,
    &information::STARTUP,
    &code::CALL,
    &start::START,
    &policy_rows::DOCUMENT,
    &policy_rows::DECLARED_PERMISSION,
    &policy_rows::DECLARED_INFORMATION,
    &policy_rows::DEFECT,
    &policy_rows::CONTRADICTION,
    &policy_rows::FORM,
    &listing::LISTING,
    &listing::LISTING_PERMISSION,
];

/// The kind with this name.
pub(crate) fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name).copied()
}

/// A table of fields: name, type, meaning in Chinese and English, and how to
/// read it from the row that `$at` finds.
macro_rules! fields {
    ($at:path; $($name:literal, $kind:expr, $zh:literal, $en:literal, |$view:pat_param, $row:pat_param| $value:expr;)*) => {
        &[$($crate::judge::condition::Field {
            name: $name,
            kind: $kind,
            about: ($zh, $en),
            get: |view, index| match $at(view, index) {
                Some($row) => {
                    let $view = view;
                    $value
                }
                None => $crate::judge::condition::Value::Absent,
            },
        }),*]
    };
}
use fields;
