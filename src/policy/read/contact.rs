//! Ways to reach the processor, and complaints.

use std::sync::LazyLock;

use regex::Regex;

use super::address::{self, address_in};
use super::english::English;
use super::english::contact as en;
use super::number::days_in;
use super::questions::{Answer, EVIDENCE, ask, best, searched, stated};
use super::text::{Reading, Sentence};
use crate::policy::chars::{Haystack, last};
use crate::policy::lexicon::{Cue, Tag, Topic};
use crate::policy::{Complaint, Contact, Declared};

const HOME: &[Topic] = &[Topic::Contact, Topic::Complaint];

static EMAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}\s?[@＠]\s?[A-Za-z0-9][A-Za-z0-9.\-]{0,63}\.[A-Za-z]{2,12}").ok()
});
static PHONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:\+?86[- ]?)?(?:[48]00[-—－ ]?[0-9]{3,4}[-—－ ]?[0-9]{3,4}(?:转[0-9]{1,5})?|[48]00[0-9][-—－][0-9]{3}[-—－][0-9]{3}|[（(]0[0-9]{2,3}[）)] ?[0-9]{5,8}|0[0-9]{2,3}[-—－\s）)]{0,3}[0-9]{7,8}(?:[-转][0-9]{1,5})?|\(0[0-9]{2,3}\) ?[0-9]{7,8}|1[3-9][0-9]{9}|1[3-9][0-9][- ][0-9]{4}[- ][0-9]{4}|95[0-9]{3,6}|9[0-9]{4}|1[0-9]{4}|\+[0-9]{1,3}[- ]?[0-9]{2,4}[- ]?[0-9]{3,4}[- ]?[0-9]{3,4}|0[0-9]{2,3}[-—－][0-9]{5}|[0-9]{7,8})",
    )
    .ok()
});

static PHONE_EN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"\+[0-9]{1,3}(?:[-\s.]?\(?[0-9]{1,5}\)?){2,5}|1-[2-9][0-9]{2}-[0-9]{3}-[0-9]{4}|\(?[2-9][0-9]{2}\)?[-.\s][0-9]{3}[-.\s][0-9]{4}|\(?0[0-9]{2,4}\)?[-\s][0-9]{3,4}[-\s]?[0-9]{3,4}|[48]00[-\s]?[0-9]{3,4}[-\s]?[0-9]{3,4}|1[3-9][0-9]{9}|[0-9]{5,11}",
    )
    .ok()
});

pub(super) fn contact(reading: &Reading) -> Contact {
    Contact {
        emails: collect(reading, emails),
        phones: collect(reading, |s| phones(reading, s)),
        addresses: addresses(reading),
        officer: officer(reading),
    }
}

fn collect(reading: &Reading, find: impl Fn(&Sentence) -> Vec<String>) -> Declared<Vec<String>> {
    let mut values: Vec<String> = Vec::new();
    let mut places = Vec::new();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        if sentence.is_cell() && sentence.topics.any(&[Topic::Sdk, Topic::Share]) {
            continue;
        }
        for value in find(sentence) {
            if !values.contains(&value) {
                values.push(value);
                places.push((u8::from(sentence.topics.any(HOME)), index));
            }
        }
    }
    places.dedup();
    let found = !values.is_empty();
    Declared {
        value: found.then_some(values),
        evidence: best(reading, places),
        searched: searched(reading, HOME, found),
    }
}

fn emails(sentence: &Sentence) -> Vec<String> {
    if !sentence.says_any(&["@", "＠"]) || is_of_others(sentence) {
        return Vec::new();
    }
    let Some(regex) = EMAIL.as_ref() else {
        return Vec::new();
    };
    regex
        .find_iter(sentence.text)
        .map(|m| m.as_str().replace('＠', "@").replace(' ', ""))
        .filter(|m| !m.to_lowercase().contains("xxx") && !m.ends_with(".png"))
        .collect()
}

