//! What sentences and policies must be read to declare, and what not.

mod chinese;
mod chinese_lists;
mod chinese_sdks;
mod english;
mod sentences;

use std::sync::LazyLock;

use super::*;
use crate::limits::Limits;
use crate::signatures::Signatures;

static SIGNATURES: LazyLock<Signatures> = LazyLock::new(Signatures::builtin);
