//! What sentences and policies must be read to declare, and what not.

mod chinese;
mod chinese_lists;
mod chinese_sdks;
mod collected;
mod english;
mod sentences;

use std::sync::LazyLock;

use super::*;
use crate::limits::Limits;
use crate::signatures::Signatures;

static SIGNATURES: LazyLock<Signatures> = LazyLock::new(Signatures::builtin);

/// What a Chinese text declares.
fn read_text(text: &str) -> Declarations {
    let document =
        crate::policy::document(text.as_bytes(), "policy.txt", &Limits::default()).unwrap();
    declare(&[document], SIGNATURES.lexicon())
}

/// Names of the SDKs that a text lists below a heading on them.
fn sdks(text: &str) -> Vec<String> {
    let text = format!("示例隐私政策\n\n四、我们接入的第三方SDK\n\n{text}\n");
    let list = read_text(&text).third_party.sdk_list;
    list.into_iter().map(|entry| entry.name).collect()
}
