//! A district as a folder: `schools.csv`, and `campuses.csv` where there are campuses.
//!
//! Reading the folder gives the same district, bit for bit.

use std::fs;
use std::path::Path;

use super::records::{Cell, FACTS, campus_row, check, facts, section_row};
use crate::district::District;
use crate::error::{Code, Error, Place, Problem, Problems};

/// Writes a district into a folder, which is made where it is missing. A `schools.csv`
/// there is replaced; so is a `campuses.csv`, or removed where the district has no campus.
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
    let campuses = district.campuses();
    let columns: Vec<&str> = ["school_id", "senior_pupils"]
        .into_iter()
        .chain(district.resources().iter().map(String::as_str))
        .filter(|id| {
            *id == "school_id"
                || campuses
                    .iter()
                    .any(|c| campus_row(c).any(|(k, _)| k == *id))
        })
        .collect();
    fs::create_dir_all(folder).map_err(|e| cannot(folder, &e))?;
    save(&folder.join("schools.csv"), &schools)?;
    let file = folder.join("campuses.csv");
    if campuses.is_empty() {
        match fs::remove_file(&file) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(cannot(&file, &e)),
            _ => Ok(()),
        }
    } else {
        let rows = |i: usize| campuses.get(i).into_iter().flat_map(campus_row);
        save(&file, &table(&columns, campuses.len(), rows))
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
