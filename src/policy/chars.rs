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

/// The first `count` characters of a text.
pub(super) fn first(text: &str, count: usize) -> &str {
    text.get(..byte_at(text, count)).unwrap_or(text)
}

/// Byte at which the character `at` of a text begins; its end for one behind it.
pub(super) fn byte_at(text: &str, at: usize) -> usize {
    let mut rest = text.chars();
    if let Some(before) = at.checked_sub(1) {
        rest.nth(before);
    }
    text.len() - rest.as_str().len()
}

/// Whether `text` has more than `limit` characters, without counting on.
pub(super) fn is_longer(text: &str, limit: usize) -> bool {
    text.len() > limit && (text.len() > 4 * limit || text.chars().nth(limit).is_some())
}

/// Byte at which "SDK" stands first, in any case.
pub(super) fn find_sdk(text: &str) -> Option<usize> {
    let text = text.as_bytes();
    memchr::memchr2_iter(b's', b'S', text).find(|at| {
        let word = text.get(*at..at + 3);
        word.is_some_and(|w| w.eq_ignore_ascii_case(b"sdk"))
    })
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

/// A text that is asked for many words, with its letters, 256 kinds of them: most
/// words are told to be absent by theirs, without a search.
#[derive(Debug, Clone, Copy)]
pub(super) struct Haystack<'t> {
    pub text: &'t str,
    letters: [u64; 4],
}

impl<'t> Haystack<'t> {
    pub fn of(text: &'t str) -> Self {
        Self::walk(text, |_, _| {})
    }

    /// Likewise, and gives each character with its byte to `see`: one walk for both.
    pub fn walk(text: &'t str, mut see: impl FnMut(usize, char)) -> Self {
        let mut letters = [0; 4];
        for (at, c) in text.char_indices() {
            // The low bits of neighbours in Unicode differ.
            letters[c as usize >> 6 & 3] |= 1 << (c as u32 & 63);
            see(at, c);
        }
        Self { text, letters }
    }

    /// Whether the text holds any of `words`.
    #[inline(always)]
    pub fn says_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.says(word))
    }

    /// Whether the text holds `word`, which is not empty.
    // In line, so that the letters of a word in the code are told apart when it is compiled.
    #[inline(always)]
    pub fn says(&self, word: &str) -> bool {
        self.may_hold(word) && self.holds(word)
    }

    // A search that is set up for each word and sentence takes longer than this one.
    #[inline(never)]
    fn holds(&self, word: &str) -> bool {
        self.first(word).is_some()
    }

    /// Byte at which `word`, which is not empty, stands first.
    pub fn find(&self, word: &str) -> Option<usize> {
        self.may_hold(word).then(|| self.first(word)).flatten()
    }

    fn first(&self, word: &str) -> Option<usize> {
        let last = word.bytes().last()?;
        memchr::memchr_iter(last, self.text.as_bytes()).find_map(|at| self.ending_at(at, word))
    }

    /// Byte at which `word`, which is not empty, stands last.
    pub fn rfind(&self, word: &str) -> Option<usize> {
        let last = self.may_hold(word).then(|| word.bytes().last()).flatten()?;
        memchr::memrchr_iter(last, self.text.as_bytes()).find_map(|at| self.ending_at(at, word))
    }

    /// Where `word` begins, if its last byte is the one at `end`.
    fn ending_at(&self, end: usize, word: &str) -> Option<usize> {
        let start = (end + 1).checked_sub(word.len())?;
        let here = self.text.as_bytes().get(start..=end)?;
        (here == word.as_bytes()).then_some(start)
    }

    /// Whether the text has the last and the first letter of `word`.
    #[inline(always)]
    fn may_hold(&self, word: &str) -> bool {
        // The last two bytes of a letter hold its low bits.
        let low = |a: u8, b: u8| (a & 3) << 6 | b & 63;
        let last = match *word.as_bytes() {
            [.., b] if b < 0x80 => b,
            [.., a, b] => low(a, b),
            _ => return true,
        };
        let first = match *word.as_bytes() {
            [a, ..] if a < 0x80 => a,
            [0xe0..=0xef, a, b, ..] => low(a, b),
            _ => last,
        };
        self.has(last) && self.has(first)
    }

    #[inline(always)]
    fn has(&self, letter: u8) -> bool {
        self.letters[usize::from(letter >> 6)] >> (letter & 63) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// A word that stands in a text is never told to be absent.
        #[test]
        fn letters_miss_no_word(text in "[a-c信息隐私，. ]{0,24}", word in "[a-c信息隐私，. ]{1,3}") {
            let words = Haystack::of(&text);
            prop_assert_eq!(words.find(&word), text.find(&word));
            prop_assert_eq!(words.rfind(&word), text.rfind(&word));
            prop_assert_eq!(words.says_any(&["隐约", &word]), text.contains("隐约") || text.contains(&word));
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
