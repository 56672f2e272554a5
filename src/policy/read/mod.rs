//! Reads what policies declare: sentences in, declarations out.
//!
//! Each file reads one family of declarations from the same [`text::Reading`]:
//! sentences with their words, section and lead-in. Nothing here is a plain
//! search: a word counts by the clause it stands in, by who acts, by whether it
//! is denied, and by what its section speaks of.
//!
//! What all readers share:
//! - [`text`]: [sentences](sentence), each with the words found in it ([`bare_words`] leaves out
//!   parts of longer ones), the topics of the
//!   headings above and the sentence that introduces its list;
//! - [`clauses`]: who does what to information in each clause, also without a verb of collection
//!   ([`used`]);
//! - [`questions`]: a yes-or-no question put to every sentence, its evidence, and
//!   the sections searched in vain;
//! - [`table`], [`number`], [`entity`], [`purpose`]: tables by their heads, terms
//!   and dates, legal names, purposes.
//!
//! What each reads:
//! - the processor: [`operator`] (name, registration), [`address`], [`app_name`],
//!   [`contact`] (also complaints), [`dates`];
//! - what is collected: [`information`] (kinds, but not those of [`definitions`]),
//!   those in [tables](tables_told), what is [shared](shared_kinds) inside the app, [`permissions`] (by
//!   [`permission_words`]);
//! - third parties: [`sdk`] and [`sdk::tables`], [`sdk::blocks`] (keys and values),
//!   [`sdk::sections`] and [`sdk::lines`] (names on lines of their own, with and
//!   without a description), [`sdk::text`] (items and running text),
//!   [`sdk::enumerations`] (several before one word), [`sdk::item`] (blocks about one SDK),
//!   [`sdk::requests`] (what it asks for), [`sdk::services`] (known names below an
//!   announcement), [`sdk::addressed`] (names beside the address of their policy),
//!   [`sdk::makers`] (makers that stand for their SDKs), [`sdk::word`] and [`name::ending`] (names in front of "SDK"),
//!   [`name`] and [`name::words`] (what counts as a name), [`sharing`] (sharing,
//!   entrusting, transfer, publication), [`abroad`];
//! - the person: [`rights`], [`named_rights`] (by their names), [`cancel`] (accounts),
//!   [`minors`], [`consent`] (also changes, cookies, law);
//! - care: [`care`] (security, retention, self-start), [`sensitive`], [`personal`]
//!   (automated decisions, personalisation);
//! - faults: [`defects`].
//!
//! English sentences go through [`english`] (negation and reach by words) and its file
//! of the same family. `cases` holds what sentences and policies must be read to say.

mod abroad;
mod address;
mod app_name;
mod bare_words;
mod cancel;
mod care;
#[cfg(test)]
mod cases;
mod clauses;
mod consent;
mod contact;
mod dates;
mod defects;
mod definitions;
mod english;
mod entity;
mod information;
mod minors;
mod name;
mod named_only;
mod named_rights;
mod number;
mod operator;
mod permission_words;
mod permissions;
mod personal;
mod purpose;
mod questions;
mod rights;
mod sdk;
mod sensitive;
mod sentence;
mod shared_kinds;
mod sharing;
mod table;
mod tables_told;
mod text;
mod used;

use std::collections::BTreeSet;

use super::Declarations;
use super::declarations::{Declared, DeclaredPi, SdkMention, SelfStart, ThirdParty};
use super::lexicon::{Found, Lexicon, Tag, mainland};
use crate::facts::{Block, Document, DocumentRole, Language};
use clauses::{Act, Actor};
use information::Mention;
use text::Reading;

