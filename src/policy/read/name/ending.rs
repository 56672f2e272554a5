//! The name that stands in front of the word "SDK".

use super::words::LEADS;
use super::{clean, is_class};
use crate::policy::chars::Haystack;

/// The name that ends at the end of `before`, the text in front of "SDK".
pub(in crate::policy::read) fn ending(before: &str) -> Option<String> {
    // "腾讯广告（广点通）" in front of "SDK": the remark is a part of the name.
    let trimmed = before.trim_end();
    if trimmed.ends_with(['）', ')'])
        && let Some(open) = trimmed.rfind(['（', '('])
        && let Some((head, remark)) = trimmed.get(..open).zip(trimmed.get(open..))
        && remark.chars().count() <= 14
        && !remark.contains(['，', '、', '：'])
        && let Some(name) = ending(head).filter(|n| !is_class(n))
    {
        return Some(name + remark);
    }
    let start = before
        .char_indices()
        .rev()
        .find(|(_, c)| {
            matches!(
                c,
                '，' | '。'
                    | '；'
                    | '：'
                    | '、'
                    | ','
                    | ';'
                    | ':'
                    | '“'
                    | '”'
                    | '（'
                    | '）'
                    | '('
                    | '"'
                    | '|'
                    | '\t'
                    | '《'
                    | '》'
                    | '\n'
                    | '【'
                    | '】'
                    | '/'
            )
        })
        .map_or(0, |(at, c)| at + c.len_utf8());
    let whole = before.get(start..)?.trim();
    let mut name = whole.trim_end_matches('的');
    let listed = before.get(..start).is_some_and(|b| b.ends_with('、'));
    // Something was cut: a word behind it is the name's own ("使用了和家亲").
    let mut cut_before = false;
    let words = Haystack::of(name);
    let leads: Vec<&str> = LEADS.iter().copied().filter(|w| words.says(w)).collect();
    loop {
        let words = Haystack::of(name);
        let cut = leads
            .iter()
            .filter_map(|w| {
                let at = words.rfind(w)?;
                // "、和家亲SDK", "、在线直播SDK": the word is the name's own.
                let verb = ["使用了", "使用", "接入了", "接入", "集成了", "集成"]
                    .iter()
                    .any(|v| name.get(..at).is_some_and(|b| b.ends_with(v)));
                let opens = start == 0 || before.get(..start).is_some_and(|b| b.ends_with('）'));
                let own = at == 0 && (listed || cut_before || opens) || verb;
                if own && matches!(*w, "和" | "在") {
                    return None;
                }
                // "10086在线直播".
                if *w == "在" && name.get(at..).is_some_and(|r| r.starts_with("在线")) {
                    return None;
                }
                // ASCII words must stand alone.
                if w.is_ascii() {
                    let left = name
                        .get(..at)?
                        .ends_with(|c: char| c.is_ascii_alphanumeric());
                    let right = name
                        .get(at + w.len()..)?
                        .starts_with(|c: char| c.is_ascii_alphanumeric());
                    if left || right {
                        return None;
                    }
                }
                name.get(at + w.len()..)
            })
            .min_by_key(|rest| rest.len());
        match cut {
            Some(rest) if rest.len() < name.len() => {
                cut_before = true;
                name = rest.trim();
            }
            _ => break,
        }
    }
    // "接入高德的SDK" names it, "部分特殊合作的SDK" does not.
    if name.len() < whole.len() && whole.ends_with('的') && !cut_before {
        return None;
    }
    let name = name.trim_start_matches("第三方");
    clean(name).or_else(|| is_class(name).then(|| name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_name_before_the_word() {
        let cases = [
            ("我们接入了极光推送", Some("极光推送")),
            ("我们的产品集成友盟+", Some("友盟+")),
            ("我们会接入", None),
            ("由第三方", None),
            ("华为Push SDK或其他推送类", Some("推送类")),
            ("我们使用了腾讯的Bugly ", Some("Bugly")),
            ("彩铃SDK、和家亲", Some("和家亲")),
            ("我们使用了和家亲", Some("和家亲")),
            ("我们集成了10086在线直播", Some("10086在线直播")),
            ("我们会接入高德的", Some("高德")),
            ("（5）和家亲", Some("和家亲")),
            ("- 腾讯广告（广点通/GDT）", Some("腾讯广告（广点通/GDT）")),
            ("（2）", None),
            ("部分特殊合作的", None),
            ("我们会接入这些公司的", None),
            ("我们会接入他们的", None),
            ("如用户勾选协议，或连同相关", None),
            ("该功能用于满足部分场景下Unity ", Some("Unity")),
            ("为对应平台", None),
            ("请联系官方人员查询", None),
        ];
        for (before, name) in cases {
            assert_eq!(ending(before).as_deref(), name, "{before}");
        }
    }
}
