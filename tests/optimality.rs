//! Plans are not only feasible but best: against the oracles, against the independent
//! bound, and against a thousand random changes each.
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use junheng::plan::Plan;
use junheng::policy::{Goal, Measure};
use junheng::{District, Error, Options, Policy, Standard, plan, verify};
use oracle::{OneFund, level_sets, one_fund_case, random_case, water_level};

/// The natural size of each goal: its value or, where that is larger, today's.
fn sizes(d: &District, s: &Standard, p: &Policy, plan: &Plan) -> Vec<f64> {
    let today = verify::evaluate(d, s, p, &[]).unwrap().goals;
    let goals = plan.goals.iter().zip(today);
    goals
        .map(|(g, today)| g.value.abs().max(today).max(1e-3))
        .collect()
}

/// Makes a plan; none where the generator made a policy that cannot be used.
fn planned(seed: u64, d: &District, s: &Standard, p: &Policy) -> Option<Plan> {
    match plan(d, s, p, &Options::default()) {
        Ok(plan) => Some(plan),
        Err(Error::Input(_)) => None,
        Err(other) => panic!("seed {seed}: {other}"),
    }
}

#[test]
fn one_fund_is_planned_as_the_oracles_solve_it() {
    for seed in 0..100 {
        for measure in [Measure::Std, Measure::Gini] {
            let (d, s, p) = one_fund_case(seed, Goal::Disparity(measure));
            let problem = OneFund::new(&d, &s, &p).unwrap();
            let answer = match measure {
                Measure::Std => water_level(&problem),
                _ => level_sets(&problem),
            };
            let Some(plan) = planned(seed, &d, &s, &p) else {
                continue;
            };
            let gap = plan.goals[0].value - answer.value;
            let size = sizes(&d, &s, &p, &plan)[0];
            assert!(
                gap.abs() < 1e-6 * size,
                "seed {seed} {measure:?}: {gap:e} of {size}"
            );
        }
    }
}

#[test]
fn random_cases_are_planned_to_their_independent_bound() {
    let mut bounded = 0;
    for seed in 0..200 {
        let (d, s, p) = random_case(seed);
        let Some(plan) = planned(seed, &d, &s, &p) else {
            continue;
        };
        let last = plan.goals.len() - 1;
        let Ok(bound) = verify::lower_bound(&d, &s, &p, &plan) else {
            continue;
        };
        bounded += 1;
        let sign = if p.goals[last].is_maximised() {
            -1.0
        } else {
            1.0
        };
        let gap = sign * (plan.goals[last].value - bound.value);
        let size = sizes(&d, &s, &p, &plan)[last];
        // A last goal lives off what the hold of an earlier one leaves it.
        let near = if last == 0 { 1e-6 } else { 1e-2 };
        assert!(
            gap > -1e-8 * size,
            "seed {seed}: the bound is above the plan, {gap:e}"
        );
        assert!(
            gap < near * size,
            "seed {seed} {:?}: {gap:e} of {size}",
            p.goals
        );
    }
    assert!(bounded >= 190, "{bounded}");
}

#[test]
fn no_random_change_improves_a_plan() {
    for seed in 0..200 {
        let (d, s, p) = random_case(seed);
        let Some(plan) = planned(seed, &d, &s, &p) else {
            continue;
        };
        let old: Vec<f64> = plan.goals.iter().map(|g| g.value).collect();
        let sizes = sizes(&d, &s, &p, &plan);
        for change in oracle::random_feasible_changes(&d, &s, &p, &plan, seed, 1000) {
            let new = verify::evaluate(&d, &s, &p, &change).unwrap().goals;
            let better = oracle::improved_goal(&p, &old, &new, &sizes, 1e-6);
            assert_eq!(better, None, "seed {seed} {:?}: {old:?} {new:?}", p.goals);
        }
    }
}
