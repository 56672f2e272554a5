//! Names of SDKs, cleaned of the sentence around them.

pub(super) mod ending;
mod words;

use crate::policy::chars::{Haystack, find_sdk, is_word};
use crate::policy::lexicon::{Folded, fold};
use words::{CLASSES, GENERIC, QUANTITIES};

/// Words of a sentence, which no name has.
const CLAUSE: &[&str] = &[
    "我们",
    "您",
    "个人信息",
    "用户",
    "收集",
    "可能",
    "用于",
    "您的",
    "请",
    "不会",
    "需要",
    "如果",
    "点击",
    "隐私政策",
    "共享方式",
    "隐私条款",
    "获取",
    "共享给",
    "提供给",
    "应用市场",
    "提供",
    "等功能",
    "等服务",
    "若因",
    "关系到",
    "查询",
    "联系官方",
    "联系客服",
    "导致",
    "人员",
    "保障",
    "有关的",
    "（如",
    "(如",
    "等SDK",
];

/// Whether a name only tells a class.
pub(super) fn is_class(name: &str) -> bool {
    is_folded_class(&fold(name))
}

fn is_folded_class(folded: &str) -> bool {
    let stem = folded.trim().trim_end_matches("sdk").trim();
    let stem = stem.strip_suffix('类').unwrap_or(stem);
    CLASSES.contains(stem)
}

/// Names in a cell or value: split where several stand.
pub(super) fn names(raw: &str) -> Vec<String> {
    let raw = raw.split("http").next().unwrap_or(raw);
    let mut all = Vec::new();
    // "消息推送SDK（华为、小米）": a class with its members in brackets.
    if let Some(members) = members(raw).or_else(|| product(raw)) {
        for part in split(&members) {
            push(&mut all, &part);
        }
        if !all.is_empty() {
            return all;
        }
    }
    for part in split(raw) {
        push(&mut all, &part);
    }
    all
}

fn push(all: &mut Vec<String>, part: &str) {
    if let Some(name) = clean(part)
        && !all.contains(&name)
    {
        all.push(name);
    }
}

/// "穿山甲SDK 北京某某有限公司": the maker on the cell's second line.
fn without_maker(part: &str) -> &str {
    let Some((name, maker)) = part.trim().rsplit_once(' ') else {
        return part;
    };
    let made = maker.ends_with("公司") && !name.ends_with("公司") && maker.chars().count() >= 6;
    match made && find_sdk(name).is_some() {
        true => name.trim_end(),
        false => part,
    }
}

/// "推送类 极光推送SDK": what it is for on the first line, the name on the second.
fn without_class(part: &str) -> &str {
    let Some((class, name)) = part.trim().split_once(' ') else {
        return part;
    };
    let known = || is_class(class) || class.ends_with('类') && class.chars().count() <= 6;
    match find_sdk(class).is_none() && find_sdk(name).is_some() && known() {
        true => name.trim_start(),
        false => part,
    }
}

/// The list in brackets behind a generic word.
fn members(raw: &str) -> Option<String> {
    let open = raw.find(['（', '('])?;
    let inside = raw.get(open..)?.trim_start_matches(['（', '(']);
    let close = inside.rfind(['）', ')'])?;
    let inside = inside.get(..close)?;
    let head = raw.get(..open)?;
    let many = inside.matches('、').count() >= 1 || inside.matches('，').count() >= 1;
    let class = [
        "推送",
        "厂商",
        "广告",
        "登录",
        "分享",
        "支付",
        "地图",
        "第三方",
        "统计",
    ]
    .iter()
    .any(|w| head.contains(w));
    (many && class).then(|| {
        inside
            .trim_start_matches("包括")
            .trim_start_matches("包含")
            .trim_start_matches("如")
            .trim_start_matches("集成了")
            .to_owned()
    })
}

