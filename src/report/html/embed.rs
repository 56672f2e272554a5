//! Data in a page. Everything that came out of a package enters a page here,
//! as JSON, and nowhere else.

use std::io::{self, Write};

use serde::Serialize;

/// Place of the data in a page's template.
const MARK: &str = "{{data}}";

/// Writes a page: the template with the data in its place.
pub fn page(out: &mut dyn Write, template: &str, data: &impl Serialize) -> io::Result<()> {
    let (before, after) = template.split_once(MARK).unwrap_or((template, ""));
    out.write_all(before.as_bytes())?;
    out.write_all(json(data)?.as_bytes())?;
    out.write_all(after.as_bytes())
}

/// JSON that is safe inside a `<script>` element, and as a JavaScript
/// expression: `<`, `>` and `&` end no element and begin no comment, and the
/// two line ends that JavaScript knows and JSON does not are escaped. In JSON
/// these characters stand in strings alone, where an escape means the same.
pub fn json(data: &impl Serialize) -> io::Result<String> {
    let plain = serde_json::to_string(data)?;
    let mut safe = String::with_capacity(plain.len() + plain.len() / 16);
    for c in plain.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                safe.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => safe.push(c),
        }
    }
    Ok(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_element() {
        let hostile = "</script><script>alert(1)</script><!-- \u{2028}\u{2029} ]]> & '\"\\";
        let safe = json(&hostile).unwrap();
        for bad in ["<", ">", "&", "\u{2028}", "\u{2029}"] {
            assert!(!safe.contains(bad), "{bad:?} in {safe}");
        }
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), hostile);
    }

    #[test]
    fn data_stands_where_the_template_says() {
        let mut out = Vec::new();
        page(&mut out, "<a>{{data}}</a>", &["{{data}}"]).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), r#"<a>["{{data}}"]</a>"#);
    }
}
