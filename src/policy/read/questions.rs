//! Declarations that a sentence states or denies, asked one by one.

use super::text::{Reading, Sentence};
use crate::policy::lexicon::Topic;
use crate::policy::{Declared, Span};

/// Sentences kept as evidence.
pub(super) const EVIDENCE: usize = 5;

/// What a sentence says of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Silent,
    /// States it; higher is clearer.
    Yes(u8),
    /// Denies it.
    No(u8),
}

impl Answer {
    /// `Yes(clarity)` where `holds`.
    pub fn when(holds: bool, clarity: u8) -> Self {
        if holds {
            Answer::Yes(clarity)
        } else {
            Answer::Silent
        }
    }

    /// The statement as a denial.
    pub fn denied(self) -> Self {
        match self {
            Answer::Yes(clarity) => Answer::No(clarity),
            other => other,
        }
    }

    /// This answer, or the other where this one is silent.
    pub fn or(self, other: Answer) -> Self {
        if self == Answer::Silent { other } else { self }
    }
}

/// Asks every sentence that is not a heading. A statement outweighs a denial:
/// policies deny in general and state in particular ("不会…，但…").
pub(super) fn ask(
    reading: &Reading,
    home: &[Topic],
    question: impl Fn(&Reading, &Sentence) -> Answer,
) -> Declared<bool> {
    let mut yes: Vec<(u8, usize)> = Vec::new();
    let mut no: Vec<(u8, usize)> = Vec::new();
    for sentence in reading.told() {
        let index = sentence.index;
        let bonus = || u8::from(sentence.topics.any(home)) + u8::from(sentence.near.any(home));
        match question(reading, sentence) {
            Answer::Silent => {}
            Answer::Yes(clarity) => yes.push((clarity + bonus(), index)),
            Answer::No(clarity) => no.push((clarity + bonus(), index)),
        }
    }
    let (value, places) = match (yes.is_empty(), no.is_empty()) {
        (false, _) => (Some(true), yes),
        (true, false) => (Some(false), no),
        (true, true) => (None, Vec::new()),
    };
    Declared {
        value,
        evidence: best(reading, places),
        searched: searched(reading, home, value.is_some()),
    }
}

/// Spans of the clearest places, the earlier first among equals.
pub(super) fn best(reading: &Reading, mut places: Vec<(u8, usize)>) -> Vec<Span> {
    places.sort_by_key(|(clarity, index)| (std::cmp::Reverse(*clarity), *index));
    places
        .into_iter()
        .take(EVIDENCE)
        .filter_map(|(_, index)| reading.sentences.get(index))
        .map(|sentence| reading.span(sentence))
        .collect()
}

/// Headings that were searched, for a declaration that was not found.
pub(super) fn searched(reading: &Reading, home: &[Topic], found: bool) -> Vec<String> {
    if found {
        Vec::new()
    } else {
        reading.headings(home)
    }
}

/// A value with the sentence that gives it.
pub(super) fn stated<T>(
    reading: &Reading,
    value: Option<(T, usize)>,
    home: &[Topic],
) -> Declared<T> {
    match value {
        Some((value, index)) => Declared {
            value: Some(value),
            evidence: best(reading, vec![(0, index)]),
            searched: Vec::new(),
        },
        None => Declared {
            searched: reading.headings(home),
            ..Declared::default()
        },
    }
}
