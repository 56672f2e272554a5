//! Rights and account cancellation, as English policies word them.

use super::English;
use crate::policy::lexicon::{Cue, Topic};
use crate::policy::read::questions::Answer;
use crate::policy::read::text::{Reading, Sentence};

const HOME: &[Topic] = &[Topic::Rights, Topic::Cancel];

/// How a right is worded.
pub(in crate::policy::read) struct Right {
    /// Verbs and nouns of it.
    words: &'static [&'static str],
    /// What it is exercised on; empty where the words say it.
    objects: &'static [&'static str],
    /// Wordings that mean something else.
    others: &'static [&'static str],
    /// Wordings that deny it.
    refused: &'static [&'static str],
}

const OBJECTS: &[&str] = &[
    "personal data",
    "personal information",
    "your data",
    "your information",
    "your account information",
    "information we",
    "information that we",
    "data we",
    "data that we",
    "the data",
    "the information",
    "your profile",
    "your details",
    "it about you",
    "information about you",
    "data about you",
    "child's data",
    "inaccura",
    "incomplete",
    "your personal",
    "account data",
    "app data",
    "provided data",
    "all data",
    "local data",
    "locally stored",
    "stored data",
    "stored information",
    "records",
    "them",
    "it ",
    "it.",
    "it,",
];

pub(in crate::policy::read) const ACCESS: Right = Right {
    words: &[
        "access",
        "view ",
        "review ",
        "inspect",
        "consult",
        "see ",
        "right to know",
        "know what",
        "know which",
        "find out",
        "confirm whether",
        "confirmation",
        "show ",
        "copy of",
    ],
    objects: OBJECTS,
    others: &[
        "access to your camera",
        "access to the camera",
        "right to know the rules",
        "see section",
        "see our",
        "unauthorized access",
        "unauthorised access",
        // Of others: "these third parties have access to your information".
        "parties have access",
        "providers have access",
        "partners have access",
        "employees have access",
        "personnel have access",
        "staff have access",
        "who have access",
        "they have access",
        "who can access",
        "barred from access",
        "prohibited from access",
    ],
    refused: &[],
};

pub(in crate::policy::read) const CORRECT: Right = Right {
    words: &[
        "correct",
        "rectif",
        "update",
        "amend",
        "edit ",
        "edit,",
        "complete ",
        "supplement",
        "change your",
        "modify",
    ],
    objects: OBJECTS,
    others: &[
        "update this",
        "updates to this",
        "update the app",
        "amend this",
        "modify this",
        "update our",
    ],
    refused: &[],
};

pub(in crate::policy::read) const DELETE: Right = Right {
    words: &["delet", "eras", "remov", "right to be forgotten"],
    objects: OBJECTS,
    others: &["remove the app", "delete the app", "delete cookies"],
    refused: &[],
};

pub(in crate::policy::read) const WITHDRAW: Right = Right {
    words: &[
        "withdraw your consent",
        "withdraw consent",
        "withdraw the consent",
        "withdraw this consent",
        "withdraw that consent",
        "withdraw such consent",
        "withdraw any consent",
        "withdraw his consent",
        "withdraw their consent",
        "withdraw it at any time",
        "withdraw a permission",
        "withdraw any permission",
        "withdraw permission",
        "revoke your consent",
        "revoke consent",
        "revoke your authori",
        "revoke permission",
        "revoke a permission",
        "withdrawal of consent",
        "withdrawal of your consent",
        "withdrawing your consent",
        "withdrawing consent",
        "consent may be withdrawn",
        "consent can be withdrawn",
        "consent, you can withdraw",
        "consent, you may withdraw",
        "consent you have given",
    ],
    objects: &[],
    others: &[],
    refused: &[
        "consent cannot be withdrawn",
        "consent may not be withdrawn",
        "consent once given cannot",
        "consent is irrevocable",
        "consent irrevocabl",
    ],
};

