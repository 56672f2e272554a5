//! Results that come in any order, handed on in the order of their numbers.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

/// Hands on each value when all before it are there.
pub(super) struct InOrder<T, F>(Mutex<Waiting<T, F>>);

struct Waiting<T, F> {
    next: usize,
    early: BTreeMap<usize, Option<T>>,
    take: F,
}

impl<T, F: FnMut(T) -> io::Result<()>> InOrder<T, F> {
    pub fn new(take: F) -> Self {
        Self(Mutex::new(Waiting {
            next: 0,
            early: BTreeMap::new(),
            take,
        }))
    }

    /// Gives value `number`, or says that there is none of that number. Every
    /// number is given once.
    pub fn give(&self, number: usize, value: Option<T>) -> io::Result<()> {
        let mut waiting = self.0.lock().unwrap_or_else(|e| e.into_inner());
        waiting.early.insert(number, value);
        loop {
            let next = waiting.next;
            let Some(value) = waiting.early.remove(&next) else {
                return Ok(());
            };
            waiting.next += 1;
            if let Some(value) = value {
                (waiting.take)(value)?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_restored() {
        let mut seen = Vec::new();
        let order = InOrder::new(|n| {
            seen.push(n);
            Ok(())
        });
        for (number, value) in [(2, Some(2)), (0, Some(0)), (3, Some(3)), (1, None)] {
            order.give(number, value).unwrap();
        }
        drop(order);
        assert_eq!(seen, [0, 2, 3]);
    }
}
