//! Reads the rows of one table of a SQLite 3 database, and nothing else.
//!
//! LibChecker's rules come as one small table. A database engine (rusqlite
//! compiles SQLite's C code) would weigh more than the rest of the import; the
//! file format (<https://www.sqlite.org/fileformat2.html>) needs one page for
//! this: table b-trees, overflow pages, records. Indexes, other encodings than
//! UTF-8, tables without row ids and write-ahead logs are not read. Bytes are
//! untrusted: each page is visited once, every access is checked.

/// Payload of one row that is read at most, bytes.
const MAX_PAYLOAD: usize = 1 << 20;
/// Rows that are read at most.
const MAX_ROWS: usize = 100_000;
/// Payload of all rows together: cells may point at the same bytes.
const MAX_TOTAL: usize = 64 << 20;
/// Table b-tree pages.
const INTERIOR: u8 = 5;
const LEAF: u8 = 13;

/// A database that cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SqliteError {
    /// The first bytes are not SQLite's.
    #[error("not a SQLite 3 database")]
    NotSqlite,
    /// Text is UTF-16.
    #[error("the text encoding is not UTF-8")]
    Encoding,
    /// A page, cell or record is outside the file or contradicts itself.
    #[error("damaged at page {0}")]
    Damaged(u32),
    /// No such table.
    #[error("no table `{0}`")]
    NoTable(String),
    /// No such column.
    #[error("no column `{0}`")]
    NoColumn(String),
    /// More rows or bytes than are read.
    #[error("more than {MAX_ROWS} rows or 64 MiB")]
    TooMany,
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// An integer.
    Integer(i64),
    /// A text.
    Text(String),
    /// NULL, a real number or a blob.
    Other,
}

/// What has been read so far.
#[derive(Default)]
struct Rows {
    cells: Vec<Vec<Cell>>,
    bytes: usize,
}

impl Rows {
    fn full(&self) -> bool {
        self.cells.len() > MAX_ROWS || self.bytes > MAX_TOTAL
    }
}

/// A database in memory.
#[derive(Debug)]
pub struct Database<'a> {
    bytes: &'a [u8],
    page_size: usize,
    /// Bytes of a page that hold content.
    usable: usize,
}

impl<'a> Database<'a> {
    /// Checks the header.
    ///
    /// # Errors
    /// See [`SqliteError`].
    pub fn new(bytes: &'a [u8]) -> Result<Self, SqliteError> {
        if bytes.len() < 100 || !bytes.starts_with(b"SQLite format 3\0") {
            return Err(SqliteError::NotSqlite);
        }
        let page_size = match u16_at(bytes, 16) {
            Some(1) => 65_536,
            Some(size) if size >= 512 && size.is_power_of_two() => usize::from(size),
            _ => return Err(SqliteError::NotSqlite),
        };
        if !matches!(u32_at(bytes, 56), Some(0 | 1)) {
            return Err(SqliteError::Encoding);
        }
        let reserved = usize::from(bytes.get(20).copied().unwrap_or_default());
        let usable = page_size.saturating_sub(reserved);
        if usable < 480 {
            return Err(SqliteError::NotSqlite);
        }
        Ok(Self {
            bytes,
            page_size,
            usable,
        })
    }

    /// The given columns of every row of a table, in the order of its row ids.
    ///
    /// # Errors
    /// No such table or column, or damage on the way.
    pub fn table(&self, name: &str, columns: &[&str]) -> Result<Vec<Vec<Cell>>, SqliteError> {
        let (root, sql) = self.schema(name)?;
        let defined = column_names(&sql);
        let mut wanted = Vec::with_capacity(columns.len());
        for column in columns {
            let at = defined.iter().position(|d| d.eq_ignore_ascii_case(column));
            wanted.push(at.ok_or_else(|| SqliteError::NoColumn((*column).into()))?);
        }
        let pick = |row: Vec<Cell>| -> Vec<Cell> {
            let cell = |&i: &usize| row.get(i).cloned().unwrap_or(Cell::Other);
            wanted.iter().map(cell).collect()
        };
        Ok(self.rows(root)?.into_iter().map(pick).collect())
    }

