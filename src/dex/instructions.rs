//! Dalvik instructions, walked in place.
//!
//! Source: "Dalvik bytecode" and "Dalvik executable instruction formats" on
//! source.android.com.

use super::bytes::{u16_at, u32_at};

/// Opcodes that are named elsewhere.
#[allow(missing_docs)]
pub(crate) mod op {
    pub(crate) const NOP: u8 = 0x00;
    pub(crate) const MOVE_RESULT: u8 = 0x0a;
    pub(crate) const MOVE_RESULT_OBJECT: u8 = 0x0c;
    pub(crate) const MOVE_EXCEPTION: u8 = 0x0d;
    pub(crate) const RETURN_VOID: u8 = 0x0e;
    pub(crate) const RETURN: u8 = 0x0f;
    pub(crate) const RETURN_OBJECT: u8 = 0x11;
    pub(crate) const CONST_4: u8 = 0x12;
    pub(crate) const CONST_16: u8 = 0x13;
    pub(crate) const CONST: u8 = 0x14;
    pub(crate) const CONST_HIGH16: u8 = 0x15;
    pub(crate) const CONST_STRING: u8 = 0x1a;
    pub(crate) const CONST_STRING_JUMBO: u8 = 0x1b;
    pub(crate) const CONST_CLASS: u8 = 0x1c;
    pub(crate) const CHECK_CAST: u8 = 0x1f;
    pub(crate) const NEW_INSTANCE: u8 = 0x22;
    pub(crate) const NEW_ARRAY: u8 = 0x23;
    pub(crate) const FILLED_NEW_ARRAY: u8 = 0x24;
    pub(crate) const FILLED_NEW_ARRAY_RANGE: u8 = 0x25;
    pub(crate) const FILL_ARRAY_DATA: u8 = 0x26;
    pub(crate) const THROW: u8 = 0x27;
    pub(crate) const GOTO: u8 = 0x28;
    pub(crate) const GOTO_16: u8 = 0x29;
    pub(crate) const GOTO_32: u8 = 0x2a;
    pub(crate) const PACKED_SWITCH: u8 = 0x2b;
    pub(crate) const SPARSE_SWITCH: u8 = 0x2c;
    pub(crate) const IF_EQ: u8 = 0x32;
    pub(crate) const IF_NE: u8 = 0x33;
    pub(crate) const IF_LE: u8 = 0x37;
    pub(crate) const IF_EQZ: u8 = 0x38;
    pub(crate) const IF_NEZ: u8 = 0x39;
    pub(crate) const IF_GTZ: u8 = 0x3c;
    pub(crate) const IF_LEZ: u8 = 0x3d;
    pub(crate) const APUT_OBJECT: u8 = 0x4d;
    pub(crate) const IGET: u8 = 0x52;
    pub(crate) const IGET_OBJECT: u8 = 0x54;
    pub(crate) const IGET_BOOLEAN: u8 = 0x55;
    pub(crate) const IGET_SHORT: u8 = 0x58;
    pub(crate) const IPUT: u8 = 0x59;
    pub(crate) const SGET: u8 = 0x60;
    pub(crate) const SGET_SHORT: u8 = 0x66;
    pub(crate) const SPUT_SHORT: u8 = 0x6d;
    pub(crate) const INVOKE_VIRTUAL: u8 = 0x6e;
    pub(crate) const INVOKE_DIRECT: u8 = 0x70;
    pub(crate) const INVOKE_STATIC: u8 = 0x71;
    pub(crate) const INVOKE_INTERFACE: u8 = 0x72;
    pub(crate) const INVOKE_VIRTUAL_RANGE: u8 = 0x74;
    pub(crate) const INVOKE_INTERFACE_RANGE: u8 = 0x78;
    pub(crate) const XOR_INT: u8 = 0x97;
    pub(crate) const XOR_INT_2ADDR: u8 = 0xb7;
    pub(crate) const XOR_INT_LIT16: u8 = 0xd7;
    pub(crate) const XOR_INT_LIT8: u8 = 0xdf;
    pub(crate) const INVOKE_POLYMORPHIC: u8 = 0xfa;
    pub(crate) const INVOKE_POLYMORPHIC_RANGE: u8 = 0xfb;
    pub(crate) const INVOKE_CUSTOM: u8 = 0xfc;
    pub(crate) const INVOKE_CUSTOM_RANGE: u8 = 0xfd;
}

