//! Register tracking within one method.
//!
//! One forward pass in code order. The state of a forward branch is kept at its
//! target and joined with what falls in there. Loops are not iterated: at a
//! loop's head the constants of the way in are kept, because they do reach the
//! call the first time round, which is all that evidence needs; consent flags
//! are dropped, because a guard must hold every time.

use super::instructions::{Instruction, Instructions, op, switch_targets};
use super::invokes::Effects;
use super::matching::Matches;
use super::outcome::{Known, Outcome};
use super::program::{File, Program};
use super::tables::CodeItem;
use super::values::{Arena, Value};
use super::watch::Watch;

/// Registers of a method that is tracked at most.
const MAX_REGISTERS: u16 = 4096;
/// Argument registers of an invoke that are looked at.
const MAX_ARGUMENTS: usize = 16;
/// Values kept and joined at branch targets of one method at most.
const MAX_JOINS: usize = 1 << 22;

/// Tracks methods one after the other, buffers reused.
pub(crate) struct Tracker<'t, 'a> {
    pub(crate) program: &'t Program<'a>,
    pub(crate) watch: &'t Watch,
    pub(crate) matched: &'t [Matches],
    /// By reference: the method that a direct invoke finds.
    pub(crate) targets: &'t [u32],
    buffers: Buffers,
}

#[derive(Default)]
struct Buffers {
    arena: Arena,
    /// By code unit: index of the kept state plus one.
    kept_at: Vec<u32>,
    kept: Vec<Value>,
    loop_heads: Vec<u32>,
    handlers: Vec<(u32, u32)>,
}

impl<'t, 'a> Tracker<'t, 'a> {
    pub(crate) fn new(
        program: &'t Program<'a>,
        watch: &'t Watch,
        matched: &'t [Matches],
        targets: &'t [u32],
    ) -> Self {
        Self {
            program,
            watch,
            matched,
            targets,
            buffers: Buffers::default(),
        }
    }

    /// Tracks a method, given what is known of those that it calls.
    pub(crate) fn track(&mut self, number: u32, known: &Known) -> Outcome {
        let program = self.program;
        let mut outcome = Outcome::default();
        let (Some(method), Some(class)) = (
            program.methods.get(number as usize),
            program.class_of_method(number),
        ) else {
            return outcome;
        };
        let (Some(file), Some(matched)) = (
            program.files.get(class.file as usize),
            self.matched.get(class.file as usize),
        ) else {
            return outcome;
        };
        let Some(code) = file.dex.code(method.code) else {
            return outcome;
        };
        if method.code == 0 {
            return outcome;
        }
        let targets = self.buffers.prepare(file, &code);
        let joins = targets.saturating_mul(usize::from(code.registers));
        if code.registers > MAX_REGISTERS || joins > MAX_JOINS {
            outcome.skipped = true;
            return outcome;
        }
        let mut registers = initial(&code);
        let first = code.registers.saturating_sub(code.ins);
        for (position, test, agreed) in known.flags.get(&number).into_iter().flatten() {
            let flag = self
                .buffers
                .arena
                .flag(test.name.clone(), test.sure, *agreed);
            if let Some(register) = registers.get_mut(usize::from(first + position)) {
                *register = flag;
            }
        }
        let mut walk = Walk {
            effects: Effects {
                program,
                watch: self.watch,
                file,
                matched,
                targets: self.targets,
                known,
                arena: &mut self.buffers.arena,
                outcome: &mut outcome,
            },
            kept_at: &mut self.buffers.kept_at,
            kept: &mut self.buffers.kept,
            loop_heads: &self.buffers.loop_heads,
            handlers: &self.buffers.handlers,
            registers,
            result: Value::Unknown,
            live: true,
        };
        walk.run(&code);
        outcome.tests = std::mem::take(&mut self.buffers.arena.tests);
        super::guards::cover(file, &code, &mut outcome);
        outcome
    }
}