    /// Root page and `CREATE TABLE` of a table, from `sqlite_schema`
    /// (type, name, tbl_name, rootpage, sql).
    fn schema(&self, name: &str) -> Result<(u32, String), SqliteError> {
        for row in self.rows(1)? {
            if let [
                Cell::Text(kind),
                Cell::Text(found),
                _,
                Cell::Integer(root),
                Cell::Text(sql),
            ] = row.as_slice()
                && kind == "table"
                && found == name
            {
                let root = u32::try_from(*root).map_err(|_| SqliteError::Damaged(1))?;
                return Ok((root, sql.clone()));
            }
        }
        Err(SqliteError::NoTable(name.into()))
    }

    /// All rows below a root page.
    fn rows(&self, root: u32) -> Result<Vec<Vec<Cell>>, SqliteError> {
        let mut rows = Rows::default();
        let mut pending = vec![root];
        let mut visited = std::collections::HashSet::new();
        while let Some(number) = pending.pop() {
            let damaged = SqliteError::Damaged(number);
            if !visited.insert(number) {
                return Err(damaged);
            }
            let page = self.page(number).ok_or(damaged)?;
            let children = self
                .read_page(page, number, &mut rows)
                .ok_or(SqliteError::Damaged(number))?;
            // Popped from the end: the leftmost child is to come first.
            pending.extend(children.into_iter().rev());
            if rows.full() {
                return Err(SqliteError::TooMany);
            }
        }
        Ok(rows.cells)
    }

    fn page(&self, number: u32) -> Option<&'a [u8]> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        let start = index.checked_mul(self.page_size)?;
        self.bytes.get(start..start.checked_add(self.page_size)?)
    }

    /// Adds the rows of a leaf; returns the children of an interior page.
    fn read_page(&self, page: &[u8], number: u32, rows: &mut Rows) -> Option<Vec<u32>> {
        let header = if number == 1 { 100 } else { 0 };
        let kind = *page.get(header)?;
        let cells = usize::from(u16_at(page, header + 3)?);
        let pointers = header + if kind == INTERIOR { 12 } else { 8 };
        let mut children = Vec::new();
        for index in 0..cells {
            let cell = usize::from(u16_at(page, pointers + 2 * index)?);
            match kind {
                INTERIOR => children.push(u32_at(page, cell)?),
                LEAF => {
                    let (row, bytes) = self.row(page, cell)?;
                    rows.cells.push(row);
                    rows.bytes += bytes;
                }
                _ => return None,
            }
            if rows.full() {
                break;
            }
        }
        if kind == INTERIOR {
            children.push(u32_at(page, header + 8)?);
        }
        Some(children)
    }

    /// A cell of a leaf (payload size, row id, payload), and its payload's size.
    fn row(&self, page: &[u8], at: usize) -> Option<(Vec<Cell>, usize)> {
        let (size, at) = varint(page, at)?;
        let (row_id, at) = varint(page, at)?;
        let size = usize::try_from(size).ok().filter(|s| *s <= MAX_PAYLOAD)?;
        let local = self.local(size);
        let mut payload = page.get(at..at.checked_add(local)?)?.to_vec();
        if local < size {
            let mut next = u32_at(page, at + local)?;
            while payload.len() < size {
                let overflow = self.page(next)?;
                let take = (size - payload.len()).min(self.usable - 4);
                payload.extend_from_slice(overflow.get(4..4 + take)?);
                next = u32_at(overflow, 0)?;
            }
        }
        Some((record(&payload, row_id)?, size))
    }

    /// Bytes of a payload that lie on the leaf itself (file format, section 1.6).
    fn local(&self, size: usize) -> usize {
        let most = self.usable - 35;
        if size <= most {
            return size;
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let filled = least + (size - least) % (self.usable - 4);
        if filled <= most { filled } else { least }
    }
}

