//! Rules for minors, as English policies word them.

use super::English;
use crate::policy::lexicon::Cue;
use crate::policy::read::questions::Answer;
use crate::policy::read::text::Sentence;

const CHILD: &[&str] = &[
    "child",
    "children",
    "kids",
    "under 13",
    "under 14",
    "under 16",
    "under the age of 13",
    "under the age of 14",
    "under the age of 16",
    "younger than 13",
    "younger than 14",
    "younger than 16",
    "below the age of",
    "below 13",
    "below 14",
    "below 16",
    "under thirteen",
    "under fourteen",
    "under sixteen",
];

const GUARDIAN: &[&str] = &["parent", "guardian", "caregiver"];
const AGREE: &[&str] = &["consent", "permission", "approv", "authori", "agree"];
const RULES: &[&str] = &[
    "separate rules",
    "separate set of rules",
    "special rules",
    "dedicated rules",
    "specific rules",
];

/// States a rule for children: whose consent, or that nothing is collected and
/// what is done about it. That the app is meant for adults is none.
pub(in crate::policy::read) fn under_14(s: &Sentence, e: &English) -> Answer {
    if !e.has(CHILD) || e.has(&["means", "child process", "is defined as"]) && !e.has(GUARDIAN) {
        return Answer::Silent;
    }
    // "Children under 18" are all minors.
    let grown = e.has(&[
        "under 18",
        "under the age of 18",
        "under eighteen",
        "18 years",
    ]);
    let young = ["13", "14", "16", "thirteen", "fourteen", "sixteen"];
    if grown && !e.has(&young) {
        return Answer::Silent;
    }
    if s.has(Cue::Sensitive) && s.kinds().count() >= 3 {
        return Answer::Silent;
    }
    if e.denies(RULES) {
        return Answer::No(2);
    }
    let rules = e.has(RULES);
    let treated = e.information()
        && e.has(&[
            "collect", "process", "delet", "consent", "obtain", "gather", "remov", "solicit",
        ]);
    let consent = e.near(GUARDIAN, AGREE, 60);
    Answer::when(rules || treated || consent, 2 + u8::from(e.has(GUARDIAN)))
}

/// Asks for a guardian's consent.
pub(in crate::policy::read) fn guardian(e: &English) -> Answer {
    let parental = e.near(GUARDIAN, AGREE, 60);
    if !parental {
        return Answer::Silent;
    }
    // "If we learn that we hold data without the consent of a parent…".
    let found_out = e.has(&["if we learn", "become aware", "discover", "if we find"]);
    let lacking = e.has(&[
        "without parental",
        "without the consent",
        "without verifi",
        "without consent",
    ]);
    if found_out && lacking {
        return Answer::Silent;
    }
    // "We do not collect it without a parent's consent" asks for it.
    let guarded = e.has(&["without"]);
    let ignored = !guarded
        && e.denies(&[
            "ask for", "require", "verify", "seek", "obtain", "check", "request",
        ]);
    if ignored {
        return Answer::No(2);
    }
    Answer::Yes(3)
}
