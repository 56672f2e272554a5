//! Identifiers of one DEX file held against the watch list and the program,
//! once, so that the pass over the instructions only looks up numbers.

use super::callbacks::{Callbacks, starts_component, unregisters};
use super::hierarchy::Hierarchy;
use super::program::{File, NONE, Program, access};
use super::watch::{Meaning, Watch};

/// What an invoke of a method id means, as bits.
pub(crate) mod flag {
    /// A direct, static or super invoke leads to a method of the program.
    pub(crate) const DIRECT: u8 = 1;
    /// A virtual or interface invoke may lead to methods of the program.
    pub(crate) const VIRTUAL: u8 = 1 << 1;
    /// It is a watched API by itself.
    pub(crate) const API: u8 = 1 << 2;
    /// Its arguments or result must be known.
    pub(crate) const TRACK: u8 = 1 << 3;
    /// It starts a component that an intent names.
    pub(crate) const START: u8 = 1 << 4;
    /// It registers a listener, or takes code to run.
    pub(crate) const REGISTER: u8 = 1 << 5;
    /// Reflection or native loading, counted.
    pub(crate) const OPAQUE: u8 = 1 << 6;
    /// It gives an intent a package or class.
    pub(crate) const EXPLICIT: u8 = 1 << 7;
}

/// What the identifiers of one file mean.
#[derive(Debug, Default)]
pub(crate) struct Matches {
    /// [`flag`] bits by method id.
    pub(crate) methods: Vec<u8>,
    /// By method id, index into `lists`; 0 for none.
    meaning: Vec<u32>,
    lists: Vec<Vec<Meaning>>,
    /// By field id, API number plus one.
    fields: Vec<u32>,
    /// By field id, likewise for a put of an integer that it waits for.
    puts: Vec<u32>,
    /// By field id: a boolean whose name speaks of consent.
    consent_fields: Vec<bool>,
    /// By method id: gives a boolean, and its name speaks of consent, or its
    /// class's name does and the method's name asks.
    consent_methods: Vec<bool>,
    /// By method id: registers the broadcast receiver that comes first.
    receivers: Vec<bool>,
    /// By type id: initialising the class runs code of the program.
    pub(crate) initialises: Vec<bool>,
    /// By type id: the program defines it.
    pub(crate) defined: Vec<bool>,
}

impl Matches {
    /// Meanings of a method id.
    pub(crate) fn meanings(&self, method: u32) -> &[Meaning] {
        self.meaning
            .get(method as usize)
            .and_then(|&list| self.lists.get(list as usize))
            .map_or(&[], Vec::as_slice)
    }

    /// The API that a get of this field is.
    #[inline]
    pub(crate) fn field(&self, field: u32) -> Option<u32> {
        self.fields.get(field as usize)?.checked_sub(1)
    }

    /// The API that a put of one of its integers into this field is.
    #[inline]
    pub(crate) fn put(&self, field: u32) -> Option<u32> {
        self.puts.get(field as usize)?.checked_sub(1)
    }

    /// Whether the field is a flag of consent by its name.
    #[inline]
    pub(crate) fn is_consent_field(&self, field: u32) -> bool {
        self.consent_fields.get(field as usize) == Some(&true)
    }

    /// Whether the method registers the broadcast receiver that comes first.
    pub(crate) fn registers_receiver(&self, method: u32) -> bool {
        self.receivers.get(method as usize) == Some(&true)
    }

    /// Whether the method gives a flag of consent by its name.
    pub(crate) fn is_consent_method(&self, method: u32) -> bool {
        self.consent_methods.get(method as usize) == Some(&true)
    }
}

/// Facts about types that hold over all files.
#[derive(Debug)]
pub(crate) struct TypeFacts {
    /// Nearest of the type and its superclasses that the watch list knows.
    watched: Vec<u32>,
    /// Nearest of the type and its superclasses with a `<clinit>`.
    initialiser: Vec<u32>,
    /// The class's own name speaks of consent.
    consent: Vec<bool>,
}

impl TypeFacts {
    pub(crate) fn new(program: &Program<'_>, hierarchy: &Hierarchy, watch: &Watch) -> Self {
        let known: Vec<bool> = program
            .types
            .iter()
            .map(|kind| watch.knows(kind.descriptor))
            .collect();
        let class_initialiser = program.find_name(b"<clinit>");
        let is_initialiser = |signature: u32| {
            let signature = program.signatures.get(signature as usize);
            signature.is_some_and(|s| s.name == class_initialiser)
        };
        let own: Vec<u32> = (0..program.types.len() as u32)
            .map(|kind| {
                program.class_of(kind).map_or(NONE, |class| {
                    program
                        .methods_of(class)
                        .find(|&method| {
                            program.methods.get(method as usize).is_some_and(|m| {
                                m.code != 0
                                    && m.access & access::STATIC != 0
                                    && is_initialiser(m.signature)
                            })
                        })
                        .unwrap_or(NONE)
                })
            })
            .collect();
        let initialised: Vec<bool> = own.iter().map(|&method| method != NONE).collect();
        Self {
            consent: program
                .types
                .iter()
                .map(|kind| {
                    kind.class != NONE
                        && watch.words.speaks_of_consent(simple_name(kind.descriptor))
                })
                .collect(),
            watched: nearest(program, hierarchy, &known),
            initialiser: nearest(program, hierarchy, &initialised)
                .into_iter()
                .map(|kind| own.get(kind as usize).copied().unwrap_or(NONE))
                .collect(),
        }
    }

