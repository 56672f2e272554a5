//! Resource tables, `resources.arsc` (AOSP `libs/androidfw/LoadedArsc.cpp` and
//! `include/androidfw/ResourceTypes.h`).
//!
//! A table of a few megabytes is asked for a handful of values, so opening it
//! only walks chunk headers; entries and strings are decoded when asked for.
//! Bags (styles, arrays, plurals) hold nothing that the manifest refers to and
//! are skipped.

use std::borrow::Cow;

use super::chunk::{self, Chunk, chunks};
use super::element::Value;
use super::locale::Locale;
use super::named::Named;
use super::pool::{self, Pool};
use crate::package::bytes::{u16_at, u32_at};

const FLAG_SPARSE: u8 = 1;
const FLAG_OFFSET16: u8 = 2;
const ENTRY_COMPLEX: u16 = 1;
const ENTRY_COMPACT: u16 = 8;
const NO_ENTRY: u32 = u32::MAX;
const NO_ENTRY_16: u16 = u16::MAX;
const TYPE_STRING: u8 = 3;

/// Packages of one table; ids have one byte.
const MAX_PACKAGES: usize = 256;

/// Configurations of one type that are read; apps in 100 languages have some 300.
const MAX_CONFIGURATIONS: usize = 1024;

/// An opened table; owns its bytes.
#[derive(Debug, Default)]
pub struct Table {
    bytes: Vec<u8>,
    strings: Pool,
    packages: Vec<Package>,
    damage: Vec<&'static str>,
}

#[derive(Debug)]
struct Package {
    id: u8,
    /// Subtracted from type ids before they index the type names.
    type_offset: u32,
    type_names: Pool,
    keys: Pool,
    types: Vec<Type>,
}

/// The values of one type under one configuration.
#[derive(Debug)]
struct Type {
    id: u8,
    flags: u8,
    count: u32,
    /// Offset in the table of the index, of the first entry, behind the last.
    index: usize,
    entries: usize,
    end: usize,
    locale: Locale,
    /// The configuration has no qualifier but the locale.
    plain: bool,
}

/// A simple entry: the index of its name, and its value.
struct Entry {
    key: u32,
    kind: u8,
    data: u32,
}

