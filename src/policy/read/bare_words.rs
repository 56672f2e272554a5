//! Words that name information only where nothing goes on behind them: the 手机 of
//! "手机、邮箱" is a telephone number, that of "手机设备" is not.

use crate::policy::lexicon::{Found, Tag};

/// What may follow directly although it is a letter.
const BEHIND: &[char] = &['和', '及', '与', '或', '等', '以', '来', '并', '用'];

/// Takes the weak words for telephone numbers out of `found`, the words of `text`
/// in order, that are the front of a longer one.
pub(super) fn settle(text: &str, found: &mut Vec<Found>, phone: Option<u16>) {
    let weak = |f: &Found| matches!(f.tag, Tag::Pi { kind, weak: true } if Some(kind) == phone);
    if text.is_ascii() || !found.iter().any(weak) {
        return;
    }
    let first = found.first().map_or(0, |f| f.start);
    let mut chars = text.chars().skip(first as usize);
    let mut at = first;
    found.retain(|f| {
        if !weak(f) || f.end < at {
            return true;
        }
        let next = chars.nth((f.end - at) as usize);
        at = f.end + 1;
        next.is_none_or(|c| !c.is_alphanumeric() || BEHIND.contains(&c))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_no_telephone_number() {
        let cases = [
            ("手机、邮箱", true),
            ("姓名及手机", true),
            ("手机和邮箱", true),
            ("手机设备信息", false),
            ("手机的屏幕", false),
            ("手机Region设置", false),
        ];
        for (text, kept) in cases {
            let start = text.chars().take_while(|c| *c != '手').count() as u32;
            let word = Found {
                start,
                end: start + 2,
                tag: Tag::Pi {
                    kind: 7,
                    weak: true,
                },
            };
            let mut found = vec![word];
            settle(text, &mut found, Some(7));
            assert_eq!(found.len() == 1, kept, "{text}");
        }
    }
}
