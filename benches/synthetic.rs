//! A corpus of apps that nobody built, for measuring at scale.
//!
//! `cargo bench --bench synthetic -- --apps N --seed S --out FILE [FACTS...]`
//! draws N apps from what the apps of the given corpora are made of, by default
//! the samples and the APKs that `tests/real-packages` fetched, and writes them
//! as a corpus (`.jsonl.zst`, `.parquet` or a folder). Without `--out` it only
//! draws.
//!
//! Equal seeds, counts and corpora give equal bytes. Apps are drawn one by one:
//! memory is that of the given apps (at most 4,096 are held) and of the batch at
//! work, whatever N is. What is drawn:
//!
//! * identity and manifest of one given app, under a new name, with its
//!   permissions thinned and others added as often as the given apps ask for them;
//! * its own code, scaled in size and thinned in calls;
//! * as many libraries as some given app has, each as often as the given apps
//!   have it, with its packages, calls, switches, components and versions;
//! * the policy of a third app or none, with some declarations left out;
//! * now and then, instead of all that, the next release of the app before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use tongbao::corpus::{self, Sink};
use tongbao::facts::{
    ApiCall, AppFacts, Component, JavaPackage, LibraryVersion, Located, SwitchCall, UsesPermission,
};

/// Apps that are held to draw from.
const DONORS: usize = 4096;
/// Apps drawn at a time.
const BATCH: u64 = 512;
/// Of a hundred apps, those that are another release of the one before.
const RELEASES: u64 = 20;
/// Labels of a Java package that tell whose it is: `com.umeng.analytics` and
/// `com.umeng.message` are one library.
const LABELS: usize = 2;

fn main() -> Result<()> {
    let (mut apps, mut seed, mut out, mut facts) = (1_000_u64, 1_u64, None, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--bench" => {} // cargo adds it
            "--apps" => apps = arguments.next().context("--apps N")?.parse()?,
            "--seed" => seed = arguments.next().context("--seed S")?.parse()?,
            "--out" => out = Some(PathBuf::from(arguments.next().context("--out FILE")?)),
            path => facts.push(PathBuf::from(path)),
        }
    }
    let scratch = tempfile::tempdir()?;
    if facts.is_empty() {
        facts.push(scan(scratch.path())?);
    }
    let stock = Stock::new(donors(&facts)?)?;
    let mut sink = out.as_deref().map(Sink::new).transpose()?;
    let (start, mut bytes) = (Instant::now(), 0);
    for first in (0..apps).step_by(BATCH as usize) {
        let rows: Vec<(AppFacts, Vec<u8>)> = (first..apps.min(first + BATCH))
            .into_par_iter()
            .map(|number| {
                let facts = stock.app(seed, number);
                let json = serde_json::to_vec(&facts)?;
                Ok((facts, json))
            })
            .collect::<Result<_>>()?;
        for (facts, json) in &rows {
            bytes += json.len();
            if let Some(sink) = &mut sink {
                sink.add(Some(facts), json)?;
            }
        }
    }
    if let Some(sink) = sink {
        sink.finish()?;
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{apps} apps of {} given ones with {} libraries: {bytes} bytes of JSON, {:.0} apps/s",
        stock.donors.len(),
        stock.libraries.len(),
        apps as f64 / seconds,
    );
    Ok(())
}

/// Facts of the samples and the fetched APKs.
fn scan(scratch: &Path) -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let facts = scratch.join("facts.jsonl.zst");
    let mut command = Command::new(env!("CARGO_BIN_EXE_tongbao"));
    command.arg("scan").arg(root.join("samples"));
    let fetched = root.join("tests/.cache/apks");
    if fetched.is_dir() {
        command.arg(fetched);
    }
    command.args(["--quiet", "--fail-on", "never", "--format", "none"]);
    let status = command.arg("--facts").arg(&facts).status()?;
    ensure!(status.success(), "the scan of the samples failed: {status}");
    Ok(facts)
}

fn donors(corpora: &[PathBuf]) -> Result<Vec<AppFacts>> {
    let mut donors = Vec::new();
    let mut failed = None;
    corpus::each_row(
        &corpus::files(corpora)?,
        |_, row| row.facts(),
        |row| {
            match row {
                Ok(facts) if donors.len() < DONORS => donors.push(facts),
                Ok(_) => {}
                Err(error) => failed = Some(error),
            }
            Ok(())
        },
        |_| {},
    )?;
    failed.map_or(Ok(donors), |error| Err(error.into()))
}

/// What the given apps are made of.
struct Stock {
    /// Without their libraries.
    donors: Vec<Donor>,
    /// Each as often as apps have it.
    libraries: Vec<Library>,
    /// Each as often as apps ask for it.
    permissions: Vec<UsesPermission>,
}

