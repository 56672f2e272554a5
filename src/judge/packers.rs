//! Packers (加固): what of an app's files and names tells that its code is hidden.

use crate::facts::{AppFacts, Area, Limitation, Located};
use crate::signatures::model::Packer;
use crate::signatures::{Signatures, glob};

use super::ownership::within;

/// A packer that left traces.
#[derive(Debug, Clone)]
pub struct FoundPacker<'a> {
    /// Its signature.
    pub packer: &'a Packer,
    /// Its traces, the strong ones first, each with the place that it is in.
    pub traces: Vec<Located>,
}

impl FoundPacker<'_> {
    /// Its part of what could not be read.
    pub(super) fn hides(&self) -> Limitation {
        let mut seen: Vec<&str> = self.traces.iter().map(|t| t.value.as_str()).collect();
        seen.dedup();
        let name = &self.packer.name;
        let first = self.traces.first();
        Limitation {
            area: Area::Code,
            code: "packed".into(),
            location: first.map_or_else(String::new, |trace| trace.location.clone()),
            detail: format!("{} ({}): {}", name.zh, name.en, seen.join(", ")),
        }
    }
}

/// Packers in the order of the set: one strong trace is enough, or two different weak
/// ones (names that several packers or ordinary libraries share).
pub(super) fn found<'a>(facts: &AppFacts, set: &'a Signatures) -> Vec<FoundPacker<'a>> {
    let left = Left::new(facts, set);
    let traces = |packer: &Packer| {
        let strong = [
            stub(facts, packer),
            left.stub(&packer.packages),
            left.library(&packer.libraries),
            left.asset(&packer.assets),
        ];
        let mut traces: Vec<Located> = strong.into_iter().flatten().collect();
        let is_strong = !traces.is_empty();
        let libraries = packer.weak_libraries.chunks(1);
        let assets = packer.weak_assets.chunks(1);
        let weak = libraries
            .filter_map(|name| left.library(name))
            .chain(assets.filter_map(|path| left.asset(path)));
        traces.extend(weak);
        (is_strong || traces.len() >= 2).then_some(traces)
    };
    let packers = set.packers.iter();
    packers
        .filter_map(|packer| {
            let traces = traces(packer)?;
            Some(FoundPacker { packer, traces })
        })
        .collect()
}

type Trace = Option<Located>;

fn trace(value: &str, location: &str) -> Located {
    Located {
        value: value.into(),
        location: location.into(),
    }
}

fn stub(facts: &AppFacts, packer: &Packer) -> Trace {
    let application = &facts.manifest.application;
    let classes = [&application.class, &application.component_factory];
    classes
        .into_iter()
        .flatten()
        .find(|class| packer.applications.iter().any(|p| glob(p, class)))
        .map(|class| trace(class, "AndroidManifest.xml"))
}

/// The little of a package that any packer leaves.
struct Left<'f> {
    /// Java packages.
    packages: Vec<&'f str>,
    /// File name and name of native libraries.
    libraries: Vec<(&'f str, &'f str)>,
    assets: Vec<&'f str>,
}

impl<'f> Left<'f> {
    fn new(facts: &'f AppFacts, set: &Signatures) -> Self {
        let contents = &facts.contents;
        let libraries = contents.native_libraries.iter();
        let paths = contents.assets.iter().chain(&contents.meta_inf);
        let packages = facts.code.packages.iter();
        Self {
            packages: packages
                .map(|package| package.name.as_str())
                .filter(|name| set.packer_index.knows_package(name))
                .collect(),
            libraries: libraries
                .map(|l| (l.name.rsplit('/').next().unwrap_or(&l.name), &*l.name))
                .filter(|(file, _)| set.packer_index.knows_library(file))
                .collect(),
            assets: paths
                .map(String::as_str)
                .filter(|path| set.packer_index.knows_asset(path))
                .collect(),
        }
    }

    fn stub(&self, prefixes: &[String]) -> Trace {
        let mut packages = self.packages.iter();
        let name = packages.find(|name| prefixes.iter().any(|prefix| within(name, prefix)))?;
        Some(trace(name, "classes.dex"))
    }

    fn library(&self, patterns: &[String]) -> Trace {
        let mut libraries = self.libraries.iter();
        let (_, name) = libraries.find(|(file, _)| patterns.iter().any(|p| glob(p, file)))?;
        Some(trace(name, "lib/"))
    }

    fn asset(&self, patterns: &[String]) -> Trace {
        let mut assets = self.assets.iter();
        let path = assets.find(|path| patterns.iter().any(|p| glob(p, path)))?;
        Some(trace(path, "assets/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::NativeLibrary;

    fn app(application: &str, libraries: &[&str], assets: &[&str]) -> AppFacts {
        let mut facts = AppFacts::default();
        facts.manifest.application.class = Some(application.into());
        let library = |name: &&str| NativeLibrary {
            abi: "arm64-v8a".into(),
            name: (*name).into(),
            size: 1,
        };
        facts.contents.native_libraries = libraries.iter().map(library).collect();
        facts.contents.assets = assets.iter().map(|path| (*path).into()).collect();
        facts
    }

    #[test]
    fn one_strong_trace_or_two_weak_ones() {
        let set = Signatures::builtin();
        let weak = set.packers.iter().find(|p| p.weak_libraries.len() > 1);
        let weak = weak.expect("a packer with weak traces");
        let names: Vec<&str> = weak.weak_libraries.iter().map(String::as_str).collect();
        for (facts, expected) in [
            (app("com.example.App", &[], &[]), None),
            (
                app("com.tencent.StubShell.TxAppEntry", &[], &[]),
                Some("tencent-legu"),
            ),
            (app("com.example.App", &names[..1], &[]), None),
            (
                app("com.example.App", &names[..2], &[]),
                Some(weak.id.as_str()),
            ),
        ] {
            let packers = found(&facts, &set);
            let ids: Vec<&str> = packers.iter().map(|p| p.packer.id.as_str()).collect();
            match expected {
                Some(id) => assert!(ids.contains(&id), "{ids:?}"),
                None => assert!(ids.is_empty(), "{ids:?}"),
            }
        }
    }

    #[test]
    fn what_it_hides_is_told_with_its_traces() {
        let set = Signatures::builtin();
        let facts = app(
            "com.tencent.StubShell.TxAppEntry",
            &["libshella-2.9.0.2.so"],
            &[],
        );
        let packers = found(&facts, &set);
        let legu = packers.first().expect("a packer");
        let hidden = legu.hides();
        assert_eq!((hidden.code.as_str(), hidden.area), ("packed", Area::Code));
        assert_eq!(hidden.location, "AndroidManifest.xml");
        assert!(
            hidden
                .detail
                .ends_with("com.tencent.StubShell.TxAppEntry, libshella-2.9.0.2.so"),
            "{}",
            hidden.detail
        );
    }
}
