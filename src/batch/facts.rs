//! Facts of a batch on their way to a corpus, in the order of the inputs.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard};

use crate::corpus::{MAX_ROW_BYTES, Sink};
use crate::facts::AppFacts;

/// Bytes of rows that may wait for an earlier one. A thread that would exceed
/// them waits too; the one with the earliest row never does.
const WAITING_BYTES: usize = 256 << 20;

/// Takes facts in any order and writes them in the order of their numbers.
pub(super) struct FactsOut {
    /// Facts are wanted beside their JSON.
    wanted: bool,
    state: Mutex<State>,
    moved: Condvar,
}

struct State {
    next: usize,
    bytes: usize,
    early: BTreeMap<usize, Option<Stored>>,
    sink: Sink,
    over: bool,
}

/// A row that waits to be written.
pub(super) struct Stored {
    json: Vec<u8>,
    facts: Option<Box<AppFacts>>,
}

impl Stored {
    fn bytes(&self) -> usize {
        // Facts in memory take about as much as their JSON.
        self.json.len() * (1 + usize::from(self.facts.is_some()))
    }
}

impl FactsOut {
    pub fn new(sink: Sink) -> Self {
        Self {
            wanted: sink.wants_facts(),
            state: Mutex::new(State {
                next: 0,
                bytes: 0,
                early: BTreeMap::new(),
                sink,
                over: false,
            }),
            moved: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// Makes a row of facts.
    ///
    /// # Errors
    /// The row would be larger than a corpus takes.
    pub fn row(&self, facts: AppFacts) -> Result<Stored, String> {
        let json = serde_json::to_vec(&facts).map_err(|error| error.to_string())?;
        if json.len() > MAX_ROW_BYTES {
            let bytes = json.len();
            return Err(format!(
                "facts of {bytes} bytes are not stored: a row takes {MAX_ROW_BYTES} at most"
            ));
        }
        Ok(Stored {
            json,
            facts: self.wanted.then(|| Box::new(facts)),
        })
    }

    /// Gives row `number`, or says that there is none. Every number is given once,
    /// and threads work on numbers in their order, so that the earliest one that
    /// is missing is never behind one that waits.
    ///
    /// # Errors
    /// The disk says no; told once.
    pub fn give(&self, number: usize, row: Option<Stored>) -> io::Result<()> {
        let bytes = row.as_ref().map_or(0, Stored::bytes);
        let mut state = self.lock();
        while state.next != number && state.bytes + bytes > WAITING_BYTES && !state.over {
            state = self.moved.wait(state).unwrap_or_else(|e| e.into_inner());
        }
        if state.over {
            return Ok(());
        }
        state.bytes += bytes;
        state.early.insert(number, row);
        let written = state.write();
        if written.is_err() {
            state.over = true;
        }
        drop(state);
        self.moved.notify_all();
        written
    }

    /// Nothing more will come: lets those go that wait.
    pub fn abandon(&self) {
        self.lock().over = true;
        self.moved.notify_all();
    }

    /// Lets those go that wait, should the thread that holds it unwind.
    pub fn watch(&self) -> Watch<'_> {
        Watch(self)
    }

    /// Ends the corpus.
    ///
    /// # Errors
    /// The disk says no.
    pub fn finish(self) -> io::Result<()> {
        let state = self.state.into_inner().unwrap_or_else(|e| e.into_inner());
        state.sink.finish()
    }
}

/// See [`FactsOut::watch`].
pub(super) struct Watch<'a>(&'a FactsOut);

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.abandon();
        }
    }
}

impl State {
    fn write(&mut self) -> io::Result<()> {
        while let Some(row) = self.early.remove(&self.next) {
            self.next += 1;
            if let Some(row) = row {
                self.bytes -= row.bytes();
                self.sink.add(row.facts.as_deref(), &row.json)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_that_unwinds_lets_those_go_that_wait() {
        let folder = tempfile::tempdir().unwrap();
        let out = FactsOut::new(Sink::new(&folder.path().join("facts.jsonl.zst")).unwrap());
        std::thread::scope(|scope| {
            let waits = scope.spawn(|| {
                let row = Stored {
                    json: vec![0; WAITING_BYTES + 1],
                    facts: None,
                };
                out.give(1, Some(row))
            });
            let unwinds = scope.spawn(|| {
                let _watch = out.watch();
                panic!("before row 0");
            });
            assert!(unwinds.join().is_err());
            assert!(waits.join().unwrap().is_ok());
        });
    }
}
