//! From files to a [`Signatures`].

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use foldhash::HashMap;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::model::{
    Api, ApiFile, AppType, AppTypeFile, Category, ConsentFile, FactFile, LegalSource, LexiconFile,
    Libraries, Library, Packer, Permission, PermissionFile, PiType, PiTypeFile, RegulatedFact, Sdk,
    SelfStartFile, StartAction, Weights,
};
use super::{
    Diagnostic, PackageIndex, PackerIndex, PermissionIndex, SdkIndex, Signatures, SwitchIndex,
};
use crate::judge::{RuleError, Rulebook};

mod builtin {
    include!(concat!(env!("OUT_DIR"), "/builtin_signatures.rs"));
}

/// Bytes of one signature file that are read at most.
const MAX_FILE_BYTES: u64 = 4 << 20;
/// Files in one overlay that are read at most.
const MAX_FILES: usize = 20_000;

/// A signature file: its name relative to the set, with `/`, and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Name, e.g. `sdks/jpush.toml`.
    pub name: Cow<'static, str>,
    /// Text.
    pub text: Cow<'static, str>,
    /// The same as JSON, for a file that is compiled into the binary.
    json: Option<&'static str>,
}

/// A signature file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct SignatureError(pub Box<Diagnostic>);

impl SignatureError {
    fn whole(file: &str, cause: impl std::fmt::Display) -> Self {
        Self(Box::new(Diagnostic::whole(
            file,
            "unusable",
            cause.to_string(),
        )))
    }

    /// A rule that does not hold up, at its place in the category's file.
    fn rule(error: RuleError, files: &[SourceFile]) -> Self {
        let RuleError {
            category,
            path,
            cause,
        } = error;
        let name = format!("categories/{category}.toml");
        let file = files.iter().find(|file| file.name == name);
        let place = file
            .and_then(|file| Some((file, super::place::within(&file.text, &path, &cause.span)?)));
        let diagnostic = match place {
            Some((file, bytes)) => {
                Diagnostic::at(&file.name, &file.text, bytes, "rule", cause.message)
            }
            None => Diagnostic::whole(&name, "rule", format!("{path}: {}", cause.message)),
        };
        Self(Box::new(diagnostic.help(cause.help)))
    }
}

impl SourceFile {
    /// A file of a set that is not compiled into the binary.
    pub fn new(name: impl Into<Cow<'static, str>>, text: impl Into<Cow<'static, str>>) -> Self {
        SourceFile {
            name: name.into(),
            text: text.into(),
            json: None,
        }
    }

    /// The files that are compiled into the binary.
    pub fn builtin() -> Vec<SourceFile> {
        builtin::FILES
            .iter()
            .map(|&(name, text, json)| SourceFile {
                name: name.into(),
                text: text.into(),
                json: Some(json).filter(|json| !json.is_empty()),
            })
            .collect()
    }