/// The values of a record. An integer primary key is stored as NULL; its value
/// is the row id.
fn record(payload: &[u8], row_id: i64) -> Option<Vec<Cell>> {
    let (header, mut at) = varint(payload, 0)?;
    let header = usize::try_from(header).ok()?;
    let mut value = header;
    let mut cells = Vec::new();
    while at < header {
        let (kind, next) = varint(payload, at)?;
        at = next;
        let size = match kind {
            0 | 8 | 9 => 0,
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 | 7 => 8,
            12.. => usize::try_from((kind - 12) / 2).ok()?,
            _ => return None,
        };
        let bytes = payload.get(value..value.checked_add(size)?)?;
        value += size;
        cells.push(match kind {
            0 if cells.is_empty() => Cell::Integer(row_id),
            8 => Cell::Integer(0),
            9 => Cell::Integer(1),
            1..=6 => Cell::Integer(integer(bytes)),
            13.. if kind % 2 == 1 => Cell::Text(String::from_utf8_lossy(bytes).into_owned()),
            _ => Cell::Other,
        });
    }
    Some(cells)
}

/// Big-endian two's complement of at most eight bytes.
fn integer(bytes: &[u8]) -> i64 {
    let negative = bytes.first().is_some_and(|b| b & 0x80 != 0);
    let start = if negative { -1 } else { 0 };
    bytes
        .iter()
        .fold(start, |value: i64, &b| (value << 8) | i64::from(b))
}

/// A variable-length integer and where it ends (file format, section 1.6).
fn varint(bytes: &[u8], at: usize) -> Option<(i64, usize)> {
    let mut value: i64 = 0;
    for index in 0..9 {
        let byte = *bytes.get(at.checked_add(index)?)?;
        if index == 8 {
            return Some(((value << 8) | i64::from(byte), at + 9));
        }
        value = (value << 7) | i64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value, at + index + 1));
        }
    }
    None
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(two.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

/// Names of the columns of a `CREATE TABLE`: the first word of each item
/// between the outer parentheses that is not a table constraint.
fn column_names(sql: &str) -> Vec<String> {
    let inner = sql.split_once('(').map_or("", |(_, rest)| rest);
    let mut items = vec![String::new()];
    let mut depth = 0usize;
    for c in inner.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                items.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(item) = items.last_mut() {
            item.push(c);
        }
    }
    let constraint = |word: &str| {
        ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"]
            .iter()
            .any(|c| c.eq_ignore_ascii_case(word))
    };
    items
        .iter()
        .filter_map(|item| item.split_whitespace().next())
        .filter(|word| !constraint(word))
        .map(|word| word.trim_matches(['"', '`', '[', ']', '\'']).to_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_of_a_table() {
        assert_eq!(
            column_names(
                "CREATE TABLE t(\n _id INTEGER NOT NULL PRIMARY KEY\n ,\"name\" TEXT(3, 4), `a` INT, PRIMARY KEY (a))"
            ),
            ["_id", "name", "a"]
        );
        assert!(column_names("CREATE TABLE").iter().all(String::is_empty));
    }

    #[test]
    fn variable_length_integers() {
        for (bytes, expected) in [
            (&[0x7f][..], Some((127, 1))),
            (&[0x81, 0x00], Some((128, 2))),
            (&[0xff; 9], Some((-1, 9))),
            (&[0x80], None),
        ] {
            assert_eq!(varint(bytes, 0), expected, "{bytes:?}");
        }
        assert_eq!(integer(&[0xff, 0xfe]), -2);
        assert_eq!(integer(&[0x01, 0x00]), 256);
    }

    proptest! {
        #[test]
        fn damage_never_panics(mut bytes in proptest::collection::vec(any::<u8>(), 1024..4096)) {
            bytes[..16].copy_from_slice(b"SQLite format 3\0");
            bytes[16..18].copy_from_slice(&[2, 0]);
            bytes[20] = 0;
            bytes[56..60].copy_from_slice(&[0, 0, 0, 1]);
            bytes[100] = if bytes[101] % 2 == 0 { LEAF } else { INTERIOR };
            let database = Database::new(&bytes).unwrap();
            let _ = database.table("rules_table", &["name"]);
        }
    }
}
