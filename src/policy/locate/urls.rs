//! Addresses that look like a policy's.

use crate::facts::Located;
use crate::signatures::SdkIndex;

/// Parts of an address that speak of a policy.
const WORDS: [&str; 20] = [
    "privacy",
    "yinsi",
    "ysxy",
    "yszc",
    "ysbh",
    "agreement",
    "xieyi",
    "yhxy",
    "fwxy",
    "policy",
    "policies",
    "private-policy",
    "protocol",
    "user-terms",
    "userterms",
    "/terms",
    "term-of",
    "terms-of",
    "隐私",
    "%e9%9a%90%e7%a7%81",
];

/// Hosts whose policies are not the app's: vendors whose SDKs carry the address of
/// their own, standards, and stores.
const OTHERS: [&str; 40] = [
    "schemas.android.com",
    "w3.org",
    "apache.org",
    "xml.org",
    "xmlpull.org",
    "mozilla.org",
    "google.com",
    "googleapis.com",
    "android.com",
    "gstatic.com",
    "facebook.com",
    "twitter.com",
    "github.com",
    "apple.com",
    "umeng.com",
    "jiguang.cn",
    "jpush.cn",
    "getui.com",
    "mob.com",
    "cmpassport.com",
    "wostore.cn",
    "189.cn",
    "10010.com",
    "privacy.qq.com",
    "render.alipay.com",
    "alipay.com",
    "weibo.com",
    "pangle.cn",
    "csjplatform.com",
    "oceanengine.com",
    "kuaishou.com",
    "sigmob.com",
    "bytedance.com",
    "talkingdata.com",
    "sensorsdata.cn",
    "agora.io",
    "easemob.com",
    "rongcloud.cn",
    "jetbrains.com",
    "oasis-open.org",
];

/// Whether `url` looks like the address of a policy or agreement of the app.
pub(super) fn is_policy(url: &str) -> bool {
    let lower = url.to_lowercase();
    let Some(rest) = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))
    else {
        return false;
    };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
    if !host.contains('.') || rest.len() > 500 {
        return false;
    }
    let foreign = OTHERS
        .iter()
        .any(|o| host == *o || host.strip_suffix(o).is_some_and(|h| h.ends_with('.')));
    let file = rest.split(['?', '#']).next().unwrap_or(rest);
    // The tool that wrote the policy is not its place.
    let foreign = foreign || rest.contains("generator") || host == "privacypolicytemplate.net";
    let code = [
        ".js", ".css", ".png", ".jpg", ".xsd", ".dtd", ".json", ".apk",
    ]
    .iter()
    .any(|e| file.ends_with(e));
    !foreign && !code && WORDS.iter().any(|w| rest.contains(w)) && !is_interface(file)
}

/// Endings of pages for people.
const PAGES: [&str; 9] = [
    ".html", ".htm", ".shtml", ".xhtml", ".md", ".txt", ".pdf", ".docx", ".jsp",
];

/// Path segments, and first labels of hosts, of interfaces between programs.
const INTERFACES: [&str; 16] = [
    "api", "apis", "openapi", "openapis", "restapi", "webapi", "rpc", "ajax", "gateway", "graphql",
    "cgi-bin", "rest", "conf", "config", "configs", "sdkconf",
];

/// Words of a segment that make "policy" one of caching, reporting or updating.
const SETTINGS: [&str; 12] = [
    "conf", "config", "cfg", "update", "report", "upload", "sync", "strategy", "cache", "query",
    "push", "log",
];

/// Whether an address (without scheme and query) is read by programs, not by people:
/// "cgi.example.com/openapi/policy_conf". A page stays one wherever it stands.
fn is_interface(file: &str) -> bool {
    if PAGES.iter().any(|page| file.ends_with(page)) {
        return false;
    }
    let (host, path) = file.split_once('/').unwrap_or((file, ""));
    let api = |s: &str| {
        let version = s.strip_prefix('v').is_some_and(|n| n.parse::<u8>().is_ok());
        INTERFACES.contains(&s) || version && !host.starts_with("www.")
    };
    let setting = |segment: &str| {
        segment.contains("polic")
            && segment
                .split(['_', '-', '.'])
                .any(|part| SETTINGS.contains(&part))
    };
    let first = host.split('.').next().unwrap_or("");
    INTERFACES.contains(&first) || path.split('/').any(|s| api(s) || setting(s))
}

