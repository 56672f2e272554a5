//! The part of CSS that tells headings, hidden text and text that is hard to read.

/// Size of text without a style, CSS pixels.
pub(super) const DEFAULT_PX: f32 = 16.0;

/// A colour without transparency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    pub const WHITE: Self = Self(255, 255, 255);
    pub const BLACK: Self = Self(0, 0, 0);

    /// Contrast ratio, WCAG 2.1 §1.4.3: 1 (none) to 21.
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f32 {
        let part = |c: u8| {
            let c = f32::from(c) / 255.0;
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(self.0) + 0.7152 * part(self.1) + 0.0722 * part(self.2)
    }

    fn over(self, below: Self, alpha: f32) -> Self {
        let mix =
            |a: u8, b: u8| (f32::from(a) * alpha + f32::from(b) * (1.0 - alpha)).round() as u8;
        Self(
            mix(self.0, below.0),
            mix(self.1, below.1),
            mix(self.2, below.2),
        )
    }
}

/// The style of text at a point of the document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub px: f32,
    pub colour: Colour,
    pub background: Colour,
    pub bold: bool,
    pub hidden: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            px: DEFAULT_PX,
            colour: Colour::BLACK,
            background: Colour::WHITE,
            bold: false,
            hidden: false,
        }
    }
}

/// A size before it is resolved against its surroundings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Size {
    Px(f32),
    /// Of the parent's size.
    Times(f32),
    /// Of the root's size.
    Root(f32),
}

/// What one set of declarations says.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Declarations {
    pub size: Option<Size>,
    colour: Option<(Colour, f32)>,
    background: Option<(Colour, f32)>,
    bold: Option<bool>,
    hidden: Option<bool>,
}

