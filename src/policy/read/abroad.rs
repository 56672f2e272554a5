//! Where information is stored, and whether it leaves the country.

use super::english::English;
use super::english::abroad as en;
use super::questions::{best, searched, stated};
use super::text::{Reading, Sentence};
use crate::policy::lexicon::{Cue, Topic};
use crate::policy::{CrossBorder, CrossBorderStatement, Declared};

const ABROAD: &[Topic] = &[Topic::CrossBorder, Topic::Storage];

pub(super) fn cross_border(reading: &Reading) -> CrossBorder {
    let mut home: Vec<(u8, usize)> = Vec::new();
    let mut denied: Vec<(u8, usize)> = Vec::new();
    let mut abroad: Vec<(u8, usize)> = Vec::new();
    let mut conditional: Vec<(u8, usize)> = Vec::new();
    let mut named: Vec<(u8, usize)> = Vec::new();
    let mut foreign: Vec<(u8, usize)> = Vec::new();
    let mut recipients = None;
    for (index, s) in reading.sentences.iter().enumerate() {
        if s.is_heading() {
            continue;
        }
        let bonus = u8::from(s.topics.any(ABROAD));
        match border(s) {
            Some(Border::Home) => home.push((3 + bonus, index)),
            Some(Border::Denied) => denied.push((3 + bonus, index)),
            Some(Border::Abroad) => abroad.push((3 + bonus, index)),
            Some(Border::Conditional) => conditional.push((2 + bonus, index)),
            Some(Border::Foreign) => foreign.push((2, index)),
            Some(Border::Named) => named.push((1 + bonus, index)),
            None => {}
        }
        if recipients.is_none() && s.has(Cue::Abroad) && s.says("境外接收方") {
            recipients = Some((vec![s.text.to_owned()], index));
        }
        if recipients.is_none() && s.latin && matches!(border(s), Some(Border::Abroad)) {
            let names = super::operator::legal_names(s);
            recipients = (!names.is_empty()).then_some((names, index));
        }
    }
    let places = |lists: &[&Vec<(u8, usize)>]| {
        lists
            .iter()
            .flat_map(|l| l.iter().copied())
            .collect::<Vec<_>>()
    };
    use CrossBorderStatement as Statement;
    let (value, evidence) = if abroad.is_empty() && !foreign.is_empty() {
        (
            Some(Statement::Unclear),
            places(&[&foreign, &home, &denied]),
        )
    } else if !abroad.is_empty() && !denied.is_empty() {
        (Some(Statement::Unclear), places(&[&denied, &abroad]))
    } else if !abroad.is_empty() {
        (Some(Statement::Transfers), places(&[&abroad]))
    } else if !(home.is_empty() && denied.is_empty() && conditional.is_empty()) {
        (
            Some(Statement::StoredInChina),
            places(&[&home, &denied, &conditional]),
        )
    } else if !named.is_empty() {
        (Some(Statement::None), places(&[&named]))
    } else {
        (None, Vec::new())
    };
    CrossBorder {
        statement: Declared {
            value,
            evidence: best(reading, evidence),
            searched: searched(reading, ABROAD, value.is_some()),
        },
        recipients: stated(reading, recipients, ABROAD),
    }
}

pub(super) enum Border {
    /// Stored in China.
    Home,
    /// Not sent abroad.
    Denied,
    /// Sent abroad as a matter of course.
    Abroad,
    /// Sent abroad only on conditions.
    Conditional,
    /// Shared with recipients that may be abroad, without a word on the transfer.
    Foreign,
    /// Named without saying which.
    Named,
}

