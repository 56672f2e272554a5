//! All DEX files of an app as one program.
//!
//! Types, method names and signatures get numbers that hold over all files;
//! after that everything is compared by number. Classes and methods are
//! numbered in the order in which Android loads the files, so numbers, and
//! every tie that they break, do not depend on threads.

mod build;

use std::collections::HashMap;
use std::time::Instant;

use foldhash::fast::RandomState;

use crate::facts::{Area, Limitation, MethodName};
use crate::limits::Limits;

use super::DexInput;
use super::numbers::Numbers;
use super::tables::{Dex, dotted};

/// "None" among the program's numbers.
pub(crate) const NONE: u32 = u32::MAX;

pub(crate) type FastMap<K, V> = HashMap<K, V, RandomState>;

/// `access_flags`.
pub(crate) mod access {
    pub(crate) const STATIC: u32 = 0x8;
    pub(crate) const PRIVATE: u32 = 0x2;
    pub(crate) const NATIVE: u32 = 0x100;
    pub(crate) const INTERFACE: u32 = 0x200;
    pub(crate) const CONSTRUCTOR: u32 = 0x1_0000;
}

/// A type named anywhere in the program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Type<'a> {
    pub(crate) descriptor: &'a [u8],
    /// The class that defines it, or [`NONE`].
    pub(crate) class: u32,
}

impl Type<'_> {
    fn descriptor(&self) -> &[u8] {
        self.descriptor
    }
}

/// A class definition. One that repeats an earlier class keeps its methods, so
/// that its calls are seen, but no [`Type`] leads to it: Android takes the first.
#[derive(Debug, Clone)]
pub(crate) struct Class {
    pub(crate) kind: u32,
    pub(crate) superclass: u32,
    pub(crate) file: u32,
    pub(crate) access: u32,
    interfaces: (u32, u32),
    pub(crate) methods: (u32, u32),
}

/// A method with or without code that some class defines.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Method {
    pub(crate) class: u32,
    /// `method_id` in the class's file.
    pub(crate) id: u32,
    pub(crate) signature: u32,
    pub(crate) access: u32,
    /// Byte offset of the code, or 0.
    pub(crate) code: u32,
}

impl Method {
    /// Whether an invoke-virtual or -interface may end here.
    pub(crate) fn is_virtual(&self) -> bool {
        self.access & (access::STATIC | access::PRIVATE | access::CONSTRUCTOR) == 0
    }
}

/// A method id in program numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reference {
    /// Type that the invoke names.
    pub(crate) kind: u32,
    pub(crate) signature: u32,
}

/// A logical DEX file.
#[derive(Debug)]
pub(crate) struct File<'a> {
    pub(crate) dex: Dex<'a>,
    /// Index of its [`DexInput`].
    pub(crate) input: usize,
    /// Type number by `type_id`.
    pub(crate) types: Vec<u32>,
    /// By `method_id`.
    pub(crate) references: Vec<Reference>,
    /// Method number by `method_id`, where this file defines it.
    pub(crate) defined: Vec<u32>,
    /// Number of the first reference over the whole program.
    pub(crate) first_reference: u32,
    /// By call site: `method_id` of the body of the lambda that it makes, or
    /// [`NONE`].
    pub(crate) lambdas: Vec<u32>,
}

/// A method signature: name and proto.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Signature {
    pub(crate) name: u32,
    pub(crate) proto: u32,
}

/// All DEX files of an app.
#[derive(Debug)]
pub(crate) struct Program<'a> {
    pub(crate) inputs: &'a [DexInput],
    pub(crate) files: Vec<File<'a>>,
    pub(crate) types: Vec<Type<'a>>,
    pub(crate) classes: Vec<Class>,
    interfaces: Vec<u32>,
    pub(crate) methods: Vec<Method>,
    /// Method numbers; each class's range sorted by signature.
    by_signature: Vec<u32>,
    pub(crate) names: Vec<&'a [u8]>,
    /// Type numbers of return value, then parameters.
    protos: Vec<Box<[u32]>>,
    pub(crate) signatures: Vec<Signature>,
    type_numbers: Numbers,
    name_numbers: Numbers,
    pub(crate) references: u32,
}

/// When to stop.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline(Option<Instant>);

impl Deadline {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self(Instant::now().checked_add(limits.time))
    }

    pub(crate) fn passed(&self) -> bool {
        self.0.is_some_and(|end| Instant::now() >= end)
    }
}

