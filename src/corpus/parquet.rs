//! Parquet, written and read column by column. The `arrow` layer above the
//! format would double the build for nothing that is needed here: rows have two
//! levels at most.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, ZstdLevel};
use parquet::column::reader::ColumnReader;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::reader::{ChunkReader, FileReader, Length, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;

use super::columns::{Cell, FIELDS, Field, Type, WHOLE, schema};
use super::{LEVEL, MAX_ROW_BYTES};

use crate::caught::caught;
use crate::facts::AppFacts;

/// Bytes of JSON in one row group.
const GROUP_BYTES: usize = 32 << 20;
/// Rows in one row group.
const GROUP_ROWS: usize = 4096;
/// Inflated bytes of the facts of one row group that are read at most.
const MAX_GROUP_BYTES: i64 = 1 << 30;

/// Writes a corpus; one row group is held in memory.
pub(super) struct Writer<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<Column>,
    bytes: usize,
    rows: usize,
}

/// The values of one leaf in the current row group, with Dremel's levels.
struct Column {
    nullable: bool,
    listed: bool,
    values: Values,
    definition: Vec<i16>,
    repetition: Vec<i16>,
}

enum Values {
    Texts(Vec<ByteArray>),
    Ints(Vec<i32>),
    Longs(Vec<i64>),
    Flags(Vec<bool>),
}

impl<W: Write + Send> Writer<W> {
    pub fn new(out: W) -> io::Result<Self> {
        let schema = parse_message_type(&schema()).map_err(io::Error::other)?;
        let whole = ColumnPath::from(WHOLE);
        let level = ZstdLevel::try_new(LEVEL).map_err(io::Error::other)?;
        let properties = WriterProperties::builder()
            .set_created_by(concat!("tongbao ", env!("CARGO_PKG_VERSION")).into())
            .set_compression(Compression::ZSTD(level))
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_column_dictionary_enabled(whole.clone(), false)
            .set_column_statistics_enabled(whole, EnabledStatistics::None)
            .build();
        let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))
            .map_err(io::Error::other)?;
        Ok(Self {
            file,
            columns: columns(),
            bytes: 0,
            rows: 0,
        })
    }

    /// Adds a row: the facts, and the same as JSON.
    pub fn add(&mut self, facts: &AppFacts, json: &[u8]) -> io::Result<()> {
        let mut columns = self.columns.iter_mut();
        let mut next = || columns.next().ok_or_else(|| io::Error::other("columns"));
        for field in FIELDS {
            match field {
                Field::One(_, get) => next()?.push(get(facts), 0),
                Field::Many(_, members, get) => {
                    let rows = get(facts);
                    for index in 0..members.len() {
                        let column = next()?;
                        if rows.is_empty() {
                            column.push_empty();
                        }
                        for (number, row) in rows.iter().enumerate() {
                            let cell = row.get(index).cloned().unwrap_or(Cell::Null);
                            column.push(cell, i16::from(number > 0));
                        }
                    }
                }
            }
        }
        let whole = next()?;
        if let Values::Texts(texts) = &mut whole.values {
            texts.push(json.to_vec().into());
        }
        self.bytes += json.len();
        self.rows += 1;
        if self.bytes >= GROUP_BYTES || self.rows >= GROUP_ROWS {
            self.flush().map_err(io::Error::other)?;
        }
        Ok(())
    }

    /// Writes the last row group and the footer; gives back what was written to.
    pub fn finish(mut self) -> io::Result<W> {
        self.flush().map_err(io::Error::other)?;
        self.file.into_inner().map_err(io::Error::other)
    }

    fn flush(&mut self) -> Result<(), ParquetError> {
        if self.rows == 0 {
            return Ok(());
        }
        let filled = std::mem::replace(&mut self.columns, columns());
        let mut group = self.file.next_row_group()?;
        for column in &filled {
            let mut writer = group
                .next_column()?
                .ok_or_else(|| ParquetError::General("columns".into()))?;
            column.write(writer.untyped())?;
            writer.close()?;
        }
        group.close()?;
        (self.bytes, self.rows) = (0, 0);
        Ok(())
    }
}

