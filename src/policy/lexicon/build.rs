//! Compiles the words of signature files into one automaton.

use std::collections::{BTreeMap, HashMap};

use daachorse::CharwiseDoubleArrayAhoCorasick;
use thiserror::Error;

use super::{Column, Cue, Lexicon, PermissionSet, Tag, Topic, fold};
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
    /// The automaton could not be built.
    #[error("automaton: {0}")]
    Automaton(String),
}

/// A name by which policies know an SDK.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SdkName {
    /// Id of the SDK.
    pub sdk: String,
    /// The name.
    pub name: String,
    /// Counts only as the whole name in a list: in running text it means the
    /// company or its own app.
    pub whole: bool,
}

impl SdkName {
    /// The names of an SDK.
    pub fn of(sdk: &Sdk) -> Vec<Self> {
        let name = |name: &String, whole| Self {
            sdk: sdk.id.clone(),
            name: name.clone(),
            whole,
        };
        let product = [&sdk.name.zh, &sdk.name.en];
        let told = product.into_iter().chain(&sdk.aliases);
        told.map(|n| name(n, false))
            .chain(sdk.short_names.iter().map(|n| name(n, true)))
            .collect()
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
    phrases: BTreeMap<String, Vec<Tag>>,
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
            phrases: BTreeMap::new(),
        })
    }

    pub fn entry(&mut self, entry: &LexiconEntry) -> Result<(), LexiconError> {
        let tag = self.tag(entry)?;
        for phrase in entry.zh.iter().chain(&entry.en) {
            let folded = fold(phrase);
            if folded.is_empty() {
                return Err(LexiconError::EmptyPhrase(entry.tag.clone()));
            }
            if let Tag::Column(column) = tag {
                self.columns.entry(folded).or_insert(column);
            } else {
                self.phrase(folded, tag);
            }
        }
        Ok(())
    }

    fn phrase(&mut self, folded: String, tag: Tag) {
        let tags = self.phrases.entry(folded).or_default();
        if !tags.contains(&tag) {
            tags.push(tag);
        }
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

    pub fn sdk_name(&mut self, name: &SdkName) {
        let folded = fold(&name.name);
        if folded.is_empty() {
            return;
        }
        let next = u16::try_from(self.sdks.len()).unwrap_or(u16::MAX);
        let sdk = *self.sdk_at.entry(name.sdk.clone()).or_insert_with(|| {
            self.sdks.push(name.sdk.clone());
            next
        });
        if name.whole {
            self.whole.entry(folded).or_insert(sdk);
        } else {
            self.phrase(folded, Tag::Sdk(sdk));
        }
    }

    pub fn build(self) -> Result<Lexicon, LexiconError> {
        let (phrases, tags): (Vec<String>, Vec<Vec<Tag>>) = self.phrases.into_iter().unzip();
        let automaton = CharwiseDoubleArrayAhoCorasick::new(&phrases)
            .map_err(|cause| LexiconError::Automaton(cause.to_string()))?;
        Ok(Lexicon {
            automaton,
            tags,
            columns: self.columns,
            kinds: self.kinds,
            by_id: self.by_id,
            permissions: self.permissions,
            sdks: self.sdks,
            whole: self.whole,
        })
    }
}
