//! The processor: its legal name, address and registration; the app's name.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::english_contact;
use super::questions::{EVIDENCE, stated};
use super::text::{Reading, Sentence};
use crate::policy::lexicon::{Cue, Topic};
use crate::policy::{Declared, Operator};

const HOME: &[Topic] = &[Topic::Contact, Topic::Scope];

/// Legal entities by the endings of their names. The regex crate matches in
/// linear time.
static ENTITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"[\p{Han}A-Za-z0-9·&\-]{2,30}(?:[（(][\p{Han}A-Za-z]{2,12}[）)][\p{Han}A-Za-z0-9·]{0,24})?(?:股份有限公司|有限责任公司|有限公司|集团公司|农村信用合作联社|工作室|委员会|（有限合伙）|个体工商户|研究院|出版社|人民政府)(?:[（(]?[\p{Han}]{2,10}分公司[）)]?|[\p{Han}]{2,10}分行)?",
    )
    .ok()
});
pub(super) fn operator(reading: &Reading) -> Operator {
    let name = name(reading);
    let address = address(reading, name.value.as_deref());
    Operator {
        address,
        registration: registration(reading),
        name,
    }
}

#[derive(Default)]
struct Candidate {
    score: i32,
    first: usize,
    places: Vec<usize>,
}

fn name(reading: &Reading) -> Declared<String> {
    let mut candidates: HashMap<String, Candidate> = HashMap::new();
    let count = reading.sentences.len();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        for (entity, start, end) in entities(sentence) {
            let score = weigh(reading, sentence, index, count, start, end);
            let candidate = candidates.entry(entity).or_insert_with(|| Candidate {
                first: index,
                ..Candidate::default()
            });
            candidate.score += score;
            candidate.places.push(index);
        }
    }
    let best = candidates
        .into_iter()
        .filter(|(_, c)| c.score > 0)
        .max_by_key(|(name, c)| (c.score, std::cmp::Reverse(c.first), name.clone()));
    match best {
        Some((name, candidate)) => Declared {
            value: Some(as_written(reading, candidate.first, &name)),
            evidence: candidate
                .places
                .iter()
                .take(EVIDENCE)
                .filter_map(|i| reading.sentences.get(*i))
                .map(|s| reading.span(s))
                .collect(),
            searched: Vec::new(),
        },
        None => Declared {
            searched: reading.headings(HOME),
            ..Declared::default()
        },
    }
}

/// The name in the characters of the text.
fn as_written(reading: &Reading, index: usize, name: &str) -> String {
    let written = reading.sentences.get(index).and_then(|s| {
        let at = s.text.find(name)?;
        let before = s.text.get(..at)?.chars().count() as u32;
        let start = s.start + before;
        Some(reading.original(s.document, start, start + name.chars().count() as u32))
    });
    written.unwrap_or_else(|| name.to_owned())
}

/// Legal names in a sentence, with their byte places.
fn entities(sentence: &Sentence) -> Vec<(String, usize, usize)> {
    let text = sentence.text;
    let mut all = Vec::new();
    // Lists of SDKs name their vendors.
    if !sentence.has(Cue::Entity) || sentence.sdk_item {
        return all;
    }
    let han = sentence
        .places(Cue::Entity)
        .any(|(start, end)| !sentence.slice(start, end).is_ascii());
    if han && let Some(regex) = ENTITY.as_ref() {
        for m in regex.find_iter(text) {
            if let Some(name) = trim_entity(m.as_str()) {
                let start = m.end() - name.len();
                all.push((name.to_owned(), start, m.end()));
            }
        }
    }
    if text.is_ascii() || !han {
        all.extend(english_contact::entities(text));
    }
    all
}

/// Legal names in a sentence.
pub(super) fn legal_names(sentence: &Sentence) -> Vec<String> {
    entities(sentence).into_iter().map(|(n, _, _)| n).collect()
}

