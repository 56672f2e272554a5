//! Helpers over the blocks of a document.

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
    let from = byte_at(&block.text, start.saturating_sub(block.start));
    let to = byte_at(&block.text, end.saturating_sub(block.start));
    block.text.get(from..to).unwrap_or("")
}

fn byte_at(text: &str, chars: u32) -> usize {
    text.char_indices()
        .nth(chars as usize)
        .map_or(text.len(), |(at, _)| at)
}
