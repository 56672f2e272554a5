//! SDKs in tables: by the heads of the columns, or by what the columns hold.

use super::requests::{self, permission_names};
use super::{List, kind_ids, merge, url_in, vendor};
use crate::policy::SdkEntry;
use crate::policy::chars::find_sdk;
use crate::policy::lexicon::{Column, Found, Tag, Topic};
use crate::policy::read::name;
use crate::policy::read::purpose;
use crate::policy::read::table::{Cell, Row, Table, kinds_in};
use crate::policy::read::text::{Reading, Sentence};

pub(super) fn read(list: &mut List, table: &Table) {
    let Some(first) = table.rows.first() else {
        return;
    };
    let reading = list.reading;
    let Some(sentence) = reading.sentences.get(first.sentence) else {
        return;
    };
    let section = sentence
        .topics
        .any(&[Topic::Sdk, Topic::ThirdParty, Topic::Share]);
    let head = table.head.to_lowercase();
    let says = head.contains("sdk") || head.contains("第三方") || head.contains("third");
    let rows_say = table
        .rows
        .iter()
        .filter(|r| r.cells.first().is_some_and(names_sdk))
        .count()
        * 3
        >= table.rows.len();
    let mended = names_apart(table);
    let table = mended.as_ref().unwrap_or(table);
    let named = table.has(Column::Name) || table.has(Column::Vendor);
    let told = table.has(Column::Pi)
        || table.has(Column::Purpose)
        || table.has(Column::Url)
        || table.has(Column::Vendor);
    if named && told && (says || section || rows_say) {
        for row in &table.rows {
            let named = row.cells.first().is_some_and(names_sdk);
            if row.cells.len() + 1 < table.columns.len() && !named {
                continuation(list, row);
            } else {
                known_columns(list, table, row);
            }
        }
    } else if let Some(title) = title_of(reading, table) {
        let cells = || table.rows.iter().filter_map(|r| table.cell(r, Column::Pi));
        let found: Vec<Found> = cells().flat_map(|c| c.found.clone()).collect();
        let entry = SdkEntry {
            pi_types: kind_ids(reading, &found),
            permissions: cells()
                .flat_map(|c| requests::of_cell(reading, c))
                .collect(),
            evidence: reading.span(title),
            ..SdkEntry::default()
        };
        list.add(title.text, entry);
    } else if rows_say && (section || table.rows.len() >= 2) {
        for row in &table.rows {
            guessed_columns(list, table, row);
        }
    }
}

/// "功能类型 | 第三方名称 | …" over "某某SDK | 某某有限公司 | …": the names stand under
/// another head, and the makers under that of the names.
fn names_apart(table: &Table) -> Option<Table> {
    let most = |at: usize, holds: &dyn Fn(&Cell) -> bool| {
        let cells = table.rows.iter().filter_map(|r| r.cells.get(at));
        cells.filter(|c| holds(c)).count() * 2 > table.rows.len()
    };
    let makers = table
        .columns
        .iter()
        .position(|c| *c == Some(Column::Name))?;
    if !most(makers, &|c| c.text.contains("公司")) || most(makers, &says_sdk) {
        return None;
    }
    let names = (0..table.columns.len()).find(|at| *at != makers && most(*at, &says_sdk))?;
    let mut columns = table.columns.clone();
    *columns.get_mut(makers)? = Some(Column::Vendor);
    *columns.get_mut(names)? = Some(Column::Name);
    Some(Table {
        columns,
        head: table.head.clone(),
        rows: table.rows.clone(),
    })
}

fn says_sdk(cell: &Cell) -> bool {
    cell.text.chars().count() <= 40 && find_sdk(&cell.text).is_some()
}

/// The line "某某SDK（com.example）" right above a table of kinds, which are that SDK's.
pub(in crate::policy::read) fn title_of<'r, 'd>(
    reading: &'r Reading<'d>,
    table: &Table,
) -> Option<&'r Sentence<'d>> {
    let named = table.has(Column::Name) || table.has(Column::Vendor);
    if named || !table.has(Column::Pi) {
        return None;
    }
    let first = table.rows.first()?.sentence;
    let above = reading.sentences.get(..first)?;
    let title = above.iter().rev().take(64).find(|s| !s.is_cell())?;
    let line = title.says_sdk && title.length() <= 40;
    let whole = !title.says_any(&["，", "。", "：", ":", "；"]);
    (line && whole && name::names(title.text).len() == 1).then_some(title)
}

fn names_sdk(cell: &Cell) -> bool {
    find_sdk(&cell.text).is_some() || cell.found.iter().any(|f| matches!(f.tag, Tag::Sdk(_)))
}