struct Donor {
    facts: AppFacts,
    /// How many libraries it had.
    libraries: usize,
}

/// A library as one app embeds it.
#[derive(Default)]
struct Library {
    packages: Vec<JavaPackage>,
    calls: Vec<ApiCall>,
    switches: Vec<SwitchCall>,
    components: Vec<Component>,
    versions: Vec<LibraryVersion>,
    urls: Vec<Located>,
}

impl Stock {
    fn new(given: Vec<AppFacts>) -> Result<Self> {
        ensure!(!given.is_empty(), "there is no app to draw from");
        let permissions = given.iter().flat_map(|f| &f.manifest.uses_permissions);
        let permissions = permissions.cloned().collect();
        let (mut donors, mut libraries) = (Vec::new(), Vec::new());
        for mut facts in given {
            let taken = take_libraries(&mut facts);
            donors.push(Donor {
                facts,
                libraries: taken.len(),
            });
            libraries.extend(taken);
        }
        Ok(Self {
            donors,
            libraries,
            permissions,
        })
    }

    /// The app of a number: a new one, or a later release of one before.
    fn app(&self, seed: u64, number: u64) -> AppFacts {
        let is_release = |n: u64| n > 0 && Draw::new(seed, n).chance(RELEASES);
        let mut first = number;
        while is_release(first) {
            first -= 1;
        }
        let mut facts = self.fresh(&mut Draw::new(seed, first), first);
        for release in first + 1..=number {
            let mut draw = Draw::new(seed, release);
            let version = facts.manifest.version_code.unwrap_or(1) + 1 + draw.below(20);
            facts.manifest.version_code = Some(version);
            facts.manifest.version_name = Some(format!("{}.{}", version / 100, version % 100));
            if draw.chance(50) {
                self.embed(&mut facts, &mut draw);
            }
            self.ask(&mut facts, &mut draw, 1);
        }
        sign(&mut facts, seed, number);
        sort(&mut facts);
        facts
    }

    fn fresh(&self, draw: &mut Draw, number: u64) -> AppFacts {
        draw.next(); // the first told whether it is a release
        let mut facts = draw
            .of(&self.donors)
            .map_or_else(AppFacts::default, |d| d.facts.clone());
        rename(&mut facts, number);
        let percent = 40 + draw.below(120);
        scale(&mut facts, percent);
        facts.manifest.uses_permissions.retain(|_| draw.chance(90));
        facts.code.calls.retain(|_| draw.chance(85));
        let more = draw.below(4);
        self.ask(&mut facts, draw, more);
        let count = draw.of(&self.donors).map_or(0, |d| d.libraries);
        for _ in 0..count {
            self.embed(&mut facts, draw);
        }
        let Some(donor) = draw.of(&self.donors) else {
            return facts;
        };
        facts.policy = donor.facts.policy.clone();
        if let Some(declared) = &mut facts.policy.declarations {
            declared.permissions.retain(|_| draw.chance(85));
            declared.pi_types.retain(|_| draw.chance(90));
            declared.third_party.sdk_list.retain(|_| draw.chance(80));
            if draw.chance(20) {
                declared.retention = Default::default();
            }
        }
        facts
    }

    /// Adds a library, unless it is there.
    fn embed(&self, facts: &mut AppFacts, draw: &mut Draw) {
        let Some(library) = draw.of(&self.libraries) else {
            return;
        };
        let known: BTreeSet<&str> = facts.code.packages.iter().map(|p| &*p.name).collect();
        if library.packages.iter().any(|p| known.contains(&*p.name)) {
            return;
        }
        facts.code.packages.extend_from_slice(&library.packages);
        facts.code.calls.extend_from_slice(&library.calls);
        facts.code.switches.extend_from_slice(&library.switches);
        facts.code.urls.extend_from_slice(&library.urls);
        facts
            .manifest
            .components
            .extend_from_slice(&library.components);
        facts
            .contents
            .library_versions
            .extend_from_slice(&library.versions);
    }

    /// Asks for so many more permissions.
    fn ask(&self, facts: &mut AppFacts, draw: &mut Draw, count: u64) {
        let asked = &mut facts.manifest.uses_permissions;
        for _ in 0..count {
            if let Some(more) = draw.of(&self.permissions)
                && asked.iter().all(|p| p.name != more.name)
            {
                asked.push(more.clone());
            }
        }
    }
}

