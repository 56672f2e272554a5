//! Third-party services told by their known names below a line that announces them:
//! "本应用使用以下第三方服务：", "- Google AdMob：展示广告", and the lists of English
//! generators ("third-party services … :", "* AdMob").

use super::{List, kind_ids};
use crate::policy::SdkEntry;
use crate::policy::lexicon::Tag;
use crate::policy::read::english::English;
use crate::policy::read::name;
use crate::policy::read::purpose;
use crate::policy::read::text::{Reading, Sentence};

/// Blocks below the announcement, or the last hit, in which an item may stand.
const REACH: usize = 6;
/// Characters of a name.
const NAME: usize = 40;

/// Words that announce services which work inside the app.
const SERVICES: &[&str] = &[
    "第三方服务",
    "第三方工具",
    "第三方组件",
    "第三方平台",
    "第三方技术服务",
    "第三方供应商",
    "第三方SDK",
    "服务提供商",
    "服务供应商",
];
const SERVICES_ENGLISH: &[&str] = &[
    "third-party service",
    "third party service",
    "third-party provider",
    "third party provider",
    "third-party tool",
    "third-party sdk",
    "third-party librar",
    "service providers",
];

pub(super) fn read(list: &mut List) {
    let reading = list.reading;
    let mut since: Option<(usize, usize)> = None;
    for sentence in &reading.sentences {
        let place = (sentence.document, sentence.block);
        if announces(sentence) {
            since = Some(place);
            continue;
        }
        if sentence.is_heading() {
            since = None;
        }
        let open = since.is_some_and(|(document, block)| {
            document == place.0 && block < place.1 && place.1 <= block + REACH
        });
        if !open || sentence.is_cell() || list.taken.contains(&sentence.index) {
            continue;
        }
        let Some((name, behind)) = item(reading, sentence) else {
            continue;
        };
        since = Some(place);
        let entry = SdkEntry {
            purpose: purpose::clean(behind),
            pi_types: kind_ids(reading, &sentence.found),
            evidence: reading.span(sentence),
            ..SdkEntry::default()
        };
        list.mention(name, entry);
    }
}

/// "我们使用以下第三方服务：" and headings; not "我们不对第三方服务负责".
fn announces(sentence: &Sentence) -> bool {
    if !sentence.is_heading() && !sentence.text.ends_with(['：', ':']) {
        return false;
    }
    match English::of(sentence) {
        Some(english) => english.says(SERVICES_ENGLISH),
        None => sentence.says_any(SERVICES),
    }
}

/// The known name that a block begins with, and what is told behind it.
fn item<'s>(reading: &Reading, sentence: &'s Sentence) -> Option<(String, &'s str)> {
    let first = reading.block_of(sentence).next()?;
    if first.index != sentence.index {
        return None;
    }
    const ENDS: &[char] = &['：', ':', '（', '(', '–', '—', '，', '。', ';', '；'];
    let text = sentence.text;
    let end = text.find(ENDS).or_else(|| text.find(" - "));
    let (front, behind) = text.split_at(end.unwrap_or(text.len()));
    let short = front.chars().count() <= NAME;
    let told = behind.starts_with(['：', ':', '（', '(', '–', '—']) || behind.starts_with(" - ");
    // "友盟同欣（北京）科技有限公司" is a maker.
    if !short || !(behind.is_empty() || told) || text.ends_with("公司") {
        return None;
    }
    // The name is all that stands in front, but for a word or two on its kind.
    let alias = sentence
        .found
        .iter()
        .filter(|f| matches!(f.tag, Tag::Sdk(_)))
        .find(|f| sentence.byte(f.end) <= front.len())?;
    let spoken = sentence.byte(alias.end) - sentence.byte(alias.start);
    if spoken * 3 < front.len() {
        return None;
    }
    let name = name::clean(front)?;
    Some((
        name,
        behind.trim_start_matches(['：', ':', ' ', '–', '—', '-']),
    ))
}
