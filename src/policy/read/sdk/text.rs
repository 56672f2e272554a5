//! SDKs named in items and running text: "我们接入了极光推送SDK、友盟+SDK",
//! "第三方SDK（穿山甲、广点通）", "友盟SDK（用途：…；收集：IMEI）".

use super::enumerations::{EXPLAINED, before_word, behind_word};
use super::item;
use super::makers::{cited, heads_item, makers, partners, providers, told_of_named};
use super::word::{names_things, sdk_word, tail, words};
use super::{List, of_third, url_in};
use crate::policy::SdkEntry;
use crate::policy::lexicon::{Cue, Tag, Topic};
use crate::policy::read::english::English;
use crate::policy::read::name;
use crate::policy::read::purpose;
use crate::policy::read::text::{Reading, Sentence};

pub(super) fn read(list: &mut List) {
    crate::policy::read::english::sdks::read(list);
    let reading = list.reading;
    // The block about one SDK that is being read, and the names it began with.
    let mut item: (usize, usize, Vec<String>) = Default::default();
    for sentence in &reading.sentences {
        if sentence.is_cell() || list.taken.contains(&sentence.index) {
            continue;
        }
        // "The app does not integrate any advertising SDKs (such as Firebase)".
        let denied = English::of(sentence)
            .is_some_and(|e| e.denies(&["integrat", "embed", "contain", "include any"]));
        let names = match denied || is_outside(sentence) {
            true => Vec::new(),
            false => names(reading, sentence),
        };
        let mine = (item.0, item.1) == (sentence.document, sentence.block);
        if names.is_empty() {
            let led = reading.lead(sentence);
            if mine && sentence.sdk_item {
                item::goes_on(list, sentence, &item.2);
            } else if mine && item::tells_what(sentence)
                || led.is_some_and(|l| (l.document, l.block) == (item.0, item.1))
            {
                item::stands_below(list, sentence, &item.2);
            }
            continue;
        }
        let heads = sentence.sdk_item || heads_item(sentence).is_some();
        if !mine && heads || sentence.says_sdk && names.len() == 1 {
            item = (sentence.document, sentence.block, names.clone());
        } else if !mine {
            item = Default::default();
        }
        let (pi_types, permissions) = of_third(reading, sentence);
        let (told, kinds) = if sentence.sdk_item {
            super::blocks::inside(reading, sentence)
        } else {
            (None, None)
        };
        let pi_types = kinds.unwrap_or(pi_types);
        let entry = SdkEntry {
            purpose: told.or_else(|| {
                (!sentence.is_heading())
                    .then(|| purpose::of(reading, sentence, sentence.start))
                    .flatten()
            }),
            pi_types,
            permissions,
            url: url_in(sentence.text),
            evidence: reading.span(sentence),
            ..SdkEntry::default()
        };
        let shares = shares(reading, sentence, &names);
        let vendor = match providers(sentence).as_slice() {
            [vendor] if names.len() == 1 => Some(vendor.clone()),
            _ => None,
        };
        for (name, own) in names.into_iter().zip(shares) {
            let mut entry = entry.clone();
            if let Some(own) = own {
                entry.pi_types.retain(|k| own.contains(k));
            }
            entry.vendor = vendor.clone().filter(|v| *v != name);
            list.mention(name, entry);
        }
    }
}

/// Of several SDKs in one sentence, the kinds that each collects: those behind
/// its name, or behind the enumeration it stands in. `None` for all kinds.
fn shares(reading: &Reading, sentence: &Sentence, names: &[String]) -> Vec<Option<Vec<String>>> {
    // The item of several SDKs: "极光/华为/小米推送SDK：…".
    if names.len() < 2 || sentence.sdk_item {
        return vec![None; names.len()];
    }
    let clauses = reading.clauses(sentence);
    let clause_of = |at: u32| clauses.iter().position(|c| c.start <= at && at < c.end);
    // Clauses that each name stands in.
    let places: Vec<Vec<usize>> = names
        .iter()
        .map(|name| {
            let stem = name.trim_end_matches("SDK").trim_end_matches("sdk").trim();
            sentence
                .text
                .match_indices(stem)
                .filter_map(|(at, _)| {
                    let before = sentence.text.get(..at)?.chars().count() as u32;
                    clause_of(sentence.start + before)
                })
                .collect()
        })
        .collect();
    let mut own: Vec<Vec<String>> = vec![Vec::new(); names.len()];
    for kind in sentence.kinds() {
        let Some(clause) = clause_of(kind.start) else {
            continue;
        };
        let Tag::Pi { kind, .. } = kind.tag else {
            continue;
        };
        let id = reading.lexicon.kind_id(kind).to_owned();
        // The nearest clause up to this one that names any.
        let nearest = places.iter().flatten().filter(|p| **p <= clause).max();
        for (mine, places) in own.iter_mut().zip(&places) {
            if nearest.is_none_or(|n| places.contains(n)) {
                mine.push(id.clone());
            }
        }
    }
    own.into_iter().map(Some).collect()
}