/// What `documents`, the main policy first, declare together. User agreements
/// count only where there is nothing else.
///
/// Time and memory grow with the length of the texts.
pub fn declare(documents: &[Document], lexicon: &Lexicon) -> Declarations {
    let agreement = |d: &Document| d.role == DocumentRole::UserAgreement;
    let policies: Vec<Document>;
    let mixed = documents.iter().any(agreement) && !documents.iter().all(agreement);
    let documents = if mixed {
        policies = documents
            .iter()
            .filter(|d| !agreement(d))
            .cloned()
            .collect();
        &policies
    } else {
        documents
    };
    let traditional = |d: &Document| d.language == Language::TraditionalChinese;
    let you = memchr::memmem::Finder::new("你");
    let is_familiar = |b: &Block| you.find(b.text.as_bytes()).is_some();
    let familiar = |d: &Document| d.blocks.iter().any(is_familiar);
    if !documents.iter().any(|d| traditional(d) || familiar(d)) {
        return read(&Reading::new(documents, documents, lexicon));
    }
    let mut plain = documents.to_vec();
    for document in &mut plain {
        let traditional = traditional(document);
        for block in &mut document.blocks {
            if traditional {
                block.text = mainland(&block.text);
            }
            if is_familiar(block) {
                block.text = polite(&block.text);
            }
        }
    }
    read(&Reading::new(&plain, documents, lexicon))
}

/// `text` with 您 for 你, the one word of policies that has two forms; names
/// ("猜你喜欢", "你我贷") keep theirs.
fn polite(text: &str) -> String {
    let mut before = '\0';
    let mut chars = text.chars().peekable();
    let mut polite = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        let named = matches!(before, '迷' | '猜' | '陪' | '懂' | '爱' | '教')
            || matches!(chars.peek(), Some('我' | '好' | '画' | '懂'));
        polite.push(if c == '你' && !named { '您' } else { c });
        before = c;
    }
    polite
}

fn read(reading: &Reading) -> Declarations {
    let tables = table::tables(reading);
    let (sdk_list, listed) = sdk::list(reading, &tables);
    let mentions = information::mentions(reading, &tables, &listed);
    let requests = permissions::requests(reading, &tables, &listed);
    let main = reading.documents.first();
    let title = title(reading);
    let mut declared = Declarations {
        language: main.map(|d| d.language).unwrap_or_default(),
        app_name: app_name::app_name(reading, title.value.as_deref()),
        title,
        operator: operator::operator(reading, &listed),
        contact: contact::contact(reading),
        complaint: contact::complaint(reading),
        dates: dates::dates(reading),
        rights: rights::rights(reading),
        minors: minors::minors(reading),
        sensitive: sensitive::sensitive(reading, &mentions),
        third_party: ThirdParty {
            mentions: sdk_mentions(reading),
            pi_types: third_kinds(reading, &mentions, &sdk_list),
            permissions: Vec::new(),
            sharing: sharing::sharing(reading),
            entrusted: sharing::entrusted(reading),
            transfer: sharing::transfer(reading),
            public_disclosure: sharing::public_disclosure(reading),
            sdk_list,
        },
        cross_border: abroad::cross_border(reading),
        retention: care::retention(reading),
        automated: personal::automated(reading),
        personalised: personal::personalised(reading),
        security: care::security(reading),
        self_start: SelfStart {
            declared: care::self_start(reading),
        },
        permissions: permissions::declared(reading, &requests),
        pi_types: information::declared(reading, &mentions),
        consent: consent::consent(reading),
        update_notice: consent::update_notice(reading),
        cookies: consent::cookies(reading),
        law: consent::law(reading),
        readability: defects::readability(reading),
        ..Declarations::default()
    };
    complete(reading, &mut declared, &mentions, &requests);
    declared.defects = defects::defects(reading, &declared);
    declared.contradictions = defects::contradictions(reading, &declared);
    declared
}

fn title(reading: &Reading) -> Declared<String> {
    let main = reading.documents.first();
    Declared {
        value: main.and_then(|d| d.title.clone()),
        evidence: Vec::new(),
        searched: Vec::new(),
    }
}

