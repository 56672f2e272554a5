//! Java packages: who defines how much.

use std::collections::BTreeMap;

use crate::facts::JavaPackage;

use super::bytes::mutf8;
use super::graph::{Graph, outermost};
use super::program::{FastMap, Program};
use super::sweep::Lead;

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
    let mut list: Vec<JavaPackage> = Vec::new();
    let mut numbers: FastMap<&[u8], usize> = FastMap::default();
    // Types of one package stand side by side in a file.
    let mut last: (&[u8], usize) = (b"/", usize::MAX);
    for kind in &program.types {
        let Some(class) = program.classes.get(kind.class as usize) else {
            continue;
        };
        let raw = package(kind.descriptor);
        if raw != last.0 {
            let number = *numbers.entry(raw).or_insert_with(|| {
                let file = program.files.get(class.file as usize);
                list.push(JavaPackage {
                    name: dotted(raw),
                    classes: 0,
                    substantial: 0,
                    dex: file.map_or(String::new(), |file| program.path(file).to_owned()),
                });
                list.len() - 1
            });
            last = (raw, number);
        }
        if let Some(entry) = list.get_mut(last.1) {
            entry.classes += 1;
            entry.substantial += u32::from(substantial.get(kind.class as usize) == Some(&true));
        }
    }
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

/// Named packages around obfuscated code.
#[derive(Debug, Default)]
pub(crate) struct Neighbours {
    /// By [`neighbourhood`].
    around: BTreeMap<Vec<u8>, Vec<(String, u32)>>,
}

/// Neighbours told at most.
const MAX_NEIGHBOURS: usize = 5;

impl Neighbours {
    /// Counts the calls between the obfuscated code around `callers` and named
    /// packages.
    pub(crate) fn new(graph: &Graph<'_, '_>, callers: impl Iterator<Item = u32>) -> Self {
        let program = graph.program;
        let class_of = |method: u32| {
            let class = program.class_of_method(method)?;
            Some(program.descriptor(class.kind))
        };
        let mut counts: BTreeMap<&[u8], BTreeMap<&[u8], u32>> = callers
            .filter_map(class_of)
            .filter(|class| is_obfuscated(package(class)))
            .map(|class| (neighbourhood(class), BTreeMap::new()))
            .collect();
        if counts.is_empty() {
            return Self::default();
        }
        for method in 0..program.methods.len() as u32 {
            let Some(own) = class_of(method) else {
                continue;
            };
            let own_is_obfuscated = is_obfuscated(package(own));
            for site in graph.swept.sites_of(method) {
                let (Lead::Call(reference) | Lead::Virtual(reference)) = site.lead() else {
                    continue;
                };
                let Some(other) = class_of(graph.target(reference)) else {
                    continue;
                };
                let (inside, outside) = match own_is_obfuscated {
                    true => (neighbourhood(own), package(other)),
                    false => (neighbourhood(other), package(own)),
                };
                if !is_obfuscated(outside)
                    && let Some(around) = counts.get_mut(inside)
                {
                    *around.entry(outside).or_default() += 1;
                }
            }
        }
        let around = counts.into_iter().map(|(inside, around)| {
            let mut list: Vec<(String, u32)> = around
                .into_iter()
                .map(|(outside, count)| (dotted(outside), count))
                .collect();
            list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            list.truncate(MAX_NEIGHBOURS);
            (inside.to_vec(), list)
        });
        Self {
            around: around.collect(),
        }
    }

    /// Neighbours of the code around a method.
    pub(crate) fn of(&self, program: &Program<'_>, method: u32) -> Vec<(String, u32)> {
        program
            .class_of_method(method)
            .and_then(|class| {
                self.around
                    .get(neighbourhood(program.descriptor(class.kind)))
            })
            .cloned()
            .unwrap_or_default()
    }
}

/// The code that is taken to belong together where names are obfuscated: the
/// package, or, where a shrinker has put everything into the default package,
/// the class with its inner classes.
fn neighbourhood(descriptor: &[u8]) -> &[u8] {
    match package(descriptor) {
        b"" => outermost(descriptor),
        package => package,
    }
}

/// Whether every label of a package has at most two letters; a first label that a
/// shrinker kept for its named neighbours (`com.a.b`) aside.
fn is_obfuscated(package: &[u8]) -> bool {
    let inner = [&b"com/"[..], b"org/", b"net/"]
        .iter()
        .find_map(|kept| package.strip_prefix(*kept))
        .filter(|inner| inner.contains(&b'/'));
    let mut labels = inner.unwrap_or(package).split(|&b| b == b'/');
    labels.all(|label| label.len() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_of_descriptors() {
        for (descriptor, name, obfuscated) in [
            (&b"Lcom/foo/Bar;"[..], &b"com/foo"[..], false),
            (b"La/b/c;", b"a/b", true),
            (b"Lc;", b"", true),
            (b"Lcom/a/b;", b"com/a", false),
            (b"Lcom/a/b/c;", b"com/a/b", true),
            (b"Lcom/qq/sdk/c;", b"com/qq/sdk", false),
        ] {
            assert_eq!(package(descriptor), name);
            assert_eq!(is_obfuscated(name), obfuscated);
        }
    }
}