    /// The files of a folder, recursively; only `*.toml`.
    ///
    /// # Errors
    /// A folder or file that cannot be read or is larger than 4 MiB, or more
    /// than 20,000 files.
    pub fn folder(folder: &Path) -> Result<Vec<SourceFile>, SignatureError> {
        let mut files = Vec::new();
        let mut pending = vec![folder.to_path_buf()];
        while let Some(current) = pending.pop() {
            let shown = current.display().to_string();
            let entries =
                std::fs::read_dir(&current).map_err(|e| SignatureError::whole(&shown, e))?;
            for entry in entries {
                let entry = entry.map_err(|e| SignatureError::whole(&shown, e))?;
                let kind = entry
                    .file_type()
                    .map_err(|e| SignatureError::whole(&shown, e))?;
                let path = entry.path();
                if kind.is_dir() {
                    pending.push(path);
                } else if path.extension().is_some_and(|e| e == "toml") {
                    files.push(Self::read(folder, &path)?);
                }
                if files.len() + pending.len() > MAX_FILES {
                    return Err(SignatureError::whole(&shown, "more than 20,000 files"));
                }
            }
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(files)
    }

    /// The built-in files with those of a folder laid over them: a file of the
    /// same name replaces the built-in one, others are added.
    ///
    /// # Errors
    /// See [`SourceFile::folder`].
    pub fn overlaid(folder: &Path) -> Result<Vec<SourceFile>, SignatureError> {
        let mut files: BTreeMap<Cow<str>, SourceFile> = SourceFile::builtin()
            .into_iter()
            .map(|f| (f.name.clone(), f))
            .collect();
        for file in SourceFile::folder(folder)? {
            files.insert(file.name.clone(), file);
        }
        Ok(files.into_values().collect())
    }

    fn read(folder: &Path, path: &Path) -> Result<SourceFile, SignatureError> {
        let shown = path.display().to_string();
        let size = std::fs::metadata(path)
            .map_err(|e| SignatureError::whole(&shown, e))?
            .len();
        if size > MAX_FILE_BYTES {
            return Err(SignatureError::whole(&shown, "larger than 4 MiB"));
        }
        let text = std::fs::read_to_string(path).map_err(|e| SignatureError::whole(&shown, e))?;
        let relative = path.strip_prefix(folder).unwrap_or(path);
        let name = relative.to_string_lossy().replace('\\', "/");
        Ok(SourceFile::new(name, text))
    }
}

impl Signatures {
    /// The set that is compiled into the binary.
    ///
    /// # Panics
    /// Never with a released binary: `tongbao signatures lint` and the tests
    /// load the set before it is built in.
    pub fn builtin() -> Self {
        let sha256 = builtin::SHA256.to_owned();
        Self::load(&SourceFile::builtin(), sha256).expect("the built-in set is tested")
    }

    /// The built-in set with a folder laid over it: a file of the same name
    /// replaces the built-in one, others are added.
    ///
    /// # Errors
    /// See [`SourceFile::folder`]; and any file that does not parse.
    pub fn with_overlay(folder: &Path) -> Result<Self, SignatureError> {
        Self::from_files(&SourceFile::overlaid(folder)?)
    }

    /// A set from texts.
    ///
    /// # Errors
    /// The first file that does not parse or that defines an id again.
    pub fn from_files(files: &[SourceFile]) -> Result<Self, SignatureError> {
        let set = Self::load(files, digest(files))?;
        let lexicon = set.compile_lexicon();
        let lexicon = lexicon.map_err(|cause| SignatureError::whole("policy", cause))?;
        set.lexicon.get_or_init(|| lexicon);
        Ok(set)
    }

    fn load(files: &[SourceFile], sha256: String) -> Result<Self, SignatureError> {
        let mut parts = Parts::default();
        for file in files {
            parts.add(file)?;
        }
        parts.finish(sha256, files)
    }
}

/// What has been parsed so far.
#[derive(Default)]
struct Parts {
    version: String,
    pi_types: Vec<PiType>,
    sdks: Vec<Sdk>,
    libraries: Vec<Library>,
    apis: Vec<Api>,
    permissions: Vec<Permission>,
    packers: Vec<Packer>,
    self_start: Vec<StartAction>,
    consent: ConsentFile,
    weights: Weights,
    categories: Vec<Category>,
    words: Vec<LexiconFile>,
    app_types: Vec<AppType>,
    sources: Vec<LegalSource>,
    regulated: Vec<RegulatedFact>,
}

/// `set.toml`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SetFile {
    version: String,
}

impl Parts {
    fn add(&mut self, file: &SourceFile) -> Result<(), SignatureError> {
        let folder = file.name.split('/').next().unwrap_or_default();
        match (folder, &*file.name) {
            (_, "set.toml") => self.version = parse::<SetFile>(file)?.version,
            (_, "self-start.toml") => {
                self.self_start
                    .extend(parse::<SelfStartFile>(file)?.actions);
            }
            (_, "score.toml") => self.weights = parse(file)?,
            (_, "libraries.toml") => self.libraries.extend(parse::<Libraries>(file)?.library),
            (_, "policy/pi-types.toml") => self.pi_types.extend(parse::<PiTypeFile>(file)?.types),
            ("sdks", _) => self.sdks.push(parse(file)?),
            ("apis", _) => self.apis.extend(parse::<ApiFile>(file)?.apis),
            ("permissions", _) => self
                .permissions
                .extend(parse::<PermissionFile>(file)?.permissions),
            ("packers", _) => self.packers.push(parse(file)?),
            ("consent", _) => self.consent.merge(parse(file)?),
            ("app-types", _) => self.app_types.extend(parse::<AppTypeFile>(file)?.types),
            (_, "clauses/facts.toml") => self.regulated.extend(parse::<FactFile>(file)?.facts),
            ("clauses", _) => self.sources.push(parse(file)?),
            ("categories", _) => self.categories.push(parse(file)?),
            ("policy", _) => self.words.push(parse(file)?),
            _ => {
                return Err(SignatureError::whole(
                    &file.name,
                    "not a folder of the signature set: expected sdks/, apis/, permissions/, \
                     packers/, consent/, categories/, app-types/, clauses/ or policy/",
                ));
            }
        }
        Ok(())
    }

