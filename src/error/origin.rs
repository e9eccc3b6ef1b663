//! Where the keys of a file stand, so that a check long after reading can name the line.

use std::collections::BTreeMap;

use super::Place;

/// The file a policy or standard came from, and the line of each of its keys.
///
/// `io::read_policy` fills it; for a policy built in memory the default says nothing,
/// and problems then name the lever, fund or rule alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    file: Option<String>,
    lines: BTreeMap<String, usize>,
    /// The cells of a workbook that keys come from.
    cells: BTreeMap<String, Cell>,
}

/// A cell of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cell {
    /// The file with the sheet, as `county.xlsx#资金`.
    sheet: String,
    row: usize,
    /// What stands above it; empty for a row as a whole.
    header: String,
}

impl Origin {
    /// A file with no known lines.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: Some(file.into()),
            lines: BTreeMap::new(),
            cells: BTreeMap::new(),
        }
    }

    /// Notes the line of a key: `goals`, `fund.1.amount`, `rule.2.share.at_least`
    /// (what a file lists is counted from 1).
    pub fn note(&mut self, path: impl Into<String>, line: usize) {
        self.lines.insert(path.into(), line);
    }

    /// The line of a key or, where it is not there, of what it would belong to.
    #[must_use]
    pub fn line(&self, path: &str) -> Option<usize> {
        let mut path = path;
        loop {
            if let Some(line) = self.lines.get(path) {
                return Some(*line);
            }
            path = path.rsplit_once('.')?.0;
        }
    }

    /// Notes the cell of a workbook that a key comes from, or, with an empty header, the row.
    #[cfg(feature = "xlsx")]
    pub(crate) fn note_cell(&mut self, path: String, sheet: &str, row: usize, header: &str) {
        let cell = Cell {
            sheet: sheet.to_owned(),
            row,
            header: header.to_owned(),
        };
        self.cells.insert(path, cell);
    }

    /// The cell of a key or, where it has none, of what it would belong to.
    fn cell(&self, path: &str) -> Option<&Cell> {
        let mut path = path;
        loop {
            if let Some(cell) = self.cells.get(path) {
                return Some(cell);
            }
            path = path.rsplit_once('.')?.0;
        }
    }

    /// The top of the file, from which [`At`] goes down.
    pub(crate) fn top(&self) -> At<'_> {
        At {
            origin: self,
            path: String::new(),
            item: None,
            key: String::new(),
        }
    }
}

/// One spot of a file on the way down: the item (a lever, a rule) and the key within it.
#[derive(Debug, Clone)]
pub(crate) struct At<'o> {
    origin: &'o Origin,
    path: String,
    item: Option<String>,
    key: String,
}

impl At<'_> {
    /// A key below.
    #[must_use]
    pub(crate) fn key(&self, key: &str) -> Self {
        Self {
            path: join(&self.path, key),
            key: join(&self.key, key),
            ..self.clone()
        }
    }

    /// The `number`-th of a list of named things, counted from 1: `fund.capital`; where
    /// it has no name, `fund.2`.
    #[must_use]
    pub(crate) fn item(&self, kind: &str, number: usize, name: &str) -> Self {
        let path = join(&join(&self.path, kind), &number.to_string());
        let item = match name.trim() {
            "" => format!("{kind}.{number}"),
            plain
                if plain
                    .chars()
                    .all(|c| c.is_alphanumeric() || "_-".contains(c)) =>
            {
                format!("{kind}.{plain}")
            }
            _ => format!("{kind}.'{name}'"),
        };
        Self {
            origin: self.origin,
            path,
            item: Some(item),
            key: String::new(),
        }
    }

    /// The spot as problems give it.
    #[must_use]
    pub(crate) fn place(&self) -> Place {
        if let Some(cell) = self.origin.cell(&self.path) {
            let header = Some(&cell.header).filter(|h| !h.is_empty());
            return Place {
                file: Some(cell.sheet.clone()),
                row: Some(cell.row),
                column: header
                    .or(Some(&self.key).filter(|k| !k.is_empty()))
                    .cloned(),
                item: self.item.clone(),
            };
        }
        Place {
            file: self.origin.file.clone(),
            row: self.origin.line(&self.path),
            column: Some(self.key.clone()).filter(|k| !k.is_empty()),
            item: self.item.clone(),
        }
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}
