//! A district in an Excel workbook, as clerks keep it.
//!
//! Sheets are found by name (学校 or schools, 校区, 教师, 路程, and for the policy 目标,
//! 资金, 举措, 调配, 规则), read cell by cell so that a stray cell far out costs nothing, and
//! become the same tables and JSON as other files do. Text of cells merged downwards
//! is repeated with a note; formulas count with the value saved beside them.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{Data, Reader, Xlsx, XlsxError, open_workbook_from_rs};
use csv::StringRecord;
use serde_json::{Map, Value, json};

use super::cells;
use super::columns::Unit;
use super::json::Tables;
use super::table::{MOST_COLUMNS, Table};
use super::text::{bytes, clip, half_width};
use crate::error::{Code, Place, Problems};

/// The largest workbook read, in bytes; it is compressed.
const LARGEST: u64 = 64 << 20;
/// More cells than this, empty ones between them included, are no district.
const MOST_CELLS: usize = 20_000_000;

type Records = Vec<(usize, StringRecord)>;

/// The tables and the policy of a workbook; none where it cannot be read.
pub(super) fn read(
    path: &Path,
    problems: &mut Problems,
    warnings: &mut Problems,
) -> Option<(Tables, Option<Value>)> {
    // What reads the parts of a workbook panics at some that are damaged, where overflows
    // are checked.
    let sheets = AssertUnwindSafe(|| sheets(path, problems, warnings));
    if let Ok(read) = catch_unwind(sheets) {
        return read;
    }
    let place = Place::file(path.display().to_string());
    problems.add(Code::FileUnreadable, place, ["damaged inside"]);
    None
}

