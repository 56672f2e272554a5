//! Third-party services told by their known names below a line that announces them:
//! "本应用使用以下第三方服务：", "- Google AdMob：展示广告", and the lists of English
//! generators ("third-party services … :", "* AdMob").

use super::{List, kind_ids};
use crate::facts::BlockKind;
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
/// In English, in a list of services and in one of SDKs.
const ENGLISH: &[&str] = &[
    "third-party service",
    "third party service",
    "third-party provider",
    "third-party tool",
    "third-party librar",
];
/// In a list of services alone.
const PROVIDERS: &[&str] = &[
    "third party provider",
    "third-party sdk",
    "service providers",
];
/// In a list of SDKs alone.
const SDKS: &[&str] = &["sdk", "software development kit", "third-party component"];

/// A block that reads as a service with what it is for.
struct Item<'s, 'd> {
    sentence: &'s Sentence<'d>,
    name: String,
    behind: &'s str,
    known: bool,
}

pub(super) fn read(list: &mut List) {
    let reading = list.reading;
    let mut since: Option<(usize, usize)> = None;
    let mut run: Vec<Item> = Vec::new();
    for sentence in &reading.sentences {
        let place = (sentence.document, sentence.block);
        if announces(sentence) {
            keep(list, &mut run);
            since = Some(place);
            continue;
        }
        let open = since.is_some_and(|(document, block)| {
            document == place.0 && block < place.1 && place.1 <= block + REACH
        });
        if sentence.is_heading() || !open && since.is_some_and(|since| since < place) {
            keep(list, &mut run);
            since = None;
        }
        if !open || sentence.is_cell() || list.taken.contains(&sentence.index) {
            continue;
        }
        if let Some(item) = item(reading, sentence) {
            if item.known {
                since = Some(place);
            }
            run.push(item);
        }
    }
    keep(list, &mut run);
}

/// Adds the services of a run: those that are known, and those that stand as one of
/// them does, in a list of the same depth.
fn keep(list: &mut List, run: &mut Vec<Item>) {
    let known = run.iter().filter(|item| item.known);
    let kinds: Vec<BlockKind> = known.map(|item| item.sentence.kind).collect();
    for item in run.drain(..).filter(|i| kinds.contains(&i.sentence.kind)) {
        let entry = SdkEntry {
            purpose: purpose::clean(item.behind),
            pi_types: kind_ids(list.reading, &item.sentence.found),
            evidence: list.reading.span(item.sentence),
            ..SdkEntry::default()
        };
        list.mention(item.name, entry);
    }
}

/// "我们使用以下第三方服务：" and headings; not "我们不对第三方服务负责".
fn announces(sentence: &Sentence) -> bool {
    if !sentence.is_heading() && !sentence.text.ends_with(['：', ':']) {
        return false;
    }
    match English::of(sentence) {
        Some(english) => english.says(ENGLISH) || english.says(PROVIDERS),
        // "本应用使用Google Firebase提供的以下服务：".
        None => sentence.says_any(SERVICES) || sentence.says("提供的以下服务"),
    }
}

/// An English lead-in to a list of SDKs.
pub(in crate::policy::read) fn announces_sdks(english: &English) -> bool {
    english.says(ENGLISH) || english.says(SDKS)
}

/// The name that a block begins with, and what is told behind it. One that is not
/// known must stand as an item of a list, with something told, and name no
/// information.
fn item<'s, 'd>(reading: &Reading, sentence: &'s Sentence<'d>) -> Option<Item<'s, 'd>> {
    if !reading.opens_block(sentence) {
        return None;
    }
    const ENDS: &[char] = &['：', ':', '（', '(', '–', '—', '，', '。', ';', '；'];
    let text = sentence.text;
    let end = text.find(ENDS).or_else(|| text.find(" - "));
    let (front, behind) = text.split_at(end.unwrap_or(text.len()));
    let told = behind.starts_with(['：', ':', '（', '(', '–', '—']) || behind.starts_with(" - ");
    // "友盟同欣（北京）科技有限公司" is a maker.
    let short = front.chars().count() <= NAME && !text.ends_with("公司");
    if !short || !(behind.is_empty() || told) {
        return None;
    }
    let in_front = || {
        let found = sentence.found.iter();
        found.filter(|f| sentence.byte(f.end) <= front.len())
    };
    // The name is all that stands in front, but for a word or two on its kind.
    let known = in_front().any(|f| {
        let spoken = sentence.byte(f.end) - sentence.byte(f.start);
        matches!(f.tag, Tag::Sdk(_)) && spoken * 3 >= front.len()
    });
    let other = || {
        let listed = matches!(sentence.kind, BlockKind::ListItem { .. });
        let words = in_front().any(|f| !matches!(f.tag, Tag::Sdk(_)));
        listed && told && !words && reading.lexicon.column(front).is_none()
    };
    (known || other()).then_some(())?;
    Some(Item {
        sentence,
        name: name::clean(front)?,
        behind: behind.trim_start_matches(['：', ':', ' ', '–', '—', '-']),
        known,
    })
}
