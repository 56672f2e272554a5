//! All sentences of the documents, each with its section, its lead-in and its clauses.

use std::cell::OnceCell;

use super::bare_words;
use super::clauses::{self, Act, Clause};
use super::sdk;
pub(super) use super::sentence::Sentence;
use super::sentence::{cues_of, topics_of};
use crate::facts::{BlockKind, Document, DocumentRole};
use crate::policy::chars::Haystack;
use crate::policy::lexicon::{Found, Lexicon, Tag, Topic, Topics};
use crate::policy::{Span, block_at, heading_path, number, sentences, slice};

/// Characters of a quote.
const QUOTE: u32 = 240;
/// Blocks that a lead-in ("我们收集以下信息：") governs at most.
const LED: usize = 24;

/// All documents, cut into sentences.
pub(super) struct Reading<'d> {
    /// The texts that are read, traditional ones in the words of the mainland.
    pub documents: &'d [Document],
    /// The texts as they are, character for character the same length.
    originals: &'d [Document],
    pub lexicon: &'d Lexicon,
    pub sentences: Vec<Sentence<'d>>,
    /// Indices of the headings.
    heads: Vec<usize>,
    /// Indices of the sentences that are no silent headings.
    told: Vec<usize>,
    /// Clauses of each sentence, and what it ends by doing.
    acts: Vec<(Vec<Clause>, Act)>,
}

impl<'d> Reading<'d> {
    pub fn new(documents: &'d [Document], originals: &'d [Document], lexicon: &'d Lexicon) -> Self {
        let mut reading = Self {
            documents,
            originals,
            lexicon,
            sentences: Vec::new(),
            heads: Vec::new(),
            told: Vec::new(),
            acts: Vec::new(),
        };
        for (index, document) in documents.iter().enumerate() {
            reading.document(index, document);
        }
        // In order, so that a lead-in is judged before its items.
        let mut acts: Vec<(Vec<Clause>, Act)> = Vec::with_capacity(reading.sentences.len());
        for sentence in &reading.sentences {
            let lead = sentence.lead.and_then(|l| acts.get(l)).map(|(_, act)| *act);
            let clauses = if sentence.names_anything() || sentence.text.ends_with(['：', ':']) {
                clauses::judge_all(sentence, lead)
            } else {
                Vec::new()
            };
            let act = clauses::conclude(sentence, &clauses, lead);
            // "注册时我们要求您提供一些资料。这些资料包括：": what was said holds for the list.
            let act = match act {
                Act::None if points_back(sentence) => reading.said_before(sentence),
                act => act,
            };
            acts.push((clauses, act));
        }
        reading.acts = acts;
        let told = reading.sentences.iter().filter(|s| !s.is_silent_heading());
        reading.told = told.map(|s| s.index).collect();
        reading
    }

