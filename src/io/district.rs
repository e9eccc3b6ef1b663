//! From tables to a [`District`].
//!
//! In: the tables of sections, campuses, teachers and journeys. Out: the district, or every
//! problem of all cells, those that only the district as a whole can show included. A cell
//! without a stock is a problem (empty is not zero), unless the school's campus gives
//! that resource. After a problem the reader goes on with a stand-in for the cell.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::cells;
use super::columns::Unit;
use super::sheet::{Column, Sheet};
use super::staff;
use super::table::{Row, Table};
use crate::district::{Campus, District, Position, Section, Stage, TEACHER_RESOURCES};
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
type Given<'s> = HashMap<&'s str, HashSet<&'s str>>;

/// Rows that are read by one thread, at least.
const AT_ONCE: usize = 1_000;

/// What a row says: the section, its stocks, whether school and stage are known, where
/// it is placed twice, and what is wrong with it.
type Read = (Section, Vec<f64>, bool, Option<Place>, Problems);

/// Reads the district; none where there is a problem.
pub(super) fn read(
    schools: &Table,
    campuses: Option<&Table>,
    teachers: Option<&Table>,
    travel: Option<&Table>,
    problems: &mut Problems,
    warnings: &mut Problems,
) -> Option<District> {
    let mut found = Problems::new();
    let campuses = campuses.map(|table| {
        let mut sheet = Sheet::new(table, &CAMPUS, 1, &mut found, warnings);
        sheet.keep_numbers(|_, _, _| true, warnings);
        sheet
    });
    let given = campuses.as_ref().map(given).unwrap_or_default();
    let gives = |sheet: &Sheet<'_>, row: &Row, id: &str| {
        let school = sheet.text(row, "school_id").and_then(|s| given.get(s));
        school.is_some_and(|resources| resources.contains(id))
    };
    let mut schools = Sheet::new(schools, &SECTION, 3, &mut found, warnings);
    schools.keep_numbers(gives, warnings);
    let resources = resources(&schools, campuses.as_ref());
    let teachers = teachers.map(|table| staff::teachers_sheet(table, &mut found, warnings));
    let travel = travel.map(|table| staff::travel_sheet(table, &mut found, warnings));
    // Where teachers are known by kind, a blank means what they add up to.
    let counted = |id: &str| teachers.is_some() && TEACHER_RESOURCES.contains(&id);

    let mut builder = District::builder(resources.iter().map(|(id, _)| *id));
    let mut sure = !schools.lacks && !schools.table.incomplete;
    let mut placed_twice = None;
    let read = |row: &Row| -> Read {
        let mut problems = Problems::new();
        let mut stocks = Vec::with_capacity(resources.len());
        for (id, column) in &resources {
            let stock = column.and_then(|c| schools.read(row, c, cells::number, &mut problems));
            let is_blank = || column.is_none_or(|c| c.is_blank(row));
            let is_excused = gives(&schools, row, id) || counted(id);
            if stock.is_none() && is_blank() && !is_excused {
                problems.add(Code::EmptyStock, schools.place(row, id), [*id]);
            }
            stocks.push(stock.unwrap_or(if counted(id) { f64::NAN } else { 0.0 }));
        }
        let mut reader = Reader {
            sheet: &schools,
            row,
            problems: &mut problems,
            placed_twice: None,
        };
        let (section, is_sure) = section(&mut reader);
        let placed_twice = reader.placed_twice;
        (section, stocks, is_sure, placed_twice, problems)
    };
    let rows = &schools.table.rows;
    let read: Vec<Read> = rows.par_iter().with_min_len(AT_ONCE).map(read).collect();
    for (row, (section, stocks, is_sure, twice, problems)) in rows.iter().zip(read) {
        sure &= is_sure;
        placed_twice = placed_twice.or(twice);
        found.append(problems);
        builder = builder.section_from(schools.table.place_of(row), section, stocks);
    }
    if let Some(place) = placed_twice {
        warnings.add(Code::TwoPositions, place, [""; 0]);
    }
    for sheet in campuses.iter().filter(|sheet| !sheet.lacks) {
        for row in &sheet.table.rows {
            let campus = campus(sheet, row, &mut found);
            builder = builder.campus_from(sheet.table.place_of(row), campus);
        }
    }
    for sheet in teachers.iter().filter(|sheet| !sheet.lacks) {
        sure &= !sheet.table.incomplete;
        builder = builder.teachers_from(staff::groups(sheet, &mut found));
    }
    for sheet in travel.iter().filter(|sheet| !sheet.lacks) {
        builder = builder.travel_from(staff::journeys(sheet, &mut found));
    }
    // What teachers add up to is known only where all of them could be read.
    let all_counted = found.is_empty() && teachers.as_ref().is_none_or(|sheet| !sheet.lacks);
    let others = [campuses.as_ref(), teachers.as_ref(), travel.as_ref()];
    let built = match builder.build() {
        Ok(district) => Some(district),
        Err(Error::Input(more)) => {
            // Whether a school is there at all is not known while rows are unclear.
            let known = |p: &Problem| match p.code {
                Code::NoSections
                | Code::CampusOfNoSchool
                | Code::TeachersOfNoSection
                | Code::TravelOfNoSchool => sure,
                Code::TeachersDisagree | Code::NotFinite => all_counted,
                _ => true,
            };
            let more = more.into_iter().filter(known);
            found.append(more.map(|p| in_file(p, &schools, &others)).collect());
            None
        }
        Err(_) => None,
    };
    let whole = |table: &Table| !table.incomplete;
    let sound = found.is_empty()
        && whole(schools.table)
        && others.iter().flatten().all(|sheet| whole(sheet.table));
    problems.append(found);
    built.filter(|_| sound)
}