    fn finish(
        mut self,
        sha256: String,
        files: &[SourceFile],
    ) -> Result<Signatures, SignatureError> {
        self.categories
            .sort_by(|a, b| (a.authority, a.order, &a.id).cmp(&(b.authority, b.order, &b.id)));
        let api_by_id = unique("apis", self.apis.iter().map(|a| a.id.clone()))?;
        let permission_by_name = unique(
            "permissions",
            self.permissions.iter().map(|p| p.name.clone()),
        )?;
        let pi_by_id = unique(
            "policy/pi-types.toml",
            self.pi_types.iter().map(|p| p.id.clone()),
        )?;
        let sdk_by_id = unique("sdks", self.sdks.iter().map(|s| s.id.clone()))?;
        unique("categories", self.categories.iter().map(|c| c.id.clone()))?;
        unique("app-types", self.app_types.iter().map(|t| t.id.clone()))?;
        unique("clauses", self.sources.iter().map(|d| d.id.clone()))?;
        let rulebook =
            Rulebook::new(&self.categories).map_err(|e| SignatureError::rule(e, files))?;
        Ok(Signatures {
            version: self.version,
            sha256,
            lexicon: OnceLock::new(),
            knowledge: OnceLock::new(),
            words: self.words,
            app_types: self.app_types,
            sources: self.sources,
            regulated: self.regulated,
            sdk_index: SdkIndex::new(&self.sdks),
            packer_index: PackerIndex::new(&self.packers),
            permission_index: PermissionIndex::new(&self.apis),
            switch_index: SwitchIndex::new(&self.consent.switches, &self.sdks),
            package_index: PackageIndex::new(&self.sdks, &self.libraries),
            watch: OnceLock::new(),
            pi_types: self.pi_types,
            sdks: self.sdks,
            libraries: self.libraries,
            apis: self.apis,
            permissions: self.permissions,
            packers: self.packers,
            self_start: self.self_start,
            consent: self.consent,
            weights: self.weights,
            categories: self.categories,
            rulebook,
            api_by_id,
            permission_by_name,
            pi_by_id,
            sdk_by_id,
        })
    }
}

fn unique(
    what: &str,
    ids: impl Iterator<Item = String>,
) -> Result<HashMap<String, usize>, SignatureError> {
    let mut seen = HashMap::default();
    for (index, id) in ids.enumerate() {
        if seen.insert(id.clone(), index).is_some() {
            return Err(SignatureError::whole(
                what,
                format!("`{id}` is defined twice"),
            ));
        }
    }
    Ok(seen)
}

fn parse<T: DeserializeOwned>(file: &SourceFile) -> Result<T, SignatureError> {
    // Where the JSON does not fit the type, the text says where it does not.
    if let Some(parsed) = file.json.and_then(|json| serde_json::from_str(json).ok()) {
        return Ok(parsed);
    }
    toml::from_str(&file.text).map_err(|error| {
        let bytes = error.span().unwrap_or(0..0);
        SignatureError(Box::new(Diagnostic::at(
            &file.name,
            &file.text,
            bytes,
            "syntax",
            error.message(),
        )))
    })
}

fn digest(files: &[SourceFile]) -> String {
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.name.as_bytes());
        hash.update([0]);
        hash.update(file.text.as_bytes());
        hash.update([0]);
    }
    crate::hex(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_build_script_digests_as_an_overlaid_set_does() {
        assert_eq!(builtin::SHA256, digest(&SourceFile::builtin()));
    }
}
