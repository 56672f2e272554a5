//! Holds app types, legal sources and the table of facts to their own rules.

use std::collections::BTreeSet;

use tongbao::signatures::Signatures;

#[test]
fn there_are_39_app_types_in_order() {
    let set = Signatures::builtin();
    let numbers: Vec<u8> = set.app_types.iter().map(|kind| kind.number).collect();
    assert_eq!(numbers, (1..=39).collect::<Vec<u8>>());
    let none = set
        .app_types
        .iter()
        .filter(|kind| kind.necessary.is_empty());
    assert_eq!(none.count(), 13, "types that need no personal information");
    for kind in &set.app_types {
        for group in &kind.needs {
            assert!(!kind.unrelated.contains(group), "{}: {group:?}", kind.id);
        }
        for id in kind.necessary.iter().flat_map(|item| &item.pi_types) {
            assert!(set.pi_type(id).is_some(), "{}: {id}", kind.id);
        }
        for pattern in &kind.signs.sdks {
            let known = set
                .sdks
                .iter()
                .any(|sdk| tongbao::signatures::glob(pattern, &sdk.id));
            assert!(known, "{}: {pattern}", kind.id);
        }
    }
}

#[test]
fn every_category_cites_a_document_of_the_table() {
    let set = Signatures::builtin();
    for category in &set.categories {
        let clause = &category.clause;
        let known = set
            .sources
            .iter()
            .any(|d| d.number == clause.number && d.title.zh == clause.document);
        assert!(
            known,
            "{}: {} {}",
            category.id, clause.document, clause.number
        );
    }
}

#[test]
fn facts_name_categories_and_clauses_that_exist() {
    let set = Signatures::builtin();
    let clauses: BTreeSet<String> = set
        .sources
        .iter()
        .flat_map(|d| d.clauses.iter().map(move |c| format!("{}/{}", d.id, c.id)))
        .collect();
    let mut mapped = BTreeSet::new();
    for fact in &set.regulated {
        for id in &fact.categories {
            assert!(set.category(id).is_some(), "{}: {id}", fact.id);
            assert!(mapped.insert(id.as_str()), "{}: {id} twice", fact.id);
        }
        for clause in &fact.clauses {
            assert!(clauses.contains(clause), "{}: {clause}", fact.id);
        }
    }
    for category in &set.categories {
        assert!(
            mapped.contains(category.id.as_str()),
            "{}: in no fact",
            category.id
        );
    }
}
