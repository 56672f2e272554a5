//! The shapes of signature files, as a person writes them.

mod api;
mod app_type;
mod category;
mod clause;
mod consent;
mod example;
mod lexicon;
mod library;
mod packer;
mod permission;
mod pi_type;
mod rule;
mod score;
mod sdk;
mod self_start;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use api::*;
pub use app_type::*;
pub use category::*;
pub use clause::*;
pub use consent::*;
pub use example::*;
pub use lexicon::*;
pub use library::*;
pub use packer::*;
pub use permission::*;
pub use pi_type::*;
pub use rule::*;
pub use score::*;
pub use sdk::*;
pub use self_start::*;

/// A text in both languages of the reports.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Chinese, as a Chinese compliance lawyer or engineer would write it.
    pub zh: String,
    /// English.
    pub en: String,
}
