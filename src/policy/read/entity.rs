//! Names of legal persons and organisations in a sentence.

use super::english;
use super::text::Sentence;
use crate::policy::chars::Haystack;
use crate::policy::lexicon::Cue;

/// Endings of the names of legal persons and organisations, longest first.
const ENDINGS: &[&str] = &[
    "农村信用合作联社",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "集团公司",
    "信用合作联社",
    "（有限合伙）",
    "个体工商户",
    "经营部",
    "工作室",
    "委员会",
    "研究院",
    "出版社",
    "人民政府",
    "研究中心",
];

/// Legal names in a sentence, with their byte places. Lists of SDKs, which name
/// vendors, are left out.
pub(super) fn entities(sentence: &Sentence) -> Vec<(String, usize, usize)> {
    if !sentence.has(Cue::Entity) || sentence.sdk_item {
        return Vec::new();
    }
    let han = sentence
        .places(Cue::Entity)
        .any(|(start, end)| !sentence.slice(start, end).is_ascii());
    if han {
        let ends = sentence
            .places(Cue::Entity)
            .map(|(_, end)| sentence.byte(end));
        return han_entities(sentence.text, ends);
    }
    english::contact::entities(sentence.text)
}

/// Names by their endings: what stands before the ending, and a branch behind it.
fn han_entities(text: &str, ends: impl Iterator<Item = usize>) -> Vec<(String, usize, usize)> {
    let mut all = Vec::new();
    let mut from = 0;
    for end in ends {
        let ending = ENDINGS
            .iter()
            .find(|e| text.get(from..end).is_some_and(|t| t.ends_with(**e)));
        let Some(ending) = ending else { continue };
        let start = front(text, from, end - ending.len());
        let end = end + branch(text.get(end..).unwrap_or(""));
        if let Some(name) = text.get(start..end).and_then(trim_entity) {
            all.push((name.to_owned(), end - name.len(), end));
        }
        from = end;
    }
    all
}

/// Byte where the run of name characters that ends at `at` begins.
fn front(text: &str, from: usize, at: usize) -> usize {
    let mut start = at;
    let mut open = false;
    for (index, c) in text
        .get(from..at)
        .unwrap_or("")
        .char_indices()
        .rev()
        .take(40)
    {
        let inside = match c {
            '）' | ')' if !open => {
                open = true;
                true
            }
            '（' | '(' if open => {
                open = false;
                true
            }
            _ => is_name_char(c),
        };
        if !inside {
            break;
        }
        // A bracket that opens further left is not the name's.
        if !open {
            start = from + index;
        }
    }
    start
}

fn is_name_char(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '·' | '&' | '-') || c.is_ascii_alphanumeric()
}

/// Bytes of "上海分公司", "（上海）分公司" behind a name.
fn branch(rest: &str) -> usize {
    ["分公司", "分行"]
        .iter()
        .filter_map(|w| rest.find(w).map(|at| (at, at + w.len())))
        .filter(|(at, _)| {
            rest.get(..*at).is_some_and(|place| {
                (2..=10).contains(&place.chars().count())
                    && place
                        .chars()
                        .all(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '（' | '）'))
                    && !place.contains(['及', '和', '与'])
            })
        })
        .map(|(_, end)| end)
        .min()
        .unwrap_or(0)
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
    "欢迎加入",
    "申请加入",
    "登录成为",
    "注册成为",
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
    "具体指",
    "版权所属",
    "服务提供者",
    "reserved",
    "我们是",
    "归属于",
    "感谢您",
    "以及",
    "名称",
    "对于",
    "了解",
    "信任",
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
    let name = name.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '-' | '·' | '&' | '.' | '(' | ')')
    });
    let count = name.chars().count();
    let words = Haystack::of(name);
    let blank = words.says_any(&[
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
    ]);
    let generic = words.says_any(&[
        "仲裁委员会",
        "安全委员会",
        "欧盟委员会",
        "居民委员会",
        "标准化",
        "全国人民代表大会",
        "用户研究中心",
    ]) || name.starts_with("集团")
        || matches!(
            name,
            "科技有限公司"
                | "网络科技有限公司"
                | "股份有限公司"
                | "有限责任公司"
                | "信息技术有限公司"
                | "信息科技有限公司"
        );
    // "A有限公司", "某产品是一款由A有限公司": the blank of a template.
    let template = ["有限公司", "有限责任公司", "股份有限公司"]
        .iter()
        .any(|ending| {
            let stem = name
                .strip_suffix(ending)
                .map(|s| s.trim_end_matches("科技"));
            let stem = stem.map(|s| s.rsplit('由').next().unwrap_or(s));
            stem.is_some_and(|s| s.chars().count() == 1 && s.is_ascii())
        });
    ((5..=40).contains(&count) && !blank && !generic && !template).then_some(name)
}

