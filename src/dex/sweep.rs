//! The one pass over all instructions.
//!
//! It writes down, in flat lists, which call sites lead to code of the program,
//! which uses are watched APIs by themselves, and which methods need their
//! registers tracked afterwards.

use super::instructions::{Instructions, op};
use super::matching::{Matches, flag};
use super::program::{Deadline, File, NONE, Program, access};
use super::strings::{Address, addresses};

/// Code units visited per byte of file; methods that share one body would
/// otherwise let a small file cost quadratic time.
const MAX_UNITS: usize = 4;

/// What leads from one place in code to elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    /// Direct, static or super invoke of a reference.
    Call(u32),
    /// Virtual or interface invoke of a reference.
    Virtual(u32),
    /// `new-instance` of a type.
    New(u32),
    /// Use of a static field of a type.
    Static(u32),
    /// `const-class` of a type.
    Class(u32),
    /// An invoke that starts a component.
    Start,
    /// An invoke of a reference that registers a listener or takes code to run.
    Register(u32),
    /// `invoke-custom` that makes a function object of a reference.
    Lambda(u32),
}

/// A place in code that leads elsewhere.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Site {
    /// Kind in the top three bits, number in the others.
    packed: u32,
    /// Position in code units.
    pub(crate) pc: u32,
}

const KIND_SHIFT: u32 = 29;
const NUMBER: u32 = (1 << KIND_SHIFT) - 1;

impl Site {
    fn new(lead: Lead, pc: u32) -> Self {
        let (kind, number) = match lead {
            Lead::Call(n) => (0, n),
            Lead::Virtual(n) => (1, n),
            Lead::New(n) => (2, n),
            Lead::Static(n) => (3, n),
            Lead::Class(n) => (4, n),
            Lead::Start => (5, 0),
            Lead::Register(n) => (6, n),
            Lead::Lambda(n) => (7, n),
        };
        Self {
            packed: kind << KIND_SHIFT | number & NUMBER,
            pc,
        }
    }

    /// Where it leads.
    #[inline]
    pub(crate) fn lead(self) -> Lead {
        let number = self.packed & NUMBER;
        match self.packed >> KIND_SHIFT {
            0 => Lead::Call(number),
            1 => Lead::Virtual(number),
            2 => Lead::New(number),
            3 => Lead::Static(number),
            4 => Lead::Class(number),
            5 => Lead::Start,
            6 => Lead::Register(number),
            _ => Lead::Lambda(number),
        }
    }
}

/// A use of a watched API that needs no constant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    pub(crate) method: u32,
    pub(crate) api: u32,
    pub(crate) pc: u32,
    /// In front of it the method gives an intent a package or class.
    pub(crate) explicit: bool,
}

/// A URL or host constant: file, string, kind, and the first class whose code
/// loads it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) file: u32,
    pub(crate) string: u32,
    pub(crate) address: Address,
    pub(crate) class: u32,
}

/// What the pass found.
#[derive(Debug, Default)]
pub(crate) struct Sweep {
    pub(crate) sites: Vec<Site>,
    /// First site by method, and one more entry for the end.
    pub(crate) first_site: Vec<u32>,
    pub(crate) hits: Vec<Hit>,
    /// Methods whose registers must be tracked, ascending.
    pub(crate) tracked: Vec<u32>,
    /// By class: it does something.
    pub(crate) substantial: Vec<bool>,
    /// By method: it has an exclusive-or, as string decryptors do.
    pub(crate) has_xor: Vec<bool>,
    pub(crate) addresses: Vec<Found>,
    /// Methods with code by file.
    pub(crate) with_code: Vec<u32>,
    /// Methods whose code lies outside by file.
    pub(crate) without_code: Vec<u32>,
    pub(crate) reflection_sites: u32,
    pub(crate) native_methods: u32,
    /// Why the pass ended early, if it did.
    pub(crate) cut: Option<&'static str>,
}

impl Sweep {
    /// Sites of a method.
    pub(crate) fn sites_of(&self, method: u32) -> &[Site] {
        let at = method as usize;
        match (self.first_site.get(at), self.first_site.get(at + 1)) {
            (Some(&from), Some(&to)) => self
                .sites
                .get(from as usize..to as usize)
                .unwrap_or_default(),
            _ => &[],
        }
    }

    /// Method of the site at an index.
    pub(crate) fn method_of(&self, site: usize) -> u32 {
        let behind = self
            .first_site
            .partition_point(|&first| first as usize <= site);
        behind.saturating_sub(1) as u32
    }

    /// Index of the first site of a method.
    pub(crate) fn first_site_of(&self, method: u32) -> usize {
        self.first_site
            .get(method as usize)
            .map_or(usize::MAX, |&first| first as usize)
    }
}

