//! Kinds of personal information in tables: those that list what is collected, and those
//! that tell what each permission is for.

use super::clauses::Actor;
use super::information::{Mention, is_ios};
use super::sdk::tables::title_of;
use super::table::{Table, kinds_in};
use super::text::Reading;
use crate::policy::lexicon::{Column, Tag, Topic};

/// Heads of a column that gives the items of the kind beside it.
const DETAILS: &[&str] = &[
    "具体内容",
    "具体信息",
    "具体字段",
    "详细内容",
    "信息明细",
    "包含内容",
];

/// Tables that list collected information and name no third party.
pub(super) fn read(reading: &Reading, table: &Table, all: &mut Vec<Mention>) {
    read_by_permission(reading, table, all);
    if table.has(Column::Name) || table.has(Column::Vendor) || !table.has(Column::Pi) {
        return;
    }
    let of_sdk = title_of(reading, table).is_some();
    for row in &table.rows {
        let Some(sentence) = reading.sentences.get(row.sentence) else {
            continue;
        };
        if is_ios(sentence) {
            continue;
        }
        let Some(cell) = table.cell(row, Column::Pi) else {
            continue;
        };
        let actor = if of_sdk || sentence.near.has(Topic::Sdk) {
            Actor::Third
        } else {
            Actor::We
        };
        // "信息类型 | 具体内容": the second column names the items.
        let detailed = DETAILS.iter().any(|w| table.head.contains(w));
        let beside = row
            .cells
            .iter()
            .position(|c| c.start == cell.start)
            .and_then(|at| row.cells.get(at + 1))
            .filter(|_| detailed);
        let found =
            kinds_in(&cell.found).chain(beside.into_iter().flat_map(|c| kinds_in(&c.found)));
        for (kind, found) in found {
            all.push(Mention {
                kind,
                sentence: row.sentence,
                start: found.start,
                end: found.end,
                actor,
                clarity: 5,
            });
        }
    }
}

/// "READ_PHONE_STATE | 读取设备IMEI等信息": what a permission of the app is told to read.
fn read_by_permission(reading: &Reading, table: &Table, all: &mut Vec<Mention>) {
    const CELL: usize = 60;
    let third = table.has(Column::Name) || table.has(Column::Vendor);
    if !table.has(Column::Permission) || third {
        return;
    }
    for row in &table.rows {
        let Some(sentence) = reading.sentences.get(row.sentence) else {
            continue;
        };
        if is_ios(sentence) || sentence.near.has(Topic::Sdk) {
            continue;
        }
        let told = table
            .columns
            .iter()
            .zip(&row.cells)
            .filter(|(column, cell)| {
                **column != Some(Column::Permission) && cell.text.chars().count() <= CELL
            });
        for (_, cell) in told {
            let opens = ["读取", "获取", "访问", "收集"]
                .iter()
                .any(|w| cell.text.starts_with(w));
            if !opens {
                continue;
            }
            for (kind, found) in kinds_in(&cell.found) {
                let weak = matches!(found.tag, Tag::Pi { weak: true, .. });
                // "读取图片，用于设置头像": what it is for is another thing.
                let before = cell.text.chars().take((found.start - cell.start) as usize);
                let aimed = before
                    .collect::<String>()
                    .contains(['，', '；', '。', '用', '以']);
                if !weak && !aimed {
                    all.push(Mention {
                        kind,
                        sentence: row.sentence,
                        start: found.start,
                        end: found.end,
                        actor: Actor::We,
                        clarity: 2,
                    });
                }
            }
        }
    }
}
