//! Sentences with what is known of each: its words, its section, its lead-in.

use std::cell::OnceCell;

use super::bare_words;
use super::clauses::{self, Act, Clause};
use super::english::English;
use super::sdk;
use crate::facts::{BlockKind, Document, DocumentRole};
use crate::policy::chars::Haystack;
use crate::policy::lexicon::{Cue, Cues, Found, Lexicon, Tag, Topic, Topics};
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
    /// Clauses of each sentence, and what it ends by doing.
    acts: Vec<(Vec<Clause>, Act)>,
}

/// A sentence, a heading, or a cell of a table.
pub(super) struct Sentence<'d> {
    /// Its own index.
    pub index: usize,
    /// Byte of each character of `text`.
    offsets: Vec<u32>,
    /// `text`, to be asked for words.
    pub words: Haystack<'d>,
    /// Index of the document.
    pub document: usize,
    /// Index of the block.
    pub block: usize,
    /// First character in the document's text.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    pub text: &'d str,
    pub kind: BlockKind,
    /// Written in Latin letters: without a Chinese character.
    pub latin: bool,
    /// Lower-case reading, made when it is first asked for.
    pub english: OnceCell<English>,
    /// Words found in it, by place; offsets as in `start`.
    pub found: Vec<Found>,
    pub cues: Cues,
    /// What the nearest heading speaks of.
    pub near: Topics,
    /// What all headings above speak of.
    pub topics: Topics,
    /// Index of the sentence that introduces the list it stands in.
    pub lead: Option<usize>,
    /// Says "SDK".
    pub says_sdk: bool,
    /// Its block is about one SDK: "极光推送SDK：为了…，我们需要收集…".
    pub sdk_item: bool,
}

impl<'d> Reading<'d> {
    pub fn new(documents: &'d [Document], originals: &'d [Document], lexicon: &'d Lexicon) -> Self {
        let mut reading = Self {
            documents,
            originals,
            lexicon,
            sentences: Vec::new(),
            heads: Vec::new(),
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
            acts.push((clauses, act));
        }
        reading.acts = acts;
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

impl Sentence<'_> {
    pub fn is_heading(&self) -> bool {
        matches!(self.kind, BlockKind::Heading { .. })
    }

    /// A heading that says nothing itself: "三、信息安全". One that opens a list
    /// ("我们可能基于以下目的披露您的个人信息：") reads as a sentence.
    pub fn is_silent_heading(&self) -> bool {
        self.is_heading() && !self.text.ends_with(['：', ':'])
    }

    fn level(&self) -> Option<u8> {
        match self.kind {
            BlockKind::Heading { level } => Some(level),
            _ => None,
        }
    }

    /// The characters `start..end` of the document, cut to the sentence.
    pub fn slice(&self, start: u32, end: u32) -> &str {
        self.text
            .get(self.byte(start)..self.byte(end))
            .unwrap_or("")
    }

    /// Byte of `text` at a character of the document, cut to the sentence.
    pub fn byte(&self, offset: u32) -> usize {
        self.offsets
            .get(offset.saturating_sub(self.start) as usize)
            .map_or(self.text.len(), |at| *at as usize)
    }

    /// Characters.
    pub fn length(&self) -> usize {
        self.offsets.len()
    }

    /// Whether a colon stands in it.
    pub fn has_colon(&self) -> bool {
        self.says_any(&["：", ":"])
    }

    /// Whether `word` stands in it, as it is written.
    #[inline(always)]
    pub fn says(&self, word: &str) -> bool {
        self.words.says(word)
    }

    /// Whether any of `words` does.
    #[inline(always)]
    pub fn says_any(&self, words: &[&str]) -> bool {
        self.words.says_any(words)
    }

    pub fn has(&self, cue: Cue) -> bool {
        self.cues.has(cue)
    }

    pub fn any(&self, cues: &[Cue]) -> bool {
        cues.iter().any(|c| self.cues.has(*c))
    }

    /// Places of a cue.
    pub fn places(&self, cue: Cue) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.found
            .iter()
            .filter(move |f| f.tag == Tag::Cue(cue))
            .map(|f| (f.start, f.end))
    }

    /// Whether a word of `a` and a word of `b` stand within `gap` characters of
    /// each other, in whatever order, in one clause or across a comma.
    pub fn near(&self, a: &[Cue], b: &[Cue], gap: u32) -> bool {
        self.pair(a, b, gap, false)
    }

    /// Likewise, `a` before `b`.
    pub fn before(&self, a: &[Cue], b: &[Cue], gap: u32) -> bool {
        self.pair(a, b, gap, true)
    }

    fn pair(&self, a: &[Cue], b: &[Cue], gap: u32, ordered: bool) -> bool {
        if !self.cues.any(a) || !self.cues.any(b) {
            return false;
        }
        // An English word takes the room of three Chinese characters.
        let gap = if self.text.is_ascii() { gap * 4 } else { gap };
        let is = |f: &Found, cues: &[Cue]| matches!(f.tag, Tag::Cue(c) if cues.contains(&c));
        // No word is longer: only those around `x` can be near it, however many a
        // hostile sentence holds.
        const LONGEST: u32 = 128;
        self.found.iter().filter(|f| is(f, a)).any(|x| {
            let reach = gap.saturating_add(LONGEST);
            let first = x.start.saturating_sub(reach);
            let last = x.end.saturating_add(gap);
            let from = self.found.partition_point(|f| f.start < first);
            let around = self.found.get(from..).unwrap_or_default();
            let around = around.iter().take_while(|f| f.start <= last);
            around.filter(|f| is(f, b)).any(|y| {
                let after = y.start >= x.end && y.start - x.end <= gap;
                let ahead = x.start >= y.end && x.start - y.end <= gap;
                // "披露您的" and "您的数据" share a word.
                let shared = x.start < y.end && y.start < x.end && x != y;
                after || (!ordered && (ahead || shared))
            })
        })
    }

    /// Kinds of personal information, weak ones too.
    pub fn kinds(&self) -> impl Iterator<Item = &Found> + '_ {
        self.found
            .iter()
            .filter(|f| matches!(f.tag, Tag::Pi { .. }))
    }

    /// Names a kind of personal information.
    pub fn names_kind(&self) -> bool {
        self.found
            .iter()
            .any(|f| matches!(f.tag, Tag::Pi { weak: false, .. }))
    }

    /// Names information, a permission or an SDK, so that its clauses matter.
    fn names_anything(&self) -> bool {
        self.found
            .iter()
            .any(|f| matches!(f.tag, Tag::Pi { .. } | Tag::Permission { .. } | Tag::Sdk(_)))
    }

    pub fn is_cell(&self) -> bool {
        matches!(self.kind, BlockKind::TableRow { .. })
    }
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

pub(super) fn cues_of(found: &[Found]) -> Cues {
    let mut cues = Cues::default();
    for f in found {
        if let Tag::Cue(cue) = f.tag {
            cues.insert(cue);
        }
    }
    cues
}

pub(super) fn topics_of(found: &[Found]) -> Topics {
    let mut topics = Topics::default();
    for f in found {
        if let Tag::Topic(topic) = f.tag {
            topics.insert(topic);
        }
    }
    topics
}
