//! The identifier tables, class data and code items of one DEX file.
//!
//! Everything is read in place; an accessor gives `None` where an index or an
//! offset leads outside.

use super::bytes::{mutf8, u16_at, u32_at, uleb128};
use super::header::{DexError, Header, Section, header_offsets};

/// "No index" in `class_def_item` fields.
pub(crate) const NO_INDEX: u32 = u32::MAX;

/// Bytes of a name that are read; ART allows more, no compiler writes them.
pub(crate) const MAX_NAME: usize = 4096;

/// `method_id_item`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MethodId {
    /// Index into the types: the class that is named.
    pub class: u16,
    /// Index into the protos.
    pub proto: u16,
    /// Index into the strings.
    pub name: u32,
}

/// `field_id_item`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldId {
    /// Index into the types: the class that is named.
    pub class: u16,
    /// Index into the types: the field's own.
    pub kind: u16,
    /// Index into the strings.
    pub name: u32,
}

/// `class_def_item` as far as it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassDef {
    /// Index into the types.
    pub class: u32,
    /// `access_flags`.
    pub access: u32,
    /// Index into the types, or `u32::MAX`.
    pub superclass: u32,
    interfaces_offset: u32,
    data_offset: u32,
}

/// `encoded_method`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EncodedMethod {
    /// Index into the method ids.
    pub method: u32,
    /// `access_flags`.
    pub access: u32,
    /// Byte offset of the `code_item`, or 0.
    pub code: u32,
}

/// `code_item`.
#[derive(Debug, Clone, Copy)]
pub struct CodeItem<'a> {
    /// Registers of the frame.
    pub registers: u16,
    /// Registers of the arguments, the last ones of the frame.
    pub ins: u16,
    /// Code units as little-endian bytes.
    pub insns: &'a [u8],
    tries: u16,
    tries_offset: usize,
}

/// One DEX file (for version 41: one of the files in a container).
#[derive(Debug, Clone)]
pub struct Dex<'a> {
    bytes: &'a [u8],
    /// Format version, 35 to 41.
    pub version: u32,
    strings: &'a [u8],
    types: &'a [u8],
    protos: &'a [u8],
    fields: &'a [u8],
    methods: &'a [u8],
    classes: &'a [u8],
    map_offset: u32,
}

/// Reads every DEX file in `bytes`: one, or several in a version 41 container.
///
/// # Errors
/// [`DexError`] if a header or an identifier table cannot be read. Damage
/// further in shows as `None` from the accessors.
pub fn parse(bytes: &[u8]) -> Result<Vec<Dex<'_>>, DexError> {
    header_offsets(bytes)?
        .into_iter()
        .map(|start| Dex::parse_at(bytes, start))
        .collect()
}

impl<'a> Dex<'a> {
    fn parse_at(bytes: &'a [u8], start: usize) -> Result<Self, DexError> {
        let header = Header::parse(bytes, start)?;
        let table = |name, section: Section, item: usize| {
            let from = section.offset as usize;
            let length = (section.count as usize).checked_mul(item);
            length
                .and_then(|length| bytes.get(from..from.checked_add(length)?))
                .or((section.count == 0).then_some(&[][..]))
                .ok_or(DexError::Table {
                    table: name,
                    offset: section.offset,
                    count: section.count,
                })
        };
        for (name, section) in [("type_ids", header.types), ("proto_ids", header.protos)] {
            if section.count > 0x1_0000 {
                return Err(DexError::TooMany {
                    table: name,
                    count: section.count,
                });
            }
        }
        Ok(Self {
            bytes,
            version: header.version,
            strings: table("string_ids", header.strings, 4)?,
            types: table("type_ids", header.types, 4)?,
            protos: table("proto_ids", header.protos, 12)?,
            fields: table("field_ids", header.fields, 8)?,
            methods: table("method_ids", header.methods, 8)?,
            classes: table("class_defs", header.classes, 32)?,
            map_offset: header.map_offset,
        })
    }

    /// Bytes of the whole file.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Number of `string_ids`.
    pub fn string_count(&self) -> u32 {
        (self.strings.len() / 4) as u32
    }

    /// Number of `type_ids`.
    pub fn type_count(&self) -> u32 {
        (self.types.len() / 4) as u32
    }

    /// Number of `proto_ids`.
    pub fn proto_count(&self) -> u32 {
        (self.protos.len() / 12) as u32
    }

