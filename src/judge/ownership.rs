//! Whose code a class is: the app's own, an SDK's, a library's.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::{AppFacts, Confidence};
use crate::signatures::model::{Bilingual, Packer};
use crate::signatures::{PackageOwner, Signatures};

/// The owner of a piece of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Kind.
    pub kind: OwnerKind,
    /// Id of the SDK or library; the package prefix otherwise.
    pub id: String,
    /// Name to show.
    pub name: Bilingual,
    /// What says so.
    pub how: &'static str,
    /// How sure it is.
    pub confidence: Confidence,
    /// A helper library that acts only when called: a call inside is put down
    /// to whoever calls it, where that is known.
    pub helper: bool,
    /// Code that does without what it calls for: its calls count for nothing.
    pub incidental: bool,
}

impl Owner {
    /// Whether it is the same one, whatever says so.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.kind == other.kind && self.id == other.id
    }
}

/// Kind of owner.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum OwnerKind {
    /// The app's own code.
    App,
    /// A named SDK.
    Sdk,
    /// A support library or framework.
    Library,
    /// Code that no signature names and that lies outside the app's own packages.
    Unknown,
}

/// Tells owners for the classes of one app.
pub struct Ownership<'a> {
    set: &'a Signatures,
    /// The application id.
    application: &'a str,
    /// Package prefixes of the app's own code: the application id and the
    /// packages of its launcher activities and Application class.
    own: Vec<String>,
}

impl<'a> Ownership<'a> {
    /// Prepares for one app.
    pub fn new(facts: &'a AppFacts, set: &'a Signatures) -> Self {
        let manifest = &facts.manifest;
        let launchers = manifest.components.iter().filter(|c| c.is_launcher());
        let classes = launchers
            .map(|c| c.target.as_ref().unwrap_or(&c.name))
            .chain(manifest.application.class.iter());
        let mut own: Vec<String> = classes
            .filter(|class| claim(set, &manifest.package, class).is_none())
            .filter(|class| packer(set, class).is_none())
            .filter_map(|class| class.rsplit_once('.').map(|(package, _)| stem(package)))
            .chain([stem(&manifest.package)])
            .filter(|prefix| tells_apart(prefix))
            .collect();
        own.sort();
        own.dedup();
        Self {
            set,
            application: &manifest.package,
            own,
        }
    }

    /// The owner of a dotted class name; `neighbours` are named packages around
    /// it in the call graph, for obfuscated names.
    pub fn of(&self, class: &str, neighbours: &[(String, u32)]) -> Owner {
        if let Some(owner) = self.by_signature(class, "package", Confidence::High) {
            return owner;
        }
        let package = class.rsplit_once('.').map_or("", |(package, _)| package);
        if let Some(packer) = packer(self.set, class) {
            return Owner {
                kind: OwnerKind::Library,
                id: packer.id.clone(),
                name: packer.name.clone(),
                how: "package",
                confidence: Confidence::High,
                helper: false,
                incidental: false,
            };
        }
        if let Some(prefix) = self.own.iter().find(|p| within(package, p)) {
            return app(prefix, "package", Confidence::High);
        }
        if let Some(sdk) = self.set.sdk_index.by_component(class).next() {
            return self.sdk(sdk, "component", Confidence::High);
        }
        if is_obfuscated(package) {
            return self.by_neighbours(class, neighbours);
        }
        // Who puts an app's entry into `activity` and `app` puts the rest into `model` and `utils`.
        let first = package.split('.').next().unwrap_or_default();
        if tells_apart(first) && self.own.iter().any(|prefix| !prefix.contains('.')) {
            return app(first, "package", Confidence::Low);
        }
        Owner {
            kind: OwnerKind::Unknown,
            id: stem(package),
            name: Bilingual {
                zh: format!("归属不明的代码（{}）", stem(package)),
                en: format!("code of unknown owner ({})", stem(package)),
            },
            how: "package",
            confidence: Confidence::Low,
            helper: false,
            incidental: false,
        }
    }

    /// Whose code a place is in (`classes.dex!com.example.C`); `None` for any other
    /// place.
    pub fn at(&self, location: &str) -> Option<OwnerKind> {
        let (_, class) = location.rsplit_once(".dex!")?;
        Some(self.of(class, &[]).kind)
    }

