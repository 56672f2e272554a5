//! The tables of all DEX files brought to the numbers of one program.

use super::{Class, Deadline, File, Method, NONE, Program, Reference, Signature, Type, limitation};
use crate::dex::DexInput;
use crate::dex::lambda::lambdas;
use crate::dex::numbers::Numbers;
use crate::dex::platform::SUPERCLASSES;
use crate::dex::tables::{Dex, NO_INDEX, parse};
use crate::facts::{Area, Limitation};
use crate::limits::Limits;

/// What is needed only until all files are in.
#[derive(Default)]
struct Building {
    protos: Numbers,
    signatures: Numbers,
    /// The proto at hand, kept to be filled again.
    proto: Vec<u32>,
}

impl<'a> Program<'a> {
    /// Reads the tables of every file. One that cannot be read is a limitation.
    pub(crate) fn build(
        inputs: &'a [DexInput],
        limits: &Limits,
        deadline: Deadline,
        limitations: &mut Vec<Limitation>,
    ) -> Self {
        let mut program = Self {
            inputs,
            files: Vec::new(),
            types: Vec::new(),
            classes: Vec::new(),
            interfaces: Vec::new(),
            methods: Vec::new(),
            by_signature: Vec::new(),
            names: Vec::new(),
            protos: Vec::new(),
            signatures: Vec::new(),
            type_numbers: Numbers::default(),
            name_numbers: Numbers::default(),
            references: 0,
        };
        let mut building = Building::default();
        let mut order: Vec<_> = (0..inputs.len()).collect();
        order.sort_by_key(|&input| !inputs[input].loaded_by_android); // stable
        for input in order {
            let DexInput { path, bytes, .. } = &inputs[input];
            let problem = if program.files.len() >= limits.dex_files {
                Some((
                    "dex-count",
                    format!("more than {} DEX files", limits.dex_files),
                ))
            } else if deadline.passed() {
                Some(("time", "time limit reached while reading DEX files".into()))
            } else {
                match parse(bytes) {
                    Ok(files) => {
                        for dex in files {
                            if !program.add(dex, input, &mut building, deadline) {
                                limitations.push(limitation(
                                    Area::Code,
                                    "dex-damaged",
                                    path,
                                    "class data outside the file or out of order".into(),
                                ));
                            }
                        }
                        None
                    }
                    Err(error) => Some(("dex-unreadable", error.to_string())),
                }
            };
            if let Some((code, detail)) = problem {
                limitations.push(limitation(Area::Code, code, path, detail));
            }
        }
        program.add_platform_types();
        program
    }

    /// Gives numbers to the platform superclasses of the types in sight, so
    /// that a search upwards can go on through the platform.
    fn add_platform_types(&mut self) {
        loop {
            let before = self.types.len();
            for (class, superclass) in SUPERCLASSES {
                if self.find_type(class).is_some() {
                    self.type_number(superclass);
                }
            }
            if self.types.len() == before {
                return;
            }
        }
    }

    /// Adds a file; false if part of it could not be read.
    fn add(
        &mut self,
        dex: Dex<'a>,
        input: usize,
        building: &mut Building,
        deadline: Deadline,
    ) -> bool {
        let more = dex.type_count() as usize;
        self.type_numbers
            .reserve(more, &self.types, Type::descriptor);
        let types: Vec<u32> = (0..dex.type_count())
            .map(|index| self.type_number(dex.descriptor(index).unwrap_or_default()))
            .collect();
        let protos: Vec<u32> = (0..dex.proto_count())
            .map(|index| self.proto_number(&dex, index, &types, building))
            .collect();
        let first_reference = self.references;
        let references = self.read_references(&dex, &types, &protos, building);
        self.references = self
            .references
            .saturating_add(u32::try_from(references.len()).unwrap_or(NONE));
        let mut file = File {
            lambdas: lambdas(&dex),
            defined: vec![NONE; references.len()],
            dex,
            input,
            types,
            references,
            first_reference,
        };
        let whole = self.read_classes(&mut file, deadline);
        self.files.push(file);
        whole
    }

    fn type_number(&mut self, descriptor: &'a [u8]) -> u32 {
        let make = || Type {
            descriptor,
            class: NONE,
        };
        self.type_numbers
            .number(&mut self.types, descriptor, Type::descriptor, make)
    }

