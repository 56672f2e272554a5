//! What to look for in code, compiled once and shared by all threads.
//!
//! A class descriptor leads to the entries of that class; an entry names a
//! method or field and says what a use of it means. Everything is matched once
//! per DEX against its identifier tables, never per instruction.

use std::cmp::Reverse;

use super::constants::{Constant, is_prefix_kind};
use super::platform::{PROVIDER_URIS, SINKS, Sink};
use super::program::FastMap;
use super::words::ConsentWords;
use crate::facts::Confidence;
use crate::signatures::model::{Api, ApiKind, ConsentFile, SwitchEffect};

/// The compiled matcher.
#[derive(Debug)]
pub struct Watch {
    /// Ids of APIs, as the entries number them.
    pub(crate) apis: Vec<String>,
    /// Kinds of personal information that they give.
    gives: Vec<Option<String>>,
    /// Those that ask who answers an intent.
    by_intent: Vec<bool>,
    /// Vendors' consent switches, likewise.
    pub(crate) switches: Vec<Switch>,
    pub(crate) words: ConsentWords,
    classes: FastMap<Box<[u8]>, Vec<Entry>>,
    constants: Vec<Constant>,
    numbers: FastMap<u32, Numbers>,
    /// Watched method and field names that say what they give by themselves, for
    /// reflection on a class that is not known, with how much such a name says.
    unique_names: FastMap<Box<[u8]>, (u32, Confidence)>,
}

/// Integer constants that an API of a method waits for.
#[derive(Debug)]
enum Numbers {
    /// One of these.
    OneOf(Vec<i32>),
    /// One that has one of these bits.
    Bits(i32),
}

/// A vendor's consent switch.
#[derive(Debug)]
pub(crate) struct Switch {
    pub(crate) sdk: String,
    pub(crate) class: String,
    pub(crate) name: String,
    pub(crate) effect: SwitchEffect,
    /// Index of the boolean among the parameters, `this` left out.
    pub(crate) flag: Option<u8>,
}

/// A member of a class and what its use means.
#[derive(Debug)]
struct Entry {
    is_field: bool,
    /// `None` for every method of the class.
    name: Option<Box<[u8]>>,
    descriptor: Option<Box<[u8]>>,
    meaning: Meaning,
}

/// What the use of a member means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// It is this API.
    Api(u32),
    /// It is this API if its constant text reaches the call.
    ApiWithArgument(u32),
    /// It is this API if one of its integers reaches the call.
    ApiWithNumber(u32),
    /// It reads a stored flag by the key in this parameter.
    Store(u8),
    /// It is a vendor's consent switch.
    Switch(u32),
    /// It takes a constant that decides, or passes one on.
    Sink(Sink),
}

