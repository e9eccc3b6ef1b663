//! Rows as tables: CSV with the header of [`Columns::header`], or JSON lines.
//!
//! A row is one line whatever its error says, so that a file that was cut off ends in
//! at most one broken line. Numbers are written so that they read back the same.

use serde_json::{Map, Value};

use super::{Columns, Row};
use crate::text::Lang;

/// Rows as lines of CSV.
///
/// ```
/// use junheng::sweep::Csv;
/// assert_eq!(Csv::line(["a", "b, c"]), "a,\"b, c\"\n");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Csv<'c> {
    /// The columns.
    columns: &'c Columns,
    /// The language of errors.
    lang: Lang,
}

impl<'c> Csv<'c> {
    /// Lines of these columns, with errors in one language.
    #[must_use]
    pub const fn of(columns: &'c Columns, lang: Lang) -> Self {
        Self { columns, lang }
    }

    /// The first line.
    #[must_use]
    pub fn header(&self) -> String {
        Self::line(self.columns.header())
    }

    /// The line of a row.
    #[must_use]
    pub fn row(&self, row: &Row) -> String {
        let mut cells = vec![row.scenario.to_string()];
        let varied = row
            .varied
            .iter()
            .map(cell)
            .chain(std::iter::repeat(String::new()));
        cells.extend(varied.take(self.columns.varied.len()));
        cells.push(row.status().to_owned());
        let names = self.columns.figures();
        match &row.outcome {
            Ok(outcome) => {
                let figures = names.iter().zip(outcome.figures());
                cells.extend(figures.map(|(name, figure)| match figure {
                    Some(figure) if name == "pass" => (figure > 0.0).to_string(),
                    Some(figure) => figure.to_string(),
                    None => String::new(),
                }));
            }
            Err(_) => cells.extend(names.iter().map(|_| String::new())),
        }
        cells.push(error(row, self.lang).unwrap_or_default());
        Self::line(cells)
    }

    /// Cells as one line.
    pub fn line<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> String {
        let mut line = String::new();
        for (i, cell) in cells.into_iter().enumerate() {
            let cell = cell.as_ref();
            if i > 0 {
                line.push(',');
            }
            if cell.contains([',', '"', '\n', '\r']) {
                line.push('"');
                line.push_str(&cell.replace('"', "\"\""));
                line.push('"');
            } else {
                line.push_str(cell);
            }
        }
        line.push('\n');
        line
    }
}

/// Rows as JSON, one object a line, with the keys of [`Columns::header`].
#[derive(Debug, Clone, Copy)]
pub struct JsonLines<'c> {
    /// The columns.
    columns: &'c Columns,
    /// The language of errors.
    lang: Lang,
}

impl<'c> JsonLines<'c> {
    /// Lines of these columns, with errors in one language.
    #[must_use]
    pub const fn of(columns: &'c Columns, lang: Lang) -> Self {
        Self { columns, lang }
    }

    /// The line of a row.
    #[must_use]
    pub fn row(&self, row: &Row) -> String {
        let mut keys = Map::new();
        keys.insert("scenario".to_owned(), row.scenario.into());
        let varied = row
            .varied
            .iter()
            .cloned()
            .chain(std::iter::repeat(Value::Null));
        keys.extend(self.columns.varied.iter().cloned().zip(varied));
        keys.insert("status".to_owned(), row.status().into());
        let figures = row.outcome.as_ref().map(super::Outcome::figures);
        let figures = figures.unwrap_or_default().into_iter();
        let figures = figures
            .map(Value::from)
            .chain(std::iter::repeat(Value::Null));
        for (name, figure) in self.columns.figures().into_iter().zip(figures) {
            let figure = match figure.as_f64() {
                Some(pass) if name == "pass" => Value::Bool(pass > 0.0),
                _ => figure,
            };
            keys.insert(name, figure);
        }
        keys.insert("error".to_owned(), error(row, self.lang).into());
        format!("{}\n", Value::Object(keys))
    }
}

/// What was varied, as one cell: lists as `shortfall > disparity.std > cost`.
pub(crate) fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(cell).collect();
            items.join(" > ")
        }
        Value::Object(keys) => {
            let keys = keys.iter().map(|(key, v)| format!("{key}.{}", cell(v)));
            keys.collect::<Vec<_>>().join(" ")
        }
        Value::Number(number) => number.as_f64().unwrap_or(f64::NAN).to_string(),
        Value::Bool(flag) => flag.to_string(),
    }
}

/// An error on one line.
pub(super) fn error(row: &Row, lang: Lang) -> Option<String> {
    let said = row.outcome.as_ref().err()?.say(lang);
    let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    Some(lines.collect::<Vec<_>>().join("; "))
}
