//! What `verify` checked of a plan that holds, and how good the last goal can be at best.

use super::effect::goal_value;
use super::labels::Labels;
use super::number::count;
use super::page::Page;
use super::words;
use crate::plan::Plan;
use crate::policy::{NoLevellingDown, Policy};
use crate::verify::{Bound, NoBound, Standing};

/// Every promise that was recomputed.
pub(super) fn promises(page: &mut Page, plan: &Plan, policy: &Policy, labels: &Labels) {
    let lang = labels.lang;
    page.line::<&str>(words::RECOMPUTED, &[]);
    page.item(&words::DID_ACTIONS.fill(lang, &[count(plan.actions.len())]));
    if !plan.moves.is_empty() {
        page.item(&words::DID_MOVES.fill(lang, &[count(plan.moves.len())]));
    }
    let levelling = match policy.no_levelling_down {
        NoLevellingDown::Minimum => words::LEVELLING_MINIMUM,
        NoLevellingDown::Today => words::LEVELLING_TODAY,
        NoLevellingDown::Off => words::LEVELLING_OFF,
    };
    page.item(&words::DID_STOCKS.fill(lang, &[levelling.get(lang)]));
    let spent = labels.money(plan.spent.values().sum());
    page.item(&words::DID_FUNDS.fill(lang, &[count(policy.funds.len()), spent]));
    if !policy.rules.is_empty() {
        page.item(&words::DID_RULES.fill(lang, &[count(policy.rules.len())]));
    }
    if policy.comply {
        page.item(words::DID_COMPLY.get(lang));
    }
    for goal in &plan.goals {
        let value = goal_value(&goal.goal, goal.value, labels);
        page.item(&words::DID_GOAL.fill(lang, &[labels.goal(&goal.goal), value]));
    }
    page.item(words::DID_ASSESSMENTS.get(lang));
}

/// What the plan claims of each goal: proven here, or claimed; then the independent
/// bound on the last.
pub(super) fn claims(page: &mut Page, plan: &Plan, standings: &[Standing], labels: &Labels) {
    let names = |is_proven: bool| -> Vec<String> {
        let of = standings.iter().filter(|s| s.is_proven == is_proven);
        of.map(|s| labels.goal(&s.goal)).collect()
    };
    let comma = words::LIST.get(labels.lang);
    for (text, goals) in [(words::PROVEN, names(true)), (words::CLAIMED, names(false))] {
        if !goals.is_empty() {
            page.line(text, &[goals.join(comma)]);
        }
    }
    if let Some(last) = standings.last() {
        bound(page, plan, last.bound.as_ref(), labels);
    }
}

/// The independent bound, or why there is none.
fn bound(page: &mut Page, plan: &Plan, bound: Result<&Bound, &NoBound>, labels: &Labels) {
    match bound {
        Ok(bound) => {
            let value = plan.goals.iter().find(|g| g.goal == bound.goal);
            let show = |v| precise(&bound.goal, v, labels);
            let args = [
                labels.goal(&bound.goal),
                show(bound.value),
                value.map_or_else(String::new, |g| show(g.value)),
            ];
            let text = if bound.goal == "floor" {
                words::BOUND_FOUND_ABOVE
            } else {
                words::BOUND_FOUND
            };
            page.line(text, &args);
        }
        Err(why) => {
            let why = match why {
                NoBound::Unusable => words::UNUSABLE.get(labels.lang).to_owned(),
                NoBound::TooLarge => words::TOO_LARGE.get(labels.lang).to_owned(),
                NoBound::Unlimited { lever } => {
                    words::NOTHING_LIMITS.fill(labels.lang, &[labels.called(lever)])
                }
                NoBound::People => words::PEOPLE_NOT_BOUNDED.get(labels.lang).to_owned(),
                NoBound::Stopped => words::OUT_OF_TIME.get(labels.lang).to_owned(),
            };
            page.line(words::NO_BOUND, &[why]);
        }
    }
}

/// A goal's value with the digits in which a bound and a value can differ.
fn precise(goal: &str, value: f64, labels: &Labels) -> String {
    match goal {
        "cost" | "floor" | "moves" => goal_value(goal, value, labels),
        _ => super::number::grouped(value, 8),
    }
}
