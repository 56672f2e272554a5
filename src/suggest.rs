//! "Did you mean": the known name that a misspelt one is nearest to.

/// The nearest of the known names, if at most half of its letters differ.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = |text: &str| text.chars().count();
    known
        .into_iter()
        .map(|name| (strsim::levenshtein(word, name), name))
        .filter(|(far, name)| *far <= length(name).max(length(word)) / 2)
        .min()
        .map(|(_, name)| name)
}

/// The end of a message: `; did you mean `x`?`, or nothing.
pub fn hint(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

/// Adds the nearest key to serde's "unknown field `x`, expected one of `a`, `b`".
pub fn with_hint(message: &str) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match quoted.split_first() {
        Some((word, known)) if message.starts_with("unknown") => {
            let nearest = nearest(word, known.iter().copied());
            format!("{message}{}", hint(nearest))
        }
        _ => message.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_offered_and_far_ones_are_not() {
        let keys = ["ignore", "limits", "policies"];
        let fields = ["in_policy", "must_be_told", "used"];
        for (typed, known, expected) in [
            ("ignores", keys, Some("ignore")),
            ("polices", keys, Some("policies")),
            ("x", keys, None),
            ("in_polcy", fields, Some("in_policy")),
            ("inpolicy", fields, Some("in_policy")),
            ("use", fields, Some("used")),
            ("zzzzzz", fields, None),
        ] {
            assert_eq!(nearest(typed, known), expected, "{typed}");
        }
        assert_eq!(nearest("x", []), None);
    }
}
