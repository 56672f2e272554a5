//! Whether a text holds one of a few words, in one pass.

use aho_corasick::AhoCorasick;

/// Words, found anywhere; Latin letters in either case.
pub(super) struct Words(AhoCorasick);

impl Words {
    /// # Panics
    /// Never: a few short words are within the automaton's limits.
    pub(super) fn new(words: &[&str]) -> Self {
        let mut builder = AhoCorasick::builder();
        let automaton = builder.ascii_case_insensitive(true).build(words);
        Self(automaton.expect("a few short words"))
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}