    fn by_signature(
        &self,
        class: &str,
        how: &'static str,
        confidence: Confidence,
    ) -> Option<Owner> {
        Some(match claim(self.set, self.application, class)?.0 {
            PackageOwner::Sdk(index) => self.sdk(index, how, confidence),
            PackageOwner::Library(index) => {
                let library = &self.set.libraries[index];
                Owner {
                    kind: OwnerKind::Library,
                    id: library.id.clone(),
                    name: Bilingual {
                        zh: library.name.clone(),
                        en: library.name.clone(),
                    },
                    how,
                    confidence,
                    helper: !library.attribution,
                    incidental: library.incidental,
                }
            }
        })
    }

    fn sdk(&self, index: usize, how: &'static str, confidence: Confidence) -> Owner {
        let sdk = &self.set.sdks[index];
        Owner {
            kind: OwnerKind::Sdk,
            id: sdk.id.clone(),
            name: sdk.name.clone(),
            how,
            confidence,
            helper: false,
            incidental: false,
        }
    }

    /// Renamed code belongs to whoever most of its named neighbours belong to;
    /// support libraries, which everybody calls, are no such neighbours.
    fn by_neighbours(&self, class: &str, neighbours: &[(String, u32)]) -> Owner {
        const HOW: &str = "call-graph neighbourhood";
        let mut owners: Vec<(Owner, u32)> = Vec::new();
        let mut total: u32 = 0;
        for (name, edges) in neighbours {
            let owner = match self.by_signature(name, HOW, Confidence::Low) {
                Some(owner) if owner.kind == OwnerKind::Library => continue,
                Some(owner) => Some(owner),
                None => {
                    let own = self.own.iter().find(|prefix| within(name, prefix));
                    own.map(|prefix| app(prefix, HOW, Confidence::Low))
                }
            };
            total = total.saturating_add(*edges);
            let Some(owner) = owner else { continue };
            match owners.iter_mut().find(|(known, _)| known.id == owner.id) {
                Some((_, sum)) => *sum = sum.saturating_add(*edges),
                None => owners.push((owner, *edges)),
            }
        }
        // Of equal ones the first, which is the stronger single neighbour.
        let best = owners.iter().map(|(_, edges)| *edges).max();
        if let Some((owner, edges)) = owners.into_iter().find(|(_, sum)| Some(*sum) == best) {
            return Owner {
                // Two calls each way may be chance.
                confidence: match edges > 2 && edges > total / 2 {
                    true => Confidence::Medium,
                    false => Confidence::Low,
                },
                ..owner
            };
        }
        let package = class.rsplit_once('.').map_or("", |(package, _)| package);
        Owner {
            kind: OwnerKind::Unknown,
            id: package.to_string(),
            name: Bilingual {
                zh: format!("名称已混淆、归属不明的代码（{package}）"),
                en: format!("obfuscated code of unknown owner ({package})"),
            },
            how: "none",
            confidence: Confidence::Low,
            helper: false,
            incidental: false,
        }
    }
}

fn app(prefix: &str, how: &'static str, confidence: Confidence) -> Owner {
    Owner {
        kind: OwnerKind::App,
        id: prefix.to_string(),
        name: Bilingual {
            zh: "App 自身代码".into(),
            en: "the app's own code".into(),
        },
        how,
        confidence,
        helper: false,
        incidental: false,
    }
}

/// The first three labels of a package, or fewer.
fn stem(package: &str) -> String {
    package.split('.').take(3).collect::<Vec<_>>().join(".")
}

/// Whether a prefix is one app's: two labels, or one that is no top-level domain
/// and was not renamed by a shrinker.
fn tells_apart(prefix: &str) -> bool {
    const SHARED: [&str; 8] = ["com", "net", "org", "edu", "gov", "info", "top", "xyz"];
    prefix.contains('.') || (prefix.len() > 2 && !SHARED.contains(&prefix))
}

/// The SDK or library that a name belongs to. What lies below the application id is
/// the app's own, though its vendor publish an SDK from the same package or above.
/// With the prefix that says so.
pub(super) fn claim<'s>(
    set: &'s Signatures,
    application: &str,
    name: &str,
) -> Option<(PackageOwner, &'s str)> {
    let (owner, prefix) = set.package_index.owner(name)?;
    let own = within(name, application) && prefix.len() <= application.len();
    (!own).then_some((owner, prefix))
}

