//! Kinds of personal information that the policy says are collected.

use std::collections::{BTreeMap, BTreeSet};

use super::clauses::{Act, Actor, Clause, default_actor};
use super::definitions;
use super::named_only::{goes_on, is_about_found_out, is_acted_on, is_outside, is_person_to_call};
use super::purpose;
use super::shared_kinds::{denies_before, is_for_partners, is_gloss, is_shared_inside};
use super::table::Table;
use super::text::{Reading, Sentence};
use crate::policy::DeclaredPi;
use crate::policy::chars::words;
use crate::policy::lexicon::{Cue, Found, Tag, Topic};

/// A kind named, with how well the place says it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention {
    pub kind: u16,
    pub sentence: usize,
    pub start: u32,
    pub end: u32,
    /// Who collects it.
    pub actor: Actor,
    /// Higher is clearer.
    pub clarity: u8,
}

/// Every mention of a kind as collected.
///
/// `listed` are sentences that a list of SDKs has taken for its entries.
pub(super) fn mentions(
    reading: &Reading,
    tables: &[Table],
    listed: &BTreeSet<usize>,
) -> Vec<Mention> {
    let mut all = Vec::new();
    let defined = definitions::sentences(reading);
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let taken = listed.contains(&index) || defined.contains(&index);
        if sentence.is_cell() || taken || is_outside(reading, sentence) {
            continue;
        }
        if sentence.is_heading() {
            of_heading(index, sentence, &mut all);
            continue;
        }
        in_sentence(reading, index, sentence, &mut all);
    }
    for table in tables {
        super::tables_told::read(reading, table, &mut all);
    }
    all
}

/// "（1）日志信息" in a section on collection: what follows tells of it.
fn of_heading(index: usize, sentence: &Sentence, all: &mut Vec<Mention>) {
    let short = words(sentence.text) <= 14;
    let home = sentence.near.has(Topic::Collect)
        && !sentence.topics.any(&[
            Topic::Rights,
            Topic::Sdk,
            Topic::Definitions,
            Topic::Security,
        ]);
    if !short || !home || sentence.any(&[Cue::Negation, Cue::Cookie]) {
        return;
    }
    for found in sentence.kinds() {
        if let Tag::Pi { kind, weak: false } = found.tag {
            all.push(Mention {
                kind,
                sentence: index,
                start: found.start,
                end: found.end,
                actor: Actor::We,
                clarity: 1,
            });
        }
    }
}

/// A section or sentence that holds for iOS only.
pub(super) fn is_ios(sentence: &Sentence) -> bool {
    let section = sentence.near.has(Topic::Ios) && !sentence.near.has(Topic::Android);
    let opens = sentence
        .places(Cue::Ios)
        .any(|(start, _)| start - sentence.start <= 8)
        && !sentence.has(Cue::Android);
    section || opens
}

fn in_sentence(reading: &Reading, index: usize, sentence: &Sentence, all: &mut Vec<Mention>) {
    let clauses = reading.clauses(sentence);
    let lead = reading.lead_act(sentence).filter(|act| {
        // "1、注册、登录：" says nothing of what stands below.
        let title = reading
            .lead(sentence)
            .is_some_and(|lead| lead.text.chars().count() <= 16);
        *act != Act::None || !title
    });
    let onward = goes_on(reading, sentence);
    let listed = lead.is_some_and(|a| matches!(a, Act::Collects(_)));
    let received = is_shared_inside(sentence)
        || reading
            .lead(sentence)
            .is_some_and(|lead| is_shared_inside(lead) || is_for_partners(lead));
    for found in sentence.kinds() {
        let told = governed(sentence, clauses, found, lead)
            .or_else(|| onward.filter(|_| !is_acted_on(clauses, found)));
        let Some((actor, clarity)) = told else {
            continue;
        };
        let Tag::Pi { kind, weak } = found.tag else {
            continue;
        };
        let id = reading.lexicon.kind_id(kind);
        // "通过如下邮箱与我们联系：a@b.cn" is the processor's own.
        let own = id == "email" && sentence.text.contains('@');
        // "账户信息中包含的您所在地区信息": what it holds is collected.
        let behind = sentence.slice(found.end, found.end + 6);
        let holder = ["中包含", "中可能包含", "中所包含"];
        let holder = holder.iter().any(|word| behind.starts_with(word));
        // "您的联系人、联系电话、联系地址": whom to call, no address book.
        let person = id == "contacts" && is_person_to_call(sentence, found);
        if own
            || person
            || holder
            || is_gloss(sentence, found)
            || id == "minor" && is_about_found_out(sentence)
        {
            continue;
        }
        if weak && !listed && !beside_another(sentence, found) && !right_after_verb(sentence, found)
        {
            continue;
        }
        let mention = Mention {
            kind,
            sentence: index,
            start: found.start,
            end: found.end,
            actor,
            clarity: clarity - u8::from(weak),
        };
        if received && !denies_before(sentence, found) {
            all.push(Mention {
                actor: Actor::Third,
                ..mention
            });
        }
        all.push(mention);
    }
}

