//! Permissions that the policy names.

use std::collections::{BTreeMap, BTreeSet};

use super::clauses::{Act, Actor, Clause};
use super::english::English;
use super::information::is_ios;
use super::permission_words::joins_permission_word;
use super::purpose;
use super::table::{Row, Table};
use super::text::{Reading, Sentence};
use crate::policy::DeclaredPermission;
use crate::policy::chars::words;
use crate::policy::lexicon::{Column, Cue, Found, Tag, Topic, fold};

/// A permission wording as used.
#[derive(Debug, Clone)]
pub(super) struct Request {
    /// Index of the set in the lexicon.
    pub set: u16,
    pub sentence: usize,
    pub start: u32,
    pub end: u32,
    /// Who asks for it.
    pub actor: Actor,
    pub purpose: Option<String>,
    /// Higher is clearer.
    pub clarity: u8,
}

/// Every wording that declares a permission.
pub(super) fn requests(
    reading: &Reading,
    tables: &[Table],
    listed: &BTreeSet<usize>,
) -> Vec<Request> {
    let mut all = Vec::new();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        if sentence.is_cell() || listed.contains(&index) || is_ios(sentence) {
            continue;
        }
        in_sentence(reading, index, sentence, &mut all);
    }
    for table in tables {
        for row in &table.rows {
            in_row(reading, table, row, &mut all);
        }
    }
    all
}

fn in_sentence(reading: &Reading, index: usize, sentence: &Sentence, all: &mut Vec<Request>) {
    let wordings: Vec<&Found> = sentence
        .found
        .iter()
        .filter(|f| matches!(f.tag, Tag::Permission { .. }))
        .collect();
    if wordings.is_empty() {
        return;
    }
    let clauses = reading.clauses(sentence);
    let next = names_the_next(reading, sentence);
    let speaks = next
        || sentence.any(&[Cue::PermissionWord, Cue::Open])
        || sentence.topics.has(Topic::Permissions)
        || reading.lead(sentence).is_some_and(speaks_of_permissions);
    for found in &wordings {
        let Tag::Permission { set, weak } = found.tag else {
            continue;
        };
        let asked = is_asked_as_information(sentence, found);
        if weak && !speaks && !asked {
            continue;
        }
        // "加密存储、访问权限控制" asks for nothing.
        let kept = sentence.slice(
            found.start.saturating_sub(2).max(sentence.start),
            found.start,
        ) == "加密";
        let aside = kept
            || purpose::is_aim(sentence, found)
            || is_used_information(sentence, found)
            || is_visit(sentence, found);
        if denied(sentence, clauses, found) || aside {
            continue;
        }
        let spoken = !weak && (is_spoken_of(sentence, found) || sentence.is_heading());
        let clarity = if spoken {
            4
        } else if joins_permission_word(sentence, &wordings, found)
            || is_item_of_permissions(reading, sentence, found)
            || sentence.says("您设备上的某些功能")
            || next
            || asked
        {
            3
        } else {
            continue;
        };
        all.push(Request {
            set,
            sentence: index,
            start: found.start,
            end: found.end,
            actor: actor(sentence, clauses, found),
            purpose: purpose_of(reading, sentence, found),
            clarity: clarity + u8::from(sentence.topics.has(Topic::Permissions)),
        });
    }
}

/// "require certain personally identifiable information, including but not limited to
/// Camera": generators list permissions as kinds of information.
fn is_asked_as_information(sentence: &Sentence, found: &Found) -> bool {
    if !sentence.latin {
        return false;
    }
    let before = sentence
        .slice(sentence.start, found.start)
        .to_ascii_lowercase();
    before
        .rfind("information, including")
        .and_then(|at| before.get(at..))
        .is_some_and(|list| !list.contains(['.', ';', ':']))
}