/// Whether the host of `url`, or a parent domain of it, belongs to a known SDK; its
/// policy is the vendor's, not the app's.
pub fn is_of_sdk(url: &str, sdks: &SdkIndex) -> bool {
    let lower = url.to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, r)| r);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
    sdks.by_host(host).is_some()
}

/// Order in which addresses are told: policies before agreements, pages before other
/// addresses.
pub(super) fn rank(url: &str) -> (bool, bool) {
    let lower = url.to_lowercase();
    let private = [
        "privacy",
        "yinsi",
        "ysxy",
        "yszc",
        "ysbh",
        "隐私",
        "%e9%9a%90",
    ];
    let file = lower.split(['?', '#']).next().unwrap_or("");
    (
        !private.iter().any(|w| lower.contains(w)),
        !PAGES.iter().any(|page| file.ends_with(page)),
    )
}

/// Addresses in a text, as far as their closing mark.
pub(super) fn addresses(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("http").filter_map(|(at, _)| {
        let rest = text.get(at..)?;
        if !rest.starts_with("http://") && !rest.starts_with("https://") {
            return None;
        }
        let end = rest
            .find(|c: char| {
                c.is_whitespace()
                    || !c.is_ascii()
                    || matches!(c, '"' | '\'' | '<' | '>' | ')' | ']' | '\\' | '`' | ',')
            })
            .unwrap_or(rest.len());
        Some(rest[..end].trim_end_matches(['.', ';', '&']))
    })
}

/// Adds the policy-like addresses of `text`.
pub(super) fn collect(text: &str, location: &str, found: &mut Vec<Located>) {
    for url in addresses(text).filter(|u| is_policy(u)) {
        found.push(Located {
            value: url.to_owned(),
            location: location.to_owned(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_addresses() {
        for url in [
            "https://www.example.cn/privacy.html",
            "http://h5.example.com/app/yinsi?x=1",
            "https://example.com/userAgreement",
            "https://privacy.example.cn/",
            "https://www.example.cn/protocol/privacy",
            "https://api.example.cn/static/privacy.html",
            "https://m.example.cn/policy",
        ] {
            assert!(is_policy(url), "{url}");
        }
        for url in [
            "http://schemas.android.com/apk/res/policy",
            "https://policies.google.com/privacy",
            "https://www.example.cn/index.html",
            "https://www.umeng.com/page/policy",
            "https://privacy",
            "ftp://example.com/privacy",
            "https://example.com/privacy.js",
            "https://cgi.example.com/openapi/policy_conf",
            "https://example.com/api/v2/privacy",
            "https://api.example.com/privacy/agree",
            "https://log.example.com/policy-config",
            "https://example.com/v1/agreement",
            "https://example.com/update_policy",
            "https://example.com/conf/privacy.json",
            "https://app-privacy-policy-generator.example.com/",
        ] {
            assert!(!is_policy(url), "{url}");
        }
    }

    #[test]
    fn policies_and_pages_come_first() {
        let mut urls = [
            "https://a.cn/agreement",
            "https://a.cn/agreement.html",
            "https://b.cn/privacy",
            "https://c.cn/privacy.html",
        ];
        urls.sort_by_key(|u| rank(u));
        assert_eq!(
            urls,
            [
                "https://c.cn/privacy.html",
                "https://b.cn/privacy",
                "https://a.cn/agreement.html",
                "https://a.cn/agreement",
            ]
        );
    }

    #[test]
    fn hosts_of_sdks_are_theirs() {
        let set = crate::signatures::Signatures::builtin();
        let sdks = &set.sdk_index;
        for url in [
            "https://bugly.qq.com/privacy",
            "https://a.bugly.qq.com/policy.html",
        ] {
            assert!(is_of_sdk(url, sdks), "{url}");
        }
        assert!(!is_of_sdk("https://www.example.cn/privacy.html", sdks));
    }

    #[test]
    fn finds_addresses_in_text() {
        let text = "见<a href=\"https://a.cn/privacy\">政策</a>，或https://a.cn/yhxy。http 无";
        let found: Vec<&str> = addresses(text).collect();
        assert_eq!(found, ["https://a.cn/privacy", "https://a.cn/yhxy"]);
    }
}