/// The packer whose stub a class is: neither the app's code nor hidden.
pub(super) fn packer<'a>(set: &'a Signatures, class: &str) -> Option<&'a Packer> {
    let stub = |packer: &&Packer| packer.packages.iter().any(|prefix| within(class, prefix));
    let known = set.packer_index.knows_package(class);
    known.then(|| set.packers.iter().find(stub)).flatten()
}

/// Whether a dotted name is a prefix or lies below it.
pub(super) fn within(package: &str, prefix: &str) -> bool {
    package
        .strip_prefix(prefix)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Renamed by a shrinker: the default package, or labels of at most two letters,
/// below a first one that it kept for its named neighbours (`com.a.b`).
fn is_obfuscated(package: &str) -> bool {
    let kept = ["com.", "org.", "net."];
    let inner = kept.iter().find_map(|kept| package.strip_prefix(kept));
    let inner = inner.filter(|inner| inner.contains('.')).unwrap_or(package);
    inner.split('.').all(|label| label.len() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stub_belongs_to_its_packer() {
        let set = Signatures::builtin();
        let mut facts = AppFacts::default();
        facts.manifest.package = "com.example.game".into();
        facts.manifest.application.class = Some("com.tencent.StubShell.TxAppEntry".into());
        let ownership = Ownership::new(&facts, &set);
        let stub = ownership.of("com.tencent.StubShell.SystemInfoException", &[]);
        assert_eq!((stub.kind, &*stub.id), (OwnerKind::Library, "tencent-legu"));
        let is_incidental = |class| ownership.of(class, &[]).incidental;
        assert!(is_incidental("androidx.appcompat.app.TwilightManager"));
        assert!(!is_incidental("androidx.appcompat.app.AppCompatActivity"));
        for (place, kind) in [
            (
                "classes.dex!com.tencent.open.utils.f$1",
                Some(OwnerKind::Sdk),
            ),
            ("classes.dex!com.example.game.Main", Some(OwnerKind::App)),
            ("resources.arsc!string/privacy", None),
        ] {
            assert_eq!(ownership.at(place), kind, "{place}");
        }
        let own = ownership.of("com.example.game.Main", &[]);
        assert_eq!(own.kind, OwnerKind::App);
    }

    #[test]
    fn a_short_package_of_the_application_class_is_the_apps_own() {
        let set = Signatures::builtin();
        let owner = |application: &str, class: &str| {
            let mut facts = AppFacts::default();
            facts.manifest.package = "com.example.game".into();
            facts.manifest.application.class = Some(application.into());
            Ownership::new(&facts, &set).of(class, &[]).kind
        };
        assert_eq!(owner("app.BaseApp", "app.util.Ids"), OwnerKind::App);
        assert_eq!(owner("com.BaseApp", "com.other.Ids"), OwnerKind::Unknown);
        assert_eq!(owner("a.b", "a.c"), OwnerKind::Unknown);
        assert_eq!(owner("app.BaseApp", "model.User"), OwnerKind::App);
        assert_eq!(owner("app.BaseApp", "cn.other.Ids"), OwnerKind::Unknown);
        assert_eq!(
            owner("com.example.App", "model.User"),
            OwnerKind::Unknown,
            "nothing says that this app names packages so"
        );
    }

    #[test]
    fn a_vendors_own_app_is_no_sdk_of_itself() {
        let set = Signatures::builtin();
        let owner = |application: &str, class: &str| {
            let mut facts = AppFacts::default();
            facts.manifest.package = application.into();
            Ownership::new(&facts, &set).of(class, &[]).kind
        };
        for (application, class, kind) in [
            ("com.umeng.demo", "com.umeng.demo.Main", OwnerKind::App),
            ("com.umeng.demo", "com.umeng.analytics.A", OwnerKind::Sdk),
            ("com.example", "com.umeng.analytics.A", OwnerKind::Sdk),
        ] {
            assert_eq!(owner(application, class), kind, "{application} {class}");
        }
    }

    #[test]
    fn stems_and_prefixes() {
        assert_eq!(stem("com.a.b.c.d"), "com.a.b");
        assert_eq!(stem("com.a"), "com.a");
        assert!(within("com.a.b", "com.a"));
        assert!(!within("com.ab", "com.a"));
        assert!(is_obfuscated("a.b.c"));
        assert!(is_obfuscated(""));
        assert!(!is_obfuscated("com.a"));
        assert!(is_obfuscated("com.b.a.a"));
        assert!(!is_obfuscated("com.qq.sdk"));
    }
}
