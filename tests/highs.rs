//! `HiGHS` (feature `highs`) agrees with Clarabel on linear goals.
#![cfg(feature = "highs")]
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use junheng::policy::{Goal, Measure};
use junheng::{Error, Options, Solver, plan, verify};
use oracle::random_case;

#[test]
fn highs_agrees_with_clarabel_on_every_linear_goal() {
    let orders: [&[Goal]; 5] = [
        &[Goal::Shortfall, Goal::Cost],
        &[Goal::Floor, Goal::Cost],
        &[Goal::Disparity(Measure::Gini)],
        &[Goal::Disparity(Measure::Mad)],
        &[Goal::Disparity(Measure::Range)],
    ];
    let mut compared = 0;
    for seed in 0..100 {
        let (d, s, mut p) = random_case(seed);
        for goals in orders {
            p.goals = goals.to_vec();
            let with = |solver| {
                let options = Options {
                    solver,
                    ..Options::default()
                };
                match plan(&d, &s, &p, &options) {
                    Ok(plan) => Some(plan),
                    Err(Error::Input(_)) => None,
                    Err(other) => panic!("seed {seed} {goals:?}: {other}"),
                }
            };
            let (Some(highs), Some(clarabel)) = (with(Solver::Highs), with(Solver::Clarabel))
            else {
                continue;
            };
            assert_eq!(highs.solver.name, "highs");
            let (a, b) = (highs.goals[0].value, clarabel.goals[0].value);
            let today = verify::evaluate(&d, &s, &p, &[]).unwrap().goals[0];
            let size = a.abs().max(today).max(1e-3);
            assert!(
                (a - b).abs() < 1e-6 * size,
                "seed {seed} {goals:?}: {a} {b}"
            );
            compared += 1;
        }
    }
    assert!(compared > 400, "{compared}");
}