fn border(s: &Sentence) -> Option<Border> {
    if let Some(english) = English::of(s) {
        return en::border(s, english);
    }
    if s.says_any(&["并非位于您所在", "境外实体", "不在您所在的法域"]) {
        return Some(Border::Foreign);
    }
    // "可能被传送到您所在国家/地区以外的地方".
    let beyond = s.says_any(&[
        "所在国家/地区",
        "所在国家或地区",
        "所在的国家或地区",
        "所在国家、地区",
    ]) && s.says("以外")
        && s.says("可能")
        && s.any(&[Cue::Store, Cue::Transmit]);
    // "可能存储在位于您居住国家以外的服务器上".
    let beyond = beyond
        || s.says_any(&["居住国家以外", "居住国以外", "所在国以外", "所在国家以外"])
            && s.any(&[Cue::Store, Cue::Transmit])
            && !s.has(Cue::Negation);
    if beyond {
        return Some(Border::Abroad);
    }
    // "我们可能会向我们的海外设施转移并存储您的个人信息".
    let facilities = s.says_any(&[
        "海外设施",
        "境外设施",
        "海外服务器",
        "境外服务器",
        "海外数据中心",
    ]) && s.says_any(&[
        "可能使用",
        "可能会使用",
        "可能会向",
        "可能向",
        "可能会存储",
        "可能存储",
    ]) && s.has(Cue::PersonalObject);
    if facilities && !s.has(Cue::Negation) {
        return Some(Border::Abroad);
    }
    if !s.any(&[Cue::Mainland, Cue::Abroad]) {
        // "可能传送至您所在国家、地区": a place is named, but none abroad.
        let sent = s.says("传送至您所在国家") || s.says("传输至您所在国家");
        return sent.then_some(Border::Named);
    }
    let information = s.has(Cue::PersonalObject)
        || s.names_kind()
        || s.says("信息")
        || s.says("数据")
        || s.says("data");
    let court = s.says_any(&["法院", "诉讼", "仲裁"]);
    // "我们的服务器位于中国境内", "如需向境外提供，我们将取得您的单独同意".
    let served = s.says("服务器") && s.before(&[Cue::We], &[Cue::Mainland], 20);
    if served && !s.any(&[Cue::Abroad, Cue::Negation]) {
        return Some(Border::Home);
    }
    let asked = s.has(Cue::Abroad) && s.has(Cue::SeparateConsent) && s.has(Cue::Transmit);
    if !(information || asked) || court {
        return None;
    }
    // "保留在…现行法律允许的范围内…的权利" keeps no information.
    let reserved = s.says("保留") && s.says("权利") && !s.text.contains('存');
    if reserved || s.has(Cue::Elsewhere) || is_no_provision(s) {
        return None;
    }
    // "在境内运营中收集的信息" tells where it is collected, not where it is stored.
    let place = s.places(Cue::Mainland).any(|(_, end)| {
        let behind = s.slice(end, end + 3);
        !["运营", "收集", "产生", "经营"]
            .iter()
            .any(|w| behind.contains(w))
    });
    let stored = place
        && s.near(&[Cue::Store, Cue::Transmit], &[Cue::Mainland], 40)
        && (s.says("存") || s.has(Cue::Store));
    let handled = s.says_any(&["以外处理", "境外处理", "海外处理"]);
    let sent = handled || s.near(&[Cue::Abroad], &[Cue::Transmit, Cue::Share, Cue::Store], 40);
    if stored && !sent {
        return Some(Border::Home);
    }
    if !sent {
        // "存储于合法合规的位置": a place, but which?
        let near = s.near(&[Cue::Store], &[Cue::Mainland], 40);
        return (near && !place).then_some(Border::Named);
    }
    let course = s.says_any(&[
        "遍布全球",
        "可能会被转移",
        "可能会传输",
        "可能被转移",
        "可能会转移",
        "世界任何地方",
        "可能传送至",
        "以外处理",
        "提供给境外",
        "可能需要我们转移",
        "传输至中华人民共和国境外",
    ]);
    let hypothetical = s.says_any(&[
        "如果",
        "若",
        "如需",
        "如涉及",
        "如我们",
        "如确需",
        "如因",
        "如将来",
        "当需要",
        "当您需要",
        "如有",
        "除非",
        "确需",
        "如后续",
        "如今后",
        "如本公司",
        "如日后",
    ]);
    let firm = s.says_any(&["不会", "不涉及", "不存在", "不进行", "未向境外", "不向境外"]);
    let given = s.says_any(&[
        "提供给境外",
        "传输至中华人民共和国境外",
        "转移给其他国家",
        "传输到其他国家",
        "传输给其他国家",
    ]);
    // "在获得您的授权后…可能会被转移到境外", not over servers all over the world.
    let agreed = s.says_any(&["授权后", "同意后", "授权同意后"]);
    let worldwide = s.says_any(&["遍布全球", "管辖区", "世界任何地方"]);
    if course && agreed && !worldwide {
        return Some(Border::Conditional);
    }
    if given || course && !hypothetical {
        return Some(Border::Abroad);
    }
    if firm {
        return Some(Border::Denied);
    }
    if stored {
        return Some(Border::Home);
    }
    let lawful = s.says_any(&[
        "同意",
        "法律规定",
        "法律法规",
        "国家规定",
        "相关规定",
        "安全评估",
        "监管部门",
    ]);
    if s.text.is_ascii()
        && s.says_any(&[
            "may be transferred",
            "transferred to",
            "processed in",
            "located in",
        ])
    {
        return Some(Border::Abroad);
    }
    if hypothetical || lawful || s.any(&[Cue::WithConsent, Cue::SeparateConsent, Cue::Unless]) {
        return Some(Border::Conditional);
    }
    let may =
        s.says("可能") && s.before(&[Cue::Transmit, Cue::Share, Cue::Store], &[Cue::Abroad], 16);
    // "我们会将您的个人信息传输至境外".
    let does = s.says_any(&[
        "会将",
        "将会",
        "会把",
        "需要将",
        "我们将",
        "需将",
        "会向境外",
    ]) && s.before(&[Cue::Transmit, Cue::Share], &[Cue::Abroad], 6);
    if may || does {
        return Some(Border::Abroad);
    }
    Some(Border::Named)
}

/// The person's own act, a duty or licence of the person, a pointer elsewhere:
/// nothing that the processor sends.
fn is_no_provision(s: &Sentence) -> bool {
    s.says_any(&[
        "个人主动行为",
        "必须符合中国",
        "须遵守中国",
        "许可使用权",
        "建议您详细阅读",
        "出境情况变更",
        "在全球范围内",
        "全球领先",
        "全球化",
        "国内外",
    ])
}
