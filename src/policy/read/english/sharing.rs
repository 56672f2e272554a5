//! Sharing, entrusting, transfer and publication, as English policies word them.

use super::English;
use super::abroad::PLACES;
use crate::policy::lexicon::{Cue, Topic};
use crate::policy::read::questions::Answer;
use crate::policy::read::text::{Reading, Sentence};

const SHARING: &[&str] = &[
    "share",
    "sharing",
    "disclos",
    "provide ",
    "provides",
    "provided",
    "providing",
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
    "trade ",
    "trading",
    "release",
    "combine",
];
const SALE: &[&str] = &["sell", "sold", "sale", "rent", "trade ", "trading"];
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
    "advertising network",
    "courier",
    "carrier",
    "delivery compan",
    "payment provider",
    "payment processor",
    "insurer",
    "nobody",
    "no one",
];
pub(in crate::policy::read) const OPEN: &[&str] = &[
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
pub(in crate::policy::read) fn shares(reading: &Reading, s: &Sentence, e: &English) -> Answer {
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
    // "We share personal data only in these circumstances:".
    let opened = e.says(&["share", "disclos"])
        && e.information()
        && e.has(&["only in", "only with", "only when", "only as", "following"])
        && s.text.trim_end().ends_with(':');
    if opened && !announces(e) {
        return Answer::Yes(2);
    }
    // "These third parties have access to your data to perform tasks for us".
    let opened = e.near(
        OTHERS,
        &[
            "have access to your",
            "has access to your",
            "may access your",
        ],
        40,
    );
    if opened && e.information() && !e.denies(&["have access", "has access", "may access"]) {
        return Answer::Yes(2);
    }
    let told = e.near(SHARING, OTHERS, 140) && (e.information() || s.names_kind());
    let by_person = e.has(&[
        "you share",
        "you choose to share",
        "you post",
        "you send",
        "you provide",
        "you have provided to",
    ]) && !e.has(&["we "]);
    let theirs = s.has(Cue::OtherProduct) || e.has(&["their own privacy", "means any"]);
    let serves = e.has(&[
        "provided by third",
        "services provided by",
        "offered by third",
    ]);
    if !told || by_person || theirs || serves || announces(e) {
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

/// "This page is used to inform visitors regarding our policies with the collection,
/// use, and disclosure of personal information": what the policy is about.
fn announces(e: &English) -> bool {
    let subject = e.has(&[
        "collection, use",
        "collection and use",
        "collection, processing",
        "collection, storage",
        "collect, use",
        "collects, uses",
        "use and disclos",
    ]);
    let told_of = e.has(&[
        "inform visitors",
        "inform you",
        "inform users",
        "used to inform",
        "policies regarding",
        "policies with",
        "policies on",
        "policy describes",
        "policy explains",
        "policy sets out",
        "policy governs",
        "policy outlines",
        "page describes",
        "page explains",
        "notice describes",
        "notice explains",
        "statement describes",
        "statement explains",
        "how we collect",
    ]);
    subject && told_of && !e.denies(SHARING)
}

/// Kinds of recipients that a sentence names.
pub(in crate::policy::read) fn recipients(e: &English) -> impl Iterator<Item = &str> {
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
pub(in crate::policy::read) fn separate_consent_to_sharing(s: &Sentence, e: &English) -> Answer {
    let share = e.has(SHARING) && e.has(OTHERS) || s.topics.has(Topic::Share);
    let other = s.any(&[Cue::Merger, Cue::Sensitive])
        || s.near.has(Topic::CrossBorder)
        || e.has(PLACES)
        || e.has(&["change the purpose", "other purposes", "different purpose"])
        // What a later version might bring is not shared.
        || e.has(&["future version"])
        // An exception in a list, not a promise.
        || e.opens(&["with your explicit", "with your express"]);
    Answer::when(share && separate(e) && !other, 3)
}

const SEPARATE: &[&str] = &[
    "separate consent",
    "separately consent",
    "separate, explicit consent",
    "separate permission",
    "separate and explicit",
    "separate explicit consent",
    "specific consent",
    "explicit separate consent",
    "consent separately",
    "ask you separately",
    "your express consent",
    "your explicit consent",
];

/// Promises consent of its own kind.
pub(in crate::policy::read) fn separate(e: &English) -> bool {
    e.has(SEPARATE) && (e.says(SEPARATE) || e.has(OPEN) || e.has(&["until"]))
}

const ENTRUST: &[&str] = &[
    "entrust",
    "on our behalf",
    "on behalf of us",
    "work on their behalf",
    "works on its behalf",
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
pub(in crate::policy::read) fn entrusts(s: &Sentence, e: &English) -> Answer {
    // "To provide the service on our behalf", of companies that are employed.
    let tasks = e.has(&[
        "provide the service on our behalf",
        "provide our service on our behalf",
        "tasks assigned to them on our behalf",
        "perform these tasks on our behalf",
    ]);
    let about = tasks
        || e.has(ENTRUST)
            && (e.information()
                || s.topics.has(Topic::Share)
                || e.has(&[
                    "storage",
                    "hosting",
                    "backup",
                    "sub-processor",
                    "subprocessor",
                ]));
    let definition = e.has(&["means ", "\"processor\""]);
    // "Payment processors" are a trade, which is not said to work for the app.
    let trade = e.has(&["payment processor"])
        && !e.has(&[
            "on our behalf",
            "on behalf of",
            "instruct",
            "process your",
            "process data",
        ]);
    if !about || definition || trade {
        return Answer::Silent;
    }
    if e.denies(ENTRUST) {
        return Answer::when(e.has(OPEN), 2).or(Answer::No(2));
    }
    Answer::Yes(3)
}

/// Says what becomes of the information on a merger.
pub(in crate::policy::read) fn transfers(s: &Sentence, e: &English) -> Answer {
    const MERGER: &[&str] = &[
        "merger",
        "merge",
        "acqui",
        "bankrupt",
        "insolven",
        "reorgani",
        "sale of assets",
        "sale of all",
        "sale of our business",
        "sale of the business",
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
        "sell ",
        "sold ",
    ];
    // "We do not transfer or publicly disclose your information, except as the law provides".
    if e.near(&["transfer"], &["publicly disclose"], 12) && e.information() {
        return Answer::when(!e.denies(&["transfer"]) || e.has(OPEN), 2).or(Answer::No(2));
    }
    if !e.has(MERGER) || !e.has(FOLLOWS) || !(e.information() || s.topics.has(Topic::Share)) {
        return Answer::Silent;
    }
    if e.denies(FOLLOWS) && !e.has(OPEN) {
        return Answer::No(3);
    }
    Answer::Yes(3)
}

/// Makes information public.
pub(in crate::policy::read) fn publishes(s: &Sentence, e: &English) -> Answer {
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
    // Of the person's own contributions: "we may publish your reviews".
    let of_person = e.has(&[
        "your review",
        "your comment",
        "your name",
        "your post",
        "nickname",
    ]);
    // "Will disclose your information in whole or in part as the law provides".
    let in_part = e.has(&["in whole or in part"]) && e.says(&["disclos"]) && e.information();
    let told = in_part || e.near(PUBLIC, ACTS, 60) && (e.information() || of_person);
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
