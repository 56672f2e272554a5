//! Sharing, storage abroad, retention, security, automated decisions and
//! personalisation, as English policies word them.

use super::english::English;
use super::english_rights::is_led;
use super::questions::Answer;
use super::sharing::Border;
use super::text::{Reading, Sentence};
use crate::policy::lexicon::{Cue, Topic};

const SHARING: &[&str] = &[
    "share",
    "sharing",
    "disclos",
    "provide",
    "provid",
    "transfer",
    "pass ",
    "passed ",
    "passing ",
    "send",
    "sent to",
    "receive",
    "transmit",
    "make available",
    "made available",
    "give ",
    "given ",
    "sell",
    "sold",
    "rent",
    "trade",
    "release",
    "combine",
];
const SALE: &[&str] = &["sell", "sold", "sale", "rent", "trade"];
const OTHERS: &[&str] = &[
    "third part",
    "third-part",
    "partner",
    "affiliate",
    "subsidiar",
    "service provider",
    "vendor",
    "processor",
    "advertiser",
    "ad network",
    "advertising partner",
    "authorit",
    "law enforcement",
    "anyone",
    "anybody",
    "any other company",
    "other companies",
    "other compan",
    "others",
    "recipient",
    "contractor",
    "supplier",
    "group compan",
    "members of our group",
    "any other person",
    "analytics provider",
    "nobody",
    "no one",
];
const OPEN: &[&str] = &[
    "except",
    "unless",
    "other than",
    "apart from",
    "without your",
    "without first",
    "only with",
    "only if",
    "only when",
    "only in",
    "only where",
    "only as",
    "save ",
    "save as",
    "besides",
];

/// Shares information with others, or denies it.
pub(super) fn shares(reading: &Reading, s: &Sentence, e: &English) -> Answer {
    let led = reading
        .lead(s)
        .and_then(English::of)
        .filter(|lead| lead.has(SHARING) && lead.information());
    if let Some(lead) = &led
        && e.has(OTHERS)
    {
        let flat = lead.denies(SHARING) && !lead.has(OPEN);
        return Answer::when(!flat, 2);
    }
    let told = e.near(SHARING, OTHERS, 140) && e.information();
    let by_person = e.has(&[
        "you share",
        "you choose to share",
        "you post",
        "you send",
        "you provide",
    ]) && !e.has(&["we "]);
    let theirs = s.has(Cue::OtherProduct) || e.has(&["their own privacy", "means any"]);
    let serves = e.has(&[
        "provided by third",
        "services provided by",
        "offered by third",
    ]);
    if !told || by_person || theirs || serves {
        return Answer::Silent;
    }
    if e.denies(SHARING) {
        if e.has(OPEN) || s.text.trim_end().ends_with(':') {
            return Answer::Yes(2);
        }
        let only_sale = !e.has(&[
            "share", "sharing", "disclos", "provide", "transfer", "pass ", "give ",
        ]);
        return if only_sale {
            Answer::Silent
        } else {
            Answer::No(2)
        };
    }
    let shared = e.says(&[
        "share",
        "disclos",
        "provid",
        "transfer",
        "send",
        "sent ",
        "receive",
        "pass",
        "transmit",
        "made available",
        "make available",
    ]) || e.says(SALE);
    Answer::when(shared, 2 + u8::from(s.has(Cue::We)))
}

/// Kinds of recipients that a sentence names.
pub(super) fn recipients<'e>(e: &'e English) -> impl Iterator<Item = &'e str> {
    let told = e.near(SHARING, OTHERS, 140);
    let places = OTHERS.iter().flat_map(|w| e.places(w));
    let all = ["anyone", "anybody", "nobody", "no one", "others"];
    places
        .filter(move |_| told)
        .filter(|at| !matches!(e.word_before(*at), "advertising" | "service" | "third"))
        .map(|at| e.phrase_at(at))
        .filter(move |name| !all.contains(name))
}

/// Promises separate consent before sharing.
pub(super) fn separate_consent_to_sharing(s: &Sentence, e: &English) -> Answer {
    let share = e.has(SHARING) && e.has(OTHERS) || s.topics.has(Topic::Share);
    let other = s.any(&[Cue::Merger, Cue::Sensitive])
        || s.near.has(Topic::CrossBorder)
        || e.has(PLACES)
        || e.has(&["change the purpose", "other purposes", "different purpose"]);
    Answer::when(share && separate(e) && !other, 3)
}

const SEPARATE: &[&str] = &[
    "separate consent",
    "separately consent",
    "separate, explicit consent",
    "separate permission",
    "separate and explicit consent",
    "specific consent",
    "explicit separate consent",
    "consent separately",
    "ask you separately",
    "your express consent",
    "your explicit consent",
];

