//! Sensitive information, retention, security, automated decisions and
//! personalisation, as English policies word them.

use super::English;
use super::rights::is_led;
use super::sharing::separate;
use crate::policy::lexicon::{Cue, Topic};
use crate::policy::read::questions::Answer;
use crate::policy::read::text::{Reading, Sentence};

/// Separate consent for sensitive information, told in the sentence or its
/// paragraph.
pub(in crate::policy::read) fn separate_consent_to_sensitive(
    reading: &Reading,
    s: &Sentence,
    e: &English,
) -> Answer {
    if !separate(e) {
        return Answer::Silent;
    }
    let sensitive = s.has(Cue::Sensitive)
        || s.topics.has(Topic::Sensitive)
        || reading.block_of(s).any(|o| o.has(Cue::Sensitive));
    Answer::when(sensitive, 2 + u8::from(s.has(Cue::Sensitive)))
}

/// Tells which information is sensitive.
pub(in crate::policy::read) fn sensitive_notice(s: &Sentence, e: &English) -> Answer {
    if !s.has(Cue::Sensitive) {
        return Answer::Silent;
    }
    let marked = e.has(&["marked", "in bold", "asterisk", "highlighted", "underlined"]);
    let items = s.kinds().next().is_some();
    let says = e.says(&[
        "is ", "are ", "include", "such as", "regard", "consider", "treat", "namely", "collect",
        "process",
    ]);
    let general = e.has(&["means", "is defined as", "once leaked"]);
    let items = items
        || e.has(&[
            "is sensitive",
            "are sensitive",
            "sensitive personal data such as",
        ]);
    Answer::when(marked, 4).or(Answer::when(items && says && !general, 3))
}

const KEEP: &[&str] = &[
    "keep",
    "kept",
    "retain",
    "retention",
    "stored for",
    "stored until",
    "store your",
    "store it",
    "store them",
    "hold ",
    "held for",
    "held until",
    "preserved",
    "delete",
    "erase",
    "anonymi",
    "stays on our servers",
    "remain",
];
const UNTIL: &[&str] = &[
    "as long as",
    "no longer than",
    "until ",
    "period",
    "for the duration",
    "no longer need",
    "no longer necessary",
    "longer than necessary",
    "longer than is necessary",
    "indefinite",
    "permanent",
    "forever",
    "while your account",
    "while account",
    "while the account",
    "the time necessary",
];

/// States how long information is kept.
pub(in crate::policy::read) fn retains(s: &Sentence, e: &English) -> Answer {
    let cookies = s.near.has(Topic::Cookies);
    let about = e.information() || s.names_kind() || s.topics.has(Topic::Storage);
    let request = e.has(&["request", "respond", "answer", "account", "complain"])
        && !e.has(&[
            "keep",
            "kept",
            "retain",
            "retention",
            "stored for",
            "store ",
        ]);
    if cookies
        || !about
        || request
        || e.has(&["keep your password", "keep this policy", "keep it secure"])
    {
        return Answer::Silent;
    }
    let strong: &[&str] = &[
        "keep",
        "kept",
        "retain",
        "retention",
        "stored",
        "store",
        "hold",
        "held",
        "remain",
        "preserved",
    ];
    // "To permanently delete data stored in the cloud" keeps nothing.
    let gone = e.has(&["permanently delet", "permanently eras", "permanently remov"]);
    let rule = !gone && e.near(strong, UNTIL, 100);
    let storage = s.topics.has(Topic::Storage);
    let term = has_term(e) && (e.has(strong) || storage && e.has(KEEP));
    // "As long as necessary for the purposes", in answer to the heading or in a table.
    let answers = storage
        && e.opens(&[
            "as long as",
            "for as long as",
            "only as long as",
            "only for as long",
            "until ",
        ]);
    let tidy =
        storage && e.has(&["delete", "erase"]) && e.has(&["no longer need", "no longer necessary"]);
    Answer::when(
        rule || term || tidy || answers,
        2 + u8::from(term) + u8::from(rule),
    )
}

