//! Where a page leads instead of having a text: frames, refreshes, scripts.

use super::reader::Reader;
use super::token::Tag;

impl<'a> Reader<'a> {
    pub(super) fn frame(&mut self, tag: Tag<'a>) {
        if self.read.redirect.is_none()
            && let Some(source) = tag.attribute("src").filter(|s| s.starts_with("http"))
        {
            self.read.redirect = Some(source.into_owned());
        }
    }

    pub(super) fn meta(&mut self, tag: Tag<'a>) {
        let refresh = tag
            .attribute("http-equiv")
            .is_some_and(|v| v.eq_ignore_ascii_case("refresh"));
        if refresh && let Some(content) = tag.attribute("content") {
            let lower = content.to_ascii_lowercase();
            if let Some(at) = lower.find("url=") {
                let target = content
                    .get(at + 4..)
                    .unwrap_or("")
                    .trim_matches(['\'', '"', ' ']);
                self.read.redirect = Some(target.to_owned());
            }
        }
    }
}

/// The address that a script sends the page to.
pub(super) fn script_location(script: &str) -> Option<String> {
    [
        "location.href",
        "location.replace",
        "window.location",
        "location.assign",
    ]
    .iter()
    .find_map(|key| {
        let at = script.find(key)?;
        let rest = script.get(at + key.len()..)?;
        let rest: &str = rest.trim_start_matches([' ', '=', '(', '.']);
        let quote = rest
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\'' | '`'))?;
        let target = rest.get(1..)?.split(quote).next()?;
        target.starts_with("http").then(|| target.to_owned())
    })
}
