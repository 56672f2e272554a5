//! Categories: texts, sources, kinship, rules and their proof.

use std::collections::HashSet;

use super::{Faults, nearest};
use crate::signatures::model::{Assessable, Category, Claim, Rule};

pub(super) fn lint(faults: &mut Faults) {
    let set = faults.set;
    for (index, category) in set.categories.iter().enumerate() {
        let subject = format!("categories/{}", category.id);
        texts(faults, &subject, category);
        source(faults, &subject, category);
        kin(faults, &subject, category);
        assessable(faults, &subject, category);
        rules(faults, &subject, category, index);
        proof(faults, &subject, category);
    }
}

fn texts(faults: &mut Faults, subject: &str, category: &Category) {
    for (field, text) in [
        ("title", &category.title),
        ("explanation", &category.explanation),
        ("blind_spots", &category.blind_spots),
        ("remedy", &category.remedy),
        ("manual_check", &category.manual_check),
    ] {
        faults.both_languages(subject, field, text);
    }
    for (index, rule) in category.rules.iter().enumerate() {
        faults.both_languages(subject, &format!("rule[{index}].text"), &rule.text);
    }
}

/// The clause is of a document that the set knows, with its number.
fn source(faults: &mut Faults, subject: &str, category: &Category) {
    let set = faults.set;
    let number = &category.clause.number;
    let known = set.sources.iter().find(|d| d.number == *number);
    match known {
        None => {
            let help = nearest(number, set.sources.iter().map(|d| d.number.as_str()));
            let help = if help.is_empty() {
                "enter it in clauses/, with title and date".into()
            } else {
                help
            };
            let message = format!("`{number}` is not in clauses/");
            faults.add(subject, "clause.number", "unknown-document", message, &help);
        }
        Some(document) if document.title.zh != category.clause.document => {
            let message = format!("{number} is {}", document.title.zh);
            faults.add(
                subject,
                "clause.document",
                "wrong-title",
                message,
                "write the title as clauses/ has it",
            );
        }
        Some(_) => {}
    }
    if category.clause.clause.trim().is_empty() {
        let message = "the clause is empty".into();
        faults.add(
            subject,
            "clause.clause",
            "no-clause",
            message,
            "name article and item",
        );
    }
}

/// `same_fact` names categories that name this one, and at most one side has
/// rules.
fn kin(faults: &mut Faults, subject: &str, category: &Category) {
    let set = faults.set;
    for (index, other) in category.same_fact.iter().enumerate() {
        let path = format!("same_fact[{index}]");
        let Some(kin) = set.category(other) else {
            let help = nearest(other, set.categories.iter().map(|c| c.id.as_str()));
            let message = format!("`{other}` is not in categories/");
            faults.add(subject, &path, "unknown-category", message, &help);
            continue;
        };
        if !kin.same_fact.contains(&category.id) {
            faults.add(
                subject,
                &path,
                "one-sided",
                format!("`{other}` does not name `{}` in turn", category.id),
                "enter it in the `same_fact` of the other category too",
            );
        }
        if !category.rules.is_empty() && !kin.rules.is_empty() {
            faults.add(
                subject,
                &path,
                "rules-twice",
                format!("`{other}` has rules too: the fact would be found twice"),
                "keep the rules in one of the two",
            );
        }
    }
}

fn assessable(faults: &mut Faults, subject: &str, category: &Category) {
    let set = faults.set;
    let held = category.same_fact.iter().filter_map(|id| set.category(id));
    let decided = |c: &Category| c.rules.iter().any(|rule| rule.verdict != Claim::Hint);
    let somehow = decided(category) || held.into_iter().any(decided);
    let message = match (category.assessable, somehow) {
        (Assessable::No, true) => "has rules that decide it, and `assessable` says no",
        (Assessable::Yes | Assessable::Part | Assessable::Listing, false) => {
            "no rule here or in a category of the same fact decides it"
        }
        _ => return,
    };
    faults.add(
        subject,
        "assessable",
        "assessable",
        message.into(),
        "add a [[rule]], or set `assessable = \"no\"`; rules with verdict `hint` only inform the manual check",
    );
}

fn rules(faults: &mut Faults, subject: &str, category: &Category, index: usize) {
    let set = faults.set;
    let mut ids = HashSet::new();
    for (position, rule) in category.rules.iter().enumerate() {
        if !ids.insert(rule.id.as_str()) {
            let message = format!("a rule called `{}` stands above", rule.id);
            let path = format!("rule[{position}].id");
            faults.add(
                subject,
                &path,
                "rule-twice",
                message,
                "give it a name of its own",
            );
        }
        references(faults, subject, rule, position);
    }
    for (position, why) in set.rulebook.unreachable(index) {
        faults.add(
            subject,
            &format!("rule[{position}].when"),
            "unreachable",
            why,
            "rules are tried in order: put the narrower one first, or remove it",
        );
    }
}

/// Ids in quotes must exist.
fn references(faults: &mut Faults, subject: &str, rule: &Rule, position: usize) {
    let set = faults.set;
    let path = format!("rule[{position}].when");
    for (field, text) in crate::judge::literals(&rule.when, &rule.each) {
        let known: Vec<&str> = match field {
            "pi" | "collects" | "pi_types" | "kinds" | "sensitive_types" => {
                set.pi_types.iter().map(|p| p.id.as_str()).collect()
            }
            "api" => set.apis.iter().map(|a| a.id.as_str()).collect(),
            "sdk.id" | "listed.id" | "sdk_id" | "switches_called" => {
                set.sdks.iter().map(|s| s.id.as_str()).collect()
            }
            "permission.name" | "permissions" | "declared_permission.name" => {
                set.permissions.iter().map(|p| p.name.as_str()).collect()
            }
            _ => continue,
        };
        if known.contains(&text.as_str()) {
            continue;
        }
        let start = rule.when.find(&text).unwrap_or(0);
        faults.part(
            subject,
            &path,
            Some(start..start + text.len()),
            "dead-reference",
            format!("nothing is called `{text}`"),
            &nearest(&text, known.into_iter()),
        );
    }
}

/// Every rule is exercised by an example, and some example shows what the
/// category does not mean.
fn proof(faults: &mut Faults, subject: &str, category: &Category) {
    if category.rules.is_empty() {
        return;
    }
    for (position, rule) in category.rules.iter().enumerate() {
        if !category
            .examples
            .iter()
            .any(|e| e.finds.contains_key(&rule.id))
        {
            faults.add(
                subject,
                &format!("rule[{position}].id"),
                "no-example",
                format!("no example exercises the rule `{}`", rule.id),
                "add an [[example]] whose `finds` names it",
            );
        }
    }
    if !category.examples.iter().any(|e| e.finds.is_empty()) {
        faults.add(
            subject,
            "id",
            "no-counter-example",
            "no example shows an app that only looks as if".into(),
            "add an [[example]] without `finds`",
        );
    }
}
