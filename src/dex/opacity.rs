//! Means by which code hides from static reading.

use crate::facts::{Area, Code, Limitation, Located, MethodName, Opacity};

use super::entry::EntryPoints;
use super::graph::Graph;
use super::packages::short_names_permille;
use super::program::{NONE, Program, access, limitation};
use super::roots::{Roots, is_platform};
use super::sweep::{Lead, Sweep};
use super::track::Tracked;
use super::watch::descriptor_of;

/// Calls from this many places, in this many classes, make a string decoder.
const DECODER_SITES: u32 = 100;
const DECODER_CLASSES: u32 = 20;

pub(crate) fn opacity(
    program: &Program<'_>,
    graph: &Graph<'_, '_>,
    swept: &Sweep,
    tracked: &Tracked,
) -> Opacity {
    let mut opacity = Opacity {
        reflection_sites: swept.reflection_sites,
        native_methods: swept.native_methods,
        short_names_permille: short_names_permille(program),
        string_decryptors: string_decoders(program, graph, swept),
        ..Opacity::default()
    };
    for (&method, outcome) in &tracked.outcomes {
        opacity.reflection_resolved += outcome.resolved;
        if outcome.loads_dex {
            opacity.dex_loaders.push(program.method_name(method));
        }
        for library in &outcome.libraries {
            let class = program
                .class_of_method(method)
                .map(|class| program.type_name(class.kind));
            opacity.loaded_libraries.push(Located {
                value: library.clone(),
                location: format!(
                    "{}!{}",
                    program.path_of_method(method),
                    class.unwrap_or_default()
                ),
            });
        }
    }
    opacity.reflection_resolved = opacity.reflection_resolved.min(opacity.reflection_sites);
    opacity.dex_loaders.sort();
    opacity.loaded_libraries.sort();
    opacity.loaded_libraries.dedup();
    opacity
}

/// Reflection with an unknown target, for each hundred methods, from which on
/// code mostly runs by reflection; ordinary apps have one.
const MUCH_REFLECTION: u32 = 10;
/// Native methods for each hundred with code, from which on what the app does is
/// native; games and codecs stay below five.
const MUCH_NATIVE: u32 = 25;
/// Methods below which a share says nothing.
const FEW_METHODS: u32 = 500;
/// Components of which more than half are missing before code counts as hidden.
const FEW_COMPONENTS: usize = 4;

/// What hides so much that absence of a call says nothing.
pub(crate) fn limitations(
    program: &Program<'_>,
    roots: &Roots,
    entry: &EntryPoints,
    code: &Code,
) -> Vec<Limitation> {
    let mut found = Vec::new();
    let mut tell = |code: &str, location: &str, detail: String| {
        found.push(limitation(Area::Code, code, location, detail));
    };
    let opacity = &code.opacity;
    if let Some(decoder) = opacity.string_decryptors.first() {
        let place = format!("{}.{}", decoder.class, decoder.method);
        tell(
            "strings-encrypted",
            &place,
            "code all over the app decodes its strings at run time".into(),
        );
    }
    let per_hundred = |count: u32| {
        (u64::from(count) * 100)
            .checked_div(u64::from(code.graph.methods))
            .and_then(|share| u32::try_from(share).ok())
            .unwrap_or_default()
    };
    if code.graph.methods >= FEW_METHODS {
        let unresolved = opacity
            .reflection_sites
            .saturating_sub(opacity.reflection_resolved);
        if per_hundred(unresolved) >= MUCH_REFLECTION {
            tell(
                "reflection-heavy",
                "",
                format!("{unresolved} reflective calls with unknown targets"),
            );
        }
        if per_hundred(opacity.native_methods) >= MUCH_NATIVE {
            tell(
                "native-heavy",
                "",
                format!(
                    "{} native methods beside {} with code",
                    opacity.native_methods, code.graph.methods
                ),
            );
        }
    }
    for &method in &roots.native {
        let name = program.method_name(method);
        let place = format!("{}.{}", name.class, name.method);
        tell(
            "root-native",
            &place,
            "the body was moved into a native library".into(),
        );
    }
    let missing: Vec<&String> = entry
        .components
        .iter()
        .filter(|class| !is_platform(class))
        .filter(|class| {
            let kind = program.find_type(&descriptor_of(class));
            kind.is_none_or(|kind| program.class_of(kind).is_none())
        })
        .collect();
    if entry.components.len() >= FEW_COMPONENTS && missing.len() * 2 > entry.components.len() {
        let first = missing.first().map_or("", |class| class.as_str());
        tell(
            "components-missing",
            first,
            format!(
                "{} of {} components of the manifest are in no DEX",
                missing.len(),
                entry.components.len()
            ),
        );
    }
    found
}

/// Static methods that make a string of a string, bytes or a number with an
/// exclusive-or, and that code all over the program calls: the pattern of the
/// common string encryptions.
fn string_decoders(program: &Program<'_>, graph: &Graph<'_, '_>, swept: &Sweep) -> Vec<MethodName> {
    let is_candidate = |number: usize| {
        let Some(method) = program.methods.get(number) else {
            return false;
        };
        if swept.has_xor.get(number) != Some(&true) {
            return false;
        }
        let named = |kind: &u32| program.descriptor(*kind);
        let [returns, parameters @ ..] = program.proto(method.signature) else {
            return false;
        };
        method.access & access::STATIC != 0
            && named(returns) == b"Ljava/lang/String;"
            && (1..=3).contains(&parameters.len())
            && parameters
                .iter()
                .map(named)
                .all(|kind| matches!(kind, b"Ljava/lang/String;" | b"[B" | b"[C" | b"[I" | b"I"))
    };
    let candidates: Vec<usize> = (0..program.methods.len())
        .filter(|&number| is_candidate(number))
        .collect();
    if candidates.is_empty() {
        return Vec::new();
    }
    // By method, its place among the candidates plus one.
    let mut places = vec![0u32; program.methods.len()];
    for (place, &number) in (1..).zip(&candidates) {
        if let Some(slot) = places.get_mut(number) {
            *slot = place;
        }
    }
    // Calls and calling classes; the last class seen tells a new one, since
    // methods of one class are numbered together.
    let mut counts: Vec<(u32, u32, u32)> = vec![(0, 0, NONE); candidates.len() + 1];
    for (number, method) in program.methods.iter().enumerate() {
        for site in swept.sites_of(number as u32) {
            if let Lead::Call(reference) = site.lead()
                && let Some(&place) = places.get(graph.target(reference) as usize)
                && place > 0
                && let Some((calls, classes, last)) = counts.get_mut(place as usize)
            {
                *calls += 1;
                *classes += u32::from(*last != method.class);
                *last = method.class;
            }
        }
    }
    let mut decoders: Vec<MethodName> = candidates
        .into_iter()
        .zip(counts.into_iter().skip(1))
        .filter(|(_, (calls, classes, _))| *calls >= DECODER_SITES && *classes >= DECODER_CLASSES)
        .map(|(number, _)| program.method_name(number as u32))
        .collect();
    decoders.sort();
    decoders
}