/// Reports what is wrong with campuses where the sections cannot be read at all.
pub(super) fn check_campuses(table: &Table, problems: &mut Problems, warnings: &mut Problems) {
    let mut sheet = Sheet::new(table, &CAMPUS, 1, problems, warnings);
    sheet.keep_numbers(|_, _, _| true, warnings);
    for row in &table.rows {
        campus(&sheet, row, problems);
    }
}

/// The resources that each campus gives.
fn given<'s>(sheet: &'s Sheet<'_>) -> Given<'s> {
    let mut given = Given::new();
    for row in &sheet.table.rows {
        if let Some(school) = sheet.text(row, "school_id") {
            let resources = sheet.resources().filter(|(id, _)| !sheet.is_blank(row, id));
            given
                .entry(school)
                .or_default()
                .extend(resources.map(|(id, _)| id));
        }
    }
    given
}

/// All resources with their column in `schools`, then those that only campuses have.
fn resources<'s>(
    schools: &'s Sheet<'_>,
    campuses: Option<&'s Sheet<'_>>,
) -> Vec<(&'s str, Option<&'s Column>)> {
    let mut resources: Vec<_> = schools.resources().map(|(id, c)| (id, Some(c))).collect();
    for (id, _) in campuses.into_iter().flat_map(Sheet::resources) {
        if schools.column(id).is_none() {
            resources.push((id, None));
        }
    }
    resources
}

/// One row of sections being read.
struct Reader<'r, 't> {
    sheet: &'r Sheet<'t>,
    row: &'t Row,
    problems: &'r mut Problems,
    /// Where it has both kinds of position.
    placed_twice: Option<Place>,
}

impl Reader<'_, '_> {
    fn text(&self, id: &str) -> Option<String> {
        self.sheet.text(self.row, id).map(str::to_owned)
    }

    fn number(&mut self, id: &str) -> Option<f64> {
        let column = self.sheet.column(id)?;
        self.sheet
            .read(self.row, column, cells::number, self.problems)
    }

    fn word<T>(&mut self, id: &str, understand: impl Fn(&str) -> Result<T, Code>) -> Option<T> {
        let column = self.sheet.column(id)?;
        let understand = |cell: &str, _| understand(cell);
        self.sheet.read(self.row, column, understand, self.problems)
    }

