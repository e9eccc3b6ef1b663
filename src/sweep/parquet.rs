//! Parquet: the table of a finished sweep in columns, from its rows as JSON lines.
//!
//! A Parquet file has its index at its end, so one that is still being written is of no use
//! to anybody. Rows are therefore kept as JSON lines until the last one is there, and then
//! written in groups of [`GROUP`]. Numbers are DOUBLE, `pass` BOOLEAN, `scenario` INT64,
//! texts UTF-8; what was varied is a number where every value of it is one.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::record::Field;
use parquet::schema::types::Type;
use serde_json::{Map, Value};

use super::Columns;
use super::table::cell;

/// Rows written together.
const GROUP: usize = 10_000;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Count,
    Number,
    Flag,
    Text,
}

impl Kind {
    fn physical(self) -> Physical {
        match self {
            Self::Count => Physical::INT64,
            Self::Number => Physical::DOUBLE,
            Self::Flag => Physical::BOOLEAN,
            Self::Text => Physical::BYTE_ARRAY,
        }
    }
}

/// Writes the rows of a file of JSON lines.
pub(super) fn write(rows: &Path, file: &Path, columns: &Columns) -> Result<(), ParquetError> {
    let columns = kinds(rows, columns)?;
    let field = |(name, kind): &(String, Kind)| {
        let text = (*kind == Kind::Text).then_some(LogicalType::String);
        let field = Type::primitive_type_builder(name, kind.physical());
        let field = field
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(text);
        field.build().map(Arc::new)
    };
    let fields: Result<Vec<_>, _> = columns.iter().map(field).collect();
    let schema = Type::group_type_builder("sweep").with_fields(fields?);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
    let (schema, properties) = (Arc::new(schema.build()?), Arc::new(properties.build()));
    let mut writer = SerializedFileWriter::new(File::create(file)?, schema, properties)?;
    let mut group: Vec<Map<String, Value>> = Vec::new();
    let mut lines = lines(rows)?;
    loop {
        let row = lines.next().transpose()?;
        let is_end = row.is_none();
        group.extend(row);
        if group.len() == GROUP || (is_end && !group.is_empty()) {
            let mut place = writer.next_row_group()?;
            for (name, kind) in &columns {
                let Some(column) = place.next_column()? else {
                    break;
                };
                let cells: Vec<Option<&Value>> = group.iter().map(|row| row.get(name)).collect();
                write_column(column, *kind, &cells)?;
            }
            place.close()?;
            group.clear();
        }
        if is_end {
            return writer.close().map(|_| ());
        }
    }
}

/// Reads the cells of each row of a file, in the order of its columns.
pub(super) fn read(file: &Path, mut take: impl FnMut(Vec<Value>)) -> Result<(), ParquetError> {
    let reader = SerializedFileReader::new(File::open(file)?)?;
    for row in reader.get_row_iter(None)? {
        let row = row?;
        let cells = row.get_column_iter().map(|(_, field)| match field {
            Field::Bool(flag) => Value::from(*flag),
            Field::Long(count) => Value::from(*count),
            Field::Double(number) => Value::from(*number),
            Field::Str(text) => Value::from(text.as_str()),
            _ => Value::Null,
        });
        take(cells.collect());
    }
    Ok(())
}

/// The rows, one by one.
fn lines(
    rows: &Path,
) -> Result<impl Iterator<Item = Result<Map<String, Value>, ParquetError>>, ParquetError> {
    let lines = BufReader::new(File::open(rows)?).lines();
    Ok(lines
        .map(|line| serde_json::from_str(&line?).map_err(|e| ParquetError::External(Box::new(e)))))
}

/// The columns with what their cells are; of what was varied, the rows tell.
fn kinds(rows: &Path, columns: &Columns) -> Result<Vec<(String, Kind)>, ParquetError> {
    let mut varied: Vec<Option<Kind>> = vec![None; columns.varied.len()];
    for row in lines(rows)? {
        let row = row?;
        for (kind, name) in varied.iter_mut().zip(&columns.varied) {
            let found = match row.get(name) {
                None | Some(Value::Null) => continue,
                Some(Value::Number(_)) => Kind::Number,
                Some(Value::Bool(_)) => Kind::Flag,
                Some(_) => Kind::Text,
            };
            *kind = Some(match kind {
                Some(kind) if *kind != found => Kind::Text,
                _ => found,
            });
        }
    }
    let kind = |name: &String| match name.as_str() {
        "scenario" => Kind::Count,
        "pass" => Kind::Flag,
        "status" | "error" => Kind::Text,
        _ => Kind::Number,
    };
    let mut varied = columns.varied.iter().zip(varied);
    let header = columns.header().into_iter().enumerate();
    Ok(header
        .map(|(i, name)| {
            let own = (1..=columns.varied.len()).contains(&i);
            let kind = match own.then(|| varied.next()).flatten() {
                Some((_, kind)) => kind.unwrap_or(Kind::Number),
                None => kind(&name),
            };
            (name, kind)
        })
        .collect())
}

fn write_column(
    mut column: SerializedColumnWriter,
    kind: Kind,
    cells: &[Option<&Value>],
) -> Result<(), ParquetError> {
    match kind {
        Kind::Count => put::<Int64Type>(&mut column, cells, Value::as_i64),
        Kind::Number => put::<DoubleType>(&mut column, cells, Value::as_f64),
        Kind::Flag => put::<BoolType>(&mut column, cells, Value::as_bool),
        Kind::Text => put::<ByteArrayType>(&mut column, cells, |value| {
            (!value.is_null()).then(|| ByteArray::from(cell(value).into_bytes()))
        }),
    }?;
    column.close()
}

/// Writes the cells that are there, and which are.
fn put<T: DataType>(
    column: &mut SerializedColumnWriter,
    cells: &[Option<&Value>],
    read: impl Fn(&Value) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let read: Vec<Option<T::T>> = cells.iter().map(|value| value.and_then(&read)).collect();
    let there: Vec<i16> = read.iter().map(|v| i16::from(v.is_some())).collect();
    let values: Vec<T::T> = read.into_iter().flatten().collect();
    let written = column.typed::<T>().write_batch(&values, Some(&there), None);
    written.map(|_| ())
}