    fn speaks_of_consent(&self, kind: u32) -> bool {
        self.consent.get(kind as usize) == Some(&true)
    }

    fn watched(&self, kind: u32) -> u32 {
        self.watched.get(kind as usize).copied().unwrap_or(NONE)
    }

    /// The `<clinit>` that initialising a type runs first, or [`NONE`].
    pub(crate) fn initialiser(&self, kind: u32) -> u32 {
        self.initialiser.get(kind as usize).copied().unwrap_or(NONE)
    }
}

/// By type: the nearest of the type and its superclasses that is marked. Every
/// step upwards is taken once for all subclasses.
fn nearest(program: &Program<'_>, hierarchy: &Hierarchy, marked: &[bool]) -> Vec<u32> {
    const UNSET: u32 = NONE - 1;
    const MAX_DEPTH: usize = 256; // a hostile file may make a class its own ancestor
    let mut found = vec![UNSET; marked.len()];
    let mut below = Vec::new();
    for start in 0..marked.len() as u32 {
        below.clear();
        let mut kind = start;
        let answer = loop {
            match (found.get(kind as usize), marked.get(kind as usize)) {
                (Some(&known), _) if known != UNSET => break known,
                (_, Some(true)) => {
                    below.push(kind);
                    break kind;
                }
                (Some(_), _) if below.len() < MAX_DEPTH => below.push(kind),
                _ => break NONE,
            }
            kind = hierarchy.superclass(program, kind);
        };
        for &kind in &below {
            if let Some(slot) = found.get_mut(kind as usize) {
                *slot = answer;
            }
        }
    }
    found
}

/// Name of a class without its package.
fn simple_name(descriptor: &[u8]) -> &[u8] {
    let name = descriptor.strip_suffix(b";").unwrap_or(descriptor);
    let from = memchr::memrchr(b'/', name).map_or(0, |slash| slash + 1);
    name.get(from..).unwrap_or_default()
}