fn sheets(
    path: &Path,
    problems: &mut Problems,
    warnings: &mut Problems,
) -> Option<(Tables, Option<Value>)> {
    let file = path.display().to_string();
    let place = Place::file(&file);
    let bytes = bytes(path, LARGEST).map_err(|p| problems.push(p)).ok()?;
    let mut unreadable = |e: &XlsxError| {
        problems.add(Code::FileUnreadable, place.clone(), [clip(&e.to_string())]);
    };
    let opened = open_workbook_from_rs(Cursor::new(bytes));
    let mut book: Xlsx<_> = opened.map_err(|e| unreadable(&e)).ok()?;
    let names = book.sheet_names();
    let mut tables = Tables::default();
    let mut policy = Map::new();
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
            kind => add_policy(&mut policy, kind, &Words::new(records)),
        }
    }
    if !found.contains(&"schools") {
        problems.add(Code::NoSchoolsFile, place, [""; 0]);
    }
    let policy = (!policy.is_empty()).then_some(Value::Object(policy));
    Some((tables, policy))
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
    let mut scan = || -> Result<Option<Code>, XlsxError> {
        let mut reader = book.worksheet_cells_reader(name)?;
        while let Some(cell) = reader.next_cell()? {
            let (row, column) = cell.get_position();
            let text = Data::from(cell.get_value().clone()).to_string();
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
            problems.add(Code::FileUnreadable, place, [clip(&e.to_string())]);
            return None;
        }
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

/// A sheet of the policy: headers without units, and rows.
struct Words {
    heads: Vec<(String, Unit)>,
    rows: Vec<StringRecord>,
}

/// Headers that a policy's sheets may have, English after Chinese.
const NAMES: [[&str; 2]; 30] = [
    ["项目", "item"],
    ["取值", "value"],
    ["名称", "name"],
    ["额度", "amount"],
    ["资源", "adds"],
    ["每单位增加", "adds_each"],
    ["单价", "unit_cost"],
    ["城区单价", "unit_cost_urban"],
    ["镇区单价", "unit_cost_town"],
    ["乡村单价", "unit_cost_rural"],
    ["资金", "fund"],
    ["单部上限", "max_per_section"],
    ["总量上限", "max_total"],
    ["整数", "whole"],
    ["对象", "moves"],
    ["最远公里", "reach_km"],
    ["最远分钟", "reach_minutes"],
    ["最近个数", "nearest"],
    ["调出比例上限", "leave_at_most"],
    ["交流比例下限", "rotate_at_least"],
    ["骨干比例下限", "backbone_at_least"],
    ["保持人数", "keep_headcount"],
    ["学段内", "within_stage"],
    ["仅符合条件", "eligible_only"],
    ["类型", "kind"],
    ["学段", "stages"],
    ["城乡类别", "locales"],
    ["分组", "groups"],
    ["学校代码", "schools"],
    ["学校", "school"],
];

impl Words {
    fn new(records: Records) -> Self {
        let known = |r: &StringRecord| r.iter().filter(|c| name(c).is_some()).count();
        let mut rows = records
            .into_iter()
            .map(|(_, r)| r)
            .skip_while(|r| known(r) < 2);
        let heads = rows.next().unwrap_or_default();
        let head = |cell: &str| {
            let unit = if cell.contains("万元") {
                Unit::TenThousand
            } else {
                Unit::Base
            };
            (name(cell).unwrap_or_default().to_owned(), unit)
        };
        Self {
            heads: heads.iter().map(head).collect(),
            rows: rows.collect(),
        }
    }

    fn text<'r>(&self, row: &'r StringRecord, id: &str) -> Option<&'r str> {
        let at = self.heads.iter().position(|(head, _)| head == id)?;
        row.get(at).map(str::trim).filter(|cell| !cell.is_empty())
    }

    /// A number where the cell is one, a percentage included; else its text, which the
    /// reader of policies will name.
    fn number(&self, row: &StringRecord, id: &str) -> Option<Value> {
        let cell = self.text(row, id)?;
        let unit = self
            .heads
            .iter()
            .find(|(head, _)| head == id)
            .map_or(Unit::Base, |h| h.1);
        let folded: String = cell.chars().map(half_width).collect();
        let read = match folded.strip_suffix('%') {
            Some(percent) => cells::number(percent, Unit::Base).map(|n| n / 100.0),
            None => cells::number(cell, unit),
        };
        Some(read.map_or_else(|_| json!(word(cell)), |n| json!(n)))
    }

    /// A list: `小学、初中`.
    fn list(&self, row: &StringRecord, id: &str) -> Option<Value> {
        let cell = self.text(row, id)?;
        let items = cell.split(['、', ',', '，', ';', '；']).map(str::trim);
        Some(json!(items.filter(|i| !i.is_empty()).collect::<Vec<_>>()))
    }
}

/// The id of a header.
fn name(cell: &str) -> Option<&'static str> {
    let folded: String = cell.chars().map(half_width).collect();
    let base = folded.split(['(', '[']).next().unwrap_or_default();
    let base = base.trim().to_lowercase();
    let found = NAMES.iter().find(|[zh, en]| *zh == base || *en == base);
    found.map(|[_, en]| *en)
}

/// A word of a policy's file for the word of a sheet.
fn word(cell: &str) -> &str {
    match cell {
        "不限" => "unlimited",
        "缺口" => "shortfall",
        "差异" | "校际差异" => "disparity",
        "最弱" => "floor",
        "费用" => "cost",
        "标准" => "standard",
        "须达标" => "comply",
        "不拉低" => "no_levelling_down",
        "最低值" => "minimum",
        "现状" => "today",
        "份额" => "share",
        "单部上限" => "cap",
        "保留" => "keep",
        "教师" => "teachers",
        "调动人数" => "moves",
        "编制" => "staffing",
        other => other,
    }
}

