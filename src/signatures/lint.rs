//! `tongbao signatures lint`: faults of a set that parsing alone cannot see.

use std::collections::{BTreeMap, HashSet};

use super::Signatures;
use super::model::{Assessable, Bilingual, PiTypeFile};
use crate::policy::lexicon::Lint;

/// A fault in a signature.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// Kebab-case code, stable.
    pub code: &'static str,
    /// The signature: `sdks/jpush`, `apis/telephony.get-imei`.
    pub subject: String,
    /// What is wrong and the way out.
    pub message: String,
}

/// Every fault of the set, sorted.
pub fn lint(set: &Signatures) -> Vec<Complaint> {
    let mut found = Vec::new();
    sdks(set, &mut found);
    prefixes(set, &mut found);
    apis(set, &mut found);
    permissions(set, &mut found);
    packers(set, &mut found);
    consent(set, &mut found);
    categories(set, &mut found);
    pi_types(set, &mut found);
    words(set, &mut found);
    found.sort();
    found.dedup();
    found
}

fn words(set: &Signatures, found: &mut Vec<Complaint>) {
    let kinds = PiTypeFile {
        types: set.pi_types.clone(),
    };
    match crate::policy::lexicon::lint(&set.words, &kinds) {
        Ok(lints) => found.extend(lints.iter().map(word_complaint)),
        Err(error) => complain(found, "lexicon", "policy".into(), error.to_string()),
    }
}

fn word_complaint(lint: &Lint) -> Complaint {
    let (code, phrase, message) = match lint {
        Lint::Twice { phrase, tag } => ("twice", phrase, format!("stands twice under `{tag}`")),
        Lint::Ambiguous {
            phrase,
            tags: [a, b],
        } => ("ambiguous", phrase, format!("means both `{a}` and `{b}`")),
        Lint::Shadowed { phrase, tag } => (
            "shadowed",
            phrase,
            format!("is never found as `{tag}`: a longer or earlier phrase takes it"),
        ),
    };
    Complaint {
        code,
        subject: format!("policy/{phrase}"),
        message,
    }
}

fn complain(found: &mut Vec<Complaint>, code: &'static str, subject: String, message: String) {
    found.push(Complaint {
        code,
        subject,
        message,
    });
}

fn both_languages(found: &mut Vec<Complaint>, subject: &str, field: &str, text: &Bilingual) {
    for (language, value) in [("zh", &text.zh), ("en", &text.en)] {
        if value.trim().is_empty() {
            complain(
                found,
                "missing-translation",
                subject.into(),
                format!("`{field}.{language}` is empty"),
            );
        }
    }
}

fn known_pi(set: &Signatures, found: &mut Vec<Complaint>, subject: &str, id: &str) {
    if set.pi_type(id).is_none() {
        complain(
            found,
            "unknown-pi-type",
            subject.into(),
            format!("`{id}` is not in policy/pi-types.toml"),
        );
    }
}

fn sdks(set: &Signatures, found: &mut Vec<Complaint>) {
    let mut aliases: BTreeMap<String, &str> = BTreeMap::new();
    for sdk in &set.sdks {
        let subject = format!("sdks/{}", sdk.id);
        both_languages(found, &subject, "name", &sdk.name);
        both_languages(found, &subject, "vendor", &sdk.vendor);
        if let Some(consent) = &sdk.consent {
            both_languages(found, &subject, "consent", consent);
        }
        for id in &sdk.named_with {
            if set.sdk(id).is_none() {
                complain(
                    found,
                    "unknown-sdk",
                    subject.clone(),
                    format!("`named_with` has `{id}`, which is not in sdks/"),
                );
            }
        }
        for id in &sdk.collects {
            known_pi(set, found, &subject, id);
        }
        let traces = &sdk.traces;
        let some_trace = [
            &traces.packages,
            &traces.components,
            &traces.libraries,
            &traces.meta_data,
            &traces.hosts,
            &traces.assets,
        ];
        if some_trace.iter().all(|list| list.is_empty()) && sdk.aliases.is_empty() {
            complain(
                found,
                "no-trace",
                subject.clone(),
                "nothing in [match] and no alias: it can never be found".into(),
            );
        }
        if sdk.source.trim().is_empty() {
            complain(
                found,
                "no-source",
                subject.clone(),
                "`source` is empty".into(),
            );
        }
        let names = sdk.aliases.iter().chain([&sdk.name.zh, &sdk.name.en]);
        for alias in names.map(|a| a.to_lowercase()).collect::<HashSet<_>>() {
            if let Some(other) = aliases.insert(alias.clone(), &sdk.id) {
                complain(
                    found,
                    "alias-collision",
                    subject.clone(),
                    format!("`{alias}` also names sdks/{other}: make one of them more specific"),
                );
            }
        }
    }
}

