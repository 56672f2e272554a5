//! SDKs in bulleted lists of English policies:
//! "Google AdMob (Google LLC) – advertising – advertising ID – https://…".

use super::English;
use crate::facts::BlockKind;
use crate::policy::SdkEntry;
use crate::policy::lexicon::{Found, Tag, Topic};
use crate::policy::read::name;
use crate::policy::read::sdk::requests::permission_names;
use crate::policy::read::sdk::services::announces_sdks;
use crate::policy::read::sdk::{List, kind_ids, url_in};
use crate::policy::read::text::{Reading, Sentence};

/// Characters of a name.
const NAME: usize = 48;

pub(in crate::policy::read) fn read(list: &mut List) {
    let reading = list.reading;
    for (index, s) in reading.sentences.iter().enumerate() {
        if list.taken.contains(&index) || !is_item(reading, s) {
            continue;
        }
        let Some(raw) = name_of(s.text) else { continue };
        let known_behind =
            |f: &&Found| matches!(f.tag, Tag::Sdk(_)) && f.start > s.start + raw.len() as u32;
        // "Analytics: Google Analytics to understand usage": a class and its members.
        let class = s.text.get(raw.len()..).is_some_and(|r| r.starts_with(": "));
        if class
            && reading.lexicon.sdk_named(raw).is_none()
            && s.found.iter().any(|f| known_behind(&f))
        {
            for f in s.found.iter().filter(known_behind) {
                if let Some(name) = name::clean(s.slice(f.start, f.end)) {
                    list.mention(name, entry(reading, s, raw));
                }
            }
            continue;
        }
        let known = reading.lexicon.sdk_named(raw).is_some();
        let told = raw.to_lowercase().contains("sdk") || s.text.len() > raw.len();
        if let (true, Some(name)) = (known || told, name::clean(raw)) {
            list.mention(name, entry(reading, s, raw));
        }
    }
}

/// The first sentence of a bullet below a lead-in or heading that speaks of SDKs.
fn is_item(reading: &Reading, s: &Sentence) -> bool {
    if !s.latin || !matches!(s.kind, BlockKind::ListItem { .. }) {
        return false;
    }
    let announced = match reading.lead(s).and_then(English::of) {
        Some(lead) => announces_sdks(lead),
        None => s.near.has(Topic::Sdk),
    };
    let names = s.found.iter().any(|f| matches!(f.tag, Tag::Sdk(_)));
    reading.opens_block(s) && announced && (names || reading.lead(s).is_some())
}

/// What stands before the bracket, dash or colon.
fn name_of(text: &str) -> Option<&str> {
    let ends = [" (", " – ", " — ", " - ", ": ", ", ", "; ", ". "];
    let end = ends.iter().filter_map(|w| text.find(w)).min();
    let name = text.get(..end.unwrap_or(text.len()))?;
    let name = name.trim_end_matches(['.', ';', ':', ',']);
    let capital = name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let short = name.chars().count() <= NAME && name.split_whitespace().count() <= 5;
    // "To understand, maintain and improve our services".
    let first = name.split_whitespace().next().unwrap_or("");
    let sentence = [
        "To", "We", "You", "Your", "Our", "For", "If", "When", "The", "This", "These", "In", "It",
        "They",
    ];
    (capital && short && !sentence.contains(&first)).then_some(name)
}

fn entry(reading: &Reading, s: &Sentence, name: &str) -> SdkEntry {
    let rest = s.text.get(name.len()..).unwrap_or("").trim_start();
    let vendor = rest
        .strip_prefix('(')
        .and_then(|r| r.split(')').next())
        .map(|v| v.trim_start_matches("by ").to_owned())
        .filter(|v| v.starts_with(char::is_uppercase));
    let behind = match rest.strip_prefix('(') {
        Some(inside) => inside.split_once(')').map_or("", |(_, r)| r),
        None => rest,
    };
    let purpose = behind
        .split([',', ';', '–', '—', ':'])
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .find(|part| part.chars().count() >= 3 && !part.contains("://"))
        .map(|part| part.trim_end_matches('.').to_owned());
    SdkEntry {
        vendor,
        purpose,
        pi_types: kind_ids(reading, &s.found),
        permissions: permission_names(reading, &s.found, false),
        url: url_in(s.text),
        evidence: reading.span(s),
        ..SdkEntry::default()
    }
}