/// Arguments stand in the last registers of the frame.
fn initial(code: &CodeItem<'_>) -> Vec<Value> {
    let mut registers = vec![Value::Unknown; usize::from(code.registers)];
    let first = code.registers.saturating_sub(code.ins);
    for position in 0..code.ins.min(code.registers) {
        if let Some(register) = registers.get_mut(usize::from(first + position)) {
            *register = Value::Parameter(position);
        }
    }
    registers
}

impl Buffers {
    /// Finds loop heads and handlers; gives the number of branch targets.
    fn prepare(&mut self, file: &File<'_>, code: &CodeItem<'_>) -> usize {
        let mut targets = 0;
        self.arena.clear();
        self.kept.clear();
        self.kept_at.clear();
        self.kept_at.resize(code.insns.len() / 2 + 1, 0);
        self.loop_heads.clear();
        for insn in Instructions::new(code.insns) {
            let Some(target) = insn.target() else {
                continue;
            };
            let mut branch = |target: u32| {
                targets += 1;
                if target <= insn.pc {
                    self.loop_heads.push(target);
                }
            };
            match insn.op {
                op::PACKED_SWITCH | op::SPARSE_SWITCH => {
                    switch_targets(code.insns, insn.pc, target, branch);
                }
                op::FILL_ARRAY_DATA => {}
                _ => branch(target),
            }
        }
        self.loop_heads.sort_unstable();
        self.handlers.clear();
        file.dex.handlers(code, |first, end, handler| {
            // The state at both ends of a try block reaches its handlers.
            if self.handlers.len() < 4096 {
                self.handlers.push((first, handler));
                self.handlers.push((end, handler));
            }
        });
        self.handlers.sort_unstable();
        targets + self.handlers.len()
    }
}

struct Walk<'w, 't, 'a> {
    effects: Effects<'w, 't, 'a>,
    kept_at: &'w mut [u32],
    kept: &'w mut Vec<Value>,
    loop_heads: &'w [u32],
    handlers: &'w [(u32, u32)],
    registers: Vec<Value>,
    result: Value,
    /// Control may fall into the next instruction.
    live: bool,
}

