//! How headings and items of lists nest.

use super::super::numbering::Style;
use super::super::piece::{Piece, Shape};
use crate::facts::BlockKind;

/// Headings nest no deeper; `facts::BlockKind` says 1 to 6.
const MAX_LEVEL: usize = 6;

/// Why a piece counts as a heading; decides where it nests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HeadingKind {
    pub explicit: Option<u8>,
    pub style: Option<Style>,
    pub document_title: bool,
    pub bold: bool,
}

/// The headings that are open at a point of the document.
#[derive(Default)]
pub(super) struct Outline {
    open: Vec<(HeadingKind, u32)>,
}

impl Outline {
    pub fn current(&self) -> Option<u32> {
        self.open.last().map(|(_, index)| *index)
    }

    /// Opens a heading: its level and its parent.
    pub fn push(&mut self, index: u32, kind: HeadingKind) -> (u8, Option<u32>) {
        self.open.truncate(self.parent_depth(kind));
        let parent = self.current();
        let level = (self.open.len() + 1).min(MAX_LEVEL) as u8;
        self.open.push((kind, index));
        (level, parent)
    }

    /// How many of the open headings stay open above `kind`.
    fn parent_depth(&self, kind: HeadingKind) -> usize {
        let open = &self.open;
        let find = |test: &dyn Fn(&HeadingKind) -> bool| open.iter().position(|(k, _)| test(k));
        if kind.document_title {
            // The title of another document in the same file, or a subtitle.
            return find(&|k| k.document_title)
                .or_else(|| {
                    find(&|k| {
                        k.explicit.is_some() && kind.explicit.is_some_and(|l| k.explicit >= Some(l))
                    })
                })
                .unwrap_or(usize::from(kind.explicit.is_some_and(|l| l > 1)).min(open.len()))
                .min(open.len());
        }
        // The document's title stays above everything but a mark of its own rank.
        let floor = usize::from(open.first().is_some_and(|(k, _)| k.document_title));
        if let Some(level) = kind.explicit
            && let Some(at) = find(&|k| k.explicit.is_some_and(|l| l >= level) && !k.document_title)
        {
            return at.max(floor);
        }
        if kind.explicit.is_some() {
            // A marked heading below unmarked ones opens a new part of the text.
            let marked = open.iter().rposition(|(k, _)| k.explicit.is_some());
            return marked.map_or(floor, |at| at + 1).max(floor);
        }
        match kind.style {
            Some(style) => {
                let at = find(&|k| k.style.is_some_and(|s| s >= style) && !k.document_title);
                let loose = find(&|k| {
                    // An unnumbered heading such as 引言 does not hold 一、 below it.
                    k.style.is_none()
                        && k.explicit.is_none()
                        && !k.document_title
                        && style <= Style::Chinese
                });
                at.into_iter().chain(loose).min().unwrap_or(open.len())
            }
            None => {
                let same = find(&|k| {
                    k.style.is_none()
                        && k.explicit.is_none()
                        && !k.document_title
                        && k.bold == kind.bold
                });
                // Plain short lines stand above numbers; bold ones below.
                let numbers = || find(&|k| k.style.is_some() && k.explicit.is_none());
                same.or_else(|| if kind.bold { None } else { numbers() })
                    .unwrap_or(open.len())
            }
        }
        .max(floor)
    }
}

/// Depth of list items by the numbering styles that are open.
#[derive(Default)]
pub(super) struct ListDepth {
    open: Vec<Style>,
}

impl ListDepth {
    pub fn clear(&mut self) {
        self.open.clear();
    }

    pub fn kind(&mut self, piece: &Piece, style: Option<Style>) -> BlockKind {
        match (piece.shape, style) {
            (Shape::Row { table, head }, _) => BlockKind::TableRow { table, head },
            (Shape::Item(depth), _) => BlockKind::ListItem {
                depth: depth.saturating_add(self.open.len().min(6) as u8),
            },
            (_, Some(style)) => {
                let depth = self
                    .open
                    .iter()
                    .position(|s| *s >= style)
                    .unwrap_or(self.open.len());
                self.open.truncate(depth);
                self.open.push(style);
                BlockKind::ListItem {
                    depth: depth.min(16) as u8,
                }
            }
            _ => BlockKind::Paragraph,
        }
    }
}
