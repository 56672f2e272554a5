//! What each kind of sink makes of the values that reach it.

use super::Effects;
use crate::dex::outcome::{PassTo, Use};
use crate::dex::platform::Sink;
use crate::dex::values::{Flag, Value};
use crate::dex::watch::descriptor_of;
use crate::facts::Confidence;

impl Effects<'_, '_, '_> {
    /// What a sink makes of its values.
    pub(super) fn sink(&mut self, sink: Sink, values: &[Value], pc: u32) -> Value {
        let first = values.first().copied().unwrap_or_default();
        let second = values.get(1).copied().unwrap_or_default();
        match sink {
            Sink::File if values.len() == 3 => {
                self.file_in_folder(second, values.get(2).copied().unwrap_or_default(), pc);
            }
            Sink::Setting
            | Sink::Uri
            | Sink::Command
            | Sink::Property
            | Sink::File
            | Sink::Action
            | Sink::Intent => {
                for &value in values {
                    self.decide(sink, value, pc, Confidence::High, &[]);
                }
            }
            Sink::ClassForName => {
                // Class.forName(name, …) or loader.loadClass(name).
                let name = [first, second]
                    .into_iter()
                    .find(|&value| self.arena.whole(value).is_some());
                if let Some(Value::Text(text)) = name {
                    self.outcome.resolved += 1;
                    self.reflected(Value::Class(text), "<clinit>", pc);
                    return Value::Class(text);
                }
            }
            Sink::GetMember => return self.reflect(first, second, pc),
            Sink::GetConstructor | Sink::NewInstance => {
                self.outcome.resolved += u32::from(self.arena.class(first).is_some());
                self.reflected(first, "<init>", pc);
            }
            Sink::Invoke => self.invoke_reflected(first, values, pc),
            Sink::LoadLibrary => {
                let name = values.iter().find_map(|&value| self.arena.whole(value));
                if let Some(name) = name {
                    self.outcome.libraries.push(name.to_owned());
                    self.outcome.resolved += 1;
                }
            }
            Sink::LoadDex => self.outcome.loads_dex = true,
            Sink::BuilderInit => {
                if values.len() > 1 && !matches!(second, Value::Int(_)) {
                    self.arena.append(first, second);
                }
            }
            Sink::BuilderAppend => {
                self.arena.append(first, second);
                return first;
            }
            Sink::BuilderText => return self.arena.built(first),
            Sink::Concat => {
                let builder = self.arena.builder();
                self.arena.append(builder, first);
                self.arena.append(builder, second);
                return self.arena.built(builder);
            }
            Sink::Same => return first,
            Sink::Equals => return self.equals(first, second),
            Sink::Empty => return first.negated(),
        }
        Value::Unknown
    }

    /// A constant at a place where it decides, or an argument on its way there.
    pub(super) fn decide(
        &mut self,
        sink: Sink,
        value: Value,
        pc: u32,
        confidence: Confidence,
        through: &[u32],
    ) {
        if let Value::Parameter(position) = value {
            self.pass(position, PassTo::Sink(sink, confidence), through);
            return;
        }
        let line;
        let (text, whole) = match self.arena.begins(value) {
            Some(known) => known,
            None if sink == Sink::Command => {
                line = self.command_line(value);
                (line.as_str(), true)
            }
            None => return,
        };
        for api in self.watch.constant(sink, text, whole) {
            self.outcome.uses.push(Use {
                api,
                constant: text.to_owned(),
                pc,
                confidence,
                through: through.to_vec(),
            });
        }
    }

    /// The words of a command that is given as an array, up to the first that
    /// is not known.
    fn command_line(&self, array: Value) -> String {
        let words: Vec<&str> = self
            .arena
            .elements(array)
            .iter()
            .map_while(|&element| self.arena.whole(element))
            .collect();
        words.join(" ")
    }

    fn file_in_folder(&mut self, folder: Value, name: Value, pc: u32) {
        let path = match (self.arena.whole(folder), self.arena.begins(name)) {
            (Some(folder), Some((name, _))) => format!("{}/{name}", folder.trim_end_matches('/')),
            (Some(folder), None) => format!("{}/", folder.trim_end_matches('/')),
            _ => return,
        };
        let path = Value::Text(self.arena.text(path));
        self.decide(Sink::File, path, pc, Confidence::High, &[]);
    }

    /// Writes down a member of a class of the program that is reflected.
    fn reflected(&mut self, class: Value, name: &str, pc: u32) {
        let Some(class) = self.arena.class(class) else {
            return;
        };
        let program = self.program;
        let kind = program.find_type(&descriptor_of(class));
        if let Some(kind) = kind.filter(|&kind| program.class_of(kind).is_some()) {
            self.outcome.reflected.push((kind, name.to_owned(), pc));
        }
    }

    fn reflect(&mut self, class: Value, name: Value, pc: u32) -> Value {
        let Some(text) = self.arena.whole(name).map(str::to_owned) else {
            return Value::Unknown;
        };
        self.outcome.resolved += 1;
        self.reflected(class, &text, pc);
        let known = self.arena.class(class).map(str::to_owned);
        for (api, confidence) in self.watch.reflected(known.as_deref(), &text) {
            self.outcome.uses.push(Use {
                api,
                constant: match &known {
                    Some(class) => format!("{class}.{text}"),
                    None => text.clone(),
                },
                pc,
                confidence,
                through: Vec::new(),
            });
        }
        self.arena.member(class, name)
    }

    /// `Method.invoke(receiver, arguments)` of a member whose argument decides.
    fn invoke_reflected(&mut self, member: Value, values: &[Value], pc: u32) {
        let Some((class, name)) = self.arena.reflected(member) else {
            return;
        };
        self.outcome.resolved += 1;
        let Some(sink) = self.watch.reflected_sink(class, name) else {
            return;
        };
        let Some(&array) = values.get(2) else { return };
        for element in self.arena.elements(array).to_vec() {
            self.decide(sink, element, pc, Confidence::Medium, &[]);
        }
    }

    /// Equality of a flag with a constant.
    fn equals(&mut self, a: Value, b: Value) -> Value {
        let (flag, other) = match (a, b) {
            (Value::Flag(flag), other) | (other, Value::Flag(flag)) => (flag, other),
            _ => return Value::Unknown,
        };
        let truth = match other {
            Value::Int(constant) => constant != 0,
            other => !matches!(
                self.arena.whole(other),
                Some("0" | "false" | "no" | "" | "N" | "n" | "disagree")
            ),
        };
        Value::Flag(Flag {
            agreed: flag.agreed == truth,
            ..flag
        })
    }
}
