//! Privacy policies: locate, decode, keep structure, read declarations.

mod declarations;
mod numbering;
mod outline;
mod sentences;
mod structure;
mod text;
mod tidy;

pub use declarations::*;
pub use numbering::{Number, Style, number};
pub use sentences::{sentences, split};
pub use structure::{block_at, heading_path, slice};

use crate::facts::Block;

/// Blocks of a plain or Markdown text.
pub fn text_blocks(text: &str) -> Vec<Block> {
    outline::blocks(text::read(text).pieces)
}
/// shim
#[derive(Debug)]
pub struct Lexicon;
impl Lexicon {
  pub fn new(_: &[crate::signatures::model::PiType], _: &[crate::signatures::model::Permission], _: &[(String, crate::signatures::model::LexiconFile)], _: &[crate::signatures::model::Sdk]) -> Result<Self,String> { Ok(Lexicon) }
  pub fn complaints(&self) -> Vec<crate::signatures::Complaint> { vec![] }
  pub fn sdks_in(&self, _: &str) -> Vec<String> { vec![] }
  pub fn len(&self) -> usize { 0 }
}
pub enum Coverage { Exact, Broad, No }
impl Declarations { pub fn coverage(&self, _: &Lexicon, _: &str) -> (Coverage, Option<&Span>) { (Coverage::No, None) } }
pub fn declare(_: &[crate::facts::Document], _: &Lexicon) -> Declarations { Declarations::default() }
pub fn read_file(_: &std::path::Path, _: &crate::limits::Limits) -> anyhow::Result<crate::facts::Document> { anyhow::bail!("") }
