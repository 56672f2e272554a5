//! A part of a package: the base APK, a split, a module, or an archive found
//! among the assets; and the entries of it.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::archive::Archive;
use super::folder::Folder;
use super::notes::Notes;
use super::source::Source;
use super::{Cause, PackageError};
use crate::limits::Limits;

/// What all parts of one package share.
pub(super) struct Context {
    pub(super) file: String,
    pub(super) limits: Limits,
    pub(super) notes: Notes,
    /// Inflated bytes so far, against `limits.package_bytes`.
    spent: AtomicU64,
    /// Bytes of archives inside archives that had to be inflated into memory.
    held: AtomicU64,
}

impl Context {
    pub(super) fn new(file: String, limits: Limits) -> Self {
        Self {
            file,
            limits,
            notes: Notes::default(),
            spent: AtomicU64::new(0),
            held: AtomicU64::new(0),
        }
    }

    pub(super) fn error(&self, entry: &str, cause: Cause) -> PackageError {
        PackageError {
            file: self.file.clone(),
            entry: entry.to_owned(),
            cause,
        }
    }

    fn spend(&self, bytes: u64) -> Result<(), Cause> {
        let before = self.spent.fetch_add(bytes, Ordering::Relaxed);
        if before.saturating_add(bytes) > self.limits.package_bytes {
            return Err(Cause::Limit {
                what: "inflated bytes of one package",
                limit: self.limits.package_bytes,
            });
        }
        Ok(())
    }
}

/// Bytes of compressed archives inside one package, all held at once.
const MAX_HELD: u64 = 1 << 30;

/// Where the bytes of a part come from.
pub(super) enum Store {
    Archive(Archive),
    Folder(Folder),
}

impl Store {
    pub(super) fn len(&self) -> usize {
        match self {
            Store::Archive(archive) => archive.len(),
            Store::Folder(folder) => folder.len(),
        }
    }

    pub(super) fn name(&self, index: usize) -> &str {
        match self {
            Store::Archive(archive) => archive.name(index),
            Store::Folder(folder) => folder.name(index),
        }
    }

    pub(super) fn sizes(&self, index: usize) -> (u64, u64) {
        match self {
            Store::Archive(archive) => archive.sizes(index),
            Store::Folder(folder) => (folder.size(index), folder.size(index)),
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.name(index))
    }
}

/// A part: a set of entries with the paths that they have once installed.
pub struct Part {
    name: String,
    /// Stands before an entry's own name in a location, e.g. `base.apk!/`.
    prefix: String,
    context: Arc<Context>,
    store: Arc<Store>,
    depth: u8,
    items: Vec<Item>,
    /// (hash of the path, item), sorted, for look-up by path.
    by_path: Vec<(u64, u32)>,
}

/// An entry of the store, and how much of its name is not part of its path.
pub(super) struct Item {
    pub(super) index: u32,
    pub(super) skip: u16,
}

impl Part {
    /// A part of those entries of `store` that `select` gives a number of
    /// leading bytes to leave out of their paths.
    pub(super) fn new(
        name: String,
        prefix: String,
        depth: u8,
        context: Arc<Context>,
        store: Arc<Store>,
        select: impl Fn(&str) -> Option<usize>,
    ) -> Self {
        let mut items = Vec::with_capacity(store.len());
        for (index, entry) in store.names().enumerate() {
            if entry.ends_with('/') {
                note_folder(entry, &prefix, &context.notes);
                continue;
            }
            let skip = select(entry).and_then(|skip| u16::try_from(skip).ok());
            if let (Some(skip), Ok(index)) = (skip, u32::try_from(index)) {
                items.push(Item { index, skip });
            }
        }
        let mut part = Self {
            name,
            prefix,
            context,
            store,
            depth,
            items,
            by_path: Vec::new(),
        };
        part.index();
        part.note_entries();
        part
    }