/// Declarations that follow from others: permissions name the kinds that they
/// open, cookies are a kind, the clipboard and installed apps have keys of their own.
fn complete(
    reading: &Reading,
    declared: &mut Declarations,
    mentions: &[Mention],
    requests: &[permissions::Request],
) {
    for request in requests {
        let Some(kind) = permissions::kind_of(reading, request) else {
            continue;
        };
        if request.actor == Actor::Third {
            push(&mut declared.third_party.pi_types, kind);
        } else if declared.pi(kind).is_none()
            && let Some(row) = permissions::as_kind(reading, request, kind)
        {
            declared.pi_types.push(row);
        }
    }
    if declared.cookies.holds()
        && declared.pi("cookie").is_none()
        && let Some(span) = declared.cookies.evidence.first()
    {
        declared.pi_types.push(DeclaredPi {
            pi_type: "cookie".to_owned(),
            wording: "Cookie".to_owned(),
            purpose: None,
            required: None,
            evidence: span.clone(),
        });
    }
    let own: BTreeSet<String> = declared
        .permissions
        .iter()
        .map(|p| p.permission.clone())
        .collect();
    for name in permissions::of_third(reading, requests).into_iter().chain(
        declared
            .third_party
            .sdk_list
            .iter()
            .flat_map(|e| e.permissions.clone()),
    ) {
        if !own.contains(&name) {
            push(&mut declared.third_party.permissions, &name);
        }
    }
    declared.clipboard = kind_declared(reading, mentions, "clipboard");
    declared.installed_apps = kind_declared(reading, mentions, "installed_apps");
    for (kind, slot) in [
        ("clipboard", &mut declared.clipboard),
        ("installed_apps", &mut declared.installed_apps),
    ] {
        let listed = declared
            .third_party
            .sdk_list
            .iter()
            .find(|e| e.pi_types.iter().any(|k| k == kind));
        let row = declared.pi_types.iter().find(|p| p.pi_type == kind);
        if slot.value != Some(true)
            && let Some(span) = row.map(|r| &r.evidence).or(listed.map(|e| &e.evidence))
        {
            slot.value = Some(true);
            slot.evidence = vec![span.clone()];
            slot.searched.clear();
        }
    }
}

fn push(all: &mut Vec<String>, item: &str) {
    if !item.is_empty() && !all.iter().any(|x| x == item) {
        all.push(item.to_owned());
    }
}

fn third_kinds(
    reading: &Reading,
    mentions: &[Mention],
    sdk_list: &[super::SdkEntry],
) -> Vec<String> {
    let mut all = Vec::new();
    for mention in mentions.iter().filter(|m| m.actor == Actor::Third) {
        push(&mut all, reading.lexicon.kind_id(mention.kind));
    }
    for kind in sdk_list.iter().flat_map(|e| &e.pi_types) {
        push(&mut all, kind);
    }
    if reading.sentences.iter().any(consent::third_party_cookies) {
        push(&mut all, "cookie");
    }
    all
}

/// Whether the app or an SDK is said to read a kind: a place that denies it
/// ("我们不会读取您的剪贴板") counts where none states it.
fn kind_declared(reading: &Reading, mentions: &[Mention], id: &str) -> Declared<bool> {
    let kind = reading.lexicon.kind(id);
    let stated: Vec<(u8, usize)> = mentions
        .iter()
        .filter(|m| Some(m.kind) == kind)
        .map(|m| (m.clarity, m.sentence))
        .collect();
    let denied = || -> Vec<(u8, usize)> {
        let names = |f: &Found| matches!(f.tag, Tag::Pi { kind: k, .. } if Some(k) == kind);
        let denies = |s: &&text::Sentence| {
            s.found.iter().filter(|f| names(f)).any(|f| {
                let clauses = reading.clauses(s);
                let at = clauses.partition_point(|c| c.start <= f.start);
                let clause = at.checked_sub(1).and_then(|at| clauses.get(at));
                clause.is_some_and(|c| c.act == Act::Denied)
            })
        };
        reading
            .told()
            .filter(denies)
            .map(|s| (1, s.index))
            .collect()
    };
    let (value, places) = match stated.is_empty() {
        false => (Some(true), stated),
        true => {
            let denied = denied();
            ((!denied.is_empty()).then_some(false), denied)
        }
    };
    Declared {
        value,
        evidence: questions::best(reading, places),
        searched: questions::searched(
            reading,
            &[super::lexicon::Topic::Collect, super::lexicon::Topic::Sdk],
            value.is_some(),
        ),
    }
}

/// SDKs named anywhere, the first place of each.
fn sdk_mentions(reading: &Reading) -> Vec<SdkMention> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for sentence in &reading.sentences {
        for found in &sentence.found {
            if let Tag::Sdk(at) = found.tag
                && seen.insert(at)
                && let Some(id) = reading.lexicon.sdks().get(usize::from(at))
            {
                all.push(SdkMention {
                    sdk: id.clone(),
                    evidence: reading.span(sentence),
                });
            }
        }
    }
    all
}
