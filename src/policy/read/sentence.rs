//! A sentence, with what is known of it: its words, its section, its lead-in.

use std::cell::OnceCell;

use super::english::English;
use crate::facts::BlockKind;
use crate::policy::chars::Haystack;
use crate::policy::lexicon::{Cue, Cues, Found, Tag, Topics};

/// A sentence, a heading, or a cell of a table.
pub(super) struct Sentence<'d> {
    /// Its own index.
    pub index: usize,
    /// Byte of each character of `text`.
    pub offsets: Vec<u32>,
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

impl Sentence<'_> {
    pub fn is_heading(&self) -> bool {
        matches!(self.kind, BlockKind::Heading { .. })
    }

    /// A heading that says nothing itself: "三、信息安全". One that opens a list
    /// ("我们可能基于以下目的披露您的个人信息：") reads as a sentence.
    pub fn is_silent_heading(&self) -> bool {
        self.is_heading() && !self.text.ends_with(['：', ':'])
    }

    /// Level of a heading.
    pub fn level(&self) -> Option<u8> {
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
    pub fn names_anything(&self) -> bool {
        self.found
            .iter()
            .any(|f| matches!(f.tag, Tag::Pi { .. } | Tag::Permission { .. } | Tag::Sdk(_)))
    }

    pub fn is_cell(&self) -> bool {
        matches!(self.kind, BlockKind::TableRow { .. })
    }
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