impl Table {
    /// Walks the chunks of a table; others may precede it.
    ///
    /// # Errors
    /// In words, when it is none. A table without packages is empty.
    pub fn open(bytes: Vec<u8>) -> Result<Self, &'static str> {
        let table = chunks(&bytes, 0).find(|chunk| chunk.kind == chunk::TABLE);
        let table = table.ok_or("no table header")?;
        let inside = bytes.get(..table.at + table.data.len()).unwrap_or(&bytes);
        let first = table.at + table.header;
        let mut damage = Vec::new();
        damage.extend(chunk::fault(&bytes, 0));
        damage.extend(chunk::fault(inside, first));
        let mut strings = None;
        let mut packages = Vec::new();
        let mut seen = 0;
        for chunk in chunks(inside, first) {
            match chunk.kind {
                chunk::STRING_POOL if strings.is_none() => {
                    damage.extend(pool::fault(&chunk));
                    strings = Pool::new(&chunk, 0);
                }
                chunk::TABLE_PACKAGE => {
                    seen += 1;
                    if packages.len() < MAX_PACKAGES {
                        damage.extend(package_fault(&chunk));
                        packages.extend(Package::open(&chunk));
                    }
                }
                _ => {}
            }
        }
        if u32_at(table.data, 8).is_none_or(|counted| seen > counted) {
            damage.push("more packages than are counted");
        }
        Ok(Self {
            strings: strings.unwrap_or_default(),
            packages,
            damage,
            bytes,
        })
    }

    /// Why the platform would refuse the table, and the package with it
    /// (`LoadedArsc::Load`).
    pub fn damage(&self) -> &[&'static str] {
        &self.damage
    }

    /// Every value of a resource, one for each configuration.
    pub fn values(&self, id: u32) -> impl Iterator<Item = (Locale, bool, Value<'_>)> {
        let index = id & 0xffff;
        self.types_of(id).filter_map(move |(_, types)| {
            let entry = types.entry(&self.bytes, index)?;
            Some((types.locale, types.plain, self.value(&entry)))
        })
    }

    /// `type/name` of a resource.
    pub fn name(&self, id: u32) -> Option<String> {
        let index = id & 0xffff;
        self.types_of(id).find_map(|(package, types)| {
            let key = types.key(&self.bytes, index)?;
            let name = package.keys.get(&self.bytes, key)?;
            let kind = package.type_name(&self.bytes, types.id)?;
            Some(format!("{kind}/{name}"))
        })
    }

    /// Every simple value of the types that `wanted` takes by name.
    pub fn named<'a>(
        &'a self,
        wanted: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = Named<'a>> {
        let types = self
            .packages
            .iter()
            .flat_map(|package| package.types.iter().map(move |types| (package, types)));
        types
            .filter_map(|(package, types)| {
                let kind = package.type_name(&self.bytes, types.id)?;
                Some((package, types, kind))
            })
            .filter(move |(_, _, kind)| wanted(kind))
            .flat_map(move |(package, types, kind)| {
                types.all(&self.bytes).filter_map(move |entry| {
                    Some(Named {
                        kind: kind.clone(),
                        name: package.keys.get(&self.bytes, entry.key)?,
                        locale: types.locale,
                        value: self.value(&entry),
                    })
                })
            })
    }

    /// The type chunks of a resource's type. Package 0 is a library's name for
    /// itself.
    fn types_of(&self, id: u32) -> impl Iterator<Item = (&Package, &Type)> {
        let [package_id, type_id, ..] = id.to_be_bytes();
        self.packages
            .iter()
            .filter(move |p| p.id == package_id || p.id == 0 || package_id == 0)
            .flat_map(move |p| {
                let from = p.types.partition_point(|t| t.id < type_id);
                let types = p.types.get(from..).unwrap_or_default().iter();
                types
                    .take_while(move |t| t.id == type_id)
                    .map(move |t| (p, t))
            })
    }

    fn value(&self, entry: &Entry) -> Value<'_> {
        if entry.kind == TYPE_STRING {
            let text = self.strings.get(&self.bytes, entry.data);
            return text.map_or(Value::Null, Value::Text);
        }
        Value::typed(entry.kind, entry.data)
    }
}

impl Package {
    fn open(chunk: &Chunk) -> Option<Self> {
        let data = chunk.data;
        let id = u32_at(data, 8)? & 0xff;
        let at = |field| usize::try_from(u32_at(data, field)?).ok();
        let (types_at, keys_at) = (at(268)?, at(276)?);
        let mut package = Self {
            id: u8::try_from(id).ok()?,
            // Headers of 284 bytes end before this field.
            type_offset: if chunk.header >= 288 {
                u32_at(data, 284)?
            } else {
                0
            },
            type_names: Pool::default(),
            keys: Pool::default(),
            types: Vec::new(),
        };
        for inner in chunks(data, chunk.header) {
            match inner.kind {
                chunk::STRING_POOL if inner.at == types_at => {
                    package.type_names = Pool::new(&inner, chunk.at)?;
                }
                chunk::STRING_POOL if inner.at == keys_at => {
                    package.keys = Pool::new(&inner, chunk.at)?;
                }
                chunk::TABLE_TYPE => package.types.extend(Type::open(&inner, chunk.at)),
                _ => {}
            }
        }
        // Stable: configurations keep their order.
        package.types.sort_by_key(|t| t.id);
        package.keep_bounded();
        Some(package)
    }

    /// Bounds the configurations of a type: each look-up tries all of them.
    fn keep_bounded(&mut self) {
        let mut run = (0, 0);
        self.types.retain(|t| {
            run = if t.id == run.0 {
                (t.id, run.1 + 1)
            } else {
                (t.id, 1)
            };
            run.1 <= MAX_CONFIGURATIONS
        });
    }

