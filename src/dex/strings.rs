//! URLs and host names among the string constants.

use super::bytes::mutf8;
use super::tables::Dex;

/// Bytes of a URL that are kept at most.
const MAX_URL: usize = 2048;
/// Bytes of string data looked at per byte of file; overlapping strings in a
/// hostile file would otherwise cost quadratic time.
const MAX_SCAN: usize = 4;

/// What a string constant is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Address {
    Url,
    Host,
}

/// Indices of the strings that are URLs or host names, ascending.
pub(crate) fn addresses(dex: &Dex<'_>) -> Vec<(u32, Address)> {
    let mut budget = dex.bytes().len().saturating_mul(MAX_SCAN);
    let mut found = Vec::new();
    for index in 0..dex.string_count() {
        let Some(onwards) = dex.string_onwards(index) else {
            continue;
        };
        if !begins_like_address(onwards) {
            continue;
        }
        // Both have a dot, which most strings have not.
        let stop = memchr::memchr2(0, b'.', onwards).unwrap_or(onwards.len());
        let (raw, cost) = match onwards.get(stop) {
            Some(b'.') => dex
                .string(index)
                .map_or((&[][..], onwards.len()), |raw| (raw, raw.len())),
            _ => (&[][..], stop),
        };
        let Some(left) = budget.checked_sub(cost.max(1)) else {
            break;
        };
        budget = left;
        if raw.len() < 5 || raw.len() > MAX_URL {
            continue;
        }
        if is_url(raw) {
            found.push((index, Address::Url));
        } else if is_host(raw) {
            found.push((index, Address::Host));
        }
    }
    found
}

/// Whether what stands at the front of `onwards` begins as a URL or a host name
/// does: descriptors and the names of classes do not.
fn begins_like_address(onwards: &[u8]) -> bool {
    onwards.first().is_some_and(|first| {
        let scheme = |s: &&[u8]| s.first() == Some(&first.to_ascii_lowercase());
        matches!(first, b'a'..=b'z' | b'0'..=b'9')
            || first.is_ascii_whitespace()
            || SCHEMES.iter().any(scheme)
    })
}

/// The constant as it is shown: the URL that stands in it, or the host.
pub(crate) fn shown(raw: &[u8]) -> String {
    mutf8(raw).trim().to_owned()
}

fn is_url(raw: &[u8]) -> bool {
    let raw = raw.trim_ascii_start();
    let head = raw.get(..8).unwrap_or(raw);
    let Some(at) = memchr::memchr(b':', head) else {
        return false;
    };
    let (scheme, rest) = raw.split_at(at);
    let Some(host) = rest.strip_prefix(b"://") else {
        return false;
    };
    SCHEMES
        .iter()
        .any(|known| known.eq_ignore_ascii_case(scheme))
        && host.first().is_some_and(u8::is_ascii_alphanumeric)
        && host.contains(&b'.')
}

const SCHEMES: &[&[u8]] = &[
    b"http", b"https", b"ws", b"wss", b"ftp", b"mqtt", b"tcp", b"ssl", b"rtmp", b"rtsp",
];

/// Last labels that hardly anything but a host name ends in.
const TOP_LEVELS: &[&[u8]] = &[
    b"com", b"cn", b"net", b"org", b"io", b"hk", b"tw", b"jp", b"kr", b"ru", b"vip", b"xyz",
    b"edu", b"gov", b"eu", b"sg",
];

/// Last labels that Java identifiers and file names end in, too.
const WEAK_TOP_LEVELS: &[&[u8]] = &[
    b"me", b"tv", b"cc", b"top", b"co", b"us", b"uk", b"de", b"fr", b"in", b"info", b"biz", b"app",
    b"dev", b"cloud", b"site", b"online", b"club", b"shop", b"link", b"ai", b"tech",
];

/// First labels of reversed names: packages, actions, properties.
const REVERSED: &[&[u8]] = &[
    b"com",
    b"cn",
    b"org",
    b"net",
    b"io",
    b"android",
    b"androidx",
    b"java",
    b"javax",
    b"kotlin",
    b"kotlinx",
    b"me",
    b"tv",
    b"cc",
    b"edu",
    b"de",
    b"ro",
    b"sys",
    b"persist",
    b"dalvik",
    b"sun",
];

/// First labels that hosts like to have.
const HOST_LABELS: &[&[u8]] = &[
    b"www", b"api", b"m", b"app", b"static", b"img", b"cdn", b"log", b"logs", b"data", b"s", b"h5",
    b"open", b"sdk", b"push", b"stat", b"stats", b"config", b"ad", b"ads", b"gw",
];

fn is_host(raw: &[u8]) -> bool {
    let allowed = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
    if raw.len() > 253 || !raw[0].is_ascii_alphanumeric() || !raw.iter().all(allowed) {
        return false;
    }
    let mut labels = raw.split(|&b| b == b'.');
    let (Some(first), Some(last)) = (labels.next(), raw.rsplit(|&b| b == b'.').next()) else {
        return false;
    };
    let count = 1 + labels.clone().count();
    if count < 2 || first.is_empty() || labels.any(|l| l.is_empty() || l.starts_with(b"-")) {
        return false;
    }
    if TOP_LEVELS.contains(&last) {
        // `cn.bing.com` is a host, `cn.bing.app` a package.
        let china_first = first == b"cn" && last == b"com" && count > 2;
        return china_first || !REVERSED.contains(&first);
    }
    WEAK_TOP_LEVELS.contains(&last) && count > 2 && HOST_LABELS.contains(&first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_what_looks_like_them() {
        for (text, want) in [
            ("api.umeng.com", true),
            ("umeng.com", true),
            ("pinduoduo.com.cn", true),
            ("cn.bing.com", true),
            ("m.douyin.tv", true),
            ("com.umeng.message", false),
            ("com.tencent.cn", false),
            ("org.json", false),
            ("android.intent.action", false),
            ("ro.product.cn", false),
            ("user.info", false),
            ("index.html", false),
            ("1.2.3", false),
            ("a..com", false),
            ("Foo.com", false),
            (".com", false),
        ] {
            assert_eq!(is_host(text.as_bytes()), want, "{text}");
        }
    }

    #[test]
    fn urls() {
        for (text, want) in [
            ("https://api.umeng.com/v1", true),
            ("HTTP://Example.com", true),
            ("wss://push.example.cn:8080", true),
            ("http://", false),
            ("http://%s", false),
            ("http://localhost", false),
            ("content://sms/inbox", false),
            ("see http://example.com", false),
        ] {
            assert_eq!(is_url(text.as_bytes()), want, "{text}");
        }
    }
}