/// Width in code units by opcode; unused opcodes count as one.
const WIDTH: [u8; 256] = widths();

const fn widths() -> [u8; 256] {
    let mut table = [1u8; 256];
    let ranges: [(u8, u8, u8); 29] = [
        (0x02, 0x02, 2),
        (0x03, 0x03, 3),
        (0x05, 0x05, 2),
        (0x06, 0x06, 3),
        (0x08, 0x08, 2),
        (0x09, 0x09, 3),
        (0x13, 0x13, 2),
        (0x14, 0x14, 3),
        (0x15, 0x16, 2),
        (0x17, 0x17, 3),
        (0x18, 0x18, 5),
        (0x19, 0x1a, 2),
        (0x1b, 0x1b, 3),
        (0x1c, 0x1c, 2),
        (0x1f, 0x20, 2),
        (0x22, 0x23, 2),
        (0x24, 0x26, 3),
        (0x29, 0x29, 2),
        (0x2a, 0x2c, 3),
        (0x2d, 0x3d, 2),
        (0x44, 0x6d, 2),
        (0x6e, 0x72, 3),
        (0x74, 0x78, 3),
        (0x90, 0xaf, 2),
        (0xd0, 0xe2, 2),
        (0xfa, 0xfb, 4),
        (0xfc, 0xfd, 3),
        (0xfe, 0xff, 2),
        (0x00, 0x00, 1),
    ];
    let mut range = 0;
    while range < ranges.len() {
        let (first, last, width) = ranges[range];
        let mut code = first as usize;
        while code <= last as usize {
            table[code] = width;
            code += 1;
        }
        range += 1;
    }
    table
}

/// One instruction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Instruction<'a> {
    /// Opcode.
    pub(crate) op: u8,
    /// Position in code units.
    pub(crate) pc: u32,
    /// Its bytes and those behind it.
    raw: &'a [u8],
}

impl Instruction<'_> {
    /// Code unit `index` of the instruction; 0 where the code ends.
    #[inline]
    pub(crate) fn unit(&self, index: usize) -> u16 {
        u16_at(self.raw, index * 2).unwrap_or_default()
    }

    /// Low nibble of the register byte.
    #[inline]
    pub(crate) fn a4(&self) -> u16 {
        self.unit(0) >> 8 & 0xf
    }

    /// High nibble of the register byte.
    #[inline]
    pub(crate) fn b4(&self) -> u16 {
        self.unit(0) >> 12
    }

    /// The register byte.
    #[inline]
    pub(crate) fn a8(&self) -> u16 {
        self.unit(0) >> 8
    }

    /// A 32-bit operand in units 1 and 2.
    #[inline]
    pub(crate) fn wide(&self) -> u32 {
        u32_at(self.raw, 2).unwrap_or_default()
    }

    /// Index operand of an instruction with one: 32 bits for
    /// `const-string/jumbo`, else 16.
    #[inline]
    pub(crate) fn index(&self) -> u32 {
        if self.op == op::CONST_STRING_JUMBO {
            self.wide()
        } else {
            u32::from(self.unit(1))
        }
    }

    /// Whether it is an invoke of a method id, polymorphic ones aside.
    #[inline]
    pub(crate) fn is_invoke(&self) -> bool {
        matches!(self.op, op::INVOKE_VIRTUAL..=op::INVOKE_INTERFACE
            | op::INVOKE_VIRTUAL_RANGE..=op::INVOKE_INTERFACE_RANGE)
    }

    /// The invoke's opcode without its range form.
    #[inline]
    pub(crate) fn invoke_kind(&self) -> u8 {
        if self.op >= op::INVOKE_VIRTUAL_RANGE {
            self.op - (op::INVOKE_VIRTUAL_RANGE - op::INVOKE_VIRTUAL)
        } else {
            self.op
        }
    }

    /// Argument registers of an invoke or `filled-new-array`.
    pub(crate) fn arguments(&self) -> Arguments {
        let range = matches!(
            self.op,
            op::FILLED_NEW_ARRAY_RANGE | op::INVOKE_VIRTUAL_RANGE
                ..=op::INVOKE_INTERFACE_RANGE
                    | op::INVOKE_POLYMORPHIC_RANGE
                    | op::INVOKE_CUSTOM_RANGE
        );
        if range {
            Arguments::Range {
                first: self.unit(2),
                count: self.a8(),
            }
        } else {
            let packed = self.unit(2);
            Arguments::List {
                registers: [
                    packed & 0xf,
                    packed >> 4 & 0xf,
                    packed >> 8 & 0xf,
                    packed >> 12,
                    self.a4(),
                ],
                count: self.b4(),
            }
        }
    }

    /// Where a goto, an if or a switch payload lies; `None` for other opcodes
    /// or a target before the code.
    pub(crate) fn target(&self) -> Option<u32> {
        let offset = match self.op {
            op::GOTO => i32::from(self.a8() as u8 as i8),
            op::GOTO_16 | op::IF_EQ..=op::IF_LE | op::IF_EQZ..=op::IF_LEZ => {
                i32::from(self.unit(1) as i16)
            }
            op::GOTO_32 | op::FILL_ARRAY_DATA | op::PACKED_SWITCH | op::SPARSE_SWITCH => {
                self.wide() as i32
            }
            _ => return None,
        };
        self.pc.checked_add_signed(offset)
    }

    /// Whether it is a conditional branch.
    #[inline]
    pub(crate) fn is_if(&self) -> bool {
        matches!(self.op, op::IF_EQ..=op::IF_LEZ)
    }

    /// Whether control never falls through to the next instruction.
    #[inline]
    pub(crate) fn ends_block(&self) -> bool {
        matches!(
            self.op,
            op::RETURN_VOID..=op::RETURN_OBJECT | op::THROW | op::GOTO..=op::GOTO_32
        )
    }

    /// Integer of a `const` of at most 32 bits.
    pub(crate) fn literal(&self) -> Option<i32> {
        Some(match self.op {
            op::CONST_4 => i32::from((self.b4() << 12) as i16 >> 12),
            op::CONST_16 => i32::from(self.unit(1) as i16),
            op::CONST => self.wide() as i32,
            op::CONST_HIGH16 => i32::from(self.unit(1)) << 16,
            _ => return None,
        })
    }
}

