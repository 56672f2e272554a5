//! Complaints, addresses and the processor's name, as English policies word them.

use std::sync::LazyLock;

use regex::Regex;

use super::English;
use crate::policy::chars::last;
use crate::policy::lexicon::{Cue, Tag, Topic};
use crate::policy::read::questions::Answer;
use crate::policy::read::text::Sentence;

const COMPLAIN: &[&str] = &[
    "complain",
    "grievance",
    "report a violation",
    "lodge a report",
];
const ASK: &[&str] = &[
    "question",
    "concern",
    "comment",
    "inquir",
    "enquir",
    "suggestion",
    "feedback",
    "queries",
    "requests",
    "opinion",
];
const WAYS: &[&str] = &[
    "by email",
    "by letter",
    "by post",
    "by mail",
    "by telephone",
    "by phone",
    "email address",
    "email us",
    "write to us",
    "contact us",
    "contacting us",
    "contact our",
    "reach us",
    "call us",
    "hotline",
    "form",
    "settings",
    "help >",
    "help,",
    "in the app",
    "support",
    "customer service",
    "address above",
    "address below",
    "contact details",
    "data protection officer",
    "help centre",
    "help center",
    "email to",
    "get in touch",
    "same address",
    "send complaints to",
    "send your complaint",
];

/// Says where complaints or questions go. `address`: an address stands in the
/// sentence or right behind it.
pub(in crate::policy::read) fn channel(s: &Sentence, e: &English, address: bool) -> Answer {
    let complaint = e.has(COMPLAIN);
    if !complaint && !e.has(ASK) {
        return Answer::Silent;
    }
    if complaint && e.denies(COMPLAIN) {
        return Answer::No(2);
    }
    let about = complaint
        || e.has(&[
            "policy",
            "privacy",
            "personal data",
            "personal information",
            "your data",
            "notice",
        ])
        || s.topics.any(&[Topic::Contact, Topic::Complaint])
        // "If you have any questions or concerns, please contact us at …".
        || address && e.has(&["questions or concerns", "any questions", "questions or comments"]);
    let ours = e.says(WAYS) || address;
    // The authority's channel is not the processor's.
    let authority = e.has(&[
        "authorit",
        "commissioner",
        "regulator",
        "ombudsman",
        "court",
    ]) && !e.says(&[
        "contact us",
        "write to us",
        "email us",
        "by email",
        "settings",
        "with us",
    ]);
    let content = e.has(&["intellectual property", "copyright", "other users"]);
    if !about || !ours || authority || content {
        return Answer::Silent;
    }
    let directs = e.offers()
        || address
        || e.has(&[
            "please",
            "contact",
            "write",
            "email",
            "lodge",
            "send",
            "if you",
            "through",
            "should you",
        ]);
    Answer::when(directs, 2 + u8::from(complaint) + u8::from(address))
}

/// Gives the address of a recipient, not the processor's.
pub(in crate::policy::read) fn is_of_others(s: &Sentence, e: &English) -> bool {
    let section = s.near.any(&[
        Topic::CrossBorder,
        Topic::Sdk,
        Topic::ThirdParty,
        Topic::Share,
    ]) && !s
        .near
        .any(&[Topic::Contact, Topic::Complaint, Topic::Rights]);
    let named = s.found.iter().any(|f| matches!(f.tag, Tag::Sdk(_)));
    let received = e.has(&["received by", "provided to", "transferred to", "recipient"]);
    let ours = e.has(&["contact us", "email us", "write to us"]) || s.has(Cue::Complain);
    section && (named || received) && !ours
}

