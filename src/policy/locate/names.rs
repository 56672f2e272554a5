//! What a path says before its file is read.

use std::sync::LazyLock;

use super::words::Words;

/// How likely a file is a policy by its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Promise {
    /// Its name says so.
    Named,
    /// A text under a name that says nothing.
    Text,
    /// A script or a data file that may hold a text.
    Script,
    /// An archive that may hold files.
    Archive,
}

/// Sizes below which a file holds no policy, and above which only a name makes it
/// worth reading, bytes.
const TEXT_SIZES: std::ops::RangeInclusive<u64> = 500..=(1 << 20);
const SCRIPT_SIZES: std::ops::RangeInclusive<u64> = 2_000..=(12 << 20);
const ARCHIVE_SIZES: std::ops::RangeInclusive<u64> = 100..=(64 << 20);

/// Parts of names, lower case, in English, Pinyin and Chinese.
const WORDS: [&str; 36] = [
    "privacy",
    "private_policy",
    "privte",
    "yinsi",
    "ysxy",
    "yszc",
    "ysbh",
    "yszcheng",
    "policy",
    "policies",
    "agreement",
    "xieyi",
    "yhxy",
    "fwxy",
    "fwtk",
    "protocol",
    "user_terms",
    "userterms",
    "service_terms",
    "terms",
    "eula",
    "sdklist",
    "sdk_list",
    "sdk-list",
    "thirdsdk",
    "third_sdk",
    "children",
    "child_",
    "ertong",
    "disclaimer",
    "statement",
    "permission_desc",
    "隐私",
    "協議",
    "协议",
    "政策",
];
/// [`WORDS`] in one pass: every file of every package is asked for them.
static NAMED: LazyLock<Words> = LazyLock::new(|| Words::new(&WORDS));
/// More of them, which are whole names only.
const NAMES: [&str; 14] = [
    "us",
    "ys",
    "yh",
    "sdk",
    "terms",
    "rule",
    "rules",
    "legal",
    "law",
    "child",
    "clause",
    "条款",
    "声明",
    "用户须知",
];

/// Classifies a path; `resource` is the name of the resource that the file
/// belongs to. `None` for what holds no policy.
pub(super) fn promise(path: &str, resource: Option<&str>, size: u64) -> Option<Promise> {
    let lower = path.to_lowercase();
    let file = lower.rsplit('/').next().unwrap_or(&lower);
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    if is_elsewhere(&lower) {
        return None;
    }
    let named = || {
        let resource = resource.map(str::to_lowercase).unwrap_or_default();
        let folder = lower.rsplit('/').nth(1).unwrap_or("");
        [stem, &resource, folder].iter().any(|n| is_named(n))
            && !file.contains("third_party_license")
            && !resource.contains("license")
    };
    match extension {
        "html" | "htm" | "xhtml" | "shtml" | "txt" | "md" | "markdown" | "docx" | "pdf"
        | "text" | "mht" | "doc" | "rtf" => {
            if named() {
                Some(Promise::Named)
            } else {
                TEXT_SIZES.contains(&size).then_some(Promise::Text)
            }
        }
        "json" | "js" | "vue" | "jsbundle" | "bundle" | "hbc" | "mjs" | "jsx" => {
            if extension != "hbc" && size < 2 << 20 && named() {
                Some(Promise::Named)
            } else {
                SCRIPT_SIZES.contains(&size).then_some(Promise::Script)
            }
        }
        "zip" | "wgt" | "amr" | "h5" | "pack" | "7z" => {
            ARCHIVE_SIZES.contains(&size).then_some(Promise::Archive)
        }
        _ if !is_apps_own(&lower) || BINARY.contains(&extension) => None,
        _ if named() => Some(Promise::Named),
        // Unknown endings and none: the app's own renaming.
        _ => TEXT_SIZES.contains(&size).then_some(Promise::Text),
    }
}

