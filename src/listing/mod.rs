//! What a store shows of an app: its listing, beside the package or in a list
//! for a whole batch.
//!
//! A [`Listing`] is written by a developer or a store, so it is as hostile as a
//! package: bounded in bytes and entries, and shown as text alone. A key that
//! does not exist is an error, since a misspelt `permissions` would accuse an app
//! of showing none.

mod batch;
mod compare;

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use batch::{Identity, Listings};
pub(crate) use compare::{is_app_filing, plain};

use crate::suggest;

/// Ending of a listing's name beside a package: `NAME.listing.json`.
pub const SUFFIX: &str = ".listing.json";
/// Bytes of one listing that are read at most.
pub const MAX_BYTES: usize = 4 << 20;
/// Permissions or kinds of information in one listing.
const MAX_ENTRIES: usize = 2_000;
/// Characters of one value, the texts of policy and description aside.
const MAX_CHARS: usize = 4_000;

/// What a store shows, or a developer submits, of one app. All keys may be left
/// out; what is left out is not shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Listing {
    /// Name of the package's file, to tell which package a line of a list is of.
    pub file: Option<String>,
    /// SHA-256 of the package's file, hexadecimal.
    pub sha256: Option<String>,
    /// Application id.
    pub package: Option<String>,
    /// Name of the app.
    pub name: Option<String>,
    /// Name of the developer or operator, in full.
    pub developer: Option<String>,
    /// Version as users see it.
    pub version: Option<String>,
    /// The store's category, in words.
    pub category: Option<String>,
    /// App type of 国信办秘字〔2021〕14号, 1 to 39.
    pub app_type: Option<u8>,
    /// What the app does.
    pub description: Option<String>,
    /// Filing number of the app (APP备案号).
    pub filing_number: Option<String>,
    /// Permissions, with purposes.
    pub permissions: Vec<ListedPermission>,
    /// The privacy policy.
    pub privacy_policy: Option<ListedPolicy>,
    /// Personal information that the app is said to handle; `[]` says that it
    /// handles none.
    pub data: Option<Vec<ListedData>>,
}

/// A permission that a listing names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ListedPermission {
    /// Full name, name without `android.permission.`, or what people call it.
    pub name: String,
    /// What for.
    pub purpose: Option<String>,
}

/// A privacy policy that a listing gives.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ListedPolicy {
    /// Its address; never opened.
    pub url: Option<String>,
    /// Its text: plain, Markdown or HTML. It is read as a policy from outside the
    /// package.
    pub text: Option<String>,
}

/// Personal information that a listing declares.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ListedData {
    /// What it is, in the words of the store or an id of `pi-types.toml`.
    pub kind: String,
    /// What for.
    pub purpose: Option<String>,
    /// Who else receives it.
    pub shared_with: Vec<String>,
}

/// A listing, and where it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ListingFacts {
    /// The file, with `:line` in a list.
    pub location: String,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// What it says.
    pub said: Listing,
}

/// A listing that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{location}: {cause}")]
pub struct ListingError {
    /// The file, with `:line` or `:line:column` where known.
    pub location: String,
    /// What is wrong.
    pub cause: String,
}

impl ListingError {
    fn new(location: impl Into<String>, cause: impl Into<String>) -> Self {
        Self {
            location: location.into(),
            cause: cause.into(),
        }
    }
}

/// Reads the listing of one app.
///
/// # Errors
/// The file cannot be read, is too large, is no JSON of this form, or holds more
/// than a listing may.
pub fn read_file(path: &Path) -> Result<ListingFacts, ListingError> {
    let location = path.display().to_string();
    let bytes = bounded(path, MAX_BYTES as u64)
        .map_err(|cause| ListingError::new(location.clone(), cause))?;
    parse(&bytes, &location)
}

/// The bytes of a file, if they are no more than a bound.
fn bounded(path: &Path, most: u64) -> Result<Vec<u8>, String> {
    use std::io::Read;
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(most.saturating_add(1)).read_to_end(&mut bytes))
        .map_err(|error| error.to_string())?;
    if bytes.len() as u64 > most {
        return Err(format!("larger than {} MiB", most >> 20));
    }
    Ok(bytes)
}

/// Reads one listing from JSON in UTF-8, with or without a byte order mark.
fn parse(bytes: &[u8], location: &str) -> Result<ListingFacts, ListingError> {
    let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let said: Listing = serde_json::from_slice(json).map_err(|error| {
        let message = error.to_string();
        // The place stands in front, as compilers have it.
        let message = message.split(" at line ").next().unwrap_or_default();
        let place = format!("{location}:{}:{}", error.line(), error.column());
        ListingError::new(place, suggest::with_hint(message))
    })?;
    check(&said).map_err(|cause| ListingError::new(location, cause))?;
    Ok(ListingFacts {
        location: location.into(),
        sha256: crate::sha256_hex(bytes),
        said,
    })
}

