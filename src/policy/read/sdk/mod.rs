//! Third-party SDKs that the policy lists: tables, blocks of keys and values,
//! items of lists, running text.

mod addressed;
mod blocks;
mod enumerations;
pub(super) mod item;
mod lines;
mod makers;
pub(super) mod requests;
mod sections;
pub(super) mod services;
mod text;
mod word;

use std::collections::BTreeSet;

use super::clauses::{Act, Actor};
use super::name;
use super::permissions;
use super::purpose;
use super::table::{Row, Table, kinds_in};
use super::text::{Reading, Sentence};
use crate::policy::SdkEntry;
use crate::policy::chars::find_sdk;
use crate::policy::lexicon::{Column, Found, Tag, Topic};
use requests::permission_names;

/// Entries kept.
const LONGEST: usize = 300;

/// A list being put together.
pub(super) struct List<'r, 'd> {
    pub reading: &'r Reading<'d>,
    pub entries: Vec<SdkEntry>,
    /// What equal names share, of each entry.
    keys: Vec<String>,
    /// Sentences that belong to entries.
    pub taken: BTreeSet<usize>,
}

/// The entries, and the sentences that blocks of keys and values were read from.
pub(super) fn list(reading: &Reading, tables: &[Table]) -> (Vec<SdkEntry>, BTreeSet<usize>) {
    let mut list = List {
        reading,
        entries: Vec::new(),
        keys: Vec::new(),
        taken: BTreeSet::new(),
    };
    for table in tables {
        in_table(&mut list, table);
    }
    blocks::read(&mut list);
    sections::read(&mut list);
    lines::read(&mut list);
    text::read(&mut list);
    addressed::read(&mut list);
    services::read(&mut list);
    (list.entries, list.taken)
}

impl List<'_, '_> {
    /// Adds an entry under each name that `raw` holds; an entry of the same name
    /// is completed instead.
    pub fn add(&mut self, raw: &str, entry: SdkEntry) {
        for name in name::names(raw) {
            if is_permission(self.reading, &name) {
                continue;
            }
            // "微信及QQ分享": several, if each is known.
            let parts: Vec<&str> = name.split(['及', '和', '与']).collect();
            let known = |p: &&str| self.reading.lexicon.sdk_named(p).is_some();
            if parts.len() > 1 && parts.iter().all(known) {
                let parts: Vec<String> = parts.iter().map(|p| (*p).to_owned()).collect();
                for part in parts {
                    self.add_one(part, entry.clone());
                }
            } else {
                self.add_one(name, entry.clone());
            }
        }
    }

    /// Adds a name met in running text: "Bugly SDK" after "腾讯Bugly SDK" is the
    /// same one.
    pub fn mention(&mut self, name: String, mut entry: SdkEntry) {
        open_kinds(&mut entry);
        let key = name::key(&name);
        let sdk = self.reading.lexicon.sdk_named(&name);
        let known = self.entries.iter().zip(&self.keys).position(|(e, other)| {
            let same = sdk.is_some() && e.sdk.as_deref() == sdk;
            // "飞书必达SDK：…我们使用了中国移动飞书必达SDK".
            let beside = e.evidence.document == entry.evidence.document
                && e.evidence.start.abs_diff(entry.evidence.start) <= 300
                && (sdk.is_none() || e.sdk.is_none())
                && other.chars().count().min(key.chars().count()) >= 2
                && (other.ends_with(&key) || key.ends_with(other));
            let system = name::of_any_system(other) == name::of_any_system(&key);
            same && (other.contains(&key) || key.contains(other)) || beside || system
        });
        let known = known.and_then(|at| self.entries.get_mut(at).zip(self.keys.get_mut(at)));
        let Some((known, other)) = known else {
            return self.add_one(name, entry);
        };
        // "OPPO Push" says more than the "OPPO" above.
        if key.len() > other.len() && key.starts_with(other.as_str()) {
            known.name = name;
            *other = key;
        }
        merge(known, entry);
    }

    pub fn add_one(&mut self, name: String, mut entry: SdkEntry) {
        let key = name::key(&name);
        if key.is_empty() || self.entries.len() >= LONGEST {
            return;
        }
        entry.sdk = self.reading.lexicon.sdk_named(&name).map(str::to_owned);
        open_kinds(&mut entry);
        entry.name = name;
        let same = |(e, other): (&SdkEntry, &String)| {
            // "极光推送SDK（含极光JCore）" is known for the second one.
            let two = e.sdk.is_some() && entry.sdk.is_some() && e.sdk != entry.sdk;
            let remark = is_bracketed(&e.name, &entry.name) || is_bracketed(&entry.name, &e.name);
            *other == key || remark && !two
        };
        let known = self.entries.iter().zip(&self.keys).position(same);
        match known.and_then(|at| self.entries.get_mut(at)) {
            Some(known) => merge(known, entry),
            None => {
                self.entries.push(entry);
                self.keys.push(key);
            }
        }
    }
}