/// "2. 地理位置信息" on a line of its own, with "使用该权限…" on the next.
fn names_the_next(reading: &Reading, sentence: &Sentence) -> bool {
    let line = sentence.length() <= 24 && !sentence.says_any(&["。", "，", "；", "："]);
    let next = reading.sentences.get(sentence.index + 1);
    line && next.is_some_and(|n| {
        n.document == sentence.document
            && [
                "此权限",
                "该权限",
                "这一权限",
                "本权限",
                "上述权限",
                "此项权限",
            ]
            .iter()
            .any(|w| n.text.contains(w))
    })
}

/// "您可以访问网络广告协会的页面": what the person looks at.
fn is_visit(sentence: &Sentence, found: &Found) -> bool {
    let from = found.start.saturating_sub(4).max(sentence.start);
    let before = sentence.slice(from, found.start);
    let goes_on = sentence.slice(found.end, found.end + 1);
    sentence.slice(found.start, found.end).starts_with("访问")
        && ["您可以", "您可", "您能够"]
            .iter()
            .any(|w| before.ends_with(w))
        && goes_on.starts_with(char::is_alphanumeric)
}

/// "使用生物识别信息": what is used is information.
fn is_used_information(sentence: &Sentence, found: &Found) -> bool {
    sentence.slice(found.start, found.end).starts_with("使用")
        && sentence.slice(found.end, found.end + 2) == "信息"
}

/// A strong wording; one that is a full name or speaks of a permission counts
/// by itself, others ("连接网络") only where a permission is meant.
fn is_spoken_of(sentence: &Sentence, found: &Found) -> bool {
    let wording = fold(sentence.slice(found.start, found.end));
    let names_itself = wording.contains('_')
        || wording.contains("权限")
        || wording.ends_with("授权")
        || wording.contains("关闭")
        || wording.contains("permission")
        || [
            "访问", "调用", "开启", "打开", "读取", "授权", "读写", "写入", "使用", "access",
        ]
        .iter()
        .any(|w| wording.starts_with(w));
    // "我们会通过发送短信验证…" in a section on permissions only tells what is done.
    let front = sentence.slice(sentence.start, found.start);
    let opens = words(front) <= 8;
    let deed = ["发送", "接收", "拨打", "连接", "安装", "录制", "拍摄"]
        .iter()
        .any(|w| wording.starts_with(w));
    let line = !deed || opens || sentence.length() <= 30;
    names_itself
        || sentence.has(Cue::PermissionWord)
        || line && sentence.topics.has(Topic::Permissions)
}

fn speaks_of_permissions(sentence: &Sentence) -> bool {
    // "授权合作伙伴" are partners.
    let granted = sentence.text.match_indices("授权").any(|(at, word)| {
        let behind = sentence.text.get(at + word.len()..).unwrap_or("");
        !["合作", "第三方", "的合作", "委托"]
            .iter()
            .any(|w| behind.starts_with(w))
    });
    sentence.has(Cue::PermissionWord) || granted
}

/// An item of a list of permissions, the wording at its front.
fn is_item_of_permissions(reading: &Reading, sentence: &Sentence, found: &Found) -> bool {
    let home = sentence.near.has(Topic::Permissions)
        || reading.lead(sentence).is_some_and(speaks_of_permissions);
    let front = sentence.slice(sentence.start, found.start);
    let begins = words(front) <= 6;
    let listed = reading.lead(sentence).is_some_and(speaks_of_permissions)
        || sentence.says_any(&["：", ":", "（", "(", "—"]);
    home && begins && listed
}

fn denied(sentence: &Sentence, clauses: &[Clause], found: &Found) -> bool {
    // "The app does not ask for access to your location".
    let wording = sentence.slice(found.start, found.end).to_lowercase();
    if English::of(sentence).is_some_and(|e| e.denies(&[&wording])) {
        return true;
    }
    clauses
        .iter()
        .find(|c| c.start <= found.start && found.start < c.end)
        .is_some_and(|c| c.act == Act::Denied && c.own)
        && !sentence.has(Cue::WithoutConsent)
}