    /// Number of `field_ids`.
    pub fn field_count(&self) -> u32 {
        (self.fields.len() / 8) as u32
    }

    /// Number of `method_ids`.
    pub fn method_count(&self) -> u32 {
        (self.methods.len() / 8) as u32
    }

    /// Number of `class_defs`.
    pub fn class_count(&self) -> u32 {
        (self.classes.len() / 32) as u32
    }

    /// Raw modified UTF-8 of a string, without its length and NUL.
    pub fn string(&self, index: u32) -> Option<&'a [u8]> {
        let rest = self.string_onwards(index)?;
        rest.get(..memchr::memchr(0, rest)?)
    }

    /// A string and all that follows it in the file: it ends at the first NUL.
    pub(crate) fn string_onwards(&self, index: u32) -> Option<&'a [u8]> {
        let mut at = u32_at(self.strings, index as usize * 4)? as usize;
        uleb128(self.bytes, &mut at)?;
        self.bytes.get(at..)
    }

    /// A string that is a name, cut at [`MAX_NAME`] bytes: a hostile file may let
    /// all its strings run into one that never ends.
    pub fn name(&self, index: u32) -> Option<&'a [u8]> {
        let rest = self.string_onwards(index)?;
        let head = rest.get(..MAX_NAME).unwrap_or(rest);
        match memchr::memchr(0, head) {
            Some(end) => head.get(..end),
            None => (head.len() == MAX_NAME).then_some(head),
        }
    }

    /// A name, decoded; empty if it lies outside.
    pub fn text(&self, index: u32) -> String {
        self.name(index).map(mutf8).unwrap_or_default()
    }

    /// String index of a type's descriptor.
    pub fn type_string(&self, index: u32) -> Option<u32> {
        u32_at(self.types, index as usize * 4)
    }

    /// Descriptor of a type, e.g. `Ljava/lang/String;`.
    pub fn descriptor(&self, index: u32) -> Option<&'a [u8]> {
        self.name(self.type_string(index)?)
    }

    /// A method id.
    #[inline]
    pub fn method(&self, index: u32) -> Option<MethodId> {
        let item = self.methods.get(index as usize * 8..)?;
        Some(MethodId {
            class: u16_at(item, 0)?,
            proto: u16_at(item, 2)?,
            name: u32_at(item, 4)?,
        })
    }

    /// A field id.
    #[inline]
    pub fn field(&self, index: u32) -> Option<FieldId> {
        let item = self.fields.get(index as usize * 8..)?;
        Some(FieldId {
            class: u16_at(item, 0)?,
            kind: u16_at(item, 2)?,
            name: u32_at(item, 4)?,
        })
    }

    /// Return type and parameter types of a proto.
    pub fn proto(&self, index: u32) -> Option<(u32, TypeList<'a>)> {
        let item = self.protos.get(index as usize * 12..)?;
        let parameters = self.type_list(u32_at(item, 8)?)?;
        Some((u32_at(item, 4)?, parameters))
    }

    /// Shorty of a proto: one letter for the return type, then one a parameter.
    pub fn shorty(&self, index: u32) -> Option<&'a [u8]> {
        self.string(u32_at(self.protos, index as usize * 12)?)
    }

    fn type_list(&self, offset: u32) -> Option<TypeList<'a>> {
        if offset == 0 {
            return Some(TypeList(&[]));
        }
        let at = offset as usize;
        let length = (u32_at(self.bytes, at)? as usize).checked_mul(2)?;
        let from = at.checked_add(4)?;
        self.bytes
            .get(from..from.checked_add(length)?)
            .map(TypeList)
    }

    /// A class definition.
    pub fn class(&self, index: u32) -> Option<ClassDef> {
        let item = self.classes.get(index as usize * 32..)?;
        Some(ClassDef {
            class: u32_at(item, 0)?,
            access: u32_at(item, 4)?,
            superclass: u32_at(item, 8)?,
            interfaces_offset: u32_at(item, 12)?,
            data_offset: u32_at(item, 24)?,
        })
    }

    /// Interfaces that a class names.
    pub fn interfaces(&self, class: &ClassDef) -> Option<TypeList<'a>> {
        self.type_list(class.interfaces_offset)
    }

    /// Calls `each` for every method of a class, direct ones first. Gives the
    /// bytes of class data that were read, or `None` if it is cut off or names
    /// an index outside the table.
    pub fn class_methods(
        &self,
        class: &ClassDef,
        mut each: impl FnMut(EncodedMethod),
    ) -> Option<usize> {
        if class.data_offset == 0 {
            return Some(0);
        }
        let bytes = self.bytes;
        let mut at = class.data_offset as usize;
        let static_fields = uleb128(bytes, &mut at)?;
        let instance_fields = uleb128(bytes, &mut at)?;
        let direct = uleb128(bytes, &mut at)?;
        let virtual_methods = uleb128(bytes, &mut at)?;
        for _ in 0..u64::from(static_fields) + u64::from(instance_fields) {
            uleb128(bytes, &mut at)?;
            uleb128(bytes, &mut at)?;
        }
        for count in [direct, virtual_methods] {
            let mut method = 0u32;
            for _ in 0..count {
                method = method.checked_add(uleb128(bytes, &mut at)?)?;
                let access = uleb128(bytes, &mut at)?;
                let code = uleb128(bytes, &mut at)?;
                if method >= self.method_count() {
                    return None;
                }
                each(EncodedMethod {
                    method,
                    access,
                    code,
                });
            }
        }
        Some(at - class.data_offset as usize)
    }

    /// The code item at a byte offset.
    pub fn code(&self, offset: u32) -> Option<CodeItem<'a>> {
        let at = offset as usize;
        let head = self.bytes.get(at..at.checked_add(16)?)?;
        let length = (u32_at(head, 12)? as usize).checked_mul(2)?;
        let from = at + 16;
        let end = from.checked_add(length)?;
        Some(CodeItem {
            registers: u16_at(head, 0)?,
            ins: u16_at(head, 2)?,
            insns: self.bytes.get(from..end)?,
            tries: u16_at(head, 6)?,
            tries_offset: end.checked_add(length & 2)?, // padded to four bytes
        })
    }

    /// Calls `each(first, end, handler)`, in code units, for every handler of
    /// every try block; stops quietly where the list is cut off.
    pub fn handlers(&self, code: &CodeItem<'_>, mut each: impl FnMut(u32, u32, u32)) {
        let _ = self.read_handlers(code, &mut each);
    }

    fn read_handlers(
        &self,
        code: &CodeItem<'_>,
        each: &mut impl FnMut(u32, u32, u32),
    ) -> Option<()> {
        let lists = code.tries_offset.checked_add(usize::from(code.tries) * 8)?;
        for index in 0..usize::from(code.tries) {
            let item = self.bytes.get(code.tries_offset + index * 8..)?;
            let first = u32_at(item, 0)?;
            let end = first.checked_add(u32::from(u16_at(item, 4)?))?;
            let mut at = lists.checked_add(usize::from(u16_at(item, 6)?))?;
            let size = sleb128(self.bytes, &mut at)?;
            for _ in 0..size.unsigned_abs() {
                uleb128(self.bytes, &mut at)?;
                each(first, end, uleb128(self.bytes, &mut at)?);
            }
            if size <= 0 {
                each(first, end, uleb128(self.bytes, &mut at)?);
            }
        }
        Some(())
    }

    /// Dotted class name, method name and descriptor of a method id.
    pub fn method_name(&self, index: u32) -> crate::facts::MethodName {
        let Some(id) = self.method(index) else {
            return crate::facts::MethodName::default();
        };
        crate::facts::MethodName {
            class: dotted(self.descriptor(u32::from(id.class)).unwrap_or_default()),
            method: self.text(id.name),
            descriptor: self.proto_descriptor(u32::from(id.proto)),
        }
    }

    /// Descriptor of a proto, e.g. `(Ljava/lang/String;)V`.
    pub fn proto_descriptor(&self, index: u32) -> String {
        let mut raw = Vec::with_capacity(64);
        raw.push(b'(');
        if let Some((returns, parameters)) = self.proto(index) {
            for parameter in parameters.iter().take(255) {
                raw.extend(self.descriptor(u32::from(parameter)).unwrap_or_default());
            }
            raw.push(b')');
            raw.extend(self.descriptor(returns).unwrap_or_default());
        }
        mutf8(&raw)
    }

    /// Byte offset and item count of a section in the map list.
    pub(crate) fn map_section(&self, kind: u16) -> Option<(u32, u32)> {
        let at = self.map_offset as usize;
        let count = u32_at(self.bytes, at)?.min(64);
        (0..count as usize).find_map(|index| {
            let item = self.bytes.get(at.checked_add(4 + index * 12)?..)?;
            (u16_at(item, 0)? == kind).then_some((u32_at(item, 8)?, u32_at(item, 4)?))
        })
    }
}