    fn type_name<'a>(&self, bytes: &'a [u8], id: u8) -> Option<Cow<'a, str>> {
        let index = u32::from(id)
            .checked_sub(1)?
            .checked_sub(self.type_offset)?;
        self.type_names.get(bytes, index)
    }
}

/// Why the platform would refuse a package (`LoadedPackage::Load`).
fn package_fault(chunk: &Chunk) -> Option<&'static str> {
    if chunk.header < 284 || u32_at(chunk.data, 276).is_none() {
        return Some("the header of a package is cut");
    }
    let pools = [u32_at(chunk.data, 268)?, u32_at(chunk.data, 276)?];
    let mut specified = [false; 256];
    for inner in chunks(chunk.data, chunk.header) {
        let id = inner.data.get(8).copied().map_or(0, usize::from);
        match inner.kind {
            chunk::STRING_POOL if pools.iter().any(|at| *at as usize == inner.at) => {
                if let Some(fault) = pool::fault(&inner) {
                    return Some(fault);
                }
            }
            chunk::TABLE_TYPE_SPEC => {
                let count = u32_at(inner.data, 12)? as usize;
                if id == 0 || count > inner.body().len() / 4 {
                    return Some("the specification of a type is damaged");
                }
                *specified.get_mut(id)? = true;
            }
            chunk::TABLE_TYPE if specified.get(id) != Some(&true) => {
                return Some("a type has no specification");
            }
            chunk::TABLE_TYPE if !is_valid_type(&inner) => {
                return Some("the index of a type is damaged");
            }
            _ => {}
        }
    }
    chunk::fault(chunk.data, chunk.header)
}

/// `VerifyResTableType`.
fn is_valid_type(chunk: &Chunk) -> bool {
    let field = |at| u32_at(chunk.data, at).and_then(|value| usize::try_from(value).ok());
    let (Some(count), Some(entries)) = (field(12), field(16)) else {
        return false;
    };
    let width = match chunk.data.get(9) {
        Some(flags) if flags & FLAG_OFFSET16 != 0 => 2,
        _ => 4,
    };
    count <= usize::from(u16::MAX)
        && entries <= chunk.data.len()
        && entries.is_multiple_of(4)
        && entries
            .checked_sub(chunk.header)
            .is_some_and(|room| room / width >= count)
}

impl Type {
    fn open(chunk: &Chunk, base: usize) -> Option<Self> {
        let data = chunk.data;
        let start = base.checked_add(chunk.at)?;
        let entries = usize::try_from(u32_at(data, 16)?).ok()?;
        let config = data.get(20..chunk.header.min(data.len()))?;
        let size = usize::try_from(u32_at(config, 0)?).ok()?;
        let config = config.get(..size).unwrap_or(config);
        Some(Self {
            id: *data.get(8)?,
            flags: *data.get(9)?,
            count: u32_at(data, 12)?,
            index: start.checked_add(chunk.header)?,
            entries: start.checked_add(entries)?,
            end: start.checked_add(data.len())?,
            locale: locale(config),
            plain: is_plain(config),
        })
    }

    /// Offset of an entry.
    fn offset(&self, bytes: &[u8], index: u32) -> Option<usize> {
        if self.flags & FLAG_SPARSE != 0 {
            return self.sparse_offset(bytes, index);
        }
        if index >= self.count {
            return None;
        }
        let index = usize::try_from(index).ok()?;
        let offset = if self.flags & FLAG_OFFSET16 != 0 {
            let short = u16_at(bytes, self.index.checked_add(index.checked_mul(2)?)?)?;
            (short != NO_ENTRY_16).then(|| u32::from(short) * 4)?
        } else {
            u32_at(bytes, self.index.checked_add(index.checked_mul(4)?)?)?
        };
        self.entry_at(offset)
    }

