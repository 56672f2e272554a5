//! What lint asks of rules: the texts they compare, and those never reached.

use crate::judge::condition::{self, Comparison, Field, Node, Operand};
use crate::judge::subjects::{KINDS, kind};

use super::Rulebook;

/// Texts that a rule's condition compares, each with the field that it is
/// compared with: `permission.name` where fields of several kinds share a name.
pub(crate) fn literals(when: &str, each: &str) -> Vec<(&'static str, String)> {
    let Some(node) = kind(each).and_then(|each| condition::compile(when, each).ok()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    collect(&node, &mut found);
    found
}

fn collect(node: &Node, found: &mut Vec<(&'static str, String)>) {
    let mut pair = |a: &Operand, b: &Operand| {
        if let (Operand::Field { field, .. }, Operand::Text(text))
        | (Operand::Text(text), Operand::Field { field, .. }) = (a, b)
        {
            found.push((qualified(field), text.clone()));
        }
    };
    match node {
        Node::Compare(a, _, b) => pair(a, b),
        Node::In(one, items) | Node::Contains(one, items) => {
            items.iter().for_each(|item| pair(one, item));
        }
        Node::Not(inner) | Node::Exists(_, inner) | Node::Every(_, inner) => collect(inner, found),
        Node::All(sides) | Node::Any(sides) => sides.iter().for_each(|n| collect(n, found)),
        _ => {}
    }
}

/// A field's name, with its kind's where the name alone says too little.
fn qualified(field: &'static Field) -> &'static str {
    let owner = KINDS
        .iter()
        .find(|kind| kind.fields.iter().any(|f| std::ptr::eq(f, field)));
    match (owner.map(|kind| kind.name), field.name) {
        (Some("permission"), "name") => "permission.name",
        (Some("declared_permission"), "name") => "declared_permission.name",
        (Some("sdk"), "id") => "sdk.id",
        (Some("listed"), "id") => "listed.id",
        (_, name) => name,
    }
}

impl Rulebook {
    /// Rules of a category that can never make a finding, with the reason.
    pub(crate) fn unreachable(&self, category: usize) -> Vec<(usize, String)> {
        let rules = self.categories.get(category).map_or(&[][..], |r| &r.rules);
        let parts: Vec<Vec<String>> = rules.iter().map(|rule| conjuncts(&rule.when)).collect();
        let mut found = Vec::new();
        for (index, (rule, own)) in rules.iter().zip(&parts).enumerate() {
            if let Some(part) = own.iter().find(|part| own.contains(&opposite(part))) {
                let part = part.trim_start_matches("not ");
                found.push((index, format!("it asks for `{part}` and for its opposite")));
                continue;
            }
            if let Some(words) = clash(&rule.when) {
                found.push((index, words));
                continue;
            }
            let earlier = rules.iter().zip(&parts).take(index);
            let taken = earlier
                .filter(|(e, _)| e.kind.name == rule.kind.name && e.subject == rule.subject)
                .find(|(_, parts)| parts.iter().all(|part| own.contains(part)));
            if let Some((earlier, _)) = taken {
                found.push((
                    index,
                    format!("the rule `{}` above takes every case", earlier.id),
                ));
            }
        }
        found
    }
}

/// The conditions that must all hold, spelt alike where they are alike.
fn conjuncts(node: &Node) -> Vec<String> {
    match node {
        Node::All(sides) => sides.iter().flat_map(conjuncts).collect(),
        Node::Constant(true) => Vec::new(),
        Node::Constant(false) => vec!["false".into(), "not false".into()],
        other => vec![other.to_string()],
    }
}

fn opposite(part: &str) -> String {
    match part.strip_prefix("not ") {
        Some(rest) => rest.into(),
        None => format!("not {part}"),
    }
}

/// A field that would have to be two things at once.
fn clash(node: &Node) -> Option<String> {
    let Node::All(sides) = node else { return None };
    let mut seen: Vec<(String, String)> = Vec::new();
    for side in sides {
        if let Node::Compare(field, Comparison::Equal, value) = side {
            let (field, value) = (field.to_string(), value.to_string());
            if let Some((_, other)) = seen.iter().find(|(f, v)| *f == field && *v != value) {
                return Some(format!("`{field}` cannot be both {other} and {value}"));
            }
            seen.push((field, value));
        }
    }
    None
}
