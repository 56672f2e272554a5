//! "Did you mean": the known name that a misspelt one is nearest to.

/// The nearest of the known names, if it is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = known.into_iter().map(|name| {
        let likeness = strsim::jaro_winkler(word, name);
        (likeness, name)
    });
    let best = near.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.75).then_some(best.1)
}

/// The end of a message: `; did you mean `x`?`, or nothing.
pub fn hint(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_offered_and_far_ones_are_not() {
        let known = ["ignore", "limits", "policies"];
        assert_eq!(nearest("ignores", known), Some("ignore"));
        assert_eq!(nearest("polices", known), Some("policies"));
        assert_eq!(nearest("x", known), None);
        assert_eq!(nearest("x", []), None);
    }
}
