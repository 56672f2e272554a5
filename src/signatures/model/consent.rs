//! `signatures/consent/*.toml`: how code tells that a person has agreed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Bilingual;

/// Words and switches of consent.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ConsentFile {
    /// Words in preference keys, method, field and class names that speak of
    /// consent, lower case, matched within identifiers at word boundaries
    /// (camel case and underscores split).
    pub words: Vec<String>,
    /// Words that make such a name speak of something else.
    pub not_words: Vec<String>,
    /// Methods that read a stored flag.
    #[serde(rename = "store")]
    pub stores: Vec<FlagStore>,
    /// Vendors' switches.
    #[serde(rename = "switch")]
    pub switches: Vec<ConsentSwitch>,
}

/// A method that reads a stored boolean.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlagStore {
    /// Dotted class.
    pub class: String,
    /// Method name.
    pub name: String,
    /// Index of the key among the parameters, `this` left out.
    pub key: u8,
}

/// A vendor's interface for consent or delayed initialisation.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentSwitch {
    /// Id of the SDK.
    pub sdk: String,
    /// Dotted class.
    pub class: String,
    /// Method name.
    pub name: String,
    /// DEX descriptor; absent for every overload.
    #[serde(default)]
    pub descriptor: Option<String>,
    /// What a call of it means.
    pub effect: SwitchEffect,
    /// For `grants_or_denies`: index of the boolean parameter, `this` left out.
    #[serde(default)]
    pub flag: Option<u8>,
    /// How to use it, for the remedy.
    pub remedy: Bilingual,
    /// Where the facts come from.
    pub source: String,
}

/// What a call of a switch means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SwitchEffect {
    /// Registers without collecting (`UMConfigure.preInit`).
    Prepares,
    /// Starts the SDK, which then collects (`UMConfigure.init`).
    Starts,
    /// Passes the person's decision; a constant `false` holds the SDK back.
    GrantsOrDenies,
    /// Turns one kind of collection off.
    Limits,
}

impl ConsentFile {
    /// Adds another file's entries.
    pub fn merge(&mut self, other: ConsentFile) {
        self.words.extend(other.words);
        self.not_words.extend(other.not_words);
        self.stores.extend(other.stores);
        self.switches.extend(other.switches);
    }
}