/// Promises consent of its own kind.
pub(super) fn separate(e: &English) -> bool {
    e.has(SEPARATE) && (e.says(SEPARATE) || e.has(OPEN) || e.has(&["until"]))
}

/// Separate consent for sensitive information, told in the sentence or its
/// paragraph.
pub(super) fn separate_consent_to_sensitive(
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
pub(super) fn sensitive_notice(s: &Sentence, e: &English) -> Answer {
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

const ENTRUST: &[&str] = &[
    "entrust",
    "on our behalf",
    "on behalf of us",
    "our processor",
    "data processor",
    "processors",
    "sub-processor",
    "subprocessor",
    "our instructions",
    "perform services for us",
    "process data for us",
    "process personal data for us",
    "process it for us",
    "service providers who",
    "service providers that",
    "service providers to",
];

/// Entrusts others with processing.
pub(super) fn entrusts(s: &Sentence, e: &English) -> Answer {
    let about = e.has(ENTRUST)
        && (e.information()
            || s.topics.has(Topic::Share)
            || e.has(&["storage", "hosting", "backup"]));
    let definition = e.has(&["means ", "\"processor\""]);
    if !about || definition {
        return Answer::Silent;
    }
    if e.denies(ENTRUST) {
        return Answer::when(e.has(OPEN), 2).or(Answer::No(2));
    }
    Answer::Yes(3)
}

/// Says what becomes of the information on a merger.
pub(super) fn transfers(s: &Sentence, e: &English) -> Answer {
    const MERGER: &[&str] = &[
        "merger",
        "merge",
        "acqui",
        "bankrupt",
        "insolven",
        "reorgani",
        "sale of assets",
        "sale of all",
        "change of control",
        "restructur",
        "division",
        "liquidat",
        "dissol",
    ];
    const FOLLOWS: &[&str] = &[
        "transfer",
        "assign",
        "share",
        "disclos",
        "new controller",
        "new processor",
        "new owner",
        "new operator",
        "successor",
        "acquirer",
        "pass to",
        "acquiring",
    ];
    if !e.has(MERGER) || !e.has(FOLLOWS) || !(e.information() || s.topics.has(Topic::Share)) {
        return Answer::Silent;
    }
    if e.denies(FOLLOWS) && !e.has(OPEN) {
        return Answer::No(3);
    }
    Answer::Yes(3)
}

/// Places that are not China, and words for all of them.
const PLACES: &[&str] = &[
    "outside the mainland",
    "outside mainland",
    "outside china",
    "outside of china",
    "outside the people's republic",
    "outside the territory",
    "outside your country",
    "outside of your country",
    "outside the country",
    "outside your jurisdiction",
    "outside the eea ",
    "outside the eu ",
    "outside of the eu",
    "outside of the eea",
    "outside the european",
    "outside the uk ",
    "outside the united",
    "other countries",
    "another country",
    "third countr",
    "other jurisdiction",
    "overseas",
    "abroad ",
    "across borders",
    "cross-border",
    "internationally",
    "international transfer",
    "countries other than",
    "countries where",
    "countries in which",
    "around the world",
    "worldwide",
    "globally",
    "united states",
    "u.s. ",
    "usa ",
    "the us ",
    "singapore",
    "ireland ",
    "germany",
    "frankfurt",
    "france ",
    "netherlands",
    "finland",
    "sweden",
    "united kingdom",
    "the uk ",
    "japan ",
    "tokyo",
    "south korea",
    "republic of korea",
    "hong kong",
    "taiwan",
    "india ",
    "australia",
    "canada",
    "brazil",
    "switzerland",
    "european union",
    "european economic area",
    "the eu ",
    "the eea ",
    "california",
    "virginia",
    "oregon ",
    "israel ",
    "russia ",
    "vietnam",
    "thailand",
    "malaysia",
    "indonesia",
    "united arab emirates",
];

const MOVES: &[&str] = &[
    "transfer",
    "stor",
    "host",
    "process",
    "sent ",
    "send",
    "server",
    "receiv",
    "held",
    "kept",
    "provide",
    "access",
    "transmit",
    "maintain",
    "data cent",
    "shared",
    "leave",
];

const CHINA: &[&str] = &[
    "mainland china",
    "mainland of china",
    "mainland of the people",
    "in china ",
    "within china",
    "people's republic of china",
    "prc ",
    "chinese mainland",
    "inside china",
    "shanghai",
    "beijing",
];

const SAFEGUARDS: &[&str] = &[
    "standard contractual clauses",
    "standard contract ",
    "adequacy decision",
    "binding corporate rules",
    "privacy shield",
    "data privacy framework",
    "security assessment",
];

/// Where information goes.
pub(super) fn border(s: &Sentence, e: &English) -> Option<Border> {
    let about = e.information()
        || s.names_kind()
        || s.near.any(&[Topic::CrossBorder, Topic::Storage])
        || e.has(&["statistics", "backup"]);
    let elsewhere = s.any(&[Cue::Court, Cue::Law, Cue::Elsewhere])
        || s.is_cell()
        || s.near.has(Topic::Definitions)
        || e.has(&[" means "])
        || e.has(&[
            "registered in",
            "if you are in",
            "if you live in",
            "residents",
            "if you reside",
        ]);
    if !about || elsewhere {
        return None;
    }
    let abroad = e.near(MOVES, PLACES, 90) || e.has(SAFEGUARDS) && e.has(MOVES);
    let home = e.near(MOVES, CHINA, 60) && !e.has(&["outside"]);
    if !abroad {
        let stays = e.has(&["not leave", "never leave"]) && e.has(CHINA);
        return (home || stays).then_some(Border::Home);
    }
    if e.denies(MOVES) {
        return Some(if e.has(OPEN) {
            Border::Conditional
        } else {
            Border::Denied
        });
    }
    let hypothetical = e.has(&[
        "if it becomes necessary",
        "if we ever",
        "should we",
        "if we need to",
        "if we have to",
        "if that becomes",
        "in case we",
        "should it become",
        "where necessary in future",
    ]);
    let consented = separate(e) || e.has(&["only with your", "only after you", "only if you"]);
    Some(
        if hypothetical || consented && !e.has(&["receiv", "stored in", "servers in"]) {
            Border::Conditional
        } else {
            Border::Abroad
        },
    )
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
    "indefinitely",
    "permanently",
    "the time necessary",
];

/// States how long information is kept.
pub(super) fn retains(s: &Sentence, e: &English) -> Answer {
    let cookies = s.near.has(Topic::Cookies);
    let about = e.information() || s.names_kind() || s.topics.has(Topic::Storage);
    let request = e.has(&["request", "respond", "answer", "account", "complain"])
        && !e.has(&["keep", "kept", "retain", "retention", "stored for"]);
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
        "preserved",
    ];
    let rule = e.near(strong, UNTIL, 100);
    let storage = s.topics.has(Topic::Storage);
    let term = has_term(e) && (e.has(strong) || storage && e.has(KEEP));
    let tidy =
        storage && e.has(&["delete", "erase"]) && e.has(&["no longer need", "no longer necessary"]);
    Answer::when(rule || term || tidy, 2 + u8::from(term) + u8::from(rule))
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
pub(super) fn decides(e: &English) -> Answer {
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
pub(super) fn decisions_refused(reading: &Reading, s: &Sentence, e: &English) -> Answer {
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
pub(super) fn personalises(s: &Sentence, e: &English) -> Answer {
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
pub(super) fn advertises(e: &English) -> Answer {
    let meant = e.near(PERSONAL, ADS, 60) || e.near(&["profil"], ADS, 60);
    if !meant {
        return Answer::Silent;
    }
    let plain = e.has(&["non-personali", "contextual ads only", "non personali"])
        && !e.says(&["targeted", "interest-based", "behavio"]);
    if e.denies(PERSONAL) || plain {
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
pub(super) fn personal_off(s: &Sentence, e: &English) -> Answer {
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
    let switch = personal && (e.offers() || s.has(Cue::Path));
    Answer::when(switch, 3)
}

/// Starts itself, or wakes others.
pub(super) fn starts_itself(s: &Sentence, e: &English) -> Answer {
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
pub(super) fn de_identifies(s: &Sentence, e: &English) -> Answer {
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
    let end = s.near.has(Topic::Storage)
        || e.has(&["delete", "deleted"]) && e.has(&[" or anonymi", " or make it anonymous"]);
    if !e.has(HIDE) || end || e.has(&["means", "does not include"]) {
        return Answer::Silent;
    }
    if e.denies(HIDE) {
        return Answer::No(2);
    }
    Answer::Yes(2)
}

/// Tells the person of a breach.
pub(super) fn tells_of_breach(e: &English) -> Answer {
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

/// Makes information public.
pub(super) fn publishes(s: &Sentence, e: &English) -> Answer {
    const PUBLIC: &[&str] = &["public ", "publicly ", "publish", "public disclosure"];
    const ACTS: &[&str] = &[
        "disclos",
        "available",
        "display",
        "make ",
        "made ",
        "share",
        "publish",
        "your ",
    ];
    let told = e.near(PUBLIC, ACTS, 60) && e.information();
    let other = e.has(&[
        "public authorit",
        "publicly available source",
        "public interest",
        "public health",
        "published by",
    ]) || s.any(&[Cue::Security, Cue::Breach]) && !s.has(Cue::Unless);
    if !told || other {
        return Answer::Silent;
    }
    if e.denies(PUBLIC) {
        return if e.has(OPEN) {
            Answer::Yes(3)
        } else {
            Answer::No(3)
        };
    }
    Answer::Yes(2)
}