/// Adds the kinds that the permissions of an entry open.
fn open_kinds(entry: &mut SdkEntry) {
    for kind in permissions::kinds_opened(&entry.permissions) {
        if !entry.pi_types.iter().any(|k| k == kind) {
            entry.pi_types.push(kind.to_owned());
        }
    }
}

/// "个推推送SDK (GTSDK)" is "个推推送SDK" with a remark.
fn is_bracketed(long: &str, name: &str) -> bool {
    let rest = long.strip_prefix(name).map(str::trim_start);
    rest.is_some_and(|r| r.starts_with(['(', '（']))
}

/// The cell names a permission, not an SDK.
fn is_permission(reading: &Reading, name: &str) -> bool {
    let whole = name.chars().count() as u32;
    reading.lexicon.find(name).iter().any(|f| {
        matches!(f.tag, Tag::Permission { weak: false, .. }) && (f.end - f.start) * 3 >= whole * 2
    })
}

fn merge(known: &mut SdkEntry, other: SdkEntry) {
    known.vendor = known.vendor.take().or(other.vendor);
    known.purpose = known.purpose.take().or(other.purpose);
    known.method = known.method.take().or(other.method);
    known.url = known.url.take().or(other.url);
    for kind in other.pi_types {
        if !known.pi_types.contains(&kind) {
            known.pi_types.push(kind);
        }
    }
    for permission in other.permissions {
        if !known.permissions.contains(&permission) {
            known.permissions.push(permission);
        }
    }
}

/// Ids of the kinds among `found`, in order, once each.
pub(super) fn kind_ids(reading: &Reading, found: &[Found]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for (kind, _) in kinds_in(found) {
        let id = reading.lexicon.kind_id(kind).to_owned();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

fn in_table(list: &mut List, table: &Table) {
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
    let most = |at: usize, holds: &dyn Fn(&super::table::Cell) -> bool| {
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

fn says_sdk(cell: &super::table::Cell) -> bool {
    cell.text.chars().count() <= 40 && find_sdk(&cell.text).is_some()
}

/// The line "某某SDK（com.example）" right above a table of kinds, which are that SDK's.
pub(super) fn title_of<'r, 'd>(
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

fn names_sdk(cell: &super::table::Cell) -> bool {
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

/// A vendor's cell without the address that may stand in it.
pub(super) fn vendor(text: &str) -> String {
    let text = text.split("http").next().unwrap_or(text);
    text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '）' | ')' | '（' | '(' | '.'))
        .to_owned()
}

/// The first address in a text.
pub(super) fn url_in(text: &str) -> Option<String> {
    let at = text.find("http").or_else(|| text.find("www."))?;
    let url: String = text
        .get(at..)?
        .chars()
        .take_while(|c| {
            c.is_ascii() && !c.is_whitespace() && !matches!(c, '>' | '<' | '"' | ')' | '|')
        })
        .take(300)
        .collect();
    (url.len() > 8).then_some(url)
}

/// Kinds and permissions that clauses of `sentence` give to third parties.
pub(super) fn of_third(reading: &Reading, sentence: &Sentence) -> (Vec<String>, Vec<String>) {
    let clauses = reading.clauses(sentence);
    // "我们会将您的…提供给友盟": given to the SDK that the sentence names.
    let given = sentence.found.iter().any(|f| matches!(f.tag, Tag::Sdk(_)));
    let mine: Vec<Found> = sentence
        .found
        .iter()
        .filter(|f| !super::shared_kinds::denies_before(sentence, f))
        .filter(|f| {
            clauses
                .iter()
                .find(|c| c.start <= f.start && f.start < c.end)
                .is_some_and(|c| {
                    c.act == Act::Collects(Actor::Third) || c.act == Act::Shares && given
                })
        })
        .copied()
        .collect();
    let permissions = requests::asked(reading, sentence, &mine);
    let kinds: Vec<Found> = mine
        .into_iter()
        .filter(|f| !matches!(f.tag, Tag::Pi { weak: true, .. }))
        .collect();
    (kind_ids(reading, &kinds), permissions)
}
