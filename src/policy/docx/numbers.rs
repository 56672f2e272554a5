//! Automatic numbers of Word lists (ECMA-376 part 1, §17.9): a heading that reads
//! 一、 on the screen has no number in its text.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{attribute, flag};

/// Levels of a list.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    /// Such as `第%1章` or `%1.%2`.
    text: String,
    start: u32,
}

/// Lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    lists: HashMap<String, Vec<Level>>,
    /// Instance of a list by `numId`.
    instances: HashMap<String, String>,
    counters: HashMap<String, [u32; LEVELS]>,
}

impl Numbers {
    /// Reads `word/numbering.xml`; what is damaged is left out.
    pub fn parse(xml: &str) -> Self {
        let mut numbers = Self::default();
        let mut reader = Reader::from_str(xml);
        let (mut list, mut instance) = (String::new(), String::new());
        while let Ok(event) = reader.read_event() {
            let (Event::Start(tag) | Event::Empty(tag)) = event else {
                if matches!(event, Event::Eof) {
                    break;
                }
                continue;
            };
            let value = attribute(&tag, "val").unwrap_or_default();
            let level = numbers
                .lists
                .get_mut(&list)
                .and_then(|levels| levels.last_mut());
            match tag.local_name().as_ref() {
                "abstractNum" => list = attribute(&tag, "abstractNumId").unwrap_or_default(),
                "lvl" => {
                    let levels = numbers.lists.entry(list.clone()).or_default();
                    if levels.len() < LEVELS {
                        levels.push(Level {
                            start: 1,
                            ..Level::default()
                        });
                    }
                }
                "start" => {
                    if let Some(level) = level {
                        level.start = value.parse().unwrap_or(1);
                    }
                }
                "numFmt" => {
                    if let Some(level) = level {
                        level.format = value;
                    }
                }
                "lvlText" => {
                    if let Some(level) = level {
                        level.text = value;
                    }
                }
                "num" => instance = attribute(&tag, "numId").unwrap_or_default(),
                "abstractNumId" => {
                    numbers.instances.insert(instance.clone(), value);
                }
                _ => {}
            }
        }
        numbers
    }

    /// The number of the next paragraph of a list level: `Some("")` for a bullet,
    /// `None` where there is no such list.
    pub fn next(&mut self, instance: &str, level: usize) -> Option<String> {
        let list = self.instances.get(instance)?;
        let levels = self.lists.get(list)?;
        let own = levels.get(level)?;
        let counters = self.counters.entry(list.clone()).or_default();
        for (at, counter) in counters.iter_mut().enumerate() {
            let start = levels.get(at).map_or(1, |l| l.start);
            if at < level && *counter == 0 {
                *counter = start;
            } else if at == level {
                *counter = if *counter == 0 {
                    start
                } else {
                    counter.saturating_add(1)
                };
            } else if at > level {
                *counter = 0;
            }
        }
        if own.format == "bullet" || own.format == "none" {
            return Some(String::new());
        }
        let mut text = String::new();
        let mut chars = own.text.chars().take(40);
        while let Some(c) = chars.next() {
            if c != '%' {
                text.push(c);
                continue;
            }
            let at = chars.next().and_then(|d| d.to_digit(10)).unwrap_or(1) as usize;
            let index = at.saturating_sub(1);
            let value = counters.get(index).copied().unwrap_or(0);
            let format = levels.get(index).map_or("decimal", |l| l.format.as_str());
            text.push_str(&format_number(value, format));
        }
        Some(text)
    }
}

fn format_number(value: u32, format: &str) -> String {
    let letter = |first: u8| {
        let at = (value.saturating_sub(1) % 26) as u8;
        char::from(first + at).to_string()
    };
    match format {
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        "lowerRoman" => roman(value),
        "upperRoman" => roman(value).to_uppercase(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            match char::from_u32(0x2460 + value.saturating_sub(1)) {
                Some(c) if (1..=20).contains(&value) => c.to_string(),
                _ => value.to_string(),
            }
        }
        f if f.starts_with("chinese")
            || f.starts_with("japaneseCounting")
            || f.starts_with("ideograph")
            || f.starts_with("taiwanese") =>
        {
            chinese(value)
        }
        _ => value.to_string(),
    }
}

