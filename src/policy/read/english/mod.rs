//! Grammar that English needs and Chinese does not: clauses that a negation
//! reaches over, subjects, and words that stand apart by more characters. Each file
//! reads one family of declarations in English.

pub(super) mod abroad;
pub(super) mod care;
pub(super) mod contact;
pub(super) mod minors;
pub(super) mod rights;
pub(super) mod sdks;
pub(super) mod sharing;

use super::text::Sentence;
use crate::policy::chars::is_word;

/// A sentence in lower case, with plain quotes.
#[derive(Debug)]
pub(super) struct English {
    text: String,
    /// Bytes of `text` that words begin at.
    words: Vec<u32>,
    /// A bit for each two letters that a word begins with: most words are told to be
    /// absent by theirs.
    fronts: [u64; 4],
}

/// Words that deny.
const NEGATIONS: &[&str] = &[
    "not",
    "never",
    "no",
    "nor",
    "neither",
    "cannot",
    "without",
    "none",
    "nobody",
    "don't",
    "doesn't",
    "won't",
    "can't",
    "isn't",
    "aren't",
    "didn't",
    "unable",
    "impossible",
    "refrain",
];

/// What ends the reach of a negation, beside `.`, `;`, `:` and brackets.
const ENDS: &[&str] = &[
    ", but ",
    " but we ",
    " but you ",
    ", and we ",
    ", and you ",
    ", we ",
    ", you ",
    ", it ",
    " however",
    " if ",
    " when ",
    " unless ",
    " because ",
    " which ",
    " who ",
    " although ",
    " while ",
    ", so ",
    " in order to ",
];

/// Negative words that deny nothing.
const IDLE: &[&str] = &[
    "not only",
    "not limited to",
    "whether or not",
    "no later than",
    "no longer than",
    "not later than",
    "no more than",
    "not more than",
    "not exceed",
    "without undue delay",
    "without delay",
    "without losing",
    "without limitation",
    "without prejudice",
    "no. ",
    "no charge",
    "without charge",
    "no cost",
    "not just",
    "not lost",
];