fn known_columns(list: &mut List, table: &Table, row: &Row) {
    let reading = list.reading;
    let text = |column| table.cell(row, column).map(|c| c.text.as_str());
    let maker = text(Column::Vendor);
    // "极光推送SDK | 深圳市和讯华谷信息技术有限公司": the scene's cell names it.
    let scene = row.cells.first().filter(|c| {
        let short = c.text.chars().count() <= 20 && maker.is_some_and(|m| m.contains("公司"));
        !table.has(Column::Name) && short && names_sdk(c)
    });
    let product = text(Column::Name).or(scene.map(|c| up_to_sdk(&c.text)));
    // "网易易盾 | 内容安全": the product's cell only says what it is for.
    let known = |n: &&str| reading.lexicon.sdk_named(n).is_some();
    let name = product
        .filter(|p| known(p) || !maker.is_some_and(|m| is_brand(m, p)))
        .filter(|p| maker.is_none() || !name::names(p).is_empty())
        .or(maker)
        .or(product);
    let Some(name) = name else { return };
    let Some(sentence) = reading.sentences.get(row.sentence) else {
        return;
    };
    let pi = table.cell(row, Column::Pi).or_else(|| {
        // No column of its own: kinds stand in the purpose.
        table
            .cell(row, Column::Purpose)
            .filter(|_| !table.has(Column::Pi))
    });
    let permission = table.cell(row, Column::Permission);
    let url = table
        .cell(row, Column::Url)
        .and_then(|c| url_in(&c.text))
        .or_else(|| row.cells.iter().find_map(|c| url_in(&c.text)));
    let entry = SdkEntry {
        vendor: text(Column::Vendor).map(vendor),
        purpose: text(Column::Purpose).and_then(purpose::clean),
        method: text(Column::Method).and_then(purpose::clean),
        pi_types: pi.map(|c| kind_ids(reading, &c.found)).unwrap_or_default(),
        permissions: requests::of_row(reading, pi, permission),
        url,
        evidence: row_span(reading, sentence, row),
        ..SdkEntry::default()
    };
    list.add(name, entry);
}

/// "快手SDK广告请求": the scene's cell goes on behind the name.
fn up_to_sdk(scene: &str) -> &str {
    let end = scene.to_ascii_lowercase().find("sdk").map(|at| at + 3);
    let front = end.filter(|e| *e > 3).and_then(|e| scene.get(..e));
    front.unwrap_or(scene)
}

/// The maker's cell gives a product's name, and `product` only what it is for.
fn is_brand(maker: &str, product: &str) -> bool {
    let company = ["公司", "Inc", "Ltd", "集团", "中心", "研究院"]
        .iter()
        .any(|w| maker.contains(w));
    let purpose = [
        "登录", "安全", "分享", "支付", "推送", "统计", "识别", "定位", "服务",
    ]
    .iter()
    .any(|w| product.ends_with(w));
    !company && purpose && maker.chars().count() >= 2 && !product.contains(maker)
}

/// A row below a spanning name: what it names belongs to the entry above.
fn continuation(list: &mut List, row: &Row) {
    let reading = list.reading;
    let Some(entry) = list.entries.last_mut() else {
        return;
    };
    let found: Vec<Found> = row.cells.iter().flat_map(|c| c.found.clone()).collect();
    let more = SdkEntry {
        pi_types: kind_ids(reading, &found),
        permissions: row
            .cells
            .iter()
            .flat_map(|c| requests::of_cell(reading, c))
            .collect(),
        ..SdkEntry::default()
    };
    merge(entry, more);
}

/// Columns by what they hold: the first names, the one with most kinds collects.
fn guessed_columns(list: &mut List, _table: &Table, row: &Row) {
    let reading = list.reading;
    let Some(name) = row.cells.first() else {
        return;
    };
    let Some(sentence) = reading.sentences.get(row.sentence) else {
        return;
    };
    let rest = row.cells.get(1..).unwrap_or_default();
    let pi = rest
        .iter()
        .max_by_key(|c| kinds_in(&c.found).count())
        .filter(|c| kinds_in(&c.found).next().is_some());
    let vendor_cell = rest.iter().find(|c| c.text.contains("公司"));
    let purpose_cell = rest.iter().find(|c| {
        !c.text.is_empty()
            && url_in(&c.text).is_none()
            && pi.is_none_or(|p| p.start != c.start)
            && vendor_cell.is_none_or(|v| v.start != c.start)
    });
    let entry = SdkEntry {
        vendor: vendor_cell.map(|c| vendor(&c.text)),
        purpose: purpose_cell.and_then(|c| purpose::clean(&c.text)),
        pi_types: pi.map(|c| kind_ids(reading, &c.found)).unwrap_or_default(),
        permissions: pi
            .map(|c| permission_names(reading, &c.found, false))
            .unwrap_or_default(),
        url: rest.iter().find_map(|c| url_in(&c.text)),
        evidence: row_span(reading, sentence, row),
        ..SdkEntry::default()
    };
    list.add(&name.text, entry);
}

fn row_span(reading: &Reading, sentence: &Sentence, row: &Row) -> crate::policy::Span {
    let mut span = reading.span(sentence);
    if let (Some(first), Some(last)) = (row.cells.first(), row.cells.last()) {
        span.start = first.start;
        span.end = last.end;
        let cells: Vec<&str> = row.cells.iter().map(|c| c.text.as_str()).collect();
        span.quote = cells.join(" | ").chars().take(240).collect();
    }
    span
}
