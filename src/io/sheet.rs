//! A table whose headers have been understood.
//!
//! In: a [`Table`]. Out: its columns by id, with what is wrong with the headers
//! (missing, twice, without name, a unit that does not fit) and warnings of columns
//! that are ignored (empty, of no use in this file, unknown and not of numbers).

use super::cells;
use super::columns::{Kind, Meaning, Unit, chinese, is_row_number, near, recognise};
use super::table::{Row, Table};
use super::text::clip;
use crate::error::{Code, Place, Problems};

/// A column in use.
#[derive(Debug)]
pub(super) struct Column {
    at: usize,
    /// The header as the file has it.
    header: String,
    meaning: Meaning,
}

impl Column {
    /// Whether a row has nothing in it.
    pub(super) fn is_blank(&self, row: &Row) -> bool {
        row.cell(self.at).is_empty()
    }
}

/// A table and what its columns mean.
#[derive(Debug)]
pub(super) struct Sheet<'t> {
    pub(super) table: &'t Table,
    columns: Vec<Column>,
    /// Whether a required column is missing.
    pub(super) lacks: bool,
}

impl<'t> Sheet<'t> {
    /// Understands the headers of a table. `facts` are the columns about the section or
    /// school that belong in it, the first `required` of them required.
    pub(super) fn new(
        table: &'t Table,
        facts: &[&str],
        required: usize,
        problems: &mut Problems,
        warnings: &mut Problems,
    ) -> Self {
        let required = facts.get(..required).unwrap_or_default();
        let mut sheet = Self {
            table,
            columns: Vec::new(),
            lacks: false,
        };
        for (at, header) in table.headers.iter().enumerate() {
            let meaning = recognise(header);
            let header = clip(header);
            let place = table.place_of_headers().at_column(&header);
            let empty = table.rows.iter().all(|row| row.cell(at).is_empty());
            if header.is_empty() {
                if !empty {
                    let number = (at + 1).to_string();
                    problems.add(Code::UnnamedColumn, table.place_of_headers(), [number]);
                }
                continue;
            }
            if let Some(first) = sheet.column(&meaning.id) {
                let args = [&header, &first.header];
                problems.add(Code::DuplicateHeader, place, args);
                continue;
            }
            if is_row_number(&header) {
                warnings.add(Code::UnusedColumn, place, [&header]);
                continue;
            }
            if let Some(unit) = &meaning.wrong_unit {
                let args = [unit.as_str(), &meaning.id];
                problems.add(Code::WrongUnit, place.clone(), args);
            }
            let id = meaning.id.as_str();
            if meaning.kind == Kind::Fact && !facts.contains(&id) {
                warnings.add(Code::UnusedColumn, place, [&header]);
            } else if empty && !required.contains(&id) && !table.rows.is_empty() {
                warnings.add(Code::EmptyColumn, place, [&header]);
            } else {
                sheet.columns.push(Column {
                    at,
                    header,
                    meaning,
                });
            }
        }
        let unknown = sheet.unknown();
        for id in required {
            if sheet.column(id).is_none() {
                let place = table.place_of_headers().at_column(*id);
                problems.add(Code::MissingColumn, place, [id, chinese(id), &unknown]);
                sheet.lacks = true;
            }
        }
        sheet
    }

    /// The headers nobody knows, of which one may be meant for a missing column.
    fn unknown(&self) -> String {
        const MOST: usize = 5;
        let columns = self.columns.iter();
        let unknown = columns.filter(|c| c.meaning.kind == Kind::Unknown);
        let mut headers: Vec<&str> = unknown.map(|c| c.header.as_str()).collect();
        if headers.is_empty() {
            headers.push("-");
        } else if headers.len() > MOST {
            headers.truncate(MOST);
            headers.push("…");
        }
        headers.join(", ")
    }

    /// Keeps unknown columns only where every cell is a number, or empty and `excused`.
    pub(super) fn keep_numbers(
        &mut self,
        excused: impl Fn(&Self, &Row, &str) -> bool,
        warnings: &mut Problems,
    ) {
        let mut dropped = Vec::new();
        for (i, column) in self.columns.iter().enumerate() {
            let Meaning { id, kind, unit, .. } = &column.meaning;
            let is_text = |row: &&Row| {
                let cell = row.cell(column.at);
                cells::number(cell, *unit).is_err() && !(cell.is_empty() && excused(self, row, id))
            };
            if *kind != Kind::Unknown {
                continue;
            }
            if let Some(row) = self.table.rows.iter().find(is_text) {
                let place = self.table.place_of(row).at_column(&column.header);
                let args = [column.header.clone(), clip(row.cell(column.at))];
                warnings.add(Code::IgnoredColumn, place, args);
                dropped.push(i);
                continue;
            }
            let mut near = near(id).into_iter();
            if let Some((id, zh)) = near.find(|(id, _)| self.column(id).is_none()) {
                let place = self.table.place_of_headers().at_column(&column.header);
                warnings.add(Code::NearColumn, place, [&column.header, id, zh]);
            }
        }
        let mut number = 0..;
        self.columns
            .retain(|_| !number.next().is_some_and(|i| dropped.contains(&i)));
    }

    /// The columns of resources, known or not.
    pub(super) fn resources(&self) -> impl Iterator<Item = (&str, &Column)> {
        let columns = self.columns.iter();
        columns
            .filter(|c| c.meaning.kind != Kind::Fact)
            .map(|c| (c.meaning.id.as_str(), c))
    }

    /// The column of an id.
    pub(super) fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.meaning.id == id)
    }

    /// Where a cell is; its column goes by the header that the file has.
    pub(super) fn place(&self, row: &Row, id: &str) -> Place {
        self.table.place_of(row).at_column(self.header(id))
    }

    /// The header that the file has for a column, or else its id.
    pub(super) fn header<'s>(&'s self, id: &'s str) -> &'s str {
        self.column(id).map_or(id, |c| c.header.as_str())
    }

    /// The text of a cell, if it has any.
    pub(super) fn text<'r>(&self, row: &'r Row, id: &str) -> Option<&'r str> {
        let cell = row.cell(self.column(id)?.at);
        (!cell.is_empty()).then_some(cell)
    }

    /// What a cell says, if anything; what cannot be understood is a problem.
    pub(super) fn read<T>(
        &self,
        row: &Row,
        column: &Column,
        understand: impl Fn(&str, Unit) -> Result<T, Code>,
        problems: &mut Problems,
    ) -> Option<T> {
        let cell = row.cell(column.at);
        if cell.is_empty() {
            return None;
        }
        understand(cell, column.meaning.unit)
            .map_err(|code| {
                let place = self.table.place_of(row).at_column(&column.header);
                problems.add(code, place, [clip(cell)]);
            })
            .ok()
    }

    /// Whether a cell has nothing in it, or the table no such column.
    pub(super) fn is_blank(&self, row: &Row, id: &str) -> bool {
        self.column(id).is_none_or(|c| c.is_blank(row))
    }
}
