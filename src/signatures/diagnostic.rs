//! Faults of signature files, shown with the line, a caret and a way out.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// A fault in a signature file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Name of the file, relative to the set; the set or folder where no one
    /// file is at fault.
    pub file: String,
    /// Line from 1; 0 where no line is at fault.
    pub line: usize,
    /// Column from 1, in characters; 0 where no line is at fault.
    pub column: usize,
    /// Kebab-case code, stable.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// A way out.
    pub help: Option<String>,
    /// The file's lines around the fault, and the bytes at fault in them.
    excerpt: Option<Excerpt>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Excerpt {
    text: String,
    first_line: usize,
    start: usize,
    end: usize,
}

impl Diagnostic {
    /// A fault of a whole file, folder or set.
    pub fn whole(file: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: 0,
            column: 0,
            code,
            message: message.into(),
            help: None,
            excerpt: None,
        }
    }

    /// A fault at these bytes of a file's text.
    pub fn at(
        file: &str,
        text: &str,
        bytes: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        let before = text.get(..bytes.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.matches('\n').count() + 1;
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        let from_end = text.get(bytes.end..).unwrap_or_default();
        let line_end = bytes.end + from_end.find('\n').unwrap_or(from_end.len());
        let excerpt = text.get(line_start..line_end).map(|lines| Excerpt {
            text: lines.into(),
            first_line: line,
            start: bytes.start - line_start,
            end: bytes.end - line_start,
        });
        Self {
            line,
            column,
            excerpt,
            ..Self::whole(file, code, message)
        }
    }

    /// The same with a way out.
    pub fn help(mut self, help: Option<impl Into<String>>) -> Self {
        self.help = help.map(Into::into);
        self
    }

    /// The fault as a person reads it at a terminal, without colour codes
    /// unless asked for.
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let title = Level::ERROR.primary_title(&self.message).id(self.code);
        let mut group = match &self.excerpt {
            Some(excerpt) => Group::with_title(title).element(
                Snippet::source(&excerpt.text)
                    .path(&self.file)
                    .line_start(excerpt.first_line)
                    .annotation(AnnotationKind::Primary.span(excerpt.start..excerpt.end)),
            ),
            None => {
                Group::with_title(title).element(Level::NOTE.message(format!("in {}", self.file)))
            }
        };
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help));
        }
        renderer.render(&[group])
    }
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}:{}: {}", self.file, self.column, self.message),
        }
    }
}