/// Who collects the information at `found`, by the clause it stands in.
fn governed(
    sentence: &Sentence,
    clauses: &[Clause],
    found: &Found,
    lead: Option<Act>,
) -> Option<(Actor, u8)> {
    let clause = clauses
        .iter()
        .find(|c| c.start <= found.start && found.end <= c.end)
        .or_else(|| clauses.iter().rev().find(|c| c.start <= found.start))?;
    let managed = sentence.topics.any(&[Topic::Rights, Topic::Cancel]);
    let elsewhere = sentence.near.any(&[
        Topic::Security,
        Topic::Updates,
        Topic::Contact,
        Topic::Law,
        Topic::Minors,
    ]) && !sentence.topics.has(Topic::Collect);
    let aim = behind_purpose(sentence, clause, found) || behind_aim(sentence, clause, found);
    if sentence.near.has(Topic::Updates) || aim {
        return None;
    }
    if sentence.near.any(&[Topic::Cookies, Topic::Storage])
        && !sentence.near.has(Topic::Collect)
        && !clause.own
    {
        return None;
    }
    match clause.act {
        Act::Collects(actor) => {
            let firm = sentence.any(&[Cue::Collect, Cue::Process]) || sentence.says("向我们提供");
            if (managed || elsewhere) && !firm {
                return None;
            }
            Some((actor, if firm { 5 } else { 4 }))
        }
        Act::None
            if lead.is_none()
                && is_bare_list(sentence)
                && clauses.iter().all(|c| !c.own || c.act == Act::None) =>
        {
            Some((default_actor(sentence), 3))
        }
        // What is shared, or can be looked at and changed, is held.
        Act::Shares
            if !elsewhere
                && !managed
                && (!is_denied_in(sentence, clauses, clause)
                    || sentence.has(Cue::WithoutConsent)) =>
        {
            Some((Actor::We, 2))
        }
        Act::Aside if managed && sentence.kinds().count() >= 3 && !is_boilerplate(sentence) => {
            Some((Actor::We, 2))
        }
        _ => None,
    }
}

/// "支付功能本身并不收集您的信息，但我们需要将您的订单信息与支付机构共享": the denial
/// is another clause's. "我们不会分享能识别您的信息，例如姓名" takes it over.
fn is_denied_in(sentence: &Sentence, clauses: &[Clause], clause: &Clause) -> bool {
    let owner = clauses.iter().rfind(|c| c.own && c.start <= clause.start);
    let from = owner.map_or(clause.start, |c| c.start);
    sentence
        .places(Cue::Negation)
        .any(|(start, _)| from <= start && start < clause.end)
}

/// "访问或编辑…、更改您的密码、添加安全信息", which every policy has.
fn is_boilerplate(sentence: &Sentence) -> bool {
    sentence.says_any(&["更改您的密码", "更改你的密码", "添加安全信息", "告知他人"])
}

/// "收集时间戳以进行时区同步": a word of purpose stands between the verb and
/// the information.
fn behind_purpose(sentence: &Sentence, clause: &Clause, found: &Found) -> bool {
    let verb = sentence.found.iter().find(|f| {
        f.start >= clause.start && matches!(f.tag, Tag::Cue(Cue::Collect | Cue::Provide))
    });
    verb.is_some_and(|verb| {
        sentence.places(Cue::Purpose).any(|(start, end)| {
            verb.end <= start
                && end <= found.start
                && (sentence.slice(start, end).starts_with(['以', '为', '来'])
                    || sentence.slice(start, end + 2).starts_with("用于分析"))
        })
    })
}

/// "某SDK为提供短信充值服务，需要获取…": a clause without a verb of its own that opens
/// with what is done for.
fn behind_aim(sentence: &Sentence, clause: &Clause, found: &Found) -> bool {
    !clause.own
        && sentence.places(Cue::Purpose).any(|(start, end)| {
            clause.start <= start
                && end <= found.start
                && sentence.slice(start, end).starts_with('为')
        })
}

