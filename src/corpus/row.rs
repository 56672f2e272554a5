//! One app's facts as text, and back.

use serde::Deserialize;

use crate::facts::{AppFacts, FACTS_VERSION};
use crate::report::summary::ErrorRow;

/// A row as it was read.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// File that holds it.
    pub file: &'a str,
    /// Number in the file, from 1: the line of JSON Lines.
    pub line: u64,
    /// JSON.
    pub text: &'a [u8],
}

/// A row, or a whole corpus (line 0), that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {cause}", place(*.line))]
pub struct RowError {
    /// File.
    pub file: String,
    /// Line from 1; 0 where the file as a whole is meant.
    pub line: u64,
    /// Cause.
    pub cause: String,
}

fn place(line: u64) -> String {
    match line {
        0 => String::new(),
        _ => format!(":{line}"),
    }
}

impl From<RowError> for ErrorRow {
    fn from(error: RowError) -> Self {
        Self {
            file: error.file,
            entry: match error.line {
                0 => String::new(),
                line => format!("line {line}"),
            },
            cause: error.cause,
        }
    }
}

/// What tells whether a row can be read at all.
#[derive(Deserialize)]
struct Version {
    facts_version: Option<u32>,
}

impl Row<'_> {
    /// The facts.
    ///
    /// # Errors
    /// The row is no JSON, holds no facts, or facts of another version.
    pub fn facts(&self) -> Result<AppFacts, RowError> {
        // An array would be taken for the fields in their order.
        if self.text.trim_ascii_start().first() != Some(&b'{') {
            return Err(self.error("no facts of an app: not a JSON object"));
        }
        // Checked as a whole, which takes less than string by string.
        let text = simdutf8::compat::from_utf8(self.text)
            .map_err(|error| self.error(format!("no facts of an app: {error}")))?;
        match serde_json::from_str::<AppFacts>(text) {
            Ok(facts) if facts.facts_version == FACTS_VERSION => {
                if facts.file.sha256.is_empty() {
                    return Err(self.error("no facts of an app: `file.sha256` is missing"));
                }
                Ok(facts)
            }
            Ok(facts) => Err(self.error(version(Some(facts.facts_version)))),
            // Another version may well have other types.
            Err(error) => match serde_json::from_str::<Version>(text) {
                Ok(head) if head.facts_version != Some(FACTS_VERSION) => {
                    Err(self.error(version(head.facts_version)))
                }
                _ => Err(self.error(format!("no facts of an app: {error}"))),
            },
        }
    }

    /// An error at this row.
    pub fn error(&self, cause: impl Into<String>) -> RowError {
        RowError {
            file: self.file.to_string(),
            line: self.line,
            cause: cause.into(),
        }
    }
}

fn version(found: Option<u32>) -> String {
    match found {
        None | Some(0) => "no facts of an app: `facts_version` is missing".into(),
        Some(found) => format!(
            "facts of version {found}, and this tongbao reads version {FACTS_VERSION}: scan the \
             packages again, or use the tongbao that wrote them"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(text: &str) -> String {
        let row = Row {
            file: "corpus.jsonl",
            line: 3,
            text: text.as_bytes(),
        };
        row.facts().unwrap_err().to_string()
    }

    #[test]
    fn what_is_no_facts_is_told_with_file_line_and_cause() {
        let newer = FACTS_VERSION + 1;
        for (text, expected) in [
            ("", "corpus.jsonl:3: no facts of an app: not a JSON object"),
            (
                "[1]",
                "corpus.jsonl:3: no facts of an app: not a JSON object",
            ),
            (
                "{\"facts_version\":1,",
                "corpus.jsonl:3: no facts of an app: EOF",
            ),
            ("{\"facts_version\":1}", "`file.sha256` is missing"),
            ("{}", "corpus.jsonl:3: no facts of an app: `facts_version`"),
            ("{\"a\":1}", "`facts_version` is missing"),
            ("{\"facts_version\":1,\"file\":7}", "invalid type"),
            ("{\"facts_version\":\"one\"}", "invalid type"),
        ] {
            let cause = cause(text);
            assert!(cause.contains(expected), "{text}: {cause}");
        }
        for extra in ["", ",\"file\":7"] {
            let cause = cause(&format!("{{\"facts_version\":{newer}{extra}}}"));
            assert!(
                cause.contains(&format!("facts of version {newer}")),
                "{cause}"
            );
        }
    }
}