fn is_outside(sentence: &Sentence) -> bool {
    let has = sentence.says_sdk;
    let aliased = sentence.found.iter().any(|f| matches!(f.tag, Tag::Sdk(_)));
    let partnered = aliased && sentence.any(&[Cue::ThirdParty]) && sentence.has(Cue::Collect);
    !(has
        || aliased && serves(sentence)
        || partnered
        || heads_item(sentence).is_some()
        || sentence.sdk_item && item::sibling(sentence.text).is_some()
        || sentence.has(Cue::Entity) && !providers(sentence).is_empty())
}

/// A sentence about services inside the app that third parties give.
fn serves(sentence: &Sentence) -> bool {
    sentence.topics.any(&[Topic::Sdk])
        || sentence.says_any(&[
            "接入",
            "集成",
            "嵌入",
            "第三方统计",
            "第三方推送",
            "统计服务",
            "推送服务",
            "integrate",
            "third-party service",
            "analytics provider",
        ])
}

/// "通过第三方的平台Firebase进行收集", "数据收集涉及到的第三方服务：Firebase、Bugly".
const PLATFORMS: &[&str] = &[
    "第三方的平台",
    "第三方平台",
    "第三方服务：",
    "第三方服务包括",
    "第三方工具",
    "第三方的服务",
];

/// SDKs told by the word in one sentence at most; no list of a person is longer.
const NAMED: usize = 100;

/// Names in a sentence, in order, once each.
fn names(reading: &Reading, sentence: &Sentence) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut keys: Vec<String> = Vec::new();
    let mut push = |name: Option<String>| {
        if let Some((key, name)) = name.map(|name| (name::key(&name), name))
            && !keys.contains(&key)
        {
            all.push(name);
            keys.push(key);
        }
    };
    let text = sentence.text;
    for (at, _) in words(text).into_iter().take(NAMED) {
        let before = tail(text, at);
        let after = text.get(at + 3..).unwrap_or("");
        if names_things(after) {
            continue;
        }
        for name in behind_word(reading, after) {
            push(Some(name));
        }
        let mut listed = before_word(reading, before);
        if let Some(last) = listed.pop() {
            for name in listed {
                push(Some(name));
            }
            let own = before.ends_with(last.as_str());
            let word = if own { sdk_word(text, at) } else { "" };
            push(Some(format!("{last}{word}")));
            continue;
        }
        let named = name::ending::ending(before);
        let class = named.as_deref().is_none_or(name::is_class);
        if let Some(named) = named.filter(|_| !class) {
            // An enumeration that ends with "…、极光推送SDK".
            for part in enumerated_before(before, &named) {
                push(name::clean(&part).filter(|n| is_alias(reading, n)));
            }
            push(Some(format!("{named}{}", sdk_word(text, at))));
        }
        for part in listed_after(after, class) {
            let name = name::clean(&part);
            let known = name
                .as_deref()
                .is_some_and(|n| is_alias(reading, n) || looks_like_name(reading, n));
            push(name.filter(|_| known));
        }
    }
    // "嵌入的支付宝软件工具开发包（简称“SDK”）".
    for (at, _) in EXPLAINED
        .iter()
        .filter(|w| sentence.says(w))
        .flat_map(|w| text.match_indices(w))
        .take(NAMED)
    {
        push(
            name::ending::ending(tail(text, at)).filter(|n| reading.lexicon.sdk_named(n).is_some()),
        );
    }
    for name in makers(text).into_iter().chain(partners(reading, sentence)) {
        push(Some(name));
    }
    if let Some(named) = heads_item(sentence) {
        push(Some(named));
    }
    if sentence.sdk_item && !sentence.says_sdk {
        push(item::sibling(text));
    }
    // The vendor stands for its SDK only where that has no name of its own.
    let vendors = if told_of_named(text) {
        Vec::new()
    } else {
        providers(sentence)
    };
    // "由阿里巴巴…有限公司提供，我们会接入阿里云的SDK": each has its SDK's name.
    let vendors = if vendors.len() <= all.len() {
        Vec::new()
    } else {
        vendors
    };
    let product = cited(text).filter(|_| vendors.len() == 1);
    for vendor in product.map_or(vendors, |product| vec![product]) {
        if all_unnamed(&all, &vendor) {
            all.push(vendor);
        }
    }
    // A line that is the maker's name and no more names no SDK.
    let maker = text.ends_with("公司") && !text.contains(['，', '、', '：']);
    let through = sentence.has(Cue::Collect) && sentence.says_any(PLATFORMS);
    if !maker && (serves(sentence) || through)
        || sentence.has(Cue::Collect) && sentence.topics.has(Topic::Sdk)
    {
        for f in sentence
            .found
            .iter()
            .filter(|f| matches!(f.tag, Tag::Sdk(_)))
        {
            let alias = sentence.slice(f.start, f.end);
            let before = sentence.slice(f.start.saturating_sub(2).max(sentence.start), f.start);
            // "www.umeng", not "1.友盟".
            let host =
                before.ends_with('.') && before.starts_with(|c: char| c.is_ascii_alphabetic());
            let address = host || before.ends_with(['/', '@']) || text.starts_with("http");
            let address = address || in_title(text, sentence.byte(f.start));
            let long = alias.chars().count() >= 3;
            let sdk = reading.lexicon.sdk_named(alias);
            let inside = all_contains(&all_keys(&all), &name::key(alias))
                || sdk.is_some() && all.iter().any(|n| reading.lexicon.sdk_named(n) == sdk);
            if long && !inside && !address {
                all.push(alias.to_owned());
            }
        }
    }
    all
}

