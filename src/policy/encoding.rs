//! Bytes to text, whatever the encoding is or is said to be.
//!
//! A byte-order mark decides, then valid UTF-8. Otherwise the declared encoding,
//! what `chardetng` guesses, UTF-16 without a mark and the encodings of Chinese
//! are tried on a sample, and the reading that looks most like text wins: a page
//! that says `gb2312` and is UTF-8, or the other way round, is common.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::chars::{Set, is_ideograph};

/// Text and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    /// WHATWG label, lower case.
    pub encoding: &'static str,
    /// Bytes or sequences that have no meaning in the encoding.
    pub damaged: usize,
    /// It looks like text: no reading of binary data does.
    pub plausible: bool,
}

/// Bytes on which candidates are compared, from the first that is not ASCII.
const SAMPLE: usize = 4 << 10;

/// Decodes `bytes`; `declared` is the label that the document gives itself.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return read(bytes.get(mark..).unwrap_or(&[]), encoding, true);
    }
    let wide = has_wide_units(bytes);
    if !wide && is_utf8(bytes) {
        return read(bytes, UTF_8, true);
    }
    let sample = sample(bytes);
    let frequent = Set::new(FREQUENT);
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, false);
    let guess = detector.guess(Some(b"cn"), chardetng::Utf8Detection::Allow);
    let mut candidates = vec![guess, UTF_8, GB18030, BIG5, UTF_16LE, UTF_16BE];
    candidates.extend(declared);
    candidates.dedup();
    let best = candidates
        .into_iter()
        .map(|encoding| {
            let bonus = 2 * i64::from(Some(encoding) == declared) + i64::from(encoding == guess);
            (score(sample, encoding, &frequent) + bonus, encoding)
        })
        // The first of equals: the detector's guess.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .unwrap_or((0, WINDOWS_1252));
    read(bytes, best.1, best.0 > 0)
}

fn sample(bytes: &[u8]) -> &[u8] {
    let first = bytes
        .iter()
        .position(|b| !b.is_ascii() || *b == 0)
        .unwrap_or(0);
    // At an even place, for UTF-16.
    let rest = bytes.get(first & !1..).unwrap_or(bytes);
    rest.get(..SAMPLE).unwrap_or(rest)
}

/// Whether `bytes` are UTF-8, a sequence cut at the end aside.
fn is_utf8(bytes: &[u8]) -> bool {
    match simdutf8::compat::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && error.valid_up_to() > 0,
    }
}

/// Every other byte NUL, as in UTF-16 of ASCII text, for a good part.
fn has_wide_units(bytes: &[u8]) -> bool {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let nul = sample.iter().filter(|b| **b == 0).count();
    nul > 0 && nul * 20 >= sample.len()
}

fn read(bytes: &[u8], encoding: &'static Encoding, plausible: bool) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let damaged = if damaged {
        text.matches('\u{fffd}').count()
    } else {
        0
    };
    Decoded {
        text: text.into_owned(),
        encoding: label(encoding),
        damaged,
        plausible,
    }
}

