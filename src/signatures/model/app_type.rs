//! `signatures/app-types/*.toml`: the app types of 国信办秘字〔2021〕14号.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Bilingual;

/// A file.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AppTypeFile {
    /// In the order of the rules.
    #[serde(rename = "type")]
    pub types: Vec<AppType>,
}

/// A common type of app.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AppType {
    /// Number in article 5, 1 to 39.
    pub number: u8,
    /// Stable id, kebab case.
    pub id: String,
    /// Name as the rules write it, without 类.
    pub name: Bilingual,
    /// Its basic function.
    pub basic_function: Bilingual,
    /// The information without which the basic function cannot be provided;
    /// empty where the rules say that none is needed.
    pub necessary: Vec<NecessaryItem>,
    /// Permissions that the basic function calls for.
    #[serde(default)]
    pub needs: Vec<PermissionGroup>,
    /// Permissions that neither the basic function nor a usual further function
    /// of the type calls for.
    #[serde(default)]
    pub unrelated: Vec<PermissionGroup>,
    /// What an app of this type betrays itself by.
    #[serde(default)]
    pub signs: AppTypeSigns,
}

/// An item of necessary information.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NecessaryItem {
    /// In the words of the rules.
    pub text: Bilingual,
    /// Ids of the PI types that it covers.
    pub pi_types: Vec<String>,
}

/// Signs of an app type.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AppTypeSigns {
    /// Chinese words in name or description, found anywhere.
    pub words_zh: Vec<String>,
    /// Lower-case English words in name, description or package name, found as
    /// whole words.
    pub words_en: Vec<String>,
    /// Permissions that only a service of this type is protected by.
    pub binds: Vec<String>,
    /// Categories that only the start screen of this type has.
    pub intent_categories: Vec<String>,
    /// Ids of SDKs; `*` matches any run. Weak: they only support a word.
    pub sdks: Vec<String>,
}

/// Groups of permissions that open personal information, as TC260-PG-20204A
/// annex A groups them for Android.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PermissionGroup {
    /// Body activity: steps, walking, driving.
    Activity,
    /// Heart rate and other body sensors.
    BodySensors,
    /// Calendar.
    Calendar,
    /// Call log.
    CallLog,
    /// Camera.
    Camera,
    /// Contacts and accounts.
    Contacts,
    /// Location.
    Location,
    /// Microphone.
    Microphone,
    /// Telephone state, number and calls.
    Phone,
    /// Text messages.
    Sms,
    /// Files and media.
    Storage,
}

impl PermissionGroup {
    /// The group of a permission, by its full name.
    pub fn of(permission: &str) -> Option<Self> {
        Some(match permission.strip_prefix("android.permission.")? {
            "ACTIVITY_RECOGNITION" => Self::Activity,
            "BODY_SENSORS" | "BODY_SENSORS_BACKGROUND" => Self::BodySensors,
            "READ_CALENDAR" | "WRITE_CALENDAR" => Self::Calendar,
            "READ_CALL_LOG" | "WRITE_CALL_LOG" | "PROCESS_OUTGOING_CALLS" => Self::CallLog,
            "CAMERA" => Self::Camera,
            "READ_CONTACTS" | "WRITE_CONTACTS" | "GET_ACCOUNTS" => Self::Contacts,
            "ACCESS_FINE_LOCATION" | "ACCESS_COARSE_LOCATION" | "ACCESS_BACKGROUND_LOCATION" => {
                Self::Location
            }
            "RECORD_AUDIO" => Self::Microphone,
            "READ_PHONE_STATE" | "READ_PHONE_NUMBERS" | "CALL_PHONE" | "ANSWER_PHONE_CALLS"
            | "ADD_VOICEMAIL" | "USE_SIP" | "ACCEPT_HANDOVER" => Self::Phone,
            "READ_SMS" | "SEND_SMS" | "RECEIVE_SMS" | "RECEIVE_MMS" | "RECEIVE_WAP_PUSH" => {
                Self::Sms
            }
            "READ_EXTERNAL_STORAGE"
            | "WRITE_EXTERNAL_STORAGE"
            | "MANAGE_EXTERNAL_STORAGE"
            | "READ_MEDIA_IMAGES"
            | "READ_MEDIA_VIDEO"
            | "READ_MEDIA_AUDIO"
            | "READ_MEDIA_VISUAL_USER_SELECTED"
            | "ACCESS_MEDIA_LOCATION" => Self::Storage,
            _ => return None,
        })
    }
}
