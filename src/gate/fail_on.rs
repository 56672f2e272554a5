//! `--fail-on`: from where on a finding sets the exit code.

use std::str::FromStr;

use crate::judge::{Finding, Verdict};
use crate::signatures::Signatures;
use crate::signatures::model::Severity;
use crate::suggest;

/// A threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FailOn {
    /// Indicated findings of this severity or a graver one.
    Severity(Severity),
    /// Any finding that is indicated.
    Indicated,
    /// Any finding that is indicated or suspected.
    Suspected,
    /// Those, and categories that could not be judged.
    Inconclusive,
    /// Any finding of a category, also where another category holds it.
    Category(String),
}

/// A threshold that means nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is no severity, verdict or category{}", suggest::hint(.nearest.as_deref()))]
pub struct FailOnError {
    /// As typed.
    pub word: String,
    /// What was probably meant.
    pub nearest: Option<String>,
}

const SEVERITIES: [(&str, Severity); 5] = [
    ("info", Severity::Info),
    ("low", Severity::Low),
    ("medium", Severity::Medium),
    ("high", Severity::High),
    ("critical", Severity::Critical),
];
const VERDICTS: [(&str, FailOn); 3] = [
    ("indicated", FailOn::Indicated),
    ("suspected", FailOn::Suspected),
    ("inconclusive", FailOn::Inconclusive),
];

impl FromStr for FailOn {
    type Err = std::convert::Infallible;

    /// A severity, a verdict, or else a category's id; see [`FailOn::check`].
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        if let Some((_, severity)) = SEVERITIES.iter().find(|(name, _)| *name == word) {
            return Ok(Self::Severity(*severity));
        }
        if let Some((_, verdict)) = VERDICTS.iter().find(|(name, _)| *name == word) {
            return Ok(verdict.clone());
        }
        Ok(Self::Category(word.into()))
    }
}

impl FailOn {
    /// Thresholds from words; `never` alone is none.
    ///
    /// # Errors
    /// A word that is neither a severity, a verdict nor a category of the set.
    pub fn parse(words: &[String], set: &Signatures) -> Result<Vec<Self>, FailOnError> {
        let words = words.iter().filter(|word| *word != "never");
        words
            .map(|word| {
                let Ok(parsed) = word.parse();
                match &parsed {
                    Self::Category(id) if !set.categories.iter().any(|c| c.id == *id) => {
                        Err(FailOnError {
                            word: word.clone(),
                            nearest: suggest::nearest(word, names(set)).map(str::to_owned),
                        })
                    }
                    _ => Ok(parsed),
                }
            })
            .collect()
    }

    /// Whether a finding reaches it.
    pub fn meets(&self, finding: &Finding) -> bool {
        match self {
            Self::Severity(least) => {
                finding.verdict == Verdict::Indicated && finding.severity >= *least
            }
            Self::Indicated => finding.verdict == Verdict::Indicated,
            Self::Suspected | Self::Inconclusive => true,
            Self::Category(id) => finding.category == *id || finding.also.contains(id),
        }
    }
}

fn names(set: &Signatures) -> impl Iterator<Item = &str> {
    let severities = SEVERITIES.iter().map(|(name, _)| *name);
    let verdicts = VERDICTS.iter().map(|(name, _)| *name);
    let ids = set.categories.iter().map(|c| c.id.as_str());
    ["never"]
        .into_iter()
        .chain(severities)
        .chain(verdicts)
        .chain(ids)
}
