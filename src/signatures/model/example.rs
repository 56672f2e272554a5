//! `[[example]]` of a category: a small app, and what must be found in it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::listing::Listing;

/// An app in a few lines, and the findings that it must give.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Example {
    /// What the example shows, in a few words.
    pub name: String,
    /// Rules that must make a finding (or a hint), each with the subjects that it
    /// must be about; `""` is the app itself. No other finding may appear. Empty:
    /// nothing must be found.
    pub finds: BTreeMap<String, Vec<String>>,
    /// The category's verdict where it is not plain from `finds`: `inconclusive`.
    pub verdict: Option<String>,
    /// Label of the app.
    pub label: Option<String>,
    /// Version name.
    pub version: Option<String>,
    /// `targetSdkVersion`; 33 by default.
    pub target_sdk: Option<u32>,
    /// App type of 国信办秘字〔2021〕14号.
    pub app_type: Option<u8>,
    /// Without a launcher entry.
    pub no_launcher: bool,
    /// What is wrong with the icon; absent: it is seen.
    pub icon: Option<ExampleIcon>,
    /// Full names of the permissions that it requests.
    pub permissions: Vec<String>,
    /// `<meta-data>` under `<application>`: name to value.
    pub meta_data: BTreeMap<String, String>,
    /// Ids of the SDKs that it embeds.
    pub sdks: Vec<String>,
    /// Calls of watched APIs. One that needs a permission reads nothing unless
    /// `permissions` has it.
    pub calls: Vec<ExampleCall>,
    /// Components besides the launcher activity.
    pub components: Vec<ExampleComponent>,
    /// Text of the policy in the package. What is too short to be read as a
    /// policy is filled up with sentences that declare nothing. Absent: no policy.
    pub policy: Option<String>,
    /// The address of a policy in the package.
    pub policy_url: Option<String>,
    /// Text of a consent prompt.
    pub prompt: Option<String>,
    /// What a store shows of the app.
    pub listing: Option<Listing>,
    /// The code is packed and could not be read.
    pub packed: bool,
    /// The package holds a native library.
    pub native: bool,
    /// File names of native libraries in the package.
    pub libraries: Vec<String>,
    /// Host names in code.
    pub hosts: Vec<String>,
}

/// An icon of which nothing can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ExampleIcon {
    /// An image without a visible pixel.
    Transparent,
    /// An adaptive icon whose layers are all transparent.
    LayersTransparent,
}

/// A call of a watched API.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExampleCall {
    /// Id of the API.
    pub api: String,
    /// Whose code: `app`, or the id of an SDK or library; `app` by default.
    pub by: Option<String>,
    /// Reachable at start-up with no consent test on the way.
    pub at_startup: bool,
}

/// A component.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExampleComponent {
    /// `receiver`, `service`, `activity`, `provider`.
    pub kind: String,
    /// Class; in the app's package by default.
    pub name: Option<String>,
    /// Intent actions that it answers.
    pub actions: Vec<String>,
    /// `foregroundServiceType`.
    pub service_types: Vec<String>,
}
