//! `signatures/libraries.toml`: open-source and platform libraries.
//!
//! A library is code that an app builds in and that no vendor runs a service
//! behind: it needs no row in a policy's list of SDKs, but what happens inside
//! it is not the app's own code either. What has a vendor who receives data is
//! an [`Sdk`](super::Sdk).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Libraries {
    /// In the order of the file, which says nothing.
    pub library: Vec<Library>,
}

/// A library.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Library {
    /// Stable id, kebab case; shared with no SDK.
    pub id: String,
    /// Name as its project writes it; the same in both languages.
    pub name: String,
    /// What it is for.
    pub kind: LibraryKind,
    /// Java package prefixes, matched at label boundaries. A single label only
    /// where it is nobody else's (`okhttp3`, `kotlin`). Between libraries and
    /// SDKs the longest prefix wins. Empty for one that is only native.
    #[serde(default)]
    pub packages: Vec<String>,
    /// Native library names; `*` matches any run.
    #[serde(default)]
    pub libraries: Vec<String>,
    /// Whether a call inside is put down to the library. False for helpers
    /// that act only when called (AndroidUtilCode, permission helpers): such a
    /// call is put down to the nearest caller outside, and the library is the
    /// way it went.
    #[serde(default = "yes")]
    pub attribution: bool,
    /// Classes that every app with the library carries, and that use a permission
    /// only if the app happens to hold it (`TwilightManager` of AppCompat). Their
    /// calls are nobody's: they explain no request and accuse nobody.
    #[serde(default)]
    pub incidental: bool,
}

fn yes() -> bool {
    true
}

/// What a library is for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum LibraryKind {
    /// AndroidX, the support library, Kotlin: extensions of the platform.
    Support,
    /// Application architecture, routing, plug-ins, hooks.
    Framework,
    /// HTTP, sockets, downloads, messaging.
    Network,
    /// Loading, decoding and picking of images.
    Image,
    /// JSON, XML, protocol buffers and other serialisation.
    Json,
    /// Reactive streams and event buses.
    Rx,
    /// Dependency injection and view binding.
    Di,
    /// Databases and key-value stores.
    Db,
    /// Views, animation, charts.
    Ui,
    /// Audio, video, camera.
    Media,
    /// Cryptography.
    Crypto,
    /// Everything small: logging, permissions, scanning, tests.
    Util,
    /// Game engines.
    GameEngine,
    /// Runtimes that carry apps written in another language.
    CrossPlatform,
}