/// A limitation about one DEX file.
pub(crate) fn limitation(area: Area, code: &str, location: &str, detail: String) -> Limitation {
    Limitation {
        area,
        code: code.into(),
        location: location.into(),
        detail,
    }
}

impl<'a> Program<'a> {
    /// Number of the type with this descriptor.
    pub(crate) fn find_type(&self, descriptor: &[u8]) -> Option<u32> {
        self.type_numbers
            .find(&self.types, descriptor, Type::descriptor)
    }

    /// Number of a method name; [`NONE`] if no method has it.
    pub(crate) fn find_name(&self, name: &[u8]) -> u32 {
        let found = self.name_numbers.find(&self.names, name, |known| *known);
        found.unwrap_or(NONE)
    }

    /// Class that defines a type, if any file does.
    pub(crate) fn class_of(&self, kind: u32) -> Option<&Class> {
        let class = self.types.get(kind as usize)?.class;
        self.classes.get(class as usize)
    }

    /// Descriptor of a type; empty for [`NONE`].
    pub(crate) fn descriptor(&self, kind: u32) -> &'a [u8] {
        self.types
            .get(kind as usize)
            .map_or(&[][..], |t| t.descriptor)
    }

    /// Types of the interfaces that a class names.
    pub(crate) fn interfaces(&self, class: &Class) -> &[u32] {
        self.interfaces
            .get(class.interfaces.0 as usize..class.interfaces.1 as usize)
            .unwrap_or_default()
    }

    /// The class of a method.
    pub(crate) fn class_of_method(&self, method: u32) -> Option<&Class> {
        let method = self.methods.get(method as usize)?;
        self.classes.get(method.class as usize)
    }

    /// File and code-bearing definition of a method.
    pub(crate) fn file_of_method(&self, method: u32) -> Option<&File<'a>> {
        self.files.get(self.class_of_method(method)?.file as usize)
    }

    /// Method numbers of a class, in file order.
    pub(crate) fn methods_of(&self, class: &Class) -> std::ops::Range<u32> {
        class.methods.0..class.methods.1
    }

    /// The method with this signature that the class itself defines.
    pub(crate) fn find_method(&self, class: &Class, signature: u32) -> Option<u32> {
        let range = self
            .by_signature
            .get(class.methods.0 as usize..class.methods.1 as usize)?;
        let at = range
            .binary_search_by_key(&signature, |&m| self.methods[m as usize].signature)
            .ok()?;
        range.get(at).copied()
    }

    /// Method name of a signature.
    pub(crate) fn name(&self, signature: u32) -> &'a [u8] {
        self.signatures
            .get(signature as usize)
            .and_then(|s| self.names.get(s.name as usize))
            .copied()
            .unwrap_or_default()
    }

    /// Return type, then parameter types of a signature.
    pub(crate) fn proto(&self, signature: u32) -> &[u32] {
        self.signatures
            .get(signature as usize)
            .and_then(|s| self.protos.get(s.proto as usize))
            .map_or(&[], |proto| proto)
    }

    /// Descriptor of a signature, e.g. `(I)V`.
    pub(crate) fn signature_descriptor(&self, signature: u32) -> Vec<u8> {
        let mut raw = vec![b'('];
        if let [returns, parameters @ ..] = self.proto(signature) {
            for &parameter in parameters {
                raw.extend(self.descriptor(parameter));
            }
            raw.push(b')');
            raw.extend(self.descriptor(*returns));
        }
        raw
    }

    /// A method in Java notation.
    pub(crate) fn method_name(&self, method: u32) -> MethodName {
        match (
            self.methods.get(method as usize),
            self.file_of_method(method),
        ) {
            (Some(method), Some(file)) => file.dex.method_name(method.id),
            _ => MethodName::default(),
        }
    }

    /// Dotted name of a type.
    pub(crate) fn type_name(&self, kind: u32) -> String {
        dotted(self.descriptor(kind))
    }

    /// Path of the entry that holds a method.
    pub(crate) fn path_of_method(&self, method: u32) -> &str {
        self.file_of_method(method)
            .map_or("", |file| self.path(file))
    }

    /// Path of the entry that holds a file.
    pub(crate) fn path(&self, file: &File<'_>) -> &str {
        self.inputs
            .get(file.input)
            .map_or("", |input| input.path.as_str())
    }
}