/// Words that may stand right before a name, without a blank.
const BEFORE_NAME: &[&str] = &[
    "公司名称",
    "运营者",
    "开发者",
    "运营主体",
    "主体为",
    "主体",
    "我们指",
    "请联系",
    "欢迎使用",
    "版权所有",
    "本公司",
    "简称",
    "尊敬的用户",
    "收件人",
    "委托",
    "包括",
    "联系",
    "下称",
    "例如",
    "属于",
    "使用",
    "适用于",
    "通过",
    "提供方",
    "控制者",
    "通讯地址",
    "更新日期",
    "开发商",
    "处理者",
    "我们是",
    "归属于",
    "感谢您",
    "以及",
    "名称",
];

/// Single characters that may stand there.
const LINKS: &[char] = &[
    '由', '是', '为', '系', '与', '和', '即', '的', '向', '于', '在', '至', '归', '对', '及', '或',
    '非', '经', '指', '称', '给', '让', '如', '到',
];

/// Provinces and cities that company names begin with.
const PLACES: &[&str] = &[
    "北京",
    "上海",
    "天津",
    "重庆",
    "广州",
    "深圳",
    "杭州",
    "成都",
    "武汉",
    "南京",
    "苏州",
    "厦门",
    "福州",
    "西安",
    "长沙",
    "合肥",
    "郑州",
    "青岛",
    "济南",
    "大连",
    "沈阳",
    "宁波",
    "无锡",
    "珠海",
    "东莞",
    "佛山",
    "海南",
    "海口",
    "贵阳",
    "昆明",
    "南昌",
    "石家庄",
    "太原",
    "温州",
    "绵阳",
    "中国",
    "广东",
    "浙江",
    "江苏",
    "福建",
    "湖南",
    "湖北",
    "四川",
    "河南",
    "河北",
    "山东",
    "山西",
    "陕西",
    "安徽",
    "江西",
    "云南",
    "贵州",
    "广西",
    "吉林",
    "辽宁",
    "黑龙江",
    "新疆",
    "内蒙古",
    "宁夏",
    "甘肃",
    "青海",
    "西藏",
    "香港",
    "澳门",
    "哈尔滨",
    "长春",
    "南宁",
    "兰州",
    "惠州",
    "常州",
    "金华",
    "嘉兴",
    "扬州",
    "徐州",
    "泉州",
    "中山",
    "烟台",
    "南通",
    "绍兴",
    "湖州",
    "芜湖",
    "赣州",
    "霍尔果斯",
    "拉萨",
    "义乌",
];

/// Cuts what a greedy match took in before the name; `None` for what is no name.
fn trim_entity(raw: &str) -> Option<&str> {
    let mut name = raw;
    while let Some(rest) = behind_lead(name) {
        name = rest;
    }
    let name =
        name.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '·' | '&' | '.'));
    let count = name.chars().count();
    let blank = [
        "XX",
        "xx",
        "某",
        "××",
        "您的公司",
        "贵公司",
        "任何",
        "关联公司",
        "其他公司",
        "第三方公司",
        "分公司和",
    ]
    .iter()
    .any(|w| name.contains(w));
    let generic = [
        "仲裁委员会",
        "安全委员会",
        "欧盟委员会",
        "居民委员会",
        "标准化",
    ]
    .iter()
    .any(|w| name.contains(w))
        || name.starts_with("集团")
        || matches!(
            name,
            "科技有限公司"
                | "网络科技有限公司"
                | "股份有限公司"
                | "有限责任公司"
                | "信息技术有限公司"
                | "信息科技有限公司"
        );
    ((5..=40).contains(&count) && !blank && !generic).then_some(name)
}