pub(in crate::policy::read) const COPY: Right = Right {
    words: &[
        "portab",
        "copy of your",
        "copy of the personal",
        "copy of the data",
        "copy of the information",
        "copy of personal",
        "copy of it",
        "machine-readable",
        "machine readable",
        "export your",
        "export the",
        "download your",
        "export",
        "copy:",
        "and copy",
        "copy, modify",
        "copy, correct",
        "copy, delete",
        "data portability",
        "transfer your data to another",
        "transmit your data to another",
        "transfer it to another",
    ],
    objects: &[],
    others: &[
        "copy of this policy",
        "copy of the safeguards",
        "copy of the standard",
        "export control",
    ],
    refused: &[],
};

pub(in crate::policy::read) const EXPLAIN: Right = Right {
    words: &[
        "explain this policy",
        "explain our",
        "explain the rules",
        "explain how we",
        "explain these rules",
        "explanation of our",
        "explanation of the rules",
        "explanation of how we",
        "explanation of this policy",
        "right to an explanation",
        "request an explanation",
        "ask for an explanation",
        "ask us for an explanation",
        "right to explanation",
        "explain to you how we",
        "explain the basis on which",
        "explain the way we",
        "clarify how we",
        "clarification of how we",
        "clarification of our",
    ],
    objects: &[],
    others: &[
        "this policy explains",
        "below we explain",
        "here we explain",
        "we explain below",
        "we explain in",
        "policy we explain",
        "notice we explain",
    ],
    refused: &[],
};

pub(in crate::policy::read) const DECEASED: Right = Right {
    words: &[
        "deceased",
        "after your death",
        "has died",
        "after a user's death",
        "next of kin",
        "upon your death",
        "in the event of your death",
        "event of death",
    ],
    objects: &[
        "relative", "kin", "famil", "heir", "spouse", "right", "estate",
    ],
    others: &[],
    refused: &[],
};

/// What a sentence says of a right.
pub(in crate::policy::read) fn right(
    reading: &Reading,
    s: &Sentence,
    e: &English,
    right: &Right,
) -> Answer {
    if e.has(right.refused) {
        return Answer::No(3);
    }
    let exercised = right.objects.is_empty() || e.near(right.words, right.objects, 60);
    let led = is_led(reading, s);
    let home = s.topics.any(HOME);
    let labelled = (home || led) && (e.opens(right.words) || is_listed(s.text, right.words));
    if !e.has(right.words) || !(exercised || labelled) {
        return Answer::Silent;
    }
    if e.denies(right.words) {
        // "Withdrawal does not affect what was done before", "we cannot …".
        let of_person = e.has(&["you ", "your ", "users", "requests"]);
        let idle = e.has(&["affect", "we cannot", "we may not"]);
        return Answer::when(of_person && !idle, 2).denied();
    }
    let reserved = e.has(&["reserves the right", "reserve the right"]);
    if reserved || e.has(right.others) || is_of_others(reading, s, e) {
        return Answer::Silent;
    }
    // "Correction: update your information in the settings".
    let named = exercised && is_label(s.text) && e.opens(right.words);
    let offered =
        named || e.offers() || led || labelled || home && s.any(&[Cue::Path, Cue::Contact]);
    // "We delete your data after two years" is a rule of retention.
    let ours = e.opens(&["we "]) && !e.offers();
    Answer::when(offered && !ours, 2 + u8::from(e.offers()))
}

/// "Access, copy, modify, delete: …": several rights before one colon.
fn is_listed(text: &str, words: &[&str]) -> bool {
    text.split_once(':').is_some_and(|(label, _)| {
        let label = label.to_lowercase();
        label.len() <= 48 && label.contains(',') && words.iter().any(|w| label.contains(w.trim()))
    })
}

/// Opens with one to three words and a colon.
fn is_label(text: &str) -> bool {
    text.split_once(':')
        .is_some_and(|(label, _)| label.len() <= 32 && label.split(' ').count() <= 3)
}

/// Stands in a list that offers ("You have the right to:").
pub(in crate::policy::read) fn is_led(reading: &Reading, s: &Sentence) -> bool {
    let lead = reading.lead(s).and_then(English::of);
    lead.is_some_and(|lead| lead.offers())
}

