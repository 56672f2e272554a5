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

#[cfg(test)]
mod tests {
    use super::*;

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