/// "14 months", "two years".
fn has_term(e: &English) -> bool {
    ["day", "week", "month", "year", "hour"].iter().any(|unit| {
        e.places(unit).any(|at| {
            let word = e.word_before(at);
            let number = word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty();
            number
                || [
                    "one", "two", "three", "four", "five", "six", "seven", "ten", "twelve",
                    "fourteen", "eighteen", "thirty", "sixty", "ninety", "calendar", "a",
                ]
                .contains(&word)
        })
    })
}

const DECISIONS: &[&str] = &[
    "automated decision",
    "automated individual decision",
    "automated processing",
    "automated means",
    "automatically make decisions",
    "decisions automatically",
    "profiling",
    "build a profile",
    "profile of you",
    "algorithm",
    "machine learning",
    "automated system",
];

/// Decides by automated means.
pub(in crate::policy::read) fn decides(e: &English) -> Answer {
    let crypt = e.has(&[
        "encryption algorithm",
        "hash algorithm",
        "encrypt",
        "hashing algorithm",
    ]);
    let right = e.has(&[
        "right not to be",
        "right to object",
        "right to refuse",
        "right to contest",
        "be subject to",
    ]);
    let collection =
        e.has(&["collected by automated", "collect", "gather"]) && !e.has(&["decision", "profil"]);
    if crypt || right || collection || e.has(&["means any"]) || !e.has(DECISIONS) {
        return Answer::Silent;
    }
    if e.denies(DECISIONS) {
        return Answer::No(2);
    }
    Answer::Yes(3)
}

/// Offers a refusal, an explanation or a human's review of such decisions.
pub(in crate::policy::read) fn decisions_refused(
    reading: &Reading,
    s: &Sentence,
    e: &English,
) -> Answer {
    const REMEDY: &[&str] = &[
        "object",
        "refuse",
        "contest",
        "human intervention",
        "human review",
        "reviewed by a person",
        "reviewed by a human",
        "opt out",
        "not to be subject",
        "not be subject",
        "explanation",
        "appeal",
        "switch off",
        "turn off",
    ];
    let decision = e.has(&["automated", "profiling", "decision", "algorithm"])
        && (s.has(Cue::AutomatedDecision) || s.near.has(Topic::Automated) || e.has(DECISIONS));
    let cannot = e.denies(&[
        "object",
        "refuse",
        "contest",
        "opt out",
        "switch off",
        "turn off",
    ]) && !e.has(&["not to be subject", "not be subject"]);
    if !decision || !e.has(REMEDY) {
        return Answer::Silent;
    }
    if cannot {
        return Answer::No(2);
    }
    Answer::when(e.offers() || is_led(reading, s), 3)
}

const PERSONAL: &[&str] = &[
    "personalis",
    "personaliz",
    "tailor",
    "targeted",
    "interest-based",
    "behavioural",
    "behavioral",
    "customis",
    "customiz",
    "based on your interests",
    "based on your activity",
    "relevant to you",
    "more relevant",
    "match your interests",
    "you may like",
    "might like",
];
const ADS: &[&str] = &[
    "advert",
    "ads ",
    "ad ",
    "marketing",
    "promotion",
    "sponsored",
];
const CONTENT: &[&str] = &[
    "content",
    "recommendation",
    "feed",
    "push",
    "notification",
    "service",
    "experience",
    "offers",
    "products",
    "results",
    "articles",
    "suggestion",
];

/// Shows personalised content or sends personalised messages.
pub(in crate::policy::read) fn personalises(s: &Sentence, e: &English) -> Answer {
    let meant = e.near(PERSONAL, CONTENT, 40);
    if !meant
        || s.has(Cue::Ads) && !e.near(PERSONAL, &["content", "recommendation", "feed", "push"], 30)
    {
        return Answer::Silent;
    }
    if e.denies(PERSONAL) {
        return Answer::No(1);
    }
    Answer::Yes(3)
}

/// Shows personalised advertising.
pub(in crate::policy::read) fn advertises(e: &English) -> Answer {
    // "More personalised services, including promotional services".
    let service = e.has(&["including promotion"])
        && !e.has(&["advert", "ads ", "ad ", "marketing", "sponsored"]);
    if service {
        return Answer::Silent;
    }
    let meant = e.near(PERSONAL, ADS, 60) || e.near(&["profil"], ADS, 60);
    if !meant {
        return Answer::Silent;
    }
    let plain = e.has(&["non-personali", "contextual ads only", "non personali"])
        && !e.says(&["targeted", "interest-based", "behavio"]);
    if e.denies(PERSONAL) || plain || e.denies(&["ad targeting", "profil"]) {
        return Answer::No(1);
    }
    Answer::Yes(3)
}

