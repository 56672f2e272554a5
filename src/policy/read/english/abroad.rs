//! Where information is stored and sent, as English policies word it.

use super::English;
use super::sharing::{OPEN, separate};
use crate::policy::lexicon::{Cue, Topic};
use crate::policy::read::abroad::Border;
use crate::policy::read::text::Sentence;

/// Places that are not China, and words for all of them.
pub(in crate::policy::read) const PLACES: &[&str] = &[
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
pub(in crate::policy::read) fn border(s: &Sentence, e: &English) -> Option<Border> {
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
