//! Privacy policies: locate, decode, keep structure, read declarations.

mod declarations;
pub mod lexicon;
mod numbering;
mod outline;
mod read;
mod sentences;
mod structure;
mod text;
mod tidy;

pub use declarations::*;
pub use numbering::{Number, Style, number};
pub use read::declare;
pub use sentences::{sentences, split};
pub use structure::{block_at, heading_path, slice};

use crate::facts::Block;

/// Blocks of a plain or Markdown text.
pub fn text_blocks(text: &str) -> Vec<Block> {
    outline::blocks(text::read(text).pieces)
}