/// What is behind a lead-in word in front of a name, if there is one.
fn behind_lead(name: &str) -> Option<&str> {
    let long_enough = |rest: &&str| rest.chars().count() >= 6 && !rest.starts_with("公司");
    let word = BEFORE_NAME
        .iter()
        .filter_map(|w| name.find(w).and_then(|at| name.get(at + w.len()..)))
        .filter(long_enough)
        .min_by_key(|rest| rest.len());
    if word.is_some() {
        return word;
    }
    // A place inside the name, behind something that is no bracket.
    let place = PLACES
        .iter()
        .filter_map(|p| name.find(p))
        .min()
        .filter(|at| *at > 0)
        .filter(|at| {
            name.get(..*at)
                .is_some_and(|b| b.ends_with(LINKS) && !b.ends_with(['（', '(']))
        })
        .and_then(|at| name.get(at..))
        .filter(long_enough);
    if place.is_some() {
        return place;
    }
    let own = [
        "我们", "您", "用户", "本", "此", "该", "软件", "服务", "政策", "产品", "平台", "APP",
        "App", "应用",
    ];
    name.char_indices()
        .filter(|(_, c)| LINKS.contains(c))
        .filter_map(|(at, c)| Some((name.get(..at)?, name.get(at + c.len_utf8()..)?)))
        .filter(|(before, _)| before.is_empty() || own.iter().any(|w| before.contains(w)))
        .map(|(_, rest)| rest)
        .find(long_enough)
}

fn weigh(
    reading: &Reading,
    sentence: &Sentence,
    index: usize,
    count: usize,
    start: usize,
    end: usize,
) -> i32 {
    let text = sentence.text;
    let before = text.get(..start).unwrap_or("");
    let after: String = text.get(end..).unwrap_or("").chars().take(24).collect();
    let mut score = 1;
    let called = after.starts_with(['（', '(', '，', ','])
        && [
            "简称",
            "下称",
            "统称",
            "“我们",
            "\"我们",
            "称“",
            "hereinafter",
            "“we”",
            "\"we\"",
            "“公司",
            "以下称",
            "\"Company",
        ]
        .iter()
        .any(|w| after.contains(w));
    if called {
        score += 8;
    }
    if before.ends_with("（非") {
        score += 8;
    }
    let ours = ["我们", "本公司", "本应用", "本平台"]
        .iter()
        .any(|w| after.contains(w));
    if called && ours {
        score += 3;
    }
    let told = [
        "由",
        "运营者",
        "公司名称",
        "开发者",
        "运营主体",
        "运营方",
        "名称：",
        "主体",
        "版权所有",
        "所有者",
        "提供方",
        "开发商",
        "数据控制者",
        "operated by",
        "provided by",
        "developed by",
        "processor",
        "controller",
        "处理者",
    ];
    let tail: String = {
        let chars: Vec<char> = before.chars().collect();
        chars.iter().skip(chars.len().saturating_sub(14)).collect()
    };
    if told.iter().any(|w| tail.contains(w)) {
        score += 4;
    }
    if sentence.latin {
        score += english_contact::weigh(before, text.get(end..).unwrap_or(""));
    }
    if after.contains("所有者")
        || after.contains("运营者")
        || after.contains("深知")
        || after.contains("尊重")
        || after.contains("及其关联公司")
        || after.contains("非常重视")
        || after.contains("提供")
    {
        score += 3;
    }
    if index < 12 {
        score += 3;
    } else if index < 30 {
        score += 1;
    }
    let alone = text.chars().count() <= text.get(start..end).unwrap_or("").chars().count() + 14;
    if index + 10 >= count && !sentence.is_cell() {
        score += 2 + i32::from(alone) * 3;
    }
    if sentence.topics.has(Topic::Contact) && !sentence.is_cell() {
        score += 3;
    }
    let third = sentence.is_cell()
        || sentence.near.any(&[Topic::Sdk, Topic::ThirdParty])
        || text.contains("SDK")
        || text.contains("sdk")
        || sentence.any(&[Cue::ThirdParty]) && !called && !sentence.latin
        || ["例如", "子公司", "关联公司包括", "合作", "委托"]
            .iter()
            .any(|w| tail.contains(w));
    if third {
        score -= 6;
    }
    if reading
        .lead(sentence)
        .is_some_and(|l| l.any(&[Cue::ThirdParty]))
    {
        score -= 4;
    }
    score
}

