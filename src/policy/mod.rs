//! Privacy policies: locate, decode, keep structure, read declarations.

mod declarations;

pub use declarations::*;
