//! Compiles the words of signature files.

use foldhash::{HashMap, HashMapExt};
use thiserror::Error;

use super::phrases::Unsorted;
use super::{Column, Cue, Folded, Lexicon, PermissionSet, Tag, Topic};
use crate::signatures::model::{LexiconEntry, PiType, PiTypeFile, Sdk};

/// Why words could not be compiled.
#[derive(Debug, Error)]
pub enum LexiconError {
    /// A tag that the reader does not know.
    #[error("unknown tag `{0}`")]
    UnknownTag(String),
    /// A kind whose parent does not exist.
    #[error("kind `{kind}`: unknown parent `{parent}`")]
    UnknownParent {
        /// The kind.
        kind: String,
        /// Its parent.
        parent: String,
    },
    /// A permission entry without permissions.
    #[error("permission entry `{0}` names no permission")]
    NoPermission(String),
    /// A phrase that is empty after folding.
    #[error("empty phrase under tag `{0}`")]
    EmptyPhrase(String),
}

/// A name by which policies know an SDK.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SdkName<'a> {
    /// Id of the SDK.
    pub sdk: &'a str,
    /// The name.
    pub name: &'a str,
    /// Counts only as the whole name in a list: in running text it means the
    /// company or its own app.
    pub whole: bool,
}

impl<'a> SdkName<'a> {
    /// The names of an SDK.
    pub fn of(sdk: &'a Sdk) -> impl Iterator<Item = Self> {
        let name = |name: &'a String, whole| Self {
            sdk: &sdk.id,
            name,
            whole,
        };
        let product = [&sdk.name.zh, &sdk.name.en];
        let told = product.into_iter().chain(&sdk.aliases);
        told.map(move |n| name(n, false))
            .chain(sdk.short_names.iter().map(move |n| name(n, true)))
    }
}

pub(super) struct Builder {
    kinds: Vec<PiType>,
    by_id: HashMap<String, u16>,
    permissions: Vec<PermissionSet>,
    sdks: Vec<String>,
    sdk_at: HashMap<String, u16>,
    whole: HashMap<String, u16>,
    columns: HashMap<String, Column>,
    phrases: Unsorted,
    folded: Folded,
}

impl Builder {
    pub fn new(kinds: &PiTypeFile) -> Result<Self, LexiconError> {
        let by_id: HashMap<String, u16> = (0u16..)
            .zip(&kinds.types)
            .map(|(at, kind)| (kind.id.clone(), at))
            .collect();
        for kind in &kinds.types {
            if let Some(parent) = &kind.parent
                && !by_id.contains_key(parent)
            {
                return Err(LexiconError::UnknownParent {
                    kind: kind.id.clone(),
                    parent: parent.clone(),
                });
            }
        }
        Ok(Self {
            kinds: kinds.types.clone(),
            by_id,
            permissions: Vec::new(),
            sdks: Vec::new(),
            sdk_at: HashMap::new(),
            whole: HashMap::new(),
            columns: HashMap::new(),
            phrases: Unsorted::default(),
            folded: Folded::default(),
        })
    }

    pub fn entry(&mut self, entry: &LexiconEntry) -> Result<(), LexiconError> {
        let tag = self.tag(entry)?;
        for phrase in entry.zh.iter().chain(&entry.en) {
            self.folded.fold(phrase);
            if self.folded.chars.is_empty() {
                return Err(LexiconError::EmptyPhrase(entry.tag.clone()));
            }
            if let Tag::Column(column) = tag {
                self.columns.entry(self.folded.text()).or_insert(column);
            } else {
                self.phrases.add(&self.folded, tag);
            }
        }
        Ok(())
    }

    fn tag(&mut self, entry: &LexiconEntry) -> Result<Tag, LexiconError> {
        let unknown = || LexiconError::UnknownTag(entry.tag.clone());
        let (group, name) = entry.tag.split_once('.').unwrap_or((&entry.tag, ""));
        Ok(match group {
            "pi" | "pi-weak" => Tag::Pi {
                kind: *self.by_id.get(name).ok_or_else(unknown)?,
                weak: group == "pi-weak",
            },
            "permission" | "permission-weak" => Tag::Permission {
                set: self.permission_set(entry)?,
                weak: group == "permission-weak",
            },
            "cue" => Tag::Cue(Cue::named(name).ok_or_else(unknown)?),
            "topic" => Tag::Topic(Topic::named(name).ok_or_else(unknown)?),
            "column" => Tag::Column(Column::named(name).ok_or_else(unknown)?),
            "other" => Tag::Other,
            _ => return Err(unknown()),
        })
    }

    fn permission_set(&mut self, entry: &LexiconEntry) -> Result<u16, LexiconError> {
        if entry.permissions.is_empty() {
            let first = entry.zh.iter().chain(&entry.en).next();
            return Err(LexiconError::NoPermission(
                first.cloned().unwrap_or_default(),
            ));
        }
        let set = PermissionSet {
            names: entry.permissions.clone(),
            also: entry.also.clone(),
            broad: entry.broad,
        };
        let known = self.permissions.iter().position(|known| *known == set);
        let at = known.unwrap_or_else(|| {
            self.permissions.push(set);
            self.permissions.len() - 1
        });
        Ok(u16::try_from(at).unwrap_or(u16::MAX))
    }

    pub fn sdk_name(&mut self, name: SdkName) {
        self.folded.fold(name.name);
        if self.folded.chars.is_empty() {
            return;
        }
        let next = u16::try_from(self.sdks.len()).unwrap_or(u16::MAX);
        let sdk = match self.sdk_at.get(name.sdk) {
            Some(known) => *known,
            None => {
                self.sdks.push(name.sdk.to_owned());
                self.sdk_at.insert(name.sdk.to_owned(), next);
                next
            }
        };
        if name.whole {
            self.whole.entry(self.folded.text()).or_insert(sdk);
        } else {
            self.phrases.add(&self.folded, Tag::Sdk(sdk));
        }
    }

    pub fn build(self) -> Lexicon {
        Lexicon {
            phrases: self.phrases.sort(),
            columns: self.columns,
            kinds: self.kinds,
            by_id: self.by_id,
            permissions: self.permissions,
            sdks: self.sdks,
            whole: self.whole,
        }
    }
}