/// A vendor's or an authority's contact.
fn is_of_others(sentence: &Sentence) -> bool {
    let vendor = sentence.near.any(&[Topic::Sdk, Topic::ThirdParty]) && sentence.says("SDK");
    let example = sentence.says("例如") && sentence.says("格式");
    let english = English::of(sentence).is_some_and(|e| en::is_of_others(sentence, e));
    vendor || example || english
}

/// What stands around a number is part of it: an address, a key, a longer number. In
/// "0532-80000001/4008000001" the slash parts two.
fn runs_on(before: &str, after: &str) -> bool {
    let digits = |mut text: std::str::Chars| text.all(|c| c.is_ascii_digit());
    let parted_left = before
        .strip_suffix('/')
        .is_some_and(|b| digits(last(b, 5).chars()));
    let parted_right = after
        .strip_prefix('/')
        .and_then(|a| a.get(..5))
        .is_some_and(|a| digits(a.chars()));
    let left = before.ends_with(|c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '@' | '=' | '_' | '%')
    });
    let right = after
        .starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '_' | '/' | '%'));
    left && !parted_left || right && !parted_right
}

/// A number counts beside a word for telephones.
fn phones(_reading: &Reading, sentence: &Sentence) -> Vec<String> {
    let text = sentence.text;
    if text.bytes().filter(u8::is_ascii_digit).count() < 5 || is_of_others(sentence) {
        return Vec::new();
    }
    let Some(regex) = PHONE.as_ref() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    let english = sentence.latin.then(|| PHONE_EN.as_ref()).flatten();
    let matches: Vec<regex::Match> = match english {
        Some(english) => english.find_iter(text).collect(),
        None => regex.find_iter(text).collect(),
    };
    for m in matches {
        let before = text.get(..m.start()).unwrap_or("");
        let after = text.get(m.end()..).unwrap_or("");
        let inside = runs_on(before, after);
        if inside {
            continue;
        }
        let number = m.as_str().trim();
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let tail = Haystack::of(last(before, 24));
        let word = [
            "电话",
            "热线",
            "致电",
            "拨打",
            "手机",
            "Tel",
            "tel",
            "TEL",
            "call",
            "phone",
            "Phone",
            "传真",
            "联系方式",
            "客服",
            "hotline",
            "Hotline",
            "Call",
            "Mobile",
        ]
        .iter()
        .filter_map(|w| tail.rfind(w))
        .max();
        let other = [
            "QQ",
            "qq",
            "邮编",
            "备案",
            "许可证",
            "信用代码",
            "微信",
            "邮政编码",
            "ICP",
            "GB/T",
            "注册号",
            "群",
            "传真",
        ]
        .iter()
        .filter_map(|w| tail.rfind(w))
        .max();
        let told = word.is_some() && other.is_none_or(|o| word.is_some_and(|w| w > o));
        let unmistakable = number.starts_with('+')
            || number.contains("400-")
            || number.contains("800-")
            || digits == 10 && number.starts_with("400")
            || number.starts_with('0') && digits >= 10 && number.contains('-');
        if digits >= 5 && (told || unmistakable && other.is_none()) {
            all.push(number.to_owned());
        }
    }
    all
}

fn addresses(reading: &Reading) -> Declared<Vec<String>> {
    let mut values: Vec<String> = Vec::new();
    let mut places = Vec::new();
    let count = reading.sentences.len();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let home = sentence.topics.any(HOME) || index + 12 >= count;
        if !home && !sentence.has(Cue::Address) {
            continue;
        }
        let told = sentence.says_any(&[
            "联系地址",
            "通讯地址",
            "通信地址",
            "邮寄地址",
            "收件地址",
            "联系人地址",
            "寄至",
            "mailing address",
            "postal address",
        ]);
        let registered_only = sentence.says("注册地址") && !sentence.topics.any(HOME) && !told;
        if !(home || told) || registered_only {
            continue;
        }
        if let Some(value) = address_in(sentence).or_else(|| bare_address(sentence))
            && !values.contains(&value)
        {
            values.push(value);
            places.push((u8::from(told), index));
        }
    }
    let found = !values.is_empty();
    Declared {
        value: found.then_some(values),
        evidence: best(reading, places),
        searched: searched(reading, HOME, found),
    }
}

