//! Constants that decide which API a call is.

use crate::signatures::model::ApiKind;

/// A constant that makes a sink an API.
#[derive(Debug)]
pub(crate) struct Constant {
    pub(crate) kind: ApiKind,
    pub(crate) text: String,
    pub(crate) api: u32,
}

impl Constant {
    /// Whether a text at a place for `kind` is this one.
    pub(crate) fn matches(&self, kind: ApiKind, text: &str) -> bool {
        if self.kind == kind {
            return match kind {
                ApiKind::Uri | ApiKind::File => text.starts_with(self.text.as_str()),
                ApiKind::Command => is_command(text, &self.text),
                _ => text == self.text,
            };
        }
        // A file read by a command is the file.
        self.kind == ApiKind::File
            && kind == ApiKind::Command
            && text
                .split_ascii_whitespace()
                .skip(1)
                .any(|word| word.starts_with(self.text.as_str()))
    }
}

/// Whether constants of this kind are prefixes.
pub(crate) fn is_prefix_kind(kind: ApiKind) -> bool {
    matches!(kind, ApiKind::Uri | ApiKind::File | ApiKind::Command)
}

/// Whether a command line begins with the words of `prefix`, a path before its
/// first word aside, also behind `sh -c`.
fn is_command(line: &str, prefix: &str) -> bool {
    let mut words = line
        .split(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | ';'))
        .filter(|word| !word.is_empty())
        .peekable();
    let base = |word: &str| word.rsplit('/').next().unwrap_or_default().to_owned();
    if words
        .peek()
        .is_some_and(|word| matches!(base(word).as_str(), "sh" | "su"))
    {
        let mut rest = words.clone();
        rest.next();
        if rest.next() == Some("-c") {
            words = rest;
        }
    }
    let mut wanted = prefix.split_ascii_whitespace();
    let first = match (words.next(), wanted.next()) {
        (Some(word), Some(want)) => word == want || base(word) == want,
        _ => false,
    };
    first && wanted.all(|want| words.next().is_some_and(|word| word.starts_with(want)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_match_by_words() {
        for (line, prefix, want) in [
            ("pm list packages -f", "pm list packages", true),
            ("/system/bin/pm list packages", "pm list", true),
            ("sh -c pm list packages", "pm list", true),
            ("pm install x", "pm list", false),
            ("pmx list", "pm list", false),
            ("pm", "pm list", false),
            (
                "cat /sys/class/net/wlan0/address",
                "cat /sys/class/net",
                true,
            ),
            ("", "pm", false),
        ] {
            assert_eq!(is_command(line, prefix), want, "{line}");
        }
    }
}