/// What is behind a lead-in word in front of a name, if there is one.
fn behind_lead(name: &str) -> Option<&str> {
    let long_enough = |rest: &&str| rest.chars().count() >= 5 && !rest.starts_with("公司");
    let words = Haystack::of(name);
    let word = BEFORE_NAME
        .iter()
        .filter_map(|w| words.find(w).and_then(|at| name.get(at + w.len()..)))
        .filter(long_enough)
        .min_by_key(|rest| rest.len());
    if word.is_some() {
        return word;
    }
    // A place inside the name, behind something that is no bracket.
    let place = PLACES
        .iter()
        .filter_map(|p| words.find(p))
        .min()
        .filter(|at| *at > 0)
        .filter(|at| {
            name.get(..*at)
                .is_some_and(|b| b.is_ascii() || b.ends_with(LINKS) && !b.ends_with(['（', '(']))
        })
        .and_then(|at| name.get(at..))
        .filter(long_enough);
    if place.is_some() {
        return place;
    }
    let own = [
        "我们", "您", "用户", "隐私", "本", "此", "该", "软件", "服务", "政策", "产品", "平台",
        "APP", "App", "应用",
    ];
    name.char_indices()
        .filter(|(_, c)| LINKS.contains(c))
        .filter_map(|(at, c)| Some((name.get(..at)?, name.get(at + c.len_utf8()..)?)))
        .filter(|(before, _)| before.is_empty() || own.iter().any(|w| before.contains(w)))
        // "系统" is no "是".
        .filter(|(_, rest)| !rest.starts_with(['统', '列']))
        .map(|(_, rest)| rest)
        .find(long_enough)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_names() {
        let cases: &[(&str, &[&str])] = &[
            (
                "由北京字节跳动科技有限公司提供",
                &["北京字节跳动科技有限公司"],
            ),
            (
                "我们指深圳市腾讯计算机系统有限公司",
                &["深圳市腾讯计算机系统有限公司"],
            ),
            (
                "适用于鹰隼信息科技（宁波）有限公司上海分公司",
                &["鹰隼信息科技（宁波）有限公司上海分公司"],
            ),
            ("绵阳智如科技有限公司数据部", &["绵阳智如科技有限公司"]),
            (
                "本应用由小米科技有限责任公司开发",
                &["小米科技有限责任公司"],
            ),
            (
                "您的隐私对于蓝舟信息技术有限公司至关重要",
                &["蓝舟信息技术有限公司"],
            ),
            ("本软件由蓝舟工作室运营", &["蓝舟工作室"]),
            (
                "开发者：市南区蓝舟电子产品经营部",
                &["市南区蓝舟电子产品经营部"],
            ),
            ("提交北京仲裁委员会仲裁", &[]),
            ("XX科技有限公司", &[]),
            ("本产品是一款由A有限公司", &[]),
            ("欢迎申请加入蓝舟科技有限公司", &["蓝舟科技有限公司"]),
            (
                "中国平安财产保险股份有限公司",
                &["中国平安财产保险股份有限公司"],
            ),
        ];
        for (text, names) in cases {
            let mut ends: Vec<usize> = ENDINGS
                .iter()
                .flat_map(|e| text.match_indices(e).map(|(at, _)| at + e.len()))
                .collect();
            ends.sort_unstable();
            let found = han_entities(text, ends.into_iter());
            let found: Vec<String> = found.into_iter().map(|(n, ..)| n).collect();
            assert_eq!(found, *names, "{text}");
        }
    }
}