/// Speaks of another's service, in itself or in its paragraph.
fn is_of_others(reading: &Reading, s: &Sentence, e: &English) -> bool {
    reading.block_of(s).any(|o| o.has(Cue::OtherProduct))
        || e.has(&["their privacy policy", "its privacy policy"])
}

const CANCEL: &[&str] = &[
    "delete your account",
    "delete the account",
    "delete an account",
    "delete my account",
    "delete account",
    "delete their account",
    "deleting your account",
    "deleting the account",
    "close your account",
    "close the account",
    "close account",
    "closing your account",
    "cancel your account",
    "cancel the account",
    "cancel account",
    "cancelling your account",
    "deactivate your account",
    "terminate your account",
    "remove your account",
    "account deletion",
    "account cancellation",
    "account closure",
    "deletion of your account",
    "deletion of the account",
    "deletion of an account",
    "cancellation of your account",
    "closure of your account",
    "account deleted",
    "account removed",
    "account closed",
    "account be deleted",
    "account to be deleted",
    "accounts be deleted",
    "account can be deleted",
    "account can be closed",
    "delete your user account",
    "erase your account",
];

/// Words after which cancelling is only the time of something else.
const AFTER: &[&str] = &[
    "after ",
    "once ",
    "until ",
    "if you ",
    "when you ",
    "upon ",
    "unless ",
    "following ",
    "before ",
];

pub(in crate::policy::read) const CONDITIONS: &[&str] = &[
    "condition",
    "verify your identity",
    "verify that",
    "provided that",
    "only if",
    "outstanding",
    "unpaid",
    "balance must",
    "you must first",
    "must have",
];

/// Speaks of cancelling an account, or goes on with it in the same paragraph.
pub(in crate::policy::read) fn names_cancelling(
    reading: &Reading,
    s: &Sentence,
    e: &English,
) -> bool {
    let goes_on = || {
        !e.has(&["respond", "reply", "answer", "your rights"])
            && e.has(&[
                "cancellation",
                "deletion",
                "the account",
                "the request",
                "within",
            ])
            && reading
                .block_of(s)
                .any(|o| English::of(o).is_some_and(|o| o.has(CANCEL)))
    };
    e.has(CANCEL) || goes_on()
}

/// Offers cancellation.
pub(in crate::policy::read) fn cancels(reading: &Reading, s: &Sentence, e: &English) -> Answer {
    // "Settings > Account, tap Delete" below "Deleting your account".
    let below = s.near.has(Topic::Cancel) && e.has(&["delet", "clos", "cancel", "remov"]);
    if below && !e.has(CANCEL) {
        let shown = s.has(Cue::Path) || s.text.contains('>');
        let told = shown && !e.denies(&["delet", "clos", "cancel", "remov"]);
        return Answer::when(told, 3);
    }
    if !e.has(CANCEL) {
        return Answer::Silent;
    }
    if e.denies(CANCEL)
        || e.has(&[
            "cannot be deleted",
            "cannot be closed",
            "cannot be cancelled",
        ])
    {
        return Answer::No(3);
    }
    let by_us = e.has(&[
        "we may terminate",
        "we may close",
        "we may delete",
        "we may cancel",
        "we can terminate",
        "we reserve the right",
        "reserves the right",
        "right to terminate your account",
        "right to close your account",
    ]);
    if by_us || is_of_others(reading, s, e) {
        return Answer::Silent;
    }
    let offer = e.before(
        &[
            "you can", "you may", "right to", "request", "ask us", "wish to", "want to", "to ",
            "able to", "option", "by ", "how to", "allow",
        ],
        CANCEL,
        60,
    );
    let path = s.has(Cue::Path) || s.text.contains('>') || s.text.contains('→');
    let label = s.topics.any(HOME) && e.opens(CANCEL);
    let only_time = e.before(AFTER, CANCEL, 40)
        && !path
        && !e.has(&["you can", "you may", "wish to", "want to", "would like to"]);
    Answer::when(
        (offer || path || label) && !only_time,
        2 + u8::from(path) * 2 + u8::from(e.offers()),
    )
}
