//! Where in a TOML file a value stands: from `rule[0].when` to bytes.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// Bytes of the value at a path of keys and indices, in quotes where it has
/// some. A path that leads nowhere gives the deepest value on the way.
pub(crate) fn place(text: &str, path: &str) -> Option<Range<usize>> {
    let table = DeTable::parse(text).ok()?;
    let mut found = None;
    let mut value: Option<&DeValue> = None;
    for step in steps(path) {
        let next = match (&step, value) {
            (Step::Key(key), None) => {
                let entry = table.get_ref().iter().find(|(k, _)| k.get_ref() == key);
                entry.map(|(_, v)| v)
            }
            (Step::Key(key), Some(DeValue::Table(table))) => {
                let entry = table.iter().find(|(k, _)| k.get_ref() == key);
                entry.map(|(_, v)| v)
            }
            (Step::Index(index), Some(DeValue::Array(items))) => items.get(*index),
            _ => None,
        };
        let Some(next) = next else { break };
        found = Some(next.span());
        value = Some(next.get_ref());
    }
    found
}

/// Bytes of a part of the string at a path: `part` counts in the string's own
/// text. Exact where the string is written without escapes.
pub(crate) fn within(text: &str, path: &str, part: &Range<usize>) -> Option<Range<usize>> {
    let whole = place(text, path)?;
    let raw = text.get(whole.clone())?;
    let mut open = match raw.as_bytes() {
        [b'"', b'"', b'"', ..] | [b'\'', b'\'', b'\'', ..] => 3,
        [b'"' | b'\'', ..] => 1,
        _ => return Some(whole),
    };
    if open == 3 {
        open += raw.get(3..).map_or(0, |rest| {
            usize::from(rest.starts_with('\n')) + 2 * usize::from(rest.starts_with("\r\n"))
        });
    }
    let start = (whole.start + open + part.start).min(whole.end);
    let end = (whole.start + open + part.end).clamp(start, whole.end);
    let mut range = start..end;
    while !text.is_char_boundary(range.start) {
        range.start -= 1;
    }
    while !text.is_char_boundary(range.end) {
        range.end += 1;
    }
    Some(range)
}

enum Step {
    Key(String),
    Index(usize),
}

fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let mut pieces = part.split('[');
        let key = pieces.next().unwrap_or_default();
        if !key.is_empty() {
            steps.push(Step::Key(key.into()));
        }
        let indices = pieces.filter_map(|p| p.strip_suffix(']')?.parse().ok());
        steps.extend(indices.map(Step::Index));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "id = 'x'\n[[rule]]\nwhen = \"a and b\"\n[[rule]]\nwhen = '''\nc or d'''\n[title]\nzh = \"名\"\n";

    #[test]
    fn paths_lead_to_values() {
        for (path, expected) in [
            ("id", "'x'"),
            ("rule[0].when", "\"a and b\""),
            ("rule[1].when", "'''\nc or d'''"),
            ("title.zh", "\"名\""),
        ] {
            let range = place(FILE, path).unwrap();
            assert_eq!(&FILE[range], expected, "{path}");
        }
        assert_eq!(place(FILE, "nothing"), None);
        assert_eq!(place("not toml [", "id"), None);
    }

    #[test]
    fn parts_of_strings() {
        let range = within(FILE, "rule[0].when", &(6..7)).unwrap();
        assert_eq!(&FILE[range], "b");
        let range = within(FILE, "rule[1].when", &(5..6)).unwrap();
        assert_eq!(&FILE[range], "d");
        let range = within(FILE, "title.zh", &(1..900)).unwrap();
        assert!(FILE.get(range).is_some());
    }
}
