//! Who defines a method of a given signature.

use super::program::{NONE, Program};

/// Methods with code by signature: those that a virtual invoke may find.
pub(crate) struct Definers {
    first: Vec<u32>,
    methods: Vec<u32>,
}

impl Definers {
    pub(crate) fn new(program: &Program<'_>) -> Self {
        let count = program.signatures.len();
        let takes_part = |number: usize| {
            let method = program.methods.get(number)?;
            let class = program.classes.get(method.class as usize)?;
            let first = program.types.get(class.kind as usize)?.class == method.class;
            (first && method.code != 0 && method.is_virtual()).then_some(method.signature as usize)
        };
        let mut first = vec![0u32; count + 2];
        for signature in (0..program.methods.len()).filter_map(takes_part) {
            if let Some(slot) = first.get_mut(signature + 2) {
                *slot += 1;
            }
        }
        let mut total = 0;
        for slot in &mut first {
            total += *slot;
            *slot = total;
        }
        let mut methods = vec![NONE; total as usize];
        for number in 0..program.methods.len() {
            if let Some(signature) = takes_part(number)
                && let Some(next) = first.get_mut(signature + 1)
            {
                if let Some(slot) = methods.get_mut(*next as usize) {
                    *slot = number as u32;
                }
                *next += 1;
            }
        }
        Self { first, methods }
    }

    /// Methods with this signature, ascending.
    pub(crate) fn of(&self, signature: u32) -> &[u32] {
        let at = signature as usize;
        match (self.first.get(at), self.first.get(at + 1)) {
            (Some(&from), Some(&to)) => self
                .methods
                .get(from as usize..to as usize)
                .unwrap_or_default(),
            _ => &[],
        }
    }
}
