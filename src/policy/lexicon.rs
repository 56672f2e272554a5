//! The words of policies, compiled once and shared read-only.
//!
//! All phrases of all files and all aliases of SDKs stand in one Aho–Corasick
//! automaton over folded text ([`fold`]). Of overlapping matches of one family
//! (kinds of information, permissions, SDKs) the longest counts; cues, topics
//! and columns live side by side with them.

mod build;
mod fold;
mod lint;
mod tag;

use std::collections::HashMap;
use std::fmt;

use daachorse::CharwiseDoubleArrayAhoCorasick;

use crate::signatures::model::{LexiconFile, PiType, PiTypeFile};
use build::Builder;
use tag::Family;

pub use build::{LexiconError, SdkName};
pub use fold::{Folded, fold, mainland};
pub use lint::{Lint, lint};
pub use tag::{Column, Cue, Cues, Tag, Topic, Topics};

/// Permissions that one wording declares.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PermissionSet {
    /// Full names that the wording declares.
    pub names: Vec<String>,
    /// Full names that it covers besides.
    pub also: Vec<String>,
    /// It covers them only as a part of something wider.
    pub broad: bool,
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// First character in the source.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// What it means.
    pub tag: Tag,
}

/// Whether naming one kind in a policy names another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// The kind itself, or a broader one that is enough by the lexicon's hierarchy.
    Exact,
    /// A broader kind that is not enough: 191号 2.1 asks for an itemised list.
    Broad,
    /// Not at all.
    No,
}

/// The compiled words.
pub struct Lexicon {
    /// Over characters, not bytes: a third of the steps in a Chinese text.
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    /// Per pattern, its tags.
    tags: Vec<Vec<Tag>>,
    columns: HashMap<String, Column>,
    kinds: Vec<PiType>,
    by_id: HashMap<String, u16>,
    permissions: Vec<PermissionSet>,
    sdks: Vec<String>,
    /// SDKs by names that count only as a whole.
    whole: HashMap<String, u16>,
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let mut lexicon = f.debug_struct("Lexicon");
        lexicon.field("phrases", &self.phrases());
        lexicon.finish_non_exhaustive()
    }
}

