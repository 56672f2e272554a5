//! Third-party SDKs that the policy lists: tables, blocks of keys and values,
//! items of lists, running text.

mod addressed;
mod blocks;
mod enumerations;
pub(super) mod item;
mod lines;
mod makers;
pub(super) mod requests;
mod sections;
pub(super) mod services;
pub(super) mod tables;
mod text;
mod word;

use std::collections::BTreeSet;

use super::clauses::{Act, Actor};
use super::name;
use super::permissions;
use super::table::{Table, kinds_in};
use super::text::{Reading, Sentence};
use crate::policy::SdkEntry;
use crate::policy::lexicon::{Found, Tag};

/// Entries kept.
const LONGEST: usize = 300;

/// A list being put together.
pub(super) struct List<'r, 'd> {
    pub reading: &'r Reading<'d>,
    pub entries: Vec<SdkEntry>,
    /// What equal names share, of each entry.
    keys: Vec<String>,
    /// Sentences that belong to entries.
    pub taken: BTreeSet<usize>,
}

/// The entries, and the sentences that blocks of keys and values were read from.
pub(super) fn list(reading: &Reading, tables: &[Table]) -> (Vec<SdkEntry>, BTreeSet<usize>) {
    let mut list = List {
        reading,
        entries: Vec::new(),
        keys: Vec::new(),
        taken: BTreeSet::new(),
    };
    for table in tables {
        tables::read(&mut list, table);
    }
    blocks::read(&mut list);
    sections::read(&mut list);
    lines::read(&mut list);
    text::read(&mut list);
    addressed::read(&mut list);
    services::read(&mut list);
    (list.entries, list.taken)
}

impl List<'_, '_> {
    /// Adds an entry under each name that `raw` holds; an entry of the same name
    /// is completed instead.
    pub fn add(&mut self, raw: &str, entry: SdkEntry) {
        for name in name::names(raw) {
            if is_permission(self.reading, &name) {
                continue;
            }
            // "微信及QQ分享": several, if each is known.
            let parts: Vec<&str> = name.split(['及', '和', '与']).collect();
            let known = |p: &&str| self.reading.lexicon.sdk_named(p).is_some();
            if parts.len() > 1 && parts.iter().all(known) {
                let parts: Vec<String> = parts.iter().map(|p| (*p).to_owned()).collect();
                for part in parts {
                    self.add_one(part, entry.clone());
                }
            } else {
                self.add_one(name, entry.clone());
            }
        }
    }

    /// Adds a name met in running text: "Bugly SDK" after "腾讯Bugly SDK" is the
    /// same one.
    pub fn mention(&mut self, name: String, mut entry: SdkEntry) {
        open_kinds(&mut entry);
        let key = name::key(&name);
        let sdk = self.reading.lexicon.sdk_named(&name);
        let known = self.entries.iter().zip(&self.keys).position(|(e, other)| {
            let same = sdk.is_some() && e.sdk.as_deref() == sdk;
            // "飞书必达SDK：…我们使用了中国移动飞书必达SDK".
            let beside = e.evidence.document == entry.evidence.document
                && e.evidence.start.abs_diff(entry.evidence.start) <= 300
                && (sdk.is_none() || e.sdk.is_none())
                && other.chars().count().min(key.chars().count()) >= 2
                && (other.ends_with(&key) || key.ends_with(other));
            let system = name::of_any_system(other) == name::of_any_system(&key);
            same && (other.contains(&key) || key.contains(other)) || beside || system
        });
        let known = known.and_then(|at| self.entries.get_mut(at).zip(self.keys.get_mut(at)));
        let Some((known, other)) = known else {
            return self.add_one(name, entry);
        };
        // "OPPO Push" says more than the "OPPO" above.
        if key.len() > other.len() && key.starts_with(other.as_str()) {
            known.name = name;
            *other = key;
        }
        merge(known, entry);
    }

