//! Helpers over the blocks of a document.

use super::chars::byte_at;
use crate::facts::{Block, Document};

/// Headings that govern a block, outermost first, the block itself not among
/// them. Empty for an index out of range.
pub fn heading_path(document: &Document, block: usize) -> Vec<&str> {
    let mut path = Vec::new();
    let mut below = block;
    let mut next = document.blocks.get(block).and_then(|b| b.heading);
    while let Some(index) = next {
        let index = index as usize;
        // Parents lie above; anything else is a damaged record.
        if index >= below {
            break;
        }
        let Some(heading) = document.blocks.get(index) else {
            break;
        };
        path.push(heading.text.as_str());
        below = index;
        next = heading.heading;
    }
    path.reverse();
    path
}

/// Index of the block that holds the character at `offset` of the document's
/// text; the newline behind a block belongs to it.
pub fn block_at(document: &Document, offset: u32) -> Option<usize> {
    let after = document.blocks.partition_point(|b| b.start <= offset);
    let index = after.checked_sub(1)?;
    (offset < document.chars).then_some(index)
}

/// The characters `start..end` of a block, counted from the document's start;
/// cut to the block.
pub fn slice(block: &Block, start: u32, end: u32) -> &str {
    let byte = |at: u32| byte_at(&block.text, at.saturating_sub(block.start) as usize);
    block.text.get(byte(start)..byte(end)).unwrap_or("")
}