    fn document(&mut self, index: usize, document: &'d Document) {
        // Topics of each heading block: its own, and with those above.
        let mut topics: Vec<(Topics, Topics)> = Vec::with_capacity(document.blocks.len());
        let mut lead: Option<(usize, usize)> = None;
        let mut lead_style = None;
        let phone = self.lexicon.kind("phone_number");
        // The block before is the item of an SDK.
        let mut in_items = false;
        for (at, block) in document.blocks.iter().enumerate() {
            let above = block
                .heading
                .and_then(|h| topics.get(h as usize))
                .copied()
                .unwrap_or_default();
            let mut found = self.lexicon.find(&block.text);
            bare_words::settle(&block.text, &mut found, phone);
            let heading = matches!(block.kind, BlockKind::Heading { .. });
            topics.push(if heading {
                let own = topics_of(&found);
                // "1、日志" says nothing by itself: it goes on with what is above.
                let near = if own.is_empty() { above.0 } else { own };
                (near, above.1.and(own))
            } else {
                Default::default()
            });
            if heading || !is_item(block.kind, &block.text) {
                lead = None;
            }
            // "（3）…" behind "（2）我们收集以下信息：" stands beside it, not under it.
            let style = number(&block.text).map(|n| n.style);
            if style.is_some() && style == lead_style {
                lead = None;
            }
            lead = lead.filter(|(_, since)| at - since <= LED);
            let first = self.sentences.len();
            let early = found
                .iter()
                .take_while(|f| f.start < 30)
                .any(|f| f.tag == Tag::Topic(Topic::Sdk));
            let about_sdk = early && sdk::item::opens(&block.text)
                || in_items && sdk::item::sibling(&block.text).is_some();
            let sdk_item = !heading && (about_sdk || document.role == DocumentRole::SdkList);
            in_items = !heading && about_sdk;
            let mut rest = found.as_slice();
            for (start, text) in sentences(block) {
                let mut offsets = Vec::with_capacity(text.len() / 2);
                let mut latin = true;
                let words = Haystack::walk(text, |at, c| {
                    offsets.push(at as u32);
                    latin &= !('\u{3400}'..='\u{9fff}').contains(&c);
                });
                let end = start.saturating_add(offsets.len() as u32);
                let (mine, after) = cut(rest, start - block.start, end - block.start);
                rest = after;
                let found: Vec<Found> = mine
                    .iter()
                    .map(|f| Found {
                        start: f.start + block.start,
                        end: f.end + block.start,
                        tag: f.tag,
                    })
                    .collect();
                if heading {
                    self.heads.push(self.sentences.len());
                }
                let says_sdk = found.iter().any(|f| f.tag == Tag::Topic(Topic::Sdk));
                self.sentences.push(Sentence {
                    index: self.sentences.len(),
                    offsets,
                    words,
                    document: index,
                    block: at,
                    start,
                    end,
                    text,
                    kind: block.kind,
                    latin,
                    english: OnceCell::new(),
                    cues: cues_of(&found),
                    found,
                    near: above.0,
                    topics: above.1,
                    lead: lead.map(|(sentence, _)| sentence),
                    sdk_item,
                    says_sdk,
                });
            }
            let opens = block.text.trim_end().ends_with(['：', ':']);
            if opens && self.sentences.len() > first {
                lead = Some((self.sentences.len() - 1, at));
                lead_style = style;
            }
        }
    }