impl English {
    /// The sentence, if it is written in Latin letters.
    pub fn of<'s>(sentence: &'s Sentence) -> Option<&'s Self> {
        let english = || sentence.english.get_or_init(|| Self::new(sentence.text));
        sentence.latin.then(english)
    }

    fn new(text: &str) -> Self {
        let text = text
            .to_lowercase()
            .replace(['\u{2018}', '\u{2019}'], "'")
            .replace(['\u{201c}', '\u{201d}'], "\"")
            .replace("e-mail", "email");
        let mut inside = false;
        let mut fronts = [0; 4];
        let words = text
            .char_indices()
            .filter(|(_, c)| {
                let begins = !inside && is_word(*c);
                inside = is_word(*c);
                begins
            })
            .map(|(at, _)| {
                if let Some([a, b]) = text.as_bytes().get(at..at + 2) {
                    let front = front(*a, *b);
                    fronts[usize::from(front >> 6)] |= 1 << (front & 63);
                }
                at as u32
            })
            .collect();
        Self {
            text,
            words,
            fronts,
        }
    }

    /// Whether any of `words` stands in it, from the beginning of a word on:
    /// `delet` finds "deleting".
    pub fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.places(w).next().is_some())
    }

    /// Whether any of `words` stands in it that is not denied.
    pub fn says(&self, words: &[&str]) -> bool {
        words
            .iter()
            .any(|w| self.places(w).any(|at| !self.denied(at)))
    }

    /// Whether any of `words` stands in it, and each such place is denied; a
    /// label counts only by itself.
    pub fn denies(&self, words: &[&str]) -> bool {
        let label = self.label();
        let mut behind = words
            .iter()
            .flat_map(|w| self.places(w))
            .filter(|at| *at >= label)
            .peekable();
        behind.peek().is_some() && behind.all(|at| self.denied(at))
    }

    /// Whether a word of `a` and, in whatever order, one of `b` stand within
    /// `gap` characters.
    pub fn near(&self, a: &[&str], b: &[&str], gap: usize) -> bool {
        self.meet(a, b, gap, gap)
    }

    /// Likewise, `a` before `b`.
    pub fn before(&self, a: &[&str], b: &[&str], gap: usize) -> bool {
        self.meet(a, b, gap, 0)
    }

    fn meet(&self, a: &[&str], b: &[&str], ahead: usize, behind: usize) -> bool {
        let ends = |words: &[&str]| -> Vec<(usize, usize)> {
            let mut all = Vec::new();
            for word in words {
                all.extend(self.places(word).map(|at| (at, at + word.len())));
            }
            all
        };
        let firsts = ends(a);
        if firsts.is_empty() {
            return false;
        }
        let seconds = ends(b);
        firsts.iter().any(|(start, end)| {
            seconds.iter().any(|(from, to)| {
                (from >= end && from - end <= ahead)
                    || (behind > 0 && start >= to && start - to <= behind)
            })
        })
    }

    /// Begins with any of `words`, numbering and marks left out.
    pub fn opens(&self, words: &[&str]) -> bool {
        let body = self.text.trim_start_matches(|c: char| !c.is_alphabetic());
        let body = body.strip_prefix("the ").unwrap_or(body);
        let body = body.strip_prefix("right to ").unwrap_or(body);
        let body = body.strip_prefix("right of ").unwrap_or(body);
        words.iter().any(|w| body.starts_with(w))
    }

    /// Byte places of `word` at beginnings of words; a blank at its end stands
    /// for any end of a word. A word that begins with a mark may stand anywhere.
    pub fn places<'s>(&'s self, word: &'s str) -> impl Iterator<Item = usize> + 's {
        let whole = word.ends_with(' ');
        let bare = word.trim_end();
        let inner = bare.starts_with(|c: char| !c.is_alphanumeric());
        let absent = match *bare.as_bytes() {
            [a, b, ..] => {
                let front = front(a, b);
                self.fronts[usize::from(front >> 6)] >> (front & 63) & 1 == 0
            }
            _ => false,
        };
        let begun = if absent { &[] } else { self.words.as_slice() };
        let begun = begun.iter().map(|at| *at as usize);
        let begun = begun.filter(move |at| {
            let here = self.text.as_bytes().get(*at..);
            !inner && here.is_some_and(|t| t.starts_with(bare.as_bytes()))
        });
        let anywhere = inner.then(|| self.text.match_indices(bare).map(|(at, _)| at));
        let alone = move |at: &usize| {
            let behind = self.text.get(at + bare.len()..).unwrap_or("");
            !whole || !behind.starts_with(|c: char| c.is_alphanumeric())
        };
        begun.chain(anywhere.into_iter().flatten()).filter(alone)
    }

    /// Bytes of a label such as "Personalisation:" at the front.
    fn label(&self) -> usize {
        let end = self.text.find(": ").filter(|at| *at <= 48);
        end.unwrap_or(0)
    }

    /// The word that ends before the byte `at`.
    pub fn word_before(&self, at: usize) -> &str {
        let before = self.before_byte(at).trim_end_matches([' ', '-', ')']);
        before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("")
    }

    /// The word at the byte `at`, with the one behind it where it is an adjective.
    pub fn phrase_at(&self, at: usize) -> &str {
        let rest = self.text.get(at..).unwrap_or("");
        let adjective = [
            "third ",
            "service ",
            "other ",
            "group ",
            "law ",
            "analytics ",
            "advertising ",
            "ad ",
        ]
        .iter()
        .any(|w| rest.starts_with(w));
        let ends = |c: char| !c.is_alphanumeric() && c != '-';
        let first = rest.find(ends).unwrap_or(rest.len());
        let end = if adjective {
            let behind = rest.get(first + 1..).unwrap_or("");
            first + 1 + behind.find(ends).unwrap_or(behind.len())
        } else {
            first
        };
        rest.get(..end).unwrap_or(rest)
    }

    fn before_byte(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or("")
    }

    /// Whether a negation reaches the word at `at`.
    pub fn denied(&self, at: usize) -> bool {
        let mut clause = self.before_byte(at);
        if let Some(end) = clause.rfind(['.', ';', ':', '(', ')', '!', '?']) {
            clause = clause.get(end + 1..).unwrap_or("");
        }
        for end in ENDS {
            if let Some(found) = clause.rfind(end) {
                clause = clause.get(found + end.len()..).unwrap_or("");
            }
        }
        let whole = self.text.as_str();
        let from = at - clause.len();
        let mut words = clause
            .match_indices(|c: char| c.is_alphabetic())
            .map(|(i, _)| i);
        words.any(|i| {
            let head = clause.get(..i).unwrap_or("");
            if head.ends_with(|c: char| c.is_alphanumeric() || c == '\'') {
                return false;
            }
            let rest = whole.get(from + i..).unwrap_or("");
            let word = rest
                .split(|c: char| !c.is_alphanumeric() && c != '\'')
                .next()
                .unwrap_or("");
            NEGATIONS.contains(&word) && !IDLE.iter().any(|idle| idle_at(whole, from + i, idle))
        })
    }

    /// The person may do something, or is told how.
    pub fn offers(&self) -> bool {
        self.says(&[
            "you can",
            "you may",
            "you have the right",
            "you have a right",
            "right to",
            "right of",
            "rights to",
            "entitled to",
            "you are able to",
            "able to",
            "ability to",
            "you could",
            "you choose to",
            "allows you to",
            "allow you to",
            "lets you",
            "let you",
            "enables you to",
            "ask us",
            "asking us",
            "request ",
            "requests ",
            "wish to",
            "want to",
            "would like to",
            "you'd like",
            "contact us",
            "write to us",
            "email us",
            "users can",
            "users may",
            "user can",
            "user may",
            "guardian can",
            "guardian may",
            "may exercise",
            "may also exercise",
            "can exercise",
        ])
    }

    /// Names information of the person.
    pub fn information(&self) -> bool {
        self.has(&[
            "personal data",
            "personal information",
            "data",
            "information",
            "your profile",
            "pii",
            "details",
        ])
    }
}

/// The low bits of two letters.
fn front(a: u8, b: u8) -> u8 {
    a << 3 | b & 7
}

/// Whether `idle` holds the word at `at` of `text`.
fn idle_at(text: &str, at: usize, idle: &str) -> bool {
    let from = (0..=idle.len().min(at)).rev().map(|back| at - back);
    from.filter(|from| text.get(*from..).is_some_and(|t| t.starts_with(idle)))
        .any(|from| at < from + idle.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negation_reaches_over_its_clause() {
        let cases = [
            (
                "We do not show personalised advertising.",
                "personalised",
                true,
            ),
            ("We do not sell, rent or share your data.", "share", true),
            (
                "We do not sell data, but we share it with partners.",
                "share",
                false,
            ),
            ("If you do not agree, we delete it.", "delete", false),
            (
                "We share data without undue delay with authorities.",
                "authorities",
                false,
            ),
            ("We never ever share it.", "share", true),
            ("You can’t opt out.", "opt out", true),
            ("We collect not only the IMEI but the model.", "imei", false),
            ("Another note about sharing.", "sharing", false),
        ];
        for (text, word, denied) in cases {
            let english = English::new(text);
            let at = english.places(word).next().expect(text);
            assert_eq!(english.denied(at), denied, "{text}");
        }
    }
}