fn prefixes(set: &Signatures, found: &mut Vec<Complaint>) {
    let sdks = set
        .sdks
        .iter()
        .map(|s| (format!("sdks/{}", s.id), &s.traces.packages, 2));
    // A single label can be nobody else's: okhttp3, kotlin.
    let libraries = set
        .libraries
        .iter()
        .map(|l| (format!("libraries/{}", l.id), &l.packages, 1));
    let mut claims: BTreeMap<&str, String> = BTreeMap::new();
    for (subject, packages, labels) in sdks.chain(libraries) {
        for prefix in packages {
            if prefix.split('.').count() < labels || prefix.split('.').any(str::is_empty) {
                complain(
                    found,
                    "short-prefix",
                    subject.clone(),
                    format!("`{prefix}` needs at least {labels} labels, none of them empty"),
                );
            }
            if let Some(other) = claims.insert(prefix, subject.clone())
                && other != subject
            {
                complain(
                    found,
                    "prefix-collision",
                    subject.clone(),
                    format!("`{prefix}` is claimed by {other} too"),
                );
            }
        }
    }
}

fn apis(set: &Signatures, found: &mut Vec<Complaint>) {
    for api in &set.apis {
        let subject = format!("apis/{}", api.id);
        both_languages(found, &subject, "gives", &api.gives);
        if let Some(id) = &api.pi_type {
            known_pi(set, found, &subject, id);
        } else if api.permissions.is_empty() && api.widened_by.is_empty() {
            complain(
                found,
                "pointless",
                subject.clone(),
                "gives no personal information and needs no permission".into(),
            );
        }
        for name in &api.permissions {
            if set.permission(name).is_none() {
                complain(
                    found,
                    "unknown-permission",
                    subject.clone(),
                    format!("`{name}` is not in permissions/"),
                );
            }
        }
        if let (Some(since), Some(until)) = (api.since, api.until)
            && since > until
        {
            complain(
                found,
                "levels",
                subject.clone(),
                format!("since {since} is after until {until}"),
            );
        }
    }
}

fn permissions(set: &Signatures, found: &mut Vec<Complaint>) {
    for permission in &set.permissions {
        let subject = format!("permissions/{}", permission.name);
        both_languages(found, &subject, "label", &permission.label);
        for id in &permission.pi_types {
            known_pi(set, found, &subject, id);
        }
    }
}

fn packers(set: &Signatures, found: &mut Vec<Complaint>) {
    for packer in &set.packers {
        let subject = format!("packers/{}", packer.id);
        both_languages(found, &subject, "name", &packer.name);
        both_languages(found, &subject, "vendor", &packer.vendor);
    }
}

fn consent(set: &Signatures, found: &mut Vec<Complaint>) {
    for switch in &set.consent.switches {
        let subject = format!("consent/{}.{}", switch.class, switch.name);
        both_languages(found, &subject, "remedy", &switch.remedy);
        if set.sdk(&switch.sdk).is_none() {
            complain(
                found,
                "unknown-sdk",
                subject,
                format!("`{}` is not in sdks/", switch.sdk),
            );
        }
    }
}

fn categories(set: &Signatures, found: &mut Vec<Complaint>) {
    for category in &set.categories {
        let subject = format!("categories/{}", category.id);
        for (field, text) in [
            ("title", &category.title),
            ("explanation", &category.explanation),
            ("blind_spots", &category.blind_spots),
            ("remedy", &category.remedy),
            ("manual_check", &category.manual_check),
        ] {
            both_languages(found, &subject, field, text);
        }
        if category.check.is_none() != (category.assessable == Assessable::No) {
            complain(
                found,
                "check-missing",
                subject.clone(),
                "a category has a check exactly if it is assessable".into(),
            );
        }
        for other in &category.same_fact {
            if set.category(other).is_none() {
                complain(
                    found,
                    "unknown-category",
                    subject.clone(),
                    format!("`{other}` is not in categories/"),
                );
            }
        }
    }
}

fn pi_types(set: &Signatures, found: &mut Vec<Complaint>) {
    for pi in &set.pi_types {
        let subject = format!("policy/pi-types/{}", pi.id);
        both_languages(found, &subject, "name", &pi.name);
        let mut seen = HashSet::new();
        let mut next = Some(pi.id.as_str());
        while let Some(id) = next {
            if !seen.insert(id) {
                complain(
                    found,
                    "cycle",
                    subject.clone(),
                    format!("`{id}` is its own ancestor"),
                );
                break;
            }
            next = match set.pi_type(id) {
                Some(pi) => pi.parent.as_deref(),
                None => {
                    complain(
                        found,
                        "unknown-pi-type",
                        subject.clone(),
                        format!("parent `{id}` does not exist"),
                    );
                    None
                }
            };
        }
    }
}
