//! A district in an Excel workbook, as clerks keep it.
//!
//! Sheets are found by name (学校 or schools, 校区, 教师, 路程, and for the policy 目标,
//! 资金, 举措, 调配, 规则), read cell by cell so that a stray cell far out costs nothing, and
//! become the same tables and JSON as other files do. Text of cells merged downwards
//! is repeated with a note; formulas count with the value saved beside them.

mod policy;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError, open_workbook_from_rs};
use csv::StringRecord;
use serde_json::{Map, Value};

use super::json::Tables;
use super::table::{MOST_COLUMNS, Table};
use super::text::{bytes, clip};
use crate::error::{Code, Origin, Place, Problems};

/// The largest workbook read, in bytes; it is compressed.
const LARGEST: u64 = 64 << 20;
/// More cells than this, empty ones between them included, are no district.
const MOST_CELLS: usize = 20_000_000;

/// Of many cells so many are named.
const MOST_NAMED: usize = 5;
/// So many letters of what the reader of workbooks says are shown.
const MOST_DETAIL: usize = 160;

type Records = Vec<(usize, StringRecord)>;

/// The tables and the policy of a workbook; none where it cannot be read.
pub(super) fn read(
    path: &Path,
    problems: &mut Problems,
    warnings: &mut Problems,
) -> Option<(Tables, Option<(Value, Origin)>)> {
    // What reads the parts of a workbook panics at some that are damaged, where overflows
    // are checked.
    let sheets = AssertUnwindSafe(|| sheets(path, problems, warnings));
    if let Ok(read) = catch_unwind(sheets) {
        return read;
    }
    let place = Place::file(path.display().to_string());
    problems.add(Code::BrokenWorkbook, place, ["damaged inside"]);
    None
}

fn sheets(
    path: &Path,
    problems: &mut Problems,
    warnings: &mut Problems,
) -> Option<(Tables, Option<(Value, Origin)>)> {
    let file = path.display().to_string();
    let place = Place::file(&file);
    let bytes = bytes(path, LARGEST).map_err(|p| problems.push(p)).ok()?;
    // The container of old workbooks, and of those with a password.
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        problems.add(Code::OldWorkbook, place, [""; 0]);
        return None;
    }
    let mut unreadable = |e: &XlsxError| {
        problems.add(Code::BrokenWorkbook, place.clone(), [detail(e)]);
    };
    let opened = open_workbook_from_rs(Cursor::new(bytes));
    let mut book: Xlsx<_> = opened.map_err(|e| unreadable(&e)).ok()?;
    let names = book.sheet_names();
    let mut tables = Tables::default();
    let (mut policy, mut origin) = (Map::new(), Origin::file(&file));
    let has_schools = names.iter().any(|n| kind(n) == Some("schools"));
    let mut found: Vec<&str> = Vec::new();
    for name in &names {
        let at = format!("{file}#{name}");
        let guessed = !has_schools && names.len() == 1;
        let Some(kind) = kind(name).or(guessed.then_some("schools")) else {
            warnings.add(Code::SheetIgnored, place.clone(), [clip(name)]);
            continue;
        };
        if kind == "notes" {
            continue;
        }
        if found.contains(&kind) {
            problems.add(Code::TwoFiles, Place::file(&at), [file.clone()]);
            continue;
        }
        found.push(kind);
        if guessed {
            warnings.add(Code::SheetGuessed, place.clone(), [clip(name)]);
        }
        let Some(records) = records(&mut book, name, &at, problems, warnings) else {
            continue;
        };
        match kind {
            "schools" => tables.schools = Table::from_records(&at, records, problems, warnings),
            "campuses" if records.len() > 1 => {
                tables.campuses = Table::from_records(&at, records, problems, warnings);
            }
            "teachers" if records.len() > 1 => {
                tables.teachers = Table::from_records(&at, records, problems, warnings);
            }
            "travel" if records.len() > 1 => {
                tables.travel = Table::from_records(&at, records, problems, warnings);
            }
            "campuses" | "teachers" | "travel" => {}
            kind => {
                let sheet = policy::Sheet::new(&at, records, problems, warnings);
                policy::add(&mut policy, kind, &sheet, &mut origin, warnings);
            }
        }
    }
    if !found.contains(&"schools") {
        problems.add(Code::NoSchoolsFile, place, [""; 0]);
    }
    let policy = (!policy.is_empty()).then_some((Value::Object(policy), origin));
    Some((tables, policy))
}

/// What the reader of workbooks says, shortened.
fn detail(error: &XlsxError) -> String {
    error.to_string().chars().take(MOST_DETAIL).collect()
}

