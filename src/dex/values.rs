//! What a register may hold, as far as it is followed.

/// Bytes of a text that is put together at most.
const MAX_TEXT: usize = 1024;
/// Elements of an array that are followed.
const MAX_ELEMENTS: usize = 32;

/// A followed value. Numbers lead into [`Arena`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Value {
    /// Anything.
    #[default]
    Unknown,
    /// An integer or boolean; `null` is 0.
    Int(i32),
    /// A string constant, or one put together of constants.
    Text(u32),
    /// A string that begins with these constants.
    Prefix(u32),
    /// A class object, by the text of its dotted name.
    Class(u32),
    /// A reflected method or field.
    Member(u32),
    /// An argument of the method, by position among the argument registers.
    Parameter(u16),
    /// A consent flag.
    Flag(Flag),
    /// A stored flag whose key is an argument.
    KeyedFlag(u16, bool),
    /// An array of objects.
    Array(u32),
    /// A `StringBuilder`.
    Builder(u32),
}

/// A consent flag in a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Flag {
    /// Number of the [`Test`].
    pub(crate) test: u32,
    /// The truth value that means that the person has agreed.
    pub(crate) agreed: bool,
}

/// What a consent flag is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Test {
    /// Preference key, method or field name.
    pub(crate) name: String,
    /// Key or member speak of consent themselves, not only their class.
    pub(crate) sure: bool,
}

/// Things that values refer to, of one method.
#[derive(Debug, Default)]
pub(crate) struct Arena {
    texts: Vec<String>,
    members: Vec<(Option<u32>, u32)>,
    arrays: Vec<Vec<Value>>,
    builders: Vec<(String, bool)>,
    pub(crate) tests: Vec<Test>,
}

impl Arena {
    pub(crate) fn clear(&mut self) {
        self.texts.clear();
        self.members.clear();
        self.arrays.clear();
        self.builders.clear();
        self.tests.clear();
    }

    pub(crate) fn text(&mut self, mut text: String) -> u32 {
        if text.len() > MAX_TEXT {
            let end = (0..=MAX_TEXT).rev().find(|&at| text.is_char_boundary(at));
            text.truncate(end.unwrap_or_default());
        }
        self.texts.push(text);
        self.texts.len() as u32 - 1
    }

    /// The text of a value that is one, whole.
    pub(crate) fn whole(&self, value: Value) -> Option<&str> {
        match value {
            Value::Text(text) => self.texts.get(text as usize).map(String::as_str),
            _ => None,
        }
    }

    /// The text that a value is or begins with, and whether that is all.
    pub(crate) fn begins(&self, value: Value) -> Option<(&str, bool)> {
        match value {
            Value::Text(text) => Some((self.texts.get(text as usize)?, true)),
            Value::Prefix(text) => Some((self.texts.get(text as usize)?, false)),
            _ => None,
        }
    }

    /// Dotted name of a class value.
    pub(crate) fn class(&self, value: Value) -> Option<&str> {
        match value {
            Value::Class(text) => self.texts.get(text as usize).map(String::as_str),
            _ => None,
        }
    }

    pub(crate) fn member(&mut self, class: Value, name: Value) -> Value {
        let (Value::Text(name), class) = (name, class) else {
            return Value::Unknown;
        };
        let class = match class {
            Value::Class(class) => Some(class),
            _ => None,
        };
        self.members.push((class, name));
        Value::Member(self.members.len() as u32 - 1)
    }

    /// Class and name of a reflected member.
    pub(crate) fn reflected(&self, value: Value) -> Option<(&str, &str)> {
        let Value::Member(member) = value else {
            return None;
        };
        let &(class, name) = self.members.get(member as usize)?;
        Some((
            self.texts.get(class? as usize)?,
            self.texts.get(name as usize)?,
        ))
    }

    pub(crate) fn array(&mut self, elements: Vec<Value>) -> Value {
        self.arrays.push(elements);
        Value::Array(self.arrays.len() as u32 - 1)
    }

    pub(crate) fn elements(&self, value: Value) -> &[Value] {
        match value {
            Value::Array(array) => self
                .arrays
                .get(array as usize)
                .map_or(&[], |elements| elements.as_slice()),
            _ => &[],
        }
    }

    pub(crate) fn put(&mut self, array: Value, index: Value, element: Value) {
        if let (Value::Array(array), Value::Int(index)) = (array, index)
            && let (Some(elements), Ok(index)) =
                (self.arrays.get_mut(array as usize), usize::try_from(index))
            && index < MAX_ELEMENTS
        {
            if elements.len() <= index {
                elements.resize(index + 1, Value::Unknown);
            }
            elements[index] = element;
        }
    }