fn columns() -> Vec<Column> {
    let mut columns = Vec::new();
    for field in FIELDS {
        match field {
            Field::One((_, kind, nullable), _) => {
                columns.push(Column::new(*kind, *nullable, false))
            }
            Field::Many(_, members, _) => columns.extend(
                members
                    .iter()
                    .map(|(_, kind, nullable)| Column::new(*kind, *nullable, true)),
            ),
        }
    }
    columns.push(Column::new(Type::Json, false, false));
    columns
}

impl Column {
    fn new(kind: Type, nullable: bool, listed: bool) -> Self {
        Self {
            nullable,
            listed,
            values: match kind {
                Type::Text | Type::Json => Values::Texts(Vec::new()),
                Type::Int => Values::Ints(Vec::new()),
                Type::Long => Values::Longs(Vec::new()),
                Type::Flag => Values::Flags(Vec::new()),
            },
            definition: Vec::new(),
            repetition: Vec::new(),
        }
    }

    /// A value, or a null of a column that may hold one.
    fn push(&mut self, cell: Cell, repetition: i16) {
        let nullable = self.nullable;
        let present = match (&mut self.values, cell) {
            (Values::Texts(texts), Cell::Text(text)) => {
                texts.push(text.into_bytes().into());
                true
            }
            (Values::Ints(ints), Cell::Number(number)) => {
                // Counts of hostile facts may be larger than the column.
                ints.push(i32::try_from(number).unwrap_or(i32::MAX));
                true
            }
            (Values::Longs(longs), Cell::Number(number)) => {
                longs.push(number);
                true
            }
            (Values::Flags(flags), Cell::Flag(flag)) => {
                flags.push(flag);
                true
            }
            (values, _) => {
                if !nullable {
                    values.push_default();
                }
                !nullable
            }
        };
        let element = i16::from(self.listed);
        let own = i16::from(self.nullable && present);
        self.definition.push(element + own);
        self.repetition.push(repetition);
    }

    /// A list without elements.
    fn push_empty(&mut self) {
        self.definition.push(0);
        self.repetition.push(0);
    }

    fn write(&self, writer: &mut ColumnWriter) -> Result<(), ParquetError> {
        let definition = (self.listed || self.nullable).then_some(self.definition.as_slice());
        let repetition = self.listed.then_some(self.repetition.as_slice());
        match (&self.values, writer) {
            (Values::Texts(values), ColumnWriter::ByteArrayColumnWriter(writer)) => {
                writer.write_batch(values, definition, repetition)
            }
            (Values::Ints(values), ColumnWriter::Int32ColumnWriter(writer)) => {
                writer.write_batch(values, definition, repetition)
            }
            (Values::Longs(values), ColumnWriter::Int64ColumnWriter(writer)) => {
                writer.write_batch(values, definition, repetition)
            }
            (Values::Flags(values), ColumnWriter::BoolColumnWriter(writer)) => {
                writer.write_batch(values, definition, repetition)
            }
            _ => Err(ParquetError::General("a column of another type".into())),
        }?;
        Ok(())
    }
}

impl Values {
    fn push_default(&mut self) {
        match self {
            Self::Texts(texts) => texts.push(ByteArray::from("")),
            Self::Ints(ints) => ints.push(0),
            Self::Longs(longs) => longs.push(0),
            Self::Flags(flags) => flags.push(false),
        }
    }
}

/// Reads the facts of a corpus row by row.
///
/// # Errors
/// The file is no Parquet, is damaged, or has no column of facts; or `take` fails.
pub(super) fn read(path: &Path, take: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    // The reader of the format may panic on a damaged file.
    caught(|| rows(path, take))
        .unwrap_or_else(|panic| Err(invalid(format!("damaged Parquet: {panic}"))))
}

/// A file whose end is an error. The format's reader skips what a damaged page header
/// says is there, element by element up to 2³², and takes no notice that the file has
/// ended.
struct Bounded(File);

/// Bytes from some place of it on.
struct Rest<R>(R);

impl<R: Read> Read for Rest<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 if !buffer.is_empty() => Err(io::ErrorKind::UnexpectedEof.into()),
            read => Ok(read),
        }
    }
}

impl Length for Bounded {
    fn len(&self) -> u64 {
        self.0.len()
    }
}

impl ChunkReader for Bounded {
    type T = Rest<<File as ChunkReader>::T>;

    fn get_read(&self, start: u64) -> Result<Self::T, ParquetError> {
        Ok(Rest(self.0.get_read(start)?))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        self.0.get_bytes(start, length)
    }
}