    fn proto_number(
        &mut self,
        dex: &Dex<'a>,
        index: u32,
        types: &[u32],
        building: &mut Building,
    ) -> u32 {
        let number = |index: u32| types.get(index as usize).copied().unwrap_or(NONE);
        let proto = &mut building.proto;
        proto.clear();
        if let Some((returns, parameters)) = dex.proto(index) {
            proto.push(number(returns));
            proto.extend(parameters.iter().take(255).map(|p| number(u32::from(p))));
        }
        let proto = proto.as_slice();
        building
            .protos
            .number(&mut self.protos, proto, |known| known, || proto.into())
    }

    fn read_references(
        &mut self,
        dex: &Dex<'a>,
        types: &[u32],
        protos: &[u32],
        building: &mut Building,
    ) -> Vec<Reference> {
        let count = dex.method_count() as usize;
        let (names, signatures) = (&mut self.name_numbers, &mut building.signatures);
        names.reserve(count / 2, &self.names, |name| *name);
        signatures.reserve(count, &self.signatures, |signature| signature);
        // Name number by string, so that each string is looked up once.
        let mut by_string = vec![NONE; dex.string_count() as usize];
        let mut references = Vec::with_capacity(count);
        for index in 0..dex.method_count() {
            let Some(id) = dex.method(index) else { break };
            let mut outside = NONE;
            let slot = by_string.get_mut(id.name as usize);
            let name = slot.unwrap_or(&mut outside);
            if *name == NONE {
                let text = dex.name(id.name).unwrap_or_default();
                *name = names.number(&mut self.names, text, |known| *known, || text);
            }
            let proto = protos.get(usize::from(id.proto));
            let signature = Signature {
                name: *name,
                proto: proto.copied().unwrap_or_default(),
            };
            let known = &mut self.signatures;
            references.push(Reference {
                kind: types.get(usize::from(id.class)).copied().unwrap_or(NONE),
                signature: signatures.number(known, &signature, |known| known, || signature),
            });
        }
        references
    }

    /// Reads class definitions; false if some class data could not be read, or
    /// repeats itself beyond what an honest file can hold.
    fn read_classes(&mut self, file: &mut File<'a>, deadline: Deadline) -> bool {
        let number = |index: u32| file.types.get(index as usize).copied().unwrap_or(NONE);
        let mut whole = true;
        let mut budget = file.dex.bytes().len().saturating_mul(2);
        self.classes.reserve(file.dex.class_count() as usize);
        for index in 0..file.dex.class_count() {
            let Some(def) = file.dex.class(index) else {
                break;
            };
            if index % 1024 == 0 && deadline.passed() {
                return false;
            }
            let kind = number(def.class);
            let Some(named) = self.types.get_mut(kind as usize) else {
                whole = false;
                continue;
            };
            let class = self.classes.len() as u32;
            if named.class == NONE {
                named.class = class;
            }
            let first_interface = self.interfaces.len() as u32;
            if let Some(list) = file.dex.interfaces(&def) {
                budget = budget.saturating_sub(list.len() * 2);
                let known = list.iter().take(1024).map(|i| number(u32::from(i)));
                self.interfaces.extend(known.filter(|&i| i != NONE));
            }
            let first_method = self.methods.len() as u32;
            let (methods, defined, references) =
                (&mut self.methods, &mut file.defined, &file.references);
            let read = file.dex.class_methods(&def, |method| {
                let at = method.method as usize;
                let (Some(slot), Some(reference)) = (defined.get_mut(at), references.get(at))
                else {
                    return;
                };
                if *slot == NONE {
                    *slot = methods.len() as u32;
                    methods.push(Method {
                        class,
                        id: method.method,
                        signature: reference.signature,
                        access: method.access,
                        code: method.code,
                    });
                }
            });
            self.classes.push(Class {
                kind,
                superclass: match def.superclass {
                    NO_INDEX => NONE,
                    index => number(index),
                },
                file: self.files.len() as u32,
                access: def.access,
                interfaces: (first_interface, self.interfaces.len() as u32),
                methods: (first_method, self.methods.len() as u32),
            });
            let from = self.by_signature.len();
            self.by_signature
                .extend(first_method..self.methods.len() as u32);
            let methods = &self.methods;
            self.by_signature[from..].sort_by_key(|&m| methods[m as usize].signature);
            match read.and_then(|used| budget.checked_sub(used.max(1))) {
                Some(left) => budget = left,
                None if read.is_none() => whole = false,
                None => return false,
            }
        }
        whole
    }
}
