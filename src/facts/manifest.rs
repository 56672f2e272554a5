//! The manifest as Android reads it, references resolved through resources.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One app's manifest; of a split set, the base's with the splits' additions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Manifest {
    /// Application id.
    pub package: String,
    /// `versionCodeMajor << 32 | versionCode`.
    pub version_code: Option<u64>,
    /// Resolved version name.
    pub version_name: Option<String>,
    /// `minSdkVersion`; a code name (preview) is kept out and noted as an anomaly.
    pub min_sdk: Option<u32>,
    /// `targetSdkVersion`.
    pub target_sdk: Option<u32>,
    /// `compileSdkVersion`.
    pub compile_sdk: Option<u32>,
    /// The application's label.
    pub label: Localized,
    /// The application's description.
    pub description: Localized,
    /// The icon, where nothing of it can be seen; `None` where something can, or
    /// where that could not be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unseen_icon: Option<UnseenIcon>,
    /// Requested permissions of every kind, sorted by name.
    pub uses_permissions: Vec<UsesPermission>,
    /// Permissions that the app defines.
    pub permissions: Vec<DefinedPermission>,
    /// Hardware and software features.
    pub features: Vec<Feature>,
    /// Package visibility: `<queries>`.
    pub queries: Queries,
    /// Attributes of `<application>`.
    pub application: Application,
    /// Activities, aliases, services, receivers and providers.
    pub components: Vec<Component>,
    /// `<meta-data>` directly under `<application>`.
    pub meta_data: Vec<MetaData>,
    /// Names of `<uses-library>` and `<uses-native-library>`.
    pub uses_libraries: Vec<String>,
}

/// A text in the languages that reports use.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Localized {
    /// Value without a locale qualifier.
    pub default: Option<String>,
    /// Value of the most general `zh` configuration (zh, then zh-CN, then any zh).
    pub zh: Option<String>,
    /// Value of the most general `en` configuration.
    pub en: Option<String>,
}

impl Localized {
    /// The best value for a reader of Chinese (`zh` first) or English.
    pub fn best(&self, zh: bool) -> Option<&str> {
        let order = if zh {
            [&self.zh, &self.default, &self.en]
        } else {
            [&self.en, &self.default, &self.zh]
        };
        order.into_iter().flatten().map(String::as_str).next()
    }
}

/// Whether text leaves a mark on the screen. Some apps bear a blank label, to be
/// hard to find.
pub fn is_seen(text: &str) -> bool {
    let blank = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
    };
    !text.chars().all(blank)
}

/// An icon that is transparent in every configuration, for every launcher entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnseenIcon {
    /// Some of it is an adaptive icon. The platform lays black below the layers
    /// (`AdaptiveIconDrawable.draw`), so a tile without a picture is seen.
    pub adaptive: bool,
    /// All that would be drawn, sorted: entries of the package, colours as
    /// `#aarrggbb`, `@android:color/transparent`.
    pub drawn: Vec<String>,
}

/// A requested permission.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UsesPermission {
    /// Full name, e.g. `android.permission.READ_PHONE_STATE`.
    pub name: String,
    /// Which element asks for it.
    pub kind: UsesPermissionKind,
    /// `maxSdkVersion`: not asked for above this API level.
    pub max_sdk: Option<u32>,
    /// `usesPermissionFlags` has `neverForLocation`.
    #[serde(default)]
    pub never_for_location: bool,
}

/// Element that requests a permission.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum UsesPermissionKind {
    /// `<uses-permission>`.
    UsesPermission,
    /// `<uses-permission-sdk-23>`.
    #[serde(rename = "uses-permission-sdk-23")]
    UsesPermissionSdk23,
    /// `<uses-permission-sdk-m>`.
    UsesPermissionSdkM,
}

