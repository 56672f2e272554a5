//! Runs of text put into lines, and lines into paragraphs and headings.

use super::page::Placed;
use std::collections::BTreeMap;

use crate::policy::chars::words;
use crate::policy::numbering::number;
use crate::policy::outline::ends_sentence;
use crate::policy::piece::{Fault, SMALL_PX};

/// A line of a page.
#[derive(Debug)]
pub(super) struct Line {
    pub text: String,
    pub x: f32,
    pub y: f32,
    pub end: f32,
    pub size: f32,
    pub bold: bool,
    pub first: bool,
}

/// Puts runs into lines, in the order in which the page draws them; runs of one
/// height are one line, with blanks where columns part.
pub(super) fn lay_out(pieces: Vec<Placed>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        let first = lines.is_empty();
        match lines.last_mut() {
            Some(line)
                if (line.y - piece.y).abs() < 0.4 * line.size.max(1.0)
                    && piece.x > line.x - line.size =>
            {
                let gap = piece.x - line.end;
                let latin = line.text.ends_with(|c: char| c.is_ascii_alphanumeric());
                if gap > 1.8 * line.size {
                    line.text.push_str("   ");
                } else if gap > 0.3 * line.size || latin && gap > 0.15 * line.size {
                    line.text.push(' ');
                }
                line.text.push_str(&piece.text);
                line.end = line.end.max(piece.end);
                line.bold &= piece.bold;
            }
            _ => lines.push(Line {
                text: piece.text,
                x: piece.x,
                y: piece.y,
                end: piece.end,
                size: piece.size,
                bold: piece.bold,
                first,
            }),
        }
    }
    lines
}

/// The size of most of the text.
fn body_size(lines: &[Line]) -> f32 {
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    for line in lines {
        *sizes.entry((line.size * 4.0) as i32).or_default() += line.text.len();
    }
    sizes
        .into_iter()
        .max_by_key(|(_, chars)| *chars)
        .map_or(12.0, |(size, _)| size as f32 / 4.0)
}

pub(super) fn small(lines: &[Line]) -> Fault {
    let mut fault = Fault::default();
    for line in lines {
        // Points; pages are read at their own size.
        if line.size * 4.0 / 3.0 < SMALL_PX {
            fault.note(words(&line.text), || {
                format!("font-size {:.1} pt", line.size)
            });
        }
    }
    fault
}

/// The text as Markdown, which the text reader knows how to structure: a
/// paragraph on one line, large and bold lines marked, blanks kept in tables.
pub(super) fn markdown(lines: &[Line]) -> String {
    let body = body_size(lines);
    let right = lines.iter().map(|l| l.end).fold(0.0, f32::max);
    let mut out = String::new();
    let mut previous: Option<&Line> = None;
    for line in lines {
        let text = line.text.trim();
        if text.is_empty() || is_page_number(text) {
            continue;
        }
        let strong = line.size > body * 1.12 || line.bold;
        let continues = previous.is_some_and(|above| {
            let same = (above.size - line.size).abs() < 0.5 && above.bold == line.bold;
            let full = above.end > right - 3.0 * above.size;
            let close = line.first || (above.y - line.y).abs() < 2.2 * above.size;
            let columns = above.text.contains("   ") || line.text.contains("   ");
            let ended = ends_sentence(above.text.trim()) && line.x > above.x + above.size;
            let number = number(text).is_some();
            same && full && close && !columns && !ended && !(number && line.x >= above.x)
        });
        if continues {
            let latin = out.ends_with(|c: char| c.is_ascii_alphanumeric())
                && text.starts_with(|c: char| c.is_ascii_alphanumeric());
            if latin {
                out.push(' ');
            }
        } else {
            let apart = previous.is_some_and(|above| {
                !line.first && (above.y - line.y).abs() > 2.4 * above.size.max(line.size)
            });
            out.push_str(if apart { "\n\n" } else { "\n" });
        }
        if strong && !continues && !text.contains('*') {
            out.push_str(&format!("**{text}**"));
        } else {
            out.push_str(text);
        }
        previous = Some(line);
    }
    out
}

fn is_page_number(text: &str) -> bool {
    text.len() <= 12
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || " -/第页共".contains(c))
}
