//! One spelling for texts and phrases, with the way back to character offsets.

use std::sync::LazyLock;

/// A text in folded spelling.
#[derive(Debug, Default)]
pub struct Folded {
    /// The spelling that phrases are looked for in.
    pub chars: Vec<char>,
    /// From which of `chars` on, by how much the character of the source stands further
    /// behind: a new distance where characters vanish.
    shifts: Vec<(u32, u32)>,
}

impl Folded {
    /// Folds `source`: full-width letters become ASCII, letters lower case,
    /// blanks beside Chinese characters vanish and others become one, 帐 becomes
    /// 账, traditional characters become simplified, `wi-fi` becomes `wifi`.
    pub fn new(source: &str) -> Self {
        let mut folded = Self::default();
        folded.fold(source);
        folded
    }

    /// Folds another source into the same memory.
    pub fn fold(&mut self, source: &str) {
        self.chars.clear();
        self.shifts.clear();
        // Enough for Chinese text.
        self.chars.reserve(source.len() / 2);
        let plain = PLAIN.as_slice();
        let mut blank: Option<u32> = None;
        // Whether a blank may follow: the last character is ASCII and no line end.
        let mut ascii = false;
        for (offset, c) in (0u32..).zip(source.chars()) {
            // Most characters of a Chinese text.
            if let Some(c) = plain.get((c as usize).wrapping_sub(FIRST)) {
                blank = None;
                ascii = false;
                self.push(*c, offset);
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
                self.push(' ', at);
            }
            if c == 'f' && self.chars.ends_with(&['w', 'i', '-']) {
                self.chars.pop();
            }
            self.push(c, offset);
            ascii = joins;
        }
    }

    /// The spelling as a text.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    fn push(&mut self, c: char, offset: u32) {
        let at = self.chars.len() as u32;
        let shift = offset - at;
        if shift != self.shifts.last().map_or(0, |(_, shift)| *shift) {
            self.shifts.push((at, shift));
        }
        self.chars.push(c);
    }

    /// Characters of the source that `start..end` of `chars` came from.
    pub fn source(&self, start: usize, end: usize) -> (u32, u32) {
        let source = |at: usize| {
            let behind = self
                .shifts
                .partition_point(|(from, _)| *from as usize <= at);
            let shift = behind.checked_sub(1).and_then(|at| self.shifts.get(at));
            at as u32 + shift.map_or(0, |(_, shift)| *shift)
        };
        (source(start), source(end.saturating_sub(1)) + 1)
    }
}

/// `text` in folded spelling.
pub fn fold(text: &str) -> String {
    Folded::new(text).text()
}

fn one(c: char) -> char {
    match c {
        '\u{3001}'..='\u{3020}' => c,
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
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Traditional characters of policies, each followed by its simplified form.
/// The frequent characters of Big5, those with one simplified form only (Unihan
/// `kSimplifiedVariant`); sorted by the first of each pair.
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
    ("搜集", "收集"),
    ("个人资料", "个人信息"),
    ("身分", "身份"),
    ("储存", "存储"),
    ("搜寻", "搜索"),
    ("连线", "连接"),
    ("纪录", "记录"),
    ("推播", "推送"),
    ("行销", "营销"),
    ("揭露", "披露"),
    ("当机", "崩溃"),
    ("蓝芽", "蓝牙"),
    ("品质", "质量"),
    ("线上", "在线"),
    ("回馈", "反馈"),
    ("个人化广告", "个性化广告"),
    ("个人化推荐", "个性化推荐"),
    ("个人化内容", "个性化内容"),
    ("个人化服务", "个性化服务"),
    ("个人化体验", "个性化体验"),
    ("客制化", "个性化"),
    ("剪贴簿", "剪贴板"),
    ("感测器", "传感器"),
    ("作业系统", "操作系统"),
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

/// The first of the unified ideographs.
const FIRST: usize = 0x4e00;

/// The unified ideographs, each in its simplified form.
static PLAIN: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut plain: Vec<char> = ('\u{4e00}'..='\u{9fff}').collect();
    // 帐 and 账 are one word to policies.
    for (from, to) in TRADITIONAL.iter().chain(&[('帐', '账')]) {
        if let Some(c) = plain.get_mut((*from as usize).wrapping_sub(FIRST)) {
            *c = *to;
        }
    }
    plain
});

fn simplified(c: char) -> char {
    let plain = PLAIN.get((c as usize).wrapping_sub(FIRST));
    plain.copied().unwrap_or(c)
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
        assert_eq!(folded.chars[4..9], ['m', 'a', 'c', '地', '址']);
        assert_eq!(folded.source(4, 9), (6, 12));
        assert_eq!(folded.source(0, 2), (0, 2));
        // "wi-fi" and a blank that stays.
        let folded = Folded::new("a wi-fi b");
        assert_eq!(folded.chars.iter().collect::<String>(), "a wifi b");
        assert_eq!(folded.source(2, 6), (2, 7));
        assert_eq!(folded.source(7, 8), (8, 9));
    }

    #[test]
    fn traditional_words_become_those_of_the_mainland() {
        let cases = [
            ("蒐集個人資料", "收集个人信息"),
            ("瀏覽這些紀錄並製作報告", "浏览这些记录并制作报告"),
            ("於該裝置使用麥克風", "于该设备使用麦克风"),
            ("個人化廣告", "个性化广告"),
        ];
        for (text, plain) in cases {
            assert_eq!(mainland(text), plain, "{text}");
        }
    }

    #[test]
    fn pairs_are_sorted() {
        assert!(TRADITIONAL.windows(2).all(|w| w[0].0 < w[1].0));
    }
}
