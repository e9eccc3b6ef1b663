//! A district as a folder: `schools.csv` and, where it has them, `campuses.csv`,
//! `teachers.csv` and `travel.csv`.
//!
//! Reading the folder gives the same district, bit for bit.

use std::fs;
use std::path::Path;

use super::records::{Cell, FACTS, campus_row, check, facts, section_row};
use super::staff::{TEACHERS_WRITTEN, TRAVEL, teacher_rows, travel_rows};
use crate::district::District;
use crate::error::{Code, Error, Place, Problem, Problems};

/// Writes a district into a folder, which is made where it is missing. A `schools.csv`
/// there is replaced; so are the other tables, or removed where the district has none.
///
/// # Errors
/// [`Error::Output`] where a file cannot be written, or where the district could not be
/// read back: a control character in a text, a resource named like another column.
///
/// ```
/// use junheng::{District, Section, Stage, io};
/// let district = District::builder(["books"])
///     .section(Section::new("2101", Stage::Primary, 45.0), [279.0])
///     .build()?;
/// let folder = std::env::temp_dir().join("junheng-write-example");
/// io::write(&district, &folder)?;
/// let text = std::fs::read_to_string(folder.join("schools.csv")).unwrap_or_default();
/// assert_eq!(text, "school_id,stage,pupils,books\n2101,primary,45,279\n");
/// # Ok::<(), junheng::Error>(())
/// ```
pub fn write(district: &District, folder: &Path) -> Result<(), Error> {
    let problems = check(district);
    if !problems.is_empty() {
        return Err(Error::Output(problems));
    }
    let schools = table(&used(district), district.sections().len(), |section| {
        section_row(district, section)
    });
    fs::create_dir_all(folder).map_err(|e| cannot(folder, &e))?;
    save(&folder.join("schools.csv"), &schools)?;
    let campuses = district.campuses();
    let resources = district.resources().iter().map(String::as_str);
    let held = resources.filter(|id| campuses.iter().any(|c| c.stocks.contains_key(*id)));
    let columns: Vec<&str> = ["school_id", "senior_pupils"]
        .into_iter()
        .chain(held)
        .collect();
    let row = |i| {
        let campus = campuses.get(i).into_iter();
        campus.flat_map(|c| campus_row(district, c))
    };
    let held_in_common = || table(&columns, campuses.len(), row);
    let rows = |columns: &[&str], rows: Vec<Vec<(&'static str, Cell<'_>)>>| {
        let row = |i: usize| rows.get(i).into_iter().flatten().copied();
        table(columns, rows.len(), row)
    };
    let teachers = || rows(&TEACHERS_WRITTEN, teacher_rows(district).collect());
    let travel = || rows(&TRAVEL, travel_rows(district).collect());
    let texts = [
        ("campuses.csv", (!campuses.is_empty()).then(held_in_common)),
        ("teachers.csv", district.staff().map(|_| teachers())),
        ("travel.csv", district.travel().map(|_| travel())),
    ];
    for (name, text) in texts {
        match text {
            Some(text) => save(&folder.join(name), &text)?,
            None => remove(&folder.join(name))?,
        }
    }
    Ok(())
}

/// Removes a file that a district of before has left.
fn remove(file: &Path) -> Result<(), Error> {
    match fs::remove_file(file) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(cannot(file, &e)),
        _ => Ok(()),
    }
}

/// The columns of sections that are in use.
fn used(district: &District) -> Vec<&str> {
    let mut known = [false; FACTS.len()];
    for section in district.sections() {
        for (id, _) in facts(section) {
            let at = FACTS.iter().position(|f| *f == id);
            if let Some(known) = at.and_then(|at| known.get_mut(at)) {
                *known = true;
            }
        }
    }
    let facts = FACTS.into_iter().zip(known).filter(|(_, known)| *known);
    let resources = district.resources().iter().map(String::as_str);
    facts.map(|(id, _)| id).chain(resources).collect()
}

/// The text of a table: its header, then each row's cells under their columns.
fn table<'d, I>(columns: &[&str], rows: usize, row: impl Fn(usize) -> I) -> String
where
    I: Iterator<Item = (&'d str, Cell<'d>)>,
{
    let mut text = String::new();
    push_line(&mut text, columns.iter().map(|c| (*c).to_owned()));
    for number in 0..rows {
        // Cells come in the order of the columns, some left out.
        let mut cells = row(number).peekable();
        let line = columns.iter().map(|column| {
            let cell = cells.next_if(|(id, _)| id == column);
            cell.map(|(_, cell)| cell.text()).unwrap_or_default()
        });
        push_line(&mut text, line);
    }
    text
}

fn push_line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            text.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push('\n');
}

/// Saves text, with a byte order mark where it is not plain ASCII: without it, Excel
/// takes UTF-8 for GBK.
fn save(path: &Path, text: &str) -> Result<(), Error> {
    let mark = if text.is_ascii() { "" } else { "\u{FEFF}" };
    fs::write(path, format!("{mark}{text}")).map_err(|e| cannot(path, &e))
}

fn cannot(path: &Path, e: &std::io::Error) -> Error {
    let place = Place::file(path.display().to_string());
    Error::Output(Problems::from(Problem::new(
        Code::CannotWrite,
        place,
        [e.to_string()],
    )))
}
