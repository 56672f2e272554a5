//! Trackers of Exodus Privacy, as `https://reports.exodus-privacy.eu.org/api/trackers`
//! gives them: `{"trackers": {"1": {"name", "code_signature", "network_signature", …}}}`.
//!
//! A code signature is a regular expression that holds class-name prefixes
//! between `|`; a network signature likewise holds host names.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    ImportError, MAX_ENTRIES, Overlay, bare, free_name, is_java_name, names, one_line, slug,
    to_toml,
};
use crate::signatures::Signatures;
use crate::signatures::model::Home;

const NOTICE: &str = "\
This folder was made by `tongbao signatures import exodus` from a copy of the\n\
list of trackers of Exodus Privacy (https://exodus-privacy.eu.org).\n\
The list is made available under the Open Database License (ODbL) 1.0:\n\
https://opendatacommons.org/licenses/odbl/1-0/\n\
Whoever passes this folder on, passes it on under that licence, keeps this\n\
notice and says what was changed: trackers that tongbao tells apart already\n\
were left out, regular expressions became prefixes and host names, and the\n\
home of a vendor is assumed to be overseas unless its address ends in .cn.\n";

#[derive(Deserialize)]
struct File {
    trackers: BTreeMap<String, Tracker>,
}

#[derive(Deserialize)]
struct Tracker {
    #[serde(default)]
    name: String,
    #[serde(default)]
    code_signature: String,
    #[serde(default)]
    network_signature: String,
    #[serde(default)]
    website: String,
}

/// An overlay of the trackers that `set` does not tell apart yet.
///
/// # Errors
/// Text that is not such a list, or has more than [`MAX_ENTRIES`] trackers.
pub fn exodus(text: &str, set: &Signatures) -> Result<Overlay, ImportError> {
    let file: File = serde_json::from_str(text)?;
    if file.trackers.len() > MAX_ENTRIES {
        return Err(ImportError::TooMany);
    }
    let mut overlay = Overlay {
        notice: NOTICE.into(),
        ..Overlay::default()
    };
    let mut taken = names(set);
    let mut claimed = std::collections::BTreeSet::new();
    for (number, tracker) in &file.trackers {
        let label = match one_line(&tracker.name) {
            label if label.is_empty() => format!("tracker {}", one_line(number)),
            label => label,
        };
        let prefixes = prefixes(&tracker.code_signature);
        if prefixes.is_empty() {
            overlay.skip(&label, "no class-name prefix of two labels");
            continue;
        }
        let fresh: Vec<String> = prefixes
            .into_iter()
            .filter(|prefix| set.package_index.owner(prefix).is_none() && !swallows(set, prefix))
            .filter(|prefix| claimed.insert(prefix.clone()))
            .collect();
        let Some(first) = fresh.first() else {
            overlay.known += 1;
            continue;
        };
        let id = format!("exodus-{}-{}", slug(number), slug(&tracker.name));
        let home = if is_chinese(&tracker.website) {
            Home::Domestic
        } else {
            Home::Overseas
        };
        let source = format!("Exodus Privacy tracker {} (ODbL 1.0)", one_line(number));
        let name = free_name(&mut taken, &label, "Exodus");
        let mut sdk = bare(id.trim_end_matches('-').into(), name, label, home, source);
        sdk.examples.matches = vec![format!("{first}.Tracker")];
        sdk.traces.packages = fresh;
        let known_host = |host: &String| set.sdk_index.by_host(host).is_some();
        sdk.traces.hosts = hosts(&tracker.network_signature);
        sdk.traces.hosts.retain(|host| !known_host(host));
        overlay
            .files
            .insert(format!("sdks/{}.toml", sdk.id), to_toml(&sdk));
    }
    overlay.skipped.sort();
    Ok(overlay)
}

/// Alternatives of a code signature that are dotted Java names.
fn prefixes(signature: &str) -> Vec<String> {
    let mut found: Vec<String> = signature
        .split('|')
        .map(|part| part.trim().replace('\\', ""))
        .map(|part| part.trim_end_matches('.').to_string())
        .filter(|part| is_java_name(part))
        .collect();
    found.sort();
    found.dedup();
    found
}

/// Whether a prefix would take classes from an SDK or library of the set.
fn swallows(set: &Signatures, prefix: &str) -> bool {
    let sdks = set.sdks.iter().flat_map(|sdk| &sdk.traces.packages);
    let libraries = set.libraries.iter().flat_map(|library| &library.packages);
    sdks.chain(libraries).any(|known| {
        known
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.starts_with('.'))
    })
}

/// Alternatives of a network signature that are plain host names.
fn hosts(signature: &str) -> Vec<String> {
    let mut found: Vec<String> = signature
        .split('|')
        .map(|part| part.trim().replace("\\.", ".").to_ascii_lowercase())
        .map(|part| part.trim_matches('.').to_string())
        .filter(|part| is_host(part))
        .collect();
    found.sort();
    found.dedup();
    found
}

fn is_host(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    text.contains('.')
        && text.split('.').all(label)
        && text
            .rsplit('.')
            .next()
            .is_some_and(|last| last.len() >= 2 && last.chars().all(|c| c.is_ascii_alphabetic()))
}

fn is_chinese(website: &str) -> bool {
    let host = website.split("//").last().unwrap_or_default();
    let host = host.split(['/', ':']).next().unwrap_or_default();
    host.to_ascii_lowercase().ends_with(".cn")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_become_prefixes_and_hosts() {
        assert_eq!(
            prefixes("com.databerries.|com.geolocstation.|.LigatusManager|com|a b.c"),
            ["com.databerries", "com.geolocstation"]
        );
        assert_eq!(prefixes("com\\.example\\."), ["com.example"]);
        assert_eq!(
            hosts("krxd\\.net|fidzup|a4\\.tl|.*\\.evil|x.y\\.com$|1.2.3.4"),
            ["a4.tl", "krxd.net"]
        );
    }

    #[test]
    fn a_vendor_is_chinese_by_its_address() {
        for (website, expected) in [
            ("https://www.example.com.cn/path", true),
            ("http://example.cn:80", true),
            ("https://cn.example.com", false),
            ("", false),
        ] {
            assert_eq!(is_chinese(website), expected, "{website}");
        }
    }
}
