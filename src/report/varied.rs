//! What a sweep varies, and what its figures are called, in words.

use super::labels::Labels;
use super::page::clean;
use super::words;
use crate::sweep::Columns;
use crate::text::Text;
#[cfg(any(feature = "html", feature = "xlsx"))]
use {
    super::number::{self, grouped, significant},
    crate::sweep::Record,
    serde_json::Value,
};

macro_rules! words {
    ($( $name:ident: $zh:literal, $en:literal; )*) => {
        $(
            const $name: Text = {
                assert!(!$zh.is_empty() && !$en.is_empty(), "a translation is missing");
                Text::new($zh, $en)
            };
        )*
    };
}

words! {
    VARIED_GOALS: "目标", "goals";
    VARIED_FUND: "资金“{0}”：{1}", "fund {0}: {1}";
    VARIED_LEVER: "举措“{0}”：{1}", "lever {0}: {1}";
    VARIED_AMOUNT: "额度", "amount";
    VARIED_UNIT_COST: "单价", "unit cost";
    VARIED_MAX_TOTAL: "总量上限", "most in all";
    VARIED_MAX_PER_SECTION: "单部上限", "most in a section";
    VARIED_FACTOR: "{0}（倍数）", "{0} (factor)";
    SPENT_OF: "资金“{0}”使用", "spent of {0}";
    MEASURE_CV: "差异系数", "CV";
    MEASURE_GINI: "基尼系数", "Gini";
    MEASURE_MEAN: "均值", "mean";
    MEASURE_OF: "{0}，{1}，{2}", "{0}, {1}, {2}";
}

#[cfg(any(feature = "html", feature = "xlsx"))]
words! {
    STATUS_OPTIMAL: "最优", "optimal";
    STATUS_FEASIBLE: "可行", "feasible";
    STATUS_INFEASIBLE: "无方案", "infeasible";
    STATUS_STOPPED: "已停止", "stopped";
    STATUS_ERROR: "出错", "error";
}

/// The name of what is varied: `fund.capital.amount` is the amount of the fund capital.
pub(super) fn name(varied: &str, labels: &Labels) -> String {
    let (what, place) = match varied.split_once('[') {
        Some((what, place)) => (what, place.trim_end_matches(']')),
        None => (varied, ""),
    };
    let parts = split(what);
    let said = match parts.as_slice() {
        ["pupils"] => {
            let pupils = words::PUPILS.get(labels.lang);
            VARIED_FACTOR.fill(labels.lang, &[pupils])
        }
        [before @ .., "factor"] if before.len() > 1 => {
            let of = name(what.strip_suffix(".factor").unwrap_or(what), labels);
            VARIED_FACTOR.fill(labels.lang, &[of])
        }
        ["goals"] => VARIED_GOALS.get(labels.lang).to_owned(),
        [kind @ ("fund" | "lever"), name, keys @ ..] => {
            let key = keys.join(".");
            let known = match keys.first() {
                Some(&"amount") => Some(VARIED_AMOUNT),
                Some(&"unit_cost") if keys.len() == 1 => Some(VARIED_UNIT_COST),
                Some(&"max_total") => Some(VARIED_MAX_TOTAL),
                Some(&"max_per_section") => Some(VARIED_MAX_PER_SECTION),
                _ => None,
            };
            let key = known.map_or_else(|| clean(&key), |t| t.get(labels.lang).to_owned());
            let of = match *kind {
                "fund" => VARIED_FUND,
                _ => VARIED_LEVER,
            };
            of.fill(labels.lang, &[clean(name), key])
        }
        _ => clean(what),
    };
    if place.is_empty() {
        return said;
    }
    let places: Vec<String> = place.split(' ').map(|p| filter(p, labels)).collect();
    let places = places.join(words::LIST.get(labels.lang));
    words::UNIT_IN_BRACKETS.fill(labels.lang, &[said, places])
}

/// The parts of a path; a part in quotes may hold dots.
fn split(path: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'));
        let (part, after) = match quote {
            Some(quote) => {
                let inner = rest.get(1..).unwrap_or_default();
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            None => rest.split_once('.').unwrap_or((rest, "")),
        };
        parts.push(part);
        rest = after.strip_prefix('.').unwrap_or(after);
    }
    parts
}

