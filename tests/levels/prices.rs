//! Prices are what a re-solve with a little more money gives; the values are exact enough
//! for small steps.

use junheng::Solver;
use junheng::policy::{Amount, Goal, Measure};

use crate::cases::{by_levels, case, planned};
use crate::oracle::sizes;

/// Steps, as parts of the fund: small ones stay on one piece, large ones beat rounding.
const STEPS: [f64; 4] = [1e-3, 1e-4, 1e-5, 1e-6];

#[test]
fn prices_are_those_of_a_new_plan() {
    let std = Goal::Disparity(Measure::Std);
    let gini = Goal::Disparity(Measure::Gini);
    let mad = Goal::Disparity(Measure::Mad);
    let orders = [
        vec![mad],
        vec![Goal::Shortfall, mad, Goal::Cost],
        vec![std],
        vec![gini],
        vec![Goal::Shortfall, std, Goal::Cost],
        vec![Goal::Shortfall, gini, Goal::Cost],
    ];
    let (mut failed, mut priced) = (Vec::new(), 0);
    for seed in 5000..5120 {
        for goals in &orders {
            let (d, s, p) = case(seed, goals);
            if !p.check(&d, &s, &junheng::Origin::default()).is_empty() {
                continue;
            }
            let Some(made) = by_levels(&d, &s, &p) else {
                continue;
            };
            let sizes = sizes(&d, &s, &p, &made);
            for price in &made.prices {
                let i = made
                    .goals
                    .iter()
                    .position(|g| g.goal == price.goal)
                    .unwrap();
                let fund = price.of.strip_prefix("fund.").unwrap();
                let amount = p.funds[p.fund(fund).unwrap()].amount.limit().unwrap();
                if amount == 0.0 {
                    continue;
                }
                let slope = |step: f64| {
                    let mut more = p.clone();
                    let place = more.fund(fund).unwrap();
                    more.funds[place].amount = Amount::Yuan(amount * (1.0 + step));
                    let solver = if goals.contains(&mad) {
                        Solver::Auto
                    } else {
                        Solver::Levels
                    };
                    let again = planned(&d, &s, &more, solver).unwrap();
                    (again.goals[i].value - made.goals[i].value) / (amount * step)
                };
                let is_seen = |step: &f64| {
                    let slope = slope(*step);
                    let noise = 1e-13 * sizes[i] / (amount * step);
                    let larger = slope.abs().max(price.per_unit.abs());
                    (slope - price.per_unit).abs() <= 2e-3 * larger + noise
                };
                priced += u32::from(price.per_unit.abs() * amount > 1e-3 * sizes[i]);
                if !STEPS.iter().any(is_seen) {
                    let seen = STEPS.map(slope);
                    failed.push(format!("{seed} {goals:?} {price:?}: {seen:?}"));
                }
            }
        }
    }
    assert!(priced > 200, "{priced}");
    assert!(
        failed.is_empty(),
        "{} of {priced}\n{}",
        failed.len(),
        failed.join("\n")
    );
}