/// None of `names` is the name by which the vendor's SDK goes.
fn all_unnamed(names: &[String], vendor: &str) -> bool {
    let vendor = name::key(vendor);
    !names.iter().any(|n| {
        let key = name::key(n);
        vendor.contains(&key) || key.contains(&vendor)
    })
}

/// Whether the byte `at` stands inside 《…》.
fn in_title(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    before.rfind('《') > before.rfind('》')
}

fn all_keys(all: &[String]) -> Vec<String> {
    all.iter().map(|n| name::key(n)).collect()
}

fn all_contains(keys: &[String], key: &str) -> bool {
    keys.iter()
        .any(|k| k.contains(key) || key.contains(k.as_str()))
}

/// Items of an enumeration in front of the last one.
fn enumerated_before(before: &str, last: &str) -> Vec<String> {
    let Some(end) = before.rfind(last) else {
        return Vec::new();
    };
    let head = before.get(..end).unwrap_or("");
    let start = head
        .rfind(['，', '。', '；', '：', '（', '(', ':'])
        .map_or(0, |at| {
            at + head
                .get(at..)
                .and_then(|t| t.chars().next())
                .map_or(1, char::len_utf8)
        });
    let list = head.get(start..).unwrap_or("");
    if !list.trim_end().ends_with(['、', '和', '及', '与', '/']) {
        return Vec::new();
    }
    list.split(['、', '和', '及', '与', '/'])
        .filter(|p| !p.trim().is_empty())
        .map(|p| name::ending::ending(p).unwrap_or_else(|| p.to_owned()))
        .collect()
}

/// Items behind the word: in brackets, in quotes, behind "包括：".
fn listed_after(after: &str, generic: bool) -> Vec<String> {
    let rest = after.trim_start_matches(['s', ' ']);
    let bracket = rest.strip_prefix(['（', '(']).and_then(|t| {
        let close = t.find(['）', ')'])?;
        t.get(..close)
    });
    if let Some(inside) = bracket {
        let opens = inside
            .trim_start_matches("包括")
            .trim_start_matches("如")
            .trim_start_matches("例如");
        let many = inside.contains('、') || generic && inside.chars().count() <= 12;
        if generic && many && !inside.contains('：') {
            return split(opens);
        }
    }
    if rest.starts_with(['“', '"']) && generic {
        let end = rest.rfind(['”', '"']).unwrap_or(rest.len());
        let inside = rest.get(..end).unwrap_or("");
        return split(inside);
    }
    for lead in [
        "包括：",
        "包括",
        "：",
        "有：",
        "如下：",
        "为：",
        "分别为",
        "including ",
        ": ",
    ] {
        if generic && let Some(list) = rest.strip_prefix(lead) {
            let end = list.find(['。', '；', '，', ';']).unwrap_or(list.len());
            let list = list.get(..end).unwrap_or("");
            // "某某SDK：用于广告展示、统计" tells what it does.
            if ["用于", "为", "用来", "以便", "需要", "收集"]
                .iter()
                .any(|w| list.starts_with(w))
            {
                continue;
            }
            if list.contains('、') || list.chars().count() <= 16 {
                return split(list);
            }
        }
    }
    Vec::new()
}

pub(super) fn split(list: &str) -> Vec<String> {
    // "头条SDK/广点通SDK" are two, "SDK/API" is none.
    list.split(['、', '，', ',', '；', '和', '及'])
        .flat_map(|part| part.split_inclusive("SDK/"))
        .map(|part| part.strip_suffix('/').unwrap_or(part))
        .map(|p| p.trim_matches(['“', '”', '"', ' ']).to_owned())
        .filter(|p| !p.is_empty())
        .collect()
}

pub(super) fn is_alias(reading: &Reading, name: &str) -> bool {
    reading.lexicon.sdk_named(name).is_some() || name.to_ascii_lowercase().ends_with("sdk")
}

/// Short, and no kind of information nor a verb.
pub(super) fn looks_like_name(reading: &Reading, name: &str) -> bool {
    let count = name.chars().count();
    let other = reading.lexicon.find(name).iter().any(|f| {
        matches!(f.tag, Tag::Pi { .. } | Tag::Permission { .. })
            || matches!(
                f.tag,
                Tag::Cue(Cue::Collect | Cue::Provide | Cue::Purpose | Cue::We)
            )
    });
    (2..=14).contains(&count) && !other && name.chars().next().is_some_and(char::is_alphanumeric)
}