/// The address beside the name, or told as registered or office address.
fn address(reading: &Reading, name: Option<&str>) -> Declared<String> {
    let mut best: Option<(i32, String, usize)> = None;
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let Some(value) = address_in(sentence) else {
            continue;
        };
        let registered = [
            "注册地址",
            "办公地址",
            "住所",
            "注册地",
            "公司地址",
            "registered",
        ]
        .iter()
        .any(|w| sentence.text.contains(w));
        let beside = name.is_some_and(|n| {
            let from = index.saturating_sub(3);
            reading
                .sentences
                .iter()
                .skip(from)
                .take(7)
                .any(|s| s.text.contains(n))
        });
        let contact = sentence.topics.has(Topic::Contact);
        let score = i32::from(registered) * 3 + i32::from(beside) * 2 + i32::from(contact);
        if score > 0 && best.as_ref().is_none_or(|(s, _, _)| score > *s) {
            best = Some((score, value, index));
        }
    }
    stated(reading, best.map(|(_, v, i)| (v, i)), HOME)
}

/// Postal address that a sentence gives behind an address word.
pub(super) fn address_in(sentence: &Sentence) -> Option<String> {
    if sentence.is_cell() {
        return None;
    }
    if sentence.latin
        && let Some(value) = english_contact::behind_name(sentence.text)
        && is_postal(value)
    {
        return Some(value.to_owned());
    }
    if !sentence.has(Cue::Address) {
        return None;
    }
    let mut places: Vec<(u32, u32)> = sentence.places(Cue::Address).collect();
    // "注册地址" before the "注册地" in it.
    places.sort_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)));
    places.into_iter().find_map(|(_, end)| {
        let rest = sentence.slice(end, sentence.end);
        let rest = match (rest.starts_with(['（', '(']), rest.find(['）', ')'])) {
            (true, Some(close)) => rest.get(close..).unwrap_or(rest),
            _ => rest,
        };
        let rest = rest.trim_start_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '：' | ':'
                        | '为'
                        | '是'
                        | '于'
                        | '在'
                        | '）'
                        | ')'
                        | '（'
                        | '('
                        | '/'
                        | '】'
                        | '同'
                        | '仅'
                )
        });
        let rest = rest.strip_prefix("at ").unwrap_or(rest);
        let value: String = rest
            .chars()
            .take_while(|c| !matches!(c, '，' | '。' | '；' | ';' | '\t' | '\n' | '“' | '、'))
            .take(90)
            .collect();
        let value = if sentence.latin {
            english_contact::address(&value)
        } else {
            &value
        };
        let value = value.trim().trim_end_matches(['）', ')']);
        let value = value.rsplit(['：', ':']).next().unwrap_or(value).trim();
        let value = value.strip_prefix("位于").unwrap_or(value).to_owned();
        is_postal(&value).then_some(value)
    })
}

/// A place with a number, or at least a street, district and building.
pub(super) fn is_postal(text: &str) -> bool {
    let parts = [
        "省", "市", "区", "县", "路", "街", "号", "楼", "室", "大厦", "园", "栋", "座", "层", "镇",
        "村", "道", "广场",
    ];
    let hits = parts.iter().filter(|p| text.contains(**p)).count();
    let digits = text.chars().any(|c| c.is_ascii_digit());
    let english = digits
        && text.len() >= 15
        && !parts.iter().any(|p| text.contains(p))
        && text.split([' ', ',', '.']).any(is_postal_word);
    let blank = text.contains("XX")
        || text.contains("xx")
        || text.contains("【")
        || text.contains("___")
        || text.contains("您");
    !blank && text.chars().count() >= 6 && ((hits >= 2 && digits) || hits >= 3 || english)
}

/// A word of English, German or Finnish addresses.
fn is_postal_word(word: &str) -> bool {
    let whole = [
        "Street",
        "St",
        "Road",
        "Rd",
        "Avenue",
        "Ave",
        "Floor",
        "Building",
        "Suite",
        "Room",
        "District",
        "Box",
        "Finland",
        "China",
        "USA",
        "Blvd",
        "Boulevard",
        "Drive",
        "Lane",
        "Tower",
        "Block",
        "Parkway",
        "Square",
        "Place",
        "Crescent",
        "Court",
        "Quay",
        "Terrace",
        "Highway",
        "Way",
        "Singapore",
        "Unit",
    ];
    whole.contains(&word)
        || ["katu", "straße", "strasse"]
            .iter()
            .any(|w| word.to_lowercase().ends_with(w))
}

