//! Who does what to personal information in each clause of a sentence.

use super::sentence::{Sentence, cues_of};
use super::used::is_used;
use crate::policy::lexicon::{Cue, Found, Tag, Topic};

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Actor {
    /// The processor, or its app.
    We,
    /// The person.
    You,
    /// An SDK or another third party.
    Third,
}

/// What a clause does to the information that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Nothing that concerns collection.
    None,
    /// Collects it, or is given it.
    Collects(Actor),
    /// Denies that it is collected.
    Denied,
    /// Speaks of the person's refusal to give it.
    Refused,
    /// Gives it to others.
    Shares,
    /// Warns, or tells how to look at, change or delete it.
    Aside,
}

/// A clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clause {
    pub start: u32,
    pub end: u32,
    pub act: Act,
    /// The act is its own, not taken over from the clause before.
    pub own: bool,
}

/// Clauses of `sentence`, in order; `lead` is what the sentence that introduces
/// its list does.
pub(super) fn judge_all(sentence: &Sentence, lead: Option<Act>) -> Vec<Clause> {
    let mut all: Vec<Clause> = Vec::new();
    let mut aims: Vec<(u32, u32)> = Vec::new();
    let mut actor = default_actor(sentence);
    for (start, end) in cut(sentence) {
        let words = words(sentence, start, end);
        let (act, first) = judge(sentence, words, start, actor);
        // "我们接入的某SDK收集…，并可能收集…": who collects goes on doing so.
        match act {
            Act::Collects(Actor::Third) => actor = Actor::Third,
            _ => actor = first.unwrap_or(actor),
        }
        // "We collect no identifiers, except the Android ID".
        let excepted = act == Act::None
            && sentence.latin
            && all.last().is_some_and(|c| c.act == Act::Denied)
            && is_exception(sentence, start, end);
        // "We do not collect, store, or upload your voice": one denial of all.
        let denied = sentence.latin
            && matches!(act, Act::Collects(_) | Act::Shares)
            && all.last().is_some_and(|c| c.act == Act::Denied)
            && is_next_verb(sentence.slice(start, end));
        let act = match act {
            _ if excepted => Act::Collects(actor),
            _ if denied => Act::Denied,
            act => act,
        };
        let own = act != Act::None;
        // "收集您的手机号，以便保护账号安全": the purpose names no information.
        let collects = words
            .iter()
            .any(|f| matches!(f.tag, Tag::Cue(Cue::Collect)));
        let aim = matches!(
            sentence.slice(start, start + 2),
            "用于" | "以便" | "用以" | "用来"
        );
        let given_only = own && (!collects || aim);
        if (!own || given_only && matches!(act, Act::Collects(_) | Act::Shares))
            && is_purpose(words, start)
            && !all.is_empty()
        {
            aims.push((start, end));
            continue;
        }
        let before = all.last().map(|c| c.act).or(lead);
        let act = match (act, before) {
            (Act::None, Some(before)) if carries(before) => before,
            _ => act,
        };
        all.push(Clause {
            start,
            end,
            act,
            own,
        });
    }
    all.extend(aims.into_iter().map(|(start, end)| Clause {
        start,
        end,
        act: Act::Aside,
        own: false,
    }));
    all.sort_unstable_by_key(|c| c.start);
    all
}

/// One more verb of a list: "store", "or upload your voice".
fn is_next_verb(text: &str) -> bool {
    let text = text.trim_matches([' ', ',']);
    text.starts_with("or ") || text.starts_with("nor ") || !text.contains(' ')
}

/// The clause opens with a word of purpose.
fn is_purpose(words: &[Found], start: u32) -> bool {
    words
        .iter()
        .any(|f| f.tag == Tag::Cue(Cue::Purpose) && f.start <= start + 2)
}

/// Opens with "except", "other than", "apart from".
fn is_exception(sentence: &Sentence, start: u32, end: u32) -> bool {
    let clause = sentence.slice(start, end).trim_start();
    ["except", "other than", "apart from", "save for"]
        .iter()
        .any(|w| clause.starts_with(w))
}

/// What a sentence ends by doing: the last collection of its own, or else the
/// act of its last clause that has one.
///
/// "1. 注册、登录：" under "我们会收集以下信息：" says nothing itself and goes on with what
/// introduces it, `lead`.
pub(super) fn conclude(sentence: &Sentence, clauses: &[Clause], lead: Option<Act>) -> Act {
    // Only what opens a list is asked for.
    if !sentence.text.ends_with(['：', ':']) {
        return Act::None;
    }
    if sentence.has(Cue::Exempt) {
        return Act::Aside;
    }
    // What follows are purposes, not information.
    if sentence.says_any(&["目的", "用途", "purposes"])
        && !sentence.names_kind()
        && !sentence.says_any(&[
            "以下信息",
            "如下信息",
            "下列信息",
            "以下个人信息",
            "following information",
        ])
    {
        return Act::None;
    }
    let collects = clauses
        .iter()
        .rev()
        .find(|c| matches!(c.act, Act::Collects(_)) && c.own);
    let act = collects
        .or_else(|| clauses.iter().rev().find(|c| c.act != Act::None))
        .map_or(Act::None, |c| c.act);
    if act == Act::None && introduces(sentence) {
        return Act::Collects(default_actor(sentence));
    }
    let passes = act == Act::None && sentence.length() <= 24;
    match lead {
        Some(lead @ Act::Collects(_)) if passes => lead,
        _ => act,
    }
}

