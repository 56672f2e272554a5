//! Language, script and region of a resource, and which of many comes closest.

use std::fmt;

/// A locale as a resource configuration has it; all empty is the default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Locale {
    language: Subtag,
    script: Subtag,
    region: Subtag,
}

/// Up to four ASCII letters or digits, padded with NUL.
type Subtag = [u8; 4];

/// The languages that reports use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// The value without a locale.
    Default,
    /// Chinese: `zh`, then `zh-CN`, then `zh-Hans`, then any.
    Chinese,
    /// English: `en`, then any.
    English,
}

impl Locale {
    /// From the fields of a `ResTable_config` (`ResourceTypes.h`): language and
    /// region of two bytes, which may pack three letters, and the script.
    pub fn from_config(language: [u8; 2], region: [u8; 2], script: [u8; 4]) -> Self {
        Self {
            language: unpack(language, b'a'),
            region: unpack(region, b'0'),
            script: clean(script),
        }
    }

    /// From a tag: `zh-CN`, `zh-rCN`, `b+zh+Hans+CN`.
    pub fn from_tag(tag: &str) -> Self {
        let mut locale = Self::default();
        for (index, part) in tag
            .trim_start_matches("b+")
            .split(['-', '+', '_'])
            .enumerate()
        {
            let bytes = part.as_bytes();
            match (index, bytes) {
                (0, [_, _] | [_, _, _]) => locale.language = lower(bytes),
                (_, [_, _, _, _]) if bytes.is_ascii() => locale.script = padded(bytes),
                (_, [b'r', rest @ ..]) if index > 0 && rest.len() == 2 => {
                    locale.region = padded(rest);
                }
                (_, [_, _] | [_, _, _]) if index > 0 => locale.region = padded(bytes),
                _ => {}
            }
        }
        locale
    }

    /// Whether there is no locale.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// How well it serves a reader of `language`, smaller is better; `None` if
    /// it does not at all.
    pub fn rank(&self, language: Language) -> Option<u8> {
        match language {
            Language::Default => self.is_default().then_some(0),
            Language::Chinese if &self.language == b"zh\0\0" => {
                Some(match (&self.script, &self.region) {
                    ([0, ..], [0, ..]) => 0,
                    ([0, ..], b"CN\0\0") => 1,
                    (b"Hans", _) => 2,
                    _ => 3,
                })
            }
            // en-XA is a pseudo-locale for testing, not English.
            Language::English if &self.language == b"en\0\0" && &self.region != b"XA\0\0" => {
                Some(u8::from(self.region != [0; 4] || self.script != [0; 4]))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Locale {
    /// As a BCP 47 tag; empty for the default.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for subtag in [self.language, self.script, self.region] {
            if subtag[0] != 0 {
                let text: String = subtag
                    .iter()
                    .filter(|b| **b != 0)
                    .map(|b| char::from(*b))
                    .collect();
                write!(f, "{separator}{text}")?;
                separator = "-";
            }
        }
        Ok(())
    }
}

/// Two letters as they are, or three of five bits each behind a high bit.
fn unpack([first, second]: [u8; 2], base: u8) -> Subtag {
    if first & 0x80 == 0 {
        return clean([first, second, 0, 0]);
    }
    let letters = [
        second & 0x1f,
        (second & 0xe0) >> 5 | (first & 0x03) << 3,
        (first & 0x7c) >> 2,
    ];
    let [a, b, c] = letters.map(|five| five.wrapping_add(base));
    clean([a, b, c, 0])
}

/// Nothing but letters and digits, up to the first NUL.
fn clean(subtag: Subtag) -> Subtag {
    let len = subtag.iter().position(|b| *b == 0).unwrap_or(4);
    let text = subtag.get(..len).unwrap_or_default();
    if text.iter().all(u8::is_ascii_alphanumeric) {
        padded(text)
    } else {
        Subtag::default()
    }
}

fn lower(bytes: &[u8]) -> Subtag {
    padded(bytes).map(|b| b.to_ascii_lowercase())
}

fn padded(bytes: &[u8]) -> Subtag {
    let mut subtag = Subtag::default();
    for (to, from) in subtag.iter_mut().zip(bytes) {
        *to = *from;
    }
    subtag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_every_spelling() {
        for (tag, shown) in [
            ("", ""),
            ("zh", "zh"),
            ("zh-CN", "zh-CN"),
            ("zh-rCN", "zh-CN"),
            ("b+zh+Hans+CN", "zh-Hans-CN"),
            ("es-419", "es-419"),
            ("fil", "fil"),
        ] {
            assert_eq!(Locale::from_tag(tag).to_string(), shown, "{tag}");
        }
    }

    #[test]
    fn packed_languages() {
        // "fil" as ResTable_config packs it: the third letter is highest.
        let packed = [0x80 | 11 << 2 | 1, 5];
        let locale = Locale::from_config(packed, [0, 0], [0; 4]);
        assert_eq!(locale.to_string(), "fil");
    }

    #[test]
    fn the_most_general_chinese_wins() {
        let rank = |tag| Locale::from_tag(tag).rank(Language::Chinese);
        assert!(rank("zh") < rank("zh-CN"));
        assert!(rank("zh-CN") < rank("zh-Hans-SG"));
        assert!(rank("zh-Hans") < rank("zh-TW"));
        assert_eq!(rank("en"), None);
        assert_eq!(rank(""), None);
    }
}
