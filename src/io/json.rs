//! A district as one JSON document, and the tables in it.
//!
//! `{ "schools": [ {row}, ... ], "campuses": [ ... ], "teachers": [ ... ], "travel": [ ... ],
//! "policy": { ... } }`, each row with the keys of the CSV columns. A document becomes the same tables as CSV
//! files do, so that the same checks apply; numbers become their shortest text that
//! reads back as the same number. Rows are named by their list and number: `schools.3`.

use std::collections::HashMap;
use std::fmt;

use csv::StringRecord;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::district;
use super::table::{MOST_COLUMNS, Row, Table};
use super::text::clip;
use crate::district::District;
use crate::error::{Code, Place, Problems};

/// So many letters of what the parser says are shown.
const MOST_SAID: usize = 160;

/// A document: its tables and its policy, as they stand.
#[derive(Debug, Default)]
pub(super) struct Document {
    schools: Option<Rows>,
    campuses: Option<Rows>,
    teachers: Option<Rows>,
    travel: Option<Rows>,
    /// The policy, to be read by whoever knows policies.
    pub(super) policy: Option<serde_json::Value>,
    /// Keys that are none of these.
    unknown: Vec<String>,
    /// Keys that are there twice.
    twice: Vec<String>,
}

/// The tables of a district, as far as they can be made out.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) schools: Option<Table>,
    pub(super) campuses: Option<Table>,
    pub(super) teachers: Option<Table>,
    pub(super) travel: Option<Table>,
}

impl Tables {
    /// The district in the tables; none where there is a problem.
    pub(super) fn district(
        &self,
        problems: &mut Problems,
        warnings: &mut Problems,
    ) -> Option<District> {
        let campuses = self.campuses.as_ref();
        let Some(schools) = &self.schools else {
            if let Some(campuses) = campuses {
                district::check_campuses(campuses, problems, warnings);
            }
            return None;
        };
        let (teachers, travel) = (self.teachers.as_ref(), self.travel.as_ref());
        district::read(schools, campuses, teachers, travel, problems, warnings)
    }
}

impl Document {
    /// Reads JSON text; none where it is no such document.
    pub(super) fn read(file: &str, text: &str, problems: &mut Problems) -> Option<Self> {
        let read = serde_json::from_str(text);
        read.map_err(|e: serde_json::Error| {
            let code = match e.classify() {
                serde_json::error::Category::Data => Code::NotADistrict,
                _ => Code::NotJson,
            };
            let place = Place::file(file).at_row(e.line());
            let said: String = e.to_string().chars().take(MOST_SAID).collect();
            problems.add(code, place, [said]);
        })
        .ok()
    }

    /// The tables of the document, and what is wrong with their form.
    pub(super) fn tables(
        mut self,
        file: Option<&str>,
        problems: &mut Problems,
        warnings: &mut Problems,
    ) -> Tables {
        let place = file.map(Place::file).unwrap_or_default();
        for key in &self.twice {
            let key = clip(key);
            let place = place.clone().at_column(&key);
            problems.add(Code::DuplicateHeader, place, [&key, &key]);
        }
        for key in &self.unknown {
            let key = clip(key);
            warnings.add(Code::UnusedColumn, place.clone().at_column(&key), [&key]);
        }
        let mut table = |rows: Option<Rows>, list| {
            let table = table(rows?, file, list, problems);
            (!table.headers.is_empty()).then_some(table)
        };
        let tables = Tables {
            schools: table(self.schools.take(), "schools"),
            campuses: table(self.campuses.take(), "campuses"),
            teachers: table(self.teachers.take(), "teachers"),
            travel: table(self.travel.take(), "travel"),
        };
        if tables.schools.is_none() && problems.is_empty() {
            match other(&self.unknown) {
                Some(args) => problems.add(Code::WrongDocument, place, args),
                None => problems.add(Code::NoSections, place.of("schools"), [""; 0]),
            }
        }
        tables
    }
}

/// What a document with these keys is, and where it belongs.
fn other(keys: &[String]) -> Option<[&'static str; 2]> {
    const KINDS: [(&[&str], [&str; 2]); 5] = [
        (&["actions", "goals"], ["plan", "verify, compare"]),
        (&["vary"], ["sweep", "sweep"]),
        (&["indicator"], ["standard", "--standard"]),
        (&["before", "after"], ["plan", "verify, compare"]),
        (&["lever", "fund", "goals", "rule"], ["policy", "--policy"]),
    ];
    let has = |key: &&str| keys.iter().any(|k| k == key);
    let fits = |(marks, what): &(&[&str], [&str; 2])| {
        let found = marks.iter().filter(|key| has(key)).count();
        if what.contains(&"policy") {
            found > 0
        } else {
            found == marks.len()
        }
    };
    KINDS.iter().find(|kind| fits(kind)).map(|(_, what)| *what)
}

