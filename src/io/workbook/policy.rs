//! The policy's sheets of a workbook, 目标, 资金, 举措, 调配 and 规则, as the JSON of a policy.
//!
//! Words that clerks write become the words of a policy's file; what is in neither is
//! left as it is, for the reader of policies to name.

use std::borrow::Cow;

use csv::StringRecord;
use serde_json::{Map, Value, json};

use super::Records;
use crate::error::{Code, Origin, Place, Problems};
use crate::io::cells;
use crate::io::columns::{Unit, money_unit};
use crate::io::text::{clip, half_width};

/// A sheet of the policy: headers without units, and rows with their numbers.
pub(super) struct Sheet {
    /// The file with the sheet's name.
    at: String,
    heads: Vec<Head>,
    rows: Vec<(usize, StringRecord)>,
}

/// A header: what it means, what it says, and the unit of the money below it.
struct Head {
    id: &'static str,
    said: String,
    unit: Unit,
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

impl Sheet {
    /// The rows below the first that has two known headers.
    pub(super) fn new(
        at: &str,
        records: Records,
        problems: &mut Problems,
        warnings: &mut Problems,
    ) -> Self {
        let is_filled = !records.is_empty();
        let known = |r: &StringRecord| r.iter().filter(|c| name(c).is_some()).count();
        let mut rows = records.into_iter().skip_while(|(_, r)| known(r) < 2);
        let (number, heads) = rows.next().unwrap_or_default();
        if heads.is_empty() && is_filled {
            problems.add(Code::NoPolicyHeaders, Place::file(at), [""; 0]);
        }
        let unknown = heads.iter().map(str::trim);
        for head in unknown.filter(|h| !h.is_empty() && name(h).is_none()) {
            let place = Place::file(at).at_row(number).at_column(head);
            warnings.add(Code::HeaderIgnored, place, [clip(head)]);
        }
        let head = |cell: &str| Head {
            id: name(cell).unwrap_or_default(),
            said: cell.trim().to_owned(),
            unit: money_unit(cell).unwrap_or(Unit::Base),
        };
        Self {
            at: at.to_owned(),
            heads: heads.iter().map(head).collect(),
            rows: rows.collect(),
        }
    }

    fn text<'r>(&self, row: &'r StringRecord, id: &str) -> Option<&'r str> {
        let at = self.heads.iter().position(|head| head.id == id)?;
        row.get(at).map(str::trim).filter(|cell| !cell.is_empty())
    }

    /// A number where the cell is one, a percentage included; else its text, which the
    /// reader of policies will name.
    fn number(&self, row: &StringRecord, id: &str) -> Option<Value> {
        let cell = self.text(row, id)?;
        let folded: String = cell.chars().map(half_width).collect();
        let read = match folded.strip_suffix('%') {
            Some(percent) => cells::number(percent, Unit::Base).map(|n| n / 100.0),
            None => cells::number(cell, Unit::Base),
        };
        Some(read.map_or_else(|_| json!(word(cell)), |n| json!(n)))
    }

    /// Money in yuan: the unit stands in the cell, with a note then, or in the header.
    fn money(
        &self,
        (number, row): (usize, &StringRecord),
        id: &str,
        warnings: &mut Problems,
    ) -> Option<Value> {
        let cell = self.text(row, id)?;
        let head = self.heads.iter().find(|head| head.id == id)?;
        if let Some(Ok(yuan)) = cells::money_with_unit(cell) {
            let place = Place::file(&self.at).at_row(number).at_column(&head.said);
            warnings.add(Code::UnitInCell, place, [cell, &yuan.to_string()]);
            return Some(json!(yuan));
        }
        let read = cells::number(cell, head.unit);
        Some(read.map_or_else(|_| json!(word(cell)), |n| json!(n)))
    }

    /// A list: `小学、初中`.
    fn list(&self, row: &StringRecord, id: &str) -> Option<Value> {
        let cell = self.text(row, id)?;
        let items = cell.split(['、', ',', '，', ';', '；']).map(str::trim);
        Some(json!(items.filter(|i| !i.is_empty()).collect::<Vec<_>>()))
    }

    /// Notes the row of an item, and the cell of each of its keys; `key` gives the key of a
    /// header.
    fn note<'k>(
        &self,
        origin: &mut Origin,
        (item, row): (&str, usize),
        key: impl Fn(&'static str) -> Option<Cow<'k, str>>,
    ) {
        origin.note_cell(item.to_owned(), &self.at, row, "");
        for head in self.heads.iter().filter(|head| !head.id.is_empty()) {
            if let Some(key) = key(head.id) {
                origin.note_cell(format!("{item}.{key}"), &self.at, row, &head.said);
            }
        }
    }
}