fn actor(sentence: &Sentence, clauses: &[Clause], found: &Found) -> Actor {
    let clause = clauses
        .iter()
        .find(|c| c.start <= found.start && found.start < c.end);
    // "为此我们会调用您的摄像头权限": the app asks, whatever the item is about; "需要访问您的
    // 麦克风权限" is the SDK's.
    let ours = || sentence.places(Cue::We).any(|(at, _)| at < found.start);
    if sentence.sdk_item && ours() {
        return Actor::We;
    }
    let third = clause.is_some_and(|c| c.act == Act::Collects(Actor::Third));
    if third || sentence.sdk_item || sentence.near.has(Topic::Sdk) && !sentence.has(Cue::We) {
        Actor::Third
    } else {
        Actor::We
    }
}

fn purpose_of(reading: &Reading, sentence: &Sentence, found: &Found) -> Option<String> {
    let rest = sentence.slice(found.end, sentence.end);
    let told = rest
        .char_indices()
        .take(12)
        .find(|(_, c)| matches!(c, '：' | ':'))
        .and_then(|(at, c)| rest.get(at + c.len_utf8()..))
        .and_then(purpose::clean);
    told.or_else(|| purpose::of(reading, sentence, found.start))
}

fn in_row(reading: &Reading, table: &Table, row: &Row, all: &mut Vec<Request>) {
    let Some(sentence) = reading.sentences.get(row.sentence) else {
        return;
    };
    if is_ios(sentence) {
        return;
    }
    let head = table.head.to_lowercase();
    let third = (table.has(Column::Name) || table.has(Column::Vendor))
        && (head.contains("sdk") || head.contains("第三方"))
        || sentence.near.has(Topic::Sdk);
    let home = sentence.topics.has(Topic::Permissions) || table.head.contains("权限");
    let cell = table
        .cell(row, Column::Permission)
        .or_else(|| {
            let asked = sentence.near.has(Topic::Permissions) || table.head.contains("权限");
            table.cell(row, Column::Pi).filter(|_| asked && !third)
        })
        .or_else(|| row.cells.first().filter(|_| home && !table.has(Column::Pi)));
    let Some(cell) = cell else { return };
    let told = [Column::Purpose, Column::Ask]
        .iter()
        .find_map(|c| table.cell(row, *c))
        .or_else(|| row.cells.get(1))
        .and_then(|c| purpose::clean(&c.text));
    let exact = cell
        .found
        .iter()
        .any(|f| matches!(f.tag, Tag::Permission { weak: false, .. }));
    for found in &cell.found {
        let Tag::Permission { set, weak } = found.tag else {
            continue;
        };
        // "读外部存储器（如：SD卡）" asks to read only.
        if exact && weak {
            continue;
        }
        all.push(Request {
            set,
            sentence: row.sentence,
            start: found.start,
            end: found.end,
            actor: if third { Actor::Third } else { Actor::We },
            purpose: told.clone(),
            clarity: 6,
        });
    }
}

/// Rows of `permissions`: the clearest wording of each, the app's own only.
pub(super) fn declared(reading: &Reading, requests: &[Request]) -> Vec<DeclaredPermission> {
    let mut best: BTreeMap<&str, &Request> = BTreeMap::new();
    for request in requests.iter().filter(|r| r.actor != Actor::Third) {
        let Some(set) = reading.lexicon.permissions().get(usize::from(request.set)) else {
            continue;
        };
        for name in &set.names {
            let better = |b: &Request| {
                let rank = |r: &Request| (r.clarity, r.purpose.is_some());
                rank(request) > rank(b)
            };
            match best.get_mut(name.as_str()) {
                Some(b) if better(b) => *b = request,
                Some(_) => {}
                None => {
                    best.insert(name, request);
                }
            }
        }
    }
    let mut rows: Vec<(&str, &Request)> = best.into_iter().collect();
    rows.sort_by_key(|(_, r)| (r.sentence, r.start));
    rows.into_iter()
        .filter_map(|(name, request)| {
            let sentence = reading.sentences.get(request.sentence)?;
            let set = reading
                .lexicon
                .permissions()
                .get(usize::from(request.set))?;
            let block = reading
                .documents
                .get(sentence.document)?
                .blocks
                .get(sentence.block)?;
            Some(DeclaredPermission {
                permission: name.to_owned(),
                wording: crate::policy::slice(block, request.start, request.end).to_owned(),
                purpose: request.purpose.clone(),
                broad: set.broad,
                covers: set.also.clone(),
                evidence: reading.span(sentence),
            })
        })
        .collect()
}

