//! `signatures/self-start.toml`: what starts an app although the user did not open it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Bilingual;

/// The file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SelfStartFile {
    /// The intent actions.
    #[serde(rename = "action")]
    pub actions: Vec<StartAction>,
}

/// An intent action that starts an app: a broadcast to a receiver, or another
/// app's call of an exported service.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StartAction {
    /// Intent action.
    pub name: String,
    /// Self-start or association start.
    pub kind: StartKind,
    /// The `targetSdkVersion` from which Android no longer delivers it to
    /// receivers in the manifest; absent where it always does.
    #[serde(default)]
    pub ends_at_target: Option<u32>,
    /// When it is sent.
    pub text: Bilingual,
}

impl StartAction {
    /// Whether Android delivers it to receivers in the manifest of an app with
    /// this `targetSdkVersion`; an app that names none is old.
    pub fn reaches(&self, target_sdk: Option<u32>) -> bool {
        match (self.ends_at_target, target_sdk) {
            (Some(end), Some(target)) => target < end,
            _ => true,
        }
    }
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
