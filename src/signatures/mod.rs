//! Signatures: the product's knowledge, as data.

pub mod model;