/// A cell as a spreadsheet names it: `AB12`.
fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(
            b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default(),
        ));
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    let column: String = letters.into_iter().collect();
    format!("{column}{}", u64::from(row) + 1)
}

/// What a sheet of this name holds.
fn kind(name: &str) -> Option<&'static str> {
    Some(match name.trim().to_lowercase().as_str() {
        "学校" | "schools" => "schools",
        "校区" | "campuses" => "campuses",
        "教师" | "teachers" => "teachers",
        "路程" | "travel" => "travel",
        "目标" | "goals" => "goals",
        "资金" | "funds" => "fund",
        "举措" | "levers" => "lever",
        "调配" | "transfers" => "transfer",
        "规则" | "rules" => "rule",
        "说明" | "notes" => "notes",
        _ => return None,
    })
}

/// The text of a cell. A number beyond the 15 digits that a spreadsheet keeps is written as
/// the spreadsheet shows it, so that a school's code that lost its end does not pass for one.
fn text(cell: &Data) -> String {
    let number = match cell {
        Data::Float(number) => *number,
        #[expect(
            clippy::cast_precision_loss,
            reason = "it is a float in every spreadsheet"
        )]
        Data::Int(number) => *number as f64,
        _ => 0.0,
    };
    if number >= 1e15 {
        format!("{number:E}").replace('E', "E+")
    } else {
        cell.to_string()
    }
}

/// The rows of a sheet that are not blank, all as wide as the widest.
fn records(
    book: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
    at: &str,
    problems: &mut Problems,
    warnings: &mut Problems,
) -> Option<Records> {
    let place = Place::file(at);
    // A sheet whose merged cells cannot be made out is read as if it had none.
    let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let merged: Vec<_> = merged.iter().map(|area| (area.start, area.end)).collect();
    let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    let (mut width, mut cells) = (0_usize, 0_usize);
    let (mut unsaved, mut named) = (0_usize, Vec::new());
    let mut scan = || -> Result<Option<Code>, XlsxError> {
        let mut reader = book.worksheet_cells_reader(name)?;
        while let Some(cell) = reader.next_cell_with_formula_metadata()? {
            let (row, column) = cell.pos;
            if cell.formula.is_some() && cell.value == DataRef::Empty {
                unsaved += 1;
                if named.len() < MOST_NAMED {
                    named.push(address(row, column));
                }
            }
            let text = text(&Data::from(cell.value));
            if text.trim().is_empty() {
                continue;
            }
            cells += 1;
            width = width.max(column as usize + 1);
            if width > MOST_COLUMNS {
                return Ok(Some(Code::TooManyColumns));
            }
            if cells > MOST_CELLS {
                return Ok(Some(Code::FileTooLarge));
            }
            rows.entry(row).or_default().insert(column, text);
        }
        Ok(None)
    };
    match scan() {
        Ok(None) => {}
        Ok(Some(code)) => {
            let most = match code {
                Code::TooManyColumns => MOST_COLUMNS,
                _ => MOST_CELLS,
            };
            problems.add(code, place, [most.to_string()]);
            return None;
        }
        Err(e) => {
            problems.add(Code::BrokenWorkbook, place, [detail(&e)]);
            return None;
        }
    }
    if unsaved > 0 {
        let args = [named.join(", "), unsaved.to_string()];
        problems.add(Code::FormulaWithoutValue, place.clone(), args);
    }
    if rows.len().saturating_mul(width) > MOST_CELLS {
        problems.add(Code::FileTooLarge, place, [MOST_CELLS.to_string()]);
        return None;
    }
    let mut filled = 0;
    for ((top, left), (bottom, _)) in merged {
        let Some(text) = rows.get(&top).and_then(|row| row.get(&left)).cloned() else {
            continue;
        };
        for (_, row) in rows.range_mut(top.saturating_add(1)..=bottom.max(top.saturating_add(1))) {
            if bottom > top && !row.contains_key(&left) {
                row.insert(left, text.clone());
                filled += 1;
            }
        }
    }
    if filled > 0 {
        warnings.add(Code::MergedFilled, place, [filled.to_string()]);
    }
    let dense = |row: BTreeMap<u32, String>| -> StringRecord {
        let cell = |c: usize| u32::try_from(c).ok().and_then(|c| row.get(&c));
        (0..width)
            .map(|c| cell(c).map_or("", String::as_str))
            .collect()
    };
    let numbered = rows
        .into_iter()
        .map(|(row, cells)| (row as usize + 1, dense(cells)));
    Some(numbered.collect())
}