    /// The sentences that are no [silent headings](Sentence::is_silent_heading).
    pub fn told(&self) -> impl Iterator<Item = &Sentence<'d>> {
        self.told.iter().filter_map(|at| self.sentences.get(*at))
    }

    /// The nearest heading above.
    pub fn heading(&self, sentence: &Sentence) -> Option<&Sentence<'d>> {
        let behind = self.heads.partition_point(|h| *h < sentence.index);
        let heading = self
            .sentences
            .get(*self.heads.get(behind.checked_sub(1)?)?)?;
        (heading.document == sentence.document).then_some(heading)
    }

    /// Clauses of a sentence, in order.
    pub fn clauses(&self, sentence: &Sentence) -> &[Clause] {
        self.acts
            .get(sentence.index)
            .map_or(&[], |(clauses, _)| clauses.as_slice())
    }

    /// What the sentence before it in its block collects.
    fn said_before(&self, sentence: &Sentence) -> Act {
        let before = sentence.index.checked_sub(1);
        let before = before.and_then(|at| self.sentences.get(at));
        let place = (sentence.document, sentence.block);
        let Some(before) = before.filter(|b| (b.document, b.block) == place) else {
            return Act::None;
        };
        let clauses = clauses::judge_all(before, None);
        let mut acts = clauses.iter().filter(|c| c.own).map(|c| c.act);
        acts.find(|act| matches!(act, Act::Collects(_)))
            .unwrap_or(Act::None)
    }

    /// What the sentence that introduces the list of `sentence` does.
    pub fn lead_act(&self, sentence: &Sentence) -> Option<Act> {
        self.acts.get(sentence.lead?).map(|(_, act)| *act)
    }

    pub fn span(&self, sentence: &Sentence) -> Span {
        self.span_of(sentence, sentence.start, sentence.end)
    }

    /// The characters `start..end` of the sentence's document.
    pub fn span_of(&self, sentence: &Sentence, start: u32, end: u32) -> Span {
        let document = self.originals.get(sentence.document);
        Span {
            document: document.map(|d| d.path.clone()).unwrap_or_default(),
            start,
            end,
            heading: document
                .map(|d| heading_path(d, sentence.block))
                .unwrap_or_default()
                .into_iter()
                .map(str::to_owned)
                .collect(),
            quote: self.original(sentence, start, end.min(start.saturating_add(QUOTE))),
        }
    }

    /// The characters `start..end` as they are, which may go on behind the sentence.
    pub fn original(&self, sentence: &Sentence, start: u32, end: u32) -> String {
        let same = std::ptr::eq(self.documents, self.originals);
        if same && start >= sentence.start && end <= sentence.end {
            return sentence.slice(start, end).to_owned();
        }
        let Some(document) = self.originals.get(sentence.document) else {
            return String::new();
        };
        let first = block_at(document, start).unwrap_or(0);
        let blocks = document.blocks.iter().skip(first);
        let inside: Vec<&str> = blocks
            .take_while(|b| b.start < end)
            .take(24)
            .map(|b| slice(b, start, end))
            .collect();
        inside.join("\n")
    }

    /// The sentence that introduces the list that `sentence` stands in.
    pub fn lead(&self, sentence: &Sentence) -> Option<&Sentence<'d>> {
        self.sentences.get(sentence.lead?)
    }

    /// All sentences of the block that `sentence` stands in.
    pub fn block_of(&self, sentence: &Sentence) -> impl Iterator<Item = &Sentence<'d>> {
        let place = (sentence.document, sentence.block);
        let from = self
            .sentences
            .partition_point(|s| (s.document, s.block) < place);
        self.sentences
            .iter()
            .skip(from)
            .take_while(move |s| (s.document, s.block) == place)
    }

    /// Whether the sentence is all that its block holds.
    pub fn stands_alone(&self, sentence: &Sentence) -> bool {
        let document = self.documents.get(sentence.document);
        let block = document.and_then(|d| d.blocks.get(sentence.block));
        block.is_some_and(|b| b.text.trim() == sentence.text.trim())
    }

    /// Whether its block begins with the sentence.
    pub fn opens_block(&self, sentence: &Sentence) -> bool {
        let first = self.block_of(sentence).next();
        first.is_some_and(|first| first.index == sentence.index)
    }

    /// Headings that speak of any of `topics`, in order, at most eight; the
    /// headings of the first level where none does.
    pub fn headings(&self, topics: &[Topic]) -> Vec<String> {
        let heads = || self.heads.iter().filter_map(|h| self.sentences.get(*h));
        let mut named: Vec<String> = heads()
            .filter(|s| topics_of(&s.found).any(topics))
            .map(|s| s.text.to_owned())
            .take(8)
            .collect();
        if named.is_empty() {
            let top = heads().filter_map(Sentence::level).min();
            named = heads()
                .filter(|s| s.level() == top)
                .map(|s| s.text.to_owned())
                .take(8)
                .collect();
        }
        named
    }
}

/// Opens a list of what the sentence before spoke of: "这些资料包括：".
fn points_back(sentence: &Sentence) -> bool {
    const BACK: &[&str] = &[
        "这些", "该等", "该类", "上述", "前述", "以上", "此类", "其中", "包括", "具体",
    ];
    sentence.text.ends_with(['：', ':'])
        && sentence.length() <= 24
        && BACK.iter().any(|w| sentence.text.starts_with(w))
        && sentence.says_any(&["包括", "包含", "如下", "有：", "为：", "是："])
}

/// Whether a block goes on with a list that a lead-in opened.
fn is_item(kind: BlockKind, text: &str) -> bool {
    match kind {
        BlockKind::ListItem { .. } | BlockKind::TableRow { .. } => true,
        BlockKind::Heading { .. } => false,
        BlockKind::Paragraph => {
            number(text).is_some()
                || text.ends_with(['；', ';'])
                || text.chars().take(24).any(|c| c == '：' || c == ':')
        }
    }
}

/// The words inside `start..end`, and those behind.
fn cut(found: &[Found], start: u32, end: u32) -> (&[Found], &[Found]) {
    let from = found.partition_point(|f| f.start < start);
    let to = found.partition_point(|f| f.start < end);
    (
        found.get(from..to).unwrap_or_default(),
        found.get(to..).unwrap_or_default(),
    )
}