/// "设备信息：设备型号、操作系统版本、IMEI" in a section on collection.
fn is_bare_list(sentence: &Sentence) -> bool {
    let kinds = sentence.kinds().count();
    let home = sentence.near.has(Topic::Collect)
        && !sentence
            .near
            .any(&[Topic::Rights, Topic::Security, Topic::Minors, Topic::Share]);
    let told = sentence.any(&[
        Cue::Negation,
        Cue::Refuse,
        Cue::May,
        Cue::Share,
        Cue::Sensitive,
        Cue::Warning,
    ]) || sentence.places(Cue::Delete).any(|(start, end)| {
        // "应用状态记录（下载、安装、更新、删除）": one item of several.
        let before = sentence.slice(start.saturating_sub(1).max(sentence.start), start);
        let behind = sentence.slice(end, end + 1);
        before != "、" || !matches!(behind, "、" | "）" | ")" | "等")
    });
    // "聊天记录（用于监管违规行为）" on a line of its own.
    let aimed = sentence.says("（用于") && sentence.length() <= 40;
    home && !told && (kinds >= 2 || aimed || sentence.has_colon())
}

/// A weak word in an enumeration with another kind.
fn beside_another(sentence: &Sentence, found: &Found) -> bool {
    sentence.kinds().any(|other| {
        let gap = if other.end <= found.start {
            (other.end, found.start)
        } else if found.end <= other.start {
            (found.end, other.start)
        } else {
            return false;
        };
        gap.1 - gap.0 <= 8 && is_joint(sentence.slice(gap.0, gap.1))
    })
}

/// What may stand between two items of an enumeration.
fn is_joint(text: &str) -> bool {
    let text = text.trim();
    let filler = [
        "、", "，", ",", "/", "和", "及", "与", "或", "以及", "及其", "（", "(", "）", ")", "您的",
        "的", "信息", "and", "or", "your", "&", "；", "等", "IDFA", "IDFV",
    ];
    let mut rest = text;
    'next: while !rest.is_empty() {
        for f in filler {
            if let Some(after) = rest.strip_prefix(f) {
                rest = after.trim_start();
                continue 'next;
            }
        }
        return false;
    }
    true
}

/// "收集您的位置", "上传头像": right behind the verb.
fn right_after_verb(sentence: &Sentence, found: &Found) -> bool {
    sentence.found.iter().any(|f| {
        matches!(f.tag, Tag::Cue(Cue::Collect | Cue::Provide))
            && f.end <= found.start
            && found.start - f.end <= 8
            && is_of_person(sentence.slice(f.end, found.start).trim())
    })
}

/// Nothing, or a few words that begin with the person: "您的小米" before "账号".
fn is_of_person(gap: &str) -> bool {
    let short = gap.chars().count() <= 3
        && matches!(gap, "" | "的" | "了" | "其" | "your" | "个人" | "到您的");
    let person =
        gap.starts_with(['您', '你']) || gap.starts_with("用户") || gap.starts_with("your ");
    let broken = gap.contains(['、', '，', '（', '(', ',', '和', '及', '与', '在', '所'])
        || ["信息", "用于", "相关", "使用", "提供", "进行", "服务"]
            .iter()
            .any(|w| gap.contains(w));
    short || person && !broken
}

/// Rows of `pi_types`: the clearest mention of each kind by the app itself.
pub(super) fn declared(reading: &Reading, mentions: &[Mention]) -> Vec<DeclaredPi> {
    let mut best: BTreeMap<u16, &Mention> = BTreeMap::new();
    for mention in mentions.iter().filter(|m| m.actor != Actor::Third) {
        best.entry(mention.kind)
            .and_modify(|b| {
                if mention.clarity > b.clarity {
                    *b = mention;
                }
            })
            .or_insert(mention);
    }
    let mut rows: Vec<&Mention> = best.into_values().collect();
    rows.sort_by_key(|m| (m.sentence, m.start));
    rows.into_iter()
        .filter_map(|m| {
            let sentence = reading.sentences.get(m.sentence)?;
            Some(DeclaredPi {
                pi_type: reading.lexicon.kind_id(m.kind).to_owned(),
                wording: reading.original(sentence, m.start, m.end),
                purpose: purpose::of(reading, sentence, m.start),
                required: required(sentence),
                evidence: reading.span(sentence),
            })
        })
        .collect()
}

fn required(sentence: &Sentence) -> Option<bool> {
    if sentence.has(Cue::Optional) {
        Some(false)
    } else if sentence.has(Cue::Required) {
        Some(true)
    } else {
        None
    }
}
