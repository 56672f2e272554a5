//! Privacy policies: locate, decode, keep structure, read declarations.

mod chars;
mod declarations;
mod document;
mod docx;
mod encoding;
mod form;
mod format;
mod grid;
mod html;
mod language;
pub mod lexicon;
mod locate;
mod numbering;
mod outline;
mod pdf;
mod piece;
mod read;
mod role;
mod sentences;
mod statements;
mod structure;
mod text;
mod tidy;
mod wrapped;

pub use declarations::*;
pub use document::{DocumentError, document, read_file};
pub use docx::DocxError;
pub use language::language;
pub use lexicon::{Coverage, Lexicon, SdkName};
pub use locate::{Candidate, Sources, Text, is_of_sdk, locate};
pub use numbering::{Number, Style, number};
pub use pdf::PdfError;
pub use read::declare;
pub use sentences::{sentences, split};
pub use statements::Statement;
pub use structure::{block_at, heading_path, slice};