/// A stage, a locale or whatever else limits the pupils that are varied.
fn filter(word: &str, labels: &Labels) -> String {
    use crate::district::{Locale, Stage};
    let stage = Stage::ALL.into_iter().find(|s| s.id() == word);
    let locale = Locale::ALL.into_iter().find(|l| l.id() == word);
    let text = stage.map(words::stage).or(locale.map(words::locale));
    text.map_or_else(|| clean(word), |t| t.get(labels.lang).to_owned())
}

/// What it is set to.
#[cfg(any(feature = "html", feature = "xlsx"))]
pub(super) fn value(varied: &str, value: &Value, labels: &Labels) -> String {
    match value.as_f64() {
        Some(amount) if is_money(varied) => labels.money(amount),
        Some(n) if n.fract() == 0.0 => grouped(n, 0),
        Some(n) if n.abs() >= 1e-3 && n.abs() < 1000.0 => {
            let shown = grouped(n, 4);
            shown.trim_end_matches('0').to_owned()
        }
        Some(n) => significant(n),
        None => clean(&crate::sweep::said(value)),
    }
}

/// Whether what is varied is an amount of money.
#[cfg(any(feature = "html", feature = "xlsx"))]
pub(super) fn is_money(varied: &str) -> bool {
    varied.starts_with("fund.") && varied.ends_with(".amount")
}

/// The name of a figure: of a fund, a goal, or a measure of an indicator.
pub(super) fn figure_name(figure: &str, columns: &Columns, labels: &Labels) -> String {
    if let Some(fund) = figure.strip_prefix("spent.") {
        return SPENT_OF.fill(labels.lang, &[clean(fund)]);
    }
    for (stage, id) in &columns.indicators {
        let rest = figure
            .strip_prefix(stage.id())
            .and_then(|r| r.strip_prefix('.'));
        let measure = rest.and_then(|r| r.strip_prefix(id.as_str()));
        let measure = match measure.and_then(|m| m.strip_prefix('.')) {
            Some("cv") => MEASURE_CV,
            Some("gini") => MEASURE_GINI,
            Some("mean") => MEASURE_MEAN,
            _ => continue,
        };
        let args = [
            labels.stage(*stage).to_owned(),
            labels.indicator(id),
            measure.get(labels.lang).to_owned(),
        ];
        return MEASURE_OF.fill(labels.lang, &args);
    }
    labels.goal(figure)
}

/// A goal's value, or nothing.
#[cfg(feature = "html")]
pub(super) fn goal(name: &str, value: Option<f64>, labels: &Labels) -> String {
    value.map_or_else(
        || number::NONE.to_owned(),
        |v| super::effect::goal_value(name, v, labels),
    )
}

/// How a scenario ended.
#[cfg(any(feature = "html", feature = "xlsx"))]
pub(super) fn status(record: &Record, labels: &Labels) -> &'static str {
    let text = match record.status.as_str() {
        "optimal" => STATUS_OPTIMAL,
        "feasible" => STATUS_FEASIBLE,
        "infeasible" => STATUS_INFEASIBLE,
        "stopped" => STATUS_STOPPED,
        _ => STATUS_ERROR,
    };
    text.get(labels.lang)
}

/// Whether it passes afterwards, in words.
#[cfg(any(feature = "html", feature = "xlsx"))]
pub(super) fn passes(pass: Option<f64>, labels: &Labels) -> &'static str {
    match pass {
        None => number::NONE,
        Some(pass) if pass > 0.0 => words::YES.get(labels.lang),
        Some(_) => words::NO.get(labels.lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_split_at_dots_outside_quotes() {
        assert_eq!(split("fund.capital.amount"), ["fund", "capital", "amount"]);
        let quoted = "lever.'build rooms. large'.unit_cost.rural";
        let parts = ["lever", "build rooms. large", "unit_cost", "rural"];
        assert_eq!(split(quoted), parts);
        assert_eq!(split("pupils"), ["pupils"]);
    }
}
