//! Policies and prompts among the string resources.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Text;
use super::words::Words;

/// Characters from which a string alone may be a policy.
const LONG: usize = 300;
/// Strings of one group.
const MAX_GROUP: usize = 400;
/// Groups and long strings looked at.
const MAX_TEXTS: usize = 200;

/// A text put together from string resources.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Joined {
    /// Name that the document gets, such as `string/privacy`.
    pub name: String,
    pub text: String,
    /// A name promised it.
    pub named: bool,
}

/// Long strings, series of strings such as `privacy_1`, `privacy_2`, and prompts.
pub(super) fn texts(strings: &[Text]) -> Vec<Joined> {
    let mut found = Vec::new();
    let mut groups: BTreeMap<(String, &str), Vec<&Text>> = BTreeMap::new();
    for string in strings {
        let named = NAMED.is_match(string.name);
        if string.value.chars().take(LONG).count() >= LONG {
            found.push(Joined {
                name: name(string.name, string.locale),
                text: string.value.to_owned(),
                named,
            });
        } else if named && !is_address(string.value) {
            let group = groups
                .entry((stem(string.name), string.locale))
                .or_default();
            if group.len() < MAX_GROUP {
                group.push(string);
            }
        } else if is_prompt(string.value) {
            found.push(Joined {
                name: name(string.name, string.locale),
                text: string.value.to_owned(),
                named: false,
            });
        }
    }
    for ((stem, locale), mut group) in groups {
        group.sort_by(|a, b| order(a.name, &stem).cmp(&order(b.name, &stem)));
        let long: usize = group.iter().map(|s| s.value.chars().count()).sum();
        if group.len() > 1 && long >= LONG {
            let texts: Vec<&str> = group.iter().map(|s| s.value).collect();
            found.push(Joined {
                name: name(&format!("{stem}*"), locale),
                text: texts.join("\n"),
                named: true,
            });
            continue;
        }
        found.extend(
            group
                .into_iter()
                .filter(|s| is_prompt(s.value))
                .map(|s| Joined {
                    name: name(s.name, s.locale),
                    text: s.value.to_owned(),
                    named: false,
                }),
        );
    }
    found.truncate(MAX_TEXTS);
    found
}

fn name(name: &str, locale: &str) -> String {
    if locale.is_empty() {
        format!("string/{name}")
    } else {
        format!("string/{name}@{locale}")
    }
}

fn is_address(value: &str) -> bool {
    value.starts_with("http") && !value.contains(char::is_whitespace)
}

/// Names of strings that hold a policy, or a part of one.
static NAMED: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "privacy",
        "yinsi",
        "ysxy",
        "yszc",
        "policy",
        "agreement",
        "xieyi",
        "yhxy",
        "protocol",
        "terms",
        "隐私",
        "协议",
    ])
});
/// What a prompt asks for, and what it asks that of.
static ASKS: LazyLock<Words> = LazyLock::new(|| Words::new(&["同意", "知悉", "agree"]));
static POLICY: LazyLock<Words> = LazyLock::new(|| Words::new(&["隐私", "隱私", "privacy policy"]));

/// A string that asks for consent to a policy.
fn is_prompt(value: &str) -> bool {
    POLICY.is_match(value) && ASKS.is_match(value) && value.chars().count() >= 15
}

/// The name without what numbers its parts: `privacy_content_12` and
/// `privacy_title` are both `privacy`.
fn stem(name: &str) -> String {
    const PARTS: [&str; 18] = [
        "title", "content", "text", "msg", "message", "desc", "detail", "body", "head", "header",
        "part", "section", "line", "p", "tip", "one", "two", "three",
    ];
    let lower = name.to_lowercase();
    let mut rest = lower.as_str();
    loop {
        let cut = rest.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
        let last = cut.rsplit('_').next().unwrap_or("");
        if last.len() < cut.len() && PARTS.contains(&last) {
            rest = &cut[..cut.len() - last.len()];
            continue;
        }
        return if cut.is_empty() {
            lower.clone()
        } else {
            cut.to_owned()
        };
    }
}

/// Titles first, then by number, then by name.
fn order<'a>(name: &'a str, stem: &str) -> (bool, u64, &'a str) {
    let rest = name.get(stem.len()..).unwrap_or("");
    let digits: String = rest.chars().filter(char::is_ascii_digit).take(9).collect();
    let number = digits.parse().unwrap_or(0);
    (!rest.contains("title") || number > 0, number, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn string<'a>(name: &'a str, value: &'a str) -> Text<'a> {
        Text {
            name,
            locale: "",
            value,
        }
    }

    #[test]
    fn joins_series_in_order() {
        let part = "我们会收集您的个人信息用于提供服务并保障安全。".repeat(4);
        let strings = [
            string("privacy_content_1", "第一段。"),
            string("privacy_content_10", "第十段。"),
            string("privacy_content_2", &part),
            string("privacy_content_3", &part),
            string("privacy_content_4", &part),
            string("privacy_content_5", &part),
            string("privacy_title", "隐私政策"),
            string("privacy_url", "https://a.cn/privacy"),
            string("app_name", "示例"),
            string("login_tip", "我已阅读并同意《用户协议》和《隐私政策》"),
        ];
        let found = texts(&strings);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].name, "string/login_tip");
        assert_eq!(found[1].name, "string/privacy*");
        assert!(found[1].text.starts_with("隐私政策\n第一段。\n我们"));
        assert!(found[1].text.ends_with("第十段。"));
    }

    #[test]
    fn stems() {
        for (name, expected) in [
            ("privacy_content_12", "privacy"),
            ("privacy_title", "privacy"),
            ("privacy12", "privacy"),
            ("user_agreement_p_1_text", "user_agreement"),
            ("privacy", "privacy"),
            ("1", "1"),
        ] {
            assert_eq!(stem(name), expected);
        }
    }
}
