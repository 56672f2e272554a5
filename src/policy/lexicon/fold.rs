//! One spelling for texts and phrases, with the way back to character offsets.

use std::sync::LazyLock;

/// A text in folded spelling.
#[derive(Debug, Default)]
pub struct Folded {
    /// The spelling that phrases are looked for in.
    pub text: String,
    /// For each byte of `text`, the character of the source that it came from.
    at: Vec<u32>,
}

impl Folded {
    /// Folds `source`: full-width letters become ASCII, letters lower case,
    /// blanks beside Chinese characters vanish and others become one, 帐 becomes
    /// 账, traditional characters become simplified, `wi-fi` becomes `wifi`.
    pub fn new(source: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(source.len()),
            at: Vec::with_capacity(source.len()),
        };
        let mut blank: Option<u32> = None;
        // Whether a blank may follow: the last character is ASCII and no line end.
        let mut ascii = false;
        for (offset, c) in (0u32..).zip(source.chars()) {
            // Most characters of a Chinese text.
            if ('\u{4e00}'..='\u{9fff}').contains(&c) {
                blank = None;
                ascii = false;
                folded.text.push(simplified(c));
                folded.at.extend_from_slice(&[offset; 3]);
                continue;
            }
            let c = one(c);
            if c == '\0' {
                continue;
            }
            if c == ' ' {
                blank.get_or_insert(offset);
                continue;
            }
            let joins = c.is_ascii() && c != '\t' && c != '\n';
            if let Some(at) = blank.take()
                && ascii
                && joins
            {
                folded.push(' ', at);
            }
            if c == 'f' && folded.text.ends_with("wi-") {
                folded.text.pop();
                folded.at.pop();
            }
            folded.push(c, offset);
            ascii = joins;
        }
        folded
    }

    fn push(&mut self, c: char, offset: u32) {
        self.text.push(c);
        self.at.resize(self.text.len(), offset);
    }

    /// Characters of the source that the bytes `start..end` came from.
    pub fn source(&self, start: usize, end: usize) -> Option<(u32, u32)> {
        let first = *self.at.get(start)?;
        let last = *self.at.get(end.checked_sub(1)?)?;
        Some((first, last.saturating_add(1)))
    }
}

/// `text` in folded spelling.
pub fn fold(text: &str) -> String {
    Folded::new(text).text
}

fn one(c: char) -> char {
    match c {
        'a'..='z' | '0'..='9' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
            ascii.to_ascii_lowercase()
        }
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}' | '*' | '`' => '\0',
        '\t' | '\n' => c,
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        '\u{2010}'..='\u{2013}' => '-',
        '\u{4e00}'..='\u{9fff}' => simplified(c),
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Traditional characters of policies, each followed by its simplified form.
/// One-to-one pairs only; sorted by the first of each pair.
const TRADITIONAL: &[(char, char)] = &include!("traditional.in");

/// Words of Taiwan and Hong Kong, already in simplified characters, with those of
/// the mainland; both of one length, so that offsets hold.
const WORDS: &[(&str, &str)] = &[
    ("资讯", "信息"),
    ("装置", "设备"),
    ("登入", "登录"),
    ("透过", "通过"),
    ("网路", "网络"),
    ("软体", "软件"),
    ("硬体", "硬件"),
    ("荧幕", "屏幕"),
    ("萤幕", "屏幕"),
    ("相簿", "相册"),
    ("档案", "文件"),
    ("影片", "视频"),
    ("程式", "程序"),
    ("简讯", "短信"),
    ("位址", "地址"),
    ("讯息", "消息"),
    ("存取", "访问"),
    ("预设", "默认"),
    ("联络", "联系"),
    ("伺服器", "服务器"),
    ("隐私权声明", "隐私权政策"),
    ("连络", "联系"),
    ("行动电话", "移动电话"),
    ("答覆", "答复"),
    ("回覆", "回复"),
    ("个资", "信息"),
    ("销户", "注销"),
];

/// A traditional text in the characters and words of the mainland, character
/// for character.
pub fn mainland(text: &str) -> String {
    let mut plain: String = text.chars().map(simplified).collect();
    for (from, to) in WORDS {
        if plain.contains(from) {
            plain = plain.replace(from, to);
        }
    }
    plain
}

/// The unified ideographs, each in its simplified form.
static PLAIN: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut plain: Vec<char> = ('\u{4e00}'..='\u{9fff}').collect();
    // 帐 and 账 are one word to policies.
    for (from, to) in TRADITIONAL.iter().chain(&[('帐', '账')]) {
        if let Some(c) = plain.get_mut((*from as usize).wrapping_sub(0x4e00)) {
            *c = *to;
        }
    }
    plain
});

fn simplified(c: char) -> char {
    (c as usize)
        .checked_sub(0x4e00)
        .and_then(|at| PLAIN.get(at))
        .copied()
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds() {
        let cases = [
            ("ＩＭＥＩ（设备）", "imei(设备)"),
            ("MAC 地址", "mac地址"),
            ("Android  ID", "android id"),
            ("Wi-Fi 列表", "wifi列表"),
            ("帐号\u{200b}信息", "账号信息"),
            ("個人資訊", "个人资讯"),
            ("a\tb \n c", "a\tb\nc"),
            ("user’s", "user's"),
        ];
        for (source, folded) in cases {
            assert_eq!(fold(source), folded);
        }
    }

    #[test]
    fn leads_back() {
        let folded = Folded::new("我们 收集 MAC 地址。");
        let start = folded.text.find("mac地址").unwrap();
        assert_eq!(folded.source(start, start + "mac地址".len()), Some((6, 12)));
        assert_eq!(folded.source(0, 0), None);
        assert_eq!(folded.source(0, 999), None);
    }

    #[test]
    fn pairs_are_sorted() {
        assert!(TRADITIONAL.windows(2).all(|w| w[0].0 < w[1].0));
    }
}
