//! Privacy policies: locate, decode, keep structure, read declarations.

mod declarations;
mod docx;
mod encoding;
mod grid;
mod html;
mod language;
mod numbering;
mod outline;
mod pdf;
mod piece;
mod sentences;
mod structure;
mod text;
mod tidy;

pub use declarations::*;
pub use language::language;
pub use numbering::{Number, Style, number};
pub use sentences::{sentences, split};
pub use structure::{block_at, heading_path, slice};

use crate::facts::Block;

/// Blocks of a plain or Markdown text.
pub fn text_blocks(text: &str) -> Vec<Block> {
    outline::blocks(text::read(text).pieces)
}