/// Argument registers in order; a wide value takes two.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Arguments {
    /// Consecutive registers.
    Range {
        /// The first one.
        first: u16,
        /// How many.
        count: u16,
    },
    /// At most five listed registers.
    List {
        /// The registers.
        registers: [u16; 5],
        /// How many of them count.
        count: u16,
    },
}

impl Arguments {
    /// Number of registers.
    pub(crate) fn len(&self) -> u16 {
        match self {
            Self::Range { count, .. } => *count,
            Self::List { count, .. } => (*count).min(5),
        }
    }

    /// Register at a position.
    pub(crate) fn get(&self, position: u16) -> Option<u16> {
        if position >= self.len() {
            return None;
        }
        match self {
            Self::Range { first, .. } => first.checked_add(position),
            Self::List { registers, .. } => registers.get(usize::from(position)).copied(),
        }
    }
}

/// Walks code units in order; payloads are skipped.
#[derive(Debug, Clone)]
pub(crate) struct Instructions<'a> {
    insns: &'a [u8],
    at: usize,
}

impl<'a> Instructions<'a> {
    /// Over the code units of a `code_item`.
    #[inline]
    pub(crate) fn new(insns: &'a [u8]) -> Self {
        Self { insns, at: 0 }
    }

    /// From a position in code units on.
    pub(crate) fn at(insns: &'a [u8], pc: u32) -> Self {
        Self {
            insns,
            at: pc as usize * 2,
        }
    }

    /// Position of the next instruction or payload, in code units.
    pub(crate) fn position(&self) -> u32 {
        (self.at / 2) as u32
    }

    /// Bytes of the payload at the front of `raw`, whose first unit is `ident`.
    #[cold]
    fn payload(raw: &[u8], ident: u16) -> Option<usize> {
        let size = usize::from(u16_at(raw, 2)?);
        Some(match ident {
            0x0100 => size * 4 + 8,
            0x0200 => size * 8 + 4,
            0x0300 => {
                let bytes = size.checked_mul(u32_at(raw, 4)? as usize)?;
                bytes.checked_add(8 + (bytes & 1))?
            }
            _ => 2,
        })
    }
}

impl<'a> Iterator for Instructions<'a> {
    type Item = Instruction<'a>;

