//! The manifest as a tree, the same from binary, protobuf and text XML.

use std::borrow::Cow;

/// Namespace of the platform's attributes.
pub const ANDROID: &str = "http://schemas.android.com/apk/res/android";

/// Elements inside elements; the manifest needs seven.
pub const MAX_DEPTH: usize = 64;

/// Elements and attributes of a tree; large apps have some 20 000.
pub const MAX_NODES: usize = 1 << 19;

/// Bytes of text that a tree may hold: many attributes can share one long string.
pub const MAX_TEXT: usize = 64 << 20;

/// Codes (kebab-case) and details of what was odd in a manifest.
pub type Oddities = Vec<(&'static str, String)>;

/// The code for what was not read, because there was too much of it.
pub const CUT: &str = "manifest-cut";

/// An XML element.
#[derive(Debug, Default)]
pub struct Element<'a> {
    /// Local name.
    pub name: Cow<'a, str>,
    /// Attributes in order.
    pub attributes: Vec<Attribute<'a>>,
    /// Child elements in order.
    pub children: Vec<Element<'a>>,
}

/// An attribute.
#[derive(Debug)]
pub struct Attribute<'a> {
    /// Resource id of the attribute, 0 for one without.
    pub id: u32,
    /// Whether it is in the namespace of the platform.
    pub android: bool,
    /// Local name.
    pub name: Cow<'a, str>,
    /// Value.
    pub value: Value<'a>,
}

/// A value of an attribute or a resource (`Res_value` in `ResourceTypes.h`).
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing, or nothing that the manifest can use.
    Null,
    /// Text.
    Text(Cow<'a, str>),
    /// A resource id.
    Reference(u32),
    /// A resource by name, as text XML has it: `string/app_name`.
    Named(Cow<'a, str>),
    /// A whole number.
    Int(u32),
    /// A whole number that was written in hexadecimal.
    Hex(u32),
    /// True or false.
    Bool(bool),
    /// A number.
    Float(f32),
    /// A colour, `0xAARRGGBB`.
    Color(u32),
    /// A dimension, fraction or theme attribute: type and data.
    Other(u8, u32),
}

impl Value<'_> {
    /// From the type and data of a `Res_value`, except strings.
    pub fn typed(kind: u8, data: u32) -> Value<'static> {
        match kind {
            0x00 => Value::Null,
            0x01 | 0x07 => Value::Reference(data),
            0x04 => Value::Float(f32::from_bits(data)),
            0x10 => Value::Int(data),
            0x11 => Value::Hex(data),
            0x12 => Value::Bool(data != 0),
            0x1c..=0x1f => Value::Color(data),
            other => Value::Other(other, data),
        }
    }

    /// The whole number, also from text in decimal or `0x` notation.
    pub fn int(&self) -> Option<u32> {
        match self {
            Value::Int(value) | Value::Hex(value) | Value::Color(value) => Some(*value),
            Value::Bool(value) => Some(u32::from(*value)),
            Value::Text(text) => parse_int(text.trim()),
            _ => None,
        }
    }

    /// True or false, as `TypedArray.getBoolean` takes it: any number but 0.
    pub fn bool(&self) -> Option<bool> {
        match self {
            Value::Text(text) => match text.trim() {
                "true" | "TRUE" | "True" => Some(true),
                "false" | "FALSE" | "False" => Some(false),
                other => parse_int(other).map(|v| v != 0),
            },
            other => other.int().map(|v| v != 0),
        }
    }

    /// As text (`Res_value::coerceToString`); `None` for null and references.
    pub fn text(&self) -> Option<String> {
        Some(match self {
            Value::Null | Value::Reference(_) | Value::Named(_) => return None,
            Value::Text(text) => text.to_string(),
            Value::Int(value) => value.cast_signed().to_string(),
            Value::Hex(value) => format!("0x{value:x}"),
            Value::Bool(value) => value.to_string(),
            Value::Float(value) => value.to_string(),
            Value::Color(value) => format!("#{value:08x}"),
            Value::Other(kind, data) => format!("type 0x{kind:02x} 0x{data:08x}"),
        })
    }
}

fn parse_int(text: &str) -> Option<u32> {
    if let Some(digits) = text.strip_prefix("0x").or(text.strip_prefix("0X")) {
        return u32::from_str_radix(digits, 16).ok();
    }
    let value: i64 = text.parse().ok()?;
    u32::try_from(value)
        .or_else(|_| i32::try_from(value).map(i32::cast_unsigned))
        .ok()
}