/// Adds a sheet's rows to the policy, with the keys of a policy's file.
fn add_policy(policy: &mut Map<String, Value>, kind: &str, sheet: &Words) {
    if kind == "goals" {
        return add_goals(policy, sheet);
    }
    let mut list: Vec<Value> = Vec::new();
    for row in &sheet.rows {
        let mut entry = Map::new();
        let mut put = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                entry.insert(key.to_owned(), value);
            }
        };
        let text = |id| sheet.text(row, id).map(|t| json!(word(t)));
        let filters = ["stages", "locales", "groups", "schools"];
        match kind {
            "fund" => {
                put("name", sheet.text(row, "name").map(|t| json!(t)));
                put("amount", sheet.number(row, "amount"));
            }
            "lever" => {
                put("name", sheet.text(row, "name").map(|t| json!(t)));
                put("fund", sheet.text(row, "fund").map(|t| json!(t)));
                let each = sheet.number(row, "adds_each").unwrap_or(json!(1.0));
                put("adds", sheet.text(row, "adds").map(|r| json!({ r: each })));
                let places = ["urban", "town", "rural"].into_iter().filter_map(|place| {
                    let cost = sheet.number(row, &format!("unit_cost_{place}"))?;
                    Some((place.to_owned(), cost))
                });
                let by_place: Map<String, Value> = places.collect();
                let by_place = (!by_place.is_empty()).then_some(Value::Object(by_place));
                put("unit_cost", by_place.or(sheet.number(row, "unit_cost")));
                put("max_per_section", sheet.number(row, "max_per_section"));
                put("max_total", sheet.number(row, "max_total"));
                let whole = sheet.text(row, "whole");
                put(
                    "whole",
                    whole.map(|w| cells::boolean(w).map_or(json!(w), |b| json!(b))),
                );
                for id in filters {
                    put(id, sheet.list(row, id));
                }
            }
            "transfer" => {
                for id in ["name", "fund"] {
                    put(id, sheet.text(row, id).map(|t| json!(t)));
                }
                put("moves", text("moves"));
                let figures = [
                    "unit_cost",
                    "reach_km",
                    "reach_minutes",
                    "nearest",
                    "leave_at_most",
                    "rotate_at_least",
                    "backbone_at_least",
                ];
                for id in figures {
                    put(id, sheet.number(row, id));
                }
                for id in ["keep_headcount", "within_stage", "eligible_only", "whole"] {
                    let said = sheet.text(row, id);
                    let said = said.map(|w| cells::boolean(w).map_or(json!(w), |b| json!(b)));
                    put(id, said);
                }
            }
            // With the norms of both stages.
            _ if sheet.text(row, "kind").map_or("", word) == "staffing" => {
                put("staffing", Some(json!(true)));
            }
            _ => {
                let kind = sheet.text(row, "kind").map_or("", word);
                let mut inner = Map::new();
                let mut put_in = |key: &str, value: Option<Value>| {
                    if let Some(value) = value {
                        inner.insert(key.to_owned(), value);
                    }
                };
                put_in("fund", sheet.text(row, "fund").map(|t| json!(t)));
                let figure = match kind {
                    "share" => "at_least",
                    _ => "per_section",
                };
                put_in(figure, sheet.number(row, "value"));
                put_in("school", text("school"));
                for id in filters {
                    put_in(id, sheet.list(row, id));
                }
                put(kind, Some(Value::Object(inner)));
            }
        }
        list.push(Value::Object(entry));
    }
    if !list.is_empty() {
        policy.insert(kind.to_owned(), Value::Array(list));
    }
}

/// Items and values: goals in their order, and the switches of the policy.
fn add_goals(policy: &mut Map<String, Value>, sheet: &Words) {
    let mut goals = Vec::new();
    for row in &sheet.rows {
        let item = sheet.text(row, "item").map_or("", word);
        let Some(value) = sheet.text(row, "value") else {
            continue;
        };
        match item {
            "目标" | "goal" => goals.push(match word(value).split_once('.') {
                Some(("disparity", measure)) => json!({ "disparity": measure }),
                _ => json!(word(value)),
            }),
            "comply" => {
                let value = cells::boolean(value).map_or(json!(value), |b| json!(b));
                policy.insert("comply".to_owned(), value);
            }
            other => {
                policy.insert(other.to_owned(), json!(word(value)));
            }
        }
    }
    if !goals.is_empty() {
        policy.insert("goals".to_owned(), Value::Array(goals));
    }
}