    #[inline]
    fn next(&mut self) -> Option<Instruction<'a>> {
        loop {
            let raw = self.insns.get(self.at..)?;
            let unit = u16_at(raw, 0)?;
            let pc = (self.at / 2) as u32;
            if unit & 0xff == 0 && unit != 0 {
                self.at = self.at.checked_add(Self::payload(raw, unit)?)?;
                continue;
            }
            let op = unit as u8;
            self.at += usize::from(WIDTH[usize::from(op)]) * 2;
            return Some(Instruction { op, pc, raw });
        }
    }
}

/// Calls `each` for every target of the switch at `pc` whose payload lies at
/// `payload`.
pub(crate) fn switch_targets(insns: &[u8], pc: u32, payload: u32, mut each: impl FnMut(u32)) {
    let Some(raw) = insns.get(payload as usize * 2..) else {
        return;
    };
    let size = usize::from(u16_at(raw, 2).unwrap_or_default());
    let first = match u16_at(raw, 0) {
        Some(0x0100) => 8,
        Some(0x0200) => 4 + size * 4,
        _ => return,
    };
    for index in 0..size {
        let Some(offset) = u32_at(raw, first + index * 4) else {
            return;
        };
        if let Some(target) = pc.checked_add_signed(offset as i32) {
            each(target);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn units(units: &[u16]) -> Vec<u8> {
        units.iter().flat_map(|unit| unit.to_le_bytes()).collect()
    }

    #[test]
    fn widths_follow_the_formats() {
        // One opcode for every format of the specification.
        for (code, width) in [
            (0x00, 1), // 10x
            (0x01, 1), // 12x
            (0x12, 1), // 11n
            (0x0a, 1), // 11x
            (0x28, 1), // 10t
            (0x29, 2), // 20t
            (0x02, 2), // 22x
            (0x38, 2), // 21t
            (0x13, 2), // 21s
            (0x15, 2), // 21h
            (0x1a, 2), // 21c
            (0x90, 2), // 23x
            (0xd8, 2), // 22b
            (0x32, 2), // 22t
            (0xd0, 2), // 22s
            (0x52, 2), // 22c
            (0x03, 3), // 32x
            (0x2a, 3), // 30t
            (0x26, 3), // 31t
            (0x14, 3), // 31i
            (0x1b, 3), // 31c
            (0x6e, 3), // 35c
            (0x74, 3), // 3rc
            (0xfa, 4), // 45cc
            (0xfb, 4), // 4rcc
            (0xfc, 3), // invoke-custom
            (0xff, 2), // const-method-type
            (0x18, 5), // 51l
            (0x73, 1), // unused
            (0xf9, 1), // unused
        ] {
            assert_eq!(WIDTH[code], width, "opcode {code:#04x}");
        }
    }

    #[test]
    fn payloads_are_skipped() {
        let code = units(&[
            0x0100, 2, 0, 0, 4, 0, 6, 0, // packed switch of two
            0x0300, 1, 3, 0, 0x0201, 0x0003, // three bytes, padded
            0x0200, 1, 7, 0, 9, 0,      // sparse switch of one
            0x000e, // return-void
        ]);
        let seen: Vec<_> = Instructions::new(&code).map(|i| (i.pc, i.op)).collect();
        assert_eq!(seen, [(20, op::RETURN_VOID)]);
    }

    #[test]
    fn operands() {
        // invoke-virtual {v1, v2}, method@0x0102
        let code = units(&[0x206e, 0x0102, 0x0021]);
        let insn = Instructions::new(&code).next().unwrap();
        assert_eq!(insn.index(), 0x0102);
        let arguments = insn.arguments();
        assert_eq!(
            [arguments.get(0), arguments.get(1), arguments.get(2)],
            [Some(1), Some(2), None]
        );
        // const/4 v3, #-1 ; goto -1
        let code = units(&[0xf312, 0xff28]);
        let all: Vec<_> = Instructions::new(&code).collect();
        assert_eq!((all[0].a4(), all[0].literal()), (3, Some(-1)));
        assert_eq!(all[1].target(), Some(0));
    }

    proptest! {
        #[test]
        fn any_units_end(raw in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut last = None;
            for insn in Instructions::new(&raw) {
                prop_assert!(last < Some(insn.pc));
                last = Some(insn.pc);
                let arguments = insn.arguments();
                for position in 0..arguments.len() {
                    arguments.get(position);
                }
                if let Some(target) = insn.target() {
                    switch_targets(&raw, insn.pc, target, |_| {});
                }
            }
        }
    }
}
