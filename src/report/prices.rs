//! Prices in words: what a little more of a fund, or a little change of a rule, brings.

use super::effect::goal_value;
use super::labels::Labels;
use super::number::{count, money, significant};
use super::page::Page;
use super::words;
use crate::plan::{Plan, Price};
use crate::policy::{Policy, Rule};

/// Effects smaller than this part of a goal's value are the solver's noise.
const NOISE: f64 = 1e-9;

/// Each price as a sentence.
pub(super) fn prices(page: &mut Page, plan: &Plan, policy: &Policy, labels: &Labels) {
    if plan.prices.is_empty() {
        return;
    }
    page.heading::<&str>(words::PRICES, &[]);
    for price in &plan.prices {
        let said = sentence(price, plan, policy, labels);
        page.item(&said);
    }
}

fn sentence(price: &Price, plan: &Plan, policy: &Policy, labels: &Labels) -> String {
    let (what, step) = step(&price.of, policy, labels);
    let goal = labels.goal(&price.goal);
    let value = plan.goals.iter().find(|g| g.goal == price.goal);
    let scale = value.map_or(0.0, |g| g.value.abs()).max(1e-3);
    let effect = price.per_unit * step;
    if effect.abs() <= NOISE * scale {
        return words::NO_EFFECT.fill(labels.lang, &[what, goal]);
    }
    let amount = match price.goal.as_str() {
        "cost" => money(effect.abs(), labels.lang),
        "floor" => goal_value("floor", effect.abs(), labels),
        _ => significant(effect.abs()),
    };
    let text = if effect < 0.0 {
        words::LOWERS
    } else {
        words::RAISES
    };
    text.fill(labels.lang, &[what, goal, amount])
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
            words::MORE_FUND.fill(labels.lang, &[labels.name(name)]),
            1e4,
        ),
        ("lever", _) => (
            words::MORE_LEVER.fill(labels.lang, &[labels.name(name)]),
            1.0,
        ),
        ("rule", Some((n, Rule::Share { fund, .. }))) => (
            words::MORE_SHARE.fill(labels.lang, &[count(n), labels.name(fund)]),
            0.01,
        ),
        ("rule", Some((n, Rule::Cap { fund, .. }))) => (
            words::MORE_CAP.fill(labels.lang, &[count(n), labels.name(fund)]),
            1e4,
        ),
        _ => (words::MORE_OTHER.fill(labels.lang, &[labels.name(of)]), 1.0),
    }
}
