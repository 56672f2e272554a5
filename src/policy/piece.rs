//! What the readers of all formats hand to the outline.

/// A paragraph, item or row as the format's reader found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Text without markup.
    pub text: String,
    /// What the markup says it is.
    pub shape: Shape,
    /// All of it is bold, or styled as a heading.
    pub bold: bool,
    /// A rule or blank space stands above it.
    pub gap: bool,
}

/// What the markup says a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `#` marks, `<h1>` to `<h6>`, a heading style.
    Heading(u8),
    /// Running text.
    Plain,
    /// A marked list item of this depth.
    Item(u8),
    /// A row of a table.
    Row { table: u16, head: bool },
}

/// What a reader found in a document.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Pieces in reading order.
    pub pieces: Vec<Piece>,
    /// The title that the format itself carries, such as `<title>`.
    pub title: Option<String>,
    /// Images seen.
    pub images: u32,
    /// Where the document only leads on to: a frame, a refresh, a script's location.
    pub redirect: Option<String>,
    /// Letters and digits shown.
    pub shown: usize,
    /// Text that is set small.
    pub small: Fault,
    /// Text that hardly stands out from its background.
    pub pale: Fault,
    /// Characters that could not be told, such as glyphs without a meaning.
    pub unreadable: usize,
    /// Not everything was read.
    pub truncated: bool,
}

/// Extent of a fault of presentation.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Fault {
    /// Letters and digits.
    pub chars: usize,
    /// The first style seen.
    pub detail: String,
}

impl Fault {
    /// Adds letters; `detail` is asked for only the first time.
    pub fn note(&mut self, letters: usize, detail: impl Fn() -> String) {
        if self.chars == 0 {
            self.detail = detail();
        }
        self.chars += letters;
    }
}

/// Pieces kept of one document; policies have hundreds.
pub(super) const MAX_PIECES: usize = 100_000;

/// Text below this size is small (191号 1.4), CSS pixels: 9 points.
pub(super) const SMALL_PX: f32 = 12.0;
