//! Classes of characters, asked of every character of a text: the common ones are
//! answered without the tables of `char`.

/// Whether `c` is a CJK ideograph.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Whether `c` is a letter or digit; the same as [`char::is_alphanumeric`].
pub(super) fn is_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '\u{4e00}'..='\u{9fff}' => true,
        '\u{3001}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{ff01}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}' => false,
        '\u{2010}'..='\u{2027}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Letters and digits of a text.
pub(super) fn words(text: &str) -> usize {
    text.chars().filter(|c| is_word(*c)).count()
}

/// The last `count` characters of a text.
pub(super) fn last(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last();
    start.map_or("", |(at, _)| text.get(at..).unwrap_or_default())
}

/// Whether `text` has more than `limit` characters, without counting on.
pub(super) fn is_longer(text: &str, limit: usize) -> bool {
    text.len() > limit && (text.len() > 4 * limit || text.chars().nth(limit).is_some())
}

/// A set of characters of the block U+4E00 to U+9FFF.
pub(super) struct Set(Box<[u64; 328]>);

impl Set {
    pub fn new(chars: &str) -> Self {
        let mut bits = Box::new([0u64; 328]);
        for c in chars.chars() {
            let at = (c as usize).wrapping_sub(0x4e00);
            if let Some(word) = bits.get_mut(at / 64) {
                *word |= 1 << (at % 64);
            }
        }
        Self(bits)
    }

    pub fn has(&self, c: char) -> bool {
        let at = (c as usize).wrapping_sub(0x4e00);
        self.0
            .get(at / 64)
            .is_some_and(|word| word >> (at % 64) & 1 == 1)
    }
}

/// The letters of a text, 256 kinds of them: most words are told to be absent by
/// theirs, without a search.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letters([u64; 4]);

impl Letters {
    pub fn of(text: &str) -> Self {
        let mut bits = [0; 4];
        for c in text.chars() {
            let (at, bit) = place(c);
            bits[at] |= bit;
        }
        Self(bits)
    }

    /// Whether `word` may stand in the text.
    pub fn may_hold(&self, word: &str) -> bool {
        word.chars().all(|c| {
            let (at, bit) = place(c);
            self.0[at] & bit != 0
        })
    }
}

/// Word and bit of a letter. The low bits of neighbours in Unicode differ.
fn place(c: char) -> (usize, u64) {
    let c = c as u32;
    ((c >> 6 & 3) as usize, 1 << (c & 63))
}

/// A text that is asked for many words.
pub(super) struct Words<'t> {
    text: &'t str,
    letters: Letters,
}

impl<'t> Words<'t> {
    pub fn of(text: &'t str) -> Self {
        let letters = Letters::of(text);
        Self { text, letters }
    }

    /// Whether the text holds any of `words`.
    pub fn any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.find(word).is_some())
    }

    /// Byte at which `word` stands first.
    pub fn find(&self, word: &str) -> Option<usize> {
        let may = self.letters.may_hold(word);
        may.then(|| self.text.find(word)).flatten()
    }

    /// Byte at which `word` stands last.
    pub fn rfind(&self, word: &str) -> Option<usize> {
        let may = self.letters.may_hold(word);
        may.then(|| self.text.rfind(word)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// A word that stands in a text is never told to be absent.
        #[test]
        fn letters_miss_no_word(text in "[a-c信息隐私，. ]{0,24}", word in "[a-c信息隐私，. ]{0,3}") {
            let words = Words::of(&text);
            prop_assert_eq!(words.find(&word), text.find(&word));
            prop_assert_eq!(words.rfind(&word), text.rfind(&word));
            prop_assert_eq!(words.any(&["隐约", &word]), text.contains("隐约") || text.contains(&word));
        }
    }

    #[test]
    fn words_are_what_the_tables_say() {
        for c in (0..0x3_0000).filter_map(char::from_u32) {
            assert_eq!(is_word(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn lengths() {
        assert!(is_longer("隐私政策", 3) && !is_longer("隐私政策", 4) && !is_longer("", 0));
    }
}