    fn report(&mut self, id: &str, code: Code, args: &[&str]) {
        let place = self.sheet.place(self.row, id);
        self.problems.add(code, place, args.iter().copied());
    }

    /// Reports a required cell that is empty; a missing column was reported before.
    fn require(&mut self, id: &str, code: Code) {
        if self.sheet.column(id).is_some() && self.sheet.is_blank(self.row, id) {
            self.report(id, code, &[id]);
        }
    }
}

/// The section of a row, and whether school and stage are known.
fn section(reader: &mut Reader<'_, '_>) -> (Section, bool) {
    reader.require("school_id", Code::EmptyId);
    reader.require("stage", Code::EmptyCell);
    reader.require("pupils", Code::EmptyCell);
    let key = reader
        .word("school_id", |cell| cells::code(cell, Unit::Base))
        .zip(reader.word("stage", cells::stage));
    let sure = key.is_some();
    // No file holds such an id, so the stand-in is never taken for another section.
    let (school, stage) =
        key.unwrap_or_else(|| (format!("\u{0}{}", reader.row.number), Stage::Primary));
    let pupils = reader.number("pupils").unwrap_or(1.0);
    let section = Section {
        name: reader.text("name").unwrap_or_default(),
        locale: reader.word("locale", cells::locale),
        group: reader.text("group"),
        teaching_point: reader
            .word("teaching_point", cells::boolean)
            .unwrap_or(false),
        classes: reader.number("classes"),
        largest_class: reader.number("largest_class"),
        position: position(reader),
        ..Section::new(school, stage, pupils)
    };
    (section, sure)
}

/// Degrees before kilometres; half a position is a problem.
fn position(reader: &mut Reader<'_, '_>) -> Option<Position> {
    let mut pair = |first: &str, second: &str| {
        let both = [first, second].map(|id| !reader.sheet.is_blank(reader.row, id));
        match both {
            [true, false] => reader.report(second, Code::HalfAPosition, &[first, second]),
            [false, true] => reader.report(first, Code::HalfAPosition, &[second, first]),
            _ => {}
        }
        let numbers = [first, second].map(|id| reader.number(id));
        (both == [true; 2]).then_some(numbers)
    };
    let degrees = pair("lat", "lon");
    let km = pair("x_km", "y_km");
    if degrees.is_some() && km.is_some() {
        reader.placed_twice = Some(reader.sheet.place(reader.row, "x_km"));
    }
    match (degrees, km) {
        (Some([lat, lon]), _) => Some(Position::Degrees {
            lat: lat?,
            lon: lon?,
        }),
        (None, Some([x_km, y_km])) => Some(Position::Km {
            x_km: x_km?,
            y_km: y_km?,
        }),
        (None, None) => None,
    }
}

fn campus(sheet: &Sheet<'_>, row: &Row, problems: &mut Problems) -> Campus {
    let school_id = sheet.column("school_id");
    let school_id = school_id.and_then(|c| sheet.read(row, c, cells::code, problems));
    let mut number = |column| sheet.read(row, column, cells::number, problems);
    let senior_pupils = sheet.column("senior_pupils").and_then(&mut number);
    let stocks = sheet
        .resources()
        .filter_map(|(id, column)| Some((id.to_owned(), number(column)?)))
        .collect();
    Campus {
        school_id: school_id.unwrap_or_default().into(),
        senior_pupils: senior_pupils.unwrap_or(0.0),
        stocks,
    }
}

/// A problem of the district with the header that the file has for its column.
fn in_file(mut problem: Problem, schools: &Sheet<'_>, others: &[Option<&Sheet<'_>>]) -> Problem {
    if problem.code == Code::NoSections {
        problem.place = schools.table.place();
    }
    let mut sheets = std::iter::once(schools).chain(others.iter().copied().flatten());
    if let Some(sheet) = sheets.find(|sheet| sheet.table.owns(&problem.place))
        && let Some(id) = &problem.place.column
    {
        problem.place.column = Some(sheet.header(id).to_owned());
    }
    problem
}
