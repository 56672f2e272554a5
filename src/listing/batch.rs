//! Listings of a whole batch: a folder of files, or a file with one a line.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Listing, ListingError, ListingFacts, MAX_BYTES, SUFFIX, bounded, parse, read_file};

/// Bytes of a list that are read at most.
const MAX_LIST_BYTES: u64 = 512 << 20;

/// Listings, found by what they name: the package's file, its hash or its
/// application id.
#[derive(Debug, Default)]
pub struct Listings {
    entries: Vec<ListingFacts>,
    by_hash: HashMap<String, usize>,
    by_file: HashMap<String, usize>,
    by_package: HashMap<String, Vec<usize>>,
    used: Vec<AtomicBool>,
}

/// What a package is known by.
#[derive(Debug, Clone, Copy)]
pub struct Identity<'a> {
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: &'a str,
    /// Path or name of the file.
    pub file: &'a str,
    /// Application id.
    pub package: &'a str,
    /// Version name.
    pub version: Option<&'a str>,
}

impl Listings {
    /// Reads a folder of `NAME.listing.json`, each of the package called NAME, or
    /// a file with one listing a line. A listing that cannot be used costs the
    /// others nothing.
    ///
    /// # Errors
    /// The folder or file itself cannot be read.
    pub fn read(path: &Path) -> Result<(Self, Vec<ListingError>), ListingError> {
        let read = if path.is_dir() {
            folder(path)?
        } else {
            list(path)?
        };
        let mut listings = Self::default();
        let mut errors = Vec::new();
        for entry in read {
            if let Err(error) = entry.and_then(|(key, entry)| listings.add(key, entry)) {
                errors.push(error);
            }
        }
        Ok((listings, errors))
    }

    fn add(&mut self, file: Option<String>, entry: ListingFacts) -> Result<(), ListingError> {
        let index = self.entries.len();
        let said = &entry.said;
        let fail = |cause: &str| ListingError::new(entry.location.clone(), cause);
        let file = file.or_else(|| said.file.as_deref().map(|name| stem(name).to_lowercase()));
        let hash = said.sha256.as_ref().map(|hash| hash.to_lowercase());
        if file.is_none() && hash.is_none() && said.package.is_none() {
            return Err(fail("names no package: give `file`, `sha256` or `package`"));
        }
        let twice = "another listing names the same package file";
        if hash
            .as_ref()
            .is_some_and(|hash| self.by_hash.contains_key(hash))
            || file
                .as_ref()
                .is_some_and(|file| self.by_file.contains_key(file))
        {
            return Err(fail(twice));
        }
        // One that names its file is of that file alone.
        match (&said.package, file.is_none() && hash.is_none()) {
            (Some(package), true) => {
                let others = self.by_package.entry(package.clone()).or_default();
                let same = |&other: &usize| self.entries[other].said.version == said.version;
                if others.iter().any(same) {
                    return Err(fail("another listing is of the same package and version"));
                }
                others.push(index);
            }
            _ => {
                self.by_hash.extend(hash.map(|hash| (hash, index)));
                self.by_file.extend(file.map(|file| (file, index)));
            }
        }
        self.entries.push(entry);
        self.used.push(AtomicBool::new(false));
        Ok(())
    }

    /// The listing of a package: by hash, by file, by application id and version,
    /// or the only one of its application id.
    pub fn find(&self, of: Identity) -> Option<&ListingFacts> {
        let by_package = || {
            let listed = self.by_package.get(of.package)?;
            let version =
                |index: &&usize| Listing::shown(&self.entries[**index].said.version) == of.version;
            match listed.as_slice() {
                [only] => Some(only),
                several => several.iter().find(version),
            }
        };
        let by_file = || self.by_file.get(&stem(of.file).to_lowercase());
        let found = self.by_hash.get(of.sha256).or_else(by_file);
        let index = *found.or_else(by_package)?;
        self.used.get(index)?.store(true, Ordering::Relaxed);
        self.entries.get(index)
    }

    /// Places of those that no package was found for.
    pub fn idle(&self) -> Vec<&str> {
        let entries = self.entries.iter().zip(&self.used);
        let idle = entries.filter(|(_, used)| !used.load(Ordering::Relaxed));
        idle.map(|(entry, _)| entry.location.as_str()).collect()
    }
}

type Read = Vec<Result<(Option<String>, ListingFacts), ListingError>>;