fn label(encoding: &'static Encoding) -> &'static str {
    const LABELS: [(&str, &str); 12] = [
        ("UTF-8", "utf-8"),
        ("GB18030", "gb18030"),
        ("GBK", "gbk"),
        ("Big5", "big5"),
        ("UTF-16LE", "utf-16le"),
        ("UTF-16BE", "utf-16be"),
        ("windows-1252", "windows-1252"),
        ("Shift_JIS", "shift_jis"),
        ("EUC-JP", "euc-jp"),
        ("EUC-KR", "euc-kr"),
        ("windows-1251", "windows-1251"),
        ("ISO-8859-2", "iso-8859-2"),
    ];
    let name = encoding.name();
    LABELS
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(name, |(_, label)| label)
}

/// 48 % of the ideographs of a Chinese policy are among these; the last twenty
/// are traditional.
const FREQUENT: &str = "的您信息用户我们或人务服使法可在以能本会权方供行有公及时不保为相全将同安收于理与等通意政定集合对中策所個務會權關們隱護與時為將對資料訊";

/// How much a reading looks like text, per thousand characters: the most
/// frequent characters of policies count for it, what no text holds against it.
fn score(sample: &[u8], encoding: &'static Encoding, frequent: &Set) -> i64 {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let (mut all, mut good, mut bad) = (0i64, 0i64, 0i64);
    for c in text.chars() {
        all += 1;
        match c {
            '\u{fffd}' => bad += 12,
            '\u{e000}'..='\u{f8ff}' | '\u{80}'..='\u{9f}' | '\u{ff66}'..='\u{ff9f}' => bad += 4,
            '\0'..='\u{8}' | '\u{e}'..='\u{1f}' => bad += 4,
            '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}' | '\u{ac00}'..='\u{d7af}' => {
                bad += 2
            }
            c if c.is_ascii() => good += 1,
            c if is_ideograph(c) => {
                if frequent.has(c) {
                    good += 3;
                }
            }
            '，' | '。' | '、' | '；' | '：' | '“' | '”' | '（' | '）' | '《' | '》' => {
                good += 3
            }
            c if c.is_alphabetic() => {}
            _ => bad += 1,
        }
    }
    if all == 0 {
        0
    } else {
        (good - bad) * 1000 / all
    }
}

/// The label in `charset=` of a `<meta>` tag, or `encoding=` of an XML
/// declaration, within the first 2 KB.
pub(super) fn declared(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..2048).unwrap_or(bytes);
    let lower = head.to_ascii_lowercase();
    let at = ["charset", "encoding"].iter().find_map(|key| {
        let at = memchr::memmem::find(&lower, key.as_bytes())? + key.len();
        let rest = head.get(at..)?;
        let skip = rest.iter().take_while(|b| b" =\"'\t".contains(b)).count();
        (skip > 0).then_some(at + skip)
    })?;
    let rest = head.get(at..)?;
    let end = rest
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || b"-_:".contains(b))
        .count();
    std::str::from_utf8(rest.get(..end)?)
        .ok()
        .filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "隐私政策：我们会收集您的设备信息（IMEI）、位置信息，用于向您提供服务。更新日期：2024年1月1日。";
    const TRADITIONAL: &str =
        "隱私權政策：我們會收集您的裝置資訊，用於向您提供服務。若您不同意，請勿使用。";

    fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|u| {
                if big {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn reads_the_encodings_of_chinese() {
        let cases: Vec<(Vec<u8>, Option<&str>, &str, &str)> = vec![
            (TEXT.as_bytes().to_vec(), None, "utf-8", TEXT),
            (TEXT.as_bytes().to_vec(), Some("gb2312"), "utf-8", TEXT),
            (
                [b"\xef\xbb\xbf", TEXT.as_bytes()].concat(),
                None,
                "utf-8",
                TEXT,
            ),
            (encode(TEXT, GB18030), None, "gbk", TEXT),
            (encode(TEXT, GB18030), Some("utf-8"), "gbk", TEXT),
            (encode(TEXT, GB18030), Some("gb18030"), "gb18030", TEXT),
            (encode(TRADITIONAL, BIG5), None, "big5", TRADITIONAL),
            (encode(TRADITIONAL, BIG5), Some("gbk"), "big5", TRADITIONAL),
            (utf16(TEXT, false), None, "utf-16le", TEXT),
            (utf16(TEXT, true), None, "utf-16be", TEXT),
            (
                utf16("Privacy policy. We collect", false),
                None,
                "utf-16le",
                "Privacy policy. We collect",
            ),
        ];
        for (bytes, declared, encoding, text) in cases {
            let decoded = decode(&bytes, declared);
            assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
            assert_eq!(decoded.damaged, 0);
        }
    }

    #[test]
    fn damage_is_counted() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.insert(30, 0xff);
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.encoding, decoded.damaged), ("utf-8", 1));
    }

    #[test]
    fn finds_declarations() {
        let cases = [
            ("<meta charset=\"GBK\">", Some("GBK")),
            (
                "<META http-equiv=Content-Type content=\"text/html; charset = gb2312\">",
                Some("gb2312"),
            ),
            ("<?xml version='1.0' encoding='utf-8'?>", Some("utf-8")),
            ("<p>charset</p>", None),
            ("", None),
        ];
        for (html, expected) in cases {
            assert_eq!(declared(html.as_bytes()), expected, "{html}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..2000), label in "[a-z0-9-]{0,12}") {
            let _ = decode(&bytes, Some(&label));
            let _ = declared(&bytes);
        }
    }
}
