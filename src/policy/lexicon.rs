//! The words of policies, compiled once and shared read-only.
//!
//! All phrases of all files and all aliases of SDKs are looked for at each place of a
//! folded text ([`fold`]). Of overlapping matches of one family (kinds of information,
//! permissions, SDKs) the longest counts; cues, topics and columns live side by side
//! with them.

mod build;
mod columns;
mod fold;
mod lint;
mod phrases;
mod tag;

use std::fmt;

use foldhash::HashMap;

use super::chars::is_word;
use crate::signatures::model::{LexiconFile, PiType, PiTypeFile};
use build::Builder;
use phrases::Phrases;
use tag::Family;

pub use build::{LexiconError, SdkName};
pub(in crate::policy) use columns::is_column_head;
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
    phrases: Phrases,
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
        sdk_names: impl IntoIterator<Item = SdkName<'a>>,
    ) -> Result<Self, LexiconError> {
        let mut builder = Builder::new(kinds)?;
        for entry in files.into_iter().flat_map(|f| &f.entries) {
            builder.entry(entry)?;
        }
        for name in sdk_names {
            builder.sdk_name(name);
        }
        Ok(builder.build())
    }

    /// Distinct phrases, names of SDKs included.
    pub fn phrases(&self) -> usize {
        self.phrases.len()
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
        let folded = Folded::new(name);
        let text = folded.text();
        let stem = text.strip_suffix("sdk").unwrap_or(&text).trim();
        let whole = self.whole.get(text.trim()).or_else(|| self.whole.get(stem));
        let at = whole.copied().or_else(|| {
            let found = self
                .find_in(&folded)
                .into_iter()
                .filter_map(|f| match f.tag {
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
        let head = folded.trim_matches(|c: char| !is_word(c) && !"()".contains(c));
        if let Some(column) = self.columns.get(head) {
            return Some(*column);
        }
        let bare = head.split(['(', '/', ':']).next().unwrap_or(head).trim();
        columns::composed(head).or_else(|| self.columns.get(bare).copied())
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
        self.find_in(&Folded::new(text))
    }

    fn find_in(&self, folded: &Folded) -> Vec<Found> {
        let chars = folded.chars.as_slice();
        let mut found = Vec::with_capacity(chars.len() / 2);
        let mut inside = false;
        for (start, &c) in chars.iter().enumerate() {
            // "PushSDK" is an SDK; no other phrase begins inside an ASCII word.
            let begins = !(inside && is_latin(c)) || c == 's';
            inside = is_latin(c);
            if !begins {
                continue;
            }
            let rest = chars.get(start..).unwrap_or_default();
            self.phrases.beginning(rest, |length, tags| {
                let end = start + length;
                if is_whole(chars, start, end) {
                    let (start, end) = folded.source(start, end);
                    found.extend(tags.iter().map(|&tag| Found { start, end, tag }));
                }
            });
        }
        keep_longest(&mut found);
        found
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

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Keeps ASCII words whole: a phrase that begins or ends with a letter or digit
/// must not go on with one; an English plural may.
fn is_whole(text: &[char], start: usize, end: usize) -> bool {
    let at = |i: usize| text.get(i).copied().unwrap_or(' ');
    let before = start.checked_sub(1).map_or(' ', at);
    if is_latin(before) && is_latin(at(start)) && text.get(start..end) != Some(&['s', 'd', 'k']) {
        return false;
    }
    let last = end.checked_sub(1).map_or(' ', at);
    if !is_latin(last) || !is_latin(at(end)) {
        return true;
    }
    // "IMEI1", "IMEI2": the slot of a SIM card.
    let plural_or_slot = matches!(at(end), 's' | '1' | '2');
    last.is_ascii_alphabetic() && plural_or_slot && !is_latin(at(end + 1))
}

/// Keeps, of matches that overlap, the longest of each family; several tags of one
/// phrase stay together, and cues, topics and columns all stay.
fn keep_longest(found: &mut Vec<Found>) {
    let exclusive = |f: &Found| f.tag.family() != Family::Free;
    let mut order: Vec<usize> = Vec::new();
    let (mut end, mut overlap) = (0, false);
    for (at, f) in found.iter().enumerate().filter(|(_, f)| exclusive(f)) {
        overlap |= f.start < end;
        end = end.max(f.end);
        order.push(at);
    }
    if !overlap {
        return;
    }
    let key = |at: &usize| {
        let found = found.get(*at)?;
        let length = std::cmp::Reverse(found.end - found.start);
        Some((length, found.tag.family() as u8, found.start))
    };
    order.sort_unstable_by_key(key);
    // Per character, a bit for each family that a kept match covers.
    let mut covered = vec![0u8; end as usize];
    let mut kept: Vec<bool> = found.iter().map(|f| !exclusive(f)).collect();
    let mut last = None;
    for at in order {
        let Some((f, kept)) = found.get(at).zip(kept.get_mut(at)) else {
            continue;
        };
        let bit = 1u8 << f.tag.family() as u8;
        let span = (bit, f.start, f.end);
        let Some(range) = covered.get_mut(f.start as usize..f.end as usize) else {
            continue;
        };
        if last != Some(span) && range.iter().any(|c| c & bit != 0) {
            continue;
        }
        range.iter_mut().for_each(|c| *c |= bit);
        last = Some(span);
        *kept = true;
    }
    let mut kept = kept.into_iter();
    found.retain(|_| kept.next().unwrap_or(true));
}

#[cfg(test)]
mod tests;