/// "推送通知消息（OPPO推送SDK）": what it does, with the product in brackets.
fn product(raw: &str) -> Option<String> {
    let (head, rest) = raw.trim().split_once(['（', '('])?;
    let inside = rest.strip_suffix(['）', ')'])?;
    let deed = [
        "消息", "通知", "分享", "登录", "支付", "统计", "服务", "功能", "展示", "上报",
    ]
    .iter()
    .any(|w| head.trim_end().ends_with(w));
    let sdk = |t: &str| find_sdk(t).is_some();
    (deed && !sdk(head) && sdk(inside) && !inside.starts_with('含')).then(|| inside.to_owned())
}

fn split(raw: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut depth = 0i32;
    let mut current = String::new();
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '（' | '(' | '《' | '“' => depth += 1,
            '）' | ')' | '》' | '”' => depth -= 1,
            _ => {}
        }
        // "头条SDK/广点通SDK", "微信/QQ": two names, not "SDK/API".
        let slash = c == '/'
            && (chars.peek().is_some_and(|n| !n.is_ascii())
                || current.to_ascii_lowercase().ends_with("sdk")
                    && find_sdk(&chars.clone().collect::<String>()).is_some());
        let apart = matches!(c, '、' | '；' | ';' | '\n' | '|') || matches!(c, '，' | ',') || slash;
        if apart && depth <= 0 {
            parts.push(std::mem::take(&mut current));
        } else {
            current.push(c);
        }
    }
    parts.push(current);
    parts.iter().flat_map(|p| run_together(p)).collect()
}

/// "百度移动统计 SDK 听云 APM": lines of one cell that became one.
fn run_together(part: &str) -> Vec<String> {
    // No cell of names is longer, and a hostile one takes no squares.
    const CELL: usize = 1200;
    if part.len() > CELL {
        return vec![part.to_owned()];
    }
    let part = without_class(without_maker(part));
    let folded = part.to_ascii_lowercase();
    let ends: Vec<usize> = folded.match_indices("sdk ").map(|(at, _)| at + 4).collect();
    let mut names = Vec::new();
    let mut from = 0;
    for end in ends {
        let rest = part.get(end..).unwrap_or("").trim();
        // "Bugly SDK 崩溃统计" is one name with a remark.
        let latin = rest.starts_with(|c: char| c.is_ascii_uppercase());
        let another = !rest.starts_with(['(', '（'])
            && (latin && key(rest).chars().count() >= 2
                || rest.to_ascii_lowercase().contains("sdk"));
        if another || from > 0 {
            names.push(part.get(from..end).unwrap_or("").trim().to_owned());
            from = end;
        }
    }
    names.push(part.get(from..).unwrap_or("").to_owned());
    names
}

/// A name without quotes, numbering and the words around it; `None` for what is
/// generic or reads as a sentence.
pub(super) fn clean(raw: &str) -> Option<String> {
    let name = bare(raw);
    let long = !(2..=40).contains(&name.chars().count()) || !name.contains(char::is_alphabetic);
    let sentence =
        || name.contains(['。', '，', '；', '？']) || Haystack::of(name).says_any(CLAUSE);
    (!long && !sentence() && !is_generic(name)).then(|| name.to_owned())
}

/// What is left of `raw` without the marks and words around the name.
fn bare(raw: &str) -> &str {
    let name = strip_number(raw.trim());
    let mut name = balance(name.trim_matches(|c: char| c.is_whitespace() || MARKS.contains(c)));
    for prefix in ["主要包括", "但不限于", "不限于", "包括", "例如", "由【"] {
        name = name.strip_prefix(prefix).unwrap_or(name).trim();
    }
    for suffix in ["等第三方", "等SDK", "等sdk", "等", "的SDK", "的sdk"] {
        name = name.strip_suffix(suffix).unwrap_or(name).trim();
    }
    // "OPPO Push（仅对OPPO市场生效）": where it is used is no part of the name.
    if let Some((front, note)) = name.split_once(['（', '('])
        && ["仅", "适用于", "用于", "如您"]
            .iter()
            .any(|w| note.starts_with(w))
    {
        name = front.trim();
    }
    // "深圳市腾讯计算机系统有限公司微信开放平台SDK": the vendor before its product.
    if let Some((_, product)) = name.split_once("有限公司") {
        let product = product.trim_start_matches('的').trim();
        let whole = key(product).chars().count() >= 2 && product.starts_with(char::is_alphanumeric);
        if whole {
            name = product;
        }
    }
    name
}

