//! Bounds on what one package may cost. What is cut at a bound is a
//! [`crate::facts::Limitation`], never a silent loss.

use std::time::Duration;

/// Bounds per package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Entries listed per archive.
    pub entries: usize,
    /// Inflated bytes of one entry.
    pub entry_bytes: u64,
    /// Inflated bytes for each compressed byte, in entries above 16 MiB.
    pub ratio: u64,
    /// Inflated bytes read over one package.
    pub package_bytes: u64,
    /// Depth of archives inside archives.
    pub nesting: u8,
    /// DEX files per package.
    pub dex_files: usize,
    /// Edges of the call graph.
    pub graph_edges: usize,
    /// Bytes of one policy document before decoding.
    pub policy_bytes: u64,
    /// Wall-clock time; checked between stages and inside long ones.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 200_000,
            entry_bytes: 512 << 20,
            ratio: 200,
            package_bytes: 4 << 30,
            nesting: 3,
            dex_files: 256,
            graph_edges: 20_000_000,
            policy_bytes: 16 << 20,
            time: Duration::from_secs(300),
        }
    }
}

/// A bound that cannot be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LimitError {
    /// Not `name=value`.
    #[error("expected NAME=VALUE")]
    Form,
    /// No bound of that name.
    #[error("no limit `{0}`; there are: {names}", names = Limits::NAMES.join(", "))]
    Name(String),
    /// Not a number that fits.
    #[error("`{0}` is not a number that fits")]
    Value(String),
}

impl Limits {
    /// Names that [`Limits::set`] knows.
    pub const NAMES: [&str; 9] = [
        "entries",
        "entry-bytes",
        "ratio",
        "package-bytes",
        "nesting",
        "dex-files",
        "graph-edges",
        "policy-bytes",
        "seconds",
    ];

    /// Sets one bound from `name=value`; bytes as plain numbers, seconds may have
    /// a fraction.
    ///
    /// # Errors
    /// The form, the name or the value is wrong; nothing is changed then.
    pub fn set(&mut self, text: &str) -> Result<(), LimitError> {
        let (name, value) = text.split_once('=').ok_or(LimitError::Form)?;
        let bad = || LimitError::Value(value.into());
        let number = || value.parse::<u64>().map_err(|_| bad());
        let count = || value.parse::<usize>().map_err(|_| bad());
        match name {
            "entries" => self.entries = count()?,
            "entry-bytes" => self.entry_bytes = number()?,
            "ratio" => self.ratio = number()?,
            "package-bytes" => self.package_bytes = number()?,
            "nesting" => self.nesting = value.parse().map_err(|_| bad())?,
            "dex-files" => self.dex_files = count()?,
            "graph-edges" => self.graph_edges = count()?,
            "policy-bytes" => self.policy_bytes = number()?,
            "seconds" => {
                let seconds = value.parse::<f64>().map_err(|_| bad())?;
                self.time = Duration::try_from_secs_f64(seconds).map_err(|_| bad())?;
            }
            _ => return Err(LimitError::Name(name.into())),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_sets_a_bound() {
        for name in Limits::NAMES {
            let mut limits = Limits::default();
            assert_eq!(limits.set(&format!("{name}=1")), Ok(()), "{name}");
            assert_ne!(limits, Limits::default(), "{name}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let mut limits = Limits::default();
        for (text, error) in [
            ("entries", LimitError::Form),
            ("entrys=1", LimitError::Name("entrys".into())),
            ("nesting=256", LimitError::Value("256".into())),
            ("seconds=-1", LimitError::Value("-1".into())),
            ("seconds=nan", LimitError::Value("nan".into())),
        ] {
            assert_eq!(limits.set(text), Err(error));
        }
        assert_eq!(limits, Limits::default());
    }
}