/// A permission that the app defines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DefinedPermission {
    /// Full name.
    pub name: String,
    /// `protectionLevel` in words (`normal`, `dangerous`, `signature|privileged`).
    pub protection_level: String,
    /// `permissionGroup`.
    pub group: Option<String>,
}

/// A feature that the app uses.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Feature {
    /// Name, or `glEsVersion 0x…`.
    pub name: String,
    /// `required`, true unless said otherwise.
    pub required: bool,
}

/// Package visibility.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Queries {
    /// Package names.
    pub packages: Vec<String>,
    /// Intents.
    pub intents: Vec<IntentFilter>,
    /// Provider authorities.
    pub providers: Vec<String>,
}

/// Attributes of `<application>` that bear on privacy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Application {
    /// The Application class, full name.
    pub class: Option<String>,
    /// `appComponentFactory`, full name.
    pub component_factory: Option<String>,
    /// `allowBackup`.
    pub allow_backup: Option<bool>,
    /// `debuggable`.
    pub debuggable: Option<bool>,
    /// `usesCleartextTraffic`.
    pub cleartext_traffic: Option<bool>,
    /// `requestLegacyExternalStorage`.
    pub legacy_external_storage: Option<bool>,
    /// Default process.
    pub process: Option<String>,
}

/// Kind of component.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ComponentKind {
    /// `<activity>`.
    Activity,
    /// `<activity-alias>`.
    ActivityAlias,
    /// `<service>`.
    Service,
    /// `<receiver>`.
    Receiver,
    /// `<provider>`.
    Provider,
}

/// A declared component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Component {
    /// Kind.
    pub kind: ComponentKind,
    /// Full class name (a leading dot or a bare name joined to the package).
    pub name: String,
    /// `enabled`, true unless said otherwise.
    pub enabled: bool,
    /// `exported` as written; `None` leaves it to the platform's default.
    pub exported: Option<bool>,
    /// `process`.
    pub process: Option<String>,
    /// `permission`.
    pub permission: Option<String>,
    /// `authorities` of a provider, split at `;`.
    #[serde(default)]
    pub authorities: Vec<String>,
    /// `targetActivity` of an alias, full name.
    pub target: Option<String>,
    /// `foregroundServiceType` in words.
    #[serde(default)]
    pub foreground_service_types: Vec<String>,
    /// Intent filters.
    #[serde(default)]
    pub intent_filters: Vec<IntentFilter>,
    /// Meta-data.
    #[serde(default)]
    pub meta_data: Vec<MetaData>,
}

impl Component {
    /// Exported, with the platform's default where the manifest is silent: true
    /// for a component with an intent filter, false otherwise.
    pub fn is_exported(&self) -> bool {
        self.exported.unwrap_or(!self.intent_filters.is_empty())
    }

    /// Whether any filter names this action.
    pub fn has_action(&self, action: &str) -> bool {
        self.intent_filters
            .iter()
            .any(|filter| filter.actions.iter().any(|a| a == action))
    }

    /// Whether the launcher shows it.
    pub fn is_launcher(&self) -> bool {
        self.intent_filters.iter().any(|f| {
            f.actions.iter().any(|a| a == "android.intent.action.MAIN")
                && f.categories
                    .iter()
                    .any(|c| c == "android.intent.category.LAUNCHER")
        })
    }
}

/// An intent filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IntentFilter {
    /// Actions.
    pub actions: Vec<String>,
    /// Categories.
    pub categories: Vec<String>,
    /// `<data>` elements, each as `attribute=value` joined by spaces in the
    /// order scheme, host, port, path, pathPrefix, pathPattern, mimeType.
    pub data: Vec<String>,
    /// Priority, clamped by the platform to ±1000 for ordinary apps; as written.
    pub priority: i32,
}

/// A `<meta-data>` element.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MetaData {
    /// Name.
    pub name: String,
    /// Resolved value.
    pub value: Option<String>,
    /// The resource named by `android:resource`, as `type/name`.
    pub resource: Option<String>,
}