/// Marks around a name that are no part of it.
const MARKS: &str = "“”\"「」【】：:。，,；、*·•-—《》'.>|#";

/// Names no SDK, but others in general or a document.
fn is_generic(name: &str) -> bool {
    const OTHERS: &[&str] = &[
        "第三方",
        "合作伙伴",
        "服务商",
        "供应商",
        "广告商",
        "合作方",
        "广告主",
        "代理商",
        "广告主和",
        "说明",
        "声明",
    ];
    let folded = fold(name);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let stem = bare.strip_suffix("sdk").unwrap_or(bare).trim();
    let known = || GENERIC.contains(bare) || GENERIC.contains(stem) || is_folded_class(&folded);
    // "部分渠道", "相关SDK".
    let some = || {
        let rest = QUANTITIES.iter().find_map(|q| stem.strip_prefix(q));
        rest.is_some_and(|r| r.is_empty() || GENERIC.contains(r) || is_folded_class(r))
    };
    let others = || OTHERS.iter().any(|w| stem.ends_with(w));
    let listed = || Haystack::of(stem).says_any(&["目录", "清单", "列表"]);
    let english = || {
        ["the app ", "our app ", "this app "]
            .iter()
            .any(|w| folded.starts_with(w))
            || [" contains ", " contain ", " no ", " does not ", " do not "]
                .iter()
                .any(|w| folded.contains(w))
    };
    stem.is_empty()
        || bare == "sdk权限"
        || stem.ends_with("推送通道")
        || bare.starts_with("第三方sdk")
        || known()
        || some()
        || others()
        || listed()
        || folded.contains(' ') && english()
}

/// Cuts an unclosed bracket and what follows it.
fn balance(name: &str) -> &str {
    let opens = name.matches(['（', '(']).count();
    let closes = name.matches(['）', ')']).count();
    if opens == closes {
        return name;
    }
    let cut = if opens > closes {
        name.rfind(['（', '(']).and_then(|at| name.get(..at))
    } else {
        name.find(['）', ')']).and_then(|at| name.get(..at))
    };
    cut.unwrap_or(name).trim()
}

/// "1、", "（2）", "a)" before a name.
fn strip_number(name: &str) -> &str {
    // "①微信开放平台SDK", "o 腾讯云": numbers and bullets of copied lists.
    let bare = name
        .trim_start_matches(|c: char| ('①'..='⑳').contains(&c))
        .trim_start();
    let bare = bare.strip_prefix("o ").unwrap_or(bare);
    if bare.len() < name.len() {
        return bare;
    }
    // "a.个推推送SDK"
    let mut chars = name.chars();
    if let (Some(letter), Some(mark), Some(next)) = (chars.next(), chars.next(), chars.next())
        && letter.is_ascii_lowercase()
        && matches!(mark, '.' | '、' | ')' | '）')
        && !next.is_ascii_digit()
    {
        return name
            .get(letter.len_utf8() + mark.len_utf8()..)
            .unwrap_or(name);
    }
    let rest = name.trim_start_matches(['（', '(']);
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = digits.trim_start_matches(['）', ')']);
    let marked = after.trim_start_matches(['、', '.', '．', ' ', '，', ':', '：']);
    let numbered = digits.len() < rest.len() && marked.len() < digits.len();
    // "360 SDK" and "10086在线直播SDK" begin with a number that is theirs.
    let bare_dot = digits.starts_with(['、', '）', ')', '.', '．']) || rest.len() < name.len();
    match numbered && bare_dot {
        true if digits.starts_with(['.', '．']) => strip_level(marked),
        true => marked,
        false => name,
    }
}

/// "3.1 " of "2.3.1 个推推送SDK", whose first number is off already.
fn strip_level(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    if !(1..=2).contains(&(name.len() - rest.len())) {
        return name;
    }
    let after = rest.trim_start_matches(['.', '．', '、', ' ']);
    match after.len() < rest.len() {
        true if rest.starts_with(['.', '．']) => strip_level(after),
        true => after,
        false => name,
    }
}