impl Walk<'_, '_, '_> {
    fn run(&mut self, code: &CodeItem<'_>) {
        let mut next_handler = 0;
        for insn in Instructions::new(code.insns) {
            self.enter(insn.pc);
            while let Some(&(pc, handler)) = self.handlers.get(next_handler)
                && pc <= insn.pc
            {
                next_handler += 1;
                if handler > insn.pc {
                    self.keep(handler);
                }
            }
            self.execute(&insn);
            self.branch(&insn, code.insns);
            if insn.ends_block() {
                self.live = false;
            }
        }
    }

    /// State on entering an instruction.
    fn enter(&mut self, pc: u32) {
        let kept = self.kept_at.get(pc as usize).copied().unwrap_or_default();
        if kept != 0 {
            let width = self.registers.len();
            let from = (kept as usize - 1) * width;
            if let Some(state) = self.kept.get(from..from + width) {
                if self.live {
                    for (register, other) in self.registers.iter_mut().zip(state) {
                        *register = register.join(*other);
                    }
                } else {
                    self.registers.copy_from_slice(state);
                }
            }
        } else if !self.live {
            self.registers.fill(Value::Unknown);
        }
        self.live = true;
        if self.loop_heads.binary_search(&pc).is_ok() {
            for register in self.registers.iter_mut().filter(|r| r.is_flag()) {
                *register = Value::Unknown;
            }
        }
    }

    /// Keeps the state for a place further on.
    fn keep(&mut self, target: u32) {
        let Some(kept) = self.kept_at.get_mut(target as usize) else {
            return;
        };
        let width = self.registers.len();
        if *kept == 0 {
            // A method without registers has no state to keep.
            self.kept.extend_from_slice(&self.registers);
            *kept = self.kept.len().checked_div(width).unwrap_or_default() as u32;
            return;
        }
        let from = (*kept as usize - 1) * width;
        if let Some(state) = self.kept.get_mut(from..from + width) {
            for (other, register) in state.iter_mut().zip(&self.registers) {
                *other = other.join(*register);
            }
        }
    }

    fn branch(&mut self, insn: &Instruction<'_>, insns: &[u8]) {
        let Some(target) = insn.target() else {
            return;
        };
        match insn.op {
            op::PACKED_SWITCH | op::SPARSE_SWITCH => {
                let mut targets = Vec::new();
                switch_targets(insns, insn.pc, target, |target| {
                    if target > insn.pc {
                        targets.push(target);
                    }
                });
                targets.sort_unstable();
                targets.dedup();
                for target in targets {
                    self.keep(target);
                }
            }
            op::FILL_ARRAY_DATA => {}
            _ => {
                if insn.is_if() {
                    self.test(insn, target);
                }
                if target > insn.pc {
                    self.keep(target);
                }
            }
        }
    }

    /// Writes down a branch on a consent flag.
    fn test(&mut self, insn: &Instruction<'_>, target: u32) {
        let (value, truth) = match insn.op {
            op::IF_EQ | op::IF_NE => {
                let (a, b) = (self.get(insn.a4()), self.get(insn.b4()));
                let same = insn.op == op::IF_EQ;
                match (a, b) {
                    (flag @ Value::Flag(_), Value::Int(c))
                    | (Value::Int(c), flag @ Value::Flag(_)) => (flag, same == (c != 0)),
                    _ => return,
                }
            }
            // if-eqz and if-lez are taken on false, if-nez and if-gtz on true.
            op::IF_EQZ | op::IF_LEZ => (self.get(insn.a8()), false),
            op::IF_NEZ | op::IF_GTZ => (self.get(insn.a8()), true),
            _ => return,
        };
        if let Value::Flag(flag) = value {
            self.effects
                .outcome
                .branch(insn.pc, target, flag.test, truth == flag.agreed);
        }
    }

    fn get(&self, register: u16) -> Value {
        self.registers
            .get(usize::from(register))
            .copied()
            .unwrap_or_default()
    }

    fn set(&mut self, register: u16, value: Value) {
        if let Some(slot) = self.registers.get_mut(usize::from(register)) {
            *slot = value;
        }
    }

    fn execute(&mut self, insn: &Instruction<'_>) {
        match insn.op {
            0x01 | 0x07 => self.set(insn.a4(), self.get(insn.b4())),
            0x02 | 0x08 => self.set(insn.a8(), self.get(insn.unit(1))),
            0x03 | 0x09 => self.set(insn.unit(1), self.get(insn.unit(2))),
            op::MOVE_RESULT | op::MOVE_RESULT_OBJECT => self.set(insn.a8(), self.result),
            op::CONST_4 => {
                let literal = insn.literal();
                if literal == Some(1) {
                    self.effects.outcome.ones.push(insn.pc);
                }
                self.set(insn.a4(), literal.map_or(Value::Unknown, Value::Int));
            }
            op::CONST_16..=op::CONST_HIGH16 => {
                self.set(insn.a8(), insn.literal().map_or(Value::Unknown, Value::Int))
            }
            op::CONST_STRING | op::CONST_STRING_JUMBO => {
                let text = self.effects.file.dex.text(insn.index());
                let text = self.effects.arena.text(text);
                self.set(insn.a8(), Value::Text(text));
            }
            op::CONST_CLASS => {
                let name = self.effects.type_name(insn.index());
                let name = self.effects.arena.text(name);
                self.set(insn.a8(), Value::Class(name));
            }
            op::CHECK_CAST => {}
            op::NEW_INSTANCE => {
                let value = if self.effects.is_string_builder(insn.index()) {
                    self.effects.arena.builder()
                } else {
                    Value::Unknown
                };
                self.set(insn.a8(), value);
            }
            op::NEW_ARRAY => {
                let array = self.effects.arena.array(Vec::new());
                self.set(insn.a4(), array);
            }
            op::FILLED_NEW_ARRAY | op::FILLED_NEW_ARRAY_RANGE => {
                let arguments = insn.arguments();
                let elements = (0..arguments.len().min(32))
                    .filter_map(|position| arguments.get(position))
                    .map(|register| self.get(register))
                    .collect();
                self.result = self.effects.arena.array(elements);
            }
            op::APUT_OBJECT => {
                let (array, index) = (insn.unit(1) & 0xff, insn.unit(1) >> 8);
                let (array, index) = (self.get(array), self.get(index));
                let element = self.get(insn.a8());
                self.effects.arena.put(array, index, element);
            }
            op::RETURN | op::RETURN_OBJECT => {
                let value = self.get(insn.a8());
                self.effects.outcome.returns.push((insn.pc, value));
            }
            op::IGET_OBJECT | op::IGET_BOOLEAN => {
                let value = self.effects.field(u32::from(insn.unit(1)));
                self.set(insn.a4(), value);
            }
            op::IPUT => {
                let value = self.get(insn.a4());
                self.effects.put(u32::from(insn.unit(1)), value, insn.pc);
            }
            op::SGET..=op::SGET_SHORT => {
                let value = self.effects.field(u32::from(insn.unit(1)));
                self.write(insn, insn.a8());
                self.set(insn.a8(), value);
            }
            op::XOR_INT_LIT8 if insn.unit(1) >> 8 == 1 => {
                let value = self.get(insn.unit(1) & 0xff).negated();
                self.set(insn.a8(), value);
            }
            _ if insn.is_invoke() => {
                let arguments = insn.arguments();
                let mut values = [Value::Unknown; MAX_ARGUMENTS];
                let count = usize::from(arguments.len()).min(MAX_ARGUMENTS);
                for (position, value) in (0..).zip(values.iter_mut().take(count)) {
                    *value = arguments
                        .get(position)
                        .map_or(Value::Unknown, |r| self.get(r));
                }
                let values = values.get(..count).unwrap_or_default();
                self.result = self.effects.invoke(insn, values);
            }
            op::INVOKE_POLYMORPHIC..=op::INVOKE_CUSTOM_RANGE => self.result = Value::Unknown,
            _ => {
                if let Some(register) = destination(insn) {
                    self.write(insn, register);
                }
            }
        }
    }

    /// An unknown value into a register, or two.
    fn write(&mut self, insn: &Instruction<'_>, register: u16) {
        self.set(register, Value::Unknown);
        if is_wide(insn.op) {
            self.set(register.saturating_add(1), Value::Unknown);
        }
    }
}

/// Register that an instruction writes, for opcodes that are not followed.
fn destination(insn: &Instruction<'_>) -> Option<u16> {
    Some(match insn.op {
        0x04 | 0x20 | 0x21 | 0x52..=0x58 | 0x7b..=0x8f | 0xb0..=0xcf | 0xd0..=0xd7 => insn.a4(),
        0x06 => insn.unit(1),
        0x05
        | 0x0b
        | op::MOVE_EXCEPTION
        | 0x16..=0x19
        | 0x2d..=0x31
        | 0x44..=0x4a
        | 0x90..=0xaf
        | 0xd8..=0xe2
        | 0xfe
        | 0xff => insn.a8(),
        _ => return None,
    })
}

/// Whether the opcode writes a pair of registers.
fn is_wide(code: u8) -> bool {
    matches!(
        code,
        0x04..=0x06 | 0x0b | 0x16..=0x19 | 0x45 | 0x53 | 0x61 | 0x7d | 0x7e | 0x80 | 0x81 | 0x83
            | 0x86 | 0x88 | 0x89 | 0x8b | 0x9b..=0xa5 | 0xab..=0xaf | 0xbb..=0xc5 | 0xcb..=0xcf
    )
}
