//! Rows kept for people: as many as a workbook or a page can show.
//!
//! Of more scenarios than that an even part is kept, so that memory stays bounded and a
//! grid is thinned alike everywhere. What an earlier run left on disk is read back.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde_json::{Map, Value};

use super::{Columns, Outcome, Row};
use crate::error::{Code, Error, Place, Problem};
use crate::text::Lang;

/// One row as a table has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Its number, counted from 1.
    pub scenario: usize,
    /// What was varied; as [`Columns::varied`].
    pub varied: Vec<Value>,
    /// `optimal`, `feasible`, `infeasible`, `stopped` or `error`.
    pub status: String,
    /// As [`Columns::figures`]; `pass` is 1 or 0. Empty where there is no plan.
    pub figures: Vec<Option<f64>>,
    /// Why there is no plan.
    pub error: Option<String>,
}

impl Record {
    /// The record of a row, its error in one language.
    #[must_use]
    pub fn of(row: &Row, lang: Lang) -> Self {
        Self {
            scenario: row.scenario,
            varied: row.varied.clone(),
            status: row.status().to_owned(),
            figures: row
                .outcome
                .as_ref()
                .map(Outcome::figures)
                .unwrap_or_default(),
            error: super::table::error(row, lang),
        }
    }

    /// The figure of a name of [`Columns::figures`].
    #[must_use]
    pub fn figure(&self, columns: &Columns, name: &str) -> Option<f64> {
        let at = columns.figures().iter().position(|n| n == name)?;
        *self.figures.get(at)?
    }

    /// Reads the rows of a table that [`Store`](super::Store) wrote, one by one; a last
    /// line that was cut off is left out. Nothing of a file that is neither `.csv` nor
    /// `.jsonl` nor, with its feature, `.parquet`.
    ///
    /// # Errors
    /// [`Error::Input`] where the file cannot be read.
    pub fn read(path: &Path, columns: &Columns, mut take: impl FnMut(Self)) -> Result<(), Error> {
        let unreadable = |reason: String| {
            let place = Place::file(path.display().to_string());
            Error::from(Problem::new(Code::FileUnreadable, place, [reason]))
        };
        let extension = path.extension().unwrap_or_default();
        let file = File::open(path).map_err(|e| unreadable(e.to_string()))?;
        if extension.eq_ignore_ascii_case("csv") {
            let mut lines = csv::Reader::from_reader(file);
            for line in lines.records() {
                let Ok(line) = line else { break };
                let cells: Vec<Value> = line.iter().map(cell).collect();
                Self::of_cells(cells, columns)
                    .into_iter()
                    .for_each(&mut take);
            }
        } else if extension.eq_ignore_ascii_case("jsonl") {
            for line in BufReader::new(file).lines() {
                let line = line.map_err(|e| unreadable(e.to_string()))?;
                let Ok(mut keys) = serde_json::from_str::<Map<String, Value>>(&line) else {
                    break;
                };
                let cells = columns.header();
                let cells = cells.iter().map(|name| keys.remove(name));
                let cells = cells.map(Option::unwrap_or_default).collect();
                Self::of_cells(cells, columns)
                    .into_iter()
                    .for_each(&mut take);
            }
        }
        #[cfg(feature = "parquet")]
        if extension.eq_ignore_ascii_case("parquet") {
            let rows = super::parquet::read(path, |cells| {
                Self::of_cells(cells, columns)
                    .into_iter()
                    .for_each(&mut take);
            });
            rows.map_err(|e| unreadable(e.to_string()))?;
        }
        Ok(())
    }

    /// From the cells of a line, in the order of [`Columns::header`].
    fn of_cells(cells: Vec<Value>, columns: &Columns) -> Option<Self> {
        let mut cells = cells.into_iter();
        let scenario = format!("{:.0}", number(&cells.next()?)?).parse().ok()?;
        let varied = cells.by_ref().take(columns.varied.len()).collect();
        let status = cells.next()?.as_str()?.to_owned();
        let count = columns.figures().len();
        let figures: Vec<Option<f64>> = cells.by_ref().take(count).map(|c| number(&c)).collect();
        let has_plan = matches!(status.as_str(), "optimal" | "feasible");
        let error = cells.next().and_then(|e| e.as_str().map(str::to_owned));
        Some(Self {
            scenario,
            varied,
            status,
            figures: if has_plan { figures } else { Vec::new() },
            error: error.filter(|e| !e.is_empty()),
        })
    }
}

/// A cell of CSV: a number where it is one.
fn cell(text: &str) -> Value {
    match text.parse::<f64>() {
        Ok(number) => Value::from(number),
        Err(_) => Value::from(text),
    }
}

fn number(cell: &Value) -> Option<f64> {
    match cell {
        Value::Number(number) => number.as_f64(),
        Value::Bool(flag) => Some(f64::from(u8::from(*flag))),
        Value::String(text) => match text.as_str() {
            "true" => Some(1.0),
            "false" => Some(0.0),
            _ => None,
        },
        _ => None,
    }
}

/// An even part of the rows of a sweep, at most so many.
#[derive(Debug, Clone, Default)]
pub struct Records {
    scenarios: usize,
    most: usize,
    kept: Vec<Record>,
}

impl Records {
    /// At most `most` rows of so many scenarios.
    #[must_use]
    pub fn new(scenarios: usize, most: usize) -> Self {
        Self {
            scenarios,
            most,
            kept: Vec::new(),
        }
    }

    /// Takes a row in, or leaves it out.
    pub fn add(&mut self, record: Record) {
        if is_kept(record.scenario.saturating_sub(1), self.scenarios, self.most) {
            self.kept.push(record);
        }
    }

    /// How many scenarios there are.
    #[must_use]
    pub fn scenarios(&self) -> usize {
        self.scenarios
    }

    /// The rows kept, in their order.
    #[must_use]
    pub fn rows(&self) -> &[Record] {
        &self.kept
    }

    /// At most so many of the rows kept.
    #[must_use]
    pub fn thinned(&self, most: usize) -> Vec<&Record> {
        let all = self.kept.len();
        let kept = (0..).zip(&self.kept);
        kept.filter(|(i, _)| is_kept(*i, all, most))
            .map(|(_, r)| r)
            .collect()
    }
}

/// Whether one of `all` is among the evenly spaced `most`.
fn is_kept(number: usize, all: usize, most: usize) -> bool {
    let place = |n: usize| (n as u128 * most as u128).div_ceil(all.max(1) as u128);
    all <= most || place(number) < place(number + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_part_is_kept() {
        for (all, most) in [(10, 3), (7, 7), (7, 9), (1000, 499), (5, 0)] {
            let kept: Vec<usize> = (0..all).filter(|n| is_kept(*n, all, most)).collect();
            assert_eq!(kept.len(), all.min(most), "{all} {most}");
            if most > 0 {
                assert_eq!(kept.first(), Some(&0));
            }
        }
    }
}
