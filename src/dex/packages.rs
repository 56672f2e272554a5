//! Java packages: who defines how much.

use std::collections::BTreeMap;

use crate::facts::JavaPackage;

use super::bytes::mutf8;
use super::program::Program;

/// Raw package of a descriptor, slashes kept; empty for the default package.
pub(crate) fn package(descriptor: &[u8]) -> &[u8] {
    let name = descriptor.strip_prefix(b"L").unwrap_or(descriptor);
    memchr::memrchr(b'/', name)
        .and_then(|at| name.get(..at))
        .unwrap_or_default()
}

/// Dotted spelling of a raw package.
pub(crate) fn dotted(package: &[u8]) -> String {
    mutf8(package).replace('/', ".")
}

/// Packages that define classes, by name. A class that several files define
/// counts once.
pub(crate) fn packages(program: &Program<'_>, substantial: &[bool]) -> Vec<JavaPackage> {
    let mut found: BTreeMap<&[u8], JavaPackage> = BTreeMap::new();
    for kind in &program.types {
        let Some(class) = program.classes.get(kind.class as usize) else {
            continue;
        };
        let raw = package(kind.descriptor);
        let entry = found.entry(raw).or_insert_with(|| JavaPackage {
            name: dotted(raw),
            classes: 0,
            substantial: 0,
            dex: String::new(),
        });
        if entry.dex.is_empty()
            && let Some(file) = program.files.get(class.file as usize)
        {
            entry.dex = program.path(file).to_owned();
        }
        entry.classes += 1;
        entry.substantial += u32::from(substantial.get(kind.class as usize) == Some(&true));
    }
    let mut list: Vec<_> = found.into_values().collect();
    list.sort_by(|a, b| a.name.cmp(&b.name));
    list
}

/// Share of classes whose simple name has at most two letters, in thousandths.
pub(crate) fn short_names_permille(program: &Program<'_>) -> u32 {
    let mut short = 0u64;
    let mut all = 0u64;
    for kind in program
        .types
        .iter()
        .filter(|kind| (kind.class as usize) < program.classes.len())
    {
        let name = kind
            .descriptor
            .rsplit(|&b| b == b'/')
            .next()
            .unwrap_or_default();
        let name = name.strip_suffix(b";").unwrap_or(name);
        let simple = name.rsplit(|&b| b == b'$').next().unwrap_or_default();
        let generated = simple.iter().all(u8::is_ascii_digit); // anonymous classes
        if !generated {
            all += 1;
            short += u64::from(simple.strip_prefix(b"L").unwrap_or(simple).len() <= 2);
        }
    }
    (short * 1000).checked_div(all).unwrap_or_default() as u32
}