/// Runs the pass. `matches` is by file.
pub(crate) fn sweep(
    program: &Program<'_>,
    matches: &[Matches],
    max_sites: usize,
    deadline: Deadline,
) -> Sweep {
    let mut sweep = Sweep {
        substantial: vec![false; program.classes.len()],
        has_xor: vec![false; program.methods.len()],
        with_code: vec![0; program.files.len()],
        without_code: vec![0; program.files.len()],
        first_site: Vec::with_capacity(program.methods.len() + 1),
        sites: Vec::with_capacity(program.methods.len() * 4),
        ..Sweep::default()
    };
    let mut strings: Vec<Vec<u32>> = Vec::with_capacity(program.files.len());
    for (number, file) in program.files.iter().enumerate() {
        // By string, its place in `addresses` plus one.
        let mut places = vec![0; file.dex.string_count() as usize];
        for (string, address) in addresses(&file.dex) {
            sweep.addresses.push(Found {
                file: number as u32,
                string,
                address,
                class: NONE,
            });
            if let Some(place) = places.get_mut(string as usize) {
                *place = sweep.addresses.len() as u32;
            }
        }
        strings.push(places);
    }
    let mut budgets: Vec<usize> = program
        .files
        .iter()
        .map(|file| file.dex.bytes().len().saturating_mul(MAX_UNITS))
        .collect();
    for (number, method) in program.methods.iter().enumerate() {
        sweep.first_site.push(sweep.sites.len() as u32);
        sweep.native_methods += u32::from(method.access & access::NATIVE != 0);
        if sweep.cut.is_some() {
            continue;
        }
        let Some(class) = program.classes.get(method.class as usize) else {
            continue;
        };
        let index = class.file as usize;
        let (Some(file), Some(matched), Some(strings), Some(budget)) = (
            program.files.get(index),
            matches.get(index),
            strings.get(index),
            budgets.get_mut(index),
        ) else {
            continue;
        };
        if method.code == 0 {
            continue;
        }
        let Some(code) = file.dex.code(method.code) else {
            if let Some(count) = sweep.without_code.get_mut(index) {
                *count += 1;
            }
            continue;
        };
        if let Some(count) = sweep.with_code.get_mut(index) {
            *count += 1;
        }
        match budget.checked_sub(code.insns.len()) {
            Some(left) => *budget = left,
            None => sweep.cut = Some("methods share code beyond reason"),
        }
        if sweep.sites.len() > max_sites {
            sweep.cut = Some("edge limit reached");
        } else if number % 4096 == 0 && deadline.passed() {
            sweep.cut = Some("time limit reached");
        }
        let visit = Visit {
            file,
            matched,
            strings,
            own_type: class.kind,
            class: method.class,
            method: number as u32,
        };
        visit.run(&mut sweep, code.insns);
        if let Some(flag) = sweep.substantial.get_mut(method.class as usize)
            && !*flag
        {
            let name = program.name(method.signature);
            *flag = name.first() != Some(&b'<') && is_substantial(code.insns);
        }
    }
    sweep.first_site.push(sweep.sites.len() as u32);
    sweep
}

/// One method under the pass.
struct Visit<'v, 'a> {
    file: &'v File<'a>,
    matched: &'v Matches,
    strings: &'v [u32],
    own_type: u32,
    class: u32,
    method: u32,
}