    /// A sparse index holds pairs of (entry, offset / 4), sorted by entry.
    fn sparse_offset(&self, bytes: &[u8], index: u32) -> Option<usize> {
        let (mut low, mut high) = (0, usize::try_from(self.count).ok()?);
        while low < high {
            let middle = low + (high - low) / 2;
            let at = self.index.checked_add(middle.checked_mul(4)?)?;
            let found = u32::from(u16_at(bytes, at)?);
            if found == index {
                return self.entry_at(u32::from(u16_at(bytes, at + 2)?) * 4);
            }
            if found < index {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        None
    }

    fn entry_at(&self, offset: u32) -> Option<usize> {
        if offset == NO_ENTRY {
            return None;
        }
        let at = self.entries.checked_add(usize::try_from(offset).ok()?)?;
        (at < self.end).then_some(at)
    }

    fn entry(&self, bytes: &[u8], index: u32) -> Option<Entry> {
        read_entry(bytes, self.offset(bytes, index)?)
    }

    fn key(&self, bytes: &[u8], index: u32) -> Option<u32> {
        read_key(bytes, self.offset(bytes, index)?)
    }

    /// All simple entries.
    fn all<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = Entry> + 'a {
        // An index cannot hold more than fits before the entries.
        let width = if self.flags & FLAG_OFFSET16 != 0 {
            2
        } else {
            4
        };
        let fits = self.end.saturating_sub(self.index) / width;
        let count = usize::try_from(self.count).unwrap_or(0).min(fits);
        (0..count).filter_map(move |slot| {
            let offset = if self.flags & FLAG_SPARSE != 0 {
                let at = self.index.checked_add(slot * 4 + 2)?;
                self.entry_at(u32::from(u16_at(bytes, at)?) * 4)
            } else {
                self.offset(bytes, u32::try_from(slot).ok()?)
            };
            read_entry(bytes, offset?)
        })
    }
}

fn read_key(bytes: &[u8], at: usize) -> Option<u32> {
    let flags = u16_at(bytes, at.checked_add(2)?)?;
    if flags & ENTRY_COMPACT != 0 {
        return Some(u16_at(bytes, at)?.into());
    }
    u32_at(bytes, at.checked_add(4)?)
}

/// A simple entry; `None` for a bag.
fn read_entry(bytes: &[u8], at: usize) -> Option<Entry> {
    let flags = u16_at(bytes, at.checked_add(2)?)?;
    let key = read_key(bytes, at)?;
    if flags & ENTRY_COMPACT != 0 {
        let [_, kind] = flags.to_le_bytes();
        let data = u32_at(bytes, at.checked_add(4)?)?;
        return Some(Entry { key, kind, data });
    }
    if flags & ENTRY_COMPLEX != 0 {
        return None;
    }
    let value = at.checked_add(usize::from(u16_at(bytes, at)?))?;
    Some(Entry {
        key,
        kind: *bytes.get(value.checked_add(3)?)?,
        data: u32_at(bytes, value.checked_add(4)?)?,
    })
}

/// Locale of a `ResTable_config`: language and region at 8, script at 36.
fn locale(config: &[u8]) -> Locale {
    let two = |at| match config.get(at..at + 2) {
        Some([a, b]) => [*a, *b],
        _ => [0, 0],
    };
    let script = match config.get(36..40) {
        Some([a, b, c, d]) => [*a, *b, *c, *d],
        _ => [0; 4],
    };
    Locale::from_config(two(8), two(10), script)
}

/// Whether all fields but size and locale are empty.
fn is_plain(config: &[u8]) -> bool {
    let empty = |range: std::ops::Range<usize>| {
        config
            .get(range.start.min(config.len())..range.end.min(config.len()))
            .is_some_and(|field| field.iter().all(|b| *b == 0))
    };
    empty(4..8) && empty(12..36) && empty(48..52)
}
