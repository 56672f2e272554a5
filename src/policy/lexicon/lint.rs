//! Faults of the words themselves.

use std::collections::HashMap;

use super::{Found, Lexicon, LexiconError, Tag, fold};
use crate::signatures::model::{LexiconFile, PiTypeFile};

/// A fault of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lint {
    /// The same phrase stands twice under one tag.
    Twice {
        /// The phrase, folded.
        phrase: String,
        /// The tag.
        tag: String,
    },
    /// Two phrases that fold to the same one mean two kinds of information, or
    /// two different sets of permissions.
    Ambiguous {
        /// The phrase, folded.
        phrase: String,
        /// The tags.
        tags: [String; 2],
    },
    /// A phrase is never found as its own: another one swallows it.
    Shadowed {
        /// The phrase, folded.
        phrase: String,
        /// Its tag.
        tag: String,
    },
}

/// Looks for phrases that stand twice, mean two things of one family, or are
/// never found in a text that holds nothing else.
pub fn lint(files: &[LexiconFile], kinds: &PiTypeFile) -> Result<Vec<Lint>, LexiconError> {
    let lexicon = Lexicon::new(files, kinds, [])?;
    let mut lints = Vec::new();
    let mut seen: HashMap<(String, &str), String> = HashMap::new();
    for entry in files.iter().flat_map(|f| &f.entries) {
        let group = entry.tag.split(['.', '-']).next().unwrap_or_default();
        let meaning = format!("{} {}", entry.tag, entry.permissions.join(" "));
        for phrase in entry.zh.iter().chain(&entry.en) {
            let folded = fold(phrase);
            // A cue word may stand under several cues; an information word may not.
            let key = match group {
                "pi" | "permission" | "other" => (folded.clone(), group),
                _ => (folded.clone(), entry.tag.as_str()),
            };
            let tag = entry.tag.clone();
            match seen.insert(key, meaning.clone()) {
                Some(before) if before == meaning => lints.push(Lint::Twice {
                    phrase: folded.clone(),
                    tag: tag.clone(),
                }),
                Some(before) => lints.push(Lint::Ambiguous {
                    phrase: folded.clone(),
                    tags: [before, meaning.clone()],
                }),
                None => {}
            }
            if !found_alone(&lexicon, phrase, group) {
                lints.push(Lint::Shadowed {
                    phrase: folded,
                    tag,
                });
            }
        }
    }
    Ok(lints)
}

/// Whether the phrase, in a sentence made of it, is found over its full length
/// with a tag of its group.
fn found_alone(lexicon: &Lexicon, phrase: &str, group: &str) -> bool {
    if group == "column" {
        return lexicon.column(phrase).is_some();
    }
    let lead = "即：";
    let sentence = format!("{lead}{phrase}。");
    let start = lead.chars().count() as u32;
    let end = start + phrase.chars().count() as u32;
    let own = |f: &Found| {
        let same = match f.tag {
            Tag::Pi { .. } => group == "pi",
            Tag::Permission { .. } => group == "permission",
            Tag::Cue(_) => group == "cue",
            Tag::Topic(_) => group == "topic",
            Tag::Other => group == "other",
            Tag::Column(_) | Tag::Sdk(_) => false,
        };
        same && f.start <= start && f.end >= end
    };
    lexicon.find(&sentence).iter().any(own)
}