impl Visit<'_, '_> {
    fn run(&self, sweep: &mut Sweep, insns: &[u8]) {
        let (mut track, mut explicit) = (false, false);
        for insn in Instructions::new(insns) {
            match insn.op {
                op::CONST_STRING | op::CONST_STRING_JUMBO => {
                    self.string(sweep, insn.index());
                }
                op::CONST_CLASS | op::NEW_INSTANCE => {
                    let index = insn.index();
                    if self.matched.defined.get(index as usize) == Some(&true) {
                        let lead = match insn.op {
                            op::CONST_CLASS => Lead::Class,
                            _ => Lead::New,
                        };
                        sweep.sites.push(Site::new(lead(self.kind(index)), insn.pc));
                    }
                }
                op::IGET..=op::IGET_SHORT => {
                    let field = u32::from(insn.unit(1));
                    track |= self.field(sweep, field, insn.pc);
                }
                op::IPUT => track |= self.matched.put(u32::from(insn.unit(1))).is_some(),
                op::SGET..=op::SPUT_SHORT => {
                    let field = u32::from(insn.unit(1));
                    if insn.op <= op::SGET_SHORT {
                        track |= self.field(sweep, field, insn.pc);
                    }
                    self.initialisation(sweep, field, insn.pc);
                }
                op::INVOKE_VIRTUAL..=op::INVOKE_INTERFACE
                | op::INVOKE_VIRTUAL_RANGE..=op::INVOKE_INTERFACE_RANGE => {
                    let id = u32::from(insn.unit(1));
                    let flags = self
                        .matched
                        .methods
                        .get(id as usize)
                        .copied()
                        .unwrap_or_default();
                    if flags != 0 {
                        let is_virtual = matches!(
                            insn.invoke_kind(),
                            op::INVOKE_VIRTUAL | op::INVOKE_INTERFACE
                        );
                        track |= flags & flag::TRACK != 0;
                        explicit |= flags & flag::EXPLICIT != 0;
                        self.invoke(sweep, id, flags, is_virtual, insn.pc, explicit);
                    }
                }
                op::XOR_INT | op::XOR_INT_2ADDR | op::XOR_INT_LIT8 | op::XOR_INT_LIT16 => {
                    if let Some(flag) = sweep.has_xor.get_mut(self.method as usize) {
                        *flag = true;
                    }
                }
                op::INVOKE_CUSTOM | op::INVOKE_CUSTOM_RANGE => {
                    if let Some(&reference) = self.file.lambdas.get(usize::from(insn.unit(1)))
                        && reference != NONE
                    {
                        let reference = self.file.first_reference + reference;
                        sweep
                            .sites
                            .push(Site::new(Lead::Lambda(reference), insn.pc));
                    }
                }
                _ => {}
            }
        }
        if track {
            sweep.tracked.push(self.method);
        }
    }

    #[inline]
    fn kind(&self, index: u32) -> u32 {
        self.file
            .types
            .get(index as usize)
            .copied()
            .unwrap_or(NUMBER)
    }

    #[inline]
    fn string(&self, sweep: &mut Sweep, index: u32) {
        if let Some(&place) = self.strings.get(index as usize)
            && place != 0
            && let Some(found) = sweep.addresses.get_mut(place as usize - 1)
            && found.class == NONE
        {
            found.class = self.class;
        }
    }

    /// A get of a field; whether registers must be tracked for it.
    #[inline]
    fn field(&self, sweep: &mut Sweep, field: u32, pc: u32) -> bool {
        if let Some(api) = self.matched.field(field) {
            sweep.hits.push(Hit {
                method: self.method,
                api,
                pc,
                explicit: false,
            });
        }
        self.matched.is_consent_field(field)
    }

    #[inline]
    fn initialisation(&self, sweep: &mut Sweep, field: u32, pc: u32) {
        let Some(field) = self.file.dex.field(field) else {
            return;
        };
        if self.matched.initialises.get(usize::from(field.class)) == Some(&true) {
            let kind = self.kind(u32::from(field.class));
            if kind != self.own_type {
                sweep.sites.push(Site::new(Lead::Static(kind), pc));
            }
        }
    }

    fn invoke(
        &self,
        sweep: &mut Sweep,
        id: u32,
        flags: u8,
        is_virtual: bool,
        pc: u32,
        explicit: bool,
    ) {
        let reference = self.file.first_reference + id;
        let linked = if is_virtual {
            flag::VIRTUAL
        } else {
            flag::DIRECT
        };
        if flags & linked != 0 {
            let lead = if is_virtual {
                Lead::Virtual(reference)
            } else {
                Lead::Call(reference)
            };
            sweep.sites.push(Site::new(lead, pc));
        }
        if flags & flag::API != 0 {
            for meaning in self.matched.meanings(id) {
                if let super::watch::Meaning::Api(api) = *meaning {
                    sweep.hits.push(Hit {
                        method: self.method,
                        api,
                        pc,
                        explicit,
                    });
                }
            }
        }
        if flags & flag::START != 0 {
            sweep.sites.push(Site::new(Lead::Start, pc));
        }
        if flags & flag::REGISTER != 0 {
            sweep.sites.push(Site::new(Lead::Register(reference), pc));
        }
        sweep.reflection_sites += u32::from(flags & flag::OPAQUE != 0);
    }
}

/// Whether a body is more than a bare return or a bare throw, as stubs have.
fn is_substantial(insns: &[u8]) -> bool {
    let mut invokes = false;
    let mut returns = false;
    for insn in Instructions::new(insns).take(64) {
        match insn.op {
            op::RETURN_VOID..=op::RETURN_OBJECT => returns = true,
            op::INVOKE_DIRECT => invokes = true,
            op::NOP..=op::CONST_CLASS | op::NEW_INSTANCE | op::THROW => {}
            _ => return true,
        }
    }
    invokes && returns
}
