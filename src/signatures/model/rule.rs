//! `[[rule]]` of a category: when it applies, and what a finding then says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Bilingual, Severity};

/// A rule. It looks at each subject of one kind; where its condition holds
/// there is a finding about that subject. Of the rules of a category that hold
/// for one subject, the first counts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Name within the category, kebab case.
    pub id: String,
    /// Kind of subject that is looked at one by one: `app`, `permission`,
    /// `sdk`, …; `tongbao signatures fields` lists all.
    #[serde(default = "app")]
    pub each: String,
    /// The condition; see signatures/README.md for the language.
    pub when: String,
    /// What it amounts to.
    pub verdict: Claim,
    /// Gravity, where it differs from the category's.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// Key of the finding's subject where the kind's own does not tell two
    /// findings of this category apart. Part of the fingerprint: never change it.
    #[serde(default)]
    pub subject: Option<String>,
    /// What was found, in one sentence; `{sdk.name}` and the like stand for the
    /// subject's fields, `{names(sdk: …)}` and `{count(sdk: …)}` for many.
    pub text: Bilingual,
    /// What to show as evidence, in order; by default the subject's own, then
    /// what the policy says on each point that the condition reads.
    #[serde(default)]
    pub evidence: Vec<Show>,
    /// A way out more specific than the category's. Where a field in it has no
    /// value for a subject, the category's stands.
    #[serde(default)]
    pub remedy: Option<Bilingual>,
}

fn app() -> String {
    "app".into()
}

/// What a rule that holds amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Claim {
    /// The package itself shows it.
    Indicated,
    /// Evidence that a person must confirm.
    Suspected,
    /// Only a hint for the manual check of a category that needs a running app:
    /// it stands in the category's note and makes no finding.
    Hint,
}

/// A piece of evidence to show.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Show {
    /// See [`ShowWith::show`].
    Plain(String),
    /// With a text or a limit of its own.
    With(ShowWith),
}

/// A piece of evidence with a text of its own.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowWith {
    /// `subject`: the subject's own evidence. `silence`: the policy was searched
    /// for the subject in vain. `app`, `code`, `policy`: theirs. `policy.…`:
    /// what the policy says on that point, or where it was searched in vain; with
    /// `?` behind it only where the policy affirms it.
    /// `sdk.words` and the like: a quotation. `sdk: …condition…`: the strongest
    /// evidence of each subject of a kind that fulfils it.
    pub show: String,
    /// Text in place of the standard one.
    #[serde(default)]
    pub text: Option<Bilingual>,
    /// Pieces at most, where there are many: 1 sentence of the policy, 5
    /// subjects by default.
    #[serde(default)]
    pub most: Option<u8>,
}

impl Show {
    /// What to show.
    pub fn show(&self) -> &str {
        match self {
            Show::Plain(show) => show,
            Show::With(with) => &with.show,
        }
    }

    /// Its own text.
    pub fn text(&self) -> Option<&Bilingual> {
        match self {
            Show::Plain(_) => None,
            Show::With(with) => with.text.as_ref(),
        }
    }
}
