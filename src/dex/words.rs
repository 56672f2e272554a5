//! Names that speak of consent.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// Words that make a key or an identifier speak of consent, and words that
/// make such a name speak of something else.
#[derive(Debug)]
pub(crate) struct ConsentWords {
    words: Vec<String>,
    not_words: Vec<String>,
    /// First parts of the words, in any case: most names have none of them, and
    /// are not split. `None` if there are no words.
    filter: Option<AhoCorasick>,
}

/// Words by which a flag means the opposite of consent: true is the state
/// before the person has agreed.
const INVERTING: &[&str] = &[
    "_not_",
    "_no_",
    "_first_",
    "_show_",
    "_need_",
    "_needs_",
    "_require_",
    "_required_",
    "_should_",
    "_pending_",
    "_un_",
    "_dis_",
    "_disagree_",
    "_disagreed_",
    "_refuse_",
    "_refused_",
    "_reject_",
    "_rejected_",
    "_deny_",
    "_denied_",
    "_isfirst_",
    "_pop_",
    "_popup_",
    "首次",
    "第一次",
    "未",
    "不同意",
    "拒绝",
];

impl ConsentWords {
    pub(crate) fn new(words: &[String], not_words: &[String]) -> Self {
        let padded = |list: &[String]| {
            list.iter()
                .filter(|word| !word.trim().is_empty())
                .map(|word| pad(word))
                .collect()
        };
        let words: Vec<String> = padded(words);
        let first_parts = words
            .iter()
            .filter_map(|word| word.split('_').find(|part| !part.is_empty()));
        let filter = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(first_parts);
        Self {
            filter: filter.ok().filter(|_| !words.is_empty()),
            words,
            not_words: padded(not_words),
        }
    }

    /// Whether an identifier or key speaks of consent.
    pub(crate) fn speaks_of_consent(&self, name: &[u8]) -> bool {
        if name.len() > 128 || !self.filter.as_ref().is_some_and(|f| f.is_match(name)) {
            return false;
        }
        let Ok(name) = std::str::from_utf8(name) else {
            return false;
        };
        let split = split_words(name);
        let has = |list: &[String]| list.iter().any(|word| split.contains(word.as_str()));
        has(&self.words) && !has(&self.not_words)
    }
}

/// Whether a consent flag of this name is true before the person has agreed.
pub(crate) fn is_inverted(name: &str) -> bool {
    let split = split_words(name);
    INVERTING.iter().any(|word| split.contains(word))
}

/// A word between underscores, so that it is found at word boundaries only;
/// Chinese has none and is found anywhere.
fn pad(word: &str) -> String {
    if word.is_ascii() {
        split_words(word)
    } else {
        word.to_lowercase()
    }
}

/// `isPrivacyAgreed`, `is_privacy-agreed` and `IS_PRIVACY_AGREED` all become
/// `_is_privacy_agreed_`.
fn split_words(name: &str) -> String {
    let mut split = String::with_capacity(name.len() + 8);
    split.push('_');
    let mut before = '_';
    let mut rest = name.chars().peekable();
    while let Some(c) = rest.next() {
        let starts_word = c.is_ascii_uppercase()
            && (before.is_ascii_lowercase()
                || before.is_ascii_digit()
                || before.is_ascii_uppercase()
                    && rest.peek().is_some_and(char::is_ascii_lowercase));
        let boundary = !c.is_alphanumeric() || starts_word;
        if boundary && !split.ends_with('_') {
            split.push('_');
        }
        if c.is_alphanumeric() {
            split.extend(c.to_lowercase());
        }
        before = c;
    }
    if !split.ends_with('_') {
        split.push('_');
    }
    split
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_split_into_words() {
        for (name, words) in [
            ("isPrivacyAgreed", "_is_privacy_agreed_"),
            ("IS_PRIVACY_AGREED", "_is_privacy_agreed_"),
            ("sp.user-agreement", "_sp_user_agreement_"),
            ("hasGDPRConsent2", "_has_gdpr_consent2_"),
            ("同意Flag", "_同意flag_"),
            ("", "_"),
        ] {
            assert_eq!(split_words(name), words);
        }
    }

    #[test]
    fn consent_is_found_at_word_boundaries() {
        let words = ConsentWords::new(
            &["agree".into(), "privacy_policy".into(), "同意".into()],
            &["url".into()],
        );
        for (name, want) in [
            ("isAgree", true),
            ("user_agree", true),
            ("disagreement", false),
            ("agreeable", false),
            ("privacyPolicyShown", true),
            ("privacy", false),
            ("用户同意隐私", true),
            ("agreeUrl", false),
            ("a", false),
        ] {
            assert_eq!(words.speaks_of_consent(name.as_bytes()), want, "{name}");
        }
    }

    #[test]
    fn polarity() {
        for (name, want) in [
            ("isAgree", false),
            ("isFirstPrivacy", true),
            ("show_privacy_dialog", true),
            ("privacy_agreed", false),
            ("未同意", true),
        ] {
            assert_eq!(is_inverted(name), want, "{name}");
        }
    }
}