fn chinese(value: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |d: u32| DIGITS.get(d as usize).copied().unwrap_or("");
    match value {
        0 => "〇".to_owned(),
        1..=9 => digit(value).to_owned(),
        10..=19 => format!("十{}", digit(value - 10)),
        20..=99 => format!("{}十{}", digit(value / 10), digit(value % 10)),
        _ => value.to_string(),
    }
}

fn roman(value: u32) -> String {
    const PARTS: [(u32, &str); 9] = [
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if value > 399 {
        return value.to_string();
    }
    let mut left = value;
    let mut text = String::new();
    for (part, letters) in PARTS {
        while left >= part {
            text.push_str(letters);
            left -= part;
        }
    }
    text
}

/// What a paragraph style says.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphStyle {
    /// Heading level, 1 to 6.
    pub heading: Option<u8>,
    pub bold: bool,
    /// Half-points.
    pub size: Option<f32>,
    /// List instance and level.
    pub list: Option<(String, usize)>,
}

/// Reads `word/styles.xml`: styles by id, and the default size in half-points.
pub(super) fn styles(xml: &str) -> (HashMap<String, ParagraphStyle>, Option<f32>) {
    let mut found: HashMap<String, ParagraphStyle> = HashMap::new();
    let mut based: Vec<(String, String)> = Vec::new();
    let mut default_size = None;
    let mut id = String::new();
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        let (Event::Start(tag) | Event::Empty(tag)) = event else {
            if matches!(event, Event::Eof) {
                break;
            }
            continue;
        };
        let name = tag.local_name();
        let value = || attribute(&tag, "val").unwrap_or_default();
        if name.as_ref() == "style" {
            id = attribute(&tag, "styleId").unwrap_or_default();
            found.insert(id.clone(), ParagraphStyle::default());
            continue;
        }
        if id.is_empty() {
            if name.as_ref() == "sz" {
                default_size = value().parse().ok();
            }
            continue;
        }
        let Some(style) = found.get_mut(&id) else {
            continue;
        };
        match name.as_ref() {
            "name" => style.heading = heading_name(&value()).or(style.heading),
            "basedOn" => based.push((id.clone(), value())),
            "outlineLvl" => style.heading = outline_level(&value()).or(style.heading),
            "b" => style.bold = flag(&tag),
            "sz" => style.size = value().parse().ok(),
            "numId" => style.list = Some((value(), style.list.take().map_or(0, |l| l.1))),
            "ilvl" => {
                let level = value().parse().unwrap_or(0);
                style.list = Some((style.list.take().map_or_else(String::new, |l| l.0), level));
            }
            _ => {}
        }
    }
    // One step up: what a heading style is based on rarely matters.
    for (id, parent) in based {
        let Some(parent) = found.get(&parent).cloned() else {
            continue;
        };
        if let Some(style) = found.get_mut(&id) {
            style.heading = style.heading.or(parent.heading);
            style.bold |= parent.bold;
            style.size = style.size.or(parent.size);
        }
    }
    (found, default_size)
}

/// `heading 1`, `标题 1`, `Title`.
fn heading_name(name: &str) -> Option<u8> {
    let lower = name.to_ascii_lowercase();
    if lower == "title" || lower == "标题" {
        return Some(1);
    }
    let rest = lower
        .strip_prefix("heading")
        .or_else(|| lower.strip_prefix("标题"))?;
    let level: u8 = rest.trim().parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// `w:outlineLvl` counts from 0; 9 is body text.
pub(super) fn outline_level(value: &str) -> Option<u8> {
    let level: u8 = value.parse().ok()?;
    (level < 6).then_some(level + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lists() {
        let xml = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
            <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
            <w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
        let mut numbers = Numbers::parse(xml);
        let taken: Vec<_> = [0, 1, 1, 0, 1]
            .iter()
            .map(|level| numbers.next("5", *level).unwrap_or_default())
            .collect();
        assert_eq!(taken, ["一、", "1.", "2.", "二、", "1."]);
        assert_eq!(numbers.next("6", 0), None);
    }

    #[test]
    fn writes_numbers() {
        let cases = [
            (12, "chineseCountingThousand", "十二"),
            (30, "japaneseCounting", "三十"),
            (4, "lowerRoman", "iv"),
            (3, "upperLetter", "C"),
            (3, "decimalEnclosedCircle", "③"),
            (7, "decimal", "7"),
        ];
        for (value, format, expected) in cases {
            assert_eq!(format_number(value, format), expected);
        }
    }
}
