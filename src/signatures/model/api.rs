//! `signatures/apis/*.toml`: calls that give personal information or need a
//! permission, one group a file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Bilingual;

/// A group of APIs.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiFile {
    /// What the group is about.
    pub about: Bilingual,
    /// Where the facts come from, for entries that do not say otherwise.
    pub source: String,
    /// The entries.
    #[serde(rename = "api")]
    pub apis: Vec<Api>,
}

/// A watched API.
///
/// Several entries may match one call, e.g. a method and the same method with a
/// constant; the one that asks for more says more. Among URIs, files and
/// commands the longest match wins.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Api {
    /// Stable id, e.g. `telephony.get-imei`.
    pub id: String,
    /// How it shows in code.
    pub kind: ApiKind,
    /// Dotted class of a method or field, or of the `*_URI` field of a `uri`; a
    /// call on a class of the app that inherits the method counts. Absent where
    /// `argument` decides.
    #[serde(default)]
    pub class: Option<String>,
    /// Method or field name; `*` is every method of the class.
    #[serde(default)]
    pub name: Option<String>,
    /// DEX descriptor; absent for every overload.
    #[serde(default)]
    pub descriptor: Option<String>,
    /// The constant that decides: a settings key, a property or an action
    /// (compared whole), a content URI's or a file's prefix, the leading words of
    /// a command (an array of words counts as joined by spaces). For a method, a
    /// constant string argument that must reach the call.
    #[serde(default)]
    pub argument: Option<String>,
    /// For a method: one of these integer constants must reach a parameter of
    /// type `int`, e.g. a sensor's type. For a field: one of them must be put into
    /// it; a get says nothing then. Where code does not tell the integer, the use
    /// is a hint (low confidence): it may explain a permission, no more.
    #[serde(default)]
    pub numbers: Vec<i32>,
    /// For a method: an integer constant that has one of these bits must reach a
    /// parameter of type `int`, e.g. the events of `TelephonyManager.listen`.
    #[serde(default)]
    pub mask: Option<i32>,
    /// For a method: it asks who answers an intent. Behind code that gives an intent a
    /// package or class it is a hint: it may well ask for the app's own.
    #[serde(default)]
    pub by_intent: bool,
    /// PI type that it gives; absent for a call that merely needs a permission.
    #[serde(default)]
    pub pi_type: Option<String>,
    /// Permissions, any one of which lets it work; empty where none is needed.
    #[serde(default)]
    pub permissions: Vec<String>,
    /// Permissions without which it gives less, or nothing on some devices or API
    /// levels. The call explains why an app requests them; their absence does
    /// not silence the call.
    #[serde(default)]
    pub widened_by: Vec<String>,
    /// First API level; absent for an SDK's class and where no level is known.
    #[serde(default)]
    pub since: Option<u32>,
    /// Last API level at which an ordinary app that targets it gets the value.
    #[serde(default)]
    pub until: Option<u32>,
    /// What it gives, in regulatory wording.
    pub gives: Bilingual,
    /// Source where it differs from the file's.
    #[serde(default)]
    pub source: Option<String>,
}

/// How an API shows in code.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ApiKind {
    /// An invoke of a method.
    Method,
    /// A get of a field.
    Field,
    /// `Settings.{Secure,System,Global}.get*` with the key.
    Setting,
    /// A content URI, as `Uri.parse` constant or the provider class's `*_URI` field.
    Uri,
    /// `Runtime.exec` or `ProcessBuilder` with the command.
    Command,
    /// `SystemProperties.get` with the property, also by reflection.
    Property,
    /// A file path opened.
    File,
    /// A broadcast action registered for in code.
    Action,
    /// An intent action started.
    Intent,
}
