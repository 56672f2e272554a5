//! `signatures/self-start.toml`: broadcasts that start an app without the user.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Bilingual;

/// The file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SelfStartFile {
    /// The broadcasts.
    #[serde(rename = "action")]
    pub actions: Vec<StartAction>,
}

/// A broadcast that starts an app.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StartAction {
    /// Intent action.
    pub name: String,
    /// Self-start or association start.
    pub kind: StartKind,
    /// When it is sent.
    pub text: Bilingual,
}

/// Kind of start.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum StartKind {
    /// 自启动: the system starts the app.
    #[serde(rename = "self")]
    SelfStart,
    /// 关联启动: an event elsewhere, or another app, starts it.
    Association,
}