/// The kind of personal information that asking for a permission names, by its
/// wording: album and storage share permissions.
pub(super) fn kind_of(reading: &Reading, request: &Request) -> Option<&'static str> {
    let set = reading
        .lexicon
        .permissions()
        .get(usize::from(request.set))?;
    let album = |wording: &str| {
        [
            "相册",
            "照片",
            "图",
            "媒体",
            "photo",
            "gallery",
            "album",
            "camera roll",
            "picture",
        ]
        .iter()
        .any(|w| wording.contains(w))
    };
    let kind = opened(&set.names)?;
    if kind != "storage" {
        return Some(kind);
    }
    let sentence = reading.sentences.get(request.sentence)?;
    let block = reading
        .documents
        .get(sentence.document)?
        .blocks
        .get(sentence.block)?;
    let wording = crate::policy::slice(block, request.start, request.end);
    Some(if album(&wording.to_lowercase()) {
        "photos"
    } else {
        "storage"
    })
}

/// The kind that permissions named together open, by the first of them.
fn opened(names: &[String]) -> Option<&'static str> {
    Some(match names.first()?.rsplit('.').next()? {
        "CAMERA" => "camera",
        "RECORD_AUDIO" => "audio",
        "ACCESS_FINE_LOCATION" if names.len() > 1 => "location",
        "ACCESS_FINE_LOCATION" => "location_fine",
        "ACCESS_COARSE_LOCATION" => "location_coarse",
        "ACCESS_BACKGROUND_LOCATION" => "location_background",
        "READ_CONTACTS" | "WRITE_CONTACTS" => "contacts",
        "READ_SMS" | "RECEIVE_SMS" => "sms",
        "READ_CALL_LOG" => "call_log",
        "READ_CALENDAR" | "WRITE_CALENDAR" => "calendar",
        "QUERY_ALL_PACKAGES" | "GET_INSTALLED_APPS" => "installed_apps",
        "BODY_SENSORS" => "sensors",
        "READ_MEDIA_IMAGES" | "READ_MEDIA_VIDEO" => "photos",
        "READ_EXTERNAL_STORAGE" | "WRITE_EXTERNAL_STORAGE" => "storage",
        _ => return None,
    })
}

/// Kinds that an SDK's permissions open: a row that tells of the microphone's
/// permission tells of recordings.
pub(super) fn kinds_opened(names: &[String]) -> impl Iterator<Item = &'static str> + '_ {
    let both = ["FINE", "COARSE"]
        .iter()
        .all(|w| names.iter().any(|n| n.ends_with(&format!("{w}_LOCATION"))));
    let each = names.iter().map(std::slice::from_ref).filter_map(opened);
    each.map(move |kind| match kind {
        "location_fine" | "location_coarse" if both => "location",
        kind => kind,
    })
}

/// The request as a row of `pi_types`.
pub(super) fn as_kind(
    reading: &Reading,
    request: &Request,
    kind: &str,
) -> Option<crate::policy::DeclaredPi> {
    let sentence = reading.sentences.get(request.sentence)?;
    let block = reading
        .documents
        .get(sentence.document)?
        .blocks
        .get(sentence.block)?;
    Some(crate::policy::DeclaredPi {
        pi_type: kind.to_owned(),
        wording: crate::policy::slice(block, request.start, request.end).to_owned(),
        purpose: request.purpose.clone(),
        required: None,
        evidence: reading.span(sentence),
    })
}

/// Full names that third parties are said to use.
pub(super) fn of_third(reading: &Reading, requests: &[Request]) -> Vec<String> {
    requests
        .iter()
        .filter(|r| r.actor == Actor::Third)
        .filter_map(|r| reading.lexicon.permissions().get(usize::from(r.set)))
        .flat_map(|s| s.names.clone())
        .collect()
}
