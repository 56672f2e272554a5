//! Look-ups that judging needs often, built once.

use foldhash::{HashMap, HashSet};

use super::model::{Api, ApiKind, ConsentSwitch, Library, Packer, Sdk};

/// Names and patterns with `*`, each with what it stands for.
#[derive(Debug, Default)]
struct Names {
    exact: HashMap<String, Vec<usize>>,
    patterns: Vec<(Pattern, usize)>,
}

/// A pattern with what stands before its first `*` and behind its last one: few names
/// have both.
#[derive(Debug)]
struct Pattern {
    text: String,
    start: String,
    end: String,
}

impl Pattern {
    fn new(text: &str) -> Self {
        Self {
            text: text.into(),
            start: text.split('*').next().unwrap_or_default().into(),
            end: text.rsplit('*').next().unwrap_or_default().into(),
        }
    }

    fn matches(&self, name: &str) -> bool {
        name.starts_with(&self.start) && name.ends_with(&self.end) && glob(&self.text, name)
    }
}

impl Names {
    fn add(&mut self, names: &[String], value: usize) {
        for name in names {
            match name.contains('*') {
                true => self.patterns.push((Pattern::new(name), value)),
                false => self.exact.entry(name.clone()).or_default().push(value),
            }
        }
    }

    /// What a name stands for, names before patterns.
    fn matching(&self, name: &str) -> impl Iterator<Item = usize> {
        let exact = self.exact.get(name).into_iter().flatten().copied();
        let patterns = self.patterns.iter();
        exact.chain(patterns.filter_map(move |(p, value)| p.matches(name).then_some(*value)))
    }
}

/// SDKs by trace. Values are indices into `Signatures::sdks`.
#[derive(Debug, Default)]
pub struct SdkIndex {
    packages: Prefixes,
    components: Names,
    meta_data: Names,
    libraries: Names,
    assets: Names,
    hosts: HashMap<String, usize>,
}

impl SdkIndex {
    pub(super) fn new(sdks: &[Sdk]) -> Self {
        let mut index = Self::default();
        for (i, sdk) in sdks.iter().enumerate() {
            let each = |list: &[String]| -> Vec<(String, usize)> {
                list.iter().map(|v| (v.clone(), i)).collect()
            };
            for prefix in &sdk.traces.packages {
                index.packages.add(prefix, i);
            }
            index.components.add(&sdk.traces.components, i);
            index.meta_data.add(&sdk.traces.meta_data, i);
            index.libraries.add(&sdk.traces.libraries, i);
            index.assets.add(&sdk.traces.assets, i);
            index.hosts.extend(each(&sdk.traces.hosts));
        }
        index
    }

    /// The SDK whose prefix is the longest one of a dotted package or class name.
    pub fn by_package(&self, name: &str) -> Option<(usize, &str)> {
        self.packages.longest(name)
    }

    /// SDKs that declare a component class.
    pub fn by_component(&self, class: &str) -> impl Iterator<Item = usize> {
        self.components.matching(class)
    }

    /// SDKs that read a meta-data name.
    pub fn by_meta_data(&self, name: &str) -> impl Iterator<Item = usize> {
        self.meta_data.matching(name)
    }

    /// SDKs that ship a native library.
    pub fn by_library(&self, file: &str) -> impl Iterator<Item = usize> {
        self.libraries.matching(file)
    }

    /// SDKs that ship an asset.
    pub fn by_asset(&self, path: &str) -> impl Iterator<Item = usize> {
        self.assets.matching(path)
    }

    /// The SDK that talks to a host or a parent domain of it.
    pub fn by_host(&self, host: &str) -> Option<usize> {
        let mut rest = host;
        loop {
            if let Some(&sdk) = self.hosts.get(rest) {
                return Some(sdk);
            }
            rest = rest.split_once('.')?.1;
        }
    }
}

/// Names of what packers leave, so that all else is passed over.
#[derive(Debug, Default)]
pub struct PackerIndex {
    packages: Prefixes,
    libraries: Names,
    assets: Names,
}

impl PackerIndex {
    pub(super) fn new(packers: &[Packer]) -> Self {
        let mut index = Self::default();
        for (i, packer) in packers.iter().enumerate() {
            for prefix in &packer.packages {
                index.packages.add(prefix, i);
            }
            for libraries in [&packer.libraries, &packer.weak_libraries] {
                index.libraries.add(libraries, i);
            }
            for assets in [&packer.assets, &packer.weak_assets] {
                index.assets.add(assets, i);
            }
        }
        index
    }

    /// Whether any packer's stub lies at or above a dotted package or class name.
    pub fn knows_package(&self, name: &str) -> bool {
        self.packages.longest(name).is_some()
    }

    /// Whether any packer leaves a native library of this file name.
    pub fn knows_library(&self, file: &str) -> bool {
        self.libraries.matching(file).next().is_some()
    }

    /// Whether any packer leaves a file at this path.
    pub fn knows_asset(&self, path: &str) -> bool {
        self.assets.matching(path).next().is_some()
    }
}

/// Watched APIs by the permissions that they explain. Values are indices into
/// `Signatures::apis`.
#[derive(Debug, Default)]
pub struct PermissionIndex {
    broadcasts: HashMap<String, Vec<usize>>,
    explained: HashSet<String>,
}

impl PermissionIndex {
    pub(super) fn new(apis: &[Api]) -> Self {
        let mut index = Self::default();
        for (i, api) in apis.iter().enumerate() {
            let explained = api.permissions.iter().chain(&api.widened_by);
            index.explained.extend(explained.cloned());
            if api.kind == ApiKind::Action {
                for name in &api.permissions {
                    index.broadcasts.entry(name.clone()).or_default().push(i);
                }
            }
        }
        index
    }

