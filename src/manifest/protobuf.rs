//! The wire format of protocol buffers, fields in order, nothing copied.
//!
//! Bundles hold a dozen small messages of aapt2 (`Resources.proto`) of which a
//! few fields are read. Generated code would build every message of a table of
//! megabytes first and bring a compiler into the build; this is the format's
//! four wire types.

/// A field of a message.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field<'a> {
    /// Number.
    pub number: u32,
    /// Value.
    pub value: Wire<'a>,
}

/// A value on the wire.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wire<'a> {
    /// `int32`, `uint32`, `bool`, `enum`.
    Varint(u64),
    /// `string`, `bytes`, messages.
    Bytes(&'a [u8]),
    /// `float`, `fixed32`.
    Fixed32(u32),
    /// `double`, `fixed64`.
    Fixed64(u64),
}

/// The fields of a message, up to the first that is damaged.
pub fn fields(message: &[u8]) -> Fields<'_> {
    Fields {
        rest: message,
        damaged: false,
    }
}

/// Iterator over fields.
pub struct Fields<'a> {
    rest: &'a [u8],
    damaged: bool,
}

impl Fields<'_> {
    /// Whether the walk ended before the message.
    pub fn damaged(&self) -> bool {
        self.damaged
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Field<'a>;

    fn next(&mut self) -> Option<Field<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        match field(self.rest) {
            Some((field, rest)) => {
                self.rest = rest;
                Some(field)
            }
            None => {
                self.rest = &[];
                self.damaged = true;
                None
            }
        }
    }
}

fn field(bytes: &[u8]) -> Option<(Field<'_>, &[u8])> {
    let (key, rest) = varint(bytes)?;
    let number = u32::try_from(key >> 3).ok().filter(|n| *n > 0)?;
    let (value, rest) = match key & 7 {
        0 => {
            let (value, rest) = varint(rest)?;
            (Wire::Varint(value), rest)
        }
        1 => {
            let (bytes, rest) = rest.split_first_chunk()?;
            (Wire::Fixed64(u64::from_le_bytes(*bytes)), rest)
        }
        2 => {
            let (len, rest) = varint(rest)?;
            let (bytes, rest) = rest.split_at_checked(usize::try_from(len).ok()?)?;
            (Wire::Bytes(bytes), rest)
        }
        5 => {
            let (bytes, rest) = rest.split_first_chunk()?;
            (Wire::Fixed32(u32::from_le_bytes(*bytes)), rest)
        }
        _ => return None,
    };
    Some((Field { number, value }, rest))
}

fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0;
    for (index, byte) in bytes.iter().take(10).enumerate() {
        value |= u64::from(byte & 0x7f).checked_shl(7 * index as u32)?;
        if byte & 0x80 == 0 {
            return Some((value, bytes.get(index + 1..)?));
        }
    }
    None
}

/// The last field of this number that holds bytes: a later one wins.
pub fn bytes(message: &[u8], number: u32) -> Option<&[u8]> {
    let all = fields(message).filter_map(|field| match field.value {
        Wire::Bytes(bytes) if field.number == number => Some(bytes),
        _ => None,
    });
    all.last()
}

/// The last field of this number that holds a number; 0, its default, without.
pub fn number(message: &[u8], number: u32) -> u64 {
    let all = fields(message).filter_map(|field| match field.value {
        Wire::Varint(value) if field.number == number => Some(value),
        _ => None,
    });
    all.last().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wire_type() {
        let message = [
            0x08, 0x96, 0x01, 0x12, 0x02, b'o', b'k', 0x1d, 1, 0, 0, 0, 0x21, 2, 0, 0, 0, 0, 0, 0,
            0,
        ];
        let found: Vec<_> = fields(&message).map(|f| (f.number, f.value)).collect();
        let expected = [
            (1, Wire::Varint(150)),
            (2, Wire::Bytes(b"ok")),
            (3, Wire::Fixed32(1)),
            (4, Wire::Fixed64(2)),
        ];
        assert_eq!(found, expected);
        assert_eq!(number(&message, 1), 150);
        assert_eq!(bytes(&message, 2), Some(&b"ok"[..]));
    }

    #[test]
    fn damage_is_told_from_the_end() {
        for message in [&[0x12, 5, 1][..], &[0x80; 11], &[0x0b], &[0x00, 0x01]] {
            let mut walk = fields(message);
            assert_eq!(walk.by_ref().count(), 0);
            assert!(walk.damaged());
        }
    }
}