impl Declarations {
    /// Reads `name: value; …`.
    pub fn parse(text: &str) -> Self {
        let mut found = Self::default();
        for declaration in text.split(';').take(200) {
            let Some((name, value)) = declaration.split_once(':') else {
                continue;
            };
            let value = value.trim().trim_end_matches("!important").trim_end();
            let value = value.get(..64).unwrap_or(value).to_ascii_lowercase();
            match name.trim().to_ascii_lowercase().as_str() {
                "font-size" => found.size = size(&value).or(found.size),
                "color" => found.colour = colour(&value).or(found.colour),
                "background" | "background-color" => {
                    found.background = background(&value).or(found.background);
                }
                "font-weight" => found.bold = Some(is_bold(&value)),
                "display" => found.hidden = Some(value == "none"),
                "visibility" if value == "hidden" => found.hidden = Some(true),
                _ => {}
            }
        }
        found
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Applies these declarations inside `parent`; `root_px` is `None` where a
    /// script may set the root's size, so that `rem` tells nothing.
    pub fn apply(&self, style: &mut Style, parent: &Style, root_px: Option<f32>) {
        match self.size {
            Some(Size::Px(px)) => style.px = px,
            Some(Size::Times(times)) => style.px = parent.px * times,
            Some(Size::Root(times)) => {
                if let Some(root) = root_px {
                    style.px = root * times;
                }
            }
            None => {}
        }
        if let Some((colour, alpha)) = self.background {
            style.background = colour.over(style.background, alpha);
        }
        if let Some((colour, alpha)) = self.colour {
            style.colour = colour.over(style.background, alpha);
        }
        if let Some(bold) = self.bold {
            style.bold = bold;
        }
        if let Some(hidden) = self.hidden {
            style.hidden = parent.hidden || hidden;
        }
    }
}

fn is_bold(value: &str) -> bool {
    matches!(value, "bold" | "bolder") || value.parse::<u32>().is_ok_and(|w| w >= 600)
}

fn size(value: &str) -> Option<Size> {
    let at = value
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(value.len());
    let (number, unit) = value.split_at(at);
    let Ok(number) = number.parse::<f32>() else {
        return Some(match value {
            "xx-small" => Size::Px(9.0),
            "x-small" => Size::Px(10.0),
            "small" => Size::Px(13.0),
            "medium" => Size::Px(16.0),
            "large" => Size::Px(18.0),
            "x-large" => Size::Px(24.0),
            "xx-large" => Size::Px(32.0),
            "smaller" => Size::Times(0.833),
            "larger" => Size::Times(1.2),
            _ => return None,
        });
    };
    Some(match unit.trim() {
        "px" | "dp" => Size::Px(number),
        "pt" => Size::Px(number * 4.0 / 3.0),
        "em" => Size::Times(number),
        "%" => Size::Times(number / 100.0),
        "rem" => Size::Root(number),
        // vw and the like depend on the screen.
        _ => return None,
    })
}

/// `<font size>`: 1 to 7, or relative to 3.
pub(super) fn font_size(value: &str) -> Option<f32> {
    const PX: [f32; 7] = [10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0];
    let value = value.trim();
    let number: i32 = value.trim_start_matches('+').parse().ok()?;
    let relative = value.starts_with(['+', '-']);
    let size = if relative {
        3i32.saturating_add(number)
    } else {
        number
    };
    PX.get(usize::try_from(size.clamp(1, 7) - 1).ok()?).copied()
}

fn background(value: &str) -> Option<(Colour, f32)> {
    value
        .split_whitespace()
        .find_map(colour)
        .or_else(|| colour(value))
}

/// A colour and its opacity.
pub(in super::super) fn colour(value: &str) -> Option<(Colour, f32)> {
    let value = value.trim();
    if let Some(hex) = value.strip_prefix('#') {
        let digits: Vec<u8> = hex
            .chars()
            .map_while(|c| c.to_digit(16))
            .map(|d| d as u8)
            .collect();
        return match digits.as_slice() {
            [r, g, b] => Some((Colour(r * 17, g * 17, b * 17), 1.0)),
            [a, b, c, d, e, f, ..] => Some((Colour(a * 16 + b, c * 16 + d, e * 16 + f), 1.0)),
            _ => None,
        };
    }
    if let Some(body) = value.strip_prefix("rgb") {
        let body = body
            .trim_start_matches('a')
            .trim_start_matches('(')
            .trim_end_matches(')');
        let parts: Vec<f32> = body
            .split([',', ' ', '/'])
            .filter(|p| !p.is_empty())
            .map_while(|p| p.trim().parse().ok())
            .collect();
        return match parts.as_slice() {
            [r, g, b] => Some((Colour(*r as u8, *g as u8, *b as u8), 1.0)),
            [r, g, b, a, ..] => Some((Colour(*r as u8, *g as u8, *b as u8), a.clamp(0.0, 1.0))),
            _ => None,
        };
    }
    const NAMED: [(&str, Colour); 18] = [
        ("black", Colour::BLACK),
        ("white", Colour::WHITE),
        ("gray", Colour(128, 128, 128)),
        ("grey", Colour(128, 128, 128)),
        ("darkgray", Colour(169, 169, 169)),
        ("darkgrey", Colour(169, 169, 169)),
        ("silver", Colour(192, 192, 192)),
        ("lightgray", Colour(211, 211, 211)),
        ("lightgrey", Colour(211, 211, 211)),
        ("gainsboro", Colour(220, 220, 220)),
        ("whitesmoke", Colour(245, 245, 245)),
        ("dimgray", Colour(105, 105, 105)),
        ("red", Colour(255, 0, 0)),
        ("blue", Colour(0, 0, 255)),
        ("green", Colour(0, 128, 0)),
        ("yellow", Colour(255, 255, 0)),
        ("orange", Colour(255, 165, 0)),
        ("navy", Colour(0, 0, 128)),
    ];
    NAMED
        .iter()
        .find(|(name, _)| *name == value)
        .map(|(_, c)| (*c, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(css: &str) -> Style {
        let parent = Style::default();
        let mut style = parent;
        Declarations::parse(css).apply(&mut style, &parent, Some(100.0));
        style
    }

    #[test]
    fn reads_sizes_and_weights() {
        let cases = [
            ("font-size:10px", 10.0),
            ("FONT-SIZE: 9pt", 12.0),
            ("font-size:.5em", 8.0),
            ("font-size:75%", 12.0),
            ("font-size:0.14rem", 14.0),
            ("font-size:x-small !important", 10.0),
            ("font-size:3vw", 16.0),
            ("color:red", 16.0),
        ];
        for (css, px) in cases {
            assert!((resolved(css).px - px).abs() < 0.01, "{css}");
        }
        assert!(resolved("font-weight:700").bold && !resolved("font-weight:400").bold);
        assert!(resolved("display: none").hidden);
    }

    #[test]
    fn measures_contrast() {
        let cases = [
            ("#000", 21.0),
            ("#999999", 2.85),
            ("rgb(204, 204, 204)", 1.61),
            ("rgba(0,0,0,.3)", 2.1),
            ("white", 1.0),
        ];
        for (value, ratio) in cases {
            let style = resolved(&format!("color:{value}"));
            let contrast = style.colour.contrast(style.background);
            assert!((contrast - ratio).abs() < 0.1, "{value}: {contrast}");
        }
    }
}
