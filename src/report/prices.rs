//! Prices in words: what a little more of a fund, or a little change of a rule, brings.

use super::effect::goal_value;
use super::labels::Labels;
use super::number::{count, significant};
use super::page::Page;
use super::words;
use crate::plan::{Plan, Price};
use crate::policy::{Policy, Rule};

/// Effects smaller than this part of a goal's value are the solver's noise.
const NOISE: f64 = 1e-9;

/// What a little more of each fund and rule brings, goal by goal.
pub(super) fn prices(page: &mut Page, plan: &Plan, policy: &Policy, labels: &Labels) {
    let mut is_first = true;
    for prices in plan.prices.chunk_by(|a, b| a.of == b.of) {
        let Some(of) = prices.first().map(|p| p.of.as_str()) else {
            continue;
        };
        let (what, step) = step(of, policy, labels);
        let said = prices.iter().filter_map(|p| effect(p, step, plan, labels));
        let said: Vec<String> = said.collect();
        if !said.is_empty() {
            if std::mem::take(&mut is_first) {
                page.heading::<&str>(words::PRICES, &[]);
            }
            page.line(words::MORE, &[what]);
            page.items(&said, usize::MAX);
        }
    }
}

/// What a step does to a goal, in words; of what is no money, only where it does anything.
fn effect(price: &Price, step: f64, plan: &Plan, labels: &Labels) -> Option<String> {
    let goal = labels.goal(&price.goal);
    let value = plan.goals.iter().find(|g| g.goal == price.goal);
    let value = value.map_or(0.0, |g| g.value.abs());
    let effect = price.per_unit * step;
    if effect.abs() <= NOISE * value.max(1e-3) {
        let is_money = price.of.starts_with("fund.");
        return is_money.then(|| words::NO_EFFECT.fill(labels.lang, &[goal]));
    }
    let amount = match price.goal.as_str() {
        "cost" => labels.money(effect.abs()),
        "floor" => goal_value("floor", effect.abs(), labels),
        _ => significant(effect.abs()),
    };
    let text = if effect < 0.0 {
        words::LOWERS
    } else {
        words::RAISES
    };
    let said = text.fill(labels.lang, &[goal, amount]);
    if value <= NOISE || matches!(price.goal.as_str(), "cost" | "floor") {
        return Some(said);
    }
    let part = format!("{}%", significant(100.0 * effect.abs() / value));
    Some(words::UNIT_IN_BRACKETS.fill(labels.lang, &[said, part]))
}

/// A change worth speaking of, in words and in the unit of the price.
fn step(of: &str, policy: &Policy, labels: &Labels) -> (String, f64) {
    let (kind, name) = of.split_once('.').unwrap_or((of, ""));
    let rule = || {
        let number = name.split('.').next()?.parse::<usize>().ok()?;
        Some((number, policy.rules.get(number.checked_sub(1)?)?))
    };
    match (kind, rule()) {
        ("fund", _) => (
            words::MORE_FUND.fill(labels.lang, &[labels.called(name), labels.unit_of_money()]),
            1e4,
        ),
        ("lever", _) => (
            words::MORE_LEVER.fill(labels.lang, &[labels.called(name)]),
            1.0,
        ),
        ("rule", Some((n, Rule::Share { fund, .. }))) => (
            words::MORE_SHARE.fill(labels.lang, &[count(n), labels.called(fund)]),
            0.01,
        ),
        ("rule", Some((n, Rule::Cap { fund, .. }))) => (
            words::MORE_CAP.fill(
                labels.lang,
                &[count(n), labels.called(fund), labels.unit_of_money()],
            ),
            1e4,
        ),
        _ => (
            words::MORE_OTHER.fill(labels.lang, &[labels.called(of)]),
            1.0,
        ),
    }
}
