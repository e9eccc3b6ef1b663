//! The policy's sheets of a workbook, 目标, 资金, 举措, 调配 and 规则, as the JSON of a policy.
//!
//! Words that clerks write become the words of a policy's file; what is in neither is
//! left as it is, for the reader of policies to name.

use csv::StringRecord;
use serde_json::{Map, Value, json};

use super::Records;
use crate::io::cells;
use crate::io::columns::Unit;
use crate::io::text::half_width;

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
pub(super) fn add(policy: &mut Map<String, Value>, kind: &str, records: Records) {
    let sheet = Words::new(records);
    if kind == "goals" {
        return add_goals(policy, &sheet);
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