    pub(crate) fn builder(&mut self) -> Value {
        self.builders.push((String::new(), true));
        Value::Builder(self.builders.len() as u32 - 1)
    }

    /// Appends to a builder; behind something unknown nothing more is known.
    pub(crate) fn append(&mut self, builder: Value, value: Value) {
        let added = match value {
            Value::Int(number) => Some((number.to_string(), true)),
            other => self
                .begins(other)
                .map(|(text, whole)| (text.to_owned(), whole)),
        };
        if let Value::Builder(builder) = builder
            && let Some((text, whole)) = self.builders.get_mut(builder as usize)
            && *whole
        {
            match added {
                Some((more, all)) if text.len() + more.len() <= MAX_TEXT => {
                    text.push_str(&more);
                    *whole = all;
                }
                _ => *whole = false,
            }
        }
    }

    /// What a builder's `toString` gives.
    pub(crate) fn built(&mut self, builder: Value) -> Value {
        let Value::Builder(builder) = builder else {
            return Value::Unknown;
        };
        match self.builders.get(builder as usize).cloned() {
            Some((text, true)) => Value::Text(self.text(text)),
            Some((text, false)) if !text.is_empty() => Value::Prefix(self.text(text)),
            _ => Value::Unknown,
        }
    }

    pub(crate) fn flag(&mut self, name: String, sure: bool, agreed: bool) -> Value {
        let test = Test { name, sure };
        let number = self.tests.iter().position(|known| *known == test);
        let test = number.unwrap_or_else(|| {
            self.tests.push(test);
            self.tests.len() - 1
        });
        Value::Flag(Flag {
            test: test as u32,
            agreed,
        })
    }
}

impl Value {
    /// Where two ways meet. Constants on one side only are given up; a flag
    /// survives a constant that means "not agreed" (`a && agreed` is compiled
    /// so), since the truth of the result then still implies consent.
    pub(crate) fn join(self, other: Self) -> Self {
        match (self, other) {
            (a, b) if a == b => a,
            (Self::Flag(flag), Self::Int(constant)) | (Self::Int(constant), Self::Flag(flag))
                if (constant != 0) != flag.agreed =>
            {
                Self::Flag(flag)
            }
            (flag @ Self::KeyedFlag(..), Self::Int(0))
            | (Self::Int(0), flag @ Self::KeyedFlag(..)) => flag,
            _ => Self::Unknown,
        }
    }

    /// Exclusive-or with 1.
    pub(crate) fn negated(self) -> Self {
        match self {
            Self::Flag(flag) => Self::Flag(Flag {
                agreed: !flag.agreed,
                ..flag
            }),
            Self::Int(bit @ (0 | 1)) => Self::Int(1 - bit),
            _ => Self::Unknown,
        }
    }

    /// Whether it is or may become a consent flag.
    pub(crate) fn is_flag(self) -> bool {
        matches!(self, Self::Flag(_) | Self::KeyedFlag(..))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins() {
        let yes = Value::Flag(Flag {
            test: 0,
            agreed: true,
        });
        let no = yes.negated();
        for (a, b, want) in [
            (Value::Int(1), Value::Int(1), Value::Int(1)),
            (Value::Int(1), Value::Int(2), Value::Unknown),
            (yes, Value::Int(0), yes),
            (yes, Value::Int(1), Value::Unknown),
            (no, Value::Int(1), no),
            (no, Value::Int(0), Value::Unknown),
            (Value::Text(1), Value::Unknown, Value::Unknown),
        ] {
            assert_eq!(a.join(b), want);
            assert_eq!(b.join(a), want);
        }
    }

    #[test]
    fn texts_are_put_together() {
        let mut arena = Arena::default();
        let builder = arena.builder();
        let text = Value::Text(arena.text("content://".into()));
        arena.append(builder, text);
        arena.append(builder, Value::Int(7));
        let built = arena.built(builder);
        assert_eq!(arena.whole(built), Some("content://7"));
        arena.append(builder, Value::Unknown);
        arena.append(builder, text);
        let built = arena.built(builder);
        assert_eq!(arena.begins(built), Some(("content://7", false)));
        assert_eq!(arena.whole(built), None);
        let long = arena.text("隐".repeat(1000));
        assert!(
            arena
                .whole(Value::Text(long))
                .is_some_and(|t| t.len() <= MAX_TEXT)
        );
    }
}
