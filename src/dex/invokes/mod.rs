//! What an invoke does to tracked values, and what it tells.

mod sinks;

use super::instructions::{Instruction, op};
use super::matching::Matches;
use super::outcome::{Getter, Handed, HandedValue, Known, Outcome, Pass, PassTo, Use};
use super::program::{File, NONE, Program};
use super::tables::dotted;
use super::values::{Arena, Value};
use super::watch::{Meaning, Watch};
use super::words::is_inverted;
use crate::facts::Confidence;

/// Longest chain of helpers that is followed.
const MAX_THROUGH: usize = 2;

/// The surroundings of an invoke.
pub(crate) struct Effects<'w, 't, 'a> {
    pub(crate) program: &'t Program<'a>,
    pub(crate) watch: &'t Watch,
    pub(crate) file: &'t File<'a>,
    pub(crate) matched: &'t Matches,
    pub(crate) targets: &'t [u32],
    pub(crate) known: &'w Known,
    pub(crate) arena: &'w mut Arena,
    pub(crate) outcome: &'w mut Outcome,
}

impl Effects<'_, '_, '_> {
    /// Dotted name of a type id.
    pub(crate) fn type_name(&self, index: u32) -> String {
        dotted(self.file.dex.descriptor(index).unwrap_or_default())
    }

    pub(crate) fn is_string_builder(&self, index: u32) -> bool {
        matches!(
            self.file.dex.descriptor(index),
            Some(b"Ljava/lang/StringBuilder;" | b"Ljava/lang/StringBuffer;")
        )
    }

    /// What a get of a field gives.
    pub(crate) fn field(&mut self, index: u32) -> Value {
        if !self.matched.is_consent_field(index) {
            return Value::Unknown;
        }
        let Some(field) = self.file.dex.field(index) else {
            return Value::Unknown;
        };
        let name = self.file.dex.text(field.name);
        let agreed = !is_inverted(&name);
        self.arena.flag(name, true, agreed)
    }

    /// A put of a value into a field.
    pub(crate) fn put(&mut self, field: u32, value: Value, pc: u32) {
        if let Some(api) = self.matched.put(field) {
            self.number(api, &[value], pc, &[]);
        }
    }

    /// Interprets an invoke and gives its result.
    pub(crate) fn invoke(&mut self, insn: &Instruction<'_>, values: &[Value]) -> Value {
        let id = insn.index();
        let is_static = insn.invoke_kind() == op::INVOKE_STATIC;
        let mut result = Value::Unknown;
        let matched = self.matched;
        if matched.registers_receiver(id)
            && values.get(usize::from(!is_static)) == Some(&Value::Int(0))
        {
            self.outcome.nothing_registered.push(insn.pc);
        }
        for meaning in matched.meanings(id) {
            let given = match *meaning {
                Meaning::Api(_) => Value::Unknown,
                Meaning::ApiWithArgument(api) => {
                    self.argument(api, values, insn.pc, &[]);
                    Value::Unknown
                }
                Meaning::ApiWithNumber(api) => {
                    let integers = self.integers(id, is_static, values);
                    self.number(api, &integers, insn.pc, &[]);
                    Value::Unknown
                }
                Meaning::Store(key) => {
                    self.store(usize::from(key) + usize::from(!is_static), values)
                }
                Meaning::Switch(switch) => {
                    self.switch(switch, id, is_static, values, insn.pc);
                    Value::Unknown
                }
                Meaning::Sink(sink) => self.sink(sink, values, insn.pc),
            };
            if given != Value::Unknown {
                result = given;
            }
        }
        if result == Value::Unknown {
            result = self.program_method(id, values, insn.pc);
        }
        if result == Value::Unknown && matched.is_consent_method(id) {
            let name = self.program.name(self.signature(id));
            let sure = self.watch.words.speaks_of_consent(name);
            let name = super::bytes::mutf8(name);
            let agreed = !is_inverted(&name);
            result = self.arena.flag(name, sure, agreed);
        }
        result
    }

    fn signature(&self, id: u32) -> u32 {
        self.file
            .references
            .get(id as usize)
            .map_or(NONE, |reference| reference.signature)
    }

    /// What is known of the method of the program that the invoke finds.
    fn program_method(&mut self, id: u32, values: &[Value], pc: u32) -> Value {
        let reference = self.file.first_reference as usize + id as usize;
        let Some(&target) = self.targets.get(reference).filter(|&&t| t != NONE) else {
            return Value::Unknown;
        };
        let known = self.known;
        for pass in known.passes.get(&target).map_or(&[][..], Vec::as_slice) {
            let mut through = vec![target];
            through.extend(&pass.through);
            if through.len() > MAX_THROUGH {
                continue;
            }
            let Some(&value) = values.get(usize::from(pass.position)) else {
                continue;
            };
            match pass.to {
                PassTo::Sink(sink, confidence) => {
                    self.decide(sink, value, pc, confidence, &through)
                }
                PassTo::Api(api) => self.argument(api, &[value], pc, &through),
                PassTo::Number(api) => self.number(api, &[value], pc, &through),
            }
        }
        self.hand(target, values);
        match known.getters.get(&target) {
            Some(Getter::Flag { test, agreed }) => {
                self.arena.flag(test.name.clone(), test.sure, *agreed)
            }
            Some(Getter::Key { position, default }) => {
                let key = values.get(usize::from(*position)).copied();
                let default = match values.get(usize::from(*position) + 1) {
                    Some(Value::Int(constant)) => *constant == 1,
                    _ => *default,
                };
                self.stored(key.unwrap_or_default(), Value::Int(i32::from(default)))
            }
            None => Value::Unknown,
        }
    }

    /// Writes down consent flags among the arguments, and whatever stands where
    /// another caller hands one.
    fn hand(&mut self, target: u32, values: &[Value]) {
        let asked = self.known.asked.get(&target);
        for (position, value) in (0u16..).zip(values) {
            let value = match value {
                Value::Flag(flag) => match self.arena.tests.get(flag.test as usize) {
                    Some(test) => HandedValue::Flag(test.clone(), flag.agreed),
                    None => HandedValue::Other,
                },
                _ if asked.is_none_or(|asked| !asked.contains(&position)) => continue,
                Value::Int(0) => HandedValue::False,
                _ => HandedValue::Other,
            };
            self.outcome.handed.push(Handed {
                argument: (target, position),
                value,
            });
        }
    }

    /// An API of a method that waits for a constant argument.
    fn argument(&mut self, api: u32, values: &[Value], pc: u32, through: &[u32]) {
        for &value in values {
            if let Value::Parameter(position) = value {
                self.pass(position, PassTo::Api(api), through);
            } else if let Some((text, _)) = self.arena.begins(value)
                && self.watch.is_argument(api, text)
            {
                self.outcome.uses.push(Use {
                    api,
                    constant: text.to_owned(),
                    pc,
                    confidence: Confidence::High,
                    through: through.to_vec(),
                });
                return;
            }
        }
    }

    /// An API of a method that waits for an integer among these arguments.
    ///
    /// Where none of them is known, the call may be this API, and may as well
    /// be another use of the method: that is a hint (low confidence), which
    /// explains a permission and accuses nobody.
    fn number(&mut self, api: u32, values: &[Value], pc: u32, through: &[u32]) {
        let wanted = values.iter().find_map(|&value| match value {
            Value::Int(number) if self.watch.is_number(api, number) => Some(number),
            _ => None,
        });
        let (constant, confidence) = match wanted {
            Some(number) => (number.to_string(), Confidence::High),
            None => {
                for &value in values {
                    if let Value::Parameter(position) = value {
                        self.pass(position, PassTo::Number(api), through);
                    }
                }
                if !values.iter().all(|&value| value == Value::Unknown) || values.is_empty() {
                    return;
                }
                (String::new(), Confidence::Low)
            }
        };
        self.outcome.uses.push(Use {
            api,
            constant,
            pc,
            confidence,
            through: through.to_vec(),
        });
    }

    /// The arguments of an invoke whose parameters are of type `int`.
    fn integers(&self, id: u32, is_static: bool, values: &[Value]) -> Vec<Value> {
        let mut position = usize::from(!is_static);
        let mut found = Vec::new();
        for &kind in self.program.proto(self.signature(id)).iter().skip(1) {
            let descriptor = self.program.descriptor(kind);
            if descriptor == b"I" {
                found.extend(values.get(position));
            }
            position += 1 + usize::from(matches!(descriptor, b"J" | b"D"));
        }
        found
    }

    fn pass(&mut self, position: u16, to: PassTo, through: &[u32]) {
        let pass = Pass {
            position,
            to,
            through: through.to_vec(),
        };
        if self.outcome.passes.len() < 16 && !self.outcome.passes.contains(&pass) {
            self.outcome.passes.push(pass);
        }
    }

    /// A read of a stored flag, its key at `key` among the values.
    fn store(&mut self, key: usize, values: &[Value]) -> Value {
        let default = values.get(key + 1).copied().unwrap_or_default();
        self.stored(values.get(key).copied().unwrap_or_default(), default)
    }

    fn stored(&mut self, key: Value, default: Value) -> Value {
        if let Value::Parameter(position) = key {
            return Value::KeyedFlag(position, default == Value::Int(1));
        }
        let Some(name) = self.arena.whole(key) else {
            return Value::Unknown;
        };
        if !self.watch.words.speaks_of_consent(name.as_bytes()) {
            return Value::Unknown;
        }
        let name = name.to_owned();
        let agreed = agreed_when(&name, default);
        self.arena.flag(name, true, agreed)
    }

    fn switch(&mut self, switch: u32, id: u32, is_static: bool, values: &[Value], pc: u32) {
        let wanted = self
            .watch
            .switches
            .get(switch as usize)
            .and_then(|s| s.flag);
        let flag = wanted
            .and_then(|parameter| self.position(id, is_static, parameter))
            .and_then(|position| values.get(position))
            .and_then(|value| match value {
                Value::Int(constant) => Some(*constant != 0),
                _ => None,
            });
        self.outcome.switches.push((switch, flag, pc));
    }

    /// Position among the argument registers of a parameter.
    fn position(&self, id: u32, is_static: bool, parameter: u8) -> Option<usize> {
        let parameters = self.program.proto(self.signature(id)).get(1..)?;
        let before = parameters.get(..usize::from(parameter))?;
        let wide = before
            .iter()
            .filter(|&&kind| matches!(self.program.descriptor(kind), b"J" | b"D"))
            .count();
        Some(usize::from(!is_static) + before.len() + wide)
    }
}

/// Truth value of a flag of this name that means that the person has agreed.
/// A default of true marks a flag that is true before anyone was asked.
fn agreed_when(name: &str, default: Value) -> bool {
    if is_inverted(name) {
        return false;
    }
    !matches!(default, Value::Int(1))
}