/// "上述日志信息包括：" in a section on collection.
fn introduces(sentence: &Sentence) -> bool {
    sentence.near.has(Topic::Collect)
        && sentence.has(Cue::ListFollows)
        && sentence.says_any(&["信息", "数据", "information", "data"])
        && !sentence
            .cues
            .any(&[Cue::Sensitive, Cue::Definition, Cue::Negation, Cue::Exempt])
}

/// Acts that reach over the clauses behind that have none of their own.
fn carries(act: Act) -> bool {
    matches!(
        act,
        Act::Collects(_) | Act::Denied | Act::Shares | Act::Aside | Act::Refused
    )
}

pub(super) fn default_actor(sentence: &Sentence) -> Actor {
    if sentence.sdk_item || sentence.near.has(Topic::Sdk) {
        Actor::Third
    } else {
        Actor::We
    }
}

/// Places of the clauses.
fn cut(sentence: &Sentence) -> Vec<(u32, u32)> {
    let mut all = Vec::new();
    let mut start = sentence.start;
    for (offset, c) in (sentence.start..).zip(sentence.text.chars()) {
        if matches!(
            c,
            '，' | ',' | '：' | ':' | '；' | ';' | '。' | '！' | '？' | '!' | '?' | '\t' | '\n'
        ) {
            if offset > start {
                all.push((start, offset));
            }
            start = offset + 1;
        }
    }
    if sentence.end > start {
        all.push((start, sentence.end));
    }
    all
}

fn words<'s>(sentence: &'s Sentence, start: u32, end: u32) -> &'s [Found] {
    let found = &sentence.found;
    let from = found.partition_point(|f| f.start < start);
    let to = found.partition_point(|f| f.start < end);
    found.get(from..to).unwrap_or_default()
}

/// What the clause does, and who is its first actor, if it names one.
fn judge(sentence: &Sentence, words: &[Found], start: u32, before: Actor) -> (Act, Option<Actor>) {
    let cues = cues_of(words);
    let has = |cue: Cue| cues.has(cue);
    let actors = || {
        words
            .iter()
            .filter_map(|f| actor(sentence, f).map(|a| (f.start, a)))
    };
    let first = actors().next().map(|(_, a)| a);
    let conditional_consent = sentence.has(Cue::WithoutConsent);
    if has(Cue::NotCollect) && !conditional_consent {
        return (Act::Denied, first);
    }
    // "我们不会未经您许可获取您的密码、银行账号": none of it is what the app asks for.
    if sentence.says("不会未经") && has(Cue::Collect) {
        return (Act::Denied, first);
    }
    if has(Cue::Refuse) {
        return (Act::Refused, first);
    }
    let verb = words
        .iter()
        .filter(|f| is_verb(sentence, f, start, before))
        .min_by_key(|f| f.start);
    let Some(verb) = verb else {
        let aside = has(Cue::Warning)
            || (has(Cue::May)
                && (has(Cue::Access) || has(Cue::Correct) || has(Cue::Delete) || has(Cue::Cancel)));
        let act = if aside {
            Act::Aside
        } else if is_used(sentence, words, start) {
            Act::Collects(Actor::We)
        } else if has(Cue::Share) {
            Act::Shares
        } else {
            Act::None
        };
        return (act, first);
    };
    if denied(sentence, words, verb) && !conditional_consent {
        return (Act::Denied, first);
    }
    if has(Cue::Warning) {
        return (Act::Aside, first);
    }
    let nearest = actors().rfind(|(at, _)| *at < verb.start);
    let by = nearest.map_or(before, |(_, a)| a);
    // "我们会请求第三方提供您的昵称、头像": what a third party gives, we receive.
    let given = matches!(verb.tag, Tag::Cue(Cue::Provide)) && !sentence.sdk_item;
    let by = match by {
        Actor::Third if given && asked_for(sentence, nearest, verb) => Actor::We,
        by => by,
    };
    (Act::Collects(by), first)
}

/// "请求第三方提供", "要求第三方平台提供": the third party right before the verb is
/// asked.
fn asked_for(sentence: &Sentence, nearest: Option<(u32, Actor)>, verb: &Found) -> bool {
    nearest.is_some_and(|(at, actor)| {
        let asked = before(sentence, at, 3);
        actor == Actor::Third
            && verb.start - at <= 8
            && ["请求", "要求", "向关联"].iter().any(|w| asked.contains(w))
    })
}

