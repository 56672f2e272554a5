//! Equal values get the same number.

use std::hash::{BuildHasher, Hash};

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

/// Numbers of values that the caller keeps in a list: the table holds numbers
/// alone, which leaves it small, and its look-ups in the cache.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    table: HashTable<u32>,
    state: RandomState,
}

impl Numbers {
    /// Makes room for `more` values behind `known`.
    pub(crate) fn reserve<T, K: Hash + ?Sized>(
        &mut self,
        more: usize,
        known: &[T],
        key_of: impl Fn(&T) -> &K,
    ) {
        let state = &self.state;
        self.table
            .reserve(more, |&number| rehash(state, known, &key_of, number));
    }

    /// Number of the value with this key.
    pub(crate) fn find<T, K: Hash + Eq + ?Sized>(
        &self,
        known: &[T],
        key: &K,
        key_of: impl Fn(&T) -> &K,
    ) -> Option<u32> {
        let is_key = |&number: &u32| known.get(number as usize).map(&key_of) == Some(key);
        self.table.find(self.state.hash_one(key), is_key).copied()
    }

    /// Number of the value with this key; `make` gives the value that is put
    /// behind `known` where there is none yet.
    pub(crate) fn number<T, K: Hash + Eq + ?Sized>(
        &mut self,
        known: &mut Vec<T>,
        key: &K,
        key_of: impl Fn(&T) -> &K,
        make: impl FnOnce() -> T,
    ) -> u32 {
        let state = &self.state;
        let entry = self.table.entry(
            state.hash_one(key),
            |&number| known.get(number as usize).map(&key_of) == Some(key),
            |&number| rehash(state, known, &key_of, number),
        );
        match entry {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                let next = known.len() as u32;
                entry.insert(next);
                known.push(make());
                next
            }
        }
    }
}

fn rehash<T, K: Hash + ?Sized>(
    state: &RandomState,
    known: &[T],
    key_of: impl Fn(&T) -> &K,
    number: u32,
) -> u64 {
    known
        .get(number as usize)
        .map_or(0, |value| state.hash_one(key_of(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_a_number_however_the_table_grows() {
        let mut known: Vec<String> = Vec::new();
        let mut numbers = Numbers::default();
        for round in 0..2 {
            for value in 0..1000u32 {
                let text = value.to_string();
                let number =
                    numbers.number(&mut known, text.as_str(), String::as_str, || text.clone());
                assert_eq!(number, value, "round {round}");
            }
        }
        assert_eq!(known.len(), 1000);
        assert_eq!(numbers.find(&known, "999", String::as_str), Some(999));
        assert_eq!(numbers.find(&known, "1000", String::as_str), None);
    }
}
