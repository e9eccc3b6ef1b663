//! From tables to a [`District`].
//!
//! In: the tables of sections and of campuses. Out: the district, or every problem of
//! all cells of both, those that only the district as a whole can show included. A cell
//! without a stock is a problem (empty is not zero), unless the school's campus gives
//! that resource. After a problem the reader goes on with a stand-in for the cell.

use std::collections::{HashMap, HashSet};

use super::cells;
use super::sheet::{Column, Sheet};
use super::table::{Row, Table};
use crate::district::{Campus, District, Position, Section, Stage};
use crate::error::{Code, Error, Place, Problem, Problems};

/// The facts of a section; the first three are required.
const SECTION: [&str; 13] = [
    "school_id",
    "stage",
    "pupils",
    "name",
    "locale",
    "group",
    "teaching_point",
    "classes",
    "largest_class",
    "lat",
    "lon",
    "x_km",
    "y_km",
];

/// The facts of a campus; the first is required.
const CAMPUS: [&str; 2] = ["school_id", "senior_pupils"];

/// The resources that campuses give, by school.
type Given<'t> = HashMap<&'t str, HashSet<&'t str>>;

/// Reads the district; none where there is a problem.
pub(super) fn read(
    schools: &Table,
    campuses: Option<&Table>,
    problems: &mut Problems,
    warnings: &mut Problems,
) -> Option<District> {
    let mut found = Problems::new();
    let mut schools = Sheet::new(schools, &SECTION, 3, &mut found, warnings);
    let campuses = campuses.map(|table| {
        let mut sheet = Sheet::new(table, &CAMPUS, 1, &mut found, warnings);
        sheet.keep_numbers(|_, _, _| true, warnings);
        sheet
    });
    let given = campuses.as_ref().map(given).unwrap_or_default();
    let gives = |sheet: &Sheet<'_>, row: &Row, id: &str| {
        let school = sheet.column("school_id").map(|c| row.cell(c.at()));
        school.is_some_and(|school| given.get(school).is_some_and(|of| of.contains(id)))
    };
    schools.keep_numbers(gives, warnings);

    let mut resources: Vec<(&str, Option<&Column>)> =
        schools.resources().map(|(id, c)| (id, Some(c))).collect();
    for (id, _) in campuses.iter().flat_map(Sheet::resources) {
        if schools.column(id).is_none() {
            resources.push((id, None));
        }
    }
    let mut builder = District::builder(resources.iter().map(|(id, _)| *id));
    let mut unsure = HashSet::new();
    let mut two_positions = None;
    for row in &schools.table.rows {
        let before = found.len();
        let section = section(&schools, row, &mut two_positions, &mut found);
        if section.stage.is_none() || section.inner.school_id.is_empty() {
            unsure.insert(row.number);
        }
        let mut stocks = Vec::with_capacity(resources.len());
        for (id, column) in &resources {
            let stock = column.and_then(|c| schools.read(row, c, cells::number, &mut found));
            if stock.is_none() && schools.is_blank(row, id) && !gives(&schools, row, id) {
                found.add(Code::EmptyStock, schools.place(row, id), [*id]);
            }
            stocks.push(stock.unwrap_or(0.0));
        }
        let _ = before;
        builder = builder.section_from(schools.table.place_of(row), section.inner, stocks);
    }
    if let Some(row) = two_positions {
        let place = schools.place(row, "x_km");
        warnings.add(Code::TwoPositions, place, [""; 0]);
    }
    for sheet in campuses.iter().filter(|sheet| !sheet.lacks) {
        for row in &sheet.table.rows {
            let campus = campus(sheet, row, &mut found);
            builder = builder.campus_from(sheet.table.place_of(row), campus);
        }
    }
    let built = match builder.build() {
        Ok(district) => Some(district),
        Err(Error::Input(more)) => {
            // What follows only from an earlier problem says nothing.
            let incomplete = schools.table.incomplete || schools.lacks;
            let follows = |p: &Problem| match p.code {
                Code::NoSections => incomplete,
                Code::CampusOfNoSchool => incomplete || !unsure.is_empty(),
                Code::DuplicateSection => p.place.row.is_some_and(|row| unsure.contains(&row)),
                Code::EmptyId => schools.lacks,
                _ => false,
            };
            let sheets = || campuses.iter().chain([&schools]);
            let more = more.into_iter().filter(|p| !follows(p));
            found.append(more.map(|p| as_in_file(p, sheets(), &schools)).collect());
            None
        }
        Err(_) => None,
    };
    let sound = found.is_empty();
    problems.append(found);
    built.filter(|_| sound)
}
