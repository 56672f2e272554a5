//! APIs, permissions, packers, consent switches, kinds of information, words.

use std::collections::HashSet;

use super::Faults;
use crate::policy::lexicon::Lint;
use crate::signatures::diagnostic::Diagnostic;
use crate::signatures::model::PiTypeFile;

pub(super) fn lint(faults: &mut Faults) {
    apis(faults);
    permissions(faults);
    packers(faults);
    consent(faults);
    pi_types(faults);
    words(faults);
}

fn apis(faults: &mut Faults) {
    let set = faults.set;
    for api in &set.apis {
        let subject = format!("apis/{}", api.id);
        faults.both_languages(&subject, "gives", &api.gives);
        if let Some(id) = &api.pi_type {
            faults.known_pi(&subject, "pi_type", id);
        } else if api.permissions.is_empty() && api.widened_by.is_empty() {
            faults.add(
                &subject,
                "",
                "pointless",
                format!(
                    "`{}` gives no personal information and needs no permission",
                    api.id
                ),
                "give `pi_type` or `permissions`, or remove it",
            );
        }
        for (index, name) in api.permissions.iter().enumerate() {
            faults.known_permission(&subject, &format!("permissions[{index}]"), name);
        }
        if let (Some(since), Some(until)) = (api.since, api.until)
            && since > until
        {
            let message = format!("since {since} is after until {until}");
            faults.add(&subject, "since", "levels", message, "");
        }
    }
}

fn permissions(faults: &mut Faults) {
    let set = faults.set;
    for permission in &set.permissions {
        let subject = format!("permissions/{}", permission.name);
        faults.both_languages(&subject, "label", &permission.label);
        for (index, id) in permission.pi_types.iter().enumerate() {
            faults.known_pi(&subject, &format!("pi_types[{index}]"), id);
        }
    }
}

fn packers(faults: &mut Faults) {
    let set = faults.set;
    for packer in &set.packers {
        let subject = format!("packers/{}", packer.id);
        faults.both_languages(&subject, "name", &packer.name);
        faults.both_languages(&subject, "vendor", &packer.vendor);
    }
}

fn consent(faults: &mut Faults) {
    let set = faults.set;
    for switch in &set.consent.switches {
        let subject = format!("consent/{}.{}", switch.class, switch.name);
        faults.both_languages(&subject, "remedy", &switch.remedy);
        faults.known_sdk(&subject, "sdk", &switch.sdk);
    }
}

fn pi_types(faults: &mut Faults) {
    let set = faults.set;
    for pi in &set.pi_types {
        let subject = format!("policy/pi-types/{}", pi.id);
        faults.both_languages(&subject, "name", &pi.name);
        let mut seen = HashSet::new();
        let mut next = Some(pi.id.as_str());
        while let Some(id) = next {
            if !seen.insert(id) {
                let message = format!("`{id}` is its own ancestor");
                faults.add(&subject, "parent", "cycle", message, "");
                break;
            }
            next = match set.pi_type(id) {
                Some(pi) => pi.parent.as_deref(),
                None => {
                    faults.known_pi(&subject, "parent", id);
                    None
                }
            };
        }
    }
}

fn words(faults: &mut Faults) {
    let kinds = PiTypeFile {
        types: faults.set.pi_types.clone(),
    };
    match crate::policy::lexicon::lint(&faults.set.words, &kinds) {
        Ok(lints) => faults.found.extend(lints.iter().map(word)),
        Err(error) => faults
            .found
            .push(Diagnostic::whole("policy", "lexicon", error.to_string())),
    }
}

fn word(lint: &Lint) -> Diagnostic {
    let (code, message) = match lint {
        Lint::Twice { phrase, tag } => ("twice", format!("`{phrase}` stands twice under `{tag}`")),
        Lint::Ambiguous {
            phrase,
            tags: [a, b],
        } => (
            "ambiguous",
            format!("`{phrase}` means both `{a}` and `{b}`"),
        ),
        Lint::Shadowed { phrase, tag } => (
            "shadowed",
            format!("`{phrase}` is never found as `{tag}`: a longer or earlier phrase takes it"),
        ),
    };
    Diagnostic::whole("policy", code, message)
}