/// What the form alone does not say.
fn check(said: &Listing) -> Result<(), String> {
    if said.app_type.is_some_and(|n| !(1..=39).contains(&n)) {
        return Err("`app_type` is numbered 1 to 39".into());
    }
    if let Some(hash) = &said.sha256
        && (hash.len() != 64 || !hash.bytes().all(|b| b.is_ascii_hexdigit()))
    {
        return Err("`sha256` is not 64 hexadecimal digits".into());
    }
    let data = said.data.as_deref().unwrap_or_default();
    for (key, count) in [
        ("permissions", said.permissions.len()),
        ("data", data.len()),
    ] {
        if count > MAX_ENTRIES {
            return Err(format!("`{key}` has more than {MAX_ENTRIES} entries"));
        }
    }
    let url = said.privacy_policy.as_ref().and_then(|p| p.url.as_ref());
    let short = [
        ("file", &said.file),
        ("package", &said.package),
        ("name", &said.name),
        ("developer", &said.developer),
        ("version", &said.version),
        ("category", &said.category),
        ("filing_number", &said.filing_number),
    ];
    let short = short
        .into_iter()
        .filter_map(|(k, v)| Some((k, v.as_deref()?)));
    let listed = said.permissions.iter().flat_map(|p| {
        let purpose = p.purpose.as_deref().unwrap_or_default();
        [("permissions", p.name.as_str()), ("permissions", purpose)]
    });
    let kinds = data.iter().flat_map(|d| {
        let shared = d.shared_with.iter().map(String::as_str);
        let own = [d.kind.as_str(), d.purpose.as_deref().unwrap_or_default()];
        own.into_iter().chain(shared).map(|text| ("data", text))
    });
    let url = url.map(|u| ("privacy_policy.url", u.as_str()));
    for (key, text) in short.chain(listed).chain(kinds).chain(url) {
        if text.chars().nth(MAX_CHARS).is_some() {
            return Err(format!("`{key}` has more than {MAX_CHARS} characters"));
        }
    }
    Ok(())
}

impl Listing {
    /// A value that says something.
    pub fn shown(value: &Option<String>) -> Option<&str> {
        value
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
    }

    /// The address of the policy.
    pub fn policy_url(&self) -> Option<&str> {
        Self::shown(&self.privacy_policy.as_ref()?.url)
    }

    /// The text of the policy.
    pub fn policy_text(&self) -> Option<&str> {
        Self::shown(&self.privacy_policy.as_ref()?.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn error(json: &str) -> String {
        parse(json.as_bytes(), "a.listing.json")
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn a_whole_listing_is_read() {
        let json = "\u{feff}{\"name\": \"邻里集市\", \"developer\": null, \"data\": [],
            \"permissions\": [{\"name\": \"CAMERA\", \"purpose\": \"扫码\"}],
            \"privacy_policy\": {\"url\": \" https://example.com/p \", \"text\": \" \"}}";
        let read = parse(json.as_bytes(), "a.listing.json").unwrap();
        assert_eq!(read.said.name.as_deref(), Some("邻里集市"));
        assert_eq!(read.said.data, Some(Vec::new()));
        assert_eq!(read.said.policy_url(), Some("https://example.com/p"));
        assert_eq!(read.said.policy_text(), None);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let long = format!("{{\"name\": \"{}\"}}", "长".repeat(MAX_CHARS + 1));
        let many = format!("{{\"data\": [{}{{}}]}}", "{},".repeat(MAX_ENTRIES));
        let deep = "[".repeat(100_000);
        for (json, message) in [
            (
                "{\"permisions\": []}",
                "a.listing.json:1:13: unknown field `permisions`",
            ),
            ("{\"permisions\": []}", "did you mean `permissions`?"),
            (
                "{\"name\": \"a\", \"name\": \"b\"}",
                "duplicate field `name`",
            ),
            ("{\"name\": 5}", "invalid type"),
            ("{\"app_type\": 40}", "1 to 39"),
            ("{\"app_type\": 300}", "invalid value"),
            ("{\"sha256\": \"abc\"}", "64 hexadecimal"),
            (&long, "more than 4000 characters"),
            (&many, "more than 2000 entries"),
            (&deep, "invalid type"),
            ("", "EOF"),
            ("{} {}", "trailing characters"),
        ] {
            let error = error(json);
            assert!(error.contains(message), "{message} is not in {error}");
        }
    }

    #[test]
    fn a_file_over_the_bound_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.listing.json");
        std::fs::write(&path, vec![b' '; MAX_BYTES + 1]).unwrap();
        let error = read_file(&path).unwrap_err();
        assert_eq!(error.cause, "larger than 4 MiB");
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_listing_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&bytes, "x");
        }

        #[test]
        fn a_listing_survives_being_written(name in ".{0,20}", purpose in proptest::option::of(".{0,20}")) {
            let said = Listing {
                name: Some(name.clone()),
                permissions: vec![ListedPermission { name, purpose }],
                ..Listing::default()
            };
            let json = serde_json::to_vec(&said).unwrap();
            prop_assert_eq!(parse(&json, "x").unwrap().said, said);
        }
    }
}