fn folder(path: &Path) -> Result<Read, ListingError> {
    let fail =
        |error: std::io::Error| ListingError::new(path.display().to_string(), error.to_string());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Links are not followed, as with packages.
        if let Some(stem) = name.strip_suffix(SUFFIX)
            && entry.file_type().map_err(fail)?.is_file()
        {
            files.push((entry.path(), stem.to_lowercase()));
        }
    }
    if files.is_empty() {
        let cause = format!("holds no file called NAME{SUFFIX}");
        return Err(ListingError::new(path.display().to_string(), cause));
    }
    files.sort();
    let read = files.into_iter();
    Ok(read
        .map(|(path, stem)| Ok((Some(stem), read_file(&path)?)))
        .collect())
}

fn list(path: &Path) -> Result<Read, ListingError> {
    let shown = path.display().to_string();
    let bytes =
        bounded(path, MAX_LIST_BYTES).map_err(|cause| ListingError::new(shown.clone(), cause))?;
    let lines = bytes.split(|&b| b == b'\n').enumerate();
    let lines = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
    Ok(lines
        .map(|(index, line)| {
            let location = format!("{shown}:{}", index + 1);
            if line.len() > MAX_BYTES {
                let cause = format!("longer than {} MiB", MAX_BYTES >> 20);
                return Err(ListingError::new(location, cause));
            }
            let mut read = parse(line.trim_ascii(), &location).map_err(|error| ListingError {
                // The line within the line is always 1.
                location: error.location.replacen(
                    &format!("{location}:1:"),
                    &format!("{location}:"),
                    1,
                ),
                ..error
            })?;
            read.location = location;
            Ok((None, read))
        })
        .collect())
}

/// A file's name without folders and its last ending.
fn stem(file: &str) -> &str {
    let name = file.trim_end_matches(['/', '\\']);
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity<'a>(file: &'a str, package: &'a str, version: &'a str) -> Identity<'a> {
        Identity {
            sha256: "",
            file,
            package,
            version: Some(version),
        }
    }

    fn read(lines: &str) -> (Listings, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("l.jsonl");
        std::fs::write(&path, lines).unwrap();
        let (listings, errors) = Listings::read(&path).unwrap();
        let shown = path.display().to_string();
        let errors = errors
            .iter()
            .map(|e| e.to_string().replace(&shown, "l.jsonl"));
        (listings, errors.collect())
    }

    #[test]
    fn a_listing_is_found_by_file_then_version_then_package() {
        let (listings, errors) = read(concat!(
            "{\"file\": \"x/One.apk\", \"package\": \"a.b\", \"name\": \"file\"}\n",
            "\r\n",
            "{\"package\": \"a.b\", \"version\": \"1\", \"name\": \"v1\"}\n",
            "{\"package\": \"a.b\", \"version\": \"2\", \"name\": \"v2\"}\n",
            "{\"package\": \"c.d\", \"version\": \"1\", \"name\": \"only\"}",
        ));
        assert!(errors.is_empty(), "{errors:?}");
        for (file, package, version, name) in [
            ("y/one.APK", "a.b", "2", Some("file")),
            ("other.apk", "a.b", "2", Some("v2")),
            ("other.apk", "a.b", "3", None),
            ("other.apk", "c.d", "3", Some("only")),
            ("other.apk", "e.f", "1", None),
        ] {
            let found = listings.find(identity(file, package, version));
            let found = found.and_then(|f| f.said.name.as_deref());
            assert_eq!(found, name, "{file} {package} {version}");
        }
        assert_eq!(listings.idle().len(), 1);
    }

    #[test]
    fn a_line_that_is_wrong_costs_the_others_nothing() {
        let (listings, errors) = read(concat!(
            "{\"package\": \"a.b\"}\n",
            "{\"package\": \"a.b\"}\n",
            "{\"pakage\": \"a.b\"}\n",
            "{\"name\": \"nobody\"}\n",
            "{\"package\": \"c.d\"}\n",
        ));
        assert_eq!(listings.idle().len(), 2);
        assert_eq!(errors.len(), 3, "{errors:?}");
        for (error, message) in errors.iter().zip([
            "l.jsonl:2: another listing is of the same package",
            "l.jsonl:3:9: unknown field `pakage`",
            "l.jsonl:4: names no package",
        ]) {
            assert!(error.starts_with(message), "{error}");
        }
    }

    #[test]
    fn a_folder_holds_one_file_for_each_package() {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        assert!(Listings::read(folder.path()).is_err());
        write("App-1.2.listing.json", "{\"name\": \"x\"}");
        write("readme.txt", "not one");
        let (listings, errors) = Listings::read(folder.path()).unwrap();
        assert!(errors.is_empty());
        assert!(listings.find(identity("in/app-1.2.apk", "", "")).is_some());
        assert!(listings.find(identity("in/app-1.apk", "", "")).is_none());
    }
}