/// A line of a contact block that is an address without saying so.
fn bare_address(sentence: &Sentence) -> Option<String> {
    let text = sentence.text.trim();
    let text = text.rsplit(['：', ':']).next().unwrap_or(text).trim();
    // "…13层，邮政编码 050011".
    let post = ["，邮政编码", "，邮编", " 邮政编码", " 邮编"];
    let text = post
        .iter()
        .find_map(|w| text.split(w).next().filter(|t| t.len() < text.len()));
    let text = text.unwrap_or_else(|| {
        let text = sentence.text.trim();
        text.rsplit(['：', ':']).next().unwrap_or(text).trim()
    });
    let plain = text.chars().count() <= 60
        && !text.contains(['，', '。'])
        && !sentence.has(Cue::Court)
        && !sentence.is_heading();
    let text = address::trim(text);
    (plain && address::is_postal(text)).then(|| text.to_owned())
}

/// An officer or department in charge of personal information.
fn officer(reading: &Reading) -> Declared<String> {
    let mut best: Option<(u8, String, usize)> = None;
    for (index, s) in reading.sentences.iter().enumerate() {
        if s.is_heading() || !s.has(Cue::Officer) {
            continue;
        }
        let word = s.found.iter().find(|f| f.tag == Tag::Cue(Cue::Officer));
        let Some(word) = word else { continue };
        // "负责处理个人信息安全的责任部门…发生变化时" is boilerplate of change notices.
        let boilerplate = s.says("发生变化") || s.says("变更时") || s.says("监管部门");
        if boilerplate {
            continue;
        }
        // A department that guards security is not yet one to turn to.
        let named = s.slice(word.start, word.end);
        let guards = named.contains("安全") && !named.contains("负责人") && !named.contains("专员");
        if guards && !s.topics.any(HOME) && !s.has(Cue::Contact) {
            continue;
        }
        let rank = u8::from(s.topics.any(HOME)) * 2 + u8::from(s.any(&[Cue::Contact]));
        if best.as_ref().is_none_or(|(r, _, _)| rank > *r) {
            best = Some((rank, s.slice(word.start, word.end).to_owned(), index));
        }
    }
    stated(reading, best.map(|(_, v, i)| (v, i)), HOME)
}

pub(super) fn complaint(reading: &Reading) -> Complaint {
    Complaint {
        channel: ask(reading, HOME, channel),
        response_days: response_days(reading),
    }
}

/// Says where questions, opinions, requests or complaints about personal
/// information or the policy go.
fn channel(reading: &Reading, s: &Sentence) -> Answer {
    if let Some(english) = English::of(s) {
        let address = has_address(s)
            || s.text.trim_end().ends_with([':', '?']) && followed_by_address(reading, s)
            || goes_on_with_address(reading, s);
        return en::channel(s, english, address);
    }
    // "针对以上权利，您可以发送邮件至a@b.cn".
    let claims = has_address(s) && s.says_any(&["以上权利", "上述权利", "前述权利"]);
    if claims {
        return Answer::Yes(2);
    }
    let subject = s.any(&[Cue::Complain, Cue::Question]);
    if !subject {
        return Answer::Silent;
    }
    let addressed = has_address(s);
    // "有什么问题及时联系我们a@b.cn".
    let called = s.text.contains('@') && s.has(Cue::Question) && s.says("联系我们");
    let directs = called
        || addressed && s.has(Cue::Question) && s.has(Cue::ThisPolicy)
        || s.any(&[Cue::Contact]) && (s.any(&[Cue::May, Cue::ThisPolicy]) || s.says("请"))
        || s.has(Cue::Complain) && s.any(&[Cue::May, Cue::Contact]);
    if !directs {
        return Answer::Silent;
    }
    let knowledge = s.says("不良信息")
        || s.says("他人举报")
        || s.says("发现或收到")
        || s.says("封禁")
        || s.says("知识产权投诉")
        || s.says("被投诉人")
        || s.says("诈骗监测")
        || s.says("客服投诉处理");
    let about = called
        || s.any(&[Cue::ThisPolicy, Cue::PersonalObject, Cue::Complain])
        || s.topics.any(HOME)
        || s.says("隐私")
        || s.says("privacy");
    let concrete = addressed
        || s.says_any(&[
            "客服",
            "客户服务",
            "列明",
            "取得联系",
            "以下方式",
            "反馈",
            "在线",
            "公示的联系方式",
            "联系方式",
            "投诉",
            "联系我们",
            "页面",
            "入口",
            "support",
        ])
        || s.text.ends_with(['：', ':']) && followed_by_address(reading, s);
    let authority_only = s.has(Cue::Authority) && !s.has(Cue::We);
    Answer::when(
        about && concrete && !knowledge && !authority_only,
        2 + u8::from(s.has(Cue::Complain)) + u8::from(addressed),
    )
}

