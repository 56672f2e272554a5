//! Lists of kinds that a policy gives to explain what personal information is, not to
//! say what it collects: "个人信息是指…。个人信息包括：姓名、住址；通讯录；…".

use std::collections::BTreeSet;

use super::clauses::Act;
use super::text::{Reading, Sentence};
use crate::policy::lexicon::Cue;

/// Indices of the sentences that list what the law counts as personal information.
pub(super) fn sentences(reading: &Reading) -> BTreeSet<usize> {
    let mut all = BTreeSet::new();
    // The block that is being read; it defines; it lists.
    let mut block = (usize::MAX, 0);
    let (mut defines, mut lists) = (false, false);
    for sentence in &reading.sentences {
        if block != (sentence.document, sentence.block) {
            block = (sentence.document, sentence.block);
            (defines, lists) = (false, false);
        }
        let acts = sentence.has(Cue::We) || collects(reading, sentence);
        if acts {
            lists = false;
        } else if defines {
            lists |= opens(sentence);
        }
        defines |= sentence.has(Cue::Definition) && !sentence.has(Cue::We);
        // A list below goes on with what its lead-in began.
        let below = sentence.lead.is_some_and(|lead| all.contains(&lead));
        if lists || below && !acts {
            all.insert(sentence.index);
        }
    }
    all
}

/// A verb of collection, not the 记录 of "消费记录".
fn collects(reading: &Reading, sentence: &Sentence) -> bool {
    let clauses = reading.clauses(sentence);
    clauses
        .iter()
        .any(|c| c.own && matches!(c.act, Act::Collects(_)))
}

/// "个人信息包括：", "本政策中涉及的个人信息主要包括".
fn opens(sentence: &Sentence) -> bool {
    sentence.says_any(&[
        "个人信息包括",
        "个人信息主要包括",
        "敏感信息包括",
        "敏感信息主要包括",
        "个人信息包含",
    ])
}
