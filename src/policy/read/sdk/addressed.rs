//! SDKs known by the address of their policy: "优量汇隐私政策 https://…", and rows of
//! tables whose cells ran together: "穿山甲今日头条展示第三方广告https://…".

use super::text::looks_like_name;
use super::{List, url_in};
use crate::policy::SdkEntry;
use crate::policy::chars::{Haystack, find_sdk};
use crate::policy::lexicon::Tag;
use crate::policy::read::name;
use crate::policy::read::text::{Reading, Sentence};

/// Blocks below the announcement, or the last hit, in which a name may stand.
const REACH: usize = 8;
/// Characters of a line that is a name with its address.
const LINE: usize = 200;

/// Words for the documents that the addresses lead to.
const TITLES: &[&str] = &["隐私权政策", "隐私政策", "隐私协议", "隐私条款", "隐私声明"];

pub(super) fn read(list: &mut List) {
    let reading = list.reading;
    let mut since: Option<(usize, usize)> = None;
    for sentence in &reading.sentences {
        if sentence.is_cell() {
            continue;
        }
        let place = (sentence.document, sentence.block);
        // "登录：某某SDK隐私协议：" is a name, not an announcement.
        if announces(&sentence.words) && titled(reading, sentence).is_none() {
            since = Some(place);
            continue;
        }
        let open =
            since.is_some_and(|(document, block)| document == place.0 && place.1 <= block + REACH);
        if !open || sentence.length() > LINE {
            continue;
        }
        let Some((name, url)) = titled(reading, sentence).or_else(|| row(sentence)) else {
            continue;
        };
        since = Some(place);
        let entry = SdkEntry {
            url: Some(url),
            evidence: reading.span(sentence),
            ..SdkEntry::default()
        };
        list.mention(name, entry);
    }
}

/// "详情请见第三方隐私协议：", or the head of a table without its separators:
/// "第三方服务提供方名称收集的信息与目的隐私政策".
fn announces(words: &Haystack) -> bool {
    if !words.says_any(TITLES) {
        return false;
    }
    let text = words.text;
    let third = words.says("第三方") || find_sdk(text).is_some();
    let head = words.says("名称") && text.chars().count() <= 40;
    third && (head || text.ends_with(['：', ':'])) && url_in(text).is_none()
}

/// "推送：个推隐私协议", the address behind it or on the next line.
fn titled(reading: &Reading, sentence: &Sentence) -> Option<(String, String)> {
    let text = sentence.text;
    let (front, behind) = TITLES
        .iter()
        .find_map(|w| text.find(w).map(|at| (at, at + w.len())))
        .and_then(|(at, end)| text.get(..at).zip(text.get(end..)))?;
    let plain = behind.trim_start_matches(['：', ':', ' ', '<', '(', '（', '[']);
    if !(plain.is_empty() || plain.starts_with("http") || plain.starts_with("链接")) {
        return None;
    }
    let name = front.rsplit(['：', ':']).next().and_then(name::clean)?;
    let known = reading.lexicon.sdk_named(&name).is_some() || looks_like_name(reading, &name);
    let next = reading.sentences.get(sentence.index + 1);
    let below = || next.filter(|n| n.text.starts_with(['h', '<', 'w', '[']));
    let url = url_in(behind).or_else(|| below().and_then(|n| url_in(n.text)))?;
    known.then_some((name, url))
}

/// A known name at the front of the line, an address at its end, no clause between.
fn row(sentence: &Sentence) -> Option<(String, String)> {
    let url = url_in(sentence.text)?;
    let told = sentence.text.split("http").next()?;
    if told.contains(['，', '。', '；']) || !(4..=48).contains(&told.chars().count()) {
        return None;
    }
    let opens = |f: &&crate::policy::lexicon::Found| {
        f.start == sentence.start && matches!(f.tag, Tag::Sdk(_))
    };
    let alias = sentence.found.iter().filter(opens).max_by_key(|f| f.end)?;
    let name: String = sentence.slice(alias.start, alias.end).to_owned();
    // "极光IM".
    let more = sentence.slice(alias.end, sentence.end);
    let more: String = more
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric())
        .take(12)
        .collect();
    Some((name + &more, url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_announcements_from_own_policies() {
        let cases = [
            ("详情请见第三方隐私协议：", true),
            ("第三方服务提供方名称收集的信息与目的隐私政策", true),
            ("您可通过以下链接访问第三方平台隐私政策：", true),
            ("请阅读我们的隐私政策：", false),
            ("第三方的隐私政策由其自行负责。", false),
        ];
        for (text, expected) in cases {
            assert_eq!(announces(&Haystack::of(text)), expected, "{text}");
        }
    }
}