fn has_address(s: &Sentence) -> bool {
    s.text.contains('@')
        || s.text.chars().filter(char::is_ascii_digit).count() >= 7
        || s.says("http")
}

/// "We welcome your questions about this policy. Please email us at …".
fn goes_on_with_address(reading: &Reading, s: &Sentence) -> bool {
    reading.sentences.get(s.index + 1).is_some_and(|next| {
        let same = (next.document, next.block) == (s.document, s.block);
        same && has_address(next) && next.has(Cue::Contact)
    })
}

fn followed_by_address(reading: &Reading, s: &Sentence) -> bool {
    reading
        .sentences
        .iter()
        .filter(|o| o.document == s.document && o.start > s.start)
        .take(8)
        .any(has_address)
}

/// Days promised for an answer, the contact section first, then rights.
fn response_days(reading: &Reading) -> Declared<u32> {
    let mut found: Vec<(u8, u32, usize)> = Vec::new();
    for (index, s) in reading.sentences.iter().enumerate() {
        if s.is_heading() || !s.has(Cue::Reply) || !s.has(Cue::WorkingDays) {
            continue;
        }
        let promise = s.any(&[Cue::We, Cue::Contact, Cue::Reply])
            && (s.topics.any(&[
                Topic::Contact,
                Topic::Complaint,
                Topic::Rights,
                Topic::Minors,
            ]) || s.any(&[Cue::Complain, Cue::Question, Cue::Contact])
                || s.says("一般情况下，我们"));
        // "…email us. We will respond within 45 days."
        let promise = promise
            || s.latin
                && reading
                    .block_of(s)
                    .any(|o| o.any(&[Cue::Contact, Cue::May]));
        let closing = s.says("停止运营") || s.says("提前") || s.says("保存");
        let cancelled = s.has(Cue::Cancel) && !s.any(&[Cue::Contact, Cue::Question]);
        if !promise || closing || cancelled {
            continue;
        }
        let reach = if s.latin { 48 } else { 24 };
        let answered = s.places(Cue::Reply).any(|(start, end)| {
            s.places(Cue::WorkingDays).any(|(from, to)| {
                start >= to && start - to <= reach || from >= end && from - end <= reach
            })
        });
        if !answered {
            continue;
        }
        // "在10天内确认收到，并在45天内回复": what is only acknowledged is not yet answered.
        let behind = ["确认收到", "acknowledg"].iter().find_map(|w| {
            let (_, rest) = s.text.split_once(w)?;
            days_in(rest)
        });
        if let Some(days) = behind.or_else(|| days_in(s.text)) {
            // The section on contact before one on complaints.
            let rank = if s.topics.has(Topic::Contact) {
                4
            } else if s.topics.any(HOME) {
                3
            } else if s.topics.has(Topic::Rights) {
                2
            } else {
                1
            };
            found.push((rank, days, index));
        }
    }
    found.sort_by_key(|(rank, _, index)| (std::cmp::Reverse(*rank), *index));
    Declared {
        value: found.first().map(|(_, days, _)| *days),
        evidence: found
            .iter()
            .take(EVIDENCE)
            .filter_map(|(_, _, i)| reading.sentences.get(*i))
            .map(|s| reading.span(s))
            .collect(),
        searched: searched(reading, HOME, !found.is_empty()),
    }
}
