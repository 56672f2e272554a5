//! Texts inside JSON and scripts: a web app keeps its policy as a string.

use serde_json::Value;

use super::chars::is_word;

/// Letters that a string must have to count as text.
const MIN_LETTERS: usize = 40;
/// Strings taken of one file.
const MAX_STRINGS: usize = 4000;

/// The text that a JSON document wraps, its strings in order, one a line; `None`
/// where it is no JSON or holds no text. Strings with markup are kept as they are.
pub(super) fn json_text(text: &str) -> Option<String> {
    let start = text.trim_start();
    if !start.starts_with(['{', '[']) {
        return None;
    }
    // serde_json bounds the nesting at 128.
    let value: Value = serde_json::from_str(start).ok()?;
    let mut found = Vec::new();
    let mut open = vec![&value];
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => found.push(text.as_str()),
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(fields) => open.extend(fields.values().rev()),
            _ => {}
        }
        if found.len() >= MAX_STRINGS {
            break;
        }
    }
    join(found.iter().copied())
}

/// The texts that a script holds as string literals.
pub(super) fn script_text(script: &str) -> Option<String> {
    let found: Vec<String> = literals(script).take(MAX_STRINGS).collect();
    join(found.iter().map(String::as_str))
}

/// String literals of a script that are long enough to be a policy.
pub(super) fn long_strings(script: &str) -> impl Iterator<Item = String> + '_ {
    const LONG: usize = 300;
    literals(script)
        .filter(|s| s.chars().take(LONG).count() == LONG)
        .take(100)
}

fn join<'a>(strings: impl Iterator<Item = &'a str> + Clone) -> Option<String> {
    let is_text = |s: &str| letters(s) >= MIN_LETTERS && (s.contains(' ') || !s.is_ascii());
    if !strings.clone().any(is_text) {
        return None;
    }
    let kept: Vec<&str> = strings.filter(|s| !s.is_ascii() || is_text(s)).collect();
    let markup = kept.iter().any(|s| s.contains("</"));
    Some(kept.join(if markup { "<br>\n" } else { "\n" }))
}

fn letters(text: &str) -> usize {
    text.chars()
        .filter(|c| is_word(*c))
        .take(MIN_LETTERS)
        .count()
}

/// String literals of a script with their escapes resolved. Regular expressions
/// and comments are not told apart; a quote in them ends at the line's end.
fn literals(script: &str) -> impl Iterator<Item = String> + '_ {
    let mut rest = script;
    std::iter::from_fn(move || {
        loop {
            let at = rest.find(['"', '\'', '`'])?;
            let quote = rest[at..].chars().next()?;
            let body = &rest[at + 1..];
            let Some((text, used)) = literal(body, quote) else {
                rest = body;
                continue;
            };
            rest = body.get(used..).unwrap_or("");
            if !text.is_ascii() || text.len() >= MIN_LETTERS {
                return Some(text);
            }
        }
    })
}

/// The literal up to `quote`, and the bytes that it took; `None` where a line
/// ends first.
fn literal(body: &str, quote: char) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut chars = body.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            _ if c == quote => return Some((text, at + c.len_utf8())),
            '\n' if quote != '`' => return None,
            '\\' => match chars.next()?.1 {
                'n' | 'r' => text.push('\n'),
                't' => text.push(' '),
                'u' => {
                    let digits: String = body.get(at + 2..at + 6)?.to_owned();
                    let unit = u32::from_str_radix(&digits, 16).ok()?;
                    text.push(char::from_u32(unit).unwrap_or('\u{fffd}'));
                    chars.by_ref().take(4).for_each(drop);
                }
                '\n' => {}
                other => text.push(other),
            },
            c => text.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn takes_text_out_of_json() {
        let long = "我们会收集您的手机号码、设备信息、位置信息，用于注册账号、保障安全和推送消息。更多内容请见下文。";
        let json =
            format!(r#"{{"code":0,"data":{{"title":"隐私政策","content":"<p>{long}</p>"}}}}"#);
        assert_eq!(
            json_text(&json),
            Some(format!("隐私政策<br>\n<p>{long}</p>"))
        );
        assert_eq!(json_text(r#"{"a":"短","b":1}"#), None);
        assert_eq!(json_text("不是 JSON"), None);
        assert_eq!(json_text(&"[".repeat(100_000)), None);
    }

    #[test]
    fn takes_text_out_of_scripts() {
        let script = r#"var a="x",b='\u6211\u4eec会收集您的手机号码、设备信息、位置信息，\n用于注册账号、保障安全和推送消息，更多内容请见下文。';"#;
        let text = script_text(script).unwrap();
        assert!(text.starts_with("我们会收集") && text.contains("\n用于"));
        assert_eq!(script_text("var a = 'short'; // don't"), None);
    }

    proptest! {
        #[test]
        fn any_script_is_survived(script in "[\"'`\\\\u0-9a-f\n隐私]{0,200}") {
            let _ = script_text(&script);
        }
    }
}
