//! The words of a policy in their surroundings, so that a reader need not open
//! the package to judge a quotation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::AppFacts;
use crate::policy::Span;

/// Characters shown on either side.
const AROUND: usize = 100;
/// Characters of the words themselves that are shown.
const WORDS: usize = 800;

/// A quotation in its surroundings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Context {
    /// Path of the document.
    pub document: String,
    /// First character (Unicode scalar values of the document's text).
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// Headings above, outermost first.
    pub heading: Vec<String>,
    /// What stands before, at most 100 characters, marked where cut.
    pub before: String,
    /// The words, at most 800 characters.
    pub words: String,
    /// What stands after, at most 100 characters, marked where cut.
    pub after: String,
}

impl Context {
    /// The surroundings of a span; the quotation alone where its document is not
    /// at hand.
    pub fn of(span: &Span, facts: &AppFacts) -> Self {
        let document = facts
            .policy
            .documents
            .iter()
            .find(|d| d.path == span.document);
        let (start, end) = (span.start as usize, span.end as usize);
        let from = start.saturating_sub(AROUND);
        let mut chars = document.into_iter().flat_map(|d| d.chars_from(from));
        let mut before: String = chars.by_ref().take(start - from).collect();
        if from > 0 && !before.is_empty() {
            before.insert(0, '…');
        }
        let mut words: String = chars.by_ref().take(end.saturating_sub(start)).collect();
        let mut after: String = chars.by_ref().take(AROUND).collect();
        if chars.next().is_some() {
            after.push('…');
        }
        if words.is_empty() {
            words.clone_from(&span.quote);
        }
        if let Some((cut, _)) = words.char_indices().nth(WORDS) {
            words.truncate(cut);
            words.push('…');
        }
        Self {
            document: span.document.clone(),
            start: span.start,
            end: span.end,
            heading: span.heading.clone(),
            before,
            words,
            after,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Block, BlockKind, Document};

    fn facts(text: &str) -> AppFacts {
        let mut facts = AppFacts::default();
        facts.policy.documents.push(Document {
            path: "assets/p.txt".into(),
            blocks: vec![Block {
                kind: BlockKind::Paragraph,
                text: text.into(),
                start: 0,
                heading: None,
            }],
            ..Document::default()
        });
        facts
    }

    fn span(start: u32, end: u32) -> Span {
        Span {
            document: "assets/p.txt".into(),
            start,
            end,
            heading: Vec::new(),
            quote: "quoted".into(),
        }
    }

    #[test]
    fn words_stand_between_their_neighbours() {
        let text = "前".repeat(200) + "我们收集位置。" + "后文";
        let context = Context::of(&span(200, 207), &facts(&text));
        assert_eq!(context.before, format!("…{}", "前".repeat(AROUND)));
        assert_eq!(context.words, "我们收集位置。");
        assert_eq!(context.after, "后文");
    }

    #[test]
    fn a_span_outside_the_text_keeps_its_quotation() {
        for (start, end) in [(50, 60), (5, 2), (u32::MAX, u32::MAX)] {
            let context = Context::of(&span(start, end), &facts("short"));
            assert_eq!(context.words, "quoted", "{start}..{end}");
        }
        let other = Span {
            document: "gone".into(),
            ..span(0, 2)
        };
        assert_eq!(Context::of(&other, &facts("short")).words, "quoted");
    }

    #[test]
    fn long_words_are_cut() {
        let context = Context::of(&span(0, 3000), &facts(&"长".repeat(3000)));
        assert_eq!(context.words.chars().count(), WORDS + 1);
    }
}