    pub fn add_one(&mut self, name: String, mut entry: SdkEntry) {
        let key = name::key(&name);
        // "广告投放类SDK" is the title of several.
        if key.is_empty() || key.ends_with('类') || self.entries.len() >= LONGEST {
            return;
        }
        entry.sdk = self.reading.lexicon.sdk_named(&name).map(str::to_owned);
        open_kinds(&mut entry);
        entry.name = name;
        let same = |(e, other): (&SdkEntry, &String)| {
            // "极光推送SDK（含极光JCore）" is known for the second one.
            let two = e.sdk.is_some() && entry.sdk.is_some() && e.sdk != entry.sdk;
            let remark = is_bracketed(&e.name, &entry.name) || is_bracketed(&entry.name, &e.name);
            *other == key || remark && !two
        };
        let known = self.entries.iter().zip(&self.keys).position(same);
        match known.and_then(|at| self.entries.get_mut(at)) {
            Some(known) => merge(known, entry),
            None => {
                self.entries.push(entry);
                self.keys.push(key);
            }
        }
    }
}

/// Adds the kinds that the permissions of an entry open.
fn open_kinds(entry: &mut SdkEntry) {
    for kind in permissions::kinds_opened(&entry.permissions) {
        if !entry.pi_types.iter().any(|k| k == kind) {
            entry.pi_types.push(kind.to_owned());
        }
    }
}

/// "个推推送SDK (GTSDK)" is "个推推送SDK" with a remark.
fn is_bracketed(long: &str, name: &str) -> bool {
    let rest = long.strip_prefix(name).map(str::trim_start);
    rest.is_some_and(|r| r.starts_with(['(', '（']))
}

/// The cell names a permission, not an SDK.
fn is_permission(reading: &Reading, name: &str) -> bool {
    let whole = name.chars().count() as u32;
    reading.lexicon.find(name).iter().any(|f| {
        matches!(f.tag, Tag::Permission { weak: false, .. }) && (f.end - f.start) * 3 >= whole * 2
    })
}

fn merge(known: &mut SdkEntry, other: SdkEntry) {
    known.vendor = known.vendor.take().or(other.vendor);
    known.purpose = known.purpose.take().or(other.purpose);
    known.method = known.method.take().or(other.method);
    known.url = known.url.take().or(other.url);
    for kind in other.pi_types {
        if !known.pi_types.contains(&kind) {
            known.pi_types.push(kind);
        }
    }
    for permission in other.permissions {
        if !known.permissions.contains(&permission) {
            known.permissions.push(permission);
        }
    }
}

/// Ids of the kinds among `found`, in order, once each.
pub(super) fn kind_ids(reading: &Reading, found: &[Found]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for (kind, _) in kinds_in(found) {
        let id = reading.lexicon.kind_id(kind).to_owned();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// A vendor's cell without the address that may stand in it.
pub(super) fn vendor(text: &str) -> String {
    let text = text.split("http").next().unwrap_or(text);
    text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '）' | ')' | '（' | '(' | '.'))
        .to_owned()
}

/// The first address in a text.
pub(super) fn url_in(text: &str) -> Option<String> {
    let at = text.find("http").or_else(|| text.find("www."))?;
    let url: String = text
        .get(at..)?
        .chars()
        .take_while(|c| {
            c.is_ascii() && !c.is_whitespace() && !matches!(c, '>' | '<' | '"' | ')' | '|')
        })
        .take(300)
        .collect();
    (url.len() > 8).then_some(url)
}

/// Kinds and permissions that clauses of `sentence` give to third parties.
pub(super) fn of_third(reading: &Reading, sentence: &Sentence) -> (Vec<String>, Vec<String>) {
    let clauses = reading.clauses(sentence);
    // "我们会将您的…提供给友盟": given to the SDK that the sentence names.
    let given = sentence.found.iter().any(|f| matches!(f.tag, Tag::Sdk(_)));
    let mine: Vec<Found> = sentence
        .found
        .iter()
        .filter(|f| !super::shared_kinds::denies_before(sentence, f))
        .filter(|f| {
            clauses
                .iter()
                .find(|c| c.start <= f.start && f.start < c.end)
                .is_some_and(|c| {
                    c.act == Act::Collects(Actor::Third) || c.act == Act::Shares && given
                })
        })
        .copied()
        .collect();
    let permissions = requests::asked(reading, sentence, &mine);
    let kinds: Vec<Found> = mine
        .into_iter()
        .filter(|f| !matches!(f.tag, Tag::Pi { weak: true, .. }))
        .collect();
    (kind_ids(reading, &kinds), permissions)
}
