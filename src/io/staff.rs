//! Teachers by kind and journeys, from their tables and into them.
//!
//! `teachers.csv` has a row a group: school, stage, what its members have in common, how
//! many. What is blank of that is no; rows of one section and kind are added up.
//! `travel.csv` has a row a journey. Problems name the cell, all of them at once.

use super::cells;
use super::columns::Unit;
use super::records::Cell;
use super::sheet::Sheet;
use super::table::{Row, Table};
use crate::district::{District, Journey, Staff, Stage, TeacherGroup, TeacherKind, Travel};
use crate::error::{Code, Place, Problems};

/// The columns of teachers, the first three required.
pub(super) const TEACHERS: [&str; 8] = [
    "school_id",
    "stage",
    "count",
    "subject",
    "higher_degree",
    "backbone",
    "pe_arts",
    "rotation_eligible",
];

/// The columns of journeys, all required.
pub(super) const TRAVEL: [&str; 3] = ["from", "to", "minutes"];

/// Understands the headers of the table of teachers.
pub(super) fn teachers_sheet<'t>(
    table: &'t Table,
    problems: &mut Problems,
    warnings: &mut Problems,
) -> Sheet<'t> {
    Sheet::new(table, &TEACHERS, 3, problems, warnings)
}

/// Understands the headers of the table of journeys.
pub(super) fn travel_sheet<'t>(
    table: &'t Table,
    problems: &mut Problems,
    warnings: &mut Problems,
) -> Sheet<'t> {
    Sheet::new(table, &TRAVEL, 3, problems, warnings)
}

/// The groups of a table that can be made out.
pub(super) fn groups(sheet: &Sheet<'_>, problems: &mut Problems) -> Vec<(Place, TeacherGroup)> {
    let rows = sheet.table.rows.iter();
    rows.filter_map(|row| {
        let group = group(sheet, row, problems)?;
        Some((sheet.table.place_of(row), group))
    })
    .collect()
}

fn group(sheet: &Sheet<'_>, row: &Row, problems: &mut Problems) -> Option<TeacherGroup> {
    require(sheet, row, &["school_id", "stage", "count"], problems);
    let school_id = code(sheet, row, "school_id", problems);
    let stage: Option<Stage> = word(sheet, row, "stage", cells::stage, problems);
    let mut flag = |id| word(sheet, row, id, cells::boolean, problems).unwrap_or(false);
    let kind = TeacherKind {
        subject: sheet.text(row, "subject").unwrap_or_default().to_owned(),
        higher_degree: flag("higher_degree"),
        backbone: flag("backbone"),
        pe_arts: flag("pe_arts"),
        rotation_eligible: flag("rotation_eligible"),
    };
    let column = sheet.column("count")?;
    let count = sheet.read(row, column, people, problems);
    Some(TeacherGroup {
        school_id: school_id?.into(),
        stage: stage?,
        kind,
        count: count?,
    })
}

/// A count of people.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range is checked"
)]
fn people(cell: &str, unit: Unit) -> Result<u64, Code> {
    let number = cells::number(cell, unit)?;
    if number < 0.0 {
        Err(Code::Negative)
    } else if number.fract() != 0.0 || number > 1e12 {
        Err(Code::NotPeople)
    } else {
        Ok(number as u64)
    }
}

/// The journeys of a table that can be made out.
pub(super) fn journeys(sheet: &Sheet<'_>, problems: &mut Problems) -> Vec<(Place, Journey)> {
    let mut found = Vec::with_capacity(sheet.table.rows.len());
    for row in &sheet.table.rows {
        require(sheet, row, &TRAVEL, problems);
        let minutes = sheet.column("minutes");
        let minutes = minutes.and_then(|c| sheet.read(row, c, cells::number, problems));
        let from = code(sheet, row, "from", problems);
        let to = code(sheet, row, "to", problems);
        if let (Some(from), Some(to), Some(minutes)) = (from, to, minutes) {
            let place = sheet.table.place_of(row);
            found.push((place, Journey { from, to, minutes }));
        }
    }
    found
}

fn code(sheet: &Sheet<'_>, row: &Row, id: &str, problems: &mut Problems) -> Option<String> {
    sheet.read(row, sheet.column(id)?, cells::code, problems)
}

fn require(sheet: &Sheet<'_>, row: &Row, ids: &[&str], problems: &mut Problems) {
    for id in ids {
        if sheet.column(id).is_some() && sheet.is_blank(row, id) {
            problems.add(Code::EmptyCell, sheet.place(row, id), [*id]);
        }
    }
}

fn word<T>(
    sheet: &Sheet<'_>,
    row: &Row,
    id: &str,
    understand: impl Fn(&str) -> Result<T, Code>,
    problems: &mut Problems,
) -> Option<T> {
    let column = sheet.column(id)?;
    sheet.read(row, column, |cell, _| understand(cell), problems)
}

/// The columns in which teachers are written.
pub(super) const TEACHERS_WRITTEN: [&str; 8] = [
    "school_id",
    "stage",
    "subject",
    "higher_degree",
    "backbone",
    "pe_arts",
    "rotation_eligible",
    "count",
];

/// All groups as rows of cells.
pub(super) fn teacher_rows(
    district: &District,
) -> impl Iterator<Item = Vec<(&'static str, Cell<'_>)>> {
    let groups = district.staff().into_iter().flat_map(Staff::groups);
    groups.filter_map(|(section, kind, count)| {
        let section = district.sections().get(section)?;
        let cells = [
            Cell::Text(section.school_id.as_str()),
            Cell::Text(section.stage.id()),
            Cell::Text(kind.subject.as_str()),
            Cell::Flag(kind.higher_degree),
            Cell::Flag(kind.backbone),
            Cell::Flag(kind.pe_arts),
            Cell::Flag(kind.rotation_eligible),
            Cell::Number(count as f64),
        ];
        Some(TEACHERS_WRITTEN.into_iter().zip(cells).collect())
    })
}

/// All journeys as rows of cells.
pub(super) fn travel_rows(
    district: &District,
) -> impl Iterator<Item = Vec<(&'static str, Cell<'_>)>> {
    let journeys = district.travel().into_iter().flat_map(Travel::journeys);
    journeys.map(|(from, to, minutes)| {
        let cells = [Cell::Text(from), Cell::Text(to), Cell::Number(minutes)];
        TRAVEL.into_iter().zip(cells).collect()
    })
}