impl Watch {
    /// Compiles APIs and the marks of consent. Entries that lack what their
    /// kind needs are skipped: the linter of signatures speaks of them.
    pub fn new<'a>(apis: impl IntoIterator<Item = &'a Api>, consent: &ConsentFile) -> Self {
        let mut watch = Self {
            apis: Vec::new(),
            gives: Vec::new(),
            by_intent: Vec::new(),
            switches: Vec::new(),
            words: ConsentWords::new(&consent.words, &consent.not_words),
            classes: FastMap::default(),
            constants: Vec::new(),
            numbers: FastMap::default(),
            unique_names: FastMap::default(),
        };
        for api in apis {
            watch.add_api(api);
        }
        for store in &consent.stores {
            watch.add(
                &store.class,
                false,
                Some(&store.name),
                None,
                Meaning::Store(store.key),
            );
        }
        for switch in &consent.switches {
            let number = watch.switches.len() as u32;
            watch.switches.push(Switch {
                sdk: switch.sdk.clone(),
                class: switch.class.clone(),
                name: switch.name.clone(),
                effect: switch.effect,
                flag: switch.flag,
            });
            watch.add(
                &switch.class,
                false,
                Some(&switch.name),
                switch.descriptor.as_deref(),
                Meaning::Switch(number),
            );
        }
        for (class, names, sink) in SINKS {
            for name in *names {
                watch.add(class, false, Some(name), None, Meaning::Sink(*sink));
            }
        }
        watch.add_provider_fields();
        watch.index_unique_names();
        watch
    }

    fn add_api(&mut self, api: &Api) {
        let number = self.apis.len() as u32;
        self.apis.push(api.id.clone());
        self.gives.push(api.pi_type.clone());
        self.by_intent.push(api.by_intent);
        let class = api.class.as_deref();
        match (api.kind, class) {
            (ApiKind::Method, Some(class)) => {
                let meaning = match (self.wants_numbers(number, api), &api.argument) {
                    (true, _) => Meaning::ApiWithNumber(number),
                    (false, Some(_)) => Meaning::ApiWithArgument(number),
                    (false, None) => Meaning::Api(number),
                };
                let name = api.name.as_deref().filter(|&name| name != "*");
                self.add(class, false, name, api.descriptor.as_deref(), meaning);
            }
            (ApiKind::Field, Some(class)) => {
                let meaning = match self.wants_numbers(number, api) {
                    true => Meaning::ApiWithNumber(number),
                    false => Meaning::Api(number),
                };
                let descriptor = api.descriptor.as_deref();
                self.add(class, true, api.name.as_deref(), descriptor, meaning);
            }
            (ApiKind::Uri, Some(class)) => {
                let name = api.name.as_deref().or(Some("*_URI"));
                self.add(class, true, name, None, Meaning::Api(number));
            }
            _ => {}
        }
        let Some(argument) = api.argument.as_deref().filter(|text| !text.is_empty()) else {
            return;
        };
        self.constants.push(Constant {
            kind: api.kind,
            text: argument.to_owned(),
            api: number,
        });
    }

    /// Keeps the integers that an API waits for, if it does.
    fn wants_numbers(&mut self, number: u32, api: &Api) -> bool {
        let wanted = match api.mask {
            Some(bits) => Numbers::Bits(bits),
            None if api.numbers.is_empty() => return false,
            None => Numbers::OneOf(api.numbers.clone()),
        };
        self.numbers.insert(number, wanted);
        true
    }

    /// Fields that hold a watched URI, unless an entry names the field itself.
    fn add_provider_fields(&mut self) {
        for (class, field, uri) in PROVIDER_URIS {
            if self
                .field(&descriptor_of(class), field.as_bytes(), b"")
                .is_some()
            {
                continue;
            }
            for api in self.constant(Sink::Uri, uri, true) {
                self.add(class, true, Some(field), None, Meaning::Api(api));
            }
        }
    }

    fn add(
        &mut self,
        class: &str,
        is_field: bool,
        name: Option<&str>,
        descriptor: Option<&str>,
        meaning: Meaning,
    ) {
        let entry = Entry {
            is_field,
            name: name.map(|name| name.as_bytes().into()),
            descriptor: descriptor.map(|text| text.as_bytes().into()),
            meaning,
        };
        let entries = self.classes.entry(descriptor_of(class)).or_default();
        if !entries.iter().any(|known| {
            (
                known.is_field,
                &known.name,
                &known.descriptor,
                known.meaning,
            ) == (is_field, &entry.name, &entry.descriptor, meaning)
        }) {
            entries.push(entry);
        }
    }

    /// A name is one of the platform's where all watched classes that have it give the
    /// same by it: vendors' telephony classes repeat `getDeviceId`.
    fn index_unique_names(&mut self) {
        let mut named: FastMap<&[u8], Vec<(Confidence, u32)>> = FastMap::default();
        for (class, entries) in &self.classes {
            // `getSubscriberId` is a name of the platform; a name that only an
            // SDK's class has may as well be one of the app's own.
            let confidence = match is_platform(class) {
                true => Confidence::Medium,
                false => Confidence::Low,
            };
            let mut own: Vec<(&[u8], u32)> = entries
                .iter()
                .filter_map(|entry| match (&entry.name, entry.meaning) {
                    (Some(name), Meaning::Api(api)) => Some((name.as_ref(), api)),
                    _ => None,
                })
                .filter(|(name, _)| name.len() >= 8)
                .collect();
            own.sort_unstable();
            own.dedup_by_key(|(name, _)| *name);
            for (name, api) in own {
                named.entry(name).or_default().push((confidence, api));
            }
        }
        let gives = |api: u32| self.gives.get(api as usize).and_then(Option::as_ref);
        let unique = named.into_iter().filter_map(|(name, mut apis)| {
            apis.sort_unstable_by_key(|(confidence, api)| (Reverse(*confidence), *api));
            let (confidence, first) = *apis.first()?;
            let mut others = apis.iter().map(|(_, api)| gives(*api));
            let same = others.all(|other| other.is_some() && other == gives(first));
            (same || apis.len() == 1).then(|| (name.into(), (first, confidence)))
        });
        self.unique_names = unique.collect();
    }

    /// Whether an API asks who answers an intent.
    pub(crate) fn is_by_intent(&self, api: u32) -> bool {
        self.by_intent.get(api as usize) == Some(&true)
    }

    /// Whether any member of the class is watched.
    pub(crate) fn knows(&self, class: &[u8]) -> bool {
        self.classes.contains_key(class)
    }

    /// Meanings of a method of exactly this class. `descriptor` is asked for
    /// only where an entry has one.
    pub(crate) fn method(
        &self,
        class: &[u8],
        name: &[u8],
        descriptor: impl Fn() -> Vec<u8>,
        found: &mut Vec<Meaning>,
    ) {
        for entry in self.classes.get(class).map_or(&[][..], Vec::as_slice) {
            let named = entry.name.as_deref().is_none_or(|want| want == name);
            if !entry.is_field
                && named
                && entry
                    .descriptor
                    .as_deref()
                    .is_none_or(|want| want == descriptor().as_slice())
            {
                found.push(entry.meaning);
            }
        }
    }

    /// The API that a get of a field of exactly this class is.
    pub(crate) fn field(&self, class: &[u8], name: &[u8], kind: &[u8]) -> Option<u32> {
        self.classes.get(class)?.iter().find_map(|entry| {
            let named = match entry.name.as_deref() {
                Some(b"*_URI") => name.ends_with(b"_URI"),
                Some(want) => want == name,
                None => true,
            };
            let typed = entry.descriptor.as_deref().is_none_or(|want| want == kind);
            match entry.meaning {
                Meaning::Api(api) if entry.is_field && named && typed => Some(api),
                _ => None,
            }
        })
    }

    /// The API that a put of one of its integers into a field of exactly this
    /// class is.
    pub(crate) fn put(&self, class: &[u8], name: &[u8]) -> Option<u32> {
        let entries = self.classes.get(class)?;
        entries.iter().find_map(|entry| match entry.meaning {
            Meaning::ApiWithNumber(api)
                if entry.is_field && entry.name.as_deref() == Some(name) =>
            {
                Some(api)
            }
            _ => None,
        })
    }

    /// APIs that a text at a sink means: those with the longest constant that
    /// matches, so that `content://sms/inbox` is not `content://sms` as well.
    /// Of a text that is not `whole`, only the beginning is known.
    pub(crate) fn constant(&self, sink: Sink, text: &str, whole: bool) -> Vec<u32> {
        let Some(kind) = sink.kind().filter(|kind| whole || is_prefix_kind(*kind)) else {
            return Vec::new();
        };
        let matching = || self.constants.iter().filter(|c| c.matches(kind, text));
        let longest = matching().map(|c| c.text.len()).max();
        matching()
            .filter(|c| Some(c.text.len()) == longest)
            .map(|c| c.api)
            .collect()
    }

    /// Whether this is the constant that an API of a method waits for.
    pub(crate) fn is_argument(&self, api: u32, text: &str) -> bool {
        self.constants
            .iter()
            .any(|constant| constant.api == api && text.starts_with(constant.text.as_str()))
    }

    /// Whether this is an integer that an API of a method waits for.
    pub(crate) fn is_number(&self, api: u32, number: i32) -> bool {
        self.numbers.get(&api).is_some_and(|wanted| match wanted {
            Numbers::OneOf(numbers) => numbers.contains(&number),
            Numbers::Bits(bits) => bits & number != 0,
        })
    }

    /// APIs that a reflected member means, and how sure that is: of the class
    /// where it is known, else by a name that no other watched class has.
    pub(crate) fn reflected(&self, class: Option<&str>, name: &str) -> Vec<(u32, Confidence)> {
        let Some(class) = class else {
            let unique = self.unique_names.get(name.as_bytes());
            return unique.copied().into_iter().collect();
        };
        let descriptor = descriptor_of(class);
        let mut found: Vec<(u32, Confidence)> = self
            .classes
            .get(&descriptor)
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .filter(|entry| entry.name.as_deref() == Some(name.as_bytes()))
            .filter_map(|entry| match entry.meaning {
                Meaning::Api(api) => Some((api, Confidence::Medium)),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The sink that a reflected method is (`SystemProperties.get`).
    pub(crate) fn reflected_sink(&self, class: &str, name: &str) -> Option<Sink> {
        self.classes
            .get(&descriptor_of(class))?
            .iter()
            .find_map(|entry| match entry.meaning {
                Meaning::Sink(sink)
                    if sink.kind().is_some() && entry.name.as_deref() == Some(name.as_bytes()) =>
                {
                    Some(sink)
                }
                _ => None,
            })
    }
}

/// Whether the platform defines the class of this descriptor.
fn is_platform(descriptor: &[u8]) -> bool {
    [&b"Landroid/"[..], b"Lcom/android/", b"Ljava/"]
        .iter()
        .any(|prefix| descriptor.starts_with(prefix))
}

/// Descriptor of a dotted class name.
pub(crate) fn descriptor_of(class: &str) -> Box<[u8]> {
    format!("L{};", class.replace('.', "/"))
        .into_bytes()
        .into_boxed_slice()
}