/// Takes what is not the app's own out of its facts, library by library.
fn take_libraries(facts: &mut AppFacts) -> Vec<Library> {
    let own = owner(&facts.manifest.package);
    let mut libraries: BTreeMap<String, Library> = BTreeMap::new();
    for package in std::mem::take(&mut facts.code.packages) {
        // Renamed code stays with the app whose it is.
        if owner(&package.name) == own || package.name.split('.').all(|l| l.len() < 3) {
            facts.code.packages.push(package);
        } else {
            let library = libraries.entry(owner(&package.name)).or_default();
            library.packages.push(package);
        }
    }
    // Whether a library took it.
    let mut give = |name: &str, give: &dyn Fn(&mut Library)| {
        let library = libraries.get_mut(&owner(name));
        library.map(give).is_some()
    };
    let (code, manifest) = (&mut facts.code, &mut facts.manifest);
    let versions = &mut facts.contents.library_versions;
    code.calls
        .retain(|call| !give(&call.caller.class, &|l| l.calls.push(call.clone())));
    code.switches
        .retain(|call| !give(&call.caller.class, &|l| l.switches.push(call.clone())));
    code.urls.retain(|url| {
        let class = url.location.split('!').nth(1).unwrap_or_default();
        !give(class, &|l| l.urls.push(url.clone()))
    });
    manifest
        .components
        .retain(|part| !give(&part.name, &|l| l.components.push(part.clone())));
    versions.retain(|version| !give(&version.artifact, &|l| l.versions.push(version.clone())));
    libraries.into_values().collect()
}

/// The first labels of a dotted name.
fn owner(name: &str) -> String {
    let labels: Vec<&str> = name.split(['.', '_']).take(LABELS).collect();
    labels.join(".")
}

/// Gives the app a package name of its own, in its code too.
fn rename(facts: &mut AppFacts, number: u64) {
    let old = owner(&facts.manifest.package);
    let new = format!("com.app{number}");
    let name = |text: &mut String| {
        if owner(text) == old {
            *text = format!("{new}{}", text.get(old.len()..).unwrap_or_default());
        }
    };
    name(&mut facts.manifest.package);
    facts.manifest.application.class.iter_mut().for_each(name);
    for component in &mut facts.manifest.components {
        name(&mut component.name);
    }
    for package in &mut facts.code.packages {
        name(&mut package.name);
    }
    for call in &mut facts.code.calls {
        name(&mut call.caller.class);
        for frame in &mut call.path {
            name(&mut Arc::make_mut(&mut frame.method).class);
        }
    }
    for call in &mut facts.code.switches {
        name(&mut call.caller.class);
        for frame in &mut call.path {
            name(&mut Arc::make_mut(&mut frame.method).class);
        }
    }
    for root in &mut facts.code.graph.roots {
        name(&mut root.method.class);
    }
}

/// Makes the app larger or smaller.
fn scale(facts: &mut AppFacts, percent: u64) {
    let of = |n: u64| (n * percent / 100).max(1);
    let small = |n: &mut u32| *n = u32::try_from(of((*n).into())).unwrap_or(u32::MAX);
    facts.file.size = of(facts.file.size);
    for dex in &mut facts.code.dex_files {
        dex.size = of(dex.size);
        for count in [&mut dex.classes, &mut dex.method_ids, &mut dex.strings] {
            small(count);
        }
    }
    for package in &mut facts.code.packages {
        small(&mut package.classes);
        package.substantial = package.substantial.min(package.classes);
    }
    for count in [&mut facts.code.graph.methods, &mut facts.code.graph.edges] {
        small(count);
    }
}

/// Gives the file a name and a hash that no other has.
fn sign(facts: &mut AppFacts, seed: u64, number: u64) {
    let mut draw = Draw::new(!seed, number);
    let hash: Vec<String> = (0..4).map(|_| format!("{:016x}", draw.next())).collect();
    facts.file.sha256 = hash.concat();
    facts.file.path = format!("synthetic/{number}.apk");
}

/// Facts are sorted.
fn sort(facts: &mut AppFacts) {
    facts.manifest.uses_permissions.sort();
    facts.code.packages.sort();
    facts.code.urls.sort();
    facts.code.urls.dedup();
    facts.code.calls.sort();
    facts.code.switches.sort();
    facts.contents.library_versions.sort();
}

/// Numbers by chance, the same for the same seed and app (SplitMix64).
struct Draw(u64);

impl Draw {
    fn new(seed: u64, number: u64) -> Self {
        let mut start = Self(seed);
        Self(start.next() ^ number.wrapping_mul(0xd134_2543_de82_ef95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    /// True in so many of a hundred cases.
    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let index = self.below(all.len() as u64);
        all.get(usize::try_from(index).unwrap_or_default())
    }
}