/// Whom a word names as acting; `None` where it is an object ("从第三方获取").
fn actor(sentence: &Sentence, found: &Found) -> Option<Actor> {
    let actor = match found.tag {
        // Of one SDK's item: "我们" collects through it.
        Tag::Cue(Cue::We) if sentence.sdk_item => return Some(Actor::Third),
        // "为我们提供技术分析的合作伙伴，会向我们的用户收集".
        Tag::Cue(Cue::We) => {
            let users = sentence.slice(found.end, found.end + 3) == "的用户";
            return (!users && before(sentence, found.start, 1) != "为").then_some(Actor::We);
        }
        Tag::Cue(Cue::You) if sentence.sdk_item => return None,
        Tag::Cue(Cue::You) => {
            // "您的手机号" is the object, "您提供" the actor.
            let next = sentence.slice(found.end, found.end + 1);
            let previous = before(sentence, found.start, 1);
            let object = next == "的" || matches!(previous, "向" | "为" | "给" | "与" | "对");
            return (!object).then_some(Actor::You);
        }
        // "使用第三方账号登录": the word belongs to what is given.
        Tag::Cue(Cue::ThirdParty)
            if is_part_of_kind(sentence, found) || is_of_account(sentence, found) =>
        {
            return None;
        }
        Tag::Cue(Cue::ThirdParty) | Tag::Sdk(_) | Tag::Topic(Topic::Sdk) => Actor::Third,
        _ => return None,
    };
    let previous = before(sentence, found.start, 1);
    let object = matches!(
        previous,
        "从" | "向" | "与" | "给" | "对" | "跟" | "成" | "、"
    );
    let person = matches!(
        sentence.slice(found.start, found.end),
        "他人" | "第三人" | "其他个人" | "其他用户" | "商家"
    ) || found.tag == Tag::Cue(Cue::ThirdParty)
        && matches!(
            before(sentence, found.start, 2),
            "使用" | "利用" | "采用" | "借助"
        );
    (!object && !person).then_some(actor)
}

/// "将您的第三方账户与您的账户绑定", "第三方平台账号".
fn is_of_account(sentence: &Sentence, found: &Found) -> bool {
    let next = sentence.slice(found.end, found.end + 4);
    let next = next.trim_start_matches("平台").trim_start_matches('的');
    next.starts_with(['账', '帐'])
}

/// The word is the front of a longer one for a kind of information.
fn is_part_of_kind(sentence: &Sentence, found: &Found) -> bool {
    sentence
        .kinds()
        .any(|k| k.start <= found.start && found.end < k.end)
}

fn before<'s>(sentence: &'s Sentence, at: u32, chars: u32) -> &'s str {
    sentence.slice(at.saturating_sub(chars).max(sentence.start), at)
}

fn is_verb(sentence: &Sentence, found: &Found, clause: u32, actor: Actor) -> bool {
    match found.tag {
        Tag::Cue(Cue::Collect | Cue::Process) => !is_noun(sentence, found),
        Tag::Cue(Cue::Provide) => is_given(sentence, found, clause, actor),
        _ => false,
    }
}

/// "通话记录", "收集方式": the word names a thing.
fn is_noun(sentence: &Sentence, found: &Found) -> bool {
    let inside = sentence.found.iter().any(|f| {
        let noun = matches!(
            f.tag,
            Tag::Pi { .. } | Tag::Other | Tag::Cue(Cue::ThirdParty)
        );
        noun && f.start <= found.start && found.end <= f.end
    });
    // "应用状态记录（如下载、更新）": a verb has its object behind it.
    let record = sentence.slice(found.start, found.end) == "记录"
        && matches!(sentence.slice(found.end, found.end + 1), "（" | "(");
    inside || record || matches!(before(sentence, found.start, 2), "未经" | "被收")
}

/// Whether "提供", "填写"… is what the person does with information.
fn is_given(sentence: &Sentence, found: &Found, clause: u32, actor: Actor) -> bool {
    let left = sentence.slice(found.start.saturating_sub(4).max(clause), found.start);
    let right = sentence.slice(found.end, found.end + 4);
    if left.contains("向我们") || left.contains("给我们") {
        return true;
    }
    let serves = [
        "为您",
        "向您",
        "给您",
        "为你",
        "向你",
        "能够",
        "我们",
        "可以为",
        "方可",
    ]
    .iter()
    .any(|s| left.contains(s))
        && !left.contains("需要您");
    let service = [
        "服务",
        "功能",
        "更",
        "给",
        "搜索",
        "内容服务",
        "支持",
        "帮助",
        "便利",
    ]
    .iter()
    .any(|s| right.contains(s));
    if serves || service || is_noun(sentence, found) {
        return false;
    }
    let you = sentence
        .found
        .iter()
        .any(|f| f.start < found.start && matches!(f.tag, Tag::Cue(Cue::You | Cue::Ask)));
    you || actor == Actor::You || actor == Actor::We && sentence.topics.has(Topic::Collect)
}

/// A negation right before the verb.
fn denied(sentence: &Sentence, words: &[Found], verb: &Found) -> bool {
    words.iter().any(|f| {
        f.tag == Tag::Cue(Cue::Negation)
            && f.end <= verb.start
            && verb.start - f.end <= 6
            && !["仅", "同", "限", "断", "过", "时", "影", "会影"]
                .iter()
                .any(|next| sentence.slice(f.end, f.end + 2).starts_with(next))
    })
}
