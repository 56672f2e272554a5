//! What the targets of policies share.

use std::sync::LazyLock;

use tongbao::limits::Limits;
use tongbao::policy;
use tongbao::signatures::Signatures;

static SET: LazyLock<Signatures> = LazyLock::new(Signatures::builtin);

/// Reads a document and what it declares.
pub fn read(bytes: &[u8], name: &str) {
    let limits = Limits {
        policy_bytes: 1 << 20,
        ..Limits::default()
    };
    if let Ok(document) = policy::document(bytes, name, &limits) {
        let _ = policy::declare(&[document], SET.lexicon());
    }
}