    fn index(&mut self) {
        let mut by_path: Vec<(u64, u32)> = self
            .entries()
            .map(|entry| (hash(entry.path()), entry.item as u32))
            .collect();
        by_path.sort_unstable();
        for pair in by_path.windows(2) {
            if let [(a, first), (b, second)] = *pair
                && a == b
                && self.path(first as usize) == self.path(second as usize)
            {
                let location = self.location(second as usize);
                self.context.notes.anomaly("duplicate-name", &location, "");
            }
        }
        self.by_path = by_path;
    }

    fn note_entries(&self) {
        let notes = &self.context.notes;
        for entry in self.entries() {
            if let (Store::Archive(archive), Some(item)) =
                (&*self.store, self.items.get(entry.item))
            {
                let odd = archive.is_odd(item.index as usize);
                if odd {
                    archive.note_record(item.index as usize, &entry.location(), notes);
                }
            }
            let path = entry.path();
            let leads_out = path.starts_with('/')
                || path.contains("..") && path.split(['/', '\\']).any(|s| s == "..");
            if leads_out {
                notes.anomaly("path-traversal-name", &entry.location(), "");
            }
        }
    }

    /// Name of the part: the split's file without `.apk`, the module, or `base`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All entries that are no folders, in the order of the directory.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.items.len()).map(|item| Entry { part: self, item })
    }

    /// The first entry with this path.
    pub fn find(&self, path: &str) -> Option<Entry<'_>> {
        let hash = hash(path);
        let from = self.by_path.partition_point(|(h, _)| *h < hash);
        self.by_path
            .get(from..)?
            .iter()
            .take_while(|(h, _)| *h == hash)
            .map(|(_, item)| Entry {
                part: self,
                item: *item as usize,
            })
            .find(|entry| entry.path() == path)
    }

    fn path(&self, item: usize) -> &str {
        self.items
            .get(item)
            .and_then(|i| self.store.name(i.index as usize).get(usize::from(i.skip)..))
            .unwrap_or_default()
    }

    fn location(&self, item: usize) -> String {
        let own = self
            .items
            .get(item)
            .map_or("", |i| self.store.name(i.index as usize));
        format!("{}{own}", self.prefix)
    }

    /// The archive that this part lies in, unless it is a folder.
    pub(super) fn archive(&self) -> Option<&Archive> {
        match &*self.store {
            Store::Archive(archive) => Some(archive),
            Store::Folder(_) => None,
        }
    }
}

/// A folder record that a careless unpacker would write over a file's name.
fn note_folder(entry: &str, prefix: &str, notes: &Notes) {
    let name = entry.trim_end_matches('/');
    let is_dex = name.starts_with("classes") && name.ends_with(".dex");
    if is_dex || name == "AndroidManifest.xml" || name == "resources.arsc" {
        notes.anomaly("folder-named-as-file", &format!("{prefix}{entry}"), "");
    }
}

fn hash(path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}

/// An entry of a part. A cheap handle; reading is thread-safe.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    part: &'a Part,
    item: usize,
}

