//! SDKs in a list of lines, a name each: "以下为我们接入的第三方SDK：".

use super::{List, kind_ids, url_in};
use crate::policy::SdkEntry;
use crate::policy::read::text::Sentence;

/// A list of lines, a name each, an address below some: "以下为我们接入的第三方SDK：".
pub(super) fn read(list: &mut List) {
    let reading = list.reading;
    let mut open: Option<usize> = None;
    let mut last: Option<String> = None;
    for sentence in &reading.sentences {
        let text = sentence.text;
        if sentence.is_cell() {
            open = None;
            continue;
        }
        let announces = sentence.says_sdk
            && ["以下", "如下", "清单", "目录", "列表"]
                .iter()
                .any(|w| text.contains(w))
            && text.ends_with(['：', ':', '。']);
        if announces {
            open = Some(sentence.block);
            last = None;
            continue;
        }
        let Some(since) = open else { continue };
        // "注：未开启您的任何权限" below a name.
        if is_note(text) && sentence.block <= since + 120 {
            continue;
        }
        let count = text.chars().count();
        if let Some(url) = url_in(text).filter(|_| text.starts_with("http") || count <= 120) {
            let entry = last
                .take()
                .and_then(|n| list.entries.iter_mut().rev().find(|e| e.name == n));
            if let Some(entry) = entry {
                entry.url.get_or_insert(url);
            }
            continue;
        }
        // One cell a line: what stands below a name tells of it.
        if below(list, sentence, last.as_deref()) {
            continue;
        }
        let line =
            count <= 28 && !text.ends_with(['。', '；']) && !text.contains(['。', '：', ':']);
        if !line || sentence.block > since + 120 {
            open = None;
            continue;
        }
        let addressed = reading
            .sentences
            .iter()
            .skip_while(|s| s.block <= sentence.block)
            .take(2)
            .any(|s| s.text.starts_with("http") || is_note(s.text));
        let sdk = sentence.says_sdk || reading.lexicon.sdk_named(text).is_some() || addressed;
        if reading.stands_alone(sentence) && sdk {
            let entry = SdkEntry {
                evidence: reading.span(sentence),
                ..SdkEntry::default()
            };
            list.add(text, entry);
            last = list.entries.last().map(|e| e.name.clone());
        }
    }
}

/// Adds a maker or kinds of information to the entry of the name above.
fn below(list: &mut List, sentence: &Sentence, last: Option<&str>) -> bool {
    let reading = list.reading;
    let Some(entry) = last.and_then(|n| list.entries.iter_mut().rev().find(|e| e.name == n)) else {
        return false;
    };
    let text = sentence.text;
    if text.contains(['。', '：', ':']) || text.chars().count() > 120 || sentence.says_sdk {
        return false;
    }
    if ["公司", "研究院", "Inc.", "Ltd."]
        .iter()
        .any(|w| text.ends_with(w))
    {
        entry.vendor.get_or_insert_with(|| text.to_owned());
        return true;
    }
    let kinds = kind_ids(reading, &sentence.found);
    if kinds.is_empty() {
        return false;
    }
    entry.pi_types.extend(kinds);
    entry.pi_types.dedup();
    true
}

fn is_note(text: &str) -> bool {
    text.starts_with("注：") || text.starts_with("注:") || text.starts_with("备注：")
}
