//! The name of the app that a policy is for.

use super::english;
use super::questions::stated;
use super::text::Reading;
use crate::policy::Declared;
use crate::policy::lexicon::Topic;

/// Name of the app: from the title, or as the first sentences introduce it.
pub(super) fn app_name(reading: &Reading, title: Option<&str>) -> Declared<String> {
    let from_title = title.and_then(|t| {
        let t = t.trim_matches(['《', '》', ' ', '“', '”']);
        if let Some(name) = english::contact::titled(t) {
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
        let name = product(name);
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

/// A name without the words of titles around it.
fn product(name: &str) -> &str {
    let mut name = name;
    for tail in [
        "旗下的产品与服务",
        "产品与服务",
        "服务及",
        "注册",
        "客户端",
        "用户",
        "及",
        "与",
        "和",
        "儿童",
    ] {
        name = name.strip_suffix(tail).unwrap_or(name);
    }
    name.trim()
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
            | "个人"
            | "APP"
            | "App"
            | "法律声明及"
            | "法律声明"
            | "儿童"
    ) || name.starts_with(['本', '我'])
        || name.ends_with("有限公司")
        || name.contains("适用")
}

/// “X”软件, “X”APP, 欢迎使用X, 《X隐私政策》.
fn introduced(text: &str) -> Option<String> {
    if let Some((_, app)) = english::contact::built(text) {
        return Some(app.to_owned());
    }
    for (open, close) in [('“', '”'), ('"', '"'), ('「', '」'), ('【', '】')] {
        let mut rest = text;
        while let Some(at) = rest.find(open) {
            let inside = rest.get(at + open.len_utf8()..)?;
            let Some(end) = inside.find(close) else { break };
            let name = inside.get(..end)?.trim();
            let after = inside.get(end + close.len_utf8()..).unwrap_or("");
            let after = after.trim_start();
            let follows = [
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
            if follows && !is_generic(name) && (1..=20).contains(&name.chars().count()) {
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
            let name = product(&name).to_owned();
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
        .then(|| product(name).to_owned())
        .filter(|n| n.chars().count() >= 2)
}
