//! `tongbao signatures lint`: faults of a set that parsing alone cannot see.

mod atlas;
mod categories;
mod knowledge;
mod score;
mod sdks;

use std::ops::Range;

use super::diagnostic::Diagnostic;
use super::model::Bilingual;
use super::{Signatures, SourceFile, place};
use atlas::Atlas;

/// Every fault of a set, by file and place. `files` are those that the set was
/// read from.
pub fn lint(set: &Signatures, files: &[SourceFile]) -> Vec<Diagnostic> {
    let mut faults = Faults {
        set,
        atlas: Atlas::of(files),
        found: Vec::new(),
    };
    sdks::lint(&mut faults);
    knowledge::lint(&mut faults);
    categories::lint(&mut faults);
    score::lint(&mut faults);
    let mut found = faults.found;
    found.sort();
    found.dedup();
    found
}

/// Faults found so far, and what is needed to place them.
struct Faults<'a> {
    set: &'a Signatures,
    atlas: Atlas<'a>,
    found: Vec<Diagnostic>,
}

impl Faults<'_> {
    /// A fault of the value at `path` of a signature such as `sdks/jpush`.
    fn add(&mut self, subject: &str, path: &str, code: &'static str, message: String, help: &str) {
        self.part(subject, path, None, code, message, help);
    }

    /// A fault of a part of the text there.
    fn part(
        &mut self,
        subject: &str,
        path: &str,
        part: Option<Range<usize>>,
        code: &'static str,
        message: String,
        help: &str,
    ) {
        let found = self.atlas.find(subject, path).and_then(|(file, path)| {
            let bytes = match part {
                Some(part) => place::within(&file.text, &path, &part),
                None if path.is_empty() => Some(0..first_line(&file.text)),
                None => place::place(&file.text, &path),
            };
            Some((file, bytes?))
        });
        let diagnostic = match found {
            Some((file, bytes)) => Diagnostic::at(&file.name, &file.text, bytes, code, message),
            None => Diagnostic::whole(subject, code, message),
        };
        let help = (!help.is_empty()).then_some(help);
        self.found.push(diagnostic.help(help));
    }

    /// Both languages must be there.
    fn both_languages(&mut self, subject: &str, path: &str, text: &Bilingual) {
        for (language, value) in [("zh", &text.zh), ("en", &text.en)] {
            if value.trim().is_empty() {
                self.add(
                    subject,
                    &format!("{path}.{language}"),
                    "missing-translation",
                    format!("`{path}.{language}` is empty"),
                    "every text stands in Chinese and English",
                );
            }
        }
    }

    /// A kind of personal information must exist.
    fn known_pi(&mut self, subject: &str, path: &str, id: &str) {
        if self.set.pi_type(id).is_none() {
            let known = self.set.pi_types.iter().map(|pi| pi.id.as_str());
            let help = nearest(id, known);
            let message = format!("`{id}` is not in policy/pi-types.toml");
            self.add(subject, path, "unknown-pi-type", message, &help);
        }
    }

    /// A permission must exist.
    fn known_permission(&mut self, subject: &str, path: &str, name: &str) {
        if self.set.permission(name).is_none() {
            let known = self.set.permissions.iter().map(|p| p.name.as_str());
            let help = nearest(name, known);
            let message = format!("`{name}` is not in permissions/");
            self.add(subject, path, "unknown-permission", message, &help);
        }
    }

    /// An SDK must exist.
    fn known_sdk(&mut self, subject: &str, path: &str, id: &str) {
        if self.set.sdk(id).is_none() {
            let known = self.set.sdks.iter().map(|s| s.id.as_str());
            let help = nearest(id, known);
            self.add(
                subject,
                path,
                "unknown-sdk",
                format!("`{id}` is not in sdks/"),
                &help,
            );
        }
    }
}

fn first_line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

/// A way out where a name is not known.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    match crate::suggest::nearest(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => String::new(),
    }
}
