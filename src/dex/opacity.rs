//! Means by which code hides from static reading.

use crate::facts::{Located, MethodName, Opacity};

use super::graph::Graph;
use super::packages::short_names_permille;
use super::program::{FastMap, NONE, Program, access};
use super::sweep::{Lead, Sweep};
use super::track::Tracked;

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
    // Calls and calling classes; the last class seen tells a new one, since
    // methods of one class are numbered together.
    let mut counts: FastMap<u32, (u32, u32, u32)> = (0..program.methods.len())
        .filter(|&number| is_candidate(number))
        .map(|number| (number as u32, (0, 0, NONE)))
        .collect();
    if counts.is_empty() {
        return Vec::new();
    }
    for (number, method) in program.methods.iter().enumerate() {
        for site in swept.sites_of(number as u32) {
            if let Lead::Call(reference) = site.lead()
                && let Some((calls, classes, last)) = counts.get_mut(&graph.target(reference))
            {
                *calls += 1;
                *classes += u32::from(*last != method.class);
                *last = method.class;
            }
        }
    }
    let mut decoders: Vec<MethodName> = counts
        .into_iter()
        .filter(|(_, (calls, classes, _))| *calls >= DECODER_SITES && *classes >= DECODER_CLASSES)
        .map(|(number, _)| program.method_name(number))
        .collect();
    decoders.sort();
    decoders
}