    /// Broadcasts that only holders of a permission receive.
    pub fn broadcasts(&self, permission: &str) -> &[usize] {
        self.broadcasts
            .get(permission)
            .map_or(&[][..], Vec::as_slice)
    }

    /// Whether some API explains why a permission is asked for.
    pub fn explains(&self, permission: &str) -> bool {
        self.explained.contains(permission)
    }
}

/// Consent switches by the SDK that they govern: its own, and those of one that
/// the vendor ships inside it or around it. Values are indices into
/// `ConsentFile::switches`.
#[derive(Debug, Default)]
pub struct SwitchIndex(HashMap<String, Vec<usize>>);

impl SwitchIndex {
    pub(super) fn new(switches: &[ConsentSwitch], sdks: &[Sdk]) -> Self {
        let mut own: HashMap<&str, Vec<usize>> = HashMap::default();
        for (index, switch) in switches.iter().enumerate() {
            own.entry(&switch.sdk).or_default().push(index);
        }
        let mut governed: HashMap<String, Vec<usize>> = HashMap::default();
        let mut add = |sdk: &str, of: &str| {
            if let Some(switches) = own.get(of) {
                governed.entry(sdk.into()).or_default().extend(switches);
            }
        };
        for sdk in sdks {
            add(&sdk.id, &sdk.id);
            for other in &sdk.named_with {
                add(&sdk.id, other);
                add(other, &sdk.id);
            }
        }
        for switches in governed.values_mut() {
            switches.sort_unstable();
            switches.dedup();
        }
        Self(governed)
    }

    /// Switches that govern an SDK, in their order.
    pub fn governing(&self, sdk: &str) -> &[usize] {
        self.0.get(sdk).map_or(&[][..], Vec::as_slice)
    }
}

/// Dotted prefixes, each with what it stands for, and all that lies above them.
#[derive(Debug, Default)]
struct Prefixes(HashMap<String, Option<usize>>);

impl Prefixes {
    fn add(&mut self, prefix: &str, value: usize) {
        for (dot, _) in prefix.match_indices('.') {
            self.0.entry(prefix[..dot].into()).or_default();
        }
        self.0.insert(prefix.into(), Some(value));
    }

    /// The longest prefix of a name that ends with a label of it.
    fn longest(&self, name: &str) -> Option<(usize, &str)> {
        let mut best = None;
        // Names are short: no search that sets out to find anything.
        let dots = name.bytes().enumerate().filter(|(_, byte)| *byte == b'.');
        for end in dots.map(|(at, _)| at).chain([name.len()]) {
            // Most names are of nobody known, and their first labels say so.
            let Some((prefix, value)) = self.0.get_key_value(&name[..end]) else {
                break;
            };
            if let Some(value) = value {
                best = Some((*value, prefix.as_str()));
            }
        }
        best
    }
}

/// Who stands behind a Java package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackageOwner {
    /// Index into `Signatures::sdks`.
    Sdk(usize),
    /// Index into `Signatures::libraries`.
    Library(usize),
}

/// SDKs and libraries by package prefix, the longest prefix first.
#[derive(Debug, Default)]
pub struct PackageIndex {
    owners: Prefixes,
    table: Vec<PackageOwner>,
}

impl PackageIndex {
    pub(super) fn new(sdks: &[Sdk], libraries: &[Library]) -> Self {
        let mut index = Self::default();
        for (i, library) in libraries.iter().enumerate() {
            index.add(PackageOwner::Library(i), &library.packages);
        }
        for (i, sdk) in sdks.iter().enumerate() {
            index.add(PackageOwner::Sdk(i), &sdk.traces.packages);
        }
        index
    }

    fn add(&mut self, owner: PackageOwner, prefixes: &[String]) {
        for prefix in prefixes {
            self.owners.add(prefix, self.table.len());
        }
        self.table.push(owner);
    }

    /// The owner of a dotted class or package name, with the prefix that says so.
    pub fn owner(&self, name: &str) -> Option<(PackageOwner, &str)> {
        self.owners
            .longest(name)
            .map(|(i, prefix)| (self.table[i], prefix))
    }
}

/// Matches `pattern` against the whole of `text`; `*` matches any run of
/// characters. Linear in the product of the two lengths at worst.
pub fn glob(pattern: &str, text: &str) -> bool {
    let Some((first, others)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let mut parts = others.split('*').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glob_matches_whole_names() {
        for (pattern, text, expected) in [
            ("libjiagu.so", "libjiagu.so", true),
            ("libjiagu.so", "libjiagu.so2", false),
            ("libshella-*.so", "libshella-2.10.so", true),
            ("libshella-*.so", "libshella-2.10.so.bak", false),
            ("com.umeng.*", "com.umeng.a.B", true),
            ("*", "", true),
            ("a*b*c", "a1b2c", true),
            ("a*b*c", "a1c2b", false),
            ("a*a", "a", false),
        ] {
            assert_eq!(glob(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn longest_prefix_wins_at_label_boundaries() {
        let mut prefixes = Prefixes::default();
        for (value, prefix) in ["com.a", "com.a.b", "a", "d.e.f"].into_iter().enumerate() {
            prefixes.add(prefix, value);
        }
        for (name, expected) in [
            ("com.a.b.C", Some(1)),
            ("com.a.bc.C", Some(0)),
            ("com.ab.C", None),
            ("com.a", Some(0)),
            ("com", None),
            ("a.C", Some(2)),
            ("a.b.C", Some(2)),
            ("ab.C", None),
            ("d.e.f", Some(3)),
            ("d.e.C", None),
            ("", None),
            (".", None),
        ] {
            assert_eq!(prefixes.longest(name).map(|h| h.0), expected, "{name}");
        }
    }
}