const OFF: &[&str] = &[
    "opt out",
    "opt-out",
    "opting out",
    "turn off",
    "turned off",
    "turn it off",
    "turn them off",
    "switch off",
    "switched off",
    "switch it off",
    "switch them off",
    "disable",
    "unsubscribe",
    "object to",
    "stop receiving",
    "limit ad tracking",
    "refuse",
    "decline",
    "reset your advertising",
    "delete your advertising",
    "deactivate",
];

/// Offers a switch for personalised content or advertising.
pub(in crate::policy::read) fn personal_off(s: &Sentence, e: &English) -> Answer {
    let personal = e.has(PERSONAL)
        || e.has(ADS) && s.topics.any(&[Topic::Ads, Topic::Automated])
        || e.has(&["ad tracking", "advertising id", "direct marketing"]);
    if !(personal || e.has(ADS))
        || !e.has(OFF)
        || e.has(&["cookie"]) && !e.has(&["settings >", "in the app"])
    {
        return Answer::Silent;
    }
    if e.denies(OFF) {
        return Answer::No(2);
    }
    let told = e.opens(&[
        "to opt out",
        "to turn off",
        "to disable",
        "to stop",
        "to limit",
    ]);
    let switch = personal && (told || e.offers() || s.has(Cue::Path));
    Answer::when(switch, 3)
}

/// Starts itself, or wakes others.
pub(in crate::policy::read) fn starts_itself(s: &Sentence, e: &English) -> Answer {
    const START: &[&str] = &[
        "starts itself",
        "start itself",
        "self-start",
        "self start",
        "auto-start",
        "autostart",
        "starts automatically",
        "start automatically",
        "launch automatically",
        "launches automatically",
        "run at startup",
        "start at boot",
        "starts at boot",
        "start on boot",
        "starts on boot",
        "boot completed",
        "restart itself",
        "restarts itself",
        "wake other apps",
        "wake up other apps",
        "starts other apps",
        "start other apps",
        "associated start",
    ];
    if !s.has(Cue::SelfStart) && !e.has(START) {
        return Answer::Silent;
    }
    if e.denies(START) {
        return Answer::No(2);
    }
    Answer::Yes(3)
}

/// Deletes or anonymises at the end of retention, which is no measure.
pub(in crate::policy::read) fn de_identifies(s: &Sentence, e: &English) -> Answer {
    const HIDE: &[&str] = &[
        "de-identif",
        "deidentif",
        "pseudonym",
        "anonymi",
        "hashed",
        "salted",
        "masked",
        "masking",
    ];
    let end = s.near.has(Topic::Storage) && !s.near.has(Topic::Security)
        || e.has(&["delete", "deleted"]) && e.has(&[" or anonymi", " or make it anonymous"]);
    // A hashed password is kept safe, not made anonymous.
    let password = e.has(&["password"]) && !e.has(&["anonymi", "identif", "pseudonym"]);
    if !e.has(HIDE) || end || password || e.has(&["means", "does not include"]) {
        return Answer::Silent;
    }
    if e.denies(HIDE) {
        return Answer::No(2);
    }
    Answer::Yes(2)
}

/// Tells the person of a breach.
pub(in crate::policy::read) fn tells_of_breach(e: &English) -> Answer {
    const TELL: &[&str] = &[
        "notify",
        "inform you",
        "inform user",
        "tell you",
        "let you know",
        "notif",
        "alert you",
    ];
    let breach = e.has(&[
        "breach",
        "security incident",
        "data incident",
        "unauthorised access",
        "unauthorized access",
        "leak",
    ]);
    let whom = e.has(&["you", "user", "individual", "data subject"]);
    let asks = e.has(&["please notify us", "notify us", "tell us"])
        && !e.has(&["we will", "we shall", "we notify"]);
    if !breach || !whom || asks || !e.has(TELL) {
        return Answer::Silent;
    }
    if e.denies(TELL) {
        return Answer::No(2);
    }
    Answer::Yes(3)
}