/// Whether a boolean method of this name asks for a state.
fn asks(name: &[u8]) -> bool {
    [&b"is"[..], b"has", b"can", b"check", b"get"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}

/// What name and proto of a method say, whatever its class, as bits.
mod signature {
    /// It gives a boolean, and its name speaks of consent.
    pub(super) const CONSENT: u8 = 1;
    /// It gives a boolean, and its name asks.
    pub(super) const ASKS: u8 = 1 << 1;
    /// It starts the component that an intent names.
    pub(super) const STARTS: u8 = 1 << 2;
    /// It takes a listener or code to run, and does not take it away.
    pub(super) const REGISTERS: u8 = 1 << 3;
    /// A broadcast receiver comes first.
    pub(super) const RECEIVER: u8 = 1 << 4;
}

/// What signatures say; many classes and files name the same.
#[derive(Debug)]
pub(crate) struct SignatureFacts(Vec<u8>);

impl SignatureFacts {
    pub(crate) fn new(program: &Program<'_>, callbacks: &Callbacks, watch: &Watch) -> Self {
        let boolean = program.find_type(b"Z");
        let bits = |number: u32| {
            let (name, proto) = (program.name(number), program.proto(number));
            let gives_boolean = boolean.is_some() && proto.first().copied() == boolean;
            let consent = gives_boolean && watch.words.speaks_of_consent(name);
            let mut parameters = proto.iter().skip(1);
            let receiver = parameters.clone().next();
            let taken = parameters.any(|&kind| callbacks.is_taken(kind));
            let set = |bit: u8, holds: bool| if holds { bit } else { 0 };
            set(signature::CONSENT, consent)
                | set(signature::ASKS, gives_boolean && asks(name))
                | set(signature::STARTS, starts_component(name))
                | set(signature::REGISTERS, taken && !unregisters(name))
                | set(
                    signature::RECEIVER,
                    receiver.is_some_and(|&kind| callbacks.is_receiver(kind)),
                )
        };
        Self((0..program.signatures.len() as u32).map(bits).collect())
    }

    fn says(&self, signature: u32) -> u8 {
        self.0.get(signature as usize).copied().unwrap_or_default()
    }
}

/// Matches the identifiers of one file. `targets` gives, by method id, the
/// method that a direct invoke finds.
pub(crate) fn matches(
    program: &Program<'_>,
    hierarchy: &Hierarchy,
    types: &TypeFacts,
    signatures: &SignatureFacts,
    watch: &Watch,
    file: &File<'_>,
    targets: &[u32],
) -> Matches {
    let count = file.references.len();
    let mut result = Matches {
        methods: Vec::with_capacity(count),
        meaning: Vec::with_capacity(count),
        consent_methods: Vec::with_capacity(count),
        receivers: Vec::with_capacity(count),
        lists: vec![Vec::new()],
        ..Matches::default()
    };
    result.initialises = file
        .types
        .iter()
        .map(|&kind| types.initialiser(kind) != NONE)
        .collect();
    result.defined = file
        .types
        .iter()
        .map(|&kind| program.class_of(kind).is_some())
        .collect();
    let object = program.find_type(b"Ljava/lang/Object;");
    let intent = program.find_type(b"Landroid/content/Intent;");
    let class = program.find_type(b"Ljava/lang/Class;");
    let mut found = Vec::new();
    for (index, reference) in file.references.iter().enumerate() {
        let kind = reference.kind;
        let says = signatures.says(reference.signature);
        let defined_somewhere = program.class_of(kind).is_some();
        let mut flags = 0;
        if targets.get(index).is_some_and(|&target| target != NONE) {
            flags |= flag::DIRECT | flag::VIRTUAL;
        }
        if Some(kind) != object && (defined_somewhere || !hierarchy.children(kind).is_empty()) {
            flags |= flag::VIRTUAL;
        }
        if types.watched(kind) != NONE {
            find_meanings(program, hierarchy, types, watch, reference, &mut found);
        }
        for meaning in &found {
            flags |= match meaning {
                Meaning::Api(_) => flag::API,
                Meaning::Sink(sink) if sink.is_opaque() => flag::TRACK | flag::OPAQUE,
                Meaning::Sink(sink) if !sink.is_end() => 0,
                _ => flag::TRACK,
            };
        }
        let list = if found.is_empty() {
            0
        } else {
            result.lists.push(std::mem::take(&mut found));
            result.lists.len() as u32 - 1
        };
        result.meaning.push(list);
        let consent = says & signature::CONSENT != 0
            || says & signature::ASKS != 0 && types.speaks_of_consent(kind);
        if consent {
            flags |= flag::TRACK;
        }
        result.consent_methods.push(consent);
        if says & signature::STARTS != 0 {
            flags |= flag::START;
        }
        if Some(kind) == intent && makes_explicit(program, reference.signature, class) {
            flags |= flag::EXPLICIT;
        }
        if flags & flag::DIRECT == 0 && says & signature::REGISTERS != 0 {
            flags |= flag::REGISTER;
        }
        let receiver = flags & flag::REGISTER != 0 && says & signature::RECEIVER != 0;
        if receiver {
            // Without one, the call reads a sticky broadcast.
            flags |= flag::TRACK;
        }
        result.receivers.push(receiver);
        result.methods.push(flags);
    }
    match_fields(program, types, watch, file, &mut result);
    result
}

/// Whether a method of `Intent` names a package or class: a setter of one, or a
/// constructor that takes `class`, the type of classes.
fn makes_explicit(program: &Program<'_>, signature: u32, class: Option<u32>) -> bool {
    match program.name(signature) {
        b"setPackage" | b"setClass" | b"setClassName" | b"setComponent" => true,
        b"<init>" => class.is_some_and(|class| program.proto(signature).contains(&class)),
        _ => false,
    }
}

/// Meanings of a reference: from the named class up to the first class of the
/// program that overrides the method, where the override's own body is seen.
fn find_meanings(
    program: &Program<'_>,
    hierarchy: &Hierarchy,
    types: &TypeFacts,
    watch: &Watch,
    reference: &super::program::Reference,
    found: &mut Vec<Meaning>,
) {
    let name = program.name(reference.signature);
    // Constructors and class initialisers are not inherited.
    let inherited = name.first() != Some(&b'<');
    for kind in hierarchy.superclasses(program, reference.kind) {
        if types.watched(kind) == NONE {
            return;
        }
        let descriptor = || program.signature_descriptor(reference.signature);
        watch.method(program.descriptor(kind), name, descriptor, found);
        let overridden = program
            .class_of(kind)
            .is_some_and(|class| program.find_method(class, reference.signature).is_some());
        if !found.is_empty() || overridden || !inherited {
            return;
        }
    }
}

fn match_fields(
    program: &Program<'_>,
    types: &TypeFacts,
    watch: &Watch,
    file: &File<'_>,
    result: &mut Matches,
) {
    for index in 0..file.dex.field_count() {
        let Some(field) = file.dex.field(index) else {
            break;
        };
        let number = |index: u16| file.types.get(usize::from(index)).copied().unwrap_or(NONE);
        let descriptor = program.descriptor(number(field.kind));
        let watched = types.watched(number(field.class));
        let (mut api, mut put) = (0, 0);
        if watched != NONE {
            let (class, name) = (
                program.descriptor(watched),
                file.dex.name(field.name).unwrap_or_default(),
            );
            api = watch
                .field(class, name, descriptor)
                .map_or(0, |api| api + 1);
            put = watch.put(class, name).map_or(0, |api| api + 1);
        }
        result.fields.push(api);
        result.puts.push(put);
        let is_flag = matches!(descriptor, b"Z" | b"Ljava/lang/Boolean;")
            && watch
                .words
                .speaks_of_consent(file.dex.name(field.name).unwrap_or_default());
        result.consent_fields.push(is_flag);
    }
}