/// The id of a header.
fn name(cell: &str) -> Option<&'static str> {
    let folded: String = cell.chars().map(half_width).collect();
    let base = folded.split(['(', '[', ':']).next().unwrap_or_default();
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

/// Adds a sheet's rows to the policy, with the keys of a policy's file, and notes where
/// each comes from.
pub(super) fn add(
    policy: &mut Map<String, Value>,
    kind: &str,
    sheet: &Sheet,
    origin: &mut Origin,
    warnings: &mut Problems,
) {
    if kind == "goals" {
        return add_goals(policy, sheet, origin);
    }
    let mut list: Vec<Value> = Vec::new();
    for (number, row) in &sheet.rows {
        let item = (format!("{kind}.{}", list.len() + 1), *number);
        sheet.note(origin, (&item.0, item.1), |id| key(kind, sheet, row, id));
        let mut money = |id: &str| sheet.money((*number, row), id, warnings);
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
                put("amount", money("amount"));
            }
            "lever" => {
                put("name", sheet.text(row, "name").map(|t| json!(t)));
                put("fund", sheet.text(row, "fund").map(|t| json!(t)));
                let each = sheet.number(row, "adds_each").unwrap_or(json!(1.0));
                put("adds", sheet.text(row, "adds").map(|r| json!({ r: each })));
                let places = ["urban", "town", "rural"].into_iter().filter_map(|place| {
                    let cost = money(&format!("unit_cost_{place}"))?;
                    Some((place.to_owned(), cost))
                });
                let by_place: Map<String, Value> = places.collect();
                let by_place = (!by_place.is_empty()).then_some(Value::Object(by_place));
                put("unit_cost", by_place.or_else(|| money("unit_cost")));
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
                put("unit_cost", money("unit_cost"));
                let figures = [
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
                let value = match kind {
                    "cap" => money("value"),
                    _ => sheet.number(row, "value"),
                };
                put_in(figure(kind), value);
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

/// The key of a rule's figure.
fn figure(rule: &str) -> &'static str {
    match rule {
        "share" => "at_least",
        _ => "per_section",
    }
}

/// The key that a header's cell becomes in a row.
fn key<'r>(
    kind: &str,
    sheet: &Sheet,
    row: &'r StringRecord,
    id: &'static str,
) -> Option<Cow<'r, str>> {
    if kind == "rule" {
        let rule = sheet.text(row, "kind").map_or("", word);
        return Some(match id {
            "kind" => Cow::Borrowed(rule),
            "value" => format!("{rule}.{}", figure(rule)).into(),
            other => format!("{rule}.{other}").into(),
        });
    }
    Some(match id {
        "adds_each" => format!("adds.{}", sheet.text(row, "adds")?).into(),
        "unit_cost_urban" => "unit_cost.urban".into(),
        "unit_cost_town" => "unit_cost.town".into(),
        "unit_cost_rural" => "unit_cost.rural".into(),
        other => other.into(),
    })
}

/// Items and values: goals in their order, and the switches of the policy.
fn add_goals(policy: &mut Map<String, Value>, sheet: &Sheet, origin: &mut Origin) {
    let mut goals = Vec::new();
    let header = |id: &str| {
        let head = sheet.heads.iter().find(|head| head.id == id);
        head.map_or("", |head| head.said.as_str())
    };
    for (number, row) in &sheet.rows {
        let said = sheet.text(row, "item").unwrap_or_default();
        let Some(value) = sheet.text(row, "value") else {
            continue;
        };
        let mut note = |path: String, id| origin.note_cell(path, &sheet.at, *number, header(id));
        match word(said) {
            "目标" | "goal" => {
                goals.push(match word(value).split_once('.') {
                    Some(("disparity", measure)) => json!({ "disparity": measure }),
                    _ => json!(word(value)),
                });
                note(format!("goals.{}", goals.len()), "value");
            }
            "comply" => {
                let value = cells::boolean(value).map_or(json!(value), |b| json!(b));
                policy.insert("comply".to_owned(), value);
                note("comply".to_owned(), "value");
            }
            other => {
                policy.insert(other.to_owned(), json!(word(value)));
                let is_known = ["standard", "currency", "no_levelling_down"].contains(&other);
                note(other.to_owned(), if is_known { "value" } else { "item" });
            }
        }
    }
    if !goals.is_empty() {
        policy.insert("goals".to_owned(), Value::Array(goals));
    }
}
