//! `tongbao.toml`: what a project settles once for all its runs. Command-line
//! options win over it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::gate::Ignore;
use crate::limits::Limits;
use crate::report::Lang;
use crate::suggest;

/// Name of the file, looked for upwards from the working directory.
pub const FILE_NAME: &str = "tongbao.toml";
/// What `tongbao init` writes: every key, with comments.
pub const TEMPLATE: &str = include_str!("template.toml");
/// Bytes of a configuration that are read at most.
const MAX_BYTES: u64 = 4 << 20;

/// A configuration. Paths are as written; [`Config::resolve`] puts them beside
/// the file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Language of reports.
    pub lang: Option<Lang>,
    /// Thresholds of exit code 1: severities, verdicts, categories, or `never`.
    pub fail_on: Option<Vec<String>>,
    /// A folder of signatures laid over the built-in ones.
    pub signatures: Option<PathBuf>,
    /// A report folder whose findings are known.
    pub baseline: Option<PathBuf>,
    /// Policies from outside the package, for every package.
    pub policies: Vec<PathBuf>,
    /// What a store shows of the apps: a folder or a file, as `--listings`.
    pub listings: Option<PathBuf>,
    /// Bounds per package, by the names of `--limit`.
    pub limits: BTreeMap<String, toml::Value>,
    /// What is known of single apps.
    pub app: Vec<App>,
    /// Findings that do not count.
    pub ignore: Vec<Ignore>,
}

/// `[[app]]`: what is known of an app from outside its package.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct App {
    /// Application id.
    pub package: String,
    /// App type of 国信办秘字〔2021〕14号, 1 to 39.
    #[serde(default, rename = "type")]
    pub app_type: Option<u8>,
    /// Its policies, beside those of the package.
    #[serde(default)]
    pub policies: Vec<PathBuf>,
}

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}{}: {cause}", place(*.line, *.column))]
pub struct ConfigError {
    /// The file.
    pub file: String,
    /// Line from 1; 0 where the whole file is meant.
    pub line: usize,
    /// Column from 1, in characters.
    pub column: usize,
    /// What is wrong, and the nearest known key.
    pub cause: String,
}

fn place(line: usize, column: usize) -> String {
    match line {
        0 => String::new(),
        _ => format!(":{line}:{column}"),
    }
}

impl ConfigError {
    fn whole(path: &Path, cause: impl std::fmt::Display) -> Self {
        Self {
            file: path.display().to_string(),
            line: 0,
            column: 0,
            cause: cause.to_string(),
        }
    }
}

impl Config {
    /// The configuration in a folder or in the nearest one above it.
    pub fn find(from: &Path) -> Option<PathBuf> {
        from.ancestors()
            .map(|folder| folder.join(FILE_NAME))
            .find(|path| path.is_file())
    }

    /// Reads a file; its paths then lead from where the file is.
    ///
    /// # Errors
    /// The file cannot be read, is no such TOML, has an unknown key, an entry
    /// without a reason, or a bound that is none.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let fail = |cause: String| ConfigError::whole(path, cause);
        let size = std::fs::metadata(path).map_err(|e| fail(e.to_string()))?;
        if size.len() > MAX_BYTES {
            return Err(fail("larger than 4 MiB".into()));
        }
        let text = std::fs::read_to_string(path).map_err(|e| fail(e.to_string()))?;
        let mut config = Self::parse(&text, path)?;
        config.resolve(path.parent().unwrap_or(Path::new("")));
        Ok(config)
    }

    /// Reads a text; `path` is what errors call it. Paths stay as they are written.
    ///
    /// # Errors
    /// As [`Config::read`], but for the file.
    pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let before = text.get(..start).unwrap_or_default();
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            ConfigError {
                file: path.display().to_string(),
                line: before.matches('\n').count() + 1,
                column: before[line_start..].chars().count() + 1,
                cause: suggest::with_hint(error.message()),
            }
        })?;
        if let Some(entry) = config.ignore.iter().find(|e| e.reason.trim().is_empty()) {
            let cause = format!("[[ignore]] of `{}` has an empty reason", entry.id);
            return Err(ConfigError::whole(path, cause));
        }
        for app in &config.app {
            if app
                .app_type
                .is_some_and(|number| !(1..=39).contains(&number))
            {
                let cause = format!("[[app]] `{}`: types are numbered 1 to 39", app.package);
                return Err(ConfigError::whole(path, cause));
            }
        }
        let mut limits = Limits::default();
        config
            .set_limits(&mut limits)
            .map_err(|cause| ConfigError::whole(path, format!("[limits] {cause}")))?;
        Ok(config)
    }

    /// Sets the bounds that the configuration names.
    ///
    /// # Errors
    /// A name or value that means nothing.
    pub fn set_limits(&self, limits: &mut Limits) -> Result<(), crate::limits::LimitError> {
        for (name, value) in &self.limits {
            limits.set(&format!("{name}={value}"))?;
        }
        Ok(())
    }

    fn resolve(&mut self, folder: &Path) {
        let apps = self.app.iter_mut().flat_map(|app| &mut app.policies);
        let paths = self.policies.iter_mut().chain(apps);
        for path in paths
            .chain(&mut self.signatures)
            .chain(&mut self.baseline)
            .chain(&mut self.listings)
        {
            *path = folder.join(&path);
        }
    }

    /// What is known of an app.
    pub fn app(&self, package: &str) -> Option<&App> {
        self.app.iter().find(|app| app.package == package)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(text, Path::new("tongbao.toml")).map_err(|e| e.to_string())
    }

    #[test]
    fn the_template_is_valid_as_written_and_with_every_key_in_use() {
        assert!(parse(TEMPLATE).is_ok());
        // A key in a comment: `#key = value` or `#[[table]]`, no space.
        let in_use: String = TEMPLATE
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(key) if !key.starts_with([' ', '#']) && !key.is_empty() => key,
                _ => line,
            })
            .flat_map(|line| [line, "\n"])
            .collect();
        let config = parse(&in_use).unwrap();
        assert!(config.lang.is_some() && config.fail_on.is_some());
        assert!(config.signatures.is_some() && config.baseline.is_some());
        assert!(config.listings.is_some());
        assert!(!config.policies.is_empty() && !config.limits.is_empty());
        assert!(!config.app.is_empty() && !config.ignore.is_empty());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, message) in [
            ("lng = \"zh\"", "tongbao.toml:1:1: unknown field `lng`"),
            ("\n[[ignroe]]\nid = 1", "did you mean `ignore`?"),
            ("[[ignore]]\nid = \"x\"", "missing field `reason`"),
            ("[[ignore]]\nid = \"x\"\nreason = \" \"", "empty reason"),
            ("[limits]\nentrys = 5", "no limit `entrys`"),
            ("[limits]\nentries = \"many\"", "is not a number"),
            ("[[app]]\npackage = \"a.b\"\ntype = 40", "1 to 39"),
            ("lang = \"fr\"", "unknown variant `fr`"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(message), "{text:?} gave {error}");
        }
    }

    #[test]
    fn paths_lead_from_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        std::fs::write(&path, "policies = [\"a.html\", \"/b.html\"]").unwrap();
        let inner = folder.path().join("x/y");
        std::fs::create_dir_all(&inner).unwrap();
        assert_eq!(Config::find(&inner).as_ref(), Some(&path));
        let config = Config::read(&path).unwrap();
        assert_eq!(config.policies[0], folder.path().join("a.html"));
        assert_eq!(config.policies[1], Path::new("/b.html"));
    }
}