fn table(rows: Rows, file: Option<&str>, list: &'static str, problems: &mut Problems) -> Table {
    let mut table = Table {
        file: file.map(str::to_owned),
        list: Some(list),
        ..Table::default()
    };
    let mut columns: HashMap<String, usize> = HashMap::new();
    for (number, Entry(cells)) in (1..).zip(rows.0) {
        let place = table.place().of(format!("{list}.{number}"));
        let Some(cells) = cells else {
            problems.add(Code::NotARow, place, [""; 0]);
            table.incomplete = true;
            continue;
        };
        let mut row: Vec<Option<String>> = Vec::with_capacity(columns.len());
        for (key, cell) in cells {
            let at = *columns.entry(key).or_insert_with_key(|key| {
                table.headers.push(key.clone());
                table.headers.len() - 1
            });
            let header = || table.headers.get(at).map(|h| clip(h)).unwrap_or_default();
            if table.headers.len() > MOST_COLUMNS {
                problems.add(Code::TooManyColumns, place, [MOST_COLUMNS.to_string()]);
                return Table::default();
            }
            if row.len() <= at {
                row.resize(at + 1, None);
            }
            let text = match cell {
                Cell::Text(text) => text,
                Cell::Nested => {
                    let place = place.clone().at_column(header());
                    problems.add(Code::NotACell, place, [""; 0]);
                    // Something that every column but words reads, so as to be reported once.
                    "1".to_owned()
                }
            };
            match row.get_mut(at) {
                Some(Some(_)) => {
                    let place = place.clone().at_column(header());
                    problems.add(Code::DuplicateHeader, place, [header(), header()]);
                }
                Some(empty) => *empty = Some(text),
                None => {}
            }
        }
        let cells: StringRecord = row.into_iter().map(Option::unwrap_or_default).collect();
        table.rows.push(Row::new(number, cells));
    }
    table.drop_control(problems);
    table
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Document;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with a list \"schools\"")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
                let mut document = Document::default();
                while let Some(key) = map.next_key::<String>()? {
                    let twice = match key.as_str() {
                        "schools" => document.schools.replace(map.next_value()?).is_some(),
                        "campuses" => document.campuses.replace(map.next_value()?).is_some(),
                        "teachers" => document.teachers.replace(map.next_value()?).is_some(),
                        "travel" => document.travel.replace(map.next_value()?).is_some(),
                        "policy" => document.policy.replace(map.next_value()?).is_some(),
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                            document.unknown.push(key);
                            continue;
                        }
                    };
                    if twice {
                        document.twice.push(key);
                    }
                }
                Ok(document)
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

/// A list of rows; null is an empty one.
#[derive(Debug, Default)]
struct Rows(Vec<Entry>);

impl<'de> Deserialize<'de> for Rows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rows: Option<Vec<Entry>> = Deserialize::deserialize(deserializer)?;
        Ok(Self(rows.unwrap_or_default()))
    }
}

/// An item of a list of rows: its cells in their order, if it is a row.
#[derive(Debug)]
struct Entry(Option<Vec<(String, Cell)>>);

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Deserialize::deserialize(deserializer)? {
            Any::Row(cells) => Ok(Self(Some(cells))),
            Any::Cell(_) => Ok(Self(None)),
        }
    }
}

/// The text of a value, or that it is a list or an object.
#[derive(Debug)]
enum Cell {
    Text(String),
    Nested,
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Deserialize::deserialize(deserializer)? {
            Any::Cell(cell) => Ok(cell),
            Any::Row(_) => Ok(Self::Nested),
        }
    }
}

/// Any value.
enum Any {
    Cell(Cell),
    Row(Vec<(String, Cell)>),
}

impl Any {
    fn text(text: impl Into<String>) -> Self {
        Self::Cell(Cell::Text(text.into()))
    }
}

impl<'de> Deserialize<'de> for Any {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Values;
        impl<'de> Visitor<'de> for Values {
            type Value = Any;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a row or a cell")
            }
            fn visit_bool<E>(self, value: bool) -> Result<Any, E> {
                Ok(Any::text(value.to_string()))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Any, E> {
                Ok(Any::text(value.to_string()))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Any, E> {
                Ok(Any::text(value.to_string()))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Any, E> {
                Ok(Any::text(value.to_string()))
            }
            fn visit_str<E>(self, value: &str) -> Result<Any, E> {
                Ok(Any::text(value))
            }
            fn visit_string<E>(self, value: String) -> Result<Any, E> {
                Ok(Any::text(value))
            }
            fn visit_unit<E>(self) -> Result<Any, E> {
                Ok(Any::text(""))
            }
            fn visit_none<E>(self) -> Result<Any, E> {
                Ok(Any::text(""))
            }
            fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Any, D::Error> {
                Deserialize::deserialize(inner)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Any, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Any::Cell(Cell::Nested))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Any, A::Error> {
                let mut cells = Vec::new();
                while let Some(cell) = map.next_entry()? {
                    cells.push(cell);
                }
                Ok(Any::Row(cells))
            }
        }
        deserializer.deserialize_any(Values)
    }
}