/// Places for files of any kind: assets and raw resources, also of bundles and
/// under renamed folders. Binary XML of layouts is elsewhere.
fn is_apps_own(lower: &str) -> bool {
    let renamed = lower.starts_with("r/") || lower.starts_with("res/");
    lower.contains("assets/") || lower.contains("/raw") || renamed && !lower.ends_with(".xml")
}

/// Places where no app keeps its policy.
fn is_elsewhere(lower: &str) -> bool {
    const PREFIXES: [&str; 7] = [
        "meta-inf/",
        "lib/",
        "kotlin/",
        "okhttp3/",
        "javax/",
        "org/",
        "google/",
    ];
    PREFIXES.iter().any(|p| lower.starts_with(p))
        || lower.ends_with("androidmanifest.xml")
        || lower.ends_with("resources.arsc")
        || lower.ends_with("resources.pb")
        || (lower.starts_with("classes") && lower.ends_with(".dex"))
}

/// Endings of files without text.
const BINARY: [&str; 64] = [
    "png",
    "jpg",
    "jpeg",
    "webp",
    "gif",
    "bmp",
    "ico",
    "svg",
    "svga",
    "pag",
    "so",
    "dex",
    "jar",
    "apk",
    "ttf",
    "otf",
    "ttc",
    "woff",
    "woff2",
    "eot",
    "mp3",
    "mp4",
    "m4a",
    "ogg",
    "wav",
    "aac",
    "amr",
    "flac",
    "mid",
    "webm",
    "mov",
    "css",
    "scss",
    "less",
    "map",
    "db",
    "sqlite",
    "realm",
    "tflite",
    "model",
    "onnx",
    "pb",
    "proto",
    "arsc",
    "class",
    "kt",
    "java",
    "lua",
    "glsl",
    "frag",
    "vert",
    "plist",
    "atlas",
    "skel",
    "ktx",
    "obj",
    "unity3d",
    "assetbundle",
    "res",
    "icu",
    "brk",
    "properties",
    "version",
    "dict",
];

fn is_named(name: &str) -> bool {
    if name.is_empty() {
        return false;
    }
    let policy = NAMED.is_match(name) || NAMES.contains(&name);
    // Content-security and cache policies, network protocols.
    const OTHERS: [&str; 8] = [
        "network",
        "cache",
        "retry",
        "protocolbuf",
        "password",
        "backup",
        "device_policy",
        "crossdomain",
    ];
    policy && !OTHERS.iter().any(|o| name.contains(o))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_paths() {
        use Promise::*;
        let cases: &[(&str, Option<&str>, u64, Option<Promise>)] = &[
            ("assets/privacy.html", None, 100, Some(Named)),
            (
                "assets/apps/__UNI__A1/www/static/yinsi.html",
                None,
                9000,
                Some(Named),
            ),
            (
                "assets/flutter_assets/assets/doc/用户协议.md",
                None,
                9000,
                Some(Named),
            ),
            ("res/raw/ysxy.txt", None, 9000, Some(Named)),
            ("res/aB.html", Some("privacy_policy"), 9000, Some(Named)),
            ("res/aB", Some("raw1"), 9000, Some(Text)),
            ("assets/agreement/a.html", None, 9000, Some(Named)),
            ("assets/a.html", None, 9000, Some(Text)),
            ("assets/a.html", None, 90, None),
            ("assets/x.qwe", None, 9000, Some(Text)),
            ("assets/www/app.js", None, 90_000, Some(Script)),
            ("assets/index.android.bundle", None, 900_000, Some(Script)),
            ("assets/h5.zip", None, 90_000, Some(Archive)),
            ("assets/logo_privacy.png", None, 9000, None),
            ("res/layout/activity_privacy.xml", None, 9000, None),
            ("res/xml/network_security_policy.xml", None, 9000, None),
            ("META-INF/LICENSE.txt", None, 9000, None),
            ("lib/arm64-v8a/libprivacy.so", None, 9000, None),
        ];
        for (path, resource, size, expected) in cases {
            assert_eq!(promise(path, *resource, *size), *expected, "{path}");
        }
    }
}
