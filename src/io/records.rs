//! A district as rows of named cells: what CSV files and JSON documents write down.
//!
//! Facts that are not known are left out, numbers are written so that they read back
//! bit for bit, and what could not be read back is a problem before it is written.

use super::columns::{is_row_number, recognise};
use super::text::{clip, name_control};
use crate::district::{Campus, District, Position, Section};
use crate::error::{Code, Place, Problems};

/// The facts of a section in the order of the columns.
pub(super) const FACTS: [&str; 13] = [
    "school_id",
    "name",
    "stage",
    "locale",
    "group",
    "teaching_point",
    "pupils",
    "classes",
    "largest_class",
    "lat",
    "lon",
    "x_km",
    "y_km",
];

/// One cell.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell<'d> {
    Text(&'d str),
    Number(f64),
    Flag(bool),
}

impl Cell<'_> {
    /// The cell in a CSV file.
    pub(super) fn text(self) -> String {
        match self {
            Self::Text(text) => text.to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

/// What is known of a section, in the order of [`FACTS`].
pub(super) fn facts(section: &Section) -> impl Iterator<Item = (&'static str, Cell<'_>)> {
    let number = |n: Option<f64>| n.map(Cell::Number);
    let (lat, lon, x_km, y_km) = match section.position {
        Some(Position::Degrees { lat, lon }) => (Some(lat), Some(lon), None, None),
        Some(Position::Km { x_km, y_km }) => (None, None, Some(x_km), Some(y_km)),
        None => (None, None, None, None),
    };
    let cells = [
        Some(Cell::Text(&section.school_id)),
        Some(section.name.as_str())
            .filter(|n| !n.is_empty())
            .map(Cell::Text),
        Some(Cell::Text(section.stage.id())),
        section.locale.map(|l| Cell::Text(l.id())),
        section.group.as_deref().map(Cell::Text),
        section.teaching_point.then_some(Cell::Flag(true)),
        number(Some(section.pupils)),
        number(section.classes),
        number(section.largest_class),
        number(lat),
        number(lon),
        number(x_km),
        number(y_km),
    ];
    FACTS
        .into_iter()
        .zip(cells)
        .filter_map(|(id, cell)| Some((id, cell?)))
}

/// A section's row: its facts, then what it holds by itself of each resource.
pub(super) fn section_row(
    district: &District,
    section: usize,
) -> impl Iterator<Item = (&str, Cell<'_>)> {
    let facts = district.sections().get(section).into_iter().flat_map(facts);
    let facts = facts.map(|(id, cell)| -> (&str, Cell<'_>) { (id, cell) });
    let names = district.resources().iter().map(String::as_str);
    let stocks = district.own_of(section).iter().map(|n| Cell::Number(*n));
    facts.chain(names.zip(stocks))
}

/// A campus' row, its resources in the order of the district's.
pub(super) fn campus_row<'d>(
    district: &'d District,
    campus: &'d Campus,
) -> impl Iterator<Item = (&'d str, Cell<'d>)> {
    let facts = [
        ("school_id", Cell::Text(&campus.school_id)),
        ("senior_pupils", Cell::Number(campus.senior_pupils)),
    ];
    let stocks = district.resources().iter().filter_map(|id| {
        let stock = campus.stocks.get(id)?;
        Some((id.as_str(), Cell::Number(*stock)))
    });
    facts.into_iter().chain(stocks)
}

/// What could not be read back: control characters, and resources whose names mean
/// another column.
pub(super) fn check(district: &District) -> Problems {
    let mut problems = Problems::new();
    for section in district.sections() {
        let texts = [
            ("school_id", section.school_id.as_str()),
            ("name", &section.name),
            ("group", section.group.as_deref().unwrap_or_default()),
        ];
        for (column, text) in texts {
            if let Some(name) = name_control(text) {
                let place = Place::item(clip(&section.school_id)).at_column(column);
                problems.add(Code::UnwritableText, place, [name]);
            }
        }
    }
    for kind in district
        .staff()
        .into_iter()
        .flat_map(crate::district::Staff::kinds)
    {
        if let Some(name) = name_control(&kind.subject) {
            let place = Place::item(clip(&kind.subject)).at_column("subject");
            problems.add(Code::UnwritableText, place, [name]);
        }
    }
    for resource in district.resources() {
        let place = Place::item(clip(resource));
        if let Some(name) = name_control(resource) {
            problems.add(Code::UnwritableText, place.clone(), [name]);
        }
        let read = recognise(resource);
        let is_fact = read.kind == super::columns::Kind::Fact;
        if read.id != *resource || is_fact || is_row_number(resource) {
            problems.add(Code::UnwritableResource, place, [clip(resource), read.id]);
        }
    }
    problems
}
