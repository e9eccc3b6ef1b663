//! Serde for [`District`], by way of the JSON document `{ "schools": [...], ... }`.
//!
//! Reading goes through the same tables and checks as files do, so that no way leads
//! to a district that is not valid; what is written reads back as the same district.

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::json::Document;
use super::records::{Cell, campus_row, check, section_row};
use super::staff::{teacher_rows, travel_rows};
use crate::district::District;
use crate::error::Problems;

/// ```
/// use junheng::District;
/// let text = r#"{ "schools": [
///     { "school_id": "2101", "stage": "primary", "pupils": 45, "books": 279 }
/// ] }"#;
/// let district: District = serde_json::from_str(text)?;
/// assert_eq!(district.stock(0, 0), 279.0);
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<'de> Deserialize<'de> for District {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let document = Document::deserialize(deserializer)?;
        let (mut problems, mut warnings) = (Problems::new(), Problems::new());
        let tables = document.tables(None, &mut problems, &mut warnings);
        let district = tables.district(&mut problems, &mut warnings);
        match district {
            Some(district) if problems.is_empty() => Ok(district),
            _ => Err(D::Error::custom(problems)),
        }
    }
}

impl Serialize for District {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let problems = check(self);
        if !problems.is_empty() {
            return Err(S::Error::custom(problems));
        }
        let mut document = serializer.serialize_map(None)?;
        document.serialize_entry("schools", &Sections(self))?;
        if !self.campuses().is_empty() {
            document.serialize_entry("campuses", &Campuses(self))?;
        }
        if self.staff().is_some() {
            document.serialize_entry("teachers", &Rows(|| teacher_rows(self)))?;
        }
        if self.travel().is_some() {
            document.serialize_entry("travel", &Rows(|| travel_rows(self)))?;
        }
        document.end()
    }
}

/// All rows of sections.
struct Sections<'d>(&'d District);

impl Serialize for Sections<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sections = self.0.sections().len();
        let mut list = serializer.serialize_seq(Some(sections))?;
        for section in 0..sections {
            list.serialize_element(&Row(|| section_row(self.0, section)))?;
        }
        list.end()
    }
}

/// All rows of campuses.
struct Campuses<'d>(&'d District);

impl Serialize for Campuses<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let campuses = self.0.campuses();
        let mut list = serializer.serialize_seq(Some(campuses.len()))?;
        for campus in campuses {
            list.serialize_element(&Row(|| campus_row(self.0, campus)))?;
        }
        list.end()
    }
}

/// All rows of another table.
struct Rows<F>(F);

impl<'d, F, I> Serialize for Rows<F>
where
    F: Fn() -> I,
    I: Iterator<Item = Vec<(&'static str, Cell<'d>)>>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for row in self.0() {
            list.serialize_element(&Row(|| row.iter().copied()))?;
        }
        list.end()
    }
}

/// One row.
struct Row<F>(F);

impl<'d, F: Fn() -> I, I: Iterator<Item = (&'d str, Cell<'d>)>> Serialize for Row<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_map(None)?;
        for (key, cell) in self.0() {
            match cell {
                Cell::Text(text) => row.serialize_entry(key, text)?,
                Cell::Number(number) => row.serialize_entry(key, &number)?,
                Cell::Flag(flag) => row.serialize_entry(key, &flag)?,
            }
        }
        row.end()
    }
}
