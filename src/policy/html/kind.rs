//! What HTML elements mean for the text.

/// What an element means for the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Inline,
    Link,
    Block,
    Section,
    Heading(u8),
    List,
    Item,
    Pre,
    Table,
    HeadRows,
    Row,
    Cell,
    /// Not shown: scripts, templates, pictures in markup.
    Hidden,
    /// Has no content and no effect.
    Void,
    Break,
    Rule,
    Image,
    Frame,
    Meta,
}

impl Kind {
    /// By the element's name, in any case.
    pub fn of(name: &str) -> Self {
        let mut buffer = [0u8; 12];
        let Some(lower) = buffer.get_mut(..name.len()) else {
            return Self::Inline;
        };
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        match &*lower {
            b"p" | b"div" | b"dd" | b"dt" | b"dl" | b"blockquote" | b"center" | b"address"
            | b"form" | b"fieldset" | b"figure" | b"figcaption" | b"caption" | b"summary"
            | b"details" | b"view" | b"body" | b"html" => Self::Block,
            b"section" | b"article" | b"main" | b"header" | b"footer" | b"nav" | b"aside" => {
                Self::Section
            }
            b"h1" => Self::Heading(1),
            b"h2" => Self::Heading(2),
            b"h3" => Self::Heading(3),
            b"h4" => Self::Heading(4),
            b"h5" => Self::Heading(5),
            b"h6" => Self::Heading(6),
            b"ul" | b"ol" | b"menu" | b"dir" => Self::List,
            b"li" => Self::Item,
            b"pre" | b"textarea" | b"xmp" => Self::Pre,
            b"table" => Self::Table,
            b"thead" => Self::HeadRows,
            b"tr" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"script" | b"style" | b"template" | b"noscript" | b"svg" | b"title" | b"select"
            | b"object" | b"canvas" | b"video" | b"audio" | b"math" | b"noframes" | b"noembed" => {
                Self::Hidden
            }
            b"br" => Self::Break,
            b"hr" => Self::Rule,
            b"img" | b"image" => Self::Image,
            b"iframe" | b"frame" | b"embed" => Self::Frame,
            b"meta" => Self::Meta,
            b"link" | b"input" | b"base" | b"col" | b"wbr" | b"area" | b"source" | b"param"
            | b"track" => Self::Void,
            b"a" => Self::Link,
            _ => Self::Inline,
        }
    }

    /// Breaks the line on both sides.
    pub fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Inline | Self::Link | Self::Hidden | Self::Void | Self::Image | Self::Meta
        )
    }

    /// End tags do not look beyond it.
    pub fn is_boundary(self) -> bool {
        matches!(self, Self::Table | Self::Cell)
    }
}
