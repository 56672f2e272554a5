//! Faults of presentation that make a policy hard to read (191号 1.4): small or
//! pale text, a picture or an address instead of text, no Simplified Chinese,
//! garbled text.

use memchr::memmem;

use crate::facts::{FormIssue, Language};

use super::chars::{is_longer, words};
use super::piece::{Fault, Read};

/// Share of the letters that must be affected, in percent: a footnote set small
/// is no fault.
const SHARE: usize = 20;
/// Letters below which a document has no text of its own.
const LITTLE: usize = 60;

/// Faults of a document; `text` is what was read, `damaged` counts characters
/// that the encoding could not give.
pub(super) fn issues(
    read: &Read,
    text: &str,
    language: Language,
    damaged: usize,
) -> Vec<FormIssue> {
    let mut issues = Vec::new();
    let mut add = |code: &str, detail: String| {
        issues.push(FormIssue {
            code: code.to_owned(),
            detail,
        });
    };
    // Only little text is counted out: what is asked is whether there is any.
    let little = !is_longer(text, 8 * LITTLE);
    let letters = if little {
        words(text)
    } else {
        (text.len() / 3).max(8 * LITTLE)
    };
    for (code, fault) in [("small-text", &read.small), ("pale-text", &read.pale)] {
        if let Some(detail) = share(fault, read.shown) {
            add(code, detail);
        }
    }
    let addresses = if little { addresses(text) } else { Vec::new() };
    if letters < LITTLE && read.images > 0 {
        add(
            "image-only",
            format!("{} images, {letters} letters of text", read.images),
        );
    }
    if let Some(target) = &read.redirect
        && letters < 4 * LITTLE
    {
        add("url-only", target.chars().take(200).collect());
    } else if letters < 4 * LITTLE && addresses.iter().map(|a| a.len()).sum::<usize>() * 2 > letters
    {
        add(
            "url-only",
            addresses
                .first()
                .map_or_else(String::new, |a| a.chars().take(200).collect()),
        );
    }
    if letters >= 4 * LITTLE && matches!(language, Language::English | Language::TraditionalChinese)
    {
        let name = match language {
            Language::English => "English",
            _ => "Traditional Chinese",
        };
        add("no-simplified-chinese", name.to_owned());
    }
    let unreadable = damaged + read.unreadable;
    let mojibake = mojibake(text);
    if unreadable > 2 && unreadable * 200 > letters {
        add(
            "garbled",
            format!(
                "{unreadable} unreadable of {} characters",
                letters + unreadable
            ),
        );
    } else if let Some(sign) = mojibake {
        add("garbled", sign.to_owned());
    }
    issues
}

fn share(fault: &Fault, shown: usize) -> Option<String> {
    let percent = (fault.chars * 100).checked_div(shown)?;
    (percent >= SHARE && fault.chars >= 20)
        .then(|| format!("{}, {percent} % of the text", fault.detail))
}

fn addresses(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || !c.is_ascii())
        .filter(|w| w.starts_with("http://") || w.starts_with("https://"))
        .collect()
}

/// Signs of UTF-8 that was decoded as something else before it was saved.
fn mojibake(text: &str) -> Option<&'static str> {
    const SIGNS: [&str; 6] = ["锟斤拷", "烫烫烫", "ï¿½", "çš„", "鐨勪俊", "涓汉淇"];
    SIGNS
        .into_iter()
        .find(|sign| memmem::find_iter(text.as_bytes(), sign).take(2).count() == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(read: &Read, text: &str, language: Language, damaged: usize) -> Vec<String> {
        issues(read, text, language, damaged)
            .into_iter()
            .map(|i| i.code)
            .collect()
    }

    #[test]
    fn finds_faults() {
        let long = "我们会收集您的信息用于提供服务".repeat(20);
        let sized = Read {
            shown: 300,
            small: Fault {
                chars: 200,
                detail: "font-size 9.0 px".to_owned(),
            },
            ..Read::default()
        };
        assert_eq!(
            codes(&sized, &long, Language::SimplifiedChinese, 0),
            ["small-text"]
        );
        assert_eq!(
            issues(&sized, &long, Language::SimplifiedChinese, 0)[0].detail,
            "font-size 9.0 px, 66 % of the text"
        );
        let plain = Read::default();
        assert!(codes(&plain, &long, Language::SimplifiedChinese, 0).is_empty());
        assert_eq!(
            codes(&plain, &long, Language::SimplifiedChinese, 10),
            ["garbled"]
        );
        assert_eq!(
            codes(&plain, &"word ".repeat(100), Language::English, 0),
            ["no-simplified-chinese"]
        );
        assert_eq!(
            codes(
                &plain,
                "https://a.cn/privacy.html",
                Language::Undetermined,
                0
            ),
            ["url-only"]
        );
        assert_eq!(
            codes(&plain, "锟斤拷锟斤拷锟斤拷", Language::Undetermined, 0),
            ["garbled"]
        );
        let picture = Read {
            images: 2,
            ..Read::default()
        };
        assert_eq!(
            codes(&picture, "隐私", Language::Undetermined, 0),
            ["image-only"]
        );
        let frame = Read {
            redirect: Some("https://a.cn/p".to_owned()),
            ..Read::default()
        };
        assert_eq!(codes(&frame, "", Language::Undetermined, 0), ["url-only"]);
    }
}
