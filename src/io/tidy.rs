//! What a clerk's table has besides headers and rows: titles, totals, remarks.

use csv::StringRecord;

use super::columns::{Kind, recognise};
use super::text::half_width;

/// Rows among which the headers are looked for.
const TITLES: usize = 10;

/// The row of headers: the one with the most headers that are known, if there are two
/// at least; else the first.
pub(super) fn head(records: &[(usize, StringRecord)]) -> usize {
    let known = |record: &StringRecord| {
        let cells = record.iter().filter(|cell| !cell.trim().is_empty());
        cells.filter(|c| recognise(c).kind != Kind::Unknown).count()
    };
    let counts = records.iter().take(TITLES).map(|(_, record)| known(record));
    let mut best = (0, 1);
    for (number, count) in counts.enumerate() {
        if count > best.1 {
            best = (number, count);
        }
    }
    best.0
}

/// The first cell with anything in it, folded.
fn first(record: &StringRecord) -> String {
    let cell = record
        .iter()
        .find(|c| !c.trim().is_empty())
        .unwrap_or_default();
    let folded = cell.chars().map(half_width).filter(|c| *c != ' ');
    folded.flat_map(char::to_lowercase).take(64).collect()
}

/// Whether a row is of totals: 合计, 小学合计, 合计（2所）, 全县, total.
pub(super) fn is_total(record: &StringRecord) -> bool {
    let first = first(record);
    let first = first.split('(').next().unwrap_or_default();
    ["合计", "总计", "小计"]
        .iter()
        .any(|end| first.ends_with(end))
        || matches!(
            first,
            "全县" | "全区" | "全市" | "total" | "totals" | "subtotal" | "grandtotal" | "sum"
        )
}

/// Whether a row is a remark: 注：..., 填表人：....
pub(super) fn is_remark(record: &StringRecord) -> bool {
    let first = first(record);
    let starts = [
        "注", "备注", "说明", "填表", "制表", "审核", "note", "remark",
    ];
    first.split_once(':').is_some_and(|(before, _)| {
        let is = |start: &&str| before.starts_with(*start) && before.chars().count() <= 8;
        starts.iter().any(is)
    })
}