/// What equal names share: folded, without SDK, blanks and marks.
pub(super) fn key(name: &str) -> String {
    let folded = Folded::new(name).chars;
    let mut key = String::with_capacity(name.len());
    let mut rest = folded.as_slice();
    while let Some((c, behind)) = rest.split_first() {
        if let Some(behind) = rest.strip_prefix(&['s', 'd', 'k']) {
            rest = behind;
            continue;
        }
        if is_word(*c) || *c == '+' {
            key.push(*c);
        }
        rest = behind;
    }
    key.truncate(key.trim_end_matches('+').len());
    key
}

/// `key` without the system that the SDK is for: "Facebook iOS SDK" is Facebook's.
pub(super) fn of_any_system(key: &str) -> &str {
    let bare = ["ios", "android"].iter().find_map(|s| key.strip_suffix(s));
    bare.filter(|b| b.chars().count() >= 2).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleans_names() {
        let cases = [
            ("友盟+SDK", Some("友盟+SDK")),
            ("1、极光推送SDK；", Some("极光推送SDK")),
            ("（2）小米推送", Some("小米推送")),
            ("10086在线直播SDK", Some("10086在线直播SDK")),
            ("第三方SDK", None),
            ("该SDK", None),
            ("我们使用的SDK收集信息", None),
            ("“微信”", Some("微信")),
            ("腾讯Bugly（崩溃", Some("腾讯Bugly")),
            (
                "深圳市腾讯计算机系统有限公司微信开放平台SDK",
                Some("微信开放平台SDK"),
            ),
            (
                "友盟同欣（北京）科技有限公司SDK",
                Some("友盟同欣（北京）科技有限公司SDK"),
            ),
            ("广告投放合作伙伴", None),
            ("a.个推推送SDK", Some("个推推送SDK")),
            ("e.OPPO推送SDK", Some("OPPO推送SDK")),
            ("OPPO Push（仅对OPPO市场生效）", Some("OPPO Push")),
            ("【SDK列表】第三方SDK使用情况说明", None),
            ("2.3.1 个推推送SDK", Some("个推推送SDK")),
            ("5.2、穿山甲SDK", Some("穿山甲SDK")),
            ("2.360广告SDK", Some("360广告SDK")),
            ("2.360 SDK", Some("360 SDK")),
            ("①微信开放平台SDK", Some("微信开放平台SDK")),
            ("广告主和", None),
            ("部分渠道SDK", None),
            ("相关SDK", None),
            ("各平台SDK", None),
            ("查询SDK", None),
        ];
        for (raw, name) in cases {
            assert_eq!(clean(raw).as_deref(), name, "{raw}");
        }
    }

    #[test]
    fn splits_lists() {
        assert_eq!(names("消息推送SDK（华为、小米）"), ["华为", "小米"]);
        assert_eq!(names("推送通知消息（OPPO推送SDK）"), ["OPPO推送SDK"]);
        assert_eq!(names("微信、QQ、微博"), ["微信", "QQ", "微博"]);
        assert_eq!(names("极光推送SDK"), ["极光推送SDK"]);
        assert_eq!(names("Bugly SDK 崩溃统计"), ["Bugly SDK 崩溃统计"]);
        assert_eq!(
            names("百度移动统计 SDK TalkingData SDK 听云 APM"),
            ["百度移动统计 SDK", "TalkingData SDK", "听云 APM"]
        );
        assert_eq!(names("个推推送SDK (GTSDK)"), ["个推推送SDK (GTSDK)"]);
        assert_eq!(names("头条SDK/广点通SDK"), ["头条SDK", "广点通SDK"]);
        assert_eq!(names("推送类 极光推送SDK"), ["极光推送SDK"]);
        assert_eq!(
            names("穿山甲SDK 北京巨量引擎网络技术有限公司"),
            ["穿山甲SDK"]
        );
        assert_eq!(names("腾讯 Bugly SDK"), ["腾讯 Bugly SDK"]);
    }
}