impl<'a> Entry<'a> {
    /// Path once installed, e.g. `classes.dex`, `assets/a.html`: without the
    /// module, and without the folders that a bundle or apktool add.
    pub fn path(&self) -> &'a str {
        self.part.path(self.item)
    }

    /// Where it is, for people: `classes.dex`, `base.apk!/classes.dex`,
    /// `base/dex/classes.dex`.
    pub fn location(&self) -> String {
        self.part.location(self.item)
    }

    /// The part that holds it.
    pub fn part(&self) -> &'a Part {
        self.part
    }

    /// Compressed bytes, as declared.
    pub fn compressed(&self) -> u64 {
        self.sizes().0
    }

    /// Inflated bytes, as declared.
    pub fn size(&self) -> u64 {
        self.sizes().1
    }

    fn sizes(&self) -> (u64, u64) {
        let item = self.part.items.get(self.item);
        item.map_or((0, 0), |i| self.part.store.sizes(i.index as usize))
    }

    /// Reads the entry.
    ///
    /// # Errors
    /// As [`Entry::read_into`].
    pub fn read(&self) -> Result<Vec<u8>, PackageError> {
        self.read_at_most(u64::MAX)
    }

    /// Reads an entry that is of use only if it is small.
    ///
    /// # Errors
    /// As [`Entry::read_into`], with [`Cause::Limit`] also past `limit` bytes.
    pub fn read_at_most(&self, limit: u64) -> Result<Vec<u8>, PackageError> {
        let mut out = Vec::new();
        self.read_capped(limit, &mut out)?;
        Ok(out)
    }

    /// Reads the entry into `out`, whose contents are replaced and whose
    /// capacity is reused.
    ///
    /// # Errors
    /// [`Cause::Limit`] when the data, whatever its headers declare, passes
    /// [`Limits::entry_bytes`], [`Limits::ratio`] or what is left of
    /// [`Limits::package_bytes`]; [`Cause::Truncated`], [`Cause::Damaged`],
    /// [`Cause::Unreadable`].
    pub fn read_into(&self, out: &mut Vec<u8>) -> Result<(), PackageError> {
        self.read_capped(u64::MAX, out)
    }

    fn read_capped(&self, cap: u64, out: &mut Vec<u8>) -> Result<(), PackageError> {
        let context = &self.part.context;
        self.read_inner(cap, out)
            .and_then(|()| context.spend(out.len() as u64))
            .map_err(|cause| {
                out.clear();
                context.error(&self.location(), cause)
            })
    }

    fn read_inner(&self, cap: u64, out: &mut Vec<u8>) -> Result<(), Cause> {
        let Context { limits, notes, .. } = &*self.part.context;
        let limits = Limits {
            entry_bytes: limits.entry_bytes.min(cap),
            ..limits.clone()
        };
        let item = self.part.items.get(self.item);
        let index = item.ok_or(Cause::Damaged("no such entry"))?.index as usize;
        match &*self.part.store {
            Store::Archive(archive) => {
                archive.read_into(index, &self.location(), &limits, notes, out)
            }
            Store::Folder(folder) => folder.read_into(index, &limits, out),
        }
    }

    /// Opens the entry as an archive of its own: a split, or an archive among
    /// the assets. A stored archive is read in place, a compressed one is
    /// inflated into memory.
    ///
    /// # Errors
    /// As [`Entry::read_into`], [`Cause::NotAPackage`] for what is no archive,
    /// and [`Cause::Limit`] below [`Limits::nesting`] levels.
    pub fn nested(&self) -> Result<Part, PackageError> {
        let context = &self.part.context;
        let location = self.location();
        let fail = |cause| context.error(&location, cause);
        let depth = self.part.depth.saturating_add(1);
        if depth > context.limits.nesting {
            return Err(fail(Cause::Limit {
                what: "depth of archives inside archives",
                limit: context.limits.nesting.into(),
            }));
        }
        let source = match self.stored_window() {
            Some(source) => source,
            None => Source::from_bytes(self.read_held()?),
        };
        let prefix = format!("{location}!/");
        let archive =
            Archive::open(source, &prefix, &context.limits, &context.notes).map_err(fail)?;
        Ok(Part::new(
            part_name(self.path()),
            prefix,
            depth,
            Arc::clone(context),
            Arc::new(Store::Archive(archive)),
            |_| Some(0),
        ))
    }

    /// Reads what will stay in memory.
    fn read_held(&self) -> Result<Vec<u8>, PackageError> {
        let context = &self.part.context;
        let bytes = self.read()?;
        let len = bytes.len() as u64;
        let before = context.held.fetch_add(len, Ordering::Relaxed);
        if before.saturating_add(len) > MAX_HELD {
            let cause = Cause::Limit {
                what: "bytes of compressed archives inside the package",
                limit: MAX_HELD,
            };
            return Err(context.error(&self.location(), cause));
        }
        Ok(bytes)
    }

    fn stored_window(&self) -> Option<Source> {
        let item = self.part.items.get(self.item)?;
        self.part.archive()?.stored_window(item.index as usize)
    }
}

/// `splits/base-zh.apk` is called `base-zh`.
fn part_name(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.strip_suffix(".apk").unwrap_or(file).to_owned()
}