/// Legal entities by the endings of their names, the shortest that is whole.
static ENTITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"[A-Z0-9][0-9A-Z_a-zÀ-ÖØ-öø-ԯ一-鿿&'.\-]*",
        r"(?:,? +(?:[A-Z0-9(][0-9A-Z_a-zÀ-ÖØ-öø-ԯ一-鿿&'.\-)]*|of|and|&|de|van)){0,7}?,? +(?:",
        r"Co\b\.?,? ?(?:Ltd|Limited)\b\.?|Company,? (?:Limited|Ltd)\b\.?|Pte\b\.?,? (?:Ltd|Limited)\b\.?|",
        r"Pty\b\.?,? (?:Ltd|Limited)\b\.?|Sdn\b\.? Bhd\b\.?|Private Limited\b|Pvt\b\.?,? Ltd\b\.?|",
        r"Limited\b|LIMITED\b|Ltd\b\.?|LTD\b\.?|Inc\b\.?|INC\b\.?|Incorporated\b|LLC\b|L\.L\.C\.|LLP\b|GmbH(?: & Co\.? KG)?\b|UG\b|",
        r"Corporation\b|CORPORATION\b|Corp\b\.?|CORP\b\.?|Oyj?\b|B\.V\.|BV\b|N\.V\.|S\.A\.S\.|S\.A\.|SAS\b|SARL\b|S\.p\.A\.|",
        r"S\.r\.l\.|S\.L\.|PLC\b|plc\b|AB\b|AG\b|A/S\b|ApS\b|K\.K\.|Sp\. z o\.o\.)",
    ))
    .ok()
});

/// Words that begin a sentence or tell a role and are no part of a name.
const LEADS: &[&str] = &[
    "The ",
    "Contact ",
    "By ",
    "At ",
    "When ",
    "If ",
    "And ",
    "Our ",
    "Your ",
    "Copyright ",
    "Post ",
    "Controller ",
    "Operator ",
    "Provider ",
    "Developer ",
    "To ",
    "In ",
    "We ",
    "App ",
    "This ",
    "Name ",
    "Address ",
];

/// Legal names in a sentence, with their byte places.
pub(in crate::policy::read) fn entities(text: &str) -> Vec<(String, usize, usize)> {
    let Some(regex) = ENTITY.as_ref() else {
        return Vec::new();
    };
    let entity = |m: regex::Match| {
        let mut name = m.as_str();
        while let Some(rest) = LEADS.iter().find_map(|lead| name.strip_prefix(lead)) {
            name = rest;
        }
        let blank = name.contains("XX") || name.starts_with("Your") || name.len() < 5;
        let start = m.end().saturating_sub(name.len());
        (!blank).then(|| (name.to_owned(), start, m.end()))
    };
    regex.find_iter(text).filter_map(entity).collect()
}

/// How policies that a generator made for one developer name him, a person or a firm.
const BUILT: &str = " built the ";

/// How those of another generator do: "an app that was created by Ada Lovelace (hereby
/// referred to as "Service Provider")".
const CREATED: (&str, &str) = (" created by ", " (hereby referred to as ");

/// Whoever created the app, a person or a firm, with the byte places of the name.
pub(in crate::policy::read) fn created(text: &str) -> Option<(String, usize, usize)> {
    let start = text.find(CREATED.0)? + CREATED.0.len();
    let name = text.get(start..)?.split(CREATED.1).next()?;
    let end = start + name.len();
    let called = text.get(end..)?.starts_with(CREATED.1);
    let plain = called && (2..=60).contains(&name.chars().count()) && !name.contains(['.', '"']);
    plain.then(|| (name.to_owned(), start, end))
}

/// Developer and app of "Ada Lovelace built the Notes app as a free app.", the
/// developer with its byte places.
pub(in crate::policy::read) fn built(text: &str) -> Option<((String, usize, usize), &str)> {
    let at = text.find(BUILT)?;
    let start = text.get(..at)?.rfind(['.', '\n']).map_or(0, |dot| dot + 1);
    let start = start + text.get(start..at)?.len() - text.get(start..at)?.trim_start().len();
    let name = text.get(start..at)?;
    let app = text.get(at + BUILT.len()..)?.split(" app as ").next()?;
    let follows = text.get(at + BUILT.len() + app.len()..)?.len() > " app as ".len();
    let is_name = name.starts_with(char::is_alphanumeric)
        && !matches!(name, "I" | "We" | "Who")
        && (2..=60).contains(&name.chars().count())
        && name.split(' ').count() <= 6;
    (is_name && follows && (1..=40).contains(&app.chars().count()))
        .then(|| ((name.to_owned(), start, at), app))
}

