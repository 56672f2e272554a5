//! The shapes of signature files, as a person writes them.

mod api;
mod category;
mod consent;
mod lexicon;
mod library;
mod packer;
mod permission;
mod pi_type;
mod score;
mod sdk;
mod self_start;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use api::*;
pub use category::*;
pub use consent::*;
pub use lexicon::*;
pub use library::*;
pub use packer::*;
pub use permission::*;
pub use pi_type::*;
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