fn registration(reading: &Reading) -> Declared<String> {
    let found = reading.sentences.iter().enumerate().find_map(|(index, s)| {
        if !s.has(Cue::License) || s.is_cell() {
            return None;
        }
        let digits = s.text.chars().filter(char::is_ascii_digit).count();
        let blank = s.text.contains("XX") || s.text.contains("【");
        (digits >= 6 && !blank).then(|| (s.text.chars().take(120).collect::<String>(), index))
    });
    stated(reading, found, HOME)
}

/// Name of the app: from the title, or as the first sentences introduce it.
pub(super) fn app_name(reading: &Reading, title: Option<&str>) -> Declared<String> {
    let from_title = title.and_then(|t| {
        let t = t.trim_matches(['《', '》', ' ', '“', '”']);
        if let Some(name) = english_contact::titled(t) {
            return Some(name.to_owned());
        }
        let end = [
            "隐私",
            "个人信息",
            "用户隐私",
            "儿童个人",
            "Privacy",
            "privacy",
            "用户协议",
            "用户服务协议",
            "服务协议",
            "APP",
            "App",
            "软件",
        ]
        .iter()
        .filter_map(|w| t.find(w))
        .min()?;
        let name = t
            .get(..end)?
            .trim_matches([' ', '-', '—', '《', '“', '”', '"', '_']);
        let name = name.trim_end_matches("用户");
        (name.chars().count() >= 2 && name.chars().count() <= 24 && !is_generic(name))
            .then(|| name.to_owned())
    });
    if let Some(name) = from_title {
        return Declared {
            value: Some(name),
            evidence: reading
                .sentences
                .first()
                .map(|s| reading.span(s))
                .into_iter()
                .collect(),
            searched: Vec::new(),
        };
    }
    let found = reading
        .sentences
        .iter()
        .enumerate()
        .take(40)
        .find_map(|(index, s)| introduced(s.text).map(|name| (name, index)));
    stated(reading, found, &[Topic::Scope])
}

fn is_generic(name: &str) -> bool {
    matches!(
        name,
        "我们"
            | "本"
            | "本应用"
            | "本软件"
            | "最新版"
            | "关于"
            | "本公司"
            | "游戏"
            | "使用"
            | "The"
            | "Our"
    ) || name.starts_with('本')
        || name.contains("适用")
}

/// “X”软件, “X”APP, 欢迎使用X, 《X隐私政策》.
fn introduced(text: &str) -> Option<String> {
    for (open, close) in [('“', '”'), ('"', '"'), ('「', '」'), ('【', '】')] {
        let mut rest = text;
        while let Some(at) = rest.find(open) {
            let inside = rest.get(at + open.len_utf8()..)?;
            let Some(end) = inside.find(close) else { break };
            let name = inside.get(..end)?.trim();
            let after = inside.get(end + close.len_utf8()..).unwrap_or("");
            let after = after.trim_start();
            let product = [
                "APP",
                "App",
                "app",
                "软件",
                "平台",
                "客户端",
                "游戏",
                "产品",
                "小程序",
                "及相关服务",
                "应用",
            ]
            .iter()
            .any(|w| after.starts_with(w));
            if product && !is_generic(name) && (1..=20).contains(&name.chars().count()) {
                return Some(name.to_owned());
            }
            rest = after;
        }
    }
    for marker in ["欢迎使用", "欢迎您使用", "欢迎来到"] {
        if let Some(at) = text.find(marker) {
            let rest = text
                .get(at + marker.len()..)?
                .trim_start_matches(['“', '"', '《']);
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || matches!(c, '·' | '-' | '+' | ' '))
                .take(20)
                .collect();
            let name = name.trim().to_owned();
            if name.chars().count() >= 2 && !is_generic(&name) && !name.contains("我们") {
                return Some(name);
            }
        }
    }
    let at = text.find('《')?;
    let inside = text.get(at + '《'.len_utf8()..)?;
    let end = inside.find("隐私")?;
    let name = inside.get(..end)?.trim();
    ((2..=20).contains(&name.chars().count()) && !is_generic(name) && !name.contains('》'))
        .then(|| name.trim_end_matches("用户").to_owned())
}