/// How well the words around a legal name say that it is the processor's.
pub(in crate::policy::read) fn weigh(before: &str, after: &str) -> i32 {
    let plain = |text: &str| {
        text.to_lowercase()
            .replace(['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}', '\''], "\"")
    };
    let before = plain(before);
    let tail = last(&before, 48);
    let after: String = plain(after).chars().take(90).collect();
    let called = after.trim_start_matches([',', ' ']).starts_with('(')
        && [
            "\"we",
            "\"us",
            "\"our",
            "company\"",
            "hereinafter",
            "hereby referred",
        ]
        .iter()
        .any(|w| after.contains(w));
    let told = [
        "operated by ",
        "provided by ",
        "developed by ",
        "published by ",
        "owned by ",
        "run by ",
        "offered by ",
        "made by ",
        "controller is ",
        "controller: ",
        "operator: ",
        "company name: ",
        "company: ",
        "we are ",
        "we, ",
        "us, ",
        "copyright ",
        "post: ",
        "between you and ",
    ]
    .iter()
    .any(|w| tail.ends_with(w) || tail.trim_end_matches("the ").ends_with(w));
    let responsible = [
        "is the controller",
        "is the data controller",
        "is responsible for",
        "is the operator",
        "operates ",
    ]
    .iter()
    .any(|w| after.contains(w))
        || after.starts_with(BUILT);
    let other = [
        "hosted by ",
        "managed by ",
        "handled by ",
        "processed by ",
        "protected by ",
        "governed by ",
        "stored by ",
        "such as ",
        "including ",
        "partner",
        "provider",
        "with ",
        "third part",
        "third-part",
        "vendor",
        "received by ",
        "policy of ",
        "policies of ",
        "trademark",
        "sdk",
        "to google",
    ]
    .iter()
    .any(|w| tail.contains(w));
    i32::from(called) * 8 + i32::from(told) * 5 + i32::from(responsible) * 6
        - i32::from(other && !called && !told) * 6
}

/// An address without what follows it in its sentence.
pub(in crate::policy::read) fn address(value: &str) -> &str {
    let ends = [
        ", unified",
        ", company n",
        ", registration",
        ", registered",
        ", email",
        ", e-mail",
        ", tel",
        " (",
        "\"",
    ];
    let end = ends.iter().filter_map(|w| value.find(w)).min();
    let cut = end.and_then(|at| value.get(..at)).unwrap_or(value);
    cut.trim_end_matches(['.', ' '])
}

/// The postal address that follows a legal name: "Foo Ltd. (“we”), 1 Road, City".
pub(in crate::policy::read) fn behind_name(text: &str) -> Option<&str> {
    entities(text).into_iter().find_map(|(_, _, end)| {
        let mut rest = text.get(end..)?.trim_start();
        if rest.starts_with('(') {
            rest = rest.get(rest.find(')')? + 1..)?;
        }
        let value = rest.strip_prefix(", ")?;
        let value = value.strip_prefix("of ").unwrap_or(value);
        value
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            .then(|| address(value))
    })
}

/// The product in "Privacy Policy of X", "Privacy Notice for X".
pub(in crate::policy::read) fn titled(title: &str) -> Option<&str> {
    let name = [
        "Privacy Policy of ",
        "Privacy Policy for ",
        "Privacy Notice of ",
        "Privacy Notice for ",
        "Privacy Statement of ",
        "Privacy Statement for ",
    ]
    .iter()
    .find_map(|lead| title.strip_prefix(lead))?;
    let name = name.strip_prefix("the ").unwrap_or(name).trim();
    let name = name
        .strip_suffix(" app")
        .or_else(|| name.strip_suffix(" App"))
        .unwrap_or(name);
    (2..=24).contains(&name.chars().count()).then_some(name)
}