impl Lexicon {
    /// Compiles `files` with the kinds of `kinds` and the names of SDKs.
    pub fn new<'a>(
        files: impl IntoIterator<Item = &'a LexiconFile>,
        kinds: &PiTypeFile,
        sdk_names: &[SdkName],
    ) -> Result<Self, LexiconError> {
        let mut builder = Builder::new(kinds)?;
        for entry in files.into_iter().flat_map(|f| &f.entries) {
            builder.entry(entry)?;
        }
        for name in sdk_names {
            builder.sdk_name(name);
        }
        builder.build()
    }

    /// Distinct phrases, names of SDKs included.
    pub fn phrases(&self) -> usize {
        self.tags.len()
    }

    /// Kinds of personal information; [`Tag::Pi`] counts into them.
    pub fn kinds(&self) -> &[PiType] {
        &self.kinds
    }

    /// The id of a kind, empty for an index out of range.
    pub fn kind_id(&self, kind: u16) -> &str {
        self.kinds
            .get(usize::from(kind))
            .map_or("", |k| k.id.as_str())
    }

    /// Index of a kind by its id.
    pub fn kind(&self, id: &str) -> Option<u16> {
        self.by_id.get(id).copied()
    }

    /// Sets of permissions; [`Tag::Permission`] counts into them.
    pub fn permissions(&self) -> &[PermissionSet] {
        &self.permissions
    }

    /// Ids of SDKs; [`Tag::Sdk`] counts into them.
    pub fn sdks(&self) -> &[String] {
        &self.sdks
    }

    /// The SDK that `name`, the name of an entry in a list, stands for: the one
    /// that has it as its whole name, or else the longest alias in it.
    pub fn sdk_named(&self, name: &str) -> Option<&str> {
        let folded = fold(name);
        let stem = folded.strip_suffix("sdk").unwrap_or(&folded).trim();
        let whole = self
            .whole
            .get(folded.trim())
            .or_else(|| self.whole.get(stem));
        let at = whole.copied().or_else(|| {
            let found = self.find(name).into_iter().filter_map(|f| match f.tag {
                Tag::Sdk(at) => Some((f.end - f.start, std::cmp::Reverse(at))),
                _ => None,
            });
            found.max().map(|(_, at)| at.0)
        });
        self.sdks.get(usize::from(at?)).map(String::as_str)
    }

    /// The column that a head or key names, if the whole of it is known.
    pub fn column(&self, head: &str) -> Option<Column> {
        let folded = fold(head);
        let head = folded.trim_matches(|c: char| !c.is_alphanumeric() && !"()".contains(c));
        if let Some(column) = self.columns.get(head) {
            return Some(*column);
        }
        let bare = head.split(['(', '/', ':']).next().unwrap_or(head).trim();
        self.columns.get(bare).copied()
    }

    /// The column that the head of a table names: as [`Lexicon::column`], or by
    /// the words in it. Only short heads are read so.
    pub fn head(&self, head: &str) -> Option<Column> {
        let known = self.column(head);
        if known.is_some() || head.chars().count() > 24 {
            return known;
        }
        let folded = fold(head);
        let words: [(Column, &[&str]); 7] = [
            (
                Column::Url,
                &[
                    "链接",
                    "网址",
                    "官网",
                    "隐私政策",
                    "隐私协议",
                    "url",
                    "link",
                    "policy",
                ],
            ),
            (
                Column::Purpose,
                &["目的", "用途", "场景", "功能", "purpose"],
            ),
            (Column::Method, &["方式", "method"]),
            (Column::Pi, &["信息", "数据", "字段", "information", "data"]),
            (Column::Permission, &["权限", "permission"]),
            (
                Column::Vendor,
                &[
                    "公司",
                    "主体",
                    "机构",
                    "提供方",
                    "运营方",
                    "厂商",
                    "开发者",
                    "提供商",
                    "company",
                    "vendor",
                ],
            ),
            (Column::Name, &["sdk", "第三方", "插件", "third"]),
        ];
        words
            .iter()
            .find(|(_, words)| words.iter().any(|w| folded.contains(w)))
            .map(|(column, _)| *column)
    }

    /// Phrases of `text`, sorted by place. Of overlapping ones of one family
    /// only the longest is given.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let folded = Folded::new(text);
        let mut free = Vec::with_capacity(folded.text.len() / 6);
        let mut exclusive = Vec::with_capacity(folded.text.len() / 12);
        for m in self.automaton.find_overlapping_iter(&folded.text) {
            if !bounded(folded.text.as_bytes(), m.start(), m.end()) {
                continue;
            }
            let Some((start, end)) = folded.source(m.start(), m.end()) else {
                continue;
            };
            for &tag in self.tags.get(m.value() as usize).into_iter().flatten() {
                let found = Found { start, end, tag };
                match tag.family() {
                    Family::Free => free.push(found),
                    _ => exclusive.push(found),
                }
            }
        }
        if !exclusive.is_empty() {
            let chars = exclusive.iter().map(|f| f.end).max().unwrap_or(0);
            free.extend(longest(exclusive, chars as usize));
        }
        free.sort_unstable_by_key(|f| (f.start, f.end, f.tag));
        free
    }

    /// Whether a policy that names `declared` has named `needed`; both are ids
    /// of kinds.
    pub fn covers(&self, declared: &str, needed: &str) -> Coverage {
        if declared == needed {
            return Coverage::Exact;
        }
        let mut enough = true;
        let mut at = needed;
        // A cycle in the data ends here.
        for _ in 0..self.kinds.len() {
            let Some(kind) = self.kind(at).and_then(|k| self.kinds.get(usize::from(k))) else {
                return Coverage::No;
            };
            enough &= kind.named_by_parent;
            let Some(parent) = kind.parent.as_deref() else {
                return Coverage::No;
            };
            if parent == declared {
                return if enough {
                    Coverage::Exact
                } else {
                    Coverage::Broad
                };
            }
            at = parent;
        }
        Coverage::No
    }
}

/// Keeps ASCII words whole: a phrase that begins or ends with a letter or digit
/// must not go on with one; an English plural may.
fn bounded(text: &[u8], start: usize, end: usize) -> bool {
    let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    let at = |i: usize| text.get(i).copied().unwrap_or(b' ');
    let before = start.checked_sub(1).map_or(b' ', at);
    // "PushSDK" is an SDK.
    let suffix = text.get(start..end) == Some(b"sdk");
    if word(at(start)) && word(before) && !suffix {
        return false;
    }
    let last = end.checked_sub(1).map_or(b' ', at);
    if !word(last) || !word(at(end)) {
        return true;
    }
    let plural = last.is_ascii_alphabetic() && at(end) == b's' && !word(at(end + 1));
    // "IMEI1", "IMEI2": the slot of a SIM card.
    let slot = last.is_ascii_alphabetic() && matches!(at(end), b'1' | b'2') && !word(at(end + 1));
    plural || slot
}

/// Of matches that overlap, the longest of each family; several tags of one
/// phrase stay together. `chars` bounds the offsets.
fn longest(mut found: Vec<Found>, chars: usize) -> Vec<Found> {
    found.sort_unstable_by_key(|f| {
        (
            std::cmp::Reverse(f.end - f.start),
            f.tag.family() as u8,
            f.start,
        )
    });
    // Per character, a bit for each family that a kept match covers.
    let mut covered = vec![0u8; chars];
    let mut last = None;
    found.retain(|f| {
        let bit = 1u8 << f.tag.family() as u8;
        let span = (bit, f.start, f.end);
        let Some(range) = covered.get_mut(f.start as usize..f.end as usize) else {
            return false;
        };
        if last != Some(span) && range.iter().any(|c| c & bit != 0) {
            return false;
        }
        range.iter_mut().for_each(|c| *c |= bit);
        last = Some(span);
        true
    });
    found
}

#[cfg(test)]
mod tests;
