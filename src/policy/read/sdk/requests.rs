//! Permissions that an SDK's cell, line or item asks for.

use crate::policy::lexicon::{Cue, Found, Tag, fold};
use crate::policy::read::permission_words::joins_permission_word;
use crate::policy::read::table::Cell;
use crate::policy::read::text::{Reading, Sentence};

/// Full names of the permissions among `found`; weak wordings count where
/// `listed`.
pub(in crate::policy::read) fn permission_names(
    reading: &Reading,
    found: &[Found],
    listed: bool,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for f in found {
        let Tag::Permission { set, weak } = f.tag else {
            continue;
        };
        if weak && !listed {
            continue;
        }
        for name in reading
            .lexicon
            .permissions()
            .get(usize::from(set))
            .into_iter()
            .flat_map(|s| &s.names)
        {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    names
}

/// The words at the place of `found` name a kind of information as well.
fn is_kind(found: &Found, all: &[Found]) -> bool {
    all.iter()
        .any(|f| matches!(f.tag, Tag::Pi { .. }) && f.start <= found.start && found.end <= f.end)
}

/// Permissions that a cell of information names: "查看网络状态" in a cell of its own
/// is one, beside other words it may not be; "IMEI" is information.
pub(super) fn of_cell(reading: &Reading, cell: &Cell) -> Vec<String> {
    let whole = cell.text.chars().count() as u32;
    let alone = cell
        .found
        .iter()
        .filter(|f| !is_kind(f, &cell.found))
        .any(|f| matches!(f.tag, Tag::Permission { .. }) && (f.end - f.start) * 5 >= whole * 4);
    permission_names(reading, &cell.found, alone)
}

pub(super) fn of_row(
    reading: &Reading,
    pi: Option<&Cell>,
    permission: Option<&Cell>,
) -> Vec<String> {
    let mut names = permission
        .map(|c| permission_names(reading, &c.found, true))
        .unwrap_or_default();
    let more = pi.map(|c| of_cell(reading, c)).unwrap_or_default();
    for name in more {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Full names of the permissions among `mine`, words of `sentence`, that it asks for:
/// "麦克风、通讯录权限", "访问您的蓝牙功能". In "设备信息、存储权限" only the storage is one.
pub(super) fn asked(reading: &Reading, sentence: &Sentence, mine: &[Found]) -> Vec<String> {
    let wordings: Vec<&Found> = mine
        .iter()
        .filter(|f| matches!(f.tag, Tag::Permission { .. }))
        .collect();
    let says = sentence.has(Cue::PermissionWord);
    let counts = |f: &&&Found| match f.tag {
        Tag::Permission { weak: false, .. } => says || names_itself(sentence, f),
        _ if is_data(sentence, f) => sentence
            .slice(f.end, f.end + 3)
            .trim_start_matches('的')
            .starts_with("权限"),
        _ => joins_permission_word(sentence, &wordings, f),
    };
    let asked: Vec<Found> = wordings.iter().filter(counts).map(|f| **f).collect();
    permission_names(reading, &asked, true)
}

/// "访问存储空间", "相机权限".
fn names_itself(sentence: &Sentence, found: &Found) -> bool {
    let wording = sentence.slice(found.start, found.end);
    wording.contains("权限")
        || ["访问", "调用", "开启", "打开", "授权"]
            .iter()
            .any(|w| wording.starts_with(w))
}

/// Words for data, which only the word "权限" right behind makes a permission.
fn is_data(sentence: &Sentence, found: &Found) -> bool {
    let wording = fold(sentence.slice(found.start, found.end));
    wording.is_ascii()
        || ["信息", "列表", "地址", "识别码", "标识符", "号码", "imei"]
            .iter()
            .any(|w| wording.ends_with(w))
}