impl<'a> Element<'a> {
    /// The value of an attribute: of the platform's by resource id, or by name
    /// among those that have no id; of another by name.
    pub fn get(&self, attribute: Attr) -> Option<&Value<'a>> {
        let platform = attribute.id != 0;
        let by_id = |a: &&Attribute| platform && a.id == attribute.id;
        let by_name = |a: &&Attribute| {
            a.android == platform && (a.id == 0 || !platform) && a.name == attribute.name
        };
        let mut attributes = self.attributes.iter();
        attributes
            .find(by_id)
            .or_else(|| self.attributes.iter().find(by_name))
            .map(|a| &a.value)
            .filter(|value| **value != Value::Null)
    }

    /// Children of this name.
    pub fn named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Element<'a>> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// An attribute of the platform: its id in `android.R.attr`, and its name. The
/// platform matches by id, so a manifest whose names were garbled installs.
#[derive(Debug, Clone, Copy)]
pub struct Attr {
    /// Resource id, 0 for an attribute without a namespace.
    pub id: u32,
    /// Name.
    pub name: &'static str,
}

macro_rules! attributes {
    ($($constant:ident = $id:literal $name:literal;)*) => {
        /// The attributes that are read, ids from `core/res/res/values/public*.xml`.
        pub mod attr {
            use super::Attr;
            $(
                #[doc = concat!("`", $name, "`")]
                pub const $constant: Attr = Attr { id: $id, name: $name };
            )*
            /// All of them.
            pub const ALL: &[Attr] = &[$($constant),*];
        }
    };
}

attributes! {
    PACKAGE = 0 "package";
    SPLIT = 0 "split";
    PLATFORM_BUILD_VERSION_CODE = 0 "platformBuildVersionCode";
    LABEL = 0x0101_0001 "label";
    ICON = 0x0101_0002 "icon";
    NAME = 0x0101_0003 "name";
    PERMISSION = 0x0101_0006 "permission";
    READ_PERMISSION = 0x0101_0007 "readPermission";
    PROTECTION_LEVEL = 0x0101_0009 "protectionLevel";
    PERMISSION_GROUP = 0x0101_000a "permissionGroup";
    ENABLED = 0x0101_000e "enabled";
    DEBUGGABLE = 0x0101_000f "debuggable";
    EXPORTED = 0x0101_0010 "exported";
    PROCESS = 0x0101_0011 "process";
    AUTHORITIES = 0x0101_0018 "authorities";
    PRIORITY = 0x0101_001c "priority";
    DESCRIPTION = 0x0101_0020 "description";
    VALUE = 0x0101_0024 "value";
    RESOURCE = 0x0101_0025 "resource";
    MIME_TYPE = 0x0101_0026 "mimeType";
    SCHEME = 0x0101_0027 "scheme";
    HOST = 0x0101_0028 "host";
    PORT = 0x0101_0029 "port";
    PATH = 0x0101_002a "path";
    PATH_PREFIX = 0x0101_002b "pathPrefix";
    PATH_PATTERN = 0x0101_002c "pathPattern";
    PATH_SUFFIX = 0x0101_061e "pathSuffix";
    PATH_ADVANCED_PATTERN = 0x0101_0620 "pathAdvancedPattern";
    TINT = 0x0101_0121 "tint";
    DRAWABLE = 0x0101_0199 "drawable";
    START_COLOR = 0x0101_019d "startColor";
    END_COLOR = 0x0101_019e "endColor";
    COLOR = 0x0101_01a5 "color";
    TARGET_ACTIVITY = 0x0101_0202 "targetActivity";
    CENTER_COLOR = 0x0101_020b "centerColor";
    MIN_SDK_VERSION = 0x0101_020c "minSdkVersion";
    VERSION_CODE = 0x0101_021b "versionCode";
    VERSION_NAME = 0x0101_021c "versionName";
    TARGET_SDK_VERSION = 0x0101_0270 "targetSdkVersion";
    MAX_SDK_VERSION = 0x0101_0271 "maxSdkVersion";
    ALLOW_BACKUP = 0x0101_0280 "allowBackup";
    GL_ES_VERSION = 0x0101_0281 "glEsVersion";
    REQUIRED = 0x0101_028e "required";
    USES_CLEARTEXT_TRAFFIC = 0x0101_04ec "usesCleartextTraffic";
    ROUND_ICON = 0x0101_052c "roundIcon";
    COMPILE_SDK_VERSION = 0x0101_0572 "compileSdkVersion";
    VERSION_CODE_MAJOR = 0x0101_0576 "versionCodeMajor";
    APP_COMPONENT_FACTORY = 0x0101_057a "appComponentFactory";
    FOREGROUND_SERVICE_TYPE = 0x0101_0599 "foregroundServiceType";
    REQUEST_LEGACY_EXTERNAL_STORAGE = 0x0101_0603 "requestLegacyExternalStorage";
    USES_PERMISSION_FLAGS = 0x0101_0644 "usesPermissionFlags";
}
