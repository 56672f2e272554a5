//! Dates of the policy.

use super::number::dates_in;
use super::questions::stated;
use super::text::{Reading, Sentence};
use crate::policy::Dates;
use crate::policy::lexicon::{Cue, Topic};

/// Sentences at each end of a document where a bare date is its version's.
const MARGIN: usize = 6;

pub(super) fn dates(reading: &Reading) -> Dates {
    let mut updated: Option<(u8, String, usize)> = None;
    let mut effective: Option<(u8, String, usize)> = None;
    let mut bare: Option<(u8, String, usize)> = None;
    let count = reading.sentences.len();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let margin = index < MARGIN * 3 || index + MARGIN >= count;
        if !margin && !sentence.any(&[Cue::Updated, Cue::Effective]) {
            continue;
        }
        let dates = dates_in(sentence.text);
        if dates.is_empty() || !is_of_policy(sentence) {
            continue;
        }
        let rank = u8::from(margin) + u8::from(sentence.has(Cue::ThisPolicy));
        for (nth, (date, at)) in dates.iter().enumerate() {
            let told = role(sentence, dates.as_slice(), nth, *at);
            let better = |slot: &Option<(u8, String, usize)>, rank: u8| {
                slot.as_ref().is_none_or(|(r, _, _)| rank > *r)
            };
            if told.updated && better(&updated, rank + told.strength) {
                updated = Some((rank + told.strength, date.clone(), index));
            }
            if told.effective && better(&effective, rank) {
                effective = Some((rank, date.clone(), index));
            }
            if !told.updated
                && !told.effective
                && margin
                && sentence.length() <= 60
                && (bare.is_none() || index + MARGIN >= count && index > MARGIN * 3)
            {
                bare = Some((0, date.clone(), index));
            }
        }
    }
    let updated = updated.or(bare);
    Dates {
        updated: stated(
            reading,
            updated.map(|(_, d, i)| (d, i)),
            &[Topic::Updates, Topic::Scope],
        ),
        effective: stated(
            reading,
            effective.map(|(_, d, i)| (d, i)),
            &[Topic::Updates, Topic::Scope],
        ),
    }
}

/// Dates of laws and standards, and of the founding of a company, are not the policy's.
fn is_of_policy(sentence: &Sentence) -> bool {
    let law = sentence.says_any(&[
        "国家标准",
        "GB/T",
        "保护法》",
        "安全法》",
        "Act of",
        "主席令",
        "成立于",
        "创立于",
        "创办于",
    ]);
    !law && !sentence.is_cell()
}

struct Role {
    updated: bool,
    effective: bool,
    strength: u8,
}

/// What the nth date of a sentence is, by the words before it, or behind it up
/// to the next date.
fn role(sentence: &Sentence, dates: &[(String, usize)], nth: usize, at: usize) -> Role {
    let place = sentence.start + at as u32;
    let from = nth
        .checked_sub(1)
        .and_then(|p| dates.get(p))
        .map_or(sentence.start, |(_, p)| sentence.start + *p as u32);
    let to = dates
        .get(nth + 1)
        .map_or(sentence.end, |(_, p)| sentence.start + *p as u32);
    // A label before the date stands closer than one behind it.
    let label = |cue: Cue| {
        sentence
            .places(cue)
            .filter(|(start, end)| *start >= from && *end <= to)
            // "Version of 12 January, in force since 1 February": the next one's; "于1月1日
            // 发布并生效，于5月29日修订": a comma parts the dates.
            .filter(|(start, end)| {
                let parted = |to| sentence.slice(*end, to).contains('，');
                if *start < place {
                    nth == 0 || !parted(place)
                } else {
                    to == sentence.end || to - end > 3 || parted(to)
                }
            })
            .map(|(start, end)| {
                if end <= place {
                    place - end
                } else {
                    start.saturating_sub(place) + 2
                }
            })
            .min()
    };
    let updated = label(Cue::Updated);
    let effective = label(Cue::Effective);
    let before = sentence.slice(place.saturating_sub(10).max(sentence.start), place);
    let behind = sentence.slice(place, place + 24);
    let changed = ["更新", "修订", "发布"]
        .iter()
        .any(|w| before.contains(w) || behind.contains(&format!("{w}并")));
    let at_once = sentence.says_any(&["即日生效", "即日起生效", "同日生效", "当日生效"]);
    let both = match (updated, effective) {
        (Some(_), Some(_)) if at_once => (true, true),
        (Some(u), Some(e)) if u.abs_diff(e) <= 6 && dates.len() == 1 => (true, true),
        (Some(u), Some(e)) => (u < e, e <= u),
        (Some(_), None) => (true, false),
        (None, Some(_)) => (dates.len() == 1 && changed, true),
        // "本协议于2017年1月1日发布".
        (None, None) => {
            let made = ["发布", "公布", "修订"].iter().any(|w| behind.contains(w));
            (before.trim_end().ends_with('于') && made, false)
        }
    };
    let strongest = sentence.says("更新") || sentence.says("修订") || sentence.says("update");
    Role {
        updated: both.0,
        effective: both.1,
        strength: u8::from(strongest) * 2,
    }
}