fn invalid(cause: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, cause)
}

fn damaged(error: ParquetError) -> io::Error {
    invalid(format!("damaged Parquet: {error}"))
}

fn rows(path: &Path, take: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let reader = SerializedFileReader::new(Bounded(File::open(path)?)).map_err(damaged)?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let column = (0..schema.num_columns())
        .find(|&index| schema.column(index).path().parts() == [WHOLE])
        .filter(|&index| schema.column(index).max_rep_level() == 0)
        .ok_or_else(|| invalid(format!("Parquet without tongbao's column `{WHOLE}`")))?;
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group).map_err(damaged)?;
        let size = group.metadata().column(column).uncompressed_size();
        if size > MAX_GROUP_BYTES {
            let cause = format!("a row group with {size} bytes of facts, more than 1 GiB");
            return Err(invalid(cause));
        }
        let values = group.get_column_reader(column).map_err(damaged)?;
        let ColumnReader::ByteArrayColumnReader(mut values) = values else {
            return Err(invalid(format!("the column `{WHOLE}` is no text")));
        };
        loop {
            let (mut definition, mut texts) = (Vec::new(), Vec::new());
            let (records, _, _) = values
                .read_records(16, Some(&mut definition), None, &mut texts)
                .map_err(damaged)?;
            if records == 0 {
                break;
            }
            if texts.len() != records {
                return Err(invalid(format!("a row without `{WHOLE}`")));
            }
            for text in texts {
                let text: ByteArray = text;
                if text.len() > MAX_ROW_BYTES {
                    return Err(invalid(format!("a row of more than {MAX_ROW_BYTES} bytes")));
                }
                take(text.data())?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(package: &str) -> AppFacts {
        let mut facts = AppFacts::default();
        facts.manifest.package = package.into();
        facts
    }

    fn written(rows: usize) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new()).unwrap();
        for number in 0..rows {
            let facts = facts(&format!("app.{number}"));
            let json = serde_json::to_vec(&facts).unwrap();
            writer.add(&facts, &json).unwrap();
        }
        writer.finish().unwrap()
    }

    fn read_back(bytes: &[u8]) -> Result<Vec<AppFacts>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.parquet");
        std::fs::write(&path, bytes).unwrap();
        let mut found = Vec::new();
        let mut take = |text: &[u8]| {
            found.push(serde_json::from_slice(text).map_err(io::Error::other)?);
            Ok(())
        };
        read(&path, &mut take).map_err(|error| error.to_string())?;
        Ok(found)
    }

    #[test]
    fn rows_come_back_over_several_groups() {
        let rows = GROUP_ROWS + 3;
        let back = read_back(&written(rows)).unwrap();
        assert_eq!(back.len(), rows);
        assert_eq!(back[rows - 1], facts(&format!("app.{}", rows - 1)));
        assert_eq!(read_back(&written(0)), Ok(vec![]));
    }

    /// Found by fuzzing: a page header with a list of 2³¹ numbers that nobody asked
    /// for, skipped one by one past the end of the file.
    #[test]
    fn a_page_header_that_promises_more_than_the_file_holds_ends() {
        let mut bytes = written(3);
        let file = Bytes::from(bytes.clone());
        let reader = SerializedFileReader::new(file).unwrap();
        let facts = reader.metadata().row_group(0).columns().last().unwrap();
        let at = usize::try_from(facts.byte_range().0).unwrap();
        // Thrift's compact protocol: field 15, a list, of doubles, 2³¹ - 1 of them.
        let header = [0xf9, 0xf7, 0xff, 0xff, 0xff, 0xff, 0x07];
        bytes[at..at + header.len()].copy_from_slice(&header);
        let error = read_back(&bytes).unwrap_err();
        assert!(error.contains("unexpected end of file"), "{error}");
    }

    #[test]
    fn damage_is_an_error_and_never_a_panic() {
        let whole = written(40);
        assert!(read_back(b"PAR1").is_err());
        for cut in (0..whole.len()).step_by(97) {
            assert!(read_back(&whole[..cut]).is_err(), "cut at {cut}");
        }
        for at in (4..whole.len()).step_by(131) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x5a;
            // Some bytes bear no weight; what matters is that it ends.
            let _ = read_back(&bytes);
        }
    }
}
