//! `signatures/self-start.toml`: what starts an app although the user did not open it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Bilingual;
use crate::facts::Manifest;

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
    /// Permission that an app must hold to get it; absent where any app does.
    #[serde(default)]
    pub permission: Option<String>,
    /// When it is sent.
    pub text: Bilingual,
}

impl StartAction {
    /// Whether Android delivers it to receivers in the manifest: by the
    /// `targetSdkVersion`, an app that names none is old, and by the permission.
    pub fn reaches(&self, manifest: &Manifest) -> bool {
        let in_time = match (self.ends_at_target, manifest.target_sdk) {
            (Some(end), Some(target)) => target < end,
            _ => true,
        };
        let asked = |permission: &String| {
            manifest
                .uses_permissions
                .iter()
                .any(|p| p.name == *permission)
        };
        in_time && self.permission.as_ref().is_none_or(asked)
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