fn sleb128(bytes: &[u8], at: &mut usize) -> Option<i32> {
    let start = *at;
    let raw = uleb128(bytes, at)?;
    let bits = (*at - start) * 7;
    Some(if bits < 32 {
        let shift = 32 - bits as u32;
        ((raw << shift) as i32) >> shift
    } else {
        raw as i32
    })
}

/// Java spelling of a class descriptor: dotted, without `L` and `;`.
pub(crate) fn dotted(descriptor: &[u8]) -> String {
    let inner = match descriptor {
        [b'L', inner @ .., b';'] => inner,
        other => other,
    };
    let mut name = mutf8(inner);
    if name.contains('/') {
        name = name.replace('/', ".");
    }
    name
}

/// A `type_list`: 16-bit type indices.
#[derive(Debug, Clone, Copy)]
pub struct TypeList<'a>(&'a [u8]);

impl<'a> TypeList<'a> {
    /// Number of types.
    pub fn len(&self) -> usize {
        self.0.len() / 2
    }

    /// Whether it names none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The type indices.
    pub fn iter(&self) -> impl Iterator<Item = u16> + 'a {
        self.0
            .chunks_exact(2)
            .map(|raw| u16_at(raw, 0).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_spelled_as_in_java() {
        for (descriptor, name) in [
            (&b"Lcom/foo/Bar$1;"[..], "com.foo.Bar$1"),
            (b"LBar;", "Bar"),
            (b"[I", "[I"),
            (b"", ""),
        ] {
            assert_eq!(dotted(descriptor), name);
        }
    }

    #[test]
    fn signed_leb128() {
        for (raw, value) in [
            (&[0x00][..], 0),
            (&[0x01], 1),
            (&[0x7f], -1),
            (&[0x80, 0x7f], -128),
        ] {
            assert_eq!(sleb128(raw, &mut 0), Some(value));
        }
    }

    #[test]
    fn a_name_ends_whatever_stands_behind_it() {
        let dex = |tail: &[u8]| {
            let mut bytes = vec![0; 0x74];
            bytes[..8].copy_from_slice(b"dex\n035\0");
            bytes[0x28..0x2c].copy_from_slice(&0x1234_5678u32.to_le_bytes());
            for (at, value) in [(0x38, 1u32), (0x3c, 0x70), (0x70, 0x74)] {
                bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
            }
            bytes.extend(tail);
            bytes
        };
        for (tail, name) in [
            (b"\x03run\0more".to_vec(), Some(&b"run"[..])),
            (b"\x03run".to_vec(), None),
            (vec![b'a'; 1 + MAX_NAME], Some(&[b'a'; MAX_NAME][..])),
            (vec![b'a'; 1 << 20], Some(&[b'a'; MAX_NAME][..])),
        ] {
            let bytes = dex(&tail);
            let files = parse(&bytes).unwrap();
            assert_eq!(files[0].name(0), name);
        }
    }

    proptest! {
        /// Whatever stands behind a valid magic, reading ends without a panic.
        #[test]
        fn hostile_bytes_do_not_panic(tail in proptest::collection::vec(any::<u8>(), 0x70..600)) {
            let mut bytes = b"dex\n035\0".to_vec();
            bytes.extend(&tail);
            bytes[0x28..0x2c].copy_from_slice(&0x1234_5678u32.to_le_bytes());
            // Small tables inside the file, so that parsing gets past the header.
            for at in (0x38..0x68).step_by(8) {
                bytes[at] &= 3;
                bytes[at + 1..at + 4].fill(0);
                bytes[at + 5] &= 1;
                bytes[at + 6..at + 8].fill(0);
            }
            for dex in parse(&bytes).unwrap_or_default() {
                for index in 0..4 {
                    dex.text(index);
                    dex.method_name(index);
                    dex.map_section(index as u16);
                    if let Some(class) = dex.class(index) {
                        dex.interfaces(&class).map(|list| list.iter().count());
                        dex.class_methods(&class, |method| {
                            if let Some(code) = dex.code(method.code) {
                                dex.handlers(&code, |_, _, _| {});
                            }
                        });
                    }
                }
            }
        }
    }
}
